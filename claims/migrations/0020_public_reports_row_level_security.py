"""Reports by the public are seen by their county and the city; who made one, besides, by its handler only (service)."""

from django.db import migrations

from config.scoping import row_level_security


class Migration(migrations.Migration):
    dependencies = [("claims", "0019_public_reports")]

    operations = [
        *(
            row_level_security(f"claims_publicreport{kind}", counties=["county_id"], areas=["area_id"])
            for kind in ("", "event")
        ),
        *(
            row_level_security(f"claims_{name}", through=[("report_id", "claims_publicreport")])
            for name in ("reporteridentity", "reportstep")
        ),
    ]
