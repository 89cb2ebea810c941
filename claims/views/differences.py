"""Where senders' settlements and ours differ."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.reads.differences import differing
from claims.reads.people import with_names
from config.access import requires
from config.listing import ChoiceFilter, Column, Listing, MonthFilter, TextFilter
from institutions.views.institutions import counties_in_reach


class DifferenceList(Listing):
    key = "differences"
    title = _("Differences to the sender")
    unit = _("yuan")
    columns = (
        Column("setl_id", _("Settlement number"), "code"),
        Column("setl_time", _("Settled at"), "minute"),
        Column("bill__institution__name", _("Institution")),
        Column("psn_name", _("Full name")),
        Column("bill__medfee_sumamt", _("Total"), "money"),
        Column("fund_pay_sumamt", _("Funds, as reported"), "money"),
        Column("ours", _("Funds, as reckoned"), "money"),
        Column("difference", _("Difference"), "money"),
    )
    filters = (
        TextFilter("q", _("Bill"), lookups=("setl_id", "bill__institution__fixmedins_code")),
        MonthFilter("month", _("Month"), field="setl_time", stored="days"),
        ChoiceFilter("care", _("Care in"), field="bill__care_county", choices=counties_in_reach),
    )
    empty_title = _("No differences.")
    empty_hint = _("Bills that arrive settled are reckoned again; those that come out otherwise appear here.")

    def rows(self) -> QuerySet[Any]:
        return with_names(differing().select_related("bill__institution"), "bill__person")

    def row_url(self, row: Any) -> str:
        return reverse("claims:bill", args=[row.bill_id])


@requires()
def difference_list(request: HttpRequest) -> HttpResponseBase:
    return DifferenceList.respond(request)
