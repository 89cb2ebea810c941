"""Pull the computed values of a year, and keep what they were worked out from.

A city reads its counties' figures from its own data; a region those of its cities from what they reported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.jobs import enqueue
from config.models import Job
from config.money import TEN_THOUSAND, half_up
from funds.models import CountyIndicator, CountyScheme, CountySheet, CountyValue
from funds.reads.indicators import INDICATORS, Indicator, Reading
from institutions.models import Duty, User
from institutions.rules.scoring import COMPUTED
from institutions.services.duties import require_duty

from .sources import Source, source_of
from .states import CountyAssessmentRefused, locked_scheme, note, scheme_after

COMPUTE = "funds.county_figures"
NUMERATOR, DENOMINATOR = _noop("Numerator"), _noop("Denominator")


class Measured(NamedTuple):
    """Ten-thousandths, None where there is nothing to measure; what it was divided from."""

    value: int | None
    figures: list[list[str]]


def start_computing(*, scheme: CountyScheme, acting_user: User) -> Job:
    """Queue the computation: a year of a whole area takes seconds. Duty to handle where the scheme is made."""
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=scheme.agency)
    return enqueue(
        COMPUTE, owner=acting_user, agency=scheme.agency, params={"scheme": scheme.pk},
        unique_key=f"county_figures:{scheme.pk}",
    )  # fmt: skip


@transaction.atomic
def compute_figures(
    *, scheme: CountyScheme, acting_user: User, told: Callable[[int, int], None] | None = None
) -> int:
    """Compute the figures of every sheet that is not concluded; how many sheets. What was computed is replaced.

    Values that were verified already are looked at anew where their figure changed. Duty to handle at whoever assesses.
    """
    scheme = locked_scheme(scheme)
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=scheme.agency)
    if scheme.state != CountyScheme.State.OPEN:
        scheme_after(scheme, "publish")
    indicators = list(scheme.indicators(manager="objects").filter(source=COMPUTED))
    unknown = [one.key for one in indicators if one.measured_by not in INDICATORS]
    if unknown:
        raise CountyAssessmentRefused(_("Nobody can measure indicator “%(key)s”."), key=unknown[0])
    sheets = list(
        scheme.sheets(manager="objects")
        .select_for_update(of=("self",))
        .filter(state__in=(CountySheet.State.REPORTING, CountySheet.State.SUBMITTED))
        .select_related("unit__area", "unit__parent")
    )
    for number, sheet in enumerate(sheets, start=1):
        _fill(sheet, indicators, source_of(scheme, sheet.unit), acting_user)
        if told is not None:
            told(number, len(sheets))
    return len(sheets)


def _fill(sheet: CountySheet, indicators: Sequence[CountyIndicator], source: Source, user: User) -> None:
    values = {one.indicator_id: one for one in sheet.values(manager="objects").all()}
    for indicator in indicators:
        _set(values[indicator.pk], measured(indicator, source))
    sheet.computed_at, sheet.report = timezone.now(), source.report
    sheet.save(update_fields=["computed_at", "report"])
    note(sheet, "compute", user, "" if source.report is None else f"{source.report.reported_on}")


def _set(value: CountyValue, found: Measured) -> None:
    if value.from_data != found.value and value.verified_by_id is not None:
        value.verified_by, value.value, value.points, value.difference = None, None, None, ""
    value.from_data, value.figures = found.value, found.figures
    value.save(update_fields=["from_data", "figures", "value", "points", "difference", "verified_by"])


def measured(indicator: CountyIndicator, source: Source) -> Measured:
    """The indicator of a year: of one scheme, or of all together (sums divided by sums)."""
    known = INDICATORS[indicator.measured_by]
    every = source.schemes() if known.by_scheme else [""]
    schemes = [indicator.insutype] if indicator.insutype else every
    readings = [source.read(known, insutype) for insutype in schemes]
    found = [one for one in readings if one.value is not None]
    if not found:
        return Measured(None, [])
    return _one(found[0]) if len(found) == 1 else _together(known, found)


def _one(reading: Reading) -> Measured:
    return Measured(reading.ten_thousandths, _figures(reading.numerator, reading.denominator))


def _together(known: Indicator, found: Sequence[Reading]) -> Measured:
    """Sums over schemes; an indicator that is no plain quotient has to name its scheme in the package."""
    if any(one.value != _quotient(one.numerator, one.denominator) for one in found):
        raise CountyAssessmentRefused(
            _("“%(name)s” cannot be taken over several schemes: the policy has to name one."), name=known.name
        )
    top = sum((one.numerator or Fraction(0) for one in found), Fraction(0))
    base = sum((one.denominator or Fraction(0) for one in found), Fraction(0))
    value = top / base
    return Measured(half_up(value.numerator * TEN_THOUSAND, value.denominator), _figures(top, base))


def _quotient(top: Fraction | None, base: Fraction | None) -> Fraction | None:
    return None if top is None or not base else top / base


def _figures(top: Fraction | None, base: Fraction | None) -> list[list[str]]:
    named = ((NUMERATOR, top), (DENOMINATOR, base))
    return [[name, str(half_up(fen.numerator, fen.denominator))] for name, fen in named if fen is not None]
