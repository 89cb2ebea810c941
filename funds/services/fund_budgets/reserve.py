"""The ceiling of what is put into a reserve: nothing more once it holds its share of the year's income (ZY-21)."""

from __future__ import annotations

from collections.abc import Mapping

from config.money import to_fen
from funds.models import AccountBalance, FundBudget
from funds.rules.fund_budgets import WorkedLine, reserve_within
from funds.rules.sharing import COMMON
from institutions.rules.steps import step

from .terms import FundBudgetTerms


def within_full_reserve(
    paper: FundBudget, drawn: Mapping[int, WorkedLine], income: int, terms: FundBudgetTerms, *, fixed: int = 0
) -> dict[int, WorkedLine]:
    """What counties put in (by county) once the reserve's room is shared among them; who has less is told why.

    ``income`` of the whole paper, and ``fixed``, what others put in whatever the room, in fen. Where the policy names
    no ceiling everything stays.
    """
    full_at = terms.policy.section("pooling").get("risk_fund.full_at")
    if full_at is None or not any(one.amount for one in drawn.values()):
        return dict(drawn)
    held = reserve_held(paper)
    amounts = {county: one.amount for county, one in drawn.items()}
    found = dict(drawn)
    for county, amount in reserve_within(amounts, income, held + fixed, full_at.value).items():
        if amount != amounts[county]:
            told = step("fund_full", full_at, amount, share=full_at.value, held=held)
            found[county] = WorkedLine(amount, (*drawn[county].steps, told))
    return found


def reserve_held(paper: FundBudget) -> int:
    """Fen in the reserve before the budget's year, by the latest balances before it."""
    latest = (
        AccountBalance.objects.filter(
            account__area=paper.area, account__book__insutype=paper.insutype, account__subject__role__in=COMMON,
            month__lt=f"{paper.year}-01-01",
        )
        .order_by("account_id", "-month")
        .distinct("account_id")
    )  # fmt: skip
    return -sum(to_fen(one.closing) for one in latest)
