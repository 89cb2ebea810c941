"""How a grouped case came to its points and to what is owed for it: the formula out of what its row keeps."""

from __future__ import annotations

from claims.models import GroupedCase
from claims.payment_words import explain
from claims.rules.payment.cases import DECIDED, Case, owed
from claims.rules.payment.section import BY_ITEM
from claims.rules.payment.terms import terms_of
from config.money import TEN_THOUSAND, to_fen
from institutions.explaining import Explained
from institutions.policy.in_force import policy_for
from institutions.rules.policy_tables import PolicyGap

from .grouping_terms import MILLIONTHS, TEN_THOUSANDTHS, scaled


def case_of(grouped: GroupedCase) -> Case:
    """The facts of a grouped case as the rules take them; by item where it has no group."""
    decided = scaled(grouped.units, TEN_THOUSANDTHS) if grouped.deviation == DECIDED else None
    return Case(
        grouped.method if grouped.group_id else BY_ITEM,
        cost=to_fen(grouped.cost),
        fund=to_fen(grouped.pooled),
        weight=scaled(grouped.weight, TEN_THOUSANDTHS) or TEN_THOUSAND,
        standard=scaled(grouped.standard, MILLIONTHS) or 0,
        factor=scaled(grouped.factor, TEN_THOUSANDTHS),
        level=grouped.level,
        mean=None if grouped.mean is None else to_fen(grouped.mean),
        decided=decided,
        days=grouped.days,
    )


def explain_group(grouped: GroupedCase) -> list[Explained]:
    """Step by step with clauses; without a rate only what leads to the points. Nothing for a case without a group."""
    if not grouped.group_id:
        return []
    try:
        terms = terms_of(policy_for(grouped.area, grouped.day))
    except PolicyGap:
        return []
    steps = list(owed(case_of(grouped), terms).steps)
    if grouped.standard is None:
        money = {"standard", "fund_by_ratio", "fund_less_others"}
        steps = [one for one in steps if one.code not in money]
    return explain(steps)
