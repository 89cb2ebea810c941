"""What a bill's steps and a person's counters say: the parameter used, words for whatever a package counts."""

from __future__ import annotations

import pytest
from django.utils import translation

from claims.explaining import counter_name
from tests.claims import golden

CASES = list(golden.cases())
OF_THE_CATALOGUE = "fee_item_share"
"""The only step with a clause whose value is no parameter's: the share the catalogue gives the item."""


@pytest.mark.parametrize(
    ("counter", "said"),
    [
        ("layer.serious_illness.met", "大病保险起付累计"),
        ("layer.medical_aid", "医疗救助已支付"),
        ("layer.own_name_of_a_package", "own_name_of_a_package已支付"),
    ],
)
def test_a_layers_counter_is_said_in_words(counter: str, said: str) -> None:
    with translation.override("zh-hans"):
        assert counter_name(counter) == said


def test_a_step_with_a_clause_names_the_parameter_it_used() -> None:
    used = set()
    for _name, case in CASES:
        counters: dict[str, int] = {}
        bill = golden.settled(case, case["package"], counters)
        assert bill.facts is not None
        assert bill.policy_date is not None
        section = golden.policy_at(case["package"], bill.policy_date, bill.facts.insutype).section
        for one in bill.steps:
            if one.code == OF_THE_CATALOGUE or not (one.clause or one.assumed):
                assert not one.path, one
                continue
            name, _colon, parameter = one.path.partition(":")
            assert (name, parameter in section.given) == (section.name, True), one
            used.add(one.code)
    assert {"ratio", "deductible", "limit", "fee_B", "layer_line_year", "adjust", "band", "fixed"} <= used


def test_what_a_benefit_takes_over_is_named_where_it_stands() -> None:
    """Zhangye pays accidents as inpatient care."""
    found = {
        one.path
        for _name, case in CASES
        for one in golden.settled(case, case["package"], {}).steps
        if one.code == "ratio" and case["package"] == "zhangye.yaml" and case["input"].get("accident")
    }
    assert "benefits.390:inpatient.ratio" in found
