"""Hold an application, ask whether an act is open, who may do it, and whether its day can be."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import PriceApplication
from claims.rules.flow import WrongState
from claims.rules.price_items import FLOW
from config.errors import DomainError
from institutions.models import User
from institutions.services.duties import require_duty
from institutions.services.policy_versions import municipal_agency

ACTS = {
    "return": _("return the application"),
    "hand_in": _("hand in papers"),
    "accept": _("accept the application"),
    "score": _("enter an expert's opinion"),
    "pass": _("conclude the review"),
    "fail": _("conclude the review"),
    "publish": _("publish the notice"),
    "close": _("close the notice"),
    "propose": _("propose a decision"),
    "send_back": _("send the proposal back"),
    "refuse": _("refuse the application"),
    "grant": _("grant the application"),
    "draft": _("draft the row of the catalogue"),
    "withdraw": _("withdraw the application"),
}


class PriceRefused(DomainError):
    """The application cannot be acted on so; nothing was changed."""


def locked(application: PriceApplication) -> PriceApplication:
    """The application as it stands now, held until the transaction ends; ``DoesNotExist`` for a foreign one."""
    held: PriceApplication = (
        PriceApplication.objects.select_for_update(of=("self",))
        .select_related("area", "county", "institution", "proposed_by", "row")
        .get(pk=application.pk)
    )
    return held


def state_after(application: PriceApplication, act: str) -> str:
    """Where ``act`` leads; raises :class:`PriceRefused` in words."""
    try:
        return FLOW.after(application.state, act)
    except WrongState as wrong:
        raise PriceRefused(
            _("Application %(application)s is “%(state)s”: one cannot %(act)s now."),
            application=application,
            state=application.get_state_display(),
            act=ACTS[act],
        ) from wrong


def require_city(application: PriceApplication, user: User, duty: str) -> None:
    """Prices are reviewed and decided at the municipal agency of the area."""
    require_duty(user=user, duty=duty, agency=municipal_agency(application.area))


def day_of_act(day: dt.date | None, *, after: dt.date | None) -> dt.date:
    """``day``, or today: not in the future and not before the step it follows."""
    today = timezone.localdate()
    found = day or today
    if found > today:
        raise PriceRefused(_("%(day)s is in the future."), day=found)
    if after is not None and found < after:
        raise PriceRefused(_("%(day)s is before the step it follows, of %(after)s."), day=found, after=after)
    return found
