"""Amounts owed to people that the bank sent back and nobody is left to be paid."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0035_oversight"),
        ("enrollment", "0016_cleaning_row_level_security"),
        ("institutions", "0012_sign_ins"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="payable",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="payable",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="payable",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="payable",
            name="unclaimed_on",
            field=models.DateField(
                blank=True,
                help_text="The bank sent it back, and nobody is left whom it could be paid to.",
                null=True,
                verbose_name="Given up on",
            ),
        ),
        migrations.AddField(
            model_name="payableevent",
            name="unclaimed_on",
            field=models.DateField(
                blank=True,
                help_text="The bank sent it back, and nobody is left whom it could be paid to.",
                null=True,
                verbose_name="Given up on",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payable",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_payableevent" ("account_id", "account_request_id", "allowance_id", "amount", "approved_at", "approved_by_id", "dfr_souc", "due_on", "failure_reason", "follows_id", "handling_county_id", "id", "insu_county_id", "insutype", "number", "offset", "paid_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_name", "psn_no", "redo_id", "refund_id", "reimbursement_id", "state", "unclaimed_on") SELECT new_values."account_id", new_values."account_request_id", new_values."allowance_id", new_values."amount", new_values."approved_at", new_values."approved_by_id", new_values."dfr_souc", new_values."due_on", new_values."failure_reason", new_values."follows_id", new_values."handling_county_id", new_values."id", new_values."insu_county_id", new_values."insutype", new_values."number", new_values."offset", new_values."paid_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."psn_name", new_values."psn_no", new_values."redo_id", new_values."refund_id", new_values."reimbursement_id", new_values."state", new_values."unclaimed_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3705768b7faf688f7c88e07a155dc37520e19dfc",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_905a2",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_payable",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payable",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_payableevent" ("account_id", "account_request_id", "allowance_id", "amount", "approved_at", "approved_by_id", "dfr_souc", "due_on", "failure_reason", "follows_id", "handling_county_id", "id", "insu_county_id", "insutype", "number", "offset", "paid_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_name", "psn_no", "redo_id", "refund_id", "reimbursement_id", "state", "unclaimed_on") SELECT new_values."account_id", new_values."account_request_id", new_values."allowance_id", new_values."amount", new_values."approved_at", new_values."approved_by_id", new_values."dfr_souc", new_values."due_on", new_values."failure_reason", new_values."follows_id", new_values."handling_county_id", new_values."id", new_values."insu_county_id", new_values."insutype", new_values."number", new_values."offset", new_values."paid_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."psn_name", new_values."psn_no", new_values."redo_id", new_values."refund_id", new_values."reimbursement_id", new_values."state", new_values."unclaimed_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6801607a3e43ca7cb3f86f164e4ce95dab3e6266",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f90f2",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_payable",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payable",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_payableevent" ("account_id", "account_request_id", "allowance_id", "amount", "approved_at", "approved_by_id", "dfr_souc", "due_on", "failure_reason", "follows_id", "handling_county_id", "id", "insu_county_id", "insutype", "number", "offset", "paid_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "psn_name", "psn_no", "redo_id", "refund_id", "reimbursement_id", "state", "unclaimed_on") SELECT old_values."account_id", old_values."account_request_id", old_values."allowance_id", old_values."amount", old_values."approved_at", old_values."approved_by_id", old_values."dfr_souc", old_values."due_on", old_values."failure_reason", old_values."follows_id", old_values."handling_county_id", old_values."id", old_values."insu_county_id", old_values."insutype", old_values."number", old_values."offset", old_values."paid_on", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."psn_name", old_values."psn_no", old_values."redo_id", old_values."refund_id", old_values."reimbursement_id", old_values."state", old_values."unclaimed_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="85283ad969988a8d80cf3976df152efe6d735603",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_95c97",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_payable",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="payable",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("unclaimed_on__isnull", True),
                    models.Q(("state", "paid"), models.Q(("failure_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="payable_unclaimed_sent_back",
            ),
        ),
    ]
