import config.money
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
import config.migrating
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0002_row_level_security"),
        ("institutions", "0003_reviewed_versions_stay"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="ContributionYears",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("actual", "Contributed in fact"),
                                    ("recognised", "Recognised as contributed"),
                                    ("veteran_service", "Military service"),
                                    ("transferred", "Transferred from another area"),
                                ],
                                max_length=16,
                                verbose_name="Source",
                            ),
                        ),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                help_text="From the first day of the first month.", verbose_name="Period"
                            ),
                        ),
                        ("months", models.PositiveSmallIntegerField(verbose_name="Months counted")),
                        ("evidence", models.CharField(max_length=200, verbose_name="Evidence")),
                        (
                            "entered_at",
                            models.DateTimeField(
                                auto_now_add=True,
                                db_default=django.db.models.functions.datetime.Now(),
                                verbose_name="Entered at",
                            ),
                        ),
                        (
                            "withdrawn_reason",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=200,
                                verbose_name="Why it does not count",
                            ),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
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
                            "handled_at",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Handled at",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contribution_years",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Contribution years",
                        "verbose_name_plural": "Contribution years",
                        "ordering": ("period", "pk"),
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("withdrawn_reason", "")),
                                expressions=[("person", "="), ("period", "&&")],
                                name="contribution_years_no_month_twice",
                                violation_error_message="A month of this period is counted already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period__endswith__isnull", False),
                                    ("period__isempty", False),
                                    ("period__startswith__isnull", False),
                                ),
                                name="contribution_years_bounded",
                                violation_error_message="The period has a first and a last month.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("months__gt", 0)), name="contribution_years_some"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("evidence", ""), _negated=True),
                                name="contribution_years_evidenced",
                                violation_error_message="Say what proves these months.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RetirementCase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(default="310", max_length=6, verbose_name="Scheme")),
                        ("retired_on", models.DateField(verbose_name="Retired on")),
                        (
                            "joined_on",
                            models.DateField(
                                blank=True,
                                help_text="The latest time; who left and came back joined anew.",
                                null=True,
                                verbose_name="Joined on",
                            ),
                        ),
                        (
                            "pension_since",
                            models.DateField(blank=True, null=True, verbose_name="Pension here since"),
                        ),
                        (
                            "months",
                            models.JSONField(blank=True, default=dict, verbose_name="Months by source"),
                        ),
                        ("needed", models.PositiveSmallIntegerField(verbose_name="Months needed")),
                        ("counted", models.PositiveSmallIntegerField(verbose_name="Months counted")),
                        ("missing", models.PositiveSmallIntegerField(verbose_name="Months missing")),
                        ("former", models.BooleanField(verbose_name="By the county's former rule")),
                        (
                            "judgement",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="Words, clause and what is assumed.",
                                verbose_name="Steps",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("prepared", "Waits for the second person"),
                                    ("returned", "Sent back"),
                                    ("short", "Years missing"),
                                    ("accepted", "Payment at once accepted"),
                                    ("monthly", "Continued month by month"),
                                    ("entitled", "Keeps the benefits"),
                                ],
                                default="prepared",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "returned_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Why it was sent back"),
                        ),
                        ("once_base", config.money.MoneyField(blank=True, null=True, verbose_name="Base")),
                        (
                            "once_rate",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Rate"),
                        ),
                        (
                            "once_amount",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Amount"),
                        ),
                        (
                            "once_steps",
                            models.JSONField(blank=True, default=list, verbose_name="Steps of the amount"),
                        ),
                        ("accepted_on", models.DateField(blank=True, null=True, verbose_name="Accepted on")),
                        ("paid_on", models.DateField(blank=True, null=True, verbose_name="Paid on")),
                        (
                            "entitled_from",
                            models.DateField(
                                blank=True, null=True, verbose_name="Benefits without contributions from"
                            ),
                        ),
                        (
                            "accepted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Acceptance recorded by",
                            ),
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
                        (
                            "handled_at",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Handled at",
                            ),
                        ),
                        (
                            "once_receipt",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="paid_at_once",
                                to="enrollment.receipt",
                                verbose_name="Receipt",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="retirement_cases",
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
                    ],
                    options={
                        "verbose_name": "Retirement case",
                        "verbose_name_plural": "Retirement cases",
                        "indexes": [models.Index(fields=["county", "state"], name="retirement_by_county")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "returned"), _negated=True),
                                fields=("person", "insutype"),
                                name="retirement_one_open_case",
                                violation_error_message="This person has a retirement case already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("prepared_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="retirement_two_people",
                                violation_error_message="Whoever prepares cannot decide.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "prepared"), ("decided_by__isnull", False), _connector="OR"
                                ),
                                name="retirement_decided_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "accepted"), _negated=True),
                                    models.Q(
                                        ("accepted_on__isnull", False),
                                        ("once_amount__gt", 0),
                                        ("once_base__isnull", False),
                                        ("once_rate__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="retirement_at_once_complete",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("once_receipt__isnull", True), ("paid_on__isnull", True)),
                                    models.Q(
                                        ("once_receipt__isnull", False),
                                        ("paid_on__isnull", False),
                                        ("state", "entitled"),
                                    ),
                                    _connector="OR",
                                ),
                                name="retirement_paid_by_receipt",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("entitled_from__isnull", False), ("state", "entitled")),
                                    models.Q(
                                        models.Q(("state", "entitled"), _negated=True),
                                        ("entitled_from__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="retirement_entitled_since",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContributionYearsEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("actual", "Contributed in fact"),
                                    ("recognised", "Recognised as contributed"),
                                    ("veteran_service", "Military service"),
                                    ("transferred", "Transferred from another area"),
                                ],
                                max_length=16,
                                verbose_name="Source",
                            ),
                        ),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(
                                help_text="From the first day of the first month.", verbose_name="Period"
                            ),
                        ),
                        ("months", models.PositiveSmallIntegerField(verbose_name="Months counted")),
                        ("evidence", models.CharField(max_length=200, verbose_name="Evidence")),
                        (
                            "entered_at",
                            models.DateTimeField(
                                auto_now_add=True,
                                db_default=django.db.models.functions.datetime.Now(),
                                verbose_name="Entered at",
                            ),
                        ),
                        (
                            "withdrawn_reason",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=200,
                                verbose_name="Why it does not count",
                            ),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
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
                            "handled_at",
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
                                to="enrollment.contributionyears",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Transfer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[("out", "To another area"), ("in", "From another area")],
                                max_length=3,
                                verbose_name="Direction",
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "number",
                            models.CharField(max_length=40, verbose_name="Certificate of the insurance"),
                        ),
                        (
                            "place_code",
                            models.CharField(max_length=6, verbose_name="District code of the other area"),
                        ),
                        ("place", models.CharField(max_length=100, verbose_name="Other area")),
                        ("day", models.DateField(verbose_name="First day not covered by the area left")),
                        ("periods", models.JSONField(blank=True, default=list, verbose_name="Periods")),
                        ("months", models.PositiveSmallIntegerField(verbose_name="Months counted")),
                        (
                            "account",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Personal account money to come"
                            ),
                        ),
                        ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
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
                            "coverage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers",
                                to="enrollment.coverage",
                                verbose_name="Coverage",
                            ),
                        ),
                        (
                            "handled_at",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Handled at",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers",
                                to="enrollment.person",
                                verbose_name="Person",
                            ),
                        ),
                        (
                            "years",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfer",
                                to="enrollment.contributionyears",
                                verbose_name="Counted as",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Transfer of the insurance",
                        "verbose_name_plural": "Transfers of the insurance",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("coverage", "direction"),
                                name="transfer_once_per_coverage",
                                violation_error_message="This coverage was transferred already.",
                            ),
                            models.UniqueConstraint(
                                fields=("direction", "place_code", "number"),
                                name="transfer_certificate_once",
                                violation_error_message="This certificate was entered already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("number", ""), _negated=True),
                                    models.Q(("place", ""), _negated=True),
                                ),
                                name="transfer_certified",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("account__isnull", True), ("account__gte", 0), _connector="OR"
                                ),
                                name="transfer_account_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContinuedMonth",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.DateField(verbose_name="Month")),
                        ("base", config.money.MoneyField(verbose_name="Base")),
                        ("rate", models.PositiveSmallIntegerField(verbose_name="Rate")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "steps",
                            models.JSONField(blank=True, default=list, verbose_name="Steps of the amount"),
                        ),
                        ("paid_on", models.DateField(verbose_name="Paid on")),
                        (
                            "receipt",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="paid_month",
                                to="enrollment.receipt",
                                verbose_name="Receipt",
                            ),
                        ),
                        (
                            "counted_as",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="continuation",
                                to="enrollment.contributionyears",
                                verbose_name="Counted as",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="continued",
                                to="enrollment.retirementcase",
                                verbose_name="Retirement case",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Month paid on",
                        "verbose_name_plural": "Months paid on",
                        "ordering": ("month",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "month"),
                                name="continued_month_once",
                                violation_error_message="This month has been paid.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="continued_month_positive"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RetirementCaseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(default="310", max_length=6, verbose_name="Scheme")),
                        ("retired_on", models.DateField(verbose_name="Retired on")),
                        (
                            "joined_on",
                            models.DateField(
                                blank=True,
                                help_text="The latest time; who left and came back joined anew.",
                                null=True,
                                verbose_name="Joined on",
                            ),
                        ),
                        (
                            "pension_since",
                            models.DateField(blank=True, null=True, verbose_name="Pension here since"),
                        ),
                        (
                            "months",
                            models.JSONField(blank=True, default=dict, verbose_name="Months by source"),
                        ),
                        ("needed", models.PositiveSmallIntegerField(verbose_name="Months needed")),
                        ("counted", models.PositiveSmallIntegerField(verbose_name="Months counted")),
                        ("missing", models.PositiveSmallIntegerField(verbose_name="Months missing")),
                        ("former", models.BooleanField(verbose_name="By the county's former rule")),
                        (
                            "judgement",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="Words, clause and what is assumed.",
                                verbose_name="Steps",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("prepared", "Waits for the second person"),
                                    ("returned", "Sent back"),
                                    ("short", "Years missing"),
                                    ("accepted", "Payment at once accepted"),
                                    ("monthly", "Continued month by month"),
                                    ("entitled", "Keeps the benefits"),
                                ],
                                default="prepared",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "returned_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Why it was sent back"),
                        ),
                        ("once_base", config.money.MoneyField(blank=True, null=True, verbose_name="Base")),
                        (
                            "once_rate",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Rate"),
                        ),
                        (
                            "once_amount",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Amount"),
                        ),
                        (
                            "once_steps",
                            models.JSONField(blank=True, default=list, verbose_name="Steps of the amount"),
                        ),
                        ("accepted_on", models.DateField(blank=True, null=True, verbose_name="Accepted on")),
                        ("paid_on", models.DateField(blank=True, null=True, verbose_name="Paid on")),
                        (
                            "entitled_from",
                            models.DateField(
                                blank=True, null=True, verbose_name="Benefits without contributions from"
                            ),
                        ),
                        (
                            "accepted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Acceptance recorded by",
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
                            "handled_at",
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
                            "once_receipt",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.receipt",
                                verbose_name="Receipt",
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
                                to="enrollment.retirementcase",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TransferEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "direction",
                            models.CharField(
                                choices=[("out", "To another area"), ("in", "From another area")],
                                max_length=3,
                                verbose_name="Direction",
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "number",
                            models.CharField(max_length=40, verbose_name="Certificate of the insurance"),
                        ),
                        (
                            "place_code",
                            models.CharField(max_length=6, verbose_name="District code of the other area"),
                        ),
                        ("place", models.CharField(max_length=100, verbose_name="Other area")),
                        ("day", models.DateField(verbose_name="First day not covered by the area left")),
                        ("periods", models.JSONField(blank=True, default=list, verbose_name="Periods")),
                        ("months", models.PositiveSmallIntegerField(verbose_name="Months counted")),
                        (
                            "account",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Personal account money to come"
                            ),
                        ),
                        ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
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
                            "coverage",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.coverage",
                                verbose_name="Coverage",
                            ),
                        ),
                        (
                            "handled_at",
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
                            "made_by",
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
                                to="enrollment.transfer",
                            ),
                        ),
                        (
                            "years",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.contributionyears",
                                verbose_name="Counted as",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ContinuedMonthEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("month", models.DateField(verbose_name="Month")),
                        ("base", config.money.MoneyField(verbose_name="Base")),
                        ("rate", models.PositiveSmallIntegerField(verbose_name="Rate")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "steps",
                            models.JSONField(blank=True, default=list, verbose_name="Steps of the amount"),
                        ),
                        ("paid_on", models.DateField(verbose_name="Paid on")),
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
                                to="enrollment.continuedmonth",
                            ),
                        ),
                        (
                            "receipt",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.receipt",
                                verbose_name="Receipt",
                            ),
                        ),
                        (
                            "counted_as",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.contributionyears",
                                verbose_name="Counted as",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="enrollment.retirementcase",
                                verbose_name="Retirement case",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
        config.migrating.AddTrigger(
            model_name="contributionyears",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_contributionyearsevent" ("entered_at", "entered_by_id", "evidence", "handled_at_id", "id", "import_run_id", "months", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "withdrawn_reason") SELECT new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."handled_at_id", new_values."id", new_values."import_run_id", new_values."months", new_values."period", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="abc904ac40b44137c1268c83fadd7a91406985f5",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_88aa9",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_contributionyears",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="contributionyears",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_contributionyearsevent" ("entered_at", "entered_by_id", "evidence", "handled_at_id", "id", "import_run_id", "months", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "withdrawn_reason") SELECT new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."handled_at_id", new_values."id", new_values."import_run_id", new_values."months", new_values."period", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="75b0e60e2941f580d9ed10de17f8d7b2dd2f75bb",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_49eb3",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_contributionyears",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="contributionyears",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_contributionyearsevent" ("entered_at", "entered_by_id", "evidence", "handled_at_id", "id", "import_run_id", "months", "period", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "withdrawn_reason") SELECT old_values."entered_at", old_values."entered_by_id", old_values."evidence", old_values."handled_at_id", old_values."id", old_values."import_run_id", old_values."months", old_values."period", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source", old_values."withdrawn_reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3d34d7334b57cd1b046c5e98b0a06d017b270764",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_08988",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_contributionyears",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="retirementcase",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_retirementcaseevent" ("accepted_by_id", "accepted_on", "counted", "county_id", "decided_at", "decided_by_id", "entitled_from", "former", "handled_at_id", "id", "insutype", "joined_on", "judgement", "missing", "months", "needed", "once_amount", "once_base", "once_rate", "once_receipt_id", "once_steps", "paid_on", "pension_since", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "retired_on", "returned_reason", "state") SELECT new_values."accepted_by_id", new_values."accepted_on", new_values."counted", new_values."county_id", new_values."decided_at", new_values."decided_by_id", new_values."entitled_from", new_values."former", new_values."handled_at_id", new_values."id", new_values."insutype", new_values."joined_on", new_values."judgement", new_values."missing", new_values."months", new_values."needed", new_values."once_amount", new_values."once_base", new_values."once_rate", new_values."once_receipt_id", new_values."once_steps", new_values."paid_on", new_values."pension_since", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."retired_on", new_values."returned_reason", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a8ddc847fd8218470ac4480139790ed35cf2b5af",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8d6b1",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_retirementcase",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="retirementcase",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_retirementcaseevent" ("accepted_by_id", "accepted_on", "counted", "county_id", "decided_at", "decided_by_id", "entitled_from", "former", "handled_at_id", "id", "insutype", "joined_on", "judgement", "missing", "months", "needed", "once_amount", "once_base", "once_rate", "once_receipt_id", "once_steps", "paid_on", "pension_since", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "retired_on", "returned_reason", "state") SELECT new_values."accepted_by_id", new_values."accepted_on", new_values."counted", new_values."county_id", new_values."decided_at", new_values."decided_by_id", new_values."entitled_from", new_values."former", new_values."handled_at_id", new_values."id", new_values."insutype", new_values."joined_on", new_values."judgement", new_values."missing", new_values."months", new_values."needed", new_values."once_amount", new_values."once_base", new_values."once_rate", new_values."once_receipt_id", new_values."once_steps", new_values."paid_on", new_values."pension_since", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."retired_on", new_values."returned_reason", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7a79854f6b67a5a99ce77724d606244087e8d41e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f8349",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_retirementcase",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="retirementcase",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_retirementcaseevent" ("accepted_by_id", "accepted_on", "counted", "county_id", "decided_at", "decided_by_id", "entitled_from", "former", "handled_at_id", "id", "insutype", "joined_on", "judgement", "missing", "months", "needed", "once_amount", "once_base", "once_rate", "once_receipt_id", "once_steps", "paid_on", "pension_since", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "retired_on", "returned_reason", "state") SELECT old_values."accepted_by_id", old_values."accepted_on", old_values."counted", old_values."county_id", old_values."decided_at", old_values."decided_by_id", old_values."entitled_from", old_values."former", old_values."handled_at_id", old_values."id", old_values."insutype", old_values."joined_on", old_values."judgement", old_values."missing", old_values."months", old_values."needed", old_values."once_amount", old_values."once_base", old_values."once_rate", old_values."once_receipt_id", old_values."once_steps", old_values."paid_on", old_values."pension_since", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_at", old_values."prepared_by_id", old_values."retired_on", old_values."returned_reason", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c5ab09ea0a7b3e7169f8c2cc0b91b017206b5198",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e3c9b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_retirementcase",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="continuedmonth",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_continuedmonthevent" ("amount", "base", "case_id", "counted_as_id", "id", "month", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "receipt_id", "steps") SELECT new_values."amount", new_values."base", new_values."case_id", new_values."counted_as_id", new_values."id", new_values."month", new_values."paid_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."rate", new_values."receipt_id", new_values."steps" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b6ee3ba1ebe0719c39c1ee32dbbf84b711a7756c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ad48b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_continuedmonth",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="continuedmonth",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_continuedmonthevent" ("amount", "base", "case_id", "counted_as_id", "id", "month", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "receipt_id", "steps") SELECT new_values."amount", new_values."base", new_values."case_id", new_values."counted_as_id", new_values."id", new_values."month", new_values."paid_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."rate", new_values."receipt_id", new_values."steps" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="bb49c3c06dcb3caecf4e5ad4d5a0b2e9be53aaad",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8252b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_continuedmonth",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="continuedmonth",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_continuedmonthevent" ("amount", "base", "case_id", "counted_as_id", "id", "month", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "receipt_id", "steps") SELECT old_values."amount", old_values."base", old_values."case_id", old_values."counted_as_id", old_values."id", old_values."month", old_values."paid_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."rate", old_values."receipt_id", old_values."steps" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5675e9c48acbe7e969b98ab81e81f1c9ee3c05cf",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f1b06",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_continuedmonth",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="transfer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_transferevent" ("account", "county_id", "coverage_id", "day", "direction", "handled_at_id", "id", "insutype", "made_at", "made_by_id", "months", "number", "periods", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "place_code", "years_id") SELECT new_values."account", new_values."county_id", new_values."coverage_id", new_values."day", new_values."direction", new_values."handled_at_id", new_values."id", new_values."insutype", new_values."made_at", new_values."made_by_id", new_values."months", new_values."number", new_values."periods", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."place_code", new_values."years_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="24e12401614fd791b39908d3de3792f233a5410a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_834e4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="enrollment_transfer",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="transfer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_transferevent" ("account", "county_id", "coverage_id", "day", "direction", "handled_at_id", "id", "insutype", "made_at", "made_by_id", "months", "number", "periods", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "place_code", "years_id") SELECT new_values."account", new_values."county_id", new_values."coverage_id", new_values."day", new_values."direction", new_values."handled_at_id", new_values."id", new_values."insutype", new_values."made_at", new_values."made_by_id", new_values."months", new_values."number", new_values."periods", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."place_code", new_values."years_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="67c316393127f0d6d2323a3547e5c45246d0ba42",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f6942",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="enrollment_transfer",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="transfer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "enrollment_transferevent" ("account", "county_id", "coverage_id", "day", "direction", "handled_at_id", "id", "insutype", "made_at", "made_by_id", "months", "number", "periods", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "place_code", "years_id") SELECT old_values."account", old_values."county_id", old_values."coverage_id", old_values."day", old_values."direction", old_values."handled_at_id", old_values."id", old_values."insutype", old_values."made_at", old_values."made_by_id", old_values."months", old_values."number", old_values."periods", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."place_code", old_values."years_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e48f5e6084a0021eb012f206bf6e16b04f40d9a5",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0eb96",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="enrollment_transfer",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(
            sql="alter table enrollment_contributionyears add constraint contribution_years_within_period check (months * 28 <= upper(period) - lower(period))",
            reverse_sql="alter table enrollment_contributionyears drop constraint contribution_years_within_period",
        ),
    ]
