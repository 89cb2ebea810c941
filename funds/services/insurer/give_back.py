"""Money the insurer or medical aid gave back: entered against a month's claim, checked into the books by a second."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.money import to_fen
from funds.models import Entry, PayerRemittance
from funds.reads.insurer import claims_on_payers
from funds.rules.clearing_postings import Keeping
from funds.rules.payer_postings import given_back
from funds.services.drafts import Planned
from funds.services.keeping import keeping_of
from funds.services.open_day import open_day
from funds.services.two_people import book_by_two
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_another, require_duty

from .faults import PayerRefused

State = PayerRemittance.State


def _keeping(money: PayerRemittance) -> tuple[Keeping, Agency]:
    """How books are kept, and who keeps the one the money comes into: the city's, or the insured county's own."""
    keeping = keeping_of(money.laid_out_by.area, money.received_on)
    return keeping, Agency.objects.get(pk=keeping.unit_of(money.insu_county_id))


@transaction.atomic
def enter_given_back(
    *,
    fund_part: str,
    insutype: str,
    month: dt.date,
    laid_out_by: Agency,
    insu_county: Agency,
    amount: Decimal,
    received_on: dt.date,
    evidence: str,
    acting_user: User,
) -> PayerRemittance:
    """Yuan received for the bills of ``month``. Duty finance where the books are kept.

    More than is open is entered too: the difference shows on the list of claims. Raises :class:`PayerRefused` where
    nothing was ever claimed so or the day is to come, ``ValidationError`` for a receipt entered already.
    """
    money = PayerRemittance(
        fund_part=fund_part, insutype=insutype, month=month, laid_out_by=laid_out_by, insu_county=insu_county,
        amount=amount, received_on=received_on, evidence=evidence.strip(), entered_by=acting_user,
    )  # fmt: skip
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=_keeping(money)[1])
    if received_on > timezone.localdate():
        raise PayerRefused(_("Nothing is received on a day to come."))
    key = (insutype, month, laid_out_by.pk, insu_county.pk)
    claims = claims_on_payers(today=received_on, year=month.year, part=fund_part)
    if not any((one.insutype, one.month, one.laid_out_by.pk, one.insu_county.pk) == key for one in claims):
        raise PayerRefused(_("Nothing was laid out for this payer and month."))
    money.full_clean(exclude=["entered_by"])
    money.save()
    return money


def _held(money: PayerRemittance) -> PayerRemittance:
    held: PayerRemittance = (
        PayerRemittance.objects.select_for_update(of=("self",))
        .select_related("laid_out_by__area", "insu_county", "entered_by")
        .get(pk=money.pk)
    )
    if held.state != State.ENTERED:
        raise PayerRefused(
            _("%(receipt)s is “%(state)s” already."), receipt=held, state=held.get_state_display()
        )
    return held


@transaction.atomic
def check_given_back(*, money: PayerRemittance, acting_user: User) -> Entry:
    """The second person agrees: it is posted against the claim. Duty to review.

    Raises :class:`PayerRefused`, ``SamePerson``, ``DutyMissing``, ``BookMissing``, ``PeriodNotOpen``.
    """
    money = _held(money)
    keeping, unit = _keeping(money)
    require_duty(user=acting_user, duty=Duty.REVIEW, agency=unit)
    require_another(user=acting_user, previous=money.entered_by, act=_("Check of money given back"))
    day = open_day(money.insutype, unit.pk, money.received_on)
    money.state, money.checked_by, money.booked_on = State.BOOKED, acting_user, day
    money.save(update_fields=["state", "checked_by", "booked_on"])
    draft = given_back(
        keeping, money.fund_part, money.laid_out_by_id, money.insu_county_id, to_fen(money.amount)
    )
    planned = Planned(draft, day, Entry.Kind.RECEIPT, f"payer:{money.pk}", str(money)[:200], money)
    return book_by_two(money.insutype, [planned], entered_by=money.entered_by, approved_by=acting_user)[0]


@transaction.atomic
def drop_given_back(*, money: PayerRemittance, reason: str, acting_user: User) -> PayerRemittance:
    """Entered wrongly: dropped before it reaches the books, and why. Duty finance where the books are kept."""
    money = _held(money)
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=_keeping(money)[1])
    if not reason.strip():
        raise PayerRefused(_("Say why."))
    money.state, money.reason = State.DROPPED, reason.strip()[:200]
    money.save(update_fields=["state", "reason"])
    return money
