"""What enrolment says of a person's day decides the bill: cover, waiting period, stops of benefits, aid."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from claims.models import Bill, BillProblem
from claims.services.settle_bill import settle_bill
from config.scoping import system_scope
from enrollment.models import BenefitHold, Coverage, Person, Standing
from tests.cast import ALWAYS, Cast, make_coverage, make_person
from tests.claims.making import make_bill
from tests.support.policies import put_policy_in_force


@pytest.fixture
def person(cast: Cast) -> Person:
    with system_scope():
        put_policy_in_force(cast)
        return make_person(cast.east)


def reason(bill: Bill) -> str | None:
    with system_scope():
        problem = BillProblem.objects.filter(bill=bill).first()
        return problem and problem.code


@pytest.mark.duty("ZY-03")
def test_whoever_enrolled_late_has_inpatient_cover_only(cast: Cast, person: Person) -> None:
    with system_scope():
        coverage = make_coverage(person)
        Coverage.objects.filter(pk=coverage.pk).update(cover="inpatient_only")
        bills = [make_bill(person, cast.hospital_east, med_type=kind) for kind in ("21", "11")]
    stay, visit = (settle_bill(bill=bill, acting_user=cast.clerk_east) for bill in bills)
    assert stay is not None
    assert visit is not None
    assert (stay.hifp_pay > 0, visit.hifp_pay) == (True, 0)


def test_a_bill_of_the_waiting_period_waits(cast: Cast, person: Person) -> None:
    with system_scope():
        coverage = make_coverage(person)
        bill = make_bill(person, cast.hospital_east)
        Coverage.objects.filter(pk=coverage.pk).update(entitled_from=bill.enddate + dt.timedelta(days=1))
    assert settle_bill(bill=bill, acting_user=cast.clerk_east) is None
    assert reason(bill) == "waiting_period"
    with system_scope():
        Coverage.objects.filter(pk=coverage.pk).update(entitled_from=bill.enddate)
    assert settle_bill(bill=bill, acting_user=cast.clerk_east) is not None
    assert reason(bill) is None


def test_a_bill_waits_while_benefits_are_stopped_and_is_paid_once_the_stop_is_lifted(
    cast: Cast, person: Person
) -> None:
    with system_scope():
        make_coverage(person)
        bill = make_bill(person, cast.hospital_east)
        hold = BenefitHold.objects.create(
            person=person, insutype="390", period=DateRange(bill.enddate, None), reason="arrears"
        )
    assert settle_bill(bill=bill, acting_user=cast.clerk_east) is None
    assert reason(bill) == "benefits_held"
    with system_scope():
        BenefitHold.objects.filter(pk=hold.pk).update(lifted=True)
    assert settle_bill(bill=bill, acting_user=cast.clerk_east) is not None


def test_aid_on_record_counts_where_the_bill_names_none(cast: Cast, person: Person) -> None:
    with system_scope():
        make_coverage(person)
        Standing.objects.create(
            person=person, kind="aid", code="low_income", period=ALWAYS, source="民政局名单"
        )
        bill = make_bill(person, cast.hospital_east)
    settlement = settle_bill(bill=bill, acting_user=cast.clerk_east)
    assert settlement is not None
    assert settlement.circumstances["aid_category"] == "low_income"
