"""What holds for every contribution, whatever the policy and the facts."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.money import share
from config.periods import Month
from enrollment.rules.contributions import arrears, employees, residents, retirement, subsidies, topup
from enrollment.rules.contributions.terms import PolicyOn, Terms, terms_of_month, terms_on

from . import golden
from .test_sixth_city import CITY

WORKING: dict[str, tuple[PolicyOn, Month]] = {
    "ningbo.yaml": (golden.policy("ningbo.yaml"), Month(2022, 1)),
    "jiujiang.yaml": (golden.policy("jiujiang.yaml"), Month(2023, 8)),
    "sixth": (CITY, Month(2024, 1)),
}
RESIDENTS: dict[str, tuple[PolicyOn, int]] = {
    "ningbo.yaml": (golden.policy("ningbo.yaml"), 2022),
    "zhangye.yaml": (golden.policy("zhangye.yaml"), 2020),
    "hegang.yaml": (golden.policy("hegang.yaml"), 2018),
    "jiujiang.yaml": (golden.policy("jiujiang.yaml"), 2024),
    "neimenggu.yaml": (golden.policy("neimenggu.yaml"), 2024),
}
wages = st.integers(1, 100_000_00)
counties = st.sampled_from(["230405", "230407"])
joinings = st.dates(dt.date(2015, 1, 1), dt.date(2024, 1, 1))
months_on = st.integers(0, 60)
aid = st.sampled_from(["none", "destitute", "low_income", "near_poor", "at_risk", "unheard_of"])
everywhere = pytest.mark.parametrize("city", sorted(WORKING))
among_residents = pytest.mark.parametrize("city", sorted(RESIDENTS))


def of_month(city: str, later: int) -> Terms:
    policy_on, first = WORKING[city]
    return terms_of_month(policy_on, arrears.after(first, later), "310")


def of_year(city: str) -> Terms:
    policy_on, year = RESIDENTS[city]
    return terms_on(policy_on, dt.date(year, 1, 1), "390")


@everywhere
@given(wage=wages, later=months_on)
def test_a_base_lies_within_the_limits_and_is_the_wage_between_them(city: str, wage: int, later: int) -> None:
    terms = of_month(city, later)
    mean = terms.mean_wage.value
    low, high = (share(mean, terms.contributions(f"base.{end}").value) for end in ("lowest", "highest"))
    base = employees.employee(wage=wage, terms=terms).due("employee").base
    assert base is not None
    assert low - 50 <= base <= high + 50
    if terms.maybe("contributions", "base.rounded_to") is None:
        assert base == min(max(wage, low), high)


@everywhere
@given(pair=st.tuples(wages, wages), later=months_on)
def test_who_earns_more_never_pays_less(city: str, pair: tuple[int, int], later: int) -> None:
    terms = of_month(city, later)
    less, more = (employees.employee(wage=wage, terms=terms).total for wage in sorted(pair))
    assert less <= more


@everywhere
@given(earned=st.lists(wages, min_size=1, max_size=20), later=months_on)
def test_an_employers_parts_are_the_whole_in_any_order_of_its_people(
    city: str, earned: list[int], later: int
) -> None:
    terms = of_month(city, later)
    bases = [employees.employee(wage=wage, terms=terms).due("employee").base or 0 for wage in earned]
    one, other = (employees.employer(terms=terms, bases=order) for order in (bases, sorted(bases)))
    assert one.due("employer").base == sum(bases)
    assert one.total == other.total
    parts = one.parts("employer")
    assert sum(part.amount for part in parts) == one.total
    assert sum(part.rate or 0 for part in parts) == one.due("employer").rate
    assert all(part.amount >= 0 for part in parts)


@among_residents
@given(category=aid, count=st.integers(1, 5000), collective=st.integers(0, 100_00))
def test_a_residents_year_is_paid_exactly_once(city: str, category: str, count: int, collective: int) -> None:
    person = residents.Resident(aid_category=category, county="230405", count=count, collective=collective)
    try:
        worked = residents.resident_year(person=person, terms=of_year(city))
    except residents.TooMuchAid:
        without = residents.Resident(aid_category=category, county="230405")
        assert (
            collective
            > residents.resident_year(person=without, terms=of_year(city)).due("contribution.own").amount
        )
        return
    for whole in ("contribution", "subsidy"):
        parts = worked.parts(whole)
        assert sum(part.amount for part in parts) == worked.due(whole).amount
        assert all(part.amount >= 0 and part.payer for part in parts)


@among_residents
@given(
    groups=st.lists(
        st.tuples(aid, st.integers(1, 9999), st.sampled_from(["230405", "230407"])), min_size=1, max_size=6
    )
)
def test_a_bill_is_the_sum_of_its_groups_in_any_order(city: str, groups: list[tuple[str, int, str]]) -> None:
    terms = of_year(city)
    found = [
        subsidies.Group(
            county,
            count,
            residents.resident_year(
                person=residents.Resident(aid_category=category, county=county, count=count), terms=terms
            ),
        )
        for category, count, county in groups
    ]
    bill, other = subsidies.subsidy_bill(found), subsidies.subsidy_bill(reversed(found))
    amounts = {(due.item, due.payer): due.amount for due in bill.dues}
    assert amounts == {(due.item, due.payer): due.amount for due in other.dues}
    assert bill.due("subsidy").amount == sum(group.worked.due("subsidy").amount for group in found)
    assert sum(due.amount for due in bill.parts("subsidy")) == bill.due("subsidy").amount


@everywhere
@given(owed=st.integers(0, 10_000_000_00), days=st.integers(-400, 4000))
def test_a_late_fee_never_falls_with_time_nor_exceeds_its_cap(city: str, owed: int, days: int) -> None:
    terms = of_month(city, 3)
    due = dt.date(2024, 3, 31)
    fees = [
        arrears.late_fee(owed=owed, due=due, paid=due + dt.timedelta(days=late), terms=terms).total
        for late in (days, days + 1)
    ]
    assert 0 <= fees[0] <= fees[1]
    if days <= 0:
        assert fees[0] == 0
    if terms.maybe("contributions", "late_fee.highest") is not None:
        assert fees[1] <= owed


@everywhere
@given(later=st.integers(0, 30), paid_after=st.integers(0, 900))
def test_benefits_never_come_back_before_they_stop(city: str, later: int, paid_after: int) -> None:
    first = arrears.after(WORKING[city][1], later)
    paid = first.first + dt.timedelta(days=paid_after)
    worked = arrears.benefits_in_arrears(first_unpaid=first, paid=paid, terms=of_month(city, later))
    stop, restored = worked.found("benefits_stop"), worked.found("benefits_restored")
    if stop is False:
        assert restored is None
    else:
        assert first.next_first <= stop <= restored


@everywhere
@settings(max_examples=50)
@given(later=st.integers(0, 12), count=st.integers(1, 60))
def test_continuing_longer_adds_a_month_each_at_that_months_mean(city: str, later: int, count: int) -> None:
    policy_on, first = WORKING[city]
    start = arrears.after(first, later)
    retired = terms_on(policy_on, start.first, "310")
    runs = [
        topup.topup_monthly(
            months=[arrears.after(start, n) for n in range(length)],
            terms_of=lambda month: terms_of_month(policy_on, month, "310"),
            retirement=retired,
        )
        for length in (count, count + 1)
    ]
    assert runs[1].total - runs[0].total == runs[1].parts("topup_monthly")[-1].amount > 0
    months = [due.month for due in runs[1].parts("topup_monthly")]
    assert all(before < after for before, after in pairwise(months))


@everywhere
@given(
    actual=st.integers(0, 500), more=st.integers(0, 100), gend=st.sampled_from(["1", "2"]), joined=joinings
)
def test_more_months_never_leave_more_missing(
    city: str, actual: int, more: int, gend: str, joined: dt.date
) -> None:
    terms = of_month(city, 12)
    found = [
        retirement.eligibility(
            career=retirement.Career(terms.day, joined, gend, "990601", months={"actual": months}),
            terms=terms,
        )
        for months in (actual, actual + more)
    ]
    assert found[1].missing <= found[0].missing
    assert all((one.missing == 0) == one.worked().found("eligible") for one in found)
    once = [topup.topup_once(missing=one.missing, retirement=terms).total for one in found]
    assert once[1] <= once[0]
