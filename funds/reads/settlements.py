"""Where the payments of a year's settlement stand: asked, received, waiting, open, late, dunned."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from config.periods import Month
from funds.models import Book, Booked, GapDemand, GapDunning, GapReceipt, YearSettlement

NOTHING = Decimal(0)


@dataclass(frozen=True)
class DemandStanding:
    """Yuan. ``waiting`` is entered and not checked; ``open`` is what is not in the books."""

    demand: GapDemand
    received: Decimal
    waiting: Decimal
    letters: int
    dunned: dt.date | None

    @property
    def open(self) -> Decimal:
        return Decimal(self.demand.amount) - self.received

    @property
    def unentered(self) -> Decimal:
        return self.open - self.waiting

    @property
    def late(self) -> bool:
        due = self.demand.due_on
        return bool(self.open) and due is not None and due < timezone.localdate()


def posted_over(book: Book, month: Month) -> YearSettlement | None:
    """The posted settlement of the year that ``month`` ends in a book: the figures it was worked out from stand."""
    if month.number != 12:
        return None
    posted = YearSettlement.State.POSTED, YearSettlement.State.SETTLED
    return YearSettlement.objects.filter(
        area=book.area_id, insutype=book.insutype, year=month.year, state__in=posted
    ).first()


def demands_of(settlement: YearSettlement) -> list[DemandStanding]:
    """Every demand of a settlement within the reader's scope."""
    return standings(settlement.demands.select_related("county", "settlement"))


def demand_standing(demand: GapDemand) -> DemandStanding:
    return standings([demand])[0]


def standings(demands: Iterable[GapDemand]) -> list[DemandStanding]:
    """Three queries however many demands."""
    wanted = list(demands)
    keys = [one.pk for one in wanted]
    sums: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    for demand, state, amount in GapReceipt.objects.filter(demand__in=keys).values_list(
        "demand", "state", "amount"
    ):
        sums[demand, state] += amount
    letters: dict[int, list[dt.date]] = defaultdict(list)
    for demand, at in GapDunning.objects.filter(demand__in=keys).values_list("demand", "written_at"):
        letters[demand].append(timezone.localtime(at).date())
    return [
        DemandStanding(
            one,
            sums[one.pk, Booked.BOOKED],
            sums[one.pk, Booked.ENTERED],
            len(letters[one.pk]),
            max(letters[one.pk], default=None),
        )
        for one in wanted
    ]
