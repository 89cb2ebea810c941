"""Hold a case, ask whether an act is open and whose it is, and write down that it was done."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import CaseStep, InspectionCase
from claims.rules.flow import WrongState
from claims.rules.inspections import CASE
from config.errors import DomainError
from institutions.models import Duty, User
from institutions.services.duties import require_at_or_above

ACTS = {
    "open": _("open the case"),
    "ask": _("ask for a statement"),
    "state": _("enter a statement"),
    "propose": _("propose a decision"),
    "return": _("send the proposal back"),
    "decide": _("decide"),
    "close": _("close the case"),
    "fine_paid": _("note the fine as paid"),
    "hand_over": _("note the handover"),
}
# Whoever works on cases; whoever decides is another.
WORKERS = (Duty.INSPECT, Duty.HANDLE)


class CaseRefused(DomainError):
    """The case cannot be acted on so; nothing was changed."""


def locked(case: InspectionCase) -> InspectionCase:
    """The case as it stands now, held until the transaction ends; ``DoesNotExist`` for a foreign one."""
    held: InspectionCase = (
        InspectionCase.objects.select_for_update(of=("self",))
        .select_related(
            "area", "county__parent", "institution__area", "institution__county", "person", "proposed_by"
        )
        .get(pk=case.pk)
    )
    return held


def opened(case: InspectionCase, act: str, acting_user: User, *duties: str) -> InspectionCase:
    """The case held, in the state ``act`` leads to, which ``acting_user`` may do at the county or its city."""
    held = locked(case)
    require_at_or_above(user=acting_user, duties=duties or WORKERS, agency=held.county)
    held.state = state_after(held, act)
    return held


def state_after(case: InspectionCase, act: str) -> str:
    """Where ``act`` leads; raises :class:`CaseRefused` in words."""
    try:
        return CASE.after(case.state, act)
    except WrongState as wrong:
        raise CaseRefused(
            _("Case %(case)s is “%(state)s”: one cannot %(act)s now."),
            case=case,
            state=case.get_state_display(),
            act=ACTS[act],
        ) from wrong


def note(
    case: InspectionCase, act: str, acting_user: User, text: str = "", day: dt.date | None = None
) -> None:
    """One more line of its course; the case has its new state already."""
    CaseStep.unscoped.create(
        case=case,
        act=act,
        state=case.state,
        day=day or timezone.localdate(),
        text=text[:2000],
        done_by=acting_user,
    )


def day_past(day: dt.date, *, after: dt.date | None) -> dt.date:
    """``day``, neither to come nor before the step it follows."""
    if day > timezone.localdate():
        raise CaseRefused(_("%(day)s is not over yet."), day=day)
    if after is not None and day < after:
        raise CaseRefused(_("%(day)s is before the step it follows, of %(after)s."), day=day, after=after)
    return day
