"""What each page of funds is for (``config.purposes``): names of addresses in ``funds.urls`` → one line."""

from __future__ import annotations

from config.purposes import register_purposes
from funds.purposes import (
    audits,
    bank,
    books,
    capital,
    clearing,
    collection,
    county_assessment,
    fund_budgets,
    openings,
    other_payers,
    out_of_area,
    oversight,
    payments,
    premiums,
    region,
    reserves,
    rounds,
    settlements,
    subsidies,
    watch,
    year_clearing,
)


def register() -> None:
    register_purposes(
        "funds",
        clearing.PURPOSES,
        year_clearing.PURPOSES,
        payments.PURPOSES,
        capital.PURPOSES,
        out_of_area.PURPOSES,
        other_payers.PURPOSES,
        premiums.PURPOSES,
        bank.PURPOSES,
        books.PURPOSES,
        collection.PURPOSES,
        rounds.PURPOSES,
        fund_budgets.PURPOSES,
        subsidies.PURPOSES,
        openings.PURPOSES,
        reserves.PURPOSES,
        settlements.PURPOSES,
        county_assessment.PURPOSES,
        watch.PURPOSES,
        region.PURPOSES,
        audits.PURPOSES,
        oversight.PURPOSES,
    )
