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
from .ledger import Entry, Leg
from .payments import Payment, PaymentBatch
from .rounds import Appropriation, Booked, MonthlyRound, RoundLine, RoundStep, RoundTransfer
from .supplier_set_offs import SupplierSetOff
from .sweeps import AccountInterest, Sweep
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
    "AccountInterest",
    "Appropriation",
    "Book",
    "BookPeriod",
    "Booked",
    "CapitalLoan",
    "CapitalRepayment",
    "Clearing",
    "ClearingStep",
    "Entry",
    "InstitutionYear",
    "InstitutionYearMethod",
    "Leg",
    "MonthlyRound",
    "NetPosition",
    "NettingLine",
    "Payment",
    "PaymentBatch",
    "PeriodChange",
    "RoundLine",
    "RoundStep",
    "RoundTransfer",
    "Statement",
    "StatementLine",
    "Subject",
    "SupplierSetOff",
    "Sweep",
    "YearClearing",
    "YearObjection",
    "YearPool",
]
