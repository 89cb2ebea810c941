"""Reconciliations, clearing applications and objections are seen by the county that pays the institution, and its city."""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

PLACE = Whereabouts("reconciliation_id", "claims_reconciliation", counties=("county_id",), areas=("area_id",))


def _with_history(name: str, **seen: object) -> list[migrations.RunSQL]:
    return [row_level_security(f"claims_{name}{kind}", **seen) for kind in ("", "event")]


class Migration(migrations.Migration):
    dependencies = [("claims", "0023_reconciliation")]

    operations = [
        *_with_history("reconciliation", counties=["county_id"], areas=["area_id"]),
        *_with_history("clearingapplication", counties=["county_id"], areas=["area_id"]),
        *_with_history("institutionobjection", counties=["county_id"], areas=["area_id"]),
        *_with_history("reconciliationtotal", whereabouts=[PLACE]),
        *_with_history("reconciliationdifference", whereabouts=[PLACE]),
        row_level_security("claims_reconciliationline", whereabouts=[PLACE]),
    ]
