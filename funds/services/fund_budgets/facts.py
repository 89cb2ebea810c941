"""What first drafts are worked out from: last year's ledger, people insured and their rates, the policy."""

from __future__ import annotations

from collections.abc import Sequence

from config.money import to_fen
from enrollment.reads.subsidy_bill import RESIDENT_SCHEMES, Bill, bill_of
from funds.reads.fund_budgets import year_actuals
from funds.rules.fund_budgets import CountyFacts, Heads
from institutions.models import Agency, PoolingArea
from institutions.rules.policy_tables import PolicyGap

from .terms import FundBudgetTerms


def facts_of(
    area: PoolingArea, counties: Sequence[Agency], insutype: str, year: int, terms: FundBudgetTerms
) -> dict[int, CountyFacts]:
    """By county; people are those insured in ``year``, while there are none yet those of the year before."""
    spent = year_actuals(area, insutype, year - 1, [county.pk for county in counties])
    heads = _heads(area, insutype, year)
    policy = terms.policy.section("pooling")
    premium = terms.policy.section("budget").get("serious_illness.premium")
    return {
        county.pk: CountyFacts(
            year=year,
            last_year={code: fen for (where, code), fen in spent.items() if where == county.pk},
            growth_income=terms.said("growth.income"),
            growth_expense=terms.said("growth.expense"),
            people=heads[county.pk][0].people if county.pk in heads else 0,
            subsidy=heads[county.pk][0] if county.pk in heads else None,
            person=heads[county.pk][1] if county.pk in heads else None,
            premium=premium,
            risk_fund=policy.get("risk_fund.share"),
            taken_out=terms.pooling.taken_out_first,
        )
        for county in counties
    }


def _heads(area: PoolingArea, insutype: str, year: int) -> dict[int, tuple[Heads, Heads]]:
    """By county: people with the subsidy, and with what persons pay, in fen."""
    if insutype not in RESIDENT_SCHEMES:
        return {}
    for of_year in (year, year - 1):
        try:
            bill = bill_of(area=area, year=of_year, insutype=insutype)
        except (PolicyGap, LookupError):
            # The policy begins later: last year's ledger is what there is to go by.
            continue
        if bill.people:
            return _of_bill(bill, of_year)
    return {}


def _of_bill(bill: Bill, year: int) -> dict[int, tuple[Heads, Heads]]:
    found = {}
    for one in bill.counties:
        paid = sum(
            due.amount for group in one.groups for due in group.worked.dues if due.item == "contribution"
        )
        found[one.county.pk] = (
            Heads(one.people, to_fen(one.subsidy), year),
            Heads(one.people, paid, year),
        )
    return found
