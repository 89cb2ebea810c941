"""Who is insured, through whom, as what, and what stops their benefits."""

from .coverage import BASIC_SCHEMES, BenefitHold, Coverage
from .declarations import ContributionMonth, Declaration
from .payers import TIE_OF_KIND, Membership, Payer
from .people import Person
from .receipts import Receipt, ReceiptShare
from .retirement import ContinuedMonth, ContributionYears, RetirementCase
from .standings import Standing
from .targets import CountyTarget, Population, TargetMonth, TargetPlan
from .transfers import Transfer
from .window import WindowEnrolment

__all__ = [
    "BASIC_SCHEMES",
    "TIE_OF_KIND",
    "BenefitHold",
    "ContinuedMonth",
    "ContributionMonth",
    "ContributionYears",
    "CountyTarget",
    "Coverage",
    "Declaration",
    "Membership",
    "Payer",
    "Person",
    "Population",
    "Receipt",
    "ReceiptShare",
    "RetirementCase",
    "Standing",
    "TargetMonth",
    "TargetPlan",
    "Transfer",
    "WindowEnrolment",
]
