"""A random year under each shipped package: bill by bill at the counter, in bulk, and by two processes, to the fen."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from claims.models import Bill, FeeLine, Settlement
from claims.services.settle_bill import settle_bill
from config.scoping import system_scope
from enrollment.models import Person
from institutions.models import Consortium, Duty
from tests.cast import Cast, make_coverage, make_person, make_user
from tests.claims.making import make_bill, moment
from tests.claims.test_settle_in_bulk import everything, settle_all, small_blocks
from tests.support.policies import put_policy_in_force

__all__ = ["small_blocks"]

PEOPLE, BILLS = 14, 150
EMPLOYEES = ("1101", "1102", "1103", "1201", "1202")
RESIDENTS = ("1401", "1403", "1404", "1501", "16")
KINDS = ("11", "11", "14", "14", "21", "21", "21", "22", "23", "26", "27", "41", "51", "52", "53", "71")
STAYS = {"21", "22", "23", "26", "27", "52"}


@dataclass(frozen=True)
class Year:
    """The schemes of a package and a year of it; the first scheme's people are the most."""

    package: str
    year: int
    schemes: tuple[str, ...]


YEARS = (
    Year("zhangye.yaml", 2020, ("390",)),
    Year("ningbo.yaml", 2022, ("310", "390")),
    Year("jiujiang.yaml", 2024, ("310", "390")),
    Year("hegang.yaml", 2017, ("380", "391")),
    Year("hegang.yaml", 2018, ("390",)),
    Year("neimenggu.yaml", 2024, ("310", "390")),
)


def a_year(cast: Cast, year: Year, seed: int) -> list[Bill]:
    """Few people with many bills of every kind each, one of them not covered; some amounts as fee lines."""
    chance = random.Random(seed)
    with system_scope():
        put_policy_in_force(cast, year.package)
        cast.hospital_east.consortium = Consortium.objects.create(county=cast.east, name="东山县医共体")
        cast.hospital_east.save()
        bills = []
        for scheme in year.schemes:
            people = [make_person(cast.east if i % 2 else cast.west) for i in range(PEOPLE)]
            kinds = EMPLOYEES if scheme == "310" else RESIDENTS
            persons = [(person, chance.choice(kinds)) for person in people]
            for person, psn_type in persons[1:]:
                period = DateRange(dt.date(year.year, 1, 1), dt.date(year.year + 1, 1, 10))
                make_coverage(person, insutype=scheme, psn_type=psn_type, period=period)
            bills += [_bill(cast, chance, year.year, scheme, *chance.choice(persons)) for _ in range(BILLS)]
        return bills


def _bill(cast: Cast, chance: random.Random, year: int, scheme: str, person: Person, psn_type: str) -> Bill:
    kind = chance.choice(KINDS)
    last = dt.date(year, 1, 1) + dt.timedelta(days=chance.randrange(370))
    amounts, lines = _amounts(chance)
    bill = make_bill(
        person,
        chance.choice([cast.hospital_east, cast.hospital_west, cast.hospital_outside]),
        insutype=scheme,
        psn_type=psn_type,
        aid_category=chance.choice(["", "", "low_income", "destitute", "near_poor"]),
        med_type=kind,
        begndate=last - dt.timedelta(days=chance.randrange(40) if kind in STAYS else 0),
        enddate=last,
        setl_time=moment(last, chance.randrange(8, 18)),
        filing=chance.choice(["none", "filed", "filed_transfer", "filed_residence", "promise", "emergency"]),
        accident=chance.choice(["none", "none", "none", "no_third_party", "third_party"]),
        matn_type=chance.choice(["", "1", "3"]),
        fetus_cnt=chance.choice([1, 2]),
        dise_code=chance.choice(["", "M07801", "M03900", "F20"]),
        transfer_chain=chance.choice(["", "", f"K{person.pk}"]) if kind in STAYS else "",
        acct_used_flag=chance.random() < 0.5,
        **amounts,
    )
    for number, (level, amount) in enumerate(lines, 1):
        FeeLine.objects.create(
            bill=bill, feedetl_sn=str(number), med_list_codg="X", chrgitm_lv=level, list_type="101",
            cnt=1, pric=amount, det_item_fee_sumamt=amount, pric_uplmt_amt=chance.choice([None, amount / 2]),
            selfpay_prop=chance.choice([None, Decimal("0.05")]) if level == "02" else None,
        )  # fmt: skip
    return bill


def _amounts(chance: random.Random) -> tuple[dict[str, Any], list[tuple[str, Decimal]]]:
    """The four parts, fee classes, or lines; often small, sometimes beyond every ceiling."""
    most = chance.choice([20_000, 500_000, 500_000, 5_000_000, 40_000_000])
    parts = [Decimal(chance.randrange(most)) / 100 for _ in range(4)]
    way = chance.randrange(3)
    splits = ("fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt")
    classes = ("class_c_amt", "over_price_amt", "class_b_amt", "class_a_amt")
    total = {"medfee_sumamt": sum(parts)}
    if way == 0:
        return {**dict(zip(splits, parts, strict=True)), **total}, []
    if way == 1:
        return {**dict(zip(classes, parts, strict=True)), **total}, []
    levels = ("03", "02", "01", "02")
    return {**dict.fromkeys(splits), **total}, list(zip(levels, parts, strict=True))


def settled_under(schemes: tuple[str, ...]) -> dict[str, set[str]]:
    with system_scope():
        return {
            scheme: set(Settlement.objects.filter(insutype=scheme).values_list("benefit", flat=True))
            for scheme in schemes
        }


@pytest.mark.slow
@pytest.mark.parametrize("year", YEARS, ids=lambda year: f"{year.package} {year.year}")
def test_a_year_comes_out_the_same_at_the_counter_in_bulk_and_by_processes(
    fresh_database: str, cast: Cast, small_blocks: None, year: Year
) -> None:
    bills = a_year(cast, year, seed=year.year)
    with system_scope():
        city = make_user("handler.two", "市级经办", cast.city, Duty.HANDLE)
    with transaction.atomic():
        for bill in sorted(bills, key=lambda bill: (bill.setl_time, bill.setl_id)):
            settle_bill(bill=bill, acting_user=city)
        at_the_counter = everything()
        benefits = settled_under(year.schemes)
        transaction.set_rollback(True)
    with transaction.atomic():
        settle_all(cast)
        assert everything() == at_the_counter
        transaction.set_rollback(True)
    tally = settle_all(cast, processes=2)
    assert everything() == at_the_counter
    settled, _used, waiting = at_the_counter
    assert (tally.settled, tally.waiting) == (len(settled), len(waiting))
    assert len(settled) > BILLS // 2
    assert waiting
    assert all("inpatient" in found and len(found) >= 3 for found in benefits.values())
