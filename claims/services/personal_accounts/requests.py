"""Transfers with the insurance, paying out, inheritance: handled by one person, moved at another's review."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import AccountMovement, AccountRequest, MovementKind, PersonalAccount, Pot
from claims.services.person_locks import lock_people
from config.scoping import acting_as, system_scope
from enrollment.models import Person
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_another, require_duty, require_duty_in_area

from .accounts import account_of, done_before, move, seen_account
from .faults import AccountRefused
from .paying_out import owe_for

Act = AccountRequest.Act
OUT = {
    Act.TRANSFER_OUT: MovementKind.TRANSFER_OUT,
    Act.PAYOUT: MovementKind.CLEARED_OUT,
    Act.TO_HEIR: MovementKind.TO_HEIR,
}


def request_movement(
    *,
    account: PersonalAccount,
    act: str,
    amount: Decimal,
    day: dt.date,
    reason: str,
    acting_user: User,
    heir_number: str = "",
    payee_name: str = "",
    payee_account: str = "",
    payee_bank: str = "",
    closes: bool = False,
) -> AccountRequest:
    """Put the request before a reviewer; nothing moves yet. Raises :class:`AccountRefused`, ``DutyMissing``,
    ``ValidationError``."""
    with acting_as(acting_user):
        account = seen_account(account.pk)
        require_duty_in_area(user=acting_user, duty=Duty.HANDLE, area=account.person.county.area)
        _refuse(account, act, amount, closes)
        request = AccountRequest(
            account=account,
            act=act,
            amount=amount,
            day=day,
            reason=reason.strip(),
            heir=_heir(account, heir_number) if act == Act.TO_HEIR else None,
            payee_name=payee_name,
            payee_account=payee_account,
            payee_bank=payee_bank,
            closes=closes,
            handled_by=acting_user,
        )
        if act in (Act.PAYOUT, Act.TRANSFER_OUT) and not (payee_name and payee_account and payee_bank):
            raise AccountRefused(_("Name the payee, the account number and the bank: money leaves the fund."))
        request.full_clean(exclude=["heir"])
        request.save()
        return request


def _heir(account: PersonalAccount, number: str) -> Person:
    # An heir may be registered in another county of the area: told only that the number exists.
    with system_scope():
        heir: Person | None = Person.objects.filter(
            psn_no=number, canonical__isnull=True, county__area=account.person.county.area
        ).first()
    if heir is None or heir.pk == account.person_id:
        raise AccountRefused(_("Nobody in the area has the person number %(number)s."), number=number)
    return heir


def _refuse(account: PersonalAccount, act: str, amount: Decimal, closes: bool) -> None:
    if account.closed_on is not None:
        raise AccountRefused(_("The account is closed."))
    if amount <= 0:
        raise AccountRefused(_("The amount is more than zero."))
    if act == Act.TRANSFER_IN:
        if closes:
            raise AccountRefused(_("Money that comes in does not close an account."))
        return
    held = account.balance + account.family_balance
    if amount > held:
        raise AccountRefused(_("The account holds %(held)s yuan."), held=held)
    if closes and amount != held:
        raise AccountRefused(
            _("An account is closed empty: it holds %(held)s yuan, take all of it."), held=held
        )


def review_request(*, request: AccountRequest, acting_user: User) -> AccountRequest:
    """A second person's word at the person's agency or its city: the money moves, and what leaves the fund is owed
    to the payee from now on. Raises :class:`AccountRefused`,
    ``SamePerson``, ``DutyMissing``."""
    with acting_as(acting_user):
        request = _held(request, acting_user)
        people = [request.account.person_id, *([request.heir_id] if request.heir_id else [])]
        # An heir may belong to another county; nothing of them is shown.
        with system_scope():
            lock_people(people)
            heir = Person.objects.get(pk=request.heir_id) if request.heir_id else None
            account = PersonalAccount.unscoped.get(pk=request.account_id)
            _refuse(account, request.act, request.amount, request.closes)
            movements = _movements(request, account, heir, acting_user)
            if not done_before(movements):
                move(movements)
            if request.closes:
                account.closed_on = request.day
                account.save(update_fields=["closed_on"])
        ended = _ended(request, AccountRequest.State.POSTED, acting_user)
        owe_for(ended, acting_user=acting_user)
        return ended


def refuse_request(*, request: AccountRequest, acting_user: User) -> AccountRequest:
    """The second person's no: nothing moves."""
    with acting_as(acting_user), transaction.atomic():
        return _ended(_held(request, acting_user), AccountRequest.State.REFUSED, acting_user)


def _held(request: AccountRequest, user: User) -> AccountRequest:
    held: AccountRequest = (
        AccountRequest.objects.select_for_update(of=("self",))
        .select_related("account__person__county__parent", "handled_by")
        .get(pk=request.pk)
    )
    county: Agency = held.account.person.county
    at = county.parent if county.parent and Duty.REVIEW in user.duties_at(county.parent) else county
    require_duty(user=user, duty=Duty.REVIEW, agency=at)
    require_another(user=user, previous=held.handled_by, act=_("Review of the request"))
    if held.state != AccountRequest.State.WAITING:
        raise AccountRefused(
            _("The request is “%(state)s”: that is not possible now."), state=held.get_state_display()
        )
    return held


def _movements(
    request: AccountRequest, account: PersonalAccount, heir: Person | None, user: User
) -> list[AccountMovement]:
    common = {
        "cause": request.cause,
        "day": request.day,
        "key": f"request:{request.pk}",
        "note": request.reason,
        "made_by": user,
    }
    if request.act == Act.TRANSFER_IN:
        kind = MovementKind.TRANSFER_IN
        return [AccountMovement(account=account, pot=Pot.OWN, kind=kind, amount=request.amount, **common)]
    own = min(request.amount, account.balance)
    parts = [(Pot.OWN, own), (Pot.FAMILY, request.amount - own)]
    movements = [
        AccountMovement(account=account, pot=pot, kind=OUT[Act(request.act)], amount=-part, **common)
        for pot, part in parts
        if part
    ]
    if heir is not None:
        heirs = account_of(heir, account.insutype, request.day)
        movements.append(
            AccountMovement(
                account=heirs, pot=Pot.OWN, kind=MovementKind.INHERITED, amount=request.amount, **common
            )
        )
    return movements


def _ended(request: AccountRequest, state: AccountRequest.State, user: User) -> AccountRequest:
    request.state, request.reviewed_by, request.reviewed_at = state, user, timezone.now()
    request.save(update_fields=["state", "reviewed_by", "reviewed_at"])
    return request
