"""Enter a county's population for a year's targets."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enrollment.models import Population
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_city_duty

from .faults import TargetsRefused


@transaction.atomic
def enter_population(
    *,
    county: Agency,
    year: int,
    residents: int,
    employed: int,
    source: str,
    as_of: dt.date,
    acting_user: User,
) -> Population:
    """The numbers of ``county`` for ``year``; entered again, the latest count. Duty finance at the city.

    Drafts and approved targets keep what they were worked out with: draft a new version to use other numbers.
    Raises :class:`TargetsRefused`, ``DutyMissing``, ``ValidationError``.
    """
    require_city_duty(user=acting_user, duty=Duty.FINANCE, area=county.area)
    if employed > residents and not county.is_city_own:
        raise TargetsRefused(
            _("More people work in %(county)s than live there: check the numbers."), county=county
        )
    population = (
        Population.objects.select_for_update(of=("self",)).filter(county=county, year=year).first()
        or Population(county=county, year=year)
    )  # fmt: skip
    population.residents, population.employed = residents, employed
    population.source, population.as_of = source.strip(), as_of
    population.entered_by = acting_user
    population.full_clean()
    population.save()
    return population
