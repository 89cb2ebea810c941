"""Income and interest swept up, zero balances proved, account by account and period by period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.desk import items_of
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.desk_sweeps import sweep_items
from funds.models import AccountInterest, BookPeriod, Entry, Leg, Sweep
from funds.reads import sweeps as sweep_reads
from funds.reads.balances import verify_balances
from funds.reads.sweeps import Proof, proofs
from funds.rules.clearing_postings import Keeping
from funds.rules.receipt_postings import PERSONAL, received
from funds.rules.sweeps import Span, ended_before, span_of, spans_in
from funds.services.close_period import close_period
from funds.services.closing.conditions import warnings_of
from funds.services.drafts import Planned, entry_drafts
from funds.services.post_entry import post_entries
from funds.services.rounds.terms import policy_of
from funds.services.sweeps.decide import confirm, refuse
from funds.services.sweeps.enter import enter_interest, enter_sweep
from funds.services.sweeps.faults import SweepRefused
from institutions.models import Agency, User
from institutions.services.duties import DutyMissing, SamePerson
from tests.support.pages import post, see

from .conftest import PLANS_ONLY, SCHEME, THE_SPECIAL_ACCOUNT, Rounds

APRIL, SPRING = (
    Span(dt.date(2020, 4, 1), dt.date(2020, 4, 30)),
    Span(dt.date(2020, 4, 1), dt.date(2020, 6, 30)),
)


def test_periods() -> None:
    assert span_of("ten_days", dt.date(2020, 2, 25)) == (dt.date(2020, 2, 21), dt.date(2020, 2, 29))
    assert span_of("ten_days", dt.date(2020, 2, 10)) == (dt.date(2020, 2, 1), dt.date(2020, 2, 10))
    assert span_of("quarter", dt.date(2020, 5, 9)) == SPRING
    assert ended_before("quarter", dt.date(2020, 1, 1)) == (dt.date(2019, 10, 1), dt.date(2019, 12, 31))
    assert ended_before("month", dt.date(2020, 5, 31)) == APRIL


def receive(rounds: Rounds, county: Agency, day: dt.date, fen: int) -> None:
    """Money on the county's income account."""
    draft = received(Keeping(rounds.town.mode, rounds.cast.city.pk), county.pk, fen, {PERSONAL: fen})
    planned = Planned(draft, day, Entry.Kind.RECEIPT, f"received:{county.pk}:{day}", "收入", county)
    graded = rounds.town.mode == "graded"
    with system_scope():
        own = User.objects.get(username=f"finance.{county.code}") if graded else rounds.cast.finance_city
        post_entries(entry_drafts(SCHEME, [planned]), acting_user=own)


def proof(rounds: Rounds, agency: Agency, account: str, span: Span, user: User | None = None) -> Proof:
    with acting_as(user or rounds.cast.finance_city):
        [found] = proofs(agency.area, [agency], {account: span})
    return found


def sweep(
    rounds: Rounds, agency: Agency, account: str, span: Span, yuan: str, day: dt.date, *, book: bool = True
) -> Sweep:
    user = rounds.finance_of(agency)
    with acting_as(user):
        entered = enter_sweep(
            agency=agency, insutype=SCHEME, account=account, span=span, amount=Decimal(yuan), swept_on=day,
            evidence=f"S{yuan}{day}", acting_user=user,
        )  # fmt: skip
    if book:
        with acting_as(rounds.cast.finance_city):
            confirm(movement=entered, acting_user=rounds.cast.finance_city)
    return entered


def earn(rounds: Rounds, agency: Agency, account: str, yuan: str, day: dt.date) -> AccountInterest:
    user = rounds.finance_of(agency)
    with acting_as(user):
        entered = enter_interest(
            agency=agency, insutype=SCHEME, account=account, amount=Decimal(yuan), received_on=day,
            evidence=f"I{account}{day}", acting_user=user,
        )  # fmt: skip
    with acting_as(
        rounds.cast.reviewer_city if user != rounds.finance_east else rounds.cast.finance_city
    ) as _:
        decider = rounds.cast.reviewer_city if user != rounds.finance_east else rounds.cast.finance_city
        confirm(movement=entered, acting_user=decider)
    return entered


@pytest.mark.duty("NB-14")
def test_an_income_account_is_emptied_every_month(rounds: Rounds) -> None:
    east, clock = rounds.cast.east, rounds.clock
    clock(dt.date(2020, 6, 5))
    receive(rounds, east, dt.date(2020, 4, 10), 700_00)
    receive(rounds, east, dt.date(2020, 5, 2), 50_00)
    earn(rounds, east, "income", "3.00", dt.date(2020, 4, 21))
    found = proof(rounds, east, "income", APRIL)
    assert (found.before, found.swept, found.after) == (Decimal("703.00"), 0, Decimal("703.00"))
    sweep(rounds, east, "income", APRIL, "700", dt.date(2020, 4, 30))
    assert proof(rounds, east, "income", APRIL).after == 3
    # April's rest is swept in June, after May's end: it is April's before, and none of May's.
    sweep(rounds, east, "income", APRIL, "3", dt.date(2020, 6, 2))
    found = proof(rounds, east, "income", APRIL)
    assert (found.before, found.swept, found.after, found.zero) == (703, 703, 0, True)
    may = Span(dt.date(2020, 5, 1), dt.date(2020, 5, 31))
    assert proof(rounds, east, "income", may).before == 50
    with pytest.raises(SweepRefused, match=r"50\.00"):
        sweep(rounds, east, "income", may, "50.01", dt.date(2020, 6, 3))
    sweep(rounds, east, "income", may, "50", dt.date(2020, 6, 3))
    assert rounds.balance("income_account", east) == 0
    assert rounds.balance("fiscal_special_account", rounds.cast.city) == THE_SPECIAL_ACCOUNT + 753_00
    with system_scope():
        assert verify_balances(book=rounds.town.books[0]) == []


@pytest.mark.duty("NB-14")
def test_a_slip_of_a_closed_month_is_not_counted_twice(rounds: Rounds) -> None:
    """Swept on 30 April, confirmed when April was closed: booked in May, and April's proof stays true."""
    cast, east = rounds.cast, rounds.cast.east
    rounds.clock(dt.date(2020, 5, 5))
    receive(rounds, east, dt.date(2020, 4, 10), 700_00)
    entered = sweep(rounds, east, "income", APRIL, "700", dt.date(2020, 4, 30), book=False)
    with system_scope():
        open_ones = BookPeriod.objects.filter(book=rounds.town.books[0], month__lte=APRIL.first)
        for period in open_ones.order_by("month"):
            close_period(
                book=rounds.town.books[0], month=Month.of(period.month), acting_user=cast.finance_city,
                checked_by=cast.reviewer_city, accepted=warnings_of(period),
            )  # fmt: skip
    with acting_as(cast.finance_city):
        confirm(movement=entered, acting_user=cast.finance_city)
    with system_scope():
        assert Entry.unscoped.get(key=f"sweep:{entered.pk}").booked_on > APRIL.last
    found = proof(rounds, east, "income", APRIL)
    assert (found.before, found.swept, found.after) == (700, 700, 0)
    with pytest.raises(SweepRefused):
        sweep(rounds, east, "income", APRIL, "1", dt.date(2020, 5, 4))


def test_sweeps_of_an_agency_are_entered_one_after_the_other(rounds: Rounds) -> None:
    east = rounds.cast.east
    rounds.clock(dt.date(2020, 5, 5))
    receive(rounds, east, dt.date(2020, 4, 10), 700_00)
    with CaptureQueriesContext(connection) as seen:
        sweep(rounds, east, "income", APRIL, "700", dt.date(2020, 4, 30), book=False)
    locks = [one["sql"] for one in seen if "FOR NO KEY UPDATE" in one["sql"]]
    assert any('FROM "institutions_agency"' in one for one in locks)


@pytest.mark.duty("NB-14")
def test_interest_of_every_account_goes_up_each_quarter(rounds: Rounds) -> None:
    cast = rounds.cast
    rounds.clock(dt.date(2020, 7, 5))
    rounds.spend(cast.city, cast.east, dt.date(2020, 4, 9), 10_00)
    earn(rounds, cast.east, "expenditure", "12.34", dt.date(2020, 6, 21))
    earn(rounds, cast.east, "fiscal", "5.66", dt.date(2020, 6, 21))
    earn(rounds, cast.city, "expenditure", "1.00", dt.date(2020, 6, 21))
    found = proof(rounds, cast.east, "expenditure", SPRING)
    assert (found.before, found.after) == (Decimal("12.34"), Decimal("12.34"))
    assert proof(rounds, cast.east, "fiscal", SPRING).before == Decimal("5.66")
    with acting_as(cast.finance_city):
        assert proofs(cast.area, [cast.city], {"fiscal": SPRING}) == []
    for agency, account, yuan in (
        (cast.east, "expenditure", "12.34"), (cast.east, "fiscal", "5.66"), (cast.city, "expenditure", "1"),
    ):  # fmt: skip
        sweep(rounds, agency, account, SPRING, yuan, dt.date(2020, 7, 3))
        assert proof(rounds, agency, account, SPRING).zero
    # The third quarter begins with nothing to give up.
    assert (
        proof(rounds, cast.east, "expenditure", Span(dt.date(2020, 7, 1), dt.date(2020, 9, 30))).before == 0
    )
    assert rounds.cash(cast.east) == 0
    assert rounds.balance("fiscal_special_account", cast.city) == THE_SPECIAL_ACCOUNT + 19_00
    with system_scope():
        assert Entry.unscoped.filter(kind="interest").count() == 3


@pytest.mark.duty("HG-07")
def test_income_and_spending_stand_on_two_lines(make_rounds: Callable[..., Rounds]) -> None:
    """What comes in goes up to the special account, what is paid comes down from it; no entry joins the two."""
    rounds = make_rounds(mode="graded")
    east = rounds.cast.east
    rounds.clock(dt.date(2020, 6, 5))
    receive(rounds, east, dt.date(2020, 4, 10), 700_00)
    sweep(rounds, east, "income", APRIL, "700", dt.date(2020, 5, 4))
    assert (rounds.balance("income_account", east), rounds.balance("fiscal_special_account", east)) == (
        0,
        700_00,
    )
    # The county's special account is its own: nothing takes it up from there.
    with acting_as(rounds.cast.finance_city):
        assert proofs(rounds.cast.area, [east], {"fiscal": SPRING}) == []
    rounds.open()
    rounds.planned(east=300_00, west=0)
    came = rounds.arrive(300_00, dt.date(2020, 5, 8))
    rounds.pass_on(came, dt.date(2020, 5, 11))
    rounds.spend(east, east, dt.date(2020, 5, 12), 200_00)
    assert (rounds.cash(east), rounds.balance("fiscal_special_account", east)) == (100_00, 400_00)
    with system_scope():
        roles: dict[int, set[str]] = {}
        for entry, role in Leg.unscoped.values_list("entry", "account__subject__role"):
            roles.setdefault(entry, set()).add(role)
    assert not [one for one in roles.values() if {"income_account", "expenditure_account"} <= one]


def test_two_people_and_their_duties(rounds: Rounds) -> None:
    cast = rounds.cast
    rounds.clock(dt.date(2020, 5, 5))
    receive(rounds, cast.east, dt.date(2020, 4, 10), 700_00)
    entered = sweep(rounds, cast.east, "income", APRIL, "700", dt.date(2020, 5, 4), book=False)
    with acting_as(rounds.finance_east), pytest.raises(DutyMissing):
        confirm(movement=entered, acting_user=rounds.finance_east)
    with acting_as(rounds.finance_west), pytest.raises(Sweep.DoesNotExist):
        confirm(movement=entered, acting_user=rounds.finance_west)
    with pytest.raises(SweepRefused):
        sweep(rounds, cast.east, "income", APRIL, "1", dt.date(2020, 5, 4))
    with acting_as(cast.reviewer_city):
        refuse(movement=entered, reason="回单号有误", acting_user=cast.reviewer_city)
        with pytest.raises(SweepRefused):
            confirm(movement=entered, acting_user=cast.reviewer_city)
    own = sweep(rounds, cast.east, "income", APRIL, "700", dt.date(2020, 5, 4), book=False)
    with pytest.raises(IntegrityError), transaction.atomic(), acting_as(rounds.finance_east):
        Sweep.objects.filter(pk=own.pk).update(state="booked", decided_by=rounds.finance_east)
    with acting_as(rounds.finance_two):
        interest = enter_interest(
            agency=cast.city, insutype=SCHEME, account="income", amount=Decimal(1),
            received_on=dt.date(2020, 5, 1), evidence="I1", acting_user=rounds.finance_two,
        )  # fmt: skip
        with pytest.raises(SamePerson):
            confirm(movement=interest, acting_user=rounds.finance_two)
    # The city's book holds it: where neither keeps that book, whoever confirms is told, not the county's finance.
    with acting_as(cast.reviewer_city), pytest.raises(DutyMissing, match=cast.reviewer_city.name):
        confirm(movement=own, acting_user=cast.reviewer_city)
    with acting_as(cast.finance_city):
        confirm(movement=own, acting_user=cast.finance_city)
    with pytest.raises(DatabaseError, match="stays"), transaction.atomic(), acting_as(cast.finance_city):
        Sweep.objects.filter(pk=own.pk).delete()


def test_a_policy_without_sweeps_has_none(make_rounds: Callable[..., Rounds], client: Client) -> None:
    rounds = make_rounds(section=PLANS_ONLY)
    assert "未规定" in see(client, rounds.cast.finance_city, reverse("funds:sweeps"))
    paper = see(client, rounds.cast.finance_city, reverse("funds:sweeps") + "?month=2020-04&print=1")
    assert "合计" not in paper
    assert "期间：2020-04" in paper
    assert "日期：2" in paper


def test_the_page_the_desk_and_the_acts(rounds: Rounds, client: Client) -> None:
    cast = rounds.cast
    rounds.clock(dt.date(2020, 5, 5))
    receive(rounds, cast.east, dt.date(2020, 4, 10), 700_00)

    def desk(user: User) -> list[Any]:
        with acting_as(user):
            return items_of(sweep_items(user.assignments_in_force[0]))

    [item] = desk(rounds.finance_east)
    assert (item.count, "700.00" in item.detail) == (1, True)
    page = see(client, rounds.finance_east, reverse("funds:sweeps"))
    assert "700.00" in page
    assert "西水" not in page
    query = f"?agency={cast.east.code}&insutype=390&account=income&day=2020-04-30"
    assert 'value="700.00"' in see(client, rounds.finance_east, reverse("funds:enter_sweep") + query)
    post(
        client, rounds.finance_east, reverse("funds:enter_sweep") + query, amount="700", swept_on="2020-05-05",
        evidence="S1",
    )  # fmt: skip
    assert desk(rounds.finance_east) == []
    with system_scope():
        entered = Sweep.unscoped.get()
    assert [one.count for one in desk(cast.reviewer_city)] == [1]
    post(client, cast.finance_city, reverse("funds:confirm_sweep", args=[entered.pk]))
    post(
        client, rounds.finance_east, reverse("funds:enter_interest"), agency=str(cast.east.pk), insutype="390",
        account="expenditure", amount="2", received_on="2020-05-05", evidence="I1",
    )  # fmt: skip
    with system_scope():
        interest = AccountInterest.unscoped.get()
    post(client, cast.reviewer_city, reverse("funds:refuse_interest", args=[interest.pk]), reason="非本户")
    page = see(client, cast.finance_city, reverse("funds:sweeps"))
    assert "S1" in page
    assert "badge-bad" in page  # the refused slip
    assert "<table" in see(client, cast.finance_city, reverse("funds:sweeps") + "?print")
    client.force_login(cast.finance_city)
    assert client.get(reverse("funds:sweeps_xlsx")).status_code == 200


def test_a_month_swept_every_ten_days_shows_its_three_periods(
    rounds: Rounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Income of the second and third ten days is not lost behind the month's first day."""
    cast, east = rounds.cast, rounds.cast.east
    assert spans_in("month", Month(2020, 4)) == [APRIL]
    assert spans_in("quarter", Month(2020, 5)) == [SPRING]
    policy = policy_of(cast.area, Month(2020, 4))
    ten_days = replace(policy, income_every="ten_days")
    monkeypatch.setattr(sweep_reads, "policy_of", lambda *_given: ten_days)
    rounds.clock(dt.date(2020, 5, 5))
    receive(rounds, east, dt.date(2020, 4, 15), 500_00)
    receive(rounds, east, dt.date(2020, 4, 25), 200_00)
    with system_scope():
        found = sweep_reads.proofs_of_month(cast.area, [east], Month(2020, 4))
    income = [one for one in found if (one.account, one.insutype) == ("income", SCHEME)]
    assert [(one.span.first.day, one.span.last.day, one.after) for one in income] == [
        (1, 10, 0), (11, 20, 500), (21, 30, 700),
    ]  # fmt: skip
