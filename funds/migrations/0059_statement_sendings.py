"""That statements were sent to their institutions, and what those said to it (结算单发出、确认、异议)."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from config.scoping import row_level_security

# Sent once the month is posted: until then it may be sent back and its statements made anew. What was said stays, and a
# sending is withdrawn, not deleted.
GUARDS = """
create function funds_statementsending_course() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if not exists (
            select from funds_statement s join funds_clearing c on c.id = s.clearing_id
            where s.id = new.statement_id and c.state in ('posted', 'paid', 'closed')
        ) then
            raise exception 'sending_posted: the month of statement % is not posted', new.statement_id
                using errcode = 'check_violation';
        end if;
        return new;
    end if;
    raise exception 'sending_stays: what was said of it stays' using errcode = 'restrict_violation';
end $$;
create trigger sending_posted before insert on funds_statementsending for each row
    execute function funds_statementsending_course();
create trigger sending_stays before update on funds_statementsending for each row
    when (old.state = 'withdrawn' or (old.state <> 'sent' and new.state = 'sent')
          or (old.statement_id, old.sent_on, old.way, old.receiver, old.note, old.entered_by_id)
          is distinct from (new.statement_id, new.sent_on, new.way, new.receiver, new.note, new.entered_by_id)
          or (old.confirmed_on is not null
              and (old.confirmed_on, old.confirmed_by_id) is distinct from (new.confirmed_on, new.confirmed_by_id))
          or (old.objected_on is not null
              and (old.objected_on, old.objection, old.objection_by_id)
              is distinct from (new.objected_on, new.objection, new.objection_by_id))
          or (old.answered_on is not null
              and (old.answered_on, old.answer, old.answered_by_id)
              is distinct from (new.answered_on, new.answer, new.answered_by_id)))
    execute function funds_statementsending_course();
create trigger sending_kept before delete on funds_statementsending for each row
    execute function funds_statementsending_course();
"""
UNDO = """
drop trigger sending_posted on funds_statementsending;
drop trigger sending_stays on funds_statementsending;
drop trigger sending_kept on funds_statementsending;
drop function funds_statementsending_course();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0058_withdrawals"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StatementSending",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "Sent, no answer yet"),
                            ("confirmed", "Confirmed"),
                            ("objected", "Objected"),
                            ("answered", "Objection answered"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="sent",
                        max_length=10,
                        verbose_name="State",
                    ),
                ),
                ("sent_on", models.DateField(verbose_name="Sent out on")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("in_person", "Handed over in person"),
                            ("post", "By post"),
                            ("electronic", "Electronically"),
                        ],
                        max_length=12,
                        verbose_name="Way of sending",
                    ),
                ),
                (
                    "receiver",
                    models.CharField(blank=True, default="", max_length=60, verbose_name="Receiver"),
                ),
                ("note", models.CharField(blank=True, default="", max_length=200, verbose_name="Note")),
                ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="Confirmed on")),
                ("objected_on", models.DateField(blank=True, null=True, verbose_name="Objected on")),
                (
                    "objection",
                    models.CharField(blank=True, default="", max_length=500, verbose_name="Objection"),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="Answered on")),
                ("answer", models.CharField(blank=True, default="", max_length=500, verbose_name="Answer")),
                (
                    "withdrawn_reason",
                    models.CharField(
                        blank=True, default="", max_length=200, verbose_name="Why it was withdrawn"
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Answered by",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Confirmation entered by",
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
                    "objection_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Objection entered by",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sendings",
                        to="funds.statement",
                        verbose_name="Statement",
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
                "verbose_name": "Sending of a statement",
                "verbose_name_plural": "Sendings of statements",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="StatementSendingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "Sent, no answer yet"),
                            ("confirmed", "Confirmed"),
                            ("objected", "Objected"),
                            ("answered", "Objection answered"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="sent",
                        max_length=10,
                        verbose_name="State",
                    ),
                ),
                ("sent_on", models.DateField(verbose_name="Sent out on")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("in_person", "Handed over in person"),
                            ("post", "By post"),
                            ("electronic", "Electronically"),
                        ],
                        max_length=12,
                        verbose_name="Way of sending",
                    ),
                ),
                (
                    "receiver",
                    models.CharField(blank=True, default="", max_length=60, verbose_name="Receiver"),
                ),
                ("note", models.CharField(blank=True, default="", max_length=200, verbose_name="Note")),
                ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="Confirmed on")),
                ("objected_on", models.DateField(blank=True, null=True, verbose_name="Objected on")),
                (
                    "objection",
                    models.CharField(blank=True, default="", max_length=500, verbose_name="Objection"),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="Answered on")),
                ("answer", models.CharField(blank=True, default="", max_length=500, verbose_name="Answer")),
                (
                    "withdrawn_reason",
                    models.CharField(
                        blank=True, default="", max_length=200, verbose_name="Why it was withdrawn"
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Answered by",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Confirmation entered by",
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
                    "objection_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Objection entered by",
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
                        to="funds.statementsending",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="funds.statement",
                        verbose_name="Statement",
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
        migrations.AddIndex(
            model_name="statementsending",
            index=models.Index(
                condition=models.Q(("state", "objected")), fields=["statement"], name="sending_objected_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="statementsending",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["in_person", "post", "electronic"])), name="sending_way_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="statementsending",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("confirmed_by__isnull", True),
                        ("confirmed_on__isnull", True),
                        models.Q(("state", "confirmed"), _negated=True),
                    ),
                    models.Q(
                        ("confirmed_by__isnull", False),
                        ("confirmed_on__gte", models.F("sent_on")),
                        ("confirmed_on__isnull", False),
                        ("state__in", ["confirmed", "withdrawn"]),
                    ),
                    _connector="OR",
                ),
                name="sending_confirmed",
                violation_error_message="A confirmation needs its day, not before the statement was sent.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementsending",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("objected_on__isnull", True),
                        ("objection", ""),
                        ("objection_by__isnull", True),
                        models.Q(("state__in", ["objected", "answered"]), _negated=True),
                    ),
                    models.Q(
                        ("objected_on__gte", models.F("sent_on")),
                        ("objected_on__isnull", False),
                        ("objection_by__isnull", False),
                        models.Q(("objection", ""), _negated=True),
                        models.Q(("state", "sent"), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="sending_objected",
                violation_error_message="An objection needs its words and its day, not before the statement was sent.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementsending",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", ""),
                        ("answered_by__isnull", True),
                        ("answered_on__isnull", True),
                        models.Q(("state", "objected"), ("objected_on__isnull", True), _connector="OR"),
                    ),
                    models.Q(
                        ("answered_on__gte", models.F("objected_on")),
                        ("answered_on__isnull", False),
                        ("objected_on__isnull", False),
                        ("answered_by__isnull", False),
                        models.Q(("answered_by", models.F("objection_by")), _negated=True),
                        models.Q(("answer", ""), _negated=True),
                        models.Q(("state__in", ["sent", "objected"]), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="sending_answered",
                violation_error_message="Somebody else answers an objection, in words, not before it came.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statementsending",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("withdrawn_by__isnull", True),
                        ("withdrawn_reason", ""),
                        models.Q(("state", "withdrawn"), _negated=True),
                    ),
                    models.Q(
                        ("state", "withdrawn"),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="sending_withdrawn",
                violation_error_message="What is withdrawn says why.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statementsending",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_statementsendingevent" ("answer", "answered_by_id", "answered_on", "confirmed_by_id", "confirmed_on", "entered_at", "entered_by_id", "id", "note", "objected_on", "objection", "objection_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiver", "sent_on", "state", "statement_id", "way", "withdrawn_by_id", "withdrawn_reason") SELECT new_values."answer", new_values."answered_by_id", new_values."answered_on", new_values."confirmed_by_id", new_values."confirmed_on", new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."note", new_values."objected_on", new_values."objection", new_values."objection_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."receiver", new_values."sent_on", new_values."state", new_values."statement_id", new_values."way", new_values."withdrawn_by_id", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c756fa873b592dd71cde2ce2d22b1d333de8fe58",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_30c44",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_statementsending",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statementsending",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_statementsendingevent" ("answer", "answered_by_id", "answered_on", "confirmed_by_id", "confirmed_on", "entered_at", "entered_by_id", "id", "note", "objected_on", "objection", "objection_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiver", "sent_on", "state", "statement_id", "way", "withdrawn_by_id", "withdrawn_reason") SELECT new_values."answer", new_values."answered_by_id", new_values."answered_on", new_values."confirmed_by_id", new_values."confirmed_on", new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."note", new_values."objected_on", new_values."objection", new_values."objection_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."receiver", new_values."sent_on", new_values."state", new_values."statement_id", new_values."way", new_values."withdrawn_by_id", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e45f4cc0ea76ad3d2cc07c8a5b3f6104f4740a8a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_545c5",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_statementsending",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statementsending",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_statementsendingevent" ("answer", "answered_by_id", "answered_on", "confirmed_by_id", "confirmed_on", "entered_at", "entered_by_id", "id", "note", "objected_on", "objection", "objection_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receiver", "sent_on", "state", "statement_id", "way", "withdrawn_by_id", "withdrawn_reason") SELECT old_values."answer", old_values."answered_by_id", old_values."answered_on", old_values."confirmed_by_id", old_values."confirmed_on", old_values."entered_at", old_values."entered_by_id", old_values."id", old_values."note", old_values."objected_on", old_values."objection", old_values."objection_by_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."receiver", old_values."sent_on", old_values."state", old_values."statement_id", old_values."way", old_values."withdrawn_by_id", old_values."withdrawn_reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="37ecef14df99af5a422ef13df61a6881e6977d9c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7886c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_statementsending",
                    when="AFTER",
                ),
            ),
        ),
        *(
            row_level_security(f"funds_statementsending{kind}", through=[("statement_id", "funds_statement")])
            for kind in ("", "event")
        ),
        migrations.RunSQL(GUARDS, UNDO),
    ]
