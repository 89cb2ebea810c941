import config.migrating
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0003_reviewed_versions_stay"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="AgreementText",
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
                                choices=[("1", "Medical institution"), ("2", "Retail pharmacy")],
                                max_length=1,
                                verbose_name="Kind of institution",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="Version")),
                        ("title", models.CharField(max_length=200, verbose_name="Title")),
                        ("body", models.TextField(verbose_name="Text")),
                        ("effective_from", models.DateField(verbose_name="For agreements from")),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreement_texts",
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
                        "verbose_name": "Agreement text",
                        "verbose_name_plural": "Agreement texts",
                        "ordering": ("area", "kind", "-number"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("area", "kind", "number"), name="agreement_text_number"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reviewed_at__isnull", True), ("reviewed_by__isnull", True)),
                                    models.Q(
                                        ("reviewed_at__isnull", False),
                                        models.Q(("reviewed_by", models.F("prepared_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="agreement_text_two_people",
                                violation_error_message="A second person reviews an agreement text.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Agreement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="Number")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("new", "First application"),
                                    ("renewal", "Renewal"),
                                    ("change", "Change of the agreement"),
                                    ("legacy", "Taken in as it stood"),
                                ],
                                max_length=8,
                                verbose_name="Kind of application",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("returned", "Returned, papers missing"),
                                    ("applied", "Applied"),
                                    ("accepted", "Accepted, to be evaluated"),
                                    ("failed", "Evaluation not passed"),
                                    ("evaluated", "Evaluated, to be published"),
                                    ("noticed", "On public notice"),
                                    ("negotiating", "In negotiation"),
                                    ("proposed", "Waiting for signature"),
                                    ("in_force", "In force"),
                                    ("suspended", "Suspended"),
                                    ("refused", "Application refused"),
                                    ("withdrawn", "Withdrawn"),
                                    ("terminated", "Terminated"),
                                    ("expired", "Term over"),
                                    ("replaced", "Replaced by the following"),
                                ],
                                default="applied",
                                max_length=11,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "services",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("outpatient", "Outpatient care"),
                                        ("chronic", "Chronic outpatient care"),
                                        ("inpatient", "Inpatient care"),
                                        ("internet", "Internet medical services"),
                                        ("drugs", "Sale of drugs"),
                                    ],
                                    max_length=10,
                                ),
                                size=None,
                                verbose_name="Services",
                            ),
                        ),
                        (
                            "steps",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=11),
                                default=list,
                                size=None,
                                verbose_name="Stages",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=300, verbose_name="What is applied for"),
                        ),
                        ("applied_on", models.DateField(verbose_name="Applied on")),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                help_text="Of the step that waits.",
                                null=True,
                                verbose_name="To be done by",
                            ),
                        ),
                        (
                            "round",
                            models.PositiveSmallIntegerField(default=1, verbose_name="Round of evaluation"),
                        ),
                        (
                            "score",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Points",
                                max_digits=6,
                                null=True,
                                verbose_name="Evaluated at",
                            ),
                        ),
                        ("failed_on", models.DateField(blank=True, null=True, verbose_name="Not passed on")),
                        (
                            "notice",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                blank=True, null=True, verbose_name="Public notice"
                            ),
                        ),
                        (
                            "notice_place",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="Where it is published"
                            ),
                        ),
                        ("terms", models.TextField(blank=True, verbose_name="Agreed beside the text")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                blank=True, null=True, verbose_name="Term"
                            ),
                        ),
                        ("signed_on", models.DateField(blank=True, null=True, verbose_name="Signed on")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="Ended on")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                help_text="The agency that accepts, evaluates, negotiates and signs.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Handled at",
                            ),
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
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreements",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "former",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="followers",
                                to="institutions.agreement",
                                verbose_name="Follows",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreements",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Negotiated by",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Signed by",
                            ),
                        ),
                        (
                            "text",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreements",
                                to="institutions.agreementtext",
                                verbose_name="Agreement text",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Agreement with an institution",
                        "verbose_name_plural": "Agreements",
                        "ordering": ("-applied_on", "-pk"),
                        "indexes": [
                            models.Index(fields=["county", "state", "due_on"], name="agreement_by_county"),
                            models.Index(fields=["area", "state"], name="agreement_by_area"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("signed_by__isnull", True),
                                    models.Q(
                                        ("prepared_by__isnull", False),
                                        models.Q(("signed_by", models.F("prepared_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="agreement_two_people",
                                violation_error_message="Whoever negotiates cannot sign.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "state__in",
                                            ["in_force", "suspended", "terminated", "expired", "replaced"],
                                        ),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("period__isnull", False),
                                        ("signed_by__isnull", False),
                                        ("signed_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="agreement_signed_before_in_force",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "proposed"), _negated=True),
                                    models.Q(("period__isnull", False), ("prepared_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="agreement_proposed_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period__isnull", True),
                                    models.Q(
                                        ("period__endswith__isnull", False),
                                        ("period__isempty", False),
                                        ("period__startswith__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="agreement_term_bounded",
                                violation_error_message="The term has a first and a last day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("former__isnull", False), ("kind__in", ["renewal", "change"])),
                                    models.Q(("former__isnull", True), ("kind__in", ["new", "legacy"])),
                                    _connector="OR",
                                ),
                                name="agreement_follows",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "returned",
                                            "applied",
                                            "accepted",
                                            "failed",
                                            "evaluated",
                                            "noticed",
                                            "negotiating",
                                            "proposed",
                                        ],
                                    )
                                ),
                                fields=("institution",),
                                name="agreement_one_application",
                                violation_error_message="This institution has an application under way.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgreementTextEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[("1", "Medical institution"), ("2", "Retail pharmacy")],
                                max_length=1,
                                verbose_name="Kind of institution",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="Version")),
                        ("title", models.CharField(max_length=200, verbose_name="Title")),
                        ("body", models.TextField(verbose_name="Text")),
                        ("effective_from", models.DateField(verbose_name="For agreements from")),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
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
                                to="institutions.agreementtext",
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
                    name="AgreementDecision",
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
                                    ("suspend", "Suspend"),
                                    ("resume", "Resume"),
                                    ("terminate", "Terminate"),
                                ],
                                max_length=9,
                                verbose_name="Act",
                            ),
                        ),
                        (
                            "from_day",
                            models.DateField(
                                help_text="The first day on which it is so.", verbose_name="From"
                            ),
                        ),
                        (
                            "until_day",
                            models.DateField(
                                blank=True,
                                help_text="By when a suspension is looked at again.",
                                null=True,
                                verbose_name="Until",
                            ),
                        ),
                        ("reason", models.CharField(max_length=300, verbose_name="Reason")),
                        ("asked_at", models.DateTimeField(auto_now_add=True, verbose_name="Asked at")),
                        (
                            "approved",
                            models.BooleanField(blank=True, null=True, verbose_name="Request granted"),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="institutions.agreement",
                                verbose_name="Agreement with an institution",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Asked by",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Decided by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Decision on an agreement",
                        "verbose_name_plural": "Decisions on agreements",
                        "ordering": ("agreement", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("approved__isnull", True),
                                        ("decided_at__isnull", True),
                                        ("decided_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("approved__isnull", False),
                                        ("decided_at__isnull", False),
                                        models.Q(("decided_by", models.F("asked_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="agreement_decision_two_people",
                                violation_error_message="Whoever asks cannot decide.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="agreement_decision_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_day__isnull", True),
                                    models.Q(("act", "suspend"), ("until_day__gt", models.F("from_day"))),
                                    _connector="OR",
                                ),
                                name="agreement_decision_until",
                                violation_error_message="A suspension ends after it begins.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("approved__isnull", True)),
                                fields=("agreement",),
                                name="agreement_decision_one_pending",
                                violation_error_message="Another request about this agreement is not decided yet.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgreementEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=30, verbose_name="Number")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("new", "First application"),
                                    ("renewal", "Renewal"),
                                    ("change", "Change of the agreement"),
                                    ("legacy", "Taken in as it stood"),
                                ],
                                max_length=8,
                                verbose_name="Kind of application",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("returned", "Returned, papers missing"),
                                    ("applied", "Applied"),
                                    ("accepted", "Accepted, to be evaluated"),
                                    ("failed", "Evaluation not passed"),
                                    ("evaluated", "Evaluated, to be published"),
                                    ("noticed", "On public notice"),
                                    ("negotiating", "In negotiation"),
                                    ("proposed", "Waiting for signature"),
                                    ("in_force", "In force"),
                                    ("suspended", "Suspended"),
                                    ("refused", "Application refused"),
                                    ("withdrawn", "Withdrawn"),
                                    ("terminated", "Terminated"),
                                    ("expired", "Term over"),
                                    ("replaced", "Replaced by the following"),
                                ],
                                default="applied",
                                max_length=11,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "services",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("outpatient", "Outpatient care"),
                                        ("chronic", "Chronic outpatient care"),
                                        ("inpatient", "Inpatient care"),
                                        ("internet", "Internet medical services"),
                                        ("drugs", "Sale of drugs"),
                                    ],
                                    max_length=10,
                                ),
                                size=None,
                                verbose_name="Services",
                            ),
                        ),
                        (
                            "steps",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=11),
                                default=list,
                                size=None,
                                verbose_name="Stages",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=300, verbose_name="What is applied for"),
                        ),
                        ("applied_on", models.DateField(verbose_name="Applied on")),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                help_text="Of the step that waits.",
                                null=True,
                                verbose_name="To be done by",
                            ),
                        ),
                        (
                            "round",
                            models.PositiveSmallIntegerField(default=1, verbose_name="Round of evaluation"),
                        ),
                        (
                            "score",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Points",
                                max_digits=6,
                                null=True,
                                verbose_name="Evaluated at",
                            ),
                        ),
                        ("failed_on", models.DateField(blank=True, null=True, verbose_name="Not passed on")),
                        (
                            "notice",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                blank=True, null=True, verbose_name="Public notice"
                            ),
                        ),
                        (
                            "notice_place",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="Where it is published"
                            ),
                        ),
                        ("terms", models.TextField(blank=True, verbose_name="Agreed beside the text")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                blank=True, null=True, verbose_name="Term"
                            ),
                        ),
                        ("signed_on", models.DateField(blank=True, null=True, verbose_name="Signed on")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="Ended on")),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                db_constraint=False,
                                help_text="The agency that accepts, evaluates, negotiates and signs.",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Handled at",
                            ),
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
                            "county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="County",
                            ),
                        ),
                        (
                            "former",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agreement",
                                verbose_name="Follows",
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
                            "opened_by",
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
                                to="institutions.agreement",
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Negotiated by",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Signed by",
                            ),
                        ),
                        (
                            "text",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agreementtext",
                                verbose_name="Agreement text",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AgreementPaper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=60, verbose_name="Paper")),
                        ("title", models.CharField(max_length=200, verbose_name="Title")),
                        ("received_on", models.DateField(blank=True, null=True, verbose_name="Handed in on")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="Remark")),
                        (
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="papers",
                                to="institutions.agreement",
                                verbose_name="Agreement with an institution",
                            ),
                        ),
                        (
                            "attachment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.attachment",
                                verbose_name="Scan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Paper of an application",
                        "verbose_name_plural": "Papers of applications",
                        "ordering": ("agreement", "pk"),
                        "constraints": [
                            models.UniqueConstraint(fields=("agreement", "key"), name="agreement_paper_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgreementStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("act", models.CharField(max_length=16, verbose_name="Act")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("returned", "Returned, papers missing"),
                                    ("applied", "Applied"),
                                    ("accepted", "Accepted, to be evaluated"),
                                    ("failed", "Evaluation not passed"),
                                    ("evaluated", "Evaluated, to be published"),
                                    ("noticed", "On public notice"),
                                    ("negotiating", "In negotiation"),
                                    ("proposed", "Waiting for signature"),
                                    ("in_force", "In force"),
                                    ("suspended", "Suspended"),
                                    ("refused", "Application refused"),
                                    ("withdrawn", "Withdrawn"),
                                    ("terminated", "Terminated"),
                                    ("expired", "Term over"),
                                    ("replaced", "Replaced by the following"),
                                ],
                                max_length=11,
                                verbose_name="State afterwards",
                            ),
                        ),
                        ("day", models.DateField(help_text="On which it counts.", verbose_name="Day")),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="Remark")),
                        (
                            "done_at",
                            models.DateTimeField(
                                auto_now_add=True,
                                db_default=django.db.models.functions.datetime.Now(),
                                verbose_name="Done at",
                            ),
                        ),
                        (
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="log",
                                to="institutions.agreement",
                                verbose_name="Agreement with an institution",
                            ),
                        ),
                        (
                            "done_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Done by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Step of an agreement",
                        "verbose_name_plural": "Steps of agreements",
                        "ordering": ("agreement", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Designation",
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
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="designations",
                                to="institutions.agreement",
                                verbose_name="Agreement with an institution",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="designations",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Days designated",
                        "verbose_name_plural": "Days designated",
                        "ordering": ("institution", "period"),
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("institution", "="), ("period", "&&")],
                                name="designation_one_at_a_time",
                                violation_error_message="The institution has another agreement on these days.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period__endswith__isnull", False),
                                    ("period__isempty", False),
                                    ("period__startswith__isnull", False),
                                ),
                                name="designation_bounded",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EntryCondition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=60, verbose_name="Condition")),
                        ("title", models.CharField(max_length=300, verbose_name="Title")),
                        ("clause", models.CharField(blank=True, max_length=60, verbose_name="Clause")),
                        ("assumed", models.CharField(blank=True, max_length=300, verbose_name="Assumed")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="To be met by")),
                        ("met_on", models.DateField(blank=True, null=True, verbose_name="Met on")),
                        ("evidence", models.CharField(blank=True, max_length=200, verbose_name="Evidence")),
                        (
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="conditions",
                                to="institutions.agreement",
                                verbose_name="Agreement with an institution",
                            ),
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
                    ],
                    options={
                        "verbose_name": "Entry condition",
                        "verbose_name_plural": "Entry conditions",
                        "ordering": ("agreement", "pk"),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("met_on__isnull", True)),
                                fields=["due_on"],
                                name="open_condition_due",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("agreement", "key"), name="entry_condition_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("met_on__isnull", True),
                                    models.Q(
                                        models.Q(("evidence", ""), _negated=True),
                                        ("checked_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="entry_condition_evidenced",
                                violation_error_message="Say what proves that the condition is met.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvaluationScore",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField(verbose_name="Round of evaluation")),
                        ("evaluator", models.CharField(max_length=50, verbose_name="Evaluator")),
                        ("item", models.CharField(max_length=60, verbose_name="Item")),
                        (
                            "points",
                            models.DecimalField(decimal_places=1, max_digits=5, verbose_name="Points"),
                        ),
                        (
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scores",
                                to="institutions.agreement",
                                verbose_name="Agreement with an institution",
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
                    ],
                    options={
                        "verbose_name": "Evaluation score",
                        "verbose_name_plural": "Evaluation scores",
                        "ordering": ("agreement", "round", "evaluator", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agreement", "round", "evaluator", "item"),
                                name="evaluation_score_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("points__gte", 0)), name="evaluation_score_positive"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoticeObjection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("received_on", models.DateField(verbose_name="Raised on")),
                        ("raised_by", models.CharField(max_length=100, verbose_name="Raised by")),
                        ("text", models.CharField(max_length=500, verbose_name="Objection")),
                        ("answer", models.CharField(blank=True, max_length=500, verbose_name="Answer")),
                        ("upheld", models.BooleanField(blank=True, null=True, verbose_name="Upheld")),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="Answered on")),
                        (
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="objections",
                                to="institutions.agreement",
                                verbose_name="Agreement with an institution",
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Answered by",
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
                    ],
                    options={
                        "verbose_name": "Objection",
                        "verbose_name_plural": "Objections",
                        "ordering": ("agreement", "received_on", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_on__isnull", True), ("upheld__isnull", True)),
                                    models.Q(
                                        ("answered_by__isnull", False),
                                        ("answered_on__isnull", False),
                                        ("upheld__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="notice_objection_answered",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgreementDecisionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "act",
                            models.CharField(
                                choices=[
                                    ("suspend", "Suspend"),
                                    ("resume", "Resume"),
                                    ("terminate", "Terminate"),
                                ],
                                max_length=9,
                                verbose_name="Act",
                            ),
                        ),
                        (
                            "from_day",
                            models.DateField(
                                help_text="The first day on which it is so.", verbose_name="From"
                            ),
                        ),
                        (
                            "until_day",
                            models.DateField(
                                blank=True,
                                help_text="By when a suspension is looked at again.",
                                null=True,
                                verbose_name="Until",
                            ),
                        ),
                        ("reason", models.CharField(max_length=300, verbose_name="Reason")),
                        ("asked_at", models.DateTimeField(auto_now_add=True, verbose_name="Asked at")),
                        (
                            "approved",
                            models.BooleanField(blank=True, null=True, verbose_name="Request granted"),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "agreement",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agreement",
                                verbose_name="Agreement with an institution",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Asked by",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Decided by",
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
                                to="institutions.agreementdecision",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AgreementPaperEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("key", models.CharField(max_length=60, verbose_name="Paper")),
                        ("title", models.CharField(max_length=200, verbose_name="Title")),
                        ("received_on", models.DateField(blank=True, null=True, verbose_name="Handed in on")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="Remark")),
                        (
                            "agreement",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agreement",
                                verbose_name="Agreement with an institution",
                            ),
                        ),
                        (
                            "attachment",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.attachment",
                                verbose_name="Scan",
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
                                to="institutions.agreementpaper",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DesignationEvent",
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
                            "agreement",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agreement",
                                verbose_name="Agreement with an institution",
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
                                to="institutions.designation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="EntryConditionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("key", models.CharField(max_length=60, verbose_name="Condition")),
                        ("title", models.CharField(max_length=300, verbose_name="Title")),
                        ("clause", models.CharField(blank=True, max_length=60, verbose_name="Clause")),
                        ("assumed", models.CharField(blank=True, max_length=300, verbose_name="Assumed")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="To be met by")),
                        ("met_on", models.DateField(blank=True, null=True, verbose_name="Met on")),
                        ("evidence", models.CharField(blank=True, max_length=200, verbose_name="Evidence")),
                        (
                            "agreement",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agreement",
                                verbose_name="Agreement with an institution",
                            ),
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
                                to="institutions.entrycondition",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="EvaluationScoreEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("round", models.PositiveSmallIntegerField(verbose_name="Round of evaluation")),
                        ("evaluator", models.CharField(max_length=50, verbose_name="Evaluator")),
                        ("item", models.CharField(max_length=60, verbose_name="Item")),
                        (
                            "points",
                            models.DecimalField(decimal_places=1, max_digits=5, verbose_name="Points"),
                        ),
                        (
                            "agreement",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agreement",
                                verbose_name="Agreement with an institution",
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
                                to="institutions.evaluationscore",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NoticeObjectionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("received_on", models.DateField(verbose_name="Raised on")),
                        ("raised_by", models.CharField(max_length=100, verbose_name="Raised by")),
                        ("text", models.CharField(max_length=500, verbose_name="Objection")),
                        ("answer", models.CharField(blank=True, max_length=500, verbose_name="Answer")),
                        ("upheld", models.BooleanField(blank=True, null=True, verbose_name="Upheld")),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="Answered on")),
                        (
                            "agreement",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agreement",
                                verbose_name="Agreement with an institution",
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Answered by",
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
                                to="institutions.noticeobjection",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
        config.migrating.RemoveTrigger(
            model_name="institution",
            name="insert_insert",
        ),
        config.migrating.RemoveTrigger(
            model_name="institution",
            name="update_update",
        ),
        config.migrating.RemoveTrigger(
            model_name="institution",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="institution",
            name="listed_until",
            field=models.DateField(
                editable=False,
                help_text="From this day on only an agreement designates it; empty while the list suffices.",
                null=True,
                verbose_name="Designated by the list until",
            ),
        ),
        migrations.AddField(
            model_name="institutionevent",
            name="listed_until",
            field=models.DateField(
                editable=False,
                help_text="From this day on only an agreement designates it; empty while the list suffices.",
                null=True,
                verbose_name="Designated by the list until",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="institution",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_institutionevent" ("admdvs", "area_id", "consortium_id", "county_id", "dedc_hosp_lv", "fixmedins_code", "hosp_lv", "id", "import_run_id", "kind", "listed_until", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."admdvs", new_values."area_id", new_values."consortium_id", new_values."county_id", new_values."dedc_hosp_lv", new_values."fixmedins_code", new_values."hosp_lv", new_values."id", new_values."import_run_id", new_values."kind", new_values."listed_until", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="277f2925b174744a9a49387379a2d5b71345fe05",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8f2fb",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_institution",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="institution",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_institutionevent" ("admdvs", "area_id", "consortium_id", "county_id", "dedc_hosp_lv", "fixmedins_code", "hosp_lv", "id", "import_run_id", "kind", "listed_until", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."admdvs", new_values."area_id", new_values."consortium_id", new_values."county_id", new_values."dedc_hosp_lv", new_values."fixmedins_code", new_values."hosp_lv", new_values."id", new_values."import_run_id", new_values."kind", new_values."listed_until", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e1098544e8ef28624b819aac3c34206065106f12",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5a592",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_institution",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="institution",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_institutionevent" ("admdvs", "area_id", "consortium_id", "county_id", "dedc_hosp_lv", "fixmedins_code", "hosp_lv", "id", "import_run_id", "kind", "listed_until", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."admdvs", old_values."area_id", old_values."consortium_id", old_values."county_id", old_values."dedc_hosp_lv", old_values."fixmedins_code", old_values."hosp_lv", old_values."id", old_values."import_run_id", old_values."kind", old_values."listed_until", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a3fd7bfe0035ae04351a649e88456bb027feb327",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_904b4",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_institution",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="agreementdecision",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_agreementdecisionevent" ("act", "agreement_id", "approved", "asked_at", "asked_by_id", "decided_at", "decided_by_id", "from_day", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "until_day") SELECT new_values."act", new_values."agreement_id", new_values."approved", new_values."asked_at", new_values."asked_by_id", new_values."decided_at", new_values."decided_by_id", new_values."from_day", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."until_day" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b8b5211c257b1bd1a321b202b564c7d429b18d22",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_20a48",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_agreementdecision",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="agreementdecision",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_agreementdecisionevent" ("act", "agreement_id", "approved", "asked_at", "asked_by_id", "decided_at", "decided_by_id", "from_day", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "until_day") SELECT new_values."act", new_values."agreement_id", new_values."approved", new_values."asked_at", new_values."asked_by_id", new_values."decided_at", new_values."decided_by_id", new_values."from_day", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."until_day" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="dff5bbb2f279af48f72f7862d96577ae68a95f42",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cba35",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_agreementdecision",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="agreementdecision",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_agreementdecisionevent" ("act", "agreement_id", "approved", "asked_at", "asked_by_id", "decided_at", "decided_by_id", "from_day", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "until_day") SELECT old_values."act", old_values."agreement_id", old_values."approved", old_values."asked_at", old_values."asked_by_id", old_values."decided_at", old_values."decided_by_id", old_values."from_day", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."until_day" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="abf8c0b5f0f65daf1c6b9848b36660046791a01b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_dd8d3",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_agreementdecision",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="agreementpaper",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_agreementpaperevent" ("agreement_id", "attachment_id", "id", "key", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "title") SELECT new_values."agreement_id", new_values."attachment_id", new_values."id", new_values."key", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received_on", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6eb737573eb5604eeaf13b8ccb18344b7dc0de63",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_75eaf",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_agreementpaper",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="agreementpaper",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_agreementpaperevent" ("agreement_id", "attachment_id", "id", "key", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "title") SELECT new_values."agreement_id", new_values."attachment_id", new_values."id", new_values."key", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."received_on", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="203132d21286f70e1b80eb6ce39d643067860d42",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c182c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_agreementpaper",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="agreementpaper",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_agreementpaperevent" ("agreement_id", "attachment_id", "id", "key", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "title") SELECT old_values."agreement_id", old_values."attachment_id", old_values."id", old_values."key", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."received_on", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e8cbc8b8868654d3359bcd2ba55642c302eac376",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2173d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_agreementpaper",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="agreementtext",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_agreementtextevent" ("area_id", "body", "effective_from", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reviewed_at", "reviewed_by_id", "title") SELECT new_values."area_id", new_values."body", new_values."effective_from", new_values."id", new_values."kind", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."reviewed_at", new_values."reviewed_by_id", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0e089870d697dff53e24f90cec1bb7dc897605a1",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_60a91",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_agreementtext",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="agreementtext",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_agreementtextevent" ("area_id", "body", "effective_from", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reviewed_at", "reviewed_by_id", "title") SELECT new_values."area_id", new_values."body", new_values."effective_from", new_values."id", new_values."kind", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."reviewed_at", new_values."reviewed_by_id", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5508431de256cf4ff200866774abf0a42316cb35",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1642b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_agreementtext",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="agreementtext",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_agreementtextevent" ("area_id", "body", "effective_from", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reviewed_at", "reviewed_by_id", "title") SELECT old_values."area_id", old_values."body", old_values."effective_from", old_values."id", old_values."kind", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_at", old_values."prepared_by_id", old_values."reviewed_at", old_values."reviewed_by_id", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a66c3fb7564753ee5c7e1912c91c4e4258be0c45",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6eb81",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_agreementtext",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_agreementevent" ("agency_id", "applied_on", "area_id", "county_id", "due_on", "ended_on", "failed_on", "former_id", "id", "import_run_id", "institution_id", "kind", "notice", "notice_place", "number", "opened_by_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "reason", "round", "score", "services", "signed_by_id", "signed_on", "state", "steps", "terms", "text_id") SELECT new_values."agency_id", new_values."applied_on", new_values."area_id", new_values."county_id", new_values."due_on", new_values."ended_on", new_values."failed_on", new_values."former_id", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."kind", new_values."notice", new_values."notice_place", new_values."number", new_values."opened_by_id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_by_id", new_values."reason", new_values."round", new_values."score", new_values."services", new_values."signed_by_id", new_values."signed_on", new_values."state", new_values."steps", new_values."terms", new_values."text_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3998986fe5afbaae14c31d52e28fde0684e19a82",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a1df2",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_agreement",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_agreementevent" ("agency_id", "applied_on", "area_id", "county_id", "due_on", "ended_on", "failed_on", "former_id", "id", "import_run_id", "institution_id", "kind", "notice", "notice_place", "number", "opened_by_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "reason", "round", "score", "services", "signed_by_id", "signed_on", "state", "steps", "terms", "text_id") SELECT new_values."agency_id", new_values."applied_on", new_values."area_id", new_values."county_id", new_values."due_on", new_values."ended_on", new_values."failed_on", new_values."former_id", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."kind", new_values."notice", new_values."notice_place", new_values."number", new_values."opened_by_id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_by_id", new_values."reason", new_values."round", new_values."score", new_values."services", new_values."signed_by_id", new_values."signed_on", new_values."state", new_values."steps", new_values."terms", new_values."text_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b6b6631a6351b58fc23e2062fadddde3a4364906",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7468c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_agreement",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_agreementevent" ("agency_id", "applied_on", "area_id", "county_id", "due_on", "ended_on", "failed_on", "former_id", "id", "import_run_id", "institution_id", "kind", "notice", "notice_place", "number", "opened_by_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "reason", "round", "score", "services", "signed_by_id", "signed_on", "state", "steps", "terms", "text_id") SELECT old_values."agency_id", old_values."applied_on", old_values."area_id", old_values."county_id", old_values."due_on", old_values."ended_on", old_values."failed_on", old_values."former_id", old_values."id", old_values."import_run_id", old_values."institution_id", old_values."kind", old_values."notice", old_values."notice_place", old_values."number", old_values."opened_by_id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_by_id", old_values."reason", old_values."round", old_values."score", old_values."services", old_values."signed_by_id", old_values."signed_on", old_values."state", old_values."steps", old_values."terms", old_values."text_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="99364a6dbf86c86a1dff3ead4ceab52359c9d349",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_acb62",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_agreement",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="designation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_designationevent" ("agreement_id", "id", "institution_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."agreement_id", new_values."id", new_values."institution_id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3addc2dd14172e0cdfab37e81c359dc00d48cfef",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c72b8",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_designation",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="designation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_designationevent" ("agreement_id", "id", "institution_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."agreement_id", new_values."id", new_values."institution_id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7ebff125d00c08dd3ff4aaedf8035f1130c32ad1",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4fc98",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_designation",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="designation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_designationevent" ("agreement_id", "id", "institution_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."agreement_id", old_values."id", old_values."institution_id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="7632af7e132e448c8ba128bb8a7b06f52c3b9a85",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c98fa",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_designation",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="entrycondition",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_entryconditionevent" ("agreement_id", "assumed", "checked_by_id", "clause", "due_on", "evidence", "id", "key", "met_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") SELECT new_values."agreement_id", new_values."assumed", new_values."checked_by_id", new_values."clause", new_values."due_on", new_values."evidence", new_values."id", new_values."key", new_values."met_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a71bd8e32c16a0302503929fd429ed34a8628601",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_326b9",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_entrycondition",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="entrycondition",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_entryconditionevent" ("agreement_id", "assumed", "checked_by_id", "clause", "due_on", "evidence", "id", "key", "met_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") SELECT new_values."agreement_id", new_values."assumed", new_values."checked_by_id", new_values."clause", new_values."due_on", new_values."evidence", new_values."id", new_values."key", new_values."met_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="45d6e6ef3603326b1ef6623b383e55b81023596e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7c678",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_entrycondition",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="entrycondition",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_entryconditionevent" ("agreement_id", "assumed", "checked_by_id", "clause", "due_on", "evidence", "id", "key", "met_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") SELECT old_values."agreement_id", old_values."assumed", old_values."checked_by_id", old_values."clause", old_values."due_on", old_values."evidence", old_values."id", old_values."key", old_values."met_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="11d989c2ee3a45b9bc79506a337fef3bc93314c8",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_903d4",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_entrycondition",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="evaluationscore",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_evaluationscoreevent" ("agreement_id", "entered_by_id", "evaluator", "id", "item", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "round") SELECT new_values."agreement_id", new_values."entered_by_id", new_values."evaluator", new_values."id", new_values."item", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."points", new_values."round" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f267fbc50bc905fbbfaa66c289cd4a30f96a767b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4abbe",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_evaluationscore",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="evaluationscore",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_evaluationscoreevent" ("agreement_id", "entered_by_id", "evaluator", "id", "item", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "round") SELECT new_values."agreement_id", new_values."entered_by_id", new_values."evaluator", new_values."id", new_values."item", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."points", new_values."round" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7815de8f8bedd62c7cab4a0425c955d20820695f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f925a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_evaluationscore",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="evaluationscore",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_evaluationscoreevent" ("agreement_id", "entered_by_id", "evaluator", "id", "item", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "round") SELECT old_values."agreement_id", old_values."entered_by_id", old_values."evaluator", old_values."id", old_values."item", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."points", old_values."round" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6dbae4c27c0659ecaca94bf6dd5dc08843d6a43d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_36cc2",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_evaluationscore",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="noticeobjection",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_noticeobjectionevent" ("agreement_id", "answer", "answered_by_id", "answered_on", "entered_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_by", "received_on", "text", "upheld") SELECT new_values."agreement_id", new_values."answer", new_values."answered_by_id", new_values."answered_on", new_values."entered_by_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."raised_by", new_values."received_on", new_values."text", new_values."upheld" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="bd669f3034ed444cde119a7d7b391453dd035281",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9c33a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="institutions_noticeobjection",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="noticeobjection",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_noticeobjectionevent" ("agreement_id", "answer", "answered_by_id", "answered_on", "entered_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_by", "received_on", "text", "upheld") SELECT new_values."agreement_id", new_values."answer", new_values."answered_by_id", new_values."answered_on", new_values."entered_by_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."raised_by", new_values."received_on", new_values."text", new_values."upheld" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9cc893a1f612e13815a0f2fe6113052bcc74e9f1",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f7ba4",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="institutions_noticeobjection",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="noticeobjection",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "institutions_noticeobjectionevent" ("agreement_id", "answer", "answered_by_id", "answered_on", "entered_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_by", "received_on", "text", "upheld") SELECT old_values."agreement_id", old_values."answer", old_values."answered_by_id", old_values."answered_on", old_values."entered_by_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."raised_by", old_values."received_on", old_values."text", old_values."upheld" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="d66e3f22ca250b48f3914a9b0b1305f4905915c8",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9bef8",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="institutions_noticeobjection",
                    when="AFTER",
                ),
            ),
        ),
    ]
