"""What a bill is owed."""

from .amounts import AMOUNT_LABELS, AMOUNTS, FUND_PARTS, SPLITS
from .bills import (
    FEE_CLASSES,
    Accident,
    Bill,
    BillProblem,
    FeeLine,
    Filing,
    ReportedSettlement,
)
from .deductions import Deduction
from .settlements import (
    ENGINE_VERSION,
    Accumulator,
    LegacyOutpatientBalance,
    Settlement,
)

__all__ = [
    "AMOUNTS",
    "AMOUNT_LABELS",
    "ENGINE_VERSION",
    "FEE_CLASSES",
    "FUND_PARTS",
    "SPLITS",
    "Accident",
    "Accumulator",
    "Bill",
    "BillProblem",
    "Deduction",
    "FeeLine",
    "Filing",
    "LegacyOutpatientBalance",
    "ReportedSettlement",
    "Settlement",
]
