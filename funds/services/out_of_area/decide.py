"""Explain differences and confirm a month: what the province listed is owed from then on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.db.models import Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from claims.models import CLEARED, Settlement
from config.periods import Month
from funds.models import Clearing, OutOfAreaLine, OutOfAreaMonth, ProvinceDue
from institutions.models import Duty, User
from institutions.services.duties import require_city_duty

from .compare import compare_month
from .faults import OutOfAreaRefused
from .terms import require_through_province

State, Outcome = OutOfAreaMonth.State, OutOfAreaLine.Outcome
NEEDS_NO_WORD = (Outcome.AGREES, Outcome.COUNTER)
# Named one by one, not "not these": the index then finds them among the many that agree.
NOT_EXPLAINED = Q(explanation="", outcome__in=[one for one in Outcome if one not in NEEDS_NO_WORD])
# Cleared and at least netted: what the month owes does not change any more.
FIXED = (Clearing.State.POSTED, Clearing.State.PAID, Clearing.State.CLOSED)


@transaction.atomic
def explain(
    *, month: OutOfAreaMonth, lines: Iterable[int], explanation: str, acting_user: User
) -> OutOfAreaMonth:
    """Say of differing lines (by id) what they are. Duty to handle at the city."""
    held = _held(month, acting_user, Duty.HANDLE)
    if not explanation.strip():
        raise OutOfAreaRefused(_("Say what the difference is."))
    asked = set(lines)
    found = OutOfAreaLine.objects.filter(pk__in=asked, statement_month=held).exclude(
        outcome__in=NEEDS_NO_WORD
    )
    if found.count() != len(asked) or not asked:
        raise OutOfAreaRefused(_("The list changed since you looked at it: look again."))
    found.update(explanation=explanation.strip()[:300], explained_by=acting_user)
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
    open_lines = not_explained(held).count()
    if open_lines:
        raise OutOfAreaRefused(_("%(count)s differences are not explained yet."), count=open_lines)
    if held.owed != seen:
        raise OutOfAreaRefused(_("The list changed since you looked at it: look again."))
    if not notice.strip():
        raise OutOfAreaRefused(_("Name the notice of the province."))
    if not held.lines.exclude(seqno="").exists():
        raise OutOfAreaRefused(_("The province's list of this month was not imported yet."))
    explained_by = set(held.lines.filter(explained_by__isnull=False).values_list("explained_by", flat=True))
    if acting_user.pk in explained_by:
        raise OutOfAreaRefused(_("Whoever explained differences of a month cannot confirm it."))
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


def not_explained(month: OutOfAreaMonth) -> QuerySet[OutOfAreaLine]:
    """Lines that differ and of which nobody has said why."""
    found: QuerySet[OutOfAreaLine] = OutOfAreaLine.unscoped.filter(NOT_EXPLAINED, statement_month=month)
    return found


def _require_posted(held: OutOfAreaMonth) -> None:
    """A scheme none of whose bills of a month that is over is to be cleared has no clearing to wait for."""
    clearing = Clearing.unscoped.filter(area=held.area, month=held.month, insutype=held.insutype).first()
    if clearing is None:
        ready = Month.of(held.month).next_first <= timezone.localdate() and not _to_be_cleared(held)
    else:
        ready = clearing.state in FIXED
    if not ready:
        raise OutOfAreaRefused(
            _("%(month)s is not cleared yet: what our side owes may still change."),
            month=Month.of(held.month),
        )


def _to_be_cleared(held: OutOfAreaMonth) -> bool:
    settled = Settlement.unscoped.filter(
        CLEARED, insu_county__area=held.area, insutype=held.insutype, clr_month=held.month
    )
    return bool(settled.exists())


def _held(month: OutOfAreaMonth, acting_user: User, duty: Duty) -> OutOfAreaMonth:
    held: OutOfAreaMonth = (
        OutOfAreaMonth.objects.select_for_update(of=("self",)).select_related("area").get(pk=month.pk)
    )
    require_city_duty(user=acting_user, duty=duty, area=held.area)
    if held.state != State.OPEN:
        raise OutOfAreaRefused(_("The month is confirmed: nothing of it changes any more."))
    return held
