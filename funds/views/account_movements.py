"""Booking what moved personal accounts."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.codes import name_of
from config.forms import Fact, act_page, once
from config.listing.tables import Column, Table
from config.money import from_fen
from funds.services.account_movements import book_account_movements, unbooked
from institutions.access import AgencyRequest
from institutions.policy.gaps import describe_gap
from institutions.rules.policy_tables import PolicyGap

COLUMNS = (
    Column("day", gettext_lazy("Day"), "date"),
    Column("summary", gettext_lazy("What")),
    Column("insutype", gettext_lazy("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
    Column("amount", gettext_lazy("Amount"), "money", get=lambda row: from_fen(row.fen)),
)
MOST_SHOWN = 200


@requires(duty="finance", levels="city")
@once
def book(request: AgencyRequest) -> HttpResponseBase:
    """What is not booked yet, and booking it."""
    area = request.assignment.agency.area
    try:
        events, warnings = unbooked(area), []
    except PolicyGap as gap:
        events, warnings = [], [describe_gap(str(gap))]

    def post() -> str:
        book_account_movements(area=area, acting_user=request.user)
        return reverse("funds:book_accounts")

    return act_page(
        request,
        title=_("Book what moved personal accounts"),
        facts=[
            Fact(_("Not booked yet"), len(events)),
            Fact(_("Amount, yuan"), f"{from_fen(sum(one.fen for one in events)):,.2f}"),
        ],
        affects=Table(_("Not booked yet"), COLUMNS, events[:MOST_SHOWN]),
        warnings=warnings,
        do=post,
        label=_("Book all"),
        said=_("Everything is booked."),
        cancel_url=reverse("funds:trial_balance"),
    )
