"""Who sees agreed rates and what was said of interest: the agency and the city; a rate in force stays as agreed."""

from django.db import migrations

from config.scoping import row_level_security

GUARDS = """
create function funds_agreed_rate_stays() returns trigger language plpgsql as $$
begin
    raise exception 'rate %: what was put in force stays', old.id using errcode = 'restrict_violation';
end $$;
create trigger agreed_rate_stays before update on funds_agreedrate for each row
    when (old.approved_by_id is not null and
          (old.fund_account_id, old.rate, old.day_count, old.settles_on, old.approved_by_id, lower(old.period))
          is distinct from
          (new.fund_account_id, new.rate, new.day_count, new.settles_on, new.approved_by_id, lower(new.period)))
    execute function funds_agreed_rate_stays();
create trigger agreed_rate_kept before delete on funds_agreedrate for each row
    when (old.approved_by_id is not null) execute function funds_agreed_rate_stays();
"""
UNDO = """
drop trigger agreed_rate_stays on funds_agreedrate;
drop trigger agreed_rate_kept on funds_agreedrate;
drop function funds_agreed_rate_stays();
"""


def _with_history(name: str) -> list[migrations.RunSQL]:
    through = [("fund_account_id", "funds_fundaccount")]
    return [row_level_security(f"funds_{name}{kind}", through=through) for kind in ("", "event")]


class Migration(migrations.Migration):
    dependencies = [("funds", "0036_agreed_rates")]

    operations = [
        *_with_history("agreedrate"),
        *_with_history("interestexplanation"),
        migrations.RunSQL(GUARDS, UNDO),
    ]
