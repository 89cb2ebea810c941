"""Batches, items and suppliers with their credit are known in the area; volumes, deliveries, purchases and rewards to
whoever pays the institution; amounts owed to whoever pays them."""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

AREA = Whereabouts("area_id", "institutions_poolingarea", member_areas=("id",))
INSTITUTION = Whereabouts(
    "institution_id", "institutions_institution", counties=("county_id",), areas=("area_id",)
)


def _with_history(names: str, **seen: object) -> list[migrations.RunSQL]:
    return [
        row_level_security(f"claims_{name}{kind}", **seen) for name in names.split() for kind in ("", "event")
    ]


class Migration(migrations.Migration):
    dependencies = [("claims", "0021_procurement")]

    operations = [
        *_with_history("supplier procurementbatch suppliercreditevent", whereabouts=[AREA]),
        *_with_history("supplieraccount", through=[("supplier_id", "claims_supplier")]),
        *_with_history("procurementitem", through=[("batch_id", "claims_procurementbatch")]),
        *_with_history("agreedvolume delivery platformpurchase surplusreward", whereabouts=[INSTITUTION]),
        *_with_history("procurementpayable", counties=["payer_id"]),
    ]
