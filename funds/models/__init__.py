"""The money: ledger, clearing, payments."""

from .books import Account, AccountBalance, Book, BookPeriod, PeriodChange, Subject
from .capital import CapitalLoan, CapitalRepayment
from .clearing import (
    Clearing,
    ClearingStep,
    NetPosition,
    NettingLine,
    Statement,
    StatementLine,
)
from .fund_budgets import FundBudget, FundBudgetLine, FundBudgetStep
from .insurer import InsurerPremium, PayerRemittance
from .ledger import Entry, Leg
from .payments import Payment, PaymentBatch
from .subsidies import Government, SubsidyDunning, SubsidyReceipt
from .supplier_set_offs import SupplierSetOff
from .year_clearing import (
    InstitutionYear,
    InstitutionYearMethod,
    YearClearing,
    YearObjection,
    YearPool,
)

__all__ = [
    "Account",
    "AccountBalance",
    "Book",
    "BookPeriod",
    "CapitalLoan",
    "CapitalRepayment",
    "Clearing",
    "ClearingStep",
    "Entry",
    "FundBudget",
    "FundBudgetLine",
    "FundBudgetStep",
    "Government",
    "InstitutionYear",
    "InstitutionYearMethod",
    "InsurerPremium",
    "Leg",
    "NetPosition",
    "NettingLine",
    "PayerRemittance",
    "Payment",
    "PaymentBatch",
    "PeriodChange",
    "Statement",
    "StatementLine",
    "Subject",
    "SubsidyDunning",
    "SubsidyReceipt",
    "SupplierSetOff",
    "YearClearing",
    "YearObjection",
    "YearPool",
]
