"""Where a case is paid to, also anew after the bank could not pay."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.models import Payable, PersonAccount, Reimbursement
from claims.services import person_accounts
from claims.services.counters import counter_for
from claims.services.payables import pay_to
from institutions.models import Duty, User

from .states import CaseRefused, locked, state_after


@transaction.atomic
def enter_account(
    *,
    case: Reimbursement,
    holder: str,
    account_name: str,
    account_no: str,
    bank_name: str,
    bank_code: str,
    evidence: str,
    acting_user: User,
) -> PersonAccount:
    """The account ``case`` is to be paid to, waiting for a second person's check.

    Once the case is reviewed only where the bank could not pay. Duty to register or to handle.
    """
    case = locked(case)
    counter_for(case, acting_user, Duty.HANDLE, Duty.REGISTER)
    state_after(case, "account")
    payable = Payable.objects.filter(reimbursement=case).first()
    if case.reim_stas == Reimbursement.State.REVIEWED and (
        payable is None or payable.state != Payable.State.FAILED
    ):
        raise CaseRefused(_("The payment of case %(case)s is under way to the account it has."), case=case)
    account = PersonAccount(
        person_id=case.person_id,
        insu_county=case.insu_county,
        handling_county=case.handling_county,
        holder=holder,
        account_name=account_name,
        account_no=account_no,
        bank_name=bank_name,
        bank_code=bank_code,
        evidence=evidence,
        entered_by=acting_user,
    )
    account.full_clean(exclude=["person"])
    account.save()
    case.account = account
    case.save(update_fields=["account"])
    return account


@transaction.atomic
def check_account(*, case: Reimbursement, acting_user: User) -> PersonAccount:
    """A second person confirms the case's account; a payment that failed can then be issued again to it."""
    case = locked(case)
    if case.account is None:
        raise CaseRefused(_("Case %(case)s has no account to be paid to."), case=case)
    account = person_accounts.check_account(account=case.account, acting_user=acting_user)
    payable = Payable.objects.filter(reimbursement=case, state=Payable.State.FAILED).first()
    if payable is not None:
        pay_to(payable=payable, account=account)
    return account
