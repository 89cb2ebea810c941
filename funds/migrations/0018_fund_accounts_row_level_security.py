"""Money at the bank is seen by the agency it stands with and by the city; a county's collection by that county and the
city. That a month was compared, and that one was signed, every agency of the area may know: no amount stands there."""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

AREA = Whereabouts("area_id", "institutions_poolingarea", member_areas=("id",))


def _with_history(name: str, **seen: object) -> list[migrations.RunSQL]:
    return [row_level_security(f"funds_{name}{kind}", **seen) for kind in ("", "event")]


class Migration(migrations.Migration):
    dependencies = [("funds", "0017_fund_accounts")]

    operations = [
        *_with_history("fundaccount", counties=["agency_id"]),
        *_with_history("bankaccount", through=[("fund_account_id", "funds_fundaccount")]),
        row_level_security("funds_bankline", through=[("bank_id", "funds_bankaccount")]),
        row_level_security("funds_bankmatch", through=[("fund_account_id", "funds_fundaccount")]),
        *_with_history("treasurytransfer", counties=["agency_id"]),
        row_level_security("funds_collectionrecord", counties=["county_id"], areas=["area_id"]),
        *_with_history("collectionrun", whereabouts=[AREA]),
        *_with_history("collectiondifference", counties=["county_id"], areas=["area_id"]),
        *_with_history("collectionsignoff", counties=["county_id"], whereabouts=[AREA]),
        *_with_history("collectionsignoffline", counties=["county_id"]),
    ]
