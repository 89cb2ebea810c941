"""Money of the round that comes in: what finance paid to the city's expenditure account, whole or in parts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.codes import name_of
from config.money import to_fen
from config.periods import Month
from config.workdays import add_workdays
from funds.models import Appropriation, Booked, Entry, RoundStep
from funds.reads.rounds import planned_by_unit, sums_by_scheme
from funds.rules import rounds as rules
from funds.rules.round_postings import appropriated
from funds.services.drafts import Planned
from funds.services.keeping import keeping_of
from funds.services.open_day import open_day
from funds.services.two_people import book_by_two
from institutions.models import Duty, User
from institutions.services.duties import require_another, require_city_duty

from .faults import RoundRefused
from .states import locked, state_after
from .terms import policy_of


@transaction.atomic
def enter_appropriation(
    *, step: RoundStep, insutype: str, amount: Decimal, arrived_on: dt.date, evidence: str, acting_user: User
) -> Appropriation:
    """Enter one slip of the bank. City's finance.

    Raises :class:`RoundRefused` before the application is approved, for more than was applied for, a slip entered
    already or a day to come; ``DutyMissing``.
    """
    step = locked(step)
    require_city_duty(user=acting_user, duty=Duty.FINANCE, area=step.round.area)
    state = state_after(step, rules.ENTER)
    _require_sound(amount, arrived_on, evidence)
    wanted = applied_for(step.round_id)
    open_ = wanted.get(insutype, 0) - arrived(step.round_id, waiting=True).get(insutype, 0)
    if wanted and to_fen(amount) > open_:
        raise RoundRefused(
            _("%(scheme)s: %(open)s yuan are still open of what was applied for."),
            scheme=name_of("insutype", insutype),
            open=f"{Decimal(max(open_, 0)) / 100:,.2f}",
        )
    try:
        with transaction.atomic():
            found: Appropriation = Appropriation.objects.create(
                round=step.round, insutype=insutype, amount=amount, arrived_on=arrived_on,
                evidence=evidence.strip()[:80], entered_by=acting_user,
            )  # fmt: skip
    except IntegrityError as exc:
        raise RoundRefused(_("This slip is entered already.")) from exc
    step.state, step.submitted_by, step.submitted_at = state, acting_user, timezone.now()
    step.happened_on, step.decided_by, step.decided_at = arrived_on, None, None
    step.save()
    return found


def _require_sound(amount: Decimal, day: dt.date, evidence: str) -> None:
    if amount <= 0:
        raise RoundRefused(_("The amount is above zero."))
    if day > timezone.localdate():
        raise RoundRefused(_("Money does not move on a day to come."))
    if not evidence.strip():
        raise RoundRefused(_("The number of the bank's slip is missing."))


@transaction.atomic
def book_appropriation(*, appropriation: Appropriation, acting_user: User) -> Appropriation:
    """A second person approves the slip: it is booked, and the counties' days begin (two working days).

    Duty approve at the city. Raises :class:`RoundRefused`, ``SamePerson``, ``DutyMissing``, ``PeriodNotOpen``.
    """
    step, held = _held(appropriation, rules.BOOK, acting_user)
    area = step.round.area
    keeping = keeping_of(area, held.arrived_on)
    held.state, held.decided_by, held.decided_at = Booked.BOOKED, acting_user, timezone.now()
    held.save()
    # Where counties keep their own funds their money never passes the city: see ``transfers``.
    if keeping.unified:
        summary = gettext("Appropriation for %(month)s, slip %(evidence)s") % {
            "month": f"{step.round.month:%Y-%m}", "evidence": held.evidence,
        }  # fmt: skip
        planned = Planned(
            appropriated(keeping, to_fen(held.amount)),
            open_day(held.insutype, keeping.city, held.arrived_on),
            Entry.Kind.TRANSFER,
            f"round:appropriation:{held.pk}",
            summary[:200],
            held,
        )
        book_by_two(held.insutype, [planned], entered_by=held.entered_by, approved_by=acting_user)
    _set_state(step, held, acting_user)
    _begin_transfers(step, held.arrived_on)
    return held


@transaction.atomic
def refuse_appropriation(*, appropriation: Appropriation, reason: str, acting_user: User) -> Appropriation:
    """The slip was entered wrongly: nothing is booked."""
    step, held = _held(appropriation, rules.REFUSE, acting_user)
    if not reason.strip():
        raise RoundRefused(_("Say why it is sent back."))
    held.state, held.decided_by, held.decided_at = Booked.REFUSED, acting_user, timezone.now()
    held.refused_reason = reason.strip()[:300]
    held.save()
    _set_state(step, held, acting_user, held.refused_reason)
    return held


def _held(appropriation: Appropriation, act: str, user: User) -> tuple[RoundStep, Appropriation]:
    step = locked(RoundStep.objects.get(round=appropriation.round_id, step=rules.APPROPRIATION))
    require_city_duty(user=user, duty=Duty.APPROVE, area=step.round.area)
    held: Appropriation = (
        Appropriation.objects.select_for_update(of=("self",))
        .select_related("entered_by", "round__area")
        .get(pk=appropriation.pk)
    )
    if held.state != Booked.ENTERED:
        raise RoundRefused(_("It is “%(state)s” already."), state=held.get_state_display())
    state_after(step, act)
    require_another(user=user, previous=held.entered_by, act=step.get_step_display())
    return step, held


def applied_for(round_id: int) -> dict[str, int]:
    """Fen of the accepted plans by scheme."""
    return sums_by_scheme(planned_by_unit(round_id))


def arrived(round_id: int, *, waiting: bool = False) -> dict[str, int]:
    """Fen booked by scheme; with ``waiting`` what waits for approval too."""
    states = [Booked.BOOKED, *([Booked.ENTERED] if waiting else [])]
    rows = Appropriation.objects.filter(round=round_id, state__in=states).order_by()
    return {
        insutype: to_fen(amount) for insutype, amount in rows.values_list("insutype").annotate(Sum("amount"))
    }


def _set_state(step: RoundStep, held: Appropriation, user: User, reason: str = "") -> None:
    waiting = Appropriation.objects.filter(round=step.round_id, state=Booked.ENTERED).exists()
    step.state = rules.money_state(
        applied_for(step.round_id), arrived(step.round_id), waiting=waiting, refused=bool(reason)
    )
    if reason:
        step.times_returned += 1
    step.returned_reason = reason
    if not waiting:
        # Of several slips the one decided on last: whoever entered it is not whoever decided.
        step.submitted_by = held.entered_by
        step.decided_by, step.decided_at = user, timezone.now()
    step.save()


def _begin_transfers(step: RoundStep, arrived_on: dt.date) -> None:
    """Every arrival sets the day anew: what is open counts from the last money that came."""

    within = policy_of(step.round.area, Month.of(step.round.month)).transfer_within
    if within is None:
        return
    plans = planned_by_unit(step.round_id)
    waiting = RoundStep.objects.filter(round=step.round_id, step=rules.TRANSFER).exclude(state=rules.DONE)
    if plans:
        # Nothing is due to a county that planned nothing.
        waiting = waiting.filter(
            unit__in={unit for one in plans.values() for unit, fen in one.items() if fen}
        )
    waiting.update(due_on=add_workdays(arrived_on, within))
