"""Count a month's indicators of every unit, and follow the warnings they open (JJ-01, JJ-10, ZY-19)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.jobs import enqueue
from config.models import Job
from config.periods import Month
from funds.models import Book, BookPeriod, IndicatorValue, WatchMonth
from funds.reads.corridors import corridors, frozen, watched_by
from funds.reads.indicators import INDICATORS, Facts, Reading
from funds.rules.watch import Corridor, level
from institutions.models import Agency, Duty, PoolingArea, User
from institutions.services.duties import require_city_duty

from .faults import WatchRefused
from .follow import Followed, follow

COUNT_MONTH = "funds.watch_month"
_PLACES, _PLACES_BEHIND = 12, 6
State = WatchMonth.State


class Counted(NamedTuple):
    """How many values were stored, and what became of warnings."""

    values: int
    opened: int
    worse: int


def start_count(*, area: PoolingArea, month: Month, acting_user: User) -> Job:
    """Queue the count of an ended month. Duty finance at the city; raises :class:`WatchRefused`, ``DutyMissing``."""
    city = require_city_duty(user=acting_user, duty=Duty.FINANCE, area=area)
    require_open(area, month)
    return enqueue(
        COUNT_MONTH,
        owner=acting_user,
        agency=city,
        params={"area": area.pk, "month": str(month)},
        unique_key=f"watch-month:{area.pk}:{month}",
    )


def require_open(area: PoolingArea, month: Month) -> None:
    """Raise :class:`WatchRefused` unless the month is over, watched by the policy and not drawn up."""
    if month.last >= timezone.localdate():
        raise WatchRefused(_("%(month)s is not over yet."), month=month)
    if watched_by(area, month) is None:
        raise WatchRefused(_("The policy of %(area)s watches nothing in %(month)s."), area=area, month=month)
    known = WatchMonth.objects.filter(area=area, month=month.first).exclude(state=State.COUNTED).first()
    if known is not None:
        raise WatchRefused(
            _("%(month)s: %(state)s. Its figures stay."), month=month, state=known.get_state_display()
        )


@transaction.atomic
def count_month(
    *, area: PoolingArea, month: Month, told: Callable[[int, int], None] = lambda _done, _all: None
) -> Counted:
    """Store every indicator of the area and its counties, all or nothing; run again, the values are replaced.

    For callers that have checked who asks and opened a scope that shows the whole area. Raises :class:`WatchRefused`.
    """
    require_open(area, month)
    watched, _new = WatchMonth.objects.get_or_create(area=area, month=month.first)
    watched = WatchMonth.objects.select_for_update(of=("self",)).get(pk=watched.pk)
    # Drawn up while we waited for it.
    require_open(area, month)
    units = units_of(area)
    values: list[IndicatorValue] = []
    shared: dict[Any, Any] = {}
    for done, unit in enumerate(units, start=1):
        values += _values_of(watched, area, unit, month, shared)
        told(done, len(units))
    IndicatorValue.objects.filter(month=watched).delete()
    IndicatorValue.objects.bulk_create(values)
    watched.counted_at, watched.final = timezone.now(), _closed(area, month)
    watched.save(update_fields=["counted_at", "final"])
    followed = _followed(area, month, values)
    return Counted(len(values), followed.opened, followed.worse)


def units_of(area: PoolingArea) -> list[Agency]:
    """The city, which stands for the whole area, then the counties by code."""
    levels = (Agency.Level.CITY, Agency.Level.COUNTY)
    return sorted(
        Agency.objects.filter(area=area, level__in=levels),
        key=lambda one: (one.level != Agency.Level.CITY, one.code),
    )


def schemes_of(area: PoolingArea) -> list[str]:
    """Schemes with books in the area."""
    return sorted(set(Book.objects.filter(area=area).values_list("insutype", flat=True)))


def exact(value: Fraction | None, places: int = _PLACES) -> Decimal | None:
    """To so many decimals, half up: what the columns hold."""
    if value is None:
        return None
    scale = 10**places
    top, under = value.numerator * scale, value.denominator
    whole = (2 * abs(top) + under) // (2 * under)
    return Decimal(-whole if top < 0 else whole).scaleb(-places)


def _values_of(
    watched: WatchMonth, area: PoolingArea, unit: Agency, month: Month, shared: dict[Any, Any]
) -> Iterator[IndicatorValue]:
    county = None if unit.level == Agency.Level.CITY else unit
    schemes = schemes_of(area)
    for insutype in schemes:
        facts = Facts(area, insutype, county, month, shared)
        bounds = corridors(area, insutype, month)
        for code, one in INDICATORS.items():
            if one.by_scheme:
                yield _value(watched, unit, insutype, code, one.of(facts), bounds.get(code))
    if not schemes:
        return
    facts, bounds = Facts(area, schemes[0], county, month, shared), corridors(area, "", month)
    for code, one in INDICATORS.items():
        if not one.by_scheme:
            yield _value(watched, unit, "", code, one.of(facts), bounds.get(code))


def _value(
    watched: WatchMonth, unit: Agency, insutype: str, code: str, reading: Reading, corridor: Corridor | None
) -> IndicatorValue:
    return IndicatorValue(
        month=watched, area_id=watched.area_id, unit=unit, insutype=insutype, code=code,
        value=exact(reading.value), numerator=exact(reading.numerator, _PLACES_BEHIND),
        denominator=exact(reading.denominator, _PLACES_BEHIND), level=level(reading.value, corridor),
        corridor=frozen(corridor),
    )  # fmt: skip


def _closed(area: PoolingArea, month: Month) -> bool:
    """Whether every book of the area has closed the month."""
    periods = BookPeriod.objects.filter(book__area=area, month=month.first)
    return periods.exists() and not periods.filter(state=BookPeriod.State.OPEN).exists()


def _followed(area: PoolingArea, month: Month, values: list[IndicatorValue]) -> Followed:
    """Warnings follow the youngest month only: counting an old month again opens none."""
    if WatchMonth.objects.filter(area=area, month__gt=month.first).exists():
        return Followed(0, 0)
    return follow(area=area, month=month, values=values)


def areas_to_count(day: Month, today_number: int) -> list[PoolingArea]:
    """Areas whose policy has ``day``'s month counted by now, and whose month was not counted yet."""
    found = []
    for area in PoolingArea.objects.filter(pk__in=Book.objects.values("area")).order_by("code"):
        policy = watched_by(area, day)
        if policy is None or policy.on is None or policy.on > today_number:
            continue
        if not WatchMonth.objects.filter(area=area, month=day.first).exists():
            found.append(area)
    return found
