import config.money
import django.db.models.expressions
import pgtrigger.compiler
import config.migrating
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0013_deductions_given_back"),
        ("institutions", "0009_credit_row_level_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        config.migrating.RemoveTrigger(
            model_name="institutionyear",
            name="insert_insert",
        ),
        config.migrating.RemoveTrigger(
            model_name="institutionyear",
            name="update_update",
        ),
        config.migrating.RemoveTrigger(
            model_name="institutionyear",
            name="delete_delete",
        ),
        migrations.RemoveConstraint(
            model_name="institutionyear",
            name="institution_year_adds_up",
        ),
        migrations.AddField(
            model_name="institutionyear",
            name="deducted_beyond",
            field=config.money.MoneyField(
                db_default=0, default=0, verbose_name="Deductions beyond what is due"
            ),
        ),
        migrations.AddField(
            model_name="institutionyearevent",
            name="deducted_beyond",
            field=config.money.MoneyField(
                db_default=0, default=0, verbose_name="Deductions beyond what is due"
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="by_methods",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="Fen beyond the bills, by method.",
                verbose_name="By payment method, each",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="institutionyear",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_institutionyearevent" ("balance", "billed", "capital_settled", "clearing_id", "confirmed_by_id", "confirmed_on", "consortium_id", "county_id", "deducted", "deducted_beyond", "deposit_held", "deposit_released", "deposit_withheld", "due", "id", "institution_id", "kept", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepaid", "score", "shared", "state", "statement_id", "steps") SELECT new_values."balance", new_values."billed", new_values."capital_settled", new_values."clearing_id", new_values."confirmed_by_id", new_values."confirmed_on", new_values."consortium_id", new_values."county_id", new_values."deducted", new_values."deducted_beyond", new_values."deposit_held", new_values."deposit_released", new_values."deposit_withheld", new_values."due", new_values."id", new_values."institution_id", new_values."kept", new_values."paper", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepaid", new_values."score", new_values."shared", new_values."state", new_values."statement_id", new_values."steps" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a2e0960bab7dfdf431f70f8b92bab92132826671",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_institutionyearevent" ("balance", "billed", "capital_settled", "clearing_id", "confirmed_by_id", "confirmed_on", "consortium_id", "county_id", "deducted", "deducted_beyond", "deposit_held", "deposit_released", "deposit_withheld", "due", "id", "institution_id", "kept", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepaid", "score", "shared", "state", "statement_id", "steps") SELECT new_values."balance", new_values."billed", new_values."capital_settled", new_values."clearing_id", new_values."confirmed_by_id", new_values."confirmed_on", new_values."consortium_id", new_values."county_id", new_values."deducted", new_values."deducted_beyond", new_values."deposit_held", new_values."deposit_released", new_values."deposit_withheld", new_values."due", new_values."id", new_values."institution_id", new_values."kept", new_values."paper", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepaid", new_values."score", new_values."shared", new_values."state", new_values."statement_id", new_values."steps" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="adc6d3b9c27264b4b9712c1c7b797af377ac29d6",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_institutionyearevent" ("balance", "billed", "capital_settled", "clearing_id", "confirmed_by_id", "confirmed_on", "consortium_id", "county_id", "deducted", "deducted_beyond", "deposit_held", "deposit_released", "deposit_withheld", "due", "id", "institution_id", "kept", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepaid", "score", "shared", "state", "statement_id", "steps") SELECT old_values."balance", old_values."billed", old_values."capital_settled", old_values."clearing_id", old_values."confirmed_by_id", old_values."confirmed_on", old_values."consortium_id", old_values."county_id", old_values."deducted", old_values."deducted_beyond", old_values."deposit_held", old_values."deposit_released", old_values."deposit_withheld", old_values."due", old_values."id", old_values."institution_id", old_values."kept", old_values."paper", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepaid", old_values."score", old_values."shared", old_values."state", old_values."statement_id", old_values."steps" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="ce002aa505be84de32e696908c71b33c00de48c0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_85637",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_institutionyear",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="institutionyear",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "balance",
                        django.db.models.expressions.CombinedExpression(
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
                            "-",
                            models.F("deducted_beyond"),
                        ),
                    )
                ),
                name="institution_year_adds_up",
            ),
        ),
    ]
