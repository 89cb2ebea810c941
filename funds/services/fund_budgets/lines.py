"""Set the lines of a draft: amounts with reasons; what is a share of the income follows it (ZY-21)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from config.money import from_fen, to_fen
from funds.fund_budget_words import in_words
from funds.models import FundBudget, FundBudgetLine
from funds.reads.budget_lines import lines_of, name_of_line
from funds.rules.fund_budgets import INCOME, reserve_line
from institutions.models import User

from .faults import FundBudgetRefused
from .held import hold
from .terms import terms_of

Kind = FundBudget.Kind


class Entered(NamedTuple):
    """What was typed for one line: yuan, and why it differs from what was worked out or proposed."""

    amount: Decimal
    reason: str = ""


@transaction.atomic
def set_lines(*, budget: FundBudget, entered: Mapping[int, Entered], acting_user: User) -> FundBudget:
    """All lines at once, by key; what is left out stays. Duty finance where the paper is drafted.

    Raises :class:`FundBudgetRefused` where a reason is missing, an amount is below zero (a change may be), or the
    amounts of final accounts would differ from the ledger's.
    """
    budget = hold(budget, "set", acting_user)
    lines = list(FundBudgetLine.objects.select_for_update(of=("self",)).filter(budget=budget))
    changed = []
    for line in lines:
        new = entered.get(line.pk)
        if new is None or (new.amount, new.reason.strip()) == (line.amount, line.reason):
            continue
        _check(budget, line, new)
        line.amount, line.reason = new.amount, new.reason.strip()[:200]
        changed.append(line)
    if budget.kind in (Kind.PROPOSAL, Kind.BUDGET):
        changed += _follow_income(budget, lines, {line.pk for line in changed})
    FundBudgetLine.objects.bulk_update(changed, ["amount", "proposed", "reason", "steps"])
    return budget


def follow_imported_income(changed_lines: Collection[int]) -> None:
    """As where lines are typed: where a sheet changed the income (lines by key), shares of it follow."""
    imported = FundBudgetLine.objects.filter(pk__in=changed_lines)
    papers = FundBudget.objects.filter(
        pk__in=imported.values("budget"), kind__in=(Kind.PROPOSAL, Kind.BUDGET)
    )
    for budget in papers.select_related("area"):
        lines = list(FundBudgetLine.objects.filter(budget=budget))
        changed = _follow_income(budget, lines, {line.pk for line in lines if line.pk in changed_lines})
        FundBudgetLine.objects.bulk_update(changed, ["amount", "proposed", "steps"])


def _check(budget: FundBudget, line: FundBudgetLine, new: Entered) -> None:
    named = {"line": name_of_line(budget.insutype, line.code), "county": line.county}
    if budget.kind == Kind.ACCOUNTS:
        if new.amount != line.amount:
            told = _("%(county)s, %(line)s: final accounts say what the ledger says.")
            raise FundBudgetRefused(told, **named)
        return
    if budget.kind != Kind.ADJUSTMENT and new.amount < 0:
        raise FundBudgetRefused(_("%(county)s, %(line)s: a budget is not below zero."), **named)
    if new.amount != line.proposed and not new.reason.strip():
        raise FundBudgetRefused(
            _("%(county)s, %(line)s: say why it differs from what was worked out or proposed."), **named
        )


def _follow_income(budget: FundBudget, lines: list[FundBudgetLine], typed: set[int]) -> list[FundBudgetLine]:
    """Lines that are a share of the income, worked out anew for counties whose income was changed by hand."""
    scheme = lines_of(budget.insutype)
    income = {line.code for line in scheme if line.section == INCOME}
    shares = {line.code: line for line in scheme if line.works == "reserve"}
    touched = {line.county_id for line in lines if line.pk in typed and line.code in income}
    if not touched or not shares:
        return []
    terms = terms_of(budget.area, budget.year)
    part = terms.policy.section("pooling").get("risk_fund.share")
    sums: dict[int, int] = defaultdict(int)
    for line in lines:
        if line.code in income:
            sums[line.county_id] += to_fen(line.amount)
    found = []
    for line in lines:
        if line.code not in shares or line.county_id not in touched or line.pk in typed:
            continue
        worked = reserve_line(shares[line.code], terms.pooling.taken_out_first, part, sums[line.county_id])
        untouched = line.amount == line.proposed
        line.proposed, line.steps = from_fen(worked.amount), in_words(worked.steps)
        if untouched:
            line.amount = line.proposed
        found.append(line)
    return found
