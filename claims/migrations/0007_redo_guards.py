"""The database shows a redo to the county that insures the person, and lets no settlement come back."""

from django.db import migrations

from config.scoping import row_level_security

ONE_WAY = """
create function claims_settlement_one_way() returns trigger language plpgsql as $$
begin
    raise exception 'a settlement that was superseded or taken back does not come back: settle the bill anew'
        using errcode = 'check_violation';
end $$;
create trigger settlement_one_way before update on claims_settlement for each row
    when ((new.is_current and not old.is_current) or (old.negated and not new.negated))
    execute function claims_settlement_one_way();
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0006_redo")]

    operations = [
        row_level_security("claims_redo", counties=["county_id"]),
        row_level_security("claims_redoevent", counties=["county_id"]),
        row_level_security("claims_redoline", through=[("redo_id", "claims_redo")]),
        row_level_security("claims_cancellation", through=[("settlement_id", "claims_settlement")]),
        migrations.RunSQL(
            ONE_WAY,
            "drop trigger settlement_one_way on claims_settlement; drop function claims_settlement_one_way()",
        ),
    ]
