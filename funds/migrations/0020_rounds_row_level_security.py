"""Who sees the round's money; and what is booked stays as it was booked."""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

OF_ROUND = {"whereabouts": [Whereabouts("round_id", "funds_monthlyround", member_areas=("area_id",))]}
OF_STEP = {"whereabouts": [Whereabouts("step_id", "funds_roundstep", counties=("unit_id",))]}
PLACES = {
    "roundline": OF_STEP,
    "appropriation": OF_ROUND,
    "roundtransfer": {"counties": ["county_id"]},
    "accountinterest": {"counties": ["agency_id"]},
    "sweep": {"counties": ["agency_id"]},
}
STAYS = """
create function funds_booked_movement_stays() returns trigger language plpgsql as $$
begin
    raise exception '% %: what was booked stays', tg_table_name, old.id using errcode = 'restrict_violation';
end $$;
"""
BOOKED = ("appropriation", "roundtransfer", "accountinterest", "sweep")


def _stays(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"create trigger booked_{table}_stays before update or delete on funds_{table}"
        " for each row when (old.state = 'booked') execute function funds_booked_movement_stays()",
        f"drop trigger booked_{table}_stays on funds_{table}",
    )


class Migration(migrations.Migration):
    dependencies = [("funds", "0019_rounds")]

    operations = [
        *(
            row_level_security(f"funds_{table}{event}", **seen)
            for table, seen in PLACES.items()
            for event in ("", "event")
        ),
        migrations.RunSQL(STAYS, "drop function funds_booked_movement_stays()"),
        *(_stays(table) for table in BOOKED),
    ]
