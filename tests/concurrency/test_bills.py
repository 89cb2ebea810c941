"""Two bills of one person at once; bills that come in while their month is started; two starts of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.models import Settlement
from claims.services.settle_bill import settle_bill
from claims.services.settle_in_bulk import Selection, settle_waiting_bills
from config.jobs.run import run_job
from config.models import Job
from config.money import to_fen
from config.scoping import system_scope
from enrollment.models import Person
from funds.models import Clearing, Statement
from funds.services.clearing.faults import ClearingRefused
from funds.services.clearing.start import start_clearing
from tests.cast import Cast, make_coverage, make_payee_account, make_person
from tests.claims.making import make_bill
from tests.claims.spreadsheets.sheets import bill_row, bring
from tests.funds.clearing.conftest import APRIL, MARCH
from tests.support.policies import put_policy_in_force
from tests.support.racing import second_waits

pytestmark = pytest.mark.slow


def test_two_bills_of_one_person_count_deductible_and_limit_once(fresh_database: str, cast: Cast) -> None:
    with system_scope():
        put_policy_in_force(cast)
        person = make_person(cast.east)
        make_coverage(person)
        amounts = {"medfee_sumamt": 60_000, "inscp_scp_amt": 59_000}
        bills = [make_bill(person, cast.hospital_east, **amounts) for _ in range(2)]
    one, other = second_waits(
        *(lambda bill=bill: settle_bill(bill=bill, acting_user=cast.clerk_east) for bill in bills)
    )
    with system_scope():
        first, second = Settlement.objects.get(pk=one.pk), Settlement.objects.get(pk=other.pk)
    assert first.counters_before.get("pool", 0) == 0
    # The second begins where the first ended.
    assert second.counters_before["pool"] == to_fen(first.hifp_pay) > 0
    # The year's limit of the pooled fund is reached by both together, not by each.
    assert first.hifp_pay + second.hifp_pay == 50_000


@pytest.fixture
def insured(fresh_database: str, cast: Cast) -> Person:
    with system_scope():
        put_policy_in_force(cast)
        for hospital in (cast.hospital_east, cast.hospital_west):
            make_payee_account(hospital, prepared_by=cast.clerk_east, approved_by=cast.reviewer_east)
        person = make_person(cast.east)
        make_coverage(person)
    return person


def start(cast: Cast) -> Clearing:
    return start_clearing(area=cast.area, month=MARCH, insutype="390", acting_user=cast.finance_city)


def adjudicated(clearing: Clearing) -> set[str]:
    """The bills in the month's statements, once its job has run."""
    run_job(clearing.job_id)
    with system_scope():
        assert Clearing.objects.get(pk=clearing.pk).state == Clearing.State.ADJUDICATED
        statements = Statement.objects.filter(clearing=clearing)
        in_month = Settlement.objects.filter(clr_month=MARCH.first)
        assert sum(one.medfee_sumamt for one in statements) == sum(one.medfee_sumamt for one in in_month)
        return set(in_month.values_list("bill__setl_id", flat=True))


def test_a_bill_being_settled_when_its_month_is_started_is_in_the_statement(
    cast: Cast, insured: Person
) -> None:
    with system_scope():
        bill = make_bill(insured, cast.hospital_east)
    settled, clearing = second_waits(
        lambda: settle_bill(bill=bill, acting_user=cast.clerk_east), lambda: start(cast)
    )
    assert adjudicated(clearing) == {bill.setl_id}
    assert settled.clr_month == MARCH.first


def test_an_import_during_a_clearing_falls_into_the_next_month(
    cast: Cast, insured: Person, tmp_path: Path
) -> None:
    with system_scope():
        bill = make_bill(insured, cast.hospital_east)
    settle_bill(bill=bill, acting_user=cast.clerk_east)

    def bring_in() -> int:
        run = bring(tmp_path, "bills", [bill_row("S-LATE", insured)], cast.clerk_east, cast.east)
        return settle_waiting_bills(
            selection=Selection(cast.area.pk, import_run_id=run.pk), acting_user=cast.clerk_east
        ).settled

    clearing, settled = second_waits(lambda: start(cast), bring_in)
    assert settled == 1
    assert adjudicated(clearing) == {bill.setl_id}
    with system_scope():
        assert Settlement.objects.get(bill__setl_id="S-LATE").clr_month == APRIL.first


def test_two_starts_of_one_month_begin_one_job(cast: Cast, insured: Person) -> None:
    with system_scope():
        bill = make_bill(insured, cast.hospital_east)
    settle_bill(bill=bill, acting_user=cast.clerk_east)
    clearing, second = second_waits(lambda: start(cast), lambda: start(cast))
    assert isinstance(second, ClearingRefused)
    assert Job.objects.get().pk == clearing.job_id
    assert adjudicated(clearing) == {bill.setl_id}
