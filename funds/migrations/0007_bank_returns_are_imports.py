"""Bank returns come in through the import pipeline, which keeps their files."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0006_statements_carry_forward"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="payment",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="payment",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="payment",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="paymentbatch",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="paymentbatch",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="paymentbatch",
            name="delete_delete",
        ),
        migrations.RemoveField(
            model_name="paymentbatch",
            name="return_file",
        ),
        migrations.RemoveField(
            model_name="paymentbatch",
            name="return_sha256",
        ),
        migrations.RemoveField(
            model_name="paymentbatchevent",
            name="return_file",
        ),
        migrations.RemoveField(
            model_name="paymentbatchevent",
            name="return_sha256",
        ),
        migrations.AddField(
            model_name="payment",
            name="import_run_id",
            field=models.BigIntegerField(editable=False, null=True, verbose_name="Bank return"),
        ),
        migrations.AddField(
            model_name="paymentevent",
            name="import_run_id",
            field=models.BigIntegerField(editable=False, null=True, verbose_name="Bank return"),
        ),
        migrations.AlterField(
            model_name="paymentbatch",
            name="returned_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Last time the bank told how its payments ended.",
                null=True,
                verbose_name="Returned at",
            ),
        ),
        migrations.AlterField(
            model_name="paymentbatchevent",
            name="returned_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Last time the bank told how its payments ended.",
                null=True,
                verbose_name="Returned at",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentevent" ("account_name", "account_no", "amount", "bank_code", "bank_name", "batch_id", "clearing_id", "failure_reason", "id", "import_run_id", "kind", "net_position_id", "number", "paid_on", "payee_agency_id", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reissues_id", "state", "statement_id") SELECT new_values."account_name", new_values."account_no", new_values."amount", new_values."bank_code", new_values."bank_name", new_values."batch_id", new_values."clearing_id", new_values."failure_reason", new_values."id", new_values."import_run_id", new_values."kind", new_values."net_position_id", new_values."number", new_values."paid_on", new_values."payee_agency_id", new_values."payer_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reissues_id", new_values."state", new_values."statement_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="60efae2379fb27179307cd615bd0ff71357804a4",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4ea66",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_payment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentevent" ("account_name", "account_no", "amount", "bank_code", "bank_name", "batch_id", "clearing_id", "failure_reason", "id", "import_run_id", "kind", "net_position_id", "number", "paid_on", "payee_agency_id", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reissues_id", "state", "statement_id") SELECT new_values."account_name", new_values."account_no", new_values."amount", new_values."bank_code", new_values."bank_name", new_values."batch_id", new_values."clearing_id", new_values."failure_reason", new_values."id", new_values."import_run_id", new_values."kind", new_values."net_position_id", new_values."number", new_values."paid_on", new_values."payee_agency_id", new_values."payer_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reissues_id", new_values."state", new_values."statement_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d4e19bf52ea22d6f19bb62339d7c3bd28f2580d8",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c4f50",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_payment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentevent" ("account_name", "account_no", "amount", "bank_code", "bank_name", "batch_id", "clearing_id", "failure_reason", "id", "import_run_id", "kind", "net_position_id", "number", "paid_on", "payee_agency_id", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reissues_id", "state", "statement_id") SELECT old_values."account_name", old_values."account_no", old_values."amount", old_values."bank_code", old_values."bank_name", old_values."batch_id", old_values."clearing_id", old_values."failure_reason", old_values."id", old_values."import_run_id", old_values."kind", old_values."net_position_id", old_values."number", old_values."paid_on", old_values."payee_agency_id", old_values."payer_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reissues_id", old_values."state", old_values."statement_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5d62a80256529ef2d5dce028b3e0f518e103b0ef",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_76efa",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_payment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paymentbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentbatchevent" ("approved_at", "approved_by_id", "clearing_id", "exported_at", "id", "number", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "returned_at") SELECT new_values."approved_at", new_values."approved_by_id", new_values."clearing_id", new_values."exported_at", new_values."id", new_values."number", new_values."payer_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."returned_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6c540b3b671e432810faed101a63d17769067f3f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b773c",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_paymentbatch",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paymentbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentbatchevent" ("approved_at", "approved_by_id", "clearing_id", "exported_at", "id", "number", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "returned_at") SELECT new_values."approved_at", new_values."approved_by_id", new_values."clearing_id", new_values."exported_at", new_values."id", new_values."number", new_values."payer_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_at", new_values."prepared_by_id", new_values."returned_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="40e5c8eee46c314832b5bb7bedee307f1e30fd54",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3944a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_paymentbatch",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paymentbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentbatchevent" ("approved_at", "approved_by_id", "clearing_id", "exported_at", "id", "number", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "returned_at") SELECT old_values."approved_at", old_values."approved_by_id", old_values."clearing_id", old_values."exported_at", old_values."id", old_values."number", old_values."payer_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_at", old_values."prepared_by_id", old_values."returned_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="30adf889f40c2d2a8fe56c6fd9894f43db688eb6",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e76c8",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_paymentbatch",
                    when="AFTER",
                ),
            ),
        ),
    ]
