"""A credit event is seen by its county and city."""

from django.db import migrations

from config.scoping import row_level_security


class Migration(migrations.Migration):
    dependencies = [("institutions", "0008_credit")]

    operations = [
        row_level_security(f"institutions_creditevent{kind}", counties=["county_id"], areas=["area_id"])
        for kind in ("", "event")
    ]
