"""Rolls and people who come to something else than most, found by indexes (docs/operations.md)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0016_cleaning_row_level_security"),
        ("institutions", "0017_own_passwords"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="membership",
            name="membership_by_payer",
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(
                fields=["payer", "tie"], include=("period", "person"), name="membership_by_payer"
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(
                    ("canonical__isnull", False), ("deceased_on__isnull", False), _connector="OR"
                ),
                fields=["county"],
                name="person_gone",
            ),
        ),
        migrations.AddIndex(
            model_name="windowenrolment",
            index=models.Index(
                condition=models.Q(
                    models.Q(("aid_category", ""), _negated=True), ("permit_holder", True), _connector="OR"
                ),
                fields=["year"],
                include=("coverage",),
                name="window_aided_or_permit",
            ),
        ),
    ]
