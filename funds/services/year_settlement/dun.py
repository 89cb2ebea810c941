"""Write a letter to a government whose payment for a gap is late (NB-25)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.services.case_numbers import next_number
from funds.models import GapDemand, GapDunning
from funds.reads.settlements import demand_standing
from institutions.models import Duty, User
from institutions.services.duties import require_city_duty

from .faults import SettlementRefused


@transaction.atomic
def dun(*, demand: GapDemand, acting_user: User) -> GapDunning:
    """The letter, with what is short today. Duty finance at the city; one letter a day.

    Raises :class:`SettlementRefused` where nothing is late, ``DutyMissing``.
    """
    demand = (
        GapDemand.objects.select_for_update(of=("self",)).select_related("settlement__area").get(pk=demand.pk)
    )
    require_city_duty(user=acting_user, duty=Duty.FINANCE, area=demand.settlement.area)
    standing = demand_standing(demand)
    if not standing.late:
        raise SettlementRefused(_("Nothing of it is late."))
    if standing.dunned == timezone.localdate():
        raise SettlementRefused(_("A letter was written today already."))
    return GapDunning.objects.create(  # type: ignore[no-any-return]
        demand=demand, number=next_number("CJ"), county_id=demand.county_id, due=demand.amount,
        short=standing.open, written_by=acting_user,
    )  # fmt: skip
