"""Reports by the public: received, checked by who handles them, confirmed by another, rewarded by the policy."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import InspectionCase, PublicReport, ReporterIdentity, RosterMember
from claims.policy_inspections import inspection_policy
from claims.services.case_numbers import next_number
from claims.services.cases.open import open_on_institution
from claims.services.report_rewards import reward_by_policy
from claims.services.report_states import (
    WORKERS,
    ReportRefused,
    identity_of,
    keep_secret,
    locked,
    note,
    opened,
    second,
)
from config.workdays import add_workdays
from institutions.models import Agency, Institution, User
from institutions.services.duties import require_at_or_above


@transaction.atomic
def receive_report(
    *,
    agency: Agency,
    channel: str,
    content: str,
    received_on: dt.date,
    acting_user: User,
    supervisor: RosterMember | None = None,
    institution: Institution | None = None,
    name: str = "",
    contact: str = "",
) -> PublicReport:
    """Take a report in; without a ``name`` it is anonymous. Duty to inspect or handle at ``agency``; whoever receives
    it handles it, and alone sees who made it.
    """
    require_at_or_above(user=acting_user, duties=WORKERS, agency=agency)
    if bool(name.strip()) != bool(contact.strip()):
        raise ReportRefused(_("Give name and contact of the reporter, or neither."))
    keep_secret((name.strip(), contact.strip()), content)
    if received_on > timezone.localdate():
        raise ReportRefused(_("%(day)s is not over yet."), day=received_on)
    days = inspection_policy(agency.area, received_on).given("report.workdays")
    report = PublicReport(
        number=next_number("JB"),
        area=agency.area,
        county=agency,
        channel=channel,
        supervisor=supervisor,
        institution=institution,
        content=content.strip(),
        anonymous=not name.strip(),
        received_on=received_on,
        due_on=None if days is None else add_workdays(received_on, int(days.value)),
        handler=acting_user,
    )
    report.full_clean()
    report.save()
    if name.strip():
        ReporterIdentity.objects.create(report=report, name=name.strip(), contact=contact.strip())
    note(report, "receive", acting_user)
    return report


@transaction.atomic
def look_at_reporter(*, report: PublicReport, acting_user: User) -> ReporterIdentity:
    """Who made it: for its handler only, while that is still their duty, and the look is noted. Raises
    :class:`ReportRefused` for anybody else.
    """
    held = locked(report)
    require_at_or_above(user=acting_user, duties=WORKERS, agency=held.county)
    if held.handler_id != acting_user.pk:
        raise ReportRefused(_("Only whoever handles the report sees who made it."))
    found: ReporterIdentity | None = ReporterIdentity.objects.filter(report=held).first()
    if found is None:
        raise ReportRefused(_("The report is anonymous."))
    note(held, "look", acting_user)
    return found


@transaction.atomic
def enter_result(
    *, report: PublicReport, founded: bool, result: str, amount: Decimal | None, acting_user: User
) -> PublicReport:
    """Whether it is so, and for how many yuan. By its handler."""
    held = opened(report, "check", acting_user)
    if held.handler_id != acting_user.pk:
        raise ReportRefused(_("Only whoever handles the report enters its result."))
    if not result.strip():
        raise ReportRefused(_("Write the result."))
    keep_secret(identity_of(held), result)
    if amount is not None and (amount < 0 or not founded):
        raise ReportRefused(_("An amount is verified only where it is so."))
    held.founded, held.result = founded, result.strip()
    held.amount = amount  # type: ignore[assignment] # the stubs of the field do not know that it may be empty
    held.save(update_fields=["state", "founded", "result", "amount"])
    note(held, "check", acting_user, result)
    return held


@transaction.atomic
def send_result_back(*, report: PublicReport, reason: str, acting_user: User) -> PublicReport:
    """Not so: it is checked again. Duty to review at the county or its city; another person."""
    held = second(report, "return", acting_user)
    if not reason.strip():
        raise ReportRefused(_("Say why."))
    held.founded, held.result, held.amount = None, "", None  # type: ignore[assignment]
    held.save(update_fields=["state", "founded", "result", "amount"])
    note(held, "return", acting_user, reason)
    return held


@transaction.atomic
def confirm_result(*, report: PublicReport, acting_user: User) -> PublicReport:
    """A second person confirms; the reward of a verified report that is not anonymous is worked out by the policy of
    the day it came. Duty to review at the county or its city.
    """
    act = "verify" if locked(report).founded else "drop"
    held = second(report, act, acting_user)
    held.confirmed_by = acting_user
    if act == "verify" and not held.anonymous:
        held.reward = reward_by_policy(held)  # type: ignore[assignment]
    held.save(update_fields=["state", "confirmed_by", "reward"])
    note(held, act, acting_user)
    return held


@transaction.atomic
def open_from_report(*, report: PublicReport, title: str, facts: str, acting_user: User) -> InspectionCase:
    """A case from a report on an institution, once; it names the report, never the reporter."""
    held = locked(report)
    if held.institution is None:
        raise ReportRefused(_("The report names no institution."))
    # Whoever does not know the reporter must not find out by trying names.
    if held.handler_id == acting_user.pk:
        keep_secret(identity_of(held), title, facts)
    case = open_on_institution(
        institution=held.institution,
        title=title,
        facts=facts,
        source=InspectionCase.Source.REPORT,
        report=held,
        acting_user=acting_user,
    )
    note(held, "case", acting_user, case.number)
    return case
