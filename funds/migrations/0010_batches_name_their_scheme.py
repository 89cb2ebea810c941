"""A batch names its scheme itself: one to people has no clearing to ask."""

from django.db import migrations

_FROM_CLEARING = """
    update {table} b set insutype = c.insutype from funds_clearing c where c.id = b.clearing_id and b.insutype = '';
"""


class Migration(migrations.Migration):
    dependencies = [("funds", "0009_payments_to_people")]

    operations = [
        migrations.RunSQL(
            _FROM_CLEARING.format(table="funds_paymentbatch")
            + _FROM_CLEARING.format(table="funds_paymentbatchevent"),
            migrations.RunSQL.noop,
        )
    ]
