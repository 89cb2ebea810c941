"""The database shows a deduction to whoever pays the institution."""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

INSTITUTION = Whereabouts(
    "institution_id", "institutions_institution", counties=("county_id",), areas=("area_id",)
)


class Migration(migrations.Migration):
    dependencies = [("claims", "0003_settled_bills_stay")]

    operations = [
        row_level_security("claims_deduction", whereabouts=[INSTITUTION]),
        row_level_security("claims_deductionevent", whereabouts=[INSTITUTION]),
    ]
