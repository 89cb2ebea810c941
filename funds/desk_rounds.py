"""What the monthly round puts on desks: plans and reports due, papers to decide on, money to enter, pass on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.desk import DeskItem, Standing
from config.periods import Month
from funds.models import Appropriation, Booked, MonthlyRound, RoundStep, RoundTransfer
from funds.rules import rounds as rules
from funds.services.rounds.terms import terms_of
from institutions.models import Agency, Duty

# What nobody has begun months ago is not a desk's business for ever: the board shows it. What was handed in, sent back
# or came in waits for somebody however old it is.
WITHIN_MONTHS = 4
_TURN = (rules.OPEN, rules.RETURNED, rules.SHORT)


def round_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source: what this assignment has to do about the months' money."""
    city = assignment.agency.level == Agency.Level.CITY
    if assignment.agency.level not in (Agency.Level.CITY, Agency.Level.COUNTY):
        return
    if Duty.FINANCE in assignment.duties:
        yield from _to_open(assignment.agency.area)
        yield from _to_prepare(assignment)
    if city:
        yield from _to_decide(assignment)
        if Duty.APPROVE in assignment.duties:
            yield from _to_approve()
        if Duty.FINANCE in assignment.duties:
            yield from _to_pass_on()


def _to_open(area: Any) -> Iterator[DeskItem]:
    today = timezone.localdate()
    month = Month.of(today).following
    terms = terms_of(area, month)
    if terms and not MonthlyRound.objects.filter(area=area, month=month.first).exists():
        due = next((term.due_on for term in terms if term.due_on), None)
        yield DeskItem(
            _("Open the round of %(month)s") % {"month": month},
            f"{reverse('funds:open_round')}?month={month}",
            Standing.LATE if due and due < today else Standing.DUE,
            due=due,
        )


def _steps() -> Any:
    first = Month.of(timezone.localdate())
    for _n in range(WITHIN_MONTHS):
        first = first.previous
    begun = ~Q(state=rules.OPEN) | Q(step=rules.TRANSFER, due_on__isnull=False)
    return RoundStep.objects.filter(begun | Q(round__month__gte=first.first)).select_related("round", "unit")


def _to_prepare(assignment: Any) -> Iterator[DeskItem]:
    """Steps whose turn it is at the assignment's own agency; a transfer's turn is the city's."""
    agency, today = assignment.agency, timezone.localdate()
    for step in _steps().filter(unit=agency, state__in=_TURN).exclude(step=rules.TRANSFER):
        if not _its_turn(step):
            continue
        late = step.late_on(today)
        standing = Standing.RETURNED if step.state == rules.RETURNED else Standing.DUE
        yield DeskItem(
            f"{step.get_step_display()} {step.round.month:%Y-%m}",
            step.get_absolute_url(),
            Standing.LATE if late else standing,
            due=step.due_on,
            detail=step.returned_reason,
        )


def _its_turn(step: RoundStep) -> bool:
    if step.step == rules.COUNTY_REPORT:
        return timezone.localdate() > Month.of(step.round.month).last
    before = rules.NEEDS.get(step.step)
    waiting = RoundStep.objects.filter(round=step.round_id, step=before).exclude(state=rules.DONE)
    return before is None or not waiting.exists()


def _to_decide(assignment: Any) -> Iterator[DeskItem]:
    """Papers handed in: counties' for the reviewer, the city's own for whoever approves."""
    papers = _steps().filter(state=rules.SUBMITTED).exclude(step__in=(rules.APPROPRIATION, rules.TRANSFER))
    for step in papers:
        own = step.unit.level == Agency.Level.CITY
        wanted = {Duty.APPROVE, Duty.REVIEW} if own else {Duty.REVIEW}
        if not wanted.isdisjoint(assignment.duties) and step.submitted_by_id != assignment.user_id:
            yield DeskItem(
                _("Decide on: %(step)s") % {"step": step}, step.get_absolute_url(), due=step.due_on
            )


def _to_approve() -> Iterator[DeskItem]:
    for model, title in (
        (Appropriation, _("Approve what finance paid for %(month)s")),
        (RoundTransfer, _("Approve transfers to counties for %(month)s")),
    ):
        waiting = model._default_manager.filter(state=Booked.ENTERED).order_by("round")
        for month, pk in set(waiting.values_list("round__month", "round")):
            step = RoundStep.objects.filter(round=pk, step=rules.APPROPRIATION).first()
            if step is not None:
                yield DeskItem(
                    title % {"month": f"{month:%Y-%m}"},
                    step.get_absolute_url(),
                    count=waiting.filter(round=pk).count(),
                )


def _to_pass_on() -> Iterator[DeskItem]:
    """Money that arrived and is not on its way to every county; due within the policy's working days."""
    today = timezone.localdate()
    open_ones = _steps().filter(step=rules.TRANSFER, state__in=_TURN, due_on__isnull=False)
    for pk in sorted(set(open_ones.values_list("round", flat=True))):
        step = RoundStep.objects.filter(round=pk, step=rules.APPROPRIATION).select_related("round").first()
        booked = Appropriation.objects.filter(round=pk, state=Booked.BOOKED).order_by("pk")
        fresh = [
            one
            for one in booked
            if not one.transfers(manager="objects").exclude(state=Booked.REFUSED).exists()
        ]  # type: ignore[attr-defined]
        if step is None or not fresh:
            continue
        due = open_ones.filter(round=pk).order_by("due_on").values_list("due_on", flat=True).first()
        yield DeskItem(
            _("Pass the money of %(month)s on to the counties") % {"month": f"{step.round.month:%Y-%m}"},
            step.get_absolute_url(),
            Standing.LATE if due < today else Standing.DUE,
            due=due,
            count=len(fresh),
        )
