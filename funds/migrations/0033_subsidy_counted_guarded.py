"""A county sees what is counted of its own people, the city all."""

from django.db import migrations

from config.scoping import row_level_security


class Migration(migrations.Migration):
    dependencies = [("funds", "0032_subsidy_counted")]

    operations = [row_level_security("funds_subsidycount", counties=["county_id"])]
