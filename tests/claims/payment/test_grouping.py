"""The grouper: golden table of specificity, and that no order of procedures or catalogue rows changes a group."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.rules.payment.grouping import (
    ANY,
    CONSERVATIVE,
    PROCEDURE,
    CaseFacts,
    Grouper,
    GroupRow,
    Match,
    alternatives,
    beginnings,
    find_group,
)


def row(code: str, diagnoses: str, procedures: str = "", treatment: str = ANY, core: bool = True) -> GroupRow:
    kind = PROCEDURE if procedures else treatment
    return GroupRow(code, beginnings(diagnoses), alternatives(procedures), kind, core)


CATALOGUE = [
    row("K35.8:47.01", "K35.8", "47.01"),
    row("K35.8:47.01+54.11", "K35.8", "47.01+54.11"),
    row("K35.8:47.09", "K35.8/K35.9", "47.09/47.0"),
    row("K35.8:保守", "K35.8", treatment=CONSERVATIVE),
    row("K35:任意", "K35"),
    row("K35.2:保守", "K35.2", treatment=CONSERVATIVE),
    row("K:综合手术", "K35/K36/K80", "47/51", core=False),
    row("K:综合保守", "K", treatment=CONSERVATIVE, core=False),
    row("I10:甲", "I10", "38.9"),
    row("I10:乙", "I10", "39.5"),
]
# case: main diagnosis, procedures -> group, what matched, groups as specific
GOLDEN = {
    "一项操作": ("K35.800", "47.0100", "K35.8:47.01", "K358", ("4701",), ()),
    "两项操作的组更具体": ("K35.800", "47.0100 54.1100", "K35.8:47.01+54.11", "K358", ("4701", "5411"), ()),
    "操作编码更长者优先": ("K35.800", "47.0900", "K35.8:47.09", "K358", ("4709",), ()),
    "同一诊断的另一备选": ("K35.900", "47.0200", "K35.8:47.09", "K359", ("470",), ()),
    "无操作归保守": ("K35.800", "", "K35.8:保守", "K358", (), ()),
    "目录不认的操作不妨碍保守": ("k35.800x001", "99.9901", "K35.8:保守", "K358", (), ()),
    "保守先于不限治疗": ("K35.2", "", "K35.2:保守", "K352", (), ()),
    "不限治疗": ("K35.0", "", "K35:任意", "K35", (), ()),
    "核心病种先于综合病种": ("K35.0", "47.1", "K35:任意", "K35", (), ()),
    "综合手术": ("K80.1", "51.2300", "K:综合手术", "K80", ("51",), ()),
    "综合保守": ("K80.1", "", "K:综合保守", "K", (), ()),
    "并列时组码小者": ("I10", "39.5000 38.9300", "I10:乙", "I10", ("395",), ("I10:甲",)),
}  # fmt: skip


@pytest.mark.duty("JJ-08")
@pytest.mark.parametrize("case", GOLDEN)
def test_the_most_specific_group(case: str) -> None:
    diagnosis, procedures, *expected = GOLDEN[case]
    assert Grouper(CATALOGUE).by_record(diagnosis, procedures.split()) == Match(*expected)


@pytest.mark.parametrize(("diagnosis", "procedures"), [("J18.9", []), ("", ["47.01"]), ("I10", ["99.1"])])
def test_nothing_matches(diagnosis: str, procedures: list[str]) -> None:
    assert Grouper(CATALOGUE).by_record(diagnosis, procedures) is None


DIAGNOSES = st.sampled_from(["K35", "K35.8", "K35.80", "K36", "K", "I10", "I1"])
PROCEDURES = st.sampled_from(["47", "47.0", "47.01", "54.11", "38.9", "39.5"])
ROWS = st.builds(
    lambda number, diagnoses, procedures, treatment, core: row(
        f"G{number}", "/".join(diagnoses), "+".join(procedures), treatment, core
    ),
    st.integers(1, 40),
    st.lists(DIAGNOSES, min_size=1, max_size=3),
    st.lists(PROCEDURES, max_size=2),
    st.sampled_from([CONSERVATIVE, ANY]),
    st.booleans(),
)


@given(
    st.lists(ROWS, max_size=12, unique_by=lambda one: one.code),
    st.sampled_from(["K35.800", "K36.1", "I10", "J1"]),
    st.lists(st.sampled_from(["47.0100", "54.1100", "38.9300", "99.1"]), max_size=4),
    st.randoms(use_true_random=False),
)
def test_no_order_changes_the_group(
    rows: list[GroupRow], diagnosis: str, done: list[str], chance: object
) -> None:
    found = Grouper(rows).by_record(diagnosis, done)
    again, others = list(rows), list(done) + done[:1]
    chance.shuffle(again)  # type: ignore[attr-defined]
    chance.shuffle(others)  # type: ignore[attr-defined]
    assert Grouper(again).by_record(diagnosis, others) == found


PER_CASE = Grouper([row("ANLCWY", "", ""), row("白内障", "H25/H26")])
BED_DAY = Grouper([row("精神", "F20/F25")])
DRG = Grouper([row("GD29", "")])
FOUND = {
    "单病种按病种编码": ({"disease": "anlcwy"}, ("per_case", "bed_day"), ("per_case", "ANLCWY", "")),
    "单病种按诊断": ({"disease": "H25.1"}, ("per_case", "dip"), ("per_case", "白内障", "")),
    "床日": ({"diagnosis": "F20.5"}, ("per_case", "bed_day", "drg"), ("bed_day", "精神", "")),
    "DRG组": ({"drg_code": "GD29"}, ("drg",), ("drg", "GD29", "")),
    "未知DRG组": ({"drg_code": "XX11"}, ("per_case", "drg"), ("drg", None, "unknown_drg_code")),
    "无DRG组": ({"diagnosis": "K35.8"}, ("drg",), ("drg", None, "no_drg_code")),
    "DIP用病种编码代主诊断": ({"disease": "K35.800"}, ("dip",), ("dip", "K35.8:保守", "")),
    "DIP无诊断": ({}, ("dip",), ("dip", None, "no_diagnosis")),
    "DIP无组": ({"diagnosis": "Z99"}, ("dip",), ("dip", None, "no_group")),
    "其余按项目": ({"disease": "J18"}, ("per_case", "bed_day"), ("by_item", None, "paid_by_item")),
    "不按病种": ({"disease": "J18"}, ("per_capita",), ("by_item", None, "paid_by_item")),
}  # fmt: skip


@pytest.mark.duty("HG-08", "NM-07", "NB-09")
@pytest.mark.parametrize("case", FOUND)
def test_the_narrower_method_is_asked_first(case: str) -> None:
    facts, uses, expected = FOUND[case]
    groupers = {"per_case": PER_CASE, "bed_day": BED_DAY, "drg": DRG, "dip": Grouper(CATALOGUE)}
    found = find_group(CaseFacts(**facts), groupers, uses)
    assert (found.method, found.match and found.match.code, found.reason) == expected


def test_a_method_without_catalogue_is_said() -> None:
    assert find_group(CaseFacts(disease="K35"), {}, ("dip",)) == ("dip", None, "no_catalogue")
    assert find_group(CaseFacts(disease="K35"), {}, ("per_case",)) == ("per_case", None, "no_catalogue")
