"""Fee lines into the four national splits: own expense, over ceiling price, first share, in scope."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from config.money import TEN_THOUSAND, half_up
from institutions.rules.policy_package import Given

from .facts import FeeClasses, FeeItem
from .steps import Step, step

_SQUARE = TEN_THOUSAND * TEN_THOUSAND


class FeeRules(NamedTuple):
    """First shares by fee kind and the rule for imported material, in ten-thousandths.

    ``special`` has them by (kind, essential, procured) for items that are one of the two.
    """

    first_share: Mapping[str, int]
    special: Mapping[tuple[str, bool, bool], int]
    imported_as: str
    purchase_share: int
    given: Given
    imported: Given
    purchase: Given


class Split(NamedTuple):
    """The four splits of a line or a bill, fen; they add up to the amount exactly."""

    fulamt_ownpay_amt: int
    overlmt_selfpay: int
    preselfpay_amt: int
    inscp_scp_amt: int


def split_item(item: FeeItem, rules: FeeRules) -> tuple[int, int, int, int]:
    """:class:`Split` of one line: the first share is rounded once, the rest is in scope, all add up."""
    kind, amount, ceiling, standard, purchase, selfpay, essential, procured = item
    if kind == "C":
        return amount, 0, 0, 0
    recognised = amount if ceiling is None or ceiling > amount else ceiling
    if kind == "imported_material" and selfpay is None:
        share = rules.first_share[rules.imported_as]
        if standard is None:
            # First the share of the purchase price, then the rest as the kind it is settled as.
            price = recognised if purchase is None or purchase > recognised else purchase
            before = price * rules.purchase_share
            first = half_up(before * TEN_THOUSAND + (recognised * TEN_THOUSAND - before) * share, _SQUARE)
            return 0, amount - recognised, first, recognised - first
        recognised = min(recognised, standard)
    elif selfpay is not None:
        share = selfpay
    elif essential or procured:
        share = rules.special[kind, essential, procured]
    else:
        share = rules.first_share[kind]
    first = half_up(recognised * share, TEN_THOUSAND)
    return 0, amount - recognised, first, recognised - first


def split_fees(items: Iterable[FeeItem], rules: FeeRules, trace: list[Step] | None = None) -> Split:
    """The splits of a bill: the sums of its lines (identity F4)."""
    own = over = first = scope = 0
    for item in items:
        part = split_item(item, rules)
        own += part[0]
        over += part[1]
        first += part[2]
        scope += part[3]
        if trace is not None:
            trace.append(_explain(item, Split(*part), rules))
    return Split(own, over, first, scope)


def split_classes(
    classes: FeeClasses, rules: FeeRules, trace: list[Step] | None = None
) -> tuple[int, int, int, int]:
    """What :func:`split_fees` makes of the classes' items: nearly every bill of a city has drugs and services only."""
    class_a, class_b, class_c, over, domestic, imported, no_equal, _standard = classes
    if trace is not None or domestic or imported or no_equal:
        return split_fees(classes.items, rules, trace)
    share = rules.first_share
    first = half_up(class_a * share["A"], TEN_THOUSAND) + half_up(class_b * share["B"], TEN_THOUSAND)
    return class_c, over, first, class_a + class_b - first


def _explain(item: FeeItem, part: Split, rules: FeeRules) -> Step:
    code, given, share = "fee_" + item.kind, rules.given, rules.first_share[item.kind]
    if item.essential or item.procured:
        share = rules.special[item.kind, item.essential, item.procured]
    if item.selfpay is not None and item.kind != "C":
        # The catalogue's share, not the parameter's: only the clause speaks of both.
        code, share, given = "fee_item_share", item.selfpay, given._replace(path="")
    elif item.kind == "imported_material":
        given, share = rules.imported, rules.first_share[rules.imported_as]
        if item.domestic_standard is None:
            code, given = "fee_imported_no_equal", rules.purchase
    return step(
        code,
        given,
        part.inscp_scp_amt,
        kind=item.kind,
        total=item.amount,
        share=share,
        purchase_share=rules.purchase_share,
        own=part.fulamt_ownpay_amt,
        over=part.overlmt_selfpay,
        first=part.preselfpay_amt,
    )
