"""Every rule of the screening: a bill it finds, and one that only nearly is one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from claims.models import Bill, BillFinding, Certificate, PhysicianSuspension, RegistrationState
from claims.reads.screening.words import BY_CODE, RULES
from claims.services.bill_checks import says
from config.scoping import system_scope
from institutions.models import Institution
from tests.cast import YEAR, make_coverage, make_institution
from tests.claims.making import moment

from .staging import Stage, march, screen


def hits(stage: Stage, code: str) -> set[int]:
    screen(stage.cast)
    with system_scope():
        return set(
            BillFinding.objects.filter(check_key=code, gone_at__isnull=True).values_list("bill_id", flat=True)
        )


Case = Callable[[Stage], tuple[Bill, Bill]]
CASES: dict[str, Case] = {}


def case(code: str) -> Callable[[Case], Case]:
    def keep(made: Case) -> Case:
        CASES[code] = made
        return made

    return keep


def simple(
    code: str, hit: dict[str, Any], near: dict[str, Any], person: dict[str, Any] | None = None
) -> None:
    """One bill each of two people alike."""

    def made(stage: Stage) -> tuple[Bill, Bill]:
        return (
            stage.bill(stage.somebody(**(person or {})), **hit),
            stage.bill(stage.somebody(**(person or {})), **near),
        )

    CASES[code] = made


WOMAN = {"gend": "2"}
simple("dead_person", {"begndate": march(4)}, {"begndate": march(3)}, {"deceased_on": march(3)})
simple("before_birth", {"begndate": march(2)}, {"begndate": march(3)}, {"brdy": march(3)})
simple("delivery_of_a_man", {"matn_type": "1"}, {})
simple("female_disease_of_a_man", {"dise_code": "N80.1"}, {"dise_code": "N40"})
simple("male_disease_of_a_woman", {"dise_code": "N40"}, {"dise_code": "N80"}, WOMAN)
simple("long_stay", {"begndate": march(20) - dt.timedelta(91), "enddate": march(20)},
       {"begndate": march(20) - dt.timedelta(90), "enddate": march(20)})  # fmt: skip
simple("short_stay", {"begndate": march(5)}, {"begndate": march(4)})
simple("settled_before_end", {"setl_time": moment(march(5))}, {"setl_time": moment(march(6))})
simple("settled_late", {"setl_time": moment(dt.date(2021, 3, 7))}, {"setl_time": moment(dt.date(2021, 3, 6))})


@case("age_at_delivery")
def _(stage: Stage) -> tuple[Bill, Bill]:
    young = stage.somebody(gend="2", brdy=dt.date(2005, 3, 3))
    older = stage.somebody(gend="2", brdy=dt.date(2005, 3, 2))
    return stage.bill(young, matn_type="1"), stage.bill(older, matn_type="1")


@case("newborn_disease")
def _(stage: Stage) -> tuple[Bill, Bill]:
    old, young = (stage.somebody(brdy=march(2) - dt.timedelta(days)) for days in (366, 365))
    return stage.bill(old, dise_code="P07"), stage.bill(young, dise_code="P07")


@case("senile_disease")
def _(stage: Stage) -> tuple[Bill, Bill]:
    child, adult = (stage.somebody(brdy=day) for day in (dt.date(2002, 3, 3), dt.date(2002, 3, 2)))
    return stage.bill(child, dise_code="G30"), stage.bill(adult, dise_code="G30")


@case("not_covered")
def _(stage: Stage) -> tuple[Bill, Bill]:
    ended, covered = stage.somebody(covered=False), stage.somebody(covered=False)
    make_coverage(ended, period=DateRange(dt.date(2020, 1, 1), march(2)))
    make_coverage(covered, period=DateRange(dt.date(2020, 1, 1), march(3)))
    return stage.bill(ended), stage.bill(covered)


@case("waiting_period")
def _(stage: Stage) -> tuple[Bill, Bill]:
    made = []
    for day in (3, 2):
        person = stage.somebody(covered=False)
        coverage = make_coverage(person, period=YEAR)
        coverage.entitled_from = march(day)
        coverage.save()
        made.append(stage.bill(person))
    return made[0], made[1]


@case("chronic_without_certificate")
def _(stage: Stage) -> tuple[Bill, Bill]:
    without, holder = stage.somebody(), stage.somebody()
    Certificate.unscoped.create(
        person=holder, county=stage.cast.east, handling_county=stage.cast.east, kind="chronic", dise_code="M1",
        psn_no=holder.psn_no, psn_name=holder.psn_name,
        state=RegistrationState.IN_FORCE, period=YEAR, applied_on=dt.date(2020, 1, 1), must_review=False,
        handled_by=stage.cast.clerk_east,
    )  # fmt: skip
    kinds = {"day": march(5), "med_type": "14", "dise_code": "M1"}
    return stage.bill(without, **kinds), stage.bill(holder, **kinds)


@case("split_stay")
def _(stage: Stage) -> tuple[Bill, Bill]:
    other = stage.somebody()
    stage.bill()
    stage.bill(other)
    return (
        stage.bill(begndate=march(7), enddate=march(9)),
        stage.bill(other, begndate=march(8), enddate=march(9)),
    )


@case("overlapping_stays")
def _(stage: Stage) -> tuple[Bill, Bill]:
    other = stage.somebody()
    stage.bill()
    stage.bill(other)
    west = stage.cast.hospital_west
    return (
        stage.bill(at=west, begndate=march(5), enddate=march(9)),
        stage.bill(other, west, begndate=march(6), enddate=march(9)),
    )


@case("readmission")
def _(stage: Stage) -> tuple[Bill, Bill]:
    other = stage.somebody()
    stage.bill()
    stage.bill(other)
    return (
        stage.bill(begndate=march(21), enddate=march(25)),
        stage.bill(other, begndate=march(22), enddate=march(25)),
    )


@case("many_stays")
def _(stage: Stage) -> tuple[Bill, Bill]:
    other, last = stage.somebody(), []
    for person, stays in ((stage.person, 5), (other, 4)):
        for back in range(stays - 1, -1, -1):
            day = march(20) - dt.timedelta(20 * back)
            bill = stage.bill(person, begndate=day, enddate=day + dt.timedelta(3))
        last.append(bill)
    return last[0], last[1]


@case("visit_in_stay")
def _(stage: Stage) -> tuple[Bill, Bill]:
    # The stay ends in the next month: it is held against the visit all the same.
    stage.bill(begndate=march(20), enddate=dt.date(2020, 4, 2))
    return stage.bill(day=march(21)), stage.bill(day=march(20))


@case("delivery_again")
def _(stage: Stage) -> tuple[Bill, Bill]:
    made = []
    for days in (199, 200):
        person = stage.somebody(gend="2")
        before = march(2) - dt.timedelta(days)
        stage.bill(person, begndate=before, enddate=before, matn_type="1")
        made.append(stage.bill(person, matn_type="1"))
    return made[0], made[1]


@case("duplicate_bill")
def _(stage: Stage) -> tuple[Bill, Bill]:
    stage.bill(day=march(5))
    # As dear, a day later.
    return stage.bill(day=march(5)), stage.bill(day=march(6))


def repeated(code: str, hit: int, near: int, day: Callable[[int], dt.date]) -> None:
    def made(stage: Stage) -> tuple[Bill, Bill]:
        last = []
        for person, times in ((stage.person, hit), (stage.somebody(), near)):
            for n in range(times):
                bill = stage.bill(
                    person, day=day(n), setl_time=moment(march(8), 1 + n % 20), dise_code=f"D{n}"
                )
            last.append(bill)
        return last[0], last[1]

    CASES[code] = made


repeated("visits_a_day", 4, 3, lambda n: march(5))


@case("visits_a_month")
def _(stage: Stage) -> tuple[Bill, Bill]:
    last = []
    for person, times in ((stage.person, 21), (stage.somebody(), 20)):
        last.append([stage.bill(person, day=march(1 + n)) for n in range(times)][-1])
    return last[0], last[1]


@case("institutions_a_month")
def _(stage: Stage) -> tuple[Bill, Bill]:
    last = []
    places = [
        make_institution(f"H9901010009{n}", f"诊所{n}", area=stage.cast.area, county=stage.cast.east, level="1",
                         admdvs="990101")
        for n in range(6)
    ]  # fmt: skip
    for person, count in ((stage.person, 6), (stage.somebody(), 5)):
        last.append(
            [stage.bill(person, place, day=march(3 + n)) for n, place in enumerate(places[:count])][-1]
        )
    return last[0], last[1]


@case("pharmacy_a_day")
def _(stage: Stage) -> tuple[Bill, Bill]:
    shop = pharmacy(stage)
    sums = {"fulamt_ownpay_amt": 0, "overlmt_selfpay": 0, "preselfpay_amt": 0}
    made = [
        stage.bill(
            stage.somebody(),
            shop,
            day=march(5),
            med_type="41",
            medfee_sumamt=yuan,
            inscp_scp_amt=yuan,
            **sums,
        )
        for yuan in (1001, 1000)
    ]
    return made[0], made[1]


def pharmacy(stage: Stage) -> Institution:
    return make_institution(
        "P99010100001", "药店", area=stage.cast.area, county=stage.cast.east, level="", admdvs="990101"
    )


@case("stay_at_a_pharmacy")
def _(stage: Stage) -> tuple[Bill, Bill]:
    shop = pharmacy(stage)
    return stage.bill(at=shop), stage.bill(at=shop, day=march(9), med_type="41")


@case("high_bill")
def _(stage: Stage) -> tuple[Bill, Bill]:
    sums = {"fulamt_ownpay_amt": 0, "overlmt_selfpay": 0, "preselfpay_amt": 0}

    def visit(yuan: int) -> Bill:
        return stage.bill(stage.somebody(), day=march(5), medfee_sumamt=yuan, inscp_scp_amt=yuan, **sums)

    for _n in range(40):
        visit(100)
    # Mean of all 42: (4,000 + 2,500 + 900) / 42 = 176.19.
    return visit(2500), visit(900)


@case("suspended_physician")
def _(stage: Stage) -> tuple[Bill, Bill]:
    suspension = {
        "area": stage.cast.area, "county": stage.cast.east, "institution": stage.cast.hospital_east,
        "physician_code": "D1", "physician_name": "医师甲", "first_day": march(6), "last_day": march(20),
        "reason": "扣满12分", "asked_by": stage.cast.clerk_east,
    }  # fmt: skip
    PhysicianSuspension.unscoped.create(granted=True, decided_by=stage.cast.reviewer_east, **suspension)
    # Only asked for: nobody is suspended yet.
    PhysicianSuspension.unscoped.create(**suspension | {"physician_code": "D2"})
    stage.bill(stage.somebody(), diag_dr_codg="D2", diag_dr_name="医师乙")
    # The stay's last day is the first of the suspension; the other ended the day before.
    return (
        stage.bill(stage.somebody(), diag_dr_codg="D1", diag_dr_name="医师甲"),
        stage.bill(stage.somebody(), diag_dr_codg="D1", diag_dr_name="医师甲", enddate=march(5)),
    )


def lined(code: str, hit: list[dict[str, Any]], near: list[dict[str, Any]], **given: Any) -> None:
    """Two bills alike but for their lines."""
    catalogue, person = given.pop("catalogue", None), given.pop("person", {})

    def made(stage: Stage) -> tuple[Bill, Bill]:
        if catalogue:
            stage.catalogue(**catalogue)
        bills = [stage.bill(stage.somebody(**person), **given) for _ in range(2)]
        for bill, lines in zip(bills, (hit, near), strict=True):
            for line in lines:
                stage.line(bill, **line)
        return bills[0], bills[1]

    CASES[code] = made


VISIT = {"day": march(5)}
BED = {"item_name": "普通病房床位费", "pric": 30}
lined("price_times_quantity", [{"det_item_fee_sumamt": "10.11"}], [{"det_item_fee_sumamt": "10.10"}])
lined("price_above_limit", [{"pric": 11}], [{"pric": 10}], catalogue={"pric_uplmt_amt": 10})
lined("better_class", [{"chrgitm_lv": "01"}], [{"chrgitm_lv": "02"}], catalogue={"chrgitm_lv": "02"})
lined(
    "restricted_without_diagnosis",
    [{}],
    [{"med_list_codg": "B2"}],
    catalogue={"restriction": "限重症"},
    dise_code="",
)
lined("womens_item_for_a_man", [{"item_name": "子宫切除术"}], [{"item_name": "前列腺检查"}])
lined("mens_item_for_a_woman", [{"item_name": "前列腺检查"}], [{"item_name": "子宫切除术"}], person=WOMAN)
lined("newborn_item", [{"item_name": "新生儿护理"}], [{"item_name": "一般护理"}])
lined("line_twice", [{}, {}], [{}, {"pric": 11}], **VISIT)
lined("service_too_often", [{"cnt": 121}], [{"cnt": 120}])
lined("drug_too_much", [{"list_type": "101", "cnt": 61}], [{"list_type": "101", "cnt": 60}], **VISIT)
lined("bed_days", [{**BED, "cnt": 6}], [{**BED, "cnt": 5}])
lined("nursing_days", [{"item_name": "二级护理", "cnt": 6}], [{"item_name": "二级护理", "cnt": 5}])
lined("stay_without_bed", [{}], [{}, BED])
lined("lines_not_the_total", [{"pric": 9_999}], [{"pric": 10_000}])
lined("drugs_in_a_stay", [{"list_type": "101", "pric": 96}, {"pric": 4}],
      [{"list_type": "101", "pric": 95}, {"pric": 5}])  # fmt: skip


def test_every_rule_has_its_case_a_name_and_its_own_code() -> None:
    assert set(CASES) == set(BY_CODE)
    assert len(BY_CODE) == len(RULES) >= 25
    assert all(rule.title and rule.compares and len(rule.code) <= 40 for rule in RULES)


@pytest.mark.duty("JJ-11", "HG-09")
@pytest.mark.parametrize("code", sorted(CASES))
def test_the_rule_finds_its_bill_and_leaves_the_near_one(stage: Stage, code: str) -> None:
    with system_scope():
        hit, near = CASES[code](stage)
    found = hits(stage, code)
    assert hit.pk in found
    assert near.pk not in found
    with system_scope():
        finding = BillFinding.objects.filter(check_key=code, bill=hit).first()
    assert finding is not None
    assert finding.severity == BY_CODE[code].severity
    assert says(finding) is not None
