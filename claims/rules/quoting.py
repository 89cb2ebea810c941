"""Hypothetical bills: the values of a row into facts, and a whole file settled in order from zero."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from config.money import from_fen
from config.spreadsheets.faults import RowFault
from institutions.rules.policy_tables import PolicyGap

from .benefit import settle
from .benefit_policy import BenefitPolicy
from .facts import (
    CATALOGUE_CLASS,
    BillFacts,
    FeeClasses,
    FeeItem,
    faults_of,
    level_of,
    place_of,
    policy_day,
)
from .identities import Check, settlement_checks
from .outcome import AMOUNTS, Outcome
from .steps import Step

OUTSIDE = "outside"
_CHOSEN = {"yes": True, "no": False}
LEVEL_OF_TIER = {"level_1": "1", "level_2": "2", "level_3": "3"}
SPLITS = ("fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt")
CLASSES = (
    "class_a_amt",
    "class_b_amt",
    "class_c_amt",
    "over_price_amt",
    "domestic_material_amt",
    "imported_material_amt",
    "imported_no_equal_amt",
)

Values = Mapping[str, Any]


@dataclass
class QuoteCase:
    """One row of the file and what became of it; without ``facts`` it could not be settled."""

    row: int
    case: str
    person: str
    setl_time: dt.datetime
    facts: BillFacts | None = None
    faults: list[RowFault] = field(default_factory=list)
    outcome: Outcome | None = None
    steps: list[Step] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)

    @property
    def policy_date(self) -> dt.date | None:
        facts = self.facts
        return None if facts is None else policy_day(facts.med_type, facts.begndate, facts.enddate)


def line_of(row: int, values: Values) -> tuple[FeeItem | None, list[RowFault]]:
    """A fee line, or what is wrong with it; amounts in fen."""
    kind = values.get("fee_kind") or CATALOGUE_CLASS.get(values.get("chrgitm_lv") or "")
    if kind is None:
        return None, [RowFault(row, "fee_kind", "required")]
    share: Decimal | None = values.get("selfpay_prop")
    if share is not None and share > 1:
        return None, [RowFault(row, "selfpay_prop", "share_above_one")]
    item = FeeItem(
        kind,
        values["det_item_fee_sumamt"],
        values.get("ceiling_amt"),
        values.get("domestic_standard_amt"),
        values.get("purchase_price_amt"),
        None if share is None else int(share.scaleb(4)),
        bool(values.get("essential")),
        bool(values.get("procured")),
    )
    return item, []


def case_of(
    row: int, values: Values, lines: Sequence[FeeItem] = (), faults: Iterable[RowFault] = ()
) -> QuoteCase:
    """One row into a case; ``faults`` are those its cells already have."""
    day = values.get("enddate") or values.get("begndate") or dt.date.min
    case = QuoteCase(
        row,
        values.get("case") or "",
        values.get("person") or "",
        values.get("setl_time") or dt.datetime.combine(day, dt.time()),
        faults=list(faults),
    )
    if case.faults:
        return case
    stated = [name for name in SPLITS if values.get(name) is not None]
    fees = lines or _classes(values)
    if not fees and len(stated) < len(SPLITS) and values["medfee_sumamt"]:
        missing = next(name for name in SPLITS if name not in stated)
        case.faults.append(RowFault(row, missing, "no_splits"))
    elif fees and stated:
        case.faults.append(RowFault(row, stated[0], "both_splits"))
    else:
        facts = facts_of(values, lines)
        case.faults += [
            RowFault(row, column, code, params={name: f"{from_fen(fen):.2f}" for name, fen in params.items()})
            for column, code, params in faults_of(facts)
        ]
        case.facts = None if case.faults else facts
    return case


def _classes(values: Values) -> FeeClasses | None:
    """The fees by class, None where none is given."""
    classes = FeeClasses(
        **{name: values.get(name) or 0 for name in CLASSES},
        imported_standard_amt=values.get("imported_standard_amt"),
    )
    return classes if any(classes.amounts) else None


def facts_of(values: Values, lines: Sequence[FeeItem] = ()) -> BillFacts:
    """The facts of a sound row; its fee lines count before its classes."""
    tier, care = values.get("tier"), values["care_county"]
    outside = OUTSIDE in (tier, care)
    grade = values.get("hosp_lv") or ""
    return BillFacts(
        insutype=values["insutype"],
        psn_type=values.get("psn_type") or "",
        med_type=values["med_type"],
        begndate=values["begndate"],
        enddate=values.get("enddate") or values["begndate"],
        level=LEVEL_OF_TIER.get(tier or "") or level_of(None, grade),
        place=place_of(values["insu_county"], None if outside else care),
        filing=values.get("filing") or "none",
        accident=values.get("accident") or "none",
        matn_type=(values.get("matn_type") or "").lstrip("0"),
        fetus_cnt=values.get("fetus_cnt") or 0,
        complication=bool(values.get("complication")),
        dise_code=values.get("dise_code") or "",
        aid_category=values.get("aid_category") or "",
        age=values.get("age"),
        hosp_lv=grade.zfill(2) if grade else "",
        cover=values.get("cover") or "full",
        medfee_sumamt=values["medfee_sumamt"],
        **{name: values.get(name) or 0 for name in SPLITS},
        fees=tuple(lines),
        classes=None if lines else _classes(values),
        legacy_balance=values.get("legacy_balance") or 0,
        institution=values.get("institution") or "",
        chain=values.get("transfer_chain") or "",
        consortium=bool(values.get("consortium")),
        signed_up=bool(values.get("signed_up")),
        certificate=values.get("certificate") or "reported",
        chosen=_CHOSEN.get(values.get("chosen") or "open"),
        acct_used=bool(values.get("acct_used_flag")),
        account_credited=values.get("account_credited") or 0,
        family_credited=values.get("family_credited") or 0,
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
            case.faults.append(RowFault(case.row, "med_type", "policy_gap", params={"problem": str(gap)}))
            continue
        for name, used in case.outcome.counters.items():
            own[name] = own.get(name, 0) + used
        case.checks = checks_of(case.outcome)


def checks_of(outcome: Outcome) -> list[Check]:
    """The identities of our own outcome, without I5: setldetail is written from the same amounts."""
    amounts = {name: getattr(outcome, name) for name in (*AMOUNTS, "pool_prop_selfpay", "crt_payb_lmt_amt")}
    return [check for check in settlement_checks(amounts) if check.identity != "I5"]


def _natural(text: str) -> tuple[int, int, str]:
    """Case 2 before case 10."""
    return (0, int(text), text) if text.isascii() and text.isdigit() else (1, 0, text)
