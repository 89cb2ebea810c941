"""The database shows the month's money only to the agencies it concerns."""

from django.db import migrations

from config.scoping import row_level_security


class Migration(migrations.Migration):
    dependencies = [("funds", "0002_initial")]

    operations = [
        row_level_security("funds_nettingline", counties=["insu_county_id", "care_county_id"]),
        row_level_security("funds_netposition", counties=["county_id"]),
    ]
