"""A county clerk, the 24th: the plan due tomorrow, a village's list, somebody of another county, a paper case."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from claims.models import Payable
from config.demo import sheets
from config.demo.certificates import certificate_number
from config.demo.everybody import GROWN_UP, amounts_of_grown_up
from config.demo.year.clock import standing_on
from config.money import from_fen
from config.scoping import system_scope
from enrollment.models import Coverage, Payer, Person, WindowEnrolment
from funds.models import RoundStep
from institutions.models import Agency, Institution
from tests.days.road import PATIENCE, Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# The one city whose document names every step of the month.
AREA = "330200"
CITY, COUNTY, NEIGHBOUR = AREA, "330203", "330205"
THE_24TH = dt.date(2023, 1, 24)
VILLAGE, YEAR = f"V{COUNTY}001", 2023
PEOPLE, BAD = 3000, 40
CARD = "622200001111"


def village_list(path: Path) -> int:
    """A list of 3,000 people with 40 rows nobody can take: wrong check characters, no names."""
    with system_scope():
        amounts = amounts_of_grown_up(Agency.objects.get(code=COUNTY, level="county"), YEAR)
    assert amounts is not None
    rows = []
    for n in range(PEOPLE):
        certno = certificate_number(COUNTY, dt.date(1971, 1, 1) + dt.timedelta(days=n), 700 + n % 100)
        if n % 100 == 7:
            certno = certno[:-1] + ("0" if certno[-1] != "0" else "1")
        rows.append(
            {
                "emp_no": VILLAGE, "year": YEAR, "certno": certno, "insuplc_admdvs": COUNTY, "psn_type": GROWN_UP,
                "psn_name": "" if n % 300 == 99 else f"测试村民{n}",
                "paid": from_fen(amounts.own), "paid_on": amounts.opens + dt.timedelta(days=n % 30),
            }
        )  # fmt: skip
    sheets.write("resident_window", path, rows)
    return sum(1 for n in range(PEOPLE) if n % 100 == 7 or n % 300 == 99)


def mend(failed: Path, path: Path) -> None:
    """The failed rows as they came back, with the right check character and a name."""
    book = openpyxl.load_workbook(failed)
    sheet = book.active
    names = [str(cell.value) for cell in sheet[1]]
    certno = next(n for n, name in enumerate(names) if "certno" in name)
    person = next(n for n, name in enumerate(names) if "psn_name" in name)
    for row in sheet.iter_rows(min_row=2):
        told = str(row[certno].value)
        born = dt.date(int(told[6:10]), int(told[10:12]), int(told[12:14]))
        row[certno].value = certificate_number(told[:6], born, int(told[14:17]))
        row[person].value = row[person].value or f"测试村民{told[14:17]}"
    book.save(path)


def test_county_clerk(road: Road, tmp_path: Path) -> None:
    with standing_on(THE_24TH):
        the_plan(road)
        the_village(road, tmp_path)
        the_walk_in(road)
        the_paper_case(road)


def the_plan(road: Road) -> None:
    """Due tomorrow; filled from the books, changed, sent; back from the city with a reason; mended and accepted."""
    road.sign_in(f"{COUNTY}-finance")
    road.go("/desk/")
    road.see("用款计划 2023-02", "2023-01-25")
    road.look("desk")
    road.click("用款计划 2023-02")
    road.look("plan-empty")
    road.click("填报")
    road.look("plan-prefilled")
    amount = road.page.locator("main [name^=amount]").first
    assert amount.input_value() != ""
    amount.fill("20000.00")
    road.send()
    road.see("20,000.00")
    road.click("提交")
    road.send()

    road.sign_in(f"{CITY}-review")
    road.go("/desk/")
    road.look("city-desk")
    with system_scope():
        step = RoundStep.objects.get(round__month=dt.date(2023, 2, 1), unit__code=COUNTY, step="county_plan")
    road.go(step.get_absolute_url())
    road.click("退回")
    road.page.fill("main [name=reason]", "比前三个月月均高出过多，请核对。")
    road.send()

    road.sign_in(f"{COUNTY}-finance")
    road.go("/desk/")
    road.look("desk-returned")
    road.go(step.get_absolute_url())
    road.see("比前三个月月均高出过多，请核对。")
    road.click("填报")
    road.page.locator("main [name^=amount]").first.fill("15000.00")
    road.send()
    road.click("提交")
    road.send()
    with system_scope():
        step.refresh_from_db()
        assert step.times_returned == 1
        assert step.state == "submitted"


def the_village(road: Road, folder: Path) -> None:
    """3,000 people: what is right is written, the bad rows come back with their reasons, mended, and follow."""
    bad = village_list(folder / "village.xlsx")
    assert bad == BAD
    road.sign_in(f"{COUNTY}-register")
    with system_scope():
        before = WindowEnrolment.objects.filter(payer__emp_no=VILLAGE).count()
    road.check_sheet("resident_window", folder / "village.xlsx")
    road.look("import-errors")
    with road.page.expect_download() as download:
        road.page.click("#failed-rows")
    download.value.save_as(folder / "failed.xlsx")
    road.page.click("#confirm")
    road.look("import-confirm")
    road.send()
    road.page.wait_for_selector("text=查看结果", timeout=PATIENCE)

    mend(folder / "failed.xlsx", folder / "mended.xlsx")
    road.check_sheet("resident_window", folder / "mended.xlsx")
    assert road.page.locator("section:has(#errors)").count() == 0
    road.page.click("#confirm")
    road.send()
    road.page.wait_for_selector("text=查看结果", timeout=PATIENCE)
    with system_scope():
        payer = Payer.objects.get(emp_no=VILLAGE)
        assert WindowEnrolment.objects.filter(payer=payer).count() == before + PEOPLE
    road.go(f"/enrollment/window/?year={YEAR}")
    road.see(f"{PEOPLE:,}")
    road.look("window")


def the_walk_in(road: Road) -> None:
    """Somebody who lives in another county, unknown so far: registered and enrolled here, for that county."""
    road.go("/enrollment/walk-in/")
    road.look("walk-in")
    with system_scope():
        known = Person.objects.filter(county__code=NEIGHBOUR).order_by("pk").first()
    assert known is not None
    road.page.fill("main [name=certno]", known.certno)
    road.page.fill("main [name=psn_name]", "别人")
    road.page.locator("main form button").last.click()
    road.page.wait_for_selector("main .note-bad")
    road.page.fill("main [name=psn_name]", known.psn_name)
    road.send()
    road.see(known.psn_name)
    assert known.certno not in road.text()
    road.look("walk-in-person")

    certno = certificate_number(NEIGHBOUR, dt.date(1990, 5, 6), 321)
    road.go("/enrollment/people/new/")
    road.page.fill("main [name=certno]", certno)
    road.page.fill("main [name=psn_name]", "测试外县")
    road.look("new-person")
    road.page.select_option("main [name=county]", label="江北区")
    road.send()
    with system_scope():
        person = Person.objects.get(certno=certno)
        assert person.county.code == NEIGHBOUR


def the_paper_case(road: Road) -> None:
    """From papers over the counter to the amount owed and its receipt."""
    with system_scope():
        cover = (
            Coverage.objects.filter(county__code=COUNTY, insutype="390", person__county__code=COUNTY)
            .filter(period__contains=dt.date(2022, 12, 1))
            .order_by("pk")
            .first()
        )
        assert cover is not None
        person = cover.person
        hospital = Institution.objects.filter(area__code=AREA, county__code=COUNTY).order_by("pk").first()
    assert hospital is not None
    road.sign_in(f"{COUNTY}-handle")
    road.go("/claims/reimbursements/new/")
    road.page.select_option("main [name=insutype]", "390")
    for name, value in {"number": person.certno, "name": person.psn_name}.items():
        road.page.fill(f"main [name={name}]", value)
    road.send()
    case = road.page.url
    road.click("录入单据")
    for name, value in {
        "fixmedins_code": hospital.fixmedins_code, "begndate": "2022-12-05", "enddate": "2022-12-11",
        "medfee_sumamt": "10000.00", "class_a_amt": "8000", "class_b_amt": "1500", "class_c_amt": "500",
    }.items():  # fmt: skip
        road.page.fill(f"main [name={name}]", value)
    road.look("paper-bill")
    road.send()
    road.go(case)
    road.click("录入账户")
    for name, value in {
        "account_name": person.psn_name, "account_no": CARD, "bank_name": "示例银行",
    }.items():  # fmt: skip
        road.page.fill(f"main [name={name}]", value)
    road.send()
    road.go(case)
    road.click("结算")
    road.send()
    road.look("case-settled")

    road.sign_in(f"{COUNTY}-review")
    for act in ("核对账户", "复核"):
        road.go(case)
        road.click(act)
        if act == "核对账户":
            # The second person types it anew from the card.
            road.page.fill("main [name=account_no]", CARD)
        road.send()
    road.go(case)
    road.look("case-reviewed")
    with system_scope():
        payable = Payable.objects.filter(person=person).order_by("-pk").first()
    assert payable is not None
    assert payable.amount > 0
    road.see(f"{payable.amount:,.2f}")
    road.go(case + "receipt/")
    assert f"{payable.amount:,.2f}" in road.text("body")
    road.look("receipt")
