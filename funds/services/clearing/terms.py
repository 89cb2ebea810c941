"""What the policy says about clearing a month: deposit, book-keeping."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from config.periods import Month
from funds.models import Clearing
from funds.policy import clearing_policy, pooling_policy
from funds.rules.clearing_postings import Keeping
from institutions.models import Agency, Institution
from institutions.policy.in_force import policy_for
from institutions.rules.policy_tables import PolicyGap

from .faults import ClearingRefused
from .units import city_of, is_city

# Ten-thousandths: nationally at most 5 % may be held back (payment-methods §1, Art. 26).
HIGHEST_DEPOSIT = 500


@dataclass(frozen=True)
class Terms:
    """The policy of the month's last day."""

    deposit_share: int
    deposit_from: tuple[str, ...]
    keeping: Keeping
    waits_for: str = "nothing"

    def deposit_share_of(self, institution: Institution, payer: Agency) -> int:
        """Ten-thousandths held back from ``institution``; none from kinds the policy does not name."""
        if is_city(payer):
            kind = "outside"
        else:
            kind = "hospital" if institution.kind == Institution.Kind.MEDICAL else "pharmacy"
        return self.deposit_share if kind in self.deposit_from else 0


def terms_of(clearing: Clearing) -> Terms:
    """Raises :class:`ClearingRefused` where the area's policy says nothing about clearing, or too much."""
    month = Month.of(clearing.month)
    try:
        policy = policy_for(clearing.area, month.last)
        clearing_terms, pooling = clearing_policy(policy), pooling_policy(policy)
    except (PolicyGap, LookupError) as gap:
        raise ClearingRefused(
            _("The policy of %(area)s does not say how %(month)s is cleared: %(detail)s."),
            area=clearing.area,
            month=month,
            detail=gap,
        ) from gap
    if clearing_terms.quality_deposit > HIGHEST_DEPOSIT:
        raise ClearingRefused(_("The quality deposit of %(area)s is above 5 %%."), area=clearing.area)
    return Terms(
        deposit_share=clearing_terms.quality_deposit,
        deposit_from=clearing_terms.quality_deposit_from,
        keeping=Keeping(pooling.mode, city_of(clearing.area).pk),
        waits_for=clearing_terms.waits_for,
    )
