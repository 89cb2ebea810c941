"""The database shows cases and amounts owed to the insured county and to whose counter took them; case numbers."""

from django.db import migrations

from config.scoping import row_level_security

_COUNTIES = ("insu_county_id", "handling_county_id")
_OF_CASE = [("reimbursement_id", "claims_reimbursement")]


class Migration(migrations.Migration):
    dependencies = [("claims", "0010_counter_reimbursement")]

    operations = [
        migrations.RunSQL("create sequence claims_case_number", "drop sequence claims_case_number"),
        *(
            row_level_security(f"claims_{table}", counties=_COUNTIES)
            for table in (
                "personaccount",
                "personaccountevent",
                "reimbursement",
                "reimbursementevent",
                "payable",
                "payableevent",
            )
        ),
        *(
            row_level_security(f"claims_{table}", through=_OF_CASE)
            for table in ("reimbursementpaper", "reimbursementpaperevent", "reimbursementbill")
        ),
        row_level_security("claims_payableline", through=[("payable_id", "claims_payable")]),
    ]
