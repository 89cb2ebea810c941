"""The flow of a month's money ties to the books: every account gains what its running balance says."""

from __future__ import annotations

from django.db.models import Sum
from django.test import Client

from config.money import from_fen, to_fen
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import AccountBalance, Book
from funds.reads.money_flow import money_flow
from funds.rules.money_flow import CASH, OUT_OF_SIGHT, Place, Stage
from tests.funds.clearing.conftest import Town


def months_paid() -> list[Month]:
    with system_scope():
        days = AccountBalance.objects.filter(account__subject__role__in=CASH).values_list("month", flat=True)
        return sorted({Month.of(day) for day in days}, key=str)


def gained_in_books(month: Month) -> dict[Place, int]:
    """Debit less credit of every account of money, from the running balances."""
    rows = AccountBalance.objects.filter(month=month.first, account__subject__role__in=CASH)
    sums = rows.values_list("account__subject__role", "account__agency").annotate(
        taken=Sum("debit"), given=Sum("credit")
    )
    return {Place(role, agency): to_fen(taken - given) for role, agency, taken, given in sums}


def test_every_account_gains_what_its_balance_says(town: Town, client: Client) -> None:
    town.settle(town.cast.hospital_east, town.cast.east, 100_000)
    town.settle(town.cast.hospital_west, town.cast.east, 50_000)
    town.pay_everything(town.cleared())
    months = months_paid()
    assert months
    client.force_login(town.cast.finance_city)
    for month in months:
        with acting_as(town.cast.finance_city):
            flow = money_flow(books=list(Book.objects.all()), month=month)
            gained = {place: taken - given for place, (taken, given) in flow.passed.items()}
            assert gained == {place: fen for place, fen in gained_in_books(month).items() if place in gained}
            assert all(fen == 0 or place in gained for place, fen in gained_in_books(month).items())
    assert flow.total(Stage.OUT) > 0
    page = client.get(f"/funds/books/money-flow/?month={months[-1]}").content.decode()
    assert f"{from_fen(flow.total(Stage.OUT)):,.2f}" in page


def test_a_county_sees_its_own_accounts_alone(town: Town) -> None:
    town.settle(town.cast.hospital_east, town.cast.east, 100_000)
    town.settle(town.cast.hospital_west, town.cast.west, 50_000)
    town.pay_everything(town.cleared())
    with acting_as(town.cast.clerk_east):
        flow = money_flow(books=list(Book.objects.all()), month=months_paid()[-1])
    assert {place.agency for place in flow.passed} == {town.cast.east.pk}
    ends = {place for link in flow.links for place in (link.source, link.target)}
    assert all(place.agency == town.cast.east.pk for place in ends - {OUT_OF_SIGHT} if place.money)
