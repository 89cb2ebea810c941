"""What a bill is owed."""

from .accidents import AccidentDeclaration
from .account_acts import AccountRequest, FamilyAuthorisation, Relation
from .account_batches import AccountBatch, AccountBatchLine, ContributionBase
from .allowances import MaternityAllowance
from .amounts import (
    ACCOUNT_PART,
    ACCOUNT_TRANSFER_PART,
    AMOUNT_LABELS,
    AMOUNTS,
    CONTRIBUTION_PART,
    FUND_PARTS,
    SPLITS,
)
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
from .catalogue import CatalogueItem, CatalogueVersion, Change, ItemClass, ListType
from .catalogue_merges import CatalogueMerge
from .certificates import Certificate, ChosenInstitution, Expert, ExpertOpinion
from .clearing_applications import ClearingApplication
from .deductions import Deduction
from .drug_stock import DrugStock
from .filings import CareFiling
from .findings import BillFinding, FindingStep
from .institution_codes import InstitutionCode
from .institution_objections import InstitutionObjection
from .maternity import MaternityRegistration
from .overpayments import Instalment, Overpayment, Recovery
from .payables import Payable, PayableLine
from .person_accounts import PersonAccount
from .personal_accounts import SPENDING, AccountMovement, Cause, MovementKind, PersonalAccount, Pot
from .price_evaluations import EvaluatedPrice, NeighbourPrice, PriceEvaluation
from .price_inquiries import PriceInquiry
from .price_items import PriceApplication, PriceOpinion
from .reconciliations import (
    ClearingType,
    Reconciliation,
    ReconciliationDifference,
    ReconciliationLine,
    ReconciliationTotal,
)
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
from .unmatched_codes import UnmatchedCode
from .what_if import WhatIfReport

__all__ = [
    "ACCOUNT_PART",
    "ACCOUNT_TRANSFER_PART",
    "AMOUNTS",
    "AMOUNT_LABELS",
    "CLEARED",
    "CONTRIBUTION_PART",
    "ENGINE_VERSION",
    "FEE_CLASSES",
    "FUND_PARTS",
    "SPENDING",
    "SPLITS",
    "STANDING",
    "Accident",
    "AccidentDeclaration",
    "AccountBatch",
    "AccountBatchLine",
    "AccountMovement",
    "AccountRequest",
    "Accumulator",
    "Bill",
    "BillFinding",
    "BillProblem",
    "Cancellation",
    "CareFiling",
    "CatalogueItem",
    "CatalogueMerge",
    "CatalogueVersion",
    "Cause",
    "Certificate",
    "Change",
    "ChosenInstitution",
    "ClearingApplication",
    "ClearingType",
    "ContributionBase",
    "Deduction",
    "DrugStock",
    "EvaluatedPrice",
    "Expert",
    "ExpertOpinion",
    "FamilyAuthorisation",
    "FeeLine",
    "Filing",
    "FindingStep",
    "Instalment",
    "InstitutionCode",
    "InstitutionObjection",
    "ItemClass",
    "LegacyOutpatientBalance",
    "ListType",
    "MaternityAllowance",
    "MaternityRegistration",
    "MovementKind",
    "NeighbourPrice",
    "Overpayment",
    "PayLoc",
    "Payable",
    "PayableLine",
    "PersonAccount",
    "PersonalAccount",
    "Pot",
    "PriceApplication",
    "PriceEvaluation",
    "PriceInquiry",
    "PriceOpinion",
    "Reconciliation",
    "ReconciliationDifference",
    "ReconciliationLine",
    "ReconciliationTotal",
    "Recovery",
    "Redo",
    "RedoLine",
    "Registration",
    "RegistrationState",
    "Reimbursement",
    "ReimbursementBill",
    "ReimbursementPaper",
    "Relation",
    "ReportedSettlement",
    "Settlement",
    "SignUp",
    "UnmatchedCode",
    "WhatIfReport",
]
