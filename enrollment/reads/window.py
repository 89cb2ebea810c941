"""The annual enrolment in figures: of villages, communities and schools, who enrolled for a year and who has not.

People are counted for many payers in one go: a query that counts anew for every row of a list takes seconds where a
county has a hundred villages.
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Any, TypedDict

from django.db.models import Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from config.money import TEN_THOUSAND, MoneyField
from config.scoping import system_scope
from enrollment.models import Membership, Person, ReceiptShare, WindowEnrolment

ROLL_TIES = (Membership.Tie.THROUGH, Membership.Tie.STUDY)
AMOUNTS = ("paid", "collective", "aided", "subsidy")
NOTHING = Decimal(0)
# Who is on no roll, whatever they are tied to.
GONE = Q(person__canonical__isnull=False) | Q(person__deceased_on__isnull=False)


class Progress(TypedDict):
    """One payer's figures; people, yuan, ``rate`` in ten-thousandths (None where nobody is on the roll)."""

    roll: int
    enrolled: int
    missing: int
    rate: int | None
    paid: Decimal
    collective: Decimal
    aided: Decimal
    subsidy: Decimal
    received: Decimal
    left: Decimal


def progress_of(payers: Collection[int], year: int) -> dict[int, Progress]:
    """How far each of ``payers``, which the reader sees, is with the enrolment for ``year``.

    A roll is counted whole. To ask of each of fifty thousand people whether the reader may see them took five
    seconds where a million are insured.
    """
    with system_scope():
        return _progress_of(payers, year)


def _progress_of(payers: Collection[int], year: int) -> dict[int, Progress]:
    roll = _sizes_of(payers)
    here = _counted(
        _roll().filter(
            payer__in=payers,
            person__window_enrolments__year=year,
            person__window_enrolments__coverage__effective=True,
        )
    )
    sums = {
        row.pop("payer"): row
        for row in enrolments(year)
        .filter(payer__in=payers)
        .order_by()
        .values("payer")
        .annotate(enrolled=Count("pk"), **{name: Sum(name) for name in AMOUNTS})
    }
    received = dict(
        ReceiptShare.objects.filter(
            statement__payer__in=payers, statement__whole_year=True, statement__month__year=year
        )
        .order_by()
        .values("statement__payer")
        .annotate(n=Sum(ExpressionWrapper(F("employer") + F("personal"), output_field=MoneyField())))
        .values_list("statement__payer", "n")
    )
    return {
        payer: _progress(
            roll.get(payer, 0), here.get(payer, 0), sums.get(payer, {}), received.get(payer, NOTHING)
        )
        for payer in payers
    }


def _progress(roll: int, here: int, sums: dict[str, Any], received: Decimal) -> Progress:
    paid, collective, aided, subsidy = (sums.get(name) or NOTHING for name in AMOUNTS)
    return Progress(
        roll=roll,
        enrolled=sums.get("enrolled", 0),
        missing=roll - here,
        rate=here * TEN_THOUSAND // roll if roll else None,
        paid=paid,
        collective=collective,
        aided=aided,
        subsidy=subsidy,
        received=received,
        left=paid + collective - received,
    )


def _counted(roll: QuerySet[Membership]) -> dict[int, int]:
    return dict(roll.order_by().values("payer").annotate(n=Count("pk")).values_list("payer", "n"))


def enrolments(year: int) -> QuerySet[WindowEnrolment]:
    """Those that stand: a coverage that was annulled enrols nobody."""
    return WindowEnrolment.objects.filter(year=year, coverage__effective=True)


def not_enrolled(payer: int, year: int) -> QuerySet[Person]:
    """Who is on the roll of ``payer`` today and has no enrolment for ``year``, through whomever."""
    on_roll = _roll().filter(payer=payer, person=OuterRef("pk"))
    return Person.objects.filter(Exists(on_roll)).exclude(
        Exists(enrolments(year).filter(person=OuterRef("pk")))
    )


def _sizes_of(payers: Collection[int]) -> dict[int, int]:
    """How many are on each roll: all who are tied to it less the few who are gone.

    To ask of each of fifty thousand people whether they are gone took four times as long.
    """
    tied = _tied().filter(payer__in=payers)
    gone = _counted(tied.filter(GONE))
    return {payer: people - gone.get(payer, 0) for payer, people in _counted(tied).items()}


def _roll() -> QuerySet[Membership]:
    return _tied().exclude(GONE)


def _tied() -> QuerySet[Membership]:
    return Membership.objects.filter(period__contains=timezone.localdate(), tie__in=ROLL_TIES)
