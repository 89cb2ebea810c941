"""Who sees sessions and consultations; papers once laid, answers once approved and opinions of experts stay."""

from django.db import migrations

from config.scoping import row_level_security

GUARDS = """
create function funds_oversight_stays() returns trigger language plpgsql as $$
begin
    raise exception '% %: what was laid before the committee or said to it stays', tg_table_name, old.id
        using errcode = 'restrict_violation';
end $$;
create trigger committee_papers_stay before update on funds_committeesession
    for each row when (old.laid_at is not null and (old.papers is distinct from new.papers
        or old.laid_at is distinct from new.laid_at or old.month <> new.month or old.insutype <> new.insutype))
    execute function funds_oversight_stays();
create trigger committee_session_kept before delete on funds_committeesession
    for each row execute function funds_oversight_stays();
create trigger session_opinion_stays before update on funds_sessionopinion
    for each row when (old.state = 'approved' or old.text <> new.text or old.member_id <> new.member_id
        or old.due_on <> new.due_on)
    execute function funds_oversight_stays();
create trigger session_opinion_kept before delete on funds_sessionopinion
    for each row execute function funds_oversight_stays();
create trigger consultation_opinion_stays before update or delete on funds_consultationopinion
    for each row execute function funds_oversight_stays();
"""
UNDO = """
drop trigger committee_papers_stay on funds_committeesession; drop trigger committee_session_kept on funds_committeesession;
drop trigger session_opinion_stays on funds_sessionopinion; drop trigger session_opinion_kept on funds_sessionopinion;
drop trigger consultation_opinion_stays on funds_consultationopinion; drop function funds_oversight_stays();
"""
OWN = ("committeesession", "consultation")
PARTS = {
    "sessionmember": ("session_id", "funds_committeesession"),
    "sessionopinion": ("session_id", "funds_committeesession"),
    "consultationopinion": ("consultation_id", "funds_consultation"),
}


class Migration(migrations.Migration):
    dependencies = [("funds", "0029_oversight")]

    operations = [
        *(
            row_level_security(f"funds_{name}{kind}", counties=["county_id"], areas=["area_id"])
            for name in OWN
            for kind in ("", "event")
        ),
        *(
            row_level_security(f"funds_{name}{kind}", through=[through])
            for name, through in PARTS.items()
            for kind in ("", "event")
        ),
        migrations.RunSQL(GUARDS, UNDO),
    ]
