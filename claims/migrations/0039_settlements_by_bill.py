"""All settlements of a bill, replaced ones too, found by an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0038_withdrawals")]

    operations = [
        migrations.AddIndex(
            model_name="settlement",
            index=models.Index(fields=["bill"], name="settlement_by_bill"),
        ),
    ]
