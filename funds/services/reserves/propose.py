"""What the policy asks of a scheme's reserves today, worked out from the books: who pays or gets what, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from config.money import from_fen
from funds.models import Book, Booked, ReserveMovement, SettlementLine, YearSettlement
from funds.reads.county_years import ledger_years, reserve_balance
from funds.reads.reserves import needs
from funds.rules import reserves as rules
from funds.rules.movements import RESERVES
from funds.rules.reserves import CountyNeed, Part
from institutions.models import Agency, PoolingArea
from institutions.policy.in_force import policy_for
from institutions.rules.policy_package import Given, SectionAt

Act = ReserveMovement.Act
PREPAID, TO_YEAR_END = "prepaid_contributions", "need_to_year_end"


@dataclass(frozen=True)
class ProposedPart:
    """One county's part; where a fund is merged ``insutype`` is the scheme that gets it."""

    county: Agency
    insutype: str
    part: Part

    @property
    def basis(self) -> Decimal:
        return from_fen(self.part.basis)

    @property
    def asked(self) -> Decimal:
        return from_fen(self.part.asked)

    @property
    def amount(self) -> Decimal:
        return from_fen(self.part.amount)


@dataclass(frozen=True)
class Proposal:
    """What could be entered now; fen. ``source`` is what counties pay from, in the policy's word."""

    area: PoolingArea
    insutype: str
    reserve: str
    act: str
    turn: str
    as_of: dt.date
    held: int
    parts: Sequence[ProposedPart]
    formula: str
    said: Given
    source: str = ""
    due: dt.date | None = None

    @property
    def wanted(self) -> int:
        return sum(one.part.asked for one in self.parts)

    @property
    def amount(self) -> int:
        return sum(one.part.amount for one in self.parts)

    @property
    def title(self) -> str:
        return str(Act(self.act).label)


def section_on(area: PoolingArea, day: dt.date) -> SectionAt | None:
    """The policy's ``pooling`` as of a day; None where nothing is in force."""
    try:
        policy = policy_for(area, day)
    except LookupError:
        return None
    return policy.section("pooling") if policy.has("pooling") else None


def proposals(area: PoolingArea, insutype: str, today: dt.date) -> list[Proposal]:
    """Everything the policy asks for that is not entered yet. Distributions are asked for by their year."""
    section = section_on(area, today)
    if section is None:
        return []
    found: list[Proposal] = []
    for reserve in RESERVES:
        found += _by_months(area, insutype, reserve, section, today)
        found += _merging(area, insutype, reserve, section, today)
    return [one for one in found if one.wanted and not _entered(one)]


def _entered(one: Proposal) -> bool:
    known = ReserveMovement.objects.filter(
        area=one.area, insutype=one.insutype, reserve=one.reserve, act=one.act
    ).exclude(state=Booked.REFUSED)
    return bool(known.filter(Q(turn=one.turn) | Q(state=Booked.ENTERED)).exists())


def _cell(section: SectionAt, name: str, **facts: str) -> Given | None:
    given = section.get(name)
    return None if given is None else given.cell(facts.get)


def _by_months(
    area: PoolingArea, insutype: str, reserve: str, section: SectionAt, today: dt.date
) -> Iterator[Proposal]:
    """The first payment until it is booked, afterwards what tops the reserve up."""
    months = _cell(section, f"{reserve}.months", insutype=insutype)
    if months is None:
        return
    paying = _paying(area, insutype, reserve, section, today)
    counties, of = [one for one, _need in paying], [need for _one, need in paying]
    held = reserve_balance(area, insutype, reserve)
    booked = ReserveMovement.objects.filter(
        area=area, insutype=insutype, reserve=reserve, act=Act.FIRST, state=Booked.BOOKED
    )
    act, turn, due = Act.FIRST, "first", section.get(f"{reserve}.paid_up_by")
    named = _named(section, f"{reserve}.paid_from", insutype)
    found, formula = _first(of, months.value, named)
    if held or booked.exists() or not any(one.asked for one in found):
        act, turn, due = Act.TOP_UP, f"{today}", None
        named = _named(section, f"{reserve}.topped_up_from", insutype)
        found, formula = _topped(of, held, months.value, named, today)
    yield Proposal(
        area, insutype, reserve, act, turn, today, held,
        [ProposedPart(county, insutype, part) for county, part in zip(counties, found, strict=True)],
        formula, months, named, due.value if due else None,
    )  # fmt: skip


def _named(section: SectionAt, name: str, insutype: str) -> str:
    given = _cell(section, name, insutype=insutype)
    return str(given.value) if given else ""


def _paying(
    area: PoolingArea, insutype: str, reserve: str, section: SectionAt, today: dt.date
) -> list[tuple[Agency, CountyNeed]]:
    """The counties the policy names; all where it names none."""
    every = needs(area, insutype, today)
    return [
        (county, need)
        for county, need in every
        if (named := _cell(section, f"{reserve}.paid_up_by_county", county=county.code)) is None
        or named.value
    ]


def _first(of: Sequence[CountyNeed], months: int, source: str) -> tuple[list[Part], str]:
    if source == PREPAID:
        return rules.first_prepaid(of), _("contributions received in advance of the year, whole")
    formula = _("%(months)s months × the county's mean spending, at most its accumulated balance")
    return rules.first_payment(of, months), formula % {"months": months}


def _topped(
    of: Sequence[CountyNeed], held: int, months: int, source: str, today: dt.date
) -> tuple[list[Part], str]:
    if source == TO_YEAR_END:
        left = 12 - today.month + 1
        formula = _(
            "(mean spending × %(left)s months to the year's end − held), by each county's forecast, at most its balance"
        )
        return rules.top_up_to_year_end(of, held, months, left), formula % {"left": left}
    formula = _("(%(months)s months × mean spending − held), by each county's spending, at most its balance")
    return rules.top_up(of, held, months), formula % {"months": months}


def _merging(
    area: PoolingArea, insutype: str, reserve: str, section: SectionAt, today: dt.date
) -> Iterator[Proposal]:
    """A fund the policy closes, divided among the schemes by last year's financing."""
    closed, into = section.get(f"{reserve}.closed_on"), section.get(f"{reserve}.merged_into")
    held = reserve_balance(area, insutype, reserve)
    if closed is None or into is None or held <= 0:
        return
    city = Agency.objects.get(area=area, level=Agency.Level.CITY)
    schemes = (
        Book.objects.filter(area=area).order_by("insutype").values_list("insutype", flat=True).distinct()
    )
    year = closed.value.year - 1
    financing = {one: sum(x.income for x in ledger_years(area, one, year)) for one in schemes}
    if not any(financing.values()):
        year += 1
        financing = {one: sum(x.income for x in ledger_years(area, one, year)) for one in schemes}
    parts = rules.merged(held, financing)
    yield Proposal(
        area, insutype, reserve, Act.MERGE, "closed", today, held,
        [ProposedPart(city, part.key, part) for part in parts],
        _("held × the scheme's financing of %(year)s ÷ all schemes' financing") % {"year": year},
        section.get(f"{reserve}.merged_by") or into, into.value, closed.value,
    )  # fmt: skip


def collected_in(area: PoolingArea, insutype: str, reserve: str, year: int) -> int:
    """Fen the settlement of ``year`` drew into the fund: what may be distributed of it at most (NM-06)."""
    posted = (YearSettlement.State.POSTED, YearSettlement.State.SETTLED)
    lines = SettlementLine.objects.filter(
        settlement__area=area, settlement__insutype=insutype, settlement__year=year,
        settlement__state__in=posted, step="accrual", payer=reserve,
    )  # fmt: skip
    return sum(int(amount * 100) for amount in lines.values_list("amount", flat=True))
