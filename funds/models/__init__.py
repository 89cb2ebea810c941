"""The money: ledger, clearing, payments."""

from .bank_accounts import BankAccount, BankLine, BankMatch, FundAccount, TreasuryTransfer
from .book_mergings import (
    ArrearPayment,
    BookMerging,
    LegacyArrear,
    LegacyBenefit,
    MergedBook,
    MergingProof,
)
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
from .closing_requests import PeriodRequest
from .fund_budgets import FundBudget, FundBudgetLine, FundBudgetStep
from .fund_reconciliation import (
    CollectionDifference,
    CollectionRecord,
    CollectionRun,
    CollectionSignOff,
    CollectionSignOffLine,
    CollectionSource,
    PayerGroup,
)
from .handovers import Handover, HandoverItem, HandoverSignature
from .insurer import InsurerPremium, PayerRemittance
from .ledger import Entry, Leg
from .openings import EarlierBill, Held, Opening, OpeningLine, OpeningUse
from .out_of_area import (
    OutOfAreaLine,
    OutOfAreaMonth,
    OutOfAreaPart,
    ProvinceAccount,
    ProvinceDue,
    ProvinceReceipt,
)
from .payments import Payment, PaymentBatch
from .rounds import Appropriation, Booked, MonthlyRound, RoundLine, RoundStep, RoundTransfer
from .statements_filed import FinancialStatement
from .subsidies import Government, SubsidyDunning, SubsidyReceipt
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
    "ArrearPayment",
    "BankAccount",
    "BankLine",
    "BankMatch",
    "Book",
    "BookMerging",
    "BookPeriod",
    "Booked",
    "CapitalLoan",
    "CapitalRepayment",
    "Clearing",
    "ClearingStep",
    "CollectionDifference",
    "CollectionRecord",
    "CollectionRun",
    "CollectionSignOff",
    "CollectionSignOffLine",
    "CollectionSource",
    "EarlierBill",
    "Entry",
    "FinancialStatement",
    "FundAccount",
    "FundBudget",
    "FundBudgetLine",
    "FundBudgetStep",
    "Government",
    "Handover",
    "HandoverItem",
    "HandoverSignature",
    "Held",
    "InstitutionYear",
    "InstitutionYearMethod",
    "InsurerPremium",
    "Leg",
    "LegacyArrear",
    "LegacyBenefit",
    "MergedBook",
    "MergingProof",
    "MonthlyRound",
    "NetPosition",
    "NettingLine",
    "Opening",
    "OpeningLine",
    "OpeningUse",
    "OutOfAreaLine",
    "OutOfAreaMonth",
    "OutOfAreaPart",
    "PayerGroup",
    "PayerRemittance",
    "Payment",
    "PaymentBatch",
    "PeriodChange",
    "PeriodRequest",
    "ProvinceAccount",
    "ProvinceDue",
    "ProvinceReceipt",
    "RoundLine",
    "RoundStep",
    "RoundTransfer",
    "Statement",
    "StatementLine",
    "Subject",
    "SubsidyDunning",
    "SubsidyReceipt",
    "SupplierSetOff",
    "Sweep",
    "TreasuryTransfer",
    "YearClearing",
    "YearObjection",
    "YearPool",
]
