import config.migrating
import config.money
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0012_payment_groups_row_level_security"),
        ("institutions", "0009_credit_row_level_security"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="Budget",
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
                                    ("proposed", "Caps of the counties proposed"),
                                    ("submitted", "Caps wait for approval"),
                                    ("negotiating", "Negotiated with institutions"),
                                    ("decided", "Decided"),
                                    ("dropped", "Dropped"),
                                ],
                                default="proposed",
                                max_length=11,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "negotiated_by",
                            models.CharField(
                                choices=[("county", "The county"), ("city", "The city")],
                                max_length=6,
                                verbose_name="Negotiated by",
                            ),
                        ),
                        (
                            "month_split",
                            models.CharField(
                                choices=[("last_year", "By last year's months"), ("equal", "Equal months")],
                                max_length=9,
                                verbose_name="Split into months",
                            ),
                        ),
                        ("last_year", config.money.MoneyField(verbose_name="Paid last year")),
                        (
                            "growth",
                            models.IntegerField(help_text="In ten-thousandths.", verbose_name="Growth"),
                        ),
                        ("total", config.money.MoneyField(verbose_name="Budget")),
                        ("reserved", config.money.MoneyField(verbose_name="Reserved")),
                        (
                            "steps",
                            models.JSONField(blank=True, default=list, verbose_name="How it came about"),
                        ),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "submitted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Submitted at"),
                        ),
                        (
                            "approved_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Approved at"),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=200,
                                verbose_name="Why it was sent back or dropped",
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Approved by",
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
                            "prepared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Prepared by",
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
                                verbose_name="Submitted by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Payment budget",
                        "verbose_name_plural": "Payment budgets",
                        "ordering": ("-year", "insutype", "-pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "dropped"), _negated=True),
                                fields=("area", "insutype", "year"),
                                name="budget_once_a_year",
                                violation_error_message="The budget of this scheme and year is there already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last_year__gte", 0),
                                    ("reserved__gte", 0),
                                    ("reserved__lte", models.F("total")),
                                    ("total__gte", 0),
                                ),
                                name="budget_amounts",
                                violation_error_message="What is reserved is part of the budget; no amount is below zero.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(
                                        models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                                        models.Q(("approved_by", models.F("submitted_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="budget_approved_by_another",
                                violation_error_message="A second person approves the caps.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("approved_at__isnull", False),
                                        ("approved_by__isnull", False),
                                        ("state__in", ["negotiating", "decided"]),
                                        ("submitted_by__isnull", False),
                                    ),
                                    models.Q(
                                        ("approved_by__isnull", True),
                                        ("state__in", ["proposed", "submitted", "dropped"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="budget_approved_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "dropped"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="budget_dropped_with_reason",
                                violation_error_message="Say why.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BudgetEvent",
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
                                    ("proposed", "Caps of the counties proposed"),
                                    ("submitted", "Caps wait for approval"),
                                    ("negotiating", "Negotiated with institutions"),
                                    ("decided", "Decided"),
                                    ("dropped", "Dropped"),
                                ],
                                default="proposed",
                                max_length=11,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "negotiated_by",
                            models.CharField(
                                choices=[("county", "The county"), ("city", "The city")],
                                max_length=6,
                                verbose_name="Negotiated by",
                            ),
                        ),
                        (
                            "month_split",
                            models.CharField(
                                choices=[("last_year", "By last year's months"), ("equal", "Equal months")],
                                max_length=9,
                                verbose_name="Split into months",
                            ),
                        ),
                        ("last_year", config.money.MoneyField(verbose_name="Paid last year")),
                        (
                            "growth",
                            models.IntegerField(help_text="In ten-thousandths.", verbose_name="Growth"),
                        ),
                        ("total", config.money.MoneyField(verbose_name="Budget")),
                        ("reserved", config.money.MoneyField(verbose_name="Reserved")),
                        (
                            "steps",
                            models.JSONField(blank=True, default=list, verbose_name="How it came about"),
                        ),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "submitted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Submitted at"),
                        ),
                        (
                            "approved_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Approved at"),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=200,
                                verbose_name="Why it was sent back or dropped",
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Approved by",
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
                                to="claims.budget",
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
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Submitted by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CountyBudget",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("negotiating", "Negotiated"),
                                    ("submitted", "Waits for the decision"),
                                    ("decided", "Decided"),
                                ],
                                default="negotiating",
                                max_length=11,
                                verbose_name="State",
                            ),
                        ),
                        ("last_year", config.money.MoneyField(verbose_name="Paid last year")),
                        ("proposed", config.money.MoneyField(verbose_name="Cap, worked out")),
                        ("cap", config.money.MoneyField(verbose_name="Cap")),
                        ("adjusted", config.money.MoneyField(default=0, verbose_name="Adjusted since")),
                        (
                            "cap_reason",
                            models.CharField(
                                blank=True, default="", max_length=200, verbose_name="Why the cap differs"
                            ),
                        ),
                        (
                            "steps",
                            models.JSONField(blank=True, default=list, verbose_name="How it came about"),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Submitted at"),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, default="", max_length=200, verbose_name="Why it was sent back"
                            ),
                        ),
                        (
                            "budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="counties",
                                to="claims.budget",
                                verbose_name="Payment budget",
                            ),
                        ),
                        (
                            "cap_set_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Cap set by",
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
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Submitted by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Payment budget of a county",
                        "verbose_name_plural": "Payment budgets of counties",
                        "ordering": ("budget", "county__code"),
                        "constraints": [
                            models.UniqueConstraint(fields=("budget", "county"), name="county_budget_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "adjusted__gte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("cap"), "*", models.Value(-1)
                                        ),
                                    ),
                                    ("cap__gte", 0),
                                    ("proposed__gte", 0),
                                ),
                                name="county_budget_amounts",
                                violation_error_message="A cap is not below zero.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cap", models.F("proposed")),
                                    models.Q(
                                        models.Q(("cap_reason", ""), _negated=True),
                                        ("cap_set_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="county_budget_cap_reason",
                                violation_error_message="Say why the cap differs from what was worked out.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("submitted_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="county_budget_two_people",
                                violation_error_message="A second person decides.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        ("state", "decided"),
                                        ("submitted_by__isnull", False),
                                    ),
                                    models.Q(
                                        models.Q(("state", "decided"), _negated=True),
                                        ("decided_at__isnull", True),
                                        ("decided_by__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="county_budget_decided_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BudgetShare",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("by_item", "By item"),
                                    ("per_case", "Per case"),
                                    ("drg", "DRG"),
                                    ("dip", "DIP"),
                                    ("bed_day", "Per bed-day"),
                                    ("per_capita", "Per capita"),
                                    ("consortium_lump_sum", "Lump sum of a consortium"),
                                    ("prepaid_total", "Prepaid total"),
                                ],
                                max_length=20,
                                verbose_name="Payment method",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Negotiated"),
                                    ("agreed", "Agreed"),
                                    ("set", "Set by the agency"),
                                ],
                                db_default="open",
                                default="open",
                                max_length=6,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "last_year",
                            config.money.MoneyField(db_default=0, default=0, verbose_name="Paid last year"),
                        ),
                        ("proposed", config.money.MoneyField(verbose_name="Proposal")),
                        ("amount", config.money.MoneyField(blank=True, null=True, verbose_name="Decided")),
                        (
                            "adjusted",
                            config.money.MoneyField(db_default=0, default=0, verbose_name="Adjusted since"),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=200, verbose_name="Reason"
                            ),
                        ),
                        (
                            "settled_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Amount settled at"),
                        ),
                        (
                            "steps",
                            models.JSONField(
                                blank=True, db_default=[], default=list, verbose_name="How it came about"
                            ),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "consortium",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.consortium",
                                verbose_name="Consortium",
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
                            "settled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Amount settled by",
                            ),
                        ),
                        (
                            "county_budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shares",
                                to="claims.countybudget",
                                verbose_name="Payment budget of a county",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Share of a payment budget",
                        "verbose_name_plural": "Shares of payment budgets",
                        "ordering": (
                            "county_budget",
                            "institution__fixmedins_code",
                            "consortium__name",
                            "method",
                        ),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("county_budget", "institution", "consortium", "method"),
                                name="budget_share_once",
                                nulls_distinct=False,
                                violation_error_message="It has a share by this method already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("institution__isnull", True),
                                    ("consortium__isnull", True),
                                    _connector="OR",
                                ),
                                name="budget_share_of_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("proposed__gte", 0),
                                    models.Q(
                                        models.Q(("adjusted", 0), ("amount__isnull", True)),
                                        models.Q(
                                            (
                                                "adjusted__gte",
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("amount"), "*", models.Value(-1)
                                                ),
                                            ),
                                            ("amount__gte", 0),
                                            ("amount__isnull", False),
                                        ),
                                        _connector="OR",
                                    ),
                                ),
                                name="budget_share_amounts",
                                violation_error_message="A budget is not below zero.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("amount__isnull", True),
                                        ("settled_by__isnull", True),
                                        ("state", "open"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "open"), _negated=True),
                                        ("amount__isnull", False),
                                        ("settled_at__isnull", False),
                                        ("settled_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="budget_share_settled_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "set"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="budget_share_set_with_reason",
                                violation_error_message="Say why it is set without an agreement.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "method__in",
                                        [
                                            "by_item",
                                            "per_case",
                                            "drg",
                                            "dip",
                                            "bed_day",
                                            "per_capita",
                                            "consortium_lump_sum",
                                            "prepaid_total",
                                        ],
                                    )
                                ),
                                name="budget_share_method",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CountyBudgetEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("negotiating", "Negotiated"),
                                    ("submitted", "Waits for the decision"),
                                    ("decided", "Decided"),
                                ],
                                default="negotiating",
                                max_length=11,
                                verbose_name="State",
                            ),
                        ),
                        ("last_year", config.money.MoneyField(verbose_name="Paid last year")),
                        ("proposed", config.money.MoneyField(verbose_name="Cap, worked out")),
                        ("cap", config.money.MoneyField(verbose_name="Cap")),
                        ("adjusted", config.money.MoneyField(default=0, verbose_name="Adjusted since")),
                        (
                            "cap_reason",
                            models.CharField(
                                blank=True, default="", max_length=200, verbose_name="Why the cap differs"
                            ),
                        ),
                        (
                            "steps",
                            models.JSONField(blank=True, default=list, verbose_name="How it came about"),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Submitted at"),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, default="", max_length=200, verbose_name="Why it was sent back"
                            ),
                        ),
                        (
                            "budget",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.budget",
                                verbose_name="Payment budget",
                            ),
                        ),
                        (
                            "cap_set_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Cap set by",
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
                                to="claims.countybudget",
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
                                verbose_name="Submitted by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="BudgetAdjustment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount of the change")),
                        ("effective_from", models.DateField(verbose_name="From the month")),
                        ("reason", models.CharField(max_length=300, verbose_name="Reason")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed, not decided"),
                                    ("decided", "Decided"),
                                    ("refused", "Not agreed"),
                                ],
                                default="proposed",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "decision",
                            models.CharField(
                                blank=True, default="", max_length=200, verbose_name="Reason of the decision"
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
                            "share",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty: the county's cap.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="adjustments",
                                to="claims.budgetshare",
                                verbose_name="Share of the budget",
                            ),
                        ),
                        (
                            "county_budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="adjustments",
                                to="claims.countybudget",
                                verbose_name="Payment budget of a county",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Adjustment of a payment budget",
                        "verbose_name_plural": "Adjustments of payment budgets",
                        "ordering": ("pk",),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "proposed")),
                                fields=("county_budget", "share"),
                                name="budget_adjustment_one_open",
                                nulls_distinct=False,
                                violation_error_message="An adjustment waits for its decision already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("amount", 0), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    ("effective_from__day", 1),
                                ),
                                name="budget_adjustment_something",
                                violation_error_message="Give an amount, a reason and the first day of a month.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("prepared_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="budget_adjustment_two_people",
                                violation_error_message="A second person decides.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at__isnull", True),
                                        ("decided_by__isnull", True),
                                        ("state", "proposed"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "proposed"), _negated=True),
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="budget_adjustment_decided_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "refused"), _negated=True),
                                    models.Q(("decision", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="budget_adjustment_refused_with_reason",
                                violation_error_message="Say why.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BudgetRound",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="Round")),
                        ("offer", config.money.MoneyField(verbose_name="Offer")),
                        (
                            "offer_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Reason of the offer"),
                        ),
                        ("offered_at", models.DateTimeField(verbose_name="Offered at")),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("accepted", "Accepts the offer"),
                                    ("asks", "Asks for more"),
                                    ("refused", "Refuses"),
                                ],
                                default="",
                                max_length=8,
                                verbose_name="Answer",
                            ),
                        ),
                        (
                            "asked",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Amount asked for"),
                        ),
                        (
                            "answer_reason",
                            models.CharField(
                                blank=True, default="", max_length=200, verbose_name="Reason of the answer"
                            ),
                        ),
                        (
                            "spoke",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=50,
                                verbose_name="Who spoke for the institution",
                            ),
                        ),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="Answered on")),
                        (
                            "answer_noted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Answer noted by",
                            ),
                        ),
                        (
                            "offered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Offered by",
                            ),
                        ),
                        (
                            "share",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rounds",
                                to="claims.budgetshare",
                                verbose_name="Share of the budget",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Round of a budget negotiation",
                        "verbose_name_plural": "Rounds of budget negotiations",
                        "ordering": ("share", "number"),
                        "constraints": [
                            models.UniqueConstraint(fields=("share", "number"), name="budget_round_number"),
                            models.UniqueConstraint(
                                condition=models.Q(("answer", "")),
                                fields=("share",),
                                name="budget_round_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("offer__gte", 0)),
                                name="budget_round_offer",
                                violation_error_message="An offer is not below zero.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", ""),
                                        ("answer_noted_by__isnull", True),
                                        ("answered_on__isnull", True),
                                        ("asked__isnull", True),
                                    ),
                                    models.Q(
                                        models.Q(("answer", ""), _negated=True),
                                        ("answer_noted_by__isnull", False),
                                        ("answered_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="budget_round_answered_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "asks"), ("asked__gte", 0), ("asked__isnull", False)),
                                    models.Q(
                                        models.Q(("answer", "asks"), _negated=True), ("asked__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="budget_round_asked",
                                violation_error_message="Give what the institution asks for, or leave it empty.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer__in", ["asks", "refused"]), _negated=True),
                                    models.Q(("answer_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="budget_round_reasoned",
                                violation_error_message="Give the institution's reason.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BudgetUse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.DateField(verbose_name="Month")),
                        ("used", config.money.MoneyField(verbose_name="Used")),
                        ("counted_at", models.DateTimeField(verbose_name="Counted at")),
                        (
                            "share",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="uses",
                                to="claims.budgetshare",
                                verbose_name="Share of the budget",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Use of a payment budget",
                        "verbose_name_plural": "Uses of payment budgets",
                        "ordering": ("share", "month"),
                        "constraints": [
                            models.UniqueConstraint(fields=("share", "month"), name="budget_use_once"),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="budget_use_first"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BudgetShareEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("by_item", "By item"),
                                    ("per_case", "Per case"),
                                    ("drg", "DRG"),
                                    ("dip", "DIP"),
                                    ("bed_day", "Per bed-day"),
                                    ("per_capita", "Per capita"),
                                    ("consortium_lump_sum", "Lump sum of a consortium"),
                                    ("prepaid_total", "Prepaid total"),
                                ],
                                max_length=20,
                                verbose_name="Payment method",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Negotiated"),
                                    ("agreed", "Agreed"),
                                    ("set", "Set by the agency"),
                                ],
                                db_default="open",
                                default="open",
                                max_length=6,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "last_year",
                            config.money.MoneyField(db_default=0, default=0, verbose_name="Paid last year"),
                        ),
                        ("proposed", config.money.MoneyField(verbose_name="Proposal")),
                        ("amount", config.money.MoneyField(blank=True, null=True, verbose_name="Decided")),
                        (
                            "adjusted",
                            config.money.MoneyField(db_default=0, default=0, verbose_name="Adjusted since"),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=200, verbose_name="Reason"
                            ),
                        ),
                        (
                            "settled_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Amount settled at"),
                        ),
                        (
                            "steps",
                            models.JSONField(
                                blank=True, db_default=[], default=list, verbose_name="How it came about"
                            ),
                        ),
                        (
                            "import_run_id",
                            models.BigIntegerField(editable=False, null=True, verbose_name="Import"),
                        ),
                        (
                            "consortium",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.consortium",
                                verbose_name="Consortium",
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
                                to="claims.budgetshare",
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Amount settled by",
                            ),
                        ),
                        (
                            "county_budget",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.countybudget",
                                verbose_name="Payment budget of a county",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="BudgetMonth",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.DateField(verbose_name="Month")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "adjustment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="months",
                                to="claims.budgetadjustment",
                                verbose_name="Adjustment",
                            ),
                        ),
                        (
                            "share",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="months",
                                to="claims.budgetshare",
                                verbose_name="Share of the budget",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Month of a payment budget",
                        "verbose_name_plural": "Months of payment budgets",
                        "ordering": ("share", "month", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("share", "adjustment", "month"),
                                name="budget_month_once",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="budget_month_first"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BudgetAdjustmentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("amount", config.money.MoneyField(verbose_name="Amount of the change")),
                        ("effective_from", models.DateField(verbose_name="From the month")),
                        ("reason", models.CharField(max_length=300, verbose_name="Reason")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed, not decided"),
                                    ("decided", "Decided"),
                                    ("refused", "Not agreed"),
                                ],
                                default="proposed",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "decision",
                            models.CharField(
                                blank=True, default="", max_length=200, verbose_name="Reason of the decision"
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
                                to="claims.budgetadjustment",
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
                            "share",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Empty: the county's cap.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.budgetshare",
                                verbose_name="Share of the budget",
                            ),
                        ),
                        (
                            "county_budget",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.countybudget",
                                verbose_name="Payment budget of a county",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="BudgetRoundEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.PositiveSmallIntegerField(verbose_name="Round")),
                        ("offer", config.money.MoneyField(verbose_name="Offer")),
                        (
                            "offer_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Reason of the offer"),
                        ),
                        ("offered_at", models.DateTimeField(verbose_name="Offered at")),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("accepted", "Accepts the offer"),
                                    ("asks", "Asks for more"),
                                    ("refused", "Refuses"),
                                ],
                                default="",
                                max_length=8,
                                verbose_name="Answer",
                            ),
                        ),
                        (
                            "asked",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Amount asked for"),
                        ),
                        (
                            "answer_reason",
                            models.CharField(
                                blank=True, default="", max_length=200, verbose_name="Reason of the answer"
                            ),
                        ),
                        (
                            "spoke",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=50,
                                verbose_name="Who spoke for the institution",
                            ),
                        ),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="Answered on")),
                        (
                            "answer_noted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Answer noted by",
                            ),
                        ),
                        (
                            "offered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Offered by",
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
                                to="claims.budgetround",
                            ),
                        ),
                        (
                            "share",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.budgetshare",
                                verbose_name="Share of the budget",
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
            model_name="budget",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_budgetevent" ("approved_at", "approved_by_id", "area_id", "growth", "id", "insutype", "last_year", "month_split", "negotiated_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "reserved", "state", "steps", "submitted_at", "submitted_by_id", "total", "year") SELECT new_values."approved_at", new_values."approved_by_id", new_values."area_id", new_values."growth", new_values."id", new_values."insutype", new_values."last_year", new_values."month_split", new_values."negotiated_by", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."reason", new_values."reserved", new_values."state", new_values."steps", new_values."submitted_at", new_values."submitted_by_id", new_values."total", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3e6cc9357ab45606d691affe68bb32f48d647112",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_abecc",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_budget",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="budget",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_budgetevent" ("approved_at", "approved_by_id", "area_id", "growth", "id", "insutype", "last_year", "month_split", "negotiated_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "reserved", "state", "steps", "submitted_at", "submitted_by_id", "total", "year") SELECT new_values."approved_at", new_values."approved_by_id", new_values."area_id", new_values."growth", new_values."id", new_values."insutype", new_values."last_year", new_values."month_split", new_values."negotiated_by", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."reason", new_values."reserved", new_values."state", new_values."steps", new_values."submitted_at", new_values."submitted_by_id", new_values."total", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ec261e1162e81616dc6c22828269a3ac16c5c984",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3e2ec",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_budget",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="budget",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_budgetevent" ("approved_at", "approved_by_id", "area_id", "growth", "id", "insutype", "last_year", "month_split", "negotiated_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "reserved", "state", "steps", "submitted_at", "submitted_by_id", "total", "year") SELECT old_values."approved_at", old_values."approved_by_id", old_values."area_id", old_values."growth", old_values."id", old_values."insutype", old_values."last_year", old_values."month_split", old_values."negotiated_by", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_at", old_values."prepared_by_id", old_values."reason", old_values."reserved", old_values."state", old_values."steps", old_values."submitted_at", old_values."submitted_by_id", old_values."total", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="2b5cd3fa5930c1caebfa0c43429f0768d0b791aa",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d499a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_budget",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="budgetround",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_budgetroundevent" ("answer", "answer_noted_by_id", "answer_reason", "answered_on", "asked", "id", "number", "offer", "offer_reason", "offered_at", "offered_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share_id", "spoke") SELECT new_values."answer", new_values."answer_noted_by_id", new_values."answer_reason", new_values."answered_on", new_values."asked", new_values."id", new_values."number", new_values."offer", new_values."offer_reason", new_values."offered_at", new_values."offered_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."share_id", new_values."spoke" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c995553fb794090da85dd8dd697ebcb5085c01d1",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c4948",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_budgetround",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="budgetround",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_budgetroundevent" ("answer", "answer_noted_by_id", "answer_reason", "answered_on", "asked", "id", "number", "offer", "offer_reason", "offered_at", "offered_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share_id", "spoke") SELECT new_values."answer", new_values."answer_noted_by_id", new_values."answer_reason", new_values."answered_on", new_values."asked", new_values."id", new_values."number", new_values."offer", new_values."offer_reason", new_values."offered_at", new_values."offered_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."share_id", new_values."spoke" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="cfcab31952aca43521fafd5db220b1f9db4de157",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_afc0d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_budgetround",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="budgetround",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_budgetroundevent" ("answer", "answer_noted_by_id", "answer_reason", "answered_on", "asked", "id", "number", "offer", "offer_reason", "offered_at", "offered_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share_id", "spoke") SELECT old_values."answer", old_values."answer_noted_by_id", old_values."answer_reason", old_values."answered_on", old_values."asked", old_values."id", old_values."number", old_values."offer", old_values."offer_reason", old_values."offered_at", old_values."offered_by_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."share_id", old_values."spoke" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="08d9ffd363d77792cd42711ebf5610cd024dc0c5",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f3d5b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_budgetround",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="countybudget",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_countybudgetevent" ("adjusted", "budget_id", "cap", "cap_reason", "cap_set_by_id", "county_id", "decided_at", "decided_by_id", "id", "last_year", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed", "reason", "state", "steps", "submitted_at", "submitted_by_id") SELECT new_values."adjusted", new_values."budget_id", new_values."cap", new_values."cap_reason", new_values."cap_set_by_id", new_values."county_id", new_values."decided_at", new_values."decided_by_id", new_values."id", new_values."last_year", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proposed", new_values."reason", new_values."state", new_values."steps", new_values."submitted_at", new_values."submitted_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2dced3408f769beb2c630ffc4d8683b6af89c94e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6a8e0",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_countybudget",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="countybudget",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_countybudgetevent" ("adjusted", "budget_id", "cap", "cap_reason", "cap_set_by_id", "county_id", "decided_at", "decided_by_id", "id", "last_year", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed", "reason", "state", "steps", "submitted_at", "submitted_by_id") SELECT new_values."adjusted", new_values."budget_id", new_values."cap", new_values."cap_reason", new_values."cap_set_by_id", new_values."county_id", new_values."decided_at", new_values."decided_by_id", new_values."id", new_values."last_year", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proposed", new_values."reason", new_values."state", new_values."steps", new_values."submitted_at", new_values."submitted_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d8936155f3d0ba67786e0ed8483b9387a9d90cb2",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a96a4",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_countybudget",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="countybudget",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_countybudgetevent" ("adjusted", "budget_id", "cap", "cap_reason", "cap_set_by_id", "county_id", "decided_at", "decided_by_id", "id", "last_year", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed", "reason", "state", "steps", "submitted_at", "submitted_by_id") SELECT old_values."adjusted", old_values."budget_id", old_values."cap", old_values."cap_reason", old_values."cap_set_by_id", old_values."county_id", old_values."decided_at", old_values."decided_by_id", old_values."id", old_values."last_year", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."proposed", old_values."reason", old_values."state", old_values."steps", old_values."submitted_at", old_values."submitted_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="adea2836499ecd21011180fd909058d1ce042a70",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_32f31",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_countybudget",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="budgetshare",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_budgetshareevent" ("adjusted", "amount", "consortium_id", "county_budget_id", "county_id", "id", "import_run_id", "institution_id", "last_year", "method", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed", "reason", "settled_at", "settled_by_id", "state", "steps") SELECT new_values."adjusted", new_values."amount", new_values."consortium_id", new_values."county_budget_id", new_values."county_id", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."last_year", new_values."method", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proposed", new_values."reason", new_values."settled_at", new_values."settled_by_id", new_values."state", new_values."steps" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a5a3b078c7a897060cfa7af4be890dae7ebaa26c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_978ca",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_budgetshare",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="budgetshare",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_budgetshareevent" ("adjusted", "amount", "consortium_id", "county_budget_id", "county_id", "id", "import_run_id", "institution_id", "last_year", "method", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed", "reason", "settled_at", "settled_by_id", "state", "steps") SELECT new_values."adjusted", new_values."amount", new_values."consortium_id", new_values."county_budget_id", new_values."county_id", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."last_year", new_values."method", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proposed", new_values."reason", new_values."settled_at", new_values."settled_by_id", new_values."state", new_values."steps" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="addea6721b7c5b32d7c1503322bf3c70875e1ca3",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cc100",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_budgetshare",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="budgetshare",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_budgetshareevent" ("adjusted", "amount", "consortium_id", "county_budget_id", "county_id", "id", "import_run_id", "institution_id", "last_year", "method", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed", "reason", "settled_at", "settled_by_id", "state", "steps") SELECT old_values."adjusted", old_values."amount", old_values."consortium_id", old_values."county_budget_id", old_values."county_id", old_values."id", old_values."import_run_id", old_values."institution_id", old_values."last_year", old_values."method", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."proposed", old_values."reason", old_values."settled_at", old_values."settled_by_id", old_values."state", old_values."steps" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f68248a1092ba06205f0b58d936dd7a782aa057d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8a06c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_budgetshare",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="budgetadjustment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_budgetadjustmentevent" ("amount", "county_budget_id", "county_id", "decided_at", "decided_by_id", "decision", "effective_from", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "share_id", "state") SELECT new_values."amount", new_values."county_budget_id", new_values."county_id", new_values."decided_at", new_values."decided_by_id", new_values."decision", new_values."effective_from", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."reason", new_values."share_id", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9252715f0307d248277c6321946077bb468fd884",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f094d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_budgetadjustment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="budgetadjustment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_budgetadjustmentevent" ("amount", "county_budget_id", "county_id", "decided_at", "decided_by_id", "decision", "effective_from", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "share_id", "state") SELECT new_values."amount", new_values."county_budget_id", new_values."county_id", new_values."decided_at", new_values."decided_by_id", new_values."decision", new_values."effective_from", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."reason", new_values."share_id", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="567e221c504029992ede4377a80c2549455802a4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_31983",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_budgetadjustment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="budgetadjustment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_budgetadjustmentevent" ("amount", "county_budget_id", "county_id", "decided_at", "decided_by_id", "decision", "effective_from", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "share_id", "state") SELECT old_values."amount", old_values."county_budget_id", old_values."county_id", old_values."decided_at", old_values."decided_by_id", old_values."decision", old_values."effective_from", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_at", old_values."prepared_by_id", old_values."reason", old_values."share_id", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="9cc93d35185433ca2d506040c63b68b1e47cbfd6",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2a827",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_budgetadjustment",
                    when="AFTER",
                ),
            ),
        ),
    ]
