"""Payments the bank paid and sent back (退汇), and accounts withdrawn before anybody approved them."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from config.scoping import row_level_security


# What is paid stays so but for coming back, and what came back stays so; what is issued again had failed or come back,
# over the same amount, and pays what is held for the payee where it had once been paid.
GUARDS = """
create function funds_payment_course() returns trigger language plpgsql as $$
declare
    before record;
begin
    if tg_op = 'UPDATE' then
        if (old.state = 'returned' and new.state <> 'returned')
            or (old.state = 'paid' and new.state not in ('paid', 'returned'))
            or (new.state = 'returned' and old.state not in ('paid', 'returned')) then
            raise exception 'payment_course: % is % and does not become %', old.number, old.state, new.state
                using errcode = 'check_violation';
        end if;
        if old.state in ('paid', 'returned') and (old.amount, old.payer_id, old.batch_id, old.paid_on, old.kind,
                old.reissues_id, old.settles_return)
            is distinct from (new.amount, new.payer_id, new.batch_id, new.paid_on, new.kind,
                new.reissues_id, new.settles_return) then
            raise exception 'payment_paid_stays: % was paid', old.number using errcode = 'check_violation';
        end if;
        if old.state = 'returned' and old.returned_on <> new.returned_on then
            raise exception 'payment_paid_stays: % was sent back', old.number using errcode = 'check_violation';
        end if;
    elsif new.state = 'returned' then
        raise exception 'payment_course: % was never paid', new.number using errcode = 'check_violation';
    end if;
    if new.reissues_id is not null then
        select state, amount, payer_id, settles_return into before from funds_payment where id = new.reissues_id;
        if before.state is null or before.state not in ('failed', 'returned') or before.amount <> new.amount
            or before.payer_id <> new.payer_id
            or (before.state = 'returned' or before.settles_return) <> new.settles_return then
            raise exception 'payment_reissue: % is not what it is issued again for', new.number
                using errcode = 'check_violation';
        end if;
    end if;
    return new;
end $$;
create trigger payment_course before insert or update on funds_payment for each row
    execute function funds_payment_course();

create function funds_payback_course() returns trigger language plpgsql as $$
begin
    raise exception 'payback_stays: what was said of it stays' using errcode = 'restrict_violation';
end $$;
create trigger payback_stays before update on funds_payback for each row
    when (old.checked_by_id is not null or old.withdrawn_by_id is not null or
          (old.payment_id, old.returned_on, old.reason, old.evidence, old.entered_by_id)
          is distinct from (new.payment_id, new.returned_on, new.reason, new.evidence, new.entered_by_id))
    execute function funds_payback_course();
create trigger payback_kept before delete on funds_payback for each row execute function funds_payback_course();
"""
UNDO = """
drop trigger payment_course on funds_payment;
drop function funds_payment_course();
drop trigger payback_stays on funds_payback;
drop trigger payback_kept on funds_payback;
drop function funds_payback_course();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0035_oversight"),
        ("funds", "0053_settled_year_stays"),
        ("institutions", "0011_audit_alone"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Payback",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("returned_on", models.DateField(verbose_name="Sent back on")),
                ("reason", models.CharField(max_length=200, verbose_name="Bank's reason")),
                ("evidence", models.CharField(max_length=200, verbose_name="Number of the bank's slip")),
                ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                (
                    "withdrawn_reason",
                    models.CharField(
                        blank=True, default="", max_length=200, verbose_name="Why it was withdrawn"
                    ),
                ),
            ],
            options={
                "verbose_name": "Payment sent back by the bank",
                "verbose_name_plural": "Payments sent back by the bank",
                "ordering": ("-returned_on", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="PaybackEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("returned_on", models.DateField(verbose_name="Sent back on")),
                ("reason", models.CharField(max_length=200, verbose_name="Bank's reason")),
                ("evidence", models.CharField(max_length=200, verbose_name="Number of the bank's slip")),
                ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                (
                    "withdrawn_reason",
                    models.CharField(
                        blank=True, default="", max_length=200, verbose_name="Why it was withdrawn"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="insureraccount",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="insureraccount",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="insureraccount",
            name="delete_delete",
        ),
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
            model_name="provinceaccount",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="provinceaccount",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="provinceaccount",
            name="delete_delete",
        ),
        migrations.RemoveConstraint(
            model_name="payment",
            name="payment_one_live_per_net",
        ),
        migrations.RemoveConstraint(
            model_name="payment",
            name="payment_one_live_per_payable",
        ),
        migrations.RemoveConstraint(
            model_name="payment",
            name="payment_one_live_per_statement",
        ),
        migrations.RemoveConstraint(
            model_name="payment",
            name="payment_one_live_per_loan",
        ),
        migrations.RemoveConstraint(
            model_name="payment",
            name="payment_one_live_per_procured",
        ),
        migrations.RemoveConstraint(
            model_name="payment",
            name="payment_one_live_per_province_due",
        ),
        migrations.RemoveConstraint(
            model_name="payment",
            name="payment_one_live_per_premium",
        ),
        migrations.AddField(
            model_name="insureraccount",
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
            model_name="insureraccount",
            name="withdrawn_reason",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200, verbose_name="Why it was withdrawn"
            ),
        ),
        migrations.AddField(
            model_name="insureraccountevent",
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
            model_name="insureraccountevent",
            name="withdrawn_reason",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200, verbose_name="Why it was withdrawn"
            ),
        ),
        migrations.AddField(
            model_name="payment",
            name="returned_on",
            field=models.DateField(blank=True, null=True, verbose_name="Sent back on"),
        ),
        migrations.AddField(
            model_name="payment",
            name="settles_return",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="It, or what it was issued again for, had been paid before and sent back by the bank.",
                verbose_name="Pays what was sent back",
            ),
        ),
        migrations.AddField(
            model_name="paymentevent",
            name="returned_on",
            field=models.DateField(blank=True, null=True, verbose_name="Sent back on"),
        ),
        migrations.AddField(
            model_name="paymentevent",
            name="settles_return",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="It, or what it was issued again for, had been paid before and sent back by the bank.",
                verbose_name="Pays what was sent back",
            ),
        ),
        migrations.AddField(
            model_name="provinceaccount",
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
            model_name="provinceaccount",
            name="withdrawn_reason",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200, verbose_name="Why it was withdrawn"
            ),
        ),
        migrations.AddField(
            model_name="provinceaccountevent",
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
            model_name="provinceaccountevent",
            name="withdrawn_reason",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200, verbose_name="Why it was withdrawn"
            ),
        ),
        migrations.AlterField(
            model_name="payment",
            name="state",
            field=models.CharField(
                choices=[
                    ("prepared", "Prepared"),
                    ("sent", "Sent to the bank"),
                    ("paid", "Paid"),
                    ("failed", "Failed"),
                    ("returned", "Sent back by the bank"),
                ],
                default="prepared",
                max_length=10,
                verbose_name="State",
            ),
        ),
        migrations.AlterField(
            model_name="paymentevent",
            name="state",
            field=models.CharField(
                choices=[
                    ("prepared", "Prepared"),
                    ("sent", "Sent to the bank"),
                    ("paid", "Paid"),
                    ("failed", "Failed"),
                    ("returned", "Sent back by the bank"),
                ],
                default="prepared",
                max_length=10,
                verbose_name="State",
            ),
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(
                condition=models.Q(("state", "returned"), ("settles_return", True), _connector="OR"),
                fields=["payer"],
                name="payment_sent_back",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="insureraccount",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_insureraccountevent" ("account_name", "account_no", "approved_by_id", "bank_code", "bank_name", "id", "insurer_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "withdrawn_by_id", "withdrawn_reason") SELECT new_values."account_name", new_values."account_no", new_values."approved_by_id", new_values."bank_code", new_values."bank_name", new_values."id", new_values."insurer_id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_by_id", new_values."withdrawn_by_id", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="de4e8bb46b11c0de074f98d85bebe966c08b979f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_945f0",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_insureraccount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="insureraccount",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_insureraccountevent" ("account_name", "account_no", "approved_by_id", "bank_code", "bank_name", "id", "insurer_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "withdrawn_by_id", "withdrawn_reason") SELECT new_values."account_name", new_values."account_no", new_values."approved_by_id", new_values."bank_code", new_values."bank_name", new_values."id", new_values."insurer_id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_by_id", new_values."withdrawn_by_id", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5a2167fa3c208e5e25fa91d4ecda8e173d45acb6",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c118c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_insureraccount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="insureraccount",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_insureraccountevent" ("account_name", "account_no", "approved_by_id", "bank_code", "bank_name", "id", "insurer_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "withdrawn_by_id", "withdrawn_reason") SELECT old_values."account_name", old_values."account_no", old_values."approved_by_id", old_values."bank_code", old_values."bank_name", old_values."id", old_values."insurer_id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_by_id", old_values."withdrawn_by_id", old_values."withdrawn_reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="dbb586774be4920384a9c6617f3611e8ca375acd",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ee065",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_insureraccount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentevent" ("account_name", "account_no", "amount", "bank_code", "bank_name", "batch_id", "clearing_id", "failure_reason", "id", "import_run_id", "kind", "loan_id", "net_position_id", "number", "paid_on", "payable_id", "payee_agency_id", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "premium_id", "procured_id", "province_due_id", "reissues_id", "returned_on", "settles_return", "state", "statement_id") SELECT new_values."account_name", new_values."account_no", new_values."amount", new_values."bank_code", new_values."bank_name", new_values."batch_id", new_values."clearing_id", new_values."failure_reason", new_values."id", new_values."import_run_id", new_values."kind", new_values."loan_id", new_values."net_position_id", new_values."number", new_values."paid_on", new_values."payable_id", new_values."payee_agency_id", new_values."payer_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."premium_id", new_values."procured_id", new_values."province_due_id", new_values."reissues_id", new_values."returned_on", new_values."settles_return", new_values."state", new_values."statement_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d7323bccdbbaaf10495ab85026ba04987bff8c4f",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentevent" ("account_name", "account_no", "amount", "bank_code", "bank_name", "batch_id", "clearing_id", "failure_reason", "id", "import_run_id", "kind", "loan_id", "net_position_id", "number", "paid_on", "payable_id", "payee_agency_id", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "premium_id", "procured_id", "province_due_id", "reissues_id", "returned_on", "settles_return", "state", "statement_id") SELECT new_values."account_name", new_values."account_no", new_values."amount", new_values."bank_code", new_values."bank_name", new_values."batch_id", new_values."clearing_id", new_values."failure_reason", new_values."id", new_values."import_run_id", new_values."kind", new_values."loan_id", new_values."net_position_id", new_values."number", new_values."paid_on", new_values."payable_id", new_values."payee_agency_id", new_values."payer_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."premium_id", new_values."procured_id", new_values."province_due_id", new_values."reissues_id", new_values."returned_on", new_values."settles_return", new_values."state", new_values."statement_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="cacf4ba81bdf60b133eac195397da41d829302b9",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paymentevent" ("account_name", "account_no", "amount", "bank_code", "bank_name", "batch_id", "clearing_id", "failure_reason", "id", "import_run_id", "kind", "loan_id", "net_position_id", "number", "paid_on", "payable_id", "payee_agency_id", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "premium_id", "procured_id", "province_due_id", "reissues_id", "returned_on", "settles_return", "state", "statement_id") SELECT old_values."account_name", old_values."account_no", old_values."amount", old_values."bank_code", old_values."bank_name", old_values."batch_id", old_values."clearing_id", old_values."failure_reason", old_values."id", old_values."import_run_id", old_values."kind", old_values."loan_id", old_values."net_position_id", old_values."number", old_values."paid_on", old_values."payable_id", old_values."payee_agency_id", old_values."payer_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."premium_id", old_values."procured_id", old_values."province_due_id", old_values."reissues_id", old_values."returned_on", old_values."settles_return", old_values."state", old_values."statement_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="14463e7ec5a57542234917d4a23864bcc3968aa1",
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
            model_name="provinceaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_provinceaccountevent" ("account_name", "account_no", "approved_by_id", "area_id", "bank_code", "bank_name", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "withdrawn_by_id", "withdrawn_reason") SELECT new_values."account_name", new_values."account_no", new_values."approved_by_id", new_values."area_id", new_values."bank_code", new_values."bank_name", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prepared_by_id", new_values."withdrawn_by_id", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="67325ffc6a3ff6a70324a8ae9b0e2a107b1666bc",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fcb01",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_provinceaccount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="provinceaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_provinceaccountevent" ("account_name", "account_no", "approved_by_id", "area_id", "bank_code", "bank_name", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "withdrawn_by_id", "withdrawn_reason") SELECT new_values."account_name", new_values."account_no", new_values."approved_by_id", new_values."area_id", new_values."bank_code", new_values."bank_name", new_values."id", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prepared_by_id", new_values."withdrawn_by_id", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="eede285557a73a96d26c8c0663c54fab5c2e679b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f409f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_provinceaccount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="provinceaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_provinceaccountevent" ("account_name", "account_no", "approved_by_id", "area_id", "bank_code", "bank_name", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "withdrawn_by_id", "withdrawn_reason") SELECT old_values."account_name", old_values."account_no", old_values."approved_by_id", old_values."area_id", old_values."bank_code", old_values."bank_name", old_values."id", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."prepared_by_id", old_values."withdrawn_by_id", old_values."withdrawn_reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6c557debe99077b5196f1a792fef0ad81efbdb87",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5f6af",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_provinceaccount",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="insureraccount",
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
                name="insurer_account_withdrawn_unapproved",
                violation_error_message="What is in force is not withdrawn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("failed", "returned")), _negated=True),
                fields=("statement",),
                name="payment_one_live_per_statement",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("failed", "returned")), _negated=True),
                fields=("net_position",),
                name="payment_one_live_per_net",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("failed", "returned")), _negated=True),
                fields=("payable",),
                name="payment_one_live_per_payable",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("failed", "returned")), _negated=True),
                fields=("loan",),
                name="payment_one_live_per_loan",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("failed", "returned")), _negated=True),
                fields=("procured",),
                name="payment_one_live_per_procured",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("failed", "returned")), _negated=True),
                fields=("province_due",),
                name="payment_one_live_per_province_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("failed", "returned")), _negated=True),
                fields=("premium",),
                name="payment_one_live_per_premium",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("paid_on__isnull", False),
                        ("returned_on__gte", models.F("paid_on")),
                        ("returned_on__isnull", False),
                        ("state", "returned"),
                    ),
                    models.Q(models.Q(("state", "returned"), _negated=True), ("returned_on__isnull", True)),
                    _connector="OR",
                ),
                name="payment_returned_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("settles_return", False), ("reissues__isnull", False), _connector="OR"),
                name="payment_settles_what_it_reissues",
            ),
        ),
        migrations.AddConstraint(
            model_name="provinceaccount",
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
                name="province_account_withdrawn_unapproved",
                violation_error_message="What is in force is not withdrawn.",
            ),
        ),
        migrations.AddField(
            model_name="payback",
            name="checked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Checked by",
            ),
        ),
        migrations.AddField(
            model_name="payback",
            name="entered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Entered by",
            ),
        ),
        migrations.AddField(
            model_name="payback",
            name="payment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="paybacks",
                to="funds.payment",
                verbose_name="Payment",
            ),
        ),
        migrations.AddField(
            model_name="payback",
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
            model_name="paybackevent",
            name="checked_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Checked by",
            ),
        ),
        migrations.AddField(
            model_name="paybackevent",
            name="entered_by",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Entered by",
            ),
        ),
        migrations.AddField(
            model_name="paybackevent",
            name="payment",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="funds.payment",
                verbose_name="Payment",
            ),
        ),
        migrations.AddField(
            model_name="paybackevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="paybackevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="funds.payback",
            ),
        ),
        migrations.AddField(
            model_name="paybackevent",
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
        migrations.AddConstraint(
            model_name="payback",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_by__isnull", True)),
                fields=("payment",),
                name="payback_once",
                violation_error_message="That this payment was sent back is entered already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="payback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("checked_by__isnull", True),
                    models.Q(("checked_by", models.F("entered_by")), _negated=True),
                    _connector="OR",
                ),
                name="payback_two_people",
                violation_error_message="Whoever enters it cannot check it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="payback",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_by__isnull", True), ("withdrawn_reason", "")),
                    models.Q(
                        ("checked_by__isnull", True),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="payback_withdrawn_unchecked",
                violation_error_message="What was checked is not withdrawn.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payback",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paybackevent" ("checked_by_id", "entered_at", "entered_by_id", "evidence", "id", "payment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "returned_on", "withdrawn_by_id", "withdrawn_reason") SELECT new_values."checked_by_id", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."id", new_values."payment_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."returned_on", new_values."withdrawn_by_id", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="320c477d90dc3ced4aa982e3d914df5e68e8405d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_92d63",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_payback",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payback",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paybackevent" ("checked_by_id", "entered_at", "entered_by_id", "evidence", "id", "payment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "returned_on", "withdrawn_by_id", "withdrawn_reason") SELECT new_values."checked_by_id", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."id", new_values."payment_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."returned_on", new_values."withdrawn_by_id", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9cb25129f57433d64305b930eeb70b3278d45154",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_211d9",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_payback",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payback",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_paybackevent" ("checked_by_id", "entered_at", "entered_by_id", "evidence", "id", "payment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "returned_on", "withdrawn_by_id", "withdrawn_reason") SELECT old_values."checked_by_id", old_values."entered_at", old_values."entered_by_id", old_values."evidence", old_values."id", old_values."payment_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."returned_on", old_values."withdrawn_by_id", old_values."withdrawn_reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="eaed19fbc0f88c32f16d70bfcc33b6f6c65d35f0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3da94",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_payback",
                    when="AFTER",
                ),
            ),
        ),
        *(
            row_level_security(f"funds_payback{kind}", through=[("payment_id", "funds_payment")])
            for kind in ("", "event")
        ),
        migrations.RunSQL(GUARDS, UNDO),
    ]
