"""People, coverage, bills and settlements by the hundred thousand, made by the database itself."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.support.databases import owner_connection

from .stage import NAME, Stage

_PEOPLE = """
    insert into enrollment_person
        (psn_no, psn_cert_type, certno, psn_name, pinyin, gend, naty, brdy, tel, addr, county_id)
    select 'B' || lpad(n::text, 12, '0'), '99', 'BENCH' || lpad(n::text, 12, '0'), '甲' || n, '', '1', '',
        date '1940-01-01' + (n * 7919 %% 27000)::int, '', '',
        (%(counties)s::bigint[])[1 + n %% cardinality(%(counties)s::bigint[])]
    from generate_series(1::bigint, %(people)s) n
"""
_COVERAGE = """
    insert into enrollment_coverage (person_id, insutype, psn_type, county_id, period, effective)
    select id, %(insutype)s, %(psn_type)s, county_id, daterange(%(year)s, (%(year)s + interval '1 year')::date), true
    from enrollment_person where psn_cert_type = '99'
"""
# Four visits a person: two outpatient, one chronic, one stay; every fourth person treated in another county.
_BILLS = """
    insert into claims_bill (setl_id, mdtrt_id, person_id, institution_id, insutype, psn_type, aid_category,
        med_type, begndate, enddate, setl_time, insu_county_id, care_county_id, handling_county_id, pay_loc,
        filing, accident, matn_type, fetus_cnt, complication, dise_code, transfer_chain, acct_used_flag,
        medfee_sumamt, class_a_amt, class_b_amt,
        class_c_amt)
    select 'B' || lpad(p.id::text, 12, '0') || v, '', p.id, i.id, %(insutype)s, %(psn_type)s, '',
        kind.med_type, day.begins, day.ends, (day.ends + time '09:00' + p.id %% 28800 * interval '1 second'),
        p.county_id, i.county_id, i.county_id, '2',
        case when i.county_id = p.county_id then 'none' else 'filed' end,
        'none', '', 0, false, kind.disease, '', false, fee.total, fee.total - fee.total * 3 / 10 - fee.total / 20,
        fee.total * 3 / 10, fee.total / 20
    from enrollment_person p
    cross join generate_series(0, %(per_person)s - 1) v
    cross join lateral (select (array['11', '11', '14', '21'])[1 + v %% 4] as med_type,
        (array['', '', 'M03900', ''])[1 + v %% 4] as disease,
        (array[9000, 6000, 30000, 600000])[1 + v %% 4] as cost) kind
    cross join lateral (select kind.cost + (p.id * 7919 + v * 104729) %% kind.cost as total) fee
    cross join lateral (select %(year)s + ((p.id * 31 + v * 91) %% 350)::int as begins) began
    cross join lateral (select began.begins,
        began.begins + case when kind.med_type = '21' then 6 else 0 end as ends) day
    join institutions_institution i on i.id =
        (%(institutions)s::bigint[])[1 + (p.id + v * 13) %% cardinality(%(institutions)s::bigint[])]
    where p.psn_cert_type = '99'
"""
_ANALYZE = (
    "analyze enrollment_person, enrollment_coverage, claims_bill, claims_settlement, institutions_institution"
)


# The first year of the area's benefits, and whom the scheme insures.
WHO = {"390": ("2020-01-01", "15"), "310": ("2022-01-01", "11")}


def fill(
    *, insutype: str, people: int, per_person: int, counties: list[int], institutions: list[int]
) -> None:
    """``people`` covered all year with ``per_person`` unsettled bills each."""
    year, psn_type = WHO[insutype]
    params: dict[str, Any] = {
        "insutype": insutype,
        "psn_type": psn_type,
        "year": dt.date.fromisoformat(year),
        "people": people,
        "per_person": per_person,
        "counties": counties,
        "institutions": institutions,
    }
    with owner_connection(NAME) as owner:
        for statement in (_PEOPLE, _COVERAGE, _BILLS):
            owner.execute(statement, params)
        owner.execute(_ANALYZE)


def places(stage: Stage) -> dict[str, Any]:
    """The scheme, the ids of the accounting units and of the institutions inside the area that bill."""
    from config.scoping import system_scope
    from institutions.models import Institution

    with system_scope():
        hospitals = Institution.objects.filter(kind="1", county__isnull=False).order_by("pk")
        return {
            "insutype": stage.insutype,
            "counties": [unit.pk for unit in stage.layout.units],  # type: ignore[attr-defined]
            "institutions": list(hospitals.values_list("pk", flat=True)),
        }
