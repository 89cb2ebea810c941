import config.migrating
import config.money
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("claims", "0034_delivery_named"),
        ("funds", "0033_subsidy_counted_guarded"),
        ("institutions", "0009_credit_row_level_security"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            tables=[
                migrations.CreateModel(
                    name="Insurer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="Insurer")),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Paid by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Serious-illness insurer",
                        "verbose_name_plural": "Serious-illness insurers",
                        "ordering": ("name",),
                        "constraints": [
                            models.UniqueConstraint(fields=("unit", "name"), name="insurer_name_once")
                        ],
                    },
                    bases=[models.Model],
                ),
                migrations.CreateModel(
                    name="InsurerAccount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("account_name", models.CharField(max_length=120, verbose_name="Account name")),
                        ("account_no", models.CharField(max_length=34, verbose_name="Account number")),
                        ("bank_name", models.CharField(max_length=120, verbose_name="Bank")),
                        ("bank_code", models.CharField(blank=True, max_length=14, verbose_name="Bank code")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
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
                            "insurer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accounts",
                                to="funds.insurer",
                                verbose_name="Insurer",
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
                        "verbose_name": "Account of an insurer",
                        "verbose_name_plural": "Accounts of insurers",
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("approved_by__isnull", False)),
                                expressions=[("insurer", "="), ("period", "&&")],
                                name="insurer_account_one_at_a_time",
                                violation_error_message="Another account is already in force in this period.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="insurer_account_two_people",
                                violation_error_message="Whoever prepares cannot approve.",
                            ),
                        ],
                    },
                    bases=[models.Model],
                ),
                migrations.CreateModel(
                    name="InsurerAccountEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("account_name", models.CharField(max_length=120, verbose_name="Account name")),
                        ("account_no", models.CharField(max_length=34, verbose_name="Account number")),
                        ("bank_name", models.CharField(max_length=120, verbose_name="Bank")),
                        ("bank_code", models.CharField(blank=True, max_length=14, verbose_name="Bank code")),
                        (
                            "period",
                            django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="Period"),
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
                            "insurer",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.insurer",
                                verbose_name="Insurer",
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
                                to="funds.insureraccount",
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
                    bases=[models.Model],
                ),
                migrations.CreateModel(
                    name="InsurerEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=100, verbose_name="Insurer")),
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
                                to="funds.insurer",
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
                                verbose_name="Paid by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                    bases=[models.Model],
                ),
                migrations.CreateModel(
                    name="PayerListMonth",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "fund_part",
                            models.CharField(
                                choices=[
                                    ("hifmi_pay", "Serious-illness insurer"),
                                    ("maf_pay", "Medical aid"),
                                ],
                                max_length=12,
                                verbose_name="Payer",
                            ),
                        ),
                        ("month", models.DateField(verbose_name="Month of the bills")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Being compared"),
                                    ("confirmed", "Confirmed, claimed from the payer"),
                                ],
                                db_default="open",
                                default="open",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "listed",
                            config.money.MoneyField(
                                db_default=0, default=0, verbose_name="Listed by the payer"
                            ),
                        ),
                        (
                            "ours",
                            config.money.MoneyField(
                                db_default=0, default=0, verbose_name="Found by the clearing"
                            ),
                        ),
                        (
                            "owed",
                            config.money.MoneyField(
                                db_default=0,
                                default=0,
                                help_text="Of bills in both lists, the lower amount.",
                                verbose_name="Claimed",
                            ),
                        ),
                        (
                            "compared_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Compared at"),
                        ),
                        (
                            "confirmed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Confirmed at"),
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
                    ],
                    options={
                        "verbose_name": "Month of bills listed by insurer or aid",
                        "verbose_name_plural": "Months of bills listed by insurer and aid",
                        "ordering": ("-month", "insutype", "fund_part"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("area", "month", "insutype", "fund_part"),
                                name="payer_list_month_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="payer_list_month_first_day"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_by__isnull", True), ("state", "open")),
                                    models.Q(
                                        ("confirmed_at__isnull", False),
                                        ("confirmed_by__isnull", False),
                                        ("state", "confirmed"),
                                    ),
                                    _connector="OR",
                                ),
                                name="payer_list_month_confirmed_by",
                            ),
                        ],
                    },
                    bases=[models.Model],
                ),
                migrations.CreateModel(
                    name="PayerListLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "seqno",
                            models.CharField(blank=True, max_length=12, verbose_name="Number in the list"),
                        ),
                        (
                            "medins_no",
                            models.CharField(blank=True, max_length=22, verbose_name="Institution code"),
                        ),
                        (
                            "certno",
                            models.CharField(blank=True, max_length=50, verbose_name="Certificate number"),
                        ),
                        (
                            "mdtrt_id",
                            models.CharField(blank=True, max_length=30, verbose_name="Visit number"),
                        ),
                        (
                            "mdtrt_setl_time",
                            models.DateTimeField(blank=True, null=True, verbose_name="Settled at"),
                        ),
                        ("setl_sn", models.CharField(max_length=30, verbose_name="Settlement number")),
                        (
                            "medfee_sumamt",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Total medical fee"),
                        ),
                        (
                            "our_amount",
                            config.money.MoneyField(
                                blank=True, null=True, verbose_name="Found by the clearing"
                            ),
                        ),
                        ("counts_in", models.DateField(blank=True, null=True, verbose_name="Counts here in")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("agrees", "Agrees"),
                                    ("amount", "Amounts differ"),
                                    ("not_here", "No bill here"),
                                    ("other_month", "Counts here in another month"),
                                    ("twice", "Listed before"),
                                    ("not_there", "Not in their list"),
                                    ("counter", "Paid at the counter, not owed"),
                                ],
                                db_default="not_here",
                                default="not_here",
                                max_length=11,
                                verbose_name="Comparison",
                            ),
                        ),
                        (
                            "explanation",
                            models.CharField(
                                blank=True, db_default="", max_length=300, verbose_name="Explanation"
                            ),
                        ),
                        (
                            "fund_payamt",
                            config.money.MoneyField(blank=True, null=True, verbose_name="Listed"),
                        ),
                        ("claimed", config.money.MoneyField(db_default=0, default=0, verbose_name="Claimed")),
                        (
                            "bill",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="claims.bill",
                                verbose_name="Bill",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Insured in",
                            ),
                        ),
                        (
                            "explained_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Explained by",
                            ),
                        ),
                        (
                            "laid_out_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="Laid out by",
                            ),
                        ),
                        (
                            "statement_month",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="funds.payerlistmonth",
                                verbose_name="Month",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Bill listed by insurer or aid",
                        "verbose_name_plural": "Bills listed by insurer and aid",
                        "indexes": [
                            models.Index(
                                fields=["statement_month", "outcome"], name="payer_list_line_by_outcome"
                            ),
                            models.Index(fields=["setl_sn"], name="payer_list_line_by_setl_sn"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("seqno", ""), _negated=True),
                                fields=("statement_month", "seqno"),
                                name="payer_list_line_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("our_amount__isnull", False), ("outcome", "not_there"), ("seqno", "")
                                    ),
                                    models.Q(
                                        models.Q(("seqno", ""), _negated=True),
                                        models.Q(("outcome", "not_there"), _negated=True),
                                        ("fund_payamt__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="payer_list_line_whose",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("explained_by__isnull", True), ("explanation", "")),
                                    models.Q(
                                        models.Q(("explanation", ""), _negated=True),
                                        ("explained_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="payer_list_line_explained_by",
                            ),
                        ],
                    },
                    bases=[models.Model],
                ),
                migrations.CreateModel(
                    name="PayerListMonthEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "fund_part",
                            models.CharField(
                                choices=[
                                    ("hifmi_pay", "Serious-illness insurer"),
                                    ("maf_pay", "Medical aid"),
                                ],
                                max_length=12,
                                verbose_name="Payer",
                            ),
                        ),
                        ("month", models.DateField(verbose_name="Month of the bills")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Being compared"),
                                    ("confirmed", "Confirmed, claimed from the payer"),
                                ],
                                db_default="open",
                                default="open",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "listed",
                            config.money.MoneyField(
                                db_default=0, default=0, verbose_name="Listed by the payer"
                            ),
                        ),
                        (
                            "ours",
                            config.money.MoneyField(
                                db_default=0, default=0, verbose_name="Found by the clearing"
                            ),
                        ),
                        (
                            "owed",
                            config.money.MoneyField(
                                db_default=0,
                                default=0,
                                help_text="Of bills in both lists, the lower amount.",
                                verbose_name="Claimed",
                            ),
                        ),
                        (
                            "compared_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Compared at"),
                        ),
                        (
                            "confirmed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Confirmed at"),
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
                                to="funds.payerlistmonth",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                    bases=[models.Model],
                ),
            ],
        ),
        config.migrating.RemoveTrigger(
            model_name="insurerpremium",
            name="insert_insert",
        ),
        config.migrating.RemoveTrigger(
            model_name="insurerpremium",
            name="update_update",
        ),
        config.migrating.RemoveTrigger(
            model_name="insurerpremium",
            name="delete_delete",
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
        migrations.AddField(
            model_name="payment",
            name="premium",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payments",
                to="funds.insurerpremium",
                verbose_name="Premium to the serious-illness insurer",
            ),
        ),
        migrations.AddField(
            model_name="paymentevent",
            name="premium",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="funds.insurerpremium",
                verbose_name="Premium to the serious-illness insurer",
            ),
        ),
        migrations.AlterField(
            model_name="outofarealine",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("agrees", "Agrees"),
                    ("amount", "Amounts differ"),
                    ("not_here", "No bill here"),
                    ("other_month", "Counts here in another month"),
                    ("twice", "Listed before"),
                    ("not_there", "Not in their list"),
                    ("counter", "Paid at the counter, not owed"),
                ],
                db_default="not_here",
                default="not_here",
                max_length=11,
                verbose_name="Comparison",
            ),
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
                    ("procurement", "Out of central procurement"),
                    ("province", "To the province for care outside the area"),
                    ("premium", "Premium to the serious-illness insurer"),
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
                    ("procurement", "Out of central procurement"),
                    ("province", "To the province for care outside the area"),
                    ("premium", "Premium to the serious-illness insurer"),
                ],
                max_length=14,
                verbose_name="Kind",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="insurerpremium",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_insurerpremiumevent" ("account_no", "amount", "approved_at", "approved_by_id", "assumed", "clause", "each", "evidence", "id", "instalment", "insurer", "insutype", "paid_on", "parts", "payee_id", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "state", "unit_id", "year") SELECT new_values."account_no", new_values."amount", new_values."approved_at", new_values."approved_by_id", new_values."assumed", new_values."clause", new_values."each", new_values."evidence", new_values."id", new_values."instalment", new_values."insurer", new_values."insutype", new_values."paid_on", new_values."parts", new_values."payee_id", new_values."people", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."reason", new_values."state", new_values."unit_id", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="fa698544223887816d1f64b46d5f0fea5a2bfd2c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9d04a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_insurerpremium",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="insurerpremium",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_insurerpremiumevent" ("account_no", "amount", "approved_at", "approved_by_id", "assumed", "clause", "each", "evidence", "id", "instalment", "insurer", "insutype", "paid_on", "parts", "payee_id", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "state", "unit_id", "year") SELECT new_values."account_no", new_values."amount", new_values."approved_at", new_values."approved_by_id", new_values."assumed", new_values."clause", new_values."each", new_values."evidence", new_values."id", new_values."instalment", new_values."insurer", new_values."insutype", new_values."paid_on", new_values."parts", new_values."payee_id", new_values."people", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."reason", new_values."state", new_values."unit_id", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="03992d5ad778c4c98ec2774b143f2997dd74cc19",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0fbdb",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_insurerpremium",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="insurerpremium",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_insurerpremiumevent" ("account_no", "amount", "approved_at", "approved_by_id", "assumed", "clause", "each", "evidence", "id", "instalment", "insurer", "insutype", "paid_on", "parts", "payee_id", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "state", "unit_id", "year") SELECT old_values."account_no", old_values."amount", old_values."approved_at", old_values."approved_by_id", old_values."assumed", old_values."clause", old_values."each", old_values."evidence", old_values."id", old_values."instalment", old_values."insurer", old_values."insutype", old_values."paid_on", old_values."parts", old_values."payee_id", old_values."people", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_at", old_values."prepared_by_id", old_values."reason", old_values."state", old_values."unit_id", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="047327deb049437628e94d0b8eab47f6c07746d4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_83a7f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_insurerpremium",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentevent" ("account_name", "account_no", "amount", "bank_code", "bank_name", "batch_id", "clearing_id", "failure_reason", "id", "import_run_id", "kind", "loan_id", "net_position_id", "number", "paid_on", "payable_id", "payee_agency_id", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "premium_id", "procured_id", "province_due_id", "reissues_id", "state", "statement_id") SELECT new_values."account_name", new_values."account_no", new_values."amount", new_values."bank_code", new_values."bank_name", new_values."batch_id", new_values."clearing_id", new_values."failure_reason", new_values."id", new_values."import_run_id", new_values."kind", new_values."loan_id", new_values."net_position_id", new_values."number", new_values."paid_on", new_values."payable_id", new_values."payee_agency_id", new_values."payer_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."premium_id", new_values."procured_id", new_values."province_due_id", new_values."reissues_id", new_values."state", new_values."statement_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="cf92e960473adeb4b861b37351ba17cf8260d09b",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentevent" ("account_name", "account_no", "amount", "bank_code", "bank_name", "batch_id", "clearing_id", "failure_reason", "id", "import_run_id", "kind", "loan_id", "net_position_id", "number", "paid_on", "payable_id", "payee_agency_id", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "premium_id", "procured_id", "province_due_id", "reissues_id", "state", "statement_id") SELECT new_values."account_name", new_values."account_no", new_values."amount", new_values."bank_code", new_values."bank_name", new_values."batch_id", new_values."clearing_id", new_values."failure_reason", new_values."id", new_values."import_run_id", new_values."kind", new_values."loan_id", new_values."net_position_id", new_values."number", new_values."paid_on", new_values."payable_id", new_values."payee_agency_id", new_values."payer_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."premium_id", new_values."procured_id", new_values."province_due_id", new_values."reissues_id", new_values."state", new_values."statement_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2ed509c0e47d62d8b12a5b3edf3aa09f87a50294",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentevent" ("account_name", "account_no", "amount", "bank_code", "bank_name", "batch_id", "clearing_id", "failure_reason", "id", "import_run_id", "kind", "loan_id", "net_position_id", "number", "paid_on", "payable_id", "payee_agency_id", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "premium_id", "procured_id", "province_due_id", "reissues_id", "state", "statement_id") SELECT old_values."account_name", old_values."account_no", old_values."amount", old_values."bank_code", old_values."bank_name", old_values."batch_id", old_values."clearing_id", old_values."failure_reason", old_values."id", old_values."import_run_id", old_values."kind", old_values."loan_id", old_values."net_position_id", old_values."number", old_values."paid_on", old_values."payable_id", old_values."payee_agency_id", old_values."payer_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."premium_id", old_values."procured_id", old_values."province_due_id", old_values."reissues_id", old_values."state", old_values."statement_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3c9249d4c82a96a927355875c93c31b71e0fb9f4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_76efa",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_payment",
                    when="AFTER",
                ),
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
                        ("premium__isnull", True),
                        ("procured__isnull", True),
                        ("province_due__isnull", True),
                        ("statement__isnull", False),
                    ),
                    models.Q(
                        ("clearing__isnull", False),
                        ("kind", "net_transfer"),
                        ("loan__isnull", True),
                        ("net_position__isnull", False),
                        ("payable__isnull", True),
                        ("premium__isnull", True),
                        ("procured__isnull", True),
                        ("province_due__isnull", True),
                        ("statement__isnull", True),
                    ),
                    models.Q(
                        ("clearing__isnull", True),
                        ("kind", "person"),
                        ("loan__isnull", True),
                        ("net_position__isnull", True),
                        ("payable__isnull", False),
                        ("premium__isnull", True),
                        ("procured__isnull", True),
                        ("province_due__isnull", True),
                        ("statement__isnull", True),
                    ),
                    models.Q(
                        ("clearing__isnull", True),
                        ("kind", "capital"),
                        ("loan__isnull", False),
                        ("net_position__isnull", True),
                        ("payable__isnull", True),
                        ("premium__isnull", True),
                        ("procured__isnull", True),
                        ("province_due__isnull", True),
                        ("statement__isnull", True),
                    ),
                    models.Q(
                        ("clearing__isnull", True),
                        ("kind", "procurement"),
                        ("loan__isnull", True),
                        ("net_position__isnull", True),
                        ("payable__isnull", True),
                        ("premium__isnull", True),
                        ("procured__isnull", False),
                        ("province_due__isnull", True),
                        ("statement__isnull", True),
                    ),
                    models.Q(
                        ("clearing__isnull", True),
                        ("kind", "province"),
                        ("loan__isnull", True),
                        ("net_position__isnull", True),
                        ("payable__isnull", True),
                        ("premium__isnull", True),
                        ("procured__isnull", True),
                        ("province_due__isnull", False),
                        ("statement__isnull", True),
                    ),
                    models.Q(
                        ("clearing__isnull", True),
                        ("kind", "premium"),
                        ("loan__isnull", True),
                        ("net_position__isnull", True),
                        ("payable__isnull", True),
                        ("premium__isnull", False),
                        ("procured__isnull", True),
                        ("province_due__isnull", True),
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
                fields=("premium",),
                name="payment_one_live_per_premium",
            ),
        ),
        migrations.AddField(
            model_name="insurerpremium",
            name="payee",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="premiums",
                to="funds.insurer",
                verbose_name="Serious-illness insurer",
            ),
        ),
        migrations.AddField(
            model_name="insurerpremiumevent",
            name="payee",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="funds.insurer",
                verbose_name="Serious-illness insurer",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="insurer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_insurerevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."unit_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0183027d6a70c89ba9256c32f2c9024889749fda",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0919d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_insurer",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="insurer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_insurerevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") SELECT new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."unit_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5ac7254058f9b68ff8dbbf5b03c19ad2c7d05bb7",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c685a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_insurer",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="insurer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_insurerevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") SELECT old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."unit_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="8ca77d533044e67990c25d3bec9d3dc053a90872",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8d6f5",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_insurer",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="insureraccount",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_insureraccountevent" ("account_name", "account_no", "approved_by_id", "bank_code", "bank_name", "id", "insurer_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id") SELECT new_values."account_name", new_values."account_no", new_values."approved_by_id", new_values."bank_code", new_values."bank_name", new_values."id", new_values."insurer_id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="73e03327df4ce9366d7b5169e293d87a20934d47",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_945f0",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_insureraccount",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="insureraccount",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_insureraccountevent" ("account_name", "account_no", "approved_by_id", "bank_code", "bank_name", "id", "insurer_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id") SELECT new_values."account_name", new_values."account_no", new_values."approved_by_id", new_values."bank_code", new_values."bank_name", new_values."id", new_values."insurer_id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="203e8dce0a8dd6d6e625b5ca0a92b8d6c69bc1d9",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c118c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_insureraccount",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="insureraccount",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_insureraccountevent" ("account_name", "account_no", "approved_by_id", "bank_code", "bank_name", "id", "insurer_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id") SELECT old_values."account_name", old_values."account_no", old_values."approved_by_id", old_values."bank_code", old_values."bank_name", old_values."id", old_values."insurer_id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="9dbbf1f5fb44a4ea78aa81d058df4d491f96fced",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ee065",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_insureraccount",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="payerlistmonth",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_payerlistmonthevent" ("area_id", "compared_at", "confirmed_at", "confirmed_by_id", "fund_part", "id", "insutype", "listed", "month", "ours", "owed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") SELECT new_values."area_id", new_values."compared_at", new_values."confirmed_at", new_values."confirmed_by_id", new_values."fund_part", new_values."id", new_values."insutype", new_values."listed", new_values."month", new_values."ours", new_values."owed", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="88974aca49e55022abcd3b8eebd769c03e9db17d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6b297",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_payerlistmonth",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="payerlistmonth",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_payerlistmonthevent" ("area_id", "compared_at", "confirmed_at", "confirmed_by_id", "fund_part", "id", "insutype", "listed", "month", "ours", "owed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") SELECT new_values."area_id", new_values."compared_at", new_values."confirmed_at", new_values."confirmed_by_id", new_values."fund_part", new_values."id", new_values."insutype", new_values."listed", new_values."month", new_values."ours", new_values."owed", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a86c526de95f6e69abe4a9ad5d2b15f8d365fb42",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_68ada",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_payerlistmonth",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="payerlistmonth",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_payerlistmonthevent" ("area_id", "compared_at", "confirmed_at", "confirmed_by_id", "fund_part", "id", "insutype", "listed", "month", "ours", "owed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") SELECT old_values."area_id", old_values."compared_at", old_values."confirmed_at", old_values."confirmed_by_id", old_values."fund_part", old_values."id", old_values."insutype", old_values."listed", old_values."month", old_values."ours", old_values."owed", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="09b22c411cfa08842024ab665e3e892b20644cd9",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0916f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_payerlistmonth",
                    when="AFTER",
                ),
            ),
        ),
    ]
