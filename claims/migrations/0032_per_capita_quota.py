from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0031_reports_and_decider"),
    ]

    operations = [
        migrations.AlterField(
            model_name="groupcatalogue",
            name="method",
            field=models.CharField(
                choices=[
                    ("dip", "Diagnosis-intervention packet (DIP)"),
                    ("drg", "Diagnosis-related group (DRG)"),
                    ("per_case", "Per case"),
                    ("bed_day", "Per bed-day"),
                    ("per_capita", "Per capita"),
                ],
                max_length=10,
                verbose_name="Payment method",
            ),
        ),
        migrations.AlterField(
            model_name="groupcatalogueevent",
            name="method",
            field=models.CharField(
                choices=[
                    ("dip", "Diagnosis-intervention packet (DIP)"),
                    ("drg", "Diagnosis-related group (DRG)"),
                    ("per_case", "Per case"),
                    ("bed_day", "Per bed-day"),
                    ("per_capita", "Per capita"),
                ],
                max_length=10,
                verbose_name="Payment method",
            ),
        ),
        migrations.AlterField(
            model_name="paymentgroup",
            name="quota",
            field=models.DecimalField(
                blank=True,
                decimal_places=6,
                help_text="Yuan of a case, a bed-day or a person and year, where none is given for the level.",
                max_digits=16,
                null=True,
                verbose_name="Quota",
            ),
        ),
        migrations.AlterField(
            model_name="paymentgroupevent",
            name="quota",
            field=models.DecimalField(
                blank=True,
                decimal_places=6,
                help_text="Yuan of a case, a bed-day or a person and year, where none is given for the level.",
                max_digits=16,
                null=True,
                verbose_name="Quota",
            ),
        ),
    ]
