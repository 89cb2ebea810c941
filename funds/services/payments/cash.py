"""What a payer has to pay with: its expenditure account, less what is already on its way or held for payees."""

from __future__ import annotations

from django.db.models import Sum

from config.money import to_fen
from funds.models import AccountBalance, Payment, UnclaimedReturn
from funds.rules.clearing_postings import BANK, Keeping
from funds.services.drafts import book_of_unit
from institutions.models import Agency

ON_THE_WAY = (Payment.State.PREPARED, Payment.State.SENT)


def cash_of(*, insutype: str, keeping: Keeping, payer: Agency) -> int:
    """Fen on ``payer``'s expenditure account of the fund, as the books stand now."""
    unit = Agency.objects.select_related("area").get(pk=keeping.unit_of(payer.pk))
    latest = (
        AccountBalance.unscoped.filter(
            account__book=book_of_unit(insutype, unit),
            account__subject__role=BANK,
            account__agency=payer,
            account__county__isnull=True,
        )
        .order_by("-month")
        .first()
    )
    return to_fen(latest.closing) if latest else 0


def committed(*, insutype: str, payer: Agency) -> int:
    """Fen of approved instructions the bank has not answered yet, and of what is held for payees since it sent it back.

    An instruction that pays such money again is counted with what it pays.
    """
    waiting = Payment.unscoped.filter(
        payer=payer,
        batch__insutype=insutype,
        state__in=ON_THE_WAY,
        batch__approved_by__isnull=False,
        settles_return=False,
    )
    on_the_way = to_fen(waiting.aggregate(total=Sum("amount"))["total"] or 0)
    return on_the_way + held_for_payees(insutype=insutype, payer=payer)


def held_for_payees(*, insutype: str, payer: Agency) -> int:
    """Fen that the bank sent back to ``payer`` and that were neither paid again nor given up yet."""
    ours = Payment.unscoped.filter(payer=payer, batch__insutype=insutype)
    came = ours.filter(state=Payment.State.RETURNED)
    went = ours.filter(settles_return=True, state__in=(Payment.State.PAID, Payment.State.RETURNED))
    over = UnclaimedReturn.unscoped.filter(approved_by__isnull=False).values("payment")
    given_up = ours.filter(pk__in=over)
    came_fen, went_fen, given_up_fen = (
        to_fen(some.aggregate(sum=Sum("amount"))["sum"] or 0) for some in (came, went, given_up)
    )
    return came_fen - went_fen - given_up_fen
