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
    },
    "ningbo": {"四（一）3": "NB-08", "四（一）5": "NB-10"},
    "jiujiang": {"三（五）": "JJ-06", "五（十三）": "JJ-13"},
    "neimenggu": {"三（七）": "NM-08"},
}
# What the language of benefits must be able to say (each shown by at least two cases), and what it is called here.
FEATURES = {
    "deductible_fixed": "deductible fixed",
    "deductible_by_level": "deductible by level",
    "deductible_of_wage": "deductible as percent of a wage",
    "deductible_per_stay": "deductible per stay",
    "deductible_per_year": "deductible per year",
    "deductible_per_institution_year": "deductible per institution and year",
    "deductible_nth_stay": "deductible falling with the n-th stay",
    "deductible_transfer_chain": "deductible once for a transfer chain",
    "ratio_by_level": "ratio by level",
    "ratio_band_bill": "ratio by band of the bill",
    "ratio_band_year": "ratio by band of the year's cumulative in-scope amount",
    "ratio_by_age": "ratio by age",
    "ratio_formula_of_age": "ratio by formula of age",
    "ratio_working_retired": "ratio by working or retired",
    "ratio_student": "ratio by student",
    "ratio_consortium": "ratio by consortium membership",
    "ratio_filing_points": "points by filing state",
    "ratio_procured": "ratio by procurement",
    "ratio_essential": "ratio by essential drug",
    "ceiling_per_benefit": "annual ceiling per benefit",
    "ceiling_shared": "ceiling shared between benefits",
    "ceiling_per_disease": "ceiling per disease",
    "ceiling_per_quarter": "ceiling per quarter",
    "fixed_maternity": "fixed amount: maternity",
    "fixed_bed_day": "fixed amount: bed-day",
    "price_ceiling_before_class_b": "item price ceiling before class B",
    "class_b_share_by_item": "class B share by item",
    "imported_by_domestic_standard": "imported material by domestic standard",
    "imported_without_equal": "imported material 20 % then class B",
    "serious_illness_from_zero": "segments for serious illness measured from zero",
    "serious_illness_above_line": "segments for serious illness measured above the line",
    "serious_illness_aided_better": "serious illness better for aided groups",
    "large_amount": "large-amount employee fund above the basic ceiling",
    "civil_servant": "civil-servant supplement",
    "aid_by_category": "medical aid by category with ratio, line, ceiling",
    "aid_second_round": "second round of medical aid",
    "payer_order": "order of payers",
    "carry_over_by_year": "carry-over amounts by year",
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
    by_clause = {
        duty
        for clause in clauses(case["clause"])
        for start, duty in known.items()
        if clause.startswith(start)
    }
    return by_clause | set(case.get("duties", ()))


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


def test_there_are_cases_enough_of_every_area_and_of_everything_the_language_can_say() -> None:
    per_area = Counter(name.partition("/")[0] for name, _case in CASES)
    assert per_area.keys() >= {path.stem for path in golden.POLICIES.glob("*.yaml")}
    assert all(count >= 20 for count in per_area.values()), per_area
    assert per_area.total() >= 150
    shown = Counter(feature for _name, case in CASES for feature in case.get("features", ()))
    assert shown.keys() <= FEATURES.keys()
    assert {feature: shown[feature] for feature in FEATURES if shown[feature] < 2} == {}
