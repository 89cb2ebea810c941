import config.migrating
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

# Whoever handled a report noted its reward as paid.
PAID_BY = """
update claims_publicreport set reward_paid_by_id = handler_id where reward_paid_on is not null;
set constraints all immediate;
"""

# Whoever concluded on an item of a round does not decide it either: the constraint of the round cannot see the items.
DECIDER = """
create function claims_price_decider() returns trigger language plpgsql
    security definer set search_path = public as $$
begin
    if exists (select from claims_evaluatedprice where evaluation_id = new.id and concluded_by_id = new.decided_by_id) then
        raise exception 'price evaluation %: whoever concludes on an item cannot decide', new.id
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger price_decider before insert or update on claims_priceevaluation
    for each row when (new.decided_by_id is not null) execute function claims_price_decider();
create function claims_price_concluded() returns trigger language plpgsql
    security definer set search_path = public as $$
begin
    if exists (select from claims_priceevaluation where id = new.evaluation_id and decided_by_id = new.concluded_by_id) then
        raise exception 'price evaluation %: whoever decides cannot conclude on an item', new.evaluation_id
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger price_concluded before insert or update on claims_evaluatedprice
    for each row when (new.concluded_by_id is not null) execute function claims_price_concluded();
"""
NO_DECIDER = """
drop trigger price_decider on claims_priceevaluation; drop function claims_price_decider();
drop trigger price_concluded on claims_evaluatedprice; drop function claims_price_concluded();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0030_deduction_reversals_guarded"),
        ("institutions", "0009_credit_row_level_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        config.migrating.RemoveTrigger(
            model_name="priceevaluation",
            name="insert_insert",
        ),
        config.migrating.RemoveTrigger(
            model_name="priceevaluation",
            name="update_update",
        ),
        config.migrating.RemoveTrigger(
            model_name="priceevaluation",
            name="delete_delete",
        ),
        config.migrating.RemoveTrigger(
            model_name="publicreport",
            name="insert_insert",
        ),
        config.migrating.RemoveTrigger(
            model_name="publicreport",
            name="update_update",
        ),
        config.migrating.RemoveTrigger(
            model_name="publicreport",
            name="delete_delete",
        ),
        migrations.RemoveConstraint(
            model_name="priceevaluation",
            name="price_evaluation_two_people",
        ),
        migrations.RemoveConstraint(
            model_name="publicreport",
            name="report_reward",
        ),
        migrations.AddField(
            model_name="priceevaluation",
            name="computed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Computed by",
            ),
        ),
        migrations.AddField(
            model_name="priceevaluationevent",
            name="computed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Computed by",
            ),
        ),
        migrations.AddField(
            model_name="publicreport",
            name="reward_checked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Payment confirmed by",
            ),
        ),
        migrations.AddField(
            model_name="publicreport",
            name="reward_paid_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Reward paid by",
            ),
        ),
        migrations.AddField(
            model_name="publicreportevent",
            name="reward_checked_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Payment confirmed by",
            ),
        ),
        migrations.AddField(
            model_name="publicreportevent",
            name="reward_paid_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Reward paid by",
            ),
        ),
        migrations.RunSQL(PAID_BY, migrations.RunSQL.noop),
        config.migrating.AddTrigger(
            model_name="priceevaluation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_priceevaluationevent" ("area_id", "computed_at", "computed_by_id", "county_id", "decided_by_id", "decided_on", "grounds", "id", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "starts", "state", "year") SELECT new_values."area_id", new_values."computed_at", new_values."computed_by_id", new_values."county_id", new_values."decided_by_id", new_values."decided_on", new_values."grounds", new_values."id", new_values."opened_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proposed_by_id", new_values."starts", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9cea5aed7cf16c642abd3abf936b21b32fdcccb0",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_94362",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_priceevaluation",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="priceevaluation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_priceevaluationevent" ("area_id", "computed_at", "computed_by_id", "county_id", "decided_by_id", "decided_on", "grounds", "id", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "starts", "state", "year") SELECT new_values."area_id", new_values."computed_at", new_values."computed_by_id", new_values."county_id", new_values."decided_by_id", new_values."decided_on", new_values."grounds", new_values."id", new_values."opened_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proposed_by_id", new_values."starts", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4a1faa6bada12d4fc4e8b493c027fed79796cf97",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1a01a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_priceevaluation",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="priceevaluation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_priceevaluationevent" ("area_id", "computed_at", "computed_by_id", "county_id", "decided_by_id", "decided_on", "grounds", "id", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "starts", "state", "year") SELECT old_values."area_id", old_values."computed_at", old_values."computed_by_id", old_values."county_id", old_values."decided_by_id", old_values."decided_on", old_values."grounds", old_values."id", old_values."opened_by_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."proposed_by_id", old_values."starts", old_values."state", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="faca57670aaed15991293d00385e0fab33337dcd",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6b780",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_priceevaluation",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="publicreport",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_publicreportevent" ("amount", "anonymous", "area_id", "channel", "confirmed_by_id", "content", "county_id", "due_on", "founded", "handler_id", "id", "institution_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "result", "reward", "reward_checked_by_id", "reward_paid_by_id", "reward_paid_on", "reward_receipt", "state", "supervisor_id") SELECT new_values."amount", new_values."anonymous", new_values."area_id", new_values."channel", new_values."confirmed_by_id", new_values."content", new_values."county_id", new_values."due_on", new_values."founded", new_values."handler_id", new_values."id", new_values."institution_id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received_on", new_values."result", new_values."reward", new_values."reward_checked_by_id", new_values."reward_paid_by_id", new_values."reward_paid_on", new_values."reward_receipt", new_values."state", new_values."supervisor_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="cbc13f657c96790ed5ce4282fcbc46274f2329c1",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_197db",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="claims_publicreport",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="publicreport",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_publicreportevent" ("amount", "anonymous", "area_id", "channel", "confirmed_by_id", "content", "county_id", "due_on", "founded", "handler_id", "id", "institution_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "result", "reward", "reward_checked_by_id", "reward_paid_by_id", "reward_paid_on", "reward_receipt", "state", "supervisor_id") SELECT new_values."amount", new_values."anonymous", new_values."area_id", new_values."channel", new_values."confirmed_by_id", new_values."content", new_values."county_id", new_values."due_on", new_values."founded", new_values."handler_id", new_values."id", new_values."institution_id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."received_on", new_values."result", new_values."reward", new_values."reward_checked_by_id", new_values."reward_paid_by_id", new_values."reward_paid_on", new_values."reward_receipt", new_values."state", new_values."supervisor_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="42e33b319bdb3b1e5a8f27661e96a410be244c05",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a6c16",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="claims_publicreport",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="publicreport",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "claims_publicreportevent" ("amount", "anonymous", "area_id", "channel", "confirmed_by_id", "content", "county_id", "due_on", "founded", "handler_id", "id", "institution_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "result", "reward", "reward_checked_by_id", "reward_paid_by_id", "reward_paid_on", "reward_receipt", "state", "supervisor_id") SELECT old_values."amount", old_values."anonymous", old_values."area_id", old_values."channel", old_values."confirmed_by_id", old_values."content", old_values."county_id", old_values."due_on", old_values."founded", old_values."handler_id", old_values."id", old_values."institution_id", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."received_on", old_values."result", old_values."reward", old_values."reward_checked_by_id", old_values."reward_paid_by_id", old_values."reward_paid_on", old_values."reward_receipt", old_values."state", old_values."supervisor_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="2d5e3a287f910446c30e0182ff5e8fb506bbd0dd",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7d942",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="claims_publicreport",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="priceevaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(
                        models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                        models.Q(("decided_by", models.F("opened_by")), _negated=True),
                        models.Q(
                            ("computed_by__isnull", True),
                            models.Q(("decided_by", models.F("computed_by")), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="price_evaluation_two_people",
                violation_error_message="Whoever opens, computes or proposes cannot decide.",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("reward__isnull", True), ("reward_paid_on__isnull", True), ("reward_receipt", "")
                    ),
                    models.Q(
                        ("anonymous", False),
                        ("reward__gt", 0),
                        ("state", "verified"),
                        models.Q(
                            models.Q(
                                ("reward_paid_by__isnull", True),
                                ("reward_paid_on__isnull", True),
                                ("reward_receipt", ""),
                            ),
                            models.Q(
                                ("reward_paid_by__isnull", False),
                                ("reward_paid_on__isnull", False),
                                models.Q(("reward_receipt", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="report_reward",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reward_checked_by__isnull", True),
                    models.Q(
                        ("reward_paid_by__isnull", False),
                        models.Q(("reward_checked_by", models.F("reward_paid_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="report_reward_two_people",
                violation_error_message="Whoever paid a reward cannot confirm the payment.",
            ),
        ),
        migrations.RunSQL(DECIDER, NO_DECIDER),
    ]
