"""Who holds which duties, and whether anything was prepared and approved by one person. Read only."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from config.access import requires
from config.listing import Column, Table
from config.listing.export import tables_workbook
from config.spreadsheets.web import dated, workbook_answer
from funds.reads.separation import held_on, pairs
from institutions.access import AgencyRequest


@requires(duty=("audit", "administer"), levels="city")
def separation(request: AgencyRequest) -> HttpResponseBase:
    """On screen, with ``print`` on paper, with ``export`` as a workbook."""
    found = list(pairs())
    people = held_on(request.assignment.agency.area, timezone.localdate())
    # Dozens of kinds of records nobody decided on yet: the workbook lists them all.
    shown = found if "export" in request.GET else [one for one in found if one.decided]
    tables = [
        Table(
            _("Prepared and approved by one person"),
            [
                Column("record", _("Record")),
                Column("prepares", _("First person")),
                Column("decides", _("Second person")),
                Column("decided", _("Decided"), "number"),
                Column("same", _("Same person"), "number"),
            ],
            sorted(shown, key=lambda one: (-one.same, str(one.record))),
            totals={"decided": sum(one.decided for one in found), "same": sum(one.same for one in found)},
            row_css=lambda one: "late" if one.same else "",
        ),
        Table(
            _("Who holds which duties"),
            [
                Column("user", _("Name")),
                Column("places", _("Agencies")),
                Column("duties", _("Duties")),
                Column("lent", _("Also for others"), get=lambda row: _("yes") if row.lent else ""),
                Column("conflict", _("Conflict"), get=lambda row: _("audits beside others") if row.conflict else ""),
            ],
            people,
            row_css=lambda row: "late" if row.conflict else "",
        ),
    ]  # fmt: skip
    title = _("Separation of duties")
    if "export" in request.GET:
        return workbook_answer(tables_workbook(tables), dated(title))
    context = {
        "title": title, "tables": tables, "same": sum(one.same for one in found),
        "conflicts": sum(one.conflict for one in people),
        "facts": [
            (_("Pooling area"), request.assignment.agency.area),
            (_("Kinds of records looked through"), len(found)),
            (_("Of them with decisions, listed below"), len(shown)),
        ],
    }  # fmt: skip
    template = "print" if "print" in request.GET else "separation"
    return render(request, f"funds/audits/{template}.html", context)
