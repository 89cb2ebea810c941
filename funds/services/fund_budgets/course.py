"""A paper on its way: handed in, checked by a second person, answered by those outside in the policy's order."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.money import from_fen, to_fen
from funds.models import FundBudget, FundBudgetLine, FundBudgetStep
from funds.reads.budget_lines import lines_of, name_of_line
from funds.reads.fund_budgets import LineKey, approved_of, by_code, in_force
from funds.rules.fund_budgets import available
from institutions.models import User
from institutions.services.duties import require_another

from .change import ledger_of, require_closed_year
from .faults import FundBudgetRefused
from .held import hold, reason_of
from .terms import course_of, terms_of

Kind, State, StepState = FundBudget.Kind, FundBudget.State, FundBudgetStep.State
LONGEST = 300


@transaction.atomic
def hand_in(*, budget: FundBudget, acting_user: User, explanation: str = "") -> FundBudget:
    """Handed to the second person; the lines stay as they are from here on. Duty finance.

    Raises :class:`FundBudgetRefused` where benefits exceed what is left after what is taken out first and nothing
    explains it (ZY-21), a change changes nothing or takes more than there is, or accounts differ from the ledger or
    their December is not closed.
    """
    budget = hold(budget, "hand_in", acting_user)
    budget.explanation = (explanation.strip() or budget.explanation)[:LONGEST]
    amounts = _amounts(budget)
    if budget.kind == Kind.ACCOUNTS:
        _agree_with_ledger(budget, amounts)
    else:
        _within_what_is_left(budget, amounts)
    budget.state, budget.handed_in_by, budget.handed_in_at = State.HANDED_IN, acting_user, timezone.now()
    budget.reason = ""
    budget.save(update_fields=["state", "handed_in_by", "handed_in_at", "explanation", "reason"])
    return budget


def _amounts(budget: FundBudget) -> dict[LineKey, int]:
    lines = FundBudgetLine.objects.filter(budget=budget)
    return {(line.county_id, line.code): to_fen(line.amount) for line in lines}


def _within_what_is_left(budget: FundBudget, amounts: dict[LineKey, int]) -> None:
    if budget.kind == Kind.ADJUSTMENT:
        amounts = _after_change(budget, amounts)
    found = available(lines_of(budget.insutype), by_code(amounts))
    if found.beyond > 0 and not budget.explanation:
        raise FundBudgetRefused(
            _("Benefits exceed what is left of the income by %(beyond)s yuan: explain what covers it."),
            beyond=f"{from_fen(found.beyond):,.2f}",
        )


def _after_change(budget: FundBudget, amounts: dict[LineKey, int]) -> dict[LineKey, int]:
    stands = in_force(_changed_by(budget))
    if not any(amounts.values()):
        raise FundBudgetRefused(_("Nothing is changed: enter by how much at least one line changes."))
    after = {key: stands.get(key, 0) + amounts.get(key, 0) for key in stands | amounts}
    below = next((key for key, fen in after.items() if fen < 0 and amounts.get(key)), None)
    if below is not None:
        raise FundBudgetRefused(
            _("%(line)s would be below zero."), line=name_of_line(budget.insutype, below[1])
        )
    return after


def _changed_by(budget: FundBudget) -> FundBudget:
    found = approved_of(budget.unit, budget.insutype, budget.year)
    if found is None or found.unit_id != budget.unit_id:
        raise FundBudgetRefused(_("There is no approved budget to be changed."))
    return found


def _agree_with_ledger(budget: FundBudget, amounts: dict[LineKey, int]) -> None:
    require_closed_year(budget)
    spent = ledger_of(budget)
    if {key: fen for key, fen in amounts.items() if fen} != spent:
        raise FundBudgetRefused(
            _("The ledger has changed since these accounts were drafted: drop them and draft them again.")
        )
    silent = FundBudgetLine.objects.filter(budget=budget, rating=FundBudgetLine.Rating.POOR, reason="")
    first = silent.select_related("county").first()
    if first is not None:
        raise FundBudgetRefused(
            _("%(count)s lines rated poor have no note yet, the first is %(county)s, %(line)s."),
            count=silent.count(),
            county=first.county,
            line=name_of_line(budget.insutype, first.code),
        )


@transaction.atomic
def send_back(*, budget: FundBudget, reason: str, acting_user: User) -> FundBudget:
    """The second person does not agree: a draft again. Duty to review."""
    budget = hold(budget, "send_back", acting_user)
    return _to_draft(budget, reason_of(reason))


@transaction.atomic
def check(*, budget: FundBudget, acting_user: User) -> FundBudget:
    """The second person agrees: the paper goes out, its steps as the policy has them. Duty to review.

    Raises ``SamePerson``; :class:`FundBudgetRefused` where the policy names nobody to review or approve it.
    """
    budget = hold(budget, "check", acting_user)
    for previous in (budget.prepared_by, budget.handed_in_by):
        require_another(user=acting_user, previous=previous, act=_("Check of a fund budget"))
    course = course_of(budget.kind, terms_of(budget.area, budget.year))
    if not course:
        raise FundBudgetRefused(_("The policy names nobody who reviews or approves it."))
    budget.round += 1
    budget.state, budget.checked_by, budget.checked_at = State.REVIEW, acting_user, timezone.now()
    budget.save(update_fields=["state", "round", "checked_by", "checked_at"])
    FundBudgetStep.objects.bulk_create(
        FundBudgetStep(
            budget=budget, round=budget.round, position=n, office=one.office, act=one.act, clause=one.said.clause,
            assumed=one.said.assumed[:LONGEST - 100],
        )
        for n, one in enumerate(course, start=1)
    )  # fmt: skip
    return budget


def waiting_step(budget: FundBudget) -> FundBudgetStep | None:
    """Whose turn it is, while the paper is out."""
    if budget.state != State.REVIEW:
        return None
    steps = FundBudgetStep.objects.filter(budget=budget, round=budget.round, state=StepState.WAITING)
    found: FundBudgetStep | None = steps.order_by("position").first()
    return found


@transaction.atomic
def note_answer(
    *,
    budget: FundBudget,
    agrees: bool,
    answered_on: dt.date,
    document_number: str = "",
    reason: str = "",
    acting_user: User,
) -> FundBudget:
    """Record what the office whose turn it is answered. Returned, the paper is a draft again; the last one approves.

    Duty finance; a county's first draft is answered by the city.
    """
    budget = hold(budget, "agree" if agrees else "return", acting_user)
    step = waiting_step(budget)
    if step is None:
        raise FundBudgetRefused(_("No step of it waits."))
    if answered_on > timezone.localdate():
        raise FundBudgetRefused(_("Nobody has answered on a day to come."))
    before = _answered_before(step)
    if before is not None and answered_on < before:
        raise FundBudgetRefused(_("The office before answered on %(day)s only."), day=before)
    step.state = StepState.AGREED if agrees else StepState.RETURNED
    step.answered_on, step.document_number = answered_on, document_number.strip()
    step.reason = reason.strip()[:200] if agrees else reason_of(reason)
    step.noted_by, step.noted_at = acting_user, timezone.now()
    step.full_clean(exclude=["budget", "noted_by"])
    step.save()
    if not agrees:
        return _to_draft(budget, f"{step.get_office_display()}: {step.reason}"[:200])
    if waiting_step(budget) is None:
        budget.state = State.APPROVED
        if budget.kind != Kind.PROPOSAL:
            budget.document_number, budget.document_date = step.document_number, answered_on
        budget.save(update_fields=["state", "document_number", "document_date"])
    return budget


def _answered_before(step: FundBudgetStep) -> dt.date | None:
    """When the latest of the steps before it was answered."""
    earlier = FundBudgetStep.objects.filter(
        budget=step.budget_id, round=step.round, position__lt=step.position
    )
    day: dt.date | None = earlier.aggregate(day=Max("answered_on"))["day"]
    return day


def _to_draft(budget: FundBudget, reason: str) -> FundBudget:
    budget.state, budget.reason, budget.checked_by, budget.checked_at = State.DRAFT, reason, None, None
    budget.save(update_fields=["state", "reason", "checked_by", "checked_at"])
    return budget


@transaction.atomic
def drop(*, budget: FundBudget, reason: str, acting_user: User) -> FundBudget:
    """A draft given up; another can be begun. Duty finance."""
    budget = hold(budget, "drop", acting_user)
    budget.state, budget.reason = State.DROPPED, reason_of(reason)
    budget.save(update_fields=["state", "reason"])
    return budget
