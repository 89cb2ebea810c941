"""A new city from YAML alone: its agencies, its policy in force, somebody insured, a bill by its own numbers."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from claims.models import Settlement
from config.demo.certificates import certificate_number
from config.demo.staff import ADMINISTRATOR
from config.demo.topics.papers import scan
from config.demo.year.clock import standing_on
from config.embedded.places import BASE_DIR
from config.scoping import system_scope
from enrollment.models import Person
from institutions.models import Agency, Duty, Institution, PolicyVersion, PoolingArea
from tests.days.maintenance import GIVEN, enter, hire, save
from tests.days.papers import bring_papers
from tests.days.road import Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# A city that works already: the new one stands beside it.
AREA = "620700"
NO_JOBS = True
AREA_FILE, PACKAGE = (BASE_DIR / "docs" / "examples" / name for name in ("yunxi-area.yaml", "yunxi.yaml"))
CITY, COUNTY = "云溪市", "云山区"
TODAY, ENROLLED, ENDED = dt.date(2021, 5, 10), dt.date(2021, 1, 1), dt.date(2021, 4, 12)
STAFF = {
    "yunxi.administer": (CITY, (Duty.ADMINISTER,)),
    "yunxi.review": (CITY, (Duty.REVIEW,)),
    "yunxi.approve": (CITY, (Duty.APPROVE,)),
    "yunshan.counter": (COUNTY, (Duty.REGISTER, Duty.HANDLE)),
}
HOSPITAL, NAME = "H99030100001", "云山区人民医院"
# Article 12: class B bears a tenth first: 13,601.37 + 2,000.00 - 200.00 = 15,401.37 in scope. Article 7 as revised for
# 2021, level 2: (15,401.37 - 600.00) x 72 % = 10,656.9864, half up to the fen.
FEES = {
    "class_a_amt": Decimal("13601.37"),
    "class_b_amt": Decimal("2000.00"),
    "class_c_amt": Decimal("400.00"),
}
IN_SCOPE, PAID = Decimal("15401.37"), Decimal("10656.99")


def test_new_city(road: Road, tmp_path: Path) -> None:
    with standing_on(TODAY):
        the_agencies(road)
        the_staff(road)
        the_policy(road, tmp_path)
        hospital = the_hospital(road)
        person = somebody_insured(road)
        the_bill(road, person, hospital)
        nothing_of_it_elsewhere(road, person)


def the_agencies(road: Road) -> None:
    """Whoever installed the system lays the city out from a file."""
    road.sign_in(ADMINISTRATOR)
    road.go("/admin/institutions/poolingarea/")
    road.look("areas")
    road.click("按文件建立", within="#content")
    road.look("area-file")
    road.page.set_input_files("main [name=file]", str(AREA_FILE))
    save(road)
    road.see(COUNTY, "溪口县")
    road.look("agencies")
    with system_scope():
        units = Agency.objects.filter(area__code="990300", level=Agency.Level.COUNTY)
        assert [unit.code for unit in units] == ["990301", "990302"]


def the_staff(road: Road) -> None:
    for username, (place, duties) in STAFF.items():
        hire(road, username, f"{place}{duties[0].label}", at=place, duties=duties, since=dt.date(2021, 1, 1))
    road.go("/admin/institutions/user/?q=yun")
    road.look("staff")


def the_policy(road: Road, folder: Path) -> None:
    """Loaded by one, reviewed with its document by another, put in force by a third."""
    road.sign_in("yunxi.administer", GIVEN)
    road.go("/institutions/policies/")
    road.look("no-policy")
    road.click("载入政策包")
    road.page.set_input_files("main [name=package]", str(PACKAGE))
    road.send()
    with system_scope():
        version: PolicyVersion = PolicyVersion.objects.get(document__key="yunxi-residents")
    paper = folder / "paper.pdf"
    paper.write_bytes(scan("yunxi").read())
    road.sign_in("yunxi.review", GIVEN)
    road.go(version.get_absolute_url())
    road.look("policy-draft")
    road.click("复核")
    road.page.set_input_files("main [name=scan]", str(paper))
    road.send()
    road.sign_in("yunxi.approve", GIVEN)
    road.go(version.get_absolute_url())
    road.click("启用")
    road.look("enforce")
    road.send()
    road.look("policy-in-force")


def the_hospital(road: Road) -> Institution:
    """In the maintenance room, one by one; many come as a sheet."""
    road.sign_in("yunxi.administer", GIVEN)
    enter(
        road,
        "/admin/institutions/institution/add/",
        fixmedins_code=HOSPITAL, name=NAME, kind=("1",), dedc_hosp_lv=("2",), hosp_lv="05",
        area=(CITY,), county=(COUNTY,), admdvs="990301",
    )  # fmt: skip
    road.look("hospital")
    save(road)
    with system_scope():
        found: Institution = Institution.objects.get(fixmedins_code=HOSPITAL)
    return found


def somebody_insured(road: Road) -> Person:
    """Registered and enrolled at the county's counter."""
    certno = certificate_number("990301", dt.date(1980, 5, 6), 321)
    road.sign_in("yunshan.counter", GIVEN)
    road.go("/desk/")
    road.look("counters-desk")
    road.go("/enrollment/people/new/")
    road.page.fill("main [name=certno]", certno)
    road.page.fill("main [name=psn_name]", "测试云溪")
    road.send()
    with system_scope():
        person: Person = Person.objects.get(certno=certno)
    road.go(f"/enrollment/people/{person.pk}/enrol/")
    road.page.select_option("main [name=insutype]", "390")
    road.page.select_option("main [name=psn_type]", "1501")
    road.page.fill("main [name=start]", str(ENROLLED))
    road.look("enrol")
    road.send()
    road.look("insured")
    return person


def the_bill(road: Road, person: Person, hospital: Institution) -> None:
    """Settled by the new city's numbers, to the fen, with its clauses."""
    bring_papers(road, person, hospital, {ENDED: FEES})
    with system_scope():
        settled = Settlement.objects.get(person=person, is_current=True)
    assert (settled.inscp_scp_amt, settled.fund_pay_sumamt, settled.hifp_pay) == (IN_SCOPE, PAID, PAID)
    assert settled.psn_part_amt == sum(FEES.values()) - PAID
    road.look("case")
    road.go(f"/claims/bills/{settled.bill_id}/")
    road.see(f"{PAID:,.2f}", "云溪市城乡居民基本医疗保险办法", "第七条（2020年12月修订）")
    road.look("bill")


def nothing_of_it_elsewhere(road: Road, person: Person) -> None:
    """The city beside it neither sees the person nor keeps the new city's staff."""
    road.sign_in(f"{AREA}-administer")
    assert road.page.request.get(f"/enrollment/people/{person.pk}/").status == 404
    road.go("/admin/institutions/user/?q=yun")
    assert "yunxi.administer" not in road.text("#content")
    with system_scope():
        assert PoolingArea.objects.filter(code="990300").count() == 1
