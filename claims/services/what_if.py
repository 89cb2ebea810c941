"""What a year would have cost under another policy: asked by the city, worked out as a job, kept as a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.models import WhatIfReport
from config.errors import DomainError
from config.scoping import acting_as
from institutions.models import Duty, PoolingArea, User
from institutions.services.duties import require_duty
from institutions.services.policy_versions import municipal_agency

from .what_if_policy import substituted
from .what_if_run import Question, Report, count_bills, settle_again


class NothingSettled(DomainError):
    """The year has no standing settlement to compare with."""


@dataclass(frozen=True)
class Estimate:
    """What a run would go through."""

    bills: int
    people: int


def require_may_ask(*, user: User, area: PoolingArea) -> None:
    """Raise ``DutyMissing`` unless ``user`` administers or handles at the area's municipal agency."""
    city = municipal_agency(area)
    if Duty.HANDLE not in user.duties_at(city):
        require_duty(user=user, duty=Duty.ADMINISTER, agency=city)


def estimate(*, question: Question, acting_user: User) -> Estimate:
    """How many bills and people a run meets, once both policies prove fit to settle the area's bills.

    Raises ``DutyMissing``, ``PolicyRefused`` for a policy that does not fit, and :class:`NothingSettled`.
    """
    area = PoolingArea.objects.select_related("parent").get(pk=question.area_id)
    require_may_ask(user=acting_user, area=area)
    for tried in (question.draft(), question.base()):
        if tried is not None:
            substituted(area, tried.package)
    bills, people = count_bills(question)
    if not bills:
        raise NothingSettled(
            _("No bill of %(area)s stands settled for %(year)s: there is nothing to settle again."),
            area=area,
            year=question.year,
        )
    return Estimate(bills, people)


def run_what_if(
    *,
    question: Question,
    acting_user: User,
    processes: int = 1,
    report: Report | None = None,
    job_id: int | None = None,
) -> WhatIfReport:
    """Settle the year again and keep the sums; nothing else is stored, and nothing at all until it is complete.

    A job that already has its report gets that. Raises what :func:`estimate` raises.
    """
    with acting_as(acting_user):
        known: WhatIfReport | None = WhatIfReport.objects.filter(job_id=job_id).first() if job_id else None
        if known is not None:
            return known
        estimate(question=question, acting_user=acting_user)
        draft = question.draft()
    tally = settle_again(question=question, processes=processes, report=report)
    with acting_as(acting_user):
        stored: WhatIfReport = WhatIfReport.objects.create(
            area_id=question.area_id,
            year=question.year,
            insutype=question.insutype,
            draft_version=draft.version,
            draft_title=draft.title[:200],
            draft_text=draft.text,
            base_version_id=question.base_version,
            as_at=question.as_at,
            prepared_by=acting_user,
            job_id=job_id,
            bills=tally.met,
            people=_people(tally.cells),
            result=tally.result(),
        )
        return stored


def _people(cells: dict[tuple[str, str], list[int]]) -> int:
    everybody: Any = cells.get(("all", ""))
    return everybody[0] if everybody else 0
