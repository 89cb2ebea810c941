"""A book is opened by two people: the unit's finance asks, another person of the unit opens it or refuses."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.periods import Month
from funds.models import Book, BookRequest
from funds.services.open_book import BookRefused, open_book
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_another, require_duty

State = BookRequest.State
DECIDERS = (Duty.REVIEW, Duty.APPROVE)


@transaction.atomic
def ask_for_book(
    *, insutype: str, unit: Agency, first: Month, basis: str, evidence: str, acting_user: User
) -> BookRequest:
    """Duty finance at ``unit``. Raises :class:`BookRefused` where the book stands or is asked for, ``DutyMissing``."""
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=unit)
    if not evidence.strip():
        raise BookRefused(_("The number of the paper is missing."))
    asked = BookRequest(
        insutype=insutype, unit=unit, area=unit.area, first_month=first.first, basis=basis,
        evidence=evidence.strip()[:80], asked_by=acting_user,
    )  # fmt: skip
    if Book.objects.filter(insutype=insutype, unit=unit).exists():
        raise BookRefused(_("%(book)s: the book is open."), book=asked)
    try:
        with transaction.atomic():
            asked.save()
    except IntegrityError as exc:
        raise BookRefused(_("%(book)s waits for the second person."), book=asked) from exc
    return asked


@transaction.atomic
def open_asked_book(*, request: BookRequest, acting_user: User) -> Book:
    """Another person of the unit agrees: the book is open. Duty review or approve there.

    Raises :class:`BookRefused`, ``SamePerson``, ``DutyMissing``.
    """
    held = _held(request, acting_user)
    _decide(held, State.OPENED, acting_user)
    return open_book(
        insutype=held.insutype, unit=held.unit, first=Month.of(held.first_month), acting_user=held.asked_by,
        basis=held.basis,
    )  # fmt: skip


@transaction.atomic
def refuse_book(*, request: BookRequest, reason: str, acting_user: User) -> BookRequest:
    """Another person of the unit says no, and why; it may be asked for anew."""
    held = _held(request, acting_user)
    if not reason.strip():
        raise BookRefused(_("Say why it is refused."))
    held.answer = reason.strip()[:200]
    _decide(held, State.REFUSED, acting_user)
    return held


def may_decide(user: User, request: BookRequest) -> bool:
    duties = user.duties_at(request.unit)
    return request.asked_by_id != user.pk and not duties.isdisjoint(DECIDERS)


def _held(request: BookRequest, user: User) -> BookRequest:
    held: BookRequest = (
        BookRequest.objects.select_for_update(of=("self",))
        .select_related("unit__area", "asked_by")
        .get(pk=request.pk)
    )
    if set(DECIDERS).isdisjoint(user.duties_at(held.unit)):
        require_duty(user=user, duty=Duty.APPROVE, agency=held.unit)
    require_another(user=user, previous=held.asked_by, act=_("Opening of a book"))
    if held.state != State.ASKED:
        raise BookRefused(_("It is decided already: %(state)s."), state=held.get_state_display())
    return held


def _decide(held: BookRequest, state: str, user: User) -> None:
    held.state, held.decided_by, held.decided_at = state, user, timezone.now()
    held.save()
