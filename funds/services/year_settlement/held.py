"""A settlement taken for an act: locked, in the state the act needs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from funds.models import YearSettlement

from .faults import SettlementRefused


def held(settlement: YearSettlement, *states: str) -> YearSettlement:
    """Raises :class:`SettlementRefused` in any other state. One act at a time."""
    found: YearSettlement = (
        YearSettlement.objects.select_for_update(of=("self",))
        .select_related("area", "drawn_by", "approved_by")
        .get(pk=settlement.pk)
    )
    if found.state not in states:
        raise SettlementRefused(
            _("%(settlement)s is “%(state)s”."), settlement=found, state=found.get_state_display()
        )
    return found
