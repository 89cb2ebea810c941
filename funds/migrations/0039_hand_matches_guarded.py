"""Matches by hand are seen by the agency and the city; what was matched stays as it was said, also when undone."""

from django.db import migrations

from config.scoping import row_level_security

GUARDS = """
create function funds_hand_match_stays() returns trigger language plpgsql as $$
begin
    raise exception 'match %: what was said of it stays', old.id using errcode = 'restrict_violation';
end $$;
create trigger hand_match_stays before update on funds_handmatch for each row
    when (old.undone_by_id is not null or
          (old.fund_account_id, old."group", old.day, old.serial, old.amount, old.legs, old.note, old.made_by_id)
          is distinct from
          (new.fund_account_id, new."group", new.day, new.serial, new.amount, new.legs, new.note, new.made_by_id))
    execute function funds_hand_match_stays();
create trigger hand_match_kept before delete on funds_handmatch for each row
    execute function funds_hand_match_stays();
"""
UNDO = """
drop trigger hand_match_stays on funds_handmatch;
drop trigger hand_match_kept on funds_handmatch;
drop function funds_hand_match_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("funds", "0038_hand_matches")]

    operations = [
        *(
            row_level_security(f"funds_handmatch{kind}", through=[("fund_account_id", "funds_fundaccount")])
            for kind in ("", "event")
        ),
        migrations.RunSQL(GUARDS, UNDO),
    ]
