"""Retirement cases: the list, a case with its steps and what was made up, the letter."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.listing import ChoiceFilter, Column, DaysFilter, Listing
from enrollment.explaining import percent
from enrollment.models import RetirementCase
from enrollment.services.retirement.judge import OPEN_IN
from enrollment.services.retirement.topup import still_missing
from enrollment.views.people import person_filter
from institutions.access import AgencyRequest
from institutions.views.institutions import counties_in_reach

from .years import sums_of

_DUTY_OF = {
    "confirm": "review",
    "return": "review",
    "accept": "register",
    "pay": "register",
    "month": "register",
}
_TONE = {"prepared": "warn", "returned": "bad", "short": "warn", "entitled": "ok"}


def case_in_reach(retirement_id: int) -> RetirementCase:
    known = RetirementCase.objects.select_related(
        "person__county__area",
        "county__area",
        "handled_at",
        "prepared_by",
        "decided_by",
        "accepted_by",
        "once_receipt",
    )
    return get_object_or_404(known, pk=retirement_id)


class RetirementList(Listing):
    key = "retirements"
    title = gettext_lazy("Retirement")
    unit = gettext_lazy("yuan")
    columns = (
        Column("person__psn_no", gettext_lazy("Person number"), "code"),
        Column("person__psn_name", gettext_lazy("Full name")),
        Column("county", gettext_lazy("Insured in")),
        Column("retired_on", gettext_lazy("Retired on"), "date"),
        Column("needed", gettext_lazy("Months needed"), "number"),
        Column("counted", gettext_lazy("Months counted"), "number"),
        Column("missing", gettext_lazy("Months missing"), "number"),
        Column("once_amount", gettext_lazy("Payment at once"), "money"),
        Column("state", gettext_lazy("State"), "badge", tone=_TONE),
        Column("entitled_from", gettext_lazy("Benefits without contributions from"), "date"),
    )
    filters = (
        person_filter(),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
        ChoiceFilter("state", gettext_lazy("State"), choices=RetirementCase.State),
        DaysFilter("retired_on", gettext_lazy("Retired on")),
    )
    order = "-pk"
    empty_title = gettext_lazy("No retirement was judged yet.")
    empty_hint = gettext_lazy("Open a person's contribution years to judge one.")

    def rows(self) -> QuerySet[RetirementCase]:
        return RetirementCase.objects.select_related("person", "county")

    def row_url(self, row: RetirementCase) -> str:
        return row.get_absolute_url()


@requires()
def retirements(request: AgencyRequest) -> HttpResponseBase:
    return RetirementList.respond(request)


@requires()
def retirement(request: AgencyRequest, retirement_id: int) -> HttpResponseBase:
    case = case_in_reach(retirement_id)
    duties = request.assignment.duties
    context = _told(case) | {
        "title": _("Retirement of %(name)s") % {"name": case.person.psn_name},
        "tone": _TONE.get(case.state, "info"),
        "may": {act: case.state in states and _DUTY_OF[act] in duties for act, states in OPEN_IN.items()},
    }
    return render(request, "enrollment/retirement/case.html", context)


@requires()
def letter(request: AgencyRequest, retirement_id: int) -> HttpResponseBase:
    """The decision as the person takes it home."""
    case = case_in_reach(retirement_id)
    context = _told(case) | {
        "title": _("Decision on the benefits of the retired"),
        "back_url": reverse("enrollment:retirement", args=[case.pk]),
        "printed_at": timezone.now(),
    }
    return render(request, "enrollment/retirement/letter.html", context)


def _told(case: RetirementCase) -> dict[str, Any]:
    return {
        "case": case,
        "sums": sums_of(case.months),
        "continued": [(paid, percent(paid.rate)) for paid in case.continued.select_related("receipt")],
        "once_rate": "" if case.once_rate is None else percent(case.once_rate),
        "still_missing": still_missing(case),
    }
