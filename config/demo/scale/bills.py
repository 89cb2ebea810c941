"""The year's bills in the order in which they come: every person again and again, no two visits of one on one day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection

from claims.models import Bill
from config.demo.scale.plan import STEP, Block, Plan
from config.scoping import system_scope
from institutions.models import Institution, PoolingArea

# Of twenty visits fourteen are to outpatient care, four for a chronic disease, two are stays. One of ten is to
# a hospital of the first unit, where the city's are, one of forty elsewhere, the others are in the person's own unit.
# Amounts in fen; what hospitals send is classes A, B and C, which is the least a bill can be settled by.
_BILLS = """
    insert into claims_bill (setl_id, mdtrt_id, person_id, institution_id, insutype, psn_type, aid_category,
        med_type, begndate, enddate, setl_time, insu_county_id, care_county_id, handling_county_id, pay_loc,
        filing, accident, matn_type, fetus_cnt, complication, dise_code, transfer_chain, acct_used_flag,
        medfee_sumamt, class_a_amt, class_b_amt, class_c_amt)
    select %(bill_prefix)s || lpad(b::text, 10, '0'), '', p.id, i.id, '390', c.psn_type, '',
        kind.med_type, went.day - kind.days, went.day,
        (went.day + time '08:00' + (b * 7919 %% 32400) * interval '1 second') at time zone %(zone)s,
        p.county_id, i.county_id, coalesce(i.county_id, p.county_id),
        case when i.county_id is null then '3' else '2' end,
        case when i.county_id = p.county_id then 'none' else 'filed' end,
        'none', '', 0, false, kind.disease, '', false,
        fee.total, fee.total - fee.total * 3 / 10 - fee.total / 20, fee.total * 3 / 10, fee.total / 20
    from generate_series(%(from)s::bigint, %(to)s::bigint) b
    cross join lateral (select 1 + b * %(step)s %% %(people)s as n, b * 2654435761 %% 4294967296 as mixed) who
    join enrollment_person p on p.psn_no = %(prefix)s || lpad(who.n::text, 9, '0')
    join enrollment_coverage c on c.person_id = p.id
    cross join lateral (select (who.n * 31 + b / %(people)s * 7) %% 20 as sort) dice
    cross join lateral (select
        case when sort < 14 then '11' when sort < 18 then '14' else '21' end as med_type,
        case when sort between 14 and 17 then 'M03900' else '' end as disease,
        case when sort < 14 then 6000 when sort < 18 then 15000 else 600000 end as cost,
        case when sort < 18 then 0 else 3 + (mixed %% 6)::int end as days) kind
    cross join lateral (select kind.cost + mixed %% kind.cost as total) fee
    cross join lateral (select %(year)s + 9 + ((b - 1) * 356 / %(bills)s)::int as day) went
    join pg_temp.scale_places own on own.county_id = p.county_id
    cross join lateral (select
        case when mixed %% 40 = 0 then %(elsewhere)s::bigint[] when mixed %% 10 = 1 then %(city)s::bigint[]
            else own.ids end as ids) near
    join institutions_institution i on i.id = near.ids[1 + (mixed / 64) %% cardinality(near.ids)]
    order by b
"""
_PLACES = """
    create temporary table if not exists scale_places on commit drop as
    select county_id, array_agg(id order by id) as ids from institutions_institution
    where county_id = any(%s) and kind = '1' group by 1
"""


@dataclass(frozen=True)
class Care:
    """Ids of the hospitals of the city, and of those elsewhere."""

    units: tuple[int, ...]
    city: tuple[int, ...]
    elsewhere: tuple[int, ...]


def care_of(area: PoolingArea, units: tuple[int, ...]) -> Care:
    with system_scope():
        hospitals = Institution.objects.filter(kind="1").order_by("pk")
        city = hospitals.filter(county=units[0]).values_list("pk", flat=True)
        elsewhere = hospitals.filter(county__isnull=True, area=area).values_list("pk", flat=True)
        return Care(units, tuple(city), tuple(elsewhere) or tuple(city))


def make_block(plan: Plan, care: Care, block: Block) -> int:
    """The bills of ``block``; how many, 0 when they were there."""
    params: dict[str, Any] = {
        "bill_prefix": plan.prefix, "prefix": plan.prefix, "from": block.first, "to": block.last, "step": STEP,
        "people": plan.people, "bills": plan.bills, "year": plan.first_day, "zone": settings.TIME_ZONE,
        "city": list(care.city), "elsewhere": list(care.elsewhere),
    }  # fmt: skip
    with system_scope(), connection.cursor() as cursor:
        if Bill.objects.filter(setl_id=plan.bill(block.first)).exists():
            return 0
        cursor.execute(_PLACES, [list(care.units)])
        cursor.execute(_BILLS, params)
        made: int = cursor.rowcount
        cursor.execute("drop table pg_temp.scale_places")
    return made
