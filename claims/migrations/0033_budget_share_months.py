import django.contrib.postgres.fields
import pgtrigger.compiler
import config.migrating
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0032_per_capita_quota"),
    ]

    operations = [
        config.migrating.RemoveTrigger(
            model_name="budgetshare",
            name="insert_insert",
        ),
        config.migrating.RemoveTrigger(
            model_name="budgetshare",
            name="update_update",
        ),
        config.migrating.RemoveTrigger(
            model_name="budgetshare",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="budgetshare",
            name="last_year_months",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                blank=True,
                db_default=[],
                default=list,
                help_text="In fen, twelve of them; those of which nothing is known at the mean of the others.",
                size=None,
                verbose_name="Paid last year by month",
            ),
        ),
        migrations.AddField(
            model_name="budgetshareevent",
            name="last_year_months",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                blank=True,
                db_default=[],
                default=list,
                help_text="In fen, twelve of them; those of which nothing is known at the mean of the others.",
                size=None,
                verbose_name="Paid last year by month",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="budgetshare",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_budgetshareevent" ("adjusted", "amount", "consortium_id", "county_budget_id", "county_id", "id", "import_run_id", "institution_id", "last_year", "last_year_months", "method", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed", "reason", "settled_at", "settled_by_id", "state", "steps") SELECT new_values."adjusted", new_values."amount", new_values."consortium_id", new_values."county_budget_id", new_values."county_id", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."last_year", new_values."last_year_months", new_values."method", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proposed", new_values."reason", new_values."settled_at", new_values."settled_by_id", new_values."state", new_values."steps" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="19bbabe84a8e5aa39f9045a414d182e4926db8ac",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_978ca",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_budgetshare",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="budgetshare",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_budgetshareevent" ("adjusted", "amount", "consortium_id", "county_budget_id", "county_id", "id", "import_run_id", "institution_id", "last_year", "last_year_months", "method", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed", "reason", "settled_at", "settled_by_id", "state", "steps") SELECT new_values."adjusted", new_values."amount", new_values."consortium_id", new_values."county_budget_id", new_values."county_id", new_values."id", new_values."import_run_id", new_values."institution_id", new_values."last_year", new_values."last_year_months", new_values."method", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proposed", new_values."reason", new_values."settled_at", new_values."settled_by_id", new_values."state", new_values."steps" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="856aafa77e3a24346ec95a428f02b255f8fe6f0d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cc100",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_budgetshare",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="budgetshare",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_budgetshareevent" ("adjusted", "amount", "consortium_id", "county_budget_id", "county_id", "id", "import_run_id", "institution_id", "last_year", "last_year_months", "method", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed", "reason", "settled_at", "settled_by_id", "state", "steps") SELECT old_values."adjusted", old_values."amount", old_values."consortium_id", old_values."county_budget_id", old_values."county_id", old_values."id", old_values."import_run_id", old_values."institution_id", old_values."last_year", old_values."last_year_months", old_values."method", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."proposed", old_values."reason", old_values."settled_at", old_values."settled_by_id", old_values."state", old_values."steps" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="03ee48f4c3d3d097c7d9a443ac6f68e70f3d3a1c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8a06c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_budgetshare",
                    when="AFTER",
                ),
            ),
        ),
    ]
