"""The indicators there are, each with its name, its unit and how it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.money import to_fen
from institutions.models import Agency, PoolingArea

from .facts import TWELVE, Facts, Period
from .reading import COUNT, FEN, MONTHS, RATIO, Reading, amount, growth, quotient

_BOOKS = _("Books of the pooled fund: the year so far")
_YEAR = _("Books of the pooled fund: the last twelve months, or since the books began")


@dataclass(frozen=True)
class Indicator:
    """One figure; ``more_is_better`` None where it should lie within bounds. ``of`` reads it from facts at hand."""

    code: str
    name: Any
    unit: str
    of: Callable[[Facts], Reading]
    more_is_better: bool | None = None
    by_scheme: bool = True

    def read(self, area: PoolingArea, insutype: str, county: Agency | None, period: Period) -> Reading:
        return self.of(Facts(area, insutype, county, period))


def _ledger(value: Callable[[Facts], int]) -> Callable[[Facts], Reading]:
    def read(facts: Facts) -> Reading:
        known = value(facts) if facts.books_since is not None else None
        return amount(known, source=_BOOKS, address=facts.ledger_address)

    return read


def _months_covered(facts: Facts) -> Reading:
    """The balance in parts of a month's mean spending (JJ-01, ZY-19)."""
    mean = Fraction(facts.rolling.expense, facts.rolling_months) if facts.rolling_months else None
    source = _(
        "Balance of the pooled fund at the end of the month; mean spending of a month of the last twelve"
    )
    return quotient(facts.balance, mean, source=source, address=facts.ledger_address)


def _current_balance(facts: Facts) -> Reading:
    """Income less spending of the last twelve months in parts of the income (JJ-10, HG-07)."""
    if not facts.rolling_months:
        return quotient(None, None, source=_YEAR)
    flow = facts.rolling
    return quotient(flow.income - flow.expense, flow.income, source=_YEAR, address=facts.ledger_address)


def _accumulated_balance(facts: Facts) -> Reading:
    """What the fund has in parts of the income of the last twelve months (JJ-10, HG-07)."""
    if not facts.rolling_months:
        return quotient(None, None, source=_YEAR)
    return quotient(facts.balance, facts.rolling.income, source=_YEAR, address=facts.ledger_address)


def _coverage(facts: Facts) -> Reading:
    source = _("Insured in any basic scheme at the end of the month; residents as published for the year")
    address = f"{reverse('enrollment:target_board')}?month={facts.month}"
    return quotient(facts.insured_in_any, facts.population, source=source, address=address)


def _collection_rate(facts: Facts) -> Reading:
    known = facts.collection
    collected = None if known is None else to_fen(known.collected)
    target = None if known is None or known.amount is None else to_fen(known.amount)
    source = _("Collected of the year until the end of the month; the year's approved target")
    address = f"{reverse('enrollment:target_board')}?month={facts.month}"
    return quotient(collected, target, source=source, address=address)


def _in_policy(facts: Facts) -> Reading:
    known = facts.stays
    source = _("Paid by the pooled fund of in-scope costs of inpatient stays cleared in the period")
    address = f"{reverse('funds:inpatient_ratio')}?month={facts.month}"
    if known is None:
        return quotient(None, None, source=source, address=address)
    return quotient(known.basic, known.in_scope, source=source, address=address)


def _real_ratio(facts: Facts) -> Reading:
    known = facts.bills
    source = _("Paid by all funds of the whole cost of the bills settled in the period")
    return quotient(known.funds, known.cost, source=source) if known else Reading(None, source=source)


def _personal_share(facts: Facts) -> Reading:
    known = facts.bills
    source = _(
        "Paid by people in cash of the whole cost of the bills settled in the period; what nobody sends us as a bill "
        "is not in it"
    )
    return quotient(known.cash, known.cost, source=source) if known else Reading(None, source=source)


def _plan_accuracy(facts: Facts) -> Reading:
    known = facts.plans
    source = _(
        "Monthly plans and spending reports accepted in the period: 1 less their differences in parts of the plans"
    )
    address = reverse("funds:rounds")
    if known is None:
        return quotient(None, None, source=source, address=address)
    planned, _spent, apart = known
    return quotient(max(planned - apart, 0), planned, source=source, address=address)


def _budget_use(facts: Facts) -> Reading:
    known = facts.budget
    source = _(
        "Spent in the year until the end of the month on the lines of the budget; the approved budget of the year"
    )
    address = reverse("funds:fund_budgets")
    return quotient(known and known[0], known and known[1], source=source, address=address)


def _per_head(facts: Facts) -> Reading:
    """Fen of a year a head; only over whole years, so that years can be compared."""
    whole = facts.rolling if facts.rolling_months == TWELVE else None
    source = _("Spending of the pooled fund in the last twelve months a person insured at their end")
    value = facts.per_head(whole, facts.insured)
    return Reading(
        value,
        None if whole is None else Fraction(whole.expense),
        None if facts.insured is None else Fraction(facts.insured),
        source,
        facts.ledger_address,
    )


def _growth_per_head(facts: Facts) -> Reading:
    now = facts.per_head(facts.rolling if facts.rolling_months == TWELVE else None, facts.insured)
    before = (
        facts.per_head(facts.rolling_before, facts.insured_year_ago)
        if facts.rolling_before is not None
        else None
    )
    source = _("Spending a head in the last twelve months and in the twelve before, fen")
    return growth(now, before, source=source, address=facts.ledger_address)


def _insured(facts: Facts) -> Reading:
    source = _("Insured in the scheme at the end of the month")
    address = f"{reverse('enrollment:target_board')}?month={facts.month}"
    return amount(facts.insured, source=source, address=address)


def _balance(facts: Facts) -> Reading:
    source = _("Balance of the pooled fund at the end of the month, without reserves")
    return amount(facts.balance, source=source, address=facts.ledger_address)


_ALL = (
    Indicator("months_covered", _("Months the balance covers"), MONTHS, _months_covered),
    Indicator("current_balance", _("Current balance rate"), RATIO, _current_balance),
    Indicator("accumulated_balance", _("Accumulated balance rate"), RATIO, _accumulated_balance),
    Indicator("coverage", _("Coverage of residents"), RATIO, _coverage, more_is_better=True, by_scheme=False),
    Indicator("in_policy_ratio", _("Payment ratio of in-scope inpatient costs"), RATIO, _in_policy),
    Indicator("real_ratio", _("Payment ratio of all costs"), RATIO, _real_ratio, more_is_better=True),
    Indicator("personal_share", _("Personal share of costs"), RATIO, _personal_share, more_is_better=False),
    Indicator(
        "collection_rate", _("Collection rate of the year"), RATIO, _collection_rate, more_is_better=True
    ),
    Indicator("plan_accuracy", _("Accuracy of monthly plans"), RATIO, _plan_accuracy, more_is_better=True),
    Indicator("budget_use", _("Use of the spending budget"), RATIO, _budget_use),
    Indicator(
        "growth_per_head", _("Growth of spending a head"), RATIO, _growth_per_head, more_is_better=False
    ),
    Indicator("spending_per_head", _("Spending a head and year"), FEN, _per_head),
    Indicator("insured", _("People insured"), COUNT, _insured, more_is_better=True),
    Indicator("income", _("Income of the year so far"), FEN, _ledger(lambda facts: facts.so_far.income)),
    Indicator("expense", _("Spending of the year so far"), FEN, _ledger(lambda facts: facts.so_far.expense)),
    Indicator(
        "surplus",
        _("Income less spending of the year so far"),
        FEN,
        _ledger(lambda facts: facts.so_far.income - facts.so_far.expense),
    ),
    Indicator("balance", _("Accumulated balance"), FEN, _balance),
)
INDICATORS: dict[str, Indicator] = {one.code: one for one in _ALL}


def read_all(area: PoolingArea, insutype: str, county: Agency | None, period: Period) -> dict[str, Reading]:
    """Every indicator by code; what several of them need is read once."""
    facts = Facts(area, insutype, county, period)
    return {code: one.of(facts) for code, one in INDICATORS.items()}
