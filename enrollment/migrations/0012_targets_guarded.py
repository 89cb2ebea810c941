"""Who sees targets, and what of them stays: approved figures, and what a month came to when it was first counted."""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

# Where a year's targets stand is the area's; each county's figures are its own.
AREA = Whereabouts("area_id", "institutions_poolingarea", member_areas=("id",))

APPROVED_STAY = """
create function enrollment_approved_target_stays() returns trigger language plpgsql
    security definer set search_path = public as $$
declare
    plan bigint := case when tg_op = 'INSERT' then new.plan_id else old.plan_id end;
begin
    if exists (select 1 from enrollment_targetplan p
               where p.id = plan and p.state not in ('draft', 'returned')) then
        raise exception 'targets %: what was submitted or approved stays; draft a new version instead', plan
            using errcode = 'restrict_violation';
    end if;
    return coalesce(new, old);
end $$;
create trigger approved_target_stays before insert or update or delete on enrollment_countytarget
    for each row execute function enrollment_approved_target_stays();
"""

PLAN_STAYS = """
create function enrollment_approved_plan_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or new.state not in ('approved', 'superseded')
        or (old.state = 'superseded' and new.state <> old.state)
        or (new.area_id, new.year, new.number, new.prepared_by_id, new.submitted_by_id, new.approved_by_id,
            new.approved_at)
           is distinct from (old.area_id, old.year, old.number, old.prepared_by_id, old.submitted_by_id,
            old.approved_by_id, old.approved_at)
    then
        raise exception 'targets %: an approved version stays; draft a new one instead', old.id
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger approved_plan_stays before update or delete on enrollment_targetplan
    for each row when (old.state in ('approved', 'superseded')) execute function enrollment_approved_plan_stays();
"""

COUNTED_STAYS = """
create function enrollment_counted_month_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
        or (new.county_id, new.insutype, new.month, new.covered, new.collected, new.taken_at)
           is distinct from (old.county_id, old.insutype, old.month, old.covered, old.collected, old.taken_at)
        or (old.population is not null and new.population is distinct from old.population)
    then
        raise exception 'month % of a target: what was counted first stays', old.id
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger counted_month_stays before update or delete on enrollment_targetmonth
    for each row execute function enrollment_counted_month_stays();
"""


def _guard(sql: str, trigger: str, table: str, function: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, f"drop trigger {trigger} on enrollment_{table}; drop function {function}()")


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0011_targets")]

    operations = [
        *(
            row_level_security(f"enrollment_population{kind}", counties=["county_id"])
            for kind in ("", "event")
        ),
        *(row_level_security(f"enrollment_targetplan{kind}", whereabouts=[AREA]) for kind in ("", "event")),
        *(
            row_level_security(f"enrollment_countytarget{kind}", counties=["county_id"])
            for kind in ("", "event")
        ),
        row_level_security("enrollment_targetmonth", counties=["county_id"]),
        _guard(APPROVED_STAY, "approved_target_stays", "countytarget", "enrollment_approved_target_stays"),
        _guard(PLAN_STAYS, "approved_plan_stays", "targetplan", "enrollment_approved_plan_stays"),
        _guard(COUNTED_STAYS, "counted_month_stays", "targetmonth", "enrollment_counted_month_stays"),
    ]
