"""The books' months: closed by two people, the last of them opened again and its closing asked for anew.

Where the whole year is closed, that request is agreed to as well: the year's settlement needs its December. Another
reopening is asked for, and waits.
"""

from __future__ import annotations

from config.demo.clearing import closed_months
from config.demo.topics.stage import Stage, act
from config.demo.world import SCHEME
from config.demo.year import closing
from config.demo.year.town import DECEMBER, Town, town_of
from config.periods import Month
from config.scoping import system_scope
from funds.models import BookPeriod, PeriodRequest
from funds.services.closing.ask import agree, ask_to_reopen
from institutions.models import Duty

# Under graded management every county closes months of its own: fewer of them say as much.
UNIFIED, GRADED = DECEMBER, 3


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
    if len(months) == DECEMBER:
        _close_again(town, months[-1])
    return len(months)


def _ask_again(town: Town, month: Month) -> None:
    """Whoever keeps the first book has put in what was missing: the second person has not answered."""
    closing.ask(town, _period(town, month))


def _close_again(town: Town, month: Month) -> None:
    """The second person agrees; finance finds one more voucher and asks for the month once more."""
    period, keeper = _period(town, month), town.keepers[0]
    with system_scope():
        request = PeriodRequest.objects.select_related("period__book__unit", "asked_by").get(
            period=period, state=PeriodRequest.State.ASKED
        )
    act(town.at(Duty.REVIEW, keeper), agree, request=request)
    closing.file(town, month)
    closing.file(town, month, yearly=True)
    act(town.at(Duty.FINANCE, keeper), ask_to_reopen, period=period, reason=closing.WHY_REOPENED)


def _period(town: Town, month: Month) -> BookPeriod:
    with system_scope():
        found: BookPeriod = BookPeriod.objects.select_related("book__unit__parent", "book__area").get(
            book__unit=town.keepers[0], book__insutype=SCHEME, month=month.first
        )
    return found
