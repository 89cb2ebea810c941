"""The money: ledger, clearing, payments."""

from .bank_accounts import BankAccount, BankLine, BankMatch, FundAccount, TreasuryTransfer
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
from .county_money import Incentive, IncentivePart, ManagerialFinding
from .county_schemes import CountyIndicator, CountyResult, CountyScheme
from .county_sheets import CountyAppeal, CountySheet, CountyStep, CountyValue
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
from .insurer import InsurerPremium, PayerRemittance
from .ledger import Entry, Leg
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
    "BankAccount",
    "BankLine",
    "BankMatch",
    "Book",
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
    "CountyAppeal",
    "CountyIndicator",
    "CountyResult",
    "CountyScheme",
    "CountySheet",
    "CountyStep",
    "CountyValue",
    "Entry",
    "FinancialStatement",
    "FundAccount",
    "FundBudget",
    "FundBudgetLine",
    "FundBudgetStep",
    "Government",
    "Incentive",
    "IncentivePart",
    "InstitutionYear",
    "InstitutionYearMethod",
    "InsurerPremium",
    "Leg",
    "ManagerialFinding",
    "MonthlyRound",
    "NetPosition",
    "NettingLine",
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
