"""Where a year's fiscal subsidy stands: due by county, government and quarter, received, direct, short, dunned.

One basis everywhere: people insured × the policy's rate of each level of government. The year's budget, by which 附件二
（二）3 has quarters paid in, is no sum of its own: it is drafted from the same heads and rates, and stands beside.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.db.models import Count, Max, QuerySet, Sum
from django.utils import timezone

from config.keeping import Asking, at_once
from config.money import from_fen, to_fen
from enrollment.reads.subsidy_bill import Bill, bill_of
from enrollment.rules.contributions.subsidies import GOVERNMENTS
from funds.models import Government, SubsidyCount, SubsidyDunning, SubsidyReceipt
from funds.reads.fund_budgets import approved_of, by_code, in_force
from funds.rules.subsidies import LATE, SHORT, Covered, Quarter, cover
from institutions.models import Agency, PoolingArea

BUDGET_LINE = "fiscal_subsidies"
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
class Budgeted:
    """One quarter of one county beside the approved budget; yuan."""

    county: Agency
    quarter: int
    due_on: dt.date
    due: Decimal
    budget: Decimal
    came: Decimal

    @property
    def beyond(self) -> Decimal:
        """By how much what is due exceeds the budget; below zero where the budget has more."""
        return self.due - self.budget

    @property
    def missing(self) -> Decimal:
        """What of the budget has not come in."""
        return max(self.budget - self.came, Decimal(0))


@dataclass(frozen=True)
class SubsidyYear:
    """``dues`` by county, government and quarter; ``over`` came in beyond them; ``gaps``: what the policy leaves out.

    ``budgeted`` by county and quarter, where a budget of the year is approved.

    Without instalments in the policy there are no dues, and ``bill`` says what the year comes to.
    """

    bill: Bill
    dues: Sequence[SubsidyDue]
    over: Decimal
    waiting: int
    budgeted: Sequence[Budgeted] = ()


def subsidy_year(
    *,
    area: PoolingArea,
    year: int,
    insutype: str,
    today: dt.date,
    county: int | None = None,
    asking: Asking = at_once,
) -> SubsidyYear:
    """Within the reader's scope; what is entered and not yet in the books counts as not received."""
    bill = bill_of(area=area, year=year, insutype=insutype, county=county, asking=asking)
    papers = SubsidyReceipt.objects.filter(year=year, insutype=insutype, county__area=area)
    if county is not None:
        papers = papers.filter(county=county)
    received, direct = _received(papers.filter(state=SubsidyReceipt.State.BOOKED))
    letters = _letters(year, insutype, area)
    dues: list[SubsidyDue] = []
    over = 0
    owing = groupby(bill.quarters(GOVERNMENTS), key=lambda one: one[:2])
    for (of_county, payer), instalments in owing:
        parts = [part for _county, _payer, part in instalments]
        quarters = [Quarter(part.number, to_fen(part.amount), part.due) for part in parts]
        key = (of_county.pk, payer)
        covered, rest = cover(quarters, received.pop(key, {}), direct.pop(key, 0))
        over += rest
        dues += [
            SubsidyDue(
                of_county, payer, found, part.clause, part.assumed, found.state(today),
                *letters.get((*key, part.number), (None, 0)),
            )
            for found, part in zip(covered, parts, strict=True)
        ]  # fmt: skip
    over += sum(sum(by_quarter.values()) for by_quarter in received.values()) + sum(direct.values())
    waiting = papers.filter(state=SubsidyReceipt.State.ENTERED).count()
    return SubsidyYear(bill, dues, from_fen(over), waiting, _beside_budget(bill, dues))


def _beside_budget(bill: Bill, dues: Sequence[SubsidyDue]) -> list[Budgeted]:
    """The approved budget of each county's subsidies in quarters, beside what is due and what came in."""
    found: list[Budgeted] = []
    for county in dict.fromkeys(one.county for one in dues):
        paper = approved_of(county, bill.insutype, bill.year)
        if paper is None:
            continue
        whole = by_code(in_force(paper, [county.pk])).get(BUDGET_LINE, 0)
        own = [one for one in dues if one.county == county]
        for part in bill.instalments_of(whole):
            of_quarter = [one for one in own if one.quarter == part.number]
            due = sum((one.due for one in of_quarter), Decimal(0))
            came = sum((one.received + one.direct for one in of_quarter), Decimal(0))
            found.append(Budgeted(county, part.number, part.due, due, part.amount, came))
    return found


def first_late(
    *, area: PoolingArea, year: int, insutype: str, today: dt.date, county: int | None = None
) -> dt.date | None:
    """The earliest day a quarter is late or short since, by the night's count and the books; nobody is counted here."""
    counted = SubsidyCount.objects.filter(county__area=area, year=year, insutype=insutype)
    papers = SubsidyReceipt.objects.filter(
        year=year, insutype=insutype, county__area=area, state=SubsidyReceipt.State.BOOKED
    )
    if county is not None:
        counted, papers = counted.filter(county=county), papers.filter(county=county)
    quarters: dict[Owing, list[Quarter]] = defaultdict(list)
    for one in counted:
        quarters[one.county_id, one.payer].append(Quarter(one.quarter, to_fen(one.due), one.due_on))
    if not quarters:
        return None
    received, direct = _received(papers)
    late = [
        found.quarter.due_on
        for key, due in quarters.items()
        for found in cover(due, received.get(key, {}), direct.get(key, 0))[0]
        if found.state(today) in (LATE, SHORT)
    ]
    return min(late, default=None)


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
