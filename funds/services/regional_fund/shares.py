"""Which county's share a payment to the region or a grant is, by the figures it was made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from funds.models import RegionalDemand, RegionalGrant
from institutions.models import Agency


def shares_of(paper: RegionalDemand | RegionalGrant, counties: Sequence[Agency]) -> Mapping[int, int]:
    """Weights by county id, as the report the paper was made of has them: contributions for a demand, people for a
    grant."""
    name = "collected" if isinstance(paper, RegionalDemand) else "insured"
    known = {
        row["unit"]: int(Decimal(row[name]) * (100 if name == "collected" else 1))
        for row in paper.report.content.get("county_years", [])
        if row["insutype"] == paper.insutype
    }
    return {one.pk: known.get(one.code, 0) for one in counties}
