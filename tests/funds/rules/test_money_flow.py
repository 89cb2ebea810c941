"""The flow of a month's money: what enters and leaves an account is exact however an entry is divided."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from funds.rules.money_flow import CASH, OUT_OF_SIGHT, Link, Passed, Place, Stage, flow, passed

TREASURY, SPECIAL = Place("treasury", 1), Place("fiscal_special_account", 1)
CITY, COUNTY = Place("expenditure_account", 1), Place("expenditure_account", 2)
INCOME, INPATIENT, OUTPATIENT, WITHHELD = (
    Place(role, None)
    for role in ("employer_contribution", "inpatient_expense", "outpatient_expense", "withheld")
)


def test_course_of_a_month() -> None:
    links = flow(
        [
            {TREASURY: 1000, INCOME: -1000},
            {SPECIAL: 900, TREASURY: -900},
            {CITY: 500, SPECIAL: -500},
            {COUNTY: 200, CITY: -200},
            {INPATIENT: 60, OUTPATIENT: 40, WITHHELD: -5, COUNTY: -95},
            {INPATIENT: 7, WITHHELD: -7},
        ]
    )
    assert links == {
        Link(Stage.IN, INCOME, TREASURY): 1000,
        Link(Stage.BETWEEN, TREASURY, SPECIAL): 900,
        Link(Stage.BETWEEN, SPECIAL, CITY): 500,
        Link(Stage.BETWEEN, CITY, COUNTY): 200,
        Link(Stage.OUT, COUNTY, INPATIENT): 57,
        Link(Stage.OUT, COUNTY, OUTPATIENT): 38,
    }
    assert passed(links)[COUNTY] == Passed(taken=200, given=95)
    assert passed(links)[TREASURY] == Passed(taken=1000, given=900)


def test_what_the_reader_does_not_see_is_another_agencys() -> None:
    assert flow([{COUNTY: 200}, {COUNTY: -30}]) == {
        Link(Stage.IN, OUT_OF_SIGHT, COUNTY): 200,
        Link(Stage.OUT, COUNTY, OUT_OF_SIGHT): 30,
    }


PLACES = st.sampled_from(
    [*(Place(role, agency) for role in CASH for agency in (1, 2)), INCOME, INPATIENT, WITHHELD]
)
ENTRIES = st.lists(st.dictionaries(PLACES, st.integers(-10_000, 10_000).filter(bool), min_size=1), max_size=8)


@given(ENTRIES)
def test_accounts_gain_what_their_legs_say(entries: list[dict[Place, int]]) -> None:
    links = flow(entries)
    assert all(amount > 0 for amount in links.values())
    assert all((link.stage == Stage.BETWEEN) == (link.source.money and link.target.money) for link in links)
    booked: Counter[Place] = Counter()
    for entry in entries:
        booked.update({place: amount for place, amount in entry.items() if place.money})
    gained = {place: taken - given_ for place, (taken, given_) in passed(links).items()}
    assert {place: fen for place, fen in booked.items() if fen} == {
        p: fen for p, fen in gained.items() if fen
    }
