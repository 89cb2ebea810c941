"""Set the lines of a draft: amounts with reasons; what is a share of the income follows it (ZY-21)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from config.money import from_fen, to_fen
from funds.fund_budget_words import in_words
from funds.models import FundBudget, FundBudgetLine
from funds.reads.budget_lines import lines_of, name_of_line
from funds.rules.fund_budgets import INCOME, RISK_FUND, BudgetLine, WorkedLine, reserve_line
from institutions.models import Agency, User
from institutions.rules.steps import Step

from .faults import FundBudgetRefused
from .held import hold
from .reserve import within_full_reserve
from .terms import FundBudgetTerms, terms_of

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
    for budget in papers.select_related("area", "unit"):
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
    """Lines that are a share of the income, worked out anew where a county's income was changed by hand.

    The city's budget never puts more into a reserve than it has room for: what was typed takes its part of the room
    first, the other counties share the rest as in the draft.
    """
    scheme = lines_of(budget.insutype)
    income = {line.code for line in scheme if line.section == INCOME}
    touched = {line.county_id for line in lines if line.pk in typed and line.code in income}
    found: list[FundBudgetLine] = []
    if not touched:
        return found
    terms = terms_of(budget.area, budget.year)
    sums: dict[int, int] = defaultdict(int)
    for line in lines:
        if line.code in income:
            sums[line.county_id] += to_fen(line.amount)
    for share in scheme:
        if share.works != "reserve":
            continue
        own = {line.county_id: line for line in lines if line.code == share.code}
        worked = _worked_shares(share, own, sums, terms, _as_proposed(budget, lines, income, share.code))
        by_hand = {county for county, line in own.items() if line.pk in typed or line.amount != line.proposed}
        limited = share.code == RISK_FUND and _shared_by_counties(budget)
        if limited:
            fixed = sum(to_fen(own[county].amount) for county in by_hand)
            following = {county: one for county, one in worked.items() if county not in by_hand}
            worked |= within_full_reserve(budget, following, sum(sums.values()), terms, fixed=fixed)
        for county, line in own.items():
            if line.pk in typed or (county not in touched and (county in by_hand or not limited)):
                continue
            line.proposed, line.steps = from_fen(worked[county].amount), in_words(worked[county].steps)
            if county not in by_hand:
                line.amount = line.proposed
            found.append(line)
    return found


def _shared_by_counties(budget: FundBudget) -> bool:
    return (budget.kind, budget.unit.level) == (Kind.BUDGET, Agency.Level.CITY)


def _worked_shares(
    share: BudgetLine,
    own: Iterable[int],
    income: Mapping[int, int],
    terms: FundBudgetTerms,
    proposed: Mapping[int, int],
) -> dict[int, WorkedLine]:
    """By county before any ceiling: the share of its income, or what the county ``proposed`` itself; fen."""
    part = terms.policy.section("pooling").get("risk_fund.share")
    return {
        county: WorkedLine(proposed[county], (Step("fund_proposed", {}, proposed[county]),))
        if county in proposed
        else reserve_line(share, terms.pooling.taken_out_first, part, income[county])
        for county in own
    }


def _as_proposed(
    budget: FundBudget, lines: list[FundBudgetLine], income: set[str], code: str
) -> dict[int, int]:
    """Fen by county of a line that the city took from the county's proposal, while its income stands as proposed."""
    if not _shared_by_counties(budget):
        return {}
    changed = {line.county_id for line in lines if line.code in income and line.amount != line.proposed}
    taken = FundBudgetLine.objects.filter(
        budget__area=budget.area, budget__insutype=budget.insutype, budget__year=budget.year,
        budget__kind=Kind.PROPOSAL, budget__state=FundBudget.State.APPROVED, code=code,
    )  # fmt: skip
    return {line.county_id: to_fen(line.amount) for line in taken if line.county_id not in changed}
