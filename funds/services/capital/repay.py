"""What ends a loan at the year's end: money returned, or a set-off against the clearing; entered by one, checked by
another."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from claims.services.clearing_months import open_month
from config.money import to_fen
from config.periods import Month
from funds.models import CapitalLoan, CapitalRepayment, Entry
from funds.reads.capital import with_open
from funds.rules.capital_postings import came_back
from funds.services.drafts import Planned, entry_drafts
from funds.services.keeping import keeping_of
from funds.services.open_day import open_day
from funds.services.post_entry import post_entries
from institutions.models import Duty, User
from institutions.services.duties import require_another

from .duties import require_at_lender
from .faults import CapitalRefused
from .settle import close_what_is_settled
from .states import locked, require

Kind, State = CapitalRepayment.Kind, CapitalRepayment.State


def free_of(loan: CapitalLoan) -> Decimal:
    """What is open and not yet spoken for by an entered repayment."""
    found = with_open(CapitalLoan.objects.filter(pk=loan.pk)).get()
    waiting = CapitalRepayment.objects.filter(loan=loan.pk, state__in=(State.ENTERED, State.CHECKED))
    not_taken = waiting.filter(statement__isnull=True).aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
    taken = waiting.filter(statement__isnull=False).aggregate(sum=Sum("taken"))["sum"] or Decimal(0)
    rest: Decimal = found.open - not_taken - taken
    return rest


@transaction.atomic
def enter_return(
    *, loan: CapitalLoan, amount: Decimal, received_on: dt.date, evidence: str, acting_user: User
) -> CapitalRepayment:
    """Money the institution returned, as the bank's slip says; it counts once another person checked it.

    Duty finance at the lender or the city. Raises :class:`CapitalRefused` for more than is open, ``DutyMissing``.
    """
    loan = _open_loan(loan, amount, acting_user)
    if loan.lent_on is None or not loan.lent_on <= received_on <= timezone.localdate():
        raise CapitalRefused(_("Money comes back after it was lent, and not on a day to come."))
    if not evidence.strip():
        raise CapitalRefused(_("Name the bank's slip."))
    entered: CapitalRepayment = CapitalRepayment.objects.create(
        loan=loan,
        kind=Kind.MONEY,
        amount=amount,
        received_on=received_on,
        evidence=evidence.strip()[:200],
        entered_by=acting_user,
    )
    return entered


@transaction.atomic
def enter_set_off(
    *, loan: CapitalLoan, amount: Decimal, month: Month, evidence: str = "", acting_user: User
) -> CapitalRepayment:
    """Set ``amount`` against what the institution is owed for ``month``, or for the next month that pays it anything.

    Raises :class:`CapitalRefused` for more than is open, or a month that no longer collects; ``DutyMissing``.
    """
    loan = _open_loan(loan, amount, acting_user)
    collecting = open_month(area_id=loan.lender.area_id, insutype=loan.insutype, month=month)
    if collecting != month:
        raise CapitalRefused(
            _("%(month)s is being cleared already: the next month is %(next)s."), month=month, next=collecting
        )
    entered: CapitalRepayment = CapitalRepayment.objects.create(
        loan=loan,
        kind=Kind.SET_OFF,
        amount=amount,
        clr_month=month.first,
        evidence=evidence.strip()[:200],
        entered_by=acting_user,
    )
    return entered


def _open_loan(loan: CapitalLoan, amount: Decimal, acting_user: User) -> CapitalLoan:
    loan = locked(loan)
    require_at_lender(user=acting_user, duty=Duty.FINANCE, lender=loan.lender)
    require(loan, CapitalLoan.State.LENT, act=_("be repaid"))
    if loan.failure_reason:
        raise CapitalRefused(
            _("%(number)s: the bank sent the money back, the institution has not got it."), number=loan.number
        )
    free = free_of(loan)
    if not 0 < amount <= free:
        raise CapitalRefused(
            _("Of %(number)s %(free)s yuan are open and not spoken for."), number=loan.number, free=free
        )
    return loan


@transaction.atomic
def check_repayment(*, repayment: CapitalRepayment, acting_user: User) -> CapitalRepayment:
    """A second person confirms it: money is booked at once, a set-off waits for the clearing.

    Duty review at the lender or the city. Raises ``SamePerson``, :class:`CapitalRefused` when it was answered already.
    """
    loan = locked(CapitalLoan.objects.get(pk=repayment.loan_id))
    found = _waiting(repayment, loan, acting_user)
    found.checked_by, found.checked_at, found.state = acting_user, timezone.now(), State.CHECKED
    if found.kind == Kind.MONEY:
        _book(found, loan)
    found.save()
    close_what_is_settled([loan.pk])
    return found


@transaction.atomic
def refuse_repayment(*, repayment: CapitalRepayment, reason: str, acting_user: User) -> CapitalRepayment:
    """A second person refuses what was entered, and says why."""
    loan = locked(CapitalLoan.objects.get(pk=repayment.loan_id))
    found = _waiting(repayment, loan, acting_user)
    if not reason.strip():
        raise CapitalRefused(_("Say why it is refused."))
    found.checked_by, found.checked_at, found.state = acting_user, timezone.now(), State.REFUSED
    found.refused_reason = reason.strip()[:200]
    found.save()
    return found


def _waiting(repayment: CapitalRepayment, loan: CapitalLoan, acting_user: User) -> CapitalRepayment:
    require_at_lender(user=acting_user, duty=Duty.REVIEW, lender=loan.lender)
    found: CapitalRepayment = (
        CapitalRepayment.objects.select_for_update(of=("self",))
        .select_related("entered_by")
        .get(pk=repayment.pk)
    )
    require_another(user=acting_user, previous=found.entered_by, act=_("Repayment of working capital"))
    if found.state != State.ENTERED:
        raise CapitalRefused(_("This repayment was answered already."))
    return found


def _book(repayment: CapitalRepayment, loan: CapitalLoan) -> None:
    """In the name of whoever entered it; the check is on the repayment."""
    day = repayment.received_on
    if day is None:
        raise ValueError(f"repayment {repayment.pk} has no day")
    summary = _t("%(institution)s returned %(kind)s, loan %(number)s") % {
        "institution": loan.institution,
        "kind": loan.get_kind_display(),
        "number": loan.number,
    }
    drafts = came_back(keeping_of(loan.lender.area, day), loan.lender_id, to_fen(repayment.amount))
    planned = [
        Planned(
            draft,
            open_day(loan.insutype, draft.unit, day),
            Entry.Kind.TRANSFER,
            f"capital:{repayment.pk}:returned",
            summary[:200],
            loan,
        )
        for draft in drafts
    ]
    entries = post_entries(entry_drafts(loan.insutype, planned), acting_user=repayment.entered_by)
    repayment.taken, repayment.state = repayment.amount, State.BOOKED
    repayment.booked_on = entries[0].booked_on
