"""One round from the plans to the filing: late, sent back and short; who may do what; what the books show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from config.errors import DomainError
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import Appropriation, Entry, RoundLine, RoundStep, RoundTransfer
from funds.reads.balances import verify_balances
from funds.reads.rounds import past_plans, plan_figures, report_figures
from funds.rules import rounds as rules
from funds.services.rounds import money, open_round, papers, transfers
from funds.services.rounds.faults import NoRound, RoundRefused
from funds.services.rounds.terms import policy_of, terms_of
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast
from tests.support.policies import put_policy_in_force

from .conftest import MAY, PLANS_ONLY, SCHEME, THE_SPECIAL_ACCOUNT, Rounds

POOLED = (SCHEME, "benefit_expense")


def test_the_steps_are_those_of_the_policy(rounds: Rounds) -> None:
    opened = rounds.open()
    assert rounds.open(user=rounds.finance_east) == opened
    by_step: dict[str, set[str]] = {}
    for one in RoundStep.unscoped.select_related("unit"):
        by_step.setdefault(one.step, set()).add(one.unit.code)
    every, counties, city = {"990100", "990101", "990102"}, {"990101", "990102"}, {"990100"}
    assert by_step == {
        "county_plan": every, "city_plan": city, "appropriation": city, "transfer": counties,
        "county_report": every, "city_report": city,
    }  # fmt: skip
    assert rounds.step("county_plan", rounds.cast.east).due_on == dt.date(2020, 4, 25)
    assert rounds.step("transfer", rounds.cast.east).due_on is None


@pytest.mark.duty("NB-14")
@pytest.mark.duty("NB-16")
def test_the_days_and_periods_of_the_city_that_has_them(cast: Cast) -> None:
    """附件二（二）2 and 4, as the shipped package has them."""
    with system_scope():
        put_policy_in_force(cast, "ningbo.yaml")
        policy = policy_of(cast.area, Month(2024, 5))
        days = {one.step: one.due_on for one in terms_of(cast.area, Month(2024, 5))}
    assert days == {
        "county_plan": dt.date(2024, 4, 25), "city_plan": dt.date(2024, 4, 30), "appropriation": dt.date(2024, 5, 10),
        "transfer": None, "county_report": dt.date(2024, 6, 15), "city_report": dt.date(2024, 6, 30),
    }  # fmt: skip
    assert (policy.transfer_within, policy.interest_every) == (2, "quarter")
    assert policy.income_every is not None


def test_a_policy_that_names_one_step_has_one(make_rounds: Callable[..., Rounds]) -> None:
    rounds = make_rounds(section=PLANS_ONLY)
    rounds.open()
    assert set(RoundStep.unscoped.values_list("step", flat=True)) == {"county_plan"}
    assert rounds.step("county_plan", rounds.cast.east).due_on == dt.date(2020, 4, 20)
    # A document that says nothing of it yet has no round.
    with pytest.raises(NoRound):
        rounds.open(Month(2019, 1))


@pytest.mark.duty("NB-16")
def test_a_plan_is_filled_in_from_the_books(rounds: Rounds) -> None:
    cast = rounds.cast
    for month, fen in ((1, 300), (2, 330), (3, 360)):
        rounds.spend(cast.east, cast.east, dt.date(2020, month, 10), fen, deposit=10)
    # Treated in West, insured in East: it is East's people's cost, and the net transfer brings it to West.
    rounds.spend(cast.west, cast.east, dt.date(2020, 3, 11), 90)
    with acting_as(rounds.finance_east):
        figures = plan_figures(cast.east, MAY)
    assert figures[POOLED] == (360, 360, 0)
    with acting_as(rounds.finance_west):
        assert plan_figures(cast.west, MAY)[POOLED].suggested == 0
    with acting_as(rounds.finance_east):
        assert report_figures(cast.east, Month(2020, 3))[POOLED].suggested == 450


@pytest.mark.duty("NB-16")
def test_a_whole_round_sent_back_late_and_short(rounds: Rounds) -> None:
    cast, clock = rounds.cast, rounds.clock
    rounds.open()
    east, west = rounds.step("county_plan", cast.east), rounds.step("county_plan", cast.west)
    rounds.hand_in(east, 400_00)
    back = rounds.send_back(east, "超过上月一倍")
    assert (back.state, back.returned_reason, back.times_returned) == ("returned", "超过上月一倍", 1)
    rounds.hand_in(rounds.step("county_plan", cast.city), 0)
    rounds.accept(rounds.step("county_plan", cast.city))
    application = rounds.step("city_plan", cast.city)
    with pytest.raises(RoundRefused, match="东山县"):
        rounds.hand_in(application, reference="5号")
    clock(dt.date(2020, 4, 27))
    assert rounds.step("county_plan", cast.west).late
    for step, fen in ((east, 300_00), (west, 200_00)):
        rounds.accept(rounds.hand_in(step, fen))
        assert rounds.step("county_plan", step.unit).late
    with pytest.raises(RoundRefused, match="号"):
        rounds.hand_in(application)
    rounds.accept(rounds.hand_in(application, reference="5号"))
    assert not rounds.step("city_plan", cast.city).late
    wrong = rounds.arrive(1, dt.date(2020, 4, 27), "A0", book=False)
    with pytest.raises(RoundRefused):
        rounds.send_back(rounds.step("county_plan", cast.east))
    with acting_as(cast.approver_city):
        money.refuse_appropriation(appropriation=wrong, reason="单据不符", acting_user=cast.approver_city)
    assert rounds.step("appropriation", cast.city).state == "returned"

    clock(dt.date(2020, 5, 12))
    first = rounds.arrive(250_00, dt.date(2020, 5, 9), "A1")
    appropriation = rounds.step("appropriation", cast.city)
    assert (appropriation.state, appropriation.due_on) == ("short", dt.date(2020, 5, 10))
    assert appropriation.late
    # Saturday the 9th was a working day after the holiday of May 2020: two more are the 11th and the 12th.
    assert rounds.step("transfer", cast.east).due_on == dt.date(2020, 5, 12)
    rounds.pass_on(first, dt.date(2020, 5, 12))
    with system_scope():
        parts = [(one.county, one.amount) for one in RoundTransfer.unscoped.order_by("county__code")]
    assert parts == [(cast.east, Decimal("150.00")), (cast.west, Decimal("100.00"))]
    assert rounds.step("transfer", cast.east).state == "short"
    with pytest.raises(RoundRefused, match="250"):
        rounds.arrive(250_01, dt.date(2020, 5, 12), "A2")
    clock(dt.date(2020, 5, 20))
    rest = rounds.arrive(250_00, dt.date(2020, 5, 15), "A2")
    assert rounds.step("appropriation", cast.city).state == "done"
    rounds.pass_on(rest, dt.date(2020, 5, 20))
    transfer = rounds.step("transfer", cast.east)
    assert (transfer.state, transfer.late) == ("done", True)
    assert (rounds.cash(cast.city), rounds.cash(cast.east), rounds.cash(cast.west)) == (0, 300_00, 200_00)
    assert rounds.balance("fiscal_special_account", cast.city) == THE_SPECIAL_ACCOUNT - 500_00

    rounds.spend(cast.east, cast.east, dt.date(2020, 5, 21), 240_00)
    report = rounds.step("county_report", cast.east)
    with pytest.raises(RoundRefused, match="2020-05"):
        rounds.hand_in(report)
    clock(dt.date(2020, 6, 12))
    with pytest.raises(RoundRefused, match="居民"):
        rounds.hand_in(report, 250_00)
    rounds.accept(rounds.hand_in(report, 250_00, note="在途10元"))
    rounds.accept(rounds.hand_in(rounds.step("county_report", cast.west)))
    filing = rounds.step("city_report", cast.city)
    with pytest.raises(RoundRefused):
        rounds.hand_in(filing, reference="6号")
    rounds.accept(rounds.hand_in(rounds.step("county_report", cast.city)))
    rounds.accept(rounds.hand_in(filing, reference="6号"))
    assert not rounds.step("city_report", cast.city).late
    with acting_as(rounds.finance_east):
        [past] = past_plans(cast.east, dt.date(2020, 7, 1))
    assert (past.planned, past.spent, past.accuracy) == (Decimal(300), Decimal(250), 8333)
    with system_scope():
        assert verify_balances(book=rounds.town.books[0]) == []


def test_graded_counties_are_filled_from_their_own_special_account(
    make_rounds: Callable[..., Rounds],
) -> None:
    """HG-13: no entry leaves a county's book, and nothing passes through the city's."""
    rounds = make_rounds(mode="graded")
    cast = rounds.cast
    rounds.open()
    rounds.planned(city=50_00)
    rounds.clock(dt.date(2020, 5, 8))
    came = rounds.arrive(550_00, dt.date(2020, 5, 8))
    with system_scope():
        assert Entry.unscoped.count() == 0
    rounds.pass_on(came, dt.date(2020, 5, 8))
    assert (rounds.cash(cast.east), rounds.balance("fiscal_special_account", cast.east)) == (300_00, -300_00)
    assert rounds.cash(cast.city) == 50_00
    with system_scope():
        units = {entry.book.unit for entry in Entry.unscoped.select_related("book__unit")}
    assert units == {cast.city, cast.east, cast.west}


def test_money_needs_two_people_and_moves_once(rounds: Rounds) -> None:
    cast = rounds.cast
    rounds.open()
    rounds.planned()
    rounds.clock(dt.date(2020, 5, 11))
    came = rounds.arrive(500_00, dt.date(2020, 5, 8), book=False)
    with acting_as(cast.finance_city), pytest.raises(DutyMissing):
        money.book_appropriation(appropriation=came, acting_user=cast.finance_city)
    with pytest.raises(IntegrityError), transaction.atomic(), acting_as(cast.finance_city):
        Appropriation.objects.filter(pk=came.pk).update(state="booked", decided_by=cast.finance_city)
    with acting_as(cast.approver_city):
        money.book_appropriation(appropriation=came, acting_user=cast.approver_city)
        with pytest.raises(RoundRefused):
            money.book_appropriation(appropriation=came, acting_user=cast.approver_city)
    with pytest.raises(RoundRefused):
        rounds.arrive(1, dt.date(2020, 5, 8))
    with pytest.raises(DatabaseError, match="stays"), transaction.atomic(), acting_as(cast.finance_city):
        Appropriation.objects.filter(pk=came.pk).update(amount=1)
    rounds.pass_on(came, dt.date(2020, 5, 11))
    with acting_as(cast.finance_city), pytest.raises(RoundRefused, match="东山县"):
        transfers.prepare_transfers(
            appropriation=came, amounts={cast.east.pk: Decimal(1)}, transferred_on=dt.date(2020, 5, 11),
            evidence="T9", acting_user=cast.finance_city,
        )  # fmt: skip
    with system_scope():
        people = list(Entry.unscoped.filter(kind="transfer").values_list("made_by", "checked_by"))
    assert people == [(cast.finance_city.pk, cast.approver_city.pk)] * 3


def test_transfers_beyond_the_citys_cash_are_stopped(rounds: Rounds) -> None:
    cast = rounds.cast
    rounds.open()
    rounds.planned()
    rounds.clock(dt.date(2020, 5, 11))
    came = rounds.arrive(500_00, dt.date(2020, 5, 8))
    rounds.spend(cast.city, cast.east, dt.date(2020, 5, 9), 120_00)
    rounds.pass_on(came, dt.date(2020, 5, 11), book=False)
    with acting_as(cast.approver_city), pytest.raises(RoundRefused, match=r"120\.00"):
        transfers.book_transfers(appropriation=came, acting_user=cast.approver_city)
    with acting_as(cast.approver_city):
        transfers.refuse_transfers(appropriation=came, reason="资金不足", acting_user=cast.approver_city)
    assert rounds.step("transfer", cast.east).state == "returned"
    assert rounds.step("transfer", cast.east).returned_reason == "资金不足"


_FORBIDDEN = [
    ("county_plan", "accept", "open"), ("county_plan", "accept", "returned"), ("county_plan", "accept", "done"),
    ("county_plan", "submit", "submitted"), ("county_plan", "submit", "done"), ("county_plan", "send_back", "open"),
    ("county_plan", "send_back", "returned"), ("city_plan", "accept", "open"), ("city_plan", "submit", "submitted"),
    ("city_report", "accept", "returned"), ("city_report", "submit", "done"), ("county_report", "accept", "open"),
]  # fmt: skip


def test_forbidden_acts_say_why(rounds: Rounds) -> None:
    """Every act out of turn is refused with the state in words, and changes nothing."""
    cast = rounds.cast
    rounds.open()
    rounds.clock(dt.date(2020, 6, 20))
    for kind, act, state in _FORBIDDEN:
        step = rounds.step(kind, cast.city if kind.startswith("city") else cast.east)
        people = {
            "submitted_by": cast.finance_city, "submitted_at": dt.datetime(2020, 4, 1, tzinfo=dt.UTC),
            "happened_on": dt.date(2020, 4, 1), "decided_by": cast.approver_city, "returned_reason": "因",
        }  # fmt: skip
        RoundStep.unscoped.filter(pk=step.pk).update(state=state, **({} if state == "open" else people))
        do = {"accept": rounds.accept, "submit": rounds.hand_in, "send_back": rounds.send_back}[act]
        label = str(RoundStep.State(state).label)
        with pytest.raises(RoundRefused) as refused:
            do(rounds.step(kind, step.unit))
        assert label in str(refused.value), (kind, act, state)
        assert rounds.step(kind, step.unit).state == state
        RoundStep.unscoped.filter(pk=step.pk).update(
            state="open", submitted_by=None, submitted_at=None, happened_on=None, decided_by=None,
            returned_reason="",
        )  # fmt: skip


def test_who_may_do_what(rounds: Rounds) -> None:
    cast = rounds.cast
    rounds.open()
    east = rounds.step("county_plan", cast.east)
    for user in (cast.clerk_east, cast.reviewer_city):
        with acting_as(user), pytest.raises(DutyMissing):
            papers.save_lines(step=east, lines={}, acting_user=user)
    with acting_as(rounds.finance_west), pytest.raises(DutyMissing):
        papers.submit(step=east, acting_user=rounds.finance_west)
    rounds.hand_in(east, 100_00)
    for user in (cast.reviewer_east, rounds.finance_east, cast.approver_city):
        with acting_as(user), pytest.raises(DutyMissing):
            papers.accept(step=east, acting_user=user)
    with pytest.raises(IntegrityError), transaction.atomic(), acting_as(rounds.finance_east):
        RoundStep.objects.filter(pk=east.pk).update(state="done", decided_by=rounds.finance_east)
    with acting_as(rounds.finance_west):
        assert not RoundLine.objects.exists()
    with acting_as(cast.clerk_elsewhere):
        assert not RoundStep.objects.exists()
        with pytest.raises(DomainError):
            open_round.open_round(area=cast.area, month=MAY, acting_user=cast.clerk_elsewhere)


def test_whoever_hands_in_cannot_accept(rounds: Rounds) -> None:
    cast = rounds.cast
    rounds.open()
    own = rounds.step("county_plan", cast.city)
    rounds.hand_in(own, 0)
    RoundStep.unscoped.filter(pk=own.pk).update(submitted_by=cast.approver_city)
    with pytest.raises(SamePerson):
        rounds.accept(own)


@pytest.mark.parametrize(
    ("fen", "key"), [(-1, POOLED), (1, (SCHEME, "nonsense")), (1, ("999", "benefit_expense"))]
)
def test_what_a_plan_cannot_hold(rounds: Rounds, fen: int, key: tuple[str, str]) -> None:
    rounds.open()
    step = rounds.step("county_plan", rounds.cast.east)
    with acting_as(rounds.finance_east), pytest.raises(RoundRefused):
        papers.save_lines(
            step=step, lines={key: papers.Written(Decimal(fen))}, acting_user=rounds.finance_east
        )
    assert not RoundLine.unscoped.exists()
    assert step.step == rules.COUNTY_PLAN
