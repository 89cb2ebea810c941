"""The database shows money only to the agencies it concerns: who pays, who is paid, whose county it is.

An entry's header carries no amount and is seen all over its book's area; within it its legs say who sees which.
"""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

BOOK = Whereabouts("book_id", "funds_book", counties=("unit_id",), member_areas=("area_id",))
ACCOUNT = [("account_id", "funds_account")]


class Migration(migrations.Migration):
    dependencies = [("funds", "0002_ledger_guards")]

    operations = [
        row_level_security("funds_entry", whereabouts=[BOOK]),
        row_level_security("funds_account", counties=["agency_id", "county_id"], areas=["area_id"]),
        row_level_security("funds_accountbalance", through=ACCOUNT),
        row_level_security("funds_leg", through=ACCOUNT),
        row_level_security("funds_nettingline", counties=["insu_county_id", "care_county_id"]),
        row_level_security("funds_netposition", counties=["county_id"]),
        row_level_security("funds_statement", counties=["payer_id"]),
        row_level_security(
            "funds_statementline", counties=["insu_county_id"], through=[("statement_id", "funds_statement")]
        ),
        row_level_security("funds_paymentbatch", counties=["payer_id"]),
        row_level_security("funds_paymentbatchevent", counties=["payer_id"]),
        row_level_security("funds_payment", counties=["payer_id", "payee_agency_id"]),
        row_level_security("funds_paymentevent", counties=["payer_id", "payee_agency_id"]),
    ]
