"""A batch of account movements from its start to its review: who may, and one under way at a time."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import AccountBatch, AccountBatchLine, AccountMovement, Cause
from claims.rules.account_policy import FIRST_DAY
from config.jobs import enqueue
from config.models import Job
from config.periods import Month
from config.scoping import system_scope
from institutions.models import Agency, Duty, PoolingArea, User
from institutions.services.duties import require_another, require_city_duty

from .faults import AccountRefused, policy_of

PREPARE, POST = "claims.account_prepare", "claims.account_post"
KEYS = {Cause.CREDIT: "credit:%s", Cause.INTEREST: "interest:%s"}


def key_of(batch: AccountBatch) -> str:
    """The idempotency key of a batch's movements on each account."""
    return KEYS[Cause(batch.kind)] % batch.period


def start_credits(*, area: PoolingArea, insutype: str, month: Month, acting_user: User) -> AccountBatch:
    """Have the credits of ``month`` prepared for everybody of the scheme; the batch's job tells how far it is.

    Who was credited for the month already is passed over. Raises :class:`AccountRefused`, ``DutyMissing``.
    """
    require_city_duty(user=acting_user, duty=Duty.HANDLE, area=area)
    policy = policy_of(area, insutype, month.last)
    if policy.covered_on == FIRST_DAY:
        policy_of(area, insutype, month.first)
    if month.first > timezone.localdate():
        raise AccountRefused(_("%(month)s has not begun: credits are prepared once it has."), month=month)
    return _start(area, insutype, Cause.CREDIT, str(month), acting_user)


def start_interest(*, area: PoolingArea, insutype: str, year: int, acting_user: User) -> AccountBatch:
    """Have the interest of a finished year prepared. Raises :class:`AccountRefused`, ``DutyMissing``."""
    require_city_duty(user=acting_user, duty=Duty.HANDLE, area=area)
    last = Month(year, 12).last
    if timezone.localdate() <= last:
        raise AccountRefused(_("%(year)s is not over: interest is reckoned on the whole year."), year=year)
    if not policy_of(area, insutype, last).interest_rate:
        raise AccountRefused(_("The policy pays no interest on %(day)s."), day=last)
    return _start(area, insutype, Cause.INTEREST, str(year), acting_user)


def _start(area: PoolingArea, insutype: str, kind: Cause, period: str, user: User) -> AccountBatch:
    try:
        with transaction.atomic():
            batch: AccountBatch = AccountBatch.unscoped.create(
                area=area, insutype=insutype, kind=kind.value, period=period, prepared_by=user
            )
    except IntegrityError:
        raise AccountRefused(
            _("A batch of %(period)s is under way: review or discard that one first."), period=period
        ) from None
    _work(batch, PREPARE, user)
    return batch


def review_batch(*, batch: AccountBatch, acting_user: User) -> AccountBatch:
    """A second person's word; a job posts the movements.

    Raises :class:`AccountRefused`, ``SamePerson``, ``DutyMissing``.
    """
    require_city_duty(user=acting_user, duty=Duty.REVIEW, area=batch.area)
    with transaction.atomic():
        batch = _held(batch, AccountBatch.State.PREPARED)
        require_another(user=acting_user, previous=batch.prepared_by, act=_("Review of the batch"))
        if not batch.lines:
            raise AccountRefused(_("The batch moves nothing: discard it."))
        batch.state = AccountBatch.State.POSTING
        batch.reviewed_by, batch.reviewed_at = acting_user, timezone.now()
        batch.save(update_fields=["state", "reviewed_by", "reviewed_at"])
        _work(batch, POST, acting_user)
    return batch


def discard_batch(*, batch: AccountBatch, acting_user: User) -> AccountBatch:
    """Give up what a batch has not moved; what it has moved stays. Whoever handles or reviews at the city may."""
    if Duty.REVIEW not in acting_user.duties_at(_city(batch.area)):
        require_city_duty(user=acting_user, duty=Duty.HANDLE, area=batch.area)
    state = AccountBatch.State
    with transaction.atomic():
        batch = _held(batch, state.PREPARED, state.PREPARING, state.POSTING)
        if batch.state != state.PREPARED and Job.objects.unfinished().filter(pk=batch.job_id or 0).exists():
            raise AccountRefused(_("The batch's job is still at work: cancel the job first."))
        # The city's act over everybody's lines.
        with system_scope():
            AccountBatchLine.unscoped.filter(batch=batch).delete()
            moved = AccountMovement.unscoped.filter(batch=batch).exists()
        batch.state = state.POSTED if moved else state.DISCARDED
        batch.save(update_fields=["state"])
    return batch


def _city(area: PoolingArea) -> Agency:
    city: Agency = Agency.objects.get(area=area, level=Agency.Level.CITY)
    return city


def _held(batch: AccountBatch, *states: AccountBatch.State) -> AccountBatch:
    held: AccountBatch = (
        AccountBatch.objects.select_for_update(of=("self",))
        .select_related("area", "prepared_by")
        .get(pk=batch.pk)
    )
    if held.state not in states:
        raise AccountRefused(
            _("The batch is “%(state)s”: that is not possible now."), state=held.get_state_display()
        )
    return held


def _work(batch: AccountBatch, kind: str, user: User) -> None:
    job = enqueue(
        kind,
        owner=user,
        agency=_city(batch.area),
        params={"batch": batch.pk},
        unique_key=f"account-batch:{batch.pk}",
    )
    AccountBatch.unscoped.filter(pk=batch.pk).update(job_id=job.pk)
    batch.job_id = job.pk
