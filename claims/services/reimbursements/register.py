"""Open a case for the papers somebody brings to a counter, and keep account of the papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from claims.models import Reimbursement, ReimbursementPaper
from claims.rules.counter_policy import CounterPolicy, counter_policy
from claims.services.case_numbers import next_number
from claims.services.counters import counter_for, coverage_of, find_person, unit_of
from config.workdays import add_workdays
from institutions.models import Agency, Duty, User
from institutions.policy.in_force import policy_for
from institutions.services.duties import require_duty

from .states import locked, state_after

# Kind of paper → copies handed in; 0 for one that is missing.
Papers = Mapping[str, int]


@transaction.atomic
def register_case(
    *,
    number: str,
    name: str,
    insutype: str,
    manl_reim_rea: str,
    received_on: dt.date,
    papers: Papers,
    agency: Agency,
    acting_user: User,
    tel: str = "",
    remark: str = "",
) -> Reimbursement:
    """A new case of the insured person with this ``number`` (person or certificate) and ``name``.

    ``agency`` is the counter, any of the person's area. Needs the duty to register or to handle there. Raises
    ``PersonUnknown``, ``DutyMissing``.
    """
    duty = Duty.HANDLE if Duty.HANDLE in acting_user.duties_at(agency) else Duty.REGISTER
    require_duty(user=acting_user, duty=duty, agency=agency)
    person = find_person(number=number, name=name, agency=agency)
    coverage = coverage_of(person, insutype)
    case = Reimbursement(
        number=next_number("BX"),
        person=person,
        psn_no=person.psn_no,
        psn_name=person.psn_name,
        certno=person.certno,
        insutype=insutype,
        insu_county=coverage.county,
        handling_county=unit_of(agency),
        manl_reim_rea=manl_reim_rea,
        received_on=received_on,
        registered_by=acting_user,
        tel=tel,
        remark=remark,
    )
    _note_completeness(case, papers, received_on)
    # The person may stand in another county's register, out of the counter's sight.
    case.full_clean(exclude=["person"])
    case.save()
    _store_papers(case, papers)
    return case


@transaction.atomic
def record_papers(*, case: Reimbursement, papers: Papers, acting_user: User) -> Reimbursement:
    """Replace the account of papers. With one missing the person is asked for it; with none the time runs."""
    case = locked(case)
    counter_for(case, acting_user, Duty.HANDLE, Duty.REGISTER)
    state_after(case, "papers")
    _note_completeness(case, papers, timezone.localdate())
    case.save(update_fields=["complete_on", "correction_asked_on", "correction_due", "due_on"])
    case.papers.exclude(kind__in=papers).delete()
    _store_papers(case, papers)
    return case


def _note_completeness(case: Reimbursement, papers: Papers, day: dt.date) -> None:
    deadlines = deadlines_of(case, day)
    if not papers or 0 in papers.values():
        case.complete_on = case.due_on = None
        case.correction_asked_on = case.correction_asked_on or day
        if deadlines.days_correction is not None:
            case.correction_due = case.correction_asked_on + dt.timedelta(days=deadlines.days_correction)
        return
    case.correction_due = None
    case.complete_on = case.complete_on or day
    if deadlines.days_finish is not None:
        case.due_on = add_workdays(case.complete_on, deadlines.days_finish)


def deadlines_of(case: Reimbursement, day: dt.date) -> CounterPolicy:
    """What the policy of the day says about the counter's time."""
    return counter_policy(policy_for(case.insu_county.area, day))


def _store_papers(case: Reimbursement, papers: Papers) -> None:
    for kind, copies in papers.items():
        ReimbursementPaper.objects.update_or_create(
            reimbursement=case, kind=kind, defaults={"copies": max(copies, 1), "is_missing": copies == 0}
        )
