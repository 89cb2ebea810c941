"""A month among the four, by hand: four sheets, compared, differences worked off, signed by counties and the city."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from config.demo import sheets
from config.demo.year.clock import standing_on
from config.scoping import system_scope
from funds.models import CollectionDifference, CollectionSignOff
from tests.days.road import Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AREA = "330200"
CITY, COUNTY, NEIGHBOUR = AREA, "330203", "330205"
# Nothing was received in this month but what is told here.
MONTH, COMPARED_ON = "2023-02", dt.date(2023, 3, 6)
SOURCES = ("tax", "treasury", "finance", "insurance")


def told(source: str) -> list[dict[str, Any]]:
    """Each county's residents and employers; finance says 90 more of one, and one never reached the treasury."""
    rows = []
    for county in (COUNTY, NEIGHBOUR):
        for group, scheme in (("resident", "390"), ("employer", "310")):
            for number in (1, 2):
                rows.append(
                    {
                        "key": f"P{county}{scheme}{number}", "county": county, "payer_group": group, "insutype": scheme,
                        "day": dt.date(2023, 2, 6), "amount": Decimal(700 * number), "payer_no": f"{county}0{number}",
                        "payer_name": f"缴费单位{number}",
                    }
                )  # fmt: skip
    if source == "finance":
        rows[0]["amount"] += 90
    if source == "treasury":
        rows = [row for row in rows if row["key"] != f"P{COUNTY}3102"]
    return rows


def difference(key: str) -> CollectionDifference:
    with system_scope():
        found: CollectionDifference = CollectionDifference.objects.get(key=key, month=dt.date(2023, 2, 1))
        return found


def signed(group: str) -> CollectionSignOff:
    with system_scope():
        found: CollectionSignOff = CollectionSignOff.objects.get(payer_group=group, month=dt.date(2023, 2, 1))
        return found


@pytest.mark.duty("NB-13")
def test_a_month_is_compared_explained_and_signed(road: Road, tmp_path: Path) -> None:
    with standing_on(COMPARED_ON):
        the_sheets(road, tmp_path)
        the_comparison(road)
        the_county_signs_for_residents(road)
        the_city_signs_for_employers(road)
        the_county_confirms_its_part(road)


def the_sheets(road: Road, folder: Path) -> None:
    road.sign_in(f"{CITY}-finance")
    for source in SOURCES:
        path = folder / f"{source}.xlsx"
        sheets.write(f"collection_{source}", path, told(source))
        road.bring_in(f"collection_{source}", path)


def the_comparison(road: Road) -> None:
    road.go(f"{reverse('funds:collection_month')}?month={MONTH}")
    road.look("not-compared")
    road.click("对比")
    road.page.wait_for_selector("main form button.main")
    road.send()
    road.finish_job()
    road.go(f"{reverse('funds:collection_month')}?month={MONTH}")
    road.look("compared")
    road.go(f"{reverse('funds:collection_differences')}?month={MONTH}")
    road.see(f"P{COUNTY}3901", f"P{COUNTY}3102")
    road.look("work-list")
    with system_scope():
        found = CollectionDifference.objects.filter(month=dt.date(2023, 2, 1))
        assert {(one.key, one.kind) for one in found} == {
            (f"P{COUNTY}3901", "amount"),
            (f"P{COUNTY}3102", "missing"),
        }


def the_county_signs_for_residents(road: Road) -> None:
    """Not before its difference has an owner and an explanation; the reader of the county signs, the city does not."""
    one = difference(f"P{COUNTY}3901")
    road.sign_in(f"{COUNTY}-finance")
    road.go(f"{reverse('funds:collection_month')}?month={MONTH}")
    assert not road.page.locator("main a[href*='group=resident']").count()
    road.go(reverse("funds:give_difference", args=[one.pk]))
    road.send()
    road.go(reverse("funds:explain_difference", args=[one.pk]))
    road.page.fill("[name=explanation]", "财政多记90元，已通知更正")
    road.send()
    road.look("explained")
    road.go(f"{reverse('funds:collection_month')}?month={MONTH}")
    road.look("county-may-sign")
    road.page.locator("main a[href*='group=resident']").first.click()
    road.page.wait_for_selector("main form button.main")
    road.look("county-signs")
    road.send()
    road.see("海曙区财务员")
    road.look("county-signed")
    assert signed("resident").county.code == COUNTY  # type: ignore[union-attr]

    road.sign_in(f"{COUNTY}-review")
    road.go(reverse("funds:close_difference", args=[one.pk]))
    road.page.select_option("[name=closing]", index=1)
    road.page.fill("[name=closing_note]", "更正凭证20230303")
    road.look("close-difference")
    road.send()
    assert difference(one.key).state == "closed"


def the_city_signs_for_employers(road: Road) -> None:
    one = difference(f"P{COUNTY}3102")
    road.sign_in(f"{CITY}-finance")
    road.go(reverse("funds:explain_difference", args=[one.pk]))
    road.page.fill("[name=explanation]", "国库三月入账")
    road.send()
    road.go(f"{reverse('funds:collection_month')}?month={MONTH}")
    assert not road.page.locator("main a[href*='group=resident']").count()
    road.page.locator("main a[href*='group=employer']").first.click()
    road.page.wait_for_selector("main form button.main")
    road.look("city-signs")
    road.send()
    road.look("city-signed")
    with system_scope():
        parts = {
            one.county.code: (one.tax, one.treasury)
            for one in signed("employer").lines.select_related("county")
        }
    assert (parts[COUNTY], parts[NEIGHBOUR]) == ((2100, 700), (2100, 2100))


def the_county_confirms_its_part(road: Road) -> None:
    road.sign_in(f"{COUNTY}-finance")
    road.go(f"{reverse('funds:collection_month')}?month={MONTH}")
    road.page.locator("main a[href*='collection/confirm']").first.click()
    road.page.wait_for_selector("main form button.main")
    road.see("2,100.00", "700.00")
    road.look("county-confirms")
    road.send()
    road.look("confirmed")
    with system_scope():
        line = signed("employer").lines.get(county__code=COUNTY)
    assert line.confirmed_by is not None
