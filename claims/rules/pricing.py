"""Fee lines of one bill as the catalogue sees them: what was sent, what rules, and what nobody knows."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from config.money import round_to_fen

from .catalogue import NO_CEILING, OWN_EXPENSE, Found, fee_item, kind_of, ten_thousandths
from .facts import FeeItem


class SentLine(NamedTuple):
    """A fee line as its sender wrote it; ``amount`` and ``domestic_standard`` in fen, prices in yuan."""

    number: str
    med_list_codg: str
    medins_list_codg: str
    chrgitm_lv: str
    list_type: str
    is_imported: bool
    cnt: Decimal
    amount: int
    pric_uplmt_amt: Decimal | None = None
    selfpay_prop: Decimal | None = None
    domestic_standard: int | None = None
    institution: int = 0

    @property
    def own_code(self) -> str:
        """What the institution calls the item: its own code, or what it wrote in place of the national one."""
        return self.medins_list_codg or self.med_list_codg


class PricedLine(NamedTuple):
    """A line, the code under which the catalogue knows it ("" when it rules nothing) and what the rules split."""

    sent: SentLine
    item: FeeItem
    code: str = ""
    found: Found | None = None


class PricedBill(NamedTuple):
    """Every line priced; or, where the catalogue is complete, the lines whose code it does not know.

    ``mapped`` are the institution's own codes that had to be asked, each with its answer; ``version`` is the
    number of the catalogue version that was asked, 0 where there is none.
    """

    lines: tuple[PricedLine, ...]
    unknown: tuple[SentLine, ...] = ()
    mapped: tuple[tuple[str, str], ...] = ()
    version: int = 0

    @property
    def items(self) -> tuple[FeeItem, ...]:
        return tuple([line.item for line in self.lines]) if self.lines else ()


NO_LINES = PricedBill(())


def as_sent(line: SentLine) -> FeeItem:
    """A fee line by its sender's own words: where the area has no catalogue, they hold."""
    limit = line.pric_uplmt_amt
    limited = limit is not None and limit < NO_CEILING
    return FeeItem(
        kind_of(line.chrgitm_lv, line.list_type, line.is_imported),
        line.amount,
        ceiling=round_to_fen(limit * line.cnt) if limited and limit is not None else None,
        domestic_standard=line.domestic_standard,
        selfpay=ten_thousandths(line.selfpay_prop),
    )


def by_catalogue(line: SentLine, code: str, found: Found, level: str) -> PricedLine:
    """The line under the terms found for ``code``: the catalogue rules, whatever the sender wrote."""
    item = fee_item(found.terms, amount=line.amount, quantity=line.cnt, level=level)
    return PricedLine(line, item, code, found)


def outside_catalogue(line: SentLine) -> PricedLine:
    """The institution says that its item stands for nothing of the catalogue: own expense."""
    return PricedLine(line, FeeItem(kind_of(OWN_EXPENSE, "", False), line.amount))


def differences(line: PricedLine) -> tuple[str, ...]:
    """Fields in which the sender wrote otherwise than the catalogue says; what was left empty is no difference."""
    if line.found is None:
        return ()
    sent, terms = line.sent, line.found.terms
    wrong = []
    if sent.chrgitm_lv != terms.chrgitm_lv:
        wrong.append("chrgitm_lv")
    counts = line.item.kind != "C"
    share = ten_thousandths(sent.selfpay_prop)
    if counts and share is not None and share != ten_thousandths(terms.selfpay_prop):
        wrong.append("selfpay_prop")
    if counts and sent.pric_uplmt_amt is not None and as_sent(sent).ceiling != line.item.ceiling:
        wrong.append("pric_uplmt_amt")
    if sent.list_type and terms.list_type and sent.list_type[:3] != terms.list_type[:3]:
        wrong.append("list_type")
    if sent.is_imported != terms.is_imported:
        wrong.append("is_imported")
    return tuple(wrong)
