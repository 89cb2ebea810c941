"""The states of a loan; the order of locks is loan before repayment before the books."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from funds.models import CapitalLoan

from .faults import CapitalRefused


def locked(loan: Any) -> CapitalLoan:
    """The loan as it stands now, held until the transaction ends."""
    found: CapitalLoan = (
        CapitalLoan.objects.select_for_update(of=("self",))
        .select_related("lender__area", "institution", "prepared_by", "agreed_by", "approved_by", "carries")
        .get(pk=loan.pk)
    )
    return found


def require(loan: CapitalLoan, *states: str, act: Any) -> None:
    """Raises :class:`CapitalRefused` unless the loan stands in one of ``states``."""
    if loan.state not in states:
        raise CapitalRefused(
            _("%(number)s is “%(state)s”: it cannot %(act)s."),
            number=loan.number,
            state=loan.get_state_display(),
            act=act,
        )
