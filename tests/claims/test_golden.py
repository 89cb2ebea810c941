"""Every golden case of every area settles to what its clause says."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tests.claims import golden

CASES = list(golden.cases())


@pytest.mark.duty("ZY-05", "ZY-06", "ZY-07", "ZY-08", "ZY-09", "ZY-10", "ZY-11", "ZY-12", "ZY-22")
@pytest.mark.parametrize("case", [case for _name, case in CASES], ids=[name for name, _case in CASES])
def test_golden(case: dict[str, Any]) -> None:
    assert golden.run(case) == case["expected"]


def test_every_case_names_its_clause_and_is_named_once() -> None:
    assert all(case["clause"] and case["date"] for _name, case in CASES)
    repeated = [name for name, times in Counter(name for name, _case in CASES).items() if times > 1]
    assert repeated == []
    per_area = Counter(name.partition("/")[0] for name, _case in CASES)
    assert all(count >= 20 for count in per_area.values()), per_area
