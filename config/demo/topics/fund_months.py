"""The books' months: closed by two people up to autumn, the last of them opened again, its closing asked for anew."""

from __future__ import annotations

from config.demo.clearing import closed_months
from config.demo.topics.stage import Stage
from config.demo.world import SCHEME
from config.demo.year import closing
from config.demo.year.town import Town, town_of
from config.periods import Month
from config.scoping import system_scope
from funds.models import BookPeriod, PeriodRequest

# Under graded management every county closes months of its own: fewer of them say as much.
UNIFIED, GRADED = 10, 3


def fill(stage: Stage) -> int:
    """How many months; only while the clearing has gone so far."""
    with system_scope():
        if PeriodRequest.objects.filter(period__book__area=stage.area).exists():
            return 0
    town = town_of(stage, (SCHEME,))
    last = UNIFIED if town.keepers == [town.city] else GRADED
    cleared = closed_months(stage.layout)
    months = [town.month(number) for number in range(1, last + 1) if town.month(number) in cleared]
    for month in months:
        closing.close(town, month)
    if months:
        closing.reopen(town, months[-1])
        _ask_again(town, months[-1])
    return len(months)


def _ask_again(town: Town, month: Month) -> None:
    """Whoever keeps the first book has put in what was missing: the second person has not answered."""
    keeper = town.keepers[0]
    with system_scope():
        period = BookPeriod.objects.select_related("book__unit__parent", "book__area").get(
            book__unit=keeper, book__insutype=SCHEME, month=month.first
        )
    closing.ask(town, period)
