"""What is watched: the last months counted, warnings on every stage of their course, the monthly reports."""

from __future__ import annotations

from collections import Counter

from django.utils import timezone

from config.demo.topics.papers import scan
from config.demo.topics.stage import Stage, act, said
from config.demo.world import SCHEME
from config.demo.year.clock import living_on
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import FundWarning, WatchMonth
from funds.reads.corridors import watched_by
from funds.services.watch import course
from funds.services.watch.count import count_month
from funds.services.watch.report import draw_up_report, publish_report
from institutions.models import Agency, Duty

# The months counted, the last of the year; reports are out for all but the last one.
COUNTED = range(9, 13)


def fill(stage: Stage) -> int:
    """How many months and warnings; none where nothing is watched."""
    with system_scope():
        if WatchMonth.objects.filter(area=stage.area).exists():
            return 0
        if watched_by(stage.area, stage.month(COUNTED[-1])) is None:
            return 0
    for number in COUNTED:
        month = stage.month(number)
        with living_on(month.following.first.replace(day=10)), acting_as(stage.at(Duty.FINANCE)):
            count_month(area=stage.area, month=month)
        if number == COUNTED[1]:
            _first_warnings(stage, month)
        with living_on(month.following.first.replace(day=18)):
            _report(stage, month, last=number == COUNTED[-1])
    with living_on(stage.month(COUNTED[-1]).following.first.replace(day=22)):
        return len(COUNTED) + _follow(stage)


def _warnings(stage: Stage) -> list[FundWarning]:
    """Those that nobody worked on yet, one of every unit and indicator."""
    with system_scope():
        found = FundWarning.objects.filter(
            area=stage.area, state=FundWarning.State.OPEN, insutype__in=(SCHEME, "")
        )
        return list(found.select_related("unit__area", "unit__parent", "area").order_by("code", "unit__code"))


def _first_warnings(stage: Stage, month: Month) -> None:
    """One is worked off while it is fresh: cause, measures, talk, report, closed by a second person."""
    with living_on(month.following.first.replace(day=14)):
        for warning in _warnings(stage)[:1]:
            _go(stage, warning, "close")


def _report(stage: Stage, month: Month, *, last: bool) -> None:
    with system_scope():
        watched = WatchMonth.objects.select_related("area").get(area=stage.area, month=month.first)
    act(
        stage.at(Duty.FINANCE), draw_up_report, watched=watched,
        remarks=said()["watch"]["remarks"].format(month=month.number),
    )  # fmt: skip
    if not last:
        act(stage.at(Duty.APPROVE), publish_report, watched=watched)


def _follow(stage: Stage) -> int:
    """The first waits for the second person's closing, the next for its unit, the city, its unit again, the city."""
    ends = ("ask", "", "answer", "return", "accept", "talk", "close")
    found = _warnings(stage)
    for warning, end in zip(_mixed(found, stage.city), ends, strict=False):
        if end:
            _go(stage, warning, end)
    return len(found)


def _mixed(found: list[FundWarning], city: Agency) -> list[FundWarning]:
    """Of every indicator the first, then of every indicator the second …; those of counties before the city's own."""
    ranked, seen = [], Counter[tuple[bool, str]]()
    for warning in found:
        kind = (warning.unit == city, warning.code)
        ranked.append((kind[0], seen[kind], len(ranked)))
        seen[kind] += 1
    return [found[place] for _own, _turn, place in sorted(ranked)]


def _go(stage: Stage, warning: FundWarning, end: str) -> None:
    """Along the course as far as ``end``."""
    finance, common = stage.at(Duty.FINANCE), said()["watch"]
    words = common["by_indicator"].get(warning.code, common["by_indicator"]["other"])
    own = stage.at(Duty.FINANCE, warning.unit)
    # Whoever answered does not decide: for the whole area the city's finance does both, so it is not decided.
    if warning.unit == stage.city and end != "answer":
        return
    act(own, course.answer_warning, warning=warning, cause=words["cause"], measures=words["measures"])
    if end == "answer":
        return
    if end == "return":
        act(finance, course.return_answer, warning=warning, reply=words["returned"])
        return
    act(finance, course.accept_answer, warning=warning, reply=words["accepted"])
    if end == "accept":
        return
    with system_scope():
        warning.refresh_from_db()
    if warning.needs_talk or end == "talk":
        act(
            finance, course.record_talk, warning=warning, day=timezone.localdate(), people=common["people"],
            agreed=words["agreed"], minutes=scan(f"talk-{warning.pk}"),
        )  # fmt: skip
    if end == "talk":
        return
    with system_scope():
        warning.refresh_from_db()
    if warning.needs_report:
        act(
            finance, course.note_report, warning=warning, day=timezone.localdate(), document=common["document"],
            text=common["reported"],
        )  # fmt: skip
    act(finance, course.ask_closing, warning=warning, reason=words["reason"])
    if end == "close":
        act(stage.at(Duty.REVIEW), course.close_warning, warning=warning)
