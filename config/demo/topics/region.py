"""The region above the area: its book of the adjustment fund, and what the city counted and reported upwards."""

from __future__ import annotations

from config.demo.clearing import closed_months
from config.demo.topics.stage import Stage
from config.demo.world import SCHEME
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import Book, RegionReport, WatchMonth
from funds.reads.corridors import watched_by
from funds.services.open_book import open_book, open_months
from funds.services.region_reports.report import report_upwards
from funds.services.watch.count import count_month
from institutions.models import Duty


def fill(stage: Stage) -> int:
    """How many records; nothing where no region stands above the area."""
    above = stage.city.parent
    if above is None:
        return 0
    with system_scope():
        if RegionReport.objects.filter(area=stage.area).exists():
            return 0
    finance = stage.cast.at(above, Duty.FINANCE)
    with acting_as(finance):
        if not Book.objects.filter(insutype=SCHEME, unit=above).exists():
            first = Month(stage.year + 1, 1)
            book = open_book(insutype=SCHEME, unit=above, first=first, acting_user=finance)
            open_months(book=book, through=Month(stage.year + 1, 12), acting_user=finance)
    _count(stage)
    with system_scope():
        report_upwards(area=stage.area)
    return 2


def _count(stage: Stage) -> None:
    """The youngest cleared month, where nobody counted one yet."""
    cleared = sorted(closed_months(stage.layout), key=lambda one: one.first)
    with system_scope():
        counted = WatchMonth.objects.filter(area=stage.area).exists()
        if cleared and not counted and watched_by(stage.area, cleared[-1]) is not None:
            count_month(area=stage.area, month=cleared[-1])
