"""The database shows allowances and overpayments to the insured county and to whose counter took them."""

from django.db import migrations

from config.scoping import row_level_security

_COUNTIES = ("insu_county_id", "handling_county_id")


class Migration(migrations.Migration):
    dependencies = [("claims", "0016_maternity_and_overpayments")]

    operations = [
        *(
            row_level_security(f"claims_{table}", counties=_COUNTIES)
            for table in ("maternityallowance", "maternityallowanceevent", "overpayment", "overpaymentevent")
        ),
        *(
            row_level_security(f"claims_{table}", through=[("overpayment_id", "claims_overpayment")])
            for table in ("instalment", "instalmentevent", "recovery", "recoveryevent")
        ),
    ]
