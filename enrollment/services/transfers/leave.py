"""A person leaves for another area with a certificate of what was paid here (ZY-25)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.periods import Month
from enrollment.models import BASIC_SCHEMES, Coverage, Person, RetirementCase, Transfer
from enrollment.services.coverage.end import end_coverage
from enrollment.services.coverage.history import lock_person
from institutions.models import Duty, User
from institutions.services.duties import require_duty_in_area


class TransferRefused(DomainError):
    """The insurance cannot be transferred so; nothing was changed."""


@transaction.atomic
def leave(*, person: Person, day: dt.date, place_code: str, place: str, acting_user: User) -> Transfer:
    """End the latest coverage before ``day`` and certify every counted period and covered span of its scheme.

    A coverage that ended before stays as it is, and the certificate says that day. Duty to register in the area.
    Raises :class:`TransferRefused`, ``CoverageRefused``, ``DutyMissing``; ``ValidationError`` when done already.
    """
    handled_at = require_duty_in_area(user=acting_user, duty=Duty.REGISTER, area=person.county.area)
    person = lock_person(person.pk)
    coverage = latest_coverage(person)
    if coverage is None:
        raise TransferRefused(_("%(person)s was never insured here."), person=person)
    if coverage.transfers.filter(direction=Transfer.Direction.OUT).exists():
        raise TransferRefused(_("This coverage was transferred already."))
    if person.retirement_cases.exclude(state=RetirementCase.State.RETURNED).exists():
        raise TransferRefused(_("A retirement is judged here: send that case back first."))
    if coverage.period.upper is None or day < coverage.period.upper:
        coverage = end_coverage(coverage=coverage, day=day, acting_user=acting_user)
    ended = coverage.period.upper
    periods = counted_periods(person) if coverage.insutype == "310" else []
    transfer = Transfer(
        person=person, direction=Transfer.Direction.OUT, county=coverage.county, handled_at=handled_at,
        insutype=coverage.insutype, number=f"{person.psn_no[:31]}-{ended:%Y%m%d}", place_code=place_code,
        place=place.strip(), day=ended, periods=periods + covered_periods(person, coverage.insutype),
        months=sum(one["months"] for one in periods), coverage=coverage, made_by=acting_user,
    )  # fmt: skip
    transfer.full_clean()
    transfer.save()
    return transfer


def latest_coverage(person: Person) -> Coverage | None:
    """Of the basic schemes, the one that begins last."""
    known = Coverage.objects.filter(person=person, effective=True, insutype__in=BASIC_SCHEMES)
    found: Coverage | None = known.select_related("county__area").order_by("-period").first()
    return found


def counted_periods(person: Person) -> list[dict[str, Any]]:
    """Months that count towards retirement, as counted now."""
    records = person.contribution_years.filter(withdrawn_reason="").order_by("period")
    return [
        {"kind": one.source, "months": one.months} | _months(one.period.lower, one.period.upper)
        for one in records
    ]


def covered_periods(person: Person, insutype: str) -> list[dict[str, Any]]:
    """Days covered here under the scheme; they count no months of their own."""
    spans = Coverage.objects.filter(person=person, effective=True, insutype=insutype).order_by("period")
    return [
        {"kind": "covered", "months": 0, "first": str(one.period.lower), "last": str(_last(one.period.upper))}
        for one in spans
    ]


def _months(lower: dt.date, upper: dt.date) -> dict[str, str]:
    return {"first": str(Month.of(lower)), "last": str(Month.of(_last(upper)))}


def _last(upper: dt.date) -> dt.date:
    return upper - dt.timedelta(days=1)
