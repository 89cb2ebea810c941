"""What a payer has to pay with: its expenditure account, less what is already on its way, held for payees or to be
transferred again."""

from __future__ import annotations

from django.db.models import QuerySet, Sum

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
    """Fen that ``payer`` has on its account and may not spend otherwise: approved instructions the bank has not
    answered yet, what is held for payees since the bank sent it back, and transfers to city or county that came back.

    An instruction that pays such money again is counted with what it pays.
    """
    waiting = _of(insutype, payer).filter(
        state__in=ON_THE_WAY, batch__approved_by__isnull=False, settles_return=False
    )
    held = held_for_payees(insutype=insutype, payer=payer)
    return _fen(waiting) + held + transfers_to_make_again(insutype=insutype, payer=payer)


def held_for_payees(*, insutype: str, payer: Agency) -> int:
    """Fen that the bank sent back to ``payer`` and that were neither paid again nor given up yet: what the ledger has
    on the account of returned payments (暂收款).

    Between county and city there is no payee outside the fund: see :func:`transfers_to_make_again`.
    """
    ours = _of(insutype, payer).filter(net_position__isnull=True)
    given_up = UnclaimedReturn.unscoped.filter(approved_by__isnull=False).values("payment")
    return _came_back(ours) - _fen(ours.filter(pk__in=given_up))


def transfers_to_make_again(*, insutype: str, payer: Agency) -> int:
    """Fen of net transfers that came back to ``payer`` and were not made again. The ledger takes such a transfer back
    whole: it stands as owed between county and city, and the money on the account is what it will be paid from."""
    return _came_back(_of(insutype, payer).filter(net_position__isnull=False))


def _of(insutype: str, payer: Agency) -> QuerySet[Payment]:
    found: QuerySet[Payment] = Payment.unscoped.filter(payer=payer, batch__insutype=insutype)
    return found


def _came_back(payments: QuerySet[Payment]) -> int:
    """Less what was paid again; that, too, may have come back since."""
    again = payments.filter(settles_return=True, state__in=(Payment.State.PAID, Payment.State.RETURNED))
    return _fen(payments.filter(state=Payment.State.RETURNED)) - _fen(again)


def _fen(payments: QuerySet[Payment]) -> int:
    return to_fen(payments.aggregate(sum=Sum("amount"))["sum"] or 0)
