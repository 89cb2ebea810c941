"""The database shows payers and what is known of people only to the counties they belong to."""

from django.db import migrations

from config.scoping import row_level_security


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0004_payers_standings_holds")]

    operations = [
        row_level_security("enrollment_payer", counties=["county_id"]),
        row_level_security("enrollment_payerevent", counties=["county_id"]),
        *(
            row_level_security(f"enrollment_{table}", through=[("person_id", "enrollment_person")])
            for table in (
                "standing", "standingevent", "benefithold", "benefitholdevent", "membership", "membershipevent",
            )
        ),
    ]  # fmt: skip
