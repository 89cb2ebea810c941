"""All the years: settled in, played month by month, every year settled, verified and told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from config.demo.policy import year_of
from config.demo.terminal import Progress
from config.demo.year.calendar import Diary
from config.demo.year.clock import living_on
from config.demo.years import curves, months, settling, verify
from config.demo.years.land import Land, settle_in
from config.demo.years.path import YearPath, path_of
from config.errors import DomainError
from config.periods import Month
from config.scoping import system_scope
from enrollment.models import RESIDENTS
from funds.models import Book

SCHEMES = ("310", RESIDENTS)
# The year is settled in these months of the next.
SETTLED_UNTIL = 4


class YearsRefused(DomainError):
    """The years cannot be simulated here."""


@dataclass
class Simulated:
    """What was simulated; ``silent``: what the policy does not say of settling a year;
    ``closed``: what every month held when it was closed."""

    land: Land
    years: Sequence[int]
    acts: int = 0
    silent: set[str] = field(default_factory=set)
    closed: dict[int, tuple[int, Decimal]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def close(self, month: Month) -> None:
        """And note what the month held then."""
        with system_scope():
            self.closed |= {one.pk: verify.content_of(one) for one in months.close(self.land, month)}

    def lines(self) -> Iterator[str]:
        """For the terminal."""
        yield from curves.lines(self.land, self.years)
        for why in sorted(self.silent):
            yield _("Not settled between city and counties: %(why)s") % {"why": why}
        yield from self.faults
        if not self.faults:
            yield _("All years: books, statements, reserves, settlements and balances agree to the fen.")


def simulate(
    area_code: str,
    *,
    years: int,
    progress: Progress,
    schemes: Sequence[str] = SCHEMES,
    counties: int | None = None,
) -> Simulated:
    """Simulate ``years`` from the first that the area's policy governs, in an area without books.

    Raises :class:`YearsRefused` where books are kept already; what a service refuses.
    """
    with system_scope():
        if Book.objects.filter(area__code=area_code).exists():
            raise YearsRefused(
                _("Books are kept for %(code)s: years are simulated in an empty area."), code=area_code
            )
    first = year_of(area_code)
    with progress.step(_("Agencies, staff, policy, books")) as done:
        with transaction.atomic(), living_on(dt.date(first, 1, 2)):
            land = settle_in(area_code, schemes, counties)
        done(len(land.counties))
    simulated = Simulated(land, range(first, first + years))
    diary = Diary(living_on)
    for number, (year, path) in enumerate(zip(simulated.years, path_of(years), strict=True)):
        _write_down(diary, simulated, year, number, path)
        diary.on(
            dt.date(year + 1, SETTLED_UNTIL, 21),
            f"{year}",
            partial(_verify, simulated, year, number, path, progress),
        )
    last = Month(first + years, SETTLED_UNTIL)
    diary.on(dt.date(first + years, 1, 6), "", lambda: months.open_until(land, last))
    simulated.acts = diary.play(Progress(lambda _text: None))
    return simulated


def _write_down(diary: Diary, simulated: Simulated, year: int, number: int, path: YearPath) -> None:
    land = simulated.land
    for of_year in range(1, 13):
        month = Month(year, of_year)
        came, went, after = month.first.replace(day=15), month.first.replace(day=20), month.next_first
        diary.on(came, f"{month}", partial(months.collect, land, month, number, came))
        diary.on(went, f"{month}", partial(months.spend, land, month, number, path, went))
        diary.on(after, f"{month}", partial(months.open_until, land, Month.of(after)))
        diary.on(after, f"{month}", partial(months.move_up, land, after))
        diary.on(after.replace(day=5), f"{month}", partial(simulated.close, month))
    if path.budget is not None:
        drafted = dt.date(year, 2, 8)
        diary.on(drafted, f"{year}", partial(settling.budget, land, number, path, drafted))
    for day in (dt.date(year, 2, 26), dt.date(year, 7, 10)):
        diary.on(day, f"{year}", partial(settling.fill_reserves, land, day))
    _settled(diary, simulated, year, path)


def _settled(diary: Diary, simulated: Simulated, year: int, path: YearPath) -> None:
    land, after = simulated.land, year + 1

    def draw() -> None:
        simulated.silent |= set(settling.draw(land, year))

    def find_managerial() -> None:
        simulated.silent |= set(settling.find_managerial(land, year))

    if path.budget is not None:
        diary.on(dt.date(after, 2, 10), f"{year}", find_managerial)
    agreed, paid, rest = dt.date(after, 3, 5), dt.date(after, 3, 25), dt.date(after, 4, 20)
    diary.on(dt.date(after, 3, 2), f"{year}", draw)
    diary.on(agreed, f"{year}", partial(settling.agree_and_approve, land, year, agreed))
    diary.on(dt.date(after, 3, 10), f"{year}", partial(settling.post, land, year))
    diary.on(paid, f"{year}", partial(settling.pay, land, year, paid))
    diary.on(dt.date(after, 4, 8), f"{year}", partial(settling.dun_late, land, year))
    diary.on(rest, f"{year}", partial(settling.pay_rest, land, year, rest))


def _verify(simulated: Simulated, year: int, number: int, path: YearPath, progress: Progress) -> None:
    with progress.step(_("%(year)s: settled, verified") % {"year": year}) as done:
        found = list(verify.faults(simulated.land, year, number, path, simulated.closed))
        simulated.faults += found
        done(_("%(count)s faults") % {"count": len(found)})
