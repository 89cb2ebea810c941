"""Where the regional fund stands: what is open of a demand or grant on either side, what a levy brought and gave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from funds.models import (
    Booked,
    Decided,
    RegionalDemand,
    RegionalDistribution,
    RegionalGrant,
    RegionalLevy,
    RegionalTransfer,
)

Side = RegionalTransfer.Side
NOTHING = Decimal(0)


@dataclass(frozen=True)
class PaperStanding:
    """A demand or a grant; yuan. ``city`` and ``region`` are what each side has in its book."""

    paper: RegionalDemand | RegionalGrant
    city: Decimal
    region: Decimal
    waiting: Decimal
    today: dt.date

    @property
    def open(self) -> Decimal:
        """What the receiving side has not in its book: the region of a demand, the city of a grant."""
        here = self.region if isinstance(self.paper, RegionalDemand) else self.city
        return Decimal(self.paper.amount) - here

    @property
    def late(self) -> bool:
        issued = self.paper.state == Decided.ISSUED
        return issued and self.due_on is not None and self.due_on < self.today and self.open > 0

    @property
    def due_on(self) -> dt.date | None:
        """Of a demand; a grant names no day."""
        return self.paper.due_on if isinstance(self.paper, RegionalDemand) else None

    @property
    def apart(self) -> Decimal:
        """What one side has booked and the other has not."""
        return self.city - self.region


def standings(papers: Iterable[RegionalDemand | RegionalGrant]) -> list[PaperStanding]:
    """Of papers of one kind, in two queries."""
    rows = list(papers)
    if not rows:
        return []
    field = "demand" if isinstance(rows[0], RegionalDemand) else "grant"
    sums: dict[tuple[int, str, str], Decimal] = {}
    found = (
        RegionalTransfer.objects.filter(**{f"{field}__in": rows})
        .order_by()
        .values_list(field, "side", "state")
        .annotate(Sum("amount"))
    )
    for paper, side, state, amount in found:
        sums[paper, side, state] = amount
    today = timezone.localdate()

    def of(paper: int, sides: tuple[str, ...], state: str) -> Decimal:
        return sum((sums.get((paper, side, state), NOTHING) for side in sides), NOTHING)

    ours, citys = (Side.RECEIVED, Side.PAID_DOWN), (Side.PAID_UP, Side.ARRIVED)
    return [
        PaperStanding(
            one, of(one.pk, citys, Booked.BOOKED), of(one.pk, ours, Booked.BOOKED),
            of(one.pk, (*ours, *citys), Booked.ENTERED), today,
        )
        for one in rows
    ]  # fmt: skip


def demand_standing(paper: RegionalDemand | RegionalGrant) -> PaperStanding:
    return standings([paper])[0]


def unentered(paper: RegionalDemand | RegionalGrant, side: str) -> Decimal:
    """What may still be entered on ``side``; yuan."""
    entered = paper.transfers.filter(side=side).exclude(state=Booked.REFUSED)
    return Decimal(paper.amount) - (entered.aggregate(sum=Sum("amount"))["sum"] or NOTHING)


def received_of(levy: RegionalLevy) -> Decimal:
    """What came in for a levy, as the region booked it; yuan."""
    booked = RegionalTransfer.objects.filter(demand__levy=levy, side=Side.RECEIVED, state=Booked.BOOKED)
    return booked.aggregate(sum=Sum("amount"))["sum"] or NOTHING


def given_of(levy: RegionalLevy) -> Decimal:
    """What distributions of a levy gave, proposed ones too; yuan."""
    standing = RegionalDistribution.objects.filter(levy=levy).exclude(state=Decided.WITHDRAWN)
    return standing.aggregate(sum=Sum("amount"))["sum"] or NOTHING


def levy_url(insutype: str, year: int) -> str:
    """The page on which the levy of a scheme and year is entered."""
    return f"{reverse('funds:enter_region_levy')}?{urlencode({'scheme': insutype, 'year': str(year)})}"
