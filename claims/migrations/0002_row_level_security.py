"""The database shows bills only to the counties they concern."""

from django.db import migrations

from config.scoping import row_level_security


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial")]

    operations = [
        row_level_security(
            "claims_bill", counties=["insu_county_id", "care_county_id", "handling_county_id"]
        ),
        row_level_security(
            "claims_settlement", counties=["insu_county_id", "care_county_id", "handling_county_id"]
        ),
        row_level_security("claims_reportedsettlement", through=[("bill_id", "claims_bill")]),
        row_level_security("claims_feeline", through=[("bill_id", "claims_bill")]),
        row_level_security("claims_billproblem", through=[("bill_id", "claims_bill")]),
        row_level_security("claims_accumulator", through=[("person_id", "enrollment_person")]),
        row_level_security("claims_legacyoutpatientbalance", through=[("person_id", "enrollment_person")]),
    ]
