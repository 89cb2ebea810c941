"""Filed statements are seen by their agency and its city, and stay; what was decided about a month stays too."""

from django.db import migrations

from config.scoping import row_level_security

KEPT = """
create trigger kept_for_good before update or delete or truncate on funds_financialstatement
    for each statement execute function funds_refuse_change();

create function funds_decided_request_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state <> 'asked'
        or (new.period_id, new.act, new.reason, new.asked_by_id, new.asked_at)
            is distinct from (old.period_id, old.act, old.reason, old.asked_by_id, old.asked_at)
    then
        raise exception 'request %: what was asked and decided about a month stays', old.id
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger decided_stays before update or delete on funds_periodrequest
    for each row execute function funds_decided_request_stays();
"""
UNDO = """
drop trigger kept_for_good on funds_financialstatement;
drop trigger decided_stays on funds_periodrequest; drop function funds_decided_request_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("funds", "0015_closing")]

    operations = [
        row_level_security("funds_financialstatement", counties=["unit_id"], areas=["area_id"]),
        migrations.RunSQL(KEPT, UNDO),
    ]
