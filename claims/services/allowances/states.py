"""Hold an allowance and ask whether an act is open."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from claims.models import MaternityAllowance
from claims.rules.allowances import FLOW
from claims.rules.flow import WrongState
from config.errors import DomainError

ACTS = {
    "change": _("change the facts"),
    "account": _("enter an account"),
    "calculate": _("reckon"),
    "return": _("send back"),
    "review": _("review"),
    "withdraw": _("withdraw"),
}


class AllowanceRefused(DomainError):
    """The allowance cannot be acted on so."""


def locked(case: MaternityAllowance) -> MaternityAllowance:
    """The case as it stands now, held until the transaction ends; ``DoesNotExist`` for a foreign one."""
    held: MaternityAllowance = (
        MaternityAllowance.objects.select_for_update(of=("self",))
        .select_related("insu_county__area", "handling_county", "account", "handled_by")
        .get(pk=case.pk)
    )
    return held


def state_after(case: MaternityAllowance, act: str) -> str:
    """Where ``act`` leads; raises :class:`AllowanceRefused` in words."""
    try:
        return FLOW.after(case.state, act)
    except WrongState as wrong:
        raise AllowanceRefused(
            _("Case %(case)s is “%(state)s”: one cannot %(act)s now."),
            case=case,
            state=case.get_state_display(),
            act=ACTS[act],
        ) from wrong
