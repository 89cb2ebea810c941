"""Opening a book: asked for by finance, opened or refused by a second person of the unit."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from config.access import requires
from config.codes import name_of
from config.forms import Fact, act_page, once
from config.listing import Column, Table
from config.periods import Month
from funds.forms_books import BookForm
from funds.forms_closing import RefuseForm
from funds.models import Book, BookRequest
from funds.services.ask_for_book import ask_for_book, may_decide, open_asked_book, refuse_book
from institutions.access import AgencyRequest
from institutions.models import Agency

KEEPERS = ("region", "city", "county")
DECIDERS = ("review", "approve")
TONES = {"asked": "warn", "opened": "ok", "refused": "plain"}
State = BookRequest.State


def requests_table(request: AgencyRequest) -> Table:
    """Books asked for within reach; whoever may decide is led to the act."""

    def decide(row: BookRequest) -> str | None:
        waits = row.state == State.ASKED and may_decide(request.user, row)
        return reverse("funds:open_asked_book", args=[row.pk]) if waits else None

    def refuse(row: BookRequest) -> str | None:
        return reverse("funds:refuse_book", args=[row.pk]) if decide(row) else None

    columns = (
        Column("insutype", _("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("unit", _("Accounting unit")),
        Column("first_month", _("First month"), get=lambda row: Month.of(row.first_month)),
        Column("basis", _("Basis")),
        Column("evidence", _("Reference number of the document")),
        Column("asked_by", _("Asked by")),
        Column("state", _("State"), "badge", tone=TONES),
        Column("decided_by", _("Decided by")),
        Column("answer", _("Answer")),
        Column("open", _("Decide"), get=lambda row: _("Open the book") if decide(row) else "", link=decide),
        Column("refuse", "", get=lambda row: _("Refuse") if decide(row) else "", link=refuse),
    )
    found = BookRequest.objects.select_related("unit", "asked_by", "decided_by")
    return Table(_("Books asked for"), columns, list(found[:60]))


@requires(duty="finance", levels=KEEPERS)
@once
def ask(request: AgencyRequest) -> HttpResponseBase:
    unit: Agency = request.assignment.agency
    kept = set(Book.objects.filter(unit=unit).values_list("insutype", flat=True))
    kept |= set(BookRequest.objects.filter(unit=unit, state=State.ASKED).values_list("insutype", flat=True))
    form = BookForm(request.POST or None, kept=kept)

    def do() -> str:
        return ask_for_book(unit=unit, acting_user=request.user, **form.cleaned_data).get_absolute_url()

    return act_page(
        request, title=_("Ask for a book to be opened"), facts=[Fact(_("Accounting unit"), unit)], form=form, do=do,
        label=_("Ask"), said=_("The second person now sees it on their desk."),
        warnings=[_("The first month and the basis stay as they are once the book is open.")],
        cancel_url=reverse("funds:accounting_months"),
    )  # fmt: skip


def _asked(pk: int) -> BookRequest:
    known = BookRequest.objects.select_related("unit__area", "asked_by")
    found: BookRequest = get_object_or_404(known, pk=pk)
    return found


def _facts(asked: BookRequest) -> list[Fact]:
    return [
        Fact(_("Scheme"), name_of("insutype", asked.insutype)),
        Fact(_("Accounting unit"), asked.unit),
        Fact(_("First month"), Month.of(asked.first_month)),
        Fact(_("Basis"), asked.get_basis_display()),
        Fact(_("Reference number of the document"), asked.evidence),
        Fact(_("Asked by"), asked.asked_by),
    ]


@requires(duty=DECIDERS, levels=KEEPERS)
@once
def open_asked(request: AgencyRequest, book_request_id: int) -> HttpResponseBase:
    asked = _asked(book_request_id)

    def do() -> str:
        open_asked_book(request=asked, acting_user=request.user)
        return asked.get_absolute_url()

    return act_page(
        request, title=_("Open the book"), facts=_facts(asked), do=do, label=_("Open the book"),
        said=_("The book is open; its first month can be booked."), cancel_url=asked.get_absolute_url(),
    )  # fmt: skip


@requires(duty=DECIDERS, levels=KEEPERS)
@once
def refuse(request: AgencyRequest, book_request_id: int) -> HttpResponseBase:
    asked, form = _asked(book_request_id), RefuseForm(request.POST or None)

    def do() -> str:
        refuse_book(request=asked, reason=form.cleaned_data["answer"], acting_user=request.user)
        return asked.get_absolute_url()

    return act_page(
        request, title=_("Refuse to open the book"), facts=_facts(asked), form=form, do=do, danger=True,
        label=_("Refuse"), said=_("The request is refused."), cancel_url=asked.get_absolute_url(),
    )  # fmt: skip
