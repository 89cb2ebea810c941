"""December paid more than its bills explain; an audit drew a sample, found two faults and had one put right."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from config.demo.staff import another
from config.demo.topics.stage import Stage, act, said
from config.demo.world import SCHEME
from config.demo.year.clock import standing_on
from config.scoping import system_scope
from funds.models import AuditFinding, AuditPaper, AuditPlan, Book, Entry, RushFinding, RushMonth
from funds.policy_control import AUDIT, RUSH, needed_section, number
from funds.rules.audit_samples import AMOUNT
from funds.services.accounts import AccountKey, accounts_for
from funds.services.audits import plan as plans
from funds.services.audits.papers import AUDIT_COURSE, make_finding, record_result
from funds.services.audits.samples import draw_audit_sample
from funds.services.drafts import book_of_unit
from funds.services.post_entry import LegDraft, post_entry
from funds.services.rush.course import RUSH_COURSE
from funds.services.rush.look import look_at
from institutions.models import Agency, Duty

# Fen paid on the third last day of the year, for which no bill came in.
RUSHED = 128_000_00
FAULTS = 2
SEED = "5f3c9a7e1b2d4c6088f0e1d2c3b4a596"


def rush(stage: Stage) -> int:
    """How many outlays of December are unusual; the first is explained, which waits for the city."""
    if not stage.says(RUSH.name):
        return 0
    with system_scope():
        if RushMonth.objects.filter(area=stage.area).exists():
            return 0
    unit = stage.units()[0]
    _pay(stage, unit)
    with standing_on(stage.day(1, 10, years_on=1)):
        with system_scope():
            looked = look_at(area=stage.area, month=stage.month(12))
            finding = RushFinding.objects.select_related("area", "unit").filter(unit=unit).first()
        if finding is not None:
            act(
                stage.at(Duty.FINANCE, unit), RUSH_COURSE.answer, finding=finding,
                text=said()["control"]["explained"], evidence=_scan(),
            )  # fmt: skip
    return looked.found


def _pay(stage: Stage, unit: Agency) -> None:
    with system_scope():
        keeper = unit if Book.objects.filter(unit=unit, insutype=SCHEME).exists() else stage.city
        book = book_of_unit(SCHEME, keeper)
        keys = [AccountKey("benefit_expense", keeper, unit), AccountKey("expenditure_account", keeper)]
        found = accounts_for(book, keys)
    act(
        stage.at(Duty.FINANCE, keeper), post_entry, book=book, booked_on=stage.day(12, 29),
        kind=Entry.Kind.PAYMENT, key=f"rush:{unit.code}", summary=said()["control"]["rushed"],
        legs=[LegDraft(found[keys[0]], debit=RUSHED), LegDraft(found[keys[1]], credit=RUSHED)],
    )  # fmt: skip


def audit(stage: Stage) -> int:
    """An audit with its report and two findings, one closed and one answered; another that waits; how many rows."""
    if not stage.says(AUDIT.name):
        return 0
    with system_scope():
        if AuditPlan.objects.filter(area=stage.area).exists():
            return 0
        size = number(needed_section(stage.area, AUDIT.name, stage.day(12, 31)), "sample.size")
    first, second = stage.at(Duty.AUDIT), another(stage.city, Duty.AUDIT)
    plan = _planned(stage, stage.year, "title")
    act(second, plans.approve_audit, plan=plan)
    sample = act(
        first, draw_audit_sample, plan=plan, population="settlements", method=AMOUNT, size=size,
        first=plan.first, last=plan.last, seed=SEED,
    )  # fmt: skip
    with system_scope():
        papers = list(AuditPaper.objects.filter(sample=sample).select_related("sample__plan"))
    findings = [_looked_at(stage, plan, paper, place) for place, paper in enumerate(papers)]
    act(first, plans.draw_up_audit_report, plan=plan, conclusion=said()["control"]["conclusion"])
    act(second, plans.issue_audit_report, plan=plan)
    for place, finding in enumerate(one for one in findings if one is not None):
        clerk = stage.at(Duty.HANDLE, finding.unit)
        act(
            clerk, AUDIT_COURSE.answer, finding=finding, text=said()["control"]["rectified"], evidence=_scan()
        )
        if place == 0:
            act(first, AUDIT_COURSE.accept, finding=finding, verdict="rectified", reply="")
            act(second, AUDIT_COURSE.close, finding=finding)
    _planned(stage, stage.year + 1, "next")
    return 2 + len(papers)


def _planned(stage: Stage, year: int, title: str) -> AuditPlan:
    words, on = said()["control"], year - stage.year
    plan: AuditPlan = act(
        stage.at(Duty.AUDIT), plans.plan_audit, agency=stage.city, year=year,
        title=words[title].format(year=year), programme=words["programme"], first=stage.day(1, 1, years_on=on),
        last=stage.day(12, 31, years_on=on),
    )  # fmt: skip
    return plan


def _looked_at(stage: Stage, plan: AuditPlan, paper: AuditPaper, place: int) -> AuditFinding | None:
    """The first of the sample are faults, each a finding of a county of its own."""
    auditor, words = stage.at(Duty.AUDIT), said()["control"]
    if place >= FAULTS:
        act(auditor, record_result, paper=paper, result="right")
        return None
    fault: dict[str, Any] = words["faults"][place]
    paper = act(
        auditor, record_result, paper=paper, result="fault", fault=fault["kind"], note=fault["note"],
        fault_amount=min(Decimal(fault["amount"]), abs(paper.amount)),
    )  # fmt: skip
    units = stage.units()
    finding: AuditFinding = act(
        auditor, make_finding, plan=plan, unit=units[place % len(units)], title=fault["title"],
        text=fault["note"], papers=[paper],
    )  # fmt: skip
    return finding


def _scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("a.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")
