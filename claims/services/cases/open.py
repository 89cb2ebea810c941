"""Open a case: from an inspection, a finding on a bill, or another clue."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import BillFinding, FindingStep, InspectionCase, InspectionTarget
from claims.policy_inspections import inspection_policy
from claims.services.case_numbers import next_number
from claims.services.findings import states as findings
from enrollment.models import Person
from institutions.models import Agency, Institution, User
from institutions.services.duties import require_at_or_above
from institutions.services.payee_accounts import paying_agency

from .states import WORKERS, CaseRefused, note

Source = InspectionCase.Source


@transaction.atomic
def open_on_institution(
    *,
    institution: Institution,
    title: str,
    facts: str,
    acting_user: User,
    source: str = Source.OTHER,
    **of: Any,
) -> InspectionCase:
    """A case against ``institution``. Duty to inspect or handle at the agency that pays it, or at its city."""
    return _open(
        county=paying_agency(institution),
        institution=institution,
        source=source,
        title=title,
        facts=facts,
        acting_user=acting_user,
        **of,
    )


@transaction.atomic
def open_on_person(
    *, person: Person, title: str, facts: str, acting_user: User, source: str = Source.OTHER, **of: Any
) -> InspectionCase:
    """A case against an insured person. Duty to inspect or handle at the person's county, or at its city."""
    return _open(
        county=person.county,
        person=person,
        source=source,
        title=title,
        facts=facts,
        acting_user=acting_user,
        **of,
    )


@transaction.atomic
def open_from_target(
    *, target: InspectionTarget, title: str, facts: str, acting_user: User
) -> InspectionCase:
    """A case from what an inspection found at one institution; once only."""
    target = (
        InspectionTarget.objects.select_for_update(of=("self",))
        .select_related("institution__county__parent", "institution__area")
        .get(pk=target.pk)
    )
    if target.outcome != InspectionTarget.Outcome.PROBLEMS:
        raise CaseRefused(
            _("The inspection found nothing at %(institution)s."), institution=target.institution
        )
    if hasattr(target, "case"):
        raise CaseRefused(_("Case %(case)s was opened from it already."), case=target.case)
    return open_on_institution(
        institution=target.institution,
        title=title,
        facts=facts,
        source=Source.INSPECTION,
        target=target,
        acting_user=acting_user,
    )


@transaction.atomic
def open_from_finding(*, finding: BillFinding, title: str, facts: str, acting_user: User) -> InspectionCase:
    """A case from a finding, which is closed thereby: what follows is decided once, in the case."""
    finding = findings.locked(finding)
    findings.require_one_of(finding, acting_user, *WORKERS)
    finding.state = findings.state_after(finding, "case")
    finding.save(update_fields=["state"])
    case = open_on_institution(
        institution=finding.bill.institution,
        title=title,
        facts=facts,
        source=Source.FINDING,
        finding=finding,
        acting_user=acting_user,
    )
    findings.step(finding, FindingStep.Act.CASE, acting_user, text=case.number)
    return case


def _open(*, county: Agency, acting_user: User, **facts: Any) -> InspectionCase:
    require_at_or_above(user=acting_user, duties=WORKERS, agency=county)
    today = timezone.localdate()
    days = inspection_policy(county.area, today).needed("case.days")
    made = InspectionCase(
        number=next_number("AJ"),
        area=county.area,
        county=county,
        opened_on=today,
        due_on=today + dt.timedelta(days=days),
        opened_by=acting_user,
        **facts,
    )
    made.full_clean()
    made.save()
    note(made, "open", acting_user, made.facts)
    return made
