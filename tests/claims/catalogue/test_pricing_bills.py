"""Bills whose fee lines the catalogue knows, at the counter and in bulk."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from claims.models import Bill, BillProblem, CatalogueItem, InstitutionCode, Settlement
from claims.services.explain_settlement import steps_of
from claims.services.settle_bill import settle_bill
from claims.services.settle_in_bulk import Selection, settle_waiting_bills
from claims.services.what_if_run import Question, settle_again
from claims.waiting import describe
from config.scoping import system_scope
from enrollment.models import Person
from institutions.models import PolicyVersion
from tests.cast import Cast, make_coverage, make_person
from tests.claims.catalogue.making import add_line, day, days, item, put_in_force
from tests.claims.making import make_bill, outcomes
from tests.support.policies import put_policy_in_force

NO_PARTS = {
    "fulamt_ownpay_amt": None,
    "overlmt_selfpay": None,
    "preselfpay_amt": None,
    "inscp_scp_amt": None,
}


@pytest.fixture
def person(cast: Cast) -> Person:
    with system_scope():
        put_policy_in_force(cast)
        person = make_person(cast.east)
        make_coverage(person)
    return person


def bill_of_lines(person: Person, cast: Cast, total: Any, **given: Any) -> Bill:
    return make_bill(person, cast.hospital_east, medfee_sumamt=total, **NO_PARTS, **given)


def bring(cast: Cast, *items: CatalogueItem, **given: Any) -> Any:
    people = {"by": cast.clerk_east, "reviewed_by": cast.reviewer_city}
    return put_in_force(given.pop("area", cast.area), items, **people, **given)


def parts(settlement: Settlement | None) -> tuple[Decimal, ...]:
    assert settlement is not None
    return (
        settlement.fulamt_ownpay_amt,
        settlement.overlmt_selfpay,
        settlement.preselfpay_amt,
        settlement.inscp_scp_amt,
    )


def settled(cast: Cast, bill: Bill) -> Settlement | None:
    settlement = settle_bill(bill=bill, acting_user=cast.clerk_east)
    if settlement is not None:
        with system_scope():
            steps_of(settlement)  # derived again, or it raises
    return settlement


def test_the_catalogue_rules_whatever_the_sender_wrote(cast: Cast, person: Person) -> None:
    """Class B at 10 % with a ceiling of 40 on 3 × 50; class C though sent as A; material at 20 % by the policy."""
    with system_scope():
        bill = bill_of_lines(person, cast, 350)
        add_line(bill, 1, "B1", 50, cnt=3)
        add_line(bill, 2, "C1", 100)
        add_line(bill, 3, "M1", 100, chrgitm_lv="03")
        version = bring(
            cast,
            item("B1", chrgitm_lv="02", selfpay_prop=Decimal("0.1"), pric_uplmt_amt=40),
            item("C1", chrgitm_lv="03"),
            item("M1", list_type="301", chrgitm_lv="02"),
        )
    settlement = settled(cast, bill)
    assert parts(settlement) == (100, 30, 12 + 20, 108 + 80)
    assert settlement is not None
    assert settlement.catalogue_version == version.number
    assert settlement.circumstances.get("mapped") is None


@pytest.mark.duty("ZY-12")
@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        pytest.param({"chrgitm_lv": "01"}, (0, 0, 0, 1000), id="甲类全额"),
        pytest.param({"chrgitm_lv": "02"}, (0, 0, 200, 800), id="乙类自付20%"),
        pytest.param({"list_type": "301", "chrgitm_lv": "02"}, (0, 0, 200, 800), id="国产材料"),
        pytest.param(
            {"list_type": "301", "chrgitm_lv": "02", "is_imported": True, "domestic_standard": 600},
            (0, 400, 120, 480),
            id="进口材料按国产标准",
        ),
        pytest.param(
            {"list_type": "301", "chrgitm_lv": "02", "is_imported": True},
            (0, 0, 360, 640),
            id="无同类国产",
        ),
        pytest.param({"chrgitm_lv": "02", "pric_uplmt_amt": 700}, (0, 300, 140, 560), id="先限价后乙类"),
        pytest.param(
            {"chrgitm_lv": "02", "pric_uplmt_amt": 900, "pric_uplmt_lv2": 500},
            (0, 500, 100, 400),
            id="分级限价",
        ),
    ],
)
def test_classes_materials_and_price_limits(
    cast: Cast, person: Person, terms: dict[str, Any], expected: tuple[int, ...]
) -> None:
    """One piece of 1,000 yuan at a hospital of level 2."""
    with system_scope():
        bill = bill_of_lines(person, cast, 1000)
        add_line(bill, 1, "X1", 1000)
        bring(cast, item("X1", **terms))
    assert parts(settled(cast, bill)) == expected


@pytest.mark.duty("NB-10")
@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        pytest.param({"pay_standard": 8, "pric_uplmt_amt": 9}, (0, 20, 0, 80), id="支付标准低于限价"),
        pytest.param({"procured": True, "procurement_price": 6}, (0, 40, 0, 60), id="中选价即支付标准"),
        pytest.param(
            {"procured": True, "procurement_price": 6, "pay_standard": 7}, (0, 30, 0, 70), id="另定支付标准"
        ),
        pytest.param({"procurement_price": 6}, (0, 0, 0, 100), id="未集采不受限"),
        pytest.param({"procured": True, "procurement_price": 20}, (0, 0, 0, 100), id="价格低于标准"),
    ],
)
def test_one_payment_standard_limits_what_is_recognised(
    cast: Cast, person: Person, terms: dict[str, Any], expected: tuple[int, ...]
) -> None:
    """Ten pieces at 10 yuan: what is above the standard is over the ceiling price, borne by the person."""
    with system_scope():
        bill = bill_of_lines(person, cast, 100)
        add_line(bill, 1, "X1", 10, cnt=10)
        bring(cast, item("X1", **terms))
    assert parts(settled(cast, bill)) == expected


def test_an_unknown_code_waits_where_the_catalogue_is_complete(cast: Cast, person: Person) -> None:
    with system_scope():
        bill = bill_of_lines(person, cast, 30)
        add_line(bill, 1, "A1", 10)
        add_line(bill, 2, "Z9", 10)
        add_line(bill, 3, "Z8", 10)
        bring(cast, item("A1"), complete_from=day("2020-01-01"))
    assert settled(cast, bill) is None
    with system_scope():
        problem = BillProblem.objects.get(bill=bill)
        assert (problem.code, problem.params["lines"]) == ("unknown_item", ["2", "3"])
        assert "Z9" in describe(problem.code, problem.params)
        bring(cast, item("Z9"), item("Z8", chrgitm_lv="03"))
    assert parts(settled(cast, bill)) == (10, 0, 0, 20)
    with system_scope():
        assert not BillProblem.objects.filter(bill=bill).exists()


@pytest.mark.parametrize("complete_from", [None, day("2020-03-06")])
def test_without_a_complete_catalogue_a_line_counts_as_sent(
    cast: Cast, person: Person, complete_from: dt.date | None
) -> None:
    with system_scope():
        bill = bill_of_lines(person, cast, 100)
        add_line(bill, 1, "Z9", 100, chrgitm_lv="02", selfpay_prop=Decimal("0.3"))
        bring(cast, item("A1"), complete_from=complete_from)
    assert parts(settled(cast, bill)) == (0, 0, 30, 70)


def test_a_neighbours_catalogue_is_none_of_ours(cast: Cast, person: Person) -> None:
    with system_scope():
        bill = bill_of_lines(person, cast, 100)
        add_line(bill, 1, "X1", 100)
        bring(cast, item("X1", chrgitm_lv="03"), area=cast.elsewhere.area, complete_from=day("2020-01-01"))
    settlement = settled(cast, bill)
    assert parts(settlement) == (0, 0, 0, 100)
    assert settlement is not None
    assert settlement.catalogue_version == 0


@pytest.mark.duty("NM-10")
def test_what_entered_counts_from_its_day_and_what_left_is_own_expense(cast: Cast, person: Person) -> None:
    """An ethnic drug in from March to May, a hospital preparation that leaves in March."""
    with system_scope():
        bring(
            cast,
            item("T1", list_type="104", period=days("2020-03-01", "2020-06-01")),
            item("T2", list_type="103"),
            complete_from=day("2020-01-01"),
        )
        bring(cast, item("T2", change="exit", period=days("2020-03-05"), reason="疗效不确切"))
        made = []
        for number, (first, codes) in enumerate(
            [
                ("2020-02-29", "T1"),
                ("2020-03-01", "T1"),
                ("2020-06-01", "T1"),
                ("2020-03-04", "T2"),
                ("2020-03-05", "T2"),
            ]
        ):
            bill = bill_of_lines(person, cast, 100, med_type="11", begndate=day(first), enddate=day(first))
            add_line(bill, number, codes, 100)
            made.append(bill)
    answers = [settled(cast, bill) for bill in made]
    assert [one and (one.fulamt_ownpay_amt, one.inscp_scp_amt) for one in answers] == [
        None, (0, 100), None, (0, 100), (100, 0),
    ]  # fmt: skip


def test_a_settled_bill_is_explained_by_the_catalogue_it_was_settled_by(cast: Cast, person: Person) -> None:
    with system_scope():
        bill = bill_of_lines(person, cast, 100)
        add_line(bill, 1, "X1", 100)
        bring(cast, item("X1", chrgitm_lv="02"))
    settlement = settled(cast, bill)
    with system_scope():
        bring(cast, item("X1", change="change", chrgitm_lv="03"))
        assert settlement is not None
        assert steps_of(settlement)[0].code == "fee_B"


def own_code(cast: Cast, code: str, means: str, period: DateRange | None = None) -> InstitutionCode:
    return InstitutionCode.objects.create(
        institution=cast.hospital_east,
        medins_list_codg=code,
        med_list_codg=means,
        period=period or days("2020-01-01"),
        handled_by=cast.clerk_east,
    )


def test_an_institutions_own_code_says_what_is_meant(cast: Cast, person: Person) -> None:
    """By its own column, by what stands in place of the national code, and as own expense; pinned for good."""
    with system_scope():
        bill = bill_of_lines(person, cast, 60)
        add_line(bill, 1, "?", 10, medins_list_codg="own-1")
        add_line(bill, 2, "own-2", 20)
        add_line(bill, 3, "?", 30, medins_list_codg="tv")
        bring(cast, item("B1", chrgitm_lv="02"), complete_from=day("2020-01-01"))
        meanings = [own_code(cast, "own-1", "B1"), own_code(cast, "own-2", "B1"), own_code(cast, "tv", "")]
        own_code(cast, "old", "B1", days("2019-01-01", "2020-01-01"))
    settlement = settled(cast, bill)
    assert parts(settlement) == (30, 0, 6, 24)
    assert settlement is not None
    assert settlement.circumstances["mapped"] == [["own-1", "B1"], ["own-2", "B1"], ["tv", ""]]
    with system_scope():
        for meaning in meanings:
            meaning.delete()
        assert steps_of(settlement)


def test_bulk_is_the_counter_with_a_catalogue(cast: Cast, person: Person) -> None:
    with system_scope():
        codes = ["A1", "B1", "C1", "M1", "own", "gone", "nobody"]
        bring(
            cast,
            item("A1", pric_uplmt_amt=30),
            item("B1", chrgitm_lv="02", selfpay_prop=Decimal("0.15")),
            item("C1", chrgitm_lv="03"),
            item("M1", list_type="301", chrgitm_lv="02", is_imported=True, domestic_standard=12),
            item("gone"),
            complete_from=day("2020-01-01"),
        )
        bring(cast, item("gone", change="exit", period=days("2020-03-01"), reason="退出"))
        bring(cast, item("B1", change="overlay", chrgitm_lv="01", selfpay_prop=0), insutype="390")
        own_code(cast, "own", "B1")
        bills = []
        for number in range(28):
            at = dt.date(2020, 2, 15) + dt.timedelta(days=number)
            bill = bill_of_lines(person, cast, 50, med_type="21", begndate=at, enddate=at)
            add_line(bill, 1, codes[number % 7], 25, chrgitm_lv="02")
            add_line(bill, 2, codes[(number + 3) % 7], 5, cnt=5)
            bills.append(bill)
    from django.db import transaction

    with transaction.atomic():
        for bill in bills:
            settled(cast, bill)
        with system_scope():
            one_by_one = outcomes(), sorted(BillProblem.objects.values_list("bill", "code"))
            versions = list(
                Settlement.objects.order_by("setl_id").values_list("catalogue_version", flat=True)
            )
        transaction.set_rollback(True)
    tally = settle_waiting_bills(selection=Selection(cast.area.pk), acting_user=cast.clerk_east)
    with system_scope():
        assert (outcomes(), sorted(BillProblem.objects.values_list("bill", "code"))) == one_by_one
        assert (
            list(Settlement.objects.order_by("setl_id").values_list("catalogue_version", flat=True))
            == versions
        )
        for settlement in Settlement.objects.all():
            assert steps_of(settlement)
    assert (tally.settled, tally.waiting) == (20, 8)
    assert set(versions) == {3}


def test_another_policy_is_tried_with_the_catalogue_that_settled(cast: Cast, person: Person) -> None:
    """What is tried is the policy: a catalogue changed since changes no answer of it."""
    with system_scope():
        bill = bill_of_lines(person, cast, 1000)
        add_line(bill, 1, "X1", 1000, medins_list_codg="own")
        bring(cast, item("B1", chrgitm_lv="02"), complete_from=day("2020-01-01"))
        meaning = own_code(cast, "own", "B1")
    settlement = settled(cast, bill)
    assert parts(settlement) == (0, 0, 200, 800)
    with system_scope():
        meaning.delete()
        bring(cast, item("B1", change="change", chrgitm_lv="03"))
        tally = settle_again(
            question=Question(cast.area.pk, 2020, draft_version=PolicyVersion.objects.get().pk)
        )
    assert (tally.met, tally.gaps) == (1, {})
    people, better, worse, *_sums = tally.cells["all", ""]
    assert (people, better, worse) == (1, 0, 0)
