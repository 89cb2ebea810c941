"""Enrolments at the counter are seen with their person; refunds by whose they are and whose counter took them."""

from django.db import migrations

from config.scoping import row_level_security

PERSON = ("person_id", "enrollment_person")


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0005_residents_at_the_counter")]

    operations = [
        row_level_security(f"enrollment_counterenrolment{kind}", through=[PERSON]) for kind in ("", "event")
    ] + [
        row_level_security(
            f"enrollment_contributionrefund{kind}", counties=["insu_county_id", "handling_county_id"]
        )
        for kind in ("", "event")
    ]
