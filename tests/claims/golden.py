"""Golden cases as data: YAML files with name, date, input, expected and clause; one reader for all areas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from claims.policy import benefit_policy
from claims.rules.benefit import settle
from claims.rules.benefit_policy import BenefitPolicy
from claims.rules.facts import FeeItem
from claims.rules.outcome import AMOUNTS
from claims.rules.quoting import CLASSES, SPLITS, QuoteCase, case_of, checks_of, line_of
from claims.spreadsheets.quote import COLUMNS, LINE_COLUMNS
from config.money import to_fen
from config.spreadsheets.row_reader import RowReader
from institutions.policy.registry import read_package
from institutions.rules.policy_package import Applicable, Package, resolve

GOLDEN = Path(__file__).parent.parent / "golden"
POLICIES = Path(__file__).parent.parent.parent / "institutions" / "policies"
_MONEY = {*AMOUNTS, "dedc_std", "crt_payb_lmt_amt"}


class _Exact(yaml.SafeLoader):
    """Numbers with decimals as Decimal: a golden amount is never a float."""


_Exact.add_constructor("tag:yaml.org,2002:float", lambda loader, node: Decimal(loader.construct_scalar(node)))


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    """(test id, case) of every golden file, each case with its file's package and defaults."""
    for path in sorted(GOLDEN.glob("*/*.yaml")):
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Exact)  # noqa: S506 - a safe loader
        for case in content["cases"]:
            case["package"] = content["package"]
            case["input"] = {**content.get("defaults", {}), **case["input"]}
            yield f"{path.parent.name}/{path.stem}: {case['name']}", case


@cache
def package(name: str) -> Package:
    return read_package((POLICIES / name).read_text(encoding="utf-8"), file=name)


@cache
def policy_at(name: str, day: dt.date, insutype: str) -> BenefitPolicy:
    found = package(name)
    at = resolve(found.area, [Applicable(found, found.document.effective)], day)
    return benefit_policy(at, insutype)


_bills, _lines = RowReader(COLUMNS), RowReader(LINE_COLUMNS)


def read(case: dict[str, Any]) -> QuoteCase:
    """The case's input as a quote row: golden cases speak the columns of a quote."""
    day = case["date"].isoformat()
    cells = {"case": case["name"], "person": "1", "begndate": day, "enddate": day}
    cells |= {name: str(value) for name, value in case["input"].items()}
    items = [_item(fee) for fee in case.get("fees", ())]
    if not items and not any(name in cells for name in CLASSES):
        cells = dict.fromkeys(SPLITS, "0") | cells
    values, faults = _bills.read(1, cells)
    found = case_of(1, values, items, faults)
    assert not found.faults, found.faults
    return found


def _item(fee: dict[str, Any]) -> FeeItem:
    values, faults = _lines.read(1, {"case": "1"} | {name: str(value) for name, value in fee.items()})
    item, more = line_of(1, values)
    assert item is not None, [*faults, *more]
    return item


def run(case: dict[str, Any]) -> dict[str, Any]:
    """Settle one golden case and say what came out, in the terms of its ``expected``."""
    bill = read(case)
    assert bill.facts is not None
    assert bill.policy_date is not None
    policy = policy_at(case["package"], bill.policy_date, bill.facts.insutype)
    before = {name: to_fen(amount) for name, amount in case.get("before", {}).items()}
    bill.outcome = settle(bill.facts, before, policy, bill.steps)
    assert bill.outcome == settle(bill.facts, before, policy), "tracing changes the result"
    assert [check for check in checks_of(bill.outcome) if check.answer == "fails"] == []
    got: dict[str, Any] = {}
    for name, expected in case["expected"].items():
        if name == "steps":
            codes = [step.code for step in bill.steps]
            got[name] = [code for code in expected if code in codes]
        elif name == "policy_date":
            got[name] = bill.policy_date
        elif name == "counters":
            got[name] = {key: Decimal(used) / 100 for key, used in bill.outcome.counters.items()}
        else:
            value = getattr(bill.outcome, name)
            got[name] = (
                Decimal(value) / 100
                if name in _MONEY
                else Decimal(value) / 10_000
                if name == "pool_prop_selfpay"
                else value
            )
    return got
