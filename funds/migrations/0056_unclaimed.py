"""Money the bank sent back whose payee is gone ends as an income, once, and is not paid again beside it."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from config.scoping import row_level_security

# What is held for a payee is either issued again or given up: each side looks at the other with the payment's row
# locked. What was said stays; approved or withdrawn it is over.
GUARDS = """
create function funds_unclaimed_course() returns trigger language plpgsql as $$
declare
    held record;
begin
    if tg_op = 'DELETE' or tg_op = 'UPDATE' and (
            old.approved_by_id is not null or old.withdrawn_by_id is not null or
            (old.payment_id, old.booked_on, old.reason, old.evidence, old.consent, old.entered_by_id)
            is distinct from (new.payment_id, new.booked_on, new.reason, new.evidence, new.consent, new.entered_by_id)) then
        raise exception 'unclaimed_stays: what was said of it stays' using errcode = 'restrict_violation';
    end if;
    if new.withdrawn_by_id is null then
        select state, kind, settles_return, returned_on into held
            from funds_payment where id = new.payment_id for update;
        if held.state is null or held.kind not in ('institution', 'person')
            or not (held.state = 'returned' or held.state = 'failed' and held.settles_return)
            or new.booked_on < held.returned_on
            or exists (select from funds_payment where reissues_id = new.payment_id) then
            raise exception 'unclaimed_held: payment % is not held for its payee', new.payment_id
                using errcode = 'check_violation';
        end if;
    end if;
    return new;
end $$;
create trigger unclaimed_course before insert or update or delete on funds_unclaimedreturn for each row
    execute function funds_unclaimed_course();

create function funds_payment_unclaimed() returns trigger language plpgsql as $$
declare
    held bigint := case when tg_op = 'INSERT' then new.reissues_id else new.id end;
begin
    if tg_op = 'INSERT' then
        perform from funds_payment where id = held for key share;
    end if;
    if exists (select from funds_unclaimedreturn where payment_id = held and withdrawn_by_id is null) then
        raise exception 'payment_unclaimed: what % pays is given up', new.number using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger payment_unclaimed_again before insert on funds_payment for each row
    when (new.reissues_id is not null) execute function funds_payment_unclaimed();
create trigger payment_unclaimed_alive before update on funds_payment for each row
    when (old.state = 'failed' and new.state <> 'failed') execute function funds_payment_unclaimed();
"""
UNDO = """
drop trigger payment_unclaimed_alive on funds_payment;
drop trigger payment_unclaimed_again on funds_payment;
drop function funds_payment_unclaimed();
drop trigger unclaimed_course on funds_unclaimedreturn;
drop function funds_unclaimed_course();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0055_given_back"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="UnclaimedReturn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("booked_on", models.DateField(verbose_name="Booked on")),
                ("reason", models.CharField(max_length=200, verbose_name="Why nobody can be paid")),
                (
                    "evidence",
                    models.CharField(
                        help_text="Such as the certificate of a closure or a death.",
                        max_length=200,
                        verbose_name="Papers that prove it",
                    ),
                ),
                (
                    "consent",
                    models.CharField(
                        max_length=120, verbose_name="Number of the finance department's consent"
                    ),
                ),
                ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                (
                    "withdrawn_reason",
                    models.CharField(
                        blank=True, default="", max_length=200, verbose_name="Why it was withdrawn"
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Approved by",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Entered by",
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unclaimed",
                        to="funds.payment",
                        verbose_name="Payment",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Withdrawn by",
                    ),
                ),
            ],
            options={
                "verbose_name": "Money sent back that nobody can be paid",
                "verbose_name_plural": "Money sent back that nobody can be paid",
                "ordering": ("-booked_on", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="UnclaimedReturnEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("booked_on", models.DateField(verbose_name="Booked on")),
                ("reason", models.CharField(max_length=200, verbose_name="Why nobody can be paid")),
                (
                    "evidence",
                    models.CharField(
                        help_text="Such as the certificate of a closure or a death.",
                        max_length=200,
                        verbose_name="Papers that prove it",
                    ),
                ),
                (
                    "consent",
                    models.CharField(
                        max_length=120, verbose_name="Number of the finance department's consent"
                    ),
                ),
                ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                (
                    "withdrawn_reason",
                    models.CharField(
                        blank=True, default="", max_length=200, verbose_name="Why it was withdrawn"
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Approved by",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Entered by",
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="funds.payment",
                        verbose_name="Payment",
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
                        to="funds.unclaimedreturn",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="unclaimedreturn",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_by__isnull", True)),
                fields=("payment",),
                name="unclaimed_once",
                violation_error_message="That nobody can be paid this is entered already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="unclaimedreturn",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(("approved_by", models.F("entered_by")), _negated=True),
                    _connector="OR",
                ),
                name="unclaimed_two_people",
                violation_error_message="Whoever enters it cannot approve it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="unclaimedreturn",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason", ""), _negated=True),
                    models.Q(("evidence", ""), _negated=True),
                    models.Q(("consent", ""), _negated=True),
                ),
                name="unclaimed_proved",
                violation_error_message="It needs a reason, papers and the finance department's consent.",
            ),
        ),
        migrations.AddConstraint(
            model_name="unclaimedreturn",
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
                name="unclaimed_withdrawn_unapproved",
                violation_error_message="What was approved is not withdrawn.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unclaimedreturn",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_unclaimedreturnevent" ("approved_by_id", "booked_on", "consent", "entered_at", "entered_by_id", "evidence", "id", "payment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "withdrawn_by_id", "withdrawn_reason") SELECT new_values."approved_by_id", new_values."booked_on", new_values."consent", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."id", new_values."payment_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."withdrawn_by_id", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ded19161f10c1db724f846bb4da6ea994f84d515",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1d172",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_unclaimedreturn",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unclaimedreturn",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_unclaimedreturnevent" ("approved_by_id", "booked_on", "consent", "entered_at", "entered_by_id", "evidence", "id", "payment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "withdrawn_by_id", "withdrawn_reason") SELECT new_values."approved_by_id", new_values."booked_on", new_values."consent", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."id", new_values."payment_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."withdrawn_by_id", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3672e598ba339461cd9660ef0504d45c64ed87e7",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_42360",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_unclaimedreturn",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unclaimedreturn",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_unclaimedreturnevent" ("approved_by_id", "booked_on", "consent", "entered_at", "entered_by_id", "evidence", "id", "payment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "withdrawn_by_id", "withdrawn_reason") SELECT old_values."approved_by_id", old_values."booked_on", old_values."consent", old_values."entered_at", old_values."entered_by_id", old_values."evidence", old_values."id", old_values."payment_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."withdrawn_by_id", old_values."withdrawn_reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="797d95091d0b76f986be2c6b3ca9db0b20a2d2a8",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fbe6b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_unclaimedreturn",
                    when="AFTER",
                ),
            ),
        ),
        *(
            row_level_security(f"funds_unclaimedreturn{kind}", through=[("payment_id", "funds_payment")])
            for kind in ("", "event")
        ),
        migrations.RunSQL(GUARDS, UNDO),
    ]
