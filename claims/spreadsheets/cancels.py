"""Identity R1: a cancel is the settlement it cancels with every amount negated."""

from __future__ import annotations

from claims.models import AMOUNTS, ReportedSettlement
from claims.rules.identities import cancel_check
from config.models import ImportRun
from config.money import to_fen


def compare_with_originals(run: ImportRun) -> None:
    """Answer R1 on every cancel that ``run`` brought; not checkable where the original was never reported."""
    cancels = ReportedSettlement.objects.filter(import_run_id=run.pk, refd_setl_flag=True)
    for cancel in cancels.prefetch_related("bill__reported"):
        original = next((one for one in cancel.bill.reported.all() if not one.refd_setl_flag), None)
        check = cancel_check(_fen(cancel), _fen(original) if original else {}, AMOUNTS)
        cancel.identities = {**cancel.identities, "R1": check.answer}
        cancel.save(update_fields=["identities"])


def _fen(reported: ReportedSettlement) -> dict[str, int | None]:
    amounts = {name: getattr(reported, name) for name in AMOUNTS}
    return {name: None if amount is None else to_fen(amount) for name, amount in amounts.items()}
