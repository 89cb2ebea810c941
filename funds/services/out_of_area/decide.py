"""Explain differences and confirm a month: what the province listed is owed from then on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from config.periods import Month
from funds.models import OutOfAreaMonth, ProvinceDue
from funds.services.bill_lists.explaining import is_posted, note_explanation, require_confirmable
from institutions.models import Duty, User
from institutions.services.duties import require_city_duty

from .compare import compare_month
from .faults import OutOfAreaRefused
from .terms import require_through_province

State = OutOfAreaMonth.State


@transaction.atomic
def explain(
    *, month: OutOfAreaMonth, lines: Iterable[int], explanation: str, acting_user: User
) -> OutOfAreaMonth:
    """Say of differing lines (by id) what they are. Duty to handle at the city."""
    held = _held(month, acting_user, Duty.HANDLE)
    note_explanation(
        month=held, lines=lines, explanation=explanation, acting_user=acting_user, refused=OutOfAreaRefused
    )
    return held


@transaction.atomic
def confirm_month(
    *, month: OutOfAreaMonth, seen: Decimal, notice: str, due_on: dt.date, acting_user: User
) -> OutOfAreaMonth:
    """Confirm the list to the province and owe it what it lists. Duty to review at the city; another approves payment.

    ``seen`` is what the confirmer was shown as owed. A month below zero waits and lowers the next one. Raises
    :class:`OutOfAreaRefused` before the month's clearing is posted (where there is anything to be cleared), while a
    difference is not explained, and where the area pays institutions elsewhere itself.
    """
    # Two months of a scheme, confirmed at once, must each see what the other owes: all are held, in one order.
    others = OutOfAreaMonth.objects.filter(area=month.area_id, insutype=month.insutype).order_by("pk")
    list(others.select_for_update(of=("self",)))
    held = _held(month, acting_user, Duty.REVIEW)
    require_through_province(held.area, Month.of(held.month).last)
    _require_posted(held)
    held = compare_month(held)
    require_confirmable(month=held, seen=seen, acting_user=acting_user, refused=OutOfAreaRefused)
    if not notice.strip():
        raise OutOfAreaRefused(_("Name the notice of the province."))
    brought = brought_to(held)
    held.state, held.confirmed_by, held.confirmed_at = State.CONFIRMED, acting_user, timezone.now()
    held.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    if held.owed + brought > 0:
        _owe(held, brought, notice=notice, due_on=due_on, acting_user=acting_user)
    return held


def brought_to(month: OutOfAreaMonth) -> Decimal:
    """Yuan, nothing or below zero: what other confirmed months of the scheme took back and no amount owed was lowered
    by yet."""
    confirmed = OutOfAreaMonth.objects.filter(
        area=month.area_id, insutype=month.insutype, state=State.CONFIRMED
    )
    owed = confirmed.exclude(pk=month.pk).aggregate(sum=Sum("owed"))["sum"] or Decimal(0)
    dues = ProvinceDue.objects.filter(
        area=month.area_id, insutype=month.insutype, kind=ProvinceDue.Kind.MONTH
    ).exclude(statement_month=month)
    return Decimal(owed - (dues.aggregate(sum=Sum("amount"))["sum"] or 0))


def _owe(held: OutOfAreaMonth, brought: Decimal, *, notice: str, due_on: dt.date, acting_user: User) -> None:
    said = _t("Listed by the province for %(month)s; found by the clearing: %(ours)s yuan") % {
        "month": Month.of(held.month), "ours": f"{held.ours:,.2f}",
    }  # fmt: skip
    if brought:
        said += _t("; taken back in other months: %(brought)s yuan") % {"brought": f"{brought:,.2f}"}
    ProvinceDue.objects.create(
        number=f"YD{held.area.code}-{held.month:%Y%m}-{held.insutype}",
        kind=ProvinceDue.Kind.MONTH,
        area=held.area,
        insutype=held.insutype,
        year=held.month.year,
        statement_month=held,
        amount=held.owed + brought,
        notice=notice.strip()[:100],
        due_on=due_on,
        reasoning=said,
        entered_by=acting_user,
    )


def _require_posted(held: OutOfAreaMonth) -> None:
    if not is_posted(held):
        raise OutOfAreaRefused(
            _("%(month)s is not cleared yet: what our side owes may still change."),
            month=Month.of(held.month),
        )


def _held(month: OutOfAreaMonth, acting_user: User, duty: Duty) -> OutOfAreaMonth:
    held: OutOfAreaMonth = (
        OutOfAreaMonth.objects.select_for_update(of=("self",)).select_related("area").get(pk=month.pk)
    )
    require_city_duty(user=acting_user, duty=duty, area=held.area)
    if held.state != State.OPEN:
        raise OutOfAreaRefused(_("The month is confirmed: nothing of it changes any more."))
    return held
