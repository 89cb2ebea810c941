"""Who is insured, through whom, as what, and what stops their benefits."""

from .cleaning import CleaningCount, CleaningDecision, CleaningFinding, CleaningRun, FindingKind
from .coverage import BASIC_SCHEMES, BenefitHold, Coverage
from .declarations import ContributionMonth, Declaration
from .exchange import ComparisonRow, Counterpart, Direction, ExchangeAgreement, ExchangeFile, LayoutCode
from .payers import TIE_OF_KIND, Membership, Payer
from .people import Person
from .receipts import Receipt, ReceiptShare
from .retirement import ContinuedMonth, ContributionYears, RetirementCase
from .standings import Standing
from .transfers import Transfer
from .window import WindowEnrolment

__all__ = [
    "BASIC_SCHEMES",
    "TIE_OF_KIND",
    "BenefitHold",
    "CleaningCount",
    "CleaningDecision",
    "CleaningFinding",
    "CleaningRun",
    "ComparisonRow",
    "ContinuedMonth",
    "ContributionMonth",
    "ContributionYears",
    "Counterpart",
    "Coverage",
    "Declaration",
    "Direction",
    "ExchangeAgreement",
    "ExchangeFile",
    "FindingKind",
    "LayoutCode",
    "Membership",
    "Payer",
    "Person",
    "Receipt",
    "ReceiptShare",
    "RetirementCase",
    "Standing",
    "Transfer",
    "WindowEnrolment",
]
