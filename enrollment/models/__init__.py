"""Who is insured, through whom, as what, and what stops their benefits."""

from .cleaning import CleaningCount, CleaningDecision, CleaningFinding, CleaningRun, FindingKind
from .counter_enrolments import CounterEnrolment
from .coverage import BASIC_SCHEMES, RESIDENTS, BenefitHold, Coverage
from .declarations import ContributionMonth, Declaration
from .exchange import ComparisonRow, Counterpart, Direction, ExchangeAgreement, ExchangeFile, LayoutCode
from .legacy_rolls import (
    FoundPerson,
    LegacyPair,
    LegacyRoll,
    LegacyRow,
    PersonMerge,
    SchemeMerging,
    TakenCover,
)
from .payers import TIE_OF_KIND, Membership, Payer
from .people import Person
from .receipts import Receipt, ReceiptShare
from .refunds import ContributionRefund
from .retirement import ContinuedMonth, ContributionYears, RetirementCase
from .standings import Standing
from .targets import CountyTarget, Population, TargetMonth, TargetPlan
from .transfers import Transfer
from .window import WindowEnrolment

__all__ = [
    "BASIC_SCHEMES",
    "RESIDENTS",
    "TIE_OF_KIND",
    "BenefitHold",
    "CleaningCount",
    "CleaningDecision",
    "CleaningFinding",
    "CleaningRun",
    "ComparisonRow",
    "ContinuedMonth",
    "ContributionMonth",
    "ContributionRefund",
    "ContributionYears",
    "CounterEnrolment",
    "Counterpart",
    "CountyTarget",
    "Coverage",
    "Declaration",
    "Direction",
    "ExchangeAgreement",
    "ExchangeFile",
    "FindingKind",
    "FoundPerson",
    "LayoutCode",
    "LegacyPair",
    "LegacyRoll",
    "LegacyRow",
    "Membership",
    "Payer",
    "Person",
    "PersonMerge",
    "Population",
    "Receipt",
    "ReceiptShare",
    "RetirementCase",
    "SchemeMerging",
    "Standing",
    "TakenCover",
    "TargetMonth",
    "TargetPlan",
    "Transfer",
    "WindowEnrolment",
]
