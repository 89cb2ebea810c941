"""Reports by the public: one verified and rewarded, one unfounded, some still open."""

from __future__ import annotations

from decimal import Decimal

from claims.models import PublicReport, RosterMember
from claims.services.report_rewards import note_reward_paid
from claims.services.reports import confirm_result, enter_result, receive_report
from config.demo.topics.stage import Stage, act, said
from config.scoping import system_scope
from institutions.models import Agency, Duty

CHANNELS = ("phone", "letter", "visit", "online", "supervisor")


def fill(stage: Stage) -> int:
    """Two of each county; how many."""
    if not stage.says("inspections"):
        return 0
    with system_scope():
        if PublicReport.objects.filter(area=stage.area).exists():
            return 0
    made = 0
    for unit in stage.units():
        for _again in range(2):
            _report(stage, unit, made)
            made += 1
    return made


def _report(stage: Stage, unit: Agency, number: int) -> None:
    """Named reporters have odd numbers; every fourth is only received."""
    handler, words = stage.at(Duty.INSPECT, unit), said()["reports"]
    institutions = stage.institutions(unit)
    channel = CHANNELS[number % len(CHANNELS)]
    report = act(
        handler, receive_report, agency=unit, channel=channel,
        content=words["contents"][number % len(words["contents"])],
        received_on=stage.day(3 + number % 9, 11), supervisor=_supervisor(unit, channel),
        institution=institutions[number % len(institutions)],
        name=words["names"][number % len(words["names"])] if number % 2 else "",
        contact=words["contact"] if number % 2 else "",
    )  # fmt: skip
    if number % 4 == 0:
        return
    founded = number % 4 != 2
    report = act(
        handler, enter_result, report=report, founded=founded,
        result=words["founded" if founded else "unfounded"], amount=Decimal(18_400) if founded else None,
    )  # fmt: skip
    if number % 8 == 7:
        return
    report = act(stage.at(Duty.REVIEW, unit), confirm_result, report=report)
    if report.reward is not None and number % 8 == 1:
        receipt = words["receipt"].format(number=f"{number:03d}")
        act(handler, note_reward_paid, report=report, day=stage.day(12, 20), receipt=receipt)


def _supervisor(unit: Agency, channel: str) -> RosterMember | None:
    if channel != "supervisor":
        return None
    with system_scope():
        found: RosterMember | None = RosterMember.objects.filter(county=unit, kind="social").first()
    return found
