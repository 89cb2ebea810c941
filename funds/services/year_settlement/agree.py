"""Note that a department agreed to the lists; with the last one the settlement waits for its approval (NB-25)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from funds.models import SettlementAgreement, YearSettlement
from institutions.models import Duty, User
from institutions.services.duties import require_another, require_city_duty

from .faults import SettlementRefused
from .held import held

State = YearSettlement.State


@transaction.atomic
def note_agreement(
    *, settlement: YearSettlement, office: str, agreed_on: dt.date, paper: str, acting_user: User
) -> SettlementAgreement:
    """Duty finance at the city. Raises :class:`SettlementRefused` for a department the policy does not name, a day to
    come or before the lists; ``ValidationError`` without a paper or noted twice."""
    settlement = held(settlement, State.DRAWN)
    require_city_duty(user=acting_user, duty=Duty.FINANCE, area=settlement.area)
    if office not in settlement.offices:
        raise SettlementRefused(_("The policy does not ask this department."))
    if not timezone.localtime(settlement.drawn_at).date() <= agreed_on <= timezone.localdate():
        raise SettlementRefused(_("Nobody agrees before the lists are drawn up, or on a day to come."))
    made = SettlementAgreement(
        settlement=settlement,
        office=office,
        agreed_on=agreed_on,
        paper=paper.strip()[:80],
        noted_by=acting_user,
    )
    made.full_clean(exclude=["noted_by"])
    made.save()
    if not waiting_for(settlement):
        settlement.state = State.AGREED
        settlement.save(update_fields=["state"])
    return made


def waiting_for(settlement: YearSettlement) -> list[str]:
    """Departments whose agreement is not noted yet."""
    agreed = set(settlement.agreements.values_list("office", flat=True))
    return [office for office in settlement.offices if office not in agreed]


@transaction.atomic
def approve(*, settlement: YearSettlement, acting_user: User) -> None:
    """A second person of the city approves what all departments agreed to. Duty to approve.

    Raises :class:`SettlementRefused`, ``SamePerson``, ``DutyMissing``.
    """
    settlement = held(settlement, State.AGREED)
    require_city_duty(user=acting_user, duty=Duty.APPROVE, area=settlement.area)
    require_another(user=acting_user, previous=settlement.drawn_by, act=_("Approval of a year settlement"))
    settlement.state, settlement.approved_by, settlement.approved_at = (
        State.APPROVED,
        acting_user,
        timezone.now(),
    )
    settlement.save(update_fields=["state", "approved_by", "approved_at"])
