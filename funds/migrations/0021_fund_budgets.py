import config.migrating
import config.money
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0020_rounds_row_level_security"),
        ("institutions", "0009_credit_row_level_security"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            tables=[
                migrations.CreateModel(
                    name="FundBudget",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("proposal", "First draft of a county"),
                                    ("budget", "Budget"),
                                    ("adjustment", "Change in mid-year"),
                                    ("accounts", "Final accounts"),
                                ],
                                max_length=10,
                                verbose_name="Kind",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(default=1, verbose_name="Number")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("handed_in", "Waits for the second person"),
                                    ("review", "With those who review"),
                                    ("approved", "Approved"),
                                    ("dropped", "Dropped"),
                                ],
                                default="draft",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField(default=0, verbose_name="Round")),
                        (
                            "explanation",
                            models.CharField(
                                blank=True, default="", max_length=300, verbose_name="Explanation"
                            ),
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
                            "document_number",
                            models.CharField(
                                blank=True, default="", max_length=60, verbose_name="Document number"
                            ),
                        ),
                        (
                            "document_date",
                            models.DateField(blank=True, null=True, verbose_name="Date of the document"),
                        ),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "handed_in_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Handed in at"),
                        ),
                        (
                            "checked_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Checked at"),
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
                            "handed_in_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handed in by",
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
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Drafted by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Fund budget",
                        "verbose_name_plural": "Fund budgets",
                        "ordering": ("-year", "insutype", "unit__code", "-pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("unit", "insutype", "year", "kind", "number"),
                                name="fund_budget_number",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    models.Q(("state", "dropped"), _negated=True),
                                    models.Q(("kind", "adjustment"), _negated=True),
                                ),
                                fields=("unit", "insutype", "year", "kind"),
                                name="fund_budget_once_a_year",
                                violation_error_message="This paper of the scheme and year is there already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("kind", "adjustment"), ("state__in", ["draft", "handed_in", "review"])
                                ),
                                fields=("unit", "insutype", "year"),
                                name="fund_budget_one_open_change",
                                violation_error_message="A change of this budget is under way already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("checked_by__isnull", True),
                                    models.Q(
                                        models.Q(("checked_by", models.F("prepared_by")), _negated=True),
                                        models.Q(("checked_by", models.F("handed_in_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="fund_budget_two_people",
                                violation_error_message="A second person checks.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("checked_at__isnull", False),
                                        ("checked_by__isnull", False),
                                        ("handed_in_by__isnull", False),
                                        ("round__gte", 1),
                                        ("state__in", ["review", "approved"]),
                                    ),
                                    models.Q(
                                        ("checked_by__isnull", True),
                                        ("state__in", ["draft", "handed_in", "dropped"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="fund_budget_checked_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state", "approved"),
                                        models.Q(
                                            ("kind", "proposal"),
                                            models.Q(("document_number", ""), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    models.Q(
                                        models.Q(("state", "approved"), _negated=True),
                                        ("document_date__isnull", True),
                                        ("document_number", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="fund_budget_approved_by_a_document",
                                violation_error_message="Give the number of the approving document.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "adjustment"), _negated=True),
                                    models.Q(("explanation", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="fund_budget_change_explained",
                                violation_error_message="Say why the budget is changed.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "dropped"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="fund_budget_dropped_with_reason",
                                violation_error_message="Say why.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FundBudgetLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=30, verbose_name="Line")),
                        ("base", config.money.MoneyField(default=0, verbose_name="To compare with")),
                        (
                            "proposed",
                            config.money.MoneyField(default=0, verbose_name="Worked out or proposed"),
                        ),
                        ("amount", config.money.MoneyField(default=0, verbose_name="Amount")),
                        (
                            "reason",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=200, verbose_name="Reason"
                            ),
                        ),
                        (
                            "rating",
                            models.CharField(
                                blank=True,
                                choices=[("good", "Good"), ("fair", "Fair"), ("poor", "Poor")],
                                db_default="",
                                default="",
                                max_length=4,
                                verbose_name="Rating",
                            ),
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
                            "budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="funds.fundbudget",
                                verbose_name="Fund budget",
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
                    ],
                    options={
                        "verbose_name": "Line of a fund budget",
                        "verbose_name_plural": "Lines of fund budgets",
                        "ordering": ("budget", "county__code", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("budget", "county", "code"), name="fund_budget_line_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("rating__in", ["", "good", "fair", "poor"])),
                                name="fund_budget_line_rating",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FundBudgetStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField(verbose_name="Round")),
                        ("position", models.PositiveSmallIntegerField(verbose_name="Step")),
                        (
                            "office",
                            models.CharField(
                                choices=[
                                    ("city", "The city"),
                                    ("bureau", "Medical security bureau"),
                                    ("tax", "Tax office"),
                                    ("finance", "Finance office"),
                                    ("government", "Government"),
                                    ("congress", "People's congress"),
                                    ("standing_committee", "Standing committee of the people's congress"),
                                ],
                                max_length=18,
                                verbose_name="Office",
                            ),
                        ),
                        (
                            "act",
                            models.CharField(
                                choices=[
                                    ("take", "Takes it into its draft"),
                                    ("draft_with", "Drafts the income with us"),
                                    ("review", "Reviews"),
                                    ("approve", "Approves"),
                                ],
                                max_length=10,
                                verbose_name="What it does",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("agreed", "Agrees"),
                                    ("returned", "Returned with reason"),
                                ],
                                default="waiting",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "clause",
                            models.CharField(blank=True, default="", max_length=60, verbose_name="Clause"),
                        ),
                        (
                            "assumed",
                            models.CharField(blank=True, default="", max_length=200, verbose_name="Assumed"),
                        ),
                        (
                            "document_number",
                            models.CharField(
                                blank=True, default="", max_length=60, verbose_name="Document number"
                            ),
                        ),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="Answered on")),
                        (
                            "reason",
                            models.CharField(blank=True, default="", max_length=200, verbose_name="Reason"),
                        ),
                        ("noted_at", models.DateTimeField(blank=True, null=True, verbose_name="Noted at")),
                        (
                            "budget",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="funds.fundbudget",
                                verbose_name="Fund budget",
                            ),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Noted by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Step of a fund budget",
                        "verbose_name_plural": "Steps of fund budgets",
                        "ordering": ("budget", "round", "position"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("budget", "round", "position"), name="fund_budget_step_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answered_on__isnull", True),
                                        ("noted_by__isnull", True),
                                        ("state", "waiting"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "waiting"), _negated=True),
                                        ("answered_on__isnull", False),
                                        ("noted_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="fund_budget_step_answered_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "agreed"), _negated=True),
                                    ("act__in", ["take", "draft_with"]),
                                    models.Q(("document_number", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="fund_budget_step_by_document",
                                violation_error_message="Give the number of the document.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "returned"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="fund_budget_step_returned_with_reason",
                                violation_error_message="Say why it was returned.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FundBudgetEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("proposal", "First draft of a county"),
                                    ("budget", "Budget"),
                                    ("adjustment", "Change in mid-year"),
                                    ("accounts", "Final accounts"),
                                ],
                                max_length=10,
                                verbose_name="Kind",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(default=1, verbose_name="Number")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("handed_in", "Waits for the second person"),
                                    ("review", "With those who review"),
                                    ("approved", "Approved"),
                                    ("dropped", "Dropped"),
                                ],
                                default="draft",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField(default=0, verbose_name="Round")),
                        (
                            "explanation",
                            models.CharField(
                                blank=True, default="", max_length=300, verbose_name="Explanation"
                            ),
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
                            "document_number",
                            models.CharField(
                                blank=True, default="", max_length=60, verbose_name="Document number"
                            ),
                        ),
                        (
                            "document_date",
                            models.DateField(blank=True, null=True, verbose_name="Date of the document"),
                        ),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "handed_in_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Handed in at"),
                        ),
                        (
                            "checked_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Checked at"),
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
                            "handed_in_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Handed in by",
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
                                to="funds.fundbudget",
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
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Drafted by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FundBudgetLineEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=30, verbose_name="Line")),
                        ("base", config.money.MoneyField(default=0, verbose_name="To compare with")),
                        (
                            "proposed",
                            config.money.MoneyField(default=0, verbose_name="Worked out or proposed"),
                        ),
                        ("amount", config.money.MoneyField(default=0, verbose_name="Amount")),
                        (
                            "reason",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=200, verbose_name="Reason"
                            ),
                        ),
                        (
                            "rating",
                            models.CharField(
                                blank=True,
                                choices=[("good", "Good"), ("fair", "Fair"), ("poor", "Poor")],
                                db_default="",
                                default="",
                                max_length=4,
                                verbose_name="Rating",
                            ),
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
                            "budget",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.fundbudget",
                                verbose_name="Fund budget",
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
                                to="funds.fundbudgetline",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FundBudgetStepEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("round", models.PositiveSmallIntegerField(verbose_name="Round")),
                        ("position", models.PositiveSmallIntegerField(verbose_name="Step")),
                        (
                            "office",
                            models.CharField(
                                choices=[
                                    ("city", "The city"),
                                    ("bureau", "Medical security bureau"),
                                    ("tax", "Tax office"),
                                    ("finance", "Finance office"),
                                    ("government", "Government"),
                                    ("congress", "People's congress"),
                                    ("standing_committee", "Standing committee of the people's congress"),
                                ],
                                max_length=18,
                                verbose_name="Office",
                            ),
                        ),
                        (
                            "act",
                            models.CharField(
                                choices=[
                                    ("take", "Takes it into its draft"),
                                    ("draft_with", "Drafts the income with us"),
                                    ("review", "Reviews"),
                                    ("approve", "Approves"),
                                ],
                                max_length=10,
                                verbose_name="What it does",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("agreed", "Agrees"),
                                    ("returned", "Returned with reason"),
                                ],
                                default="waiting",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "clause",
                            models.CharField(blank=True, default="", max_length=60, verbose_name="Clause"),
                        ),
                        (
                            "assumed",
                            models.CharField(blank=True, default="", max_length=200, verbose_name="Assumed"),
                        ),
                        (
                            "document_number",
                            models.CharField(
                                blank=True, default="", max_length=60, verbose_name="Document number"
                            ),
                        ),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="Answered on")),
                        (
                            "reason",
                            models.CharField(blank=True, default="", max_length=200, verbose_name="Reason"),
                        ),
                        ("noted_at", models.DateTimeField(blank=True, null=True, verbose_name="Noted at")),
                        (
                            "budget",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.fundbudget",
                                verbose_name="Fund budget",
                            ),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Noted by",
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
                                to="funds.fundbudgetstep",
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
            model_name="fundbudget",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_fundbudgetevent" ("area_id", "checked_at", "checked_by_id", "document_date", "document_number", "explanation", "handed_in_at", "handed_in_by_id", "id", "insutype", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "round", "state", "unit_id", "year") SELECT new_values."area_id", new_values."checked_at", new_values."checked_by_id", new_values."document_date", new_values."document_number", new_values."explanation", new_values."handed_in_at", new_values."handed_in_by_id", new_values."id", new_values."insutype", new_values."kind", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."reason", new_values."round", new_values."state", new_values."unit_id", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e7ce4f9bdbc820cead27367c27f05736cebd2788",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_dc147",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_fundbudget",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="fundbudget",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_fundbudgetevent" ("area_id", "checked_at", "checked_by_id", "document_date", "document_number", "explanation", "handed_in_at", "handed_in_by_id", "id", "insutype", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "round", "state", "unit_id", "year") SELECT new_values."area_id", new_values."checked_at", new_values."checked_by_id", new_values."document_date", new_values."document_number", new_values."explanation", new_values."handed_in_at", new_values."handed_in_by_id", new_values."id", new_values."insutype", new_values."kind", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."reason", new_values."round", new_values."state", new_values."unit_id", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2d55889a734fae83ccbf168312da457b37c73d42",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_031d9",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_fundbudget",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="fundbudget",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_fundbudgetevent" ("area_id", "checked_at", "checked_by_id", "document_date", "document_number", "explanation", "handed_in_at", "handed_in_by_id", "id", "insutype", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "round", "state", "unit_id", "year") SELECT old_values."area_id", old_values."checked_at", old_values."checked_by_id", old_values."document_date", old_values."document_number", old_values."explanation", old_values."handed_in_at", old_values."handed_in_by_id", old_values."id", old_values."insutype", old_values."kind", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_at", old_values."prepared_by_id", old_values."reason", old_values."round", old_values."state", old_values."unit_id", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="d68e8f1e498ff04c7ad08518672d788bd5246309",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8481a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_fundbudget",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="fundbudgetline",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_fundbudgetlineevent" ("amount", "base", "budget_id", "code", "county_id", "id", "import_run_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed", "rating", "reason", "steps") SELECT new_values."amount", new_values."base", new_values."budget_id", new_values."code", new_values."county_id", new_values."id", new_values."import_run_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proposed", new_values."rating", new_values."reason", new_values."steps" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="41cf53666858a57633ebf6cfa4ee6fb2f954dc1a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_17867",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_fundbudgetline",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="fundbudgetline",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_fundbudgetlineevent" ("amount", "base", "budget_id", "code", "county_id", "id", "import_run_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed", "rating", "reason", "steps") SELECT new_values."amount", new_values."base", new_values."budget_id", new_values."code", new_values."county_id", new_values."id", new_values."import_run_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proposed", new_values."rating", new_values."reason", new_values."steps" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="99eed6a4de4e91322b9037b2def3c9b2f8f746b3",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1f44c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_fundbudgetline",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="fundbudgetline",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_fundbudgetlineevent" ("amount", "base", "budget_id", "code", "county_id", "id", "import_run_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed", "rating", "reason", "steps") SELECT old_values."amount", old_values."base", old_values."budget_id", old_values."code", old_values."county_id", old_values."id", old_values."import_run_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."proposed", old_values."rating", old_values."reason", old_values."steps" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="d1fdb749c6ad7288906f3cfe8213197a1b34f336",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b1401",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_fundbudgetline",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="fundbudgetstep",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_fundbudgetstepevent" ("act", "answered_on", "assumed", "budget_id", "clause", "document_number", "id", "noted_at", "noted_by_id", "office", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reason", "round", "state") SELECT new_values."act", new_values."answered_on", new_values."assumed", new_values."budget_id", new_values."clause", new_values."document_number", new_values."id", new_values."noted_at", new_values."noted_by_id", new_values."office", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."reason", new_values."round", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4036ddd5d05e64f3201350ba38c9cb4c702652c4",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d87ed",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_fundbudgetstep",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="fundbudgetstep",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_fundbudgetstepevent" ("act", "answered_on", "assumed", "budget_id", "clause", "document_number", "id", "noted_at", "noted_by_id", "office", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reason", "round", "state") SELECT new_values."act", new_values."answered_on", new_values."assumed", new_values."budget_id", new_values."clause", new_values."document_number", new_values."id", new_values."noted_at", new_values."noted_by_id", new_values."office", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."reason", new_values."round", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="48e31c5cfe80b6c59db3740e0294387209041e5b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c63d2",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_fundbudgetstep",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="fundbudgetstep",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_fundbudgetstepevent" ("act", "answered_on", "assumed", "budget_id", "clause", "document_number", "id", "noted_at", "noted_by_id", "office", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reason", "round", "state") SELECT old_values."act", old_values."answered_on", old_values."assumed", old_values."budget_id", old_values."clause", old_values."document_number", old_values."id", old_values."noted_at", old_values."noted_by_id", old_values."office", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."reason", old_values."round", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c149d56f1aba84da9db36f549c788a23a76d4480",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b7f57",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_fundbudgetstep",
                    when="AFTER",
                ),
            ),
        ),
    ]
