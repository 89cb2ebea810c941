"""The scheme of a year: drafted from the policy, changed, approved by a second person and frozen, opened.

A city assesses its counties, a region its cities. NM 四（四）: unified indicators, yearly arrangement, scored points;
what the package gives is where a draft begins.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from funds.models import CountyIndicator, CountyScheme, CountySheet, CountyStep, CountyValue
from funds.policy_county_assessment import CountyIndicatorOf
from institutions.models import Agency, Duty, User
from institutions.rules.scoring import BANDS, JOINED, LINE, PER_UNIT, TOTAL, as_data
from institutions.services.duties import require_another, require_duty

from .states import (
    SCHEME_ACTS,
    CountyAssessmentRefused,
    last_day,
    locked_scheme,
    policy_in,
    reason_of,
    scheme_after,
    units_of,
)


@transaction.atomic
def draft_scheme(*, agency: Agency, year: int, acting_user: User) -> CountyScheme:
    """The year's scheme as the policy of its last day has it. Duty to handle at whoever assesses."""
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=agency)
    policy = policy_in(agency, year)
    scheme = CountyScheme(
        area=agency.area, agency=agency, year=year, prepared_by=acting_user, appeal_days=policy.appeal_days,
        report_by=policy.day("self_report.by", year), verify_by=policy.day("verified.by", year),
        publish_by=policy.day("published.by", year),
    )  # fmt: skip
    try:
        with transaction.atomic():
            scheme.save()
    except IntegrityError as exc:
        raise CountyAssessmentRefused(_("%(year)s has its scheme already."), year=year) from exc
    CountyIndicator.unscoped.bulk_create(
        _row(scheme, number, one) for number, one in enumerate(policy.indicators(), start=1)
    )
    return scheme


def _row(scheme: CountyScheme, number: int, one: CountyIndicatorOf) -> CountyIndicator:
    indicator, measure = one.indicator, one.indicator.measure
    return CountyIndicator(
        scheme=scheme, position=number, key=measure.key, title=indicator.title, field=one.field,
        points=measure.points, source=measure.source, measured_by=one.measured_by, insutype=one.insutype,
        curve=as_data(measure), clause=indicator.clause[:60], assumed=indicator.assumed[:200],
    )  # fmt: skip


class Changed(NamedTuple):
    """What of an indicator the year's scheme sets: points, and its curve (ten-thousandths)."""

    points: int
    none: int | None = None
    full: int | None = None
    ends: Sequence[tuple[int, int]] | None = None


@transaction.atomic
def change_indicator(
    *, indicator: CountyIndicator, changed: Changed, reason: str, acting_user: User
) -> CountyIndicator:
    """Set points and curve for the year, with the reason. Duty to handle where the scheme is made, while a draft."""
    scheme = _held(indicator.scheme, "change", Duty.HANDLE, acting_user)
    held: CountyIndicator = CountyIndicator.objects.get(pk=indicator.pk, scheme=scheme)
    held.changed, held.points = reason_of(reason)[:200], changed.points
    held.curve = {**held.curve, **_curve(held, changed)}
    held.full_clean(exclude=["scheme"])
    held.save()
    # Whoever changed it prepared it: somebody else approves.
    scheme.prepared_by = acting_user
    scheme.save(update_fields=["prepared_by"])
    return held


def _curve(indicator: CountyIndicator, changed: Changed) -> dict[str, object]:
    """The part of the curve that can be set, by how it is scored."""
    scored = indicator.curve["scored"]
    if scored in (BANDS, JOINED):
        ends = list(changed.ends or ())
        rising = [low for low, _share in ends]
        if not ends or rising != sorted(set(rising)) or any(not 0 <= part <= 10_000 for _low, part in ends):
            raise CountyAssessmentRefused(
                _("A curve has rising ends, each with a share of the points between 0 and 100 %%.")
            )
        return {"bands": [list(end) for end in ends]}
    if scored == LINE:
        if changed.none is None or changed.full is None or changed.none == changed.full:
            raise CountyAssessmentRefused(_("A line needs “none” and “full”, and they differ."))
        return {"none": changed.none, "full": changed.full}
    if scored == PER_UNIT:
        if changed.full is None:
            raise CountyAssessmentRefused(_("The target is missing."))
        return {"full": changed.full}
    return {}


@transaction.atomic
def change_days(
    *,
    scheme: CountyScheme,
    report_by: dt.date,
    verify_by: dt.date,
    publish_by: dt.date,
    appeal_days: int,
    acting_user: User,
) -> CountyScheme:
    """Set the days of the year. Duty to handle where the scheme is made, while it is a draft."""
    scheme = _held(scheme, "change", Duty.HANDLE, acting_user)
    if not last_day(scheme.year) < report_by <= verify_by <= publish_by:
        raise CountyAssessmentRefused(
            _("Reports come after the year, before verification, and verification before publication.")
        )
    scheme.report_by, scheme.verify_by, scheme.publish_by = report_by, verify_by, publish_by
    scheme.appeal_days, scheme.prepared_by = appeal_days, acting_user
    scheme.save(update_fields=["report_by", "verify_by", "publish_by", "appeal_days", "prepared_by"])
    return scheme


def _held(scheme: CountyScheme, act: str, duty: Duty, user: User) -> CountyScheme:
    scheme = locked_scheme(scheme)
    require_duty(user=user, duty=duty, agency=scheme.agency)
    scheme.state = scheme_after(scheme, act)
    return scheme


@transaction.atomic
def approve_scheme(*, scheme: CountyScheme, acting_user: User) -> CountyScheme:
    """A second person approves: from now on indicators, points and days are frozen."""
    scheme = _held(scheme, "approve", Duty.APPROVE, acting_user)
    require_another(user=acting_user, previous=scheme.prepared_by, act=SCHEME_ACTS["approve"])
    together = sum(scheme.indicators.values_list("points", flat=True))
    if together != TOTAL:
        raise CountyAssessmentRefused(
            _("The indicators have %(found)s points together, not 100."), found=together
        )
    scheme.approved_by, scheme.approved_on, scheme.reason = acting_user, timezone.localdate(), ""
    scheme.save(update_fields=["state", "approved_by", "approved_on", "reason"])
    return scheme


@transaction.atomic
def send_back_scheme(*, scheme: CountyScheme, reason: str, acting_user: User) -> CountyScheme:
    """An approved scheme that is not open yet becomes a draft again, with the reason. Duty to approve."""
    scheme = _held(scheme, "send_back", Duty.APPROVE, acting_user)
    scheme.reason, scheme.approved_by, scheme.approved_on = reason_of(reason), None, None
    scheme.save(update_fields=["state", "reason", "approved_by", "approved_on"])
    return scheme


@transaction.atomic
def open_scheme(*, scheme: CountyScheme, acting_user: User) -> CountyScheme:
    """Open the assessment: a sheet for every agency assessed, once the year is over. Duty to handle."""
    scheme = _held(scheme, "open", Duty.HANDLE, acting_user)
    if timezone.localdate() <= last_day(scheme.year):
        raise CountyAssessmentRefused(_("%(year)s is not over yet."), year=scheme.year)
    units = list(units_of(scheme.agency))
    if not units:
        raise CountyAssessmentRefused(_("%(agency)s has nobody to assess."), agency=scheme.agency)
    scheme.opened_on = timezone.localdate()
    scheme.save(update_fields=["state", "opened_on"])
    sheets = CountySheet.unscoped.bulk_create(
        CountySheet(scheme=scheme, area=scheme.area, unit=unit, due_on=scheme.report_by) for unit in units
    )
    indicators = list(scheme.indicators.all())
    CountyValue.unscoped.bulk_create(
        CountyValue(sheet=sheet, indicator=one, most=one.points) for sheet in sheets for one in indicators
    )
    CountyStep.unscoped.bulk_create(
        CountyStep(sheet=sheet, act="open", state=sheet.state, done_by=acting_user) for sheet in sheets
    )
    return scheme
