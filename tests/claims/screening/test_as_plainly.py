"""Whatever a run passes over beforehand, it finds what every rule finds by itself among all bills and lines."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from claims.models import Bill, BillFinding, FeeLine
from claims.services import screening_parts
from claims.services.screening_parts import Part
from config.scoping import system_scope
from enrollment.models import Coverage, Person
from institutions.models import Institution
from tests.cast import YEAR, make_institution
from tests.claims.making import moment
from tests.claims.raw import raw_settlement

from .plainly import Found, found_plainly
from .staging import Stage, march, screen

NAMES = ("常规项目", "普通病房床位费", "二级护理", "子宫切除术", "前列腺检查", "新生儿护理", "血常规检查")
SUMS = {"fulamt_ownpay_amt": 0, "overlmt_selfpay": 0, "preselfpay_amt": 0}


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [3, 11])
def test_a_run_finds_what_every_rule_finds_by_itself(stage: Stage, seed: int) -> None:
    chance = random.Random(seed)
    with system_scope():
        stage.catalogue(pric_uplmt_amt=10, chrgitm_lv="02", restriction="限重症")
        _bills_of_chance(stage, chance)
    screen(stage.cast)
    expected, found = found_plainly(stage.cast), _kept()
    assert _comparable(found) == _comparable(expected)
    hit = Counter(one[2] for one in found)
    assert len(hit) >= 30, hit


@pytest.mark.usefixtures("fresh_database")
def test_parts_at_once_make_no_difference(
    stage: Stage, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.JOB_PROCESSES = 3
    parts: list[int] = []
    monkeypatch.setattr("claims.services.screening.hand_over", _noting(parts))
    with system_scope():
        stage.catalogue(pric_uplmt_amt=10, chrgitm_lv="02", restriction="限重症")
        _bills_of_chance(stage, random.Random(5))
    screen(stage.cast)
    assert parts == [0, 1, 2]
    found = _kept()
    assert _comparable(found) == _comparable(found_plainly(stage.cast))
    assert len({one[2] for one in found}) >= 30


def _noting(parts: list[int]) -> Any:
    def hand_over(part: Part, table: str) -> None:
        parts.append(part.number)
        screening_parts.hand_over(part, table)

    return hand_over


def _kept() -> list[Found]:
    with system_scope():
        standing = BillFinding.objects.filter(gone_at__isnull=True)
        return [(f.bill_id, f.other_id, f.check_key, f.severity, _fen(f.amount), f.params) for f in standing]


def _fen(yuan: Decimal | None) -> int | None:
    return None if yuan is None else round(yuan * 100)


def _comparable(found: list[Found]) -> list[str]:
    return sorted(json.dumps(one, sort_keys=True, ensure_ascii=False, default=str) for one in found)


def _bills_of_chance(stage: Stage, chance: random.Random) -> None:
    places = [stage.cast.hospital_east, stage.cast.hospital_west]
    places += [
        make_institution(f"{kind}9901010009{n}", f"机构{kind}{n}", area=stage.cast.area, county=stage.cast.east,
                         level="1" if kind == "H" else "", admdvs="990101")
        for kind, n in (("H", 1), ("H", 2), ("H", 3), ("H", 4), ("P", 5))
    ]  # fmt: skip
    bills: list[Bill] = []
    for _number in range(14):
        person = _person(stage, chance)
        for _bill in range(chance.choice((1, 4, 9, 28))):
            bills.append(_bill_of(stage, chance, person, places))
            if chance.random() < 0.15:
                bills.append(_again(stage, bills[-1]))
    # Just as many visits on a day as are usual, and one and two more, with nothing else in the month.
    for visits in (3, 4, 5):
        person = stage.somebody()
        for total in range(101, 101 + visits):
            sums = {"medfee_sumamt": total, "inscp_scp_amt": total, **SUMS}
            bills.append(stage.bill(person, places[0], day=march(7), **sums))
    # One line in five is charged again.
    FeeLine.objects.bulk_create(line for bill in bills for line in _lines(chance, bill))


def _person(stage: Stage, chance: random.Random) -> Person:
    born = chance.choice((dt.date(1940, 1, 1), dt.date(1990, 5, 5), dt.date(2008, 1, 1), dt.date(2020, 3, 9)))
    person = stage.somebody(born=born, covered=False, gend=chance.choice("12"))
    if chance.random() < 0.2:
        Person.unscoped.filter(pk=person.pk).update(deceased_on=march(14))
    for _cover in range(chance.choice((0, 1, 1, 2))):
        begins = chance.choice((dt.date(2020, 1, 1), march(10)))
        if Coverage.unscoped.filter(person=person).exists():
            break
        Coverage.unscoped.create(
            person=person, insutype="390", psn_type="1501", county=person.county,
            period=chance.choice((YEAR, DateRange(begins, march(20)))),
            entitled_from=chance.choice((None, march(12))),
        )  # fmt: skip
    return person


def _bill_of(stage: Stage, chance: random.Random, person: Person, places: list[Institution]) -> Bill:
    at = chance.choice(places)
    first = dt.date(2020, 2, 20) + dt.timedelta(chance.randrange(50))
    total = chance.choice((100, 110, 700, 9_000))
    given: dict[str, Any] = {"medfee_sumamt": total, "inscp_scp_amt": total, **SUMS}
    if chance.random() < 0.5:
        days = chance.choice((0, 1, 4, 9, 95))
        given |= {
            "begndate": first,
            "enddate": first + dt.timedelta(days),
            "matn_type": chance.choice(("", "", "1")),
        }
    else:
        given |= {
            "day": chance.choice((first, march(5), march(14))),
            "med_type": chance.choice(("11", "14", "41")),
        }
    given["dise_code"] = chance.choice(("", "J18", "N80.1", "N40", "P07", "G30", "M1"))
    given["setl_time"] = moment(first + dt.timedelta(chance.choice((0, 3, 400))), chance.randrange(24))
    return stage.bill(person, at, **given)


def _again(stage: Stage, bill: Bill) -> Bill:
    """The same bill by another number."""
    again = Bill.unscoped.get(pk=bill.pk)
    again.pk, again.setl_id = None, f"{bill.setl_id}X"
    again._state.adding = True
    again.save()
    raw_settlement(again).save()
    return again


def _lines(chance: random.Random, bill: Bill) -> list[FeeLine]:
    lines: list[FeeLine] = []
    for number in range(chance.randrange(7)):
        count, price = chance.choice((1, 1, 5, 100, -2)), chance.choice((5, 10, 12))
        given = {
            "med_list_codg": chance.choice(("A1", "B2", "C3")), "item_name": chance.choice(NAMES),
            "chrgitm_lv": chance.choice(("01", "02", "03")), "list_type": chance.choice(("101", "103", "201", "")),
            "cnt": count, "pric": price,
            "det_item_fee_sumamt": count * price + chance.choice((0, 0, 0, 3)),
        }  # fmt: skip
        times = 2 if chance.random() < 0.2 else 1
        lines += [FeeLine(bill=bill, feedetl_sn=f"{number}-{n}", **given) for n in range(times)]
    return lines
