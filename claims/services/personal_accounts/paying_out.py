"""Money that leaves the fund with a request on a personal account: owed from its review on, for funds to fetch."""

from __future__ import annotations

from claims.models import ACCOUNT_PART, ACCOUNT_TRANSFER_PART, AccountRequest, Payable, PersonAccount
from claims.services.payables import PlainCase, owe
from config.money import to_fen
from institutions.models import User

Act = AccountRequest.Act
LEAVES = {
    Act.PAYOUT: (Payable.Kind.ACCOUNT_PAID_OUT, ACCOUNT_PART),
    Act.TRANSFER_OUT: (Payable.Kind.ACCOUNT_TRANSFER, ACCOUNT_TRANSFER_PART),
}


def owe_for(request: AccountRequest, *, acting_user: User) -> Payable | None:
    """The amount owed for a reviewed ``request``; None where no money leaves the fund. Once per request.

    The payee's account stood on the request: whoever handled it entered it, whoever reviewed it checked it.
    """
    if request.act not in LEAVES:
        return None
    kind, part = LEAVES[Act(request.act)]
    person = request.account.person
    own = request.payee_name == person.psn_name
    account = PersonAccount(
        person=person,
        insu_county=person.county,
        handling_county=person.county,
        holder=PersonAccount.Holder.PERSON if own else PersonAccount.Holder.AGENT,
        account_name=request.payee_name,
        account_no=request.payee_account[:34],
        bank_name=request.payee_bank,
        evidence="" if own else request.reason,
        entered_by=request.handled_by,
        checked_by=acting_user,
        checked_at=request.reviewed_at,
    )
    account.full_clean()
    account.save()
    case = PlainCase(
        person.pk, person.psn_no, person.psn_name, request.account.insutype, person.county, person.county,
        request.handled_by,
    )  # fmt: skip
    return owe(
        case=case,
        kind=kind,
        source={"account_request": request},
        parts={part: to_fen(request.amount)},
        account=account,
        acting_user=acting_user,
    )
