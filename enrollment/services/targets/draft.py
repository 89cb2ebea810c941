"""Draft a year's targets: worked out from the population and the contributions of the policy of that year."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.money import from_fen
from enrollment.explaining import in_words
from enrollment.models import CountyTarget, TargetPlan
from enrollment.reads.targets import counties_of, county_facts, mean_wages
from enrollment.rules.contributions.terms import terms_on
from enrollment.rules.targets import (
    EMPLOYEES,
    Collection,
    Head,
    employee_collection,
    enrolment_targets,
    resident_collection,
)
from institutions.models import Agency, Duty, PoolingArea, User
from institutions.policy.gaps import describe_gap
from institutions.policy.in_force import PolicyCalendar, calendar_of
from institutions.rules.policy_tables import PolicyGap
from institutions.services.duties import require_city_duty

from .faults import TargetsRefused


@transaction.atomic
def draft_targets(*, area: PoolingArea, year: int, acting_user: User) -> TargetPlan:
    """The next version of the year's targets, filled by the computation. Duty finance at the city.

    A collection the policy gives no contribution for stays empty and says so. Raises :class:`TargetsRefused` where a
    population is missing, a version is under way or the policy says nothing of targets; ``DutyMissing``.
    """
    require_city_duty(user=acting_user, duty=Duty.FINANCE, area=area)
    heads = _heads(area, year)
    known = TargetPlan.objects.filter(area=area, year=year)
    latest = known.order_by("-number").first()
    plan = TargetPlan(
        area=area, year=year, number=1 if latest is None else latest.number + 1, prepared_by=acting_user
    )
    plan.full_clean(exclude=["number"])
    try:
        with transaction.atomic():
            plan.save()
    except IntegrityError:
        raise TargetsRefused(
            _("Somebody else has just drafted the targets of %(year)s."), year=year
        ) from None
    counties = {county.code: county for county in counties_of(area)}
    calendar, wages = calendar_of(area), mean_wages(area, year - 1)
    CountyTarget.objects.bulk_create(
        _target(plan, counties[head.county], head, wages.get(head.county), calendar) for head in heads
    )
    return plan


def _heads(area: PoolingArea, year: int) -> list[Head]:
    first = dt.date(year, 1, 1)
    # Who is retired is known up to today; targets are set before or early in their year.
    facts, missing = county_facts(area, year, min(first, timezone.localdate()))
    if missing:
        raise TargetsRefused(
            _("The population of %(year)s is missing for: %(counties)s."),
            year=year,
            counties=", ".join(str(county) for county in missing),
        )
    if not any(one.residents for one in facts):
        raise TargetsRefused(_("%(area)s has no population to work out targets from."), area=area)
    policy = calendar_of(area).at(first)
    try:
        return enrolment_targets(
            facts,
            coverage=policy.section("targets").require("coverage.lowest"),
            employees_share=policy.section("enrolment_targets").require("employees.share"),
        )
    except PolicyGap as gap:
        raise TargetsRefused(
            _("The policy does not say: %(problem)s"), problem=describe_gap(str(gap))
        ) from gap


def _target(
    plan: TargetPlan, county: Agency, head: Head, wage: int | None, calendar: PolicyCalendar
) -> CountyTarget:
    collection, gap = _collection(plan.year, head, wage, calendar)
    amount = None if collection is None else from_fen(collection.amount)
    steps = [*head.steps, *(collection.steps if collection is not None else ())]
    return CountyTarget(  # type: ignore[misc]
        plan=plan, county=county, insutype=head.insutype, people_computed=head.people, people=head.people,
        amount_computed=amount, amount=amount, gap=gap[:300], steps=in_words(steps),
    )  # fmt: skip


def _collection(
    year: int, head: Head, wage: int | None, calendar: PolicyCalendar
) -> tuple[Collection | None, str]:
    """What is collected, or why nothing can be said."""
    try:
        terms = terms_on(calendar.at, dt.date(year, 1, 1), head.insutype)
        if head.insutype == EMPLOYEES:
            return employee_collection(paying=head.paying, mean_wage=wage, year=year, terms=terms), ""
        return resident_collection(paying=head.paying, terms=terms), ""
    except PolicyGap as gap:
        return None, describe_gap(str(gap))
