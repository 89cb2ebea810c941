"""Before year end: an outlay no bill explains is found, explained, judged and closed (NB-30)."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.demo.topics.papers import scan
from config.scoping import system_scope
from funds.models import RushFinding
from tests.days.road import Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AREA = CITY = "330200"
NO_JOBS = True
RETURNED = "只写了用途，没有附结算单据，请补充。"
EXPLAINED = "系12月补付前三季度已结算单据，清单和付款凭证见附件。"


@pytest.mark.duty("NB-30")
def test_unusual_outlay(road: Road, tmp_path: Path) -> None:
    with system_scope():
        finding = (
            RushFinding.objects.filter(area__code=AREA, state=RushFinding.State.ANSWERED)
            .select_related("unit")
            .get()
        )
    what_was_found(road, finding)
    the_answer(road, finding, tmp_path)
    the_verdict(road, finding)


def what_was_found(road: Road, finding: RushFinding) -> None:
    """The list, and one with what it was measured by and the entries it is made of."""
    road.sign_in(f"{CITY}-finance")
    road.go("/funds/control/rush/")
    road.look("unusual-outlays")
    road.go(finding.get_absolute_url())
    road.see("128,000.00")
    road.look("what-was-found")
    road.go(finding.get_absolute_url() + "?print=1")
    road.look("what-was-found-print")


def the_answer(road: Road, finding: RushFinding, folder: Path) -> None:
    """The city sends the explanation back; the county answers anew, with the papers."""
    place, paper = finding.get_absolute_url(), folder / "paper.pdf"
    paper.write_bytes(scan("audit").read())
    road.go(place)
    road.click("退回答复")
    road.page.fill("main [name=reply]", RETURNED)
    road.send()
    road.sign_in(f"{finding.unit.code}-finance")
    road.go("/desk/")
    road.look("county-desk")
    road.go(place)
    road.see(RETURNED)
    road.click("答复并附证据")
    road.page.fill("main [name=text]", EXPLAINED)
    road.page.set_input_files("main [name=evidence]", str(paper))
    road.send()


def the_verdict(road: Road, finding: RushFinding) -> None:
    """Judged by one of the city, closed by another."""
    place = finding.get_absolute_url()
    road.sign_in(f"{CITY}-finance")
    road.go(place)
    road.see(EXPLAINED)
    road.click("审定答复")
    road.page.select_option("main [name=verdict]", RushFinding.Verdict.EXPLAINED)
    road.send()
    road.sign_in(f"{CITY}-review")
    road.go(place)
    road.click("销号")
    road.send()
    road.look("closed")
    with system_scope():
        finding.refresh_from_db()
    assert finding.state == RushFinding.State.CLOSED
