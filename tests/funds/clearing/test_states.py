"""The state machine: who may do what when, and every forbidden step refused in words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from claims.models import PayLoc
from claims.reads.schemes import schemes_cleared
from claims.services.clearing_months import open_month
from config.errors import DomainError
from config.jobs import request_cancel, retry
from config.jobs.run import run_job
from config.models import Job
from config.scoping import system_scope
from funds.models import Clearing, ClearingStep, NettingLine, Payment, Statement
from funds.services.clearing.close import close_clearing
from funds.services.clearing.faults import ClearingRefused
from funds.services.clearing.review import continue_clearing, review_clearing, send_back_clearing
from funds.services.clearing.start import start_clearing
from funds.services.payments.reissue import reissue_payments
from institutions.services.duties import DutyMissing, SamePerson

from .conftest import APRIL, MARCH, MAY, SCHEME, Town

Act = Callable[[Town, Clearing], object]

ACTS: dict[str, tuple[Act, set[str]]] = {
    "start": (
        lambda town, _clearing: start_clearing(
            area=town.cast.area, month=MARCH, insutype=SCHEME, acting_user=town.cast.finance_city
        ),
        {"collecting"},
    ),
    "review": (
        lambda town, clearing: review_clearing(clearing=clearing, acting_user=town.cast.reviewer_city),
        {"adjudicated"},
    ),
    "send back": (
        lambda town, clearing: send_back_clearing(
            clearing=clearing, reason="重算", acting_user=town.cast.reviewer_city
        ),
        {"adjudicated", "reviewed", "netted"},
    ),
    "continue": (
        lambda town, clearing: continue_clearing(clearing=clearing, acting_user=town.cast.finance_city),
        {"reviewed", "netted", "posted"},
    ),
    "close": (
        lambda town, clearing: close_clearing(clearing=clearing, acting_user=town.cast.finance_city),
        {"paid"},
    ),
}


def test_schemes_that_were_settled_can_be_cleared(town: Town) -> None:
    """Each once, in whatever months; not what a counter paid, nor of another area's people."""
    cast = town.cast
    for month in (MARCH, APRIL, MAY):
        town.settle(cast.hospital_east, cast.east, 100, month=month)
    town.settle(cast.hospital_west, cast.west, 100, month=APRIL, scheme="310")
    town.settle(cast.hospital_west, cast.west, 100, month=APRIL, scheme="380", pay_loc=PayLoc.COUNTER)
    with system_scope():
        assert schemes_cleared(cast.area) == ["310", "390"]
        assert schemes_cleared(cast.elsewhere.area) == []


def standing_in(town: Town, state: str) -> Clearing:
    """A clearing put into ``state`` by hand, with a step left to do where one would be."""
    clearing = Clearing.unscoped.create(
        area=town.cast.area,
        month=MARCH.first,
        insutype=SCHEME,
        state=state,
        started_by=town.cast.finance_city,
        reviewed_by=None if state in ("collecting", "adjudicated") else town.cast.reviewer_city,
    )
    ClearingStep.unscoped.create(clearing=clearing, step="pay", unit=town.cast.east)
    return clearing


@pytest.mark.parametrize("state", [state.value for state in Clearing.State])
@pytest.mark.parametrize("act", ACTS)
def test_each_act_is_possible_in_its_states_only(town: Town, act: str, state: str) -> None:
    perform, allowed = ACTS[act]
    town.settle(town.cast.hospital_east, town.cast.east, 10_000)
    clearing = standing_in(town, state)
    with system_scope():
        if state in allowed:
            perform(town, clearing)
        else:
            with pytest.raises(ClearingRefused) as refused:
                perform(town, clearing)
            assert str(clearing.get_state_display()) in str(refused.value)
            assert town.fresh(clearing).state == state


@pytest.mark.parametrize(
    ("act", "person"),
    [
        ("start", "reviewer_city"),
        ("start", "clerk_east"),
        ("review", "finance_city"),
        ("review", "reviewer_east"),
        ("send back", "approver_city"),
        ("continue", "approver_city"),
        ("close", "reviewer_city"),
    ],
)
def test_each_act_asks_for_its_duty_at_the_city(town: Town, act: str, person: str) -> None:
    user = getattr(town.cast, person)
    acts: dict[str, Act] = {
        "start": lambda t, _c: start_clearing(
            area=t.cast.area, month=MARCH, insutype=SCHEME, acting_user=user
        ),
        "review": lambda _t, c: review_clearing(clearing=c, acting_user=user),
        "send back": lambda _t, c: send_back_clearing(clearing=c, reason="重算", acting_user=user),
        "continue": lambda _t, c: continue_clearing(clearing=c, acting_user=user),
        "close": lambda _t, c: close_clearing(clearing=c, acting_user=user),
    }
    with system_scope():
        clearing = standing_in(town, "adjudicated")
        with pytest.raises(DutyMissing):
            acts[act](town, clearing)


def test_whoever_starts_cannot_review_even_holding_both_duties(town: Town) -> None:
    starter = town.cast.finance_city
    assignment = starter.assignments.get()
    assignment.duties = ["finance", "review", "approve"]
    assignment.save()
    del starter.assignments_in_force
    town.settle(town.cast.hospital_east, town.cast.east, 10_000)
    clearing = town.start()
    with system_scope(), pytest.raises(SamePerson):
        review_clearing(clearing=clearing, acting_user=starter)
    with pytest.raises(IntegrityError), transaction.atomic():
        Clearing.unscoped.filter(pk=clearing.pk).update(state="reviewed", reviewed_by=starter)


def test_the_second_starter_is_told_who_was_first(town: Town) -> None:
    town.settle(town.cast.hospital_east, town.cast.east, 10_000)
    cast = town.cast
    with system_scope():
        clearing = start_clearing(area=cast.area, month=MARCH, insutype=SCHEME, acting_user=cast.finance_city)
        with pytest.raises(ClearingRefused, match=cast.finance_city.name):
            start_clearing(area=cast.area, month=MARCH, insutype=SCHEME, acting_user=cast.finance_city)
    assert town.run(clearing).state == "adjudicated"


def test_months_are_cleared_in_order(town: Town) -> None:
    cast = town.cast
    for month in (MARCH, APRIL, MAY):
        town.settle(cast.hospital_east, cast.east, 10_000, month=month)
    with system_scope(), pytest.raises(ClearingRefused, match="2020-03"):
        start_clearing(area=cast.area, month=MAY, insutype=SCHEME, acting_user=cast.finance_city)
    town.cleared(MARCH)
    with system_scope(), pytest.raises(ClearingRefused, match="2020-04"):
        start_clearing(area=cast.area, month=MAY, insutype=SCHEME, acting_user=cast.finance_city)
    assert town.start(APRIL).state == "adjudicated"


def test_a_month_without_bills_is_not_started(town: Town) -> None:
    with system_scope(), pytest.raises(ClearingRefused, match="2020-03"):
        start_clearing(area=town.cast.area, month=MARCH, insutype=SCHEME, acting_user=town.cast.finance_city)


def test_bills_that_come_while_a_month_is_cleared_fall_into_the_next(town: Town) -> None:
    cast = town.cast

    def month_now():
        return open_month(area_id=cast.area.pk, insutype=SCHEME, month=MARCH)

    town.settle(cast.hospital_east, cast.east, 10_000)
    assert month_now() == MARCH
    with system_scope():
        clearing = start_clearing(area=cast.area, month=MARCH, insutype=SCHEME, acting_user=cast.finance_city)
    assert month_now() == APRIL
    clearing = town.run(clearing)
    assert month_now() == APRIL
    with system_scope():
        send_back_clearing(clearing=clearing, reason="漏单", acting_user=cast.reviewer_city)
    assert month_now() == MARCH
    # Another scheme's month is its own.
    assert open_month(area_id=cast.area.pk, insutype="310", month=MARCH) == MARCH


def test_sent_back_and_started_again_it_counts_everything_anew(town: Town) -> None:
    cast = town.cast
    town.settle(cast.hospital_east, cast.east, 10_000)
    clearing = town.start()
    with system_scope():
        with pytest.raises(ClearingRefused):
            send_back_clearing(clearing=clearing, reason="  ", acting_user=cast.reviewer_city)
        send_back_clearing(clearing=clearing, reason="漏了一张单据", acting_user=cast.reviewer_city)
    town.settle(cast.hospital_east, cast.east, 5_000)
    clearing = town.start()
    with system_scope():
        assert Statement.objects.get(clearing=clearing).fund_appy_sum == 150
        assert clearing.returned_reason == "漏了一张单据"
    clearing = town.review(clearing)
    assert (clearing.state, clearing.returned_reason) == ("posted", "")


def test_a_posted_month_cannot_be_sent_back(town: Town) -> None:
    town.settle(town.cast.hospital_east, town.cast.east, 10_000)
    clearing = town.cleared()
    with system_scope(), pytest.raises(ClearingRefused):
        send_back_clearing(clearing=clearing, reason="重算", acting_user=town.cast.reviewer_city)


def test_a_failed_unit_is_named_with_its_rows_and_the_others_are_done(town: Town) -> None:
    cast = town.cast
    town.settle(cast.hospital_east, cast.east, 10_000)
    town.settle(cast.hospital_west, cast.west, 10_000)
    waiting = town.bill(cast.hospital_west, cast.east, 7_000)
    town.deduct(cast.hospital_east, 100, reviewed=False)
    clearing = town.start()
    job = Job.objects.get(pk=clearing.job_id)
    assert (clearing.state, job.state, job.error_code) == ("collecting", "failed", "refused")
    assert waiting.setl_id in job.message
    assert cast.west.name in job.message
    with system_scope():
        failed = ClearingStep.objects.get(clearing=clearing, unit=cast.west)
        assert (failed.fault_code, failed.fault_params) == (
            "bills_waiting",
            {"count": 1, "rows": [waiting.setl_id]},
        )
        assert (
            ClearingStep.objects.get(clearing=clearing, unit=cast.east).fault_code == "deductions_unreviewed"
        )
        assert ClearingStep.objects.get(clearing=clearing, unit=cast.city).state == "done"
        # Mended: the bill is withdrawn, the deduction reviewed.
        waiting.delete()
        from claims.models import Deduction

        Deduction.objects.update(reviewed_by=cast.reviewer_east)
    assert town.start().state == "adjudicated"


def test_an_institution_without_an_approved_account_stops_its_payer_only(town: Town) -> None:
    cast = town.cast
    town.settle(cast.hospital_east, cast.east, 10_000)
    town.settle(cast.hospital_west, cast.west, 10_000)
    with system_scope():
        account = cast.hospital_west.payee_accounts.get()
        account.approved_by = None
        account.save()
    clearing = town.review(town.start())
    assert clearing.state == "posted"
    assert cast.hospital_west.fixmedins_code in clearing.job.message
    with system_scope():
        assert Payment.objects.filter(payer=cast.east).count() == 1
        assert not Payment.objects.filter(payer=cast.west).exists()
        account.approved_by = cast.reviewer_east
        account.save()
        clearing = continue_clearing(clearing=clearing, acting_user=cast.finance_city)
    clearing = town.run(clearing)
    assert clearing.job.state == "done"
    assert town.pay_everything(clearing).state == "paid"


def test_settlements_changed_behind_the_review_stop_the_netting(town: Town) -> None:
    town.settle(town.cast.hospital_east, town.cast.east, 10_000)
    clearing = town.start()
    town.settle(town.cast.hospital_east, town.cast.west, 3_000)  # past the month's lock, as no service would
    clearing = town.review(clearing)
    assert clearing.state == "reviewed"
    with system_scope():
        assert ClearingStep.objects.get(clearing=clearing, step="net", state="failed").fault_code == (
            "changed_since_review"
        )
        send_back_clearing(clearing=clearing, reason="单据有变", acting_user=town.cast.reviewer_city)
        assert not NettingLine.objects.exists()
    assert town.cleared().state == "posted"


def test_a_closed_book_stops_posting_and_says_so(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    from config.periods import Month
    from funds.services.close_period import close_period
    from funds.services.closing import conditions

    # Closing asks for the clearing first; here somebody closed all the same.
    monkeypatch.setattr(conditions, "_conditions", [])
    cast = town.cast
    town.settle(town.cast.hospital_east, town.cast.east, 10_000)
    clearing = town.start()
    with system_scope():
        for number in (1, 2, 3):
            close_period(
                book=town.books[0],
                month=Month(2020, number),
                acting_user=cast.finance_city,
                checked_by=cast.reviewer_city,
            )
    clearing = town.review(clearing)
    assert clearing.state == "netted"
    assert "2020-03" in clearing.job.message


def test_cancelling_stops_before_the_next_step_and_nothing_blocks_the_restart(town: Town) -> None:
    town.settle(town.cast.hospital_east, town.cast.east, 10_000)
    with system_scope():
        clearing = start_clearing(
            area=town.cast.area, month=MARCH, insutype=SCHEME, acting_user=town.cast.finance_city
        )
    assert request_cancel(clearing.job)
    clearing = town.run(clearing)
    assert (clearing.state, clearing.job.state) == ("collecting", "cancelled")
    assert town.start().state == "adjudicated"


def test_a_payment_that_has_not_failed_is_not_issued_again(town: Town) -> None:
    town.settle(town.cast.hospital_east, town.cast.east, 10_000)
    clearing = town.cleared()
    with system_scope(), pytest.raises(DomainError):
        reissue_payments(
            payments=list(clearing.payments(manager="unscoped").all()), acting_user=town.cast.finance_city
        )


def test_a_run_that_is_over_is_not_repeated_from_the_list_of_jobs(town: Town) -> None:
    town.settle(town.cast.hospital_east, town.cast.east, 10_000)
    clearing = town.start()
    again = retry(clearing.job)
    run_job(again.pk)
    again.refresh_from_db()
    assert (again.state, again.error_code) == ("failed", "refused")
    assert town.review(clearing).state == "posted"
