"""Policies, bills and sheets of bills for the tests of claims."""

from __future__ import annotations

import datetime as dt
import random
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from claims.models import AMOUNTS, Bill, Settlement
from config.money import from_fen
from enrollment.models import Person
from institutions.models import Institution
from tests.cast import Cast

POLICIES = Path(__file__).parent.parent.parent / "institutions" / "policies"
SHANGHAI = ZoneInfo("Asia/Shanghai")
_serial = count(1)


def moment(day: dt.date, hour: int = 10) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), SHANGHAI)


def make_bill(person: Person, institution: Institution, **given: Any) -> Bill:
    """A stay of 10,000 yuan, 9,000 of it in scope, unless told otherwise; insured where the person is registered."""
    serial = next(_serial)
    last = given.setdefault("enddate", dt.date(2020, 3, 5))
    amounts = {
        "medfee_sumamt": 10_000,
        "fulamt_ownpay_amt": 500,
        "overlmt_selfpay": 200,
        "preselfpay_amt": 300,
        "inscp_scp_amt": 9_000,
    }
    values: dict[str, Any] = {
        "setl_id": f"T{serial:012d}",
        "insutype": "390",
        "psn_type": "1501",
        "med_type": "21",
        "begndate": last,
        "setl_time": moment(last),
        "insu_county": person.county,
        "care_county": institution.county,
        **({} if "class_a_amt" in given else amounts),
        **given,
    }
    return Bill.unscoped.create(person=person, institution=institution, **values)


def random_bills(
    cast: Cast, people: list[Person], number: int, seed: int, *, year: int = 2020, **given: Any
) -> list[Bill]:
    """Every kind of care, place, filing and accident, in the four parts or by fee class; some not payable at all,
    some a few days after the year. ``given`` is the same on each."""
    chance = random.Random(seed)
    hospitals = [cast.hospital_east, cast.hospital_west, cast.hospital_outside]
    bills = []
    for _ in range(number):
        last = dt.date(year, 1, 1) + dt.timedelta(days=chance.randrange(370))
        stay = chance.random() < 0.6
        bills.append(
            make_bill(
                chance.choice(people),
                chance.choice(hospitals),
                med_type=chance.choice(["21", "21", "22", "52"] if stay else ["11", "14", "41", "71"]),
                begndate=last - dt.timedelta(days=chance.randrange(10) if stay else 0),
                enddate=last,
                setl_time=moment(last, chance.randrange(8, 18)),
                filing=chance.choice(["none", "filed", "promise", "emergency"]),
                accident=chance.choice(["none", "none", "none", "no_third_party", "third_party"]),
                matn_type=chance.choice(["", "1", "2"]),
                fetus_cnt=chance.choice([0, 1, 2]),
                complication=chance.random() < 0.2,
                dise_code=chance.choice(["", "M07801", "M00500", "X\\9\t\"'", "M\r0"]),
                **_random_amounts(chance),
                **given,
            )
        )
    return bills


def _random_amounts(chance: random.Random) -> dict[str, Any]:
    parts = [chance.randrange(0, 2_000_000) for _ in range(4)]
    names: tuple[str, ...] = ("fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt")
    if chance.random() < 0.5:
        names = ("class_c_amt", "over_price_amt", "class_b_amt", "class_a_amt")
    amounts = {name: from_fen(fen) for name, fen in zip(names, parts, strict=True)}
    return {**amounts, "medfee_sumamt": from_fen(sum(parts))}


OUTCOME = (
    "setl_id", "bill_id", "is_current", "refd_setl_flag", "negated", "person_id", "institution_id", "insutype",
    "med_type", "benefit", "policy_date", "setl_time", "clr_month", "insu_county_id", "care_county_id",
    "handling_county_id", "pool_prop_selfpay", "policy_version_id", "engine_version", "input_hash", "circumstances",
    "counters_before", "counters_used", *AMOUNTS,
)  # fmt: skip


def outcomes() -> list[tuple[Any, ...]]:
    """Everything of every settlement but its own id."""
    return list(Settlement.unscoped.order_by("setl_id").values_list(*OUTCOME))
