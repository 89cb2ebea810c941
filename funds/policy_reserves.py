"""What the policy language says of reserves and of who bears a year's gap: the parameters of ``pooling``.

A reserve has the name the package gives it (``risk_fund.share``, ``pooled_reserve.months``). A gap is covered step
by step in the order of ``gap.policy_order``: a step named for a payer asks that payer for everything still open up
to what it holds; ``gap.<step>.share`` divides what a step covers among several payers.
"""

from __future__ import annotations

from collections.abc import Iterable

from config.money import TEN_THOUSAND
from institutions.rules.policy_package import Section
from institutions.rules.policy_schema import Dimension, Finding, ParameterSpec, choice
from institutions.rules.policy_tables import Table

DIMENSIONS = (
    Dimension("insutype", "Scheme", pattern=r"\d{3}"),
    Dimension(
        "payer",
        "Who bears a part",
        values=(
            "county",
            "city",
            "region",
            "accumulated_balance",
            "balance_quota",
            "reserve",
            "risk_fund",
            "regional_fund",
        ),
    ),
    Dimension("factor", "What a distribution looks at", values=("members", "collection_rate", "performance")),
)

BEARERS = choice("county", "city", "region")
_MERGED = choice("rural_cooperative", "urban_residents")

RESERVES = (
    ParameterSpec("*.share", "ratio", "Share of its base put into the reserve every year", by=("insutype",)),
    ParameterSpec(
        "*.share_of",
        "name",
        "The base of that share",
        choices=choice("income_of_year", "collected_last_year"),
    ),
    ParameterSpec("*.due_by", "month_day", "Day by which a year's share is paid up"),
    ParameterSpec("*.full_at", "ratio", "Share of the year's financing at which it is full"),
    ParameterSpec("*.kept_by", "name", "Who draws and keeps it", choices=BEARERS),
    ParameterSpec("*.months", "months", "Months of spending the reserve must cover", by=("insutype",)),
    ParameterSpec("*.paid_up_by", "date", "Day by which it is first paid up"),
    ParameterSpec(
        "*.paid_from",
        "name",
        "What it is first paid from",
        by=("insutype",),
        choices=choice("accumulated_balance", "prepaid_contributions"),
    ),
    ParameterSpec(
        "*.topped_up_from",
        "name",
        "What it is topped up by when it covers fewer months",
        by=("insutype",),
        choices=choice("accumulated_balance", "need_to_year_end"),
    ),
    ParameterSpec("*.paid_up_by_county", "flag", "Whether the county pays it up", by=("county",)),
    ParameterSpec("*.closed_on", "date", "Day on which the reserve is closed"),
    ParameterSpec("*.merged_into", "name", "The reserve it is merged into"),
    ParameterSpec(
        "*.merged_by", "name", "How it is divided among the schemes", choices=choice("funding_structure")
    ),
    ParameterSpec("*.incentive_share", "ratio", "Share drawn as incentive for good cost control"),
    ParameterSpec("*.weight", "ratio", "Weight of a factor when it is distributed", by=("factor",)),
    ParameterSpec("*.within_collected", "flag", "Not more is distributed than was collected"),
)

SHARING = (
    ParameterSpec("pooled_from", "date", "First day of pooling: what is older belongs to the time before"),
    ParameterSpec("handed_over_by", "date", "Day by which fund, assets and records are handed over"),
    ParameterSpec("surplus.reserve_share", "ratio", "Share of a county's surplus put into the reserve"),
    ParameterSpec("gap.*.share", "ratio", "Share of a payer in this step", by=("payer",)),
    ParameterSpec(
        "gap.short_reserve",
        "name",
        "How a reserve that is too small is divided among counties",
        choices=choice("pro_rata"),
    ),
    ParameterSpec("settlement.lists_by", "month_day", "Day by which the annual lists are made"),
    ParameterSpec("settlement.settled_by", "month_day", "Day by which the year is settled and dunned"),
    ParameterSpec(
        "settlement.agreed_by",
        "names",
        "Departments that agree to the annual lists",
        choices=choice("bureau", "finance", "tax"),
    ),
    ParameterSpec(
        "before_pooling.balance_of", "name", "Whose the balances from before pooling stay", choices=BEARERS
    ),
    ParameterSpec("before_pooling.balance_managed_by", "name", "Who manages these balances", choices=BEARERS),
    ParameterSpec(
        "before_pooling.balance_bears",
        "names",
        "What is charged to these balances",
        choices=choice("earlier_spending", "out_of_area_prepayment", "working_capital"),
    ),
    ParameterSpec("before_pooling.audited_by", "date", "Day by which these balances are audited and booked"),
    ParameterSpec("merging.benefits_settled_by", "date", "Day by which the old funds settle what they owe"),
    ParameterSpec("merging.transition_from", "date", "First day on which several funds are run side by side"),
    ParameterSpec("merging.merged_on", "date", "First day of the one fund"),
    ParameterSpec(
        "merging.schemes",
        "names",
        "Funds merged into one",
        choices=choice("rural_cooperative", "urban_residents"),
    ),
)


def check(section: Section) -> Iterable[Finding]:
    """Every step of a gap is a payer or is divided among payers; shares of a step add up to everything."""
    payers = next(one.values for one in DIMENSIONS if one.name == "payer")
    order = section.parameters.get("gap.policy_order")
    for step in sorted({step for dated in order.values for step in dated.value} if order else ()):  # type: ignore[union-attr]
        if step not in payers and f"gap.{step}.share" not in section.parameters:
            yield "gap.policy_order", "The step “%(name)s” is no payer and has no shares.", {"name": step}
    for name, parameter in section.parameters.items():
        if name.startswith("gap.") and name.endswith(".share"):
            for dated in parameter.values:
                if isinstance(dated.value, Table) and sum(_shares(dated.value, payers)) != TEN_THOUSAND:
                    yield name, "The shares of a step add up to 100 per cent.", {}


def _shares(table: Table, payers: Iterable[str]) -> list[int]:
    return [table.find({"payer": payer}.get) for payer in payers]
