"""What governments owe as counted on a night."""

import config.money
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funds", "0031_closing_accepted"),
        ("institutions", "0009_credit_row_level_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="SubsidyCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("insutype", models.CharField(max_length=6, verbose_name="Scheme")),
                ("year", models.PositiveSmallIntegerField(verbose_name="Year of cover")),
                ("quarter", models.PositiveSmallIntegerField(verbose_name="Quarter")),
                (
                    "payer",
                    models.CharField(
                        choices=[
                            ("central", "Central government"),
                            ("province", "Province"),
                            ("city", "City"),
                            ("county", "County"),
                        ],
                        max_length=8,
                        verbose_name="Owed by",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="Due on")),
                ("due", config.money.MoneyField(verbose_name="Due")),
                ("counted_at", models.DateTimeField(verbose_name="Counted at")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.agency",
                        verbose_name="County",
                    ),
                ),
            ],
            options={
                "verbose_name": "Subsidy due as counted",
                "verbose_name_plural": "Subsidies due as counted",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("county", "insutype", "year", "quarter", "payer"), name="subsidy_count_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due__gt", 0), ("quarter__gte", 1), ("quarter__lte", 4)),
                        name="subsidy_count_amount",
                    ),
                ],
            },
        ),
    ]
