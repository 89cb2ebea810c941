"""Draft: a county's proposal, the budget of the area (or of a county that keeps its own), prefilled from the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.reads.budgets import counties_of
from claims.services.budgets.held import require_any_duty
from config.codes import name_of
from config.money import from_fen, to_fen
from funds.fund_budget_words import in_words
from funds.models import FundBudget, FundBudgetLine, FundBudgetStep
from funds.reads.budget_lines import lines_of
from funds.rules.fund_budgets import INCOME, RISK_FUND, CountyFacts, WorkedLine, work_out
from institutions.models import Agency, Duty, User
from institutions.rules.steps import Step

from .facts import facts_of
from .faults import FundBudgetRefused
from .held import agencies_of
from .reserve import within_full_reserve
from .terms import FundBudgetTerms, drafter_of, terms_of

Kind, State = FundBudget.Kind, FundBudget.State
Worked = dict[int, dict[str, WorkedLine]]


@transaction.atomic
def draft_fund_budget(*, unit: Agency, insutype: str, year: int, acting_user: User) -> FundBudget:
    """``unit``'s paper of the year: the budget where the policy has it draft, else its proposal to the city.

    The city's draft takes what counties handed on as it stands; for the others it works out the lines itself. Duty
    finance at ``unit``. Raises :class:`FundBudgetRefused`, ``DutyMissing``.
    """
    require_any_duty(acting_user, Duty.FINANCE, agencies_of(unit))
    lines = lines_of(insutype)
    if not lines:
        scheme = name_of("insutype", insutype)
        raise FundBudgetRefused(_("There is no list of lines for %(scheme)s."), scheme=scheme)
    terms = terms_of(unit.area, year)
    kind = Kind.BUDGET if drafter_of(unit, terms) else Kind.PROPOSAL
    if kind == Kind.PROPOSAL and not (terms.by_city and terms.budget.county_proposals):
        raise FundBudgetRefused(_("By the policy %(unit)s drafts no budget."), unit=unit)
    paper = new_paper(unit=unit, insutype=insutype, year=year, kind=kind, acting_user=acting_user)
    whole = kind == Kind.BUDGET and unit.level == Agency.Level.CITY
    counties = [unit, *counties_of(unit.area)] if whole else [unit]
    facts = facts_of(unit.area, counties, insutype, year, terms)
    worked: Worked = {county.pk: work_out(lines, facts[county.pk]) for county in counties}
    if whole:
        _take_proposals(paper, worked, acting_user)
        _within_the_full_reserve(paper, worked, terms)
        if not any(fen for fen in facts[unit.pk].last_year.values()):
            del worked[unit.pk]
    _store(paper, worked, facts)
    return paper


def new_paper(
    *, unit: Agency, insutype: str, year: int, kind: str, acting_user: User, explanation: str = ""
) -> FundBudget:
    """An empty paper, the next of its kind. Raises :class:`FundBudgetRefused` where one stands already."""
    before = FundBudget.objects.filter(unit=unit, insutype=insutype, year=year, kind=kind)
    last = before.order_by("-number").values_list("number", flat=True).first() or 0
    paper = FundBudget(
        area=unit.area, unit=unit, insutype=insutype, year=year, kind=kind, number=last + 1, prepared_by=acting_user,
        explanation=explanation,
    )  # fmt: skip
    try:
        with transaction.atomic():
            paper.save()
    except IntegrityError:
        raise FundBudgetRefused(
            _("%(kind)s of %(scheme)s for %(year)s is there already."),
            kind=Kind(kind).label,
            scheme=name_of("insutype", insutype),
            year=year,
        ) from None
    return paper


def _take_proposals(paper: FundBudget, worked: Worked, acting_user: User) -> None:
    """Counties' proposals that wait for the city replace what was worked out; they are taken with that."""
    handed = FundBudget.objects.select_for_update(of=("self",)).filter(
        area=paper.area, insutype=paper.insutype, year=paper.year, kind=Kind.PROPOSAL,
        state__in=(State.REVIEW, State.APPROVED),
    )  # fmt: skip
    for proposal in handed.order_by("pk"):
        for line in FundBudgetLine.objects.filter(budget=proposal):
            amount = to_fen(line.amount)
            told = Step("fund_proposed", {}, amount)
            worked[proposal.unit_id][line.code] = WorkedLine(amount, (told,))
        if proposal.state == State.REVIEW:
            waiting = FundBudgetStep.objects.filter(budget=proposal, round=proposal.round, state="waiting")
            waiting.update(
                state=FundBudgetStep.State.AGREED, answered_on=timezone.localdate(), noted_by=acting_user,
                noted_at=timezone.now(),
            )  # fmt: skip
            proposal.state = State.APPROVED
            proposal.save(update_fields=["state"])


def _within_the_full_reserve(paper: FundBudget, worked: Worked, terms: FundBudgetTerms) -> None:
    """Nothing more is put into a reserve that is full; counties share the room there is."""
    drawn = {county: lines[RISK_FUND] for county, lines in worked.items() if RISK_FUND in lines}
    incomes = [line.code for line in lines_of(paper.insutype) if line.section == INCOME]
    income = sum(lines[code].amount for lines in worked.values() for code in incomes)
    for county, line in within_full_reserve(paper, drawn, income, terms).items():
        worked[county][RISK_FUND] = line


def _store(paper: FundBudget, worked: Worked, facts: Mapping[int, CountyFacts]) -> None:
    add_lines(
        paper,
        (
            (county, code, facts[county].last_year.get(code, 0), one.amount, one.amount, one.steps)
            for county, lines in worked.items()
            for code, one in lines.items()
        ),
    )


def add_lines(
    paper: FundBudget, rows: Iterable[tuple[int, str, int, int, int, tuple[Step, ...]]]
) -> list[FundBudgetLine]:
    """(county, code, base, proposed, amount in fen, steps) as lines of the draft."""
    made: list[FundBudgetLine] = FundBudgetLine.objects.bulk_create(
        FundBudgetLine(
            budget=paper, county_id=county, code=code, base=from_fen(base), proposed=from_fen(proposed),
            amount=from_fen(amount), steps=in_words(steps),
        )
        for county, code, base, proposed, amount, steps in rows
    )  # fmt: skip
    return made
