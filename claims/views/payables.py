"""An amount owed to a person that has no case page: how its payment stands, and another account when it failed."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.forms import AccountForm, CheckAccountForm
from claims.models import Payable
from claims.services.failed_payments import check_another_account, enter_another_account, without_case
from claims.services.person_accounts import needs_account
from config import display
from config.access import requires
from config.codes import name_of
from config.forms import Fact, act_page, once
from enrollment.models import ContributionRefund
from institutions.access import AgencyRequest

TONES = {"ready": "warn", "ordered": "info", "paid": "ok", "failed": "bad"}


def _in_reach(payable_id: int) -> Payable:
    related = ("insu_county__area", "handling_county", "account__entered_by", "account__checked_by", "refund")
    return get_object_or_404(without_case().select_related(*related), pk=payable_id)


@requires()
def payable(request: AgencyRequest, payable_id: int) -> HttpResponseBase:
    found = _in_reach(payable_id)
    context = {
        "title": f"{found.get_dfr_souc_display()} {found.number}",
        "scheme": name_of("insutype", found.insutype),
        **standing_of(request, found),
    }
    return render(request, "claims/payables/payable.html", context)


def standing_of(request: AgencyRequest, found: Payable) -> dict[str, Any]:
    """The amount, how its payment stands, and what the reader may do about it now."""
    duties = set(request.assignment.duties)
    unchecked = found.account is not None and found.account.checked_by_id is None
    open_ = needs_account(found)
    return {
        "payable": found,
        "tone": "bad" if found.sent_back else TONES[found.state],
        "unchecked": unchecked,
        "may_enter": open_ and bool(duties & {"register", "handle"}),
        "may_check": open_ and unchecked and "review" in duties,
    }


def payment_of_refund(request: AgencyRequest, refund: ContributionRefund) -> dict[str, Any]:
    """Panel on a refund's page."""
    found = without_case().filter(refund=refund).select_related("account__checked_by").first()
    return {} if found is None else standing_of(request, found)


@requires(duty=("register", "handle"))
@once
def another_account(request: AgencyRequest, payable_id: int) -> HttpResponseBase:
    found = _in_reach(payable_id)
    form = AccountForm(request.POST or None, initial={"account_name": found.psn_name})
    return _act(
        request,
        found,
        lambda: enter_another_account(payable=found, acting_user=request.user, **form.cleaned_data),
        title=_("Another account for this amount"),
        warnings=[_("A second person checks the account against the card before anything is paid.")],
        form=form,
        label=_("Save"),
        said=_("The account is entered; a second person must check it."),
    )


@requires(duty="review")
@once
def check_account(request: AgencyRequest, payable_id: int) -> HttpResponseBase:
    found = _in_reach(payable_id)
    account = found.account
    form = CheckAccountForm(request.POST or None, account=account)
    return _act(
        request,
        found,
        lambda: check_another_account(payable=found, acting_user=request.user),
        title=_("Check the account"),
        form=form,
        facts=[
            Fact(_("Account holder"), account.get_holder_display() if account else "—"),
            Fact(_("Account name"), account.account_name if account else "—"),
            Fact(
                _("Account number"),
                display.masked_account(account.account_no) if account else display.NOTHING,
            ),
            Fact(_("Bank"), account.bank_name if account else "—"),
            Fact(_("Evidence"), (account.evidence if account else "") or "—"),
        ],
        label=_("It is right"),
        said=_("The account is checked: the payment can be issued again."),
    )


def _act(
    request: AgencyRequest, found: Payable, do: Any, *, facts: list[Fact] | None = None, **page: Any
) -> HttpResponseBase:
    back = reverse("claims:payable", args=[found.pk])

    def act() -> str:
        do()
        return back

    return act_page(
        request,
        facts=[
            Fact(_("For"), found.get_dfr_souc_display()),
            Fact(_("Person"), found.psn_name),
            Fact(_("Amount"), display.money_text(found.amount)),
            Fact(_("Bank's reason"), found.failure_reason or "—"),
            *(facts or []),
        ],
        do=act,
        cancel_url=back,
        **page,
    )
