"""That the province lists a month its area may know; settlements are seen by the county of the insured and the city,
what is owed to the province by the city alone."""

from django.db import migrations

from config.scoping import Whereabouts, row_level_security

AREA = Whereabouts("area_id", "institutions_poolingarea", member_areas=("id",))
MONTH = Whereabouts("statement_month_id", "funds_outofareamonth", areas=("area_id",))
STATEMENT = [("statement_id", "funds_statement")]


def _with_history(name: str, **seen: object) -> list[migrations.RunSQL]:
    return [row_level_security(f"funds_{name}{kind}", **seen) for kind in ("", "event")]


class Migration(migrations.Migration):
    dependencies = [("funds", "0011_out_of_area")]

    operations = [
        *_with_history("outofareamonth", whereabouts=[AREA]),
        row_level_security("funds_outofarealine", counties=["county_id"], whereabouts=[MONTH]),
        *_with_history("outofareapart", through=STATEMENT),
        *_with_history("provincedue", areas=["area_id"]),
        *_with_history("provincereceipt", areas=["area_id"]),
        *_with_history("provinceaccount", areas=["area_id"]),
    ]
