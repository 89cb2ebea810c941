"""Whether what was appropriated covers a month's payments (NB-16): looked at before anything is posted.

What a unit needs is what it pays institutions itself, less what is set off, less the net it receives from the city (or
plus the net it pays): its own people's care, wherever it was given. The round plans and brings exactly that, so the
netting moves no money that a plan asked for a second time.
"""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction
from django.db.models import Q, Sum

from config.money import from_fen, to_fen
from config.periods import Month
from funds.models import Clearing, NetPosition, Payment, PaymentBatch, Statement
from funds.services.payments.cash import ON_THE_WAY, cash_of, committed
from funds.services.rounds.terms import policy_of
from institutions.models import Agency

from .faults import StepFault
from .set_offs import by_role, take
from .terms import terms_of
from .units import is_city


class Cover(NamedTuple):
    """Fen: what the month's payments need of the unit's own account, and what is free there."""

    unit: Agency
    needed: int
    free: int

    @property
    def short(self) -> int:
        return max(self.needed - self.free, 0)


def draws_on_appropriations(clearing: Clearing) -> bool:
    """Whether the policy of the month has finance pay the city's account month by month."""
    return policy_of(clearing.area, Month.of(clearing.month)).appropriation_by is not None


def require_cover(clearing: Clearing, unit: Agency) -> None:
    """Raises :class:`StepFault` naming by how much the unit is short. Nothing is posted then, and the step can be run
    again once the money is there."""
    if not draws_on_appropriations(clearing):
        return
    cover = cover_of(clearing, unit, set_off=set_off_of(clearing, unit))
    if cover.short:
        raise StepFault(
            "cash_short",
            unit=str(unit),
            short=f"{from_fen(cover.short):,.2f}",
            needed=f"{from_fen(cover.needed):,.2f}",
            free=f"{from_fen(cover.free):,.2f}",
        )


def cover_of(clearing: Clearing, unit: Agency, *, set_off: int) -> Cover:
    """How the unit stands for the clearing. Off what it holds come payments the bank has not answered for, and what
    earlier months still have to pay."""
    held = cash_of(insutype=clearing.insutype, keeping=terms_of(clearing).keeping, payer=unit)
    free = held - committed(insutype=clearing.insutype, payer=unit) - _promised(clearing, unit)
    return Cover(unit, max(_drawn(clearing, unit) - set_off - _gone(clearing, unit), 0), free)


def _drawn(clearing: Clearing, unit: Agency) -> int:
    """Fen of the unit's statements less its net (which a county that owes pays); before what is set off."""
    paid = Statement.unscoped.filter(clearing=clearing, payer=unit).aggregate(sum=Sum("act_dfr_amt"))["sum"]
    positions = NetPosition.unscoped.filter(clearing=clearing)
    if is_city(unit):
        net = -to_fen(positions.aggregate(sum=Sum("net"))["sum"] or 0)
    else:
        net = sum(to_fen(one.net) for one in positions.filter(county=unit))
    return to_fen(paid or 0) - net


def _promised(clearing: Clearing, unit: Agency) -> int:
    """Fen that earlier clearings of the fund, netted and not paid to the end, still draw on the unit's account."""
    earlier = Clearing.unscoped.filter(
        area=clearing.area_id,
        insutype=clearing.insutype,
        month__lt=clearing.month,
        state__in=(Clearing.State.NETTED, Clearing.State.POSTED),
    ).select_related("area")
    return sum(max(_drawn(one, unit) - set_off_of(one, unit) - _gone(one, unit), 0) for one in earlier)


def _gone(clearing: Clearing, unit: Agency) -> int:
    """Fen that left the unit's account for the clearing or is approved to, less what came in by its netting."""
    payments = Payment.unscoped.filter(clearing=clearing)
    out = payments.filter(payer=unit).filter(
        Payment.OUTLAY | Q(state__in=ON_THE_WAY, batch__approved_by__isnull=False, settles_return=False)
    )
    came = payments.filter(payee_agency=unit, state=Payment.State.PAID)
    sums = [one.aggregate(sum=Sum("amount"))["sum"] or 0 for one in (out, came)]
    return to_fen(sums[0]) - to_fen(sums[1])


def set_off_of(clearing: Clearing, unit: Agency) -> int:
    """Fen of the unit's statements that the bank does not pay: as its instructions have it, before them as it would
    be."""
    if PaymentBatch.unscoped.filter(clearing=clearing, payer=unit).exists():
        return taken_already(clearing, unit)
    return _would_be_set_off(clearing, unit)


def _would_be_set_off(clearing: Clearing, unit: Agency) -> int:
    """Fen of the unit's statements that the bank will not have to pay: taken, counted and given back."""
    statements = list(Statement.unscoped.filter(clearing=clearing, payer=unit, act_dfr_amt__gt=0))
    if not statements:
        return 0
    with transaction.atomic():
        taken = take(clearing, statements)
        transaction.set_rollback(True)
    return sum(taken.values())


def taken_already(clearing: Clearing, unit: Agency) -> int:
    """Fen set off against the unit's statements so far."""
    ids = Statement.unscoped.filter(clearing=clearing, payer=unit).values_list("pk", flat=True)
    return sum(sum(by_role(pk).values()) for pk in ids)
