"""Bills people bring to the counter themselves, on to what the bank paid them."""

from __future__ import annotations

import datetime as dt

from claims.models import Payable, Reimbursement, ReimbursementBill, Settlement
from claims.services.reimbursements.account import check_account, enter_account
from claims.services.reimbursements.enter import enter_bill
from claims.services.reimbursements.register import register_case
from claims.services.reimbursements.review import review_case
from claims.services.reimbursements.settle import settle_case
from config.demo.year.clock import standing_on
from config.scoping import system_scope
from funds.models import Payment
from funds.services.payments.approve import approve_batch
from funds.services.payments.export import export_batch
from funds.services.payments.take_return import BankAnswer, take_bank_answers
from funds.services.persons.payers import payer_of
from funds.services.persons.prepare import prepare_person_payments
from tests.days.offstage import act

SCHEME, INPATIENT = "390", "21"
PAPERS = {"invoice": 1, "fee_list": 1, "identity": 1}
# A stay that reaches far into the serious-illness insurance.
STAY = {
    "medfee_sumamt": 150_000, "fulamt_ownpay_amt": 6_000, "overlmt_selfpay": 0, "preselfpay_amt": 4_000,
    "inscp_scp_amt": 140_000,
}  # fmt: skip
ACCOUNT = {
    "holder": "person",
    "account_no": "6222020111122334",
    "bank_name": "示例银行",
    "bank_code": "",
    "evidence": "",
}


def pay_at_the_counter(county: str, *, care: dt.date, paid_on: dt.date) -> ReimbursementBill:
    """A long stay that ended on ``care``, brought to the county's counter and paid by the bank on ``paid_on``."""
    with system_scope():
        known = Settlement.objects.filter(
            insu_county__code=county, insutype=SCHEME, is_current=True, person__county__code=county
        ).select_related("person", "institution", "insu_county__area")
        one = known.order_by("person__certno").last()
    assert one is not None
    clerk, reviewer, city = f"{county}-handle", f"{county}-review", one.insu_county.area.code
    with standing_on(paid_on - dt.timedelta(days=4)):
        case: Reimbursement = act(
            clerk, register_case, number=one.person.certno, name=one.person.psn_name, insutype=SCHEME,
            manl_reim_rea=Reimbursement.Reason.NO_CARD, received_on=paid_on - dt.timedelta(days=10), papers=PAPERS,
            agency=one.insu_county,
        )  # fmt: skip
        facts = {"med_type": INPATIENT, "begndate": care - dt.timedelta(days=30), "enddate": care, **STAY}
        bill: ReimbursementBill = act(
            clerk, enter_bill, case=case, fixmedins_code=one.institution.fixmedins_code, facts=facts
        )
        act(clerk, enter_account, case=case, account_name=one.person.psn_name, **ACCOUNT)
        act(reviewer, check_account, case=_fresh(case))
        act(clerk, settle_case, case=_fresh(case))
        payable: Payable | None = act(reviewer, review_case, case=_fresh(case))
    assert payable is not None
    with standing_on(paid_on):
        with system_scope():
            payer = payer_of(one.insu_county)
        batch = act(f"{city}-finance", prepare_person_payments, payer=payer, insutype=SCHEME)
        act(f"{city}-approve", approve_batch, batch=batch)
        act(f"{city}-finance", export_batch, batch=batch)
        with system_scope():
            payment = Payment.objects.get(payable=payable)
        act(
            f"{city}-finance",
            take_bank_answers,
            answers=[BankAnswer(payment.number, paid=True, paid_on=paid_on)],
        )
    return bill


def _fresh(case: Reimbursement) -> Reimbursement:
    related = ("insu_county__area", "handling_county", "account", "handled_by")
    with system_scope():
        found: Reimbursement = Reimbursement.objects.select_related(*related).get(pk=case.pk)
    return found
