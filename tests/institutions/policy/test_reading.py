"""Values laid out as people read them, and two packages side by side, cell by cell and period by period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.utils.translation import override

from config import messages
from institutions.policy.comparing import Pair, compare
from institutions.policy.reading import Entry, entries_of, entries_on, rows_of
from institutions.policy.registry import read_package
from institutions.rules.policy_package import Applicable, Package

HEAD = """
area: "990300"
key: {key}
title: 办法
document: {{source: "000", effective: 2020-01-01}}
sections:
  benefits.390:
    tier:
      values: [{{from: 2020-01-01, value: level_1, clause: 一}}]
    benefit:
      values: [{{from: 2020-01-01, value: inpatient, clause: 一}}]
"""
DAY = dt.date(2020, 6, 1)


@pytest.fixture(autouse=True, scope="module")
def chinese() -> Iterator[None]:
    messages.compile_catalogue()
    with override("zh-hans"):
        yield


def package(*parameters: str, key: str = "one") -> Package:
    body = "".join(f"    {line}\n" for text in parameters for line in text.splitlines())
    return read_package(HEAD.format(key=key) + body)


def entry(parameter: str) -> Entry:
    name = parameter.partition(":")[0]
    own = "inpatient.ratio: {unit: ratio, values: [{from: 2020-01-01, value: 0.5, clause: 一}]}"
    given = package(parameter) if name == "inpatient.ratio" else package(own, parameter)
    return next(one for one in entries_of(given) if one.parameter == name)


def ratio(value: str, by: str = "", clause: str = "二", start: str = "2020-01-01") -> str:
    return (
        f"inpatient.ratio: {{unit: ratio, {f'by: [{by}], ' if by else ''}"
        f"values: [{{from: {start}, value: {value}, clause: {clause}}}]}}"
    )


def compared(left: str, right: str, *, day: dt.date | None = None, origins: bool = True) -> list[Pair]:
    sides = (entries_of(package(text)) for text in (left, right))
    return [pair for pair in compare(*sides, day=day, origins=origins) if pair.entry.parameter != "tier"]


def told(pairs: list[Pair]) -> list[tuple[str, str, str, str]]:
    """(state, cell, left, right) of what is not the same."""
    return [
        (p.state, p.cell, p.left.says if p.left else "", p.right.says if p.right else "")
        for p in pairs
        if p.state != "same"
    ]


def test_one_dimension_stands_across() -> None:
    layout = entry(ratio("{level_1: 0.9, level_2: 0.85, level_3: 0.8, outside: 0.6}", "tier")).layout
    assert layout.columns == ("一级", "二级", "三级", "统筹区外")
    assert [cell.text for cell in layout.rows[0].cells] == ["90%", "85%", "80%", "60%"]
    assert layout.text == "一级 90%；二级 85%；三级 80%；统筹区外 60%"


def test_two_dimensions_make_a_matrix_and_a_plain_value_spans_it() -> None:
    layout = entry(ratio('{outside: 0.5, "*": {"1": 0.9, "2": 0.85, "3, none": 0.8}}', "place, level")).layout
    assert layout.columns == ("一级", "二级", "三级、无")
    assert [(row.keys, [cell.text for cell in row.cells]) for row in layout.rows] == [
        (("统筹区外",), ["50%"]),
        (("其他",), ["90%", "85%", "80%"]),
    ]
    assert layout.rows[0].cells[0].span == 3


def test_keys_alike_stand_together_and_a_row_without_a_key_takes_any_other() -> None:
    text = ratio(
        '{none: {"1": 0.9, "*": 0.8}, "filed, promise": {"3": 0.7, "*": 0.6}, "*": 0.4}', "filing, level"
    )
    layout = entry(text).layout
    assert layout.columns == ("一级", "三级", "其他")
    assert [(row.keys[0], [cell.text for cell in row.cells]) for row in layout.rows] == [
        ("无", ["90%", "80%", "80%"]),
        ("已备案、承诺备案", ["60%", "70%", "60%"]),
        ("其他", ["40%"]),
    ]


def test_ranges_say_their_unit() -> None:
    years = entry(ratio("{0..70: 0.8, 70..: 0.85}", "age")).layout
    assert years.columns == ("不满70周岁", "70周岁及以上")
    money = entry(ratio("{0..10000: 0.8, 10000..50000.5: 0.85, 50000.5..: 0.9}", "band")).layout
    assert money.columns == ("不满10,000.00元", "10,000.00元至不满50,000.50元", "50,000.50元及以上")


def test_many_keys_stand_below_each_other() -> None:
    codes = ", ".join(f'"{code}": 0.{code}' for code in range(11, 20))
    layout = entry(ratio(f'{{{codes}, "*": 0}}', "med_type")).layout
    assert layout.columns == ()
    assert len(layout.rows) == 10
    assert layout.rows[-1].keys == ("其他",)


def test_a_cell_keeps_its_own_origin() -> None:
    one = entry(ratio('{"1": 0.9, "*": {value: 0.8, assumed: 原文未写, clause: 九}}', "level"))
    assert [(cell.clause, cell.assumed) for cell in one.layout.cells] == [("", ""), ("九", "原文未写")]
    assert one.is_assumed
    rows = list(rows_of([one]))
    assert [(row.cell, row.number, row.clause, row.assumed) for row in rows] == [
        ("一级", rows[0].number, "二", ""),
        ("其他", rows[1].number, "九", "原文未写"),
    ]
    assert [str(row.number) for row in rows] == ["0.9000", "0.8000"]


@pytest.mark.parametrize(
    ("parameter", "text"),
    [
        (
            "inpatient.deductible: {unit: yuan, values: [{from: 2020-01-01, value: 1500, clause: 一}]}",
            "1,500.00元",
        ),
        (
            "inpatient.adjust.unfiled: {unit: points, values: [{from: 2020-01-01, value: -10, clause: 一}]}",
            "-10个百分点",
        ),
        (
            "inpatient.account.until: {values: [{from: 2020-01-01, value: 2021-01-01, clause: 一}]}",
            "2021-01-01",
        ),
        ("inpatient.covered: {values: [{from: 2020-01-01, value: 'yes', clause: 一}]}", "是"),
    ],
)
def test_a_value_in_words(parameter: str, text: str) -> None:
    assert entry(parameter).layout.text == text


def test_of_two_documents_the_later_in_the_list_wins() -> None:
    region, city = package(ratio("0.5"), key="region"), package(ratio("0.6"), key="city")
    on = [Applicable(region, dt.date(2020, 1, 1)), Applicable(city, dt.date(2020, 3, 1))]

    def ratios(day: dt.date) -> list[str]:
        return [e.layout.text for e in entries_on(on, day) if e.parameter == "inpatient.ratio"]

    assert ratios(dt.date(2020, 2, 1)) == ["50%"]
    assert ratios(dt.date(2020, 4, 1)) == ["60%"]
    assert ratios(dt.date(2019, 4, 1)) == []


def test_only_the_cell_that_changed_is_changed() -> None:
    one, two = (
        ratio(f"{{level_1: 0.9, level_2: {x}, level_3: 0.8, outside: 0.6}}", "tier") for x in (0.85, 0.8)
    )
    assert told(compared(one, two)) == [("changed", "二级", "85%", "80%")]
    [pair] = [pair for pair in compared(one, two) if pair.state == "changed"]
    assert pair.gap == "-5个百分点"


def test_a_key_of_its_own_is_compared_with_any_other() -> None:
    """A disease that gets a ceiling of its own is compared with what it had among the others."""
    one = ratio('{M01: 0.7, "*": 0.5}', "disease")
    two = ratio('{M01: 0.7, M02: 0.9, "*": 0.5}', "disease")
    assert told(compared(one, two)) == [("changed", "M02", "50%", "90%")]


def test_tables_of_other_shape_stand_side_by_side_as_a_whole() -> None:
    one, two = ratio("{0..60: 0.8, 60..: 0.9}", "age"), ratio("{0..70: 0.8, 70..: 0.9}", "age")
    [(state, cell, left, right)] = told(compared(one, two))
    assert (state, cell) == ("changed", "")
    assert "60周岁" in left
    assert "70周岁" in right
    assert told(compared(ratio("0.8"), one)) == [("changed", "", "80%", left)]
    own = '{own_county: {"1": 0.9, "*": 0.8}, "*": 0.5}'
    coarser = '{own_county: 0.8, "*": {"1": 0.6, "*": 0.5}}'
    assert told(compared(ratio(own, "place, level"), ratio(coarser, "place, level"))) == [
        ("changed", "一级", "50%", "60%"),
        ("changed", "本县区 · 一级", "90%", "80%"),
    ]


def test_periods_are_cut_where_either_side_changes_and_joined_where_both_go_on() -> None:
    steady = (
        "inpatient.ratio: {unit: ratio, values: [{from: 2020-01-01, value: 0.8, clause: 二},"
        " {from: 2021-01-01, value: 0.8, clause: 二}]}"
    )
    later = (
        "inpatient.ratio: {unit: ratio, values: [{from: 2020-01-01, value: 0.8, clause: 二},"
        " {from: 2022-01-01, value: 0.9, clause: 二}]}"
    )
    pairs = [pair for pair in compared(steady, later) if pair.entry.parameter == "inpatient.ratio"]
    assert [(pair.state, pair.start, pair.end) for pair in pairs] == [
        ("same", dt.date(2020, 1, 1), dt.date(2022, 1, 1)),
        ("changed", dt.date(2022, 1, 1), None),
    ]
    assert told(compared(steady, later, day=dt.date(2021, 6, 1))) == []
    assert told(compared(steady, later, day=dt.date(2022, 1, 1))) == [("changed", "", "80%", "90%")]


def test_what_one_side_lacks_is_new_or_gone() -> None:
    fixed = "maternity.fixed: {unit: yuan, values: [{from: 2020-01-01, value: 800, clause: 三}]}"
    assert told(compared(ratio("0.8"), ratio("0.8") + "\n" + fixed)) == [("added", "", "", "800.00元")]
    assert told(compared(ratio("0.8") + "\n" + fixed, ratio("0.8"))) == [("removed", "", "800.00元", "")]
    later = ratio("0.8", start="2021-01-01")
    assert told(compared(ratio("0.8"), later, day=DAY)) == [("removed", "", "80%", "")]


def test_another_clause_alone_is_told_of_versions_not_of_cities() -> None:
    one, two = ratio("0.8"), ratio("0.8", clause="第九条")
    assert [state for state, *_rest in told(compared(one, two))] == ["reworded"]
    assert told(compared(one, two, origins=False)) == []
