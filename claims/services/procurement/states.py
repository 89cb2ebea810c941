"""Hold a row, ask whether an act is open, and who may do it."""

from __future__ import annotations

from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from claims.rules.flow import Flow, WrongState
from config.errors import DomainError
from config.scoping import ScopedModel
from institutions.models import Agency, Institution, User
from institutions.services.duties import require_duty
from institutions.services.policy_versions import municipal_agency

R = TypeVar("R", bound=ScopedModel)

ACTS = {
    "approve": _("be approved"),
    "close": _("be closed"),
    "accept": _("be accepted"),
    "refuse": _("be refused"),
    "drop": _("be dropped"),
    "order": _("be ordered for payment"),
    "pay": _("be paid"),
    "fail": _("fail at the bank"),
    "grant": _("be granted"),
    "send_back": _("be sent back"),
}


class ProcurementRefused(DomainError):
    """The row, the policy or the amounts forbid the act; nothing was changed."""


def locked(row: R, *related: str) -> R:
    """The row as it stands now, held until the transaction ends; ``DoesNotExist`` for a foreign one."""
    held: R = (
        type(row).objects.select_for_update(of=("self",)).select_related(*related or (None,)).get(pk=row.pk)
    )
    return held


def state_after(row: Any, flow: Flow, act: str) -> str:
    """Where ``act`` leads; raises :class:`ProcurementRefused` in words."""
    try:
        return flow.after(row.state, act)
    except WrongState as wrong:
        raise ProcurementRefused(
            _("%(row)s is “%(state)s”: it cannot %(act)s."),
            row=row,
            state=row.get_state_display(),
            act=ACTS[act],
        ) from wrong


def require_city(area: Any, user: User, duty: str) -> None:
    require_duty(user=user, duty=duty, agency=municipal_agency(area))


def require_at(agency: Agency, user: User, duty: str) -> None:
    """The duty is held at the county, or at its city."""
    if duty not in user.duties_at(agency):
        require_city(agency.area, user, duty)


def payer_of(institution: Institution) -> Agency:
    """The county that pays an institution by its monthly statement, and so its suppliers too."""
    if institution.county is None:
        raise ProcurementRefused(
            _("%(institution)s lies outside the area: nothing is procured for it."), institution=institution
        )
    county: Agency = institution.county
    return county


def reason_of(text: str) -> str:
    if not text.strip():
        raise ProcurementRefused(_("Say why."))
    return text.strip()[:200]
