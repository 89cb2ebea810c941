"""Hold an inspection, ask whether an act is open and whose it is, and write down that it was done."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Inspection, InspectionStep
from claims.rules.flow import WrongState
from claims.rules.inspections import INSPECTION
from config.errors import DomainError
from institutions.models import User
from institutions.services.duties import require_duty

ACTS = {
    "plan": _("plan it"),
    "approve": _("approve the plan"),
    "withdraw": _("withdraw it"),
    "name": _("name an institution"),
    "draw": _("draw by lot"),
    "begin": _("begin it"),
    "record": _("record a result"),
    "close": _("close it"),
}


class InspectionRefused(DomainError):
    """The inspection cannot be acted on so; nothing was changed."""


def locked(inspection: Inspection) -> Inspection:
    """The inspection as it stands now, held until the transaction ends; ``DoesNotExist`` for a foreign one."""
    held: Inspection = (
        Inspection.objects.select_for_update(of=("self",))
        .select_related("area", "county", "prepared_by", "approved_by")
        .get(pk=inspection.pk)
    )
    return held


def opened(inspection: Inspection, act: str, acting_user: User, duty: str) -> Inspection:
    """The inspection held, in the state ``act`` leads to, which ``acting_user`` may do at whoever conducts it."""
    held = locked(inspection)
    require_duty(user=acting_user, duty=duty, agency=held.county)
    held.state = state_after(held, act)
    return held


def state_after(inspection: Inspection, act: str) -> str:
    """Where ``act`` leads; raises :class:`InspectionRefused` in words."""
    try:
        return INSPECTION.after(inspection.state, act)
    except WrongState as wrong:
        raise InspectionRefused(
            _("Inspection %(inspection)s is “%(state)s”: one cannot %(act)s now."),
            inspection=inspection,
            state=inspection.get_state_display(),
            act=ACTS[act],
        ) from wrong


def note(inspection: Inspection, act: str, acting_user: User, text: str = "") -> None:
    """One more line of its course; the inspection has its new state already."""
    InspectionStep.unscoped.create(
        inspection=inspection, act=act, state=inspection.state, text=text[:500], done_by=acting_user
    )


def past(day: dt.date) -> dt.date:
    """``day``, which must not lie ahead."""
    if day > timezone.localdate():
        raise InspectionRefused(_("%(day)s is not over yet."), day=day)
    return day
