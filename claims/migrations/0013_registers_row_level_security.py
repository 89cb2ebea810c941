"""The database shows a registration to the county of its person and to the counter that handled it; the pool of
experts to every agency of its area."""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

AREA = Whereabouts("area_id", "institutions_poolingarea", member_areas=("id",))
REGISTERS = ("certificate", "carefiling", "accidentdeclaration", "maternityregistration", "signup")
PARTS = ("choseninstitution", "expertopinion")


def _whose(table):
    return row_level_security(table, counties=["county_id", "handling_county_id"])


def _part_of(table):
    return row_level_security(table, through=[("certificate_id", "claims_certificate")])


class Migration(migrations.Migration):
    dependencies = [("claims", "0012_registers")]

    operations = [
        *[_whose(f"claims_{name}{kind}") for name in REGISTERS for kind in ("", "event")],
        *[_part_of(f"claims_{name}{kind}") for name in PARTS for kind in ("", "event")],
        row_level_security("claims_expert", whereabouts=[AREA]),
        row_level_security("claims_expertevent", whereabouts=[AREA]),
    ]
