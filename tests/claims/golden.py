"""Golden cases as data: YAML files with name, date, input, expected and clause; one reader for all areas.

``earlier`` are bills of the same person and year settled before the case, ``before`` counters given outright;
``why`` is the arithmetic by hand; ``features`` are the powers of the policy language the case shows.
"""

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
_ROOT = Path(__file__).parent.parent.parent
POLICIES = _ROOT / "institutions" / "policies"
EXAMPLES = _ROOT / "docs" / "examples"
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
            defaults = content.get("defaults", {})
            case["input"] = {**defaults, **case["input"]}
            case["earlier"] = [
                {"name": str(number), "date": case["date"], **one, "input": {**defaults, **one["input"]}}
                for number, one in enumerate(case.get("earlier", ()), 1)
            ]
            yield f"{path.parent.name}/{path.stem}: {case['name']}", case


@cache
def package(name: str) -> Package:
    path = next(path for path in (POLICIES / name, EXAMPLES / name) if path.exists())
    return read_package(path.read_text(encoding="utf-8"), file=name)


@cache
def policy_at(name: str, day: dt.date, insutype: str) -> BenefitPolicy:
    found = package(name)
    at = resolve(found.area, [Applicable(found, found.document.effective)], day)
    return benefit_policy(at, insutype)


_bills, _lines = RowReader(COLUMNS), RowReader(LINE_COLUMNS)


def read(case: dict[str, Any]) -> QuoteCase:
    """The case's input as a quote row: golden cases speak the columns of a quote; a total left out is the sum."""
    day = case["date"].isoformat()
    cells = {"case": case["name"], "person": "1", "begndate": day, "enddate": day}
    cells |= {name: str(value) for name, value in case["input"].items()}
    items = [_item(fee) for fee in case.get("fees", ())]
    if not items and not any(name in cells for name in CLASSES):
        cells = dict.fromkeys(SPLITS, "0") | cells
    if "medfee_sumamt" not in cells:
        parts = [cells.get(name, "0") for name in (*SPLITS, *CLASSES)]
        parts += [str(fee["det_item_fee_sumamt"]) for fee in case.get("fees", ())]
        cells["medfee_sumamt"] = str(sum(map(Decimal, parts)))
    values, faults = _bills.read(1, cells)
    found = case_of(1, values, items, faults)
    assert not found.faults, found.faults
    return found


def _item(fee: dict[str, Any]) -> FeeItem:
    values, faults = _lines.read(1, {"case": "1"} | {name: str(value) for name, value in fee.items()})
    item, more = line_of(1, values)
    assert item is not None, [*faults, *more]
    return item


def settled(case: dict[str, Any], package: str, counters: dict[str, int]) -> QuoteCase:
    """The bill settled, explained and checked; what it uses is added to ``counters``."""
    bill = read(case)
    assert bill.facts is not None
    assert bill.policy_date is not None
    policy = policy_at(package, bill.policy_date, bill.facts.insutype)
    bill.outcome = settle(bill.facts, counters, policy, bill.steps)
    assert bill.outcome == settle(bill.facts, counters, policy), "tracing changes the result"
    assert [check for check in checks_of(bill.outcome) if check.answer == "fails"] == []
    for name, used in bill.outcome.counters.items():
        counters[name] = counters.get(name, 0) + used
    return bill


def run(case: dict[str, Any]) -> dict[str, Any]:
    """Settle one golden case and say what came out, in the terms of its ``expected``."""
    counters = {name: to_fen(amount) for name, amount in case.get("before", {}).items()}
    for one in case["earlier"]:
        settled(one, case["package"], counters)
    bill = settled(case, case["package"], counters)
    assert bill.outcome is not None
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
