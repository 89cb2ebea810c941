"""Give up money the bank sent back whose payee is gone: entered with proof, an income once a second person approved."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from claims.models import Payable, PayableLine
from claims.services import payables
from config.money import to_fen
from funds.models import Entry, Payment, StatementLine, UnclaimedReturn
from funds.policy_returns import returns_policy
from funds.rules.payback_postings import given_up
from funds.rules.statements import ACCOUNT, POOLED
from funds.services.drafts import Planned
from funds.services.two_people import book_by_two
from institutions.models import Duty, PoolingArea, User
from institutions.policy.in_force import policy_for
from institutions.services.duties import require_another, require_at_or_above
from institutions.services.withdrawals import keep_withdrawn

from .booking import plan
from .faults import PaymentRefused
from .sent_back import unit_of

# A debt of the fund for care or an allowance. What is a person's own (an account paid out, a contribution given back)
# belongs to heirs, and never becomes the fund's.
_FOR_CARE = (Payable.Kind.REIMBURSEMENT, Payable.Kind.MATERNITY_ALLOWANCE, Payable.Kind.LATER)
_OWN_PARTS = (POOLED, "matn_alwn")


def may_be_given_up(area: PoolingArea) -> bool:
    """Whether a document in force says what becomes of money whose payee is gone; without one it stays held."""
    policy = returns_policy(policy_for(area, timezone.localdate()))
    return policy is not None and policy.unclaimed_booked_as is not None


@transaction.atomic
def enter_unclaimed(
    *, payment: Payment, booked_on: dt.date, reason: str, evidence: str, consent: str, acting_user: User
) -> UnclaimedReturn:
    """Nobody is left to be paid what ``payment`` was sent back with; it waits for the approval and is not issued again
    meanwhile. Duty finance at the payer or above.

    Raises :class:`PaymentRefused` where no document in force says so, for what is not held for an institution or a
    person, for parts that are not the fund's own, and without reason, papers or the finance department's consent.
    """
    held = _locked(payment.pk)
    require_at_or_above(user=acting_user, duties=(Duty.FINANCE,), agency=held.payer)
    _require_held(held, booked_on)
    if not (reason.strip() and evidence.strip() and consent.strip()):
        raise PaymentRefused(
            _(
                "Say why nobody can be paid, what proves it, and the number of the finance department's consent."
            )
        )
    try:
        with transaction.atomic():
            made: UnclaimedReturn = UnclaimedReturn.objects.create(
                payment=held, booked_on=booked_on, reason=reason.strip()[:200], evidence=evidence.strip()[:200],
                consent=consent.strip()[:120], entered_by=acting_user,
            )  # fmt: skip
    except IntegrityError as exc:
        raise PaymentRefused(
            _("That nobody can be paid %(number)s is entered already."), number=held.number
        ) from exc
    return made


@transaction.atomic
def approve_unclaimed(*, unclaimed: UnclaimedReturn, acting_user: User) -> UnclaimedReturn:
    """A second person lets it count: what was held is other income of the payer's book. Duty approve at the payer or
    above.

    Raises :class:`PaymentRefused` where it is decided already or not held any more; ``PeriodNotOpen``; ``SamePerson``.
    """
    payment = _locked(unclaimed.payment_id)
    found = _waiting(unclaimed)
    require_at_or_above(user=acting_user, duties=(Duty.APPROVE,), agency=payment.payer)
    require_another(user=acting_user, previous=found.entered_by, act=_("Giving up what nobody can be paid"))
    _require_held(payment, found.booked_on)
    found.approved_by = acting_user
    found.save(update_fields=["approved_by"])
    if payment.payable_id is not None:
        payables.note_unclaimed(payable_id=payment.payable_id, day=found.booked_on)
    if payment.batch is None:
        raise ValueError(f"payment {payment.number} is in no batch")
    book_by_two(
        payment.batch.insutype,
        [_planned(payment, found)],
        entered_by=found.entered_by,
        approved_by=acting_user,
    )
    return found


@transaction.atomic
def withdraw_unclaimed(*, unclaimed: UnclaimedReturn, reason: str, acting_user: User) -> UnclaimedReturn:
    """The payee was found, or it was entered wrongly: it may be issued again. Duty finance at the payer or above."""
    payment = _locked(unclaimed.payment_id)
    found = _waiting(unclaimed)
    require_at_or_above(user=acting_user, duties=(Duty.FINANCE,), agency=payment.payer)
    keep_withdrawn(found, reason=reason, acting_user=acting_user, refused=PaymentRefused)
    return found


def _planned(payment: Payment, found: UnclaimedReturn) -> Planned:
    summary = _t("Nobody can be paid any more: payment %(number)s to %(payee)s, %(consent)s") % {
        "number": payment.number,
        "payee": payment.account_name,
        "consent": found.consent,
    }
    draft = given_up(unit_of(payment), payment.payer_id, to_fen(payment.amount))
    return plan(payment, draft, Entry.Kind.RETURNED, "unclaimed", summary, day=found.booked_on)


def _require_held(payment: Payment, day: dt.date) -> None:
    if not may_be_given_up(payment.payer.area):
        raise PaymentRefused(
            _(
                "No document in force says what becomes of money whose payee is gone: it stays held for the payee."
            )
        )
    held = payment.state == Payment.State.RETURNED or (
        payment.state == Payment.State.FAILED and payment.settles_return
    )
    if not held or Payment.unscoped.filter(reissues=payment).exists():
        raise PaymentRefused(
            _("Payment %(number)s is not held for its payee: it did not come back, or was issued again."),
            number=payment.number,
        )
    if payment.kind not in (Payment.Kind.INSTITUTION, Payment.Kind.PERSON) or not _is_the_funds_own(payment):
        raise PaymentRefused(
            _("Payment %(number)s is a loan, an advance, a person's own money, or was laid out in part for insurer or "
              "aid: it is no income of the fund. Settle it with whoever it belongs to."),
            number=payment.number,
        )  # fmt: skip
    if day > timezone.localdate() or day < _returned_on(payment):
        raise PaymentRefused(
            _("It is booked on the day payment %(number)s came back or later, and not in future."),
            number=payment.number,
        )


def _is_the_funds_own(payment: Payment) -> bool:
    if payment.statement_id is not None:
        lines = StatementLine.unscoped.filter(statement=payment.statement_id).exclude(payable=0)
        return not lines.exclude(fund_part__in=(*_OWN_PARTS, ACCOUNT)).exists()
    if payment.payable is None or payment.payable.dfr_souc not in _FOR_CARE:
        return False
    parts = PayableLine.unscoped.filter(payable=payment.payable).exclude(amount=0)
    return not parts.exclude(fund_part__in=_OWN_PARTS).exists()


def _returned_on(payment: Payment) -> dt.date:
    """The last day on which the bank sent it back; what was issued again since has failed."""
    first = payment
    while first.returned_on is None:
        if first.reissues is None:
            raise ValueError(f"payment {payment.number} did not come back")
        first = first.reissues
    return first.returned_on


def _locked(payment_id: int) -> Payment:
    found: Payment = (
        Payment.objects.select_for_update(of=("self",))
        .select_related("clearing__area", "payer__area", "payable", "batch")
        .get(pk=payment_id)
    )
    return found


def _waiting(unclaimed: UnclaimedReturn) -> UnclaimedReturn:
    found: UnclaimedReturn = (
        UnclaimedReturn.objects.select_for_update(of=("self",))
        .select_related("entered_by")
        .get(pk=unclaimed.pk)
    )
    if found.approved_by_id is not None:
        raise PaymentRefused(_("That nobody can be paid was approved already."))
    if found.withdrawn_by_id is not None:
        raise PaymentRefused(_("This was withdrawn already."))
    return found
