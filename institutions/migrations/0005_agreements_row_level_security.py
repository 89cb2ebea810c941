"""Agreements are seen by their county and city, what hangs on them with them; the city's texts by its agencies.

Which institutions are designated on which days is published: that table stays open, as the institutions are.
"""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

AREA = Whereabouts("area_id", "institutions_poolingarea", member_areas=("id",))
AGREEMENT = ("agreement_id", "institutions_agreement")

# A text that a second person reviewed is what agreements were signed on.
TEXT_STAYS = """
create function institutions_agreement_text_stays() returns trigger language plpgsql as $$
begin
    if old.reviewed_by_id is null then
        return coalesce(new, old);
    end if;
    raise exception 'agreement text %: reviewed texts stay; draft a new version instead', old.id
        using errcode = 'restrict_violation';
end $$;
create trigger agreement_text_stays before update or delete on institutions_agreementtext
    for each row execute function institutions_agreement_text_stays();
"""
TEXT_GOES = """
drop trigger agreement_text_stays on institutions_agreementtext;
drop function institutions_agreement_text_stays();
"""

STEP_STAYS = """
create function institutions_agreement_step_stays() returns trigger language plpgsql as $$
begin
    raise exception '% of % refused: the course of an agreement is kept for good', tg_op, tg_table_name
        using errcode = 'restrict_violation';
end $$;
create trigger kept_for_good before update or delete or truncate on institutions_agreementstep
    for each statement execute function institutions_agreement_step_stays();
"""
STEP_GOES = """
drop trigger kept_for_good on institutions_agreementstep;
drop function institutions_agreement_step_stays();
"""


def _with_history(name: str, **seen: object) -> list[migrations.RunSQL]:
    return [row_level_security(f"institutions_{name}{kind}", **seen) for kind in ("", "event")]


class Migration(migrations.Migration):
    dependencies = [("institutions", "0004_agreements")]

    operations = [
        *_with_history("agreementtext", whereabouts=[AREA]),
        *_with_history("agreement", counties=["county_id"], areas=["area_id"]),
        *_with_history("agreementpaper", through=[AGREEMENT]),
        *_with_history("entrycondition", through=[AGREEMENT]),
        *_with_history("evaluationscore", through=[AGREEMENT]),
        *_with_history("noticeobjection", through=[AGREEMENT]),
        *_with_history("agreementdecision", through=[AGREEMENT]),
        row_level_security("institutions_agreementstep", through=[AGREEMENT]),
        migrations.RunSQL(TEXT_STAYS, TEXT_GOES),
        migrations.RunSQL(STEP_STAYS, STEP_GOES),
        migrations.RunSQL(
            "create sequence institutions_agreement_number", "drop sequence institutions_agreement_number"
        ),
    ]
