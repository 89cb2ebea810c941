"""A change in mid-year (ZY-24: no change without approval) and the final accounts, drafted from what stands."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.services.budgets.held import require_any_duty
from funds.models import Book, FundBudget, FundBudgetLine
from funds.reads.budget_lines import lines_of
from funds.reads.county_years import open_december
from funds.reads.fund_budgets import in_force, year_actuals
from funds.rules.fund_budgets import rate_line
from institutions.models import Agency, Duty, User
from institutions.rules.steps import Step

from .draft import add_lines, new_paper
from .faults import FundBudgetRefused
from .held import agencies_of, reason_of
from .terms import terms_of

Kind, State = FundBudget.Kind, FundBudget.State


@transaction.atomic
def draft_change(*, budget: FundBudget, explanation: str, acting_user: User) -> FundBudget:
    """A change of an approved budget: a line for each of its lines, nothing on it yet. Duty finance there."""
    _require_approved(budget, acting_user)
    paper = new_paper(
        unit=budget.unit, insutype=budget.insutype, year=budget.year, kind=Kind.ADJUSTMENT, acting_user=acting_user,
        explanation=reason_of(explanation, _("Say why the budget is changed.")),
    )  # fmt: skip
    stands = in_force(budget)
    add_lines(
        paper,
        (
            (county, code, fen, 0, 0, (Step("fund_in_force", {}, fen),))
            for (county, code), fen in _in_order(budget, stands)
        ),
    )
    return paper


@transaction.atomic
def draft_accounts(*, budget: FundBudget, acting_user: User) -> FundBudget:
    """The final accounts of a year that is over: the ledger's amounts against the budget in force, each line rated.

    Duty finance. Raises :class:`FundBudgetRefused` before the year is over and its December closed.
    """
    _require_approved(budget, acting_user)
    if budget.year >= timezone.localdate().year:
        raise FundBudgetRefused(
            _("%(year)s is not over: final accounts are drafted afterwards."), year=budget.year
        )
    require_closed_year(budget)
    terms = terms_of(budget.area, budget.year)
    paper = new_paper(
        unit=budget.unit,
        insutype=budget.insutype,
        year=budget.year,
        kind=Kind.ACCOUNTS,
        acting_user=acting_user,
    )
    stands, spent = in_force(budget), ledger_of(budget)
    keys = dict.fromkeys([*(key for key, _fen in _in_order(budget, stands)), *sorted(spent)])
    made = add_lines(
        paper,
        (
            (county, code, stands.get((county, code), 0), spent.get((county, code), 0), spent.get((county, code), 0),
             (Step("fund_ledger", {}, spent.get((county, code), 0)),))
            for county, code in keys
        ),
    )  # fmt: skip
    section = {line.code: line.section for line in lines_of(budget.insutype)}
    for line in made:
        key = (line.county_id, line.code)
        line.rating = rate_line(
            section[line.code], stands.get(key, 0), spent.get(key, 0), good_within=terms.budget.good_within,
            fair_within=terms.budget.fair_within,
        )  # fmt: skip
    FundBudgetLine.objects.bulk_update(made, ["rating"])
    return paper


def require_closed_year(paper: FundBudget) -> None:
    """Raises :class:`FundBudgetRefused` while a book the paper is read from may still move in December."""
    still_open = open_december(paper.area, paper.insutype, paper.year)
    # A county that keeps a book of its own answers for that one only.
    if paper.unit.level == Agency.Level.COUNTY and _keeps_a_book(paper):
        still_open = [book for book in still_open if book.unit_id == paper.unit_id]
    if still_open:
        raise FundBudgetRefused(
            _(
                "%(year)s-12 of %(book)s is not closed: close it first, final accounts say what the closed year says."
            ),
            year=paper.year,
            book=still_open[0],
        )


def _keeps_a_book(paper: FundBudget) -> bool:
    kept: bool = Book.objects.filter(unit=paper.unit_id, insutype=paper.insutype).exists()
    return kept


def ledger_of(paper: FundBudget) -> dict[tuple[int, str], int]:
    """Fen of the paper's year by county and line; of its own county where a county keeps its own budget."""
    own = [paper.unit_id] if paper.unit.level == Agency.Level.COUNTY else None
    found = year_actuals(paper.area, paper.insutype, paper.year, own)
    return {key: fen for key, fen in found.items() if fen}


def _in_order(budget: FundBudget, stands: dict[tuple[int, str], int]) -> list[tuple[tuple[int, str], int]]:
    place = {line.code: n for n, line in enumerate(lines_of(budget.insutype))}
    return sorted(stands.items(), key=lambda item: (item[0][0], place.get(item[0][1], 99)))


def _require_approved(budget: FundBudget, user: User) -> None:
    require_any_duty(user, Duty.FINANCE, agencies_of(budget.unit))
    if (budget.kind, budget.state) != (Kind.BUDGET, State.APPROVED):
        raise FundBudgetRefused(_("%(budget)s is not approved."), budget=budget)
