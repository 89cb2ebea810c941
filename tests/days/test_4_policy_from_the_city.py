"""Policy comes from the city: a county proposes, the city decides, and what is decided holds from its day (NB-28)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from config.demo.policy import PACKAGES
from config.demo.topics.papers import scan
from config.demo.year.clock import standing_on
from config.scoping import system_scope
from institutions.models import PolicyProposal, PolicyVersion
from tests.days.road import Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AREA = CITY = "330200"
NO_JOBS = True
COUNTY, NEIGHBOUR = "330203", "330205"
TODAY, FROM = dt.date(2023, 3, 6), dt.date(2023, 7, 1)
PARAMETER = "pooling|reserve.incentive_share"
TITLE = "调低控费激励提取比例"
ANSWER = "同意，自2023年7月1日起按4%提取。"
HELD = "{from: 2022-01-01, value: 0.05, clause: 附件二（四）4, assumed: 原文写提取一定额度，未写比例；按归集基金的5%}"
LATER = "{from: 2023-07-01, value: 0.04, clause: 附件二（四）4（2023年修订）}"
STANDS, CHANGED = f"values: [{HELD}]", f"values: [{HELD}, {LATER}]"


@pytest.mark.duty("NB-28")
def test_policy_from_the_city(road: Road, tmp_path: Path) -> None:
    with standing_on(TODAY):
        no_county_makes_policy(road)
        proposal = the_proposal(road, tmp_path)
        version = the_decision(road, proposal, tmp_path)
        the_day_it_holds_from(road)
        the_counties_hear_of_it(road, proposal, version)


def no_county_makes_policy(road: Road) -> None:
    """Nobody of a county finds a way to load, review or enforce a version; the addresses are refused too."""
    with system_scope():
        held = PolicyVersion.objects.get(document__key="ningbo-pooling")
    for duty in ("handle", "review", "approve", "finance"):
        road.sign_in(f"{COUNTY}-{duty}")
        road.go("/institutions/policies/")
        assert road.page.locator("main a", has_text="载入").count() == 0
        for act in ("load/", f"{held.pk}/review/", f"{held.pk}/enforce/"):
            answer = road.page.goto(f"/institutions/policies/{act}")
            assert answer is not None
            assert answer.status == 403, (duty, act)
    road.look("county-refused")


def the_proposal(road: Road, folder: Path) -> PolicyProposal:
    """Written by a clerk with its evidence, checked and sent by a second person of the county."""
    paper = folder / "paper.pdf"
    paper.write_bytes(scan("proposal").read())
    road.sign_in(f"{COUNTY}-handle")
    road.go("/institutions/policies/proposals/")
    road.look("proposals-empty")
    road.click("新建建议")
    road.page.fill("main [name=title]", TITLE)
    road.page.select_option("main [name=parameter]", PARAMETER)
    road.page.fill("main [name=value_wanted]", "4%")
    road.page.fill("main [name=wanted_from]", str(FROM))
    road.page.fill("main [name=grounds]", "归集基金规模有限，激励额度应与控费成效相适应。")
    road.look("proposal-new")
    road.send()
    with system_scope():
        proposal = PolicyProposal.objects.get(title=TITLE)
    road.go(proposal.get_absolute_url())
    road.click("上传佐证")
    road.page.fill("main [name=title]", "基金测算表")
    road.page.set_input_files("main [name=upload]", str(paper))
    road.send()
    road.sign_in(f"{COUNTY}-review")
    road.go("/desk/")
    road.see("复核政策建议")
    road.go(proposal.get_absolute_url())
    road.click("复核并上报")
    road.send()
    road.look("proposal-sent")
    return proposal


def the_decision(road: Road, proposal: PolicyProposal, folder: Path) -> PolicyVersion:
    """Taken up, adopted into a draft, which two more people of the city review and put in force."""
    text = (PACKAGES / "ningbo.yaml").read_text(encoding="utf-8")
    assert STANDS in text
    package = folder / "ningbo.yaml"
    package.write_text(text.replace(STANDS, CHANGED), encoding="utf-8")
    road.sign_in(f"{CITY}-administer")
    road.go("/desk/")
    road.see(TITLE)
    road.look("city-desk")
    road.go(proposal.get_absolute_url())
    road.click("受理")
    road.send()
    road.go("/institutions/policies/")
    road.click("载入政策包")
    road.page.set_input_files("main [name=package]", str(package))
    road.send()
    road.look("draft")
    with system_scope():
        version = PolicyVersion.objects.get(document__key="ningbo-pooling", state=PolicyVersion.State.DRAFT)
    road.go(proposal.get_absolute_url())
    road.click("采纳到草稿")
    road.page.fill("main [name=answer_number]", "甬医保函〔2023〕7号")
    road.page.fill("main [name=answer]", ANSWER)
    road.look("adopt")
    road.send()
    road.see(ANSWER)
    road.sign_in(f"{CITY}-review")
    road.go(f"/institutions/policies/{version.pk}/review/")
    road.send()
    road.sign_in(f"{CITY}-approve")
    road.go(f"/institutions/policies/{version.pk}/enforce/")
    road.page.fill("main [name=reason]", "采纳区县建议，调低激励提取比例。")
    road.look("enforce")
    road.send()
    road.look("in-force")
    return version


def the_day_it_holds_from(road: Road) -> None:
    """The day before as it stood, from its day on as decided."""
    for day, share in {FROM - dt.timedelta(days=1): "5%", FROM: "4%"}.items():
        road.go(f"/institutions/policies/in-force/?day={day}")
        row = road.page.locator("main tr", has_text="reserve.incentive_share").first
        assert share in row.inner_text(), day
        row.scroll_into_view_if_needed()
    road.look("policy-in-force")


def the_counties_hear_of_it(road: Road, proposal: PolicyProposal, version: PolicyVersion) -> None:
    """Whoever proposed confirms the decision; every other county has the notice on its desk."""
    road.sign_in(f"{COUNTY}-handle")
    road.go("/desk/")
    road.see(TITLE)
    road.go(proposal.get_absolute_url())
    road.see(ANSWER, str(FROM))
    road.click("确认收到")
    road.send()
    road.look("received")
    road.sign_in(f"{NEIGHBOUR}-handle")
    road.go("/desk/")
    road.see(str(FROM))
    road.look("neighbour-desk")
    road.go(f"/institutions/policies/notices/{version.pk}/")
    road.see("采纳区县建议，调低激励提取比例。", str(FROM))
    road.look("notice")
