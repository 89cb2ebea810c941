"""The topics in the order in which they build on each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction

from config.demo.staff import Cast
from config.demo.topics import (
    assessments,
    budgets,
    control,
    county_assessments,
    credit,
    fund_banks,
    fund_budgets,
    fund_collection,
    fund_income,
    fund_insurer,
    fund_interest,
    fund_mergings,
    fund_months,
    fund_openings,
    fund_out_of_area,
    fund_paybacks,
    fund_payer_lists,
    fund_reserves,
    fund_rounds,
    fund_subsidies,
    fund_sweeps,
    fund_watch,
    grouped_months,
    inspections,
    medical_aid,
    oversight,
    prices,
    procurement,
    public_reports,
    reconciliations,
    region,
    sign_ups,
    working_capital,
    year_end,
    year_settlements,
)
from config.demo.topics.stage import Stage
from institutions.services.lay_out_area import AreaLayout

Fill = Callable[[Stage], int]
BEFORE_SETTLING: Sequence[Fill] = (medical_aid.fill, prices.lines)
BEFORE_CLEARING: Sequence[Fill] = (grouped_months.fill,)
AFTER_CLEARING: Sequence[Fill] = (
    assessments.fill,
    procurement.suppliers,
    credit.fill,
    inspections.fill,
    public_reports.fill,
    sign_ups.fill,
    reconciliations.fill,
    budgets.fill,
    working_capital.fill,
    prices.fill,
    procurement.fill,
    fund_paybacks.fill,
    year_end.fill,
    fund_openings.fill,
    fund_collection.fill,
    fund_subsidies.fill,
    fund_income.fill,
    fund_reserves.fill,
    fund_payer_lists.fill,
    fund_insurer.fill,
    fund_out_of_area.fill,
    fund_budgets.fill,
    fund_rounds.fill,
    fund_banks.open_accounts,
    fund_interest.fill,
    fund_sweeps.fill,
    # It books a voucher of December, which the next closes.
    control.rush,
    fund_months.fill,
    fund_banks.fill,
    fund_watch.fill,
    oversight.fill,
    county_assessments.fill,
    year_settlements.fill,
    fund_mergings.fill,
    region.fill,
    # What the year's books show in the end is looked at last.
    control.audit,
)


def name_of(topic: Fill) -> str:
    """The topic's name: that of its file."""
    return topic.__module__.rpartition(".")[2]


def play(topics: Sequence[Fill], layout: AreaLayout, cast: Cast) -> int:
    """Make what is missing, each topic whole or not at all; how many records."""
    stage = Stage(layout, cast)
    return sum(_whole(topic, stage) for topic in topics)


@transaction.atomic
def _whole(topic: Fill, stage: Stage) -> int:
    return topic(stage)
