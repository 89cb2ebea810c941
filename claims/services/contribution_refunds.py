"""A contribution to be given back (ZY-04): owed from its approval on, for funds to fetch."""

from __future__ import annotations

from claims.models import CONTRIBUTION_PART, Payable, PersonAccount
from claims.services.payables import PlainCase, owe
from config.money import to_fen
from enrollment.models import ContributionRefund
from enrollment.services.refunds.prepare import DEATH
from institutions.models import User

Holder = PersonAccount.Holder


def owe_refund(refund: ContributionRefund, acting_user: User) -> None:
    """Hears of every approved refund; once per refund.

    The payee's account stood on the refund: whoever prepared it entered it, whoever approved it checked it.
    """
    person = refund.enrolment.person
    account = PersonAccount(
        person=person,
        insu_county=refund.insu_county,
        handling_county=refund.handling_county,
        holder=_holder(refund),
        account_name=refund.payee_name,
        account_no=refund.payee_account,
        bank_name=refund.payee_bank,
        evidence="" if refund.payee_name == person.psn_name else refund.evidence,
        entered_by=refund.prepared_by,
        checked_by=acting_user,
        checked_at=refund.decided_at,
    )
    account.full_clean()
    account.save()
    case = PlainCase(
        person.pk, person.psn_no, person.psn_name, refund.insutype, refund.insu_county, refund.handling_county,
        refund.prepared_by,
    )  # fmt: skip
    owe(
        case=case,
        kind=Payable.Kind.CONTRIBUTION,
        source={"refund": refund},
        parts={CONTRIBUTION_PART: to_fen(refund.amount)},
        account=account,
        acting_user=acting_user,
    )


def _holder(refund: ContributionRefund) -> str:
    if refund.payee_name == refund.enrolment.person.psn_name:
        return Holder.PERSON
    return Holder.HEIR if refund.reason == DEATH else Holder.AGENT
