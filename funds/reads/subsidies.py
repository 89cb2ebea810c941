"""Where a year's fiscal subsidy stands: due by county, government and quarter, received, direct, short, dunned."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Count, Max, QuerySet, Sum
from django.utils import timezone

from config.money import from_fen, to_fen
from enrollment.reads.subsidy_bill import Bill, bill_of
from enrollment.rules.contributions.subsidies import GOVERNMENTS
from funds.models import Government, SubsidyDunning, SubsidyReceipt
from funds.rules.subsidies import Covered, Quarter, cover
from institutions.models import Agency, PoolingArea

# County, payer.
Owing = tuple[int, str]


@dataclass(frozen=True)
class SubsidyDue:
    """One quarter of one government for one county's people; yuan. ``dunned`` is when it last was, ``letters`` how
    often."""

    county: Agency
    payer: str
    covered: Covered
    clause: str
    assumed: str
    state: str
    dunned: dt.date | None
    letters: int

    @property
    def key(self) -> str:
        return f"{self.county.pk}:{self.payer}:{self.covered.quarter.number}"

    @property
    def payer_name(self) -> str:
        return str(Government(self.payer).label)

    @property
    def quarter(self) -> int:
        return self.covered.quarter.number

    @property
    def due_on(self) -> dt.date:
        return self.covered.quarter.due_on

    @property
    def due(self) -> Decimal:
        return from_fen(self.covered.quarter.due)

    @property
    def received(self) -> Decimal:
        return from_fen(self.covered.received)

    @property
    def direct(self) -> Decimal:
        return from_fen(self.covered.direct)

    @property
    def open(self) -> Decimal:
        return from_fen(self.covered.open)


@dataclass(frozen=True)
class SubsidyYear:
    """``dues`` by county, government and quarter; ``over`` came in beyond them; ``gaps``: what the policy leaves out.

    Without instalments in the policy there are no dues, and ``bill`` says what the year comes to.
    """

    bill: Bill
    dues: Sequence[SubsidyDue]
    over: Decimal
    waiting: int


def subsidy_year(
    *, area: PoolingArea, year: int, insutype: str, today: dt.date, county: int | None = None
) -> SubsidyYear:
    """Within the reader's scope; what is entered and not yet in the books counts as not received."""
    bill = bill_of(area=area, year=year, insutype=insutype, county=county)
    papers = SubsidyReceipt.objects.filter(year=year, insutype=insutype, county__area=area)
    if county is not None:
        papers = papers.filter(county=county)
    received, direct = _received(papers.filter(state=SubsidyReceipt.State.BOOKED))
    letters = _letters(year, insutype, area)
    dues: list[SubsidyDue] = []
    over = 0
    for one in bill.counties:
        alone = replace(bill, groups=one.groups)
        for payer in GOVERNMENTS:
            parts = [part for part in alone.instalments(payer) if part.amount]
            quarters = [Quarter(part.number, to_fen(part.amount), part.due) for part in parts]
            key = (one.county.pk, payer)
            covered, rest = cover(quarters, received.pop(key, {}), direct.pop(key, 0))
            over += rest
            dues += [
                SubsidyDue(
                    one.county, payer, found, part.clause, part.assumed, found.state(today),
                    *letters.get((*key, part.number), (None, 0)),
                )
                for found, part in zip(covered, parts, strict=True)
            ]  # fmt: skip
    over += sum(sum(by_quarter.values()) for by_quarter in received.values()) + sum(direct.values())
    waiting = papers.filter(state=SubsidyReceipt.State.ENTERED).count()
    return SubsidyYear(bill, dues, from_fen(over), waiting)


def _received(papers: QuerySet[SubsidyReceipt]) -> tuple[dict[Owing, dict[int, int]], dict[Owing, int]]:
    """Fen by county and payer: of each quarter, and direct."""
    received: dict[Owing, dict[int, int]] = defaultdict(dict)
    direct: dict[Owing, int] = defaultdict(int)
    rows = papers.order_by().values_list("county", "payer", "quarter", "direct").annotate(n=Sum("amount"))
    for county, payer, quarter, is_direct, amount in rows:
        if is_direct:
            direct[county, payer] += to_fen(amount)
        else:
            received[county, payer][quarter] = to_fen(amount)
    return received, direct


def _letters(
    year: int, insutype: str, area: PoolingArea
) -> dict[tuple[int, str, int], tuple[dt.date | None, int]]:
    written = SubsidyDunning.objects.filter(year=year, insutype=insutype, county__area=area)
    rows = (
        written.order_by().values_list("county", "payer", "quarter").annotate(Max("written_at"), Count("pk"))
    )
    return {
        (county, payer, quarter): (timezone.localtime(at).date(), n) for county, payer, quarter, at, n in rows
    }
