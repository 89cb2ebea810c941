"""Hypothetical bills: the columns of a quote, one row into facts, and a file settled in order from zero."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from institutions.rules.policy_tables import PolicyGap

from .benefit import settle
from .benefit_policy import BenefitPolicy
from .facts import (
    ACCIDENTS,
    CATALOGUE_CLASS,
    COVERS,
    FEE_KINDS,
    FILINGS,
    BillFacts,
    FeeItem,
    faults_of,
    items_of_classes,
    level_of,
    place_of,
    policy_day,
)
from .identities import Check, settlement_checks
from .outcome import AMOUNTS, Outcome
from .steps import Step

OUTSIDE = "outside"
TIERS = {"level_1": "1", "level_2": "2", "level_3": "3"}


class Column(NamedTuple):
    """One column of the input; ``kind`` says how its cells are read."""

    name: str
    kind: str
    meaning: str
    required: bool = False
    choices: tuple[str, ...] = ()


SPLIT_COLUMNS = ("fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt")
CLASS_COLUMNS = (
    "class_a_amt",
    "class_b_amt",
    "class_c_amt",
    "over_price_amt",
    "domestic_material_amt",
    "imported_material_amt",
    "imported_standard_amt",
    "imported_no_equal_amt",
)

COLUMNS: tuple[Column, ...] = (
    Column("case", "text", "Name of the bill, unique in the file", True),
    Column("person", "text", "Key of the person; bills of one person share the year's counters", True),
    Column("insutype", "code", "National code of the scheme", True),
    Column("psn_type", "code", "National code of the kind of person"),
    Column("aid_category", "code", "Category of aided person"),
    Column("cover", "choice", "What the coverage grants; full when empty", False, COVERS),
    Column("age", "count", "Age in full years on the policy date"),
    Column("med_type", "code", "National code of the kind of care", True),
    Column("begndate", "date", "First day", True),
    Column("enddate", "date", "Last day; the first day when empty"),
    Column("setl_time", "time", "Time of settlement, which orders the bills; the last day when empty"),
    Column("hosp_lv", "code", "National grade of the institution, 01 to 11"),
    Column("tier", "choice", "Instead of hosp_lv", False, (*TIERS, OUTSIDE)),
    Column("insu_county", "code", "County where the person is insured", True),
    Column("care_county", "code", "County where care was given, or “outside”", True),
    Column("filing", "choice", "Filing for care elsewhere; none when empty", False, FILINGS),
    Column("accident", "choice", "Accident facts; none when empty", False, ACCIDENTS),
    Column("matn_type", "code", "National code of the kind of delivery"),
    Column("fetus_cnt", "count", "Number of children born"),
    Column("complication", "flag", "Complication of the delivery"),
    Column("dise_code", "code", "Certified disease of chronic outpatient care"),
    Column("legacy_balance", "amount", "Balance of the former outpatient account"),
    Column("medfee_sumamt", "amount", "Total of the bill", True),
    Column("fulamt_ownpay_amt", "amount", "Own expense"),
    Column("overlmt_selfpay", "amount", "Over ceiling price"),
    Column("preselfpay_amt", "amount", "First share"),
    Column("inscp_scp_amt", "amount", "In scope"),
    Column("class_a_amt", "amount", "Fees of class A"),
    Column("class_b_amt", "amount", "Fees of class B"),
    Column("class_c_amt", "amount", "Fees of class C"),
    Column("over_price_amt", "amount", "Fees over the price limits"),
    Column("domestic_material_amt", "amount", "Domestic material"),
    Column("imported_material_amt", "amount", "Imported material that has a domestic equal"),
    Column("imported_standard_amt", "amount", "Payment standard of that domestic equal"),
    Column("imported_no_equal_amt", "amount", "Imported material without a domestic equal"),
)

LINE_COLUMNS: tuple[Column, ...] = (
    Column("case", "text", "The bill the line belongs to", True),
    Column("fee_kind", "choice", "Class or kind of material; or chrgitm_lv", False, FEE_KINDS),
    Column("chrgitm_lv", "choice", "National class 01, 02, 03", False, tuple(CATALOGUE_CLASS)),
    Column("det_item_fee_sumamt", "amount", "Amount of the line", True),
    Column("ceiling_amt", "amount", "Highest amount recognised for the line"),
    Column("domestic_standard_amt", "amount", "Standard of the domestic equal of imported material"),
    Column("purchase_price_amt", "amount", "Purchase price of imported material"),
    Column("selfpay_prop", "ratio", "First share of the item itself"),
)

RESULT_COLUMNS: tuple[str, ...] = (
    "row",
    "case",
    "person",
    "policy_date",
    "benefit",
    *AMOUNTS,
    "dedc_std",
    "pool_prop_selfpay",
    "crt_payb_lmt_amt",
    "identities",
    "explanation",
    "fault_column",
    "fault",
)


class RowFault(NamedTuple):
    """One thing wrong in a row; ``code`` is put into words by ``claims.services.quote``."""

    row: int
    column: str
    code: str
    params: Mapping[str, Any]


@dataclass
class QuoteCase:
    """One row of the file; ``row`` counts as the sheet does, the header being row 1."""

    row: int
    case: str
    person: str
    facts: BillFacts | None
    setl_time: dt.datetime
    faults: list[RowFault] = field(default_factory=list)
    outcome: Outcome | None = None
    steps: list[Step] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)

    @property
    def policy_date(self) -> dt.date | None:
        facts = self.facts
        return None if facts is None else policy_day(facts.med_type, facts.begndate, facts.enddate)


class _Bad(Exception):
    def __init__(self, column: str, code: str, **params: Any) -> None:
        self.fault = (column, code, params)
        super().__init__(code)


class Row:
    """The cells of one row, read by column; every cell is text as ``cell_text`` gives it."""

    def __init__(self, cells: Mapping[str, str], columns: Sequence[Column]) -> None:
        self.cells = cells
        self.columns = {column.name: column for column in columns}
        self.bad: list[tuple[str, str, dict[str, Any]]] = []

    def get(self, name: str) -> Any:
        """The value, None when the cell is empty or bad; what is bad is remembered."""
        column, text = self.columns[name], self.cells.get(name, "").strip()
        try:
            if text:
                return _READERS[column.kind](column, text)
            if column.required:
                raise _Bad(name, "empty")
        except _Bad as bad:
            self.bad.append(bad.fault)
        return None


def _choice(column: Column, text: str) -> str:
    if text not in column.choices:
        raise _Bad(column.name, "choice", text=text, known=", ".join(column.choices))
    return text


def _date(column: Column, text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text[:10].replace("/", "-"))
    except ValueError:
        raise _Bad(column.name, "date", text=text) from None


def _time(column: Column, text: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text.replace("/", "-")).replace(tzinfo=None)
    except ValueError:
        raise _Bad(column.name, "time", text=text) from None


def _number(column: Column, text: str, digits: int) -> int:
    try:
        scaled = Decimal(text).scaleb(digits)
        whole = scaled.to_integral_value()
    except InvalidOperation:
        raise _Bad(column.name, "number", text=text) from None
    if not scaled.is_finite() or scaled != whole:
        raise _Bad(column.name, "decimals", text=text, digits=digits)
    if whole < 0:
        raise _Bad(column.name, "negative", text=text)
    return int(whole)


def _flag(column: Column, text: str) -> bool:
    if text.lower() not in ("1", "0", "yes", "no", "true", "false"):
        raise _Bad(column.name, "choice", text=text, known="1, 0")
    return text.lower() in ("1", "yes", "true")


_READERS: dict[str, Callable[[Column, str], Any]] = {
    "text": lambda _column, text: text,
    "code": lambda _column, text: text,
    "choice": _choice,
    "date": _date,
    "time": _time,
    "amount": lambda column, text: _number(column, text, 2),
    "ratio": lambda column, text: _number(column, text, 4),
    "count": lambda column, text: _number(column, text, 0),
    "flag": _flag,
}


def cell_text(value: Any) -> str:
    """A cell as text: whole numbers without ``.0``, days as 2020-03-05, nothing as the empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        # A sheet knows only floats; its shortest text is what the clerk typed.
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ")
    return str(value).strip()


def read_line(row: int, cells: Mapping[str, str]) -> tuple[str, FeeItem | None, list[RowFault]]:
    """(case, fee line or None, faults) of one row of the lines."""
    read = Row(cells, LINE_COLUMNS)
    kind = read.get("fee_kind") or CATALOGUE_CLASS.get(read.get("chrgitm_lv") or "")
    if kind is None and not read.bad:
        read.bad.append(("fee_kind", "empty", {}))
    item = FeeItem(
        kind or "",
        read.get("det_item_fee_sumamt") or 0,
        read.get("ceiling_amt"),
        read.get("domestic_standard_amt"),
        read.get("purchase_price_amt"),
        read.get("selfpay_prop"),
    )
    faults = [RowFault(row, *bad) for bad in read.bad]
    return read.cells.get("case", "").strip(), None if faults else item, faults


def read_case(row: int, cells: Mapping[str, str], lines: Sequence[FeeItem] = ()) -> QuoteCase:
    """One row into a case; what is wrong stands in ``faults`` and the case has no facts."""
    read = Row(cells, COLUMNS)
    begin = read.get("begndate")
    end = read.get("enddate") or begin
    fees = tuple(lines) or items_of_classes(**{name: read.get(name) or 0 for name in CLASS_COLUMNS})
    splits = {name: read.get(name) for name in SPLIT_COLUMNS}
    case = QuoteCase(
        row, read.get("case") or "", read.get("person") or "", None,
        read.get("setl_time") or dt.datetime.combine(end or dt.date.min, dt.time()),
    )  # fmt: skip
    facts = _facts(read, begin or dt.date.min, end or dt.date.min, fees, splits)
    case.faults = [RowFault(row, *bad) for bad in read.bad]
    if not case.faults:
        if not fees and any(amount is None for amount in splits.values()):
            name = next(name for name, amount in splits.items() if amount is None)
            case.faults.append(RowFault(row, name, "no_splits", {}))
        elif fees and any(amount is not None for amount in splits.values()):
            case.faults.append(RowFault(row, "inscp_scp_amt", "both_splits", {}))
        else:
            case.faults += [RowFault(row, *fault) for fault in faults_of(facts)]
    if not case.faults:
        case.facts = facts
    return case


def _facts(
    read: Row, begin: dt.date, end: dt.date, fees: tuple[FeeItem, ...], splits: Mapping[str, int | None]
) -> BillFacts:
    tier, care = read.get("tier"), read.get("care_county") or ""
    outside = care == OUTSIDE or tier == OUTSIDE
    level = TIERS[tier] if tier in TIERS else level_of(None, read.get("hosp_lv"))
    med_type = read.get("med_type") or ""
    return BillFacts(
        insutype=read.get("insutype") or "",
        psn_type=read.get("psn_type") or "",
        med_type=med_type,
        begndate=begin,
        enddate=end,
        level=level,
        place=place_of(read.get("insu_county") or "", None if outside else care),
        filing=read.get("filing") or "none",
        accident=read.get("accident") or "none",
        matn_type=(read.get("matn_type") or "").lstrip("0"),
        fetus_cnt=read.get("fetus_cnt") or 0,
        complication=bool(read.get("complication")),
        dise_code=read.get("dise_code") or "",
        aid_category=read.get("aid_category") or "",
        age=read.get("age"),
        hosp_lv=(read.get("hosp_lv") or "").zfill(2) if read.get("hosp_lv") else "",
        cover=read.get("cover") or "full",
        medfee_sumamt=read.get("medfee_sumamt") or 0,
        **{name: amount or 0 for name, amount in splits.items()},
        fees=fees,
        legacy_balance=read.get("legacy_balance") or 0,
    )


PolicyOf = Callable[[dt.date, str], BenefitPolicy]


def settle_in_order(cases: Iterable[QuoteCase], policy_of: PolicyOf) -> None:
    """Settle the sound cases of each person and year from zero, in the order (settlement time, case)."""
    counters: dict[tuple[str, str, int], dict[str, int]] = {}
    for case in sorted(cases, key=lambda case: (case.setl_time, _natural(case.case))):
        if case.facts is None or case.policy_date is None:
            continue
        own = counters.setdefault((case.person, case.facts.insutype, case.policy_date.year), {})
        try:
            policy = policy_of(case.policy_date, case.facts.insutype)
            case.outcome = settle(case.facts, own, policy, case.steps)
        except PolicyGap as gap:
            case.faults.append(RowFault(case.row, "med_type", "policy_gap", {"problem": str(gap)}))
            continue
        for name, used in case.outcome.counters.items():
            own[name] = own.get(name, 0) + used
        case.checks = checks_of(case.outcome)


def checks_of(outcome: Outcome) -> list[Check]:
    """The identities of our own outcome; setldetail is written from the same amounts, so I5 is I2."""
    amounts = {name: getattr(outcome, name) for name in (*AMOUNTS, "pool_prop_selfpay", "crt_payb_lmt_amt")}
    return [check for check in settlement_checks(amounts) if check.identity != "I5"]


def _natural(text: str) -> tuple[int, int, str]:
    return (0, int(text), text) if text.isascii() and text.isdigit() else (1, 0, text)
