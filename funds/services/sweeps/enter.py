"""Enter interest from the bank's slip, and what an account gave up for a period."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from funds.models import AccountInterest, Sweep
from funds.reads.sweeps import Proof, proofs
from funds.rules.sweeps import Span
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_at_or_above

from .faults import SweepRefused

Row = TypeVar("Row", AccountInterest, Sweep)


@transaction.atomic
def enter_interest(
    *,
    agency: Agency,
    insutype: str,
    account: str,
    amount: Decimal,
    received_on: dt.date,
    evidence: str,
    acting_user: User,
) -> AccountInterest:
    """Interest the bank credited; booked once confirmed. Finance of the agency or the city.

    Raises :class:`SweepRefused` for an amount not above zero, a day to come, a slip entered already; ``DutyMissing``.
    """
    require_at_or_above(user=acting_user, duties=(Duty.FINANCE,), agency=agency)
    _require_sound(amount, received_on, evidence)
    made: AccountInterest = AccountInterest(
        agency=agency,
        insutype=insutype,
        account=account,
        amount=amount,
        received_on=received_on,
        evidence=evidence.strip()[:80],
        entered_by=acting_user,
    )
    return _stored(made)


@transaction.atomic
def enter_sweep(
    *,
    agency: Agency,
    insutype: str,
    account: str,
    span: Span,
    amount: Decimal,
    swept_on: dt.date,
    evidence: str,
    acting_user: User,
) -> Sweep:
    """What the account gave up for the period ``span``; booked once confirmed. Finance of the agency or the city.

    Raises :class:`SweepRefused` for more than the account has to give up, a day before the period; ``DutyMissing``.
    """
    require_at_or_above(user=acting_user, duties=(Duty.FINANCE,), agency=agency)
    _require_sound(amount, swept_on, evidence)
    # One at a time per agency: two sweeps cannot empty the same account.
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    proof = proof_of(agency, insutype, account, span)
    left = proof.after - proof.waiting
    if amount > left:
        raise SweepRefused(
            _("%(agency)s, %(account)s: only %(left)s yuan are left to be swept for this period."),
            agency=agency,
            account=proof.account_name,
            left=f"{left:,.2f}",
        )
    if swept_on < span.first:
        raise SweepRefused(_("What a period brought is swept in it or afterwards."))
    made: Sweep = Sweep(
        agency=agency,
        insutype=insutype,
        account=account,
        period_first=span.first,
        period_last=span.last,
        before=left,
        amount=amount,
        after=left - amount,
        swept_on=swept_on,
        evidence=evidence.strip()[:80],
        entered_by=acting_user,
    )
    return _stored(made)


def proof_of(agency: Agency, insutype: str, account: str, span: Span) -> Proof:
    """How the account stands in the period; raises :class:`SweepRefused` where it has no way up."""
    for proof in proofs(agency.area, [agency], {account: span}):
        if proof.insutype == insutype:
            return proof
    raise SweepRefused(_("This account of %(agency)s is not swept."), agency=agency)


def _require_sound(amount: Decimal, day: dt.date, evidence: str) -> None:
    if amount <= 0:
        raise SweepRefused(_("The amount is above zero."))
    if day > timezone.localdate():
        raise SweepRefused(_("Money does not move on a day to come."))
    if not evidence.strip():
        raise SweepRefused(_("The number of the bank's slip is missing."))


def _stored(row: Row) -> Row:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as exc:
        raise SweepRefused(_("This slip is entered already.")) from exc
    return row
