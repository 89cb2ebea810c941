"""Receipts moved from the treasury to the fiscal special account every ten days (NB-12), as finance's slip tells."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.money import from_fen, to_fen
from funds.models import Account, Entry, Leg, TreasuryTransfer
from funds.policy_collection import TREASURY
from funds.reads.account_statement import balance_before
from funds.reads.balance_on import ONE_DAY, account_in, balance_on
from funds.rules.receipt_postings import out_of_treasury
from funds.rules.stretches import Stretch, stretch_before, stretch_of
from funds.services.collecting import collecting_of
from funds.services.drafts import Planned, book_of_unit, entry_drafts
from funds.services.keeping import keeping_of
from funds.services.load_chart import load_chart
from funds.services.post_entry import post_entries
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_duty


class TransferRefused(DomainError):
    """The slip cannot be what happened."""


@dataclass(frozen=True)
class Waiting:
    """What stands in a unit's treasury of a scheme, yuan, and the stretch of days it should have been moved after."""

    unit: Agency
    insutype: str
    stretch: Stretch
    held: Decimal
    late: bool


def waiting(*, unit: Agency, insutype: str, today: dt.date) -> Waiting | None:
    """What is to be moved by ``today``; None where nothing stands in the treasury or receipts go elsewhere.

    Late once the stretch after it is over too. Raises ``BookMissing``, ``PolicyGap``.
    """
    policy = collecting_of(unit.area, today)
    if policy.paid_into != TREASURY:
        return None
    over = stretch_before(today, policy.moved_every)
    account = account_in(book_of_unit(insutype, unit), TREASURY, unit)
    held = _left_of(account, over.last, today)
    if held <= 0:
        return None
    before = stretch_before(over.first, policy.moved_every)
    return Waiting(unit, insutype, over, held, late=_left_of(account, before.last, today) > 0)


def left_in_treasury(*, unit: Agency, insutype: str, day: dt.date, today: dt.date) -> Decimal:
    """Yuan that came by ``day`` and were not moved until ``today``; zero where receipts go elsewhere.

    Raises ``BookMissing``, ``PolicyGap``.
    """
    if collecting_of(unit.area, day).paid_into != TREASURY:
        return from_fen(0)
    return _left_of(account_in(book_of_unit(insutype, unit), TREASURY, unit), day, today)


def _left_of(account: Account | None, day: dt.date, today: dt.date) -> Decimal:
    """Yuan of what stood there at the end of ``day`` and was not moved until ``today``: the oldest goes first."""
    if account is None:
        return from_fen(0)
    moved = Leg.objects.filter(account=account, booked_on__gt=day, booked_on__lte=today)
    gone: Decimal = moved.aggregate(gone=Sum("credit"))["gone"] or from_fen(0)
    return balance_before(account, day + ONE_DAY) - gone


@transaction.atomic
def record_transfer(
    *,
    unit: Agency,
    insutype: str,
    day_of_receipts: dt.date,
    moved_on: dt.date,
    number: str,
    amount: Decimal,
    acting_user: User,
) -> TreasuryTransfer:
    """Record finance's slip and post it; ``day_of_receipts`` is any day of the stretch it is of.

    Finance of the unit that keeps the book. The same slip again, with the same content, gives the transfer that stands.
    Raises :class:`TransferRefused`, ``DutyMissing``, ``BookMissing``, ``PeriodNotOpen``, ``PolicyGap``.
    """
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=unit)
    # Two slips of one unit are recorded one after the other.
    Agency.objects.select_for_update().get(pk=unit.pk)
    policy = collecting_of(unit.area, day_of_receipts)
    stretch = stretch_of(day_of_receipts, policy.moved_every)
    standing = TreasuryTransfer.objects.filter(agency=unit, number=number).first()
    if standing is not None:
        return _same(standing, insutype, stretch, moved_on, amount)
    _refuse(unit, insutype, policy.paid_into, stretch, moved_on, amount)
    transfer = TreasuryTransfer(
        agency=unit,
        insutype=insutype,
        first=stretch.first,
        last=stretch.last,
        number=number,
        amount=amount,
        moved_on=moved_on,
        recorded_by=acting_user,
    )
    transfer.full_clean()
    transfer.save()
    load_chart()
    post_entries(entry_drafts(insutype, [_planned(transfer)]), acting_user=acting_user)
    return transfer


def _same(
    standing: TreasuryTransfer, insutype: str, stretch: Stretch, moved_on: dt.date, amount: Decimal
) -> TreasuryTransfer:
    known = (standing.insutype, standing.first, standing.last, standing.moved_on, standing.amount)
    if known != (insutype, *stretch, moved_on, amount):
        raise TransferRefused(
            _("Slip %(number)s was recorded before with another scheme, day or amount."),
            number=standing.number,
        )
    return standing


def _refuse(
    unit: Agency, insutype: str, paid_into: str, stretch: Stretch, moved_on: dt.date, amount: Decimal
) -> None:
    if keeping_of(unit.area, moved_on).unit_of(unit.pk) != unit.pk:
        raise TransferRefused(_("%(agency)s keeps no treasury of its own."), agency=unit)
    if paid_into != TREASURY:
        raise TransferRefused(
            _("Under the policy in force receipts are paid into income accounts, not into the treasury.")
        )
    if moved_on > timezone.localdate():
        raise TransferRefused(_("Money does not move on a day to come."))
    if moved_on < stretch.first:
        raise TransferRefused(_("It cannot be moved before the days it is of begin."))
    book = book_of_unit(insutype, unit)
    held = balance_on(book=book, role=TREASURY, agency=unit, day=moved_on)
    # A slip recorded late takes nothing that slips of later days have moved already.
    later = Leg.objects.filter(account=account_in(book, TREASURY, unit), booked_on__gt=moved_on, credit__gt=0)
    for day in later.order_by("booked_on").values_list("booked_on", flat=True).distinct():
        held = min(held, balance_on(book=book, role=TREASURY, agency=unit, day=day))
    if amount > held:
        raise TransferRefused(
            _("The treasury holds %(held)s yuan by the books on that day: %(amount)s cannot be moved."),
            held=f"{held:,.2f}",
            amount=f"{amount:,.2f}",
        )


def _planned(transfer: TreasuryTransfer) -> Planned:
    summary = _t("Receipts of %(first)s to %(last)s moved to the fiscal special account, slip %(number)s") % {
        "first": f"{transfer.first:%Y-%m-%d}",
        "last": f"{transfer.last:%Y-%m-%d}",
        "number": transfer.number,
    }
    draft = out_of_treasury(transfer.agency_id, to_fen(transfer.amount))
    key = f"treasury:{transfer.agency.code}:{transfer.number}"
    return Planned(draft, transfer.moved_on, Entry.Kind.TRANSFER, key, summary[:200], transfer)
