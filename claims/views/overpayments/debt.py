"""One overpayment: the debt, its agreement, what came back, and what can be done now."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.forms_overpayments import OverpaymentForm
from claims.models import Overpayment
from claims.rules.overpayments import FLOW, Standing
from claims.services.overpayments.agree import standing_of
from claims.services.overpayments.record import record_by_number
from config.access import requires
from config.codes import name_of
from config.errors import DomainError
from config.forms import done, once, refusals
from config.money import from_fen
from institutions.access import AgencyRequest

from .lists import TONES, address

FINDERS = ("handle", "inspect")


def debt_of(overpayment_id: int) -> Overpayment:
    related = (
        "settlement", "insu_county__area", "handling_county", "found_by", "confirmed_by", "write_off_asked_by",
        "write_off_approved_by",
    )  # fmt: skip
    return get_object_or_404(Overpayment.objects.select_related(*related), pk=overpayment_id)


@requires(duty=FINDERS)
@once
def record(request: AgencyRequest) -> HttpResponseBase:
    form = OverpaymentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            debt = record_by_number(
                agency=request.assignment.agency,
                acting_user=request.user,
                **form.cleaned_data,
            )
        except (DomainError, ValidationError) as refusal:
            for text in refusals(refusal):
                form.add_error(None, text)
        else:
            return done(
                request, _("The overpayment is recorded; a second person confirms it."), address(debt)
            )
    context = {
        "title": _("Record an overpayment"), "form": form, "cancel_url": reverse("claims:overpayments"),
    }  # fmt: skip
    return render(request, "components/form_page.html", context, status=422 if form.errors else 200)


@requires()
def debt_page(request: AgencyRequest, overpayment_id: int) -> HttpResponse:
    debt = debt_of(overpayment_id)
    return render(
        request,
        "claims/overpayment.html",
        {
            "title": _("Overpayment %(number)s") % {"number": debt.number},
            "debt": debt,
            "tone": TONES[debt.state],
            "scheme": name_of("insutype", debt.insutype),
            "instalments": [_shown(one) for one in standing_of(debt, timezone.localdate())],
            "recoveries": debt.recoveries.select_related("entered_by", "checked_by", "payable").order_by(
                "pk"
            ),
            "may": may_do(debt, set(request.assignment.duties), request.user.pk),
            "user_id": request.user.pk,
        },
    )


def _shown(one: Standing) -> dict[str, Any]:
    return {
        "n": one.part.n,
        "due_on": one.part.due_on,
        "amount": from_fen(one.part.amount),
        "paid": from_fen(one.paid),
        "open": from_fen(one.open),
        "late": one.late,
    }


def may_do(debt: Overpayment, duties: set[str], user_id: int) -> dict[str, bool]:
    """Which acts the page offers; the services check again."""
    handles = "handle" in duties
    return {
        "confirm": "review" in duties and FLOW.allows(debt.state, "confirm") and debt.found_by_id != user_id,
        "withdraw": bool(duties & {"handle", "inspect", "review"}) and FLOW.allows(debt.state, "withdraw"),
        "agree": handles and FLOW.allows(debt.state, "agree"),
        "receive": bool(duties & {"handle", "finance"}) and FLOW.allows(debt.state, "receive"),
        "check": bool(duties & {"review", "finance"}) and FLOW.allows(debt.state, "receive"),
        "ask": handles and FLOW.allows(debt.state, "ask"),
        "decide": "approve" in duties
        and FLOW.allows(debt.state, "write_off")
        and debt.write_off_asked_by_id != user_id,
    }
