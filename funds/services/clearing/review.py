"""The second person's word on a month: let it go on, or send it back with a reason."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.jobs import enqueue
from funds.models import Clearing, ClearingStep, NetPosition, NettingLine
from institutions.models import Duty, User
from institutions.services.duties import require_another, require_city_duty

from . import states
from .faults import ClearingRefused
from .start import JOB_KIND, all_steps_pending
from .units import city_of

AFTER_REVIEW = [ClearingStep.Step.NET, ClearingStep.Step.POST, ClearingStep.Step.PAY]


@transaction.atomic
def review_clearing(*, clearing: Clearing, acting_user: User) -> Clearing:
    """Confirm the statements; a job of the reviewer nets, posts and prepares the payments.

    Raises :class:`ClearingRefused`, ``DutyMissing`` (review at the city), ``SamePerson`` for the starter.
    """
    require_city_duty(user=acting_user, duty=Duty.REVIEW, area=clearing.area)
    states.require(clearing, Clearing.State.ADJUDICATED, act=_("be reviewed"))
    require_another(user=acting_user, previous=clearing.started_by, act=_("Review of the clearing"))
    states.refuse_while_running(clearing)
    states.move(
        clearing,
        before=[Clearing.State.ADJUDICATED],
        after=Clearing.State.REVIEWED,
        act=_("be reviewed"),
        reviewed_by=acting_user,
        reviewed_at=timezone.now(),
        returned_reason="",
    )
    all_steps_pending(clearing, AFTER_REVIEW)
    _run(clearing, acting_user)
    return clearing


@transaction.atomic
def continue_clearing(*, clearing: Clearing, acting_user: User) -> Clearing:
    """Take up the steps after review that failed or were cancelled, once what stopped them is mended.

    Raises :class:`ClearingRefused`, ``DutyMissing`` (finance or review at the city).
    """
    city = city_of(clearing.area)
    if Duty.REVIEW not in acting_user.duties_at(city):
        require_city_duty(user=acting_user, duty=Duty.FINANCE, area=clearing.area)
    act = _("go on")
    states.require(clearing, Clearing.State.REVIEWED, Clearing.State.NETTED, Clearing.State.POSTED, act=act)
    states.refuse_while_running(clearing)
    steps = ClearingStep.unscoped.filter(clearing=clearing, step__in=AFTER_REVIEW)
    if not steps.exclude(state=ClearingStep.State.DONE).exists():
        states.refuse(clearing, act)
    steps.filter(state__in=[ClearingStep.State.FAILED, ClearingStep.State.RUNNING]).update(
        state=ClearingStep.State.PENDING, attempts=0, fault_code="", fault_params={}
    )
    _run(clearing, acting_user)
    return clearing


@transaction.atomic
def send_back_clearing(*, clearing: Clearing, reason: str, acting_user: User) -> Clearing:
    """Return the month to collecting, so that bills and deductions can be mended and it is started again.

    Possible until it is posted. Raises :class:`ClearingRefused`, ``DutyMissing`` (review at the city).
    """
    require_city_duty(user=acting_user, duty=Duty.REVIEW, area=clearing.area)
    act = _("be sent back")
    if not reason.strip():
        raise ClearingRefused(_("Say why the clearing is sent back."))
    states.refuse_while_running(clearing)
    before = [Clearing.State.ADJUDICATED, Clearing.State.REVIEWED, Clearing.State.NETTED]
    _refuse_when_posted_in_part(clearing, act)
    states.move(
        clearing,
        before=before,
        after=Clearing.State.COLLECTING,
        act=act,
        returned_reason=reason.strip(),
        reviewed_by=None,
        reviewed_at=None,
        job=None,
    )
    NettingLine.unscoped.filter(clearing=clearing).delete()
    NetPosition.unscoped.filter(clearing=clearing).delete()
    ClearingStep.unscoped.filter(clearing=clearing).delete()
    return clearing


def _refuse_when_posted_in_part(clearing: Clearing, act: object) -> None:
    later = Clearing.unscoped.filter(
        area=clearing.area, insutype=clearing.insutype, month__gt=clearing.month
    ).exclude(state=Clearing.State.COLLECTING)
    posted = ClearingStep.unscoped.filter(
        clearing=clearing, step=ClearingStep.Step.POST, state=ClearingStep.State.DONE
    )
    if posted.exists():
        raise ClearingRefused(_("Part of the clearing is posted already: go on instead."))
    if later.exists():
        raise ClearingRefused(
            _("A later month has been started on top of this one: send that one back first.")
        )


def _run(clearing: Clearing, acting_user: User) -> None:
    job = enqueue(
        JOB_KIND,
        owner=acting_user,
        agency=city_of(clearing.area),
        params={"clearing": clearing.pk},
        unique_key=f"clearing:{clearing.pk}",
    )
    Clearing.unscoped.filter(pk=clearing.pk).update(job=job)
    clearing.job = job
