"""The database shows entries to the agencies of their book's area, and payments' history to who pays or is paid.

An entry's header carries no amount; within the area its legs say who sees which of them.
"""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

BOOK = Whereabouts("book_id", "funds_book", counties=("unit_id",), member_areas=("area_id",))


class Migration(migrations.Migration):
    dependencies = [("funds", "0007_bank_returns_are_imports")]

    operations = [
        row_level_security("funds_entry", whereabouts=[BOOK]),
        row_level_security("funds_paymentbatchevent", counties=["payer_id"]),
        row_level_security("funds_paymentevent", counties=["payer_id", "payee_agency_id"]),
    ]
