"""A sheet is seen by its county and city, what hangs on it with it; rounds and the published list by the whole area."""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

AREA = Whereabouts("area_id", "institutions_poolingarea", member_areas=("id",))
SHEET = ("assessment_id", "institutions_assessment")

STAYS = """
create function institutions_assessment_stays() returns trigger language plpgsql as $$
begin
    raise exception '% of % refused: what was done and published in an assessment is kept for good', tg_op, tg_table_name
        using errcode = 'restrict_violation';
end $$;
create trigger kept_for_good before update or delete or truncate on institutions_assessmentstep
    for each statement execute function institutions_assessment_stays();
create trigger kept_for_good before update or delete or truncate on institutions_publishedassessment
    for each statement execute function institutions_assessment_stays();
"""
GOES = """
drop trigger kept_for_good on institutions_publishedassessment;
drop trigger kept_for_good on institutions_assessmentstep;
drop function institutions_assessment_stays();
"""


def _with_history(name: str, **seen: object) -> list[migrations.RunSQL]:
    return [row_level_security(f"institutions_{name}{kind}", **seen) for kind in ("", "event")]


class Migration(migrations.Migration):
    dependencies = [("institutions", "0006_assessment")]

    operations = [
        *_with_history("assessmentround", whereabouts=[AREA]),
        *_with_history("assessment", counties=["county_id"], areas=["area_id"]),
        *_with_history("assessmentobjection", through=[SHEET]),
        *_with_history("assessmentvalue", through=[SHEET]),
        row_level_security("institutions_assessmentstep", through=[SHEET]),
        row_level_security("institutions_publishedassessment", whereabouts=[AREA]),
        migrations.RunSQL(STAYS, GOES),
    ]
