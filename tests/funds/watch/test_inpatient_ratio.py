"""The share of in-scope inpatient costs that was really paid, beside the aim of the policy."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from config.scoping import acting_as, system_scope
from funds.reads.inpatient_ratio import PaidShare, paid_shares
from tests.cast import Cast
from tests.claims.raw import raw_settlement
from tests.funds.clearing.conftest import APRIL, MARCH, Town, build_town
from tests.support.pages import see

pytestmark = pytest.mark.django_db
TARGETS = """
  targets:
    inpatient_ratio.about: {unit: ratio, values: [{from: 2019-07-01, value: 0.75, clause: 四（三）}]}
    inpatient_ratio.within: {unit: points, values: [{from: 2019-07-01, value: 5, clause: 四（三）}]}
"""


@pytest.fixture
def town(cast: Cast) -> Town:
    return build_town(cast, sections=TARGETS)


def stay(town: Town, county: str, fund: int, in_scope: int, **given: Any) -> None:
    """A stay of which the pooled fund pays ``fund`` of ``in_scope``, fen."""
    town.settle(town.cast.hospital_east, getattr(town.cast, county), fund, cash=in_scope - fund, **given)


def of(rows: list[PaidShare], county: object) -> PaidShare:
    return next(row for row in rows if row.county == county)


@pytest.mark.duty("HG-05")
def test_the_ratio_that_was_paid_is_watched_by_county(cast: Cast, town: Town) -> None:
    stay(town, "east", 76_000, 100_000)
    stay(town, "east", 50_000, 100_000)
    stay(town, "east", 50_000, 100_000, cancel=True)
    stay(town, "west", 60_000, 100_000)
    stay(town, "west", 99_000, 100_000, month=APRIL)
    # Care that is no stay does not count.
    with system_scope():
        visit = town.bill(cast.hospital_west, cast.west, 10_000)
        raw_settlement(visit, med_type="11", clr_month=MARCH.first).save()
        rows = paid_shares(cast.area, MARCH)
        east, west, whole = of(rows, cast.east), of(rows, cast.west), of(rows, None)
        assert (east.stays, east.in_scope, east.basic, east.share, east.standing) == (
            1,
            100_000,
            76_000,
            7_600,
            "within",
        )
        assert (west.share, west.standing) == (6_000, "below")
        assert (whole.stays, whole.share, whole.standing) == (2, 6_800, "below")
        assert of(paid_shares(cast.area, APRIL), cast.west).standing == "above"
    with acting_as(cast.clerk_east):
        rows = paid_shares(cast.area, MARCH)
        assert {row.county for row in rows} == {cast.east, None}
        assert of(rows, None).in_scope == 100_000


def test_the_page_tells_what_lies_outside_the_aim(cast: Cast, town: Town, client: Client) -> None:
    stay(town, "east", 60_000, 100_000)
    where = f"{reverse('funds:inpatient_ratio')}?month=2020-03"
    shown = see(client, cast.reviewer_city, where)
    assert "60%" in shown
    assert "75% ± 5 〔四（三）〕" in shown
    assert "note-warn" in shown
    assert client.get(reverse("funds:inpatient_ratio"), {"month": "x"}).status_code == 404


def test_without_an_aim_nothing_is_warned_of(cast: Cast, client: Client) -> None:
    town = build_town(cast)
    stay(town, "east", 60_000, 100_000)
    shown = see(client, cast.clerk_west, f"{reverse('funds:inpatient_ratio')}?month=2020-03")
    assert "note-warn" not in shown
