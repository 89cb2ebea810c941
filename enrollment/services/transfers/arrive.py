"""A person arrives from another area with that area's certificate (ZY-25)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from config.periods import Month
from enrollment.models import BASIC_SCHEMES, ContributionYears, Coverage, Person, Transfer
from enrollment.services.coverage.enrol import enrol_person
from enrollment.services.coverage.history import lock_person
from enrollment.services.retirement.years import count_years
from institutions.models import Duty, User
from institutions.services.duties import require_duty_in_area

from .leave import TransferRefused


@transaction.atomic
def arrive(
    *,
    person: Person,
    insutype: str,
    psn_type: str,
    number: str,
    place_code: str,
    place: str,
    first: Month,
    last: Month,
    day: dt.date,
    acting_user: User,
    months: int | None = None,
    account: Decimal | None = None,
) -> Transfer:
    """The months of the certificate counted as transferred, and cover here from ``day``, the first not covered there.

    Who is covered here on ``day`` already keeps that coverage; where it begins later the gap is told and nothing done.
    Only employees' months count towards retirement. Raises :class:`TransferRefused`, ``YearsRefused``,
    ``CoverageRefused``, ``DutyMissing``; ``ValidationError`` where a month or the certificate is known already.
    """
    handled_at = require_duty_in_area(user=acting_user, duty=Duty.REGISTER, area=person.county.area)
    person = lock_person(person.pk)
    number = number.strip()
    if last.first >= day:
        raise TransferRefused(_("The last month certified is after the day the cover there ended."))
    coverage = _covering(person, insutype, day) or enrol_person(
        person=person, insutype=insutype, psn_type=psn_type, county=person.county, start=day,
        origin=Coverage.Origin.TRANSFERRED, acting_user=acting_user,
    )  # fmt: skip
    years = None
    if insutype == "310":
        years = count_years(
            person=person, source=ContributionYears.Source.TRANSFERRED, first=first, last=last, months=months,
            evidence=f"{place.strip()} {number}", acting_user=acting_user,
        )  # fmt: skip
    counted = years.months if years else 0
    transfer = Transfer(  # type: ignore[misc]
        person=person, direction=Transfer.Direction.IN, county=coverage.county, handled_at=handled_at,
        insutype=insutype, number=number, place_code=place_code, place=place.strip(), day=day,
        periods=[{"kind": "transferred", "months": counted, "first": str(first), "last": str(last)}],
        months=counted, account=account, coverage=coverage, years=years, made_by=acting_user,
    )  # fmt: skip
    transfer.full_clean()
    transfer.save()
    return transfer


def _covering(person: Person, insutype: str, day: dt.date) -> Coverage | None:
    known = Coverage.objects.filter(person=person, effective=True, insutype__in=BASIC_SCHEMES)
    on_day: Coverage | None = known.filter(period__contains=day).select_related("county").first()
    if on_day is not None:
        if on_day.insutype != insutype:
            raise TransferRefused(
                _("On %(day)s the person is insured here under another scheme: change the scheme first."),
                day=day,
            )
        return on_day
    later = known.filter(period__startswith__gt=day).order_by("period").first()
    if later is not None:
        raise TransferRefused(
            _("Cover here begins on %(begins)s only: from %(day)s there would be a gap. Enrol for it first."),
            begins=later.period.lower,
            day=day,
        )
    return None
