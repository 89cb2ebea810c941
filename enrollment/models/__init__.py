"""Who is insured, through whom, as what, and what stops their benefits."""

from .coverage import BASIC_SCHEMES, BenefitHold, Coverage
from .declarations import ContributionMonth, Declaration
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
from .retirement import ContinuedMonth, ContributionYears, RetirementCase
from .standings import Standing
from .transfers import Transfer
from .window import WindowEnrolment

__all__ = [
    "BASIC_SCHEMES",
    "TIE_OF_KIND",
    "BenefitHold",
    "ContinuedMonth",
    "ContributionMonth",
    "ContributionYears",
    "Coverage",
    "Declaration",
    "FoundPerson",
    "LegacyPair",
    "LegacyRoll",
    "LegacyRow",
    "Membership",
    "Payer",
    "Person",
    "PersonMerge",
    "Receipt",
    "ReceiptShare",
    "RetirementCase",
    "SchemeMerging",
    "Standing",
    "TakenCover",
    "Transfer",
    "WindowEnrolment",
]
