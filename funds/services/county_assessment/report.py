"""Whoever is assessed reports on itself: a clerk enters values with what proves them, its reviewer hands them in.

"County" is said of whoever is assessed and "city" of whoever assesses: a city assesses its counties, a region its
cities by the same course.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from funds.models import CountyIndicator, CountySheet, CountyValue
from institutions.models import Attachment, Duty, User
from institutions.rules.scoring import ENTERED, Measure, from_data
from institutions.services.attach import attach
from institutions.services.duties import require_another, require_duty
from institutions.services.scoring import lacking, scored

from .states import ACTS, CountyAssessmentRefused, locked_sheet, note, sheet_after

# A balance may be below zero, a plan be exceeded, months of reserve be many times the whole.
SPAN = (Decimal(-10_000), Decimal(10_000))


def measure_of(indicator: CountyIndicator) -> Measure:
    """The frozen indicator as the rules read it."""
    return from_data(indicator.key, indicator.points, indicator.source, indicator.curve)


def held_value(sheet: CountySheet, indicator: str) -> CountyValue:
    """The sheet's value of an indicator, held; refuses one the scheme does not have."""
    found: CountyValue | None = (
        CountyValue.objects.select_for_update(of=("self",))
        .select_related("indicator")
        .filter(sheet=sheet, indicator__key=indicator)
        .first()
    )
    if found is None:
        raise CountyAssessmentRefused(_("There is no indicator “%(key)s”."), key=indicator)
    return found


@transaction.atomic
def report_value(
    *, sheet: CountySheet, indicator: str, value: Decimal, evidence: str, acting_user: User
) -> CountyValue:
    """The county's own figure (percent, or points where the scheme has points given) with what proves it.

    Duty to handle at the county. Entered again, it replaces the first. An indicator computed from data may be
    reported too, where the county has another figure.
    """
    sheet = locked_sheet(sheet)
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=sheet.unit)
    sheet_after(sheet, "report")
    found = held_value(sheet, indicator)
    found.own_value, found.own_points = scored(
        measure_of(found.indicator), found.indicator.title, value, refused=CountyAssessmentRefused, span=SPAN
    )
    found.evidence, found.entered_by = evidence.strip()[:300], acting_user
    if not found.evidence:
        raise CountyAssessmentRefused(_("Say what proves the value."))
    found.save(update_fields=["own_value", "own_points", "evidence", "entered_by"])
    sheet.reported_by = acting_user
    sheet.save(update_fields=["reported_by"])
    note(sheet, "report", acting_user, f"{found.indicator.title} {value.normalize():f}")
    return found


@transaction.atomic
def attach_evidence(
    *, value: CountyValue, title: str, upload: UploadedFile[Any], acting_user: User
) -> Attachment:
    """A paper that proves a reported value. Duty to handle at the county, while it reports."""
    sheet = locked_sheet(value.sheet)
    sheet_after(sheet, "report")
    kept = attach(
        subject=value, title=title, upload=upload, agency=sheet.unit, acting_user=acting_user,
        told=sheet.area if sheet.scheme.of_cities else None,
    )  # fmt: skip
    note(sheet, "report", acting_user, f"{value.indicator.title} {kept.title}")
    return kept


@transaction.atomic
def submit_report(*, sheet: CountySheet, acting_user: User) -> CountySheet:
    """The county's reviewer, who entered nothing of it, hands the report in; every entered indicator is reported."""
    sheet = locked_sheet(sheet)
    require_duty(user=acting_user, duty=Duty.REVIEW, agency=sheet.unit)
    sheet.state = sheet_after(sheet, "submit")
    values = list(sheet.values(manager="objects").select_related("indicator", "entered_by"))
    missing = [
        one.indicator.title for one in values if one.indicator.source == ENTERED and one.own_points is None
    ]
    if missing:
        raise CountyAssessmentRefused(_("Values are missing: %(titles)s."), titles=lacking(missing))
    for one in values:
        require_another(user=acting_user, previous=one.entered_by, act=ACTS["submit"])
    sheet.submitted_by, sheet.reason, sheet.due_on = acting_user, "", sheet.scheme.verify_by
    sheet.save(update_fields=["state", "submitted_by", "reason", "due_on"])
    note(sheet, "submit", acting_user)
    return sheet
