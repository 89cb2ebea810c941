"""Personal accounts in the books: credits, interest, transfers, sharing, pay-outs; each once, whatever is run again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import AccountRequest, Payable, PersonalAccount
from claims.services.personal_accounts.batches import start_credits
from claims.services.personal_accounts.requests import request_movement, review_request
from claims.services.personal_accounts.sharing import authorise_relative, share_with_relative
from config.scoping import acting_as, system_scope
from funds.models import Entry
from funds.rules.account_postings import Place, allocated, passed_on
from funds.rules.clearing_postings import Keeping
from funds.services.account_movements import book_account_movements, unbooked
from funds.services.payments.approve import approve_batch
from funds.services.payments.export import export_batch
from funds.services.payments.take_return import BankAnswer, take_bank_answers
from funds.services.persons.prepare import prepare_person_payments
from institutions.models import Agency
from institutions.services.duties import DutyMissing
from tests.cast import Cast
from tests.claims.personal_accounts.making import (
    MARCH,
    SCHEME,
    account_with,
    handler_at_city,
    insured,
    posted,
    prepared,
    put_accounts_in_force,
)
from tests.funds.clearing.conftest import open_with_cash

from .conftest import MODE, _put_mode_in_force
from .test_paying import legs

TODAY = dt.date(2022, 5, 1)


@pytest.fixture
def make_books(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Cast]:
    """The scheme's books from 2020 on; an account policy in force; what is reviewed, is reviewed in August 2020."""
    monkeypatch.setattr("funds.services.account_movements.day_of", lambda _batch: dt.date(2020, 8, 3))

    def make(mode: str = "unified") -> Cast:
        units = [cast.city, cast.east, cast.west]
        with system_scope():
            put_accounts_in_force(cast)
            _put_mode_in_force(cast, MODE.format(mode=mode, payer="county"))
            for keeper in [cast.city] if mode == "unified" else units:
                holders = units if mode == "unified" else [keeper]
                open_with_cash(cast, keeper, holders, 10_000_000_00, SCHEME)
        return cast

    return make


@pytest.fixture
def books(make_books: Callable[..., Cast]) -> Cast:
    return make_books()


def book(cast: Cast) -> list[Entry]:
    with acting_as(cast.finance_city):
        return book_account_movements(area=cast.area, acting_user=cast.finance_city)


def credited(cast: Cast, *counties: Agency) -> None:
    """March's credit of 100 yuan for somebody of each county."""
    with system_scope():
        for county in counties:
            insured(county, base=5_000)
        handler = handler_at_city(cast)
        batch = start_credits(area=cast.area, insutype=SCHEME, month=MARCH, acting_user=handler)
        prepared(batch)
    posted(batch, cast.reviewer_city)


def asked(cast: Cast, account: PersonalAccount, act: str, day: dt.date, **given: Any) -> AccountRequest:
    payee = {"payee_name": "收款人", "payee_account": "622200003333", "payee_bank": "示例银行"}
    request = request_movement(
        account=account, act=act, amount=Decimal(120), day=day, reason="随单位迁移", acting_user=cast.clerk_east,
        **{**payee, **given},
    )  # fmt: skip
    return review_request(request=request, acting_user=cast.reviewer_east)


def test_a_months_credit_turns_pooled_balance_into_balance_of_accounts(books: Cast) -> None:
    credited(books, books.east, books.west)
    [entry] = book(books)
    assert (entry.kind, str(entry.booked_on)) == ("accounts", "2020-08-03")
    assert legs() == {
        ("pooled_fund_balance", "990101"): 100, ("personal_account_balance", "990101"): -100,
        ("pooled_fund_balance", "990102"): 100, ("personal_account_balance", "990102"): -100,
    }  # fmt: skip


def test_counties_with_books_of_their_own(make_books: Callable[..., Cast]) -> None:
    cast = make_books("graded")
    credited(cast, cast.east, cast.west)
    entries = book(cast)
    assert {entry.book.unit for entry in entries} == {cast.east, cast.west}
    assert sum(legs().values()) == 0


def test_booked_once_however_often(books: Cast) -> None:
    credited(books, books.east)
    assert len(book(books)) == 1
    before = legs()
    assert book(books) == []
    assert (legs(), unbooked(books.area)) == (before, [])


def test_booking_is_the_citys_finance(books: Cast) -> None:
    with acting_as(books.clerk_east), pytest.raises(DutyMissing):
        book_account_movements(area=books.area, acting_user=books.clerk_east)


def test_an_opening_balance_is_in_the_books_already(books: Cast) -> None:
    with system_scope():
        account_with(insured(books.east), 50_000, books.clerk_east)
    assert unbooked(books.area) == []


def test_an_account_that_moves_here_is_income(books: Cast) -> None:
    with system_scope():
        account = account_with(insured(books.east), 0, books.clerk_east)
    asked(books, account, "transfer_in", dt.date(2020, 7, 1))
    [entry] = book(books)
    assert (entry.kind, str(entry.booked_on)) == ("accounts", "2020-07-01")
    assert legs() == {("income_account", "990100"): 120, ("transfer_income", "990101"): -120}
    with system_scope():
        assert not Payable.objects.exists()


@pytest.mark.parametrize(
    ("act", "kind", "role"),
    [("payout", "901", "personal_account_expense"), ("transfer_out", "902", "transfer_expense")],
)
def test_what_leaves_the_fund_is_paid_by_the_bank_and_booked(
    books: Cast, act: str, kind: str, role: str
) -> None:
    with system_scope():
        account = account_with(insured(books.east), 50_000, books.clerk_east)
    asked(books, account, act, dt.date(2022, 5, 1))
    with system_scope():
        payable = Payable.objects.select_related("account").get()
    assert (payable.dfr_souc, payable.amount, payable.state) == (kind, 120, "ready")
    assert (payable.account.account_no, payable.account.checked_by) == ("622200003333", books.reviewer_east)
    # Nothing is booked before the bank has paid.
    assert book(books) == []
    finance = books.finance_city
    with acting_as(finance):
        batch = prepare_person_payments(payer=books.east, insutype=SCHEME, acting_user=finance)
    with acting_as(books.approver_city):
        approve_batch(batch=batch, acting_user=books.approver_city)
    with acting_as(finance):
        export_batch(batch=batch, acting_user=finance)
        [payment] = batch.payments.all()
        answer = BankAnswer(payment.number, paid=True, paid_on=dt.date(2020, 6, 10), reason="")
        take_bank_answers(answers=[answer], acting_user=finance)
        take_bank_answers(answers=[answer], acting_user=finance)
    assert legs() == {(role, "990101"): 120, ("expenditure_account", "990101"): -120}
    with system_scope():
        assert Payable.objects.get().state == "paid"


def test_sharing_between_counties_moves_the_balance(books: Cast) -> None:
    with system_scope():
        donor = account_with(insured(books.east), 50_000, books.clerk_east)
        near, far = insured(books.east), insured(books.west)
    for relative in (near, far):
        authorisation = authorise_relative(
            account=donor, psn_no=relative.psn_no, relation="child", day=TODAY, acting_user=books.clerk_east
        )
        share_with_relative(
            authorisation=authorisation, amount=Decimal(100), day=TODAY, reference=uuid4(),
            acting_user=books.clerk_east,
        )  # fmt: skip
    # Within one county of one scheme there is nothing to book.
    [event] = unbooked(books.area)
    assert event.fen == 100_00
    [drafts] = event.drafts.values()
    assert [(leg.role, leg.county, leg.amount) for leg in drafts[0].legs] == [
        ("personal_account_balance", books.east.pk, 100_00),
        ("personal_account_balance", books.west.pk, -100_00),
    ]


def test_between_two_books_one_owes_the_other() -> None:
    keeping = Keeping("graded", city=1)
    drafts = passed_on(keeping, Place(2, "310"), Place(3, "390"), 500)
    assert {
        scheme: [leg.role for draft in made for leg in draft.legs] for scheme, made in drafts.items()
    } == {
        "310": ["personal_account_balance", "county_due_to"],
        "390": ["county_due_from", "personal_account_balance"],
    }
    assert all(sum(leg.amount for leg in draft.legs) == 0 for made in drafts.values() for draft in made)
    assert passed_on(keeping, Place(2, "310"), Place(2, "310"), 500) == {}


def test_a_batch_that_takes_back_is_the_other_way_round() -> None:
    [draft] = allocated(Keeping("unified", city=1), {2: -300, 3: 0})
    assert [(leg.role, leg.amount) for leg in draft.legs] == [
        ("pooled_fund_balance", -300),
        ("personal_account_balance", 300),
    ]


def test_the_page_shows_and_books(books: Cast, client: Client) -> None:
    credited(books, books.east)
    client.force_login(books.finance_city)
    page = reverse("funds:book_accounts")
    assert "100.00" in client.get(page).content.decode()
    form = client.get(page).context
    assert client.post(page, {"once": form.get("once", "")}).status_code in (302, 303)
    assert unbooked(books.area) == []
