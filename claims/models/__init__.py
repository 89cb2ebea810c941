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
from .budget_shares import BudgetAdjustment, BudgetMonth, BudgetRound, BudgetShare, BudgetUse
from .budgets import Budget, CountyBudget, PaymentMethod
from .cancellations import Cancellation
from .cases import CaseRecovery, CaseStep, InspectionCase
from .catalogue import CatalogueItem, CatalogueVersion, Change, ItemClass, ListType
from .catalogue_merges import CatalogueMerge
from .certificates import Certificate, ChosenInstitution, Expert, ExpertOpinion
from .clearing_applications import ClearingApplication
from .deduction_reversals import DeductionReversal
from .deductions import Deduction
from .drug_stock import DrugStock
from .filings import CareFiling
from .findings import BillFinding, FindingStep
from .grouped_cases import CaseOpinion, CaseRecord, CaseReview, Deviation, GroupedCase
from .inspections import (
    ConflictOfInterest,
    Inspection,
    InspectionDraw,
    InspectionMember,
    InspectionStep,
    InspectionTarget,
    RosterMember,
)
from .institution_codes import InstitutionCode
from .institution_objections import InstitutionObjection
from .maternity import MaternityRegistration
from .overpayments import Instalment, Overpayment, Recovery
from .payables import Payable, PayableLine
from .payment_groups import GroupCatalogue, GroupMethod, InstitutionFactor, PaymentGroup
from .person_accounts import PersonAccount
from .person_credit import PersonCreditEvent
from .personal_accounts import SPENDING, AccountMovement, Cause, MovementKind, PersonalAccount, Pot
from .physicians import PhysicianSuspension
from .price_evaluations import EvaluatedPrice, NeighbourPrice, PriceEvaluation
from .price_inquiries import PriceInquiry
from .price_items import PriceApplication, PriceOpinion
from .procurement import (
    AgreedVolume,
    Delivery,
    PlatformPurchase,
    ProcurementBatch,
    ProcurementItem,
    SurplusReward,
)
from .procurement_payables import ProcurementPayable
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
from .reports import PublicReport, ReporterIdentity, ReportStep
from .settlements import (
    CLEARED,
    ENGINE_VERSION,
    OF_STAYS,
    STANDING,
    Accumulator,
    LegacyOutpatientBalance,
    Settlement,
)
from .sign_ups import SignUp
from .suppliers import Supplier, SupplierAccount, SupplierCreditEvent
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
    "OF_STAYS",
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
    "AgreedVolume",
    "Bill",
    "BillFinding",
    "BillProblem",
    "Budget",
    "BudgetAdjustment",
    "BudgetMonth",
    "BudgetRound",
    "BudgetShare",
    "BudgetUse",
    "Cancellation",
    "CareFiling",
    "CaseOpinion",
    "CaseRecord",
    "CaseRecovery",
    "CaseReview",
    "CaseStep",
    "CatalogueItem",
    "CatalogueMerge",
    "CatalogueVersion",
    "Cause",
    "Certificate",
    "Change",
    "ChosenInstitution",
    "ClearingApplication",
    "ClearingType",
    "ConflictOfInterest",
    "ContributionBase",
    "CountyBudget",
    "Deduction",
    "DeductionReversal",
    "Delivery",
    "Deviation",
    "DrugStock",
    "EvaluatedPrice",
    "Expert",
    "ExpertOpinion",
    "FamilyAuthorisation",
    "FeeLine",
    "Filing",
    "FindingStep",
    "GroupCatalogue",
    "GroupMethod",
    "GroupedCase",
    "Inspection",
    "InspectionCase",
    "InspectionDraw",
    "InspectionMember",
    "InspectionStep",
    "InspectionTarget",
    "Instalment",
    "InstitutionCode",
    "InstitutionFactor",
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
    "PaymentGroup",
    "PaymentMethod",
    "PersonAccount",
    "PersonCreditEvent",
    "PersonalAccount",
    "PhysicianSuspension",
    "PlatformPurchase",
    "Pot",
    "PriceApplication",
    "PriceEvaluation",
    "PriceInquiry",
    "PriceOpinion",
    "ProcurementBatch",
    "ProcurementItem",
    "ProcurementPayable",
    "PublicReport",
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
    "ReportStep",
    "ReportedSettlement",
    "ReporterIdentity",
    "RosterMember",
    "Settlement",
    "SignUp",
    "Supplier",
    "SupplierAccount",
    "SupplierCreditEvent",
    "SurplusReward",
    "UnmatchedCode",
    "WhatIfReport",
]
