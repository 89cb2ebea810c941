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
from .cancellations import Cancellation
from .deductions import Deduction
from .redo import Redo, RedoLine
from .settlements import (
    ENGINE_VERSION,
    STANDING,
    Accumulator,
    LegacyOutpatientBalance,
    Settlement,
)
from .what_if import WhatIfReport

__all__ = [
    "AMOUNTS",
    "AMOUNT_LABELS",
    "ENGINE_VERSION",
    "FEE_CLASSES",
    "FUND_PARTS",
    "SPLITS",
    "STANDING",
    "Accident",
    "Accumulator",
    "Bill",
    "BillProblem",
    "Cancellation",
    "Deduction",
    "FeeLine",
    "Filing",
    "LegacyOutpatientBalance",
    "Redo",
    "RedoLine",
    "ReportedSettlement",
    "Settlement",
    "WhatIfReport",
]
