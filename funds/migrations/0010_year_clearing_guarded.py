"""A reviewed year stays as it was reviewed; only the statement that settles an institution's year is noted on it."""

from django.db import migrations

STAYS = """
create function funds_reviewed_year_stays() returns trigger language plpgsql as $$
begin
    -- Its job's row is no part of it and goes with the years.
    if tg_op = 'DELETE' or to_jsonb(new) - 'job_id' is distinct from to_jsonb(old) - 'job_id' then
        raise exception 'year clearing %: what was reviewed stays', old.id using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger reviewed_year_stays before update or delete on funds_yearclearing
    for each row when (old.state = 'reviewed') execute function funds_reviewed_year_stays();

create function funds_part_of_reviewed_year_stays() returns trigger language plpgsql
    security definer set search_path = public as $$
declare
    part jsonb := case when tg_op = 'INSERT' then to_jsonb(new) else to_jsonb(old) end;
begin
    if tg_op = 'UPDATE' and to_jsonb(new) - 'statement_id' = to_jsonb(old) - 'statement_id' then
        return new;
    end if;
    if exists (
        select from funds_yearclearing clearing where clearing.state = 'reviewed' and clearing.id = coalesce(
            (part ->> 'clearing_id')::bigint,
            (select clearing_id from funds_institutionyear where id = (part ->> 'year_id')::bigint))
    ) then
        raise exception '% %: what was reviewed stays', tg_table_name, part ->> 'id'
            using errcode = 'restrict_violation';
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    return new;
end $$;
"""
UNDO = """
drop trigger reviewed_year_stays on funds_yearclearing; drop function funds_reviewed_year_stays();
drop function funds_part_of_reviewed_year_stays();
"""
PARTS = ("yearpool", "institutionyear", "institutionyearmethod")


def _stays(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"create trigger {table}_stays before insert or update or delete on funds_{table}"
        " for each row execute function funds_part_of_reviewed_year_stays()",
        f"drop trigger {table}_stays on funds_{table}",
    )


class Migration(migrations.Migration):
    dependencies = [("funds", "0009_procurement_row_level_security")]

    operations = [migrations.RunSQL(STAYS, UNDO), *(_stays(table) for table in PARTS)]
