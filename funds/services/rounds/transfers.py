"""Money of the round that goes on: from the city's expenditure account to the counties', within the policy's days.

What a county gets is what is open of its plan; where less arrived, in proportion. The city keeps what it planned for
itself. Under graded management (HG-13) a county's money comes out of its own special account, in its own book.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.money import from_fen, to_fen
from funds.models import Appropriation, Booked, Entry, RoundStep, RoundTransfer
from funds.reads.rounds import planned_by_unit
from funds.rules import rounds as rules
from funds.rules.clearing_postings import Keeping
from funds.rules.round_postings import appropriated, transferred
from funds.services.drafts import Planned
from funds.services.keeping import keeping_of
from funds.services.open_day import open_day
from funds.services.payments.cash import cash_of, committed
from funds.services.two_people import book_by_two
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_another, require_city_duty

from .faults import RoundRefused
from .states import locked, state_after


def shares_of(appropriation: Appropriation) -> dict[int, int]:
    """Fen each unit would get of it now, the city among them: its part stays where it is."""
    live = RoundTransfer.objects.filter(appropriation=appropriation).exclude(state=Booked.REFUSED)
    left = to_fen(appropriation.amount) - to_fen(live.aggregate(sum=Sum("amount"))["sum"] or 0)
    return rules.divide(left, still_open(appropriation))


def still_open(appropriation: Appropriation) -> dict[int, int]:
    """Fen of each unit's plan of the scheme that no transfer, booked or waiting, has met."""
    planned = dict(planned_by_unit(appropriation.round_id).get(appropriation.insutype, {}))
    city = Agency.objects.get(area=appropriation.round.area, level=Agency.Level.CITY)
    for unit, fen in moved(appropriation.round_id, appropriation.insutype).items():
        planned[unit] = planned.get(unit, 0) - fen
    before = Appropriation.objects.filter(
        round=appropriation.round_id,
        insutype=appropriation.insutype,
        state=Booked.BOOKED,
        pk__lt=appropriation.pk,
    )
    for one in before:
        sent = RoundTransfer.objects.filter(appropriation=one).exclude(state=Booked.REFUSED)
        kept = to_fen(one.amount) - to_fen(sent.aggregate(sum=Sum("amount"))["sum"] or 0)
        planned[city.pk] = planned.get(city.pk, 0) - kept
    return planned


def moved(round_id: int, insutype: str, *states: str) -> dict[int, int]:
    """Fen by county of transfers in ``states``; without any, of all that were not refused."""
    rows = RoundTransfer.objects.filter(round=round_id, insutype=insutype).exclude(state=Booked.REFUSED)
    if states:
        rows = rows.filter(state__in=states)
    return {
        county: to_fen(amount)
        for county, amount in rows.order_by().values_list("county").annotate(Sum("amount"))
    }


@transaction.atomic
def prepare_transfers(
    *,
    appropriation: Appropriation,
    amounts: Mapping[int, Decimal],
    transferred_on: dt.date,
    evidence: str,
    acting_user: User,
) -> list[RoundTransfer]:
    """What each county (by id) gets of a booked appropriation. City's finance.

    Raises :class:`RoundRefused` for more than arrived, a county that has its transfer of it already, or a day before
    the money came; ``DutyMissing``.
    """
    held = _locked(appropriation)
    require_city_duty(user=acting_user, duty=Duty.FINANCE, area=held.round.area)
    _require_sound(held, amounts, transferred_on, evidence)
    steps = {one.unit_id: one for one in _steps(held, amounts)}
    made = []
    for county, amount in sorted(amounts.items()):
        if amount <= 0:
            continue
        step = steps.get(county)
        if step is None:
            raise RoundRefused(_("This round has no transfer to such a county."))
        state = state_after(step, rules.ENTER)
        transfer = RoundTransfer.objects.create(
            appropriation=held, round=held.round, insutype=held.insutype, county_id=county, amount=amount,
            transferred_on=transferred_on, evidence=evidence.strip()[:80], prepared_by=acting_user,
        )  # fmt: skip
        made.append(transfer)
        step.state, step.submitted_by, step.submitted_at = state, acting_user, timezone.now()
        step.happened_on, step.decided_by, step.decided_at = transferred_on, None, None
        step.save()
    if not made:
        raise RoundRefused(_("No county gets anything."))
    return made


def _require_sound(held: Appropriation, amounts: Mapping[int, Decimal], day: dt.date, evidence: str) -> None:
    live = RoundTransfer.objects.filter(appropriation=held).exclude(state=Booked.REFUSED)
    if held.state != Booked.BOOKED:
        raise RoundRefused(_("The appropriation is not booked yet."))
    if twice := live.filter(county__in=[one for one, amount in amounts.items() if amount > 0]).first():
        raise RoundRefused(_("%(county)s has its transfer of this money already."), county=twice.county)
    together = sum(amounts.values(), live.aggregate(sum=Sum("amount"))["sum"] or Decimal(0))
    if together > held.amount:
        raise RoundRefused(
            _("Together %(sum)s yuan are more than the %(amount)s that arrived."),
            sum=f"{together:,.2f}",
            amount=f"{held.amount:,.2f}",
        )
    if not held.arrived_on <= day <= timezone.localdate():
        raise RoundRefused(_("Money goes on after it arrived, and not on a day to come."))
    if not evidence.strip():
        raise RoundRefused(_("The number of the bank's slip is missing."))


@transaction.atomic
def book_transfers(*, appropriation: Appropriation, acting_user: User) -> list[RoundTransfer]:
    """A second person approves all waiting transfers of the money: they are booked, county by county.

    Duty approve at the city. Raises :class:`RoundRefused` when the city's account does not hold them, ``SamePerson``,
    ``DutyMissing``, ``PeriodNotOpen``.
    """
    held, waiting = _waiting(appropriation, rules.BOOK, acting_user)
    keeping = keeping_of(held.round.area, waiting[0].transferred_on)
    total = sum(to_fen(one.amount) for one in waiting)
    _require_cash(held, keeping, total)
    for one in waiting:
        one.state, one.decided_by, one.decided_at = Booked.BOOKED, acting_user, timezone.now()
        one.save()
    planned = [_planned(one, keeping) for one in waiting] + _kept(held, keeping, waiting)
    book_by_two(held.insutype, planned, entered_by=waiting[0].prepared_by, approved_by=acting_user)
    _set_states(held, waiting, acting_user)
    return waiting


@transaction.atomic
def refuse_transfers(*, appropriation: Appropriation, reason: str, acting_user: User) -> list[RoundTransfer]:
    """All waiting transfers of the money go back with a reason; nothing is booked."""
    held, waiting = _waiting(appropriation, rules.REFUSE, acting_user)
    if not reason.strip():
        raise RoundRefused(_("Say why it is sent back."))
    for one in waiting:
        one.state, one.decided_by, one.decided_at = Booked.REFUSED, acting_user, timezone.now()
        one.refused_reason = reason.strip()[:300]
        one.save()
    _set_states(held, waiting, acting_user, reason.strip()[:300])
    return waiting


def _require_cash(held: Appropriation, keeping: Keeping, total: int) -> None:
    if not keeping.unified:
        return
    city = Agency.objects.select_related("area").get(pk=keeping.city)
    free = cash_of(insutype=held.insutype, keeping=keeping, payer=city) - committed(
        insutype=held.insutype, payer=city
    )
    if total > free:
        raise RoundRefused(
            _("The city's expenditure account is short by %(short)s yuan for these transfers."),
            short=f"{from_fen(total - free):,.2f}",
        )


def _planned(one: RoundTransfer, keeping: Keeping) -> Planned:
    summary = gettext("Transfer for %(month)s to %(county)s, slip %(evidence)s") % {
        "month": f"{one.round.month:%Y-%m}", "county": one.county, "evidence": one.evidence,
    }  # fmt: skip
    draft = transferred(keeping, one.county_id, to_fen(one.amount))
    day = open_day(one.insutype, draft.unit, one.transferred_on)
    return Planned(draft, day, Entry.Kind.TRANSFER, f"round:transfer:{one.pk}", summary[:200], one)


def _kept(held: Appropriation, keeping: Keeping, waiting: list[RoundTransfer]) -> list[Planned]:
    """Under graded management the city's own part of the money, once the counties' is known."""
    if keeping.unified:
        return []
    live = RoundTransfer.objects.filter(appropriation=held).exclude(state=Booked.REFUSED)
    kept = to_fen(held.amount) - to_fen(live.aggregate(sum=Sum("amount"))["sum"] or 0)
    if kept <= 0 or Entry.unscoped.filter(key=f"round:appropriation:{held.pk}").exists():
        return []
    summary = gettext("The city's part of the appropriation for %(month)s") % {
        "month": f"{held.round.month:%Y-%m}"
    }
    day = open_day(held.insutype, keeping.city, waiting[0].transferred_on)
    draft = appropriated(keeping, kept)
    return [Planned(draft, day, Entry.Kind.TRANSFER, f"round:appropriation:{held.pk}", summary[:200], held)]


def _locked(appropriation: Appropriation) -> Appropriation:
    locked(RoundStep.objects.get(round=appropriation.round_id, step=rules.APPROPRIATION))
    found: Appropriation = (
        Appropriation.objects.select_for_update(of=("self",))
        .select_related("round__area", "entered_by")
        .get(pk=appropriation.pk)
    )
    return found


def _steps(held: Appropriation, counties: Iterable[int]) -> list[RoundStep]:
    rows = RoundStep.objects.select_for_update(of=("self",)).filter(
        round=held.round_id, step=rules.TRANSFER, unit__in=list(counties)
    )
    return list(rows.select_related("round__area", "unit").order_by("pk"))


def _waiting(appropriation: Appropriation, act: str, user: User) -> tuple[Appropriation, list[RoundTransfer]]:
    held = _locked(appropriation)
    require_city_duty(user=user, duty=Duty.APPROVE, area=held.round.area)
    rows = RoundTransfer.objects.select_for_update(of=("self",)).filter(
        appropriation=held, state=Booked.ENTERED
    )
    waiting = list(rows.select_related("county__area", "prepared_by", "round").order_by("pk"))
    if not waiting:
        raise RoundRefused(_("No transfer of this money waits for approval."))
    for step in _steps(held, [one.county_id for one in waiting]):
        state_after(step, act)
    for one in waiting:
        require_another(user=user, previous=one.prepared_by, act=_("Approval of transfers"))
    return held, waiting


def _set_states(held: Appropriation, decided: list[RoundTransfer], user: User, reason: str = "") -> None:
    """Where each county's step stands now: over all schemes of the round."""
    booked: dict[int, dict[str, int]] = defaultdict(dict)
    plans: dict[int, dict[str, int]] = defaultdict(dict)
    for insutype, by_unit in planned_by_unit(held.round_id).items():
        for unit, fen in by_unit.items():
            plans[unit][insutype] = fen
        for unit, fen in moved(held.round_id, insutype, Booked.BOOKED).items():
            booked[unit][insutype] = fen
    if not plans:
        for unit, fen in moved(held.round_id, held.insutype, Booked.BOOKED).items():
            booked[unit][held.insutype] = fen
    waits = set(
        RoundTransfer.objects.filter(round=held.round_id, state=Booked.ENTERED).values_list(
            "county", flat=True
        )
    )
    prepared = {one.county_id: one.prepared_by for one in decided}
    for step in _steps(held, prepared):
        step.state = rules.money_state(
            plans[step.unit_id], booked[step.unit_id], waiting=step.unit_id in waits, refused=bool(reason)
        )
        step.returned_reason = reason
        if reason:
            step.times_returned += 1
        if step.unit_id not in waits:
            step.submitted_by = prepared[step.unit_id]
            step.decided_by, step.decided_at = user, timezone.now()
        step.save()
