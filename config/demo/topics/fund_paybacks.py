"""Payments the bank sent back: one to a hospital paid again in spring; in January one still open, one whose slip waits
for its check, and one to a person, issued again to another account and waiting for the approval."""

from __future__ import annotations

import datetime as dt

from claims.models import STANDING, Payable, Reimbursement, Settlement
from claims.services.reimbursements.account import check_account, enter_account
from claims.services.reimbursements.enter import enter_bill
from claims.services.reimbursements.register import register_case
from claims.services.reimbursements.review import review_case
from claims.services.reimbursements.settle import settle_case
from config.demo.counters import WHOLE
from config.demo.topics.paying import pay
from config.demo.topics.stage import Stage, act, bring, said
from config.demo.world import SCHEME
from config.scoping import system_scope
from funds.models import Payback, Payment, PaymentBatch
from funds.services.payments.paybacks import enter_payback
from funds.services.payments.reissue import reissue_payments
from funds.services.persons.payers import payer_of
from funds.services.persons.prepare import prepare_person_payments
from institutions.models import Agency, Duty

SPRING, WINTER = 3, 12
# Yuan of a stay of which the serious-illness insurer bears a part: the counter lays it out.
STAY = {
    "medfee_sumamt": 48_000, "fulamt_ownpay_amt": 3_000, "overlmt_selfpay": 0, "preselfpay_amt": 1_500,
    "inscp_scp_amt": 43_500,
}  # fmt: skip


def fill(stage: Stage) -> int:
    """How many payments came back."""
    with system_scope():
        if Payback.objects.filter(payment__payer__area=stage.area).exists():
            return 0
    spring, winter = (_to_institutions(stage, number) for number in (SPRING, WINTER))
    if not spring or len(winter) < 2:
        return 0
    words = said()["paybacks"]
    _sent_back(stage, spring[-1], stage.day(4, 17), words["wrong_name"])
    pay(stage, _again(stage, spring[-1]), stage.day(4, 28))
    _sent_back(stage, winter[0], stage.day(1, 15, years_on=1), words["closed"])
    act(
        stage.at(Duty.FINANCE), enter_payback, payment=winter[1], returned_on=stage.day(1, 17, years_on=1),
        reason=words["wrong_name"], evidence=words["slip"],
    )  # fmt: skip
    return 3 + _to_a_person(stage)


def _to_institutions(stage: Stage, number: int) -> list[Payment]:
    """Paid for the month of that number."""
    with system_scope():
        paid = Payment.objects.filter(
            kind=Payment.Kind.INSTITUTION, state=Payment.State.PAID, payer__area=stage.area,
            batch__insutype=SCHEME, clearing__month=stage.month(number).first,
        )  # fmt: skip
        return list(paid.select_related("payer__area", "batch").order_by("number"))


def _sent_back(stage: Stage, payment: Payment, day: dt.date, reason: str) -> None:
    """By the bank's sheet."""
    row = {
        "payment_no": payment.number, "amount": payment.amount, "result": "returned", "reason": reason,
        "returned_on": day,
    }  # fmt: skip
    bring(stage, "bank_return", f"back-{payment.number}.xlsx", [row])


def _again(stage: Stage, payment: Payment) -> PaymentBatch:
    batch: PaymentBatch = act(stage.at(Duty.FINANCE), reissue_payments, payments=[payment])
    return batch


# --- a person ---


def _to_a_person(stage: Stage) -> int:
    """A stay paid at the counter; 0 where nobody is there whom it could be paid to."""
    for county in stage.units():
        settled = _patient_of(stage, county)
        if settled is not None:
            case = _case(stage, county, settled)
            payment = _paid(stage, county, case)
            _sent_back(stage, payment, stage.day(1, 26, years_on=1), said()["paybacks"]["closed"])
            _give_account(stage, county, case, "second")
            _again(stage, payment)
            return 1
    return 0


def _patient_of(stage: Stage, county: Agency) -> Settlement | None:
    """The last visit in the area of one of the county's people that leaves the year room for a stay after it."""
    with system_scope():
        found: Settlement | None = (
            Settlement.objects.filter(
                STANDING,
                insu_county=county,
                person__county=county,
                care_county__isnull=False,
                insutype=SCHEME,
                policy_date__lt=stage.day(12, 20),
            )
            .exclude(person__reimbursements__isnull=False)
            .select_related("person", "institution")
            .order_by("-person_id", "-policy_date")
            .first()
        )
    return found


def _case(stage: Stage, county: Agency, settled: Settlement) -> Reimbursement:
    """From papers to an amount owed."""
    clerk, reviewer = stage.at(Duty.HANDLE, county), stage.at(Duty.REVIEW, county)
    day = settled.policy_date + dt.timedelta(days=1)
    case: Reimbursement = act(
        clerk, register_case, number=settled.person.certno, name=settled.person.psn_name, insutype=SCHEME,
        manl_reim_rea=Reimbursement.Reason.NO_CARD, received_on=day + dt.timedelta(days=20), papers=WHOLE,
        agency=county,
    )  # fmt: skip
    facts = {"med_type": "21", "begndate": day, "enddate": day + dt.timedelta(days=3), **STAY}
    act(clerk, enter_bill, case=case, fixmedins_code=settled.institution.fixmedins_code, facts=facts)
    case = _give_account(stage, county, case, "first")
    act(clerk, settle_case, case=case)
    act(reviewer, review_case, case=_fresh(case))
    return case


def _give_account(stage: Stage, county: Agency, case: Reimbursement, which: str) -> Reimbursement:
    words = said()["paybacks"]
    act(
        stage.at(Duty.HANDLE, county), enter_account, case=case, holder="person", account_name=case.psn_name,
        account_no=words["account"][which], bank_name=words["bank"], bank_code="", evidence="",
    )  # fmt: skip
    act(stage.at(Duty.REVIEW, county), check_account, case=_fresh(case))
    return _fresh(case)


def _fresh(case: Reimbursement) -> Reimbursement:
    with system_scope():
        related = ("insu_county__area", "handling_county", "account", "handled_by")
        found: Reimbursement = Reimbursement.objects.select_related(*related).get(pk=case.pk)
    return found


def _paid(stage: Stage, county: Agency, case: Reimbursement) -> Payment:
    with system_scope():
        payer = payer_of(county)
    batch = act(stage.at(Duty.FINANCE), prepare_person_payments, payer=payer, insutype=SCHEME)
    pay(stage, batch, stage.day(1, 18, years_on=1))
    with system_scope():
        found: Payment = Payment.objects.select_related("payer__area", "batch").get(
            payable=Payable.objects.get(reimbursement=case)
        )
    return found
