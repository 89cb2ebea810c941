"""One bill at the counter: what is stored, what waits, what is taken back, and why it was paid."""

from __future__ import annotations

import datetime as dt
import threading
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from claims.models import AMOUNTS, SPLITS, Accumulator, Bill, BillProblem, FeeLine, Settlement
from claims.services import clearing_months
from claims.services.bill_facts import POLICY_DAY
from claims.services.cancel_settlement import AlreadyCancelled, cancel_settlement
from claims.services.explain_settlement import ExplanationDiffers, explain_settlement, steps_of
from claims.services.settle_bill import settle_bill
from claims.waiting import describe
from config.periods import Month
from config.scoping import acting_as, system_scope
from enrollment.models import Coverage, Person
from institutions.services.duties import DutyMissing
from tests.cast import Cast, make_coverage, make_person
from tests.claims.making import make_bill, moment, random_bills
from tests.support.policies import put_policy_in_force


@pytest.fixture
def person(cast: Cast) -> Person:
    with system_scope():
        put_policy_in_force(cast)
        person = make_person(cast.east)
        make_coverage(person)
    return person


def settled(cast: Cast, bill: Bill, user: Any = None) -> Settlement:
    settlement = settle_bill(bill=bill, acting_user=user or cast.clerk_east)
    assert settlement is not None
    return settlement


def used(person: Person) -> dict[str, Decimal]:
    with system_scope():
        rows = Accumulator.objects.filter(person=person).values_list("counter", "amount")
        return {counter: amount for counter, amount in rows if amount}


@pytest.mark.duty("ZY-07", "ZY-08")
def test_a_stay_is_settled_with_everything_pinned(cast: Cast, person: Person) -> None:
    with system_scope():
        bill = make_bill(person, cast.hospital_east)
    settlement = settled(cast, bill)
    assert settlement.act_pay_dedc == 700
    assert 0 < settlement.pool_prop_selfpay < 1
    assert settlement.hifp_pay == (9_000 - 700) * settlement.pool_prop_selfpay
    assert settlement.fund_pay_sumamt + settlement.psn_part_amt == settlement.medfee_sumamt == 10_000
    assert settlement.clr_month == dt.date(2020, 3, 1)
    assert settlement.circumstances == {"level": "2", "hosp_lv": "05", "age": 50 - (person.brdy.month > 3)}
    assert settlement.counters_before == {}
    assert used(person)["pool"] == settlement.hifp_pay
    assert settle_bill(bill=bill, acting_user=cast.clerk_east) == settlement


def test_the_second_bill_sees_what_the_first_used(cast: Cast, person: Person) -> None:
    with system_scope():
        bills = [make_bill(person, cast.hospital_east) for _ in range(2)]
    first, second = (settled(cast, bill) for bill in bills)
    assert second.counters_before == first.counters_used != {}
    assert used(person)["pool"] == first.hifp_pay + second.hifp_pay


@pytest.mark.duty("ZY-09")
def test_the_yearly_ceiling_holds_over_many_bills(cast: Cast, person: Person) -> None:
    amounts = {"medfee_sumamt": 40_000, "inscp_scp_amt": 39_000}
    with system_scope():
        bills = [make_bill(person, cast.hospital_east, **amounts) for _ in range(4)]
    assert sum(settled(cast, bill).hifp_pay for bill in bills) == 50_000
    assert used(person)["pool"] == 50_000


@pytest.mark.duty("NB-01")
def test_schemes_have_separate_counters_and_policies(cast: Cast, person: Person) -> None:
    """A bill under the employee scheme never meets the residents' benefits, covered or not."""
    with system_scope():
        residents = make_bill(person, cast.hospital_east)
        employees = make_bill(person, cast.hospital_east, insutype="310")
        worker = make_person(cast.east)
        make_coverage(worker, insutype="310", psn_type="1101")
        covered = make_bill(worker, cast.hospital_east, insutype="310", psn_type="1101")
    assert settled(cast, residents).insutype == "390"
    assert settle_bill(bill=employees, acting_user=cast.clerk_east) is None
    assert settle_bill(bill=covered, acting_user=cast.clerk_east) is None
    with system_scope():
        assert BillProblem.objects.get(bill=employees).code == "not_covered"
        assert BillProblem.objects.get(bill=covered).code == "no_policy"
        assert set(Accumulator.objects.values_list("insutype", flat=True)) == {"390"}


@pytest.mark.duty("NB-27")
def test_any_counter_settles_and_the_record_says_whose_it_is(cast: Cast) -> None:
    with system_scope():
        put_policy_in_force(cast)
        western = make_person(cast.west)
        make_coverage(western)
        bill = make_bill(western, cast.hospital_outside, handling_county=cast.east)
        foreign = make_bill(western, cast.hospital_west)
    settlement = settled(cast, bill)
    assert (settlement.insu_county, settlement.handling_county) == (cast.west, cast.east)
    with acting_as(cast.clerk_west):
        assert Settlement.objects.get() == settlement
    # What neither concerns the county nor was brought to it stays out of its sight.
    with pytest.raises(Bill.DoesNotExist):
        settle_bill(bill=foreign, acting_user=cast.clerk_east)
    with pytest.raises(DutyMissing):
        settle_bill(bill=bill, acting_user=cast.clerk_elsewhere)
    with pytest.raises(DutyMissing):
        settle_bill(bill=bill, acting_user=cast.reviewer_east)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"enddate": dt.date(2021, 2, 1)}, "not_covered"),
        ({"insutype": "310"}, "not_covered"),
        (dict.fromkeys(SPLITS), "no_amounts"),
        ({"class_a_amt": 9_000, "medfee_sumamt": 10_000}, "fees_differ"),
    ],
)  # fmt: skip
def test_a_bill_that_cannot_be_settled_waits_with_its_reason(
    cast: Cast, person: Person, change: dict[str, Any], code: str
) -> None:
    with system_scope():
        bill = make_bill(person, cast.hospital_east, **change)
    assert settle_bill(bill=bill, acting_user=cast.clerk_east) is None
    with system_scope():
        problem = BillProblem.objects.get(bill=bill)
        assert problem.code == code
        assert "%(" not in describe(problem.code, problem.params)
        assert not Settlement.objects.exists()


def test_a_death_before_the_care_is_noticed(cast: Cast, person: Person) -> None:
    with system_scope():
        Person.objects.filter(pk=person.pk).update(deceased_on=dt.date(2020, 2, 1))
        bill = make_bill(person, cast.hospital_east)
        assert settle_bill(bill=bill, acting_user=cast.clerk_east) is None
        assert bill.problem.code == "deceased"


def test_a_bill_waits_until_its_cover_is_entered_then_follows_it(cast: Cast) -> None:
    with system_scope():
        put_policy_in_force(cast)
        person = make_person(cast.west)
        bill = make_bill(person, cast.hospital_east)
    assert settle_bill(bill=bill, acting_user=cast.clerk_east) is None
    with system_scope():
        Coverage.objects.create(
            person=person, insutype="390", psn_type="1501", county=cast.east,
            period=DateRange(dt.date(2020, 1, 1), dt.date(2021, 1, 1)),
        )  # fmt: skip
    assert settled(cast, bill).insu_county == cast.east
    with system_scope():
        bill.refresh_from_db()
        assert bill.insu_county == cast.east
        assert not BillProblem.objects.exists()


def test_policy_day_is_discharge_for_stays_and_service_otherwise(cast: Cast, person: Person) -> None:
    """The day in SQL is the day of the rules."""
    with system_scope():
        for bill in random_bills(cast, [person], 60, seed=7):
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT {POLICY_DAY} FROM claims_bill b WHERE b.id = %s", [bill.pk])
                assert cursor.fetchone() == (bill.policy_date,)


def test_a_late_bill_falls_into_the_next_month_that_collects(
    cast: Cast, person: Person, monkeypatch: Any
) -> None:
    april = Month(2020, 4)
    monkeypatch.setattr(clearing_months, "_open_month", lambda _area, _scheme, month: max(month, april))
    with system_scope():
        late, early = make_bill(person, cast.hospital_east), make_bill(person, cast.hospital_east)
        may = make_bill(person, cast.hospital_east, enddate=dt.date(2020, 5, 31))
    assert settled(cast, late).clr_month == april.first
    assert settled(cast, may).clr_month == dt.date(2020, 5, 1)
    given = settle_bill(bill=early, acting_user=cast.clerk_east, clr_month=dt.date(2020, 6, 1))
    assert given is not None
    assert given.clr_month == dt.date(2020, 6, 1)


def test_the_last_evening_of_a_month_belongs_to_it(cast: Cast, person: Person) -> None:
    with system_scope():
        bill = make_bill(person, cast.hospital_east, setl_time=moment(dt.date(2020, 3, 31), 23))
    assert settled(cast, bill).clr_month == dt.date(2020, 3, 1)


def test_fee_lines_count_where_the_bill_gives_no_amounts(cast: Cast, person: Person) -> None:
    none = dict.fromkeys(SPLITS)
    lines = [
        ("1", "01", "101", False, 100, None),
        ("2", "02", "101", False, 80, None),
        ("3", "03", "301", True, 20, None),
    ]
    with system_scope():
        bill = make_bill(person, cast.hospital_east, medfee_sumamt=200, **none)
        for number, level, sort, imported, amount, ceiling in lines:
            FeeLine.objects.create(
                bill=bill, feedetl_sn=number, med_list_codg="X", chrgitm_lv=level, list_type=sort,
                is_imported=imported, cnt=1, pric=amount, det_item_fee_sumamt=amount, pric_uplmt_amt=ceiling,
            )  # fmt: skip
    settlement = settled(cast, bill)
    assert settlement.fulamt_ownpay_amt == 20
    assert settlement.preselfpay_amt > 0
    assert settlement.inscp_scp_amt == 180 - settlement.preselfpay_amt
    assert explain_settlement(settlement)


# --- taken back --------------------------------------------------------------------------------------------------


def cancelled(cast: Cast, settlement: Settlement, number: str = "C1") -> Settlement:
    return cancel_settlement(
        settlement=settlement,
        acting_user=cast.clerk_east,
        setl_id=number,
        setl_time=moment(dt.date(2020, 4, 2)),
    )


def test_a_cancel_negates_every_amount_and_frees_the_ceilings(cast: Cast, person: Person) -> None:
    with system_scope():
        bill, other = make_bill(person, cast.hospital_east), make_bill(person, cast.hospital_east)
    kept = settled(cast, other)
    settlement = settled(cast, bill)
    cancel = cancelled(cast, settlement)
    assert [getattr(cancel, name) for name in AMOUNTS] == [-getattr(settlement, name) for name in AMOUNTS]
    assert cancel.refd_setl_flag
    assert cancel.clr_month == dt.date(2020, 4, 1)
    assert used(person)["pool"] == kept.hifp_pay
    with system_scope():
        assert explain_settlement(cancel) == explain_settlement(settlement)
        assert cancel.bill == bill


def test_cancelling_twice_is_refused_by_service_and_database(cast: Cast, person: Person) -> None:
    with system_scope():
        bill = make_bill(person, cast.hospital_east)
    settlement = settled(cast, bill)
    cancel = cancelled(cast, settlement)
    for again in (settlement, cancel):
        with pytest.raises(AlreadyCancelled):
            cancelled(cast, again, "C2")
    cancel.pk, cancel.setl_id = None, "C3"
    with system_scope(), pytest.raises(IntegrityError), transaction.atomic():
        cancel.save(force_insert=True)


def test_a_settlement_is_never_changed_or_deleted_and_its_bill_stays(cast: Cast, person: Person) -> None:
    with system_scope():
        bill = make_bill(person, cast.hospital_east)
    settlement = settled(cast, bill)
    for attack in (
        lambda: Settlement.objects.filter(pk=settlement.pk).update(hifp_pay=1),
        lambda: Settlement.objects.filter(pk=settlement.pk)._raw_delete("default"),
        lambda: Bill.objects.filter(pk=bill.pk)._raw_delete("default"),
    ):
        with system_scope(), pytest.raises(DatabaseError), transaction.atomic():
            attack()


# --- why ---------------------------------------------------------------------------------------------------------


def test_every_explanation_gives_what_was_stored(cast: Cast, person: Person) -> None:
    with system_scope():
        other = make_person(cast.west)
        make_coverage(other)
        for bill in random_bills(cast, [person, other], 60, seed=3):
            east = cast.east in (bill.insu_county, bill.care_county)
            settlement = settle_bill(bill=bill, acting_user=cast.clerk_east if east else cast.clerk_west)
            if settlement is not None:
                assert steps_of(settlement)[-1].code == "paid"


def test_a_change_of_the_bill_or_of_what_was_pinned_is_told_loudly(cast: Cast, person: Person) -> None:
    with system_scope():
        bill = make_bill(person, cast.hospital_east)
    settlement = settled(cast, bill)
    settlement.counters_before = {"pool": 4_999_999}
    with system_scope(), pytest.raises(ExplanationDiffers, match="hifp_pay stored"):
        explain_settlement(settlement)
    with system_scope():
        settlement.refresh_from_db()
        Bill.objects.filter(pk=bill.pk).update(filing="filed")
        with pytest.raises(ExplanationDiffers, match="no longer what was settled"):
            explain_settlement(settlement)


def test_later_changes_elsewhere_do_not_touch_an_explanation(cast: Cast, person: Person) -> None:
    with system_scope():
        bill = make_bill(person, cast.hospital_east)
    settlement = settled(cast, bill)
    with system_scope():
        before = explain_settlement(settlement)
        cast.hospital_east.dedc_hosp_lv = "3"
        cast.hospital_east.save()
        Person.objects.filter(pk=person.pk).update(brdy=dt.date(1950, 1, 1))
        settlement.policy_version.document.versions.update(state="superseded")
        assert explain_settlement(settlement) == before


# --- at once -----------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_bills_of_one_person_settled_at_once_never_see_the_same_room(fresh_database: str, cast: Cast) -> None:
    with system_scope():
        put_policy_in_force(cast)
        person = make_person(cast.east)
        make_coverage(person)
        amounts = {"medfee_sumamt": 30_000, "inscp_scp_amt": 29_000}
        bills = [make_bill(person, cast.hospital_east, **amounts) for _ in range(6)]
    start = threading.Barrier(len(bills))
    failures: list[BaseException] = []

    def settle(bill: Bill) -> None:
        try:
            start.wait()
            settle_bill(bill=bill, acting_user=cast.clerk_east)
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=settle, args=[bill]) for bill in bills]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    with system_scope():
        settlements = list(Settlement.objects.order_by("pk"))
        assert len(settlements) == len(bills)
        assert sum(one.hifp_pay for one in settlements) == used(person)["pool"] == 50_000
        seen = sorted(one.counters_before.get("pool", 0) for one in settlements)
        assert seen[0] == 0
        assert seen[1] > 0
