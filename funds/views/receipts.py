"""Booking contributions received."""

from __future__ import annotations

from django.db.models import Sum
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.codes import name_of
from config.forms import Fact, act_page, once
from config.listing.tables import Column, Table
from enrollment.services.receipts.to_book import ready
from funds.services.receipts.book import book_receipts
from institutions.access import AgencyRequest

COLUMNS = (
    Column("received_on", gettext_lazy("Money received on"), "date"),
    Column("number", gettext_lazy("Receipt number"), "code"),
    Column("payer", gettext_lazy("Payer"), get=lambda row: row.payer or row.emp_no),
    Column("insutype", gettext_lazy("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
    Column("county", gettext_lazy("County")),
    Column("amount", gettext_lazy("Amount"), "money"),
    Column("advance", gettext_lazy("Of it in advance"), "money"),
)
MOST_SHOWN = 200


@requires(duty="finance")
@once
def book(request: AgencyRequest) -> HttpResponseBase:
    """What is matched and not booked yet, and booking it."""
    waiting = ready()

    def post() -> str:
        book_receipts(acting_user=request.user)
        return reverse("funds:book_receipts")

    total = waiting.aggregate(sum=Sum("amount"))["sum"] or 0
    return act_page(
        request,
        title=_("Book contributions received"),
        facts=[Fact(_("Not booked yet"), waiting.count()), Fact(_("Together, yuan"), f"{total:,.2f}")],
        affects=Table(_("Not booked yet"), COLUMNS, waiting[:MOST_SHOWN]),
        do=post,
        label=_("Book all"),
        said=_("Everything is booked."),
        cancel_url=reverse("funds:trial_balance"),
    )
