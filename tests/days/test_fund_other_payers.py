"""Insurer and medical aid by hand: their lists beside ours, what is claimed and what came back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from django.urls import reverse

from claims.models import Settlement
from config.demo import sheets
from config.demo.topics.fund_payer_lists import listed
from config.demo.year.clock import standing_on
from config.periods import Month
from config.scoping import system_scope
from funds.models import PayerListLine, PayerListMonth, PayerRemittance
from funds.reads.insurer import PayerClaim, claims_on_payers
from institutions.models import PoolingArea
from tests.days.counter_cases import pay_at_the_counter
from tests.days.road import Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AREA = "330200"
CITY = AREA
SCHEME = "390"
YEAR = 2022
COUNTY = "330203"
LISTED_ON, CAME_BACK = dt.date(2023, 1, 9), dt.date(2023, 1, 12)
Payer = PayerRemittance.Payer


def list_of(payer: Payer, path: Path) -> Month:
    """The payer's sheet of the last month it bears a part of: its first bill says a yuan less, its last is missing."""
    with system_scope():
        area = PoolingArea.objects.get(code=AREA)
        year = [Month(YEAR, number) for number in range(1, 13)]
        months = {month: listed(area, payer, month) for month in year}
    month = max(month for month, rows in months.items() if rows)
    first, *others = months[month]
    rows = [{**first, "fund_payamt": first["fund_payamt"] - 1}, *others[:-1]]
    sheets.write("payer_bill_list", path, rows)
    return month


@pytest.mark.duty("ZY-14")
@pytest.mark.parametrize("payer", list(Payer))
def test_a_months_bills_are_compared_claimed_and_given_back(road: Road, payer: Payer, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with standing_on(LISTED_ON):
        month = list_of(payer, path)
        compare(road, payer, month, path)
    with standing_on(CAME_BACK):
        give_back(road, payer, month)


def compare(road: Road, payer: Payer, when: Month, path: Path) -> None:
    """The city's clerk takes the list in and explains what differs; a second person confirms: it is claimed."""
    road.sign_in(f"{CITY}-handle")
    road.bring_in("payer_bill_list", path)
    road.go(reverse("funds:payer_lists"))
    road.look(f"{payer.name}-lists")
    with system_scope():
        month = PayerListMonth.objects.get(fund_part=payer, month=when.first)
    road.go(month.get_absolute_url())
    road.look(f"{payer.name}-month")
    while road.page.locator("main a", has_text="全部说明").count():
        road.page.locator("main a", has_text="全部说明").first.click()
        road.page.wait_for_selector("[name=explanation]")
        road.page.fill("[name=explanation]", "对方下月补传，已核对")
        road.send()
        road.go(month.get_absolute_url())
    road.sign_in(f"{CITY}-review")
    road.go(month.get_absolute_url())
    road.click("确认并请拨")
    road.look(f"{payer.name}-confirm")
    road.send()
    road.look(f"{payer.name}-confirmed")
    with system_scope():
        month.refresh_from_db()
    assert month.state == "confirmed"
    assert month.owed < month.ours


def give_back(road: Road, payer: Payer, when: Month) -> None:
    """What is claimed of one county comes back whole: entered by finance, checked into the books by another."""
    road.sign_in(f"{CITY}-finance")
    road.go(f"{reverse('funds:payer_claims')}?year={YEAR}&part={payer.value}")
    road.look(f"{payer.name}-claims")
    row = road.page.locator("main tbody tr", has_text=str(when)).filter(has=road.page.locator("a")).first
    row.locator("a").first.click()
    road.page.wait_for_selector("[name=evidence]")
    amount = road.page.input_value("[name=amount]")
    road.page.fill("[name=received_on]", CAME_BACK.isoformat())
    road.page.fill("[name=evidence]", f"回款{payer.name}20230112")
    road.look(f"{payer.name}-enter")
    road.send()
    with system_scope():
        money = PayerRemittance.objects.get(evidence=f"回款{payer.name}20230112")
    assert f"{money.amount:.2f}" == amount.replace(",", "")

    road.sign_in(f"{CITY}-review")
    road.go(reverse("funds:given_back"))
    road.look(f"{payer.name}-given-back")
    road.go(reverse("funds:check_given_back", args=[money.pk]))
    road.send()
    with system_scope():
        money.refresh_from_db()
    assert money.state == "booked"
    assert money.booked_on is not None


# --- at the counter ---

# Paid in January, whose bills of institutions are not cleared: its list is of the counter alone.
CARE, PAID_ON, JANUARY = dt.date(2022, 11, 24), dt.date(2023, 1, 5), Month(2023, 1)
ENDED_ON = dt.date(2023, 2, 8)


@pytest.mark.duty("ZY-14")
def test_a_bill_paid_at_the_counter_is_on_the_insurers_list_once(road: Road, tmp_path: Path) -> None:
    """Paid to the person in January: of January's claim, and in no other month and no clearing."""
    before = claims_of()
    bill = pay_at_the_counter(COUNTY, care=CARE, paid_on=PAID_ON).bill
    with system_scope():
        borne = Settlement.objects.get(bill=bill, is_current=True).hifmi_pay
        area = PoolingArea.objects.get(code=AREA)
    assert borne > 0
    assert {
        key: one - before.get(key, 0) for key, one in claims_of().items() if one != before.get(key, 0)
    } == {(str(JANUARY), COUNTY, COUNTY): borne}
    rows = listed(area, Payer.INSURER, JANUARY)
    rows.append(
        {
            "insutype": SCHEME, "trt_year": JANUARY.year, "trt_month": JANUARY.number, "fund_pay_type": "390200",
            "seqno": len(rows) + 1, "setl_id": bill.setl_id, "medfee_sumamt": bill.medfee_sumamt, "fund_payamt": borne,
        }
    )  # fmt: skip
    path = tmp_path / "counter.xlsx"
    sheets.write("payer_bill_list", path, rows)
    with standing_on(ENDED_ON):
        road.sign_in(f"{CITY}-handle")
        road.bring_in("payer_bill_list", path)
        with system_scope():
            month = PayerListMonth.objects.get(fund_part=Payer.INSURER, month=JANUARY.first, insutype=SCHEME)
            lines = PayerListLine.objects.filter(statement_month=month)
            [line] = lines.filter(bill=bill)
            assert not lines.exclude(outcome=PayerListLine.Outcome.AGREES).exists()
        assert (line.our_amount, line.claimed, line.laid_out_by.code) == (borne, borne, COUNTY)
        road.go(reverse("funds:payer_list_lines", args=[month.pk]) + f"?q={bill.setl_id}")
        road.see(bill.setl_id, f"{borne:,.2f}")
        road.look("line")
        road.click(bill.setl_id)
        road.page.wait_for_load_state()
        road.look("bill")
        road.sign_in(f"{CITY}-review")
        road.go(month.get_absolute_url())
        road.click("确认并请拨")
        road.look("confirm")
        road.send()
        road.look("confirmed")
        road.go(f"{reverse('funds:payer_claims')}?year={JANUARY.year}&part={Payer.INSURER.value}")
        road.look("claims")
    with system_scope():
        month.refresh_from_db()
    assert (month.state, month.owed) == ("confirmed", month.ours)


def claims_of() -> dict[tuple[str, str, str], Decimal]:
    """What is laid out for the insurer, by month, who laid it out and whose people it was for."""
    with system_scope():
        claims: list[PayerClaim] = claims_on_payers(today=ENDED_ON, part=Payer.INSURER.value)
    return {
        (str(Month.of(one.month)), one.laid_out_by.code, one.insu_county.code): one.laid_out for one in claims
    }
