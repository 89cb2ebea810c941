"""The database shows people only to the counties they belong to."""

from django.db import migrations

from config.scoping import row_level_security


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0002_initial")]

    operations = [
        row_level_security("enrollment_person", counties=["county_id"]),
        row_level_security("enrollment_personevent", counties=["county_id"]),
        row_level_security("enrollment_coverage", counties=["county_id"]),
        row_level_security("enrollment_coverageevent", counties=["county_id"]),
    ]
