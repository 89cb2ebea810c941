"""Golden contributions as data: YAML files with name, date, input, expected and clause, in the columns of a what-if.

``date`` fills the month, the year or the day the kind asks for, unless ``input`` does. ``employees`` (wages) and
``residents`` (rows) stand in the file beside the case, for those that add up others.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from config.spreadsheets.row_reader import RowReader
from enrollment.rules.contributions.outcome import Due, Worked
from enrollment.rules.contributions.quoting import NEEDS, Case, case_of, work_out
from enrollment.spreadsheets.quote_contribution import COLUMNS
from institutions.policy.registry import read_package
from institutions.policy.what_if import PolicyOn, policy_in_package

GOLDEN = Path(__file__).parents[2] / "golden_contributions"
POLICIES = Path(__file__).parents[3] / "institutions" / "policies"
_reader = RowReader(COLUMNS)


class _Exact(yaml.SafeLoader):
    """Numbers with decimals as Decimal: a golden amount is never a float."""


_Exact.add_constructor("tag:yaml.org,2002:float", lambda loader, node: Decimal(loader.construct_scalar(node)))


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(GOLDEN.glob("*/*.yaml")):
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Exact)  # noqa: S506 - a safe loader
        for case in content["cases"]:
            case["package"] = content["package"]
            yield f"{path.parent.name}/{path.stem}: {case['name']}", case


@cache
def policy(name: str) -> PolicyOn:
    return policy_in_package(read_package((POLICIES / name).read_text(encoding="utf-8"), file=name))


def row(number: int, cells: dict[str, Any]) -> Case:
    values, faults = _reader.read(number, {name: str(value) for name, value in cells.items()})
    return case_of(number, values, faults)


def _rows(case: dict[str, Any]) -> list[Case]:
    day, given = case["date"], dict(case["input"])
    needs = NEEDS[given["kind"]]
    filled = {"month": f"{day:%Y-%m}", "year": day.year, "date": day}
    cells = {name: filled[name] for name in ("month", "year", "date") if name in needs}
    if given["kind"] == "arrears":
        cells["date"] = day
    cells |= {"case": case["name"], "employer": "甲"} | given
    beside: list[dict[str, Any]] = [
        {"kind": "employee", "month": cells["month"], "wage": wage, "employer": "甲"}
        for wage in case.get("employees", ())
    ]
    beside += [{"kind": "resident", "year": cells["year"]} | other for other in case.get("residents", ())]
    return [row(1, cells)] + [row(n, {"case": str(n), **other}) for n, other in enumerate(beside, start=2)]


def work(case: dict[str, Any]) -> Worked:
    rows = _rows(case)
    work_out(rows, policy(case["package"]))
    assert [fault for one in rows for fault in one.faults] == []
    assert rows[0].worked is not None
    return rows[0].worked


def told(worked: Worked, expected: dict[str, Any]) -> dict[str, Any]:
    """What came out, in the terms of ``expected``."""
    return {name: _told(worked, name, wanted) for name, wanted in expected.items()}


def _told(worked: Worked, name: str, wanted: Any) -> Any:
    if name == "total":
        return Decimal(worked.total) / 100
    if name == "months":
        return {due.month: Decimal(due.amount) / 100 for due in worked.parts("topup_monthly")}
    found = worked.found(name)
    if found is not None:
        return ("yes" if found else "no") if isinstance(found, bool) else found
    item, _slash, payer = name.partition("/")
    dues = [due for due in worked.dues if due.item == item and payer in ("", due.payer)]
    assert len(dues) == 1, (name, [(due.item, due.payer) for due in worked.dues])
    if not isinstance(wanted, dict):
        return Decimal(dues[0].amount) / 100
    return {key: _fact(dues[0], key) for key in wanted}


def _fact(due: Due, key: str) -> Any:
    value = getattr(due, key)
    if key in ("amount", "base"):
        return None if value is None else Decimal(value) / 100
    return Decimal(value) / 10_000 if key == "rate" else value
