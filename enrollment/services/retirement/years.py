"""Months that count towards retirement: entered with their evidence, withdrawn with a reason."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.periods import Month
from enrollment.models import ContributionYears, Person
from enrollment.rules.contributions.retirement import SOURCES
from enrollment.services.coverage.history import lock_person
from institutions.models import Duty, User
from institutions.services.duties import require_duty_in_area


class YearsRefused(DomainError):
    """These months cannot be counted, or not be withdrawn."""


class NotCounted(YearsRefused):
    """The months are none: ``code`` says why, as a sheet's fault."""

    def __init__(self, code: str, text: Any) -> None:
        super().__init__(text)
        self.code = code


def whole_months(first: Month, last: Month) -> int:
    """Months from ``first`` to ``last``, both included. Raises :class:`NotCounted` when reversed or yet to begin."""
    if last < first:
        raise NotCounted("end_before_begin", _("The last month is before the first."))
    if last.first > timezone.localdate():
        raise NotCounted("years_ahead", _("The last month has not begun yet."))
    return (last.year - first.year) * 12 + last.number - first.number + 1


@transaction.atomic
def count_years(
    *,
    person: Person,
    source: str,
    first: Month,
    last: Month,
    evidence: str,
    acting_user: User,
    months: int | None = None,
) -> ContributionYears:
    """The record of the months ``first`` to ``last``, all of them or ``months`` of them where some lack.

    Raises :class:`YearsRefused`, ``DutyMissing``; ``ValidationError`` where a month is counted already.
    """
    handled_at = require_duty_in_area(user=acting_user, duty=Duty.REGISTER, area=person.county.area)
    lock_person(person.pk)
    whole = whole_months(first, last)
    born = Month.of(person.brdy)
    if first < born:
        raise YearsRefused(_("%(person)s was born in %(month)s."), person=person, month=born)
    if months is not None and months > whole:
        raise YearsRefused(
            _("From %(first)s to %(last)s there are %(months)s months."),
            first=first,
            last=last,
            months=whole,
        )
    years = ContributionYears(
        person=person, source=source, period=DateRange(first.first, last.next_first),
        months=whole if months is None else months, evidence=evidence.strip(), handled_at=handled_at,
        entered_by=acting_user,
    )  # fmt: skip
    years.full_clean()
    years.save()
    return years


@transaction.atomic
def withdraw_years(*, years: ContributionYears, reason: str, acting_user: User) -> ContributionYears:
    """The record no longer counts; it stays with its reason. Months paid on after retirement stay counted."""
    require_duty_in_area(user=acting_user, duty=Duty.REGISTER, area=years.person.county.area)
    lock_person(years.person_id)
    years = ContributionYears.objects.select_for_update(of=("self",)).get(pk=years.pk)
    if years.withdrawn_reason:
        raise YearsRefused(_("These months were withdrawn already."))
    if hasattr(years, "continuation"):
        raise YearsRefused(_("These months were paid after retirement and stay counted."))
    if not reason.strip():
        raise YearsRefused(_("Say why these months do not count."))
    years.withdrawn_reason = reason.strip()[:200]
    years.save(update_fields=["withdrawn_reason"])
    return years


def months_of(person: Person) -> dict[str, int]:
    """Months by source, those of withdrawn records left out; every source is named."""
    counted = person.contribution_years.filter(withdrawn_reason="").order_by()
    sums = dict(counted.values_list("source").annotate(Sum("months")))
    return {source: sums.get(source, 0) for source in SOURCES}
