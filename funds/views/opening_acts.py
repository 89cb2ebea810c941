"""Acts on balances from before pooling (NB-18, ZY-18)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.forms_budgets import WhyForm
from config.access import requires
from config.codes import name_of
from config.display import money_text
from config.forms import Fact, act_page, once
from config.listing import Column
from config.listing.tables import Table
from funds.forms_openings import EvidenceForm, OpeningForm, PaperForm, UseForm
from funds.models import Book, OpeningUse
from funds.reads.openings import earlier_care
from funds.services.openings.agree import (
    book_opening,
    check_opening,
    confirm_opening,
    enter_opening,
    return_opening,
)
from funds.services.openings.use import book_use, charge_earlier_spending, enter_use, refuse_use
from institutions.access import AgencyRequest
from institutions.services.attach import attach

from .openings import Kind, facts_of, opening_or_404, parts_table, terms_or_none


@requires(duty="finance", levels="county")
@once
def enter(request: AgencyRequest) -> HttpResponseBase:
    county = request.assignment.agency
    books = Book.unscoped.filter(area=county.area).order_by("insutype")
    schemes = list(books.values_list("insutype", flat=True).distinct())
    form = OpeningForm(request.POST or None, schemes=schemes)

    def do() -> str:
        made = enter_opening(
            county=county, insutype=form.cleaned_data["insutype"], paper=form.cleaned_data["paper"], lines=form.lines,
            acting_user=request.user,
        )  # fmt: skip
        return made.get_absolute_url()

    return act_page(
        request, title=_("Enter an audited balance"), form=form, do=do, label=_("Enter"),
        facts=[Fact(_("County"), county)],
        said=_("Entered: attach the audit report, then a second person checks it."),
        cancel_url=reverse("funds:openings"),
    )  # fmt: skip


@requires(duty="finance", levels="county")
@once
def attach_scan(request: AgencyRequest, opening_id: int) -> HttpResponseBase:
    opening = opening_or_404(opening_id)
    form = PaperForm(request.POST or None, request.FILES or None)

    def do() -> str:
        attach(
            subject=opening,
            agency=opening.county,
            acting_user=request.user,
            duty="finance",
            **form.cleaned_data,
        )
        return opening.get_absolute_url()

    return act_page(
        request, title=_("Attach a scan"), form=form, do=do, label=_("Keep"), said=_("The scan is kept."),
        cancel_url=opening.get_absolute_url(),
    )  # fmt: skip


def _step(
    request: AgencyRequest, opening_id: int, title: Any, service: Any, said: Any, form: Any = None
) -> HttpResponseBase:
    opening = opening_or_404(opening_id)

    def do() -> str:
        given = form.cleaned_data if form is not None else {}
        service(opening=opening, acting_user=request.user, **given)
        return opening.get_absolute_url()

    return act_page(
        request, title=title, facts=facts_of(opening), affects=parts_table(opening), form=form, do=do, said=said,
        cancel_url=opening.get_absolute_url(),
    )  # fmt: skip


@requires(duty="review")
@once
def check(request: AgencyRequest, opening_id: int) -> HttpResponseBase:
    return _step(
        request,
        opening_id,
        _("Check an audited balance"),
        check_opening,
        _("Checked: the city takes it over."),
    )


@requires(duty="finance", levels="city")
@once
def confirm(request: AgencyRequest, opening_id: int) -> HttpResponseBase:
    return _step(
        request,
        opening_id,
        _("Take over an audited balance"),
        confirm_opening,
        _("Taken over: a second person books it."),
    )


@requires(duty=("finance", "review"))
@once
def send_back(request: AgencyRequest, opening_id: int) -> HttpResponseBase:
    form = WhyForm(request.POST or None)
    return _step(
        request, opening_id, _("Send back an audited balance"), return_opening, _("Sent back."), form
    )


@requires(duty="approve")
@once
def book(request: AgencyRequest, opening_id: int) -> HttpResponseBase:
    return _step(request, opening_id, _("Book an audited balance"), book_opening, _("Booked."))


@requires(duty="finance")
@once
def use(request: AgencyRequest, opening_id: int) -> HttpResponseBase:
    opening = opening_or_404(opening_id)
    kinds = [one for one in Kind.values if one != Kind.EARLIER_SPENDING]
    form = UseForm(request.POST or None, kinds=kinds, initial={"happened_on": timezone.localdate()})

    def do() -> str:
        enter_use(opening=opening, acting_user=request.user, **form.cleaned_data)
        return opening.get_absolute_url()

    return act_page(
        request, title=_("Enter a use or payment"), facts=facts_of(opening), form=form, do=do, label=_("Enter"),
        said=_("Entered: another person books it."), cancel_url=opening.get_absolute_url(),
    )  # fmt: skip


BILL_COLUMNS = (
    Column("setl_id", gettext_lazy("Settlement number"), "code", get=lambda row: row.settlement.setl_id),
    Column("ended", gettext_lazy("Care ended on"), "date", get=lambda row: row.settlement.bill.enddate),
    Column("clr_month", gettext_lazy("Clearing month"), "month", get=lambda row: row.settlement.clr_month),
    Column("amount", gettext_lazy("Pooled fund"), "money", get=lambda row: row.settlement.hifp_pay),
)
MOST_SHOWN = 500


@requires(duty="finance")
@once
def charge(request: AgencyRequest, opening_id: int) -> HttpResponseBase:
    """The bills that wait, and charging them all."""
    opening = opening_or_404(opening_id)
    terms = terms_or_none(opening)
    found = earlier_care(opening, terms) if terms else []
    form = EvidenceForm(request.POST or None)

    def do() -> str:
        charge_earlier_spending(opening=opening, acting_user=request.user, **form.cleaned_data)
        return opening.get_absolute_url()

    whole = sum((one.settlement.hifp_pay for one in found), Decimal(0))
    return act_page(
        request, title=_("Charge earlier spending"), form=form, do=do, label=_("Charge"),
        facts=[*facts_of(opening)[:2], Fact(_("Bills"), len(found)), Fact(_("Amount, yuan"), f"{whole:,.2f}")],
        affects=Table(
            _("Bills whose care ended before pooling"), BILL_COLUMNS, found[:MOST_SHOWN], unit=_("yuan")
        ),
        said=_("Entered: another person books it."), cancel_url=opening.get_absolute_url(),
    )  # fmt: skip


def _use(opening_use_id: int) -> OpeningUse:
    known = OpeningUse.objects.select_related("opening__county__area", "entered_by")
    found: OpeningUse = get_object_or_404(known, pk=opening_use_id)
    return found


def _decide(
    request: AgencyRequest, one: OpeningUse, title: Any, service: Any, form: Any = None
) -> HttpResponseBase:
    opening = one.opening

    def do() -> str:
        service(use=one, acting_user=request.user, **(form.cleaned_data if form is not None else {}))
        return opening.get_absolute_url()

    facts = [
        Fact(_("County"), opening.county),
        Fact(_("Scheme"), name_of("insutype", opening.insutype)),
        Fact(_("Kind"), one.get_kind_display()),
        Fact(_("Comes back"), _("yes") if one.back else _("no")),
        Fact(_("Amount"), money_text(one.amount)),
        Fact(_("Day"), one.happened_on),
        Fact(_("Evidence"), one.evidence),
        Fact(_("Entered by"), one.entered_by),
    ]
    return act_page(
        request, title=title, facts=facts, form=form, do=do, cancel_url=opening.get_absolute_url()
    )


@requires(duty=("review", "approve"))
@once
def book_one_use(request: AgencyRequest, opening_use_id: int) -> HttpResponseBase:
    return _decide(request, _use(opening_use_id), _("Book a use of a balance"), book_use)


@requires(duty=("review", "approve"))
@once
def refuse_one_use(request: AgencyRequest, opening_use_id: int) -> HttpResponseBase:
    return _decide(
        request, _use(opening_use_id), _("Reject what was entered"), refuse_use, WhyForm(request.POST or None)
    )
