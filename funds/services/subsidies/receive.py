"""A subsidy that came in: entered from the voucher by one person, checked by a second, which posts it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.money import to_fen
from funds.models import Entry, SubsidyReceipt
from funds.rules.subsidy_postings import subsidy_received
from funds.services.drafts import Planned
from funds.services.keeping import keeping_of
from funds.services.open_day import open_day
from funds.services.two_people import book_by_two
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_another, require_duty

from .faults import SubsidyRefused

State = SubsidyReceipt.State


def keeper_of(county: Agency, day: dt.date) -> Agency:
    """Who keeps the books the money comes into: the city where the fund is pooled, else the county."""
    found: Agency = Agency.objects.get(pk=keeping_of(county.area, day).unit_of(county.pk))
    return found


@transaction.atomic
def enter_receipt(
    *,
    county: Agency,
    insutype: str,
    year: int,
    quarter: int,
    payer: str,
    amount: Decimal,
    received_on: dt.date,
    voucher_no: str,
    direct: bool = False,
    acting_user: User,
) -> SubsidyReceipt:
    """Yuan a government paid in for a county's people. Duty finance where the books are kept.

    Raises :class:`SubsidyRefused` for a day to come; ``ValidationError`` for a voucher entered already.
    """
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=keeper_of(county, received_on))
    if received_on > timezone.localdate():
        raise SubsidyRefused(_("Nothing is received on a day to come."))
    receipt = SubsidyReceipt(
        county=county, insutype=insutype, year=year, quarter=quarter, payer=payer, amount=amount,
        received_on=received_on, voucher_no=voucher_no.strip(), direct=direct, entered_by=acting_user,
    )  # fmt: skip
    receipt.full_clean(exclude=["entered_by"])
    receipt.save()
    return receipt


def _held(receipt: SubsidyReceipt) -> SubsidyReceipt:
    held: SubsidyReceipt = (
        SubsidyReceipt.objects.select_for_update(of=("self",))
        .select_related("county__area", "entered_by")
        .get(pk=receipt.pk)
    )
    if held.state != State.ENTERED:
        raise SubsidyRefused(
            _("%(receipt)s is “%(state)s” already."), receipt=held, state=held.get_state_display()
        )
    return held


@transaction.atomic
def check_receipt(*, receipt: SubsidyReceipt, acting_user: User) -> Entry:
    """The second person agrees with the voucher: it is posted. Duty to review.

    Raises :class:`SubsidyRefused`, ``SamePerson``, ``DutyMissing``, ``BookMissing``, ``PeriodNotOpen``.
    """
    receipt = _held(receipt)
    keeping = keeping_of(receipt.county.area, receipt.received_on)
    unit = Agency.objects.get(pk=keeping.unit_of(receipt.county_id))
    require_duty(user=acting_user, duty=Duty.REVIEW, agency=unit)
    require_another(user=acting_user, previous=receipt.entered_by, act=_("Check of a subsidy received"))
    day = open_day(receipt.insutype, unit.pk, receipt.received_on)
    receipt.state, receipt.checked_by, receipt.booked_on = State.BOOKED, acting_user, day
    receipt.save(update_fields=["state", "checked_by", "booked_on"])
    kind = _("direct central funds") if receipt.direct else receipt.get_payer_display()
    summary = _("Subsidy %(year)s-%(quarter)s, %(kind)s, voucher %(voucher)s") % {
        "year": receipt.year, "quarter": receipt.quarter, "kind": kind, "voucher": receipt.voucher_no,
    }  # fmt: skip
    planned = Planned(
        subsidy_received(keeping, receipt.county_id, to_fen(receipt.amount)),
        day,
        Entry.Kind.RECEIPT,
        f"subsidy:{receipt.pk}",
        summary[:200],
        receipt,
    )
    return book_by_two(receipt.insutype, [planned], entered_by=receipt.entered_by, approved_by=acting_user)[0]


@transaction.atomic
def drop_receipt(*, receipt: SubsidyReceipt, reason: str, acting_user: User) -> SubsidyReceipt:
    """Entered wrongly: dropped before it reaches the books, and why. Duty finance where the books are kept."""
    receipt = _held(receipt)
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=keeper_of(receipt.county, receipt.received_on))
    if not reason.strip():
        raise SubsidyRefused(_("Say why."))
    receipt.state, receipt.reason = State.DROPPED, reason.strip()[:200]
    receipt.save(update_fields=["state", "reason"])
    return receipt
