"""Credit events of insured persons are seen by whoever sees the person: their county, and its city."""

from django.db import migrations

from config.scoping import row_level_security


class Migration(migrations.Migration):
    dependencies = [("claims", "0027_person_credit")]

    operations = [
        row_level_security(f"claims_personcreditevent{kind}", through=[("person_id", "enrollment_person")])
        for kind in ("", "event")
    ]
