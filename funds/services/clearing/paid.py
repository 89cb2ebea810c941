"""Whether everything a clearing owes has been paid. What the bank sent back afterwards is held for its payee since."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from funds.models import (
    CapitalRepayment,
    Clearing,
    ClearingStep,
    NetPosition,
    OutOfAreaPart,
    Payment,
    Statement,
    SupplierSetOff,
)

from . import states


def mark_paid_if_complete(clearing: Clearing) -> bool:
    """Move a posted clearing to paid once every statement and every net position is; ``True`` when it did."""
    unprepared = ClearingStep.unscoped.filter(clearing=clearing, step=ClearingStep.Step.PAY).exclude(
        state=ClearingStep.State.DONE
    )
    if unprepared.exists() or unpaid_statements(clearing).exists() or unpaid_transfers(clearing).exists():
        return False
    return states.try_move(clearing, before=[Clearing.State.POSTED], after=Clearing.State.PAID)


def unpaid_statements(clearing: Clearing) -> QuerySet[Statement]:
    """Statements to be paid that neither the bank has paid nor what was laid out before was set against."""
    paid = Payment.unscoped.filter(Payment.OUTLAY, statement=OuterRef("pk"))
    # A set-off of a part is booked with the payment of the rest.
    set_off = CapitalRepayment.unscoped.filter(statement=OuterRef("pk"), state=CapitalRepayment.State.BOOKED)
    supplied = SupplierSetOff.unscoped.filter(statement=OuterRef("pk"), booked_on__isnull=False)
    by_province = OutOfAreaPart.unscoped.filter(statement=OuterRef("pk"), booked_on__isnull=False)
    return Statement.unscoped.filter(
        ~Exists(paid),
        ~Exists(set_off),
        ~Exists(supplied),
        ~Exists(by_province),
        clearing=clearing,
        act_dfr_amt__gt=0,
    )


def unpaid_transfers(clearing: Clearing) -> QuerySet[NetPosition]:
    """Net positions not yet settled with the city."""
    paid = Payment.unscoped.filter(Payment.OUTLAY, net_position=OuterRef("pk"))
    return NetPosition.unscoped.filter(~Exists(paid), clearing=clearing).exclude(net=0)
