"""The list of services in force: what counters do, with which papers, where, in what time and in which steps."""

from __future__ import annotations

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import openable, requires
from config.forms import DayField
from config.listing import Column, Table
from institutions.access import AgencyRequest
from institutions.policy.service_list import Service, page_of, services_of


class DayForm(forms.Form):
    day = DayField(label=gettext_lazy("As at"), required=False)


@requires(region=True)
def service_list(request: AgencyRequest) -> HttpResponseBase:
    """By the policy of a day, today's where none is asked for; a service leads to the page where it is done."""
    form = DayForm(request.GET or None)
    day = (form.cleaned_data["day"] if form.is_valid() else None) or timezone.localdate()
    area = request.assignment.agency.area

    def where_done(one: Service) -> str | None:
        address = page_of(one.key)
        return (openable(reverse(address), request.assignment) or None) if address else None

    columns = (
        Column("n", _("No."), "number", get=lambda row: row[0]),
        Column(
            "title", _("Service"), "prose", get=lambda row: row[1].title, link=lambda row: where_done(row[1])
        ),
        Column("papers", _("Papers to bring"), "prose", get=lambda row: row[1].papers),
        Column("where", _("Where"), "prose", get=lambda row: row[1].where),
        Column("days", _("Time (working days)"), get=lambda row: time_of(row[1])),
        Column("steps", _("Steps"), "prose", get=lambda row: row[1].steps),
        Column("clause", _("Clause"), get=lambda row: row[1].clause),
        Column("assumed", _("Assumed"), "assumed", get=lambda row: row[1].assumed),
    )
    table = Table(_("Service list"), columns, list(enumerate(services_of(area, day), start=1)))
    template = "service_list_print" if request.GET.get("print") else "service_list"
    context = {"title": table.caption, "table": table, "form": form, "area": area, "day": day}
    return render(request, f"institutions/{template}.html", context)


def time_of(one: Service) -> str:
    if one.days is None:
        return "—"
    return str(one.days) if one.days else _("at once")
