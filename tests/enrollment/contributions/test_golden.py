"""Every golden contribution of every area comes to what its clause says."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from enrollment.explaining import explain

from . import golden

CASES = list(golden.cases())


def marked(name: str, case: dict[str, Any]) -> Any:
    proves = case.get("proves", ())
    return pytest.param(case, id=name, marks=[pytest.mark.duty(*proves)] if proves else [])


@pytest.mark.parametrize("case", [marked(name, case) for name, case in CASES])
def test_golden(case: dict[str, Any]) -> None:
    worked = golden.work(case)
    assert golden.told(worked, case["expected"]) == case["expected"]
    steps = [step for line in worked.lines for step in line.steps]
    assert set(case.get("steps", ())) <= {step.code for step in steps}
    assert all(str(line) for line in explain(steps))


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in CASES])
def test_every_amount_says_where_it_comes_from(case: dict[str, Any]) -> None:
    for due in golden.work(case).dues:
        assert due.steps
        from_policy = due.item not in ("contribution.collective",) and not due.item.startswith(
            "topup_monthly"
        )
        assert not from_policy or due.given.clause or due.given.assumed, due.item
        if due.rate is not None and due.item not in ("topup_once", "late_fee"):
            assert due.base is not None


def test_every_case_names_its_clause_and_is_named_once() -> None:
    assert all(case["clause"] and case["date"] for _name, case in CASES)
    assert [name for name, times in Counter(name for name, _case in CASES).items() if times > 1] == []
    per_area = Counter(name.partition("/")[0] for name, _case in CASES)
    assert len(per_area) == 5
    assert all(count >= 12 for count in per_area.values()), per_area
