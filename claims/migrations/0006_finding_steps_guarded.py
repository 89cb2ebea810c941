"""The steps of a finding are seen by whoever sees the finding."""

from django.db import migrations

from config.scoping import row_level_security


class Migration(migrations.Migration):
    dependencies = [("claims", "0005_findings_reviewed")]

    operations = [row_level_security("claims_findingstep", through=[("finding_id", "claims_billfinding")])]
