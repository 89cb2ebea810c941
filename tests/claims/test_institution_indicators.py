"""What bills say of an institution's year: by hand, with cancels, other years, the counter's bills and no bills."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from claims.models import BillFinding, Deduction, Settlement
from claims.services import institution_indicators as indicators
from config.scoping import acting_as, system_scope
from institutions.indicators import Measured, indicator_source, known_indicators
from institutions.models import Institution
from tests.cast import Cast, make_person
from tests.claims.making import make_bill
from tests.claims.raw import raw_settlement

YEAR = 2020


class Hospital:
    """Bills of one hospital, settled as told."""

    def __init__(self, cast: Cast, hospital: Institution) -> None:
        self.cast, self.hospital = cast, hospital
        self.person = make_person(cast.east)

    def bill(
        self, fee: int, month: dt.date, *, own: int = 0, med_type: str = "21", **given: Any
    ) -> Settlement:
        """A bill of ``fee`` yuan of which ``own`` are outside the catalogue; the rest in scope, paid by the pool."""
        bill = make_bill(
            self.person, self.hospital, medfee_sumamt=Decimal(fee), med_type=med_type, fulamt_ownpay_amt=own,
            overlmt_selfpay=0, preselfpay_amt=0, inscp_scp_amt=fee - own, begndate=month, enddate=month,
        )  # fmt: skip
        paid = fee - own
        parts = {"overlmt_selfpay": 0, "preselfpay_amt": 0}
        settlement = raw_settlement(
            bill, clr_month=month.replace(day=1), fulamt_ownpay_amt=own, inscp_scp_amt=paid, hifp_pay=paid,
            fund_pay_sumamt=paid, psn_part_amt=own, psn_cash_pay=own, **parts, **given,
        )  # fmt: skip
        settlement.save()
        return settlement


@pytest.fixture
def hospital(cast: Cast) -> Iterator[Hospital]:
    with system_scope():
        yield Hospital(cast, cast.hospital_east)


def of(found: Any, hospital: Hospital) -> Measured:
    result: Measured = found[hospital.hospital.pk]
    return result


def test_shares_of_fees(hospital: Hospital) -> None:
    hospital.bill(1000, dt.date(2020, 1, 5), own=100)
    hospital.bill(500, dt.date(2020, 12, 31), own=125, med_type="11")
    # Another year, superseded, paid at the counter: none of them counts.
    hospital.bill(9000, dt.date(2019, 12, 31), own=9000)
    hospital.bill(9000, dt.date(2021, 1, 1), own=9000)
    hospital.bill(9000, dt.date(2020, 6, 1), own=9000, is_current=False)
    hospital.bill(9000, dt.date(2020, 6, 1), own=9000, pay_loc="1")
    ids = [hospital.hospital.pk, hospital.cast.hospital_west.pk]
    own = indicator_source("own_expense_share")
    scope = indicator_source("in_scope_share")
    assert own is not None
    assert scope is not None
    # 225 of 1,500; 1,275 of 1,500
    assert of(own.measure(ids, YEAR), hospital) == (
        1500, (("Own expense", "225.00"), ("Total medical fee", "1500.00")),
    )  # fmt: skip
    assert of(scope.measure(ids, YEAR), hospital).value == 8500
    assert set(own.measure(ids, YEAR)) == {hospital.hospital.pk}


def test_growth_of_the_cost_of_a_case(hospital: Hospital) -> None:
    for fee in (1000, 2000, 3000):
        hospital.bill(fee, dt.date(2019, 3, 1))
    for fee in (2000, 2300):
        hospital.bill(fee, dt.date(2020, 3, 1))
    hospital.bill(50, dt.date(2020, 3, 1), med_type="11")
    # 2,150 against 2,000: 7.5 %
    found = of(indicators.cost_per_case_growth([hospital.hospital.pk], YEAR), hospital)
    assert found.value == 750
    assert [number for _label, number in found.figures] == ["2", "4300.00", "3", "6000.00"]
    # Nothing to measure by in the first year.
    assert of(indicators.cost_per_case_growth([hospital.hospital.pk], 2019), hospital).value is None


def test_deductions_in_parts_of_what_was_paid(hospital: Hospital) -> None:
    hospital.bill(30_000, dt.date(2020, 3, 1))
    kinds = (("10", "20", True, 1), ("20", "10", True, 2), ("99", "500", True, 3), ("10", "700", False, 4))
    for kind, amount, reviewed, number in kinds:
        Deduction.unscoped.create(
            institution=hospital.hospital, insutype="390", clr_month=dt.date(2020, 4, 1), det_type=kind,
            reference=f"K{number}", amount=Decimal(amount), reason="审核", handled_by=hospital.cast.clerk_east,
            reviewed_by=hospital.cast.reviewer_east if reviewed else None,
        )  # fmt: skip
    # 30 yuan of 30,000: 10 of 10,000; other kinds and what nobody reviewed do not count.
    found = of(indicators.deducted_share([hospital.hospital.pk], YEAR), hospital)
    assert found == (
        10,
        (("Deductions after review and inspection", "30.00"), ("Paid by the pooled fund", "30000.00")),
    )


def test_stays_billed_as_two(hospital: Hospital) -> None:
    bills = [hospital.bill(100, dt.date(2020, 3, day)) for day in range(1, 9)]
    now = dt.datetime(2020, 5, 1, tzinfo=dt.UTC)
    for number, gone in ((0, None), (1, now)):
        BillFinding.unscoped.create(
            bill=bills[number].bill, check_key="split_stay", found_at=now, gone_at=gone
        )
    BillFinding.unscoped.create(bill=bills[2].bill, check_key="other", found_at=now)
    found = of(indicators.split_stay_share([hospital.hospital.pk], YEAR), hospital)
    assert (found.value, found.figures[0][1], found.figures[1][1]) == (1250, "1", "8")


def test_a_county_measures_its_own_hospitals(hospital: Hospital) -> None:
    hospital.bill(1000, dt.date(2020, 1, 5))
    ids = [hospital.hospital.pk]
    with acting_as(hospital.cast.clerk_east):
        assert indicators.deducted_share(ids, YEAR)[ids[0]].value == 0
    with acting_as(hospital.cast.clerk_elsewhere):
        assert indicators.deducted_share(ids, YEAR) == {}
        assert indicators.split_stay_share(ids, YEAR) == {}


def test_every_computed_indicator_of_the_packages_can_be_measured() -> None:
    from institutions.policy.assessment import assessment_policy
    from institutions.rules.scoring import COMPUTED
    from tests.institutions.assessment.test_rules import CITIES, shipped

    named = {
        one.key
        for city in CITIES
        for kind in "12"
        for one in assessment_policy(shipped(city)).measures(kind)
        if one.source == COMPUTED
    }
    assert named <= set(known_indicators())
