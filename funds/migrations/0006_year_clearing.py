import config.migrating
import config.money
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("config", "0004_import_about"),
        ("funds", "0005_capital_row_level_security"),
        ("institutions", "0009_credit_row_level_security"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="YearClearing",
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
                                    ("open", "Year opened"),
                                    ("computed", "Year computed"),
                                    ("sent", "With the institutions"),
                                    ("reviewed", "Year reviewed"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(auto_now_add=True, verbose_name="Opened at")),
                        (
                            "computed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Computed at"),
                        ),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="Sent at")),
                        (
                            "returned_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was sent back"),
                        ),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "settled_from",
                            models.DateField(
                                blank=True,
                                help_text="First month whose statements settle it.",
                                null=True,
                                verbose_name="Settled from",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="year_clearings",
                                to="institutions.poolingarea",
                                verbose_name="Pooling area",
                            ),
                        ),
                        (
                            "computed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Computed by",
                            ),
                        ),
                        (
                            "job",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="config.job",
                                verbose_name="Job",
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
                        "verbose_name": "Year-end clearing with institutions",
                        "verbose_name_plural": "Year-end clearings with institutions",
                        "ordering": ("-year", "insutype"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("area", "insutype", "year"), name="year_clearing_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "open"),
                                    models.Q(("computed_at__isnull", False), ("computed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="year_clearing_computed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "reviewed"), _negated=True),
                                    models.Q(
                                        ("reviewed_at__isnull", False),
                                        ("reviewed_by__isnull", False),
                                        ("settled_from__isnull", False),
                                        models.Q(("reviewed_by", models.F("computed_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="year_clearing_reviewed_by_another",
                                violation_error_message="Whoever computes a year cannot review it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InstitutionYear",
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
                                    ("computed", "Computed"),
                                    ("sent", "Waits for the institution"),
                                    ("confirmed", "Confirmed"),
                                    ("objected", "Objected"),
                                    ("answered", "Objection answered, stands"),
                                ],
                                default="computed",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("billed", config.money.MoneyField(verbose_name="Drawn on the fund by bills")),
                        ("due", config.money.MoneyField(verbose_name="Due for the year")),
                        ("kept", config.money.MoneyField(verbose_name="Surplus kept")),
                        ("shared", config.money.MoneyField(verbose_name="Overrun borne by the fund")),
                        ("deducted", config.money.MoneyField(verbose_name="Deducted")),
                        ("prepaid", config.money.MoneyField(verbose_name="Prepaid in the months")),
                        ("deposit_held", config.money.MoneyField(verbose_name="Quality deposit held")),
                        (
                            "score",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=7,
                                null=True,
                                verbose_name="Score of the assessment",
                            ),
                        ),
                        (
                            "deposit_released",
                            config.money.MoneyField(verbose_name="Quality deposit released"),
                        ),
                        (
                            "deposit_withheld",
                            config.money.MoneyField(verbose_name="Quality deposit not released"),
                        ),
                        ("capital_settled", config.money.MoneyField(verbose_name="Working capital settled")),
                        (
                            "balance",
                            config.money.MoneyField(verbose_name="Paid at year end (below zero: taken back)"),
                        ),
                        ("steps", models.JSONField(default=list, verbose_name="Steps")),
                        (
                            "paper",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="Number of the signed paper"
                            ),
                        ),
                        ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="Signed on")),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Confirmation entered by",
                            ),
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
                                verbose_name="Paid by",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="years",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="years_settled",
                                to="funds.statement",
                                verbose_name="Settled in the statement",
                            ),
                        ),
                        (
                            "clearing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="institutions",
                                to="funds.yearclearing",
                                verbose_name="Year-end clearing",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Year of an institution",
                        "verbose_name_plural": "Years of institutions",
                        "ordering": ("clearing", "institution__fixmedins_code"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("clearing", "institution"), name="institution_year_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "balance",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("due"), "-", models.F("deposit_withheld")
                                                ),
                                                "-",
                                                models.F("prepaid"),
                                            ),
                                            "-",
                                            models.F("capital_settled"),
                                        ),
                                    )
                                ),
                                name="institution_year_adds_up",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("capital_settled__gte", 0),
                                    ("deducted__gte", 0),
                                    ("deposit_held__gte", 0),
                                    ("deposit_released__gte", 0),
                                    ("deposit_withheld__gte", 0),
                                    ("due__gte", 0),
                                    ("kept__gte", 0),
                                    ("shared__gte", 0),
                                    (
                                        "deposit_held__gte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("deposit_released"), "+", models.F("deposit_withheld")
                                        ),
                                    ),
                                ),
                                name="institution_year_amounts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "confirmed"), _negated=True),
                                    models.Q(
                                        models.Q(("paper", ""), _negated=True),
                                        ("confirmed_by__isnull", False),
                                        ("confirmed_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="institution_year_confirmed",
                                violation_error_message="A confirmation needs the signed paper and its day.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="YearClearingEvent",
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
                                    ("open", "Year opened"),
                                    ("computed", "Year computed"),
                                    ("sent", "With the institutions"),
                                    ("reviewed", "Year reviewed"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(auto_now_add=True, verbose_name="Opened at")),
                        (
                            "computed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Computed at"),
                        ),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="Sent at")),
                        (
                            "returned_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was sent back"),
                        ),
                        (
                            "reviewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Reviewed at"),
                        ),
                        (
                            "settled_from",
                            models.DateField(
                                blank=True,
                                help_text="First month whose statements settle it.",
                                null=True,
                                verbose_name="Settled from",
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
                            "computed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Computed by",
                            ),
                        ),
                        (
                            "job",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="config.job",
                                verbose_name="Job",
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
                                to="funds.yearclearing",
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
                    name="YearObjection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.CharField(max_length=500, verbose_name="Objection")),
                        ("paper", models.CharField(max_length=60, verbose_name="Number of the paper")),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        ("answer", models.CharField(blank=True, max_length=500, verbose_name="Answer")),
                        ("upheld", models.BooleanField(blank=True, null=True, verbose_name="Upheld")),
                        (
                            "answered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Answered at"),
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
                            "clearing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="objections",
                                to="funds.yearclearing",
                                verbose_name="Year-end clearing",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Paid by",
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
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Objection to a year-end clearing",
                        "verbose_name_plural": "Objections to year-end clearings",
                        "ordering": ("pk",),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("answered_by__isnull", True)),
                                fields=("clearing", "institution"),
                                name="year_objection_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("text", ""), _negated=True),
                                    models.Q(("paper", ""), _negated=True),
                                ),
                                name="year_objection_said",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", ""),
                                        ("answered_by__isnull", True),
                                        ("upheld__isnull", True),
                                    ),
                                    models.Q(
                                        ("answered_by__isnull", False),
                                        ("upheld__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                        models.Q(("answered_by", models.F("entered_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="year_objection_answered",
                                violation_error_message="Somebody else answers, with a reason.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="YearPool",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("method", models.CharField(max_length=20, verbose_name="Payment method")),
                        ("budget", config.money.MoneyField(verbose_name="Budget of the year")),
                        ("reserved", config.money.MoneyField(verbose_name="Kept back for overruns")),
                        (
                            "points",
                            models.DecimalField(decimal_places=8, max_digits=24, verbose_name="Points"),
                        ),
                        (
                            "point_value",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=18,
                                null=True,
                                verbose_name="Value of a point, fund's part",
                            ),
                        ),
                        ("paid", config.money.MoneyField(verbose_name="Cleared for all institutions")),
                        ("left", config.money.MoneyField(verbose_name="Stays with the fund")),
                        ("steps", models.JSONField(default=list, verbose_name="Steps")),
                        (
                            "clearing",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pools",
                                to="funds.yearclearing",
                                verbose_name="Year-end clearing",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Common budget of a year",
                        "verbose_name_plural": "Common budgets of a year",
                        "constraints": [
                            models.UniqueConstraint(fields=("clearing", "method"), name="year_pool_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "budget",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("paid"), "+", models.F("left")
                                        ),
                                    ),
                                    ("paid__gte", 0),
                                ),
                                name="year_pool_to_the_fen",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InstitutionYearEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("computed", "Computed"),
                                    ("sent", "Waits for the institution"),
                                    ("confirmed", "Confirmed"),
                                    ("objected", "Objected"),
                                    ("answered", "Objection answered, stands"),
                                ],
                                default="computed",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        ("billed", config.money.MoneyField(verbose_name="Drawn on the fund by bills")),
                        ("due", config.money.MoneyField(verbose_name="Due for the year")),
                        ("kept", config.money.MoneyField(verbose_name="Surplus kept")),
                        ("shared", config.money.MoneyField(verbose_name="Overrun borne by the fund")),
                        ("deducted", config.money.MoneyField(verbose_name="Deducted")),
                        ("prepaid", config.money.MoneyField(verbose_name="Prepaid in the months")),
                        ("deposit_held", config.money.MoneyField(verbose_name="Quality deposit held")),
                        (
                            "score",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=7,
                                null=True,
                                verbose_name="Score of the assessment",
                            ),
                        ),
                        (
                            "deposit_released",
                            config.money.MoneyField(verbose_name="Quality deposit released"),
                        ),
                        (
                            "deposit_withheld",
                            config.money.MoneyField(verbose_name="Quality deposit not released"),
                        ),
                        ("capital_settled", config.money.MoneyField(verbose_name="Working capital settled")),
                        (
                            "balance",
                            config.money.MoneyField(verbose_name="Paid at year end (below zero: taken back)"),
                        ),
                        ("steps", models.JSONField(default=list, verbose_name="Steps")),
                        (
                            "paper",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="Number of the signed paper"
                            ),
                        ),
                        ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="Signed on")),
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
                                verbose_name="Confirmation entered by",
                            ),
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
                                verbose_name="Paid by",
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
                                to="funds.institutionyear",
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.statement",
                                verbose_name="Settled in the statement",
                            ),
                        ),
                        (
                            "clearing",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.yearclearing",
                                verbose_name="Year-end clearing",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InstitutionYearMethod",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("method", models.CharField(max_length=20, verbose_name="Payment method")),
                        ("cases", models.PositiveIntegerField(default=0, verbose_name="Cases")),
                        ("cost", config.money.MoneyField(verbose_name="Total medical fee")),
                        ("billed", config.money.MoneyField(verbose_name="Drawn on the fund by bills")),
                        (
                            "points",
                            models.DecimalField(
                                decimal_places=8, default=0, max_digits=24, verbose_name="Points"
                            ),
                        ),
                        ("owed", config.money.MoneyField(verbose_name="Owed by the method")),
                        ("budget", config.money.MoneyField(blank=True, null=True, verbose_name="Own budget")),
                        ("deducted", config.money.MoneyField(verbose_name="Deducted")),
                        ("amount", config.money.MoneyField(verbose_name="Cleared for the year")),
                        ("steps", models.JSONField(default=list, verbose_name="Steps")),
                        (
                            "year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="methods",
                                to="funds.institutionyear",
                                verbose_name="Year of an institution",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Method of an institution's year",
                        "verbose_name_plural": "Methods of an institution's year",
                        "ordering": ("pk",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("year", "method"), name="institution_year_method_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="YearObjectionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("text", models.CharField(max_length=500, verbose_name="Objection")),
                        ("paper", models.CharField(max_length=60, verbose_name="Number of the paper")),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        ("answer", models.CharField(blank=True, max_length=500, verbose_name="Answer")),
                        ("upheld", models.BooleanField(blank=True, null=True, verbose_name="Upheld")),
                        (
                            "answered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Answered at"),
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
                            "clearing",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.yearclearing",
                                verbose_name="Year-end clearing",
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
                                verbose_name="Paid by",
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
                                to="funds.yearobjection",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ]
        ),
        migrations.RemoveConstraint(
            model_name="statement",
            name="statement_adds_up",
        ),
        migrations.RemoveConstraint(
            model_name="statement",
            name="statement_not_negative",
        ),
        migrations.RemoveConstraint(
            model_name="statementline",
            name="statement_line_adds_up",
        ),
        migrations.AddField(
            model_name="statement",
            name="by_method",
            field=config.money.MoneyField(
                default=0,
                help_text="What the month pays by method beyond (below zero: short of) what its bills drew on the pooled fund.",
                verbose_name="By payment method",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="dpst_released",
            field=config.money.MoneyField(
                default=0,
                help_text="Deposits of that year taken off the books; pays what is released.",
                verbose_name="Deposit settled",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="method_steps",
            field=models.JSONField(blank=True, default=list, verbose_name="Payment by method, step by step"),
        ),
        migrations.AddField(
            model_name="statement",
            name="year_end",
            field=config.money.MoneyField(
                default=0,
                help_text="Of a year cleared since the last statement.",
                verbose_name="Year-end clearing",
            ),
        ),
        migrations.AddField(
            model_name="statementline",
            name="by_method",
            field=config.money.MoneyField(default=0, verbose_name="By payment method"),
        ),
        migrations.AddField(
            model_name="statementline",
            name="released",
            field=config.money.MoneyField(default=0, verbose_name="Deposit settled"),
        ),
        migrations.AddField(
            model_name="statementline",
            name="year_end",
            field=config.money.MoneyField(default=0, verbose_name="Year-end clearing"),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "act_dfr_amt",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    django.db.models.expressions.CombinedExpression(
                                                        models.F("fund_appy_sum"), "+", models.F("acct_pay")
                                                    ),
                                                    "+",
                                                    models.F("by_method"),
                                                ),
                                                "+",
                                                models.F("brought_forward"),
                                            ),
                                            "-",
                                            models.F("det_sumamt"),
                                        ),
                                        "-",
                                        models.F("dpst_sumamt"),
                                    ),
                                    "+",
                                    models.F("year_end"),
                                ),
                                "+",
                                models.F("dpst_released"),
                            ),
                            "-",
                            models.F("carried_forward"),
                        ),
                    )
                ),
                name="statement_adds_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("act_dfr_amt__gte", 0),
                    ("det_later__gte", 0),
                    ("det_sumamt__gte", 0),
                    ("dpst_released__gte", 0),
                    ("dpst_sumamt__gte", 0),
                ),
                name="statement_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "payable",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("approved"), "+", models.F("by_method")
                                                ),
                                                "+",
                                                models.F("brought"),
                                            ),
                                            "-",
                                            models.F("deducted"),
                                        ),
                                        "-",
                                        models.F("deposit"),
                                    ),
                                    "+",
                                    models.F("year_end"),
                                ),
                                "+",
                                models.F("released"),
                            ),
                            "-",
                            models.F("carried"),
                        ),
                    )
                ),
                name="statement_line_adds_up",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="yearclearing",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_yearclearingevent" ("area_id", "computed_at", "computed_by_id", "id", "insutype", "job_id", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_reason", "reviewed_at", "reviewed_by_id", "sent_at", "settled_from", "state", "year") SELECT new_values."area_id", new_values."computed_at", new_values."computed_by_id", new_values."id", new_values."insutype", new_values."job_id", new_values."opened_at", new_values."opened_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."returned_reason", new_values."reviewed_at", new_values."reviewed_by_id", new_values."sent_at", new_values."settled_from", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7976769d4103221d54530df52463d516cd09f866",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1326b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_yearclearing",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="yearclearing",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_yearclearingevent" ("area_id", "computed_at", "computed_by_id", "id", "insutype", "job_id", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_reason", "reviewed_at", "reviewed_by_id", "sent_at", "settled_from", "state", "year") SELECT new_values."area_id", new_values."computed_at", new_values."computed_by_id", new_values."id", new_values."insutype", new_values."job_id", new_values."opened_at", new_values."opened_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."returned_reason", new_values."reviewed_at", new_values."reviewed_by_id", new_values."sent_at", new_values."settled_from", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="437b7728054cbf4f7f27925309301fd02cf26ec5",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f460f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_yearclearing",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="yearclearing",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_yearclearingevent" ("area_id", "computed_at", "computed_by_id", "id", "insutype", "job_id", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_reason", "reviewed_at", "reviewed_by_id", "sent_at", "settled_from", "state", "year") SELECT old_values."area_id", old_values."computed_at", old_values."computed_by_id", old_values."id", old_values."insutype", old_values."job_id", old_values."opened_at", old_values."opened_by_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."returned_reason", old_values."reviewed_at", old_values."reviewed_by_id", old_values."sent_at", old_values."settled_from", old_values."state", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="ac2b0b1b87ae10d9cbf4500634073ee746bf68d8",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_97df3",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_yearclearing",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="institutionyear",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_institutionyearevent" ("balance", "billed", "capital_settled", "clearing_id", "confirmed_by_id", "confirmed_on", "consortium_id", "county_id", "deducted", "deposit_held", "deposit_released", "deposit_withheld", "due", "id", "institution_id", "kept", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepaid", "score", "shared", "state", "statement_id", "steps") SELECT new_values."balance", new_values."billed", new_values."capital_settled", new_values."clearing_id", new_values."confirmed_by_id", new_values."confirmed_on", new_values."consortium_id", new_values."county_id", new_values."deducted", new_values."deposit_held", new_values."deposit_released", new_values."deposit_withheld", new_values."due", new_values."id", new_values."institution_id", new_values."kept", new_values."paper", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepaid", new_values."score", new_values."shared", new_values."state", new_values."statement_id", new_values."steps" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5b8de8a5dc36ea77352899313197ceda104db00b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_45a76",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_institutionyear",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="institutionyear",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_institutionyearevent" ("balance", "billed", "capital_settled", "clearing_id", "confirmed_by_id", "confirmed_on", "consortium_id", "county_id", "deducted", "deposit_held", "deposit_released", "deposit_withheld", "due", "id", "institution_id", "kept", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepaid", "score", "shared", "state", "statement_id", "steps") SELECT new_values."balance", new_values."billed", new_values."capital_settled", new_values."clearing_id", new_values."confirmed_by_id", new_values."confirmed_on", new_values."consortium_id", new_values."county_id", new_values."deducted", new_values."deposit_held", new_values."deposit_released", new_values."deposit_withheld", new_values."due", new_values."id", new_values."institution_id", new_values."kept", new_values."paper", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepaid", new_values."score", new_values."shared", new_values."state", new_values."statement_id", new_values."steps" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f71312a9415a29752e24fe656a4e8c697aa2cdcb",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2d6f1",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_institutionyear",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="institutionyear",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_institutionyearevent" ("balance", "billed", "capital_settled", "clearing_id", "confirmed_by_id", "confirmed_on", "consortium_id", "county_id", "deducted", "deposit_held", "deposit_released", "deposit_withheld", "due", "id", "institution_id", "kept", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepaid", "score", "shared", "state", "statement_id", "steps") SELECT old_values."balance", old_values."billed", old_values."capital_settled", old_values."clearing_id", old_values."confirmed_by_id", old_values."confirmed_on", old_values."consortium_id", old_values."county_id", old_values."deducted", old_values."deposit_held", old_values."deposit_released", old_values."deposit_withheld", old_values."due", old_values."id", old_values."institution_id", old_values."kept", old_values."paper", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepaid", old_values."score", old_values."shared", old_values."state", old_values."statement_id", old_values."steps" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="fa372f37a9a54c00c62ea4279c57dee8da328304",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_85637",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_institutionyear",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="yearobjection",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_yearobjectionevent" ("answer", "answered_at", "answered_by_id", "clearing_id", "county_id", "entered_at", "entered_by_id", "id", "institution_id", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "upheld") SELECT new_values."answer", new_values."answered_at", new_values."answered_by_id", new_values."clearing_id", new_values."county_id", new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."institution_id", new_values."paper", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."text", new_values."upheld" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4ea95d6a56a6f92e8f2f3e264f5bad40334874f3",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b80ad",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_yearobjection",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="yearobjection",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_yearobjectionevent" ("answer", "answered_at", "answered_by_id", "clearing_id", "county_id", "entered_at", "entered_by_id", "id", "institution_id", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "upheld") SELECT new_values."answer", new_values."answered_at", new_values."answered_by_id", new_values."clearing_id", new_values."county_id", new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."institution_id", new_values."paper", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."text", new_values."upheld" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f08f81a47ba4dd42499bbca96e9da7fc4e992651",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1df33",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_yearobjection",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="yearobjection",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_yearobjectionevent" ("answer", "answered_at", "answered_by_id", "clearing_id", "county_id", "entered_at", "entered_by_id", "id", "institution_id", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "upheld") SELECT old_values."answer", old_values."answered_at", old_values."answered_by_id", old_values."clearing_id", old_values."county_id", old_values."entered_at", old_values."entered_by_id", old_values."id", old_values."institution_id", old_values."paper", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."text", old_values."upheld" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="9e98ad2e97aaef14f64f812d88d4b4735cce3ce9",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fcbc4",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_yearobjection",
                    when="AFTER",
                ),
            ),
        ),
    ]
