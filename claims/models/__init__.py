"""What a bill is owed."""

from .accidents import AccidentDeclaration
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
from .certificates import Certificate, ChosenInstitution, Expert, ExpertOpinion
from .deductions import Deduction
from .filings import CareFiling
from .maternity import MaternityRegistration
from .payables import Payable, PayableLine
from .person_accounts import PersonAccount
from .redo import Redo, RedoLine
from .registrations import Registration, RegistrationState
from .reimbursements import Reimbursement, ReimbursementBill, ReimbursementPaper
from .settlements import (
    CLEARED,
    ENGINE_VERSION,
    STANDING,
    Accumulator,
    LegacyOutpatientBalance,
    Settlement,
)
from .sign_ups import SignUp
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
    "AccidentDeclaration",
    "Accumulator",
    "Bill",
    "BillProblem",
    "Cancellation",
    "CareFiling",
    "Certificate",
    "ChosenInstitution",
    "Deduction",
    "Expert",
    "ExpertOpinion",
    "FeeLine",
    "Filing",
    "LegacyOutpatientBalance",
    "MaternityRegistration",
    "PayLoc",
    "Payable",
    "PayableLine",
    "PersonAccount",
    "Redo",
    "RedoLine",
    "Registration",
    "RegistrationState",
    "Reimbursement",
    "ReimbursementBill",
    "ReimbursementPaper",
    "ReportedSettlement",
    "Settlement",
    "SignUp",
    "WhatIfReport",
]
