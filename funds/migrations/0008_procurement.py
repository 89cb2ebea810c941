import config.migrating
import config.money
import django.db.models.deletion
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0021_procurement"),
        ("funds", "0007_year_clearing_row_level_security"),
        ("institutions", "0009_credit_row_level_security"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        config.migrating.CreateTables(
            [
                migrations.CreateModel(
                    name="SupplierSetOff",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("booked_on", models.DateField(blank=True, null=True, verbose_name="Booked on")),
                        (
                            "payable",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="set_offs",
                                to="claims.procurementpayable",
                                verbose_name="Amount owed out of procurement",
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supplier_set_offs",
                                to="funds.statement",
                                verbose_name="Institution statement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Set-off of a direct payment",
                        "verbose_name_plural": "Set-offs of direct payments",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("payable", "statement"), name="supplier_set_off_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="supplier_set_off_positive"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SupplierSetOffEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("booked_on", models.DateField(blank=True, null=True, verbose_name="Booked on")),
                        (
                            "payable",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="claims.procurementpayable",
                                verbose_name="Amount owed out of procurement",
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
                                to="funds.suppliersetoff",
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                db_constraint=False,
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
        migrations.AddField(
            model_name="payment",
            name="procured",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payments",
                to="claims.procurementpayable",
                verbose_name="Amount owed out of procurement",
            ),
        ),
        migrations.AddField(
            model_name="paymentevent",
            name="procured",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="claims.procurementpayable",
                verbose_name="Amount owed out of procurement",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentevent" ("account_name", "account_no", "amount", "bank_code", "bank_name", "batch_id", "clearing_id", "failure_reason", "id", "import_run_id", "kind", "loan_id", "net_position_id", "number", "paid_on", "payable_id", "payee_agency_id", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procured_id", "reissues_id", "state", "statement_id") SELECT new_values."account_name", new_values."account_no", new_values."amount", new_values."bank_code", new_values."bank_name", new_values."batch_id", new_values."clearing_id", new_values."failure_reason", new_values."id", new_values."import_run_id", new_values."kind", new_values."loan_id", new_values."net_position_id", new_values."number", new_values."paid_on", new_values."payable_id", new_values."payee_agency_id", new_values."payer_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."procured_id", new_values."reissues_id", new_values."state", new_values."statement_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7f3e0772b6fba83ab12862179c150137910722cc",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentevent" ("account_name", "account_no", "amount", "bank_code", "bank_name", "batch_id", "clearing_id", "failure_reason", "id", "import_run_id", "kind", "loan_id", "net_position_id", "number", "paid_on", "payable_id", "payee_agency_id", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procured_id", "reissues_id", "state", "statement_id") SELECT new_values."account_name", new_values."account_no", new_values."amount", new_values."bank_code", new_values."bank_name", new_values."batch_id", new_values."clearing_id", new_values."failure_reason", new_values."id", new_values."import_run_id", new_values."kind", new_values."loan_id", new_values."net_position_id", new_values."number", new_values."paid_on", new_values."payable_id", new_values."payee_agency_id", new_values."payer_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."procured_id", new_values."reissues_id", new_values."state", new_values."statement_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ad8f1707139ee358efc0a785d8de5035e057ad61",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentevent" ("account_name", "account_no", "amount", "bank_code", "bank_name", "batch_id", "clearing_id", "failure_reason", "id", "import_run_id", "kind", "loan_id", "net_position_id", "number", "paid_on", "payable_id", "payee_agency_id", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "procured_id", "reissues_id", "state", "statement_id") SELECT old_values."account_name", old_values."account_no", old_values."amount", old_values."bank_code", old_values."bank_name", old_values."batch_id", old_values."clearing_id", old_values."failure_reason", old_values."id", old_values."import_run_id", old_values."kind", old_values."loan_id", old_values."net_position_id", old_values."number", old_values."paid_on", old_values."payable_id", old_values."payee_agency_id", old_values."payer_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."procured_id", old_values."reissues_id", old_values."state", old_values."statement_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6d978fecc871f323a95cd58d25dac1af6671645f",
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
                        ("procured__isnull", True),
                        ("statement__isnull", False),
                    ),
                    models.Q(
                        ("clearing__isnull", False),
                        ("kind", "net_transfer"),
                        ("loan__isnull", True),
                        ("net_position__isnull", False),
                        ("payable__isnull", True),
                        ("procured__isnull", True),
                        ("statement__isnull", True),
                    ),
                    models.Q(
                        ("clearing__isnull", True),
                        ("kind", "person"),
                        ("loan__isnull", True),
                        ("net_position__isnull", True),
                        ("payable__isnull", False),
                        ("procured__isnull", True),
                        ("statement__isnull", True),
                    ),
                    models.Q(
                        ("clearing__isnull", True),
                        ("kind", "capital"),
                        ("loan__isnull", False),
                        ("net_position__isnull", True),
                        ("payable__isnull", True),
                        ("procured__isnull", True),
                        ("statement__isnull", True),
                    ),
                    models.Q(
                        ("clearing__isnull", True),
                        ("kind", "procurement"),
                        ("loan__isnull", True),
                        ("net_position__isnull", True),
                        ("payable__isnull", True),
                        ("procured__isnull", False),
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
                fields=("procured",),
                name="payment_one_live_per_procured",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="suppliersetoff",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_suppliersetoffevent" ("amount", "booked_on", "id", "payable_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement_id") SELECT new_values."amount", new_values."booked_on", new_values."id", new_values."payable_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."statement_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="50f8424260ac330c824e303181f6a3c05e27b087",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5d610",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_suppliersetoff",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="suppliersetoff",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_suppliersetoffevent" ("amount", "booked_on", "id", "payable_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement_id") SELECT new_values."amount", new_values."booked_on", new_values."id", new_values."payable_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."statement_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e7e424d14ed75a3b64ee863d8c19942a6e4d1dfb",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f4cc0",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_suppliersetoff",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="suppliersetoff",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_suppliersetoffevent" ("amount", "booked_on", "id", "payable_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement_id") SELECT old_values."amount", old_values."booked_on", old_values."id", old_values."payable_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."statement_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6ac06fe48960ed03f46aa8e5776d5fabba817d0b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3febc",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_suppliersetoff",
                    when="AFTER",
                ),
            ),
        ),
    ]
