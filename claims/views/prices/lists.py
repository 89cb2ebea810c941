"""The list of price applications."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import PriceApplication
from config.access import requires
from config.listing import Action, ChoiceFilter, Column, DaysFilter, FlagFilter, Listing, TextFilter
from institutions.views.institutions import counties_in_reach

TONES = {
    "received": "warn", "returned": "plain", "accepted": "info", "reviewed": "info", "noticed": "info",
    "ready": "warn", "proposed": "warn", "granted": "ok", "refused": "bad", "withdrawn": "plain",
}  # fmt: skip
# Granted, and in no draft and no version of the catalogue.
NO_ROW = Q(state="granted", row__isnull=True)


def address(application: PriceApplication) -> str:
    return reverse("claims:price_application", args=[application.pk])


def in_catalogue(application: PriceApplication) -> object:
    """Where what was granted stands: nothing, drafted, or the version it came into force with."""
    if application.row is None:
        return _("not drafted yet") if application.state == "granted" else ""
    version = application.row.version
    return _("in the draft") if version.is_draft else version.number


class PriceApplicationList(Listing):
    key = "price-applications"
    title = _("Price applications")
    unit = _("yuan per unit")
    columns = (
        Column("number", _("Number"), "code", sort="number"),
        Column("kind", _("Kind")),
        Column("state", _("State"), "badge", tone=TONES),
        Column("item_name", _("Item")),
        Column("med_list_codg", _("Catalogue code"), "code"),
        Column("institution", _("Institution")),
        Column("county", _("County")),
        Column("received_on", _("Received on"), "date"),
        Column("due_on", _("To be accepted by"), "date"),
        Column("proposed_price", _("Price applied for"), "money"),
        Column("score", _("Mean score"), default=False),
        Column("notice_until", _("Notice until"), "date"),
        Column("price", _("Price decided"), "money"),
        Column("effective_from", _("Holds from"), "date"),
        Column("catalogue", _("Catalogue version"), get=in_catalogue),
    )
    filters = (
        TextFilter(
            "q",
            _("Item"),
            lookups=("number", "med_list_codg__begins", "item_name__contains"),
            hint=_("number, code or name"),
        ),
        ChoiceFilter("kind", _("Kind"), choices=PriceApplication.Kind),
        ChoiceFilter("state", _("State"), choices=PriceApplication.State),
        FlagFilter("no_row", _("Granted, row to be drafted"), when=NO_ROW),
        ChoiceFilter("county", _("County"), choices=counties_in_reach),
        DaysFilter("received_on", _("Received on")),
    )
    order = "-number"
    empty_title = _("No price applications.")
    empty_hint = _(
        "Institutions apply for new price items; experts score them, the public is told, two people decide, "
        "and the catalogue follows."
    )

    def rows(self) -> QuerySet[PriceApplication]:
        related = ("institution", "county", "row__version")
        found: QuerySet[PriceApplication] = PriceApplication.objects.select_related(*related)
        return found

    def row_url(self, row: PriceApplication) -> str:
        return address(row)

    def row_css(self, row: PriceApplication) -> str:
        late = row.state == "received" and row.due_on is not None and row.due_on < timezone.localdate()
        return "late" if late else ""

    def actions(self) -> Iterable[Action]:
        if self.assignment and "handle" in self.assignment.duties:
            yield Action(_("Exit of a price item"), reverse("claims:apply_price_exit"))
            yield Action(_("New price item"), reverse("claims:apply_price_entry"), main=True)


@requires()
def application_list(request: HttpRequest) -> HttpResponseBase:
    return PriceApplicationList.respond(request)
