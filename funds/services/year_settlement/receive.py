"""What a government paid for a gap: entered from the voucher by one person, checked by a second, which books it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.money import to_fen
from funds.models import Booked, Entry, GapDemand, GapReceipt, YearSettlement
from funds.reads.settlements import demand_standing
from funds.rules.movements import gap_paid
from funds.services.drafts import Planned
from funds.services.keeping import keeping_of
from funds.services.open_day import open_day
from funds.services.two_people import book_by_two
from institutions.models import Duty, User
from institutions.services.duties import require_another, require_city_duty

from .faults import SettlementRefused
from .held import held
from .post import settle_if_paid


def _demand_held(demand: GapDemand) -> GapDemand:
    found: GapDemand = (
        GapDemand.objects.select_for_update(of=("self",))
        .select_related("settlement__area", "county__area")
        .get(pk=demand.pk)
    )
    return found


@transaction.atomic
def enter_payment(
    *, demand: GapDemand, amount: Decimal, received_on: dt.date, evidence: str, acting_user: User
) -> GapReceipt:
    """Yuan. Duty finance at the city. Raises :class:`SettlementRefused` for more than is open (what waits for its check
    counts), a day to come, no voucher; ``ValidationError`` for a voucher entered already."""
    demand = _demand_held(demand)
    require_city_duty(user=acting_user, duty=Duty.FINANCE, area=demand.settlement.area)
    left = demand_standing(demand).unentered
    if amount > left:
        raise SettlementRefused(gettext_lazy("Only %(left)s yuan are open."), left=f"{left:,.2f}")
    if received_on > timezone.localdate():
        raise SettlementRefused(gettext_lazy("Nothing is received on a day to come."))
    if not evidence.strip():
        raise SettlementRefused(gettext_lazy("The number of the voucher is missing."))
    made = GapReceipt(
        demand=demand, county=demand.county, amount=amount, received_on=received_on,
        evidence=evidence.strip()[:80], entered_by=acting_user,
    )  # fmt: skip
    made.full_clean(exclude=["entered_by"])
    made.save()
    return made


def _held(receipt: GapReceipt, user: User) -> GapReceipt:
    found: GapReceipt = (
        GapReceipt.objects.select_for_update(of=("self",))
        .select_related("demand__settlement__area", "county__area", "entered_by")
        .get(pk=receipt.pk)
    )
    require_city_duty(user=user, duty=Duty.REVIEW, area=found.demand.settlement.area)
    if found.state != Booked.ENTERED:
        raise SettlementRefused(gettext_lazy("It is “%(state)s” already."), state=found.get_state_display())
    require_another(user=user, previous=found.entered_by, act=gettext_lazy("Check of a payment for a gap"))
    return found


@transaction.atomic
def check_payment(*, receipt: GapReceipt, acting_user: User) -> Entry:
    """The second person agrees with the voucher: it is booked. Duty to review at the city.

    Lock order: settlement, receipt. Raises :class:`SettlementRefused`, ``SamePerson``, ``DutyMissing``.
    """
    posted = YearSettlement.State.POSTED
    settlement = held(receipt.demand.settlement, posted)
    receipt = _held(receipt, acting_user)
    receipt.state, receipt.decided_by, receipt.decided_at = Booked.BOOKED, acting_user, timezone.now()
    receipt.save()
    keeping = keeping_of(settlement.area, receipt.received_on)
    draft = gap_paid(keeping, receipt.county_id, to_fen(receipt.amount))
    names = {
        "payer": receipt.demand.get_payer_display(), "year": settlement.year, "county": receipt.county,
        "voucher": receipt.evidence,
    }  # fmt: skip
    planned = Planned(
        draft,
        open_day(settlement.insutype, draft.unit, receipt.received_on),
        Entry.Kind.RECEIPT,
        f"gap-receipt:{receipt.pk}",
        (_("%(payer)s pays for the gap of %(year)s, %(county)s, voucher %(voucher)s") % names)[:200],
        receipt,
    )
    [entry] = book_by_two(
        settlement.insutype, [planned], entered_by=receipt.entered_by, approved_by=acting_user
    )
    settle_if_paid(settlement)
    return entry


@transaction.atomic
def refuse_payment(*, receipt: GapReceipt, reason: str, acting_user: User) -> None:
    """It was entered wrongly: nothing is booked, the demand is open again. Duty to review at the city."""
    receipt = _held(receipt, acting_user)
    if not reason.strip():
        raise SettlementRefused(gettext_lazy("Say why it is refused."))
    receipt.state, receipt.decided_by, receipt.decided_at = Booked.REFUSED, acting_user, timezone.now()
    receipt.refused_reason = reason.strip()[:300]
    receipt.save()
