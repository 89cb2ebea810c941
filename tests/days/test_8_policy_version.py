"""A policy version: loaded from YAML, compared, reviewed with the document, put in force, seen on bills."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from claims.models import Bill, Reimbursement, Settlement
from config.demo.policy import PACKAGES
from config.demo.topics.papers import scan
from config.demo.year.clock import standing_on
from config.scoping import system_scope
from enrollment.models import Coverage
from institutions.models import Institution, PolicyVersion
from tests.days.papers import bring_papers
from tests.days.road import Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AREA = CITY = "620700"
COUNTY = "620702"
NO_JOBS = True
TODAY, FROM, LATER = dt.date(2020, 11, 20), dt.date(2020, 12, 1), dt.date(2020, 12, 8)
HELD = "{from: 2019-07-01, value: {level_1: 200, level_2: 700, level_3: 1500, outside: 3000}, clause: 四（三）2（1）}"
NEXT = (
    "{from: 2020-12-01, value: {level_1: 200, level_2: 600, level_3: 1500, outside: 3000},"
    " clause: 四（三）2（1）（2020年修订）}"
)
WHY = "二级医院住院起付标准由700元调整为600元。"
# In scope of each bill: class A and four fifths of class B. (5,800.37 - deductible) x 80 %, half up to the fen.
CLASS_A, CLASS_B = Decimal("5000.37"), Decimal("1000.00")
PAID = {FROM - dt.timedelta(days=1): Decimal("4080.30"), FROM: Decimal("4160.30")}


@pytest.mark.duty("NB-28")
def test_policy_version(road: Road, tmp_path: Path) -> None:
    with standing_on(TODAY):
        version = the_draft(road, tmp_path)
        the_comparison(road, version)
        the_review(road, version, tmp_path)
        in_force(road, version)
    with standing_on(LATER):
        the_bills(road)


def the_draft(road: Road, folder: Path) -> PolicyVersion:
    """The package as it stands, one value more with its own day and clause; a slip is told with line and key."""
    text = (PACKAGES / "zhangye.yaml").read_text(encoding="utf-8")
    assert HELD in text
    package = folder / "zhangye.yaml"
    road.sign_in(f"{CITY}-administer")
    road.go("/institutions/policies/")
    road.look("policies")
    road.click("载入政策包")
    package.write_text(
        text.replace(HELD, f"{HELD}\n        - {NEXT.replace('level_2', 'level_9')}"), encoding="utf-8"
    )
    road.page.set_input_files("main [name=package]", str(package))
    road.page.locator("main form button.main").click()
    road.page.wait_for_selector("main [role=alert]")
    road.see("level_9", "inpatient.deductible")
    road.look("faulty")
    package.write_text(text.replace(HELD, f"{HELD}\n        - {NEXT}"), encoding="utf-8")
    road.page.set_input_files("main [name=package]", str(package))
    road.look("load")
    road.send()
    road.look("draft")
    with system_scope():
        version: PolicyVersion = PolicyVersion.objects.get(
            document__key="zhangye-residents", state=PolicyVersion.State.DRAFT
        )
    assert road.page.locator("main a", has_text="复核").count() == 0, "not by whoever loaded it"
    return version


def the_comparison(road: Road, version: PolicyVersion) -> None:
    """One cell differs, with both clauses and the difference."""
    road.click("与上一版对比")
    road.see("700.00", "600.00", str(FROM))
    assert road.page.locator("main tr.is-changed").count() == 1
    road.look("compared")


def the_review(road: Road, version: PolicyVersion, folder: Path) -> None:
    """By a second person, who keeps the document the draft was compared with."""
    paper = folder / "paper.pdf"
    paper.write_bytes(scan("policy").read())
    road.sign_in(f"{CITY}-review")
    road.go("/desk/")
    road.see("复核政策版本")
    road.look("reviewers-desk")
    road.page.locator("main a", has_text="复核政策版本").first.click()
    road.click("复核")
    road.see("700.00", "600.00")
    road.page.set_input_files("main [name=scan]", str(paper))
    road.look("review")
    road.send()
    road.look("reviewed")


def in_force(road: Road, version: PolicyVersion) -> None:
    """By a third duty, who sees the changes and opens the document."""
    road.sign_in(f"{CITY}-approve")
    road.go(version.get_absolute_url())
    scanned = road.page.locator("main a", has_text="文件扫描件").first.get_attribute("href")
    assert scanned is not None
    assert road.page.request.get(scanned).headers["content-type"] == "application/pdf"
    road.click("启用")
    road.page.fill("main [name=reason]", WHY)
    road.look("enforce")
    road.send()
    road.see(WHY)
    road.look("in-force")
    road.sign_in(f"{COUNTY}-handle")
    road.go("/desk/")
    road.see(str(FROM))
    road.look("county-is-told")


def the_bills(road: Road) -> None:
    """A stay that ended the day before by 700 yuan, one of the day itself by 600."""
    with system_scope():
        cover = (
            Coverage.objects.filter(county__code=COUNTY, insutype="390", period__contains=LATER)
            .filter(period__startswith__lte=dt.date(2020, 1, 1))
            .exclude(person__in=Bill.objects.values("person"))
            .select_related("person")
            .order_by("pk")
            .first()
        )
        hospital = Institution.objects.filter(county__code=COUNTY, dedc_hosp_lv="2").order_by("pk").first()
    assert cover is not None
    assert hospital is not None
    road.sign_in(f"{COUNTY}-handle")
    case = bring_papers(
        road, cover.person, hospital, {day: {"class_a_amt": CLASS_A, "class_b_amt": CLASS_B} for day in PAID}
    )
    before, after = (the_bill_of(road, case, day, paid) for day, paid in PAID.items())
    road.go(before)
    road.look("bill-before")
    road.go(after)
    road.look("bill-after")


def the_bill_of(road: Road, case: Reimbursement, day: dt.date, paid: Decimal) -> str:
    """The page of the bill of the stay that ended on ``day``; the fund pays ``paid``."""
    with system_scope():
        settled = Settlement.objects.get(bill__case__reimbursement=case, bill__enddate=day, is_current=True)
    assert settled.hifp_pay == paid, day
    page = f"/claims/bills/{settled.bill_id}/"
    road.go(page)
    road.see(f"{paid:,.2f}")
    return page
