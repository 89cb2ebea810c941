"""Counties that keep books of their own (HG-13): no document shares a year, a gap or a reserve between such books.

The city neither settles a year there nor draws an incentive, and says why; the sentence comes before anything is kept.
"""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from config.scoping import acting_as, system_scope
from funds.models import CountyScheme, Entry, GapDemand, Incentive, YearSettlement
from funds.services.county_money.faults import CountyMoneyRefused
from funds.services.county_money.incentives import enter_incentive
from funds.services.year_settlement.draw_up import draw_up
from funds.services.year_settlement.faults import SettlementRefused
from tests.cast import Cast
from tests.support.pages import see
from tests.support.policies import POLICIES, put_policy_in_force, put_text_in_force

from .conftest import DAY, YEAR


def in_force(cast: Cast, package: str) -> None:
    """Hegang's as it stands; of Ningbo only the way the books are kept is changed: its steps would share gaps."""
    with system_scope():
        if package == "hegang.yaml":
            put_policy_in_force(cast, package)
            return
        text = (POLICIES / package).read_text(encoding="utf-8")
        changed = text.replace('area: "330200"', f'area: "{cast.area.code}"').replace(
            "value: unified", "value: graded"
        )
        assert changed.count("value: graded") == 1
        put_text_in_force(cast, changed)


@pytest.mark.duty("HG-13")
@pytest.mark.parametrize("package", ["hegang.yaml", "ningbo.yaml"])
def test_no_year_is_settled_between_separate_books(
    cast: Cast, client: Client, today: dt.date, package: str
) -> None:
    in_force(cast, package)
    with acting_as(cast.finance_city), pytest.raises(SettlementRefused, match="独立核算"):
        draw_up(area=cast.area, insutype="390", year=YEAR, acting_user=cast.finance_city)
    assert not YearSettlement.unscoped.exists()
    assert not GapDemand.unscoped.exists()
    assert not Entry.unscoped.exists()
    # The page that would begin one opens, and no desk asks for it.
    see(client, cast.finance_city, reverse("funds:draw_up_settlement"))
    assert reverse("funds:draw_up_settlement") not in see(client, cast.finance_city, reverse("desk"))


@pytest.mark.duty("HG-13")
def test_no_incentive_is_drawn_where_no_reserve_is_shared(cast: Cast, today: dt.date) -> None:
    in_force(cast, "ningbo.yaml")
    with system_scope():
        scheme = CountyScheme.unscoped.create(
            area=cast.area, agency=cast.city, year=YEAR, report_by=DAY, verify_by=DAY, publish_by=DAY, appeal_days=5,
            prepared_by=cast.finance_city,
        )  # fmt: skip
        scheme.approved_by, scheme.approved_on = cast.approver_city, DAY
        for state in ("approved", "open", "published"):
            scheme.state = state
            if state == "published":
                scheme.published_on, scheme.published_by, scheme.place = DAY, cast.finance_city, "网站"
            scheme.save()
    with acting_as(cast.finance_city), pytest.raises(CountyMoneyRefused, match="独立核算"):
        enter_incentive(scheme=scheme, insutype="390", acting_user=cast.finance_city)
    assert not Incentive.unscoped.exists()
