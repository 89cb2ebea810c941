"""The region above the area: its book of the adjustment fund, what cities reported upwards, how they are assessed."""

from __future__ import annotations

from collections.abc import Sequence

from config.demo.clearing import closed_months
from config.demo.topics.region_assessment import assess, neighbours, report_like
from config.demo.topics.stage import Stage, act, said
from config.demo.world import SCHEME
from config.demo.year.clock import living_on
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import Book, RegionReport, WatchMonth
from funds.reads.corridors import watched_by
from funds.services.ask_for_book import ask_for_book, open_asked_book
from funds.services.open_book import open_months
from funds.services.region_reports.report import report_upwards
from funds.services.watch.count import count_month
from institutions.models import Agency, Duty
from institutions.services.lay_out_area import AreaLayout


def fill(stage: Stage) -> int:
    """How many records; nothing where no region stands above the area."""
    above = stage.city.parent
    if above is None:
        return 0
    with system_scope():
        if RegionReport.objects.filter(area=stage.area).exists():
            return 0
    _open_book(stage, above)
    _count(stage)
    others = neighbours(stage)
    with living_on(stage.day(1, 3, years_on=1)):
        _reported(stage, others)
    sheets = assess(stage, others)
    _reported(stage, others)
    return 2 + sheets


def _open_book(stage: Stage, above: Agency) -> None:
    finance = stage.cast.at(above, Duty.FINANCE)
    with acting_as(finance):
        if Book.objects.filter(insutype=SCHEME, unit=above).exists():
            return
    asked = act(
        finance, ask_for_book, insutype=SCHEME, unit=above, first=Month(stage.year + 1, 1), basis=Book.Basis.CASH,
        evidence=said()["region_assessment"]["book"],
    )  # fmt: skip
    book = act(stage.cast.at(above, Duty.APPROVE), open_asked_book, request=asked)
    act(finance, open_months, book=book, through=Month(stage.year + 1, 12))


def _reported(stage: Stage, others: Sequence[AreaLayout]) -> None:
    with system_scope():
        report_upwards(area=stage.area)
    report_like(stage, others)


def _count(stage: Stage) -> None:
    """The youngest cleared month, where nobody counted one yet."""
    cleared = sorted(closed_months(stage.layout), key=lambda one: one.first)
    with system_scope():
        counted = WatchMonth.objects.filter(area=stage.area).exists()
        if cleared and not counted and watched_by(stage.area, cleared[-1]) is not None:
            count_month(area=stage.area, month=cleared[-1])
