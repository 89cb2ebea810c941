"""Hold a case and ask whether an act is open."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from claims.models import Reimbursement
from claims.rules.flow import WrongState
from claims.rules.reimbursements import FLOW
from config.errors import DomainError

ACTS = {
    "papers": _("record papers"),
    "account": _("enter an account"),
    "enter": _("enter bills"),
    "empty": _("remove bills"),
    "settle": _("settle"),
    "return": _("send back"),
    "review": _("review"),
    "withdraw": _("withdraw"),
}


class CaseRefused(DomainError):
    """The case cannot be acted on so."""


def locked(case: Reimbursement) -> Reimbursement:
    """The case as it stands now, held until the transaction ends; ``DoesNotExist`` for a foreign one."""
    held: Reimbursement = (
        Reimbursement.objects.select_for_update(of=("self",))
        .select_related("insu_county__area", "handling_county", "account", "handled_by", "registered_by")
        .get(pk=case.pk)
    )
    return held


def state_after(case: Reimbursement, act: str) -> str:
    """Where ``act`` leads; raises :class:`CaseRefused` in words."""
    try:
        return FLOW.after(case.reim_stas, act)
    except WrongState as wrong:
        raise CaseRefused(
            _("Case %(case)s is “%(state)s”: one cannot %(act)s now."),
            case=case,
            state=case.get_reim_stas_display(),
            act=ACTS[act],
        ) from wrong
