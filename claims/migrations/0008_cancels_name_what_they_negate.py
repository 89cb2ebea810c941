"""Cancels stored before redos existed: each negates the one settlement of its bill. Repeatable."""

from django.db import migrations

LINK = """
    UPDATE claims_settlement c SET negates_id = s.id FROM claims_settlement s
    WHERE s.bill_id = c.bill_id AND s.is_current AND NOT s.refd_setl_flag
      AND c.is_current AND c.refd_setl_flag AND c.negates_id IS NULL;
    UPDATE claims_settlement s SET negated = true FROM claims_settlement c
    WHERE c.negates_id = s.id AND NOT s.negated;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0007_redo_guards")]

    operations = [migrations.RunSQL(LINK, migrations.RunSQL.noop)]
