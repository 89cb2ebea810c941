"""Every golden case of every area settles to what its clause says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tests.claims import golden

CASES = list(golden.cases())
# Which duty of the digest a clause of an area's document is; a longer clause begins with one of these.
DUTIES = {
    "zhangye": {
        "四（三）1（1）": "ZY-05",
        "四（三）1（2）": "ZY-06",
        "四（三）2（1）": "ZY-07",
        "四（三）2（2）": "ZY-08",
        "四（三）2（3）": "ZY-09",
        "四（三）2（4）": "ZY-09",
        "四（三）2（5）": "ZY-10",
        "四（三）3（1）": "ZY-11",
        "四（三）3（2）": "ZY-11",
        "四（三）3（3）": "ZY-22",
        "四（三）3（4）": "ZY-22",
        "四（四）": "ZY-12",
    }
}


def clauses(text: str) -> Iterator[str]:
    """``四（三）2（1）、（2）`` names two clauses; so does ``…，…``."""
    for part in re.split("，", text):
        first, *others = part.split("、")
        yield first
        for other in others:
            yield first[: first.rindex("（")] + other if other.startswith("（") else other


def duties(name: str, case: dict[str, Any]) -> set[str]:
    known = DUTIES.get(name.partition("/")[0], {})
    return {
        duty
        for clause in clauses(case["clause"])
        for start, duty in known.items()
        if clause.startswith(start)
    }


def marked(name: str, case: dict[str, Any]) -> Any:
    proved = sorted(duties(name, case))
    return pytest.param(case, id=name, marks=[pytest.mark.duty(*proved)] if proved else [])


@pytest.mark.parametrize("case", [marked(name, case) for name, case in CASES])
def test_golden(case: dict[str, Any]) -> None:
    assert golden.run(case) == case["expected"]


def test_every_case_names_its_clause_and_is_named_once() -> None:
    assert all(case["clause"] and case["date"] for _name, case in CASES)
    repeated = [name for name, times in Counter(name for name, _case in CASES).items() if times > 1]
    assert repeated == []
    per_area = Counter(name.partition("/")[0] for name, _case in CASES)
    assert all(count >= 20 for count in per_area.values()), per_area
