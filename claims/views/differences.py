"""Where senders' settlements and ours differ: bill by bill, and added up by institution, month and reason."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from claims.reads.differences import REASONS, DifferenceSum, differing, sums
from claims.reads.people import with_names
from config.access import requires
from config.listing import Action, ChoiceFilter, Column, Listing, MonthFilter, Table, TextFilter
from config.spreadsheets.web import workbook_answer
from config.spreadsheets.writer import OutColumn, Sheet, write_workbook
from institutions.access import AgencyRequest
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
        Column("bill__medfee_sumamt", _("Total"), "money", total=True),
        Column("fund_pay_sumamt", _("Funds, as reported"), "money", total=True),
        Column("ours", _("Funds, as reckoned"), "money", total=True),
        Column("difference", _("Difference"), "money", total=True),
        Column("reason", _("Where they part"), get=lambda row: REASONS[row.reason]),
    )
    filters = (
        TextFilter("q", _("Bill"), lookups=("setl_id", "bill__institution__fixmedins_code")),
        MonthFilter("month", _("Month"), field="setl_time", stored="moments"),
        ChoiceFilter("reason", _("Where they part"), choices=list(REASONS.items())),
        ChoiceFilter("care", _("Care in"), field="bill__care_county", choices=counties_in_reach),
    )
    empty_title = _("No differences.")
    empty_hint = _("Bills that arrive settled are reckoned again; those that come out otherwise appear here.")

    def rows(self) -> QuerySet[Any]:
        return with_names(differing().select_related("bill__institution"), "bill__person")

    def row_url(self, row: Any) -> str:
        return reverse("claims:bill", args=[row.bill_id])

    def actions(self) -> list[Action]:
        address = f"{reverse('claims:difference_sums')}?{self.parameters.urlencode()}"
        return [Action(_("By institution and reason"), address)]


@requires()
def difference_list(request: AgencyRequest) -> HttpResponseBase:
    return DifferenceList.respond(request)


SUM_COLUMNS = (
    Column("code", _("Institution code"), "code"),
    Column("name", _("Institution")),
    Column("month", _("Month"), "month"),
    Column("reason", _("Where they part"), get=lambda one: REASONS[one.reason]),
    Column("bills", _("Bills"), "number"),
    Column("reported", _("Funds, as reported"), "money"),
    Column("ours", _("Funds, as reckoned"), "money"),
    Column("more", _("Sender paid more"), "money"),
    Column("less", _("Sender paid less"), "money"),
    Column("difference", _("Difference"), "money"),
)
_SUMMED = ("bills", "reported", "ours", "more", "less", "difference")


@requires()
def difference_sums(request: AgencyRequest) -> HttpResponseBase:
    """The same filter as the list, added up; each line leads to its bills. ``?xlsx`` downloads it."""
    listing = DifferenceList(
        user=request.user,
        assignment=request.assignment,
        parameters=request.GET,
    )
    found = list(sums(listing.filtered))
    totals = {name: sum(getattr(one, name) for one in found) for name in _SUMMED}
    if "xlsx" in request.GET:
        content = _workbook(found, totals, listing.asked_lines())
        return workbook_answer(content, "differences")
    title = _("Differences by institution and reason")
    return render(
        request,
        "claims/difference_sums.html",
        {
            "title": title,
            "listing": listing,
            "table": Table(title, SUM_COLUMNS, found, totals=totals, row_url=_bills_of, unit=_("yuan")),
            "is_empty": not found,
            "query": request.GET.urlencode(),
        },
    )


def _bills_of(one: DifferenceSum) -> str:
    asked = {"q": one.code, "month": f"{one.month:%Y-%m}", "reason": one.reason}
    return f"{reverse('claims:differences')}?{urlencode(asked)}"


def _workbook(
    found: Iterable[DifferenceSum], totals: dict[str, Any], asked: list[tuple[Any, str]]
) -> io.BytesIO:
    kinds = {"code": "text", "number": "integer", "money": "money"}
    sheet = Sheet(
        _t("Differences"),
        [OutColumn(str(column.title), kinds.get(column.kind, "text")) for column in SUM_COLUMNS],
        ([_cell(column, one) for column in SUM_COLUMNS] for one in found),
        totals=[_t("Total"), *(totals.get(column.name) for column in SUM_COLUMNS[1:])],
        notes=[f"{label}: {text}" for label, text in asked],
    )
    content = io.BytesIO()
    write_workbook(content, [sheet])
    content.seek(0)
    return content


def _cell(column: Column, one: DifferenceSum) -> Any:
    value = column.export(one)
    return value if column.kind in ("number", "money") else str(value)
