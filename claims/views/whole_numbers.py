"""Full numbers on cases, debts and account requests, shown with a purpose that is kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models import AccountRequest, MaternityAllowance, Overpayment, Reimbursement
from claims.services.failed_payments import without_case
from claims.views.personal_accounts import page_of as account_page
from institutions.views.unmask import Number, unmask_page


def account_of(record: Any) -> str:
    return record.account.account_no if record.account else ""


CERTNO = Number("certno", _("Certificate number"), "masked", lambda one: one.certno)
TEL = Number("tel", _("Telephone"), "telephone", lambda one: one.tel)
ACCOUNT = Number("account_no", _("Account number"), "account", account_of)


def found(model: Any, *related: str) -> Any:
    """Looks for a record of ``model`` within reach, by its id."""

    def find(_request: HttpRequest, record_id: int) -> Any:
        return get_object_or_404(model.objects.select_related(*related), pk=record_id)

    return find


def address(name: str) -> Any:
    """Leads back to the record's page."""
    return lambda _request, record: reverse(f"claims:{name}", args=[record.pk])


whole_case = unmask_page(
    find=found(Reimbursement, "account"),
    numbers=(CERTNO, TEL, ACCOUNT),
    subject=lambda case: f"{case.psn_name} {case.number}",
    back=address("reimbursement"),
)
whole_allowance = unmask_page(
    find=found(MaternityAllowance, "account"),
    numbers=(CERTNO, ACCOUNT),
    subject=lambda case: f"{case.psn_name} {case.number}",
    back=address("maternity_allowance"),
)
whole_payable = unmask_page(
    find=lambda _request, payable_id: get_object_or_404(
        without_case().select_related("account"), pk=payable_id
    ),
    numbers=(ACCOUNT,),
    subject=lambda payable: f"{payable.psn_name} {payable.number}",
    back=address("payable"),
)
whole_overpayment = unmask_page(
    find=found(Overpayment),
    numbers=(TEL,),
    subject=lambda debt: f"{debt.psn_name} {debt.number}",
    back=address("overpayment"),
)
whole_request = unmask_page(
    find=found(AccountRequest, "account__person"),
    numbers=(Number("payee_account", _("Payee's account number"), "account", lambda one: one.payee_account),),
    subject=lambda asked: f"{asked.payee_name} {asked.account.person.psn_no}",
    back=lambda _request, asked: account_page(asked.account_id),
)
