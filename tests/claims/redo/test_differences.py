"""Where senders' settlements and ours part: the first cause is told, sums agree with the list, and lead back to it."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from claims.models import ReportedSettlement, Settlement
from claims.reads.differences import differing, sums
from config.scoping import system_scope

from .conftest import Year

DAYS = [dt.date(2020, 3, 5), dt.date(2020, 3, 9), dt.date(2020, 6, 5)]
COPIED = (
    "medfee_sumamt",
    "inscp_scp_amt",
    "act_pay_dedc",
    "hifp_pay",
    "hifmi_pay",
    "maf_pay",
    "fund_pay_sumamt",
)


def report(settlement: Settlement, **given: Any) -> ReportedSettlement:
    """The sender's settlement of the same bill, as ours but for ``given``."""
    amounts = {name: getattr(settlement, name) for name in COPIED}
    return ReportedSettlement.unscoped.create(
        setl_id=settlement.setl_id,
        bill_id=settlement.bill_id,
        setl_time=settlement.setl_time,
        **{**amounts, **given},
    )


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"fund_pay_sumamt": 1, "inscp_scp_amt": 1, "act_pay_dedc": 1, "hifp_pay": 1}, "scope"),
        ({"fund_pay_sumamt": 1, "act_pay_dedc": 1, "hifp_pay": 1}, "deductible"),
        ({"fund_pay_sumamt": 1, "hifp_pay": 1, "maf_pay": 5}, "pooled"),
        ({"fund_pay_sumamt": 1, "maf_pay": 5}, "payers"),
        ({"fund_pay_sumamt": 1, "inscp_scp_amt": None, "act_pay_dedc": None, "hifp_pay": None}, "other"),
        ({"fund_pay_sumamt": 1, "inscp_scp_amt": 1, "identities": {"I2": "fails"}}, "sums"),
    ],
)
def test_the_first_cause_is_told(year: Year, given: dict[str, Any], reason: str) -> None:
    settlement = year.settled(DAYS[0], 900_000)
    with system_scope():
        report(settlement, **given)
        [found] = differing()
    assert found.reason == reason  # type: ignore[attr-defined]


def test_sums_are_the_list_added_up_and_lead_back_to_it(year: Year, client: Client) -> None:
    first, second, third = (year.settled(day, 900_000) for day in DAYS)
    with system_scope():
        report(first, fund_pay_sumamt=first.fund_pay_sumamt + 10, hifp_pay=first.hifp_pay + 10)
        report(second, fund_pay_sumamt=second.fund_pay_sumamt - 4, hifp_pay=second.hifp_pay - 4)
        report(third)  # agrees: nowhere to be seen
        [march] = sums(differing())
    assert (march.bills, march.more, march.less, march.difference) == (2, 10, -4, 6)
    assert (march.reason, f"{march.month:%Y-%m}") == ("pooled", "2020-03")
    client.force_login(year.cast.clerk_east)
    page = client.get(reverse("claims:difference_sums"), {"month": "2020-03"})
    assert page.status_code == 200
    [row] = page.context["table"].body()
    listed = client.get(row.url.replace("&amp;", "&")).content.decode()
    assert first.setl_id in listed
    assert second.setl_id in listed
    assert third.setl_id not in listed
    workbook = client.get(reverse("claims:difference_sums"), {"month": "2020-03", "xlsx": "1"})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(workbook.streaming_content))).active  # type: ignore[attr-defined]
    assert Decimal("6") in {
        Decimal(str(cell)) for row in sheet.values for cell in row if isinstance(cell, int | float)
    }
    assert client.get(reverse("claims:difference_sums"), {"month": "2020-07"}).context["is_empty"]


def test_of_a_redone_bill_the_new_outcome_is_compared(year: Year) -> None:
    first, second = year.settled(DAYS[0]), year.settled(DAYS[2])
    with system_scope():
        report(second)
        assert not differing().exists()
    year.cancel(first)
    year.approve()
    with system_scope():
        [found] = differing()
        after = Settlement.objects.get(replaces=second)
    assert found.ours == after.fund_pay_sumamt  # type: ignore[attr-defined]
