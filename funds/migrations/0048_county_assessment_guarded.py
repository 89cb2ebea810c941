"""Who sees counties' assessments; what is approved stays as approved, what was done and published for good."""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

AREA = Whereabouts("area_id", "institutions_poolingarea", member_areas=("id",))
OF_SCHEME = {"through": [("scheme_id", "funds_countyscheme")]}
OF_SHEET = {"through": [("sheet_id", "funds_countysheet")]}
OF_UNIT = {"counties": ["unit_id"], "areas": ["area_id"]}
TRACKED = {
    "countyscheme": {"whereabouts": [AREA]},
    "countyindicator": OF_SCHEME,
    "countysheet": OF_UNIT,
    "countyappeal": OF_SHEET,
    "countyvalue": OF_SHEET,
    "managerialfinding": OF_UNIT,
    "incentive": {"whereabouts": [AREA]},
    "incentivepart": {"counties": ["unit_id"]},
}

GUARDS = """
create function funds_county_scheme_course() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state = 'published' then
        raise exception 'county scheme %: it stays', old.id using errcode = 'restrict_violation';
    end if;
    if old.state <> new.state and (old.state, new.state) not in (
        ('draft', 'approved'), ('approved', 'draft'), ('approved', 'open'), ('open', 'published'))
    then
        raise exception 'county scheme %: from % it does not go to %', old.id, old.state, new.state
            using errcode = 'check_violation';
    end if;
    if old.state <> 'draft' and (new.area_id, new.agency_id, new.year, new.report_by, new.verify_by, new.publish_by,
                                 new.appeal_days, new.prepared_by_id)
        is distinct from (old.area_id, old.agency_id, old.year, old.report_by, old.verify_by, old.publish_by,
                          old.appeal_days, old.prepared_by_id)
    then
        raise exception 'county scheme %: what was approved stays', old.id using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger county_scheme_course before update or delete on funds_countyscheme
    for each row execute function funds_county_scheme_course();

create function funds_county_indicator_frozen() returns trigger language plpgsql
    security definer set search_path = public as $$
declare
    stands text;
begin
    -- Whoever approves takes the scheme's row; here we wait for it.
    select state into stands from funds_countyscheme
        where id = case when tg_op = 'INSERT' then new.scheme_id else old.scheme_id end for share;
    if stands <> 'draft' or (tg_op = 'UPDATE' and new.scheme_id <> old.scheme_id) then
        raise exception 'indicator of a county scheme: what was approved stays' using errcode = 'restrict_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger county_indicator_frozen before insert or update or delete on funds_countyindicator
    for each row execute function funds_county_indicator_frozen();

create function funds_county_value_stays() returns trigger language plpgsql
    security definer set search_path = public as $$
declare
    stands text;
begin
    select state into stands from funds_countysheet where id = old.sheet_id;
    if stands in ('final', 'published') or tg_op = 'DELETE' then
        raise exception 'value of a county''s assessment: the score is final' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger county_value_stays before update or delete on funds_countyvalue
    for each row execute function funds_county_value_stays();

create function funds_county_kept() returns trigger language plpgsql as $$
begin
    raise exception '% of % refused: it is kept for good', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger kept_for_good before update or delete or truncate on funds_countystep
    for each statement execute function funds_county_kept();
create trigger kept_for_good before update or delete or truncate on funds_countyresult
    for each statement execute function funds_county_kept();
create trigger county_sheet_kept before delete on funds_countysheet
    for each row execute function funds_county_kept();
create trigger county_sheet_published before update on funds_countysheet
    for each row when (old.state = 'published') execute function funds_county_kept();
create trigger managerial_confirmed before update on funds_managerialfinding
    for each row when (old.state = 'refused' or old.state = 'confirmed' and (new.state <> 'refused'
        or to_jsonb(old) - array['state', 'refused_reason', 'decided_by_id', 'decided_at']
           <> to_jsonb(new) - array['state', 'refused_reason', 'decided_by_id', 'decided_at']))
    execute function funds_county_kept();
create trigger managerial_kept before delete on funds_managerialfinding
    for each row execute function funds_county_kept();
create trigger booked_incentive_stays before update or delete on funds_incentive
    for each row when (old.state = 'booked') execute function funds_booked_movement_stays();
create trigger incentive_part_stays before update or delete on funds_incentivepart
    for each row execute function funds_county_kept();
"""
UNDO = """
drop trigger incentive_part_stays on funds_incentivepart;
drop trigger booked_incentive_stays on funds_incentive;
drop trigger managerial_kept on funds_managerialfinding;
drop trigger managerial_confirmed on funds_managerialfinding;
drop trigger county_sheet_published on funds_countysheet;
drop trigger county_sheet_kept on funds_countysheet;
drop trigger kept_for_good on funds_countyresult;
drop trigger kept_for_good on funds_countystep;
drop function funds_county_kept();
drop trigger county_value_stays on funds_countyvalue; drop function funds_county_value_stays();
drop trigger county_indicator_frozen on funds_countyindicator; drop function funds_county_indicator_frozen();
drop trigger county_scheme_course on funds_countyscheme; drop function funds_county_scheme_course();
"""


class Migration(migrations.Migration):
    dependencies = [("funds", "0047_county_assessment")]

    operations = [
        *(
            row_level_security(f"funds_{table}{event}", **seen)
            for table, seen in TRACKED.items()
            for event in ("", "event")
        ),
        row_level_security("funds_countystep", **OF_SHEET),
        row_level_security("funds_countyresult", **OF_SCHEME),
        migrations.RunSQL(GUARDS, UNDO),
    ]
