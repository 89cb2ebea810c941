"""That a year is cleared its area may know; what an institution is owed is seen by whoever pays it, and by the city."""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

AREA = Whereabouts("area_id", "institutions_poolingarea", member_areas=("id",))


def _with_history(name: str, **seen: object) -> list[migrations.RunSQL]:
    return [row_level_security(f"funds_{name}{kind}", **seen) for kind in ("", "event")]


class Migration(migrations.Migration):
    dependencies = [("funds", "0006_year_clearing")]

    operations = [
        *_with_history("yearclearing", whereabouts=[AREA]),
        row_level_security("funds_yearpool", through=[("clearing_id", "funds_yearclearing")]),
        *_with_history("institutionyear", counties=["county_id"]),
        row_level_security("funds_institutionyearmethod", through=[("year_id", "funds_institutionyear")]),
        *_with_history("yearobjection", counties=["county_id"]),
    ]
