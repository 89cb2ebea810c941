"""Every fee line of a settled bill with its split, by exactly what the settlement pins."""

from __future__ import annotations

from typing import NamedTuple

from claims.models import Settlement
from claims.rules.catalogue import ten_thousandths
from claims.rules.identities import Check, line_checks, totals_check
from claims.rules.pricing import PricedLine, differences
from claims.rules.splitting import Split, split_item
from config.money import to_fen

from .explain_settlement import facts_as_settled


class SplitLine(NamedTuple):
    """A line, its split in fen, what its sender wrote otherwise, and the answers of F1 and F3."""

    priced: PricedLine
    split: Split
    differs: tuple[str, ...]
    checks: tuple[Check, ...]


class SplitBill(NamedTuple):
    """The lines of a settled bill; ``total`` is identity F4."""

    lines: tuple[SplitLine, ...]
    total: Check


def split_lines(settlement: Settlement) -> SplitBill | None:
    """The splits of the lines the settlement was made of; None when it was not made of lines."""
    derived = facts_as_settled(settlement)
    fees = derived.policy.terms(derived.facts).fees
    if not derived.priced.lines or fees is None:
        return None
    lines = tuple(_line(priced, Split(*split_item(priced.item, fees))) for priced in derived.priced.lines)
    totals = {
        name: to_fen(getattr(settlement, name)) * (-1 if settlement.refd_setl_flag else 1)
        for name in ("medfee_sumamt", *Split._fields)
    }
    return SplitBill(lines, totals_check([_amounts(line.priced, line.split) for line in lines], totals))


def _line(priced: PricedLine, split: Split) -> SplitLine:
    # F2 (quantity times price) was asked when the line came in.
    checks = tuple(check for check in line_checks(_amounts(priced, split)) if check.identity != "F2")
    return SplitLine(priced, split, differences(priced), checks)


def _amounts(priced: PricedLine, split: Split) -> dict[str, int | None]:
    return {
        "det_item_fee_sumamt": priced.sent.amount,
        "fulamt_ownpay_amt": split.fulamt_ownpay_amt,
        "overlmt_amt": split.overlmt_selfpay,
        "preselfpay_amt": split.preselfpay_amt,
        "inscp_scp_amt": split.inscp_scp_amt,
        "selfpay_prop": _share(priced),
    }


def _share(priced: PricedLine) -> int | None:
    """The line's own share where it has one: identity F3 needs a single number."""
    if priced.item.kind == "C":
        return None
    return priced.item.selfpay if priced.found is None else ten_thousandths(priced.found.terms.selfpay_prop)
