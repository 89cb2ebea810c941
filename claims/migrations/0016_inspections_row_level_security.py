"""Rosters, inspections and cases are seen by their county and the city; their parts by whoever sees them."""

from django.db import migrations

from config.scoping import row_level_security

OWN = ("rostermember", "inspection", "inspectioncase")
PARTS = {
    "conflictofinterest": ("member_id", "claims_rostermember"),
    "inspectiondraw": ("inspection_id", "claims_inspection"),
    "inspectiontarget": ("inspection_id", "claims_inspection"),
    "inspectionmember": ("inspection_id", "claims_inspection"),
    "inspectionstep": ("inspection_id", "claims_inspection"),
    "caserecovery": ("case_id", "claims_inspectioncase"),
    "casestep": ("case_id", "claims_inspectioncase"),
}
APPEND_ONLY = ("inspectiondraw", "inspectionstep", "casestep")


class Migration(migrations.Migration):
    dependencies = [("claims", "0015_inspections")]

    operations = [
        *(
            row_level_security(f"claims_{name}{kind}", counties=["county_id"], areas=["area_id"])
            for name in OWN
            for kind in ("", "event")
        ),
        *(
            row_level_security(f"claims_{name}{kind}", through=[through])
            for name, through in PARTS.items()
            for kind in (("",) if name in APPEND_ONLY else ("", "event"))
        ),
    ]
