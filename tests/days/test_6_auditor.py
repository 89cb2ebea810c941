"""The auditor: a desk that only reads, a sample anybody can draw again, a record from both ends, a fault put right."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.demo.topics.papers import scan
from config.scoping import system_scope
from funds.models import AuditFinding, AuditPlan, AuditSample
from tests.days.road import Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AREA = CITY = "620700"
YEAR = 2020
TITLE = "基金待遇支付专项审计"
FAULT = "缺出院小结和费用清单，须补齐"
PUT_RIGHT = "已补齐出院小结和费用清单，见附件。"
READ = (
    "/claims/bills/",
    "/funds/year-settlements/",
    "/funds/watch/",
    "/funds/openings/",
    "/funds/merged-books/",
    "/funds/control/rush/",
    "/funds/control/audits/findings/",
)
FIRST_OBJECT = "main table tbody tr >> nth=0 >> td >> nth=1 >> a"


@pytest.mark.duty("ZY-23")
def test_auditor(road: Road, tmp_path: Path) -> None:
    it_only_reads(road)
    plan = the_plan(road)
    sample = the_sample(road, plan)
    the_record_from_both_ends(road, sample)
    finding = the_finding(road, plan, sample)
    the_rectification(road, finding, tmp_path)
    the_report(road, plan)


def it_only_reads(road: Road) -> None:
    """Everything of the area can be looked at; what changes something is refused, and no button offers it."""
    road.sign_in(f"{CITY}-audit")
    road.go("/desk/")
    road.look("desk")
    for place in READ:
        road.go(place)
        # Of what a page sends, choosing columns and downloading are left: they change no record.
        assert road.page.locator("main form[method=post]:not(.menu-body)").count() == 0, place
        offered = road.page.locator("main a.button").evaluate_all("all => all.map(one => one.href)")
        for address in offered:
            assert road.page.request.get(address).ok, (place, address)
    for place in (
        "/enrollment/people/new/",
        "/funds/year-settlements/draw-up/",
        "/claims/reimbursements/new/",
    ):
        answer = road.page.goto(place)
        assert answer is not None
        assert answer.status == 403, place
    road.look("refused")


def the_plan(road: Road) -> AuditPlan:
    """Planned by one auditor, approved by another."""
    road.go("/funds/control/audits/")
    road.look("audits")
    road.click("拟订审计项目")
    road.page.fill("main [name=year]", str(YEAR))
    road.page.fill("main [name=title]", TITLE)
    road.page.fill("main [name=programme]", "抽查全年已结算单据，核对待遇计算、票据与审批手续。")
    road.page.fill("main [name=first]", f"{YEAR}-01-01")
    road.page.fill("main [name=last]", f"{YEAR}-12-31")
    road.look("plan")
    road.send()
    with system_scope():
        plan = AuditPlan.objects.get(title=TITLE)
    road.go(plan.get_absolute_url())
    road.sign_in(f"{CITY}-audit-2")
    road.go("/desk/")
    road.see(TITLE)
    road.go(plan.get_absolute_url())
    road.click("批准审计项目")
    road.send()
    return plan


def the_sample(road: Road, plan: AuditPlan) -> AuditSample:
    """Drawn by a job; drawn again from the seed, twice, by two people, it is the same."""
    road.sign_in(f"{CITY}-audit")
    road.go(plan.get_absolute_url())
    road.click("抽取样本")
    road.page.select_option("main [name=population]", "settlements")
    road.page.select_option("main [name=method]", "amount")
    road.page.fill("main [name=size]", "12")
    road.look("draw")
    road.send()
    road.finish_job()
    with system_scope():
        sample = AuditSample.objects.get(plan=plan)
    rows = []
    for username in (f"{CITY}-audit", f"{CITY}-audit-2"):
        road.sign_in(username)
        road.go(sample.get_absolute_url())
        rows.append(road.text("main table"))
        road.click("重抽核对")
        assert road.page.locator("main .note-ok").count() == 1
    assert rows[0] == rows[1]
    road.see(sample.seed)
    road.look("sample")
    road.go(sample.get_absolute_url() + "?print=1")
    road.look("sample-print")
    return sample


def the_record_from_both_ends(road: Road, sample: AuditSample) -> None:
    """From the working paper to the bill and its person; from the person, and by its number, back to the same bill."""
    road.sign_in(f"{CITY}-audit")
    road.go(sample.get_absolute_url())
    number = road.page.locator(FIRST_OBJECT).inner_text().split()[0]
    road.page.locator(FIRST_OBJECT).click()
    road.page.wait_for_load_state()
    road.see(number, "计算过程")
    road.look("record")
    place = road.page.url
    road.page.locator("main .facts a").first.click()
    road.page.wait_for_load_state()
    road.look("person")
    road.page.locator("main a", has_text=number).first.click()
    road.page.wait_for_load_state()
    assert road.page.url == place
    road.go(f"/search/?q={number}")
    assert road.page.url == place


def the_finding(road: Road, plan: AuditPlan, sample: AuditSample) -> AuditFinding:
    """A fault on a working paper, made a finding of the county that has to answer."""
    road.go(sample.get_absolute_url())
    road.click("登记核查结果")
    road.page.select_option("main [name=result]", "fault")
    road.page.select_option("main [name=fault]", "papers")
    road.page.fill("main [name=note]", FAULT)
    road.look("working-paper")
    road.send()
    road.go(plan.get_absolute_url())
    road.click("列出问题")
    road.page.locator("main [name=unit]").select_option(index=2)
    road.page.fill("main [name=title]", "住院票据不全")
    road.page.fill("main [name=text]", FAULT)
    road.page.locator("main [name=papers]").first.check()
    road.look("make-finding")
    road.send()
    with system_scope():
        finding = AuditFinding.objects.select_related("unit").get(plan=plan)
    road.look("finding")
    return finding


def the_rectification(road: Road, finding: AuditFinding, folder: Path) -> None:
    """Answered with evidence by the county, decided on by who found it, closed by the second auditor."""
    place = finding.get_absolute_url()
    paper = folder / "paper.pdf"
    paper.write_bytes(scan("audit").read())
    road.sign_in(f"{finding.unit.code}-handle")
    road.go("/desk/")
    road.see("住院票据不全")
    road.look("county-desk")
    road.go(place)
    road.click("答复并附证据")
    road.page.fill("main [name=text]", PUT_RIGHT)
    road.page.set_input_files("main [name=evidence]", str(paper))
    road.send()
    road.sign_in(f"{CITY}-audit")
    road.go("/desk/")
    road.look("auditor-desk")
    road.go(place)
    road.see(PUT_RIGHT)
    road.click("审定答复")
    road.page.select_option("main [name=verdict]", "rectified")
    road.send()
    road.sign_in(f"{CITY}-audit-2")
    road.go(place)
    road.click("销号")
    road.send()
    road.look("finding-closed")
    with system_scope():
        finding.refresh_from_db()
    assert finding.state == AuditFinding.State.CLOSED


def the_report(road: Road, plan: AuditPlan) -> None:
    road.go(plan.get_absolute_url())
    road.look("audit")
    road.go(plan.get_absolute_url() + "?print=1")
    road.look("audit-print")
