"""Which terms a catalogue code has on a day, and what they make of a fee line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import NamedTuple

from config.money import round_to_fen

from .facts import CATALOGUE_CLASS, FeeItem

ENTRY, CHANGE, EXIT, OVERLAY = "entry", "change", "exit", "overlay"

# A price ceiling of so many yuan means none (the national platform writes 999999 or 99999999).
NO_CEILING = Decimal(999_999)
MATERIALS = "301"
OWN_EXPENSE = "03"


class Terms(NamedTuple):
    """What the insurance grants for an item; prices in yuan per unit, None for none."""

    item_name: str = ""
    list_type: str = ""
    chrgitm_lv: str = ""
    selfpay_prop: Decimal | None = None
    pric_uplmt_amt: Decimal | None = None
    pric_uplmt_lv1: Decimal | None = None
    pric_uplmt_lv2: Decimal | None = None
    pric_uplmt_lv3: Decimal | None = None
    pay_standard: Decimal | None = None
    procurement_price: Decimal | None = None
    domestic_standard: Decimal | None = None
    essential: bool = False
    procured: bool = False
    negotiated: bool = False
    is_imported: bool = False
    spec: str = ""
    unit: str = ""
    restriction: str = ""

    def price_ceiling(self, level: str) -> Decimal | None:
        """The highest price at an institution of ``level`` ("1", "2", "3", "none"); None without one."""
        at_level = {"1": self.pric_uplmt_lv1, "2": self.pric_uplmt_lv2, "3": self.pric_uplmt_lv3}.get(level)
        price = self.pric_uplmt_amt if at_level is None else at_level
        return None if price is None or price >= NO_CEILING else price

    def standard(self) -> Decimal | None:
        """The payment standard; of what is centrally procured the procurement price where none is given (NB-10)."""
        if self.pay_standard is None and self.procured:
            return self.procurement_price
        return self.pay_standard

    def recognised_price(self, level: str) -> Decimal | None:
        """What the insurance recognises per unit at most: the lower of price ceiling and payment standard."""
        prices = [price for price in (self.price_ceiling(level), self.standard()) if price is not None]
        return min(prices) if prices else None


class Row(NamedTuple):
    """One dated row. ``layer`` orders rows: nearest area first, a scheme before all schemes; 0 speaks first."""

    layer: int
    number: int
    change: str
    start: dt.date
    end: dt.date | None
    terms: Terms

    def holds_on(self, day: dt.date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


class Found(NamedTuple):
    """The terms of a day and the rows they come from, the lowest first; ``left`` when the item has left."""

    terms: Terms
    rows: tuple[Row, ...]
    left: bool = False


class Segment(NamedTuple):
    """Days on which one answer holds; ``found`` None: not in the catalogue."""

    start: dt.date
    end: dt.date | None
    found: Found | None


def in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The order in which rows are asked: layer by layer, within a layer the newest version first."""
    return tuple(sorted(rows, key=lambda row: (row.layer, -row.number, row.start)))


def terms_on(rows: Sequence[Row], day: dt.date) -> Found | None:
    """What holds on ``day`` of rows :func:`in_order`; None when the catalogue does not know the item then.

    Of a layer only the newest row that holds on the day counts. A local override waits for the row beneath it;
    an override of nothing gives nothing.
    """
    overrides: list[Row] = []
    spoken = -1
    for row in rows:
        if row.layer == spoken or not row.holds_on(day):
            continue
        spoken = row.layer
        if row.change == OVERLAY:
            overrides.append(row)
            continue
        return _found(row, overrides)
    return None


def _found(base: Row, overrides: list[Row]) -> Found:
    terms = base.terms
    if base.change == EXIT:
        return Found(terms._replace(chrgitm_lv=OWN_EXPENSE), (base,), left=True)
    for over in reversed(overrides):
        terms = overridden(terms, over.terms)
    return Found(terms, (base, *reversed(overrides)))


_CEILINGS = ("pric_uplmt_amt", "pric_uplmt_lv1", "pric_uplmt_lv2", "pric_uplmt_lv3")
_SINGLY = ("chrgitm_lv", "selfpay_prop", "pay_standard", "restriction")


def overridden(terms: Terms, over: Terms) -> Terms:
    """``terms`` with what ``over`` gives: class, share, payment standard and restriction each by itself, the
    price ceilings together (999999 lifts them), a procurement result with its price (NB-10). Everything else stays:
    an area does not rename an item."""
    given = {name: value for name in _SINGLY if (value := getattr(over, name)) not in (None, "")}
    if any(getattr(over, name) is not None for name in _CEILINGS):
        given |= {name: getattr(over, name) for name in _CEILINGS}
    if over.procured:
        given |= {"procured": True, "procurement_price": over.procurement_price}
    return terms._replace(**given)


def segments(rows: Sequence[Row]) -> Iterator[Segment]:
    """The item's life in order: neighbouring days with the same answer together, from its first day on."""
    days = sorted({row.start for row in rows} | {row.end for row in rows if row.end is not None})
    pending: Segment | None = None
    for start, end in zip_longest(days, days[1:]):
        found = terms_on(rows, start)
        if pending is not None and pending.found == found:
            pending = pending._replace(end=end)
            continue
        if pending is not None:
            yield pending
        pending = Segment(start, end, found)
    if pending is not None and (pending.found is not None or pending.end is not None):
        yield pending


# The rows of an area's own layer that hold for all schemes.
OWN_LAYER = 1


class ProcuredRow(NamedTuple):
    """A row to be written for an area, from ``start`` up to ``end``."""

    start: dt.date
    end: dt.date
    change: str
    terms: Terms


def procured_rows(rows: Sequence[Row], first: dt.date, end: dt.date, price: Decimal) -> list[ProcuredRow]:
    """The rows that make ``price`` an item's payment standard from ``first`` up to ``end`` (NB-10).

    ``rows`` as for :func:`terms_on`, of all schemes. Where the area's own row speaks, the new one repeats it with the
    price; where a region's does, an override gives only the price. Days on which the item is not in have none.
    """
    made = []
    for segment in segments(rows):
        start, stop = max(segment.start, first), min(segment.end or end, end)
        if segment.found is None or segment.found.left or start >= stop:
            continue
        own = next((row for row in segment.found.rows if row.layer == OWN_LAYER), None)
        terms = (own.terms if own else Terms())._replace(
            pay_standard=price, procurement_price=price, procured=True
        )
        made.append(ProcuredRow(start, stop, CHANGE if own and own.change != OVERLAY else OVERLAY, terms))
    return made


def kind_of(chrgitm_lv: str, list_type: str, is_imported: bool) -> str:
    """Fee kind of the rules; what is outside the catalogue stays class C, materials included."""
    kind = CATALOGUE_CLASS.get(chrgitm_lv, "C")
    if kind != "C" and list_type.startswith(MATERIALS):
        return "imported_material" if is_imported else "domestic_material"
    return kind


def ten_thousandths(share: Decimal | None) -> int | None:
    return None if share is None else int(share.scaleb(4))


def fee_item(terms: Terms, *, amount: int, quantity: Decimal, level: str) -> FeeItem:
    """A fee line of ``amount`` fen as the catalogue sees it; ``level`` is the institution's.

    The ceiling comes before any share (class B included). An imported material with a share of its own bears it
    on the domestic standard; without one the policy's share holds there (ZY-12).
    """
    kind = kind_of(terms.chrgitm_lv, terms.list_type, terms.is_imported)
    ceiling = _of(terms.recognised_price(level), quantity)
    standard = _of(terms.domestic_standard, quantity) if kind == "imported_material" else None
    if standard is not None and terms.selfpay_prop is not None:
        ceiling = standard if ceiling is None else min(ceiling, standard)
    return FeeItem(
        kind,
        amount,
        ceiling=None if kind == "C" else ceiling,
        domestic_standard=standard,
        selfpay=None if kind == "C" else ten_thousandths(terms.selfpay_prop),
        essential=terms.essential,
        procured=terms.procured,
    )


def _of(price: Decimal | None, quantity: Decimal) -> int | None:
    return None if price is None else round_to_fen(price * quantity)
