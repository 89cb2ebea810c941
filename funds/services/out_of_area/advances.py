"""The advance the province holds: what its notice asks for, and what it gives back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Count, Sum
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from config.money import from_fen, half_up, to_fen
from funds.models import Clearing, Entry, ProvinceDue, ProvinceReceipt, Statement
from funds.rules.capital_postings import came_back
from funds.rules.clearing_postings import OUT_OF_AREA
from funds.services.drafts import Planned
from funds.services.keeping import keeping_of
from funds.services.open_day import open_day
from funds.services.two_people import book_by_two
from institutions.models import Duty, PoolingArea, User
from institutions.services.duties import require_another, require_city_duty
from institutions.services.withdrawals import keep_withdrawn

from .faults import OutOfAreaRefused
from .prepare import waiting_dues
from .terms import out_of_area_terms, require_through_province

CLEARED_STATES = (Clearing.State.POSTED, Clearing.State.PAID, Clearing.State.CLOSED)


@dataclass(frozen=True)
class Reckoned:
    """What the policy's months of last year's mean come to; ``advance`` is nothing where either is not known."""

    months_cleared: int
    last_year: Decimal
    months: int | None
    advance: Decimal | None


def reckoned_advance(area: PoolingArea, insutype: str, year: int) -> Reckoned:
    """Mean month of the year before (its cleared months) × the policy's months; yuan, half up to the fen."""
    terms = out_of_area_terms(area, dt.date(year, 1, 1))
    found = Statement.unscoped.filter(
        clearing__area=area, clearing__insutype=insutype, clearing__month__year=year - 1,
        clearing__state__in=CLEARED_STATES, payer__level="city",
    ).aggregate(sum=Sum("act_dfr_amt"), months=Count("clearing", distinct=True))  # fmt: skip
    cleared, last_year = found["months"], found["sum"] or Decimal(0)
    if not cleared or terms.advance_months is None:
        return Reckoned(cleared, last_year, terms.advance_months, None)
    fen = half_up(to_fen(last_year) * terms.advance_months, cleared)
    return Reckoned(cleared, last_year, terms.advance_months, from_fen(fen))


@transaction.atomic
def enter_advance(
    *,
    area: PoolingArea,
    insutype: str,
    year: int,
    amount: Decimal,
    notice: str,
    due_on: dt.date,
    acting_user: User,
) -> ProvinceDue:
    """The advance a notice of the province asks for. Duty finance at the city; its payment needs another's approval.

    Raises :class:`OutOfAreaRefused` where the policy does not pay through the province, or the notice was entered.
    """
    require_city_duty(user=acting_user, duty=Duty.FINANCE, area=area)
    require_through_province(area, dt.date(year, 12, 31))
    if amount <= 0 or not notice.strip():
        raise OutOfAreaRefused(_("An advance has an amount and the notice that asks for it."))
    reckoned = reckoned_advance(area, insutype, year)
    said = (
        _t("%(months)s months of the mean of %(cleared)s months cleared of %(year)s: %(amount)s yuan")
        % {"months": reckoned.months, "cleared": reckoned.months_cleared, "year": year - 1,
           "amount": f"{reckoned.advance:,.2f}"}
        if reckoned.advance is not None
        else ""
    )  # fmt: skip
    known = ProvinceDue.objects.filter(area=area, insutype=insutype, year=year, kind=ProvinceDue.Kind.ADVANCE)
    try:
        with transaction.atomic():
            made: ProvinceDue = ProvinceDue.objects.create(
                number=f"YF{area.code}-{year}-{insutype}-{known.count() + 1}",
                kind=ProvinceDue.Kind.ADVANCE, area=area, insutype=insutype, year=year, amount=amount,
                notice=notice.strip()[:100], due_on=due_on, reasoning=said, entered_by=acting_user,
            )  # fmt: skip
    except IntegrityError as exc:
        raise OutOfAreaRefused(_("This notice was entered already.")) from exc
    return made


@transaction.atomic
def withdraw_advance(*, due: ProvinceDue, reason: str, acting_user: User) -> ProvinceDue:
    """An advance that was entered wrongly is paid by no batch from now on. Duty finance at the city.

    Raises :class:`OutOfAreaRefused` for a month that was confirmed, and once a payment was prepared.
    """
    held: ProvinceDue = (
        ProvinceDue.objects.select_for_update(of=("self",)).select_related("area").get(pk=due.pk)
    )
    require_city_duty(user=acting_user, duty=Duty.FINANCE, area=held.area)
    if not waiting_dues(held.area).filter(pk=held.pk, kind=ProvinceDue.Kind.ADVANCE).exists():
        raise OutOfAreaRefused(_("Only an advance that no payment was prepared for can be withdrawn."))
    if not reason.strip():
        raise OutOfAreaRefused(_("Say why."))
    held.withdrawn_reason = reason.strip()[:200]
    held.save(update_fields=["withdrawn_reason"])
    return held


@transaction.atomic
def enter_receipt(
    *,
    area: PoolingArea,
    insutype: str,
    amount: Decimal,
    received_on: dt.date,
    evidence: str,
    acting_user: User,
) -> ProvinceReceipt:
    """Money the province gave back; it counts once another person checked it. Duty finance at the city."""
    require_city_duty(user=acting_user, duty=Duty.FINANCE, area=area)
    if amount <= 0 or received_on > timezone.localdate() or not evidence.strip():
        raise OutOfAreaRefused(_("A receipt has an amount, a day that is not to come, and the bank's slip."))
    made: ProvinceReceipt = ProvinceReceipt.objects.create(
        area=area, insutype=insutype, amount=amount, received_on=received_on,
        evidence=evidence.strip()[:200], entered_by=acting_user,
    )  # fmt: skip
    return made


@transaction.atomic
def check_receipt(*, receipt: ProvinceReceipt, acting_user: User) -> ProvinceReceipt:
    """A second person confirms it, and it is booked. Duty review at the city."""
    held: ProvinceReceipt = (
        ProvinceReceipt.objects.select_for_update(of=("self",))
        .select_related("area", "entered_by")
        .get(pk=receipt.pk)
    )
    city = require_city_duty(user=acting_user, duty=Duty.REVIEW, area=held.area)
    require_another(user=acting_user, previous=held.entered_by, act=_("Money given back by the province"))
    _require_waiting(held)
    held.checked_by = acting_user
    held.save(update_fields=["checked_by"])
    keeping = keeping_of(held.area, held.received_on)
    planned = [
        Planned(
            draft, open_day(held.insutype, draft.unit, held.received_on), Entry.Kind.RECEIPT,
            f"province_receipt:{held.pk}", _t("Given back by the province, %(evidence)s")[:200]
            % {"evidence": held.evidence[:150]}, held,
        )
        for draft in came_back(keeping, city.pk, to_fen(held.amount), on=OUT_OF_AREA)
    ]  # fmt: skip
    book_by_two(held.insutype, planned, entered_by=held.entered_by, approved_by=acting_user)
    return held


@transaction.atomic
def withdraw_receipt(*, receipt: ProvinceReceipt, reason: str, acting_user: User) -> ProvinceReceipt:
    """Entered wrongly: it is checked and booked no more, and why stays with it. Duty finance at the city.

    Raises :class:`OutOfAreaRefused` without a reason, and for what was checked or withdrawn already.
    """
    held: ProvinceReceipt = (
        ProvinceReceipt.objects.select_for_update(of=("self",)).select_related("area").get(pk=receipt.pk)
    )
    require_city_duty(user=acting_user, duty=Duty.FINANCE, area=held.area)
    _require_waiting(held)
    keep_withdrawn(held, reason=reason, acting_user=acting_user, refused=OutOfAreaRefused)
    return held


def _require_waiting(receipt: ProvinceReceipt) -> None:
    if receipt.checked_by_id is not None:
        raise OutOfAreaRefused(_("This receipt was checked already."))
    if receipt.withdrawn_by_id is not None:
        raise OutOfAreaRefused(_("This receipt was withdrawn already."))
