"""The database shows people, what is known of them and their payers only to the counties they belong to."""

from django.db import migrations

from config.scoping import row_level_security

PERSON = ("person_id", "enrollment_person")
PAYER = ("payer_id", "enrollment_payer")


def _with_history(name: str, **seen: object) -> list[migrations.RunSQL]:
    return [row_level_security(f"enrollment_{name}{kind}", **seen) for kind in ("", "event")]


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0001_initial")]

    operations = [
        *_with_history("person", counties=["county_id"]),
        *_with_history("coverage", counties=["county_id"]),
        *_with_history("payer", counties=["county_id"]),
        *_with_history("standing", through=[PERSON]),
        *_with_history("benefithold", through=[PERSON]),
        # Whoever sees the payer sees who is tied to it. Payers are few and asked first: one hashed list answers for
        # all ties of a query, where the person would be looked up for each.
        *_with_history("membership", through=[PAYER, PERSON]),
        row_level_security("enrollment_declaration", through=[PAYER]),
        *_with_history("contributionmonth", through=[PAYER]),
        *_with_history("receipt", counties=["county_id"]),
        row_level_security("enrollment_receiptshare", through=[("receipt_id", "enrollment_receipt")]),
        *_with_history("windowenrolment", through=[PERSON]),
    ]
