"""The pages of working capital, as finance, approver and reviewer walk through them."""

from __future__ import annotations

import datetime as dt
import io
import uuid
from collections.abc import Callable
from typing import Any

import pytest
import python_calamine as calamine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.desk import items_of
from config.scoping import acting_as, system_scope
from funds.desk_capital import capital_items
from funds.models import CapitalLoan, PaymentBatch
from institutions.models import Institution, User
from tests.support.pages import post, see

from .conftest import Lending


def at(name: str, *args: Any) -> str:
    return reverse(f"funds:{name}", args=args)


def desk(user: User) -> dict[str, Any]:
    with acting_as(user):
        return {str(item.title): item for item in items_of(capital_items(user.assignments_in_force[0]))}


def test_from_the_proposal_to_the_money_that_came_back(lending: Lending, client: Client) -> None:
    cast = lending.cast
    finance, approver, reviewer = cast.finance_city, cast.approver_city, cast.reviewer_city
    page = see(client, finance, f"{at('propose_capital')}?year=2021")
    assert "1,500.00" in page
    assert "东山县" in page
    post(client, finance, f"{at('propose_capital')}?year=2021")
    with system_scope():
        loan = CapitalLoan.objects.get()
    assert "1,500.00" in see(client, finance, at("capital"))
    post(client, finance, at("agree_capital", loan.pk), agreement_no="借2021-01", agreed_on="2021-01-10")
    paper = see(client, finance, at("capital_print", loan.pk))
    assert "借2021-01" in paper
    assert "1,500.00" in paper
    post(client, approver, at("approve_capital", loan.pk))
    post(client, finance, at("pay_capital"), batch=f"{cast.east.pk}-390")
    with system_scope():
        batch = PaymentBatch.objects.latest("pk")
    assert loan.institution.name in see(client, finance, at("batch", batch.pk))
    assert batch.number in see(client, finance, at("batches"))
    post(client, approver, at("approve_batch", batch.pk))
    with system_scope():
        batch.payments(manager="unscoped").update(state="sent")
        payments = list(batch.payments(manager="unscoped").all())
    lending.answer(*payments)
    post(
        client,
        finance,
        at("return_capital", loan.pk),
        amount="500",
        received_on="2021-12-20",
        evidence="回单",
    )
    with system_scope():
        entered = loan.repayments(manager="unscoped").get()
    assert at("check_capital", entered.pk) in see(client, reviewer, at("capital_loan", loan.pk))
    post(client, reviewer, at("check_capital", entered.pk))
    post(client, finance, at("set_off_capital", loan.pk), amount="300", month="2021-12")
    with system_scope():
        set_off = loan.repayments(manager="unscoped").get(kind="set_off")
    post(client, reviewer, at("refuse_capital", set_off.pk), reason="改为退回")
    page = see(client, finance, at("capital_loan", loan.pk))
    assert "1,000.00" in page
    assert "改为退回" in page
    balances = see(client, finance, at("capital_balances"))
    assert "1,000.00" in balances
    assert "note-bad" not in balances


def test_the_list_as_a_workbook(lending: Lending, client: Client) -> None:
    lending.propose()
    client.force_login(lending.cast.finance_city)
    answer = client.post(at("capital"), {"export": "xlsx"})
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    rows = calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert any(1500.0 in row for row in rows)


def test_where_nothing_is_lent_the_page_says_so(make_lending: Callable[..., Lending], client: Client) -> None:
    lending = make_lending(months=0)
    page = see(client, lending.cast.finance_city, at("capital"))
    assert "未规定" in page
    client.force_login(lending.cast.finance_city)
    refused = client.post(f"{at('propose_capital')}?year=2021", {"submission": str(uuid.uuid4())})
    assert refused.status_code == 422
    assert desk(lending.cast.finance_city) == {}


def test_a_county_sees_its_own_loans_only(lending: Lending, client: Client) -> None:
    [loan] = lending.propose()
    assert loan.number in see(client, lending.cast.clerk_east, at("capital"))
    assert loan.number not in see(client, lending.cast.clerk_west, at("capital"))
    client.force_login(lending.cast.clerk_west)
    assert client.get(at("capital_loan", loan.pk)).status_code == 404


def test_the_desk_says_what_to_do(lending: Lending, monkeypatch: pytest.MonkeyPatch) -> None:
    cast = lending.cast
    for today, standing in ((dt.date(2021, 1, 5), "due"), (dt.date(2021, 2, 1), "late")):
        monkeypatch.setattr("funds.desk_capital.timezone.localdate", lambda day=today: day)
        [item] = desk(cast.finance_city).values()
        assert (item.url, item.standing) == (f"{at('propose_capital')}?year=2021", standing)
    monkeypatch.undo()
    [loan] = lending.propose()
    [item] = desk(cast.finance_city).values()
    assert item.url == f"{at('capital')}?state=proposed"
    lending.agree(loan)
    assert [item.url for item in desk(cast.approver_city).values()] == [f"{at('capital')}?state=agreed"]
    lending.approve(loan)
    assert [item.url for item in desk(cast.finance_city).values()] == [at("pay_capital")]
    lending.answer(*lending.send())
    [item] = desk(cast.finance_city).values()
    assert (item.url, item.standing, item.due) == (f"{at('capital')}?open=yes", "late", loan.settle_by)


def test_an_institution_that_left_returns_it_at_once(lending: Lending, client: Client) -> None:
    cast, loan = lending.cast, lending.lent()
    assert timezone.localdate().year > 2021
    with system_scope():
        Institution.unscoped.filter(pk=cast.hospital_east.pk).update(listed_until=dt.date(2021, 6, 1))
    items = desk(cast.clerk_east)
    [left] = [item for item in items.values() if item.url == at("capital_loan", loan.pk)]
    assert (left.standing, cast.hospital_east.name in str(left.title)) == ("late", True)
    assert "note-bad" in see(client, cast.finance_city, at("capital_loan", loan.pk))
