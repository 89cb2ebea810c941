"""One of everything of the watch that has an address, for :func:`tests.world.build_world`."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from funds.models import FundWarning, IndicatorValue, WarningStep, WatchMonth
from funds.models.statements_filed import content_hash
from tests.places import JANUARY, Place


def _published(place: Place) -> WatchMonth:
    """The report of the month before, which every agency of the area may read."""
    content = {
        "area": str(place.county.area), "month": "2019-12", "final": True, "remarks": "平稳", "values": [],
        "warnings": [],
    }  # fmt: skip
    now = timezone.now()
    published, _new = WatchMonth.unscoped.get_or_create(
        area=place.county.area, month=dt.date(2019, 12, 1),
        defaults={
            "state": "published", "final": True, "remarks": "平稳", "content": content,
            "content_hash": content_hash(content), "drawn_up_by": place.worker, "drawn_up_at": now,
            "approved_by": place.checker, "approved_at": now,
        },
    )  # fmt: skip
    return published


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
    return {"watch_month_id": _published(place).pk, "fund_warning_id": warning.pk}
