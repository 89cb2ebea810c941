"""The database shows the annual enrolment only to the counties whose people they are."""

from django.db import migrations

from config.scoping import row_level_security


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0008_resident_window")]

    operations = [
        row_level_security(f"enrollment_{table}", through=[("person_id", "enrollment_person")])
        for table in ("windowenrolment", "windowenrolmentevent")
    ]
