"""Who sees an insurer's account and the bills a payer lists; a confirmed list stays as it is."""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

AREA = Whereabouts("area_id", "institutions_poolingarea", member_areas=("id",))
MONTH = Whereabouts("statement_month_id", "funds_payerlistmonth", areas=("area_id",))

GUARDS = """
create function funds_payer_list_stays() returns trigger language plpgsql as $$
declare which bigint;
begin
    which := case when tg_table_name = 'funds_payerlistmonth' then (to_jsonb(old) ->> 'id')::bigint
                  else (to_jsonb(coalesce(new, old)) ->> 'statement_month_id')::bigint end;
    if exists (select from funds_payerlistmonth m where m.id = which and m.state = 'confirmed') then
        raise exception 'list %: what was confirmed stays', which using errcode = 'restrict_violation';
    end if;
    return coalesce(new, old);
end $$;
create trigger payer_list_month_stays before update or delete on funds_payerlistmonth
    for each row when (old.state = 'confirmed') execute function funds_payer_list_stays();
create trigger payer_list_line_stays before insert or update or delete on funds_payerlistline
    for each row execute function funds_payer_list_stays();
"""
UNDO = """
drop trigger payer_list_month_stays on funds_payerlistmonth;
drop trigger payer_list_line_stays on funds_payerlistline;
drop function funds_payer_list_stays();
"""


def _with_history(name: str, **seen: object) -> list[migrations.RunSQL]:
    return [row_level_security(f"funds_{name}{kind}", **seen) for kind in ("", "event")]


class Migration(migrations.Migration):
    dependencies = [("funds", "0034_insurer_lists")]

    operations = [
        *_with_history("insurer", counties=["unit_id"]),
        *_with_history("insureraccount", through=[("insurer_id", "funds_insurer")]),
        *_with_history("payerlistmonth", whereabouts=[AREA]),
        row_level_security(
            "funds_payerlistline", counties=["county_id", "laid_out_by_id"], whereabouts=[MONTH]
        ),
        migrations.RunSQL(GUARDS, UNDO),
    ]
