import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0037_bills_by_time"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="supplieraccount",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="supplieraccount",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="supplieraccount",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="supplieraccount",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Withdrawn by",
            ),
        ),
        migrations.AddField(
            model_name="supplieraccount",
            name="withdrawn_reason",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200, verbose_name="Why it was withdrawn"
            ),
        ),
        migrations.AddField(
            model_name="supplieraccountevent",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Withdrawn by",
            ),
        ),
        migrations.AddField(
            model_name="supplieraccountevent",
            name="withdrawn_reason",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200, verbose_name="Why it was withdrawn"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supplieraccount",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_supplieraccountevent" ("account_name", "account_no", "approved_by_id", "bank_code", "bank_name", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "supplier_id", "withdrawn_by_id", "withdrawn_reason") SELECT new_values."account_name", new_values."account_no", new_values."approved_by_id", new_values."bank_code", new_values."bank_name", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_by_id", new_values."supplier_id", new_values."withdrawn_by_id", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2f4882c0bad5b1ea81921efaeff0ebc73bb0c167",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6ccd1",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_supplieraccount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supplieraccount",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_supplieraccountevent" ("account_name", "account_no", "approved_by_id", "bank_code", "bank_name", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "supplier_id", "withdrawn_by_id", "withdrawn_reason") SELECT new_values."account_name", new_values."account_no", new_values."approved_by_id", new_values."bank_code", new_values."bank_name", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_by_id", new_values."supplier_id", new_values."withdrawn_by_id", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ec0b59632afdc8fb6f98ca6c4f706bce0b8d4596",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_779f6",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_supplieraccount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supplieraccount",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_supplieraccountevent" ("account_name", "account_no", "approved_by_id", "bank_code", "bank_name", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "supplier_id", "withdrawn_by_id", "withdrawn_reason") SELECT old_values."account_name", old_values."account_no", old_values."approved_by_id", old_values."bank_code", old_values."bank_name", old_values."id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_by_id", old_values."supplier_id", old_values."withdrawn_by_id", old_values."withdrawn_reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="2528cdf7e8c73e6c954af936470d5824a076d1f2",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_535de",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_supplieraccount",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="supplieraccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_by__isnull", True), ("withdrawn_reason", "")),
                    models.Q(
                        ("approved_by__isnull", True),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="supplier_account_withdrawn_unapproved",
                violation_error_message="What is in force is not withdrawn.",
            ),
        ),
    ]
