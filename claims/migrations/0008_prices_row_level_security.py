"""Price applications are seen by their county and the city; opinions with them."""

from django.db import migrations

from config.scoping import row_level_security

APPLICATION = ("application_id", "claims_priceapplication")


def _with_history(name: str, **seen: object) -> list[migrations.RunSQL]:
    return [row_level_security(f"claims_{name}{kind}", **seen) for kind in ("", "event")]


class Migration(migrations.Migration):
    dependencies = [("claims", "0007_prices")]

    operations = [
        *_with_history("priceapplication", counties=["county_id"], areas=["area_id"]),
        *_with_history("priceopinion", through=[APPLICATION]),
    ]
