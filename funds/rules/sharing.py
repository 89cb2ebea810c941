"""Where a year's surpluses go and who bears its gaps: the steps a policy names, county by county, to the fen.

The order is fixed: the common fund's share of the year's income comes in, then every county's surplus is divided, and
only then gaps are covered. Of a gap the managerial part is borne first; the rest goes through the steps of
``gap.policy_order``. A step asks its payers for what is still open:

- what the county holds itself (balance, quota) gives what it has;
- the common fund gives all counties what they ask or, where it holds less, divides what it holds in proportion to
  what they ask (largest remainder); a fund that a region keeps is divided over the cities by what each asks for its
  counties, and what a city gets over its counties likewise; who shares a step with it matches what the county got, and
  what it could not give stays open for the next step;
- a government gives what it is asked.

What no step covers is a line of its own. Everything in fen; lines of a county add up to its surplus or gap exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from config.money import TEN_THOUSAND, half_up, share, split_by_weights
from institutions.rules.policy_package import Given, SectionAt
from institutions.rules.policy_tables import PolicyGap

COMMON = ("reserve", "risk_fund", "regional_fund")
OWN = ("accumulated_balance", "balance_quota")
GOVERNMENTS = ("county", "city", "region")
PAYERS = (*OWN, *COMMON, *GOVERNMENTS)

ACCRUAL, SURPLUS, MANAGERIAL, OPEN = "accrual", "surplus", "managerial", "open"
UNDECIDED = "undecided"
"""Where the policy names nobody: who bears what is open, where a surplus goes."""


class CountyYear(NamedTuple):
    """One accounting unit's year. ``managerial`` is the part of a gap that missed targets caused, ``balance`` what
    it holds of earlier years, ``collected`` what it collected the year before. ``gross``: the income before the common
    fund drew its share, where ``income`` is what is left; see :func:`after_accrual`. ``city``: whose county it is,
    where counties of several cities ask one fund of their region; empty where there is one city."""

    county: str
    income: int
    spending: int
    managerial: int = 0
    balance: int = 0
    collected: int = 0
    gross: int | None = None
    city: str = ""


class CommonFund(NamedTuple):
    """The area's fund at the beginning of the settlement; ``financing`` of the year, by which it counts as full."""

    balance: int
    financing: int


class Line(NamedTuple):
    """One amount: in ``step`` ``payer`` bears it, or receives it where the step brings in or divides a surplus.

    ``asked`` is what the step asked of the payer; ``given`` is None where no policy decides.
    """

    county: str
    step: str
    payer: str
    amount: int
    asked: int
    given: Given | None


class Step(NamedTuple):
    """A step of the gap's order: how it is divided among its payers, in ten-thousandths."""

    name: str
    shares: tuple[tuple[str, int], ...]
    given: Given


class SharingRules(NamedTuple):
    """What one scheme's policy says of a year's settlement; see :func:`rules_of`."""

    fund: str
    accrual: Given | None
    accrual_of: str
    full_at: Given | None
    surplus: tuple[tuple[str, int, Given | None], ...]
    managerial: str
    managerial_given: Given
    steps: tuple[Step, ...]
    fund_of_region: bool
    """The region keeps the common fund: several cities ask it."""


class Settlement(NamedTuple):
    """The lines in their order, and what is held afterwards."""

    lines: tuple[Line, ...]
    fund: int
    balances: Mapping[str, int]

    @property
    def open(self) -> int:
        """What nobody bears."""
        return sum(line.amount for line in self.lines if line.step == OPEN)


def rules_of(pooling: SectionAt, insutype: str) -> SharingRules:
    """The rules of a scheme as ``pooling`` states them; raises ``PolicyGap`` where it says nothing of gaps."""
    steps = tuple(_step(pooling, name) for name in pooling.require("gap.policy_order").value)
    fund = next((payer for step in steps for payer, _share in step.shares if payer in COMMON), "")
    managerial = pooling.require("gap.managerial")
    accrual = _of_scheme(pooling.get(f"{fund}.share"), insutype)
    base, kept = pooling.get(f"{fund}.share_of"), pooling.get(f"{fund}.kept_by")
    return SharingRules(
        fund,
        accrual,
        base.value if base else "income_of_year",
        pooling.get(f"{fund}.full_at"),
        _surplus(pooling, fund),
        managerial.value,
        managerial,
        steps,
        kept is not None and kept.value == "region",
    )


def without_fund(rules: SharingRules) -> SharingRules:
    """The same where somebody above keeps the common fund: nothing is drawn for it and it bears no step here.

    What is paid up to it and what comes from it are spending and income of the year (NM-05, NM-06).
    """
    steps = (
        step._replace(shares=tuple((payer, part) for payer, part in step.shares if payer != rules.fund))
        for step in rules.steps
    )
    surplus = tuple(one for one in rules.surplus if one[0] != rules.fund)
    return rules._replace(
        fund="", accrual=None, surplus=surplus, steps=tuple(step for step in steps if step.shares)
    )


def _of_scheme(given: Given | None, insutype: str) -> Given | None:
    return None if given is None else given.cell({"insutype": insutype}.get)


def _step(pooling: SectionAt, name: str) -> Step:
    """A step's payers: the one it is named for, wholly or for a part, or those its shares name."""
    given = pooling.get(f"gap.{name}.share")
    if name in PAYERS:
        part = TEN_THOUSAND if given is None else given.cell({"payer": name}.get).value
        return Step(name, ((name, part),), given or pooling.require("gap.policy_order"))
    if given is None:
        raise PolicyGap(f"{pooling.name}: no value for gap.{name}.share")
    shares = ((payer, given.cell({"payer": payer}.get).value) for payer in PAYERS)
    return Step(name, tuple((payer, part) for payer, part in shares if part), given)


def _surplus(pooling: SectionAt, fund: str) -> tuple[tuple[str, int, Given | None], ...]:
    """Who gets which part of a surplus; all of it where a policy divides none is nobody's but the county's."""
    kept, handed = pooling.get("surplus.quota_share"), pooling.get("surplus.reserve_share")
    if kept is None and handed is None:
        return ((UNDECIDED, TEN_THOUSAND, None),)
    parts: list[tuple[str, int, Given | None]] = []
    if handed is not None:
        parts.append((fund, handed.value, handed))
    if kept is not None:
        parts.append(("balance", kept.value, kept))
    rest = TEN_THOUSAND - sum(part for _payer, part, _given in parts)
    if rest < 0:
        raise PolicyGap(f"{pooling.name}: the shares of a surplus are more than the whole")
    if rest:
        stays = pooling.require("surplus.rest_stays_with")
        parts.append((stays.value, rest, stays))
    return tuple(parts)


def settle_year(counties: Sequence[CountyYear], fund: CommonFund, rules: SharingRules) -> Settlement:
    """The year of all ``counties`` together. Lines come county by county within each step, in the order given."""
    lines = _accrued(counties, fund, rules)
    held = fund.balance + sum(line.amount for line in lines)
    balances = {one.county: one.balance for one in counties}
    for line in _divided(counties, rules):
        lines.append(line)
        if line.payer == rules.fund:
            held += line.amount
        elif line.payer in ("balance", UNDECIDED):
            balances[line.county] += line.amount
    left = {one.county: max(0, one.spending - one.income) for one in counties}
    for one in counties:
        part = min(one.managerial, left[one.county])
        if part:
            lines.append(Line(one.county, MANAGERIAL, rules.managerial, part, part, rules.managerial_given))
            left[one.county] -= part
    cities = {one.county: one.city for one in counties}
    for step in rules.steps:
        covered = _covered(step, left, balances, held, cities)
        for line in covered:
            left[line.county] -= line.amount
            if line.payer in OWN:
                balances[line.county] -= line.amount
            elif line.payer in COMMON:
                held -= line.amount
        lines += covered
    lines += [Line(county, OPEN, UNDECIDED, fen, fen, None) for county, fen in left.items() if fen]
    return Settlement(tuple(lines), held, balances)


def _accrued(counties: Sequence[CountyYear], fund: CommonFund, rules: SharingRules) -> list[Line]:
    """What the common fund draws first: a share of the year's income until it is full, or of last year's receipts."""
    if rules.accrual is None:
        return []
    by_receipts = rules.accrual_of == "collected_last_year"
    bases = [one.collected if by_receipts else _gross(one) for one in counties]
    due = share(sum(bases), rules.accrual.value)
    if rules.full_at is not None:
        due = min(due, max(0, share(fund.financing, rules.full_at.value) - fund.balance))
    parts = split_by_weights(due, bases)
    return [
        Line(one.county, ACCRUAL, rules.fund, part, part, rules.accrual)
        for one, part in zip(counties, parts, strict=True)
        if part
    ]


def _gross(one: CountyYear) -> int:
    return one.income if one.gross is None else one.gross


def after_accrual(counties: Sequence[CountyYear], fund: CommonFund, rules: SharingRules) -> list[CountyYear]:
    """The same years with what the common fund draws taken out of their incomes first, which are given whole."""
    drawn = {line.county: line.amount for line in _accrued(counties, fund, rules)}
    return [one._replace(income=one.income - drawn.get(one.county, 0), gross=one.income) for one in counties]


def _divided(counties: Sequence[CountyYear], rules: SharingRules) -> list[Line]:
    weights = [part for _payer, part, _given in rules.surplus]
    lines = []
    for one in counties:
        surplus = max(0, one.income - one.spending)
        for (payer, _part, given), fen in zip(rules.surplus, split_by_weights(surplus, weights), strict=True):
            if fen:
                lines.append(Line(one.county, SURPLUS, payer, fen, fen, given))
    return lines


def _covered(
    step: Step, left: Mapping[str, int], balances: Mapping[str, int], held: int, cities: Mapping[str, str]
) -> list[Line]:
    """What a step covers of what is open."""
    payers = [payer for payer, _share in step.shares]
    asks = {county: _asks(step, fen) for county, fen in left.items() if fen > 0}
    common = next((payer for payer in payers if payer in COMMON), None)
    granted = _granted(common, asks, held, cities) if common else {}
    lines = []
    for county, asked in asks.items():
        for payer, ask in asked.items():
            if payer == common:
                fen = granted[county]
            elif payer in OWN:
                fen = min(ask, balances[county])
            else:
                fen = _matching(ask, granted[county], asked[common]) if common else ask
            if ask:
                lines.append(Line(county, step.name, payer, fen, ask, step.given))
    return lines


def _asks(step: Step, fen: int) -> dict[str, int]:
    parts = [part for _payer, part in step.shares]
    unasked = TEN_THOUSAND - sum(parts)
    amounts = split_by_weights(fen, [*parts, unasked])
    return {payer: amount for (payer, _part), amount in zip(step.shares, amounts, strict=False)}


def _granted(
    common: str, asks: Mapping[str, Mapping[str, int]], held: int, cities: Mapping[str, str]
) -> dict[str, int]:
    """What the common fund gives each county; where it is short, cities compete first, then the counties of each."""
    wanted = {county: asked[common] for county, asked in asks.items()}
    if sum(wanted.values()) <= held:
        return wanted
    by_city: dict[str, dict[str, int]] = {}
    for county, fen in wanted.items():
        by_city.setdefault(cities[county], {})[county] = fen
    asked_by_city = [sum(one.values()) for one in by_city.values()]
    granted: dict[str, int] = {}
    for ones, fen in zip(by_city.values(), split_by_weights(held, asked_by_city), strict=True):
        granted |= dict(zip(ones, split_by_weights(fen, list(ones.values())), strict=True))
    return granted


def _matching(ask: int, granted: int, wanted: int) -> int:
    """What one who shares a step with the common fund pays beside what the fund could give."""
    return ask if granted == wanted else half_up(ask * granted, wanted)
