"""What is owed to the old accounts: found, confirmed by a second person, paid in (HG-07: 存在欠费的按规定补缴)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from config.money import to_fen
from funds.models import ArrearPayment, Book, Booked, Entry, LegacyArrear, MergedBook
from funds.rules.clearing_postings import Draft, DraftLeg
from funds.services.accounts import standing_book
from funds.services.drafts import Planned
from funds.services.open_day import open_day
from funds.services.two_people import book_by_two
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_another, require_at_or_above, require_duty

from .begin import held_open
from .faults import MergingNotFit

DECIDERS = (Duty.REVIEW, Duty.APPROVE)


@transaction.atomic
def enter_arrear(
    *,
    source: MergedBook,
    kind: str,
    debtor: str,
    of_year: int,
    amount: Decimal,
    evidence: str,
    acting_user: User,
) -> LegacyArrear:
    """Yuan somebody owes an old fund. Finance of the unit or its city. ``ValidationError`` for one entered already."""
    merging = held_open(source.merging)
    require_at_or_above(user=acting_user, duties=(Duty.FINANCE,), agency=merging.unit)
    arrear = LegacyArrear(
        source=source, kind=kind, debtor=debtor.strip(), of_year=of_year, amount=amount, evidence=evidence.strip(),
        entered_by=acting_user,
    )  # fmt: skip
    arrear.full_clean(exclude=["entered_by"])
    arrear.save()
    return arrear


@transaction.atomic
def confirm_arrear(*, arrear: LegacyArrear, acting_user: User) -> LegacyArrear:
    """A second person agrees with the papers. Duty review or approve at the unit or its city."""
    held = _held(arrear)
    require_at_or_above(user=acting_user, duties=DECIDERS, agency=held.source.merging.unit)
    require_another(user=acting_user, previous=held.entered_by, act=_("Confirming an arrear"))
    if held.confirmed_by_id is not None or held.dropped_reason:
        raise MergingNotFit(_("This arrear is decided already."))
    held.confirmed_by = acting_user
    held.save(update_fields=["confirmed_by"])
    return held


@transaction.atomic
def drop_arrear(*, arrear: LegacyArrear, reason: str, acting_user: User) -> LegacyArrear:
    """It was entered wrongly; only before it is confirmed."""
    held = _held(arrear)
    require_at_or_above(user=acting_user, duties=(Duty.FINANCE, *DECIDERS), agency=held.source.merging.unit)
    if held.confirmed_by_id is not None or held.dropped_reason:
        raise MergingNotFit(_("This arrear is decided already."))
    if not reason.strip():
        raise MergingNotFit(_("Say why."))
    held.dropped_reason = reason.strip()[:200]
    held.save(update_fields=["dropped_reason"])
    return held


def open_of(arrear: LegacyArrear, *, waiting: bool = True) -> Decimal:
    """What of it is not paid; payments entered count where ``waiting``."""
    states = (Booked.BOOKED, Booked.ENTERED) if waiting else (Booked.BOOKED,)
    paid = ArrearPayment.objects.filter(arrear=arrear, state__in=states).aggregate(n=Sum("amount"))["n"]
    return arrear.amount - (paid or Decimal(0))


@transaction.atomic
def enter_payment(
    *, arrear: LegacyArrear, amount: Decimal, received_on: dt.date, evidence: str, acting_user: User
) -> ArrearPayment:
    """Money that came in on a confirmed arrear. Finance of the unit."""
    held = _held(arrear)
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=held.source.merging.unit)
    if held.confirmed_by_id is None:
        raise MergingNotFit(_("The arrear is not confirmed yet."))
    if received_on > timezone.localdate():
        raise MergingNotFit(_("Nothing is received on a day to come."))
    if not 0 < amount <= open_of(held):
        raise MergingNotFit(
            _("Give an amount above zero and not above %(open)s yuan."), open=f"{open_of(held):,.2f}"
        )
    payment = ArrearPayment(
        arrear=held, amount=amount, received_on=received_on, evidence=evidence.strip(), entered_by=acting_user
    )
    payment.full_clean(exclude=["entered_by"])
    payment.save()
    return payment


@transaction.atomic
def decide_payment(*, payment: ArrearPayment, acting_user: User, refused: str = "") -> ArrearPayment:
    """A second person books it as income of the old fund, or of the one fund once the books are closed into it."""
    arrear = _held(payment.arrear)
    held: ArrearPayment = (
        ArrearPayment.objects.select_for_update(of=("self",)).select_related("entered_by").get(pk=payment.pk)
    )
    unit: Agency = arrear.source.merging.unit
    require_at_or_above(user=acting_user, duties=DECIDERS, agency=unit)
    require_another(user=acting_user, previous=held.entered_by, act=_("Booking a payment of an arrear"))
    if held.state != Booked.ENTERED:
        raise MergingNotFit(_("It is “%(state)s” already."), state=held.get_state_display())
    held.state = Booked.REFUSED if refused.strip() else Booked.BOOKED
    held.decided_by, held.decided_at, held.refused_reason = acting_user, timezone.now(), refused.strip()[:300]
    held.save()
    if held.state == Booked.BOOKED:
        _book(held, arrear, acting_user)
    return held


def _book(payment: ArrearPayment, arrear: LegacyArrear, user: User) -> None:
    book: Book = standing_book(arrear.source.book)
    fen, unit = to_fen(payment.amount), book.unit_id
    legs = (DraftLeg("fiscal_special_account", unit, None, fen), DraftLeg(arrear.kind, unit, unit, -fen))
    summary = _t("Arrear of %(year)s paid by %(debtor)s, slip %(evidence)s") % {
        "year": arrear.of_year, "debtor": arrear.debtor, "evidence": payment.evidence,
    }  # fmt: skip
    planned = Planned(
        Draft(unit, legs), open_day(book.insutype, unit, payment.received_on), Entry.Kind.RECEIPT,
        f"legacy_arrear:{payment.pk}", summary[:200], payment,
    )  # fmt: skip
    book_by_two(book.insutype, [planned], entered_by=payment.entered_by, approved_by=user)


def _held(arrear: LegacyArrear) -> LegacyArrear:
    held: LegacyArrear = (
        LegacyArrear.objects.select_for_update(of=("self",))
        .select_related(
            "source__merging__unit__parent", "source__merging__unit__area", "source__book__unit", "entered_by"
        )
        .get(pk=arrear.pk)
    )  # fmt: skip
    return held
