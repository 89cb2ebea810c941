"""A year's targets of the counties: how many people are to be insured, and what they pay in (JJ-02, ZY-17).

The whole area's numbers follow from its population; they are divided so that the counties add up to them exactly.
People are whole; amounts are fen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from config.money import TEN_THOUSAND, half_up, split_by_weights
from institutions.rules.policy_package import Given
from institutions.rules.steps import Step, step

from .contributions.bases import clamped, of_mean
from .contributions.outcome import rated
from .contributions.terms import Terms

MONTHS = 12
EMPLOYEES, RESIDENTS = "310", "390"


@dataclass(frozen=True)
class CountyFacts:
    """What a county's targets follow from: its population, and of the insured employees those already retired."""

    county: str
    residents: int
    employed: int
    retired: int = 0


@dataclass(frozen=True)
class Head:
    """People of one county to be insured in a scheme; ``paying`` of them pay contributions."""

    county: str
    insutype: str
    people: int
    paying: int
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Collection:
    """What the paying people of a county pay in during the year, fen."""

    amount: int
    steps: tuple[Step, ...]


def least(people: int, ratio: int) -> int:
    """The fewest people with whom ``ratio`` (ten-thousandths) of ``people`` is reached: rounded up."""
    return -(-people * ratio // TEN_THOUSAND)


def enrolment_targets(
    counties: Sequence[CountyFacts], *, coverage: Given, employees_share: Given
) -> list[Head]:
    """Two heads for each county, employees and residents, by county code.

    Employees: ``employees_share`` of the area's employed, divided by the counties' employed, and the retired who are
    insured as employees stay. Residents: what is then left of ``coverage`` of the area's population, divided by what
    each county's own population leaves. Largest remainder; of equal remainders the smaller code comes first.
    """
    known = sorted(counties, key=lambda one: one.county)
    employees = _employees(known, employees_share)
    return [*employees, *_residents(known, employees, coverage)]


def _employees(known: Sequence[CountyFacts], share: Given) -> list[Head]:
    employed = sum(one.employed for one in known)
    whole = least(employed, share.value)
    working = split_by_weights(whole, [one.employed for one in known])
    return [
        Head(one.county, EMPLOYEES, own + one.retired, own, tuple(_working(one, own, employed, whole, share)))
        for one, own in zip(known, working, strict=True)
    ]


def _working(one: CountyFacts, own: int, employed: int, whole: int, share: Given) -> list[Step]:
    steps = [
        step(
            "target_working", share,
            employed=employed, share=share.value, whole=whole, own=one.employed, people=own,
        )
    ]  # fmt: skip
    if one.retired:
        steps.append(step("target_retired", None, retired=one.retired, people=own + one.retired))
    return steps


def _residents(known: Sequence[CountyFacts], employees: Sequence[Head], coverage: Given) -> list[Head]:
    residents = sum(one.residents for one in known)
    whole, insured = least(residents, coverage.value), sum(head.people for head in employees)
    rest = max(whole - insured, 0)
    # Where employees alone are more than a county's population asks for, nothing is left there, and others have less.
    left = [
        max(one.residents * coverage.value - head.people * TEN_THOUSAND, 0)
        for one, head in zip(known, employees, strict=True)
    ]
    return [
        Head(
            one.county,
            RESIDENTS,
            people,
            people,
            (
                step(
                    "target_residents", coverage,
                    residents=residents, share=coverage.value, whole=whole, employees=insured, rest=rest,
                    own=one.residents, insured=head.people, people=people,
                ),
            ),
        )
        for one, head, people in zip(known, employees, split_by_weights(rest, left), strict=True)
    ]  # fmt: skip


def employee_collection(*, paying: int, mean_wage: int | None, year: int, terms: Terms) -> Collection:
    """Employer's and employee's contribution on the mean wage declared in the year before, twelve months.

    ``mean_wage`` in fen a month; without one the provincial mean in use is the base. Raises ``PolicyGap`` where the
    policy gives no rate or no mean.
    """
    steps: list[Step] = []
    if mean_wage is None:
        steps.append(step("target_no_wages", None, year=str(year - 1)))
        base = wage = of_mean(Given(TEN_THOUSAND), terms, steps)
    else:
        steps.append(step("target_wages", None, mean_wage, year=str(year - 1)))
        base, wage = clamped(mean_wage, terms, steps), mean_wage
    measured = terms.maybe("contributions", "employer.base")
    by_payroll = measured is not None and measured.value == "total_payroll_last_year"
    if by_payroll:
        steps.append(step("base_payroll", measured, wage))
    month = 0
    for item, of in (("employer", wage if by_payroll else base), ("employee", base)):
        due = rated(item, item, of, terms.contributions(f"{item}.rate"))
        month += due.amount
        steps.append(step("target_rated", due.given, due.amount, item=item, base=of, rate=due.rate))
    amount = paying * month * MONTHS
    steps.append(step("target_year", None, amount, people=paying, each=month))
    return Collection(amount, tuple(steps))


def resident_collection(*, paying: int, terms: Terms) -> Collection:
    """The personal contribution of the year for each resident, whoever pays it for the aided; subsidies are none of it.

    Raises ``PolicyGap`` where the policy gives no contribution.
    """
    given = terms.contributions("person", aid_category="none", psn_type="none")
    amount = paying * int(given.value)
    return Collection(amount, (step("year_amount", given, amount, each=int(given.value), people=paying),))


# --- progress ----------------------------------------------------------------------------------------------------


def rate_of(part: int, whole: int) -> int | None:
    """Ten-thousandths, half up; None where there is nothing to measure by."""
    return half_up(part * TEN_THOUSAND, whole) if whole > 0 else None


def linear_share(amount: int, month: int) -> int:
    """What of a year's target (fen) would be in at the end of the ``month``-th month, evenly collected."""
    return half_up(amount * month, MONTHS)


def is_behind(*, reached: int | None, line: int, by: Given | None) -> bool:
    """More than the policy's percentage points below the line; without them, below it at all."""
    return reached is not None and reached < line - (0 if by is None else int(by.value))


def totals(heads: Sequence[Head]) -> Mapping[str, int]:
    """People of the whole area by scheme."""
    found = dict.fromkeys((EMPLOYEES, RESIDENTS), 0)
    for head in heads:
        found[head.insutype] += head.people
    return found
