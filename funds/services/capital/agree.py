"""The loan agreement: entered from the signed paper, approved by a second person; or the loan is not given."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.money import to_fen
from funds.models import CapitalLoan, CapitalRepayment
from funds.reads.capital import with_open
from institutions.models import Duty, User
from institutions.services.designated_on import is_designated
from institutions.services.duties import require_another

from .duties import require_at_lender
from .faults import CapitalRefused
from .settle import close_what_is_settled
from .states import locked, require

State = CapitalLoan.State


@transaction.atomic
def agree_loan(
    *, loan: CapitalLoan, agreement_no: str, agreed_on: dt.date, carry_over: bool = False, acting_user: User
) -> CapitalLoan:
    """Enter the signed agreement (签订借款协议). Entered again before the approval it replaces the entry.

    With ``carry_over`` what is still open of last year's loan stays with the institution as part of this one. Duty
    finance at the lender or the city. Raises :class:`CapitalRefused`, ``DutyMissing``.
    """
    loan = locked(loan)
    require_at_lender(user=acting_user, duty=Duty.FINANCE, lender=loan.lender)
    require(loan, State.PROPOSED, State.AGREED, act=_("be agreed on"))
    if not agreement_no.strip():
        raise CapitalRefused(_("The number of the agreement is missing."))
    if agreed_on > timezone.localdate():
        raise CapitalRefused(_("An agreement is not signed on a day to come."))
    before = before_it(loan).first() if carry_over else None
    if carry_over and before is None:
        raise CapitalRefused(_("Nothing is open of last year's loan: there is nothing to carry over."))
    loan.agreement_no, loan.agreed_on = agreement_no.strip(), agreed_on
    loan.agreed_by, loan.carries, loan.state = acting_user, before, State.AGREED
    loan.save()
    return loan


def before_it(loan: CapitalLoan) -> QuerySet[CapitalLoan]:
    """The institution's loan of the year before, while something is open of it."""
    return with_open(
        CapitalLoan.objects.filter(
            institution=loan.institution_id,
            insutype=loan.insutype,
            kind=loan.kind,
            year=loan.year - 1,
            lender=loan.lender_id,
            state=State.LENT,
        )
    ).filter(open__gt=0)


@transaction.atomic
def approve_loan(*, loan: CapitalLoan, acting_user: User) -> CapitalLoan:
    """A second person approves the agreed loan; from then on it waits for its payment.

    What is carried over moves now; where that is the whole loan, the bank has nothing to pay. Duty approve at the
    lender or the city. Raises :class:`CapitalRefused`, ``SamePerson``, ``DutyMissing``.
    """
    loan = locked(loan)
    require_at_lender(user=acting_user, duty=Duty.APPROVE, lender=loan.lender)
    require(loan, State.AGREED, act=_("be approved"))
    for previous in (loan.prepared_by, loan.agreed_by):
        require_another(user=acting_user, previous=previous, act=_("Approval of working capital"))
    if not is_designated(loan.institution, timezone.localdate()):
        raise CapitalRefused(
            _("%(institution)s is not designated today: nothing is lent to it."), institution=loan.institution
        )
    loan.approved_by, loan.approved_at, loan.state = acting_user, timezone.now(), State.APPROVED
    loan.save()
    if loan.carries is not None:
        _carry_over(loan)
    return loan


def _carry_over(loan: CapitalLoan) -> None:
    before = with_open(CapitalLoan.objects.filter(pk=locked(loan.carries).pk)).get()
    waiting = CapitalRepayment.objects.filter(loan=before, state__in=("entered", "checked"))
    if waiting.exists():
        raise CapitalRefused(
            _("Repayments of %(number)s still wait: finish them before the rest is carried over."),
            number=before.number,
        )
    if before.open <= 0:
        raise CapitalRefused(_("Nothing is open of %(number)s any more."), number=before.number)
    today = timezone.localdate()
    loan.carried = min(before.open, loan.amount)
    if to_fen(loan.by_bank) == 0:
        loan.state, loan.lent_on = State.LENT, today
    loan.save()
    CapitalRepayment.objects.create(
        loan_id=before.pk,
        kind=CapitalRepayment.Kind.CARRIED,
        state=CapitalRepayment.State.BOOKED,
        amount=loan.carried,
        taken=loan.carried,
        into=loan,
        evidence=loan.agreement_no,
        entered_by=loan.agreed_by,
        checked_by=loan.approved_by,
        checked_at=loan.approved_at,
        booked_on=today,
    )
    close_what_is_settled([before.pk])


@transaction.atomic
def drop_loan(*, loan: CapitalLoan, reason: str, acting_user: User) -> CapitalLoan:
    """The loan is not given, and why; once it is approved only whoever may approve takes it back.

    Raises :class:`CapitalRefused` once its payment was ordered, or when something was carried over into it.
    """
    loan = locked(loan)
    duty = Duty.APPROVE if loan.state in (State.APPROVED, State.FAILED) else Duty.FINANCE
    require_at_lender(user=acting_user, duty=duty, lender=loan.lender)
    require(loan, State.PROPOSED, State.AGREED, State.APPROVED, State.FAILED, act=_("be dropped"))
    if loan.carried:
        raise CapitalRefused(_("Part of this loan was carried over from last year: it stands."))
    if not reason.strip():
        raise CapitalRefused(_("Say why it is not lent."))
    loan.state, loan.dropped_reason, loan.carries = State.DROPPED, reason.strip()[:200], None
    loan.save()
    return loan
