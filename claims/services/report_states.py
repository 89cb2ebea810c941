"""Hold a report, ask whether an act is open and whose it is, write down that it was done; keep its reporter secret."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from claims.models import PublicReport, ReporterIdentity, ReportStep
from claims.rules.flow import WrongState
from claims.rules.reports import FLOW
from config.errors import DomainError
from institutions.models import Duty, User
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
    "voucher": _("confirm the payment of the reward"),
    "unpay": _("send the payment of the reward back"),
    "hand_over": _("hand it over"),
    "case": _("open a case on it"),
}


class ReportRefused(DomainError):
    """The report cannot be acted on so; nothing was changed."""


def keep_secret(identity: Iterable[str], *texts: str) -> None:
    """What others read must not say who made the report. A single character is no name."""
    if any(len(told) > 1 and told in text for told in identity for text in texts):
        raise ReportRefused(_("The text says who made the report: leave that out, others read it."))


def identity_of(report: PublicReport) -> tuple[str, ...]:
    found = ReporterIdentity.objects.filter(report=report).values_list("name", "contact").first()
    return () if found is None else tuple(found)


def locked(report: PublicReport) -> PublicReport:
    held: PublicReport = (
        PublicReport.objects.select_for_update(of=("self",))
        .select_related("area", "county__parent", "handler", "institution__area", "institution__county")
        .get(pk=report.pk)
    )
    return held


def opened(report: PublicReport, act: str, acting_user: User, *duties: str) -> PublicReport:
    held = locked(report)
    require_at_or_above(user=acting_user, duties=duties or WORKERS, agency=held.county)
    held.state = state_after(held, act)
    return held


def state_after(report: PublicReport, act: str) -> str:
    """Where ``act`` leads; raises :class:`ReportRefused` in words."""
    try:
        return FLOW.after(report.state, act)
    except WrongState as wrong:
        raise ReportRefused(
            _("Report %(report)s is “%(state)s”: one cannot %(act)s now."),
            report=report,
            state=report.get_state_display(),
            act=ACTS[act],
        ) from wrong


def second(report: PublicReport, act: str, acting_user: User) -> PublicReport:
    held = opened(report, act, acting_user, Duty.REVIEW)
    require_another(user=acting_user, previous=held.handler, act=_("Result of the report"))
    return held


def note(report: PublicReport, act: str, acting_user: User, text: str = "") -> None:
    ReportStep.unscoped.create(
        report=report, act=act, state=report.state, text=text[:1000], done_by=acting_user
    )
