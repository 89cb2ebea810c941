"""Redos: the work list, and one redo before and after."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Redo
from claims.services.explain_redo import shown_redo
from config.access import requires
from config.codes import CODES, name_of
from config.display import money_text
from config.forms import Fact
from config.listing import Action, ChoiceFilter, Column, Listing, TextFilter
from institutions.access import AgencyRequest
from institutions.views.institutions import counties_in_reach

TONES = {"draft": "warn", "applied": "ok", "rejected": "bad", "dropped": "plain"}


class RedoList(Listing):
    key = "redos"
    title = gettext_lazy("Redos")
    unit = gettext_lazy("yuan")
    columns = (
        Column("person__psn_name", gettext_lazy("Full name")),
        Column("person__certno", gettext_lazy("Certificate number"), "masked", default=False),
        Column("insutype", gettext_lazy("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("year", gettext_lazy("Year"), "code"),
        Column("county", gettext_lazy("Insured in")),
        Column("cause", gettext_lazy("Cause")),
        Column("bills", gettext_lazy("Bills changed"), "number", total=True),
        Column("kept", gettext_lazy("Kept"), "number", total=True, default=False),
        Column("fund_difference", gettext_lazy("Funds, difference"), "money", total=True),
        Column("person_difference", gettext_lazy("Person, difference"), "money", total=True),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("prepared_by", gettext_lazy("Prepared by")),
        Column("prepared_at", gettext_lazy("Prepared at"), "minute", sort="prepared_at"),
        Column("reviewed_by", gettext_lazy("Reviewed by")),
        Column("reviewed_at", gettext_lazy("Reviewed at"), "minute", default=False),
    )
    filters = (
        TextFilter(
            "q",
            gettext_lazy("Person"),
            lookups=("person__psn_no", "person__certno", "person__psn_name"),
            hint=gettext_lazy("number, certificate or name"),
        ),
        ChoiceFilter("state", gettext_lazy("State"), choices=Redo.State),
        ChoiceFilter("cause", gettext_lazy("Cause"), choices=Redo.Cause),
        ChoiceFilter("insutype", gettext_lazy("Scheme"), choices=list(CODES["insutype"].items())),
        ChoiceFilter("county", gettext_lazy("Insured in"), choices=counties_in_reach),
    )
    order = "-prepared_at"
    empty_title = gettext_lazy("No redo.")
    empty_hint = gettext_lazy(
        "When a cancelled or late bill changes what later bills are owed, the year appears here with its differences."
    )

    def rows(self) -> QuerySet[Redo]:
        return Redo.objects.select_related("person", "county", "prepared_by", "reviewed_by")

    def row_url(self, row: Redo) -> str:
        return reverse("claims:redo", args=[row.pk])

    def actions(self) -> list[Action]:
        duties = set() if self.assignment is None else set(self.assignment.duties)
        found = []
        if "handle" in duties:
            found.append(Action(gettext_lazy("Reckon a year again"), reverse("claims:find_redos")))
        if "review" in duties:
            address = f"{reverse('claims:approve_redos')}?{self.parameters.urlencode()}"
            found.append(Action(gettext_lazy("Approve these"), address, main=True))
        return found


@requires()
def redo_list(request: AgencyRequest) -> HttpResponseBase:
    return RedoList.respond(request)


@requires()
def redo_page(request: AgencyRequest, redo_id: int) -> HttpResponse:
    """One redo: each bill before and after with its reasons and both reckonings. ``?print`` for paper."""
    redo = redo_of(redo_id)
    shown = shown_redo(redo)
    duties = set(request.assignment.duties)
    context = {
        "title": _("Redo of %(person)s, %(year)s") % {"person": redo.person, "year": redo.year},
        "redo": redo,
        "tone": TONES[redo.state],
        "shown": shown,
        "totals": _totals(shown.lines),
        "may_decide": redo.state == Redo.State.DRAFT
        and not shown.outdated
        and "review" in duties
        and redo.prepared_by_id != request.user.pk,
        "may_refresh": redo.state == Redo.State.DRAFT and bool(duties & {"handle", "review"}),
        "printed_at": timezone.now(),
        "agency": redo.county,
        "period": redo.year,
        "maker": redo.prepared_by,
        "checker": redo.reviewed_by,
        "back_url": reverse("claims:redo", args=[redo.pk]),
    }
    return render(
        request, "claims/redo_print.html" if "print" in request.GET else "claims/redo.html", context
    )


def redo_of(redo_id: int) -> Redo:
    related = ("person", "county__parent", "county__area", "prepared_by", "reviewed_by")
    return get_object_or_404(Redo.objects.select_related(*related), pk=redo_id)


def facts_of(redo: Redo) -> list[Fact]:
    return [
        Fact(_("Full name"), redo.person),
        Fact(_("Scheme"), name_of("insutype", redo.insutype)),
        Fact(_("Year"), redo.year),
        Fact(_("Cause"), redo.get_cause_display()),
        Fact(_("Bills changed"), redo.bills),
        Fact(_("Funds, difference"), money_text(redo.fund_difference)),
        Fact(_("Person, difference"), money_text(redo.person_difference)),
        Fact(_("Prepared by"), redo.prepared_by),
    ]


def _totals(lines: list[Any]) -> dict[str, Any]:
    return {
        "fund_before": sum(one.line.fund_before for one in lines),
        "fund_after": sum(one.line.fund_after for one in lines),
        "fund": sum(one.fund_difference for one in lines),
        "person_before": sum(one.line.person_before for one in lines),
        "person_after": sum(one.line.person_after for one in lines),
        "person": sum(one.person_difference for one in lines),
    }
