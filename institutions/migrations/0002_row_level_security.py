"""The database shows papers and payee accounts to the agencies they concern.

Institutions themselves stay open: their names and codes are on every county's bills.
"""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

AGENCY = Whereabouts("agency_id", "institutions_agency", counties=("county_id",), areas=("area_id",))
INSTITUTION = Whereabouts(
    "institution_id", "institutions_institution", counties=("county_id",), areas=("area_id",)
)


class Migration(migrations.Migration):
    dependencies = [("institutions", "0001_initial")]

    operations = [
        row_level_security("institutions_attachment", whereabouts=[AGENCY]),
        row_level_security("institutions_payeeaccount", whereabouts=[INSTITUTION]),
        row_level_security("institutions_payeeaccountevent", whereabouts=[INSTITUTION]),
    ]
