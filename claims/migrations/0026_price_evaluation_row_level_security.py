"""Price evaluations are the city's; its counties do not see them."""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

PLACE = Whereabouts("evaluation_id", "claims_priceevaluation", counties=("county_id",), areas=("area_id",))


def _with_history(name: str, **seen: object) -> list[migrations.RunSQL]:
    return [row_level_security(f"claims_{name}{kind}", **seen) for kind in ("", "event")]


class Migration(migrations.Migration):
    dependencies = [("claims", "0025_price_evaluation")]

    operations = [
        *_with_history("neighbourprice", counties=["county_id"], areas=["area_id"]),
        *_with_history("priceevaluation", counties=["county_id"], areas=["area_id"]),
        *_with_history("evaluatedprice", whereabouts=[PLACE]),
    ]
