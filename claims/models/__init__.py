"""What a bill is owed."""

from .amounts import AMOUNT_LABELS, AMOUNTS, FUND_PARTS, SPLITS
from .bills import (
    FEE_CLASSES,
    Accident,
    Bill,
    BillProblem,
    FeeLine,
    Filing,
    PayLoc,
    ReportedSettlement,
)
from .cancellations import Cancellation
from .deductions import Deduction
from .payables import Payable, PayableLine
from .person_accounts import PersonAccount
from .redo import Redo, RedoLine
from .reimbursements import Reimbursement, ReimbursementBill, ReimbursementPaper
from .settlements import (
    CLEARED,
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
    "CLEARED",
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
    "PayLoc",
    "Payable",
    "PayableLine",
    "PersonAccount",
    "Redo",
    "RedoLine",
    "Reimbursement",
    "ReimbursementBill",
    "ReimbursementPaper",
    "ReportedSettlement",
    "Settlement",
    "WhatIfReport",
]
