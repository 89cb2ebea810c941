"""Rolls and their rows are seen with their county, pairs also by the city of two counties, merges with either person."""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

AREA = Whereabouts("area_id", "institutions_poolingarea", member_areas=("id",))
PEOPLE = [("person_id", "enrollment_person"), ("into_id", "enrollment_person")]


def _with_history(name: str, **seen: object) -> list[migrations.RunSQL]:
    return [row_level_security(f"enrollment_{name}{kind}", **seen) for kind in ("", "event")]


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0013_legacy_rolls")]

    operations = [
        *_with_history("schememerging", whereabouts=[AREA]),
        *_with_history("legacyroll", counties=["county_id"]),
        *_with_history("legacyrow", counties=["county_id"]),
        *_with_history("foundperson", counties=["county_id"]),
        *_with_history("legacypair", counties=["county_id"], areas=["area_id"]),
        *_with_history("personmerge", through=PEOPLE),
        row_level_security("enrollment_takencover", through=[("row_id", "enrollment_legacyrow")]),
    ]
