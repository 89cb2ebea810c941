"""Which terms hold on a day, over layers and versions; and the better of two catalogues."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.rules.catalogue import Row, Terms, fee_item, in_order, segments, terms_on
from claims.rules.catalogue_merging import plan_merge
from claims.rules.pricing import SentLine, as_sent, by_catalogue, differences

REGION, CITY = 2, 0


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def row(
    number: int,
    start: str,
    end: str | None = None,
    *,
    layer: int = REGION,
    change: str = "change",
    **terms: Any,
) -> Row:
    given = (
        {"item_name": "药", "list_type": "101", "chrgitm_lv": "02"} if change in ("entry", "change") else {}
    )
    return Row(layer, number, change, day(start), day(end) if end else None, Terms(**{**given, **terms}))


LIFE = in_order(
    [
        row(1, "2020-01-01", change="entry", selfpay_prop=Decimal("0.1"), pric_uplmt_amt=Decimal(10)),
        row(2, "2021-01-01", selfpay_prop=Decimal("0.2")),
        row(3, "2020-07-01", "2020-10-01", layer=CITY, change="overlay", selfpay_prop=Decimal("0.05")),
        row(4, "2021-06-01", layer=CITY, change="overlay", chrgitm_lv="01", pric_uplmt_lv3=Decimal(8)),
        row(5, "2022-01-01", change="exit"),
        row(6, "2022-06-01", layer=CITY, change="entry", chrgitm_lv="01"),
    ]
)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        pytest.param("2019-12-31", None, id="准入前"),
        pytest.param("2020-01-01", ("02", "0.1", 10, None), id="准入首日"),
        pytest.param("2020-07-01", ("02", "0.05", 10, None), id="地方覆盖首日"),
        pytest.param("2020-09-30", ("02", "0.05", 10, None), id="地方覆盖末日"),
        pytest.param("2020-10-01", ("02", "0.1", 10, None), id="覆盖期满"),
        pytest.param("2021-01-01", ("02", "0.2", None, None), id="调整后"),
        pytest.param("2021-06-01", ("01", "0.2", None, 8), id="覆盖等级与三级限价"),
        pytest.param("2022-01-01", "left", id="退出"),
        pytest.param("2022-06-01", ("01", None, None, None), id="本市自行准入"),
    ],
)
def test_what_holds_on_a_day(on: str, expected: Any) -> None:
    found = terms_on(LIFE, day(on))
    if expected is None:
        assert found is None
    elif expected == "left":
        assert found is not None
        assert found.left
        assert found.terms.chrgitm_lv == "03"
    else:
        assert found is not None
        share = found.terms.selfpay_prop
        told = (
            found.terms.chrgitm_lv,
            share and str(share),
            found.terms.pric_uplmt_amt,
            found.terms.pric_uplmt_lv3,
        )
        assert told == expected


def test_the_life_of_an_item_in_periods() -> None:
    told = [(str(one.start), one.end and str(one.end)) for one in segments(LIFE)]
    assert told == [
        ("2020-01-01", "2020-07-01"),
        ("2020-07-01", "2020-10-01"),
        ("2020-10-01", "2021-01-01"),
        ("2021-01-01", "2021-06-01"),
        ("2021-06-01", "2022-01-01"),
        ("2022-01-01", "2022-06-01"),
        ("2022-06-01", None),
    ]


def test_ceilings_of_an_override_replace_all_and_999999_lifts_them() -> None:
    rows = in_order(
        [
            row(1, "2020-01-01", change="entry", pric_uplmt_amt=Decimal(5), pric_uplmt_lv3=Decimal(9)),
            row(2, "2020-02-01", layer=CITY, change="overlay", pric_uplmt_amt=Decimal(999_999)),
        ]
    )
    found = terms_on(rows, day("2020-02-01"))
    assert found is not None
    assert [found.terms.price_ceiling(level) for level in ("1", "3", "none")] == [None, None, None]


def test_an_override_of_nothing_gives_nothing() -> None:
    assert (
        terms_on([row(1, "2020-01-01", layer=CITY, change="overlay", chrgitm_lv="01")], day("2020-01-01"))
        is None
    )


_DAYS = st.integers(0, 60).map(lambda n: dt.date(2020, 1, 1) + dt.timedelta(days=n))


@st.composite
def _rows(draw: st.DrawFn) -> Row:
    start = draw(_DAYS)
    end = draw(st.none() | st.integers(1, 30).map(lambda n: start + dt.timedelta(days=n)))
    change = draw(st.sampled_from(["entry", "change", "exit", "overlay"]))
    terms = Terms("药", "101", draw(st.sampled_from(["01", "02", "03"])))
    return Row(draw(st.integers(0, 3)), 0, change, start, end, terms)


@settings(deadline=None)
@given(st.lists(_rows(), max_size=8), _DAYS)
def test_periods_tell_of_every_day_what_the_day_itself_tells(rows: list[Row], on: dt.date) -> None:
    ordered = in_order(one._replace(number=number) for number, one in enumerate(rows))
    told = [one for one in segments(ordered) if one.start <= on and (one.end is None or on < one.end)]
    assert len(told) <= 1
    assert (told[0].found if told else None) == terms_on(ordered, on)


@settings(deadline=None)
@given(st.lists(_rows(), max_size=8), _rows(), _DAYS)
def test_a_later_version_leaves_days_it_does_not_name(rows: list[Row], later: Row, on: dt.date) -> None:
    """What a settlement named stays derivable: a new version changes nothing before or after its own period."""
    before = [one._replace(number=number) for number, one in enumerate(rows)]
    if later.holds_on(on):
        return
    after = in_order([*before, later._replace(number=99)])
    assert terms_on(after, on) == terms_on(in_order(before), on)


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"chrgitm_lv": "02"}, ()),
        ({"chrgitm_lv": "01"}, ("chrgitm_lv",)),
        ({"chrgitm_lv": "02", "selfpay_prop": Decimal("0.1000")}, ()),
        ({"chrgitm_lv": "02", "selfpay_prop": Decimal("0.2")}, ("selfpay_prop",)),
        ({"chrgitm_lv": "02", "pric_uplmt_amt": Decimal(8)}, ()),
        ({"chrgitm_lv": "02", "pric_uplmt_amt": Decimal(999_999)}, ("pric_uplmt_amt",)),
        ({"chrgitm_lv": "02", "list_type": "301"}, ("list_type",)),
    ],
)
def test_where_the_sender_wrote_otherwise(sent: dict[str, Any], expected: tuple[str, ...]) -> None:
    line = SentLine(
        "1", "X", "", **{"list_type": "", "is_imported": False, "cnt": Decimal(2), "amount": 2000, **sent}
    )
    terms = Terms("药", "101", "02", selfpay_prop=Decimal("0.1"), pric_uplmt_amt=Decimal(8))
    found = terms_on([Row(0, 1, "entry", day("2020-01-01"), None, terms)], day("2020-01-01"))
    assert found is not None
    assert differences(by_catalogue(line, "X", found, "2")) == expected


@settings(deadline=None)
@given(
    st.sampled_from(["01", "02", "03"]),
    st.sampled_from(["101", "201", "301"]),
    st.booleans(),
    st.integers(0, 10_000_000),
    st.decimals(0, 100, places=4),
    st.none() | st.decimals(0, 1_000, places=6),
)
def test_catalogue_and_sender_saying_the_same_give_the_same_item(
    chrgitm_lv: str, list_type: str, imported: bool, amount: int, cnt: Decimal, ceiling: Decimal | None
) -> None:
    line = SentLine("1", "X", "", chrgitm_lv, list_type, imported, cnt, amount, ceiling)
    terms = Terms("药", list_type, chrgitm_lv, pric_uplmt_amt=ceiling, is_imported=imported)
    ours, theirs = fee_item(terms, amount=amount, quantity=cnt, level="2"), as_sent(line)
    if chrgitm_lv == "03":
        theirs = theirs._replace(ceiling=None)
    assert ours == theirs


# --- merging -----------------------------------------------------------------------------------------------------


def terms(chrgitm_lv: str = "02", **given: Any) -> Terms:
    return Terms(**{"item_name": "药", "list_type": "101", "chrgitm_lv": chrgitm_lv, **given})


@pytest.mark.duty("HG-03")
@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        pytest.param(terms("01"), terms("02"), {"chrgitm_lv": "01", "selfpay_prop": None}, id="甲优于乙"),
        pytest.param(terms("03"), terms("02"), {"chrgitm_lv": "02"}, id="乙优于丙"),
        pytest.param(
            terms(selfpay_prop=Decimal("0.2")), terms(selfpay_prop=Decimal("0.1")), {"selfpay_prop": Decimal("0.1")},
            id="自付就低",
        ),
        pytest.param(
            terms("01"), terms("02", selfpay_prop=Decimal("0.1")), {"chrgitm_lv": "01", "selfpay_prop": None},
            id="甲类无自付",
        ),
        pytest.param(
            terms(pric_uplmt_amt=Decimal(5)), terms(pric_uplmt_amt=Decimal(8)), {"pric_uplmt_amt": Decimal(8)},
            id="限价就高",
        ),
        pytest.param(terms(pric_uplmt_amt=Decimal(5)), terms(), {"pric_uplmt_amt": None}, id="无限价最宽"),
        pytest.param(
            terms(pay_standard=Decimal(5)), terms(procured=True, procurement_price=Decimal(6)),
            {"pay_standard": Decimal(6), "procured": True}, id="支付标准就高",
        ),
        pytest.param(terms(essential=True), terms(negotiated=True), {"essential": True, "negotiated": True}, id="标志"),
    ],
)  # fmt: skip
def test_of_two_terms_the_better_for_the_insured(left: Terms, right: Terms, expected: dict[str, Any]) -> None:
    for one, other in ((left, right), (right, left)):
        plan = plan_merge({"X": one}, {"X": other}, {})
        assert plan.conflicts == ()
        [merged] = plan.items
        assert {name: getattr(merged.terms, name) for name in expected} == expected


def test_levels_are_merged_level_by_level() -> None:
    left = terms(pric_uplmt_amt=Decimal(5), pric_uplmt_lv3=Decimal(9))
    right = terms(pric_uplmt_amt=Decimal(7))
    [merged] = plan_merge({"X": left}, {"X": right}, {}).items
    assert [merged.terms.price_ceiling(level) for level in ("1", "2", "3", "none")] == [7, 7, 9, 7]


@pytest.mark.parametrize(
    ("left", "right", "field"),
    [
        pytest.param({"item_name": "阿莫西林"}, {"item_name": "青霉素"}, "item_name", id="名称"),
        pytest.param({"list_type": "101"}, {"list_type": "301"}, "list_type", id="目录类别"),
        pytest.param({"unit": "盒"}, {"unit": "片"}, "unit", id="单位"),
        pytest.param({"restriction": "限住院"}, {"restriction": ""}, "restriction", id="限定"),
        pytest.param({"selfpay_prop": Decimal("0.1")}, {}, "selfpay_prop", id="一边未定自付"),
        pytest.param({"domestic_standard": Decimal(1)}, {}, "domestic_standard", id="国产标准"),
    ],
)
def test_what_no_rule_weighs_waits_for_a_person(
    left: dict[str, Any], right: dict[str, Any], field: str
) -> None:
    sides = {"X": terms(**left)}, {"X": terms(**right)}
    plan = plan_merge(*sides, {})
    assert [(one.code, one.field, one.choice) for one in plan.conflicts] == [("X", field, "")]
    assert plan.undecided == 1
    for side, its in (("left", left), ("right", right)):
        decided = plan_merge(*sides, {"X": {field: side}})
        assert decided.undecided == 0
        assert getattr(decided.items[0].terms, field) == getattr(terms(**its), field)


def test_spaces_and_letter_case_are_no_difference() -> None:
    plan = plan_merge({"X": terms(item_name="A 药")}, {"X": terms(item_name="a药")}, {})
    assert plan.conflicts == ()


_TERMS = st.builds(
    terms,
    st.sampled_from(["01", "02", "03"]),
    selfpay_prop=st.sampled_from([Decimal("0.1"), Decimal("0.3")]),
    pric_uplmt_amt=st.none() | st.sampled_from([Decimal(3), Decimal(9)]),
    pric_uplmt_lv2=st.none() | st.sampled_from([Decimal(4), Decimal(999_999)]),
    pay_standard=st.none() | st.sampled_from([Decimal(2), Decimal(8)]),
)
_CATALOGUES = st.dictionaries(st.sampled_from("ABCDE"), _TERMS)


@pytest.mark.duty("HG-03")
@settings(deadline=None)
@given(_CATALOGUES, _CATALOGUES, st.sampled_from(["1", "2", "3", "none"]))
def test_the_merged_catalogue_is_never_worse_than_either(
    left: dict[str, Terms], right: dict[str, Terms], level: str
) -> None:
    merged = {item.code: item.terms for item in plan_merge(left, right, {}).items}
    assert merged.keys() == left.keys() | right.keys()
    for side in (left, right):
        for code, was in side.items():
            now = merged[code]
            assert now.chrgitm_lv <= was.chrgitm_lv
            assert (
                now.selfpay_prop is None or was.selfpay_prop is None or now.selfpay_prop <= was.selfpay_prop
            )
            price, before = now.recognised_price(level), was.recognised_price(level)
            assert price is None or (before is not None and price >= before)
    assert plan_merge(right, left, {}).items == tuple(
        item._replace(origin={"left": "right", "right": "left"}.get(item.origin, item.origin))
        for item in plan_merge(left, right, {}).items
    )
