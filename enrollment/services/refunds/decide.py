"""The second person's word on a refund: the cover ends and the amount is owed, or it is turned down."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.money import to_fen
from config.scoping import system_scope
from enrollment.models import ContributionRefund, Coverage, Person
from enrollment.services.coverage.end import cut
from enrollment.services.coverage.history import lock_person
from institutions.models import Duty, User
from institutions.services.duties import require_another, require_duty_in_area

from .listeners import tell_approved
from .prepare import DEATH, RefundRefused, State, work_out


@transaction.atomic
def approve_refund(*, refund: ContributionRefund, acting_user: User) -> ContributionRefund:
    """From the day of the event the cover of the year ends, as if it had never been where it had not begun; the
    amount waits to be paid. Duty to review, another person.

    Raises :class:`RefundRefused` where the policy or the payment gives another amount by now, ``SamePerson``,
    ``DutyMissing``.
    """
    with system_scope():
        held = _held(refund, acting_user)
        enrolment = held.enrolment
        if not enrolment.coverage.effective:
            raise RefundRefused(_("This enrolment was annulled."))
        now = work_out(enrolment=enrolment, reason=held.reason, happened_on=held.happened_on).due("refund")
        if now.amount != to_fen(held.amount):
            raise RefundRefused(
                _("The amount has changed since it was prepared: turn it down and prepare it anew.")
            )
        for one in (enrolment.coverage, *enrolment.coverage.riders.filter(effective=True)):
            cut(one, held.happened_on)
        if held.reason == DEATH:
            _died(enrolment.person, held.happened_on)
        _decided(held, State.APPROVED, acting_user)
        tell_approved(held, acting_user)
    return held


@transaction.atomic
def refuse_refund(*, refund: ContributionRefund, reason: str, acting_user: User) -> ContributionRefund:
    """Turned down with its reason; it may be prepared again. Duty to review, another person."""
    with system_scope():
        held = _held(refund, acting_user)
        if not reason.strip():
            raise RefundRefused(_("Say why."))
        held.refused_reason = reason.strip()[:200]
        return _decided(held, State.REFUSED, acting_user)


def _held(refund: ContributionRefund, user: User) -> ContributionRefund:
    lock_person(refund.enrolment.person_id)
    held: ContributionRefund = (
        ContributionRefund.objects.select_for_update(of=("self",))
        .select_related("enrolment__coverage__county__area", "enrolment__person", "prepared_by")
        .get(pk=refund.pk)
    )
    require_duty_in_area(user=user, duty=Duty.REVIEW, area=held.enrolment.coverage.county.area)
    require_another(user=user, previous=held.prepared_by, act=_("Decision on the refund"))
    if held.state != State.WAITING:
        raise RefundRefused(
            _("The refund is “%(state)s”: this cannot be done now."), state=held.get_state_display()
        )
    return held


def _died(person: Person, day: dt.date) -> None:
    """The file says so, and whatever else covers the person ends after that day."""
    if person.deceased_on is None:
        person.deceased_on = day
        person.save(update_fields=["deceased_on"])
    after = day + dt.timedelta(days=1)
    goes_on = Q(period__endswith__gt=after) | Q(period__upper_inf=True)
    for coverage in Coverage.objects.filter(goes_on, person=person, effective=True):
        cut(coverage, after)


def _decided(refund: ContributionRefund, state: str, user: User) -> ContributionRefund:
    refund.state, refund.decided_by, refund.decided_at = state, user, timezone.now()
    refund.save()
    return refund
