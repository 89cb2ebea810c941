"""The whole year: founded, played day by day, verified."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from config.demo.policy import year_of
from config.demo.terminal import Progress
from config.demo.world import Scale
from config.demo.year import mishaps, verify
from config.demo.year.attacks import attack_closed_months
from config.demo.year.calendar import write_down
from config.demo.year.clock import standing_on
from config.demo.year.rounds import Rounds
from config.demo.year.subsidies import Subsidies
from config.demo.year.town import Town, found
from config.errors import DomainError
from config.scoping import system_scope
from funds.models import Book, Entry, FinancialStatement


class YearRefused(DomainError):
    """The year cannot be played here."""


@dataclass(frozen=True)
class Played:
    """What was let go wrong and what came right again, by kind, and every fault that was found at the end.

    ``attacks``: how many on closed months were refused.
    """

    town: Town
    acts: int
    entries: int
    filed: int
    attacks: int
    planned: dict[str, int]
    seen: dict[str, int]
    faults: list[str]

    def lines(self) -> Iterator[str]:
        """For the terminal."""
        wrong = mishaps.words()
        told = _(", ").join(f"{wrong[name]} {count}" for name, count in (self.planned | self.seen).items())
        yield _("%(acts)s acts played; let go wrong and set right: %(mishaps)s") % {
            "acts": self.acts, "mishaps": told,
        }  # fmt: skip
        yield _(
            "%(entries)s entries, %(filed)s statements filed, %(attacks)s attacks on closed months refused"
        ) % {"entries": self.entries, "filed": self.filed, "attacks": self.attacks}  # fmt: skip
        yield from self.faults
        if not self.faults:
            yield _("Books, statements, payments and rounds agree to the fen.")


def play_year(area_code: str, *, months: range, scale: Scale, progress: Progress) -> Played:
    """Play ``months`` (of 1 to 12) of the year the area's policy governs first, in an area without books.

    Raises :class:`YearRefused` where books are kept already; what a service refuses.
    """
    with system_scope():
        if Book.objects.filter(area__code=area_code).exists():
            raise YearRefused(
                _("Books are kept for %(code)s: a year is played in an empty area."), code=area_code
            )
    with progress.step(_("Agencies, staff, policy, books, bills")) as done:
        with transaction.atomic(), standing_on(_eve(area_code)):
            town = found(area_code, months, scale)
        done(len(town.units))
    rounds, subsidies = Rounds(town), Subsidies(town)
    acts = write_down(town, rounds, subsidies).play(progress)
    planned = {**rounds.planned, **subsidies.planned}
    with progress.step(_("Everything read anew")) as done:
        faults = list(verify.faults(town, planned))
        done(len(faults))
    with progress.step(_("Closed months attacked")) as done:
        attacked = attack_closed_months(town)
        faults += attacked.faults
        done(attacked.refused)
    with system_scope():
        entries = Entry.objects.filter(book__area=town.area).count()
        filed = FinancialStatement.objects.filter(area=town.area).count()
    return Played(
        town, acts, entries, filed, attacked.refused, planned=planned, seen=verify.seen(town), faults=faults
    )


def _eve(area_code: str) -> dt.date:
    """A day on which all bills of the year can be brought in and settled."""
    return dt.date(year_of(area_code), 12, 31)
