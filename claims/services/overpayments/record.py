"""An overpayment is found by one person and confirmed by another; from then on it is owed."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Overpayment, Settlement
from claims.services.case_numbers import next_number
from claims.services.counters import counter_for, coverage_of, find_person, unit_of
from enrollment.models import Person
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_another, require_at_or_above

from .states import OverpaymentRefused, locked, state_after


@transaction.atomic
def record_overpayment(
    *,
    person: Person,
    insutype: str,
    amount: Decimal,
    reason: str,
    agency: Agency,
    acting_user: User,
    source: str = Overpayment.Source.ENTRY,
    settlement: Settlement | None = None,
    tel: str = "",
) -> Overpayment:
    """Note that ``person`` was paid ``amount`` too much; it counts once a second person confirmed it.

    Duty to handle or to inspect at ``agency``, or at its city. Raises ``DutyMissing``, ``ValidationError``.
    """
    require_at_or_above(user=acting_user, duties=(Duty.HANDLE, Duty.INSPECT), agency=agency)
    county = settlement.insu_county if settlement else coverage_of(person, insutype).county
    debt = Overpayment(
        number=next_number("DF"),
        person=person,
        psn_no=person.psn_no,
        psn_name=person.psn_name,
        tel=tel,
        insutype=insutype,
        insu_county=county,
        handling_county=unit_of(agency),
        source=source,
        settlement=settlement,
        amount=amount,
        reason=reason,
        found_on=timezone.localdate(),
        found_by=acting_user,
    )
    debt.full_clean(exclude=["person", "settlement"])
    debt.save()
    return debt


@transaction.atomic
def record_by_number(
    *,
    number: str,
    name: str,
    setl_id: str,
    insutype: str,
    amount: Decimal,
    reason: str,
    source: str,
    tel: str,
    agency: Agency,
    acting_user: User,
) -> Overpayment:
    """The same, the person told by number and name and, where there is one, the settlement by its number."""
    person = find_person(number=number, name=name, agency=agency)
    settlement = None
    if setl_id:
        settlement = Settlement.objects.filter(
            setl_id=setl_id, person_id=person.pk, refd_setl_flag=False
        ).first()
        if settlement is None:
            raise OverpaymentRefused(
                _("%(person)s has no settlement %(number)s that you can see."), person=person, number=setl_id
            )
        if amount > settlement.fund_pay_sumamt:
            raise OverpaymentRefused(
                _("Settlement %(number)s paid %(paid)s, less than that."),
                number=setl_id,
                paid=settlement.fund_pay_sumamt,
            )
    return record_overpayment(
        person=person,
        insutype=insutype,
        amount=amount,
        reason=reason,
        source=source,
        settlement=settlement,
        tel=tel,
        agency=agency,
        acting_user=acting_user,
    )


@transaction.atomic
def confirm_overpayment(*, debt: Overpayment, acting_user: User) -> Overpayment:
    """The debt stands. Duty to review, a second person."""
    debt = locked(debt)
    counter_for(debt, acting_user, Duty.REVIEW)
    debt.state = state_after(debt, "confirm")
    require_another(user=acting_user, previous=debt.found_by, act=_("Confirmation of the overpayment"))
    debt.confirmed_by, debt.confirmed_on = acting_user, timezone.localdate()
    debt.save(update_fields=["state", "confirmed_by", "confirmed_on"])
    return debt


@transaction.atomic
def withdraw_overpayment(*, debt: Overpayment, acting_user: User) -> Overpayment:
    """It was none; only while nobody confirmed it. Duty to handle, to inspect or to review."""
    debt = locked(debt)
    counter_for(debt, acting_user, Duty.HANDLE, Duty.INSPECT, Duty.REVIEW)
    debt.state, debt.ended_on = state_after(debt, "withdraw"), timezone.localdate()
    debt.save(update_fields=["state", "ended_on"])
    return debt
