"""Money lent to an institution is seen by whoever lent it, and by the city."""

from django.db import migrations

from config.scoping import row_level_security

LOAN = [("loan_id", "funds_capitalloan")]


class Migration(migrations.Migration):
    dependencies = [("funds", "0004_capital")]

    operations = [
        row_level_security("funds_capitalloan", counties=["lender_id"]),
        row_level_security("funds_capitalloanevent", counties=["lender_id"]),
        row_level_security("funds_capitalrepayment", through=LOAN),
        row_level_security("funds_capitalrepaymentevent", through=LOAN),
    ]
