"""A finding is seen in the counties it concerns, its decisions with it, counts in their county."""

from django.db import migrations

from config.scoping import row_level_security

COUNTIES = ("county_id", "other_county_id")


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0015_cleaning")]

    operations = [
        row_level_security("enrollment_cleaningfinding", counties=COUNTIES),
        row_level_security("enrollment_cleaningfindingevent", counties=COUNTIES),
        row_level_security(
            "enrollment_cleaningdecision", through=[("finding_id", "enrollment_cleaningfinding")]
        ),
        row_level_security("enrollment_cleaningcount", counties=["county_id"]),
    ]
