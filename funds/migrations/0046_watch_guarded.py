"""Who sees what is watched; that a drawn-up month, a published report and a closed warning stay (JJ-18)."""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

# A published report is for every agency of the area; what is not published has no content there.
AREA = Whereabouts("area_id", "institutions_poolingarea", member_areas=("id",))

GUARDS = """
create function funds_watched_stays() returns trigger language plpgsql as $$
begin
    raise exception '% %: what was published or closed stays', tg_table_name, old.id
        using errcode = 'restrict_violation';
end $$;
create trigger watch_month_stays before update on funds_watchmonth
    for each row when (old.state = 'published') execute function funds_watched_stays();
create trigger watch_month_kept before delete on funds_watchmonth
    for each row execute function funds_watched_stays();
create trigger fund_warning_stays before update on funds_fundwarning
    for each row when (old.state = 'closed') execute function funds_watched_stays();
create trigger fund_warning_kept before delete on funds_fundwarning
    for each row execute function funds_watched_stays();

create function funds_indicator_value_stays() returns trigger language plpgsql
    security definer set search_path = public as $$
declare
    stands text;
begin
    -- Whoever draws up the report takes the month's row; here we wait for it.
    select state into stands from funds_watchmonth
        where id = case when tg_op = 'INSERT' then new.month_id else old.month_id end for share;
    if stands <> 'counted' then
        raise exception 'indicator value: the month is drawn up' using errcode = 'restrict_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger indicator_value_stays before insert or update or delete on funds_indicatorvalue
    for each row execute function funds_indicator_value_stays();
"""
UNDO = """
drop trigger watch_month_stays on funds_watchmonth; drop trigger watch_month_kept on funds_watchmonth;
drop trigger fund_warning_stays on funds_fundwarning; drop trigger fund_warning_kept on funds_fundwarning;
drop function funds_watched_stays();
drop trigger indicator_value_stays on funds_indicatorvalue; drop function funds_indicator_value_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("funds", "0045_watch")]

    operations = [
        row_level_security("funds_watchmonth", whereabouts=[AREA]),
        row_level_security("funds_watchmonthevent", whereabouts=[AREA]),
        row_level_security("funds_indicatorvalue", counties=["unit_id"], areas=["area_id"]),
        row_level_security("funds_fundwarning", counties=["unit_id"], areas=["area_id"]),
        row_level_security("funds_fundwarningevent", counties=["unit_id"], areas=["area_id"]),
        row_level_security("funds_warningstep", through=[("warning_id", "funds_fundwarning")]),
        migrations.RunSQL(GUARDS, UNDO),
    ]
