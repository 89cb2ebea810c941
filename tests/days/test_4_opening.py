"""What counties bring into the pooled fund: an audited balance taken over, a list signed by three (NB-18, HG-12)."""

from __future__ import annotations

import pytest

from config.demo.topics.stage import said
from config.scoping import system_scope
from funds.models import Handover, Opening
from tests.days.road import Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AREA = CITY = "330200"
NO_JOBS = True


@pytest.mark.duty("NB-18")
def test_audited_balance(road: Road) -> None:
    """Checked by the county's second person, taken over by the city's finance, approved and booked by a third."""
    with system_scope():
        opening = (
            Opening.objects.filter(area__code=AREA, state=Opening.State.ENTERED)
            .select_related("county")
            .get()
        )
    place = opening.get_absolute_url()
    road.sign_in(f"{CITY}-finance")
    road.go("/funds/openings/")
    road.look("openings")
    for username, act in (
        (f"{opening.county.code}-review", "复核余额"), (f"{CITY}-finance", "市级接收"),
        (f"{CITY}-approve", "复核通过并入账"),
    ):  # fmt: skip
        road.sign_in(username)
        road.go("/desk/")
        road.look(f"desk-of-{username}")
        road.go(place)
        road.click(act)
        road.send()
    road.look("opening-booked")
    with system_scope():
        opening.refresh_from_db()
        debtor = next(
            one for one in Opening.objects.filter(area__code=AREA, state="booked") if one.balance < 0
        )
    assert opening.state == Opening.State.BOOKED
    road.go(debtor.get_absolute_url())
    road.look("county-in-debt")


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
