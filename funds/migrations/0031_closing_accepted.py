"""What was accepted when a month was asked to be closed; it stays like the rest of the request."""

import pgtrigger.compiler
import config.migrating
from django.db import migrations, models


DECIDED = """
create or replace function funds_decided_request_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state <> 'asked'
        or (new.period_id, new.act, new.reason, {new}new.asked_by_id, new.asked_at)
            is distinct from (old.period_id, old.act, old.reason, {old}old.asked_by_id, old.asked_at)
    then
        raise exception 'request %: what was asked and decided about a month stays', old.id
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
"""
KEPT, UNDO = DECIDED.format(new="new.accepted, ", old="old.accepted, "), DECIDED.format(new="", old="")


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0030_oversight_guarded"),
    ]

    operations = [
        config.migrating.RemoveTrigger(
            model_name="periodrequest",
            name="insert_insert",
        ),
        config.migrating.RemoveTrigger(
            model_name="periodrequest",
            name="update_update",
        ),
        config.migrating.RemoveTrigger(
            model_name="periodrequest",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="periodrequest",
            name="accepted",
            field=models.JSONField(
                blank=True,
                db_default=[],
                default=list,
                help_text="What closing warned of when it was asked for: whoever asked answers for it.",
                verbose_name="Warnings accepted",
            ),
        ),
        migrations.AddField(
            model_name="periodrequestevent",
            name="accepted",
            field=models.JSONField(
                blank=True,
                db_default=[],
                default=list,
                help_text="What closing warned of when it was asked for: whoever asked answers for it.",
                verbose_name="Warnings accepted",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="periodrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_periodrequestevent" ("accepted", "act", "answer", "asked_at", "asked_by_id", "decided_at", "decided_by_id", "id", "period_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state") SELECT new_values."accepted", new_values."act", new_values."answer", new_values."asked_at", new_values."asked_by_id", new_values."decided_at", new_values."decided_by_id", new_values."id", new_values."period_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b58fb6cadfb58c2d86fb31071cb2a97760abe95d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f8aea",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_periodrequest",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="periodrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_periodrequestevent" ("accepted", "act", "answer", "asked_at", "asked_by_id", "decided_at", "decided_by_id", "id", "period_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state") SELECT new_values."accepted", new_values."act", new_values."answer", new_values."asked_at", new_values."asked_by_id", new_values."decided_at", new_values."decided_by_id", new_values."id", new_values."period_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3fbe01ea53dc92022c94dae9ed80a23cf9997b6e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7b35f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_periodrequest",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="periodrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_periodrequestevent" ("accepted", "act", "answer", "asked_at", "asked_by_id", "decided_at", "decided_by_id", "id", "period_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state") SELECT old_values."accepted", old_values."act", old_values."answer", old_values."asked_at", old_values."asked_by_id", old_values."decided_at", old_values."decided_by_id", old_values."id", old_values."period_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c1ec174ccc017aaf2fbff06c9bd6f54def22eb1c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e4118",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_periodrequest",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(KEPT, UNDO),
    ]
