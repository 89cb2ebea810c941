"""Open the round of a month: a row for every step the policy names, at every unit that does it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from config.periods import Month
from funds.models import MonthlyRound, RoundStep
from funds.rules import rounds as rules
from funds.services.clearing.units import city_of, counties_of
from institutions.models import Agency, Duty, PoolingArea, User
from institutions.services.duties import require_duty_in_area

from .faults import NoRound
from .terms import terms_of

# The city plans and reports what it spends itself (care outside the area, its own insured) like a county.
_BY_UNIT = (rules.COUNTY_PLAN, rules.COUNTY_REPORT)


@transaction.atomic
def open_round(*, area: PoolingArea, month: Month, acting_user: User) -> MonthlyRound:
    """The round of ``month``; opened again it is the one that stands. Finance anywhere in the area.

    Raises :class:`NoRound` where the policy names no step; ``DutyMissing``.
    """
    require_duty_in_area(user=acting_user, duty=Duty.FINANCE, area=area)
    terms = terms_of(area, month)
    if not terms:
        raise NoRound(
            _("The policy of %(area)s names no step of a monthly round for %(month)s."),
            area=area,
            month=month,
        )
    opened: MonthlyRound
    opened, created = MonthlyRound.objects.get_or_create(
        area=area, month=month.first, defaults={"opened_by": acting_user}
    )
    if created:
        city, counties = city_of(area), counties_of(area)
        RoundStep.unscoped.bulk_create(
            RoundStep(round=opened, step=term.step, unit=unit, due_on=term.due_on)
            for term in terms
            for unit in units_of_step(term.step, city, counties)
        )
    return opened


def units_of_step(step: str, city: Agency, counties: list[Agency]) -> list[Agency]:
    if step in _BY_UNIT:
        return [*counties, city]
    return counties if step == rules.TRANSFER else [city]
