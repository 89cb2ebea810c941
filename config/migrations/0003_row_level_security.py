"""The database shows an import, its faults and what it changed to the agency that brought it, and to those above.

Faults quote cells and changes keep rows as they were: people's numbers and names among them.
"""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

AGENCY = Whereabouts("agency_id", "institutions_agency", counties=("county_id",), areas=("area_id",))
RUN = [("run_id", "config_importrun")]


class Migration(migrations.Migration):
    dependencies = [("config", "0002_initial"), ("institutions", "0001_initial")]

    operations = [
        row_level_security("config_importrun", whereabouts=[AGENCY]),
        row_level_security("config_rowerror", through=RUN),
        row_level_security("config_importchange", through=RUN),
    ]
