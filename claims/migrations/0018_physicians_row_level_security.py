"""A physician's suspension is seen by its county and the city."""

from django.db import migrations

from config.scoping import row_level_security


class Migration(migrations.Migration):
    dependencies = [("claims", "0017_physicians")]

    operations = [
        row_level_security(f"claims_physiciansuspension{kind}", counties=["county_id"], areas=["area_id"])
        for kind in ("", "event")
    ]
