"""Hold a debt and ask whether an act is open."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from claims.models import Overpayment
from claims.rules.flow import WrongState
from claims.rules.overpayments import FLOW
from config.errors import DomainError

ACTS = {
    "confirm": _("confirm"),
    "withdraw": _("withdraw"),
    "agree": _("make an agreement"),
    "receive": _("record a receipt"),
    "close": _("close"),
    "ask": _("ask for a write-off"),
    "write_off": _("write off"),
    "refuse": _("refuse the write-off"),
}


class OverpaymentRefused(DomainError):
    """The debt cannot be acted on so."""


def locked(debt: Overpayment) -> Overpayment:
    """The debt as it stands now, held until the transaction ends; ``DoesNotExist`` for a foreign one."""
    held: Overpayment = (
        Overpayment.objects.select_for_update(of=("self",))
        .select_related("insu_county__area", "handling_county", "found_by", "write_off_asked_by")
        .get(pk=debt.pk)
    )
    return held


def state_after(debt: Overpayment, act: str) -> str:
    """Where ``act`` leads; raises :class:`OverpaymentRefused` in words."""
    try:
        return FLOW.after(debt.state, act)
    except WrongState as wrong:
        raise OverpaymentRefused(
            _("Overpayment %(debt)s is “%(state)s”: one cannot %(act)s now."),
            debt=debt,
            state=debt.get_state_display(),
            act=ACTS[act],
        ) from wrong
