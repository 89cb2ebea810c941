"""Reports of cities to their region and the regional adjustment fund: tables, who sees them, what never is false."""

import config.migrating
import config.money
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
from config.scoping import row_level_security
from django.conf import settings
from django.db import migrations, models

# Both the region and the one city see what is between them; a levy or distribution as a whole is the region's.
OF_BOTH = {"areas": ["region_id", "area_id"]}
OF_REGION = {"areas": ["region_id"]}
PLACES = {
    "regionreport": OF_BOTH,
    "regionreportevent": OF_BOTH,
    "reportedyear": {"through": [("report_id", "funds_regionreport")]},
    **{
        f"regional{table}{event}": seen
        for table, seen in (
            ("levy", OF_REGION),
            ("distribution", OF_REGION),
            ("demand", OF_BOTH),
            ("grant", OF_BOTH),
            ("transfer", OF_BOTH),
            ("dunning", OF_BOTH),
        )
        for event in ("", "event")
    },
}

# What lies between a region and an area is of an area that lies in the region.
BELOW = """
create function funds_region_above() returns trigger language plpgsql as $$
begin
    if (select parent_id from institutions_poolingarea where id = new.area_id) is distinct from new.region_id then
        raise exception '%: area % is not in region %', tg_table_name, new.area_id, new.region_id
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
"""
WITH_AREA = ("regionreport", "regionaldemand", "regionalgrant", "regionaltransfer", "regionaldunning")

# What came up stays as it came; only the day until which it was found unchanged moves on.
REPORTS = """
create function funds_region_report_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and tg_table_name = 'funds_regionreport' then
        if (old.region_id, old.area_id, old.city_id, old.reported_on, old.content, old.content_hash)
            is not distinct from
            (new.region_id, new.area_id, new.city_id, new.reported_on, new.content, new.content_hash)
            and new.confirmed_on >= old.confirmed_on then
            return new;
        end if;
    end if;
    raise exception '% %: what was reported or written stays', tg_table_name, old.id
        using errcode = 'restrict_violation';
end $$;
create trigger region_report_stays before update or delete on funds_regionreport
    for each row execute function funds_region_report_stays();
create trigger reported_year_stays before update or delete on funds_reportedyear
    for each row execute function funds_region_report_stays();
create trigger regional_dunning_stays before update or delete on funds_regionaldunning
    for each row execute function funds_region_report_stays();
"""

# Only the state goes on: proposed, then issued or withdrawn; issued is withdrawn while no money moved.
COURSE = """
create function funds_regional_course() returns trigger language plpgsql
    security definer set search_path = public as $$
declare
    free text[] := array['state', 'decided_by_id', 'decided_on', 'reason'];
begin
    if tg_op = 'DELETE' then
        raise exception '% %: it is kept', tg_table_name, old.id using errcode = 'restrict_violation';
    end if;
    if tg_op = 'INSERT' then
        if new.state <> 'proposed' then
            raise exception '%: it begins as a proposal', tg_table_name using errcode = 'restrict_violation';
        end if;
        return new;
    end if;
    if to_jsonb(old) - free is distinct from to_jsonb(new) - free then
        raise exception '% %: its figures stay', tg_table_name, old.id using errcode = 'restrict_violation';
    end if;
    if (old.state, new.state) not in (('proposed', 'issued'), ('proposed', 'withdrawn'), ('issued', 'withdrawn')) then
        raise exception '% %: % does not become %', tg_table_name, old.id, old.state, new.state
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

-- Papers stand as their levy or distribution does; none is withdrawn for which money moved.
create function funds_regional_together() returns trigger language plpgsql
    security definer set search_path = public as $$
begin
    if tg_table_name in ('funds_regionallevy', 'funds_regionaldemand') then
        if exists (
            select from funds_regionaldemand paper join funds_regionallevy whole on whole.id = paper.levy_id
            where whole.id = coalesce((to_jsonb(new) ->> 'levy_id')::bigint, new.id) and (
                (paper.state, paper.insutype, paper.year, paper.share, paper.region_id)
                    is distinct from (whole.state, whole.insutype, whole.year, whole.share, whole.region_id)
                or whole.state = 'withdrawn' and exists (select from funds_regionaltransfer moved
                    where moved.demand_id = paper.id and moved.state <> 'refused'))
        ) then
            raise exception 'regional levy: its demands stand otherwise, or money moved'
                using errcode = 'check_violation';
        end if;
        if (select amount from funds_regionallevy
            where id = coalesce((to_jsonb(new) ->> 'levy_id')::bigint, new.id)) is distinct from (
            select sum(amount) from funds_regionaldemand
            where levy_id = coalesce((to_jsonb(new) ->> 'levy_id')::bigint, new.id)) then
            raise exception 'regional levy: the demands do not add up' using errcode = 'check_violation';
        end if;
        return null;
    end if;
    if exists (
        select from funds_regionalgrant paper
        join funds_regionaldistribution whole on whole.id = paper.distribution_id
        where whole.id = coalesce((to_jsonb(new) ->> 'distribution_id')::bigint, new.id) and (
            (paper.state, paper.insutype, paper.year, paper.region_id)
                is distinct from (whole.state, whole.insutype, whole.year, whole.region_id)
            or whole.state = 'withdrawn' and exists (select from funds_regionaltransfer moved
                where moved.grant_id = paper.id and moved.state <> 'refused'))
    ) then
        raise exception 'regional distribution: its grants stand otherwise, or money moved'
            using errcode = 'check_violation';
    end if;
    if (select amount from funds_regionaldistribution
        where id = coalesce((to_jsonb(new) ->> 'distribution_id')::bigint, new.id)) is distinct from (
        select sum(amount) from funds_regionalgrant
        where distribution_id = coalesce((to_jsonb(new) ->> 'distribution_id')::bigint, new.id)) then
        raise exception 'regional distribution: the grants do not add up' using errcode = 'check_violation';
    end if;
    return null;
end $$;
"""

# Never more than came in: what is proposed and issued for a levy stays within the receipts booked for it.
WITHIN = """
create function funds_regional_distribution_within() returns trigger language plpgsql
    security definer set search_path = public as $$
declare
    levied funds_regionallevy;
begin
    -- One distribution of a levy at a time.
    select * into levied from funds_regionallevy where id = new.levy_id for update;
    if levied.state <> 'issued' or (levied.region_id, levied.insutype, levied.year)
        is distinct from (new.region_id, new.insutype, new.year) then
        raise exception 'regional distribution: not of an issued levy' using errcode = 'check_violation';
    end if;
    if new.amount + (
        select coalesce(sum(amount), 0) from funds_regionaldistribution
        where levy_id = new.levy_id and state <> 'withdrawn' and id <> new.id
    ) > (
        select coalesce(sum(moved.amount), 0) from funds_regionaltransfer moved
        join funds_regionaldemand paper on paper.id = moved.demand_id
        where paper.levy_id = new.levy_id and moved.side = 'received' and moved.state = 'booked'
    ) then
        raise exception 'regional distribution: more than came in for levy %', new.levy_id
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger regional_distribution_within before insert on funds_regionaldistribution
    for each row execute function funds_regional_distribution_within();

create function funds_regional_transfer_within() returns trigger language plpgsql
    security definer set search_path = public as $$
declare
    paper record;
begin
    if new.demand_id is not null then
        select state, amount, region_id, area_id into paper from funds_regionaldemand
            where id = new.demand_id for update;
    else
        select state, amount, region_id, area_id into paper from funds_regionalgrant
            where id = new.grant_id for update;
    end if;
    if paper.state <> 'issued' or (paper.region_id, paper.area_id) is distinct from (new.region_id, new.area_id) then
        raise exception 'regional transfer: its paper is not issued' using errcode = 'check_violation';
    end if;
    if new.state <> 'refused' and new.amount + (
        select coalesce(sum(amount), 0) from funds_regionaltransfer
        where (demand_id = new.demand_id or grant_id = new.grant_id) and side = new.side
            and state <> 'refused' and id <> new.id
    ) > paper.amount then
        raise exception 'regional transfer: more than the paper' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger regional_transfer_within before insert or update on funds_regionaltransfer
    for each row execute function funds_regional_transfer_within();
create trigger booked_regionaltransfer_stays before update or delete on funds_regionaltransfer
    for each row when (old.state = 'booked') execute function funds_booked_movement_stays();
"""
# Half up to the fen of what was collected.
SHARE = """
alter table funds_regionaldemand add constraint regional_demand_share
    check (amount = (collected * share + 5000) / 10000);
"""
DECIDED = ("regionallevy", "regionaldemand", "regionaldistribution", "regionalgrant")
MADE = (
    BELOW
    + "".join(
        f"create trigger {table}_below before insert or update on funds_{table}"
        " for each row execute function funds_region_above();"
        for table in WITH_AREA
    )
    + REPORTS
    + COURSE
    + "".join(
        f"create trigger {table}_course before insert or update or delete on funds_{table}"
        " for each row execute function funds_regional_course();"
        f"create constraint trigger {table}_together after insert or update on funds_{table}"
        " deferrable initially deferred for each row execute function funds_regional_together();"
        for table in DECIDED
    )
    + WITHIN
    + SHARE
)
DROPPED = (
    *((table, f"{table}_below") for table in WITH_AREA),
    *((table, f"{table}_{guard}") for table in DECIDED for guard in ("course", "together")),
    ("regionreport", "region_report_stays"),
    ("reportedyear", "reported_year_stays"),
    ("regionaldunning", "regional_dunning_stays"),
    ("regionaldistribution", "regional_distribution_within"),
    ("regionaltransfer", "regional_transfer_within"),
    ("regionaltransfer", "booked_regionaltransfer_stays"),
)
FUNCTIONS = (
    "region_above",
    "region_report_stays",
    "regional_course",
    "regional_together",
    "regional_distribution_within",
    "regional_transfer_within",
)
UNDO = (
    "alter table funds_regionaldemand drop constraint regional_demand_share;"
    + "".join(f"drop trigger {name} on funds_{table};" for table, name in DROPPED)
    + "".join(f"drop function funds_{name};" for name in FUNCTIONS)
)


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0049_area_of_work"),
        ("institutions", "0009_credit_row_level_security"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        config.migrating.CreateTables(
            tables=[
                migrations.CreateModel(
                    name="RegionalDemand",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="Number")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Waits for a decision"),
                                    ("issued", "Issued"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="proposed",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        ("collected", config.money.MoneyField(verbose_name="Contributions collected")),
                        ("share", models.PositiveIntegerField(verbose_name="Share")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="Due on")),
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
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Region",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Demand of the regional fund",
                        "verbose_name_plural": "Demands of the regional fund",
                        "ordering": ("-year", "insutype", "area__code"),
                    },
                ),
                migrations.CreateModel(
                    name="RegionalDistribution",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Waits for a decision"),
                                    ("issued", "Issued"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="proposed",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("clause", models.CharField(blank=True, max_length=60, verbose_name="Clause")),
                        ("assumed", models.CharField(blank=True, max_length=300, verbose_name="Assumed")),
                        (
                            "evidence",
                            models.CharField(max_length=80, verbose_name="Reference number of the document"),
                        ),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was withdrawn"),
                        ),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="Decided on")),
                        ("collected", config.money.MoneyField(verbose_name="Paid in until then")),
                        ("given_before", config.money.MoneyField(verbose_name="Distributed before")),
                        ("weights", models.JSONField(default=dict, verbose_name="Weights")),
                        (
                            "decided_by",
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
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Region",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Distribution of the regional fund",
                        "verbose_name_plural": "Distributions of the regional fund",
                        "ordering": ("-year", "insutype", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="RegionalDunning",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="Number")),
                        ("due", config.money.MoneyField(verbose_name="Due")),
                        ("short", config.money.MoneyField(verbose_name="Still short")),
                        ("written_on", models.DateField(verbose_name="Written on")),
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
                            "demand",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to="funds.regionaldemand",
                                verbose_name="Demand of the regional fund",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Region",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Written by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Dunning letter of the regional fund",
                        "verbose_name_plural": "Dunning letters of the regional fund",
                        "ordering": ("-pk",),
                    },
                ),
                migrations.CreateModel(
                    name="RegionalDunningEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=30, verbose_name="Number")),
                        ("due", config.money.MoneyField(verbose_name="Due")),
                        ("short", config.money.MoneyField(verbose_name="Still short")),
                        ("written_on", models.DateField(verbose_name="Written on")),
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
                            "demand",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.regionaldemand",
                                verbose_name="Demand of the regional fund",
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
                                to="funds.regionaldunning",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Region",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Written by",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RegionalGrant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True, verbose_name="Number")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Waits for a decision"),
                                    ("issued", "Issued"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="proposed",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "members",
                            models.PositiveIntegerField(verbose_name="People insured at the year's end"),
                        ),
                        (
                            "collection_rate",
                            models.PositiveIntegerField(verbose_name="Collection rate of the year"),
                        ),
                        ("performance", models.PositiveIntegerField(verbose_name="Performance of spending")),
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
                            "distribution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="grants",
                                to="funds.regionaldistribution",
                                verbose_name="Distribution of the regional fund",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Region",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Grant of the regional fund",
                        "verbose_name_plural": "Grants of the regional fund",
                        "ordering": ("-year", "insutype", "area__code"),
                    },
                ),
                migrations.CreateModel(
                    name="RegionalLevy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Waits for a decision"),
                                    ("issued", "Issued"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="proposed",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("clause", models.CharField(blank=True, max_length=60, verbose_name="Clause")),
                        ("assumed", models.CharField(blank=True, max_length=300, verbose_name="Assumed")),
                        (
                            "evidence",
                            models.CharField(max_length=80, verbose_name="Reference number of the document"),
                        ),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was withdrawn"),
                        ),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="Decided on")),
                        ("base_year", models.PositiveSmallIntegerField(verbose_name="Collected in the year")),
                        (
                            "share",
                            models.PositiveIntegerField(
                                help_text="In ten-thousandths.", verbose_name="Share"
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="Due on")),
                        (
                            "decided_by",
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
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="Entered by",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Region",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Levy of the regional fund",
                        "verbose_name_plural": "Levies of the regional fund",
                        "ordering": ("-year", "insutype", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="RegionalDistributionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Waits for a decision"),
                                    ("issued", "Issued"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="proposed",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("clause", models.CharField(blank=True, max_length=60, verbose_name="Clause")),
                        ("assumed", models.CharField(blank=True, max_length=300, verbose_name="Assumed")),
                        (
                            "evidence",
                            models.CharField(max_length=80, verbose_name="Reference number of the document"),
                        ),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was withdrawn"),
                        ),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="Decided on")),
                        ("collected", config.money.MoneyField(verbose_name="Paid in until then")),
                        ("given_before", config.money.MoneyField(verbose_name="Distributed before")),
                        ("weights", models.JSONField(default=dict, verbose_name="Weights")),
                        (
                            "decided_by",
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
                                to="funds.regionaldistribution",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Region",
                            ),
                        ),
                        (
                            "levy",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.regionallevy",
                                verbose_name="Levy of the regional fund",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RegionalLevyEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Waits for a decision"),
                                    ("issued", "Issued"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="proposed",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("clause", models.CharField(blank=True, max_length=60, verbose_name="Clause")),
                        ("assumed", models.CharField(blank=True, max_length=300, verbose_name="Assumed")),
                        (
                            "evidence",
                            models.CharField(max_length=80, verbose_name="Reference number of the document"),
                        ),
                        (
                            "reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was withdrawn"),
                        ),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="Decided on")),
                        ("base_year", models.PositiveSmallIntegerField(verbose_name="Collected in the year")),
                        (
                            "share",
                            models.PositiveIntegerField(
                                help_text="In ten-thousandths.", verbose_name="Share"
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="Due on")),
                        (
                            "decided_by",
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
                                to="funds.regionallevy",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Region",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RegionalTransfer",
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
                                    ("entered", "Waits for approval"),
                                    ("booked", "Booked"),
                                    ("refused", "Rejected"),
                                ],
                                default="entered",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "refused_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was refused"),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("paid_up", "Paid up by the city"),
                                    ("received", "Received by the region"),
                                    ("paid_down", "Paid by the region"),
                                    ("arrived", "Received by the city"),
                                ],
                                max_length=9,
                                verbose_name="Movement",
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("moved_on", models.DateField(verbose_name="Day of the voucher")),
                        ("evidence", models.CharField(max_length=80, verbose_name="Voucher")),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
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
                            "decided_by",
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
                            "demand",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers",
                                to="funds.regionaldemand",
                                verbose_name="Demand of the regional fund",
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
                            "grant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers",
                                to="funds.regionalgrant",
                                verbose_name="Grant of the regional fund",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Region",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Movement of the regional fund",
                        "verbose_name_plural": "Movements of the regional fund",
                        "ordering": ("-moved_on", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="RegionalTransferEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("entered", "Waits for approval"),
                                    ("booked", "Booked"),
                                    ("refused", "Rejected"),
                                ],
                                default="entered",
                                max_length=10,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="Decided at"),
                        ),
                        (
                            "refused_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="Why it was refused"),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("paid_up", "Paid up by the city"),
                                    ("received", "Received by the region"),
                                    ("paid_down", "Paid by the region"),
                                    ("arrived", "Received by the city"),
                                ],
                                max_length=9,
                                verbose_name="Movement",
                            ),
                        ),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        ("moved_on", models.DateField(verbose_name="Day of the voucher")),
                        ("evidence", models.CharField(max_length=80, verbose_name="Voucher")),
                        ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="Entered at")),
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
                            "decided_by",
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
                            "demand",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.regionaldemand",
                                verbose_name="Demand of the regional fund",
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
                            "grant",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.regionalgrant",
                                verbose_name="Grant of the regional fund",
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
                                to="funds.regionaltransfer",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Region",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RegionReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reported_on", models.DateField(verbose_name="As at")),
                        ("confirmed_on", models.DateField(verbose_name="Unchanged until")),
                        ("content", models.JSONField(default=dict, verbose_name="Figures")),
                        (
                            "content_hash",
                            models.BinaryField(max_length=32, verbose_name="SHA-256 of the content"),
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
                            "city",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.agency",
                                verbose_name="City",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Region",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Report to the region",
                        "verbose_name_plural": "Reports to the region",
                        "ordering": ("-pk",),
                    },
                ),
                migrations.CreateModel(
                    name="RegionalGrantEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=30, verbose_name="Number")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Waits for a decision"),
                                    ("issued", "Issued"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="proposed",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        (
                            "members",
                            models.PositiveIntegerField(verbose_name="People insured at the year's end"),
                        ),
                        (
                            "collection_rate",
                            models.PositiveIntegerField(verbose_name="Collection rate of the year"),
                        ),
                        ("performance", models.PositiveIntegerField(verbose_name="Performance of spending")),
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
                            "distribution",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.regionaldistribution",
                                verbose_name="Distribution of the regional fund",
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
                                to="funds.regionalgrant",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Region",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.regionreport",
                                verbose_name="Report to the region",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RegionalDemandEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=30, verbose_name="Number")),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        ("amount", config.money.MoneyField(verbose_name="Amount")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Waits for a decision"),
                                    ("issued", "Issued"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="proposed",
                                max_length=9,
                                verbose_name="State",
                            ),
                        ),
                        ("collected", config.money.MoneyField(verbose_name="Contributions collected")),
                        ("share", models.PositiveIntegerField(verbose_name="Share")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="Due on")),
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
                                to="funds.regionaldemand",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Region",
                            ),
                        ),
                        (
                            "levy",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.regionallevy",
                                verbose_name="Levy of the regional fund",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.regionreport",
                                verbose_name="Report to the region",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RegionReportEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("reported_on", models.DateField(verbose_name="As at")),
                        ("confirmed_on", models.DateField(verbose_name="Unchanged until")),
                        ("content", models.JSONField(default=dict, verbose_name="Figures")),
                        (
                            "content_hash",
                            models.BinaryField(max_length=32, verbose_name="SHA-256 of the content"),
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
                            "city",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.agency",
                                verbose_name="City",
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
                                to="funds.regionreport",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="institutions.poolingarea",
                                verbose_name="Region",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReportedYear",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                        ("collected", config.money.MoneyField(verbose_name="Contributions collected")),
                        ("spending", config.money.MoneyField(verbose_name="Spending")),
                        (
                            "insured",
                            models.PositiveIntegerField(
                                default=0, verbose_name="People insured at the year's end"
                            ),
                        ),
                        (
                            "collection_rate",
                            models.PositiveIntegerField(
                                null=True, verbose_name="Collection rate of the year"
                            ),
                        ),
                        ("closed", models.BooleanField(verbose_name="Books closed")),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="years",
                                to="funds.regionreport",
                                verbose_name="Report to the region",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "Reported year of a scheme",
                        "verbose_name_plural": "Reported years of schemes",
                        "ordering": ("report", "insutype", "year"),
                    },
                ),
            ]
        ),
        migrations.AddField(
            model_name="regionaldistribution",
            name="levy",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="distributions",
                to="funds.regionallevy",
                verbose_name="Levy of the regional fund",
            ),
        ),
        migrations.AddField(
            model_name="regionaldemand",
            name="levy",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="demands",
                to="funds.regionallevy",
                verbose_name="Levy of the regional fund",
            ),
        ),
        migrations.AddField(
            model_name="regionalgrant",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="funds.regionreport",
                verbose_name="Report to the region",
            ),
        ),
        migrations.AddField(
            model_name="regionaldemand",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="funds.regionreport",
                verbose_name="Report to the region",
            ),
        ),
        migrations.AddConstraint(
            model_name="regionaldunning",
            constraint=models.CheckConstraint(
                condition=models.Q(("short__gt", 0), ("short__lte", models.F("due"))),
                name="regional_dunning_short",
            ),
        ),
        migrations.AddConstraint(
            model_name="regionaldunning",
            constraint=models.UniqueConstraint(
                fields=("demand", "written_on"), name="regional_dunning_once_a_day"
            ),
        ),
        config.migrating.AddTrigger(
            model_name="regionaldunning",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_regionaldunningevent" ("area_id", "demand_id", "due", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "short", "written_by_id", "written_on") SELECT new_values."area_id", new_values."demand_id", new_values."due", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."region_id", new_values."short", new_values."written_by_id", new_values."written_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="abb8f074a9bf7979663710d06fc8dcb72712b671",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b2da3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_regionaldunning",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="regionaldunning",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_regionaldunningevent" ("area_id", "demand_id", "due", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "short", "written_by_id", "written_on") SELECT new_values."area_id", new_values."demand_id", new_values."due", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."region_id", new_values."short", new_values."written_by_id", new_values."written_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4613b165fc7e1bbe73bd5975bd8be55970bd78ae",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_89e0e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_regionaldunning",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="regionaldunning",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_regionaldunningevent" ("area_id", "demand_id", "due", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "short", "written_by_id", "written_on") SELECT old_values."area_id", old_values."demand_id", old_values."due", old_values."id", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."region_id", old_values."short", old_values."written_by_id", old_values."written_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="cc22628f049884bdb89e139c90261d1e01fa1b42",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3643b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_regionaldunning",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="regionallevy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(
                            ("state", "proposed"), ("decided_by__isnull", True), ("decided_on__isnull", True)
                        ),
                        models.Q(
                            ("decided_on__isnull", False),
                            ("state", "issued"),
                            models.Q(("decided_by", models.F("entered_by")), _negated=True),
                        ),
                        models.Q(("state", "withdrawn"), models.Q(("reason", ""), _negated=True)),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("state", "issued"), _negated=True),
                        ("decided_by__isnull", False),
                        _connector="OR",
                    ),
                    ("amount__gt", 0),
                    models.Q(("evidence", ""), _negated=True),
                ),
                name="regional_levy_two_people",
                violation_error_message="Whoever prepares cannot approve.",
            ),
        ),
        migrations.AddConstraint(
            model_name="regionallevy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "year",
                        django.db.models.expressions.CombinedExpression(
                            models.F("base_year"), "+", models.Value(1)
                        ),
                    )
                ),
                name="regional_levy_last_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="regionallevy",
            constraint=models.CheckConstraint(
                condition=models.Q(("share__gt", 0), ("share__lte", 10000)), name="regional_levy_share"
            ),
        ),
        migrations.AddConstraint(
            model_name="regionallevy",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "withdrawn"), _negated=True),
                fields=("region", "insutype", "year"),
                name="regional_levy_once",
                violation_error_message="The levy of this scheme and year is entered already.",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="regionallevy",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_regionallevyevent" ("amount", "assumed", "base_year", "clause", "decided_by_id", "decided_on", "due_on", "entered_at", "entered_by_id", "evidence", "id", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "region_id", "share", "state", "year") SELECT new_values."amount", new_values."assumed", new_values."base_year", new_values."clause", new_values."decided_by_id", new_values."decided_on", new_values."due_on", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."id", new_values."insutype", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."region_id", new_values."share", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="236b388b0b0aed976e8f7f16dc32b08950b72a23",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9d7f1",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_regionallevy",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="regionallevy",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_regionallevyevent" ("amount", "assumed", "base_year", "clause", "decided_by_id", "decided_on", "due_on", "entered_at", "entered_by_id", "evidence", "id", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "region_id", "share", "state", "year") SELECT new_values."amount", new_values."assumed", new_values."base_year", new_values."clause", new_values."decided_by_id", new_values."decided_on", new_values."due_on", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."id", new_values."insutype", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."region_id", new_values."share", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="112ae9759f87bc5404e58f7a9d2b317c35598b54",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a0e38",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_regionallevy",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="regionallevy",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_regionallevyevent" ("amount", "assumed", "base_year", "clause", "decided_by_id", "decided_on", "due_on", "entered_at", "entered_by_id", "evidence", "id", "insutype", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "region_id", "share", "state", "year") SELECT old_values."amount", old_values."assumed", old_values."base_year", old_values."clause", old_values."decided_by_id", old_values."decided_on", old_values."due_on", old_values."entered_at", old_values."entered_by_id", old_values."evidence", old_values."id", old_values."insutype", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."region_id", old_values."share", old_values."state", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="253bbc3014ffc071d5c145524685b014f0c82f9c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fe766",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_regionallevy",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="regionaldistribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(
                            ("state", "proposed"), ("decided_by__isnull", True), ("decided_on__isnull", True)
                        ),
                        models.Q(
                            ("decided_on__isnull", False),
                            ("state", "issued"),
                            models.Q(("decided_by", models.F("entered_by")), _negated=True),
                        ),
                        models.Q(("state", "withdrawn"), models.Q(("reason", ""), _negated=True)),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("state", "issued"), _negated=True),
                        ("decided_by__isnull", False),
                        _connector="OR",
                    ),
                    ("amount__gt", 0),
                    models.Q(("evidence", ""), _negated=True),
                ),
                name="regional_distribution_two_people",
                violation_error_message="Whoever prepares cannot approve.",
            ),
        ),
        migrations.AddConstraint(
            model_name="regionaldistribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "collected__gte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("amount"), "+", models.F("given_before")
                        ),
                    ),
                    ("given_before__gte", 0),
                ),
                name="regional_distribution_within",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="regionaldistribution",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_regionaldistributionevent" ("amount", "assumed", "clause", "collected", "decided_by_id", "decided_on", "entered_at", "entered_by_id", "evidence", "given_before", "id", "insutype", "levy_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "region_id", "state", "weights", "year") SELECT new_values."amount", new_values."assumed", new_values."clause", new_values."collected", new_values."decided_by_id", new_values."decided_on", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."given_before", new_values."id", new_values."insutype", new_values."levy_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."region_id", new_values."state", new_values."weights", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d6d1861e76b95f72bf7d377344ff10162d716680",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_87856",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_regionaldistribution",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="regionaldistribution",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_regionaldistributionevent" ("amount", "assumed", "clause", "collected", "decided_by_id", "decided_on", "entered_at", "entered_by_id", "evidence", "given_before", "id", "insutype", "levy_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "region_id", "state", "weights", "year") SELECT new_values."amount", new_values."assumed", new_values."clause", new_values."collected", new_values."decided_by_id", new_values."decided_on", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."given_before", new_values."id", new_values."insutype", new_values."levy_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."region_id", new_values."state", new_values."weights", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7d79a22614b619807a5bfa8621c3d95e82d33a96",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f47ed",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_regionaldistribution",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="regionaldistribution",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_regionaldistributionevent" ("amount", "assumed", "clause", "collected", "decided_by_id", "decided_on", "entered_at", "entered_by_id", "evidence", "given_before", "id", "insutype", "levy_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "region_id", "state", "weights", "year") SELECT old_values."amount", old_values."assumed", old_values."clause", old_values."collected", old_values."decided_by_id", old_values."decided_on", old_values."entered_at", old_values."entered_by_id", old_values."evidence", old_values."given_before", old_values."id", old_values."insutype", old_values."levy_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."region_id", old_values."state", old_values."weights", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="20b56290bb0bc5c55988ca1ceea4909b4f9b10f3",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_933e2",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_regionaldistribution",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="regionaltransfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "entered"), ("decided_by__isnull", True)),
                    models.Q(
                        models.Q(("state", "entered"), _negated=True),
                        ("decided_by__isnull", False),
                        models.Q(("decided_by", models.F("entered_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="regional_transfer_two_people",
                violation_error_message="Whoever prepares cannot approve.",
            ),
        ),
        migrations.AddConstraint(
            model_name="regionaltransfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("demand__isnull", False),
                        ("grant__isnull", True),
                        ("side__in", ["paid_up", "received"]),
                    ),
                    models.Q(
                        ("demand__isnull", True),
                        ("grant__isnull", False),
                        ("side__in", ["paid_down", "arrived"]),
                    ),
                    _connector="OR",
                ),
                name="regional_transfer_of_one_paper",
            ),
        ),
        migrations.AddConstraint(
            model_name="regionaltransfer",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0), models.Q(("evidence", ""), _negated=True)),
                name="regional_transfer_positive",
            ),
        ),
        migrations.AddConstraint(
            model_name="regionaltransfer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "refused"), _negated=True),
                fields=("side", "demand", "grant", "evidence"),
                name="regional_transfer_voucher_once",
                nulls_distinct=False,
                violation_error_message="This voucher is entered already.",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="regionaltransfer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_regionaltransferevent" ("amount", "area_id", "decided_at", "decided_by_id", "demand_id", "entered_at", "entered_by_id", "evidence", "grant_id", "id", "moved_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refused_reason", "region_id", "side", "state") SELECT new_values."amount", new_values."area_id", new_values."decided_at", new_values."decided_by_id", new_values."demand_id", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."grant_id", new_values."id", new_values."moved_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."refused_reason", new_values."region_id", new_values."side", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6b5fe7dc9f1b36a0fef51bfff56d31417b113be0",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5f64c",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_regionaltransfer",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="regionaltransfer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_regionaltransferevent" ("amount", "area_id", "decided_at", "decided_by_id", "demand_id", "entered_at", "entered_by_id", "evidence", "grant_id", "id", "moved_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refused_reason", "region_id", "side", "state") SELECT new_values."amount", new_values."area_id", new_values."decided_at", new_values."decided_by_id", new_values."demand_id", new_values."entered_at", new_values."entered_by_id", new_values."evidence", new_values."grant_id", new_values."id", new_values."moved_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."refused_reason", new_values."region_id", new_values."side", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="30282d0d66dac2f804465ed3def531ed01ba577b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_aab82",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_regionaltransfer",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="regionaltransfer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_regionaltransferevent" ("amount", "area_id", "decided_at", "decided_by_id", "demand_id", "entered_at", "entered_by_id", "evidence", "grant_id", "id", "moved_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "refused_reason", "region_id", "side", "state") SELECT old_values."amount", old_values."area_id", old_values."decided_at", old_values."decided_by_id", old_values."demand_id", old_values."entered_at", old_values."entered_by_id", old_values."evidence", old_values."grant_id", old_values."id", old_values."moved_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."refused_reason", old_values."region_id", old_values."side", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a0fb5dd2bd47ee513a7096ff44f02cb5f3a7e8c7",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4384a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_regionaltransfer",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="regionreport",
            index=models.Index(fields=["area", "-id"], name="region_report_latest"),
        ),
        migrations.AddConstraint(
            model_name="regionreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("confirmed_on__gte", models.F("reported_on"))), name="region_report_days"
            ),
        ),
        migrations.AddConstraint(
            model_name="regionreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("region", models.F("area")), _negated=True), name="region_report_upwards"
            ),
        ),
        config.migrating.AddTrigger(
            model_name="regionreport",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_regionreportevent" ("area_id", "city_id", "confirmed_on", "content", "content_hash", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "reported_on") SELECT new_values."area_id", new_values."city_id", new_values."confirmed_on", new_values."content", new_values."content_hash", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."region_id", new_values."reported_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="52a1e22127e35c2f15173ea1df0c9340f82ec99f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6dce6",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_regionreport",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="regionreport",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_regionreportevent" ("area_id", "city_id", "confirmed_on", "content", "content_hash", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "reported_on") SELECT new_values."area_id", new_values."city_id", new_values."confirmed_on", new_values."content", new_values."content_hash", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."region_id", new_values."reported_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="edaf09f60a672c62cefda0851ed672978086097a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_904f1",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_regionreport",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="regionreport",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_regionreportevent" ("area_id", "city_id", "confirmed_on", "content", "content_hash", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "reported_on") SELECT old_values."area_id", old_values."city_id", old_values."confirmed_on", old_values."content", old_values."content_hash", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."region_id", old_values."reported_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="46b447af518c172c3a9d9624389851e1d75400a0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f3c04",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_regionreport",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="regionalgrant",
            constraint=models.UniqueConstraint(fields=("distribution", "area"), name="regional_grant_once"),
        ),
        migrations.AddConstraint(
            model_name="regionalgrant",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gte", 0)), name="regional_grant_not_negative"
            ),
        ),
        config.migrating.AddTrigger(
            model_name="regionalgrant",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_regionalgrantevent" ("amount", "area_id", "collection_rate", "distribution_id", "id", "insutype", "members", "number", "performance", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "report_id", "state", "year") SELECT new_values."amount", new_values."area_id", new_values."collection_rate", new_values."distribution_id", new_values."id", new_values."insutype", new_values."members", new_values."number", new_values."performance", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."region_id", new_values."report_id", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e0d3d95be461caeead42d440be76c8be3cf89834",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ebae3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_regionalgrant",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="regionalgrant",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_regionalgrantevent" ("amount", "area_id", "collection_rate", "distribution_id", "id", "insutype", "members", "number", "performance", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "report_id", "state", "year") SELECT new_values."amount", new_values."area_id", new_values."collection_rate", new_values."distribution_id", new_values."id", new_values."insutype", new_values."members", new_values."number", new_values."performance", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."region_id", new_values."report_id", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c8ead096d2a8ccb35ab77d2604f8b8d1b85ebcb8",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_77565",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_regionalgrant",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="regionalgrant",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_regionalgrantevent" ("amount", "area_id", "collection_rate", "distribution_id", "id", "insutype", "members", "number", "performance", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "report_id", "state", "year") SELECT old_values."amount", old_values."area_id", old_values."collection_rate", old_values."distribution_id", old_values."id", old_values."insutype", old_values."members", old_values."number", old_values."performance", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."region_id", old_values."report_id", old_values."state", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="87813eb55ad6618312393800a3e03ec7b3fe58f6",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bc1e6",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_regionalgrant",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="regionaldemand",
            constraint=models.UniqueConstraint(fields=("levy", "area"), name="regional_demand_once"),
        ),
        migrations.AddConstraint(
            model_name="regionaldemand",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0), ("collected__gte", models.F("amount"))),
                name="regional_demand_within_collected",
            ),
        ),
        config.migrating.AddTrigger(
            model_name="regionaldemand",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_regionaldemandevent" ("amount", "area_id", "collected", "due_on", "id", "insutype", "levy_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "report_id", "share", "state", "year") SELECT new_values."amount", new_values."area_id", new_values."collected", new_values."due_on", new_values."id", new_values."insutype", new_values."levy_id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."region_id", new_values."report_id", new_values."share", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0ca5b30cde9b40c347f83f0426aa3ff514c3ae19",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a11a2",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funds_regionaldemand",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="regionaldemand",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_regionaldemandevent" ("amount", "area_id", "collected", "due_on", "id", "insutype", "levy_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "report_id", "share", "state", "year") SELECT new_values."amount", new_values."area_id", new_values."collected", new_values."due_on", new_values."id", new_values."insutype", new_values."levy_id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."region_id", new_values."report_id", new_values."share", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="88871a4ec0047bb66fdb0440d0cf15a6ae7a193b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d084d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funds_regionaldemand",
                    when="AFTER",
                ),
            ),
        ),
        config.migrating.AddTrigger(
            model_name="regionaldemand",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funds_regionaldemandevent" ("amount", "area_id", "collected", "due_on", "id", "insutype", "levy_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "report_id", "share", "state", "year") SELECT old_values."amount", old_values."area_id", old_values."collected", old_values."due_on", old_values."id", old_values."insutype", old_values."levy_id", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."region_id", old_values."report_id", old_values."share", old_values."state", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="31072f01d6dc0daaed48ba899a3b2e6d3ba124c0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2efa6",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funds_regionaldemand",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="reportedyear",
            constraint=models.UniqueConstraint(
                fields=("report", "insutype", "year"), name="reported_year_once"
            ),
        ),
        *(row_level_security(f"funds_{table}", **seen) for table, seen in PLACES.items()),
        migrations.RunSQL(MADE, UNDO),
    ]
