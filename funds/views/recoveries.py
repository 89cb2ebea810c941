"""Booking what people owe back and paid back."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.codes import name_of
from config.forms import Fact, act_page, once
from config.listing.tables import Column, Table
from config.money import from_fen
from funds.services.persons.recoveries import Event, book_recoveries, unbooked
from institutions.access import AgencyRequest

WHATS = {
    "owed": gettext_lazy("Owed back"),
    "paid": gettext_lazy("Money that came back"),
    "discharged": gettext_lazy("Debt lowered"),
    "written_off": gettext_lazy("Written off"),
}
COLUMNS = (
    Column("day", gettext_lazy("Day"), "date"),
    Column("what", gettext_lazy("What"), get=lambda row: WHATS[row.what]),
    Column("person", gettext_lazy("Full name"), get=lambda row: _debt(row).psn_name),
    Column("number", gettext_lazy("Overpayment"), "code", get=lambda row: _debt(row).number,
           link=lambda row: reverse("claims:overpayment", args=[_debt(row).pk])),
    Column("insutype", gettext_lazy("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
    Column("county", gettext_lazy("Insured in")),
    Column("amount", gettext_lazy("Amount"), "money", get=lambda row: from_fen(row.fen)),
)  # fmt: skip
MOST_SHOWN = 200


def _debt(event: Event) -> Any:
    return getattr(event.source, "overpayment", event.source)


@requires(duty="finance")
@once
def book(request: AgencyRequest) -> HttpResponseBase:
    """What is not booked yet, and booking it."""
    events = unbooked()

    def post() -> str:
        book_recoveries(acting_user=request.user)
        return reverse("funds:book_recoveries")

    return act_page(
        request,
        title=_("Book overpayments and what came back"),
        facts=[
            Fact(_("Not booked yet"), len(events)),
            Fact(
                _("Paid back, yuan"), f"{from_fen(sum(one.fen for one in events if one.what == 'paid')):,.2f}"
            ),
        ],
        affects=Table(_("Not booked yet"), COLUMNS, events[:MOST_SHOWN]),
        do=post,
        label=_("Book all"),
        said=_("Everything is booked."),
        cancel_url=reverse("funds:payables"),
    )
