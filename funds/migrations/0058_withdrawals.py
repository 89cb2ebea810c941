import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0057_region_assessment"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreedrate",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreedrate",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreedrate",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="agreedrate",
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
            model_name="agreedrate",
            name="withdrawn_reason",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200, verbose_name="Why it was withdrawn"
            ),
        ),
        migrations.AddField(
            model_name="agreedrateevent",
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
            model_name="agreedrateevent",
            name="withdrawn_reason",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200, verbose_name="Why it was withdrawn"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreedrate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_agreedrateevent" ("agreement", "approved_by_id", "day_count", "fund_account_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "rate", "settles_on", "withdrawn_by_id", "withdrawn_reason") SELECT new_values."agreement", new_values."approved_by_id", new_values."day_count", new_values."fund_account_id", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_by_id", new_values."rate", new_values."settles_on", new_values."withdrawn_by_id", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3e17ceeb949ce3baece5a4daae30e6effc8c698a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2bbdc",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_agreedrate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreedrate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_agreedrateevent" ("agreement", "approved_by_id", "day_count", "fund_account_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "rate", "settles_on", "withdrawn_by_id", "withdrawn_reason") SELECT new_values."agreement", new_values."approved_by_id", new_values."day_count", new_values."fund_account_id", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_by_id", new_values."rate", new_values."settles_on", new_values."withdrawn_by_id", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="14d5adb7fa11829223141969e31e6e0405cf6aef",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fe798",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_agreedrate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreedrate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_agreedrateevent" ("agreement", "approved_by_id", "day_count", "fund_account_id", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "rate", "settles_on", "withdrawn_by_id", "withdrawn_reason") SELECT old_values."agreement", old_values."approved_by_id", old_values."day_count", old_values."fund_account_id", old_values."id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_by_id", old_values."rate", old_values."settles_on", old_values."withdrawn_by_id", old_values."withdrawn_reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b9bbc46bb2d220e2c4e074231c0ff1c4e4b8384b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_08cef",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_agreedrate",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="agreedrate",
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
                name="agreed_rate_withdrawn_unapproved",
                violation_error_message="What is in force is not withdrawn.",
            ),
        ),
    ]
