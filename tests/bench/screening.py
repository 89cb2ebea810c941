"""Screening the settled bills of a year by every rule against reading the same bills and fee lines once.

Two million bills unless BENCH_SCREENED says otherwise: 300,000 take some two minutes in all and give nearly the ratio.
"""

from __future__ import annotations

import datetime as dt
import os

from tests.support.databases import owner_connection

from .filling import WHO
from .measuring import Result, seconds
from .stage import NAME, Stage

TARGET = 3.0
ROUNDS = 2
BILLS = int(os.environ.get("BENCH_SCREENED", "2000000"))

# Every bill settled as it was billed, and two fee lines on each.
_SETTLED = """
    insert into claims_settlement (setl_id, bill_id, person_id, institution_id, insutype, med_type, benefit,
        policy_date, setl_time, pay_loc, clr_month, insu_county_id, care_county_id, handling_county_id,
        pool_prop_selfpay, policy_version_id, catalogue_version, engine_version, input_hash, is_current,
        refd_setl_flag, circumstances, counters_before, counters_used,
        {amounts})
    select setl_id, id, person_id, institution_id, insutype, med_type, 'inpatient', enddate, setl_time, pay_loc,
        date_trunc('month', enddate), insu_county_id, care_county_id, handling_county_id,
        0, 1, 0, 1, received_hash, true, false, '{{}}', '{{}}', '{{}}', {values}
    from claims_bill
"""
_TOTAL = ("medfee_sumamt", "inscp_scp_amt", "hifp_pay", "fund_pay_sumamt")
# A bed on each stay, else drugs and services by turns; one line in some hundreds is at fault, so that finding and
# keeping is measured too: dearer than its ceiling, more than price times quantity, a newborn's item.
_LINES = """
    insert into claims_feeline (bill_id, feedetl_sn, med_list_codg, medins_list_codg, item_name, chrgitm_lv, list_type,
        is_imported, cnt, pric, pric_uplmt_amt, det_item_fee_sumamt)
    select id, n::text, 'X' || n || id % 5000, '',
        case when med_type = '21' and n = 1 then '普通病房床位费'
            when n = 1 and id % 900 = 1 then '新生儿护理费'
            else (array['复方甘草片', '血常规检查', '阿莫西林胶囊', '静脉输液', '头孢克肟分散片', '心电图检查',
                '氯化钠注射液', '门诊诊察费'])[1 + (id + n) % 8] end, '01',
        case when med_type = '21' and n = 1 or (id + n) % 2 = 1 then '201' else '101' end, false,
        1, case when n = 1 and id % 700 = 5 then 0.01 else 1 end * part.amount / 100.0,
        case when n = 2 and id % 500 = 3 then part.amount / 200.0 end, part.amount
    from claims_bill, generate_series(1, 2) n,
        lateral (select case n when 1 then medfee_sumamt / 3 else medfee_sumamt - medfee_sumamt / 3 end as amount) part
"""
# One person in two hundred dies in the middle of the year and goes on being treated.
_DEATHS = "update enrollment_person set deceased_on = %s where id %% 200 = 0"
# What the rules look at, of the bills that stand, with the person and the institution; then the lines.
_READ = """(select b.id, b.setl_id, b.person_id, b.institution_id, b.insutype, b.med_type, b.begndate, b.enddate,
        b.setl_time, b.medfee_sumamt, s.fund_pay_sumamt, b.dise_code, b.matn_type, b.transfer_chain, b.care_county_id,
        p.gend, p.brdy, p.deceased_on, i.kind, i.dedc_hosp_lv
    from claims_bill b
    join claims_settlement s on s.bill_id = b.id and s.is_current and not s.refd_setl_flag and not s.negated
    join enrollment_person p on p.id = b.person_id
    join institutions_institution i on i.id = b.institution_id)"""
_READ_LINES = """(select bill_id, med_list_codg, item_name, list_type, chrgitm_lv, cnt, pric, det_item_fee_sumamt,
    pric_uplmt_amt from claims_feeline)"""


def measure(stage: Stage) -> Result:
    """Both read the same bills, settlements, people and lines; the floor looks at none of them and keeps nothing.
    They take turns, so that a machine that grows slower or quicker meanwhile does so for both."""
    _settle(dt.date(_year(stage), 7, 1))
    _list_terms(stage)
    turns = [(_screen(stage), _read()) for _turn in range(ROUNDS)]
    ours, floor = (min(taken) for taken in zip(*turns, strict=True))
    return Result("screen bills by every rule", BILLS, ours, floor, TARGET)


def _year(stage: Stage) -> int:
    return dt.date.fromisoformat(WHO[stage.insutype][0]).year


def _settle(died: dt.date) -> None:
    from claims.models.amounts import AMOUNTS

    with owner_connection(NAME) as owner:
        values = ", ".join("medfee_sumamt" if name in _TOTAL else "0" for name in AMOUNTS)
        owner.execute(_SETTLED.format(amounts=", ".join(AMOUNTS), values=values))
        owner.execute(_LINES)
        owner.execute(_DEATHS, [died])
        owner.execute("vacuum analyze claims_bill, claims_settlement, claims_feeline, enrollment_person")


def _list_terms(stage: Stage) -> None:
    """A catalogue in force with the code of every line: a ceiling nobody reaches, the class that is charged."""
    from django.db.backends.postgresql.psycopg_any import DateRange
    from django.utils import timezone

    from claims.models import CatalogueItem, CatalogueVersion
    from config.scoping import system_scope
    from institutions.models import Duty

    layout, cast = stage.layout, stage.cast
    clerk, reviewer = (cast.at(layout.city, duty) for duty in (Duty.HANDLE, Duty.REVIEW))  # type: ignore[attr-defined]
    terms = {"item_name": "甲", "list_type": "101", "chrgitm_lv": "01", "pric_uplmt_amt": 1_000_000}
    with system_scope():
        version = CatalogueVersion.objects.create(area=layout.area, title="甲", handled_by=clerk)  # type: ignore[attr-defined]
        CatalogueItem.objects.bulk_create(
            CatalogueItem(version=version, med_list_codg=f"X{line}{code}", handled_by=clerk,
                          period=DateRange(dt.date(_year(stage), 1, 1), None), **terms)
            for line in (1, 2) for code in range(5000)
        )  # fmt: skip
        CatalogueVersion.objects.filter(pk=version.pk).update(
            state="in_force", number=1, reviewed_by=reviewer, reviewed_at=timezone.now()
        )


def _screen(stage: Stage) -> float:
    from claims.services.bill_checks import CheckRange
    from claims.services.screening import screen_bills
    from config.periods import Month
    from institutions.models import Duty

    clerk = stage.cast.at(stage.layout.city, Duty.HANDLE)  # type: ignore[attr-defined]
    year = _year(stage)
    within = CheckRange(stage.layout.area.pk, Month(year, 1), Month(year, 12))  # type: ignore[attr-defined]
    with owner_connection(NAME) as owner:
        owner.execute("truncate claims_billfinding cascade")
    return seconds(lambda: screen_bills(within=within, acting_user=clerk))


def _read() -> float:
    def read() -> None:
        with owner_connection(NAME) as owner:
            for what in (_READ, _READ_LINES):
                with owner.cursor().copy(f"copy {what} to stdout") as copy:
                    for _chunk in copy:
                        pass

    return seconds(read)
