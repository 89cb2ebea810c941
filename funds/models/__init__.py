"""The money: ledger, clearing, payments."""

from .clearing import (
    Clearing,
    ClearingStep,
    NetPosition,
    NettingLine,
    Statement,
    StatementLine,
)
from .payments import Payment, PaymentBatch

__all__ = [
    "Clearing",
    "ClearingStep",
    "NetPosition",
    "NettingLine",
    "Payment",
    "PaymentBatch",
    "Statement",
    "StatementLine",
]
