"""Ask for a month to be closed or reopened, and decide what another person asked."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.periods import Month
from funds.models import Book, BookPeriod, PeriodRequest
from funds.services.close_period import (
    PeriodRefused,
    close_period,
    may_reopen,
    ready_to_close,
    reopen_period,
)
from institutions.models import Duty, User
from institutions.services.duties import DutyMissing, require_another, require_duty

from .conditions import Finding


@transaction.atomic
def ask_to_close(*, period: BookPeriod, acting_user: User, accepted: Collection[str] = ()) -> PeriodRequest:
    """Finance says that all is done for the month, and answers for the warnings ``accepted`` (keys of conditions).

    Raises :class:`PeriodRefused` while a condition stops it, or warns of something that is not accepted.
    """
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=period.book.unit)
    month = Month.of(period.month)
    fresh = _fresh(period)
    if fresh.state == BookPeriod.State.CLOSED:
        raise PeriodRefused(_("%(month)s is closed."), month=month)
    earlier = BookPeriod.objects.filter(
        book=period.book, month__lt=period.month, state=BookPeriod.State.OPEN
    ).order_by("month")
    if first := earlier.first():
        raise PeriodRefused(_("Close %(month)s first."), month=Month.of(first.month))
    warned = ready_to_close(fresh, accepted)
    return PeriodRequest.objects.create(
        period=period,
        act=PeriodRequest.Act.CLOSE,
        asked_by=acting_user,
        accepted=[_as_told(finding) for finding in warned],
    )


def _as_told(finding: Finding) -> dict[str, Any]:
    """A warning as it read when it was accepted: it stays so, whatever is done about it later."""
    told = [str(unmet.text) for unmet in finding.unmet]
    return {"key": finding.condition.key, "title": str(finding.condition.title), "told": told}


@transaction.atomic
def ask_to_reopen(*, period: BookPeriod, reason: str, acting_user: User) -> PeriodRequest:
    """Finance asks for a closed month to be opened again and says why; the latest closed month only, and no
    December of a year whose settlement is posted."""
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=period.book.unit)
    month = Month.of(period.month)
    if not reason.strip():
        raise PeriodRefused(_("Say why %(month)s is reopened."), month=month)
    if _fresh(period).state == BookPeriod.State.OPEN:
        raise PeriodRefused(_("%(month)s is open."), month=month)
    may_reopen(period)
    return PeriodRequest.objects.create(
        period=period, act=PeriodRequest.Act.REOPEN, reason=reason.strip(), asked_by=acting_user
    )


@transaction.atomic
def agree(*, request: PeriodRequest, acting_user: User) -> PeriodRequest:
    """A second person agrees, and it is done: closing by review or approval, reopening by approval."""
    held = _to_decide(request, acting_user)
    month, book = Month.of(held.period.month), held.period.book
    if held.act == PeriodRequest.Act.CLOSE:
        # What is warned of only now, nobody has accepted: it is refused, and asked for anew.
        accepted = [one["key"] for one in held.accepted]
        close_period(
            book=book, month=month, acting_user=held.asked_by, checked_by=acting_user, accepted=accepted
        )
    else:
        reopen_period(
            book=book, month=month, reason=held.reason, acting_user=held.asked_by, checked_by=acting_user
        )
    return _decide(held, PeriodRequest.State.AGREED, acting_user)


@transaction.atomic
def refuse(*, request: PeriodRequest, answer: str, acting_user: User) -> PeriodRequest:
    """A second person says no, and why; the month stays as it is."""
    held = _to_decide(request, acting_user)
    if not answer.strip():
        raise PeriodRefused(_("Say why it is refused."))
    held.answer = answer.strip()
    return _decide(held, PeriodRequest.State.REFUSED, acting_user)


def may_decide(user: User, request: PeriodRequest) -> bool:
    """Whether ``user`` is somebody who may decide it."""
    duties = user.duties_at(request.period.book.unit)
    return request.asked_by_id != user.pk and not duties.isdisjoint(_deciders(request))


def _deciders(request: PeriodRequest) -> tuple[str, ...]:
    closing = request.act == PeriodRequest.Act.CLOSE
    return (Duty.REVIEW, Duty.APPROVE) if closing else (Duty.APPROVE,)


def _fresh(period: BookPeriod) -> BookPeriod:
    """The month as it stands, the book held; refused while a request waits."""
    Book.unscoped.select_for_update(no_key=True).get(pk=period.book_id)
    if PeriodRequest.objects.filter(period=period, state=PeriodRequest.State.ASKED).exists():
        raise PeriodRefused(
            _("A request about %(month)s waits for the second person."), month=Month.of(period.month)
        )
    return BookPeriod.objects.select_related("book__unit", "book__area").get(pk=period.pk)


def _to_decide(request: PeriodRequest, acting_user: User) -> PeriodRequest:
    held = (
        PeriodRequest.objects.select_for_update(of=("self",))
        .select_related("period__book__unit", "asked_by")
        .get(pk=request.pk)
    )
    if held.state != PeriodRequest.State.ASKED:
        raise PeriodRefused(_("It is decided already: %(state)s."), state=held.get_state_display())
    require_another(user=acting_user, previous=held.asked_by, act=held.get_act_display())
    if not may_decide(acting_user, held):
        raise DutyMissing(
            _("%(user)s may not decide about the months of %(book)s."),
            user=acting_user,
            book=held.period.book,
        )
    return held


def _decide(held: PeriodRequest, state: str, acting_user: User) -> PeriodRequest:
    held.state, held.decided_by, held.decided_at = state, acting_user, timezone.now()
    held.save(update_fields=["state", "decided_by", "decided_at", "answer"])
    return held
