"""A county's two old funds into the one: dual books, arrears, what institutions are still owed, closing and proof
(HG-02, HG-07, HG-10)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from config.demo.year.clock import standing_on
from config.scoping import system_scope
from enrollment.models import RESIDENTS
from funds.models import BookMerging, Clearing, LegacyArrear, Statement
from funds.services.drafts import book_of_unit
from institutions.models import Institution, User
from tests.days.road import Road

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.further_area]

AREA = "230400"
NO_JOBS = True
JUNE = dt.date(2020, 6, 16)
VILLAGE, EVIDENCE = "红旗村村民委员会", "对账确认函7号"
TWICE = "与先锋村村民委员会一笔为同一欠款，重复登记。"
CARRIED = "机构账户变更待核，由合并后的基金支付。"
OWED = Decimal("4860.20")


@pytest.mark.duty("HG-02", "HG-07", "HG-10")
def test_two_schemes_into_one(road: Road) -> None:
    with system_scope():
        merging = BookMerging.objects.select_related("unit__area").get(
            unit__area__code=AREA, state=BookMerging.State.OPEN
        )
        _still_owed(merging)
    with standing_on(JUNE):
        dual_books(road, merging)
        arrears_confirmed(road, merging)
        benefits_settled(road, merging)
        closed_into_one(road, merging)
        nothing_was_lost(road, merging)


def _still_owed(merging: BookMerging) -> None:
    """What the demonstration has none of: a month of an old scheme, posted and never paid."""
    county = merging.unit
    people = {duty: User.objects.get(username=f"{AREA}-{duty}") for duty in ("finance", "review")}
    clearing = Clearing.objects.create(
        area=county.area, month=dt.date(2017, 12, 1), insutype="380", state=Clearing.State.POSTED,
        started_by=people["finance"], reviewed_by=people["review"],
    )  # fmt: skip
    hospital = Institution.unscoped.filter(county=county).order_by("pk").first()
    Statement.objects.create(
        clearing=clearing, institution=hospital, payer=county, bill_count=4, medfee_sumamt=8100,
        fund_appy_sum=OWED, det_sumamt=0, dpst_sumamt=0, act_dfr_amt=OWED,
    )  # fmt: skip


def dual_books(road: Road, merging: BookMerging) -> None:
    """Three books of one county beside each other; what is still in the way of one is said."""
    road.sign_in(f"{merging.unit.code}-finance")
    road.go("/desk/")
    road.look("desk")
    road.go("/funds/books/months/")
    road.see("新型农村合作医疗", "城镇居民基本医疗保险", "城乡居民基本医疗保险")
    road.look("dual-books")
    road.go("/funds/merged-books/")
    road.look("mergings")
    road.go(merging.get_absolute_url())
    road.see("笔欠费尚未确认", "笔欠费补缴待入账")
    road.look("in-the-way")


def arrears_confirmed(road: Road, merging: BookMerging) -> None:
    """One more is entered; a second person confirms what is owed, drops what stands twice, books what came in."""
    county, place = merging.unit.code, merging.get_absolute_url()
    road.click("录入欠费")
    road.page.locator("main [name=source]").select_option(index=1)
    road.page.select_option("main [name=kind]", LegacyArrear.Kind.COLLECTIVE)
    for name, value in {"debtor": VILLAGE, "of_year": "2017", "amount": "8600", "evidence": EVIDENCE}.items():
        road.page.fill(f"main [name={name}]", value)
    road.look("enter-arrear")
    road.send()
    road.sign_in(f"{county}-review")
    for debtor in ("先锋村村民委员会", VILLAGE):
        road.go(place)
        road.page.locator("main tr", has_text=debtor).locator("a", has_text="待确认").click()
        road.send()
    road.go(place)
    road.page.locator("main tr", has_text="催缴记录3号").locator("a", has_text="作废").click()
    road.page.fill("main [name=reason]", TWICE)
    road.send()
    road.go(place)
    road.page.locator("main tr", has_text="电汇凭证").locator("a").first.click()
    road.send()
    road.see("93,000.00", "8,600.00")
    road.look("arrears")


def benefits_settled(road: Road, merging: BookMerging) -> None:
    """Listed from the old scheme's statements; what cannot be paid by the old fund is carried, with the reason."""
    road.sign_in(f"{merging.unit.code}-finance")
    road.go(merging.get_absolute_url())
    road.click("清理未结待遇")
    road.send()
    road.see(f"{OWED:,}")
    road.click("其余结转")
    road.page.fill("main [name=reason]", CARRIED)
    road.look("carry-over")
    road.send()
    road.see(CARRIED)


def closed_into_one(road: Road, merging: BookMerging) -> None:
    """Proposed by finance, who cannot close; closed by the approver before the proof."""
    county, place = merging.unit.code, merging.get_absolute_url()
    road.go(place)
    road.click("提请合并结账")
    road.look("propose")
    road.send()
    assert road.page.locator("main a", has_text="合并结账").count() == 0
    road.sign_in(f"{county}-approve")
    road.go("/desk/")
    road.look("approver-desk")
    road.go(place)
    road.click("合并结账")
    road.look("close")
    road.send()


def nothing_was_lost(road: Road, merging: BookMerging) -> None:
    """The frozen proof on screen and paper; the old schemes' money is booked in the one book from here on."""
    road.see("无一遗漏")
    road.look("proof")
    road.go(merging.get_absolute_url() + "?print=1")
    road.look("proof-print")
    road.sign_in(f"{merging.unit.code}-finance")
    road.go("/desk/")
    assert "新型农村合作医疗" not in road.text()
    with system_scope():
        one = book_of_unit(RESIDENTS, merging.unit)
        assert {book_of_unit(old, merging.unit) for old in ("380", "391")} == {one}
        proof = list(merging.proof.all())
        assert sum(row.before - row.settled for row in proof) == sum(row.after - row.own for row in proof)
        assert all(row.before - row.settled == row.carried for row in proof)
