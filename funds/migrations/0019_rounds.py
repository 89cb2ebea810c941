import config.migrating
import config.money
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0018_fund_accounts_row_level_security"),
        ("institutions", "0009_credit_row_level_security"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            tables=[
                migrations.CreateModel(
                    name="MonthlyRound",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "month",
                            models.DateField(
                                help_text="In which the money is spent; its first day.", verbose_name="Month"
                            ),
                        ),
                        ("opened_at", models.DateTimeField(auto_now_add=True, verbose_name="Opened at")),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rounds",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Opened by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Monthly round",
                        "verbose_name_plural": "Monthly rounds",
                        "ordering": ("-month",),
                        "constraints": [
                            models.UniqueConstraint(fields=("area", "month"), name="round_once_a_month"),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="round_month_first_day"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoundStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("county_plan", "Plan of the unit"),
                                    ("city_plan", "Application to finance"),
                                    ("appropriation", "Appropriation"),
                                    ("transfer", "Transfer to the county"),
                                    ("county_report", "Spending report of the unit"),
                                    ("city_report", "Filing of the summary"),
                                ],
                                max_length=14,
                                verbose_name="Step",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                help_text="A transfer's once the money arrived.",
                                null=True,
                                verbose_name="To be done by",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Not begun"),
                                    ("submitted", "Waits for a decision"),
                                    ("returned", "Sent back"),
                                    ("short", "Short"),
                                    ("done", "Step finished"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Prepared at"),
                        ),
                        ("happened_on", models.DateField(blank=True, null=True, verbose_name="Done on")),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "returned_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was sent back"),
                        ),
                        (
                            "times_returned",
                            models.PositiveSmallIntegerField(default=0, verbose_name="Times sent back"),
                        ),
                        (
                            "reference",
                            models.CharField(blank=True, max_length=80, verbose_name="Number of the paper"),
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
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="funds.monthlyround",
                                verbose_name="Monthly round",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Prepared by",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Unit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Step of a monthly round",
                        "verbose_name_plural": "Steps of monthly rounds",
                        "ordering": ("round", "unit__code", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("round", "step", "unit"), name="round_step_once_per_unit"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("submitted_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="round_step_two_people",
                                violation_error_message="Whoever prepares cannot approve.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "open"),
                                    models.Q(
                                        ("happened_on__isnull", False),
                                        ("submitted_at__isnull", False),
                                        ("submitted_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="round_step_prepared",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["done", "short", "returned"]), _negated=True),
                                    ("decided_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="round_step_decided",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "returned"), _negated=True),
                                    models.Q(("returned_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="round_step_returned_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoundLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("kind", models.CharField(max_length=40, verbose_name="Kind of spending")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("from_ledger", config.money.MoneyField(default=0, verbose_name="By the books")),
                        (
                            "last_three",
                            config.money.MoneyField(default=0, verbose_name="Mean of the last three months"),
                        ),
                        (
                            "last_year",
                            config.money.MoneyField(default=0, verbose_name="Same month last year"),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="Note")),
                        (
                            "step",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="funds.roundstep",
                                verbose_name="Step",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Line of a plan or report",
                        "verbose_name_plural": "Lines of plans and reports",
                        "ordering": ("step", "insutype", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("step", "insutype", "kind"), name="round_line_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Appropriation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("arrived_on", models.DateField(verbose_name="Came in on")),
                        (
                            "evidence",
                            models.CharField(max_length=80, verbose_name="Number of the bank's slip"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for approval"),
                                    ("booked", "Booked"),
                                    ("refused", "Rejected"),
                                ],
                                default="entered",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "refused_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was refused"),
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
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appropriations",
                                to="funds.monthlyround",
                                verbose_name="Monthly round",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Appropriation",
                        "verbose_name_plural": "Appropriations",
                        "ordering": ("pk",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="appropriation_positive"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "entered"), ("decided_by__isnull", True)),
                                    models.Q(
                                        models.Q(("state", "entered"), _negated=True),
                                        ("decided_by__isnull", False),
                                        models.Q(("decided_by", models.F("entered_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="appropriation_two_people",
                                violation_error_message="Whoever prepares cannot approve.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "refused"), _negated=True),
                                fields=("round", "insutype", "evidence"),
                                name="appropriation_slip_once",
                                violation_error_message="This slip is entered already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoundTransfer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("transferred_on", models.DateField(verbose_name="Transferred on")),
                        (
                            "evidence",
                            models.CharField(max_length=80, verbose_name="Number of the bank's slip"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for approval"),
                                    ("booked", "Booked"),
                                    ("refused", "Rejected"),
                                ],
                                default="entered",
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
                            "refused_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was refused"),
                        ),
                        (
                            "appropriation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers",
                                to="funds.appropriation",
                                verbose_name="Appropriation",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="County",
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
                            "prepared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Prepared by",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers",
                                to="funds.monthlyround",
                                verbose_name="Monthly round",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Transfer of a monthly round",
                        "verbose_name_plural": "Transfers of monthly rounds",
                        "ordering": ("pk",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="round_transfer_positive"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "entered"), ("decided_by__isnull", True)),
                                    models.Q(
                                        models.Q(("state", "entered"), _negated=True),
                                        ("decided_by__isnull", False),
                                        models.Q(("decided_by", models.F("prepared_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="round_transfer_two_people",
                                violation_error_message="Whoever prepares cannot approve.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "refused"), _negated=True),
                                fields=("appropriation", "county"),
                                name="round_transfer_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccountInterest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "account",
                            models.CharField(
                                choices=[
                                    ("income", "Income account"),
                                    ("expenditure", "Expenditure account"),
                                    ("fiscal", "Fiscal special account"),
                                ],
                                max_length=12,
                                verbose_name="Bank account",
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("received_on", models.DateField(verbose_name="Came in on")),
                        (
                            "evidence",
                            models.CharField(max_length=80, verbose_name="Number of the bank's slip"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for approval"),
                                    ("booked", "Booked"),
                                    ("refused", "Rejected"),
                                ],
                                default="entered",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "refused_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was refused"),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Agency",
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
                        "verbose_name": "Interest of an account",
                        "verbose_name_plural": "Interest of accounts",
                        "ordering": ("pk",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="account_interest_positive"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "entered"), ("decided_by__isnull", True)),
                                    models.Q(
                                        models.Q(("state", "entered"), _negated=True),
                                        ("decided_by__isnull", False),
                                        models.Q(("decided_by", models.F("entered_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="account_interest_two_people",
                                violation_error_message="Whoever prepares cannot approve.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "refused"), _negated=True),
                                fields=("agency", "insutype", "account", "evidence"),
                                name="account_interest_slip_once",
                                violation_error_message="This slip is entered already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sweep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "account",
                            models.CharField(
                                choices=[
                                    ("income", "Income account"),
                                    ("expenditure", "Expenditure account"),
                                    ("fiscal", "Fiscal special account"),
                                ],
                                max_length=12,
                                verbose_name="Bank account",
                            ),
                        ),
                        ("period_first", models.DateField(verbose_name="First day")),
                        ("period_last", models.DateField(verbose_name="Last day")),
                        ("before", config.money.MoneyField(verbose_name="Balance before the sweep")),
                        ("amount", config.money.MoneyField(verbose_name="Swept")),
                        ("after", config.money.MoneyField(verbose_name="Balance after")),
                        ("swept_on", models.DateField(verbose_name="Swept on")),
                        (
                            "evidence",
                            models.CharField(max_length=80, verbose_name="Number of the bank's slip"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for approval"),
                                    ("booked", "Booked"),
                                    ("refused", "Rejected"),
                                ],
                                default="entered",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "refused_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was refused"),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Agency",
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
                        "verbose_name": "Sweep of an account",
                        "verbose_name_plural": "Sweeps of accounts",
                        "ordering": ("pk",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "after",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("before"), "-", models.F("amount")
                                        ),
                                    ),
                                    ("amount__gt", 0),
                                ),
                                name="sweep_adds_up",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period_last__gte", models.F("period_first")),
                                    ("swept_on__gte", models.F("period_first")),
                                ),
                                name="sweep_after_its_period_began",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "entered"), ("decided_by__isnull", True)),
                                    models.Q(
                                        models.Q(("state", "entered"), _negated=True),
                                        ("decided_by__isnull", False),
                                        models.Q(("decided_by", models.F("entered_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="sweep_two_people",
                                violation_error_message="Whoever prepares cannot approve.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "refused"), _negated=True),
                                fields=("agency", "insutype", "account", "evidence"),
                                name="sweep_slip_once",
                                violation_error_message="This slip is entered already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccountInterestEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "account",
                            models.CharField(
                                choices=[
                                    ("income", "Income account"),
                                    ("expenditure", "Expenditure account"),
                                    ("fiscal", "Fiscal special account"),
                                ],
                                max_length=12,
                                verbose_name="Bank account",
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("received_on", models.DateField(verbose_name="Came in on")),
                        (
                            "evidence",
                            models.CharField(max_length=80, verbose_name="Number of the bank's slip"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for approval"),
                                    ("booked", "Booked"),
                                    ("refused", "Rejected"),
                                ],
                                default="entered",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "refused_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was refused"),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Agency",
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
                                to="funds.accountinterest",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AppropriationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("arrived_on", models.DateField(verbose_name="Came in on")),
                        (
                            "evidence",
                            models.CharField(max_length=80, verbose_name="Number of the bank's slip"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for approval"),
                                    ("booked", "Booked"),
                                    ("refused", "Rejected"),
                                ],
                                default="entered",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "refused_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was refused"),
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
                                to="funds.appropriation",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.monthlyround",
                                verbose_name="Monthly round",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MonthlyRoundEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "month",
                            models.DateField(
                                help_text="In which the money is spent; its first day.", verbose_name="Month"
                            ),
                        ),
                        ("opened_at", models.DateTimeField(auto_now_add=True, verbose_name="Opened at")),
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
                            "opened_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Opened by",
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
                                to="funds.monthlyround",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RoundLineEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("kind", models.CharField(max_length=40, verbose_name="Kind of spending")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("from_ledger", config.money.MoneyField(default=0, verbose_name="By the books")),
                        (
                            "last_three",
                            config.money.MoneyField(default=0, verbose_name="Mean of the last three months"),
                        ),
                        (
                            "last_year",
                            config.money.MoneyField(default=0, verbose_name="Same month last year"),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="Note")),
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
                                to="funds.roundline",
                            ),
                        ),
                        (
                            "step",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.roundstep",
                                verbose_name="Step",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RoundStepEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("county_plan", "Plan of the unit"),
                                    ("city_plan", "Application to finance"),
                                    ("appropriation", "Appropriation"),
                                    ("transfer", "Transfer to the county"),
                                    ("county_report", "Spending report of the unit"),
                                    ("city_report", "Filing of the summary"),
                                ],
                                max_length=14,
                                verbose_name="Step",
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                blank=True,
                                help_text="A transfer's once the money arrived.",
                                null=True,
                                verbose_name="To be done by",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Not begun"),
                                    ("submitted", "Waits for a decision"),
                                    ("returned", "Sent back"),
                                    ("short", "Short"),
                                    ("done", "Step finished"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Prepared at"),
                        ),
                        ("happened_on", models.DateField(blank=True, null=True, verbose_name="Done on")),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "returned_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was sent back"),
                        ),
                        (
                            "times_returned",
                            models.PositiveSmallIntegerField(default=0, verbose_name="Times sent back"),
                        ),
                        (
                            "reference",
                            models.CharField(blank=True, max_length=80, verbose_name="Number of the paper"),
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
                                to="funds.roundstep",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.monthlyround",
                                verbose_name="Monthly round",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Prepared by",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Unit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RoundTransferEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("transferred_on", models.DateField(verbose_name="Transferred on")),
                        (
                            "evidence",
                            models.CharField(max_length=80, verbose_name="Number of the bank's slip"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for approval"),
                                    ("booked", "Booked"),
                                    ("refused", "Rejected"),
                                ],
                                default="entered",
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
                            "refused_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was refused"),
                        ),
                        (
                            "appropriation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.appropriation",
                                verbose_name="Appropriation",
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
                                to="funds.roundtransfer",
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
                            "round",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.monthlyround",
                                verbose_name="Monthly round",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SweepEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "account",
                            models.CharField(
                                choices=[
                                    ("income", "Income account"),
                                    ("expenditure", "Expenditure account"),
                                    ("fiscal", "Fiscal special account"),
                                ],
                                max_length=12,
                                verbose_name="Bank account",
                            ),
                        ),
                        ("period_first", models.DateField(verbose_name="First day")),
                        ("period_last", models.DateField(verbose_name="Last day")),
                        ("before", config.money.MoneyField(verbose_name="Balance before the sweep")),
                        ("amount", config.money.MoneyField(verbose_name="Swept")),
                        ("after", config.money.MoneyField(verbose_name="Balance after")),
                        ("swept_on", models.DateField(verbose_name="Swept on")),
                        (
                            "evidence",
                            models.CharField(max_length=80, verbose_name="Number of the bank's slip"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for approval"),
                                    ("booked", "Booked"),
                                    ("refused", "Rejected"),
                                ],
                                default="entered",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "refused_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was refused"),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Agency",
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
                                to="funds.sweep",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ],
        ),
        config.migrating.AddTrigger(
            model_name="accountinterest",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_accountinterestevent" ("account", "agency_id", "amount", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "evidence", "id", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "refused_reason", "state") SELECT new_values."account", new_values."agency_id", new_values."amount", new_values."decided_at", new_values."decided_by_id", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."id", new_values."insutype", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received_on", new_values."refused_reason", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="cc920c7b4c9136aa92d652b97e5caf0424d57f18",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9a9a8",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_accountinterest",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="accountinterest",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_accountinterestevent" ("account", "agency_id", "amount", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "evidence", "id", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "refused_reason", "state") SELECT new_values."account", new_values."agency_id", new_values."amount", new_values."decided_at", new_values."decided_by_id", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."id", new_values."insutype", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."received_on", new_values."refused_reason", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a5a9020397e17af01f2e377cef78f506bbe4d7d6",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e052a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_accountinterest",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="accountinterest",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_accountinterestevent" ("account", "agency_id", "amount", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "evidence", "id", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "refused_reason", "state") SELECT old_values."account", old_values."agency_id", old_values."amount", old_values."decided_at", old_values."decided_by_id", old_values."entered_at", old_values."entered_by_id", old_values."evidence", old_values."id", old_values."insutype", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."received_on", old_values."refused_reason", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="76e3ef6967550ccfba827a650766530dad04f5a5",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f519b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_accountinterest",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="monthlyround",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_monthlyroundevent" ("area_id", "id", "month", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."area_id", new_values."id", new_values."month", new_values."opened_at", new_values."opened_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="52a3cf85114fafb29ba63331dd46d5d5866545d7",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ee034",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_monthlyround",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="monthlyround",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_monthlyroundevent" ("area_id", "id", "month", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."area_id", new_values."id", new_values."month", new_values."opened_at", new_values."opened_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f88a2dab9f9734b854a74eb877a926bbf30d4b9a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_04d4b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_monthlyround",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="monthlyround",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_monthlyroundevent" ("area_id", "id", "month", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."area_id", old_values."id", old_values."month", old_values."opened_at", old_values."opened_by_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4c50311248ab61cf09076448bc4e08e4f33bdc17",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3c4cd",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_monthlyround",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="appropriation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_appropriationevent" ("amount", "arrived_on", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "evidence", "id", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refused_reason", "round_id", "state") SELECT new_values."amount", new_values."arrived_on", new_values."decided_at", new_values."decided_by_id", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."id", new_values."insutype", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."refused_reason", new_values."round_id", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="650878093bb23918c395fefabf4399fbbf09fcf1",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_27c22",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_appropriation",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="appropriation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_appropriationevent" ("amount", "arrived_on", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "evidence", "id", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refused_reason", "round_id", "state") SELECT new_values."amount", new_values."arrived_on", new_values."decided_at", new_values."decided_by_id", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."id", new_values."insutype", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."refused_reason", new_values."round_id", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="bebf6aae57853ae7c2624681f5ab067e17db3fa0",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a3ef4",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_appropriation",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="appropriation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_appropriationevent" ("amount", "arrived_on", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "evidence", "id", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refused_reason", "round_id", "state") SELECT old_values."amount", old_values."arrived_on", old_values."decided_at", old_values."decided_by_id", old_values."entered_at", old_values."entered_by_id", old_values."evidence", old_values."id", old_values."insutype", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."refused_reason", old_values."round_id", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="30284c6623c7fce6e90cc2c51ada3f71fa524aa5",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8510a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_appropriation",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="roundstep",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_roundstepevent" ("decided_at", "decided_by_id", "due_on", "happened_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "returned_reason", "round_id", "state", "step", "submitted_at", "submitted_by_id", "times_returned", "unit_id") SELECT new_values."decided_at", new_values."decided_by_id", new_values."due_on", new_values."happened_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reference", new_values."returned_reason", new_values."round_id", new_values."state", new_values."step", new_values."submitted_at", new_values."submitted_by_id", new_values."times_returned", new_values."unit_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a25a07bb2ee05349febb16ee31feacd4b231c7d2",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c35e8",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_roundstep",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="roundstep",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_roundstepevent" ("decided_at", "decided_by_id", "due_on", "happened_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "returned_reason", "round_id", "state", "step", "submitted_at", "submitted_by_id", "times_returned", "unit_id") SELECT new_values."decided_at", new_values."decided_by_id", new_values."due_on", new_values."happened_on", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reference", new_values."returned_reason", new_values."round_id", new_values."state", new_values."step", new_values."submitted_at", new_values."submitted_by_id", new_values."times_returned", new_values."unit_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1eb018203abf8b515388be90033715f1def2fd3e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ac72a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_roundstep",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="roundstep",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_roundstepevent" ("decided_at", "decided_by_id", "due_on", "happened_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "returned_reason", "round_id", "state", "step", "submitted_at", "submitted_by_id", "times_returned", "unit_id") SELECT old_values."decided_at", old_values."decided_by_id", old_values."due_on", old_values."happened_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reference", old_values."returned_reason", old_values."round_id", old_values."state", old_values."step", old_values."submitted_at", old_values."submitted_by_id", old_values."times_returned", old_values."unit_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="d9ee1e204ee3a7b02d55f1d3a2a45457a93141e6",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c7da1",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_roundstep",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="roundline",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_roundlineevent" ("amount", "from_ledger", "id", "insutype", "kind", "last_three", "last_year", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "step_id") SELECT new_values."amount", new_values."from_ledger", new_values."id", new_values."insutype", new_values."kind", new_values."last_three", new_values."last_year", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."step_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a6820d0f9ce6144d8d9206bb89192489b81e7a6f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_aeecd",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_roundline",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="roundline",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_roundlineevent" ("amount", "from_ledger", "id", "insutype", "kind", "last_three", "last_year", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "step_id") SELECT new_values."amount", new_values."from_ledger", new_values."id", new_values."insutype", new_values."kind", new_values."last_three", new_values."last_year", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."step_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="85a3cef2050cc42d829551452d47bbff643bba22",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7c41f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_roundline",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="roundline",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_roundlineevent" ("amount", "from_ledger", "id", "insutype", "kind", "last_three", "last_year", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "step_id") SELECT old_values."amount", old_values."from_ledger", old_values."id", old_values."insutype", old_values."kind", old_values."last_three", old_values."last_year", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."step_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="8a86cc632e90f6bdcbea45e1872077678feb96bd",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_08cd5",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_roundline",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="roundtransfer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_roundtransferevent" ("amount", "appropriation_id", "county_id", "decided_at", "decided_by_id", "evidence", "id", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "refused_reason", "round_id", "state", "transferred_on") SELECT new_values."amount", new_values."appropriation_id", new_values."county_id", new_values."decided_at", new_values."decided_by_id", new_values."evidence", new_values."id", new_values."insutype", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."refused_reason", new_values."round_id", new_values."state", new_values."transferred_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="861b17f84ce2b5aa038ab3a007d569c91dbabc46",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9ce5d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_roundtransfer",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="roundtransfer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_roundtransferevent" ("amount", "appropriation_id", "county_id", "decided_at", "decided_by_id", "evidence", "id", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "refused_reason", "round_id", "state", "transferred_on") SELECT new_values."amount", new_values."appropriation_id", new_values."county_id", new_values."decided_at", new_values."decided_by_id", new_values."evidence", new_values."id", new_values."insutype", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."refused_reason", new_values."round_id", new_values."state", new_values."transferred_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="524c5fb5bf96d8801bc3a9b6f52490baa592d9ee",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_16c79",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_roundtransfer",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="roundtransfer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_roundtransferevent" ("amount", "appropriation_id", "county_id", "decided_at", "decided_by_id", "evidence", "id", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "refused_reason", "round_id", "state", "transferred_on") SELECT old_values."amount", old_values."appropriation_id", old_values."county_id", old_values."decided_at", old_values."decided_by_id", old_values."evidence", old_values."id", old_values."insutype", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_at", old_values."prepared_by_id", old_values."refused_reason", old_values."round_id", old_values."state", old_values."transferred_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3a56a662d716cac7832cebd5ab7278b9207f1807",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1f2b6",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_roundtransfer",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="sweep",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_sweepevent" ("account", "after", "agency_id", "amount", "before", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "evidence", "id", "insutype", "period_first", "period_last", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refused_reason", "state", "swept_on") SELECT new_values."account", new_values."after", new_values."agency_id", new_values."amount", new_values."before", new_values."decided_at", new_values."decided_by_id", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."id", new_values."insutype", new_values."period_first", new_values."period_last", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."refused_reason", new_values."state", new_values."swept_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="007f6b7e791b1cef84eaad31dae1995486894050",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_49af6",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_sweep",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="sweep",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_sweepevent" ("account", "after", "agency_id", "amount", "before", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "evidence", "id", "insutype", "period_first", "period_last", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refused_reason", "state", "swept_on") SELECT new_values."account", new_values."after", new_values."agency_id", new_values."amount", new_values."before", new_values."decided_at", new_values."decided_by_id", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."id", new_values."insutype", new_values."period_first", new_values."period_last", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."refused_reason", new_values."state", new_values."swept_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d81e3a00214969bd0b3d017fb3d3b930e51f523b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e82c9",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_sweep",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="sweep",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_sweepevent" ("account", "after", "agency_id", "amount", "before", "decided_at", "decided_by_id", "entered_at", "entered_by_id", "evidence", "id", "insutype", "period_first", "period_last", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refused_reason", "state", "swept_on") SELECT old_values."account", old_values."after", old_values."agency_id", old_values."amount", old_values."before", old_values."decided_at", old_values."decided_by_id", old_values."entered_at", old_values."entered_by_id", old_values."evidence", old_values."id", old_values."insutype", old_values."period_first", old_values."period_last", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."refused_reason", old_values."state", old_values."swept_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5e185e08be31af69fb6a96ff53e1a25052791747",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a27be",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_sweep",
                    when="AFTER",
                ),
            ),
        ),
    ]
