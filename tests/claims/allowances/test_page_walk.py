"""An allowance over its pages, from the birth at the counter to the bank's answer: every click a person's own."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import MaternityAllowance, Payable
from config.scoping import acting_as, system_scope
from enrollment.models import Person
from funds.models import Payment, PaymentBatch
from funds.services.payments.take_return import BankAnswer, take_bank_answers
from institutions.models import User
from tests.cast import Cast
from tests.funds.clearing.conftest import open_with_cash
from tests.funds.persons.conftest import MODE, _put_mode_in_force
from tests.support.policies import put_policy_in_force

from .test_course import ACCOUNT, FACTS, woman

__all__ = ["woman"]


@pytest.fixture
def clicks(client: Client) -> Clicks:
    return Clicks(client)


class Clicks:
    """Opens a page as somebody and sends its form; the page must show first what it will do."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def send(self, user: User, page: str, /, *args: int, **values: object) -> str:
        self.client.force_login(user)
        address = reverse(page, args=args)
        assert self.client.get(address).status_code == 200
        reply = self.client.post(address, {key: str(value) for key, value in values.items()})
        assert reply.status_code in (302, 303), reply.content.decode()[-3000:]
        return str(reply["Location"])

    def shows(self, user: User, name: str, *args: int) -> str:
        self.client.force_login(user)
        reply = self.client.get(reverse(name, args=args))
        assert reply.status_code == 200
        return reply.content.decode()


@pytest.fixture
def books(cast: Cast, woman: Person) -> None:
    with system_scope():
        put_policy_in_force(cast)
        _put_mode_in_force(cast, MODE.format(mode="unified", payer="county"))
        units = [cast.city, cast.east, cast.west]
        open_with_cash(cast, cast.city, units, 10_000_000_00, "310")


@pytest.mark.usefixtures("books")
def test_from_the_counter_to_the_bank(cast: Cast, woman: Person, clicks: Clicks) -> None:
    clerk, reviewer = cast.clerk_east, cast.reviewer_east
    facts = {name: "" if value is None else value for name, value in FACTS.items()}
    clicks.send(
        clerk, "claims:register_maternity", number=woman.certno, name="西水女", insutype="310",
        received_on=dt.date(2020, 6, 1), **facts,
    )  # fmt: skip
    with system_scope():
        case = MaternityAllowance.objects.get()
    assert case.number in clicks.shows(clerk, "claims:maternity_allowances")
    clicks.send(clerk, "claims:calculate_maternity", case.pk)
    clicks.send(clerk, "claims:maternity_account", case.pk, **ACCOUNT)
    # Nobody checks or reviews their own: the page is not theirs.
    clicks.client.force_login(clerk)
    assert clicks.client.get(reverse("claims:review_maternity", args=[case.pk])).status_code == 403
    clicks.send(reviewer, "claims:check_maternity_account", case.pk, account_no=ACCOUNT["account_no"])
    clicks.send(reviewer, "claims:review_maternity", case.pk)
    with system_scope():
        payable = Payable.objects.get()
    assert payable.number in clicks.shows(cast.finance_city, "funds:payables")
    clicks.send(cast.finance_city, "funds:prepare_people", batch=f"{cast.west.pk}-310")
    with system_scope():
        batch = PaymentBatch.objects.get()
    clicks.send(cast.approver_city, "funds:approve_batch", batch.pk)
    clicks.client.force_login(cast.finance_city)
    assert clicks.client.post(reverse("funds:export_batch", args=[batch.pk])).status_code == 200
    with acting_as(cast.finance_city):
        number = Payment.objects.get().number
        answer = BankAnswer(number, paid=True, paid_on=dt.date(2020, 6, 10), reason="")
        take_bank_answers(answers=[answer], acting_user=cast.finance_city)
    assert "2020-06-10" in clicks.shows(clerk, "claims:maternity_allowance", case.pk)
    with system_scope():
        assert Payable.objects.get().state == "paid"
