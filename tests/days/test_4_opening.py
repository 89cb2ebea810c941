"""What counties bring into the pooled fund: an audited balance taken over, a list signed by three (NB-18, HG-12)."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.demo.topics.papers import scan
from config.demo.topics.stage import said
from config.scoping import system_scope
from funds.models import Handover, Opening, OpeningUse
from tests.days.road import Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AREA = CITY = "330200"
NO_JOBS = True
State = Opening.State
CORRECTED = "审字〔2022〕第9号（更正）"
RETURNED = "借入款项未列入，请按更正后的审计报告重新录入。"


@pytest.mark.duty("NB-18")
def test_audited_balance(road: Road, tmp_path: Path) -> None:
    """Sent back, entered anew with its report, checked, taken over, booked; lent out of; another county's gap paid."""
    with system_scope():
        checked, debtor = (
            Opening.objects.select_related("county").get(county__area__code=AREA, **which)
            for which in ({"state": State.CHECKED}, {"state": State.BOOKED, "balance__lt": 0})
        )
    sent_back_and_entered_anew(road, checked, tmp_path)
    agreed_by_four(road, checked)
    lent_out_of_it(road, checked)
    a_gap_is_worked_off(road, debtor)


def sent_back_and_entered_anew(road: Road, opening: Opening, folder: Path) -> None:
    """The city finds the report wrong; the county enters what the corrected one says and attaches it."""
    place, report = opening.get_absolute_url(), folder / "report.pdf"
    report.write_bytes(scan("audit").read())
    road.sign_in(f"{CITY}-finance")
    road.go("/funds/openings/")
    road.look("openings")
    road.go(place)
    road.click("退回")
    road.page.fill("main [name=reason]", RETURNED)
    road.send()
    road.sign_in(f"{opening.county.code}-finance")
    road.go(place)
    road.see(RETURNED)
    road.click("重新录入")
    road.page.fill("main [name=paper]", CORRECTED)
    for held, amount in {"fiscal_special_account": "8500000", "borrowing": "250000.50"}.items():
        road.page.fill(f"main [name={held}]", amount)
    road.look("enter-balance")
    road.send()
    road.click("上传扫描件")
    road.page.fill("main [name=title]", CORRECTED)
    road.page.set_input_files("main [name=upload]", str(report))
    road.send()
    road.see(CORRECTED, "8,249,999.50", "录入中")


def agreed_by_four(road: Road, opening: Opening) -> None:
    """Entered by one, checked by a second of the county, taken over by the city's finance, booked by a fourth."""
    county, place = opening.county.code, opening.get_absolute_url()
    road.sign_in(f"{county}-finance")
    road.go(place)
    assert road.page.locator("main a", has_text="复核余额").count() == 0
    for username, act in (
        (f"{county}-review", "复核余额"), (f"{CITY}-finance", "市级接收"), (f"{CITY}-approve", "复核通过并入账"),
    ):  # fmt: skip
        road.sign_in(username)
        road.go("/desk/")
        road.look(f"desk-of-{username}")
        road.go(place)
        road.click(act)
        road.send()
    road.see("已入账", "8,249,999.50")
    road.look("opening-booked")


def lent_out_of_it(road: Road, opening: Opening) -> None:
    """An advance for care outside the area ties part of the balance up; more than is free is refused."""
    place = opening.get_absolute_url()
    road.sign_in(f"{CITY}-finance")
    for amount in ("9000000", "60000"):
        road.go(place)
        road.click("录入使用或缴付")
        road.page.select_option("main [name=kind]", OpeningUse.Kind.OUT_OF_AREA)
        road.page.fill("main [name=amount]", amount)
        road.page.fill("main [name=happened_on]", "2022-01-20")
        road.page.fill("main [name=evidence]", f"省级预付金通知{amount}")
        if amount == "60000":
            road.send()
        else:
            road.page.locator("main form button.main").first.click()
            road.page.wait_for_selector("main [role=alert]")
            road.look("more-than-is-free")
    road.sign_in(f"{CITY}-approve")
    road.go(place)
    road.click("待审批")
    road.send()
    road.see("60,000.00", "8,189,999.50")
    road.look("advance-booked")


def a_gap_is_worked_off(road: Road, debtor: Opening) -> None:
    """What county finance paid is booked by a second person: the debt of the county falls by just that."""
    road.sign_in(f"{CITY}-approve")
    road.go(debtor.get_absolute_url())
    road.see("-1,243,000.00", "643,000.00")
    road.look("county-in-debt")
    road.click("待审批")
    road.send()
    road.see("443,000.00")
    road.look("debt-paid-on")


@pytest.mark.duty("NB-18")
def test_handover_list(road: Road) -> None:
    """A list of records completed, closed to changes, and signed by giver, receiver and supervisor."""
    with system_scope():
        held = Handover.objects.filter(county__area__code=AREA, state=Handover.State.DRAFT).select_related(
            "county"
        )
        made = held.get()
    place, county = made.get_absolute_url(), made.county.code
    road.sign_in(f"{county}-handle")
    road.go("/funds/handovers/")
    road.look("handovers")
    road.go(place)
    road.click("添加一项")
    road.page.fill("main [name=name]", "2021年度会计凭证")
    road.page.fill("main [name=quantity]", "36")
    road.page.fill("main [name=unit]", "册")
    road.send()
    road.see("2021年度会计凭证")
    road.click("定稿")
    road.send()
    road.look("closed-to-changes")
    for username, part in (
        (f"{county}-approve", "giver"), (f"{CITY}-finance", "receiver"), (f"{CITY}-audit", "supervisor"),
    ):  # fmt: skip
        road.sign_in(username)
        road.go(place)
        road.click("签字")
        road.page.select_option("main [name=part]", part)
        road.send()
    road.look("signed")
    with system_scope():
        made.refresh_from_db()
    assert made.state == Handover.State.SIGNED
    road.see(said()["openings"]["supervisor"])
    road.go(place + "?print=1")
    road.look("signed-print")
