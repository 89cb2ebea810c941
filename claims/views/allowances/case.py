"""One allowance: the birth, how it was reckoned, where it is paid, and what can be done now."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.forms_allowances import BirthForm, RegisterBirthForm
from claims.models import MaternityAllowance
from claims.rules.allowances import FLOW
from claims.services.allowances.calculate import explain_allowance
from claims.services.allowances.register import change_allowance, register_allowance
from config.access import requires
from config.codes import name_of
from config.errors import DomainError
from config.forms import changed_meanwhile, done, once, refusals
from institutions.access import AgencyRequest

from .lists import address, payable_of, stands, tone

COUNTER = ("register", "handle")


def case_of(allowance_id: int) -> MaternityAllowance:
    related = (
        "payable", "account__entered_by", "account__checked_by", "insu_county__area", "handling_county",
        "registered_by", "handled_by", "reviewed_by",
    )  # fmt: skip
    return get_object_or_404(MaternityAllowance.objects.select_related(*related), pk=allowance_id)


@requires(duty=COUNTER)
@once
def register(request: AgencyRequest) -> HttpResponseBase:
    form = RegisterBirthForm(request.POST or None, initial={"received_on": timezone.localdate()})

    def store() -> MaternityAllowance:
        names = ("number", "name", "insutype", "received_on")
        return register_allowance(
            **{name: form.cleaned_data[name] for name in names},
            facts=form.facts,
            agency=request.assignment.agency,
            acting_user=request.user,
        )

    return _form(request, form, store, _("Register a birth"), reverse("claims:maternity_allowances"))


@requires(duty=COUNTER)
@once
def change(request: AgencyRequest, allowance_id: int) -> HttpResponseBase:
    case = case_of(allowance_id)
    form = BirthForm(request.POST or None, case=case)

    def store() -> MaternityAllowance:
        return change_allowance(case=case, facts=form.facts, acting_user=request.user)

    return _form(request, form, store, _("Facts of the birth"), address(case))


def _form(request: AgencyRequest, form: Any, store: Any, title: str, back: str) -> HttpResponseBase:
    if request.method == "POST" and form.is_valid() and not changed_meanwhile(form):
        try:
            case = store()
        except (DomainError, ValidationError) as refusal:
            for text in refusals(refusal):
                form.add_error(None, text)
        else:
            return done(request, _("The birth is registered."), address(case))
    context = {"title": title, "form": form, "cancel_url": back}
    return render(request, "components/form_page.html", context, status=422 if form.errors else 200)


@requires()
def case_page(request: AgencyRequest, allowance_id: int) -> HttpResponse:
    case = case_of(allowance_id)
    return render(
        request,
        "claims/maternity_allowance.html",
        {
            "title": _("Maternity allowance %(number)s") % {"number": case.number},
            "case": case,
            "scheme": name_of("insutype", case.insutype),
            "payable": payable_of(case),
            "stands": stands(case),
            "tone": tone(case),
            "explanation": explain_allowance(case) if case.amount is not None else [],
            "may": may_do(case, set(request.assignment.duties), request.user.pk),
        },
    )


@requires()
def decision(request: AgencyRequest, allowance_id: int) -> HttpResponse:
    """The sheet for the woman and her employer: days and amount with their clauses."""
    case = case_of(allowance_id)
    return render(
        request,
        "claims/maternity_decision.html",
        {
            "title": _("Decision on the maternity allowance"),
            "case": case,
            "scheme": name_of("insutype", case.insutype),
            "payable": payable_of(case),
            "explanation": explain_allowance(case) if case.amount is not None else [],
            "back_url": address(case),
            "printed_at": timezone.now(),
        },
    )


def may_do(case: MaternityAllowance, duties: set[str], user_id: int) -> dict[str, bool]:
    """Which acts the page offers; the services check again."""
    handles, registers, reviews = "handle" in duties, bool(duties & set(COUNTER)), "review" in duties
    payable = payable_of(case)
    failed = payable is not None and payable.not_received
    unchecked = case.account is not None and case.account.checked_by_id is None
    return {
        "change": registers and FLOW.allows(case.state, "change"),
        "calculate": handles and FLOW.allows(case.state, "calculate"),
        "account": registers and FLOW.allows(case.state, "account") and (case.state != "reviewed" or failed),
        "check": reviews and unchecked and case.account.entered_by_id != user_id,
        "review": reviews and FLOW.allows(case.state, "review") and case.handled_by_id != user_id,
        "return": (reviews or handles) and FLOW.allows(case.state, "return"),
        "withdraw": registers and FLOW.allows(case.state, "withdraw"),
    }
