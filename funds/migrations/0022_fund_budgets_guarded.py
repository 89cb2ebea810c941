"""Who sees fund budgets; that papers go their steps in order, and that what was handed in or approved stays (ZY-24)."""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

# That a paper is there, and where it stands, its area may know; each county's figures are its own.
AREA = Whereabouts("area_id", "institutions_poolingarea", member_areas=("id",))
BUDGET = ("budget_id", "funds_fundbudget")

GUARDS = """
create function funds_fund_budget_course() returns trigger language plpgsql
    security definer set search_path = public as $$
declare
    waiting int;
begin
    if tg_op = 'DELETE' or old.state in ('approved', 'dropped') then
        raise exception 'fund budget %: what was approved or dropped stays', old.id using errcode = 'restrict_violation';
    end if;
    if (new.area_id, new.unit_id, new.insutype, new.year, new.kind, new.number, new.prepared_by_id)
        is distinct from (old.area_id, old.unit_id, old.insutype, old.year, old.kind, old.number, old.prepared_by_id)
    then
        raise exception 'fund budget %: whose it is stays', old.id using errcode = 'restrict_violation';
    end if;
    if old.state <> new.state and (old.state, new.state) not in (
        ('draft', 'handed_in'), ('draft', 'dropped'), ('handed_in', 'draft'), ('handed_in', 'review'),
        ('review', 'draft'), ('review', 'approved'))
    then
        raise exception 'fund budget %: from % it does not go to %', old.id, old.state, new.state
            using errcode = 'check_violation';
    end if;
    if new.state = 'approved' then
        select count(*) filter (where state <> 'agreed') + case when count(*) = 0 then 1 else 0 end into waiting
            from funds_fundbudgetstep where budget_id = new.id and round = new.round;
        if waiting > 0 then
            raise exception 'fund budget %: not all its steps are done', old.id using errcode = 'check_violation';
        end if;
    end if;
    return new;
end $$;
create trigger fund_budget_course before update or delete on funds_fundbudget
    for each row execute function funds_fund_budget_course();

create function funds_fund_budget_line_stays() returns trigger language plpgsql
    security definer set search_path = public as $$
declare
    stands text;
begin
    -- Whoever hands in takes the paper's row; here we wait for it.
    select state into stands from funds_fundbudget
        where id = case when tg_op = 'INSERT' then new.budget_id else old.budget_id end for share;
    if stands <> 'draft' or (tg_op = 'UPDATE' and (new.budget_id, new.county_id, new.code)
                             is distinct from (old.budget_id, old.county_id, old.code)) then
        raise exception 'fund budget line: what was handed in or approved stays' using errcode = 'restrict_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger fund_budget_line_stays before insert or update or delete on funds_fundbudgetline
    for each row execute function funds_fund_budget_line_stays();

create function funds_fund_budget_step_stays() returns trigger language plpgsql as $$
begin
    raise exception 'fund budget step %: what was answered stays', old.id using errcode = 'restrict_violation';
end $$;
create trigger fund_budget_step_stays before update on funds_fundbudgetstep
    for each row when (old.state <> 'waiting') execute function funds_fund_budget_step_stays();
create trigger fund_budget_step_kept before delete on funds_fundbudgetstep
    for each row execute function funds_fund_budget_step_stays();

create function funds_fund_budget_step_in_order() returns trigger language plpgsql
    security definer set search_path = public as $$
begin
    if exists (select 1 from funds_fundbudgetstep where budget_id = new.budget_id and round = new.round
               and position < new.position and state <> 'agreed') then
        raise exception 'fund budget step %: an earlier step is not done', new.id using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger fund_budget_step_in_order before update of state on funds_fundbudgetstep
    for each row execute function funds_fund_budget_step_in_order();
"""
UNDO = """
drop trigger fund_budget_course on funds_fundbudget; drop function funds_fund_budget_course();
drop trigger fund_budget_line_stays on funds_fundbudgetline; drop function funds_fund_budget_line_stays();
drop trigger fund_budget_step_stays on funds_fundbudgetstep; drop trigger fund_budget_step_kept on funds_fundbudgetstep;
drop function funds_fund_budget_step_stays();
drop trigger fund_budget_step_in_order on funds_fundbudgetstep; drop function funds_fund_budget_step_in_order();
"""


class Migration(migrations.Migration):
    dependencies = [("funds", "0021_fund_budgets")]

    operations = [
        row_level_security("funds_fundbudget", whereabouts=[AREA]),
        row_level_security("funds_fundbudgetevent", whereabouts=[AREA]),
        row_level_security("funds_fundbudgetline", counties=["county_id"]),
        row_level_security("funds_fundbudgetlineevent", counties=["county_id"]),
        row_level_security("funds_fundbudgetstep", through=[BUDGET]),
        row_level_security("funds_fundbudgetstepevent", through=[BUDGET]),
        migrations.RunSQL(GUARDS, UNDO),
    ]
