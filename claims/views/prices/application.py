"""One price application: what was asked, how far it is, what can be done now; its form and its print."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.forms_prices import EntryForm, ExitForm
from claims.models import PriceApplication
from claims.rules.price_items import FLOW
from claims.services.price_items.apply import apply
from claims.services.price_items.review import review_of
from config.access import requires
from config.errors import DomainError
from config.forms import done, once, refusals
from institutions.access import AgencyRequest
from institutions.models import Duty
from institutions.services.policy_versions import municipal_agency

from .lists import TONES, address, in_catalogue

# Where an act is done: at the county's counter also, or at the city only.
_COUNTER = ("hand_in", "withdraw")
_DECIDES = ("grant",)


def application_of(price_application_id: int) -> PriceApplication:
    related = ("area", "institution", "county", "entered_by", "proposed_by", "decided_by", "row__version")
    return get_object_or_404(PriceApplication.objects.select_related(*related), pk=price_application_id)


@requires(duty="handle")
@once
def apply_entry(request: AgencyRequest) -> HttpResponseBase:
    return _apply(request, EntryForm, "entry", _("New price item"))


@requires(duty="handle")
@once
def apply_exit(request: AgencyRequest) -> HttpResponseBase:
    return _apply(request, ExitForm, "exit", _("Exit of a price item"))


def _apply(request: AgencyRequest, kind_of_form: Any, kind: str, title: str) -> HttpResponse:
    form = kind_of_form(request.POST or None, initial={"received_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        facts = {"kind": kind, **form.cleaned_data}
        try:
            application = apply(
                agency=request.assignment.agency,
                fixmedins_code=facts.pop("fixmedins_code"),
                facts=facts,
                acting_user=request.user,
            )
        except (DomainError, ValidationError) as refusal:
            for text in refusals(refusal):
                form.add_error(None, text)
        else:
            return done(request, _("The application is received."), address(application))
    context = {"title": title, "form": form, "cancel_url": reverse("claims:price_applications")}
    return render(request, "components/form_page.html", context, status=422 if form.errors else 200)


@requires()
def application_page(request: AgencyRequest, price_application_id: int) -> HttpResponse:
    application = application_of(price_application_id)
    return render(request, "claims/price_application.html", _shown(request, application))


@requires()
def application_print(request: AgencyRequest, price_application_id: int) -> HttpResponse:
    application = application_of(price_application_id)
    return render(request, "claims/price_application_print.html", _shown(request, application))


def _shown(request: AgencyRequest, application: PriceApplication) -> dict[str, Any]:
    opinions = list(application.opinions.select_related("expert", "entered_by").order_by("expert__code"))
    try:
        review: Any = review_of(application) if application.accepted_on else None
    except DomainError:
        review = None
    return {
        "title": _("Price application"),
        "application": application,
        "tone": TONES[application.state],
        "opinions": opinions,
        "review": review,
        "catalogue": in_catalogue(application),
        "may": _open_acts(request, application),
    }


def _open_acts(request: AgencyRequest, application: PriceApplication) -> dict[str, bool]:
    user: Any = request.user
    at_city = user.duties_at(municipal_agency(application.area))
    at_counter = at_city | user.duties_at(application.county)
    may = {}
    for act in FLOW.open_in(application.state):
        held = at_counter if act in _COUNTER else at_city
        may[act] = (Duty.APPROVE if act in _DECIDES else Duty.HANDLE) in held
    may["draft"] = may.get("draft", False) and application.row is None
    return may
