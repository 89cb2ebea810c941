"""The subsidy bill: how many residents are insured for a year, by county and group, and what governments owe for them.

Nothing is stored: people are counted from their coverage, what each comes to is worked out by the policy of the year.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, partial

from config.keeping import Asking, at_once
from config.money import from_fen, split_by_weights, to_fen
from enrollment.reads.insured import InsuredGroup, groups_insured
from enrollment.rules.contributions.outcome import NO_ORIGIN, Due, FactMissing, Worked
from enrollment.rules.contributions.residents import Resident, resident_year
from enrollment.rules.contributions.subsidies import GOVERNMENTS, Group, subsidy_bill
from enrollment.rules.contributions.terms import Terms, terms_on
from institutions.models import Agency, PoolingArea
from institutions.policy.gaps import describe_gap
from institutions.policy.what_if import policy_in_area
from institutions.rules.policy_package import Given, PolicyAt
from institutions.rules.policy_tables import PolicyGap

RESIDENT_SCHEMES = ("390", "391", "380")
QUARTERS = ("first", "second", "third", "fourth")


@dataclass(frozen=True)
class BilledGroup:
    """People of one county and group; ``worked`` is empty where they paid the governments' share themselves."""

    county: Agency
    psn_type: str
    aid: str
    permit: bool
    late: bool
    people: int
    worked: Worked

    def _sum(self, *items: str) -> int:
        return sum(due.amount for due in self.worked.dues if due.item in items)

    @property
    def each(self) -> Decimal:
        """Subsidy of one person, yuan."""
        return from_fen(self._sum("subsidy") // self.people)

    @property
    def subsidy(self) -> Decimal:
        return from_fen(self._sum("subsidy"))

    def of(self, payer: str) -> Decimal:
        """What a level of government pays of the subsidy, a share taken over from another included (HG-11)."""
        return from_fen(sum(due.amount for due in self.worked.parts("subsidy") if due.payer == payer))

    def owed_by(self, payer: str) -> Decimal:
        """All a payer owes for the group: its part of the subsidy and what it pays for aided people."""
        aid = sum(
            due.amount for due in self.worked.dues if (due.item, due.payer) == ("contribution.aided", payer)
        )
        return self.of(payer) + from_fen(aid)

    @property
    def aided(self) -> Decimal:
        return from_fen(self._sum("contribution.aided"))

    @property
    def origin(self) -> Given:
        return next((due.given for due in self.worked.dues if due.item == "subsidy"), NO_ORIGIN)


@dataclass(frozen=True)
class OfCounty:
    """The groups of one county together."""

    county: Agency
    groups: Sequence[BilledGroup]

    @property
    def people(self) -> int:
        return sum(group.people for group in self.groups)

    @property
    def subsidy(self) -> Decimal:
        return sum((group.subsidy for group in self.groups), Decimal(0))

    @property
    def aided(self) -> Decimal:
        return sum((group.aided for group in self.groups), Decimal(0))

    def of(self, payer: str) -> Decimal:
        return sum((group.of(payer) for group in self.groups), Decimal(0))

    def owed_by(self, payer: str) -> Decimal:
        return sum((group.owed_by(payer) for group in self.groups), Decimal(0))


@dataclass(frozen=True)
class Instalment:
    """A quarter's part of what one payer owes; ``due`` is the day it is paid in by."""

    number: int
    amount: Decimal
    due: dt.date
    clause: str
    assumed: str


@dataclass(frozen=True)
class Payment:
    """One line of the bill: what a payer owes for an item, yuan; ``rate`` in ten-thousandths."""

    item: str
    payer: str
    people: int
    amount: Decimal
    rate: int | None
    clause: str
    assumed: str


@dataclass(frozen=True)
class Bill:
    """The bill of a year and scheme; ``gaps`` say what the policy leaves out, and for whom nothing is billed so."""

    year: int
    insutype: str
    groups: Sequence[BilledGroup]
    gaps: Sequence[str]
    policy: PolicyAt
    late_pay_all: bool = False

    @property
    def billed(self) -> list[BilledGroup]:
        return [group for group in self.groups if not group.late]

    @property
    def paid_themselves(self) -> int:
        """People enrolled late, who by the policy paid the governments' share too (ZY-03)."""
        return sum(group.people for group in self.groups if group.late)

    @cached_property
    def dues(self) -> tuple[Due, ...]:
        return subsidy_bill(Group(one.county.code, one.people, one.worked) for one in self.billed).dues

    @property
    def payments(self) -> list[Payment]:
        """What each payer owes; the whole subsidy itself is none of them where its shares are."""
        shared = any(due.part_of == "subsidy" for due in self.dues)
        lines = [due for due in self.dues if not (shared and due.item == "subsidy")]
        return [self._payment(due) for due in sorted(lines, key=_in_order)]

    def _payment(self, due: Due) -> Payment:
        clauses, assumed = [due.given.clause], due.given.assumed
        clauses += [step.clause for one in self.billed for part in one.worked.parts("subsidy")
                    if (part.item, part.payer) == (due.item, due.payer)
                    for step in part.steps if step.code == "taken_over"]  # fmt: skip
        told = "；".join(dict.fromkeys(clause for clause in clauses if clause))
        return Payment(due.item, due.payer, _people(due), from_fen(due.amount), due.rate, told, assumed)

    @property
    def subsidy(self) -> Decimal:
        return sum((group.subsidy for group in self.billed), Decimal(0))

    @property
    def people(self) -> int:
        return sum(group.people for group in self.billed)

    @property
    def counties(self) -> list[OfCounty]:
        found: dict[int, list[BilledGroup]] = {}
        for group in self.billed:
            found.setdefault(group.county.pk, []).append(group)
        return [OfCounty(groups[0].county, groups) for groups in found.values()]

    def instalments(self, payer: str = "") -> list[Instalment]:
        """The subsidy by quarter, of one payer when given; empty where the policy does not say when it is paid in."""
        whole = sum((one.of(payer) for one in self.billed), Decimal(0)) if payer else self.subsidy
        return self.instalments_of(to_fen(whole))

    def instalments_of(self, whole: int) -> list[Instalment]:
        """``whole`` fen by quarter, as the policy divides a year's subsidy."""
        section = self.policy.sections.get("monthly_round")
        if section is None:
            return []
        found = [(section.get(f"subsidy.{one}_quarter.share"), section.get(f"subsidy.{one}_quarter.due"))
                 for one in QUARTERS]  # fmt: skip
        if any(part is None or due is None for part, due in found):
            return []
        given = [(part, due) for part, due in found if part is not None and due is not None]
        amounts = split_by_weights(whole, [int(part.value) for part, _due in given])
        return [
            Instalment(number, from_fen(amount), _day_in(self.year, due), due.clause, part.assumed)
            for number, (amount, (part, due)) in enumerate(zip(amounts, given, strict=True), start=1)
        ]

    def quarters(self, payers: Sequence[str]) -> Iterator[tuple[Agency, str, Instalment]]:
        """What each of ``payers`` owes for each county's people in each quarter, nothing of zero."""
        for one in self.counties:
            alone = replace(self, groups=one.groups)
            for payer in payers:
                yield from ((one.county, payer, part) for part in alone.instalments(payer) if part.amount)


def _people(due: Due) -> int:
    return sum(int(step.params.get("people", 0)) for step in due.steps)


def _in_order(due: Due) -> tuple[int, str]:
    level = due.item.removeprefix("subsidy.")
    return (GOVERNMENTS.index(level) if level in GOVERNMENTS else len(GOVERNMENTS), due.payer)


def _day_in(year: int, given: Given) -> dt.date:
    """The day of the year a rule of month and day names; the end of February in a short year."""
    month, day = (int(part) for part in str(given.value).split("-"))
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return min(dt.date(year, month, 1) + dt.timedelta(days=day - 1), following - dt.timedelta(days=1))


def bill_of(
    *, area: PoolingArea, year: int, insutype: str, county: int | None = None, asking: Asking = at_once
) -> Bill:
    """What is owed for the residents in the reader's scope, of one county when given."""
    terms = terms_on(policy_in_area(area), dt.date(year, 1, 1), insutype)
    apart = _late_pay_all(terms)
    count = partial(groups_insured, area=area, year=year, insutype=insutype, county=county, tell_late=apart)
    counted = [
        InsuredGroup(*row) for row in asking("residents", (area.pk, year, insutype, county, apart), count)
    ]
    counties = Agency.objects.in_bulk({group.county for group in counted})
    groups, gaps = [], []
    for group in counted:
        try:
            groups.append(_billed(counties[group.county], group, terms))
        except (PolicyGap, FactMissing) as gap:
            gaps.append(f"{counties[group.county]}: {describe_gap(str(gap))}")
    return Bill(year, insutype, groups, sorted(set(gaps)), terms.policy, apart)


def _billed(county: Agency, group: InsuredGroup, terms: Terms) -> BilledGroup:
    person = Resident(
        psn_type=group.psn_type,
        aid_category=group.aid,
        county=county.code,
        permit_holder=group.permit,
        count=group.people,
    )
    worked = Worked() if group.late else resident_year(person=person, terms=terms)
    return BilledGroup(county, group.psn_type, group.aid, group.permit, group.late, group.people, worked)


def _late_pay_all(terms: Terms) -> bool:
    pays = terms.maybe("enrolment", "late.pays")
    return pays is not None and "government" in pays.value
