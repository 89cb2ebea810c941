from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0033_budget_share_months"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="delivery",
            options={"verbose_name": "Delivered goods", "verbose_name_plural": "Deliveries"},
        ),
    ]
