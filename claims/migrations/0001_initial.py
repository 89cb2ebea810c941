import config.migrating
import config.money
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("enrollment", "0001_initial"),
        ("institutions", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="UnmatchedCode",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "medins_list_codg",
                            models.CharField(max_length=150, verbose_name="Institution's own code"),
                        ),
                        ("med_list_codg", models.CharField(max_length=50, verbose_name="Catalogue code")),
                        ("item_name", models.CharField(max_length=200, verbose_name="Item")),
                        ("lines", models.PositiveIntegerField(verbose_name="Fee lines")),
                        ("bills", models.PositiveIntegerField(verbose_name="Bills")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("first_day", models.DateField(verbose_name="From")),
                        ("last_day", models.DateField(verbose_name="To")),
                    ],
                    options={
                        "verbose_name": "Unmatched code",
                        "verbose_name_plural": "Unmatched codes",
                        "db_table": "claims_unmatchedcode",
                        "managed": False,
                    },
                ),
                migrations.CreateModel(
                    name="Instalment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("n", models.PositiveSmallIntegerField(verbose_name="Number")),
                        ("due_on", models.DateField(verbose_name="Falls due on")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                    ],
                    options={
                        "verbose_name": "Instalment",
                        "verbose_name_plural": "Instalments",
                        "ordering": ("overpayment", "n"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="instalment_positive"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccidentDeclaration",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("psn_no", models.CharField(max_length=30, verbose_name="Person number")),
                        ("psn_name", models.CharField(max_length=50, verbose_name="Full name")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("applied", "Application received"),
                                    ("experts", "With the experts"),
                                    ("in_force", "In force"),
                                    ("ended", "Ended early"),
                                    ("refused", "Refused"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="applied",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("applied_on", models.DateField(verbose_name="Applied on")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                help_text="From the first day up to, not including, the end.",
                                verbose_name="Period",
                            ),
                        ),
                        (
                            "must_review",
                            models.BooleanField(default=True, verbose_name="A second person decides"),
                        ),
                        ("due", models.DateField(blank=True, null=True, verbose_name="To be decided by")),
                        (
                            "reference",
                            models.CharField(blank=True, max_length=40, verbose_name="Former number"),
                        ),
                        ("remark", models.CharField(blank=True, max_length=300, verbose_name="Remark")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                        ("handled_at", models.DateTimeField(auto_now_add=True, verbose_name="Handled at")),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        ("happened_on", models.DateField(verbose_name="Happened on")),
                        ("happened_at", models.CharField(max_length=200, verbose_name="Where")),
                        ("account", models.CharField(max_length=500, verbose_name="What happened")),
                        (
                            "admitted_on",
                            models.DateField(
                                blank=True,
                                help_text="A stay that began there on this day belongs to the accident even if its bill does not say so.",
                                null=True,
                                verbose_name="Admitted on",
                            ),
                        ),
                        (
                            "third_party",
                            models.CharField(
                                choices=[
                                    ("no", "Nobody else"),
                                    ("yes", "A third party"),
                                    ("unknown", "Not known yet"),
                                ],
                                max_length=10,
                                verbose_name="Who is liable",
                            ),
                        ),
                        (
                            "liable_party",
                            models.CharField(blank=True, max_length=120, verbose_name="Liable party"),
                        ),
                        (
                            "liable_paid",
                            config.money.MoneyField(default=0, verbose_name="Paid by the liable party"),
                        ),
                        (
                            "evidence",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="Evidence of the accident"
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("no_third_party", "Nobody else liable"),
                                    ("third_party", "Third party liable"),
                                ],
                                max_length=15,
                                verbose_name="Decision",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Ended by",
                            ),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "handling_county",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Handled by counter",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.institution",
                                verbose_name="Treated at",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Accident declaration",
                        "verbose_name_plural": "Accident declarations",
                        "indexes": [
                            models.Index(fields=["person", "state"], name="accident_by_person"),
                            models.Index(fields=["county", "state"], name="accident_by_county"),
                            models.Index(fields=["handling_county"], name="accident_by_counter"),
                            models.Index(fields=["psn_no"], name="accident_by_psn_no"),
                            models.Index(
                                condition=models.Q(("import_run_id__isnull", False)),
                                fields=["import_run_id"],
                                name="accident_by_import",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period__isempty", False), ("period__startswith__isnull", False)
                                ),
                                name="accident_period",
                                violation_error_message="The period has at least one day; it ends after it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reviewed_by__isnull", True),
                                    models.Q(("reviewed_by", models.F("handled_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="accident_two_people",
                                violation_error_message="Whoever handles cannot review.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("must_review", True),
                                        ("state__in", ("in_force", "ended", "refused")),
                                        _negated=True,
                                    ),
                                    ("reviewed_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="accident_reviewed",
                                violation_error_message="A second person decides first.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reason", ""),
                                    ("state__in", ("refused", "withdrawn", "ended")),
                                    _negated=True,
                                ),
                                name="accident_reason",
                                violation_error_message="Give the reason.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "ended"), _negated=True),
                                    ("period__endswith__isnull", False),
                                    _connector="OR",
                                ),
                                name="accident_end_known",
                                violation_error_message="What has ended has a last day.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("refused", "withdrawn")), _negated=True),
                                fields=("person", "happened_on"),
                                name="accident_declared_once",
                                violation_error_message="This accident is declared already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("in_force", "ended")), _negated=True),
                                    models.Q(("decision", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="accident_decided",
                                violation_error_message="Say whether somebody else is liable.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decision", "third_party"), _negated=True),
                                    models.Q(("liable_party", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="accident_liable_named",
                                violation_error_message="Name the liable party.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("liable_paid__gte", 0)),
                                name="accident_paid_not_negative",
                                violation_error_message="An amount paid is not negative.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccidentDeclarationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("psn_no", models.CharField(max_length=30, verbose_name="Person number")),
                        ("psn_name", models.CharField(max_length=50, verbose_name="Full name")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("applied", "Application received"),
                                    ("experts", "With the experts"),
                                    ("in_force", "In force"),
                                    ("ended", "Ended early"),
                                    ("refused", "Refused"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="applied",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("applied_on", models.DateField(verbose_name="Applied on")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                help_text="From the first day up to, not including, the end.",
                                verbose_name="Period",
                            ),
                        ),
                        (
                            "must_review",
                            models.BooleanField(default=True, verbose_name="A second person decides"),
                        ),
                        ("due", models.DateField(blank=True, null=True, verbose_name="To be decided by")),
                        (
                            "reference",
                            models.CharField(blank=True, max_length=40, verbose_name="Former number"),
                        ),
                        ("remark", models.CharField(blank=True, max_length=300, verbose_name="Remark")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                        ("handled_at", models.DateTimeField(auto_now_add=True, verbose_name="Handled at")),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        ("happened_on", models.DateField(verbose_name="Happened on")),
                        ("happened_at", models.CharField(max_length=200, verbose_name="Where")),
                        ("account", models.CharField(max_length=500, verbose_name="What happened")),
                        (
                            "admitted_on",
                            models.DateField(
                                blank=True,
                                help_text="A stay that began there on this day belongs to the accident even if its bill does not say so.",
                                null=True,
                                verbose_name="Admitted on",
                            ),
                        ),
                        (
                            "third_party",
                            models.CharField(
                                choices=[
                                    ("no", "Nobody else"),
                                    ("yes", "A third party"),
                                    ("unknown", "Not known yet"),
                                ],
                                max_length=10,
                                verbose_name="Who is liable",
                            ),
                        ),
                        (
                            "liable_party",
                            models.CharField(blank=True, max_length=120, verbose_name="Liable party"),
                        ),
                        (
                            "liable_paid",
                            config.money.MoneyField(default=0, verbose_name="Paid by the liable party"),
                        ),
                        (
                            "evidence",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="Evidence of the accident"
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("no_third_party", "Nobody else liable"),
                                    ("third_party", "Third party liable"),
                                ],
                                max_length=15,
                                verbose_name="Decision",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Ended by",
                            ),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "handling_county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Handled by counter",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.institution",
                                verbose_name="Treated at",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="claims.accidentdeclaration",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AccountBatch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("credit", "Monthly credit"),
                                    ("entry", "Entered from papers"),
                                    ("interest", "Interest"),
                                ],
                                max_length=12,
                                verbose_name="What for",
                            ),
                        ),
                        (
                            "period",
                            models.CharField(
                                help_text="A month, 2022-03, or a year, 2022.",
                                max_length=7,
                                verbose_name="Period",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("preparing", "Being prepared"),
                                    ("prepared", "Waiting for review"),
                                    ("posting", "Being posted"),
                                    ("posted", "Posted"),
                                    ("discarded", "Discarded"),
                                ],
                                default="preparing",
                                max_length=12,
                                verbose_name="State",
                            ),
                        ),
                        ("lines", models.PositiveIntegerField(default=0, verbose_name="Accounts")),
                        ("total", config.money.MoneyField(default=0, verbose_name="Amount")),
                        ("left_out", models.JSONField(default=dict, verbose_name="Left out")),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        ("job_id", models.BigIntegerField(blank=True, null=True, verbose_name="Job")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Prepared by",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Batch of account movements",
                        "verbose_name_plural": "Batches of account movements",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reviewed_by__isnull", True),
                                    models.Q(("reviewed_by", models.F("prepared_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="account_batch_two_people",
                                violation_error_message="Whoever prepares cannot review.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["posting", "posted"]), _negated=True),
                                    models.Q(("reviewed_at__isnull", False), ("reviewed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="account_batch_reviewed_before_posting",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("state__in", ["preparing", "prepared", "posting"]),
                                    models.Q(("kind", "entry"), _negated=True),
                                ),
                                fields=("area", "insutype", "kind", "period"),
                                name="account_batch_one_under_way",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccountBatchEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("credit", "Monthly credit"),
                                    ("entry", "Entered from papers"),
                                    ("interest", "Interest"),
                                ],
                                max_length=12,
                                verbose_name="What for",
                            ),
                        ),
                        (
                            "period",
                            models.CharField(
                                help_text="A month, 2022-03, or a year, 2022.",
                                max_length=7,
                                verbose_name="Period",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("preparing", "Being prepared"),
                                    ("prepared", "Waiting for review"),
                                    ("posting", "Being posted"),
                                    ("posted", "Posted"),
                                    ("discarded", "Discarded"),
                                ],
                                default="preparing",
                                max_length=12,
                                verbose_name="State",
                            ),
                        ),
                        ("lines", models.PositiveIntegerField(default=0, verbose_name="Accounts")),
                        ("total", config.money.MoneyField(default=0, verbose_name="Amount")),
                        ("left_out", models.JSONField(default=dict, verbose_name="Left out")),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        ("job_id", models.BigIntegerField(blank=True, null=True, verbose_name="Job")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="claims.accountbatch",
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Prepared by",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AccountBatchLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "pot",
                            models.CharField(
                                choices=[("own", "Own account"), ("family", "Family's share")],
                                default="own",
                                max_length=6,
                                verbose_name="Part of the account",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("101", "Monthly credit"),
                                    ("102", "Yearly interest"),
                                    ("104", "Credit taken back"),
                                    ("106", "Inherited"),
                                    ("107", "Transferred in"),
                                    ("110", "Special adjustment"),
                                    ("111", "Supplementary entry"),
                                    ("112", "Single injection"),
                                    ("113", "Carried from last year"),
                                    ("203", "Cleared out"),
                                    ("204", "Paid in cash"),
                                    ("205", "Premium paid for others"),
                                    ("207", "Transferred out"),
                                    ("208", "Passed to an heir"),
                                ],
                                max_length=3,
                                verbose_name="Kind",
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("day", models.DateField(verbose_name="Day")),
                        ("key", models.CharField(max_length=60, verbose_name="What for")),
                        (
                            "psn_type",
                            models.CharField(blank=True, max_length=6, verbose_name="Person category"),
                        ),
                        ("age", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Age")),
                        (
                            "base",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Contribution base"),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="Note")),
                        (
                            "batch",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="prepared",
                                to="claims.accountbatch",
                                verbose_name="Batch",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Prepared account movement",
                        "verbose_name_plural": "Prepared account movements",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("batch", "person", "key", "pot"), name="account_batch_line_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccountRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "act",
                            models.CharField(
                                choices=[
                                    ("transfer_in", "Transfer in with the insurance"),
                                    ("transfer_out", "Transfer out with the insurance"),
                                    ("payout", "Pay out in cash"),
                                    ("to_heir", "Pass to an heir's account"),
                                ],
                                max_length=12,
                                verbose_name="Act",
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("day", models.DateField(verbose_name="Day")),
                        ("reason", models.CharField(max_length=200, verbose_name="Reason")),
                        ("payee_name", models.CharField(blank=True, max_length=120, verbose_name="Payee")),
                        (
                            "payee_account",
                            models.CharField(
                                blank=True, max_length=50, verbose_name="Payee's account number"
                            ),
                        ),
                        (
                            "payee_bank",
                            models.CharField(blank=True, max_length=120, verbose_name="Payee's bank"),
                        ),
                        ("closes", models.BooleanField(default=False, verbose_name="Closes the account")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting for review"),
                                    ("posted", "Posted"),
                                    ("refused", "Turned down"),
                                ],
                                default="waiting",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        ("handled_at", models.DateTimeField(auto_now_add=True, verbose_name="Handled at")),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "heir",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="enrollment.person",
                                verbose_name="Heir",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Request on a personal account",
                        "verbose_name_plural": "Requests on personal accounts",
                    },
                ),
                migrations.CreateModel(
                    name="Accumulator",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "person_id",
                                "insutype",
                                "year",
                                "counter",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        ("counter", models.CharField(max_length=100, verbose_name="Counter")),
                        ("amount", config.money.MoneyField(default=0, verbose_name="Used")),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="accumulators",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Accumulator",
                        "verbose_name_plural": "Accumulators",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gte", 0)), name="accumulator_not_negative"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Bill",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("setl_id", models.CharField(max_length=30, verbose_name="Settlement number")),
                        (
                            "mdtrt_id",
                            models.CharField(blank=True, max_length=30, verbose_name="Visit number"),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("psn_type", models.CharField(max_length=6, verbose_name="Person category")),
                        (
                            "aid_category",
                            models.CharField(blank=True, max_length=10, verbose_name="Aid category"),
                        ),
                        ("med_type", models.CharField(max_length=6, verbose_name="Kind of care")),
                        ("begndate", models.DateField(verbose_name="From")),
                        ("enddate", models.DateField(verbose_name="To")),
                        ("setl_time", models.DateTimeField(verbose_name="Settled at")),
                        (
                            "pay_loc",
                            models.CharField(
                                choices=[
                                    ("1", "At the counter"),
                                    ("2", "At the institution"),
                                    ("3", "Elsewhere in the province"),
                                    ("4", "Elsewhere in the country"),
                                ],
                                default="2",
                                max_length=1,
                                verbose_name="Paid at",
                            ),
                        ),
                        (
                            "filing",
                            models.CharField(
                                choices=[
                                    ("none", "Not filed"),
                                    ("filed", "Filed"),
                                    ("filed_transfer", "Filed, transferred"),
                                    ("filed_residence", "Filed, living elsewhere"),
                                    ("promise", "Filed by promise"),
                                    ("emergency", "Emergency"),
                                ],
                                default="none",
                                max_length=16,
                                verbose_name="Filing",
                            ),
                        ),
                        (
                            "accident",
                            models.CharField(
                                choices=[
                                    ("none", "No accident"),
                                    ("no_third_party", "Accident, nobody else liable"),
                                    ("third_party", "Accident, third party liable"),
                                ],
                                default="none",
                                max_length=15,
                                verbose_name="Accident",
                            ),
                        ),
                        ("matn_type", models.CharField(blank=True, max_length=3, verbose_name="Delivery")),
                        (
                            "fetus_cnt",
                            models.PositiveSmallIntegerField(default=0, verbose_name="Children born"),
                        ),
                        ("complication", models.BooleanField(default=False, verbose_name="Complications")),
                        ("dise_code", models.CharField(blank=True, max_length=30, verbose_name="Disease")),
                        (
                            "transfer_chain",
                            models.CharField(
                                blank=True,
                                help_text="The same for stays that follow each other by transfer; empty for a stay of its own.",
                                max_length=30,
                                verbose_name="Chain of transfers",
                            ),
                        ),
                        (
                            "acct_used_flag",
                            models.BooleanField(
                                default=False,
                                help_text="The person agreed to it.",
                                verbose_name="Pays from the personal account",
                            ),
                        ),
                        ("medfee_sumamt", config.money.MoneyField(verbose_name="Total medical fee")),
                        (
                            "fulamt_ownpay_amt",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Own expense"),
                        ),
                        (
                            "overlmt_selfpay",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Over ceiling price"),
                        ),
                        (
                            "preselfpay_amt",
                            config.money.MoneyField(blank=True, null=True, verbose_name="First share"),
                        ),
                        (
                            "inscp_scp_amt",
                            config.money.MoneyField(blank=True, null=True, verbose_name="In scope"),
                        ),
                        (
                            "class_a_amt",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Class A"),
                        ),
                        (
                            "class_b_amt",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Class B"),
                        ),
                        (
                            "class_c_amt",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Class C"),
                        ),
                        (
                            "over_price_amt",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Over ceiling price"),
                        ),
                        (
                            "domestic_material_amt",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Domestic material"),
                        ),
                        (
                            "imported_material_amt",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Imported material"),
                        ),
                        (
                            "imported_standard_amt",
                            config.money.MoneyField(
                                blank=True,
                                null=True,
                                verbose_name="Domestic standard of the imported material",
                            ),
                        ),
                        (
                            "imported_no_equal_amt",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Imported material without domestic equal"
                            ),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "received_hash",
                            models.CharField(
                                db_default="",
                                default="",
                                editable=False,
                                max_length=32,
                                verbose_name="Hash of the bill as received",
                            ),
                        ),
                        (
                            "care_county",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Care in",
                            ),
                        ),
                        (
                            "handling_county",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bills",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "insu_county",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bills",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Bill",
                        "verbose_name_plural": "Bills",
                        "indexes": [
                            models.Index(fields=["person", "setl_time"], name="bill_by_person"),
                            models.Index(fields=["institution", "setl_time"], name="bill_by_institution"),
                            models.Index(fields=["insu_county", "setl_time"], name="bill_by_insured_county"),
                            models.Index(fields=["care_county", "setl_time"], name="bill_by_care_county"),
                            models.Index(
                                condition=models.Q(("import_run_id__isnull", False)),
                                fields=["import_run_id"],
                                name="bill_by_import",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("setl_id",), name="bill_number"),
                            models.CheckConstraint(
                                condition=models.Q(("enddate__gte", models.F("begndate"))),
                                name="bill_dates_in_order",
                                violation_error_message="The stay ends before it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("medfee_sumamt__gte", 0)),
                                name="bill_total_not_negative",
                                violation_error_message="A bill is not negative; cancel the bill instead.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("fulamt_ownpay_amt__isnull", True),
                                        ("inscp_scp_amt__isnull", True),
                                        ("overlmt_selfpay__isnull", True),
                                        ("preselfpay_amt__isnull", True),
                                    ),
                                    (
                                        "medfee_sumamt",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("fulamt_ownpay_amt"),
                                                    "+",
                                                    models.F("overlmt_selfpay"),
                                                ),
                                                "+",
                                                models.F("preselfpay_amt"),
                                            ),
                                            "+",
                                            models.F("inscp_scp_amt"),
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="bill_splits_together",
                                violation_error_message="The four parts do not add up to the total.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BillFinding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("check_key", models.CharField(max_length=40, verbose_name="Check")),
                        ("params", models.JSONField(default=dict, verbose_name="Details")),
                        ("found_at", models.DateTimeField(verbose_name="Found at")),
                        (
                            "gone_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Found no more since"),
                        ),
                        (
                            "bill",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="findings",
                                to="claims.bill",
                                verbose_name="Bill",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="claims.bill",
                                verbose_name="Other bill",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Finding",
                        "verbose_name_plural": "Findings",
                        "indexes": [models.Index(fields=["check_key", "found_at"], name="finding_by_check")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("bill", "check_key", "other"),
                                name="finding_once",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BillProblem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=40, verbose_name="Reason")),
                        ("params", models.JSONField(default=dict, verbose_name="Details")),
                        ("noted_at", models.DateTimeField(auto_now_add=True, verbose_name="Noted at")),
                        (
                            "bill",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="problem",
                                to="claims.bill",
                                verbose_name="Bill",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Waiting bill",
                        "verbose_name_plural": "Waiting bills",
                    },
                ),
                migrations.CreateModel(
                    name="CareFiling",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("psn_no", models.CharField(max_length=30, verbose_name="Person number")),
                        ("psn_name", models.CharField(max_length=50, verbose_name="Full name")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("applied", "Application received"),
                                    ("experts", "With the experts"),
                                    ("in_force", "In force"),
                                    ("ended", "Ended early"),
                                    ("refused", "Refused"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="applied",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("applied_on", models.DateField(verbose_name="Applied on")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                help_text="From the first day up to, not including, the end.",
                                verbose_name="Period",
                            ),
                        ),
                        (
                            "must_review",
                            models.BooleanField(default=True, verbose_name="A second person decides"),
                        ),
                        ("due", models.DateField(blank=True, null=True, verbose_name="To be decided by")),
                        (
                            "reference",
                            models.CharField(blank=True, max_length=40, verbose_name="Former number"),
                        ),
                        ("remark", models.CharField(blank=True, max_length=300, verbose_name="Remark")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                        ("handled_at", models.DateTimeField(auto_now_add=True, verbose_name="Handled at")),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("transfer", "Transfer to another hospital"),
                                    ("residence", "Long-term residence"),
                                    ("migrant", "Migrant work"),
                                    ("emergency", "Emergency elsewhere"),
                                ],
                                max_length=10,
                                verbose_name="Kind",
                            ),
                        ),
                        ("place", models.CharField(max_length=6, verbose_name="District code of the place")),
                        ("place_name", models.CharField(blank=True, max_length=100, verbose_name="Place")),
                        (
                            "chain",
                            models.CharField(
                                blank=True, editable=False, max_length=20, verbose_name="Chain of transfers"
                            ),
                        ),
                        ("diagnosis", models.CharField(blank=True, max_length=200, verbose_name="Diagnosis")),
                        (
                            "missing_papers",
                            models.CharField(blank=True, max_length=200, verbose_name="Missing papers"),
                        ),
                        ("promise", models.CharField(blank=True, max_length=300, verbose_name="Promise")),
                        (
                            "promise_due",
                            models.DateField(blank=True, null=True, verbose_name="Papers due on"),
                        ),
                        (
                            "promise_kept",
                            models.BooleanField(blank=True, null=True, verbose_name="Promise kept"),
                        ),
                        (
                            "promise_checked_on",
                            models.DateField(blank=True, null=True, verbose_name="Promise checked on"),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Ended by",
                            ),
                        ),
                        (
                            "from_institution",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.institution",
                                verbose_name="Transferred from",
                            ),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "handling_county",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Handled by counter",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                blank=True,
                                help_text="Any institution of the place when empty.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.institution",
                                verbose_name="Target institution",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "promise_checked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Promise checked by",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Filing for care elsewhere",
                        "verbose_name_plural": "Filings for care elsewhere",
                        "indexes": [
                            models.Index(fields=["person", "state"], name="filing_by_person"),
                            models.Index(fields=["county", "state"], name="filing_by_county"),
                            models.Index(fields=["handling_county"], name="filing_by_counter"),
                            models.Index(fields=["psn_no"], name="filing_by_psn_no"),
                            models.Index(
                                condition=models.Q(("import_run_id__isnull", False)),
                                fields=["import_run_id"],
                                name="filing_by_import",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("promise_due__isnull", False), ("promise_kept__isnull", True)
                                ),
                                fields=["promise_due"],
                                name="filing_by_promise",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period__isempty", False), ("period__startswith__isnull", False)
                                ),
                                name="filing_period",
                                violation_error_message="The period has at least one day; it ends after it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reviewed_by__isnull", True),
                                    models.Q(("reviewed_by", models.F("handled_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="filing_two_people",
                                violation_error_message="Whoever handles cannot review.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("must_review", True),
                                        ("state__in", ("in_force", "ended", "refused")),
                                        _negated=True,
                                    ),
                                    ("reviewed_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="filing_reviewed",
                                violation_error_message="A second person decides first.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reason", ""),
                                    ("state__in", ("refused", "withdrawn", "ended")),
                                    _negated=True,
                                ),
                                name="filing_reason",
                                violation_error_message="Give the reason.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "ended"), _negated=True),
                                    ("period__endswith__isnull", False),
                                    _connector="OR",
                                ),
                                name="filing_end_known",
                                violation_error_message="What has ended has a last day.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(
                                    ("state__in", ("in_force", "ended")),
                                    ("kind__in", ("residence", "migrant")),
                                ),
                                expressions=[("person", "="), ("period", "&&")],
                                name="filing_lives_in_one_place",
                                violation_error_message="This person is already filed as living elsewhere in these days.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("state__in", ("in_force", "ended"))),
                                expressions=[
                                    ("person", "="),
                                    ("kind", "="),
                                    ("place", "="),
                                    (
                                        django.db.models.functions.comparison.Coalesce("institution_id", 0),
                                        "=",
                                    ),
                                    ("period", "&&"),
                                ],
                                name="filing_once_per_place",
                                violation_error_message="The same filing exists already for these days.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("place__regex", "^[1-9][0-9]{5}$")),
                                name="filing_place_code",
                                violation_error_message="A district code has six digits.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("missing_papers", ""),
                                    models.Q(
                                        models.Q(("promise", ""), _negated=True),
                                        ("promise_due__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="filing_promise_whole",
                                violation_error_message="Missing papers need a promise and the day they are due.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("promise_checked_by__isnull", True),
                                        ("promise_checked_on__isnull", True),
                                        ("promise_kept__isnull", True),
                                    ),
                                    models.Q(
                                        ("promise_checked_by__isnull", False),
                                        ("promise_checked_on__isnull", False),
                                        ("promise_kept__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="filing_promise_checked",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("from_institution__isnull", True),
                                    ("institution__isnull", True),
                                    models.Q(("institution", models.F("from_institution")), _negated=True),
                                    _connector="OR",
                                ),
                                name="filing_transfer_not_to_itself",
                                violation_error_message="A transfer leads to another institution.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CareFilingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("psn_no", models.CharField(max_length=30, verbose_name="Person number")),
                        ("psn_name", models.CharField(max_length=50, verbose_name="Full name")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("applied", "Application received"),
                                    ("experts", "With the experts"),
                                    ("in_force", "In force"),
                                    ("ended", "Ended early"),
                                    ("refused", "Refused"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="applied",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("applied_on", models.DateField(verbose_name="Applied on")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                help_text="From the first day up to, not including, the end.",
                                verbose_name="Period",
                            ),
                        ),
                        (
                            "must_review",
                            models.BooleanField(default=True, verbose_name="A second person decides"),
                        ),
                        ("due", models.DateField(blank=True, null=True, verbose_name="To be decided by")),
                        (
                            "reference",
                            models.CharField(blank=True, max_length=40, verbose_name="Former number"),
                        ),
                        ("remark", models.CharField(blank=True, max_length=300, verbose_name="Remark")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                        ("handled_at", models.DateTimeField(auto_now_add=True, verbose_name="Handled at")),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("transfer", "Transfer to another hospital"),
                                    ("residence", "Long-term residence"),
                                    ("migrant", "Migrant work"),
                                    ("emergency", "Emergency elsewhere"),
                                ],
                                max_length=10,
                                verbose_name="Kind",
                            ),
                        ),
                        ("place", models.CharField(max_length=6, verbose_name="District code of the place")),
                        ("place_name", models.CharField(blank=True, max_length=100, verbose_name="Place")),
                        (
                            "chain",
                            models.CharField(
                                blank=True, editable=False, max_length=20, verbose_name="Chain of transfers"
                            ),
                        ),
                        ("diagnosis", models.CharField(blank=True, max_length=200, verbose_name="Diagnosis")),
                        (
                            "missing_papers",
                            models.CharField(blank=True, max_length=200, verbose_name="Missing papers"),
                        ),
                        ("promise", models.CharField(blank=True, max_length=300, verbose_name="Promise")),
                        (
                            "promise_due",
                            models.DateField(blank=True, null=True, verbose_name="Papers due on"),
                        ),
                        (
                            "promise_kept",
                            models.BooleanField(blank=True, null=True, verbose_name="Promise kept"),
                        ),
                        (
                            "promise_checked_on",
                            models.DateField(blank=True, null=True, verbose_name="Promise checked on"),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Ended by",
                            ),
                        ),
                        (
                            "from_institution",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.institution",
                                verbose_name="Transferred from",
                            ),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "handling_county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Handled by counter",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Any institution of the place when empty.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.institution",
                                verbose_name="Target institution",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="claims.carefiling",
                            ),
                        ),
                        (
                            "promise_checked_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Promise checked by",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CatalogueItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("med_list_codg", models.CharField(max_length=50, verbose_name="Catalogue code")),
                        (
                            "change",
                            models.CharField(
                                choices=[
                                    ("entry", "Entry into the catalogue"),
                                    ("change", "Change of terms"),
                                    ("exit", "Exit from the catalogue"),
                                    ("overlay", "Local override"),
                                ],
                                default="entry",
                                max_length=8,
                                verbose_name="Kind of change",
                            ),
                        ),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                help_text="From the first day up to, not including, the day after the last.",
                                verbose_name="Period",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                        ("item_name", models.CharField(blank=True, max_length=200, verbose_name="Item")),
                        (
                            "list_type",
                            models.CharField(blank=True, max_length=6, verbose_name="Kind of item"),
                        ),
                        (
                            "chrgitm_lv",
                            models.CharField(
                                blank=True,
                                choices=[("01", "Class A"), ("02", "Class B"), ("03", "Class C")],
                                max_length=2,
                                verbose_name="Class",
                            ),
                        ),
                        (
                            "selfpay_prop",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="0.05 for 5 %; empty when the policy's share of the class holds.",
                                max_digits=5,
                                null=True,
                                verbose_name="Own first share",
                            ),
                        ),
                        (
                            "pric_uplmt_amt",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="Per unit; empty for none.",
                                max_digits=16,
                                null=True,
                                verbose_name="Ceiling price",
                            ),
                        ),
                        (
                            "pric_uplmt_lv1",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=16,
                                null=True,
                                verbose_name="Ceiling price at level 1",
                            ),
                        ),
                        (
                            "pric_uplmt_lv2",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=16,
                                null=True,
                                verbose_name="Ceiling price at level 2",
                            ),
                        ),
                        (
                            "pric_uplmt_lv3",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=16,
                                null=True,
                                verbose_name="Ceiling price at level 3",
                            ),
                        ),
                        (
                            "pay_standard",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="What the insurance recognises per unit, whatever the price is.",
                                max_digits=16,
                                null=True,
                                verbose_name="Payment standard",
                            ),
                        ),
                        (
                            "procurement_price",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="Of the central procurement; the payment standard where none is given.",
                                max_digits=16,
                                null=True,
                                verbose_name="Procurement price",
                            ),
                        ),
                        (
                            "domestic_standard",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="Of imported material: standard of the ordinary domestic equal.",
                                max_digits=16,
                                null=True,
                                verbose_name="Domestic standard",
                            ),
                        ),
                        ("essential", models.BooleanField(default=False, verbose_name="Essential drug")),
                        ("procured", models.BooleanField(default=False, verbose_name="Centrally procured")),
                        ("negotiated", models.BooleanField(default=False, verbose_name="Negotiated drug")),
                        ("is_imported", models.BooleanField(default=False, verbose_name="Imported material")),
                        (
                            "spec",
                            models.CharField(blank=True, max_length=100, verbose_name="Dose form and size"),
                        ),
                        ("unit", models.CharField(blank=True, max_length=20, verbose_name="Unit")),
                        (
                            "restriction",
                            models.CharField(blank=True, max_length=500, verbose_name="Restriction"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Catalogue item",
                        "verbose_name_plural": "Catalogue items",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("import_run_id__isnull", False)),
                                fields=["import_run_id"],
                                name="catalogue_item_by_import",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("change__in", ["exit", "overlay"]),
                                    models.Q(
                                        models.Q(("item_name", ""), _negated=True),
                                        models.Q(("chrgitm_lv", ""), _negated=True),
                                        models.Q(("list_type", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="catalogue_item_has_terms",
                                violation_error_message="An entry gives name, kind and class.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period__isempty", False), ("period__startswith__isnull", False)
                                ),
                                name="catalogue_item_period",
                                violation_error_message="The period ends before it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("selfpay_prop__isnull", True),
                                    models.Q(("selfpay_prop__gte", 0), ("selfpay_prop__lte", 1)),
                                    _connector="OR",
                                ),
                                name="catalogue_item_share",
                                violation_error_message="A share is at most 1.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("change", "exit"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="catalogue_item_reasoned",
                                violation_error_message="An exit gives its reason.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CatalogueMerge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(blank=True, max_length=6, verbose_name="Scheme")),
                        (
                            "left_insutype",
                            models.CharField(
                                blank=True, max_length=6, verbose_name="First catalogue's scheme"
                            ),
                        ),
                        (
                            "right_insutype",
                            models.CharField(
                                blank=True, max_length=6, verbose_name="Second catalogue's scheme"
                            ),
                        ),
                        (
                            "as_at",
                            models.DateField(
                                help_text="The two catalogues are read as they stand on this day.",
                                verbose_name="As at",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="In force from")),
                        ("decisions", models.JSONField(blank=True, default=dict, verbose_name="Decisions")),
                        ("handled_at", models.DateTimeField(auto_now_add=True, verbose_name="Handled at")),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="catalogue_merges",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "left_area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.poolingarea",
                                verbose_name="First catalogue of",
                            ),
                        ),
                        (
                            "right_area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Second catalogue of",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Merge of catalogues",
                        "verbose_name_plural": "Merges of catalogues",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_area", models.F("right_area")),
                                    ("left_insutype", models.F("right_insutype")),
                                    _negated=True,
                                ),
                                name="catalogue_merge_of_two",
                                violation_error_message="Choose two different catalogues.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CatalogueVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "insutype",
                            models.CharField(
                                blank=True,
                                help_text="Empty when it holds for all schemes.",
                                max_length=6,
                                verbose_name="Scheme",
                            ),
                        ),
                        (
                            "number",
                            models.PositiveIntegerField(
                                blank=True, editable=False, null=True, unique=True, verbose_name="Version"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Draft"), ("in_force", "In force")],
                                default="draft",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="Title")),
                        (
                            "basis",
                            models.CharField(
                                blank=True,
                                help_text="The document it follows, with its number.",
                                max_length=200,
                                verbose_name="Basis document",
                            ),
                        ),
                        (
                            "complete_from",
                            models.DateField(
                                blank=True,
                                help_text="From this day a bill with a code the catalogue does not know waits.",
                                null=True,
                                verbose_name="Complete from",
                            ),
                        ),
                        ("handled_at", models.DateTimeField(auto_now_add=True, verbose_name="Handled at")),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="catalogue_versions",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Catalogue version",
                        "verbose_name_plural": "Catalogue versions",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "draft")),
                                fields=("area", "insutype"),
                                name="catalogue_version_one_draft",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("number__isnull", True),
                                        ("reviewed_by__isnull", True),
                                        ("state", "draft"),
                                    ),
                                    models.Q(
                                        ("number__isnull", False),
                                        ("reviewed_at__isnull", False),
                                        ("reviewed_by__isnull", False),
                                        ("state", "in_force"),
                                        models.Q(("reviewed_by", models.F("handled_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="catalogue_version_two_people",
                                violation_error_message="A second person puts a catalogue version in force.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CatalogueMergeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(blank=True, max_length=6, verbose_name="Scheme")),
                        (
                            "left_insutype",
                            models.CharField(
                                blank=True, max_length=6, verbose_name="First catalogue's scheme"
                            ),
                        ),
                        (
                            "right_insutype",
                            models.CharField(
                                blank=True, max_length=6, verbose_name="Second catalogue's scheme"
                            ),
                        ),
                        (
                            "as_at",
                            models.DateField(
                                help_text="The two catalogues are read as they stand on this day.",
                                verbose_name="As at",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="In force from")),
                        ("decisions", models.JSONField(blank=True, default=dict, verbose_name="Decisions")),
                        ("handled_at", models.DateTimeField(auto_now_add=True, verbose_name="Handled at")),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "left_area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.poolingarea",
                                verbose_name="First catalogue of",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="claims.cataloguemerge",
                            ),
                        ),
                        (
                            "right_area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Second catalogue of",
                            ),
                        ),
                        (
                            "draft",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.catalogueversion",
                                verbose_name="Draft",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="cataloguemerge",
            name="draft",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="merge",
                to="claims.catalogueversion",
                verbose_name="Draft",
            ),
        ),
        migrations.CreateModel(
            name="CatalogueItemEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("med_list_codg", models.CharField(max_length=50, verbose_name="Catalogue code")),
                (
                    "change",
                    models.CharField(
                        choices=[
                            ("entry", "Entry into the catalogue"),
                            ("change", "Change of terms"),
                            ("exit", "Exit from the catalogue"),
                            ("overlay", "Local override"),
                        ],
                        default="entry",
                        max_length=8,
                        verbose_name="Kind of change",
                    ),
                ),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateRangeField(
                        help_text="From the first day up to, not including, the day after the last.",
                        verbose_name="Period",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                ("item_name", models.CharField(blank=True, max_length=200, verbose_name="Item")),
                ("list_type", models.CharField(blank=True, max_length=6, verbose_name="Kind of item")),
                (
                    "chrgitm_lv",
                    models.CharField(
                        blank=True,
                        choices=[("01", "Class A"), ("02", "Class B"), ("03", "Class C")],
                        max_length=2,
                        verbose_name="Class",
                    ),
                ),
                (
                    "selfpay_prop",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="0.05 for 5 %; empty when the policy's share of the class holds.",
                        max_digits=5,
                        null=True,
                        verbose_name="Own first share",
                    ),
                ),
                (
                    "pric_uplmt_amt",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        help_text="Per unit; empty for none.",
                        max_digits=16,
                        null=True,
                        verbose_name="Ceiling price",
                    ),
                ),
                (
                    "pric_uplmt_lv1",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        max_digits=16,
                        null=True,
                        verbose_name="Ceiling price at level 1",
                    ),
                ),
                (
                    "pric_uplmt_lv2",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        max_digits=16,
                        null=True,
                        verbose_name="Ceiling price at level 2",
                    ),
                ),
                (
                    "pric_uplmt_lv3",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        max_digits=16,
                        null=True,
                        verbose_name="Ceiling price at level 3",
                    ),
                ),
                (
                    "pay_standard",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        help_text="What the insurance recognises per unit, whatever the price is.",
                        max_digits=16,
                        null=True,
                        verbose_name="Payment standard",
                    ),
                ),
                (
                    "procurement_price",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        help_text="Of the central procurement; the payment standard where none is given.",
                        max_digits=16,
                        null=True,
                        verbose_name="Procurement price",
                    ),
                ),
                (
                    "domestic_standard",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        help_text="Of imported material: standard of the ordinary domestic equal.",
                        max_digits=16,
                        null=True,
                        verbose_name="Domestic standard",
                    ),
                ),
                ("essential", models.BooleanField(default=False, verbose_name="Essential drug")),
                ("procured", models.BooleanField(default=False, verbose_name="Centrally procured")),
                ("negotiated", models.BooleanField(default=False, verbose_name="Negotiated drug")),
                ("is_imported", models.BooleanField(default=False, verbose_name="Imported material")),
                ("spec", models.CharField(blank=True, max_length=100, verbose_name="Dose form and size")),
                ("unit", models.CharField(blank=True, max_length=20, verbose_name="Unit")),
                ("restriction", models.CharField(blank=True, max_length=500, verbose_name="Restriction")),
                ("import_run_id", models.BigIntegerField(editable=False, null=True, verbose_name="Import")),
                (
                    "handled_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Handled by",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="claims.catalogueitem",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.catalogueversion",
                        verbose_name="Catalogue version",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="catalogueitem",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="items",
                to="claims.catalogueversion",
                verbose_name="Catalogue version",
            ),
        ),
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="CatalogueVersionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "insutype",
                            models.CharField(
                                blank=True,
                                help_text="Empty when it holds for all schemes.",
                                max_length=6,
                                verbose_name="Scheme",
                            ),
                        ),
                        (
                            "number",
                            models.PositiveIntegerField(
                                blank=True, editable=False, null=True, verbose_name="Version"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Draft"), ("in_force", "In force")],
                                default="draft",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="Title")),
                        (
                            "basis",
                            models.CharField(
                                blank=True,
                                help_text="The document it follows, with its number.",
                                max_length=200,
                                verbose_name="Basis document",
                            ),
                        ),
                        (
                            "complete_from",
                            models.DateField(
                                blank=True,
                                help_text="From this day a bill with a code the catalogue does not know waits.",
                                null=True,
                                verbose_name="Complete from",
                            ),
                        ),
                        ("handled_at", models.DateTimeField(auto_now_add=True, verbose_name="Handled at")),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="claims.catalogueversion",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Certificate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("psn_no", models.CharField(max_length=30, verbose_name="Person number")),
                        ("psn_name", models.CharField(max_length=50, verbose_name="Full name")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("applied", "Application received"),
                                    ("experts", "With the experts"),
                                    ("in_force", "In force"),
                                    ("ended", "Ended early"),
                                    ("refused", "Refused"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="applied",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("applied_on", models.DateField(verbose_name="Applied on")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                help_text="From the first day up to, not including, the end.",
                                verbose_name="Period",
                            ),
                        ),
                        (
                            "must_review",
                            models.BooleanField(default=True, verbose_name="A second person decides"),
                        ),
                        ("due", models.DateField(blank=True, null=True, verbose_name="To be decided by")),
                        (
                            "reference",
                            models.CharField(blank=True, max_length=40, verbose_name="Former number"),
                        ),
                        ("remark", models.CharField(blank=True, max_length=300, verbose_name="Remark")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                        ("handled_at", models.DateTimeField(auto_now_add=True, verbose_name="Handled at")),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        ("kind", models.CharField(max_length=30, verbose_name="Kind")),
                        ("dise_code", models.CharField(max_length=30, verbose_name="Disease code")),
                        ("dise_name", models.CharField(blank=True, max_length=60, verbose_name="Disease")),
                        (
                            "experts",
                            models.PositiveSmallIntegerField(default=0, verbose_name="Experts asked"),
                        ),
                        (
                            "applied_at",
                            models.ForeignKey(
                                blank=True,
                                help_text="The institution that diagnosed or signed the person up.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.institution",
                                verbose_name="Applied through",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Ended by",
                            ),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "handling_county",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Handled by counter",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Disease certificate",
                        "verbose_name_plural": "Disease certificates",
                        "indexes": [
                            models.Index(fields=["person", "state"], name="certificate_by_person"),
                            models.Index(fields=["county", "state"], name="certificate_by_county"),
                            models.Index(fields=["handling_county"], name="certificate_by_counter"),
                            models.Index(fields=["psn_no"], name="certificate_by_psn_no"),
                            models.Index(
                                condition=models.Q(("import_run_id__isnull", False)),
                                fields=["import_run_id"],
                                name="certificate_by_import",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period__isempty", False), ("period__startswith__isnull", False)
                                ),
                                name="certificate_period",
                                violation_error_message="The period has at least one day; it ends after it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reviewed_by__isnull", True),
                                    models.Q(("reviewed_by", models.F("handled_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="certificate_two_people",
                                violation_error_message="Whoever handles cannot review.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("must_review", True),
                                        ("state__in", ("in_force", "ended", "refused")),
                                        _negated=True,
                                    ),
                                    ("reviewed_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="certificate_reviewed",
                                violation_error_message="A second person decides first.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reason", ""),
                                    ("state__in", ("refused", "withdrawn", "ended")),
                                    _negated=True,
                                ),
                                name="certificate_reason",
                                violation_error_message="Give the reason.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "ended"), _negated=True),
                                    ("period__endswith__isnull", False),
                                    _connector="OR",
                                ),
                                name="certificate_end_known",
                                violation_error_message="What has ended has a last day.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("state__in", ("in_force", "ended"))),
                                expressions=[("person", "="), ("dise_code", "="), ("period", "&&")],
                                name="certificate_one_per_disease",
                                violation_error_message="This person already holds a certificate for this disease then.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("applied", "experts"))),
                                fields=("person", "dise_code"),
                                name="certificate_one_application",
                                violation_error_message="An application for this disease is already under way.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CertificateEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("psn_no", models.CharField(max_length=30, verbose_name="Person number")),
                        ("psn_name", models.CharField(max_length=50, verbose_name="Full name")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("applied", "Application received"),
                                    ("experts", "With the experts"),
                                    ("in_force", "In force"),
                                    ("ended", "Ended early"),
                                    ("refused", "Refused"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="applied",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("applied_on", models.DateField(verbose_name="Applied on")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                help_text="From the first day up to, not including, the end.",
                                verbose_name="Period",
                            ),
                        ),
                        (
                            "must_review",
                            models.BooleanField(default=True, verbose_name="A second person decides"),
                        ),
                        ("due", models.DateField(blank=True, null=True, verbose_name="To be decided by")),
                        (
                            "reference",
                            models.CharField(blank=True, max_length=40, verbose_name="Former number"),
                        ),
                        ("remark", models.CharField(blank=True, max_length=300, verbose_name="Remark")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                        ("handled_at", models.DateTimeField(auto_now_add=True, verbose_name="Handled at")),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        ("kind", models.CharField(max_length=30, verbose_name="Kind")),
                        ("dise_code", models.CharField(max_length=30, verbose_name="Disease code")),
                        ("dise_name", models.CharField(blank=True, max_length=60, verbose_name="Disease")),
                        (
                            "experts",
                            models.PositiveSmallIntegerField(default=0, verbose_name="Experts asked"),
                        ),
                        (
                            "applied_at",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The institution that diagnosed or signed the person up.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.institution",
                                verbose_name="Applied through",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Ended by",
                            ),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "handling_county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Handled by counter",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="claims.certificate",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ChosenInstitution",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "certificate",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="chosen",
                                to="claims.certificate",
                                verbose_name="Disease certificate",
                            ),
                        ),
                        (
                            "chosen_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Chosen institution",
                        "verbose_name_plural": "Chosen institutions",
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("certificate", "="), ("institution", "="), ("period", "&&")],
                                name="chosen_institution_once",
                                violation_error_message="This institution is chosen already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period__isempty", False), ("period__startswith__isnull", False)
                                ),
                                name="chosen_institution_period",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChosenInstitutionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "certificate",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.certificate",
                                verbose_name="Disease certificate",
                            ),
                        ),
                        (
                            "chosen_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="claims.choseninstitution",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ContributionBase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("month", models.DateField(verbose_name="Month")),
                        ("base", config.money.MoneyField(verbose_name="Contribution base")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contribution_bases",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Contribution base",
                        "verbose_name_plural": "Contribution bases",
                        "indexes": [
                            models.Index(fields=["month", "insutype"], name="contribution_base_by_month"),
                            models.Index(
                                condition=models.Q(("import_run_id__isnull", False)),
                                fields=["import_run_id"],
                                name="contribution_base_by_import",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "insutype", "month"), name="contribution_base_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("base__gte", 0)), name="contribution_base_not_negative"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="contribution_base_month"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Deduction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("clr_month", models.DateField(verbose_name="Clearing month")),
                        (
                            "det_type",
                            models.CharField(
                                choices=[
                                    ("10", "Review deduction"),
                                    ("20", "Inspection deduction"),
                                    ("99", "Other deduction"),
                                ],
                                default="10",
                                max_length=2,
                                verbose_name="Kind",
                            ),
                        ),
                        ("reference", models.CharField(max_length=40, unique=True, verbose_name="Reference")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("reason", models.CharField(max_length=300, verbose_name="Reason")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deductions",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Deduction",
                        "verbose_name_plural": "Deductions",
                        "indexes": [
                            models.Index(
                                fields=["clr_month", "insutype", "institution"], name="deduction_by_month"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="deduction_positive"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("clr_month__day", 1)), name="deduction_month"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reviewed_by__isnull", True),
                                    models.Q(("reviewed_by", models.F("handled_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="deduction_two_people",
                                violation_error_message="Whoever handles cannot review.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeductionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("clr_month", models.DateField(verbose_name="Clearing month")),
                        (
                            "det_type",
                            models.CharField(
                                choices=[
                                    ("10", "Review deduction"),
                                    ("20", "Inspection deduction"),
                                    ("99", "Other deduction"),
                                ],
                                default="10",
                                max_length=2,
                                verbose_name="Kind",
                            ),
                        ),
                        ("reference", models.CharField(max_length=40, verbose_name="Reference")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("reason", models.CharField(max_length=300, verbose_name="Reason")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="claims.deduction",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DrugStock",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("med_list_codg", models.CharField(max_length=50, verbose_name="Catalogue code")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="Note")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="drug_stock",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Drug in stock",
                        "verbose_name_plural": "Drugs in stock",
                        "indexes": [models.Index(fields=["med_list_codg"], name="drug_stock_by_code")],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("institution", "="), ("med_list_codg", "="), ("period", "&&")],
                                name="drug_stock_once",
                                violation_error_message="The institution already keeps the drug in this period.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period__isempty", False), ("period__startswith__isnull", False)
                                ),
                                name="drug_stock_period",
                                violation_error_message="The period ends before it begins.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DrugStockEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("med_list_codg", models.CharField(max_length=50, verbose_name="Catalogue code")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="Note")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="claims.drugstock",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Expert",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=30, verbose_name="Expert code")),
                        ("name", models.CharField(max_length=50, verbose_name="Name")),
                        (
                            "title",
                            models.CharField(blank=True, max_length=50, verbose_name="Professional title"),
                        ),
                        ("specialty", models.CharField(blank=True, max_length=50, verbose_name="Specialty")),
                        (
                            "diseases",
                            models.CharField(
                                blank=True,
                                help_text="Codes with commas between; empty when asked about any.",
                                max_length=300,
                                verbose_name="Diseases",
                            ),
                        ),
                        ("active", models.BooleanField(default=True, verbose_name="May be drawn")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.institution",
                                verbose_name="Works at",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Expert",
                        "verbose_name_plural": "Experts",
                        "ordering": ("code",),
                        "constraints": [
                            models.UniqueConstraint(fields=("area", "code"), name="expert_code_per_area")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExpertEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=30, verbose_name="Expert code")),
                        ("name", models.CharField(max_length=50, verbose_name="Name")),
                        (
                            "title",
                            models.CharField(blank=True, max_length=50, verbose_name="Professional title"),
                        ),
                        ("specialty", models.CharField(blank=True, max_length=50, verbose_name="Specialty")),
                        (
                            "diseases",
                            models.CharField(
                                blank=True,
                                help_text="Codes with commas between; empty when asked about any.",
                                max_length=300,
                                verbose_name="Diseases",
                            ),
                        ),
                        ("active", models.BooleanField(default=True, verbose_name="May be drawn")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.institution",
                                verbose_name="Works at",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="claims.expert",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ExpertOpinion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ordinal", models.PositiveSmallIntegerField(verbose_name="No.")),
                        ("drawn_at", models.DateTimeField(auto_now_add=True, verbose_name="Drawn at")),
                        (
                            "score",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Score"),
                        ),
                        ("agrees", models.BooleanField(blank=True, null=True, verbose_name="In favour")),
                        ("remark", models.CharField(blank=True, max_length=300, verbose_name="Opinion")),
                        ("given_on", models.DateField(blank=True, null=True, verbose_name="Given on")),
                        (
                            "certificate",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="opinions",
                                to="claims.certificate",
                                verbose_name="Disease certificate",
                            ),
                        ),
                        (
                            "expert",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opinions",
                                to="claims.expert",
                                verbose_name="Expert",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Recorded by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Expert's opinion",
                        "verbose_name_plural": "Experts' opinions",
                        "ordering": ("ordinal",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("certificate", "expert"), name="opinion_once_per_expert"
                            ),
                            models.UniqueConstraint(
                                fields=("certificate", "ordinal"), name="opinion_in_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("agrees__isnull", True),
                                        ("given_on__isnull", True),
                                        ("recorded_by__isnull", True),
                                        ("score__isnull", True),
                                    ),
                                    models.Q(
                                        ("agrees__isnull", False),
                                        ("given_on__isnull", False),
                                        ("recorded_by__isnull", False),
                                        ("score__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="opinion_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("score__isnull", True), ("score__lte", 100), _connector="OR"
                                ),
                                name="opinion_score",
                                violation_error_message="A score lies between 0 and 100.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExpertOpinionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("ordinal", models.PositiveSmallIntegerField(verbose_name="No.")),
                        ("drawn_at", models.DateTimeField(auto_now_add=True, verbose_name="Drawn at")),
                        (
                            "score",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Score"),
                        ),
                        ("agrees", models.BooleanField(blank=True, null=True, verbose_name="In favour")),
                        ("remark", models.CharField(blank=True, max_length=300, verbose_name="Opinion")),
                        ("given_on", models.DateField(blank=True, null=True, verbose_name="Given on")),
                        (
                            "certificate",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.certificate",
                                verbose_name="Disease certificate",
                            ),
                        ),
                        (
                            "expert",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.expert",
                                verbose_name="Expert",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="claims.expertopinion",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Recorded by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FamilyAuthorisation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "relation",
                            models.CharField(
                                choices=[
                                    ("spouse", "Spouse"),
                                    ("parent", "Parent"),
                                    ("child", "Child"),
                                    ("sibling", "Sibling"),
                                    ("grandparent", "Grandparent"),
                                    ("grandchild", "Grandchild"),
                                    ("parent_in_law", "Parent of the spouse"),
                                    ("child_in_law", "Spouse of the child"),
                                ],
                                max_length=15,
                                verbose_name="Relation",
                            ),
                        ),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        (
                            "donor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shares_with",
                                to="enrollment.person",
                                verbose_name="Shares the account",
                            ),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "relative",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shared_by",
                                to="enrollment.person",
                                verbose_name="Relative",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Family authorisation",
                        "verbose_name_plural": "Family authorisations",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("donor", models.F("relative")), _negated=True),
                                name="family_authorisation_of_another",
                                violation_error_message="Nobody shares with themselves.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("period__startswith__isnull", False)),
                                name="family_authorisation_begins",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("donor", "="),
                                    ("relative", "="),
                                    ("insutype", "="),
                                    ("period", "&&"),
                                ],
                                name="family_authorisation_once",
                                violation_error_message="This relative is authorised already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FamilyAuthorisationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "relation",
                            models.CharField(
                                choices=[
                                    ("spouse", "Spouse"),
                                    ("parent", "Parent"),
                                    ("child", "Child"),
                                    ("sibling", "Sibling"),
                                    ("grandparent", "Grandparent"),
                                    ("grandchild", "Grandchild"),
                                    ("parent_in_law", "Parent of the spouse"),
                                    ("child_in_law", "Spouse of the child"),
                                ],
                                max_length=15,
                                verbose_name="Relation",
                            ),
                        ),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        (
                            "donor",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.person",
                                verbose_name="Shares the account",
                            ),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="claims.familyauthorisation",
                            ),
                        ),
                        (
                            "relative",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.person",
                                verbose_name="Relative",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FeeLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("feedetl_sn", models.CharField(max_length=30, verbose_name="Line number")),
                        ("med_list_codg", models.CharField(max_length=50, verbose_name="Catalogue code")),
                        (
                            "medins_list_codg",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="Institution's own code"
                            ),
                        ),
                        ("item_name", models.CharField(blank=True, max_length=200, verbose_name="Item")),
                        ("chrgitm_lv", models.CharField(max_length=3, verbose_name="Class")),
                        (
                            "list_type",
                            models.CharField(blank=True, max_length=6, verbose_name="Kind of item"),
                        ),
                        ("is_imported", models.BooleanField(default=False, verbose_name="Imported material")),
                        (
                            "cnt",
                            models.DecimalField(decimal_places=4, max_digits=16, verbose_name="Quantity"),
                        ),
                        (
                            "pric",
                            models.DecimalField(decimal_places=6, max_digits=16, verbose_name="Unit price"),
                        ),
                        ("det_item_fee_sumamt", config.money.MoneyField(verbose_name="Line total")),
                        (
                            "pric_uplmt_amt",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=16,
                                null=True,
                                verbose_name="Ceiling price",
                            ),
                        ),
                        (
                            "selfpay_prop",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="Overrides the package's share for class B.",
                                max_digits=5,
                                null=True,
                                verbose_name="Own share",
                            ),
                        ),
                        (
                            "domestic_standard_amt",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Domestic standard"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "bill",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="fee_lines",
                                to="claims.bill",
                                verbose_name="Bill",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Fee line",
                        "verbose_name_plural": "Fee lines",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("import_run_id__isnull", False)),
                                fields=["import_run_id"],
                                name="fee_line_by_import",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("bill", "feedetl_sn"), name="fee_line_number")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InstitutionCode",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "medins_list_codg",
                            models.CharField(max_length=150, verbose_name="Institution's own code"),
                        ),
                        (
                            "own_name",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="Name at the institution"
                            ),
                        ),
                        (
                            "med_list_codg",
                            models.CharField(
                                blank=True,
                                help_text="Empty when the item is outside the catalogue: own expense.",
                                max_length=50,
                                verbose_name="Catalogue code",
                            ),
                        ),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="own_codes",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Institution's own code",
                        "verbose_name_plural": "Institutions' own codes",
                        "indexes": [
                            models.Index(fields=["med_list_codg"], name="institution_code_by_national")
                        ],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("institution", "="),
                                    ("medins_list_codg", "="),
                                    ("period", "&&"),
                                ],
                                name="institution_code_one_meaning",
                                violation_error_message="The code already has a meaning in this period.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period__isempty", False), ("period__startswith__isnull", False)
                                ),
                                name="institution_code_period",
                                violation_error_message="The period ends before it begins.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InstitutionCodeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "medins_list_codg",
                            models.CharField(max_length=150, verbose_name="Institution's own code"),
                        ),
                        (
                            "own_name",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="Name at the institution"
                            ),
                        ),
                        (
                            "med_list_codg",
                            models.CharField(
                                blank=True,
                                help_text="Empty when the item is outside the catalogue: own expense.",
                                max_length=50,
                                verbose_name="Catalogue code",
                            ),
                        ),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="claims.institutioncode",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LegacyOutpatientBalance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Balance")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="legacy_outpatient_balance",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Legacy outpatient balance",
                        "verbose_name_plural": "Legacy outpatient balances",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gte", 0)), name="legacy_balance_not_negative"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MaternityAllowance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="Case number")),
                        ("psn_no", models.CharField(max_length=30, verbose_name="Person number")),
                        ("psn_name", models.CharField(max_length=50, verbose_name="Full name")),
                        ("certno", models.CharField(max_length=50, verbose_name="Certificate number")),
                        ("insutype", models.CharField(default="310", max_length=6, verbose_name="Scheme")),
                        ("employer_name", models.CharField(max_length=120, verbose_name="Employer")),
                        (
                            "matn_type",
                            models.CharField(
                                choices=[
                                    ("1", "Normal delivery"),
                                    ("2", "Assisted delivery"),
                                    ("3", "Caesarean"),
                                    ("4", "Difficult delivery"),
                                    ("5", "Miscarriage"),
                                    ("6", "Induced labour"),
                                ],
                                max_length=3,
                                verbose_name="Delivery",
                            ),
                        ),
                        ("born_on", models.DateField(verbose_name="Day of the birth or loss")),
                        (
                            "fetus_cnt",
                            models.PositiveSmallIntegerField(default=1, verbose_name="Children born"),
                        ),
                        (
                            "pregnancy_weeks",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Asked where no child was born.",
                                null=True,
                                verbose_name="Weeks of pregnancy",
                            ),
                        ),
                        (
                            "monthly_base",
                            config.money.MoneyField(
                                help_text="Mean of the monthly contribution bases of the employer's staff in the year before.",
                                verbose_name="Employer's mean monthly base",
                            ),
                        ),
                        (
                            "base_evidence",
                            models.CharField(max_length=200, verbose_name="Evidence of the base"),
                        ),
                        ("received_on", models.DateField(verbose_name="Received on")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="To be finished by")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("registered", "Case registered"),
                                    ("calculated", "Reckoned"),
                                    ("reviewed", "Reviewed"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="registered",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "days",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Days"),
                        ),
                        ("amount", config.money.MoneyField(blank=True, null=True, verbose_name="Amount")),
                        (
                            "policy_versions",
                            models.JSONField(blank=True, default=list, verbose_name="Policy versions"),
                        ),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "returned_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was sent back"),
                        ),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was withdrawn"),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reckoned by",
                            ),
                        ),
                        (
                            "handling_county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Handled at",
                            ),
                        ),
                        (
                            "insu_county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="maternity_allowances",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "registered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Registered by",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Maternity allowance",
                        "verbose_name_plural": "Maternity allowances",
                        "indexes": [
                            models.Index(fields=["handling_county", "state"], name="allowance_by_counter"),
                            models.Index(fields=["insu_county", "state"], name="allowance_by_county"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "withdrawn"), _negated=True),
                                fields=("person", "born_on"),
                                name="allowance_once_per_birth",
                                violation_error_message="There is already a case for this birth.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["calculated", "reviewed"]), _negated=True),
                                    models.Q(
                                        ("amount__isnull", False),
                                        ("days__isnull", False),
                                        ("handled_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="allowance_reckoned",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reviewed_by__isnull", True),
                                    models.Q(("reviewed_by", models.F("handled_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="allowance_two_people",
                                violation_error_message="Whoever reckons cannot review.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "reviewed"), _negated=True),
                                    ("reviewed_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="allowance_reviewed_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("monthly_base__gt", 0)), name="allowance_base_positive"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("fetus_cnt", 0),
                                        ("matn_type__in", ["5", "6"]),
                                        ("pregnancy_weeks__isnull", False),
                                    ),
                                    models.Q(("fetus_cnt__gte", 1), ("matn_type__in", ["1", "2", "3", "4"])),
                                    _connector="OR",
                                ),
                                name="allowance_children_or_weeks",
                                violation_error_message="A birth has children; a loss has its weeks of pregnancy and none.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    models.Q(("withdrawn_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="allowance_withdrawn_why",
                                violation_error_message="Say why the case is withdrawn.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MaternityRegistration",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("psn_no", models.CharField(max_length=30, verbose_name="Person number")),
                        ("psn_name", models.CharField(max_length=50, verbose_name="Full name")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("applied", "Application received"),
                                    ("experts", "With the experts"),
                                    ("in_force", "In force"),
                                    ("ended", "Ended early"),
                                    ("refused", "Refused"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="applied",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("applied_on", models.DateField(verbose_name="Applied on")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                help_text="From the first day up to, not including, the end.",
                                verbose_name="Period",
                            ),
                        ),
                        (
                            "must_review",
                            models.BooleanField(default=True, verbose_name="A second person decides"),
                        ),
                        ("due", models.DateField(blank=True, null=True, verbose_name="To be decided by")),
                        (
                            "reference",
                            models.CharField(blank=True, max_length=40, verbose_name="Former number"),
                        ),
                        ("remark", models.CharField(blank=True, max_length=300, verbose_name="Remark")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                        ("handled_at", models.DateTimeField(auto_now_add=True, verbose_name="Handled at")),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "matn_type",
                            models.CharField(
                                choices=[
                                    ("1", "Normal delivery"),
                                    ("2", "Assisted delivery"),
                                    ("3", "Caesarean"),
                                    ("4", "Difficult delivery"),
                                    ("5", "Miscarriage"),
                                    ("6", "Induced labour"),
                                    ("7", "Antenatal check"),
                                    ("9", "Other"),
                                ],
                                max_length=3,
                                verbose_name="Kind planned",
                            ),
                        ),
                        ("planned_on", models.DateField(verbose_name="Planned for")),
                        (
                            "weeks",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="Weeks of pregnancy"
                            ),
                        ),
                        ("spouse", models.CharField(blank=True, max_length=50, verbose_name="Spouse")),
                        ("result_on", models.DateField(blank=True, null=True, verbose_name="Took place on")),
                        (
                            "result_type",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("1", "Normal delivery"),
                                    ("2", "Assisted delivery"),
                                    ("3", "Caesarean"),
                                    ("4", "Difficult delivery"),
                                    ("5", "Miscarriage"),
                                    ("6", "Induced labour"),
                                    ("7", "Antenatal check"),
                                    ("9", "Other"),
                                ],
                                max_length=3,
                                verbose_name="Kind of delivery",
                            ),
                        ),
                        (
                            "children",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="Children born"
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Ended by",
                            ),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "handling_county",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Handled by counter",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Maternity registration",
                        "verbose_name_plural": "Maternity registrations",
                        "indexes": [
                            models.Index(fields=["person", "state"], name="maternity_by_person"),
                            models.Index(fields=["county", "state"], name="maternity_by_county"),
                            models.Index(fields=["handling_county"], name="maternity_by_counter"),
                            models.Index(fields=["psn_no"], name="maternity_by_psn_no"),
                            models.Index(
                                condition=models.Q(("import_run_id__isnull", False)),
                                fields=["import_run_id"],
                                name="maternity_by_import",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period__isempty", False), ("period__startswith__isnull", False)
                                ),
                                name="maternity_period",
                                violation_error_message="The period has at least one day; it ends after it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reviewed_by__isnull", True),
                                    models.Q(("reviewed_by", models.F("handled_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="maternity_two_people",
                                violation_error_message="Whoever handles cannot review.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("must_review", True),
                                        ("state__in", ("in_force", "ended", "refused")),
                                        _negated=True,
                                    ),
                                    ("reviewed_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="maternity_reviewed",
                                violation_error_message="A second person decides first.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reason", ""),
                                    ("state__in", ("refused", "withdrawn", "ended")),
                                    _negated=True,
                                ),
                                name="maternity_reason",
                                violation_error_message="Give the reason.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "ended"), _negated=True),
                                    ("period__endswith__isnull", False),
                                    _connector="OR",
                                ),
                                name="maternity_end_known",
                                violation_error_message="What has ended has a last day.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("state__in", ("in_force", "ended"))),
                                expressions=[("person", "="), ("period", "&&")],
                                name="maternity_one_at_a_time",
                                violation_error_message="A maternity registration of this person covers these days already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("children__isnull", True),
                                        ("result_on__isnull", True),
                                        ("result_type", ""),
                                    ),
                                    models.Q(
                                        ("children__isnull", False),
                                        ("result_on__isnull", False),
                                        models.Q(("result_type", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="maternity_result_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MaternityRegistrationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("psn_no", models.CharField(max_length=30, verbose_name="Person number")),
                        ("psn_name", models.CharField(max_length=50, verbose_name="Full name")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("applied", "Application received"),
                                    ("experts", "With the experts"),
                                    ("in_force", "In force"),
                                    ("ended", "Ended early"),
                                    ("refused", "Refused"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="applied",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("applied_on", models.DateField(verbose_name="Applied on")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                help_text="From the first day up to, not including, the end.",
                                verbose_name="Period",
                            ),
                        ),
                        (
                            "must_review",
                            models.BooleanField(default=True, verbose_name="A second person decides"),
                        ),
                        ("due", models.DateField(blank=True, null=True, verbose_name="To be decided by")),
                        (
                            "reference",
                            models.CharField(blank=True, max_length=40, verbose_name="Former number"),
                        ),
                        ("remark", models.CharField(blank=True, max_length=300, verbose_name="Remark")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                        ("handled_at", models.DateTimeField(auto_now_add=True, verbose_name="Handled at")),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "matn_type",
                            models.CharField(
                                choices=[
                                    ("1", "Normal delivery"),
                                    ("2", "Assisted delivery"),
                                    ("3", "Caesarean"),
                                    ("4", "Difficult delivery"),
                                    ("5", "Miscarriage"),
                                    ("6", "Induced labour"),
                                    ("7", "Antenatal check"),
                                    ("9", "Other"),
                                ],
                                max_length=3,
                                verbose_name="Kind planned",
                            ),
                        ),
                        ("planned_on", models.DateField(verbose_name="Planned for")),
                        (
                            "weeks",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="Weeks of pregnancy"
                            ),
                        ),
                        ("spouse", models.CharField(blank=True, max_length=50, verbose_name="Spouse")),
                        ("result_on", models.DateField(blank=True, null=True, verbose_name="Took place on")),
                        (
                            "result_type",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("1", "Normal delivery"),
                                    ("2", "Assisted delivery"),
                                    ("3", "Caesarean"),
                                    ("4", "Difficult delivery"),
                                    ("5", "Miscarriage"),
                                    ("6", "Induced labour"),
                                    ("7", "Antenatal check"),
                                    ("9", "Other"),
                                ],
                                max_length=3,
                                verbose_name="Kind of delivery",
                            ),
                        ),
                        (
                            "children",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="Children born"
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Ended by",
                            ),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "handling_county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Handled by counter",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="claims.maternityregistration",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Overpayment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="Number")),
                        ("psn_no", models.CharField(max_length=30, verbose_name="Person number")),
                        ("psn_name", models.CharField(max_length=50, verbose_name="Full name")),
                        ("tel", models.CharField(blank=True, max_length=50, verbose_name="Telephone")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("redo", "Settled again"),
                                    ("inspection", "Inspection"),
                                    ("entry", "Entered at the counter"),
                                ],
                                default="entry",
                                max_length=10,
                                verbose_name="Found by way of",
                            ),
                        ),
                        (
                            "fund_part",
                            models.CharField(
                                default="hifp_pay",
                                editable=False,
                                help_text="Which money it was: the pooled fund's, or that of the personal account.",
                                max_length=20,
                                verbose_name="Fund part",
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("reason", models.CharField(max_length=300, verbose_name="Reason")),
                        ("found_on", models.DateField(verbose_name="Found on")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("found", "Found, to be confirmed"),
                                    ("confirmed", "Confirmed"),
                                    ("agreed", "Agreement made"),
                                    ("asked", "Write-off asked"),
                                    ("closed", "Paid back"),
                                    ("written_off", "Written off"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="found",
                                max_length=11,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "confirmed_on",
                            models.DateField(blank=True, null=True, verbose_name="Confirmed on"),
                        ),
                        (
                            "agreement_no",
                            models.CharField(blank=True, max_length=60, verbose_name="Agreement"),
                        ),
                        ("agreed_on", models.DateField(blank=True, null=True, verbose_name="Agreed on")),
                        (
                            "may_offset",
                            models.BooleanField(
                                default=False,
                                help_text="The person agreed that what the fund owes them later is set against it.",
                                verbose_name="Kept back from later payments",
                            ),
                        ),
                        (
                            "write_off_reason",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="Why it is written off"
                            ),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="Ended on")),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Confirmed by",
                            ),
                        ),
                        (
                            "found_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Found by",
                            ),
                        ),
                        (
                            "handling_county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Handled at",
                            ),
                        ),
                        (
                            "insu_county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="overpayments",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "write_off_approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Write-off approved by",
                            ),
                        ),
                        (
                            "write_off_asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Write-off asked by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Overpayment",
                        "verbose_name_plural": "Overpayments",
                        "indexes": [
                            models.Index(fields=["insu_county", "state"], name="overpayment_by_county")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="overpayment_positive"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confirmed_by__isnull", True),
                                    models.Q(("confirmed_by", models.F("found_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="overpayment_two_people",
                                violation_error_message="Whoever finds an overpayment cannot confirm it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["found", "withdrawn"]),
                                    models.Q(
                                        ("confirmed_by__isnull", False), ("confirmed_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="overpayment_confirmed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "agreed"), _negated=True),
                                    ("agreed_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="overpayment_agreed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "written_off"), _negated=True),
                                    models.Q(
                                        ("write_off_approved_by__isnull", False),
                                        ("write_off_asked_by__isnull", False),
                                        models.Q(
                                            ("write_off_asked_by", models.F("write_off_approved_by")),
                                            _negated=True,
                                        ),
                                        models.Q(("write_off_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="overpayment_written_off_by_two",
                                violation_error_message="A write-off needs two people and a reason.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_on__isnull", False),
                                        ("state__in", ["closed", "written_off", "withdrawn"]),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("state__in", ["closed", "written_off", "withdrawn"]),
                                            _negated=True,
                                        ),
                                        ("ended_on__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="overpayment_ended_dated",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InstalmentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("n", models.PositiveSmallIntegerField(verbose_name="Number")),
                        ("due_on", models.DateField(verbose_name="Falls due on")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="claims.instalment",
                            ),
                        ),
                        (
                            "overpayment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.overpayment",
                                verbose_name="Overpayment",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="instalment",
            name="overpayment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="instalments",
                to="claims.overpayment",
                verbose_name="Overpayment",
            ),
        ),
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="Payable",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="Number")),
                        (
                            "dfr_souc",
                            models.CharField(
                                choices=[
                                    ("101", "Counter reimbursement"),
                                    ("103", "Maternity allowance"),
                                    ("106", "Difference after reckoning again"),
                                    ("901", "Personal account paid out"),
                                    ("902", "Personal account transferred away"),
                                ],
                                max_length=3,
                                verbose_name="For",
                            ),
                        ),
                        ("psn_no", models.CharField(max_length=30, verbose_name="Person number")),
                        ("psn_name", models.CharField(max_length=50, verbose_name="Full name")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "offset",
                            config.money.MoneyField(default=0, verbose_name="Kept back for an overpayment"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("ready", "Ready to be paid"),
                                    ("ordered", "Payment ordered"),
                                    ("paid", "Paid"),
                                    ("failed", "Payment failed"),
                                ],
                                default="ready",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        ("approved_at", models.DateTimeField(auto_now_add=True, verbose_name="Approved at")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="To be finished by")),
                        ("paid_on", models.DateField(blank=True, null=True, verbose_name="Paid on")),
                        (
                            "failure_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Bank's reason"),
                        ),
                        (
                            "account_request",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payable",
                                to="claims.accountrequest",
                                verbose_name="Request on a personal account",
                            ),
                        ),
                        (
                            "allowance",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payable",
                                to="claims.maternityallowance",
                                verbose_name="Maternity allowance",
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Approved by",
                            ),
                        ),
                        (
                            "handling_county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Handled at",
                            ),
                        ),
                        (
                            "insu_county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payables",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Amount owed to a person",
                        "verbose_name_plural": "Amounts owed to people",
                        "indexes": [
                            models.Index(
                                fields=["insu_county", "insutype", "state"], name="payable_by_county"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__gt", 0), ("offset__gte", 0), ("offset__lte", models.F("amount"))
                                ),
                                name="payable_amounts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("paid_on__isnull", False), ("state", "paid")),
                                    models.Q(
                                        models.Q(("state", "paid"), _negated=True), ("paid_on__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="payable_paid_dated",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PayableLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("fund_part", models.CharField(max_length=20, verbose_name="Fund part")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "payable",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="claims.payable",
                                verbose_name="Payable",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Part of an amount owed",
                        "verbose_name_plural": "Parts of amounts owed",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("payable", "fund_part"), name="payable_line_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="payable_line_positive"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PersonAccount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "holder",
                            models.CharField(
                                choices=[
                                    ("person", "The insured person"),
                                    ("agent", "Guardian or agent"),
                                    ("heir", "Heir"),
                                    ("employer", "Employer"),
                                ],
                                default="person",
                                max_length=10,
                                verbose_name="Account holder",
                            ),
                        ),
                        ("account_name", models.CharField(max_length=120, verbose_name="Account name")),
                        ("account_no", models.CharField(max_length=34, verbose_name="Account number")),
                        ("bank_name", models.CharField(max_length=120, verbose_name="Bank")),
                        ("bank_code", models.CharField(blank=True, max_length=14, verbose_name="Bank code")),
                        (
                            "evidence",
                            models.CharField(
                                blank=True,
                                help_text="Why somebody else is paid: power of attorney…",
                                max_length=200,
                                verbose_name="Evidence",
                            ),
                        ),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        (
                            "checked_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Checked at"),
                        ),
                        (
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Checked by",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                        (
                            "handling_county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Handled at",
                            ),
                        ),
                        (
                            "insu_county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accounts",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Account of a person",
                        "verbose_name_plural": "Accounts of people",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("checked_by__isnull", True),
                                    models.Q(("checked_by", models.F("entered_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="person_account_two_people",
                                violation_error_message="Whoever enters cannot check.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("holder", "person"),
                                    models.Q(("evidence", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="person_account_evidence",
                                violation_error_message="Say on what evidence somebody else is paid.",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="payable",
            name="account",
            field=models.ForeignKey(
                blank=True,
                help_text="Missing while a case that had nothing to pay waits for the person's account.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payables",
                to="claims.personaccount",
                verbose_name="Account paid to",
            ),
        ),
        migrations.CreateModel(
            name="MaternityAllowanceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("number", models.CharField(max_length=30, verbose_name="Case number")),
                ("psn_no", models.CharField(max_length=30, verbose_name="Person number")),
                ("psn_name", models.CharField(max_length=50, verbose_name="Full name")),
                ("certno", models.CharField(max_length=50, verbose_name="Certificate number")),
                ("insutype", models.CharField(default="310", max_length=6, verbose_name="Scheme")),
                ("employer_name", models.CharField(max_length=120, verbose_name="Employer")),
                (
                    "matn_type",
                    models.CharField(
                        choices=[
                            ("1", "Normal delivery"),
                            ("2", "Assisted delivery"),
                            ("3", "Caesarean"),
                            ("4", "Difficult delivery"),
                            ("5", "Miscarriage"),
                            ("6", "Induced labour"),
                        ],
                        max_length=3,
                        verbose_name="Delivery",
                    ),
                ),
                ("born_on", models.DateField(verbose_name="Day of the birth or loss")),
                ("fetus_cnt", models.PositiveSmallIntegerField(default=1, verbose_name="Children born")),
                (
                    "pregnancy_weeks",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Asked where no child was born.",
                        null=True,
                        verbose_name="Weeks of pregnancy",
                    ),
                ),
                (
                    "monthly_base",
                    config.money.MoneyField(
                        help_text="Mean of the monthly contribution bases of the employer's staff in the year before.",
                        verbose_name="Employer's mean monthly base",
                    ),
                ),
                ("base_evidence", models.CharField(max_length=200, verbose_name="Evidence of the base")),
                ("received_on", models.DateField(verbose_name="Received on")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="To be finished by")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("registered", "Case registered"),
                            ("calculated", "Reckoned"),
                            ("reviewed", "Reviewed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="registered",
                        max_length=10,
                        verbose_name="State",
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Days")),
                ("amount", config.money.MoneyField(blank=True, null=True, verbose_name="Amount")),
                (
                    "policy_versions",
                    models.JSONField(blank=True, default=list, verbose_name="Policy versions"),
                ),
                ("reviewed_at", models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at")),
                (
                    "returned_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="Why it was sent back"),
                ),
                (
                    "withdrawn_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="Why it was withdrawn"),
                ),
                (
                    "handled_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Reckoned by",
                    ),
                ),
                (
                    "handling_county",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.agency",
                        verbose_name="Handled at",
                    ),
                ),
                (
                    "insu_county",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.agency",
                        verbose_name="Insured in",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="enrollment.person",
                        verbose_name="Person",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="claims.maternityallowance",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Registered by",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Reviewed by",
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.personaccount",
                        verbose_name="Account paid to",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="maternityallowance",
            name="account",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.personaccount",
                verbose_name="Account paid to",
            ),
        ),
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="PersonAccountEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "holder",
                            models.CharField(
                                choices=[
                                    ("person", "The insured person"),
                                    ("agent", "Guardian or agent"),
                                    ("heir", "Heir"),
                                    ("employer", "Employer"),
                                ],
                                default="person",
                                max_length=10,
                                verbose_name="Account holder",
                            ),
                        ),
                        ("account_name", models.CharField(max_length=120, verbose_name="Account name")),
                        ("account_no", models.CharField(max_length=34, verbose_name="Account number")),
                        ("bank_name", models.CharField(max_length=120, verbose_name="Bank")),
                        ("bank_code", models.CharField(blank=True, max_length=14, verbose_name="Bank code")),
                        (
                            "evidence",
                            models.CharField(
                                blank=True,
                                help_text="Why somebody else is paid: power of attorney…",
                                max_length=200,
                                verbose_name="Evidence",
                            ),
                        ),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        (
                            "checked_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Checked at"),
                        ),
                        (
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Checked by",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                        (
                            "handling_county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Handled at",
                            ),
                        ),
                        (
                            "insu_county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="claims.personaccount",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PersonalAccount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "balance",
                            config.money.MoneyField(default=0, editable=False, verbose_name="Balance"),
                        ),
                        (
                            "family_balance",
                            config.money.MoneyField(default=0, editable=False, verbose_name="Family's share"),
                        ),
                        ("opened_on", models.DateField(verbose_name="Opened on")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="Closed on")),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="personal_accounts",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Personal account",
                        "verbose_name_plural": "Personal accounts",
                        "indexes": [models.Index(fields=["balance"], name="personal_account_by_balance")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "insutype"), name="personal_account_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("balance__gte", 0), ("family_balance__gte", 0)),
                                name="personal_account_not_negative",
                                violation_error_message="An account never holds less than nothing.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccountRequestEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "act",
                            models.CharField(
                                choices=[
                                    ("transfer_in", "Transfer in with the insurance"),
                                    ("transfer_out", "Transfer out with the insurance"),
                                    ("payout", "Pay out in cash"),
                                    ("to_heir", "Pass to an heir's account"),
                                ],
                                max_length=12,
                                verbose_name="Act",
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("day", models.DateField(verbose_name="Day")),
                        ("reason", models.CharField(max_length=200, verbose_name="Reason")),
                        ("payee_name", models.CharField(blank=True, max_length=120, verbose_name="Payee")),
                        (
                            "payee_account",
                            models.CharField(
                                blank=True, max_length=50, verbose_name="Payee's account number"
                            ),
                        ),
                        (
                            "payee_bank",
                            models.CharField(blank=True, max_length=120, verbose_name="Payee's bank"),
                        ),
                        ("closes", models.BooleanField(default=False, verbose_name="Closes the account")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting for review"),
                                    ("posted", "Posted"),
                                    ("refused", "Turned down"),
                                ],
                                default="waiting",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        ("handled_at", models.DateTimeField(auto_now_add=True, verbose_name="Handled at")),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "heir",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.person",
                                verbose_name="Heir",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="claims.accountrequest",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.personalaccount",
                                verbose_name="Personal account",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="accountrequest",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="requests",
                to="claims.personalaccount",
                verbose_name="Personal account",
            ),
        ),
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="AccountMovement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "pot",
                            models.CharField(
                                choices=[("own", "Own account"), ("family", "Family's share")],
                                default="own",
                                max_length=6,
                                verbose_name="Part of the account",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("101", "Monthly credit"),
                                    ("102", "Yearly interest"),
                                    ("104", "Credit taken back"),
                                    ("106", "Inherited"),
                                    ("107", "Transferred in"),
                                    ("110", "Special adjustment"),
                                    ("111", "Supplementary entry"),
                                    ("112", "Single injection"),
                                    ("113", "Carried from last year"),
                                    ("203", "Cleared out"),
                                    ("204", "Paid in cash"),
                                    ("205", "Premium paid for others"),
                                    ("207", "Transferred out"),
                                    ("208", "Passed to an heir"),
                                ],
                                max_length=3,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    ("credit", "Monthly credit"),
                                    ("entry", "Entered from papers"),
                                    ("interest", "Interest"),
                                    ("sharing", "Sharing with relatives"),
                                    ("transfer", "Transfer of the insurance"),
                                    ("payout", "Paid out"),
                                    ("inheritance", "Inheritance"),
                                ],
                                max_length=12,
                                verbose_name="Cause",
                            ),
                        ),
                        (
                            "amount",
                            config.money.MoneyField(
                                help_text="Positive into the account, negative out of it.",
                                verbose_name="Amount",
                            ),
                        ),
                        ("day", models.DateField(verbose_name="Day")),
                        ("key", models.CharField(max_length=60, verbose_name="What for")),
                        (
                            "base",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Contribution base"),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="Note")),
                        ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="Made at")),
                        (
                            "batch",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="movements",
                                to="claims.accountbatch",
                                verbose_name="Batch",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Made by",
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="movements",
                                to="claims.personalaccount",
                                verbose_name="Personal account",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Account movement",
                        "verbose_name_plural": "Account movements",
                        "indexes": [models.Index(fields=["account", "day"], name="account_movement_by_day")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("account", "key", "pot"), name="account_movement_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("amount__gt", 0),
                                        ("kind__in", ("101", "102", "106", "107", "111", "112", "113")),
                                    ),
                                    models.Q(
                                        ("amount__lt", 0),
                                        ("kind__in", ("104", "203", "204", "205", "207", "208")),
                                    ),
                                    models.Q(("kind__in", ["110"]), models.Q(("amount", 0), _negated=True)),
                                    _connector="OR",
                                ),
                                name="account_movement_sign",
                                violation_error_message="Credits are positive, debits negative.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Recovery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("bank", "Paid to the fund's account"),
                                    ("offset", "Kept back from a payment"),
                                ],
                                default="bank",
                                max_length=6,
                                verbose_name="Kind",
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("received_on", models.DateField(verbose_name="Came in on")),
                        ("evidence", models.CharField(max_length=200, verbose_name="Evidence")),
                        (
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Checked by",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                        (
                            "overpayment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recoveries",
                                to="claims.overpayment",
                                verbose_name="Overpayment",
                            ),
                        ),
                        (
                            "payable",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recoveries",
                                to="claims.payable",
                                verbose_name="Kept back from",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Recovery",
                        "verbose_name_plural": "Recoveries",
                        "ordering": ("overpayment", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="recovery_positive"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("checked_by__isnull", True),
                                    models.Q(("checked_by", models.F("entered_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="recovery_two_people",
                                violation_error_message="Whoever enters cannot check.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("checked_by__isnull", False),
                                        ("kind", "offset"),
                                        ("payable__isnull", False),
                                    ),
                                    models.Q(("kind", "bank"), ("payable__isnull", True)),
                                    _connector="OR",
                                ),
                                name="recovery_kept_back_from",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("payable__isnull", False)),
                                fields=("overpayment", "payable"),
                                name="recovery_once_per_payable",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RecoveryEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("bank", "Paid to the fund's account"),
                                    ("offset", "Kept back from a payment"),
                                ],
                                default="bank",
                                max_length=6,
                                verbose_name="Kind",
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("received_on", models.DateField(verbose_name="Came in on")),
                        ("evidence", models.CharField(max_length=200, verbose_name="Evidence")),
                        (
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Checked by",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                        (
                            "overpayment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.overpayment",
                                verbose_name="Overpayment",
                            ),
                        ),
                        (
                            "payable",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.payable",
                                verbose_name="Kept back from",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="claims.recovery",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Redo",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Waiting for review"),
                                    ("applied", "Booked"),
                                    ("rejected", "Rejected"),
                                    ("dropped", "Nothing left to change"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    ("cancel", "A bill was cancelled"),
                                    ("late", "A bill came late"),
                                    ("register", "A registration came late"),
                                    ("asked", "Reckoned again on request"),
                                ],
                                max_length=10,
                                verbose_name="Cause",
                            ),
                        ),
                        ("digest", models.CharField(max_length=64, verbose_name="Digest of the plan")),
                        ("bills", models.PositiveIntegerField(default=0, verbose_name="Bills changed")),
                        (
                            "kept",
                            models.PositiveIntegerField(default=0, verbose_name="Bills kept as they are"),
                        ),
                        (
                            "fund_difference",
                            config.money.MoneyField(default=0, verbose_name="Funds, difference"),
                        ),
                        (
                            "person_difference",
                            config.money.MoneyField(default=0, verbose_name="Person, difference"),
                        ),
                        ("prepared_at", models.DateTimeField(verbose_name="Prepared at")),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "rejected_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why rejected"),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="redos",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Prepared by",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Redo",
                        "verbose_name_plural": "Redos",
                        "indexes": [
                            models.Index(fields=["county", "state"], name="redo_by_county"),
                            models.Index(fields=["state", "prepared_at"], name="redo_by_state"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "draft")),
                                fields=("person", "insutype", "year"),
                                name="redo_one_draft_per_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reviewed_by__isnull", True),
                                    models.Q(("reviewed_by", models.F("prepared_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="redo_two_people",
                                violation_error_message="Whoever prepares cannot review.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("reviewed_at__isnull", True),
                                        ("reviewed_by__isnull", True),
                                        ("state__in", ["draft", "dropped"]),
                                    ),
                                    models.Q(
                                        ("reviewed_at__isnull", False),
                                        ("reviewed_by__isnull", False),
                                        ("state__in", ["applied", "rejected"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="redo_reviewed_when_decided",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "rejected"), ("rejected_reason", ""), _connector="XOR"
                                ),
                                name="redo_rejected_with_reason",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="payable",
            name="redo",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payables",
                to="claims.redo",
                verbose_name="Redo",
            ),
        ),
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="RedoEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Waiting for review"),
                                    ("applied", "Booked"),
                                    ("rejected", "Rejected"),
                                    ("dropped", "Nothing left to change"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    ("cancel", "A bill was cancelled"),
                                    ("late", "A bill came late"),
                                    ("register", "A registration came late"),
                                    ("asked", "Reckoned again on request"),
                                ],
                                max_length=10,
                                verbose_name="Cause",
                            ),
                        ),
                        ("digest", models.CharField(max_length=64, verbose_name="Digest of the plan")),
                        ("bills", models.PositiveIntegerField(default=0, verbose_name="Bills changed")),
                        (
                            "kept",
                            models.PositiveIntegerField(default=0, verbose_name="Bills kept as they are"),
                        ),
                        (
                            "fund_difference",
                            config.money.MoneyField(default=0, verbose_name="Funds, difference"),
                        ),
                        (
                            "person_difference",
                            config.money.MoneyField(default=0, verbose_name="Person, difference"),
                        ),
                        ("prepared_at", models.DateTimeField(verbose_name="Prepared at")),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "rejected_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why rejected"),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="claims.redo",
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Prepared by",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Reimbursement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="Case number")),
                        ("psn_no", models.CharField(max_length=30, verbose_name="Person number")),
                        ("psn_name", models.CharField(max_length=50, verbose_name="Full name")),
                        ("certno", models.CharField(max_length=50, verbose_name="Certificate number")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "manl_reim_rea",
                            models.CharField(
                                choices=[
                                    ("01", "General"),
                                    ("02", "Designated institution, without card"),
                                    ("03", "Care in another place"),
                                    ("04", "Emergency"),
                                    ("05", "Transfer to another place"),
                                    ("06", "Medical aid afterwards"),
                                    ("07", "Examinations before a stay"),
                                    ("08", "Second reimbursement of the year"),
                                    ("09", "Second reimbursement of a bill"),
                                    ("10", "In a batch"),
                                    ("99", "Other reason"),
                                ],
                                default="01",
                                max_length=2,
                                verbose_name="Reason",
                            ),
                        ),
                        (
                            "reim_stas",
                            models.CharField(
                                choices=[
                                    ("10", "Case registered"),
                                    ("11", "Bills entered"),
                                    ("12", "Settled"),
                                    ("13", "Reviewed"),
                                    ("90", "Withdrawn"),
                                ],
                                default="10",
                                max_length=2,
                                verbose_name="State",
                            ),
                        ),
                        ("tel", models.CharField(blank=True, max_length=50, verbose_name="Telephone")),
                        ("remark", models.CharField(blank=True, max_length=300, verbose_name="Remark")),
                        (
                            "import_run_id",
                            models.BigIntegerField(
                                editable=False,
                                help_text="The sheet that brought the bills, settled already.",
                                null=True,
                                verbose_name="Import",
                            ),
                        ),
                        ("received_on", models.DateField(verbose_name="Received on")),
                        (
                            "complete_on",
                            models.DateField(
                                blank=True,
                                help_text="From this day the time to finish runs.",
                                null=True,
                                verbose_name="Papers complete on",
                            ),
                        ),
                        (
                            "correction_asked_on",
                            models.DateField(blank=True, null=True, verbose_name="Correction asked on"),
                        ),
                        (
                            "correction_due",
                            models.DateField(blank=True, null=True, verbose_name="To be handed in by"),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="To be finished by")),
                        (
                            "settled_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Settled at"),
                        ),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "returned_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was sent back"),
                        ),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was withdrawn"),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="claims.personaccount",
                                verbose_name="Account paid to",
                            ),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="Whoever settled it last.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Settled by",
                            ),
                        ),
                        (
                            "handling_county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Handled at",
                            ),
                        ),
                        (
                            "insu_county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reimbursements",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "registered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Registered by",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Reimbursement",
                        "verbose_name_plural": "Reimbursements",
                        "indexes": [
                            models.Index(
                                fields=["handling_county", "reim_stas"], name="reimbursement_by_counter"
                            ),
                            models.Index(fields=["insu_county", "reim_stas"], name="reimbursement_by_county"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reim_stas__in", ["12", "13"]), _negated=True),
                                    models.Q(("handled_by__isnull", False), ("settled_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="reimbursement_settled_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reviewed_by__isnull", True),
                                    models.Q(("reviewed_by", models.F("handled_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="reimbursement_two_people",
                                violation_error_message="Whoever settles cannot review.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reim_stas", "13"), _negated=True),
                                    models.Q(("complete_on__isnull", False), ("reviewed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="reimbursement_reviewed_whole",
                                violation_error_message="A reviewed case has its reviewer and complete papers.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reim_stas", "90"), _negated=True),
                                    models.Q(("withdrawn_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="reimbursement_withdrawn_why",
                                violation_error_message="Say why the case is withdrawn.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PayableEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=30, verbose_name="Number")),
                        (
                            "dfr_souc",
                            models.CharField(
                                choices=[
                                    ("101", "Counter reimbursement"),
                                    ("103", "Maternity allowance"),
                                    ("106", "Difference after reckoning again"),
                                    ("901", "Personal account paid out"),
                                    ("902", "Personal account transferred away"),
                                ],
                                max_length=3,
                                verbose_name="For",
                            ),
                        ),
                        ("psn_no", models.CharField(max_length=30, verbose_name="Person number")),
                        ("psn_name", models.CharField(max_length=50, verbose_name="Full name")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "offset",
                            config.money.MoneyField(default=0, verbose_name="Kept back for an overpayment"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("ready", "Ready to be paid"),
                                    ("ordered", "Payment ordered"),
                                    ("paid", "Paid"),
                                    ("failed", "Payment failed"),
                                ],
                                default="ready",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        ("approved_at", models.DateTimeField(auto_now_add=True, verbose_name="Approved at")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="To be finished by")),
                        ("paid_on", models.DateField(blank=True, null=True, verbose_name="Paid on")),
                        (
                            "failure_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Bank's reason"),
                        ),
                        (
                            "account_request",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.accountrequest",
                                verbose_name="Request on a personal account",
                            ),
                        ),
                        (
                            "allowance",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.maternityallowance",
                                verbose_name="Maternity allowance",
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Approved by",
                            ),
                        ),
                        (
                            "handling_county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Handled at",
                            ),
                        ),
                        (
                            "insu_county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="claims.payable",
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Missing while a case that had nothing to pay waits for the person's account.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.personaccount",
                                verbose_name="Account paid to",
                            ),
                        ),
                        (
                            "redo",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.redo",
                                verbose_name="Redo",
                            ),
                        ),
                        (
                            "follows",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.reimbursement",
                                verbose_name="Follows reimbursement",
                            ),
                        ),
                        (
                            "reimbursement",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.reimbursement",
                                verbose_name="Reimbursement",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="payable",
            name="follows",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="later_payables",
                to="claims.reimbursement",
                verbose_name="Follows reimbursement",
            ),
        ),
        migrations.AddField(
            model_name="payable",
            name="reimbursement",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payable",
                to="claims.reimbursement",
                verbose_name="Reimbursement",
            ),
        ),
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="ReimbursementBill",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("n", models.PositiveSmallIntegerField(verbose_name="Number")),
                        ("live", models.BooleanField(default=True, verbose_name="Counts")),
                        (
                            "bill",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="case",
                                to="claims.bill",
                                verbose_name="Bill",
                            ),
                        ),
                        (
                            "reimbursement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="case_bills",
                                to="claims.reimbursement",
                                verbose_name="Reimbursement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Bill of a reimbursement",
                        "verbose_name_plural": "Bills of reimbursements",
                        "ordering": ("reimbursement", "n"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("reimbursement", "n"), name="reimbursement_bill_number"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReimbursementEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=30, verbose_name="Case number")),
                        ("psn_no", models.CharField(max_length=30, verbose_name="Person number")),
                        ("psn_name", models.CharField(max_length=50, verbose_name="Full name")),
                        ("certno", models.CharField(max_length=50, verbose_name="Certificate number")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "manl_reim_rea",
                            models.CharField(
                                choices=[
                                    ("01", "General"),
                                    ("02", "Designated institution, without card"),
                                    ("03", "Care in another place"),
                                    ("04", "Emergency"),
                                    ("05", "Transfer to another place"),
                                    ("06", "Medical aid afterwards"),
                                    ("07", "Examinations before a stay"),
                                    ("08", "Second reimbursement of the year"),
                                    ("09", "Second reimbursement of a bill"),
                                    ("10", "In a batch"),
                                    ("99", "Other reason"),
                                ],
                                default="01",
                                max_length=2,
                                verbose_name="Reason",
                            ),
                        ),
                        (
                            "reim_stas",
                            models.CharField(
                                choices=[
                                    ("10", "Case registered"),
                                    ("11", "Bills entered"),
                                    ("12", "Settled"),
                                    ("13", "Reviewed"),
                                    ("90", "Withdrawn"),
                                ],
                                default="10",
                                max_length=2,
                                verbose_name="State",
                            ),
                        ),
                        ("tel", models.CharField(blank=True, max_length=50, verbose_name="Telephone")),
                        ("remark", models.CharField(blank=True, max_length=300, verbose_name="Remark")),
                        (
                            "import_run_id",
                            models.BigIntegerField(
                                editable=False,
                                help_text="The sheet that brought the bills, settled already.",
                                null=True,
                                verbose_name="Import",
                            ),
                        ),
                        ("received_on", models.DateField(verbose_name="Received on")),
                        (
                            "complete_on",
                            models.DateField(
                                blank=True,
                                help_text="From this day the time to finish runs.",
                                null=True,
                                verbose_name="Papers complete on",
                            ),
                        ),
                        (
                            "correction_asked_on",
                            models.DateField(blank=True, null=True, verbose_name="Correction asked on"),
                        ),
                        (
                            "correction_due",
                            models.DateField(blank=True, null=True, verbose_name="To be handed in by"),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="To be finished by")),
                        (
                            "settled_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Settled at"),
                        ),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "returned_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was sent back"),
                        ),
                        (
                            "withdrawn_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was withdrawn"),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.personaccount",
                                verbose_name="Account paid to",
                            ),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Whoever settled it last.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Settled by",
                            ),
                        ),
                        (
                            "handling_county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Handled at",
                            ),
                        ),
                        (
                            "insu_county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="claims.reimbursement",
                            ),
                        ),
                        (
                            "registered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Registered by",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReimbursementPaper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("invoice", "Invoice or receipt"),
                                    ("fee_list", "Itemised list of fees"),
                                    ("discharge", "Discharge record or diagnosis"),
                                    ("prescription", "Prescription"),
                                    ("identity", "Identity document"),
                                    ("bank_card", "Bank card"),
                                    ("referral", "Transfer or filing paper"),
                                    ("accident", "Statement on the accident"),
                                    ("birth", "Birth certificate"),
                                    ("authority", "Power of attorney"),
                                    ("other", "Other paper"),
                                ],
                                max_length=12,
                                verbose_name="Paper",
                            ),
                        ),
                        ("copies", models.PositiveSmallIntegerField(default=1, verbose_name="Copies")),
                        ("is_missing", models.BooleanField(default=False, verbose_name="Missing")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="Remark")),
                        (
                            "reimbursement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="papers",
                                to="claims.reimbursement",
                                verbose_name="Reimbursement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Paper of a reimbursement",
                        "verbose_name_plural": "Papers of reimbursements",
                        "ordering": ("reimbursement", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("reimbursement", "kind"), name="reimbursement_paper_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("copies__gte", 1)), name="reimbursement_paper_copies"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReimbursementPaperEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("invoice", "Invoice or receipt"),
                                    ("fee_list", "Itemised list of fees"),
                                    ("discharge", "Discharge record or diagnosis"),
                                    ("prescription", "Prescription"),
                                    ("identity", "Identity document"),
                                    ("bank_card", "Bank card"),
                                    ("referral", "Transfer or filing paper"),
                                    ("accident", "Statement on the accident"),
                                    ("birth", "Birth certificate"),
                                    ("authority", "Power of attorney"),
                                    ("other", "Other paper"),
                                ],
                                max_length=12,
                                verbose_name="Paper",
                            ),
                        ),
                        ("copies", models.PositiveSmallIntegerField(default=1, verbose_name="Copies")),
                        ("is_missing", models.BooleanField(default=False, verbose_name="Missing")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="Remark")),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="claims.reimbursementpaper",
                            ),
                        ),
                        (
                            "reimbursement",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.reimbursement",
                                verbose_name="Reimbursement",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReportedSettlement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "medfee_sumamt",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Total medical fee"),
                        ),
                        (
                            "fulamt_ownpay_amt",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Own expense"),
                        ),
                        (
                            "overlmt_selfpay",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Over ceiling price"),
                        ),
                        (
                            "preselfpay_amt",
                            config.money.MoneyField(blank=True, null=True, verbose_name="First share"),
                        ),
                        (
                            "inscp_scp_amt",
                            config.money.MoneyField(blank=True, null=True, verbose_name="In scope"),
                        ),
                        (
                            "act_pay_dedc",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Deductible paid"),
                        ),
                        (
                            "hifp_pay",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Pooled fund"),
                        ),
                        (
                            "hifmi_pay",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Serious-illness insurance"
                            ),
                        ),
                        (
                            "hifob_pay",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Large-amount aid"),
                        ),
                        (
                            "cvlserv_pay",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Civil-servant aid"),
                        ),
                        (
                            "hifes_pay",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Enterprise supplement"
                            ),
                        ),
                        (
                            "hifdm_pay",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Disabled veterans' aid"
                            ),
                        ),
                        (
                            "maf_pay",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Medical aid"),
                        ),
                        (
                            "oth_pay",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Other payers"),
                        ),
                        (
                            "fund_pay_sumamt",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Funds together"),
                        ),
                        (
                            "hosp_part_amt",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Borne by the hospital"
                            ),
                        ),
                        (
                            "psn_part_amt",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Borne by the person"
                            ),
                        ),
                        (
                            "acct_pay",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Personal account"),
                        ),
                        (
                            "acct_mulaid_pay",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Family's personal account"
                            ),
                        ),
                        ("psn_cash_pay", config.money.MoneyField(blank=True, null=True, verbose_name="Cash")),
                        (
                            "setl_id",
                            models.CharField(max_length=30, unique=True, verbose_name="Settlement number"),
                        ),
                        ("refd_setl_flag", models.BooleanField(default=False, verbose_name="Cancel flag")),
                        ("setl_time", models.DateTimeField(verbose_name="Settled at")),
                        (
                            "pool_prop_selfpay",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=5, null=True, verbose_name="Ratio"
                            ),
                        ),
                        (
                            "balc",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Account balance"),
                        ),
                        (
                            "clr_way",
                            models.CharField(blank=True, max_length=6, verbose_name="Way of clearing"),
                        ),
                        (
                            "clr_type",
                            models.CharField(blank=True, max_length=6, verbose_name="Kind of clearing"),
                        ),
                        ("identities", models.JSONField(default=dict, verbose_name="Identity checks")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "bill",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reported",
                                to="claims.bill",
                                verbose_name="Bill",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Reported settlement",
                        "verbose_name_plural": "Reported settlements",
                    },
                ),
                migrations.CreateModel(
                    name="Settlement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "medfee_sumamt",
                            config.money.MoneyField(default=0, verbose_name="Total medical fee"),
                        ),
                        ("fulamt_ownpay_amt", config.money.MoneyField(default=0, verbose_name="Own expense")),
                        (
                            "overlmt_selfpay",
                            config.money.MoneyField(default=0, verbose_name="Over ceiling price"),
                        ),
                        ("preselfpay_amt", config.money.MoneyField(default=0, verbose_name="First share")),
                        ("inscp_scp_amt", config.money.MoneyField(default=0, verbose_name="In scope")),
                        ("act_pay_dedc", config.money.MoneyField(default=0, verbose_name="Deductible paid")),
                        ("hifp_pay", config.money.MoneyField(default=0, verbose_name="Pooled fund")),
                        (
                            "hifmi_pay",
                            config.money.MoneyField(default=0, verbose_name="Serious-illness insurance"),
                        ),
                        ("hifob_pay", config.money.MoneyField(default=0, verbose_name="Large-amount aid")),
                        ("cvlserv_pay", config.money.MoneyField(default=0, verbose_name="Civil-servant aid")),
                        (
                            "hifes_pay",
                            config.money.MoneyField(default=0, verbose_name="Enterprise supplement"),
                        ),
                        (
                            "hifdm_pay",
                            config.money.MoneyField(default=0, verbose_name="Disabled veterans' aid"),
                        ),
                        ("maf_pay", config.money.MoneyField(default=0, verbose_name="Medical aid")),
                        ("oth_pay", config.money.MoneyField(default=0, verbose_name="Other payers")),
                        (
                            "fund_pay_sumamt",
                            config.money.MoneyField(default=0, verbose_name="Funds together"),
                        ),
                        (
                            "hosp_part_amt",
                            config.money.MoneyField(default=0, verbose_name="Borne by the hospital"),
                        ),
                        (
                            "psn_part_amt",
                            config.money.MoneyField(default=0, verbose_name="Borne by the person"),
                        ),
                        ("acct_pay", config.money.MoneyField(default=0, verbose_name="Personal account")),
                        (
                            "acct_mulaid_pay",
                            config.money.MoneyField(default=0, verbose_name="Family's personal account"),
                        ),
                        ("psn_cash_pay", config.money.MoneyField(default=0, verbose_name="Cash")),
                        ("setl_id", models.CharField(max_length=30, verbose_name="Settlement number")),
                        ("is_current", models.BooleanField(default=True, verbose_name="Counts")),
                        ("refd_setl_flag", models.BooleanField(default=False, verbose_name="Cancel flag")),
                        (
                            "negated",
                            models.BooleanField(db_default=False, default=False, verbose_name="Taken back"),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("med_type", models.CharField(max_length=6, verbose_name="Kind of care")),
                        ("benefit", models.CharField(max_length=30, verbose_name="Benefit")),
                        ("policy_date", models.DateField(verbose_name="Policy date")),
                        ("setl_time", models.DateTimeField(verbose_name="Settled at")),
                        (
                            "pay_loc",
                            models.CharField(
                                choices=[
                                    ("1", "At the counter"),
                                    ("2", "At the institution"),
                                    ("3", "Elsewhere in the province"),
                                    ("4", "Elsewhere in the country"),
                                ],
                                default="2",
                                max_length=1,
                                verbose_name="Paid at",
                            ),
                        ),
                        (
                            "clr_month",
                            models.DateField(
                                help_text="First day of the month; set once, at acceptance.",
                                verbose_name="Clearing month",
                            ),
                        ),
                        (
                            "pool_prop_selfpay",
                            models.DecimalField(
                                decimal_places=4,
                                default=0,
                                help_text="The fund's ratio, 0 to 1, as the national field has it.",
                                max_digits=5,
                                verbose_name="Ratio",
                            ),
                        ),
                        (
                            "catalogue_version",
                            models.PositiveIntegerField(default=0, verbose_name="Catalogue version"),
                        ),
                        (
                            "engine_version",
                            models.PositiveSmallIntegerField(default=2, verbose_name="Engine version"),
                        ),
                        (
                            "input_hash",
                            models.CharField(max_length=32, verbose_name="Hash of the bill as received"),
                        ),
                        (
                            "circumstances",
                            models.JSONField(
                                default=dict,
                                help_text="What the rules were told beside the bill: level of the institution, age, cover, legacy balance.",
                                verbose_name="Circumstances",
                            ),
                        ),
                        (
                            "counters_before",
                            models.JSONField(
                                default=dict, help_text="Fen by counter.", verbose_name="Accumulators before"
                            ),
                        ),
                        (
                            "counters_used",
                            models.JSONField(
                                default=dict, help_text="Fen by counter.", verbose_name="Accumulators used"
                            ),
                        ),
                        (
                            "bill",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="settlements",
                                to="claims.bill",
                                verbose_name="Bill",
                            ),
                        ),
                        (
                            "care_county",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Care in",
                            ),
                        ),
                        (
                            "handling_county",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="settlements",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "insu_county",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "negates",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="claims.settlement",
                                verbose_name="Negates",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="settlements",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "policy_version",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.policyversion",
                                verbose_name="Policy version",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="claims.settlement",
                                verbose_name="Replaces",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Settlement",
                        "verbose_name_plural": "Settlements",
                        "indexes": [
                            models.Index(fields=["person", "policy_date"], name="settlement_by_person"),
                            models.Index(
                                condition=models.Q(
                                    ("is_current", True), models.Q(("pay_loc", "1"), _negated=True)
                                ),
                                fields=["clr_month", "insutype", "care_county", "institution", "insu_county"],
                                include=(
                                    "hifp_pay",
                                    "hifmi_pay",
                                    "hifob_pay",
                                    "cvlserv_pay",
                                    "hifes_pay",
                                    "hifdm_pay",
                                    "maf_pay",
                                    "oth_pay",
                                    "fund_pay_sumamt",
                                    "medfee_sumamt",
                                    "acct_pay",
                                    "psn_cash_pay",
                                    "handling_county",
                                ),
                                name="settlement_netting",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("setl_id",), name="settlement_number"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "medfee_sumamt",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("fulamt_ownpay_amt"),
                                                    "+",
                                                    models.F("overlmt_selfpay"),
                                                ),
                                                "+",
                                                models.F("preselfpay_amt"),
                                            ),
                                            "+",
                                            models.F("inscp_scp_amt"),
                                        ),
                                    )
                                ),
                                name="settlement_identity_i1",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "fund_pay_sumamt",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    django.db.models.expressions.CombinedExpression(
                                                        django.db.models.expressions.CombinedExpression(
                                                            django.db.models.expressions.CombinedExpression(
                                                                django.db.models.expressions.CombinedExpression(
                                                                    models.F("hifp_pay"),
                                                                    "+",
                                                                    models.F("hifmi_pay"),
                                                                ),
                                                                "+",
                                                                models.F("hifob_pay"),
                                                            ),
                                                            "+",
                                                            models.F("cvlserv_pay"),
                                                        ),
                                                        "+",
                                                        models.F("hifes_pay"),
                                                    ),
                                                    "+",
                                                    models.F("hifdm_pay"),
                                                ),
                                                "+",
                                                models.F("maf_pay"),
                                            ),
                                            "+",
                                            models.F("oth_pay"),
                                        ),
                                    )
                                ),
                                name="settlement_identity_i2",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "psn_part_amt",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("acct_pay"), "+", models.F("psn_cash_pay")
                                        ),
                                    )
                                ),
                                name="settlement_identity_i3",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "medfee_sumamt",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("fund_pay_sumamt"), "+", models.F("psn_part_amt")
                                            ),
                                            "+",
                                            models.F("hosp_part_amt"),
                                        ),
                                    )
                                ),
                                name="settlement_identity_i4",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("acct_mulaid_pay__gte", 0),
                                        ("acct_pay__gte", 0),
                                        ("act_pay_dedc__gte", 0),
                                        ("cvlserv_pay__gte", 0),
                                        ("fulamt_ownpay_amt__gte", 0),
                                        ("fund_pay_sumamt__gte", 0),
                                        ("hifdm_pay__gte", 0),
                                        ("hifes_pay__gte", 0),
                                        ("hifmi_pay__gte", 0),
                                        ("hifob_pay__gte", 0),
                                        ("hifp_pay__gte", 0),
                                        ("hosp_part_amt__gte", 0),
                                        ("inscp_scp_amt__gte", 0),
                                        ("maf_pay__gte", 0),
                                        ("medfee_sumamt__gte", 0),
                                        ("oth_pay__gte", 0),
                                        ("overlmt_selfpay__gte", 0),
                                        ("preselfpay_amt__gte", 0),
                                        ("psn_cash_pay__gte", 0),
                                        ("psn_part_amt__gte", 0),
                                        ("refd_setl_flag", False),
                                    ),
                                    models.Q(
                                        ("acct_mulaid_pay__lte", 0),
                                        ("acct_pay__lte", 0),
                                        ("act_pay_dedc__lte", 0),
                                        ("cvlserv_pay__lte", 0),
                                        ("fulamt_ownpay_amt__lte", 0),
                                        ("fund_pay_sumamt__lte", 0),
                                        ("hifdm_pay__lte", 0),
                                        ("hifes_pay__lte", 0),
                                        ("hifmi_pay__lte", 0),
                                        ("hifob_pay__lte", 0),
                                        ("hifp_pay__lte", 0),
                                        ("hosp_part_amt__lte", 0),
                                        ("inscp_scp_amt__lte", 0),
                                        ("maf_pay__lte", 0),
                                        ("medfee_sumamt__lte", 0),
                                        ("oth_pay__lte", 0),
                                        ("overlmt_selfpay__lte", 0),
                                        ("preselfpay_amt__lte", 0),
                                        ("psn_cash_pay__lte", 0),
                                        ("psn_part_amt__lte", 0),
                                        ("refd_setl_flag", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="settlement_signs",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("clr_month__day", 1)), name="settlement_clearing_month"
                            ),
                            models.UniqueConstraint(
                                models.F("bill"),
                                models.Case(
                                    models.When(negated=False, refd_setl_flag=False, then=models.Value(True))
                                ),
                                condition=models.Q(("is_current", True)),
                                name="settlement_one_standing_per_bill",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("negates__isnull", False)),
                                fields=("negates",),
                                name="settlement_negated_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("negates__isnull", True),
                                    models.Q(
                                        ("negated", False),
                                        ("refd_setl_flag", True),
                                        ("replaces__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="settlement_negation_is_a_cancel",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RedoLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="Place in the year")),
                        ("reasons", models.JSONField(default=list, verbose_name="Why")),
                        (
                            "problem",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="Cannot be reckoned anew"
                            ),
                        ),
                        ("problem_params", models.JSONField(default=dict, verbose_name="Details")),
                        ("fund_before", config.money.MoneyField(default=0, verbose_name="Funds before")),
                        ("fund_after", config.money.MoneyField(default=0, verbose_name="Funds after")),
                        ("person_before", config.money.MoneyField(default=0, verbose_name="Person before")),
                        ("person_after", config.money.MoneyField(default=0, verbose_name="Person after")),
                        (
                            "amounts",
                            models.JSONField(
                                default=dict,
                                help_text="Fen by national amount, those that differ.",
                                verbose_name="Differences",
                            ),
                        ),
                        (
                            "bill",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="claims.bill",
                                verbose_name="Bill",
                            ),
                        ),
                        (
                            "redo",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="claims.redo",
                                verbose_name="Redo",
                            ),
                        ),
                        (
                            "after",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="redo_lines",
                                to="claims.settlement",
                                verbose_name="As booked",
                            ),
                        ),
                        (
                            "before",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="claims.settlement",
                                verbose_name="As it stood",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Line of a redo",
                        "verbose_name_plural": "Lines of redos",
                        "constraints": [
                            models.UniqueConstraint(fields=("redo", "number"), name="redo_line_number")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OverpaymentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=30, verbose_name="Number")),
                        ("psn_no", models.CharField(max_length=30, verbose_name="Person number")),
                        ("psn_name", models.CharField(max_length=50, verbose_name="Full name")),
                        ("tel", models.CharField(blank=True, max_length=50, verbose_name="Telephone")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("redo", "Settled again"),
                                    ("inspection", "Inspection"),
                                    ("entry", "Entered at the counter"),
                                ],
                                default="entry",
                                max_length=10,
                                verbose_name="Found by way of",
                            ),
                        ),
                        (
                            "fund_part",
                            models.CharField(
                                default="hifp_pay",
                                editable=False,
                                help_text="Which money it was: the pooled fund's, or that of the personal account.",
                                max_length=20,
                                verbose_name="Fund part",
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("reason", models.CharField(max_length=300, verbose_name="Reason")),
                        ("found_on", models.DateField(verbose_name="Found on")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("found", "Found, to be confirmed"),
                                    ("confirmed", "Confirmed"),
                                    ("agreed", "Agreement made"),
                                    ("asked", "Write-off asked"),
                                    ("closed", "Paid back"),
                                    ("written_off", "Written off"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="found",
                                max_length=11,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "confirmed_on",
                            models.DateField(blank=True, null=True, verbose_name="Confirmed on"),
                        ),
                        (
                            "agreement_no",
                            models.CharField(blank=True, max_length=60, verbose_name="Agreement"),
                        ),
                        ("agreed_on", models.DateField(blank=True, null=True, verbose_name="Agreed on")),
                        (
                            "may_offset",
                            models.BooleanField(
                                default=False,
                                help_text="The person agreed that what the fund owes them later is set against it.",
                                verbose_name="Kept back from later payments",
                            ),
                        ),
                        (
                            "write_off_reason",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="Why it is written off"
                            ),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="Ended on")),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Confirmed by",
                            ),
                        ),
                        (
                            "found_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Found by",
                            ),
                        ),
                        (
                            "handling_county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Handled at",
                            ),
                        ),
                        (
                            "insu_county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="claims.overpayment",
                            ),
                        ),
                        (
                            "write_off_approved_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Write-off approved by",
                            ),
                        ),
                        (
                            "write_off_asked_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Write-off asked by",
                            ),
                        ),
                        (
                            "settlement",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.settlement",
                                verbose_name="Settlement",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="overpayment",
            name="settlement",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="overpayments",
                to="claims.settlement",
                verbose_name="Settlement",
            ),
        ),
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="Cancellation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                        (
                            "is_reported",
                            models.BooleanField(default=False, verbose_name="Reported by the sender"),
                        ),
                        ("handled_at", models.DateTimeField(auto_now_add=True, verbose_name="Handled at")),
                        (
                            "handled_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "settlement",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cancellation",
                                to="claims.settlement",
                                verbose_name="Cancelling settlement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Cancellation",
                        "verbose_name_plural": "Cancellations",
                    },
                ),
                migrations.CreateModel(
                    name="SignUp",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("psn_no", models.CharField(max_length=30, verbose_name="Person number")),
                        ("psn_name", models.CharField(max_length=50, verbose_name="Full name")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("applied", "Application received"),
                                    ("experts", "With the experts"),
                                    ("in_force", "In force"),
                                    ("ended", "Ended early"),
                                    ("refused", "Refused"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="applied",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("applied_on", models.DateField(verbose_name="Applied on")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                help_text="From the first day up to, not including, the end.",
                                verbose_name="Period",
                            ),
                        ),
                        (
                            "must_review",
                            models.BooleanField(default=True, verbose_name="A second person decides"),
                        ),
                        ("due", models.DateField(blank=True, null=True, verbose_name="To be decided by")),
                        (
                            "reference",
                            models.CharField(blank=True, max_length=40, verbose_name="Former number"),
                        ),
                        ("remark", models.CharField(blank=True, max_length=300, verbose_name="Remark")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                        ("handled_at", models.DateTimeField(auto_now_add=True, verbose_name="Handled at")),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        ("doctor", models.CharField(blank=True, max_length=50, verbose_name="Family doctor")),
                        (
                            "county",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Ended by",
                            ),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "handling_county",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Handled by counter",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sign_ups",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Family-doctor sign-up",
                        "verbose_name_plural": "Family-doctor sign-ups",
                        "indexes": [
                            models.Index(fields=["person", "state"], name="sign_up_by_person"),
                            models.Index(fields=["county", "state"], name="sign_up_by_county"),
                            models.Index(fields=["handling_county"], name="sign_up_by_counter"),
                            models.Index(fields=["psn_no"], name="sign_up_by_psn_no"),
                            models.Index(
                                condition=models.Q(("import_run_id__isnull", False)),
                                fields=["import_run_id"],
                                name="sign_up_by_import",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period__isempty", False), ("period__startswith__isnull", False)
                                ),
                                name="sign_up_period",
                                violation_error_message="The period has at least one day; it ends after it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reviewed_by__isnull", True),
                                    models.Q(("reviewed_by", models.F("handled_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="sign_up_two_people",
                                violation_error_message="Whoever handles cannot review.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("must_review", True),
                                        ("state__in", ("in_force", "ended", "refused")),
                                        _negated=True,
                                    ),
                                    ("reviewed_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="sign_up_reviewed",
                                violation_error_message="A second person decides first.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reason", ""),
                                    ("state__in", ("refused", "withdrawn", "ended")),
                                    _negated=True,
                                ),
                                name="sign_up_reason",
                                violation_error_message="Give the reason.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "ended"), _negated=True),
                                    ("period__endswith__isnull", False),
                                    _connector="OR",
                                ),
                                name="sign_up_end_known",
                                violation_error_message="What has ended has a last day.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("state__in", ("in_force", "ended"))),
                                expressions=[("person", "="), ("period", "&&")],
                                name="sign_up_one_at_a_time",
                                violation_error_message="This person is signed up with a family doctor in these days already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignUpEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("psn_no", models.CharField(max_length=30, verbose_name="Person number")),
                        ("psn_name", models.CharField(max_length=50, verbose_name="Full name")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("applied", "Application received"),
                                    ("experts", "With the experts"),
                                    ("in_force", "In force"),
                                    ("ended", "Ended early"),
                                    ("refused", "Refused"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="applied",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("applied_on", models.DateField(verbose_name="Applied on")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                help_text="From the first day up to, not including, the end.",
                                verbose_name="Period",
                            ),
                        ),
                        (
                            "must_review",
                            models.BooleanField(default=True, verbose_name="A second person decides"),
                        ),
                        ("due", models.DateField(blank=True, null=True, verbose_name="To be decided by")),
                        (
                            "reference",
                            models.CharField(blank=True, max_length=40, verbose_name="Former number"),
                        ),
                        ("remark", models.CharField(blank=True, max_length=300, verbose_name="Remark")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="Reason")),
                        ("handled_at", models.DateTimeField(auto_now_add=True, verbose_name="Handled at")),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        ("doctor", models.CharField(blank=True, max_length=50, verbose_name="Family doctor")),
                        (
                            "county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Ended by",
                            ),
                        ),
                        (
                            "handled_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handled by",
                            ),
                        ),
                        (
                            "handling_county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Handled by counter",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="claims.signup",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Reviewed by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="WhatIfReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        (
                            "insutype",
                            models.CharField(
                                blank=True,
                                help_text="Empty: all schemes.",
                                max_length=6,
                                verbose_name="Scheme",
                            ),
                        ),
                        (
                            "draft_title",
                            models.CharField(max_length=200, verbose_name="Title of the policy tried"),
                        ),
                        ("draft_text", models.TextField(blank=True, verbose_name="Uploaded package")),
                        (
                            "as_at",
                            models.DateField(
                                blank=True,
                                help_text="Empty: each bill by the policy of its own day.",
                                null=True,
                                verbose_name="Policy as at",
                            ),
                        ),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        ("job_id", models.BigIntegerField(editable=False, null=True, verbose_name="Job")),
                        ("bills", models.PositiveIntegerField(verbose_name="Bills")),
                        ("people", models.PositiveIntegerField(verbose_name="People")),
                        ("result", models.JSONField(verbose_name="Result")),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "base_version",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty: what was really settled.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.policyversion",
                                verbose_name="Compared with",
                            ),
                        ),
                        (
                            "draft_version",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty: an uploaded package, whose text is kept here.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.policyversion",
                                verbose_name="Policy tried",
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Prepared by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "What-if report",
                        "verbose_name_plural": "What-if reports",
                        "ordering": ("-id",),
                        "indexes": [models.Index(fields=["area", "year"], name="what_if_by_year")],
                        "constraints": [
                            models.UniqueConstraint(fields=("job_id",), name="what_if_one_report_per_job"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("draft_text", ""), ("draft_version__isnull", False)),
                                    models.Q(
                                        ("draft_version__isnull", True),
                                        models.Q(("draft_text", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="what_if_policy_known",
                            ),
                        ],
                    },
                ),
            ]
        ),
        config.migrating.AddTrigger(
            model_name="accidentdeclaration",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_accidentdeclarationevent" ("account", "admitted_on", "applied_on", "county_id", "decision", "due", "ended_by_id", "evidence", "handled_at", "handled_by_id", "handling_county_id", "happened_at", "happened_on", "id", "import_run_id", "institution_id", "liable_paid", "liable_party", "must_review", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_name", "psn_no", "reason", "reference", "remark", "reviewed_at", "reviewed_by_id", "state", "third_party") SELECT new_values."account", new_values."admitted_on", new_values."applied_on", new_values."county_id", new_values."decision", new_values."due", new_values."ended_by_id", new_values."evidence", new_values."handled_at", new_values."handled_by_id", new_values."handling_county_id", new_values."happened_at", new_values."happened_on", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."liable_paid", new_values."liable_party", new_values."must_review", new_values."period", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."psn_name", new_values."psn_no", new_values."reason", new_values."reference", new_values."remark", new_values."reviewed_at", new_values."reviewed_by_id", new_values."state", new_values."third_party" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c00f4e639c32f4a764f6634870f2c1dc322732b3",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_37fc5",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_accidentdeclaration",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="accidentdeclaration",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_accidentdeclarationevent" ("account", "admitted_on", "applied_on", "county_id", "decision", "due", "ended_by_id", "evidence", "handled_at", "handled_by_id", "handling_county_id", "happened_at", "happened_on", "id", "import_run_id", "institution_id", "liable_paid", "liable_party", "must_review", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_name", "psn_no", "reason", "reference", "remark", "reviewed_at", "reviewed_by_id", "state", "third_party") SELECT new_values."account", new_values."admitted_on", new_values."applied_on", new_values."county_id", new_values."decision", new_values."due", new_values."ended_by_id", new_values."evidence", new_values."handled_at", new_values."handled_by_id", new_values."handling_county_id", new_values."happened_at", new_values."happened_on", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."liable_paid", new_values."liable_party", new_values."must_review", new_values."period", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."psn_name", new_values."psn_no", new_values."reason", new_values."reference", new_values."remark", new_values."reviewed_at", new_values."reviewed_by_id", new_values."state", new_values."third_party" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8d8ad2cd85247a98b55cdd3cf660e0a8d2f7f9b3",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9f61c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_accidentdeclaration",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="accidentdeclaration",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_accidentdeclarationevent" ("account", "admitted_on", "applied_on", "county_id", "decision", "due", "ended_by_id", "evidence", "handled_at", "handled_by_id", "handling_county_id", "happened_at", "happened_on", "id", "import_run_id", "institution_id", "liable_paid", "liable_party", "must_review", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_name", "psn_no", "reason", "reference", "remark", "reviewed_at", "reviewed_by_id", "state", "third_party") SELECT old_values."account", old_values."admitted_on", old_values."applied_on", old_values."county_id", old_values."decision", old_values."due", old_values."ended_by_id", old_values."evidence", old_values."handled_at", old_values."handled_by_id", old_values."handling_county_id", old_values."happened_at", old_values."happened_on", old_values."id", old_values."import_run_id", old_values."institution_id", old_values."liable_paid", old_values."liable_party", old_values."must_review", old_values."period", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."psn_name", old_values."psn_no", old_values."reason", old_values."reference", old_values."remark", old_values."reviewed_at", old_values."reviewed_by_id", old_values."state", old_values."third_party" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a7e68a4519533f632cba0781ea6e59c72956afce",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_89841",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_accidentdeclaration",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="accountbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_accountbatchevent" ("area_id", "id", "import_run_id", "insutype", "job_id", "kind", "left_out", "lines", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reviewed_at", "reviewed_by_id", "state", "total") SELECT new_values."area_id", new_values."id", new_values."import_run_id", new_values."insutype", new_values."job_id", new_values."kind", new_values."left_out", new_values."lines", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."reviewed_at", new_values."reviewed_by_id", new_values."state", new_values."total" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6976f71bec57cf818c56516f3c129c5756fc6742",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_296ed",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_accountbatch",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="accountbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_accountbatchevent" ("area_id", "id", "import_run_id", "insutype", "job_id", "kind", "left_out", "lines", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reviewed_at", "reviewed_by_id", "state", "total") SELECT new_values."area_id", new_values."id", new_values."import_run_id", new_values."insutype", new_values."job_id", new_values."kind", new_values."left_out", new_values."lines", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."reviewed_at", new_values."reviewed_by_id", new_values."state", new_values."total" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="bf4d23a9b2246996517aa84ef0b9dd5aedd24acb",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_452e8",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_accountbatch",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="accountbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_accountbatchevent" ("area_id", "id", "import_run_id", "insutype", "job_id", "kind", "left_out", "lines", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reviewed_at", "reviewed_by_id", "state", "total") SELECT old_values."area_id", old_values."id", old_values."import_run_id", old_values."insutype", old_values."job_id", old_values."kind", old_values."left_out", old_values."lines", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_at", old_values."prepared_by_id", old_values."reviewed_at", old_values."reviewed_by_id", old_values."state", old_values."total" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="21e492da2bf12bdfe360ba55248a8d7d96ac723e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_784d6",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_accountbatch",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="carefiling",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_carefilingevent" ("applied_on", "chain", "county_id", "diagnosis", "due", "ended_by_id", "from_institution_id", "handled_at", "handled_by_id", "handling_county_id", "id", "import_run_id", "institution_id", "kind", "missing_papers", "must_review", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "place_name", "promise", "promise_checked_by_id", "promise_checked_on", "promise_due", "promise_kept", "psn_name", "psn_no", "reason", "reference", "remark", "reviewed_at", "reviewed_by_id", "state") SELECT new_values."applied_on", new_values."chain", new_values."county_id", new_values."diagnosis", new_values."due", new_values."ended_by_id", new_values."from_institution_id", new_values."handled_at", new_values."handled_by_id", new_values."handling_county_id", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."kind", new_values."missing_papers", new_values."must_review", new_values."period", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."place_name", new_values."promise", new_values."promise_checked_by_id", new_values."promise_checked_on", new_values."promise_due", new_values."promise_kept", new_values."psn_name", new_values."psn_no", new_values."reason", new_values."reference", new_values."remark", new_values."reviewed_at", new_values."reviewed_by_id", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d2a8dea7e096e5dcfe2ce4841766dc3bcec1bf87",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_22fa5",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_carefiling",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="carefiling",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_carefilingevent" ("applied_on", "chain", "county_id", "diagnosis", "due", "ended_by_id", "from_institution_id", "handled_at", "handled_by_id", "handling_county_id", "id", "import_run_id", "institution_id", "kind", "missing_papers", "must_review", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "place_name", "promise", "promise_checked_by_id", "promise_checked_on", "promise_due", "promise_kept", "psn_name", "psn_no", "reason", "reference", "remark", "reviewed_at", "reviewed_by_id", "state") SELECT new_values."applied_on", new_values."chain", new_values."county_id", new_values."diagnosis", new_values."due", new_values."ended_by_id", new_values."from_institution_id", new_values."handled_at", new_values."handled_by_id", new_values."handling_county_id", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."kind", new_values."missing_papers", new_values."must_review", new_values."period", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."place_name", new_values."promise", new_values."promise_checked_by_id", new_values."promise_checked_on", new_values."promise_due", new_values."promise_kept", new_values."psn_name", new_values."psn_no", new_values."reason", new_values."reference", new_values."remark", new_values."reviewed_at", new_values."reviewed_by_id", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f54e0ef8daee20ebe1436c6bfe212284e30979b3",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_471b6",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_carefiling",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="carefiling",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_carefilingevent" ("applied_on", "chain", "county_id", "diagnosis", "due", "ended_by_id", "from_institution_id", "handled_at", "handled_by_id", "handling_county_id", "id", "import_run_id", "institution_id", "kind", "missing_papers", "must_review", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "place_name", "promise", "promise_checked_by_id", "promise_checked_on", "promise_due", "promise_kept", "psn_name", "psn_no", "reason", "reference", "remark", "reviewed_at", "reviewed_by_id", "state") SELECT old_values."applied_on", old_values."chain", old_values."county_id", old_values."diagnosis", old_values."due", old_values."ended_by_id", old_values."from_institution_id", old_values."handled_at", old_values."handled_by_id", old_values."handling_county_id", old_values."id", old_values."import_run_id", old_values."institution_id", old_values."kind", old_values."missing_papers", old_values."must_review", old_values."period", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."place_name", old_values."promise", old_values."promise_checked_by_id", old_values."promise_checked_on", old_values."promise_due", old_values."promise_kept", old_values."psn_name", old_values."psn_no", old_values."reason", old_values."reference", old_values."remark", old_values."reviewed_at", old_values."reviewed_by_id", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e2f308df665861e83cd4c2e08151afe4ebae6310",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_142f4",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_carefiling",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="catalogueversion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_catalogueversionevent" ("area_id", "basis", "complete_from", "handled_at", "handled_by_id", "id", "insutype", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_at", "reviewed_by_id", "state", "title") SELECT new_values."area_id", new_values."basis", new_values."complete_from", new_values."handled_at", new_values."handled_by_id", new_values."id", new_values."insutype", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reviewed_at", new_values."reviewed_by_id", new_values."state", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="92b8a8f3c9fe973ef552b1859c4f10cef6c59646",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fac7b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_catalogueversion",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="catalogueversion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_catalogueversionevent" ("area_id", "basis", "complete_from", "handled_at", "handled_by_id", "id", "insutype", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_at", "reviewed_by_id", "state", "title") SELECT new_values."area_id", new_values."basis", new_values."complete_from", new_values."handled_at", new_values."handled_by_id", new_values."id", new_values."insutype", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reviewed_at", new_values."reviewed_by_id", new_values."state", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8bec65ef97ff78baf3e217643c407a0a278fa4de",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1ef8a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_catalogueversion",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="catalogueversion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_catalogueversionevent" ("area_id", "basis", "complete_from", "handled_at", "handled_by_id", "id", "insutype", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_at", "reviewed_by_id", "state", "title") SELECT old_values."area_id", old_values."basis", old_values."complete_from", old_values."handled_at", old_values."handled_by_id", old_values."id", old_values."insutype", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reviewed_at", old_values."reviewed_by_id", old_values."state", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="2c1cb6acd67481bfb1e864c553c809bb332128b2",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c9ee5",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_catalogueversion",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="cataloguemerge",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_cataloguemergeevent" ("area_id", "as_at", "decisions", "draft_id", "handled_at", "handled_by_id", "id", "insutype", "left_area_id", "left_insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "right_area_id", "right_insutype", "valid_from") SELECT new_values."area_id", new_values."as_at", new_values."decisions", new_values."draft_id", new_values."handled_at", new_values."handled_by_id", new_values."id", new_values."insutype", new_values."left_area_id", new_values."left_insutype", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."right_area_id", new_values."right_insutype", new_values."valid_from" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="95ca6d8645afdbbb0759b2c639667e4a6660f61d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_894de",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_cataloguemerge",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="cataloguemerge",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_cataloguemergeevent" ("area_id", "as_at", "decisions", "draft_id", "handled_at", "handled_by_id", "id", "insutype", "left_area_id", "left_insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "right_area_id", "right_insutype", "valid_from") SELECT new_values."area_id", new_values."as_at", new_values."decisions", new_values."draft_id", new_values."handled_at", new_values."handled_by_id", new_values."id", new_values."insutype", new_values."left_area_id", new_values."left_insutype", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."right_area_id", new_values."right_insutype", new_values."valid_from" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e1c50eb1817b89fbdd2cfa83106b72a2102922a3",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_da4df",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_cataloguemerge",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="cataloguemerge",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_cataloguemergeevent" ("area_id", "as_at", "decisions", "draft_id", "handled_at", "handled_by_id", "id", "insutype", "left_area_id", "left_insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "right_area_id", "right_insutype", "valid_from") SELECT old_values."area_id", old_values."as_at", old_values."decisions", old_values."draft_id", old_values."handled_at", old_values."handled_by_id", old_values."id", old_values."insutype", old_values."left_area_id", old_values."left_insutype", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."right_area_id", old_values."right_insutype", old_values."valid_from" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3af5b568e3b790526b1cba89b42e1e3901eb6ddc",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_44221",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_cataloguemerge",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="catalogueitem",
            index=models.Index(fields=["med_list_codg", "version"], name="catalogue_item_by_code"),
        ),
        migrations.AddConstraint(
            model_name="catalogueitem",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("version", "="), ("med_list_codg", "="), ("period", "&&")],
                name="catalogue_item_one_row_a_day",
                violation_error_message="This version already has a row for the code in this period.",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="catalogueitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_catalogueitemevent" ("change", "chrgitm_lv", "domestic_standard", "essential", "handled_by_id", "id", "import_run_id", "is_imported", "item_name", "list_type", "med_list_codg", "negotiated", "pay_standard", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pric_uplmt_amt", "pric_uplmt_lv1", "pric_uplmt_lv2", "pric_uplmt_lv3", "procured", "procurement_price", "reason", "restriction", "selfpay_prop", "spec", "unit", "version_id") SELECT new_values."change", new_values."chrgitm_lv", new_values."domestic_standard", new_values."essential", new_values."handled_by_id", new_values."id", new_values."import_run_id", new_values."is_imported", new_values."item_name", new_values."list_type", new_values."med_list_codg", new_values."negotiated", new_values."pay_standard", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pric_uplmt_amt", new_values."pric_uplmt_lv1", new_values."pric_uplmt_lv2", new_values."pric_uplmt_lv3", new_values."procured", new_values."procurement_price", new_values."reason", new_values."restriction", new_values."selfpay_prop", new_values."spec", new_values."unit", new_values."version_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="95a3d0065d1480c051f13228ddf7acc33952aa44",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a67b7",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_catalogueitem",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="catalogueitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_catalogueitemevent" ("change", "chrgitm_lv", "domestic_standard", "essential", "handled_by_id", "id", "import_run_id", "is_imported", "item_name", "list_type", "med_list_codg", "negotiated", "pay_standard", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pric_uplmt_amt", "pric_uplmt_lv1", "pric_uplmt_lv2", "pric_uplmt_lv3", "procured", "procurement_price", "reason", "restriction", "selfpay_prop", "spec", "unit", "version_id") SELECT new_values."change", new_values."chrgitm_lv", new_values."domestic_standard", new_values."essential", new_values."handled_by_id", new_values."id", new_values."import_run_id", new_values."is_imported", new_values."item_name", new_values."list_type", new_values."med_list_codg", new_values."negotiated", new_values."pay_standard", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pric_uplmt_amt", new_values."pric_uplmt_lv1", new_values."pric_uplmt_lv2", new_values."pric_uplmt_lv3", new_values."procured", new_values."procurement_price", new_values."reason", new_values."restriction", new_values."selfpay_prop", new_values."spec", new_values."unit", new_values."version_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f347d9d9b6eea690ba6c23058d98a6e8aecdcb67",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_111fd",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_catalogueitem",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="catalogueitem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_catalogueitemevent" ("change", "chrgitm_lv", "domestic_standard", "essential", "handled_by_id", "id", "import_run_id", "is_imported", "item_name", "list_type", "med_list_codg", "negotiated", "pay_standard", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pric_uplmt_amt", "pric_uplmt_lv1", "pric_uplmt_lv2", "pric_uplmt_lv3", "procured", "procurement_price", "reason", "restriction", "selfpay_prop", "spec", "unit", "version_id") SELECT old_values."change", old_values."chrgitm_lv", old_values."domestic_standard", old_values."essential", old_values."handled_by_id", old_values."id", old_values."import_run_id", old_values."is_imported", old_values."item_name", old_values."list_type", old_values."med_list_codg", old_values."negotiated", old_values."pay_standard", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pric_uplmt_amt", old_values."pric_uplmt_lv1", old_values."pric_uplmt_lv2", old_values."pric_uplmt_lv3", old_values."procured", old_values."procurement_price", old_values."reason", old_values."restriction", old_values."selfpay_prop", old_values."spec", old_values."unit", old_values."version_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a38da545a20ad939a8d232f2ce6e6e0662a08002",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4d95c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_catalogueitem",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_certificateevent" ("applied_at_id", "applied_on", "county_id", "dise_code", "dise_name", "due", "ended_by_id", "experts", "handled_at", "handled_by_id", "handling_county_id", "id", "import_run_id", "kind", "must_review", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_name", "psn_no", "reason", "reference", "remark", "reviewed_at", "reviewed_by_id", "state") SELECT new_values."applied_at_id", new_values."applied_on", new_values."county_id", new_values."dise_code", new_values."dise_name", new_values."due", new_values."ended_by_id", new_values."experts", new_values."handled_at", new_values."handled_by_id", new_values."handling_county_id", new_values."id", new_values."import_run_id", new_values."kind", new_values."must_review", new_values."period", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."psn_name", new_values."psn_no", new_values."reason", new_values."reference", new_values."remark", new_values."reviewed_at", new_values."reviewed_by_id", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="81d86832064190f6a6d60240a3e6b8dd678d4989",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4d91a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_certificate",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_certificateevent" ("applied_at_id", "applied_on", "county_id", "dise_code", "dise_name", "due", "ended_by_id", "experts", "handled_at", "handled_by_id", "handling_county_id", "id", "import_run_id", "kind", "must_review", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_name", "psn_no", "reason", "reference", "remark", "reviewed_at", "reviewed_by_id", "state") SELECT new_values."applied_at_id", new_values."applied_on", new_values."county_id", new_values."dise_code", new_values."dise_name", new_values."due", new_values."ended_by_id", new_values."experts", new_values."handled_at", new_values."handled_by_id", new_values."handling_county_id", new_values."id", new_values."import_run_id", new_values."kind", new_values."must_review", new_values."period", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."psn_name", new_values."psn_no", new_values."reason", new_values."reference", new_values."remark", new_values."reviewed_at", new_values."reviewed_by_id", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3da95875d4ae83c3a2a74749307d64c0fad44941",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cbddc",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_certificate",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_certificateevent" ("applied_at_id", "applied_on", "county_id", "dise_code", "dise_name", "due", "ended_by_id", "experts", "handled_at", "handled_by_id", "handling_county_id", "id", "import_run_id", "kind", "must_review", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_name", "psn_no", "reason", "reference", "remark", "reviewed_at", "reviewed_by_id", "state") SELECT old_values."applied_at_id", old_values."applied_on", old_values."county_id", old_values."dise_code", old_values."dise_name", old_values."due", old_values."ended_by_id", old_values."experts", old_values."handled_at", old_values."handled_by_id", old_values."handling_county_id", old_values."id", old_values."import_run_id", old_values."kind", old_values."must_review", old_values."period", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."psn_name", old_values."psn_no", old_values."reason", old_values."reference", old_values."remark", old_values."reviewed_at", old_values."reviewed_by_id", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="38b745de64d96711f1e2a41a555ee281f0793ef6",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5afcd",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_certificate",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="choseninstitution",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_choseninstitutionevent" ("certificate_id", "chosen_by_id", "id", "import_run_id", "institution_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."certificate_id", new_values."chosen_by_id", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="cfc6fe803be7a509baae070b14ba1cb05c665ffd",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c2ade",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_choseninstitution",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="choseninstitution",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_choseninstitutionevent" ("certificate_id", "chosen_by_id", "id", "import_run_id", "institution_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."certificate_id", new_values."chosen_by_id", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e5df1953e2c1e6fb2d4fc714ae5b9fccacc12089",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ffcaf",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_choseninstitution",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="choseninstitution",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_choseninstitutionevent" ("certificate_id", "chosen_by_id", "id", "import_run_id", "institution_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."certificate_id", old_values."chosen_by_id", old_values."id", old_values."import_run_id", old_values."institution_id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c60b2ac7c3134cb8c13cdc90433a30c03dd0b8ae",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e742c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_choseninstitution",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="deduction",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_deductionevent" ("amount", "clr_month", "det_type", "handled_by_id", "id", "import_run_id", "institution_id", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reference", "reviewed_by_id") SELECT new_values."amount", new_values."clr_month", new_values."det_type", new_values."handled_by_id", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."insutype", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."reference", new_values."reviewed_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6c8a67950e2ba9ddfb915624af616012adfa1a5f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_13b4e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_deduction",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="deduction",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_deductionevent" ("amount", "clr_month", "det_type", "handled_by_id", "id", "import_run_id", "institution_id", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reference", "reviewed_by_id") SELECT new_values."amount", new_values."clr_month", new_values."det_type", new_values."handled_by_id", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."insutype", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."reference", new_values."reviewed_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="fad5c98f3e170f1442ea327d3f0b8147b934a2d4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_75e2f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_deduction",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="deduction",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_deductionevent" ("amount", "clr_month", "det_type", "handled_by_id", "id", "import_run_id", "institution_id", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reference", "reviewed_by_id") SELECT old_values."amount", old_values."clr_month", old_values."det_type", old_values."handled_by_id", old_values."id", old_values."import_run_id", old_values."institution_id", old_values."insutype", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."reference", old_values."reviewed_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="2a9b2e654038eb1c088ab73ed9254b434ba55109",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_13d64",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_deduction",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="drugstock",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_drugstockevent" ("handled_by_id", "id", "import_run_id", "institution_id", "med_list_codg", "note", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."handled_by_id", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."med_list_codg", new_values."note", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="448714fe856a7d7dd3dee5428f0a78e1ec196821",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2269b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_drugstock",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="drugstock",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_drugstockevent" ("handled_by_id", "id", "import_run_id", "institution_id", "med_list_codg", "note", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."handled_by_id", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."med_list_codg", new_values."note", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="838ed08aea999f271f5bc0b9d9213ff9ff53fda4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7fee7",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_drugstock",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="drugstock",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_drugstockevent" ("handled_by_id", "id", "import_run_id", "institution_id", "med_list_codg", "note", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."handled_by_id", old_values."id", old_values."import_run_id", old_values."institution_id", old_values."med_list_codg", old_values."note", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f9dda17bb8aea09f797478c03bbd0f8366274b08",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b02f1",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_drugstock",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="expert",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_expertevent" ("active", "area_id", "code", "diseases", "id", "import_run_id", "institution_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "specialty", "title") SELECT new_values."active", new_values."area_id", new_values."code", new_values."diseases", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."specialty", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="bed6d27fe822f9dc560631a095c283dd9d09f0b2",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a82e9",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_expert",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="expert",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_expertevent" ("active", "area_id", "code", "diseases", "id", "import_run_id", "institution_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "specialty", "title") SELECT new_values."active", new_values."area_id", new_values."code", new_values."diseases", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."specialty", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="14ace10bc1723d67534f48047ca855d7ac01a553",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_79970",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_expert",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="expert",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_expertevent" ("active", "area_id", "code", "diseases", "id", "import_run_id", "institution_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "specialty", "title") SELECT old_values."active", old_values."area_id", old_values."code", old_values."diseases", old_values."id", old_values."import_run_id", old_values."institution_id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."specialty", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6507bc0454c6221de4000592cd07dc5feee9be3f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f5d4e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_expert",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="expertopinion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_expertopinionevent" ("agrees", "certificate_id", "drawn_at", "expert_id", "given_on", "id", "ordinal", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "remark", "score") SELECT new_values."agrees", new_values."certificate_id", new_values."drawn_at", new_values."expert_id", new_values."given_on", new_values."id", new_values."ordinal", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_by_id", new_values."remark", new_values."score" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5437a357db96dc48c46a2169bfd7f08e5ce89880",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_95672",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_expertopinion",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="expertopinion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_expertopinionevent" ("agrees", "certificate_id", "drawn_at", "expert_id", "given_on", "id", "ordinal", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "remark", "score") SELECT new_values."agrees", new_values."certificate_id", new_values."drawn_at", new_values."expert_id", new_values."given_on", new_values."id", new_values."ordinal", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_by_id", new_values."remark", new_values."score" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="adf60a2a69ac63646541796a3d3a43551f5f555a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a7c78",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_expertopinion",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="expertopinion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_expertopinionevent" ("agrees", "certificate_id", "drawn_at", "expert_id", "given_on", "id", "ordinal", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "remark", "score") SELECT old_values."agrees", old_values."certificate_id", old_values."drawn_at", old_values."expert_id", old_values."given_on", old_values."id", old_values."ordinal", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_by_id", old_values."remark", old_values."score" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="21ffeeb3fa8b72bdc27ac12e00fdb693e95460bc",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_43b47",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_expertopinion",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="familyauthorisation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_familyauthorisationevent" ("donor_id", "handled_by_id", "id", "insutype", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "relative_id") SELECT new_values."donor_id", new_values."handled_by_id", new_values."id", new_values."insutype", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."relation", new_values."relative_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d81a29c2a9b6e33d9cd2e7ed1675f9bed8776f65",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b609f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_familyauthorisation",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="familyauthorisation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_familyauthorisationevent" ("donor_id", "handled_by_id", "id", "insutype", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "relative_id") SELECT new_values."donor_id", new_values."handled_by_id", new_values."id", new_values."insutype", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."relation", new_values."relative_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="174fa5f63be09cd564e3035d54558165b373895e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_09a01",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_familyauthorisation",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="familyauthorisation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_familyauthorisationevent" ("donor_id", "handled_by_id", "id", "insutype", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "relation", "relative_id") SELECT old_values."donor_id", old_values."handled_by_id", old_values."id", old_values."insutype", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."relation", old_values."relative_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b71f405e2ce7bb56a9547a47fa082b733f1120cf",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_93a85",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_familyauthorisation",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="institutioncode",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_institutioncodeevent" ("handled_by_id", "id", "import_run_id", "institution_id", "med_list_codg", "medins_list_codg", "own_name", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."handled_by_id", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."med_list_codg", new_values."medins_list_codg", new_values."own_name", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e0d6e97ade0c93a148b32ac0b9c5b7b75a940866",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ee5c4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_institutioncode",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="institutioncode",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_institutioncodeevent" ("handled_by_id", "id", "import_run_id", "institution_id", "med_list_codg", "medins_list_codg", "own_name", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."handled_by_id", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."med_list_codg", new_values."medins_list_codg", new_values."own_name", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b1f99dd7929da2e81b44fbc11abecd69211519de",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5842d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_institutioncode",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="institutioncode",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_institutioncodeevent" ("handled_by_id", "id", "import_run_id", "institution_id", "med_list_codg", "medins_list_codg", "own_name", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."handled_by_id", old_values."id", old_values."import_run_id", old_values."institution_id", old_values."med_list_codg", old_values."medins_list_codg", old_values."own_name", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6db9dfc0db3e52f6be40c45790674824b39e15cc",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d6783",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_institutioncode",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="maternityregistration",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_maternityregistrationevent" ("applied_on", "children", "county_id", "due", "ended_by_id", "handled_at", "handled_by_id", "handling_county_id", "id", "import_run_id", "institution_id", "matn_type", "must_review", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "psn_name", "psn_no", "reason", "reference", "remark", "result_on", "result_type", "reviewed_at", "reviewed_by_id", "spouse", "state", "weeks") SELECT new_values."applied_on", new_values."children", new_values."county_id", new_values."due", new_values."ended_by_id", new_values."handled_at", new_values."handled_by_id", new_values."handling_county_id", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."matn_type", new_values."must_review", new_values."period", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."planned_on", new_values."psn_name", new_values."psn_no", new_values."reason", new_values."reference", new_values."remark", new_values."result_on", new_values."result_type", new_values."reviewed_at", new_values."reviewed_by_id", new_values."spouse", new_values."state", new_values."weeks" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8f82ee489cb09826049694e3469792be1e37f91e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_28dea",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_maternityregistration",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="maternityregistration",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_maternityregistrationevent" ("applied_on", "children", "county_id", "due", "ended_by_id", "handled_at", "handled_by_id", "handling_county_id", "id", "import_run_id", "institution_id", "matn_type", "must_review", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "psn_name", "psn_no", "reason", "reference", "remark", "result_on", "result_type", "reviewed_at", "reviewed_by_id", "spouse", "state", "weeks") SELECT new_values."applied_on", new_values."children", new_values."county_id", new_values."due", new_values."ended_by_id", new_values."handled_at", new_values."handled_by_id", new_values."handling_county_id", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."matn_type", new_values."must_review", new_values."period", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."planned_on", new_values."psn_name", new_values."psn_no", new_values."reason", new_values."reference", new_values."remark", new_values."result_on", new_values."result_type", new_values."reviewed_at", new_values."reviewed_by_id", new_values."spouse", new_values."state", new_values."weeks" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6a9c361ba042e550572b356dfeff397ee0fed1e8",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_dbb66",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_maternityregistration",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="maternityregistration",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_maternityregistrationevent" ("applied_on", "children", "county_id", "due", "ended_by_id", "handled_at", "handled_by_id", "handling_county_id", "id", "import_run_id", "institution_id", "matn_type", "must_review", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "psn_name", "psn_no", "reason", "reference", "remark", "result_on", "result_type", "reviewed_at", "reviewed_by_id", "spouse", "state", "weeks") SELECT old_values."applied_on", old_values."children", old_values."county_id", old_values."due", old_values."ended_by_id", old_values."handled_at", old_values."handled_by_id", old_values."handling_county_id", old_values."id", old_values."import_run_id", old_values."institution_id", old_values."matn_type", old_values."must_review", old_values."period", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."planned_on", old_values."psn_name", old_values."psn_no", old_values."reason", old_values."reference", old_values."remark", old_values."result_on", old_values."result_type", old_values."reviewed_at", old_values."reviewed_by_id", old_values."spouse", old_values."state", old_values."weeks" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="82d52c27620636defa3a79832a1707432c642163",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_39c7f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_maternityregistration",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.UniqueConstraint(fields=("overpayment", "n"), name="instalment_once"),
        ),
        config.migrating.AddTrigger(
            model_name="instalment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_instalmentevent" ("amount", "due_on", "id", "n", "overpayment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."amount", new_values."due_on", new_values."id", new_values."n", new_values."overpayment_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="019d8bb4aefdcb17c64bbc0776ad7a549f989232",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_dc97b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_instalment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="instalment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_instalmentevent" ("amount", "due_on", "id", "n", "overpayment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."amount", new_values."due_on", new_values."id", new_values."n", new_values."overpayment_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2172ff8e185ea56c57957479219d9e8fa53fc440",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7db01",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_instalment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="instalment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_instalmentevent" ("amount", "due_on", "id", "n", "overpayment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."amount", old_values."due_on", old_values."id", old_values."n", old_values."overpayment_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="44a4fa9440fd1cb64989655ebe5057aff875ea7d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3d8dc",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_instalment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="personaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_personaccountevent" ("account_name", "account_no", "bank_code", "bank_name", "checked_at", "checked_by_id", "entered_at", "entered_by_id", "evidence", "handling_county_id", "holder", "id", "insu_county_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."account_name", new_values."account_no", new_values."bank_code", new_values."bank_name", new_values."checked_at", new_values."checked_by_id", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."handling_county_id", new_values."holder", new_values."id", new_values."insu_county_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3815230af96d2ddb41ace5c05a867d3625b7a583",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0c5b7",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_personaccount",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="personaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_personaccountevent" ("account_name", "account_no", "bank_code", "bank_name", "checked_at", "checked_by_id", "entered_at", "entered_by_id", "evidence", "handling_county_id", "holder", "id", "insu_county_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."account_name", new_values."account_no", new_values."bank_code", new_values."bank_name", new_values."checked_at", new_values."checked_by_id", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."handling_county_id", new_values."holder", new_values."id", new_values."insu_county_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="572e8ba85116fee0428f236c8f27265daf7691f4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9b722",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_personaccount",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="personaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_personaccountevent" ("account_name", "account_no", "bank_code", "bank_name", "checked_at", "checked_by_id", "entered_at", "entered_by_id", "evidence", "handling_county_id", "holder", "id", "insu_county_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."account_name", old_values."account_no", old_values."bank_code", old_values."bank_name", old_values."checked_at", old_values."checked_by_id", old_values."entered_at", old_values."entered_by_id", old_values."evidence", old_values."handling_county_id", old_values."holder", old_values."id", old_values."insu_county_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a86c6b964fecd0656477d7b8cb9f93cf5d43d6d8",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2beaf",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_personaccount",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="maternityallowance",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_maternityallowanceevent" ("account_id", "amount", "base_evidence", "born_on", "certno", "days", "due_on", "employer_name", "fetus_cnt", "handled_by_id", "handling_county_id", "id", "insu_county_id", "insutype", "matn_type", "monthly_base", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy_versions", "pregnancy_weeks", "psn_name", "psn_no", "received_on", "registered_by_id", "returned_reason", "reviewed_at", "reviewed_by_id", "state", "withdrawn_reason") SELECT new_values."account_id", new_values."amount", new_values."base_evidence", new_values."born_on", new_values."certno", new_values."days", new_values."due_on", new_values."employer_name", new_values."fetus_cnt", new_values."handled_by_id", new_values."handling_county_id", new_values."id", new_values."insu_county_id", new_values."insutype", new_values."matn_type", new_values."monthly_base", new_values."number", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."policy_versions", new_values."pregnancy_weeks", new_values."psn_name", new_values."psn_no", new_values."received_on", new_values."registered_by_id", new_values."returned_reason", new_values."reviewed_at", new_values."reviewed_by_id", new_values."state", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f47752e7c7eea5e77887a9e47d67ddae0a490b61",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6f386",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_maternityallowance",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="maternityallowance",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_maternityallowanceevent" ("account_id", "amount", "base_evidence", "born_on", "certno", "days", "due_on", "employer_name", "fetus_cnt", "handled_by_id", "handling_county_id", "id", "insu_county_id", "insutype", "matn_type", "monthly_base", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy_versions", "pregnancy_weeks", "psn_name", "psn_no", "received_on", "registered_by_id", "returned_reason", "reviewed_at", "reviewed_by_id", "state", "withdrawn_reason") SELECT new_values."account_id", new_values."amount", new_values."base_evidence", new_values."born_on", new_values."certno", new_values."days", new_values."due_on", new_values."employer_name", new_values."fetus_cnt", new_values."handled_by_id", new_values."handling_county_id", new_values."id", new_values."insu_county_id", new_values."insutype", new_values."matn_type", new_values."monthly_base", new_values."number", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."policy_versions", new_values."pregnancy_weeks", new_values."psn_name", new_values."psn_no", new_values."received_on", new_values."registered_by_id", new_values."returned_reason", new_values."reviewed_at", new_values."reviewed_by_id", new_values."state", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7f5598de0b80d2dacdc0ea0f33b1767f92a66cd6",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_18068",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_maternityallowance",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="maternityallowance",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_maternityallowanceevent" ("account_id", "amount", "base_evidence", "born_on", "certno", "days", "due_on", "employer_name", "fetus_cnt", "handled_by_id", "handling_county_id", "id", "insu_county_id", "insutype", "matn_type", "monthly_base", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy_versions", "pregnancy_weeks", "psn_name", "psn_no", "received_on", "registered_by_id", "returned_reason", "reviewed_at", "reviewed_by_id", "state", "withdrawn_reason") SELECT old_values."account_id", old_values."amount", old_values."base_evidence", old_values."born_on", old_values."certno", old_values."days", old_values."due_on", old_values."employer_name", old_values."fetus_cnt", old_values."handled_by_id", old_values."handling_county_id", old_values."id", old_values."insu_county_id", old_values."insutype", old_values."matn_type", old_values."monthly_base", old_values."number", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."policy_versions", old_values."pregnancy_weeks", old_values."psn_name", old_values."psn_no", old_values."received_on", old_values."registered_by_id", old_values."returned_reason", old_values."reviewed_at", old_values."reviewed_by_id", old_values."state", old_values."withdrawn_reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="42baa89ff42a385248aaf01a4569f94659bf9458",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_64b46",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_maternityallowance",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="accountrequest",
            index=models.Index(fields=["state", "account"], name="account_request_by_state"),
        ),
        migrations.AddConstraint(
            model_name="accountrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="account_request_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="accountrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reviewed_by__isnull", True),
                    models.Q(("reviewed_by", models.F("handled_by")), _negated=True),
                    _connector="OR",
                ),
                name="account_request_two_people",
                violation_error_message="Whoever handles cannot review.",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reviewed_by__isnull", True), ("state", "waiting")),
                    models.Q(models.Q(("state", "waiting"), _negated=True), ("reviewed_by__isnull", False)),
                    _connector="OR",
                ),
                name="account_request_reviewed",
            ),
        ),
        migrations.AddConstraint(
            model_name="accountrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("act", "to_heir"), ("heir__isnull", False)),
                    models.Q(models.Q(("act", "to_heir"), _negated=True), ("heir__isnull", True)),
                    _connector="OR",
                ),
                name="account_request_heir",
                violation_error_message="An inheritance names the heir; nothing else does.",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="accountrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_accountrequestevent" ("account_id", "act", "amount", "closes", "day", "handled_at", "handled_by_id", "heir_id", "id", "payee_account", "payee_bank", "payee_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reviewed_at", "reviewed_by_id", "state") SELECT new_values."account_id", new_values."act", new_values."amount", new_values."closes", new_values."day", new_values."handled_at", new_values."handled_by_id", new_values."heir_id", new_values."id", new_values."payee_account", new_values."payee_bank", new_values."payee_name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."reviewed_at", new_values."reviewed_by_id", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0c363ed6f6ce6ef3ade94b129032be16cdecee03",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_792e3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_accountrequest",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="accountrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_accountrequestevent" ("account_id", "act", "amount", "closes", "day", "handled_at", "handled_by_id", "heir_id", "id", "payee_account", "payee_bank", "payee_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reviewed_at", "reviewed_by_id", "state") SELECT new_values."account_id", new_values."act", new_values."amount", new_values."closes", new_values."day", new_values."handled_at", new_values."handled_by_id", new_values."heir_id", new_values."id", new_values."payee_account", new_values."payee_bank", new_values."payee_name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."reviewed_at", new_values."reviewed_by_id", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5ab471e4d8f512cb9b1dddfed1df701663d1a2d6",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f5e72",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_accountrequest",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="accountrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_accountrequestevent" ("account_id", "act", "amount", "closes", "day", "handled_at", "handled_by_id", "heir_id", "id", "payee_account", "payee_bank", "payee_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reviewed_at", "reviewed_by_id", "state") SELECT old_values."account_id", old_values."act", old_values."amount", old_values."closes", old_values."day", old_values."handled_at", old_values."handled_by_id", old_values."heir_id", old_values."id", old_values."payee_account", old_values."payee_bank", old_values."payee_name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."reviewed_at", old_values."reviewed_by_id", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6c45477645783024902b35d5bfcb47bfdbc1d8fa",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4287d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_accountrequest",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="recovery",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_recoveryevent" ("amount", "checked_by_id", "entered_by_id", "evidence", "id", "kind", "overpayment_id", "payable_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on") SELECT new_values."amount", new_values."checked_by_id", new_values."entered_by_id", new_values."evidence", new_values."id", new_values."kind", new_values."overpayment_id", new_values."payable_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6a4f5f543e523a3ad336fc7970f387feb64c97ea",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6e67d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_recovery",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="recovery",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_recoveryevent" ("amount", "checked_by_id", "entered_by_id", "evidence", "id", "kind", "overpayment_id", "payable_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on") SELECT new_values."amount", new_values."checked_by_id", new_values."entered_by_id", new_values."evidence", new_values."id", new_values."kind", new_values."overpayment_id", new_values."payable_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."received_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="392005929b32bd63cb0d6e757bca4326e809f71d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f69b1",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_recovery",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="recovery",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_recoveryevent" ("amount", "checked_by_id", "entered_by_id", "evidence", "id", "kind", "overpayment_id", "payable_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on") SELECT old_values."amount", old_values."checked_by_id", old_values."entered_by_id", old_values."evidence", old_values."id", old_values."kind", old_values."overpayment_id", old_values."payable_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."received_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="003dee5d215bb1f0d50f721b678dc76df9b825d1",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8fbfe",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_recovery",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="redo",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_redoevent" ("bills", "cause", "county_id", "digest", "fund_difference", "id", "insutype", "kept", "person_difference", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "rejected_reason", "reviewed_at", "reviewed_by_id", "state", "year") SELECT new_values."bills", new_values."cause", new_values."county_id", new_values."digest", new_values."fund_difference", new_values."id", new_values."insutype", new_values."kept", new_values."person_difference", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."rejected_reason", new_values."reviewed_at", new_values."reviewed_by_id", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9b0b7f15c0aaf1121b5f335b4aef64039825b1a6",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ea960",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_redo",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="redo",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_redoevent" ("bills", "cause", "county_id", "digest", "fund_difference", "id", "insutype", "kept", "person_difference", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "rejected_reason", "reviewed_at", "reviewed_by_id", "state", "year") SELECT new_values."bills", new_values."cause", new_values."county_id", new_values."digest", new_values."fund_difference", new_values."id", new_values."insutype", new_values."kept", new_values."person_difference", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."rejected_reason", new_values."reviewed_at", new_values."reviewed_by_id", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="514a8c65fbdb4685f9815de3cb41839c98a9ce72",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ba75f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_redo",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="redo",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_redoevent" ("bills", "cause", "county_id", "digest", "fund_difference", "id", "insutype", "kept", "person_difference", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "rejected_reason", "reviewed_at", "reviewed_by_id", "state", "year") SELECT old_values."bills", old_values."cause", old_values."county_id", old_values."digest", old_values."fund_difference", old_values."id", old_values."insutype", old_values."kept", old_values."person_difference", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_at", old_values."prepared_by_id", old_values."rejected_reason", old_values."reviewed_at", old_values."reviewed_by_id", old_values."state", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="56be736f98868e89e3a1d0dda741f4348868bd97",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_38de8",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_redo",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="reimbursement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_reimbursementevent" ("account_id", "certno", "complete_on", "correction_asked_on", "correction_due", "due_on", "handled_by_id", "handling_county_id", "id", "import_run_id", "insu_county_id", "insutype", "manl_reim_rea", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_name", "psn_no", "received_on", "registered_by_id", "reim_stas", "remark", "returned_reason", "reviewed_at", "reviewed_by_id", "settled_at", "tel", "withdrawn_reason") SELECT new_values."account_id", new_values."certno", new_values."complete_on", new_values."correction_asked_on", new_values."correction_due", new_values."due_on", new_values."handled_by_id", new_values."handling_county_id", new_values."id", new_values."import_run_id", new_values."insu_county_id", new_values."insutype", new_values."manl_reim_rea", new_values."number", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."psn_name", new_values."psn_no", new_values."received_on", new_values."registered_by_id", new_values."reim_stas", new_values."remark", new_values."returned_reason", new_values."reviewed_at", new_values."reviewed_by_id", new_values."settled_at", new_values."tel", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5f8b2af17649ed09c92c29b23abf742792e0e705",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f7210",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_reimbursement",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="reimbursement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_reimbursementevent" ("account_id", "certno", "complete_on", "correction_asked_on", "correction_due", "due_on", "handled_by_id", "handling_county_id", "id", "import_run_id", "insu_county_id", "insutype", "manl_reim_rea", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_name", "psn_no", "received_on", "registered_by_id", "reim_stas", "remark", "returned_reason", "reviewed_at", "reviewed_by_id", "settled_at", "tel", "withdrawn_reason") SELECT new_values."account_id", new_values."certno", new_values."complete_on", new_values."correction_asked_on", new_values."correction_due", new_values."due_on", new_values."handled_by_id", new_values."handling_county_id", new_values."id", new_values."import_run_id", new_values."insu_county_id", new_values."insutype", new_values."manl_reim_rea", new_values."number", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."psn_name", new_values."psn_no", new_values."received_on", new_values."registered_by_id", new_values."reim_stas", new_values."remark", new_values."returned_reason", new_values."reviewed_at", new_values."reviewed_by_id", new_values."settled_at", new_values."tel", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4b5dc0082fa112ffd61cabc61f462f034676a586",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6f651",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_reimbursement",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="reimbursement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_reimbursementevent" ("account_id", "certno", "complete_on", "correction_asked_on", "correction_due", "due_on", "handled_by_id", "handling_county_id", "id", "import_run_id", "insu_county_id", "insutype", "manl_reim_rea", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_name", "psn_no", "received_on", "registered_by_id", "reim_stas", "remark", "returned_reason", "reviewed_at", "reviewed_by_id", "settled_at", "tel", "withdrawn_reason") SELECT old_values."account_id", old_values."certno", old_values."complete_on", old_values."correction_asked_on", old_values."correction_due", old_values."due_on", old_values."handled_by_id", old_values."handling_county_id", old_values."id", old_values."import_run_id", old_values."insu_county_id", old_values."insutype", old_values."manl_reim_rea", old_values."number", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."psn_name", old_values."psn_no", old_values."received_on", old_values."registered_by_id", old_values."reim_stas", old_values."remark", old_values."returned_reason", old_values."reviewed_at", old_values."reviewed_by_id", old_values."settled_at", old_values."tel", old_values."withdrawn_reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6dec80ff63e5b9977718f13196e8abcc2805e44c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_48dc6",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_reimbursement",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="payable",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("account_request__isnull", True),
                        ("allowance__isnull", True),
                        ("dfr_souc__in", ("101",)),
                        ("follows__isnull", True),
                        ("reimbursement__isnull", False),
                    ),
                    models.Q(
                        ("account_request__isnull", True),
                        ("allowance__isnull", False),
                        ("dfr_souc__in", ("103",)),
                        ("follows__isnull", True),
                        ("reimbursement__isnull", True),
                    ),
                    models.Q(
                        ("account_request__isnull", True),
                        ("allowance__isnull", True),
                        ("dfr_souc__in", ("106",)),
                        ("follows__isnull", False),
                        ("reimbursement__isnull", True),
                    ),
                    models.Q(
                        ("account_request__isnull", False),
                        ("allowance__isnull", True),
                        ("dfr_souc__in", ("901", "902")),
                        ("follows__isnull", True),
                        ("reimbursement__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="payable_one_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="payable",
            constraint=models.CheckConstraint(
                condition=models.Q(("redo__isnull", True), ("follows__isnull", False), _connector="XOR"),
                name="payable_of_a_redo",
            ),
        ),
        migrations.AddConstraint(
            model_name="payable",
            constraint=models.UniqueConstraint(fields=("redo", "follows"), name="payable_once_per_redo"),
        ),
        migrations.AddConstraint(
            model_name="payable",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("account__isnull", False), ("state__in", ["ready", "paid"]), _connector="OR"
                ),
                name="payable_ordered_to_an_account",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="payable",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_payableevent" ("account_id", "account_request_id", "allowance_id", "amount", "approved_at", "approved_by_id", "dfr_souc", "due_on", "failure_reason", "follows_id", "handling_county_id", "id", "insu_county_id", "insutype", "number", "offset", "paid_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_name", "psn_no", "redo_id", "reimbursement_id", "state") SELECT new_values."account_id", new_values."account_request_id", new_values."allowance_id", new_values."amount", new_values."approved_at", new_values."approved_by_id", new_values."dfr_souc", new_values."due_on", new_values."failure_reason", new_values."follows_id", new_values."handling_county_id", new_values."id", new_values."insu_county_id", new_values."insutype", new_values."number", new_values."offset", new_values."paid_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."psn_name", new_values."psn_no", new_values."redo_id", new_values."reimbursement_id", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b064352f9dc3e75682d25e790f58e7c17599a5b0",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_905a2",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_payable",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="payable",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_payableevent" ("account_id", "account_request_id", "allowance_id", "amount", "approved_at", "approved_by_id", "dfr_souc", "due_on", "failure_reason", "follows_id", "handling_county_id", "id", "insu_county_id", "insutype", "number", "offset", "paid_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_name", "psn_no", "redo_id", "reimbursement_id", "state") SELECT new_values."account_id", new_values."account_request_id", new_values."allowance_id", new_values."amount", new_values."approved_at", new_values."approved_by_id", new_values."dfr_souc", new_values."due_on", new_values."failure_reason", new_values."follows_id", new_values."handling_county_id", new_values."id", new_values."insu_county_id", new_values."insutype", new_values."number", new_values."offset", new_values."paid_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."psn_name", new_values."psn_no", new_values."redo_id", new_values."reimbursement_id", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="42f0b9f840c5bc56cc9c64196b2398a835168525",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f90f2",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_payable",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="payable",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_payableevent" ("account_id", "account_request_id", "allowance_id", "amount", "approved_at", "approved_by_id", "dfr_souc", "due_on", "failure_reason", "follows_id", "handling_county_id", "id", "insu_county_id", "insutype", "number", "offset", "paid_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_name", "psn_no", "redo_id", "reimbursement_id", "state") SELECT old_values."account_id", old_values."account_request_id", old_values."allowance_id", old_values."amount", old_values."approved_at", old_values."approved_by_id", old_values."dfr_souc", old_values."due_on", old_values."failure_reason", old_values."follows_id", old_values."handling_county_id", old_values."id", old_values."insu_county_id", old_values."insutype", old_values."number", old_values."offset", old_values."paid_on", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."psn_name", old_values."psn_no", old_values."redo_id", old_values."reimbursement_id", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="762230af25339e23bec665539f2f1f43d019b1bd",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_95c97",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_payable",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="reimbursementpaper",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_reimbursementpaperevent" ("copies", "id", "is_missing", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reimbursement_id") SELECT new_values."copies", new_values."id", new_values."is_missing", new_values."kind", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reimbursement_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ca324cb7764d1c476d70cc5842686a1263684b8b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2ee0f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_reimbursementpaper",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="reimbursementpaper",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_reimbursementpaperevent" ("copies", "id", "is_missing", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reimbursement_id") SELECT new_values."copies", new_values."id", new_values."is_missing", new_values."kind", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reimbursement_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ea1c2ac25628ce485e803c562c007c34f4f3c926",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_afc32",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_reimbursementpaper",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="reimbursementpaper",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_reimbursementpaperevent" ("copies", "id", "is_missing", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reimbursement_id") SELECT old_values."copies", old_values."id", old_values."is_missing", old_values."kind", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reimbursement_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5be87c19ec66b492fe6cb27445f04dfda627a209",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ad010",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_reimbursementpaper",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="overpayment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_overpaymentevent" ("agreed_on", "agreement_no", "amount", "confirmed_by_id", "confirmed_on", "ended_on", "found_by_id", "found_on", "fund_part", "handling_county_id", "id", "insu_county_id", "insutype", "may_offset", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_name", "psn_no", "reason", "settlement_id", "source", "state", "tel", "write_off_approved_by_id", "write_off_asked_by_id", "write_off_reason") SELECT new_values."agreed_on", new_values."agreement_no", new_values."amount", new_values."confirmed_by_id", new_values."confirmed_on", new_values."ended_on", new_values."found_by_id", new_values."found_on", new_values."fund_part", new_values."handling_county_id", new_values."id", new_values."insu_county_id", new_values."insutype", new_values."may_offset", new_values."number", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."psn_name", new_values."psn_no", new_values."reason", new_values."settlement_id", new_values."source", new_values."state", new_values."tel", new_values."write_off_approved_by_id", new_values."write_off_asked_by_id", new_values."write_off_reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="74b8ce07f8c404138eb5a8d5d9ce760320eb550b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ea4d3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_overpayment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="overpayment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_overpaymentevent" ("agreed_on", "agreement_no", "amount", "confirmed_by_id", "confirmed_on", "ended_on", "found_by_id", "found_on", "fund_part", "handling_county_id", "id", "insu_county_id", "insutype", "may_offset", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_name", "psn_no", "reason", "settlement_id", "source", "state", "tel", "write_off_approved_by_id", "write_off_asked_by_id", "write_off_reason") SELECT new_values."agreed_on", new_values."agreement_no", new_values."amount", new_values."confirmed_by_id", new_values."confirmed_on", new_values."ended_on", new_values."found_by_id", new_values."found_on", new_values."fund_part", new_values."handling_county_id", new_values."id", new_values."insu_county_id", new_values."insutype", new_values."may_offset", new_values."number", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."psn_name", new_values."psn_no", new_values."reason", new_values."settlement_id", new_values."source", new_values."state", new_values."tel", new_values."write_off_approved_by_id", new_values."write_off_asked_by_id", new_values."write_off_reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3d87391ab23d74e835387d2706ce94caa2f488b6",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5f9ae",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_overpayment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="overpayment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_overpaymentevent" ("agreed_on", "agreement_no", "amount", "confirmed_by_id", "confirmed_on", "ended_on", "found_by_id", "found_on", "fund_part", "handling_county_id", "id", "insu_county_id", "insutype", "may_offset", "number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_name", "psn_no", "reason", "settlement_id", "source", "state", "tel", "write_off_approved_by_id", "write_off_asked_by_id", "write_off_reason") SELECT old_values."agreed_on", old_values."agreement_no", old_values."amount", old_values."confirmed_by_id", old_values."confirmed_on", old_values."ended_on", old_values."found_by_id", old_values."found_on", old_values."fund_part", old_values."handling_county_id", old_values."id", old_values."insu_county_id", old_values."insutype", old_values."may_offset", old_values."number", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."psn_name", old_values."psn_no", old_values."reason", old_values."settlement_id", old_values."source", old_values."state", old_values."tel", old_values."write_off_approved_by_id", old_values."write_off_asked_by_id", old_values."write_off_reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="fe47fe644517f1b9ff9f2df289e6a98df2e0296a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c4afd",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_overpayment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="signup",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_signupevent" ("applied_on", "county_id", "doctor", "due", "ended_by_id", "handled_at", "handled_by_id", "handling_county_id", "id", "import_run_id", "institution_id", "must_review", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_name", "psn_no", "reason", "reference", "remark", "reviewed_at", "reviewed_by_id", "state") SELECT new_values."applied_on", new_values."county_id", new_values."doctor", new_values."due", new_values."ended_by_id", new_values."handled_at", new_values."handled_by_id", new_values."handling_county_id", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."must_review", new_values."period", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."psn_name", new_values."psn_no", new_values."reason", new_values."reference", new_values."remark", new_values."reviewed_at", new_values."reviewed_by_id", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="173d4c61aee3327564d872eeec62ef02b8620e8d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_dbbdd",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_signup",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="signup",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_signupevent" ("applied_on", "county_id", "doctor", "due", "ended_by_id", "handled_at", "handled_by_id", "handling_county_id", "id", "import_run_id", "institution_id", "must_review", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_name", "psn_no", "reason", "reference", "remark", "reviewed_at", "reviewed_by_id", "state") SELECT new_values."applied_on", new_values."county_id", new_values."doctor", new_values."due", new_values."ended_by_id", new_values."handled_at", new_values."handled_by_id", new_values."handling_county_id", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."must_review", new_values."period", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."psn_name", new_values."psn_no", new_values."reason", new_values."reference", new_values."remark", new_values."reviewed_at", new_values."reviewed_by_id", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="93691105a43a06890ebfc3eb1beed2975606cac4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d7d47",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_signup",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="signup",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_signupevent" ("applied_on", "county_id", "doctor", "due", "ended_by_id", "handled_at", "handled_by_id", "handling_county_id", "id", "import_run_id", "institution_id", "must_review", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_name", "psn_no", "reason", "reference", "remark", "reviewed_at", "reviewed_by_id", "state") SELECT old_values."applied_on", old_values."county_id", old_values."doctor", old_values."due", old_values."ended_by_id", old_values."handled_at", old_values."handled_by_id", old_values."handling_county_id", old_values."id", old_values."import_run_id", old_values."institution_id", old_values."must_review", old_values."period", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."psn_name", old_values."psn_no", old_values."reason", old_values."reference", old_values."remark", old_values."reviewed_at", old_values."reviewed_by_id", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c0332beae9e9bc31e8227eaed0ab02d2d0d55981",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_29292",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_signup",
                    when="AFTER",
                ),
            ),
        ),
    ]
