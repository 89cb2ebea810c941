"""Whether a file may be exchanged today: an agreement in force, the month it is about, what it is needed for."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.errors import DomainError
from config.periods import Month, Period
from enrollment.models import Direction, ExchangeAgreement
from enrollment.rules.exchange import obstacle
from institutions.models import Agency

OBSTACLES: dict[str, str] = {
    "exchange_not_in_force": _noop("The agreement is in force from %(begins)s to %(ends)s, not today."),
    "exchange_month_ahead": _noop("The month %(month)s has not begun."),
    "exchange_month_outside": _noop(
        "The month %(month)s lies outside the agreement, which is in force from %(begins)s to %(ends)s."
    ),
}


class ExchangeRefused(DomainError):
    """What was asked is not agreed; nothing was exchanged or stored."""


def obstacle_to(agreement: ExchangeAgreement, month: Month) -> tuple[str, dict[str, str]] | None:
    """What forbids to exchange a file about ``month`` today, with what its words need; ``None`` if nothing does."""
    term = Period(agreement.begins, agreement.ends)
    code = obstacle(term=term, month=month, today=timezone.localdate())
    if code is None:
        return None
    ends = agreement.ends - dt.timedelta(days=1) if agreement.ends else "…"
    return code, {"begins": str(agreement.begins), "ends": str(ends), "month": str(month)}


def require_agreed(
    *, agreement: ExchangeAgreement, direction: Direction, month: Month, purpose: str, agency: Agency
) -> None:
    """Raise ``ExchangeRefused`` unless a file about ``month`` may go this way today, and somebody said what for."""
    if agreement.direction != direction or agreement.area_id != agency.area_id:
        raise ExchangeRefused(_("This agreement is about something else."))
    found = obstacle_to(agreement, month)
    if found is not None:
        raise ExchangeRefused(_(OBSTACLES[found[0]]), **found[1])
    if not purpose.strip():
        raise ExchangeRefused(_("Say what the file is needed for."))
