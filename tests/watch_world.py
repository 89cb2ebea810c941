"""One of everything of the watch that has an address, for :func:`tests.world.build_world`."""

from __future__ import annotations

from funds.models import FundWarning, IndicatorValue, WarningStep, WatchMonth
from tests.places import JANUARY, Place


def watched_of(place: Place) -> dict[str, int]:
    """A month counted and not drawn up, a value outside its corridor, the warning it opened."""
    watched, _new = WatchMonth.unscoped.get_or_create(area=place.county.area, month=JANUARY)
    about = {"area": place.county.area, "unit": place.county, "insutype": "390", "code": "months_covered"}
    IndicatorValue.unscoped.create(
        month=watched, value=2, numerator=800, denominator=400, level="talk", **about
    )
    warning = FundWarning.unscoped.create(
        month=JANUARY, seen_month=JANUARY, level="talk", value=2, outside=4, **about
    )
    WarningStep.unscoped.create(warning=warning, act="opened", month=JANUARY, value=2, level="talk")
    return {"watch_month_id": watched.pk, "fund_warning_id": warning.pk}
