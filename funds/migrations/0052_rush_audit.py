"""Unusual outlays before year end (NB-30) and audits (ZY-23): tables, who sees them, what stays."""

import config.money
import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from config.scoping import Whereabouts, row_level_security
from django.db import migrations, models


# A month looked at is known to every agency of the area.
AREA = Whereabouts("area_id", "institutions_poolingarea", member_areas=("id",))

GUARDS = """
create function funds_audit_stays() returns trigger language plpgsql as $$
begin
    raise exception '% %: what was closed, issued or drawn stays', tg_table_name, old.id
        using errcode = 'restrict_violation';
end $$;
create trigger rush_finding_stays before update on funds_rushfinding
    for each row when (old.state = 'closed') execute function funds_audit_stays();
create trigger rush_finding_kept before delete on funds_rushfinding
    for each row execute function funds_audit_stays();
create trigger audit_finding_stays before update on funds_auditfinding
    for each row when (old.state = 'closed') execute function funds_audit_stays();
create trigger audit_finding_kept before delete on funds_auditfinding
    for each row execute function funds_audit_stays();
create trigger audit_plan_stays before update on funds_auditplan
    for each row when (old.state in ('issued', 'withdrawn')) execute function funds_audit_stays();
create trigger audit_plan_kept before delete on funds_auditplan
    for each row execute function funds_audit_stays();
create trigger audit_sample_stays before update or delete on funds_auditsample
    for each row execute function funds_audit_stays();
create trigger rush_step_stays before update or delete on funds_rushstep
    for each row execute function funds_audit_stays();
create trigger audit_step_stays before update or delete on funds_auditstep
    for each row execute function funds_audit_stays();

create function funds_audit_paper_stays() returns trigger language plpgsql
    security definer set search_path = public as $$
declare
    stands text;
begin
    if tg_op = 'UPDATE' and (new.sample_id, new.object_id, new.amount, new.hits, new.position, new.stratum)
        is distinct from (old.sample_id, old.object_id, old.amount, old.hits, old.position, old.stratum) then
        raise exception 'working paper %: what was drawn stays', old.id using errcode = 'restrict_violation';
    end if;
    -- Whoever draws up the report takes the plan's row; here we wait for it.
    select plan.state into stands from funds_auditplan plan
        join funds_auditsample sample on sample.plan_id = plan.id
        where sample.id = case when tg_op = 'DELETE' then old.sample_id else new.sample_id end
        for share of plan;
    if tg_op = 'DELETE' or stands <> 'under_way' then
        raise exception 'working paper: the audit is not under way' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger audit_paper_stays before insert or update or delete on funds_auditpaper
    for each row execute function funds_audit_paper_stays();
"""
UNDO = """
drop trigger rush_finding_stays on funds_rushfinding; drop trigger rush_finding_kept on funds_rushfinding;
drop trigger audit_finding_stays on funds_auditfinding; drop trigger audit_finding_kept on funds_auditfinding;
drop trigger audit_plan_stays on funds_auditplan; drop trigger audit_plan_kept on funds_auditplan;
drop trigger audit_sample_stays on funds_auditsample; drop trigger rush_step_stays on funds_rushstep;
drop trigger audit_step_stays on funds_auditstep; drop trigger audit_paper_stays on funds_auditpaper;
drop function funds_audit_stays(); drop function funds_audit_paper_stays();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0051_withdrawals"),
        ("institutions", "0011_audit_alone"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditFinding",
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
                            ("open", "To be answered"),
                            ("returned", "Answer returned"),
                            ("answered", "Answer to be decided on"),
                            ("accepted", "Closing waits for the second person"),
                            ("closed", "Closed"),
                        ],
                        default="open",
                        max_length=8,
                        verbose_name="State",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Deadline")),
                ("answer", models.TextField(blank=True, default="", max_length=2000, verbose_name="Answer")),
                ("reply", models.CharField(blank=True, default="", max_length=300, verbose_name="Reply")),
                ("verdict", models.CharField(blank=True, default="", max_length=10, verbose_name="Verdict")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="Closed at")),
                ("audited_to", models.DateField(verbose_name="Audited to")),
                ("number", models.PositiveSmallIntegerField(verbose_name="Number")),
                ("title", models.CharField(max_length=120, verbose_name="Title")),
                ("text", models.TextField(max_length=2000, verbose_name="What was found")),
                ("amount", config.money.MoneyField(default=0, verbose_name="Amount concerned")),
                (
                    "found_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="Found at"),
                ),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Decided by",
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
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.poolingarea",
                        verbose_name="Pooling area",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Closed by",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.agency",
                        verbose_name="Audited by",
                    ),
                ),
                (
                    "found_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Found by",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.agency",
                        verbose_name="To answer",
                    ),
                ),
            ],
            options={
                "verbose_name": "Audit finding",
                "verbose_name_plural": "Audit findings",
                "ordering": ("-pk",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AuditPaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(verbose_name="Place")),
                ("object_id", models.BigIntegerField(verbose_name="Object")),
                ("amount", config.money.MoneyField(verbose_name="Amount")),
                ("hits", models.PositiveIntegerField(default=1, verbose_name="Hits")),
                ("stratum", models.PositiveSmallIntegerField(default=0, verbose_name="Stratum")),
                (
                    "result",
                    models.CharField(
                        choices=[("open", "To be looked at"), ("right", "No fault"), ("fault", "Fault")],
                        default="open",
                        max_length=5,
                        verbose_name="Result",
                    ),
                ),
                (
                    "fault",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("amount", "Wrong amount"),
                            ("basis", "Without basis"),
                            ("papers", "Papers missing"),
                            ("procedure", "Procedure not kept"),
                            ("late", "Too late"),
                            ("other", "Other fault"),
                        ],
                        default="",
                        max_length=9,
                        verbose_name="Kind of fault",
                    ),
                ),
                ("fault_amount", config.money.MoneyField(default=0, verbose_name="Fault amount")),
                ("note", models.CharField(blank=True, default="", max_length=500, verbose_name="Note")),
                ("checked_at", models.DateTimeField(blank=True, null=True, verbose_name="Looked at on")),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Looked at by",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.attachment",
                        verbose_name="Evidence",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="funds.auditfinding",
                        verbose_name="Audit finding",
                    ),
                ),
            ],
            options={
                "verbose_name": "Working paper",
                "verbose_name_plural": "Working papers",
                "ordering": ("sample", "position"),
            },
        ),
        migrations.CreateModel(
            name="AuditPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=30, unique=True, verbose_name="Number")),
                ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                ("title", models.CharField(max_length=120, verbose_name="Title")),
                ("programme", models.TextField(max_length=2000, verbose_name="Programme")),
                ("first", models.DateField(verbose_name="Audited from")),
                ("last", models.DateField(verbose_name="Audited to")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Waits for the second auditor"),
                            ("under_way", "Under way"),
                            ("reported", "Report waits for the second auditor"),
                            ("issued", "Report issued"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="planned",
                        max_length=9,
                        verbose_name="State",
                    ),
                ),
                (
                    "conclusion",
                    models.TextField(blank=True, default="", max_length=4000, verbose_name="Conclusion"),
                ),
                ("issued_at", models.DateTimeField(blank=True, null=True, verbose_name="Issued at")),
                (
                    "content",
                    models.JSONField(
                        blank=True,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        null=True,
                        verbose_name="Content",
                    ),
                ),
                (
                    "content_hash",
                    models.BinaryField(blank=True, max_length=32, null=True, verbose_name="Content hash"),
                ),
                ("reason", models.CharField(blank=True, default="", max_length=300, verbose_name="Reason")),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the whole area.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.agency",
                        verbose_name="Audited unit",
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
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.poolingarea",
                        verbose_name="Pooling area",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.agency",
                        verbose_name="Audited by",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Report issued by",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Planned by",
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Report drawn up by",
                    ),
                ),
            ],
            options={
                "verbose_name": "Audit",
                "verbose_name_plural": "Audits",
                "ordering": ("-year", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="AuditFindingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "To be answered"),
                            ("returned", "Answer returned"),
                            ("answered", "Answer to be decided on"),
                            ("accepted", "Closing waits for the second person"),
                            ("closed", "Closed"),
                        ],
                        default="open",
                        max_length=8,
                        verbose_name="State",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Deadline")),
                ("answer", models.TextField(blank=True, default="", max_length=2000, verbose_name="Answer")),
                ("reply", models.CharField(blank=True, default="", max_length=300, verbose_name="Reply")),
                ("verdict", models.CharField(blank=True, default="", max_length=10, verbose_name="Verdict")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="Closed at")),
                ("audited_to", models.DateField(verbose_name="Audited to")),
                ("number", models.PositiveSmallIntegerField(verbose_name="Number")),
                ("title", models.CharField(max_length=120, verbose_name="Title")),
                ("text", models.TextField(max_length=2000, verbose_name="What was found")),
                ("amount", config.money.MoneyField(default=0, verbose_name="Amount concerned")),
                (
                    "found_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="Found at"),
                ),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Decided by",
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
                    "area",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.poolingarea",
                        verbose_name="Pooling area",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Closed by",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.agency",
                        verbose_name="Audited by",
                    ),
                ),
                (
                    "found_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Found by",
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
                        to="funds.auditfinding",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.agency",
                        verbose_name="To answer",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="funds.auditplan",
                        verbose_name="Audit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="auditfinding",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="findings",
                to="funds.auditplan",
                verbose_name="Audit",
            ),
        ),
        migrations.CreateModel(
            name="AuditPlanEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("number", models.CharField(max_length=30, verbose_name="Number")),
                ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                ("title", models.CharField(max_length=120, verbose_name="Title")),
                ("programme", models.TextField(max_length=2000, verbose_name="Programme")),
                ("first", models.DateField(verbose_name="Audited from")),
                ("last", models.DateField(verbose_name="Audited to")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Waits for the second auditor"),
                            ("under_way", "Under way"),
                            ("reported", "Report waits for the second auditor"),
                            ("issued", "Report issued"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="planned",
                        max_length=9,
                        verbose_name="State",
                    ),
                ),
                (
                    "conclusion",
                    models.TextField(blank=True, default="", max_length=4000, verbose_name="Conclusion"),
                ),
                ("issued_at", models.DateTimeField(blank=True, null=True, verbose_name="Issued at")),
                (
                    "content",
                    models.JSONField(
                        blank=True,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        null=True,
                        verbose_name="Content",
                    ),
                ),
                (
                    "content_hash",
                    models.BinaryField(blank=True, max_length=32, null=True, verbose_name="Content hash"),
                ),
                ("reason", models.CharField(blank=True, default="", max_length=300, verbose_name="Reason")),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty: the whole area.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.agency",
                        verbose_name="Audited unit",
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
                    "area",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.poolingarea",
                        verbose_name="Pooling area",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.agency",
                        verbose_name="Audited by",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Report issued by",
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
                        to="funds.auditplan",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Planned by",
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Report drawn up by",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AuditSample",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "population",
                    models.CharField(
                        choices=[
                            ("payments", "Payments made"),
                            ("settlements", "Settled bills"),
                            ("entries", "Entries of the books"),
                            ("coverages", "Changes of enrolment"),
                            ("agreements", "Agreements with institutions"),
                            ("reimbursements", "Reimbursements at the counter"),
                        ],
                        max_length=14,
                        verbose_name="Population",
                    ),
                ),
                ("first", models.DateField(verbose_name="From")),
                ("last", models.DateField(verbose_name="To")),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("random", "By lot"),
                            ("amount", "By amount"),
                            ("strata", "In strata of amount"),
                        ],
                        max_length=6,
                        verbose_name="Method",
                    ),
                ),
                ("seed", models.CharField(max_length=64, verbose_name="Seed")),
                ("size", models.PositiveIntegerField(verbose_name="Objects asked for")),
                ("objects_count", models.PositiveIntegerField(verbose_name="Objects of the population")),
                ("total", config.money.MoneyField(verbose_name="Sum of the population")),
                ("digest", models.BinaryField(max_length=32, verbose_name="Hash of the population")),
                ("packed", models.BinaryField(verbose_name="Population")),
                (
                    "drawn_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="Drawn at"),
                ),
                (
                    "drawn_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Drawn by",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="samples",
                        to="funds.auditplan",
                        verbose_name="Audit",
                    ),
                ),
            ],
            options={
                "verbose_name": "Audit sample",
                "verbose_name_plural": "Audit samples",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="AuditPaperEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveIntegerField(verbose_name="Place")),
                ("object_id", models.BigIntegerField(verbose_name="Object")),
                ("amount", config.money.MoneyField(verbose_name="Amount")),
                ("hits", models.PositiveIntegerField(default=1, verbose_name="Hits")),
                ("stratum", models.PositiveSmallIntegerField(default=0, verbose_name="Stratum")),
                (
                    "result",
                    models.CharField(
                        choices=[("open", "To be looked at"), ("right", "No fault"), ("fault", "Fault")],
                        default="open",
                        max_length=5,
                        verbose_name="Result",
                    ),
                ),
                (
                    "fault",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("amount", "Wrong amount"),
                            ("basis", "Without basis"),
                            ("papers", "Papers missing"),
                            ("procedure", "Procedure not kept"),
                            ("late", "Too late"),
                            ("other", "Other fault"),
                        ],
                        default="",
                        max_length=9,
                        verbose_name="Kind of fault",
                    ),
                ),
                ("fault_amount", config.money.MoneyField(default=0, verbose_name="Fault amount")),
                ("note", models.CharField(blank=True, default="", max_length=500, verbose_name="Note")),
                ("checked_at", models.DateTimeField(blank=True, null=True, verbose_name="Looked at on")),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Looked at by",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.attachment",
                        verbose_name="Evidence",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="funds.auditfinding",
                        verbose_name="Audit finding",
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
                        to="funds.auditpaper",
                    ),
                ),
                (
                    "sample",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="funds.auditsample",
                        verbose_name="Audit sample",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="auditpaper",
            name="sample",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="papers",
                to="funds.auditsample",
                verbose_name="Audit sample",
            ),
        ),
        migrations.CreateModel(
            name="AuditStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("found", "Found"),
                            ("answer", "Answered"),
                            ("send_back", "Answer returned"),
                            ("accept", "Answer accepted"),
                            ("keep_open", "Closing refused"),
                            ("close", "Closed"),
                        ],
                        max_length=9,
                        verbose_name="What was done",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="At")),
                ("text", models.TextField(blank=True, default="", max_length=2000, verbose_name="In words")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="By",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.attachment",
                        verbose_name="Evidence",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="funds.auditfinding",
                        verbose_name="Audit finding",
                    ),
                ),
            ],
            options={
                "verbose_name": "Step of an audit finding",
                "verbose_name_plural": "Steps of audit findings",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RushFinding",
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
                            ("open", "To be answered"),
                            ("returned", "Answer returned"),
                            ("answered", "Answer to be decided on"),
                            ("accepted", "Closing waits for the second person"),
                            ("closed", "Closed"),
                        ],
                        default="open",
                        max_length=8,
                        verbose_name="State",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Deadline")),
                ("answer", models.TextField(blank=True, default="", max_length=2000, verbose_name="Answer")),
                ("reply", models.CharField(blank=True, default="", max_length=300, verbose_name="Reply")),
                ("verdict", models.CharField(blank=True, default="", max_length=10, verbose_name="Verdict")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="Closed at")),
                ("month", models.DateField(verbose_name="Month")),
                ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                ("kind", models.CharField(max_length=40, verbose_name="Kind of spending")),
                ("spent", config.money.MoneyField(verbose_name="Paid out")),
                ("reasons", models.JSONField(verbose_name="Reasons")),
                ("facts", models.JSONField(default=dict, verbose_name="Compared with")),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Decided by",
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
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.poolingarea",
                        verbose_name="Pooling area",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Closed by",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.agency",
                        verbose_name="To answer",
                    ),
                ),
            ],
            options={
                "verbose_name": "Unusual outlay",
                "verbose_name_plural": "Unusual outlays",
                "ordering": ("-month", "unit__code", "insutype", "kind"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RushFindingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "To be answered"),
                            ("returned", "Answer returned"),
                            ("answered", "Answer to be decided on"),
                            ("accepted", "Closing waits for the second person"),
                            ("closed", "Closed"),
                        ],
                        default="open",
                        max_length=8,
                        verbose_name="State",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="Deadline")),
                ("answer", models.TextField(blank=True, default="", max_length=2000, verbose_name="Answer")),
                ("reply", models.CharField(blank=True, default="", max_length=300, verbose_name="Reply")),
                ("verdict", models.CharField(blank=True, default="", max_length=10, verbose_name="Verdict")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="Closed at")),
                ("month", models.DateField(verbose_name="Month")),
                ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                ("kind", models.CharField(max_length=40, verbose_name="Kind of spending")),
                ("spent", config.money.MoneyField(verbose_name="Paid out")),
                ("reasons", models.JSONField(verbose_name="Reasons")),
                ("facts", models.JSONField(default=dict, verbose_name="Compared with")),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Decided by",
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
                    "area",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.poolingarea",
                        verbose_name="Pooling area",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Closed by",
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
                        to="funds.rushfinding",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.agency",
                        verbose_name="To answer",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RushMonth",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(verbose_name="Month")),
                ("outlays", models.PositiveIntegerField(default=0, verbose_name="Outlays looked at")),
                ("found", models.PositiveIntegerField(default=0, verbose_name="Unusual")),
                (
                    "looked_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="Looked at on"),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.poolingarea",
                        verbose_name="Pooling area",
                    ),
                ),
            ],
            options={
                "verbose_name": "Month looked at for rush spending",
                "verbose_name_plural": "Months looked at for rush spending",
                "ordering": ("-month",),
            },
        ),
        migrations.CreateModel(
            name="RushMonthEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("month", models.DateField(verbose_name="Month")),
                ("outlays", models.PositiveIntegerField(default=0, verbose_name="Outlays looked at")),
                ("found", models.PositiveIntegerField(default=0, verbose_name="Unusual")),
                (
                    "looked_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="Looked at on"),
                ),
                (
                    "area",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.poolingarea",
                        verbose_name="Pooling area",
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
                        to="funds.rushmonth",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RushStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("found", "Found"),
                            ("answer", "Answered"),
                            ("send_back", "Answer returned"),
                            ("accept", "Answer accepted"),
                            ("keep_open", "Closing refused"),
                            ("close", "Closed"),
                        ],
                        max_length=9,
                        verbose_name="What was done",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="At")),
                ("text", models.TextField(blank=True, default="", max_length=2000, verbose_name="In words")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="By",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.attachment",
                        verbose_name="Evidence",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="funds.rushfinding",
                        verbose_name="Unusual outlay",
                    ),
                ),
            ],
            options={
                "verbose_name": "Step of an unusual outlay",
                "verbose_name_plural": "Steps of unusual outlays",
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="auditplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("approved_by__isnull", True),
                        models.Q(("approved_by", models.F("planned_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("issued_by__isnull", True),
                        models.Q(("issued_by", models.F("reported_by")), _negated=True),
                        _connector="OR",
                    ),
                ),
                name="audit_plan_two_people",
                violation_error_message="A second auditor is needed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="auditplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("content__isnull", True), ("state__in", ["planned", "withdrawn"])),
                    models.Q(
                        ("approved_by__isnull", False), ("content__isnull", True), ("state", "under_way")
                    ),
                    models.Q(
                        ("approved_by__isnull", False),
                        ("content__isnull", True),
                        ("reported_by__isnull", False),
                        ("state", "reported"),
                    ),
                    models.Q(
                        ("approved_by__isnull", False),
                        ("content__isnull", False),
                        ("content_hash__isnull", False),
                        ("issued_at__isnull", False),
                        ("issued_by__isnull", False),
                        ("reported_by__isnull", False),
                        ("state", "issued"),
                    ),
                    _connector="OR",
                ),
                name="audit_plan_stands",
            ),
        ),
        migrations.AddConstraint(
            model_name="auditplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("last__gte", models.F("first"))), name="audit_plan_days"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="auditplan",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_auditplanevent" ("about_id", "approved_by_id", "area_id", "conclusion", "content", "content_hash", "county_id", "first", "id", "issued_at", "issued_by_id", "last", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_by_id", "programme", "reason", "reported_by_id", "state", "title", "year") SELECT new_values."about_id", new_values."approved_by_id", new_values."area_id", new_values."conclusion", new_values."content", new_values."content_hash", new_values."county_id", new_values."first", new_values."id", new_values."issued_at", new_values."issued_by_id", new_values."last", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."planned_by_id", new_values."programme", new_values."reason", new_values."reported_by_id", new_values."state", new_values."title", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="757b2c243617f1e5d34552f83c4c934929b650a1",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0a4da",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_auditplan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="auditplan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_auditplanevent" ("about_id", "approved_by_id", "area_id", "conclusion", "content", "content_hash", "county_id", "first", "id", "issued_at", "issued_by_id", "last", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_by_id", "programme", "reason", "reported_by_id", "state", "title", "year") SELECT new_values."about_id", new_values."approved_by_id", new_values."area_id", new_values."conclusion", new_values."content", new_values."content_hash", new_values."county_id", new_values."first", new_values."id", new_values."issued_at", new_values."issued_by_id", new_values."last", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."planned_by_id", new_values."programme", new_values."reason", new_values."reported_by_id", new_values."state", new_values."title", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8d255ee6a69dec98e0d959bd010d4ef55d3ba998",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1ea09",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_auditplan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="auditplan",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_auditplanevent" ("about_id", "approved_by_id", "area_id", "conclusion", "content", "content_hash", "county_id", "first", "id", "issued_at", "issued_by_id", "last", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_by_id", "programme", "reason", "reported_by_id", "state", "title", "year") SELECT old_values."about_id", old_values."approved_by_id", old_values."area_id", old_values."conclusion", old_values."content", old_values."content_hash", old_values."county_id", old_values."first", old_values."id", old_values."issued_at", old_values."issued_by_id", old_values."last", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."planned_by_id", old_values."programme", old_values."reason", old_values."reported_by_id", old_values."state", old_values."title", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="de9a2743aefc1e01d329bf87f04af9673836dd23",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_dfe5a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_auditplan",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="auditfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("accepted_by__isnull", True),
                        models.Q(("accepted_by", models.F("answered_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("closed_by__isnull", True),
                        models.Q(
                            models.Q(("closed_by", models.F("accepted_by")), _negated=True),
                            models.Q(("closed_by", models.F("answered_by")), _negated=True),
                        ),
                        _connector="OR",
                    ),
                ),
                name="auditfinding_two_people",
                violation_error_message="A second person is needed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="auditfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("accepted_by__isnull", True),
                        ("closed_by__isnull", True),
                        ("state__in", ["open", "returned"]),
                    ),
                    models.Q(
                        ("accepted_by__isnull", True),
                        ("answered_by__isnull", False),
                        ("closed_by__isnull", True),
                        ("state", "answered"),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    models.Q(
                        ("accepted_by__isnull", False),
                        ("answered_by__isnull", False),
                        ("closed_by__isnull", True),
                        ("state", "accepted"),
                        models.Q(("answer", ""), _negated=True),
                        models.Q(("verdict", ""), _negated=True),
                    ),
                    models.Q(
                        ("accepted_by__isnull", False),
                        ("answered_by__isnull", False),
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        ("state", "closed"),
                        models.Q(("answer", ""), _negated=True),
                        models.Q(("verdict", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="auditfinding_stands",
            ),
        ),
        migrations.AddConstraint(
            model_name="auditfinding",
            constraint=models.UniqueConstraint(fields=("plan", "number"), name="audit_finding_once"),
        ),
        migrations.AddConstraint(
            model_name="auditfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount__gte", 0),
                    ("verdict__in", ["", "rectified", "refuted"]),
                    models.Q(("text", ""), _negated=True),
                ),
                name="audit_finding_whole",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="auditfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_auditfindingevent" ("accepted_by_id", "amount", "answer", "answered_by_id", "area_id", "audited_to", "closed_at", "closed_by_id", "county_id", "due_on", "found_at", "found_by_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reply", "state", "text", "title", "unit_id", "verdict") SELECT new_values."accepted_by_id", new_values."amount", new_values."answer", new_values."answered_by_id", new_values."area_id", new_values."audited_to", new_values."closed_at", new_values."closed_by_id", new_values."county_id", new_values."due_on", new_values."found_at", new_values."found_by_id", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plan_id", new_values."reply", new_values."state", new_values."text", new_values."title", new_values."unit_id", new_values."verdict" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b9c5f36c7e74583e31756eac9738161c11d11f90",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c3b2a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_auditfinding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="auditfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_auditfindingevent" ("accepted_by_id", "amount", "answer", "answered_by_id", "area_id", "audited_to", "closed_at", "closed_by_id", "county_id", "due_on", "found_at", "found_by_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reply", "state", "text", "title", "unit_id", "verdict") SELECT new_values."accepted_by_id", new_values."amount", new_values."answer", new_values."answered_by_id", new_values."area_id", new_values."audited_to", new_values."closed_at", new_values."closed_by_id", new_values."county_id", new_values."due_on", new_values."found_at", new_values."found_by_id", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plan_id", new_values."reply", new_values."state", new_values."text", new_values."title", new_values."unit_id", new_values."verdict" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="455a6c07bcd68da6d95cbcea29411afbc0a497ee",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5b1d6",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_auditfinding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="auditfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_auditfindingevent" ("accepted_by_id", "amount", "answer", "answered_by_id", "area_id", "audited_to", "closed_at", "closed_by_id", "county_id", "due_on", "found_at", "found_by_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reply", "state", "text", "title", "unit_id", "verdict") SELECT old_values."accepted_by_id", old_values."amount", old_values."answer", old_values."answered_by_id", old_values."area_id", old_values."audited_to", old_values."closed_at", old_values."closed_by_id", old_values."county_id", old_values."due_on", old_values."found_at", old_values."found_by_id", old_values."id", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plan_id", old_values."reply", old_values."state", old_values."text", old_values."title", old_values."unit_id", old_values."verdict" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="17fba66de884c3e05bf36b87f2d3189e4de27a90",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f66ee",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_auditfinding",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="auditsample",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("objects_count__gt", 0), ("size__gt", 0), models.Q(("seed", ""), _negated=True)
                ),
                name="audit_sample_drawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="auditpaper",
            constraint=models.UniqueConstraint(fields=("sample", "object_id"), name="audit_paper_once"),
        ),
        migrations.AddConstraint(
            model_name="auditpaper",
            constraint=models.UniqueConstraint(fields=("sample", "position"), name="audit_paper_place_once"),
        ),
        migrations.AddConstraint(
            model_name="auditpaper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("checked_by__isnull", True), ("fault", ""), ("fault_amount", 0), ("result", "open")
                    ),
                    models.Q(
                        ("checked_by__isnull", False),
                        ("fault", ""),
                        ("fault_amount", 0),
                        ("finding__isnull", True),
                        ("result", "right"),
                    ),
                    models.Q(
                        ("checked_by__isnull", False),
                        ("fault_amount__gte", 0),
                        ("result", "fault"),
                        models.Q(("fault", ""), _negated=True),
                        models.Q(("note", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="audit_paper_result",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="auditpaper",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_auditpaperevent" ("amount", "checked_at", "checked_by_id", "evidence_id", "fault", "fault_amount", "finding_id", "hits", "id", "note", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "result", "sample_id", "stratum") SELECT new_values."amount", new_values."checked_at", new_values."checked_by_id", new_values."evidence_id", new_values."fault", new_values."fault_amount", new_values."finding_id", new_values."hits", new_values."id", new_values."note", new_values."object_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."result", new_values."sample_id", new_values."stratum" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0d2c17e4005ab2b134645152dd44c13bbf6ee685",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ce300",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_auditpaper",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="auditpaper",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_auditpaperevent" ("amount", "checked_at", "checked_by_id", "evidence_id", "fault", "fault_amount", "finding_id", "hits", "id", "note", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "result", "sample_id", "stratum") SELECT new_values."amount", new_values."checked_at", new_values."checked_by_id", new_values."evidence_id", new_values."fault", new_values."fault_amount", new_values."finding_id", new_values."hits", new_values."id", new_values."note", new_values."object_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."result", new_values."sample_id", new_values."stratum" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d98018870ddb38b24fa9671dd556241df16115ca",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d6c38",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_auditpaper",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="auditpaper",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_auditpaperevent" ("amount", "checked_at", "checked_by_id", "evidence_id", "fault", "fault_amount", "finding_id", "hits", "id", "note", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "result", "sample_id", "stratum") SELECT old_values."amount", old_values."checked_at", old_values."checked_by_id", old_values."evidence_id", old_values."fault", old_values."fault_amount", old_values."finding_id", old_values."hits", old_values."id", old_values."note", old_values."object_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."result", old_values."sample_id", old_values."stratum" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="8d0a9a8e5b7bec110692c64ac869573e3d946270",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5a437",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_auditpaper",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="rushfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("accepted_by__isnull", True),
                        models.Q(("accepted_by", models.F("answered_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("closed_by__isnull", True),
                        models.Q(
                            models.Q(("closed_by", models.F("accepted_by")), _negated=True),
                            models.Q(("closed_by", models.F("answered_by")), _negated=True),
                        ),
                        _connector="OR",
                    ),
                ),
                name="rushfinding_two_people",
                violation_error_message="A second person is needed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rushfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("accepted_by__isnull", True),
                        ("closed_by__isnull", True),
                        ("state__in", ["open", "returned"]),
                    ),
                    models.Q(
                        ("accepted_by__isnull", True),
                        ("answered_by__isnull", False),
                        ("closed_by__isnull", True),
                        ("state", "answered"),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    models.Q(
                        ("accepted_by__isnull", False),
                        ("answered_by__isnull", False),
                        ("closed_by__isnull", True),
                        ("state", "accepted"),
                        models.Q(("answer", ""), _negated=True),
                        models.Q(("verdict", ""), _negated=True),
                    ),
                    models.Q(
                        ("accepted_by__isnull", False),
                        ("answered_by__isnull", False),
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        ("state", "closed"),
                        models.Q(("answer", ""), _negated=True),
                        models.Q(("verdict", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="rushfinding_stands",
            ),
        ),
        migrations.AddConstraint(
            model_name="rushfinding",
            constraint=models.UniqueConstraint(
                fields=("unit", "month", "insutype", "kind"), name="rush_finding_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="rushfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("month__day", 1),
                    ("spent__gt", 0),
                    ("verdict__in", ["", "explained", "irregular"]),
                    models.Q(("reasons", []), _negated=True),
                ),
                name="rush_finding_whole",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rushfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_rushfindingevent" ("accepted_by_id", "answer", "answered_by_id", "area_id", "closed_at", "closed_by_id", "due_on", "facts", "id", "insutype", "kind", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "reply", "spent", "state", "unit_id", "verdict") SELECT new_values."accepted_by_id", new_values."answer", new_values."answered_by_id", new_values."area_id", new_values."closed_at", new_values."closed_by_id", new_values."due_on", new_values."facts", new_values."id", new_values."insutype", new_values."kind", new_values."month", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reasons", new_values."reply", new_values."spent", new_values."state", new_values."unit_id", new_values."verdict" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="124526739990deda4a93259fd15dcf2501bf5c3f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8f6aa",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_rushfinding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rushfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_rushfindingevent" ("accepted_by_id", "answer", "answered_by_id", "area_id", "closed_at", "closed_by_id", "due_on", "facts", "id", "insutype", "kind", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "reply", "spent", "state", "unit_id", "verdict") SELECT new_values."accepted_by_id", new_values."answer", new_values."answered_by_id", new_values."area_id", new_values."closed_at", new_values."closed_by_id", new_values."due_on", new_values."facts", new_values."id", new_values."insutype", new_values."kind", new_values."month", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reasons", new_values."reply", new_values."spent", new_values."state", new_values."unit_id", new_values."verdict" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b57bcf90252d701e42e5a90b18285629e32da7c4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_391dc",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_rushfinding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rushfinding",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_rushfindingevent" ("accepted_by_id", "answer", "answered_by_id", "area_id", "closed_at", "closed_by_id", "due_on", "facts", "id", "insutype", "kind", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "reply", "spent", "state", "unit_id", "verdict") SELECT old_values."accepted_by_id", old_values."answer", old_values."answered_by_id", old_values."area_id", old_values."closed_at", old_values."closed_by_id", old_values."due_on", old_values."facts", old_values."id", old_values."insutype", old_values."kind", old_values."month", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reasons", old_values."reply", old_values."spent", old_values."state", old_values."unit_id", old_values."verdict" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="817e060370d7d42b9a87e0b005d10acef8d49a62",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_adfd7",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_rushfinding",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="rushmonth",
            constraint=models.UniqueConstraint(fields=("area", "month"), name="rush_month_once"),
        ),
        migrations.AddConstraint(
            model_name="rushmonth",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__day", 1)), name="rush_month_first_day"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rushmonth",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_rushmonthevent" ("area_id", "found", "id", "looked_at", "month", "outlays", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."area_id", new_values."found", new_values."id", new_values."looked_at", new_values."month", new_values."outlays", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8759c5d6bb3f946f9c5854584ab65c9262087eeb",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2714a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_rushmonth",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rushmonth",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_rushmonthevent" ("area_id", "found", "id", "looked_at", "month", "outlays", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."area_id", new_values."found", new_values."id", new_values."looked_at", new_values."month", new_values."outlays", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a31cd044cc027d68ed34cc2a6d7a917f4bf80ebf",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0a87f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_rushmonth",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rushmonth",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_rushmonthevent" ("area_id", "found", "id", "looked_at", "month", "outlays", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."area_id", old_values."found", old_values."id", old_values."looked_at", old_values."month", old_values."outlays", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="da8e3231d4aeb64aa58ca196d0c761cf410f08a3",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4913a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_rushmonth",
                    when="AFTER",
                ),
            ),
        ),
        row_level_security("funds_rushmonth", whereabouts=[AREA]),
        row_level_security("funds_rushmonthevent", whereabouts=[AREA]),
        row_level_security("funds_rushfinding", counties=["unit_id"], areas=["area_id"]),
        row_level_security("funds_rushfindingevent", counties=["unit_id"], areas=["area_id"]),
        row_level_security("funds_rushstep", through=[("finding_id", "funds_rushfinding")]),
        row_level_security("funds_auditplan", counties=["county_id"], areas=["area_id"]),
        row_level_security("funds_auditplanevent", counties=["county_id"], areas=["area_id"]),
        row_level_security("funds_auditsample", through=[("plan_id", "funds_auditplan")]),
        row_level_security("funds_auditfinding", counties=["unit_id"], areas=["area_id"]),
        row_level_security("funds_auditfindingevent", counties=["unit_id"], areas=["area_id"]),
        row_level_security("funds_auditstep", through=[("finding_id", "funds_auditfinding")]),
        row_level_security("funds_auditpaper", through=[("sample_id", "funds_auditsample")]),
        row_level_security("funds_auditpaperevent", through=[("sample_id", "funds_auditsample")]),
        migrations.RunSQL(GUARDS, UNDO),
    ]
