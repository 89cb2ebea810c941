"""Set-offs of direct payments are seen with the statement they lower."""

from django.db import migrations

from config.scoping import row_level_security

STATEMENT = [("statement_id", "funds_statement")]


class Migration(migrations.Migration):
    dependencies = [("funds", "0008_procurement")]

    operations = [
        row_level_security("funds_suppliersetoff", through=STATEMENT),
        row_level_security("funds_suppliersetoffevent", through=STATEMENT),
    ]
