"""A policy version that was reviewed keeps its text for good: bills are settled and explained by it for years.

Its state moves on, its first day is fixed when it comes into force; everything else, and the row itself, stays.
Settlements name their version without a foreign key, so the refusal to delete stands here too.
"""

from django.db import migrations

KEPT = "document_id, number, text, sha256, prepared_by_id, prepared_at, reviewed_by_id, reviewed_at"


def kept(row: str) -> str:
    return f"({', '.join(f'{row}.{column}' for column in KEPT.split(', '))})"


FUNCTION = f"""
create function institutions_reviewed_version_stays() returns trigger language plpgsql as $$
begin
    if old.state = 'draft' then
        return coalesce(new, old);
    end if;
    if tg_op = 'DELETE'
        or {kept("new")} is distinct from {kept("old")}
        or new.state = 'draft'
        or (old.state = 'superseded' and new.state <> old.state)
        or (old.state <> 'reviewed' and new.state = 'reviewed')
        or (old.state <> 'reviewed' and new.effective_from <> old.effective_from)
    then
        raise exception 'policy version %: reviewed versions stay; load a new version instead', old.id
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger reviewed_version_stays before update or delete on institutions_policyversion
    for each row execute function institutions_reviewed_version_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("institutions", "0002_row_level_security")]

    operations = [
        migrations.RunSQL(
            FUNCTION,
            "drop trigger reviewed_version_stays on institutions_policyversion;"
            "drop function institutions_reviewed_version_stays()",
        )
    ]
