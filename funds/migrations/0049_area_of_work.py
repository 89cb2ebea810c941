"""Room for every area of work the packages name: Ningbo's ``benefits_paid`` was longer than the column."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("funds", "0048_county_assessment_guarded")]

    operations = [
        migrations.AlterField(
            model_name=name,
            name="field",
            field=models.CharField(max_length=24, verbose_name="Area of work"),
        )
        for name in ("countyindicator", "countyindicatorevent")
    ]
