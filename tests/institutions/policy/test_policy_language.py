"""The strict loader: every fault named with line and key, and nothing else refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from institutions.policy.faults import describe_with_place
from institutions.policy.registry import language, read_package, register_dimension, register_section
from institutions.rules.policy_faults import MESSAGES, PolicyError
from institutions.rules.policy_package import Applicable, Package, resolve
from institutions.rules.policy_schema import Dimension, SectionSchema
from institutions.rules.policy_tables import PolicyGap

HEAD = """\
area: "990100"
key: test
title: 测试
document: {source: test, effective: 2020-01-01}
sections:
"""
BENEFITS = """\
  benefits.390:
    tier:
      by: [place, level]
      values: [{from: 2020-01-01, clause: a, value: {outside: outside, "*": {"3": level_3, "*": level_1}}}]
    benefit:
      by: [med_type]
      values: [{from: 2020-01-01, clause: a, value: {"21": inpatient, "*": none}}]
"""


def parameter(text: str, name: str = "inpatient.ratio") -> str:
    lines = "\n".join("      " + line for line in text.splitlines())
    return f"{HEAD}{BENEFITS}    {name}:\n{lines}\n"


def value(text: str, unit: str = "ratio", by: str = "") -> str:
    return parameter(f"unit: {unit}\n{by}values: [{{from: 2020-01-01, clause: a, value: {text}}}]")


def faults(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(PolicyError) as refused:
        read_package(text, file="test.yaml")
    for fault in refused.value.faults:
        assert describe_with_place(fault)
    return [(fault.line, fault.key, fault.code) for fault in refused.value.faults]


RATIO = "benefits.390.inpatient.ratio"


@pytest.mark.parametrize(
    ("text", "line", "key", "code"),
    [
        ("area: [", 2, "", "yaml"),
        (HEAD.replace("title", "titel") + "  {}", 3, "", "unknown_key"),
        (HEAD + "  pooling: {}\n  pooling: {}", 7, "", "duplicate_key"),
        (HEAD + "  poolings: {}", 6, "poolings", "unknown_section"),
        (HEAD + "  benefits: {}", 6, "benefits", "section_scheme"),
        (HEAD + "  pooling.390: {}", 6, "pooling.390", "section_no_scheme"),
        (HEAD + "  pooling: {}", 6, "pooling.mode", "missing_parameter"),
        (HEAD.replace("source: test, ", ""), 4, "", "missing_key"),
        (HEAD.replace("2020-01-01", "2020-02-30") + "  {}", 4, "", "date"),
        (HEAD.replace("title: 测试", "title: &a 测试"), 3, "", "anchor"),
        (value("0.85", unit="yuan"), 14, RATIO, "unit"),
        (value("85%"), 15, RATIO, "number"),
        (value('"0.85"'), 15, RATIO, "number"),
        (value("1_000"), 15, RATIO, "number"),
        (value("1.2"), 15, RATIO, "too_high"),
        (value("-0.1"), 15, RATIO, "too_low"),
        (value("0.85555"), 15, RATIO, "decimals"),
        (value("{level_1: 0.8}"), 15, RATIO, "no_by"),
        (value("{level_1: 0.8}", by="by: [tier]\n"), 16, RATIO, "missing_cells"),
        (value("{level_9: 0.8, '*': 1}", by="by: [tier]\n"), 16, RATIO, "unknown_cell"),
        (value("{'level_1, level_1': 0.8, '*': 1}", by="by: [tier]\n"), 16, RATIO, "duplicate_key"),
        (value("{'*': {level_1: 1}}", by="by: [tier]\n"), 16, RATIO, "too_deep"),
        (value("0.8", by="by: [colour]\n"), 15, RATIO, "unknown_dimension"),
        (value("0.8", by="by: [tier, tier]\n"), 15, RATIO, "repeated_dimension"),
        (value("{0..100: 0.5, 200..: 0.6}", by="by: [band]\n"), 16, RATIO, "range_gap"),
        (value("{10..100: 0.5, 100..: 0.6}", by="by: [band]\n"), 16, RATIO, "range_start"),
        (value("{0..100: 0.5}", by="by: [band]\n"), 16, RATIO, "range_open"),
        (value("{all: 0.5}", by="by: [band]\n"), 16, RATIO, "range"),
        (parameter("values: [{from: 2020-01-01, clause: a, value: 1}]"), 13, RATIO, "missing_key"),
        (parameter("unit: ratio\nvalues: []"), 15, RATIO, "empty"),
        (parameter("unit: ratio\nvalues: [{from: 2020-01-01, value: 1}]"), 15, RATIO, "source"),
        (value("yes", unit="ratio"), 15, RATIO, "number"),
    ],
)
def test_each_fault_has_line_key_and_reason(text: str, line: int, key: str, code: str) -> None:
    assert (line, key, code) in faults(text)


DATED = """\
unit: ratio
values:
- {from: 2020-01-01, %s clause: a, value: 0.8}
- {from: %s, clause: a, value: 0.9}"""


@pytest.mark.parametrize(
    ("to", "following", "code"),
    [
        ("to: 2020-06-01,", "2020-07-01", "gap"),
        ("to: 2020-08-01,", "2020-07-01", "overlap"),
        ("", "2020-01-01", "order"),
        ("", "2019-01-01", "order"),
        ("to: 2019-01-01,", "2020-07-01", "order"),
    ],
)
def test_dates_rise_without_gap_or_overlap(to: str, following: str, code: str) -> None:
    assert [found for _line, _key, found in faults(parameter(DATED % (to, following)))] == [code]


def test_all_faults_come_at_once_in_the_order_of_their_lines() -> None:
    text = (
        value("85%") + "    inpatient.deductible: {unit: yuan, values: 5}\n    inpatient.fixd: {values: []}\n"
    )
    assert [code for _line, _key, code in faults(text)] == ["number", "not_list", "unknown_parameter"]


@pytest.mark.parametrize(
    "extra",
    [
        "    accident.like: {values: [{from: 2020-01-01, clause: a, value: inpatiant}]}",
        "    accident.covered: {values: [{from: 2020-01-01, clause: a, value: yes}]}",
        "    limit.pool.amount: {unit: yuan, values: [{from: 2020-01-01, clause: a, value: 1}]}",
        "    none.ratio: {unit: ratio, values: [{from: 2020-01-01, clause: a, value: 1}]}",
        "    inpatient.deductible:\n      unit: yuan\n      by: [band]\n"
        "      values: [{from: 2020-01-01, clause: a, value: {0..: 1}}]",
    ],
)
def test_a_name_that_points_nowhere_is_a_fault(extra: str) -> None:
    (found,) = faults(value("0.8") + extra)
    assert found[2] not in MESSAGES  # a section's own check brings its message


def package(text: str) -> Package:
    return read_package(text, file="test.yaml")


def at(text: str, day: dt.date) -> object:
    found = package(text)
    policy = resolve("990100", [Applicable(found, found.document.effective)], day)
    return policy.section("benefits.390").value("inpatient.ratio", tier="level_1", age=70)


def test_a_value_holds_from_its_first_day_up_to_the_next() -> None:
    text = parameter(DATED % ("", "2020-07-01"))
    assert at(text, dt.date(2020, 6, 30)) == 8000
    assert at(text, dt.date(2020, 7, 1)) == 9000


def test_an_ended_value_is_missing_afterwards_not_zero() -> None:
    text = parameter("unit: ratio\nvalues: [{from: 2020-01-01, to: 2021-01-01, clause: a, value: 0.8}]")
    with pytest.raises(PolicyGap):
        at(text, dt.date(2021, 1, 1))


def test_tables_nest_fall_back_and_take_ranges() -> None:
    table = "{level_1: {0..60: 0.8, 60..: 0.9}, '*': 0.5}"
    text = value(table, by="by: [tier, age]\n")
    assert at(text, dt.date(2020, 6, 1)) == 9000


def test_a_cell_may_carry_its_own_assumption() -> None:
    table = "{level_1: {value: 0.8, assumed: why}, '*': 0.5}"
    found = package(value(table, by="by: [tier]\n"))
    policy = resolve("990100", [Applicable(found, found.document.effective)], dt.date(2020, 6, 1))
    given = policy.section("benefits.390").require("inpatient.ratio")
    assert given.cell({"tier": "level_1"}.get)[:3] == (8000, "a", "why")
    assert given.cell({"tier": "level_2"}.get)[:3] == (5000, "a", "")


def test_every_shipped_package_is_sound_and_says_where_each_value_comes_from() -> None:
    shipped = sorted(Path("institutions/policies").glob("*.yaml"))
    assert shipped
    for path in shipped:
        found = read_package(path.read_text(encoding="utf-8"), file=path.name)
        for section in found.sections.values():
            for parameter in section.parameters.values():
                assert all(one.clause or one.assumed for one in parameter.values)


def test_a_section_or_dimension_is_registered_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        register_section(SectionSchema("pooling", "again", ()))
    with pytest.raises(ValueError, match="twice"):
        register_dimension(Dimension("tier", "again", values=("a",)))
    assert {"benefits", "pooling", "clearing", "enrolment"} <= set(language().sections)
