"""Price inquiries are seen by their county and the city."""

from django.db import migrations

from config.scoping import row_level_security


class Migration(migrations.Migration):
    dependencies = [("claims", "0009_price_inquiries")]

    operations = [
        row_level_security(f"claims_priceinquiry{kind}", counties=["county_id"], areas=["area_id"])
        for kind in ("", "event")
    ]
