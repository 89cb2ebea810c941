"""Start a month's clearing: nobody else is at it, nothing earlier is left over, then every unit adjudicates."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import CLEARED, Deduction, Settlement
from claims.reads.reconciliations import not_ready
from config.jobs import enqueue
from config.periods import Month
from config.scoping import system_scope
from funds.models import Clearing, ClearingStep, YearClearing
from institutions.models import Duty, PoolingArea, User
from institutions.services.duties import require_city_duty

from . import states
from .faults import ClearingRefused
from .given_back import anything_given_back
from .months import hold_month
from .terms import terms_of
from .units import counties_of, units_of
from .years_waiting import years_wait

JOB_KIND = "clearing.run"


@transaction.atomic
def start_clearing(*, area: PoolingArea, month: Month, insutype: str, acting_user: User) -> Clearing:
    """Adjudicate ``month`` in a job of ``acting_user`` (``clearing.job``), who is its starter from now on.

    A month that was sent back or whose adjudication failed is started the same way: everything is computed
    anew. Raises :class:`ClearingRefused` and ``DutyMissing`` (finance at the city).
    """
    city = require_city_duty(user=acting_user, duty=Duty.FINANCE, area=area)
    hold_month(area.pk, insutype, month)
    clearing, _created = Clearing.unscoped.get_or_create(area=area, month=month.first, insutype=insutype)
    states.refuse_while_running(clearing)
    states.require(clearing, Clearing.State.COLLECTING, act=_("be started"))
    _check_order(clearing)
    _check_something_to_clear(clearing)
    _check_institutions(clearing, terms_of(clearing).waits_for)
    all_steps_pending(clearing, [ClearingStep.Step.ADJUDICATE])
    job = enqueue(
        JOB_KIND,
        owner=acting_user,
        agency=city,
        params={"clearing": clearing.pk},
        unique_key=f"clearing:{clearing.pk}",
    )
    states.move(
        clearing,
        before=[Clearing.State.COLLECTING],
        after=Clearing.State.COLLECTING,
        act=_("be started"),
        job=job,
        started_by=acting_user,
        started_at=timezone.now(),
    )
    return clearing


def all_steps_pending(clearing: Clearing, steps: list[ClearingStep.Step]) -> None:
    """One row per unit and step, each to be done (again)."""
    ClearingStep.unscoped.filter(clearing=clearing, step__in=steps).delete()
    ClearingStep.unscoped.bulk_create(
        ClearingStep(clearing=clearing, step=step, unit=unit)
        for step in steps
        for unit in units_of(clearing.area)
    )


def _check_order(clearing: Clearing) -> None:
    """Months are cleared in order: each takes over what the one before carried forward."""
    month = Month.of(clearing.month)
    others = Clearing.unscoped.filter(area=clearing.area, insutype=clearing.insutype)
    later = (
        others.filter(month__gt=month.first)
        .exclude(state=Clearing.State.COLLECTING)
        .order_by("month")
        .first()
    )
    if later is not None:
        raise ClearingRefused(
            _("%(later)s is already cleared, and months are cleared in order: bills of %(month)s fall into the "
              "next open month."),
            later=Month.of(later.month),
            month=month,
        )  # fmt: skip
    cleared = YearClearing.unscoped.filter(
        area=clearing.area, insutype=clearing.insutype, year=month.year, state=YearClearing.State.REVIEWED
    )
    if cleared.exists():
        raise ClearingRefused(
            _("%(year)s is cleared with the institutions: bills of %(month)s fall into the next open month."),
            year=month.year,
            month=month,
        )
    unreviewed = others.filter(month__lt=month.first, state__in=["collecting", "adjudicated"])
    first = unreviewed.order_by("month").values_list("month", flat=True).first()
    latest = others.filter(month__lt=month.first).exclude(pk__in=unreviewed).order_by("-month").first()
    skipped = settlements_of_area(clearing).filter(clr_month__lt=month.first)
    if latest is not None:
        skipped = skipped.filter(clr_month__gt=latest.month)
    first = first or skipped.order_by("clr_month").values_list("clr_month", flat=True).first()
    if first is not None:
        raise ClearingRefused(
            _("Clear %(earlier)s first: months are cleared in order."), earlier=Month.of(first)
        )


def _check_something_to_clear(clearing: Clearing) -> None:
    if not (
        settlements_of_area(clearing).filter(clr_month=clearing.month).exists()
        or has_deductions(clearing)
        or anything_given_back(clearing)
        or years_wait(clearing)
    ):
        month = Month.of(clearing.month)
        raise ClearingRefused(
            _("There is nothing to clear: no bill of %(month)s has been settled."), month=month
        )


def _check_institutions(clearing: Clearing, waits_for: str) -> None:
    """Where the policy has the month wait for its institutions, it is refused while any is behind."""
    if waits_for == "nothing":
        return
    # Every institution of the area, whoever pays it.
    with system_scope():
        behind = not_ready(clearing.area, clearing.month, clearing.insutype, waits_for)
    if behind:
        raise ClearingRefused(
            _("The policy has the month wait until institutions have reconciled or applied: %(count)s have not, "
              "%(first)s among them."),
            count=len(behind),
            first=behind[0],
        )  # fmt: skip


def settlements_of_area(clearing: Clearing) -> QuerySet[Settlement]:
    """The settlements of the area's people that institutions are paid for, of every month."""
    return Settlement.unscoped.filter(
        CLEARED, insutype=clearing.insutype, insu_county__in=counties_of(clearing.area)
    )


def has_deductions(clearing: Clearing) -> bool:
    """Whether anything is deducted in the clearing's month, reviewed or not."""
    return Deduction.unscoped.filter(
        Q(institution__county__in=counties_of(clearing.area)) | Q(institution__area=clearing.area),
        clr_month=clearing.month,
        insutype=clearing.insutype,
    ).exists()
