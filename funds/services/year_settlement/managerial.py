"""Enter what of a county's gap its missed targets caused, with reason and paper (NB-23, ZY-18)."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from funds.models import ManagerialPart, YearSettlement
from funds.reads.managerial import confirmed_findings
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_city_duty

from .faults import SettlementRefused

DONE = (YearSettlement.State.POSTED, YearSettlement.State.SETTLED)


@transaction.atomic
def enter_managerial(
    *,
    county: Agency,
    insutype: str,
    year: int,
    amount: Decimal,
    reason: str,
    evidence: str,
    acting_user: User,
) -> ManagerialPart:
    """Yuan; what was entered before is changed, its history kept. Duty finance at the city.

    Raises :class:`SettlementRefused` once the year is posted or two people found the part; ``ValidationError`` without
    reason or paper.
    """
    require_city_duty(user=acting_user, duty=Duty.FINANCE, area=county.area)
    Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=county.pk)
    if YearSettlement.objects.filter(area=county.area, insutype=insutype, year=year, state__in=DONE).exists():
        raise SettlementRefused(_("%(year)s is settled: its managerial parts stay."), year=year)
    if confirmed_findings(county.area, insutype, year).filter(unit=county).exists():
        raise SettlementRefused(
            _("Two people found the managerial part in the county's assessment: it stands.")
        )
    key = {"county": county, "insutype": insutype, "year": year}
    part: ManagerialPart = ManagerialPart.objects.filter(**key).first() or ManagerialPart(**key)
    part.amount, part.reason, part.evidence = amount, reason.strip()[:300], evidence.strip()[:80]
    part.entered_by = acting_user
    part.full_clean(exclude=["entered_by"])
    part.save()
    return part
