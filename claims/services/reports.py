"""Reports by the public: received, checked by who handles them, confirmed by another, rewarded by the policy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import InspectionCase, PublicReport, ReporterIdentity, ReportStep, RosterMember
from claims.policy_inspections import inspection_policy
from claims.rules.flow import WrongState
from claims.rules.reports import FLOW, reward_of
from claims.services.case_numbers import next_number
from claims.services.cases.open import open_on_institution
from config.errors import DomainError
from config.money import from_fen, to_fen
from config.workdays import add_workdays
from institutions.models import Agency, Duty, Institution, User
from institutions.services.duties import require_another, require_at_or_above

WORKERS = (Duty.INSPECT, Duty.HANDLE)
ACTS = {
    "receive": _("receive the report"),
    "look": _("look at the reporter"),
    "check": _("enter the result"),
    "return": _("send the result back"),
    "verify": _("confirm the result"),
    "drop": _("confirm the result"),
    "pay": _("note the reward as paid"),
    "case": _("open a case on it"),
}


class ReportRefused(DomainError):
    """The report cannot be acted on so; nothing was changed."""


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
    _keep_secret((name.strip(), contact.strip()), content)
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
    _note(report, "receive", acting_user)
    return report


@transaction.atomic
def look_at_reporter(*, report: PublicReport, acting_user: User) -> ReporterIdentity:
    """Who made it: for its handler only, while that is still their duty, and the look is noted. Raises
    :class:`ReportRefused` for anybody else.
    """
    held = _locked(report)
    require_at_or_above(user=acting_user, duties=WORKERS, agency=held.county)
    if held.handler_id != acting_user.pk:
        raise ReportRefused(_("Only whoever handles the report sees who made it."))
    found: ReporterIdentity | None = ReporterIdentity.objects.filter(report=held).first()
    if found is None:
        raise ReportRefused(_("The report is anonymous."))
    _note(held, "look", acting_user)
    return found


@transaction.atomic
def enter_result(
    *, report: PublicReport, founded: bool, result: str, amount: Decimal | None, acting_user: User
) -> PublicReport:
    """Whether it is so, and for how many yuan. By its handler."""
    held = _opened(report, "check", acting_user)
    if held.handler_id != acting_user.pk:
        raise ReportRefused(_("Only whoever handles the report enters its result."))
    if not result.strip():
        raise ReportRefused(_("Write the result."))
    _keep_secret(_identity_of(held), result)
    if amount is not None and (amount < 0 or not founded):
        raise ReportRefused(_("An amount is verified only where it is so."))
    held.founded, held.result = founded, result.strip()
    held.amount = amount  # type: ignore[assignment] # the stubs of the field do not know that it may be empty
    held.save(update_fields=["state", "founded", "result", "amount"])
    _note(held, "check", acting_user, result)
    return held


@transaction.atomic
def send_result_back(*, report: PublicReport, reason: str, acting_user: User) -> PublicReport:
    """Not so: it is checked again. Duty to review at the county or its city; another person."""
    held = _second(report, "return", acting_user)
    if not reason.strip():
        raise ReportRefused(_("Say why."))
    held.founded, held.result, held.amount = None, "", None  # type: ignore[assignment]
    held.save(update_fields=["state", "founded", "result", "amount"])
    _note(held, "return", acting_user, reason)
    return held


@transaction.atomic
def confirm_result(*, report: PublicReport, acting_user: User) -> PublicReport:
    """A second person confirms; the reward of a verified report that is not anonymous is worked out by the policy of
    the day it came. Duty to review at the county or its city.
    """
    act = "verify" if _locked(report).founded else "drop"
    held = _second(report, act, acting_user)
    held.confirmed_by = acting_user
    if act == "verify" and not held.anonymous:
        held.reward = reward_by_policy(held)  # type: ignore[assignment]
    held.save(update_fields=["state", "confirmed_by", "reward"])
    _note(held, act, acting_user)
    return held


def reward_by_policy(report: PublicReport) -> Decimal | None:
    """Yuan; None where the area's policy of that day gives no reward."""
    policy = inspection_policy(report.area, report.received_on)
    ratio, least, most = (policy.given(f"reward.{name}") for name in ("share", "least", "most"))
    if ratio is None:
        return None
    found = reward_of(
        to_fen(report.amount or 0),
        ratio=int(ratio.value),
        least=int(least.value) if least else 0,
        most=int(most.value) if most else None,
    )
    return from_fen(found) if found else None


@transaction.atomic
def note_reward_paid(*, report: PublicReport, day: dt.date, receipt: str, acting_user: User) -> PublicReport:
    """The bureau paid the reward out of its budget on a day, by this voucher; once. By its handler."""
    held = _opened(report, "pay", acting_user)
    if held.handler_id != acting_user.pk:
        raise ReportRefused(
            _("Only whoever handles the report pays the reward: nobody else knows the reporter.")
        )
    if held.reward is None or held.reward_paid_on is not None:
        raise ReportRefused(_("No reward of report %(report)s is open."), report=held)
    if not receipt.strip():
        raise ReportRefused(_("Give the number of the voucher."))
    if day > timezone.localdate():
        raise ReportRefused(_("%(day)s is not over yet."), day=day)
    held.reward_paid_on, held.reward_receipt = day, receipt.strip()
    held.save(update_fields=["reward_paid_on", "reward_receipt"])
    _note(held, "pay", acting_user, receipt)
    return held


@transaction.atomic
def open_from_report(*, report: PublicReport, title: str, facts: str, acting_user: User) -> InspectionCase:
    """A case from a report on an institution, once; it names the report, never the reporter."""
    held = _locked(report)
    if held.institution is None:
        raise ReportRefused(_("The report names no institution."))
    # Whoever does not know the reporter must not find out by trying names.
    if held.handler_id == acting_user.pk:
        _keep_secret(_identity_of(held), title, facts)
    case = open_on_institution(
        institution=held.institution,
        title=title,
        facts=facts,
        source=InspectionCase.Source.REPORT,
        report=held,
        acting_user=acting_user,
    )
    _note(held, "case", acting_user, case.number)
    return case


def _keep_secret(identity: Iterable[str], *texts: str) -> None:
    """What others read must not say who made the report. A single character is no name."""
    if any(len(told) > 1 and told in text for told in identity for text in texts):
        raise ReportRefused(_("The text says who made the report: leave that out, others read it."))


def _identity_of(report: PublicReport) -> tuple[str, ...]:
    found = ReporterIdentity.objects.filter(report=report).values_list("name", "contact").first()
    return () if found is None else tuple(found)


def _locked(report: PublicReport) -> PublicReport:
    held: PublicReport = (
        PublicReport.objects.select_for_update(of=("self",))
        .select_related("area", "county__parent", "handler", "institution__area", "institution__county")
        .get(pk=report.pk)
    )
    return held


def _opened(report: PublicReport, act: str, acting_user: User, *duties: str) -> PublicReport:
    held = _locked(report)
    require_at_or_above(user=acting_user, duties=duties or WORKERS, agency=held.county)
    try:
        held.state = FLOW.after(held.state, act)
    except WrongState as wrong:
        raise ReportRefused(
            _("Report %(report)s is “%(state)s”: one cannot %(act)s now."),
            report=held,
            state=held.get_state_display(),
            act=ACTS[act],
        ) from wrong
    return held


def _second(report: PublicReport, act: str, acting_user: User) -> PublicReport:
    held = _opened(report, act, acting_user, Duty.REVIEW)
    require_another(user=acting_user, previous=held.handler, act=_("Result of the report"))
    return held


def _note(report: PublicReport, act: str, acting_user: User, text: str = "") -> None:
    ReportStep.unscoped.create(
        report=report, act=act, state=report.state, text=text[:1000], done_by=acting_user
    )
