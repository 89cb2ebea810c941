"""Who sees payment budgets, that no part of one exceeds the whole, and what of them stays."""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

# That a budget is there, its area may know; each county's figures are its own.
AREA = Whereabouts("area_id", "institutions_poolingarea", member_areas=("id",))
SHARE = ("share_id", "claims_budgetshare")

WITHIN = """
create function claims_budget_within(which bigint) returns void language plpgsql
    security definer set search_path = public as $$
declare
    whole claims_budget;
    part record;
begin
    -- Whoever comes second waits here and then counts what the first one wrote.
    select * into whole from claims_budget where id = which for update;
    select coalesce(sum(cap), 0) as caps, coalesce(sum(cap + adjusted), 0) as now
        into part from claims_countybudget where budget_id = which;
    if part.caps > whole.total - whole.reserved or part.now > whole.total then
        raise exception 'budget %: the caps of the counties exceed it', which using errcode = 'check_violation';
    end if;
    for part in
        select county.id from claims_countybudget county
        left join claims_budgetshare share on share.county_budget_id = county.id
        where county.budget_id = which group by county.id
        having coalesce(sum(share.amount + share.adjusted), 0) > county.cap + county.adjusted
    loop
        raise exception 'county budget %: the institutions'' budgets exceed its cap', part.id
            using errcode = 'check_violation';
    end loop;
    for part in
        select county.id from claims_countybudget county
        left join claims_budgetadjustment change
            on change.county_budget_id = county.id and change.share_id is null and change.state = 'decided'
        where county.budget_id = which group by county.id
        having county.adjusted <> coalesce(sum(change.amount), 0)
        union all
        select share.id from claims_budgetshare share
        join claims_countybudget county on county.id = share.county_budget_id
        left join claims_budgetadjustment change on change.share_id = share.id and change.state = 'decided'
        where county.budget_id = which group by share.id
        having share.adjusted <> coalesce(sum(change.amount), 0)
    loop
        raise exception 'budget %: % is adjusted by something else than its decided adjustments', which, part.id
            using errcode = 'check_violation';
    end loop;
    for part in
        select share.id from claims_budgetshare share
        join claims_countybudget county on county.id = share.county_budget_id
        left join claims_budgetmonth month on month.share_id = share.id
        where county.budget_id = which and county.state = 'decided' group by share.id
        having share.amount + share.adjusted is distinct from coalesce(sum(month.amount), 0)
    loop
        raise exception 'share %: its months do not add up to it', part.id using errcode = 'check_violation';
    end loop;
end $$;
"""

# One function per table that changes the sums; each asks about its own budget.
ASKED = """
create function claims_{name}_within() returns trigger language plpgsql
    security definer set search_path = public as $$
begin
    perform claims_budget_within(({budget}));
    return null;
end $$;
create constraint trigger {name}_within after {when} on claims_{table} deferrable initially deferred
    for each row execute function claims_{name}_within();
"""
OF_COUNTY = "select budget_id from claims_countybudget where id = new.county_budget_id"
OF_SHARE = (
    "select county.budget_id from claims_budgetshare share"
    " join claims_countybudget county on county.id = share.county_budget_id where share.id = new.share_id"
)

STAYS = """
create function claims_budget_share_stays() returns trigger language plpgsql
    security definer set search_path = public as $$
declare
    stands text := (select state from claims_countybudget
                    where id = case when tg_op = 'INSERT' then new.county_budget_id else old.county_budget_id end);
begin
    if tg_op = 'DELETE' then
        if stands <> 'negotiating' then
            raise exception 'share %: what was handed in or decided stays', old.id using errcode = 'restrict_violation';
        end if;
        return old;
    end if;
    if tg_op = 'INSERT' then
        -- An institution that comes later has nothing at first; an adjustment gives it something.
        if stands = 'submitted' or (stands = 'decided' and new.amount is distinct from 0) then
            raise exception 'county budget %: what was handed in or decided stays', new.county_budget_id
                using errcode = 'restrict_violation';
        end if;
        return new;
    end if;
    if (new.county_budget_id, new.county_id) is distinct from (old.county_budget_id, old.county_id)
        or (stands <> 'negotiating'
            and (new.institution_id, new.consortium_id, new.method, new.amount, new.state, new.proposed, new.last_year)
                is distinct from (old.institution_id, old.consortium_id, old.method, old.amount, old.state,
                                  old.proposed, old.last_year))
    then
        raise exception 'share %: what was handed in or decided stays', old.id using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger budget_share_stays before insert or update or delete on claims_budgetshare
    for each row execute function claims_budget_share_stays();

create function claims_county_budget_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or new.state <> 'decided'
        or (new.budget_id, new.county_id, new.cap, new.submitted_by_id, new.decided_by_id, new.decided_at)
           is distinct from (old.budget_id, old.county_id, old.cap, old.submitted_by_id, old.decided_by_id,
                             old.decided_at)
    then
        raise exception 'county budget %: what was decided stays; adjust it instead', old.id
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger county_budget_stays before update or delete on claims_countybudget
    for each row when (old.state = 'decided') execute function claims_county_budget_stays();

create function claims_budget_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or new.state not in ('negotiating', 'decided') or (old.state = 'decided' and new.state <> 'decided')
        or (new.area_id, new.insutype, new.year, new.total, new.reserved, new.approved_by_id, new.prepared_by_id)
           is distinct from (old.area_id, old.insutype, old.year, old.total, old.reserved, old.approved_by_id,
                             old.prepared_by_id)
    then
        raise exception 'budget %: what was approved stays', old.id using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger budget_stays before update or delete on claims_budget
    for each row when (old.state in ('negotiating', 'decided')) execute function claims_budget_stays();

-- One county does not see the others' rows; here all are seen.
create function claims_last_county_decided() returns trigger language plpgsql
    security definer set search_path = public as $$
begin
    update claims_budget set state = 'decided' where id = new.budget_id and state = 'negotiating'
        and not exists (select 1 from claims_countybudget where budget_id = new.budget_id and state <> 'decided');
    return null;
end $$;
create trigger last_county_decided after update of state on claims_countybudget
    for each row when (new.state = 'decided') execute function claims_last_county_decided();

create function claims_budget_row_stays() returns trigger language plpgsql as $$
begin
    raise exception '% %: what was said or decided stays', tg_table_name, old.id using errcode = 'restrict_violation';
end $$;
create trigger budget_round_answered before update on claims_budgetround
    for each row when (old.answer <> '') execute function claims_budget_row_stays();
create trigger budget_round_kept before delete on claims_budgetround
    for each row execute function claims_budget_row_stays();
create trigger budget_adjustment_decided before update on claims_budgetadjustment
    for each row when (old.state <> 'proposed') execute function claims_budget_row_stays();
create trigger budget_adjustment_kept before delete on claims_budgetadjustment
    for each row execute function claims_budget_row_stays();
create trigger budget_month_kept before update or delete on claims_budgetmonth
    for each row execute function claims_budget_row_stays();
"""
UNDO_STAYS = """
drop trigger last_county_decided on claims_countybudget; drop function claims_last_county_decided();
drop trigger budget_share_stays on claims_budgetshare; drop function claims_budget_share_stays();
drop trigger county_budget_stays on claims_countybudget; drop function claims_county_budget_stays();
drop trigger budget_stays on claims_budget; drop function claims_budget_stays();
drop trigger budget_round_answered on claims_budgetround; drop trigger budget_round_kept on claims_budgetround;
drop trigger budget_adjustment_decided on claims_budgetadjustment;
drop trigger budget_adjustment_kept on claims_budgetadjustment;
drop trigger budget_month_kept on claims_budgetmonth; drop function claims_budget_row_stays();
"""


def _asked(name: str, table: str, budget: str, when: str = "insert or update") -> migrations.RunSQL:
    return migrations.RunSQL(
        ASKED.format(name=name, table=table, budget=budget, when=when),
        f"drop trigger {name}_within on claims_{table}; drop function claims_{name}_within()",
    )


def _with_history(name: str, **seen: object) -> list[migrations.RunSQL]:
    return [row_level_security(f"claims_{name}{kind}", **seen) for kind in ("", "event")]


class Migration(migrations.Migration):
    dependencies = [("claims", "0013_budgets")]

    operations = [
        *_with_history("budget", whereabouts=[AREA]),
        *_with_history("countybudget", counties=["county_id"]),
        *_with_history("budgetshare", counties=["county_id"]),
        *_with_history("budgetround", through=[SHARE]),
        *_with_history("budgetadjustment", counties=["county_id"]),
        row_level_security("claims_budgetmonth", through=[SHARE]),
        row_level_security("claims_budgetuse", through=[SHARE]),
        migrations.RunSQL(WITHIN, "drop function claims_budget_within(bigint)"),
        _asked("whole_budget", "budget", "new.id", "update of total, reserved"),
        _asked("county_budget", "countybudget", "new.budget_id"),
        _asked("budget_share", "budgetshare", OF_COUNTY),
        _asked("budget_adjustment", "budgetadjustment", OF_COUNTY),
        _asked("budget_month", "budgetmonth", OF_SHARE),
        migrations.RunSQL(STAYS, UNDO_STAYS),
    ]
