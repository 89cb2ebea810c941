"""Cancel and redo: what later bills get, where it is booked, and that nothing ever counts twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from claims.models import Redo, RedoLine, Settlement
from claims.services import redo_listeners
from claims.services.cancel_settlement import AlreadyCancelled, NotStanding, NumberTaken, cancel_settlement
from claims.services.decide_redo import RedoDecided, RedoOutdated, approve_redo, reject_redo
from claims.services.explain_settlement import steps_of
from claims.services.rebuild_accumulators import rebuild_accumulators
from claims.services.redo_drafts import ask_redo, refresh_draft
from claims.services.redo_listeners import BookedChange, register_redo_listener
from config.errors import DomainError
from config.money import to_fen
from config.scoping import acting_as, system_scope
from enrollment.models import Coverage, Person
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_person
from tests.claims.making import moment

from .conftest import Year

MARCH, JUNE, SEPTEMBER = dt.date(2020, 3, 5), dt.date(2020, 6, 5), dt.date(2020, 9, 5)


def test_a_cancel_opens_a_redo_of_the_bills_that_change(year: Year) -> None:
    """40,000 yuan three times: the third meets the ceiling of 50,000 until the first is taken back."""
    first, second, third = (year.settled(day) for day in (MARCH, JUNE, SEPTEMBER))
    assert third.hifp_pay == 0
    before = year.stands()
    year.cancel(first)
    assert year.stands() == before[1:]
    draft = year.draft()
    assert draft is not None
    with system_scope():
        lines = {line.bill_id: line for line in RedoLine.objects.filter(redo=draft)}
    assert set(lines) == {second.bill_id, third.bill_id}
    # The second had met the ceiling as well: both get what the first had used.
    assert lines[second.bill_id].fund_after > lines[second.bill_id].fund_before == second.fund_pay_sumamt
    assert draft.fund_difference == sum(line.fund_after - line.fund_before for line in lines.values())
    assert draft.fund_difference == -draft.person_difference
    assert lines[second.bill_id].reasons == [["freed", first.setl_id]]
    assert lines[third.bill_id].reasons == [["freed", first.setl_id], ["follows", second.setl_id]]
    assert year.used() == year.counted()


def test_without_later_bills_there_is_nothing_to_redo(year: Year) -> None:
    first, second = year.settled(MARCH, 500_000), year.settled(JUNE, 500_000)
    year.cancel(second)
    assert year.draft() is None
    year.cancel(first)
    assert year.draft() is None
    assert year.used() == {}


def test_booked_in_a_month_that_collects_the_old_row_is_superseded(year: Year) -> None:
    first, second = year.settled(MARCH), year.settled(JUNE)
    year.cancel(first)
    redo = year.approve()
    assert redo.state == Redo.State.APPLIED
    with system_scope():
        line = RedoLine.objects.get(redo=redo)
        after = line.after
        assert after is not None
    assert year.chain(second.bill) == [
        (second.setl_id, False, False, False), (after.setl_id, True, False, False)
    ]  # fmt: skip
    assert (after.clr_month, after.replaces_id) == (second.clr_month, second.pk)
    # March keeps what was cleared there, December takes it back, June pays the new outcome alone.
    fund = to_fen(first.fund_pay_sumamt)
    assert year.by_month() == {
        "2020-03": fund, "2020-06": to_fen(after.fund_pay_sumamt), "2020-12": -fund
    }  # fmt: skip
    assert year.used() == year.counted()
    assert steps_of(after)[-1].code == "paid"


def test_booked_after_its_month_was_cleared_both_come_into_the_open_month(
    year: Year, closed: Callable[[str], None]
) -> None:
    first, second = year.settled(MARCH), year.settled(JUNE)
    cleared = year.by_month()
    closed("2020-09")
    year.cancel(first, dt.date(2020, 9, 20))
    year.approve()
    with system_scope():
        old, negation, new = Settlement.objects.filter(bill=second.bill_id).order_by("pk")
    assert (old.is_current, old.negated, negation.refd_setl_flag, new.is_current) == (True, True, True, True)
    assert (negation.negates_id, new.replaces_id) == (old.pk, old.pk)
    assert negation.clr_month == new.clr_month == dt.date(2020, 10, 1)
    months = year.by_month()
    assert {name: months[name] for name in cleared} == cleared
    assert sum(months.values()) == to_fen(new.fund_pay_sumamt)
    assert year.used() == year.counted()
    with system_scope():
        assert steps_of(negation) == steps_of(old)
        assert steps_of(new)
    # What stands now is the new one: it is what a further cancel takes back.
    with pytest.raises(NotStanding):
        year.cancel(old)
    year.cancel(new, dt.date(2020, 10, 20))
    assert sum(year.by_month().values()) == 0
    assert year.used() == {}
    for again in (new, old, negation):
        with pytest.raises(AlreadyCancelled):
            year.cancel(again)


def test_a_late_bill_is_settled_at_once_and_the_redo_makes_it_as_if_in_order(year: Year) -> None:
    late = year.bill(MARCH)
    second, third = year.settled(JUNE), year.settled(SEPTEMBER)
    settled = year.settle(late)[0]
    assert settled.hifp_pay == 0  # the ceiling is used up: it waits for the redo, not the person
    draft = year.draft()
    assert draft is not None
    assert draft.cause == Redo.Cause.LATE
    with system_scope():
        reasons = {line.bill_id: line.reasons for line in RedoLine.objects.filter(redo=draft)}
    assert reasons[late.pk] == [["order", second.bill.setl_id, third.bill.setl_id]]
    assert reasons[second.bill_id][0] == ["late", late.setl_id]
    year.approve()
    anew = year.stands()
    assert [row[5] for row in anew] == sorted((row[5] for row in anew), reverse=True)
    assert year.used() == year.counted()
    with system_scope():
        assert ask_redo(
            person=year.person, insutype="390", year=2020, acting_user=year.cast.clerk_east
        ) is None  # fmt: skip


def test_a_draft_takes_in_a_bill_that_comes_meanwhile(year: Year) -> None:
    """In order as it is, it changes what the draft would book: nobody has to reckon that again by hand."""
    first = year.settled(MARCH)
    year.settled(JUNE)
    year.cancel(first)
    before = year.draft()
    third = year.settled(SEPTEMBER)
    after = year.draft()
    assert before is not None
    assert after is not None
    assert (after.pk, after.cause) == (before.pk, Redo.Cause.CANCEL)
    assert after.digest != before.digest
    with pytest.raises(RedoOutdated):
        approve_redo(redo=before, acting_user=year.cast.reviewer_east)
    year.approve()
    assert third.setl_id in {row[0] for row in year.stands()}
    assert year.used() == year.counted()


def test_a_bill_on_time_opens_nothing(year: Year) -> None:
    year.settled(MARCH)
    year.settled(JUNE)
    assert year.draft() is None


def test_two_people_decide_and_only_of_the_county_that_insures(year: Year) -> None:
    cast = year.cast
    first = year.settled(MARCH)
    year.settled(JUNE)
    year.cancel(first)
    draft = year.draft()
    assert draft is not None
    with system_scope():
        other = year.cast.clerk_east.assignments_in_force[0]
        type(other).objects.filter(pk=other.pk).update(duties=["register", "handle", "review"])
    preparer = type(cast.clerk_east).objects.get(pk=cast.clerk_east.pk)
    with pytest.raises(SamePerson):
        approve_redo(redo=draft, acting_user=preparer)
    with pytest.raises(DutyMissing):
        approve_redo(redo=draft, acting_user=cast.clerk_west)
    with pytest.raises(DutyMissing):
        reject_redo(redo=draft, reason="x", acting_user=cast.approver_city)
    assert approve_redo(redo=draft, acting_user=cast.reviewer_city).reviewed_by == cast.reviewer_city
    with pytest.raises(RedoDecided):
        approve_redo(redo=draft, acting_user=cast.reviewer_east)
    with acting_as(cast.clerk_west):
        assert not Redo.objects.exists()
        assert not RedoLine.objects.exists()


def test_rejected_leaves_all_as_it_is_and_is_not_asked_again_by_itself(year: Year) -> None:
    first = year.settled(MARCH)
    year.settled(JUNE)
    year.cancel(first)
    stands, draft = year.stands(), year.draft()
    assert draft is not None
    with pytest.raises(DomainError):
        reject_redo(redo=draft, reason=" ", acting_user=year.cast.reviewer_east)
    reject_redo(redo=draft, reason="已另案处理", acting_user=year.cast.reviewer_east)
    assert year.stands() == stands
    year.settled(SEPTEMBER, 100)
    assert year.draft() is None
    asked = ask_redo(person=year.person, insutype="390", year=2020, acting_user=year.cast.clerk_east)
    assert asked is not None
    assert asked.state == Redo.State.DRAFT


def test_a_draft_that_would_book_something_else_is_refused_until_it_is_reckoned_again(year: Year) -> None:
    first = year.settled(MARCH)
    year.settled(JUNE)
    year.cancel(first)
    draft = year.draft()
    assert draft is not None
    with system_scope():
        cast_hospital = year.cast.hospital_east
        type(cast_hospital).unscoped.filter(pk=cast_hospital.pk).update(dedc_hosp_lv="3")
    stands = year.stands()
    with pytest.raises(RedoOutdated):
        approve_redo(redo=draft, acting_user=year.cast.reviewer_east)
    assert year.stands() == stands
    fresh = refresh_draft(redo=draft, acting_user=year.cast.reviewer_east)
    assert fresh is not None
    assert (fresh.pk, fresh.prepared_by) == (draft.pk, year.cast.clerk_east)
    with system_scope():
        [line] = RedoLine.objects.filter(redo=fresh)
    assert line.reasons[-1][0] == "facts"
    assert "level" in line.reasons[-1]
    year.approve()
    assert year.used() == year.counted()


def test_a_draft_is_dropped_when_nothing_is_left_to_change(year: Year) -> None:
    first, second = year.settled(MARCH), year.settled(JUNE)
    year.cancel(first)
    draft = year.draft()
    assert draft is not None
    year.cancel(second)
    assert year.draft() is None
    with system_scope():
        draft.refresh_from_db()
    assert draft.state == Redo.State.DROPPED


def test_a_bill_that_cannot_be_reckoned_anew_keeps_what_it_was_paid(year: Year) -> None:
    first, second, third = (year.settled(day, 2_500_000) for day in (MARCH, JUNE, SEPTEMBER))
    with system_scope():
        Coverage.objects.filter(person=year.person).update(period=("2020-07-01", "2021-01-01"))
    year.cancel(first)
    draft = year.draft()
    assert draft is not None
    assert (draft.bills, draft.kept) == (1, 1)
    with system_scope():
        kept = RedoLine.objects.get(redo=draft, bill=second.bill_id)
    assert (kept.problem, kept.fund_after) == ("not_covered", second.fund_pay_sumamt)
    year.approve()
    assert year.chain(second.bill) == [(second.setl_id, True, False, False)]
    assert len(year.chain(third.bill)) == 2
    assert year.used() == year.counted()


def test_a_number_that_is_taken_is_refused(year: Year) -> None:
    first, second = year.settled(MARCH), year.settled(JUNE)
    with pytest.raises(NumberTaken):
        cancel_settlement(
            settlement=first, acting_user=year.cast.clerk_east, setl_id=second.setl_id, setl_time=moment(JUNE)
        )


def test_listeners_hear_of_cancel_and_redo_and_may_refuse(
    year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redo_listeners, "_listeners", [])
    heard: list[BookedChange] = []
    register_redo_listener(lambda changes, user: heard.extend(changes))
    first, second = year.settled(MARCH), year.settled(JUNE)
    year.cancel(first)
    assert [(one.bill, one.after, one.fund_difference) for one in heard] == [
        (first.bill_id, None, -to_fen(first.fund_pay_sumamt))
    ]
    redo = year.approve()
    [_cancel, change] = heard
    assert (change.bill, change.before, change.redo) == (second.bill_id, second.pk, redo.pk)
    assert change.fund_difference == to_fen(redo.fund_difference) == -change.person_difference


def test_a_rebuild_finds_nothing_wrong_after_a_redo(year: Year, closed: Callable[[str], None]) -> None:
    first = year.settled(MARCH)
    year.settled(JUNE)
    closed("2020-06")
    late = year.bill(dt.date(2020, 4, 5))
    year.settle(late)
    year.approve()
    year.cancel(first)
    year.approve_all()
    assert rebuild_accumulators(area=year.cast.area, acting_user=year.cast.administrator_city) == 0


def test_a_foreign_person_is_not_there(year: Year, cast: Cast) -> None:
    with system_scope():
        western = make_person(cast.west)
    with pytest.raises(Person.DoesNotExist):
        ask_redo(person=western, insutype="390", year=2020, acting_user=cast.clerk_east)


@pytest.mark.parametrize("column", ["replaces_id", "negates_id"])
def test_a_settlement_names_only_one_of_its_own_bill(year: Year, column: str) -> None:
    """The reference is no foreign key: the database asks where a row names another."""
    first, second = year.settled(MARCH), year.settled(JUNE)
    for other in (first.pk, 10**9):
        with system_scope():
            copy = Settlement.unscoped.get(pk=second.pk)
            copy.pk, copy.setl_id = None, "X1"
            setattr(copy, column, other)
            with pytest.raises(IntegrityError, match="of its own bill"), transaction.atomic():
                copy.save(force_insert=True)
