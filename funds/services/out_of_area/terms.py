"""What the policy says of care outside the area: who is paid for it, and how much is advanced."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from institutions.models import PoolingArea
from institutions.policy.designation import DesignationPolicy, designation_policy
from institutions.policy.in_force import policy_for
from institutions.rules.policy_tables import PolicyGap

from .faults import OutOfAreaRefused

PROVINCE = "province"


@dataclass(frozen=True)
class OutOfAreaTerms:
    """``through_province``: institutions elsewhere are paid by the province. ``advance_months`` of last year's mean."""

    through_province: bool
    advance_months: int | None


def out_of_area_terms(area: PoolingArea, day: dt.date) -> OutOfAreaTerms:
    """A policy that says nothing of it pays institutions elsewhere itself."""
    try:
        policy: DesignationPolicy = designation_policy(policy_for(area, day))
    except (PolicyGap, LookupError):
        return OutOfAreaTerms(through_province=False, advance_months=None)
    return OutOfAreaTerms(
        through_province=policy.out_of_area_paid_to == PROVINCE, advance_months=policy.out_of_area_advance
    )


def require_through_province(area: PoolingArea, day: dt.date) -> None:
    """Raise :class:`OutOfAreaRefused` where institutions elsewhere are paid by the area itself."""
    if not out_of_area_terms(area, day).through_province:
        raise OutOfAreaRefused(
            _("The policy of %(area)s does not pay institutions elsewhere through the province."), area=area
        )
