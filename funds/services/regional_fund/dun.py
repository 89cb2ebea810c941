"""Write a letter to a city whose payment to the regional fund is late (NM-05)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.services.case_numbers import next_number
from funds.models import RegionalDemand, RegionalDunning
from funds.reads.regional_fund import demand_standing
from institutions.models import Duty, User

from .faults import RegionalFundRefused
from .terms import require_region_duty


@transaction.atomic
def dun_city(*, demand: RegionalDemand, acting_user: User) -> RegionalDunning:
    """The letter, with what has not come in today. Duty finance at the region; one letter a day.

    Raises :class:`RegionalFundRefused` where nothing is late, ``DutyMissing``.
    """
    demand = RegionalDemand.objects.select_for_update(of=("self",)).select_related("region").get(pk=demand.pk)
    require_region_duty(user=acting_user, duty=Duty.FINANCE, region=demand.region)
    standing, today = demand_standing(demand), timezone.localdate()
    if not standing.late:
        raise RegionalFundRefused(_("Nothing of it is late."))
    if demand.letters.filter(written_on=today).exists():
        raise RegionalFundRefused(_("A letter was written today already."))
    return RegionalDunning.objects.create(  # type: ignore[no-any-return]
        demand=demand, region=demand.region, area_id=demand.area_id, number=next_number("TC"), due=demand.amount,
        short=standing.open, written_by=acting_user, written_on=today,
    )  # fmt: skip
