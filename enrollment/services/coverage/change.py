"""A coverage goes on under another scheme, in another county, as another kind of person: without a gap."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from config.scoping import system_scope
from enrollment.models import BASIC_SCHEMES, Coverage, Payer
from enrollment.rules.coverage import Impossible
from enrollment.rules.coverage import change as change_span
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_duty_in_area

from .end import cut
from .history import CoverageRefused, history_of, lock_person, refused, span_of


@transaction.atomic
def move_coverage(*, coverage: Coverage, county: Agency, day: dt.date, acting_user: User) -> Coverage:
    """What goes on from ``day`` in ``county`` of the same area (ZY-25): riders move along.

    Raises ``CoverageRefused`` and ``DutyMissing``.
    """
    if county.area_id != coverage.county.area_id:
        raise CoverageRefused(
            _("%(county)s belongs to another area: transfer the person instead."), county=county
        )
    return _go_on(
        coverage=coverage, day=day, acting_user=acting_user, county=county, origin=Coverage.Origin.MOVED
    )


@transaction.atomic
def change_scheme(
    *,
    coverage: Coverage,
    insutype: str,
    psn_type: str,
    day: dt.date,
    acting_user: User,
    payer: Payer | None = None,
    end: dt.date | None = None,
) -> Coverage:
    """What goes on from ``day`` under ``insutype`` (NM-01: one basic scheme on any day); riders of the old end.

    ``end`` is where the new coverage ends, half open; else it ends where the old one would have.
    """
    if insutype not in BASIC_SCHEMES:
        raise CoverageRefused(_("%(scheme)s is no basic scheme."), scheme=insutype)
    return _go_on(
        coverage=coverage, day=day, acting_user=acting_user, insutype=insutype, psn_type=psn_type, payer=payer,
        end=end, origin=Coverage.Origin.CHANGED,
    )  # fmt: skip


@transaction.atomic
def change_category(
    *, coverage: Coverage, psn_type: str, day: dt.date, acting_user: User, payer: Payer | None = None
) -> Coverage:
    """What goes on from ``day`` with another person category or payer (retired, another employer)."""
    area = coverage.county.area
    handled_at = require_duty_in_area(user=acting_user, duty=Duty.REGISTER, area=area)
    return recategorise(coverage=coverage, psn_type=psn_type, payer=payer, day=day, handled_at=handled_at)


def recategorise(
    *, coverage: Coverage, psn_type: str, payer: Payer | None, day: dt.date, handled_at: Agency
) -> Coverage:
    """The same for an act that has checked a duty of its own, such as the decision on a retirement."""
    with system_scope():
        lock_person(coverage.person_id)
        coverage = Coverage.unscoped.select_for_update().get(pk=coverage.pk)
        if (psn_type, payer) == (coverage.psn_type, coverage.payer):
            raise CoverageRefused(_("Category and payer stay as they are: nothing would change."))
        _require_day_within(coverage, day)
        return _split(coverage, day, psn_type=psn_type, payer=payer, handled_at=handled_at)


def _go_on(
    *,
    coverage: Coverage,
    day: dt.date,
    acting_user: User,
    origin: str,
    county: Agency | None = None,
    insutype: str | None = None,
    psn_type: str | None = None,
    payer: Payer | None = None,
    end: dt.date | None = None,
) -> Coverage:
    handled_at = require_duty_in_area(user=acting_user, duty=Duty.REGISTER, area=coverage.county.area)
    with system_scope():
        person = lock_person(coverage.person_id)
        coverage = Coverage.unscoped.select_for_update().get(pk=coverage.pk)
        if coverage.insutype not in BASIC_SCHEMES or not coverage.effective:
            raise CoverageRefused(_("Only an effective basic coverage can be changed; its riders follow it."))
        try:
            change_span(
                history_of(person),
                span_of(coverage),
                day,
                scheme=insutype,
                county=county.pk if county else None,
            )
        except Impossible as why:
            raise refused(person, why) from why
        changes = {
            "county": county, "insutype": insutype, "psn_type": psn_type, "payer": payer, "origin": origin,
            "handled_at": handled_at,
        }  # fmt: skip
        riders = list(coverage.riders.filter(effective=True))
        later = _split(
            coverage, day, end=end, **{name: one for name, one in changes.items() if one is not None}
        )
        for rider in riders:
            if insutype is None and day in rider.period:
                _split(rider, day, county=later.county, rider_of=later, handled_at=handled_at)
            else:
                cut(rider, day)
    return later


def _require_day_within(coverage: Coverage, day: dt.date) -> None:
    if not coverage.effective or day not in coverage.period:
        raise CoverageRefused(_("The coverage does not hold on %(day)s."), day=day)


def _split(coverage: Coverage, day: dt.date, *, end: dt.date | None = None, **changes: object) -> Coverage:
    """End ``coverage`` before ``day`` and go on from there as ``changes`` say; returns what goes on."""
    upper = end or coverage.period.upper
    if day > coverage.period.lower:
        cut(coverage, day)
        coverage = Coverage.unscoped.get(pk=coverage.pk)
        coverage.pk = None
        coverage._state.adding = True
        coverage.import_run_id = None
    coverage.period = DateRange(day, upper)
    for name, value in changes.items():
        setattr(coverage, name, value)
    coverage.full_clean()
    coverage.save()
    return coverage
