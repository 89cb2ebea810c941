"""The pages of a year's settlement as people use them."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.desk import items_of
from config.scoping import acting_as, system_scope
from funds.desk_settlements import settlement_items
from funds.models import GapDemand, GapDunning, GapReceipt, SettlementLine, YearSettlement
from institutions.models import User
from tests.support.pages import post, see

from .conftest import YEAR, Settling


def titles(user: User) -> list[str]:
    with acting_as(user):
        return [str(item.title) for item in items_of(settlement_items(user.assignments_in_force[0]))]


@pytest.mark.duty("NB-25")
def test_a_year_is_settled_on_its_pages(
    ningbo: Settling, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = ningbo.cast
    assert any("编制2022年" in title for title in titles(cast.finance_city))
    post(client, cast.finance_city, reverse("funds:draw_up_settlement"), year=YEAR, insutype="390")
    with system_scope():
        drawn = YearSettlement.objects.get()
    page = see(client, cast.finance_city, drawn.get_absolute_url())
    assert "附件二（四）5" in page
    assert "暂定" in page
    assert reverse("funds:statement_figure") in page
    for office in drawn.offices:
        post(client, cast.finance_city, reverse("funds:agree_settlement", args=[drawn.pk]),
             office=office, agreed_on="2023-02-15", paper="商定1号")  # fmt: skip
    post(client, cast.approver_city, reverse("funds:approve_settlement", args=[drawn.pk]))
    ningbo.close()
    post(client, cast.finance_city, reverse("funds:post_settlement", args=[drawn.pk]))
    with system_scope():
        demand = GapDemand.objects.get()
    assert "商定" in see(client, cast.finance_city, reverse("funds:gap_demand", args=[demand.pk]))
    for asked in ("print", "export"):
        client.force_login(cast.finance_city)
        assert client.get(f"{drawn.get_absolute_url()}?{asked}=1").status_code == 200
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(YEAR + 1, 4, 3, 4, tzinfo=dt.UTC))
    assert "催缴缺口补足款" in titles(cast.finance_city)
    assert "逾期" in see(client, cast.finance_city, drawn.get_absolute_url())
    post(client, cast.finance_city, reverse("funds:dun_gap", args=[demand.pk]))
    with system_scope():
        letter = GapDunning.objects.get()
    assert demand.number in see(client, cast.finance_city, reverse("funds:gap_letter", args=[letter.pk]))
    post(client, cast.finance_city, reverse("funds:enter_gap_payment", args=[demand.pk]),
         amount="90.00", received_on="2023-04-02", evidence="V1")  # fmt: skip
    assert "复核缺口补足款" in titles(cast.reviewer_city)
    with system_scope():
        receipt = GapReceipt.objects.get()
    post(client, cast.reviewer_city, reverse("funds:check_gap_payment", args=[receipt.pk]))
    assert "已清算完毕" in see(client, cast.finance_city, drawn.get_absolute_url())


def test_the_what_if_says_the_same_as_the_settlement(zhangye: Settling, client: Client) -> None:
    cast, drawn = zhangye.cast, zhangye.drawn()
    page = see(client, cast.finance_city, drawn.get_absolute_url())
    start = page.index(f"{reverse('funds:sharing_what_if')}?")
    address = page[start : page.index('"', start)].replace("&amp;", "&")
    client.force_login(cast.finance_city)
    answer = client.get(address)
    [told] = answer.context["told"]
    with system_scope():
        lines = SettlementLine.objects.filter(settlement=drawn)
        kept = [(one.step, one.payer, one.amount) for one in lines]
    assert [(one["step"], one["payer"], one["amount"]) for one in told["lines"]] == kept


def test_a_county_sees_its_own_lines_only(ningbo: Settling, client: Client) -> None:
    drawn = ningbo.drawn()
    with acting_as(ningbo.cast.clerk_east):
        assert {one.county for one in drawn.lines.all()} == {ningbo.cast.east}
    page = see(client, ningbo.cast.clerk_east, drawn.get_absolute_url())
    assert "西水县" not in page
    client.force_login(ningbo.cast.clerk_east)
    again = client.post(reverse("funds:redraw_settlement", args=[drawn.pk]), {"submission": str(uuid4())})
    assert again.status_code == 403
