"""What governments pay for gaps: the demand on paper, payments entered and checked, dunning letters."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Value
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.forms_budgets import WhyForm
from config.access import requires
from config.codes import name_of
from config.display import money_text
from config.forms import Fact, act_page, once
from config.listing import ChoiceFilter, Column, Listing
from funds.forms_settlements import GapPaymentForm
from funds.models import Booked, GapDemand, GapDunning, GapReceipt
from funds.reads.settlements import demand_standing, standings
from funds.services.year_settlement.dun import dun
from funds.services.year_settlement.receive import check_payment, enter_payment, refuse_payment
from funds.spreadsheets.quote_sharing import title_of
from funds.views import year_guide
from institutions.access import AgencyRequest
from institutions.models import Agency

from .pages import READERS

CITY = ("city",)
TONES = {"entered": "warn", "booked": "ok", "refused": "plain"}


def _demand(demand_id: int) -> GapDemand:
    known = GapDemand.objects.select_related(
        "settlement__area", "county__area", "county__parent", "written_by"
    )
    found: GapDemand = get_object_or_404(known, pk=demand_id)
    return found


def _facts(demand: GapDemand) -> list[Fact]:
    standing = demand_standing(demand)
    return [
        Fact(_("Number"), demand.number),
        Fact(_("Asked of"), f"{demand.get_payer_display()} · {demand.county}"),
        Fact(_("Year settlement"), demand.settlement),
        Fact(_("Due on"), demand.due_on),
        Fact(_("Amount"), money_text(demand.amount)),
        Fact(_("Still to be paid in"), money_text(standing.open)),
        Fact(_("Waits for its check"), money_text(standing.waiting)),
    ]


@requires(duty=READERS)
def demand_paper(request: AgencyRequest, gap_demand_id: int) -> HttpResponseBase:
    """The demand on paper; a city's or region's finance gets one over all counties."""
    demand = _demand(gap_demand_id)
    one = demand.payer == GapDemand.Payer.COUNTY
    every = demand.settlement.demands.filter(payer=demand.payer).select_related("county", "settlement")
    rows = standings([demand] if one else every)
    steps = demand.settlement.lines.filter(payer=demand.payer, county__in=[x.demand.county_id for x in rows])
    lines = steps.exclude(step__in=["accrual", "surplus"]).filter(amount__gt=0).select_related("county")
    return _letter(request, demand, {
        "title": _("Demand to pay for a gap of the fund"),
        "lines": [(line, title_of(line.step, line.payer)) for line in lines],
        "total": sum((row.demand.amount for row in rows), Decimal(0)), "number": demand.number,
        "maker": demand.written_by,
    })  # fmt: skip


@requires(duty=READERS)
def dunning_paper(request: AgencyRequest, gap_dunning_id: int) -> HttpResponseBase:
    """A dunning letter on paper."""
    known = GapDunning.objects.select_related("written_by", "demand__settlement__area", "demand__county")
    letter = get_object_or_404(known, pk=gap_dunning_id)
    return _letter(request, letter.demand, {
        "title": _("Letter about a payment for a gap that is late"), "letter": letter, "number": letter.number,
        "maker": letter.written_by,
    })  # fmt: skip


def _letter(request: AgencyRequest, demand: GapDemand, more: dict[str, Any]) -> HttpResponseBase:
    own = demand.payer == GapDemand.Payer.COUNTY
    payer = (
        _("Finance office of %(county)s") % {"county": demand.county} if own else demand.get_payer_display()
    )
    context = {
        "demand": demand, "payer": payer, "scheme": name_of("insutype", demand.settlement.insutype),
        "agency": request.assignment.agency, "period": str(demand.settlement.year), "printed_at": timezone.now(),
        "checker": demand.settlement.approved_by, "back_url": demand.settlement.get_absolute_url(), **more,
    }  # fmt: skip
    return render(request, "funds/settlements/letter.html", context)


@requires(duty="finance", levels=CITY)
@once
def enter(request: AgencyRequest, gap_demand_id: int) -> HttpResponseBase:
    demand, form = _demand(gap_demand_id), GapPaymentForm(request.POST or None)

    def do() -> str:
        enter_payment(demand=demand, acting_user=request.user, **form.cleaned_data)
        return demand.settlement.get_absolute_url()

    return act_page(
        request, title=_("Enter a payment for a gap"), form=form, facts=_facts(demand), do=do, label=_("Enter"),
        said=_("Entered: a second person checks it into the books."),
        cancel_url=demand.settlement.get_absolute_url(),
    )  # fmt: skip


@requires(duty="finance", levels=CITY)
@once
def dun_act(request: AgencyRequest, gap_demand_id: int) -> HttpResponseBase:
    demand = _demand(gap_demand_id)

    def do() -> str:
        letter = dun(demand=demand, acting_user=request.user)
        return reverse("funds:gap_letter", args=[letter.pk])

    return act_page(
        request, title=_("Write a dunning letter"), facts=_facts(demand), do=do, label=_("Write"),
        said=_("Written: print it and send it."), cancel_url=demand.settlement.get_absolute_url(),
    )  # fmt: skip


def _address(name: str) -> Callable[[GapReceipt], str | None]:
    """Where a receipt that waits is decided on, for readers who may."""

    def address(row: GapReceipt) -> str | None:
        may = row.may_decide and row.state == Booked.ENTERED  # type: ignore[attr-defined]
        return reverse(name, args=[row.pk]) if may else None

    return address


_CHECK, _REFUSE = _address("funds:check_gap_payment"), _address("funds:refuse_gap_payment")


class GapReceiptList(Listing):
    key = "funds.gap_payments"
    title = gettext_lazy("Payments received for gaps")
    purpose = year_guide.PAYMENTS
    unit = gettext_lazy("yuan")
    columns = (
        Column("received_on", gettext_lazy("Came in on"), "date"),
        Column("demand__number", gettext_lazy("Demand"), "code"),
        Column("county", gettext_lazy("County")),
        Column("payer", gettext_lazy("Paid by"), get=lambda row: row.demand.get_payer_display()),
        Column("amount", gettext_lazy("Amount"), "money", total=True),
        Column("evidence", gettext_lazy("Voucher"), "code"),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("entered_by", gettext_lazy("Entered by")),
        Column("decided_by", gettext_lazy("Decided by")),
        Column("refused_reason", gettext_lazy("Why it was refused"), default=False),
        Column(
            "wrong", gettext_lazy("Wrong?"), get=lambda row: _("Reject") if _REFUSE(row) else "",
            link=lambda row: _REFUSE(row),
        ),
    )  # fmt: skip
    filters = (ChoiceFilter("state", gettext_lazy("State"), choices=Booked),)
    order = "-pk"
    empty_title = gettext_lazy("No payment has been entered yet.")
    empty_hint = gettext_lazy(
        "The page of a settlement lists the demands; the state leads to their payments."
    )

    def rows(self) -> QuerySet[GapReceipt]:
        at_city = self.assignment is not None and self.assignment.agency.level == Agency.Level.CITY
        may = at_city and "review" in self.assignment.duties
        found: QuerySet[GapReceipt] = GapReceipt.objects.annotate(may_decide=Value(may))
        return found.select_related("demand", "county", "entered_by", "decided_by")

    def row_url(self, row: GapReceipt) -> str | None:
        return _CHECK(row)


@requires(duty=READERS)
def payment_list(request: AgencyRequest) -> HttpResponseBase:
    return GapReceiptList.respond(request)


def _receipt(receipt_id: int) -> GapReceipt:
    known = GapReceipt.objects.select_related("demand__settlement__area", "county__area", "entered_by")
    found: GapReceipt = get_object_or_404(known, pk=receipt_id)
    return found


def _receipt_facts(receipt: GapReceipt) -> list[Fact]:
    return [
        *_facts(receipt.demand),
        Fact(_("Came in on"), receipt.received_on),
        Fact(_("Voucher"), receipt.evidence),
        Fact(_("Amount of the voucher"), money_text(receipt.amount)),
        Fact(_("Entered by"), receipt.entered_by),
    ]


@requires(duty="review", levels=CITY)
@once
def check(request: AgencyRequest, gap_receipt_id: int) -> HttpResponseBase:
    receipt = _receipt(gap_receipt_id)

    def do() -> str:
        entry = check_payment(receipt=receipt, acting_user=request.user)
        return reverse("funds:entry", args=[entry.pk])

    return act_page(
        request, title=_("Check a payment for a gap into the books"), facts=_receipt_facts(receipt), do=do,
        said=_("Booked."), cancel_url=reverse("funds:gap_payments"),
    )  # fmt: skip


@requires(duty="review", levels=CITY)
@once
def refuse(request: AgencyRequest, gap_receipt_id: int) -> HttpResponseBase:
    receipt, form = _receipt(gap_receipt_id), WhyForm(request.POST or None)

    def do() -> str:
        refuse_payment(receipt=receipt, acting_user=request.user, **form.cleaned_data)
        return reverse("funds:gap_payments")

    return act_page(
        request, title=_("Refuse a payment for a gap"), facts=_receipt_facts(receipt), form=form, do=do,
        said=_("Refused."), cancel_url=reverse("funds:gap_payments"), danger=True,
    )  # fmt: skip
