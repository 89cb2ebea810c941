"""What a year's settlement is worked out from, as the books stand: read once to draw up, once more to post."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from funds.reads.county_years import LedgerYear, ledger_years, reserve_balance
from funds.reads.managerial import managerial_parts
from funds.rules.sharing import CommonFund, CountyYear, Settlement, after_accrual, settle_year
from institutions.models import PoolingArea

from .terms import SettlementTerms


@dataclass(frozen=True)
class SettlementFacts:
    """The years as the ledger has them, the same as the rule takes them, the common fund, and the outcome; fen."""

    ledger: Sequence[LedgerYear]
    years: Sequence[CountyYear]
    fund: CommonFund
    outcome: Settlement

    @property
    def basis_hash(self) -> str:
        """Over every figure that went in."""
        content = json.dumps([self.fund, *self.years], ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()


def facts_of(area: PoolingArea, insutype: str, year: int, terms: SettlementTerms) -> SettlementFacts:
    """Under a scope over the area. A county in debt holds no balance; its debt is its own (before_pooling.debts)."""
    ledger = ledger_years(area, insutype, year)
    parts = managerial_parts(area=area, insutype=insutype, year=year)
    whole = [
        CountyYear(
            one.county.code, one.income, one.spending, parts.get(one.county.pk, 0), max(0, one.balance),
            one.collected_before,
        )
        for one in ledger
    ]  # fmt: skip
    held = max(0, reserve_balance(area, insutype, terms.rules.fund))
    fund = CommonFund(held, sum(one.income for one in ledger))
    years = after_accrual(whole, fund, terms.rules)
    return SettlementFacts(ledger, years, fund, settle_year(years, fund, terms.rules))
