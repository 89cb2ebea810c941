"""What the region's policy says of its adjustment fund in a year, and who keeps it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from config.periods import Month
from institutions.models import Agency, PoolingArea, User
from institutions.policy.gaps import describe_gap
from institutions.policy.in_force import policy_for
from institutions.rules.policy_package import Given, SectionAt
from institutions.rules.policy_tables import PolicyGap
from institutions.services.duties import require_duty

from .faults import RegionalFundRefused

FUND = "regional_fund"
FACTORS = ("members", "collection_rate", "performance")


class FundTerms(NamedTuple):
    """``share`` of last year's collected contributions, ``weights`` of a distribution, both in ten-thousandths."""

    share: int
    share_given: Given
    due_on: dt.date | None
    weights: dict[str, int]
    weights_given: Given


def kept_by_region(section: SectionAt | None) -> bool:
    """Whether the policy has an adjustment fund that the region keeps."""
    kept = section.get(f"{FUND}.kept_by") if section is not None else None
    return kept is not None and kept.value == "region"


def terms_of(region: PoolingArea, insutype: str, year: int) -> FundTerms:
    """As in force on the year's first day. Raises :class:`RegionalFundRefused` where the policy has no such fund."""
    try:
        policy = policy_for(region, Month(year, 1).first)
        section = policy.section("pooling") if policy.has("pooling") else None
        if section is None or not kept_by_region(section):
            raise RegionalFundRefused(
                _("The policy of %(year)s has no fund that the region keeps."), year=year
            )
        share = section.require(f"{FUND}.share").cell({"insutype": insutype}.get)
        weights = section.require(f"{FUND}.weight")
        by_factor = {one: int(weights.cell({"factor": one}.get).value) for one in FACTORS}
        due_by = section.get(f"{FUND}.due_by")
    except PolicyGap as gap:
        raise RegionalFundRefused(describe_gap(str(gap))) from gap
    except LookupError as missing:
        raise RegionalFundRefused(_("No policy was in force in %(year)s."), year=year) from missing
    due_on = None
    if due_by is not None:
        month, day = due_by.value.split("-")
        due_on = dt.date(year, int(month), int(day))
    return FundTerms(int(share.value), share, due_on, by_factor, weights)


def require_region_duty(*, user: User, duty: str, region: PoolingArea) -> Agency:
    """The region's agency, where ``user`` must hold ``duty``; raises ``DutyMissing``."""
    agency = Agency.objects.get(area=region, level=Agency.Level.REGION)
    require_duty(user=user, duty=duty, agency=agency)
    return agency
