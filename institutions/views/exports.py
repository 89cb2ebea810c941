"""What was taken out of the system: files, sheets for printing, scans."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.listing import ChoiceFilter, Column, DaysFilter, FlagFilter, Listing, TextFilter
from config.models import ExportRecord
from institutions.access import AgencyRequest
from institutions.views.unmaskings import READERS

TONES = {"file": "info", "print": "plain", "scan": "plain"}


class ExportList(Listing):
    key = "exports"
    title = gettext_lazy("Exports")
    purpose = gettext_lazy(
        "Who took which list, sheet or scan out, with how many rows; and whether people's numbers stand whole in it."
    )
    columns = (
        Column("at", gettext_lazy("At"), "minute", sort="at"),
        Column("user", gettext_lazy("Taken by")),
        Column("user__username", gettext_lazy("User name"), "code", default=False),
        Column("agency", gettext_lazy("Agency")),
        Column("kind", gettext_lazy("Kind"), "badge", tone=TONES),
        Column("what", gettext_lazy("What")),
        Column("filters", gettext_lazy("Narrowed to"), "prose"),
        Column("format", gettext_lazy("Format"), "code"),
        Column("rows", gettext_lazy("Rows"), "number", total=True),
        Column("whole", gettext_lazy("Numbers"), "badge",
               get=lambda row: _("full numbers") if row.whole else _("masked"),
               tone=lambda row: "bad" if row.whole else "ok"),
        Column("why_whole", gettext_lazy("Full numbers because"), "prose"),
        Column("job", gettext_lazy("Job"), get=lambda row: row.job_id, default=False),
        Column("page", gettext_lazy("Page"), "code", default=False),
        Column("address", gettext_lazy("Network address"), "code", default=False),
    )  # fmt: skip
    filters = (
        TextFilter("user", gettext_lazy("User name"), lookups=("user__username",)),
        TextFilter("what", gettext_lazy("What"), lookups=("what__startswith",)),
        ChoiceFilter("kind", gettext_lazy("Kind"), choices=ExportRecord.Kind),
        FlagFilter("whole", gettext_lazy("With full numbers"), when=~Q(whole="")),
        DaysFilter("at", gettext_lazy("Day"), stored="moments"),
    )
    order = "-at"
    empty_title = gettext_lazy("Nothing was taken out yet.")
    empty_hint = gettext_lazy("Every download and every sheet for printing leaves a line here.")

    def rows(self) -> QuerySet[Any]:
        seen: QuerySet[Any] = ExportRecord.objects.within(self.user.scope(duties=READERS))
        return seen.select_related("user", "agency")


@requires(duty=READERS, region=True)
def exports(request: AgencyRequest) -> HttpResponseBase:
    return ExportList.respond(request)
