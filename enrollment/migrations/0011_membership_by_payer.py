from django.db import migrations

from config.scoping import row_level_security

TABLES = ("enrollment_membership", "enrollment_membershipevent")
BY_PERSON = [("person_id", "enrollment_person")]
# Whoever sees the payer sees who is tied to it. Payers are few and asked first: one hashed list answers for all ties
# of a query, where the person would be looked up for each.
BY_PAYER_OR_PERSON = [("payer_id", "enrollment_payer"), *BY_PERSON]


def _turned_over(step: migrations.RunSQL) -> migrations.RunSQL:
    return migrations.RunSQL(step.reverse_sql, step.sql)


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0010_service_counter")]

    operations = [
        step
        for table in TABLES
        for step in (
            _turned_over(row_level_security(table, through=BY_PERSON)),
            row_level_security(table, through=BY_PAYER_OR_PERSON),
        )
    ]
