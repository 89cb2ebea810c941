"""Count by night what governments owe for residents, heads × rate, for desks that cannot count while they are shown."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from enrollment.reads.subsidy_bill import RESIDENT_SCHEMES, bill_of
from enrollment.rules.contributions.subsidies import GOVERNMENTS
from funds.models import Book, SubsidyCount
from institutions.models import PoolingArea
from institutions.rules.policy_tables import PolicyGap

KEY = ["county", "insutype", "year", "quarter", "payer"]


def count_year(year: int) -> int:
    """Every area and scheme that has books; how many dues there are. The caller's scope covers them all."""
    kept = Book.objects.filter(insutype__in=RESIDENT_SCHEMES).order_by("area", "insutype")
    pairs = kept.values_list("area", "insutype").distinct()
    areas = PoolingArea.objects.in_bulk({area for area, _scheme in pairs})
    return sum(count_dues(area=areas[area], insutype=insutype, year=year) for area, insutype in pairs)


@transaction.atomic
def count_dues(*, area: PoolingArea, insutype: str, year: int) -> int:
    """The year's quarters by county and government; what was counted before and is owed no more goes.

    Nothing is written where no policy of the year says what governments owe.
    """
    try:
        bill = bill_of(area=area, year=year, insutype=insutype)
    except (PolicyGap, LookupError):
        return 0
    now = timezone.now()
    rows = [
        SubsidyCount(
            county=county, insutype=insutype, year=year, quarter=part.number, payer=payer, due_on=part.due,
            due=part.amount, counted_at=now,
        )
        for county, payer, part in bill.quarters(GOVERNMENTS)
    ]  # fmt: skip
    stored = SubsidyCount.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=KEY, update_fields=["due", "due_on", "counted_at"]
    )
    of_year = SubsidyCount.objects.filter(county__area=area, insutype=insutype, year=year)
    of_year.exclude(pk__in=[one.pk for one in stored]).delete()
    return len(rows)
