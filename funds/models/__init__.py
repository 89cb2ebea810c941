"""The money: ledger, clearing, payments."""

from .audits import AuditFinding, AuditPaper, AuditPlan, AuditSample, AuditStep
from .bank_accounts import BankAccount, BankLine, BankMatch, FundAccount, HandMatch, TreasuryTransfer
from .book_mergings import (
    ArrearPayment,
    BookMerging,
    LegacyArrear,
    LegacyBenefit,
    MergedBook,
    MergingProof,
)
from .book_requests import BookRequest
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
from .handovers import Handover, HandoverItem, HandoverSignature
from .insurer import Insurer, InsurerAccount, InsurerPremium, PayerRemittance
from .interest import AgreedRate, InterestExplanation
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
from .oversight import (
    Aspect,
    CommitteeSession,
    Consultation,
    ConsultationOpinion,
    SessionMember,
    SessionOpinion,
)
from .paybacks import Payback
from .payer_lists import PayerListLine, PayerListMonth
from .payments import Payment, PaymentBatch
from .region_reports import RegionReport, ReportedYear
from .regional_fund import (
    Decided,
    RegionalDemand,
    RegionalDistribution,
    RegionalDunning,
    RegionalGrant,
    RegionalLevy,
    RegionalTransfer,
)
from .reserves import ReserveLine, ReserveMovement
from .rounds import Appropriation, Booked, MonthlyRound, RoundLine, RoundStep, RoundTransfer
from .rush import RushFinding, RushMonth, RushReason, RushStep
from .settlement_demands import GapDemand, GapDunning, GapReceipt
from .settlements import (
    SettlementAgreement,
    SettlementCounty,
    SettlementLine,
    YearSettlement,
)
from .statement_sendings import StatementSending
from .statements_filed import FinancialStatement
from .subsidies import Government, SubsidyCount, SubsidyDunning, SubsidyReceipt
from .supplier_set_offs import SupplierSetOff
from .sweeps import AccountInterest, Sweep
from .unclaimed import UnclaimedReturn
from .watch import FundWarning, IndicatorCode, IndicatorValue, Level, WarningStep, WatchMonth
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
    "AgreedRate",
    "Appropriation",
    "ArrearPayment",
    "Aspect",
    "AuditFinding",
    "AuditPaper",
    "AuditPlan",
    "AuditSample",
    "AuditStep",
    "BankAccount",
    "BankLine",
    "BankMatch",
    "Book",
    "BookMerging",
    "BookPeriod",
    "BookRequest",
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
    "CommitteeSession",
    "Consultation",
    "ConsultationOpinion",
    "CountyAppeal",
    "CountyIndicator",
    "CountyResult",
    "CountyScheme",
    "CountySheet",
    "CountyStep",
    "CountyValue",
    "Decided",
    "EarlierBill",
    "Entry",
    "FinancialStatement",
    "FundAccount",
    "FundBudget",
    "FundBudgetLine",
    "FundBudgetStep",
    "FundWarning",
    "GapDemand",
    "GapDunning",
    "GapReceipt",
    "Government",
    "HandMatch",
    "Handover",
    "HandoverItem",
    "HandoverSignature",
    "Held",
    "Incentive",
    "IncentivePart",
    "IndicatorCode",
    "IndicatorValue",
    "InstitutionYear",
    "InstitutionYearMethod",
    "Insurer",
    "InsurerAccount",
    "InsurerPremium",
    "InterestExplanation",
    "Leg",
    "LegacyArrear",
    "LegacyBenefit",
    "Level",
    "ManagerialFinding",
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
    "Payback",
    "PayerGroup",
    "PayerListLine",
    "PayerListMonth",
    "PayerRemittance",
    "Payment",
    "PaymentBatch",
    "PeriodChange",
    "PeriodRequest",
    "ProvinceAccount",
    "ProvinceDue",
    "ProvinceReceipt",
    "RegionReport",
    "RegionalDemand",
    "RegionalDistribution",
    "RegionalDunning",
    "RegionalGrant",
    "RegionalLevy",
    "RegionalTransfer",
    "ReportedYear",
    "ReserveLine",
    "ReserveMovement",
    "RoundLine",
    "RoundStep",
    "RoundTransfer",
    "RushFinding",
    "RushMonth",
    "RushReason",
    "RushStep",
    "SessionMember",
    "SessionOpinion",
    "SettlementAgreement",
    "SettlementCounty",
    "SettlementLine",
    "Statement",
    "StatementLine",
    "StatementSending",
    "Subject",
    "SubsidyCount",
    "SubsidyDunning",
    "SubsidyReceipt",
    "SupplierSetOff",
    "Sweep",
    "TreasuryTransfer",
    "UnclaimedReturn",
    "WarningStep",
    "WatchMonth",
    "YearClearing",
    "YearObjection",
    "YearPool",
    "YearSettlement",
]
