"""Hold a year or an institution's year and ask whether an act is open."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from funds.models import InstitutionYear, YearClearing
from funds.rules.year_clearing import INSTITUTION, YEAR, after

ACTS: dict[str, Any] = {
    "compute": _("be computed"),
    "send": _("be sent to the institutions"),
    "send_back": _("be sent back"),
    "uphold": _("be computed anew for an objection"),
    "review": _("be reviewed"),
    "confirm": _("be confirmed"),
    "object": _("be objected to"),
    "reject": _("be answered"),
}


class YearRefused(DomainError):
    """The year's clearing cannot be acted on so."""


def locked_year(clearing: Any) -> YearClearing:
    """The year as it stands now, held until the transaction ends."""
    found: YearClearing = (
        YearClearing.objects.select_for_update(of=("self",))
        .select_related("area", "computed_by", "reviewed_by", "opened_by")
        .get(pk=clearing.pk)
    )
    return found


def locked_institution(year: Any) -> InstitutionYear:
    """An institution's year with its clearing, both held."""
    found = InstitutionYear.objects.values_list("clearing_id", flat=True).get(pk=year.pk)
    clearing = locked_year(YearClearing(pk=found))
    held: InstitutionYear = (
        InstitutionYear.objects.select_for_update(of=("self",))
        .select_related("institution", "county__area")
        .get(pk=year.pk)
    )
    held.clearing = clearing
    return held


def year_after(clearing: YearClearing, act: str) -> str:
    """Raises :class:`YearRefused` naming the state."""
    found = after(YEAR, act, clearing.state)
    if found is None:
        raise YearRefused(
            _("The clearing of %(year)s is “%(state)s”: it cannot %(act)s."),
            year=clearing,
            state=clearing.get_state_display(),
            act=ACTS[act],
        )
    return found


def institution_after(year: InstitutionYear, act: str) -> str:
    """Raises :class:`YearRefused` naming the state."""
    found = after(INSTITUTION, act, year.state)
    if found is None or (act != "send" and year.clearing.state != YearClearing.State.SENT):
        raise YearRefused(
            _("The year of %(institution)s is “%(state)s”: it cannot %(act)s."),
            institution=year.institution,
            state=year.get_state_display(),
            act=ACTS[act],
        )
    return found
