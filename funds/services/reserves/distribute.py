"""Work out how what a fund collected is distributed: by members, collection rate and performance (NM-06)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enrollment.reads.insured import insured_in
from funds.models import ReserveMovement
from funds.reads.county_years import counties_sharing, reserve_balance
from funds.rules.movements import RESERVES
from funds.rules.reserves import Member, distributed
from funds.services.regional_fund.terms import kept_by_region
from institutions.models import PoolingArea
from institutions.rules.policy_package import SectionAt

from .faults import ReserveRefused
from .propose import Proposal, ProposedPart, collected_in, section_on

FACTORS = ("members", "collection_rate", "performance")


def distribution(
    *, area: PoolingArea, insutype: str, year: int, rates: Mapping[int, tuple[int, int]], today: dt.date
) -> Proposal:
    """``rates``: (collection rate, performance) in ten-thousandths by county id, as the keeper of the fund found them.

    At most what the settlement of ``year`` collected, and what the fund still holds. Raises :class:`ReserveRefused`
    where the policy distributes nothing, or nothing was collected.
    """
    section = section_on(area, dt.date(year, 12, 31))
    reserve = next((one for one in RESERVES if section and section.get(f"{one}.weight")), None)
    if section is None or reserve is None:
        raise ReserveRefused(gettext_lazy("The policy does not say how a fund is distributed."))
    if kept_by_region(section):
        raise ReserveRefused(gettext_lazy("The region keeps the fund and distributes it."))
    collected, held = (
        collected_in(area, insutype, reserve, year),
        reserve_balance(area, insutype, reserve),
    )
    whole = min(collected, held) if _within(section, reserve) else held
    if whole <= 0:
        raise ReserveRefused(gettext_lazy("Nothing collected for %(year)s is left in the fund."), year=year)
    counted = dict(
        insured_in(year, insutype)
        .filter(county__area=area)
        .order_by()
        .values_list("county")
        .annotate(Count("pk"))
    )
    said = section.require(f"{reserve}.weight")
    weights = {factor: said.cell({"factor": factor}.get).value for factor in FACTORS}
    counties = counties_sharing(area)
    members = [Member(one.code, counted.get(one.pk, 0), *rates.get(one.pk, (0, 0))) for one in counties]
    parts = distributed(whole, members, weights)
    formula = _(
        "%(members)s %% by members, %(rate)s %% by members × collection rate,"
        " %(performance)s %% by members × performance"
    ) % {
        "members": weights["members"] // 100, "rate": weights["collection_rate"] // 100,
        "performance": weights["performance"] // 100,
    }  # fmt: skip
    return Proposal(
        area, insutype, reserve, ReserveMovement.Act.DISTRIBUTION, str(year), today, held,
        [ProposedPart(county, insutype, part) for county, part in zip(counties, parts, strict=True)],
        formula, said,
    )  # fmt: skip


def _within(section: SectionAt, reserve: str) -> bool:
    given = section.get(f"{reserve}.within_collected")
    return given is None or bool(given.value)
