import config.migrating
import config.money
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0004_refunds_of_contributions"),
        ("funds", "0003_row_level_security"),
        ("institutions", "0005_agreements_row_level_security"),
        ("institutions", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="CapitalLoan",
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
                                    ("working_capital", "Working capital"),
                                    ("prepayment", "Prepayment"),
                                ],
                                max_length=16,
                                verbose_name="Kind",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed, no agreement yet"),
                                    ("agreed", "Agreement signed, to be approved"),
                                    ("approved", "Approved, to be paid"),
                                    ("ordered", "Payment ordered"),
                                    ("failed", "Payment failed"),
                                    ("lent", "Lent"),
                                    ("settled", "Loan settled"),
                                    ("dropped", "Not lent"),
                                ],
                                default="proposed",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "last_year",
                            config.money.MoneyField(verbose_name="Pooled payments of the year before"),
                        ),
                        (
                            "months_cleared",
                            models.PositiveSmallIntegerField(verbose_name="Months cleared of that year"),
                        ),
                        ("steps", models.JSONField(default=list, verbose_name="Steps")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("settle_by", models.DateField(verbose_name="To be settled by")),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "agreement_no",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="Number of the loan agreement"
                            ),
                        ),
                        (
                            "agreed_on",
                            models.DateField(blank=True, null=True, verbose_name="Agreement signed on"),
                        ),
                        (
                            "carried",
                            config.money.MoneyField(default=0, verbose_name="Carried over from last year"),
                        ),
                        (
                            "approved_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Approved at"),
                        ),
                        ("lent_on", models.DateField(blank=True, null=True, verbose_name="Lent on")),
                        (
                            "failure_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Bank's reason"),
                        ),
                        (
                            "dropped_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Why it is not lent"),
                        ),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Agreement entered by",
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
                            "carries",
                            models.OneToOneField(
                                blank=True,
                                help_text="The loan of the year before whose open part is carried over.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="carried_into",
                                to="funds.capitalloan",
                                verbose_name="Carries over",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="capital_loans",
                                to="institutions.institution",
                                verbose_name="Institution",
                            ),
                        ),
                        (
                            "lender",
                            models.ForeignKey(
                                help_text="The county that pays the institution.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Lent by",
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
                        "verbose_name": "Working capital lent",
                        "verbose_name_plural": "Working capital lent",
                        "ordering": ("-year", "number"),
                        "indexes": [
                            models.Index(fields=["lender", "year", "insutype"], name="capital_by_lender")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "dropped"), _negated=True),
                                fields=("institution", "insutype", "year", "kind"),
                                name="capital_once_a_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__gt", 0),
                                    ("carried__gte", 0),
                                    ("carried__lte", models.F("amount")),
                                ),
                                name="capital_amounts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("carried", 0), ("carries__isnull", False), _connector="OR"
                                ),
                                name="capital_carries_a_loan",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["proposed", "dropped"]),
                                    models.Q(
                                        models.Q(("agreement_no", ""), _negated=True),
                                        ("agreed_by__isnull", False),
                                        ("agreed_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="capital_agreed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("approved_by__isnull", False),
                                        models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                                        models.Q(("approved_by", models.F("agreed_by")), _negated=True),
                                    ),
                                    models.Q(
                                        ("approved_by__isnull", True),
                                        ("state__in", ["proposed", "agreed", "dropped"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="capital_approved_by_another",
                                violation_error_message="Whoever prepares cannot approve.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("lent_on__isnull", False), ("state__in", ["lent", "settled"])),
                                    models.Q(
                                        models.Q(("state__in", ["lent", "settled"]), _negated=True),
                                        ("lent_on__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="capital_lent_dated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "dropped"), _negated=True),
                                    models.Q(("dropped_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="capital_dropped_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CapitalLoanEvent",
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
                                    ("working_capital", "Working capital"),
                                    ("prepayment", "Prepayment"),
                                ],
                                max_length=16,
                                verbose_name="Kind",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed, no agreement yet"),
                                    ("agreed", "Agreement signed, to be approved"),
                                    ("approved", "Approved, to be paid"),
                                    ("ordered", "Payment ordered"),
                                    ("failed", "Payment failed"),
                                    ("lent", "Lent"),
                                    ("settled", "Loan settled"),
                                    ("dropped", "Not lent"),
                                ],
                                default="proposed",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "last_year",
                            config.money.MoneyField(verbose_name="Pooled payments of the year before"),
                        ),
                        (
                            "months_cleared",
                            models.PositiveSmallIntegerField(verbose_name="Months cleared of that year"),
                        ),
                        ("steps", models.JSONField(default=list, verbose_name="Steps")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("settle_by", models.DateField(verbose_name="To be settled by")),
                        ("prepared_at", models.DateTimeField(auto_now_add=True, verbose_name="Prepared at")),
                        (
                            "agreement_no",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="Number of the loan agreement"
                            ),
                        ),
                        (
                            "agreed_on",
                            models.DateField(blank=True, null=True, verbose_name="Agreement signed on"),
                        ),
                        (
                            "carried",
                            config.money.MoneyField(default=0, verbose_name="Carried over from last year"),
                        ),
                        (
                            "approved_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Approved at"),
                        ),
                        ("lent_on", models.DateField(blank=True, null=True, verbose_name="Lent on")),
                        (
                            "failure_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Bank's reason"),
                        ),
                        (
                            "dropped_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Why it is not lent"),
                        ),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Agreement entered by",
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
                            "carries",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The loan of the year before whose open part is carried over.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.capitalloan",
                                verbose_name="Carries over",
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
                            "lender",
                            models.ForeignKey(
                                db_constraint=False,
                                help_text="The county that pays the institution.",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="Lent by",
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
                                to="funds.capitalloan",
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
                    name="CapitalRepayment",
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
                                    ("money", "Returned by the institution"),
                                    ("set_off", "Set against what it is owed"),
                                    ("carried", "Carried over into the next loan"),
                                ],
                                max_length=8,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waiting for the check"),
                                    ("checked", "Waiting for the clearing"),
                                    ("booked", "Booked"),
                                    ("refused", "Repayment refused"),
                                ],
                                default="entered",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("taken", config.money.MoneyField(default=0, verbose_name="Counted")),
                        ("received_on", models.DateField(blank=True, null=True, verbose_name="Came in on")),
                        (
                            "clr_month",
                            models.DateField(
                                blank=True,
                                help_text="Set off from this month's statement on.",
                                null=True,
                                verbose_name="Clearing month",
                            ),
                        ),
                        ("evidence", models.CharField(blank=True, max_length=200, verbose_name="Evidence")),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        (
                            "checked_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Checked at"),
                        ),
                        (
                            "refused_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Why it was refused"),
                        ),
                        ("booked_on", models.DateField(blank=True, null=True, verbose_name="Booked on")),
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
                            "into",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="carried_from",
                                to="funds.capitalloan",
                                verbose_name="Carried into",
                            ),
                        ),
                        (
                            "loan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="repayments",
                                to="funds.capitalloan",
                                verbose_name="Working capital lent",
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="capital_set_off",
                                to="funds.statement",
                                verbose_name="Institution statement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Repayment of working capital",
                        "verbose_name_plural": "Repayments of working capital",
                        "ordering": ("pk",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__gt", 0), ("taken__gte", 0), ("taken__lte", models.F("amount"))
                                ),
                                name="capital_repaid_amounts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("clr_month__isnull", True),
                                        ("into__isnull", True),
                                        ("kind", "money"),
                                        ("received_on__isnull", False),
                                        ("statement__isnull", True),
                                    ),
                                    models.Q(
                                        ("clr_month__day", 1),
                                        ("into__isnull", True),
                                        ("kind", "set_off"),
                                        ("received_on__isnull", True),
                                    ),
                                    models.Q(
                                        ("clr_month__isnull", True),
                                        ("into__isnull", False),
                                        ("kind", "carried"),
                                        ("received_on__isnull", True),
                                        ("statement__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="capital_repaid_how",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("checked_by__isnull", True), ("state", "entered")),
                                    models.Q(
                                        ("checked_by__isnull", False),
                                        models.Q(("checked_by", models.F("entered_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="capital_repaid_checked_by_another",
                                violation_error_message="Whoever prepares cannot check.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("booked_on__isnull", False), ("state", "booked"), ("taken__gt", 0)
                                    ),
                                    models.Q(
                                        models.Q(("state", "booked"), _negated=True),
                                        ("booked_on__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="capital_repaid_booked",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CapitalRepaymentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("money", "Returned by the institution"),
                                    ("set_off", "Set against what it is owed"),
                                    ("carried", "Carried over into the next loan"),
                                ],
                                max_length=8,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waiting for the check"),
                                    ("checked", "Waiting for the clearing"),
                                    ("booked", "Booked"),
                                    ("refused", "Repayment refused"),
                                ],
                                default="entered",
                                max_length=8,
                                verbose_name="State",
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("taken", config.money.MoneyField(default=0, verbose_name="Counted")),
                        ("received_on", models.DateField(blank=True, null=True, verbose_name="Came in on")),
                        (
                            "clr_month",
                            models.DateField(
                                blank=True,
                                help_text="Set off from this month's statement on.",
                                null=True,
                                verbose_name="Clearing month",
                            ),
                        ),
                        ("evidence", models.CharField(blank=True, max_length=200, verbose_name="Evidence")),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        (
                            "checked_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Checked at"),
                        ),
                        (
                            "refused_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="Why it was refused"),
                        ),
                        ("booked_on", models.DateField(blank=True, null=True, verbose_name="Booked on")),
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
                            "into",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.capitalloan",
                                verbose_name="Carried into",
                            ),
                        ),
                        (
                            "loan",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.capitalloan",
                                verbose_name="Working capital lent",
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
                                to="funds.capitalrepayment",
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
                                verbose_name="Institution statement",
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
            model_name="payment",
            name="insert_insert",
        ),
        config.migrating.RemoveTrigger(
            model_name="payment",
            name="update_update",
        ),
        config.migrating.RemoveTrigger(
            model_name="payment",
            name="delete_delete",
        ),
        migrations.RemoveConstraint(
            model_name="payment",
            name="payment_one_reason",
        ),
        migrations.AlterField(
            model_name="payment",
            name="kind",
            field=models.CharField(
                choices=[
                    ("institution", "To an institution"),
                    ("net_transfer", "Between county and city"),
                    ("person", "To a person"),
                    ("capital", "Working capital to an institution"),
                ],
                max_length=14,
                verbose_name="Kind",
            ),
        ),
        migrations.AlterField(
            model_name="paymentevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("institution", "To an institution"),
                    ("net_transfer", "Between county and city"),
                    ("person", "To a person"),
                    ("capital", "Working capital to an institution"),
                ],
                max_length=14,
                verbose_name="Kind",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentevent" ("account_name", "account_no", "amount", "bank_code", "bank_name", "batch_id", "clearing_id", "failure_reason", "id", "import_run_id", "kind", "loan_id", "net_position_id", "number", "paid_on", "payable_id", "payee_agency_id", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reissues_id", "state", "statement_id") SELECT new_values."account_name", new_values."account_no", new_values."amount", new_values."bank_code", new_values."bank_name", new_values."batch_id", new_values."clearing_id", new_values."failure_reason", new_values."id", new_values."import_run_id", new_values."kind", new_values."loan_id", new_values."net_position_id", new_values."number", new_values."paid_on", new_values."payable_id", new_values."payee_agency_id", new_values."payer_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reissues_id", new_values."state", new_values."statement_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8607b5ff89f25e7b9f0e00abd7f2dabf4a01a564",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4ea66",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_payment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentevent" ("account_name", "account_no", "amount", "bank_code", "bank_name", "batch_id", "clearing_id", "failure_reason", "id", "import_run_id", "kind", "loan_id", "net_position_id", "number", "paid_on", "payable_id", "payee_agency_id", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reissues_id", "state", "statement_id") SELECT new_values."account_name", new_values."account_no", new_values."amount", new_values."bank_code", new_values."bank_name", new_values."batch_id", new_values."clearing_id", new_values."failure_reason", new_values."id", new_values."import_run_id", new_values."kind", new_values."loan_id", new_values."net_position_id", new_values."number", new_values."paid_on", new_values."payable_id", new_values."payee_agency_id", new_values."payer_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reissues_id", new_values."state", new_values."statement_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a7748978e18bd8c5137595ae4260ac5a5a5a1186",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c4f50",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_payment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentevent" ("account_name", "account_no", "amount", "bank_code", "bank_name", "batch_id", "clearing_id", "failure_reason", "id", "import_run_id", "kind", "loan_id", "net_position_id", "number", "paid_on", "payable_id", "payee_agency_id", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reissues_id", "state", "statement_id") SELECT old_values."account_name", old_values."account_no", old_values."amount", old_values."bank_code", old_values."bank_name", old_values."batch_id", old_values."clearing_id", old_values."failure_reason", old_values."id", old_values."import_run_id", old_values."kind", old_values."loan_id", old_values."net_position_id", old_values."number", old_values."paid_on", old_values."payable_id", old_values."payee_agency_id", old_values."payer_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reissues_id", old_values."state", old_values."statement_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="8bb5af286a0ef583a0349b074c55153ac8d094ca",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_76efa",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_payment",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="loan",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payments",
                to="funds.capitalloan",
                verbose_name="Working capital lent",
            ),
        ),
        migrations.AddField(
            model_name="paymentevent",
            name="loan",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="funds.capitalloan",
                verbose_name="Working capital lent",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("clearing__isnull", False),
                        ("kind", "institution"),
                        ("loan__isnull", True),
                        ("net_position__isnull", True),
                        ("payable__isnull", True),
                        ("statement__isnull", False),
                    ),
                    models.Q(
                        ("clearing__isnull", False),
                        ("kind", "net_transfer"),
                        ("loan__isnull", True),
                        ("net_position__isnull", False),
                        ("payable__isnull", True),
                        ("statement__isnull", True),
                    ),
                    models.Q(
                        ("clearing__isnull", True),
                        ("kind", "person"),
                        ("loan__isnull", True),
                        ("net_position__isnull", True),
                        ("payable__isnull", False),
                        ("statement__isnull", True),
                    ),
                    models.Q(
                        ("clearing__isnull", True),
                        ("kind", "capital"),
                        ("loan__isnull", False),
                        ("net_position__isnull", True),
                        ("payable__isnull", True),
                        ("statement__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="payment_one_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "failed"), _negated=True),
                fields=("loan",),
                name="payment_one_live_per_loan",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="capitalloan",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_capitalloanevent" ("agreed_by_id", "agreed_on", "agreement_no", "amount", "approved_at", "approved_by_id", "carried", "carries_id", "dropped_reason", "failure_reason", "id", "institution_id", "insutype", "kind", "last_year", "lender_id", "lent_on", "months_cleared", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "settle_by", "state", "steps", "year") SELECT new_values."agreed_by_id", new_values."agreed_on", new_values."agreement_no", new_values."amount", new_values."approved_at", new_values."approved_by_id", new_values."carried", new_values."carries_id", new_values."dropped_reason", new_values."failure_reason", new_values."id", new_values."institution_id", new_values."insutype", new_values."kind", new_values."last_year", new_values."lender_id", new_values."lent_on", new_values."months_cleared", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."settle_by", new_values."state", new_values."steps", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f3e4ccf420ba290175ce182312a8ca87e565433e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_94b57",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_capitalloan",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="capitalloan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_capitalloanevent" ("agreed_by_id", "agreed_on", "agreement_no", "amount", "approved_at", "approved_by_id", "carried", "carries_id", "dropped_reason", "failure_reason", "id", "institution_id", "insutype", "kind", "last_year", "lender_id", "lent_on", "months_cleared", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "settle_by", "state", "steps", "year") SELECT new_values."agreed_by_id", new_values."agreed_on", new_values."agreement_no", new_values."amount", new_values."approved_at", new_values."approved_by_id", new_values."carried", new_values."carries_id", new_values."dropped_reason", new_values."failure_reason", new_values."id", new_values."institution_id", new_values."insutype", new_values."kind", new_values."last_year", new_values."lender_id", new_values."lent_on", new_values."months_cleared", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."settle_by", new_values."state", new_values."steps", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="078bac39fdb41c4a4ce804d18436896c4d6edd67",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_95ffa",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_capitalloan",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="capitalloan",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_capitalloanevent" ("agreed_by_id", "agreed_on", "agreement_no", "amount", "approved_at", "approved_by_id", "carried", "carries_id", "dropped_reason", "failure_reason", "id", "institution_id", "insutype", "kind", "last_year", "lender_id", "lent_on", "months_cleared", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "settle_by", "state", "steps", "year") SELECT old_values."agreed_by_id", old_values."agreed_on", old_values."agreement_no", old_values."amount", old_values."approved_at", old_values."approved_by_id", old_values."carried", old_values."carries_id", old_values."dropped_reason", old_values."failure_reason", old_values."id", old_values."institution_id", old_values."insutype", old_values."kind", old_values."last_year", old_values."lender_id", old_values."lent_on", old_values."months_cleared", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_at", old_values."prepared_by_id", old_values."settle_by", old_values."state", old_values."steps", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="02e5eaa54518d11a4dff33e12e0a8b51b13e0756",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_16717",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_capitalloan",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="capitalrepayment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_capitalrepaymentevent" ("amount", "booked_on", "checked_at", "checked_by_id", "clr_month", "entered_at", "entered_by_id", "evidence", "id", "into_id", "kind", "loan_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "refused_reason", "state", "statement_id", "taken") SELECT new_values."amount", new_values."booked_on", new_values."checked_at", new_values."checked_by_id", new_values."clr_month", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."id", new_values."into_id", new_values."kind", new_values."loan_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received_on", new_values."refused_reason", new_values."state", new_values."statement_id", new_values."taken" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="88e5f5fc7f0b8c829c3e675dec250a2cfd15356c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8b760",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_capitalrepayment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="capitalrepayment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_capitalrepaymentevent" ("amount", "booked_on", "checked_at", "checked_by_id", "clr_month", "entered_at", "entered_by_id", "evidence", "id", "into_id", "kind", "loan_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "refused_reason", "state", "statement_id", "taken") SELECT new_values."amount", new_values."booked_on", new_values."checked_at", new_values."checked_by_id", new_values."clr_month", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."id", new_values."into_id", new_values."kind", new_values."loan_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."received_on", new_values."refused_reason", new_values."state", new_values."statement_id", new_values."taken" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="04c21a30a331b81722315307d67a61ed7cbd6c25",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_180d4",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_capitalrepayment",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="capitalrepayment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_capitalrepaymentevent" ("amount", "booked_on", "checked_at", "checked_by_id", "clr_month", "entered_at", "entered_by_id", "evidence", "id", "into_id", "kind", "loan_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "refused_reason", "state", "statement_id", "taken") SELECT old_values."amount", old_values."booked_on", old_values."checked_at", old_values."checked_by_id", old_values."clr_month", old_values."entered_at", old_values."entered_by_id", old_values."evidence", old_values."id", old_values."into_id", old_values."kind", old_values."loan_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."received_on", old_values."refused_reason", old_values."state", old_values."statement_id", old_values."taken" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a6d9cbe674fd567eed5af0b997661c0aee31f4b2",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_80d2e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_capitalrepayment",
                    when="AFTER",
                ),
            ),
        ),
    ]
