"""Bills by the time of their settlement: the first page of the list of a whole city."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0036_unclaimed")]

    operations = [
        migrations.AddIndex(
            model_name="bill",
            index=models.Index(fields=["setl_time", "id"], name="bill_by_time"),
        ),
    ]
