"""Contribution years are seen with their person, retirement cases and transfers by their county."""

from django.db import migrations

from config.scoping import row_level_security

PERSON = ("person_id", "enrollment_person")
CASE = ("case_id", "enrollment_retirementcase")


def _with_history(name: str, **seen: object) -> list[migrations.RunSQL]:
    return [row_level_security(f"enrollment_{name}{kind}", **seen) for kind in ("", "event")]


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0003_retirement")]

    operations = [
        *_with_history("contributionyears", through=[PERSON]),
        *_with_history("retirementcase", counties=["county_id"]),
        *_with_history("continuedmonth", through=[CASE]),
        *_with_history("transfer", counties=["county_id"]),
    ]
