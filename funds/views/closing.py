"""Accounting months: which are open, what is to be done before closing, closing and reopening by two people."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from config.access import requires
from config.codes import name_of
from config.forms import Fact, act_page, once
from config.periods import Month
from funds.forms_closing import CloseForm, RefuseForm, ReopenForm
from funds.models import Book, BookPeriod, PeriodChange, PeriodRequest
from funds.reads.settlements import posted_over
from funds.services.closing.ask import agree, ask_to_close, ask_to_reopen, may_decide, refuse
from funds.services.closing.conditions import findings
from institutions.access import AgencyRequest
from institutions.models import Duty

from .books import KEEPERS, requests_table
from .ledger import READERS

MONTHS_SHOWN = 13
DECIDERS = ("review", "approve")


def period_of(period_id: int) -> BookPeriod:
    """A month of a book in reach."""
    return get_object_or_404(
        BookPeriod.objects.select_related("book__unit__parent", "book__area"),
        pk=period_id,
        book__in=Book.objects.all(),
    )


def request_of(request_id: int) -> PeriodRequest:
    return get_object_or_404(
        PeriodRequest.objects.select_related("period__book__unit", "period__book__area", "asked_by"),
        pk=request_id,
        period__book__in=Book.objects.all(),
    )


@requires(duty=READERS, region=True)
def month_board(request: AgencyRequest) -> HttpResponse:
    """Books × latest months: open, closed, reopened, or waiting for the second person."""
    books = list(Book.objects.select_related("unit"))
    periods = BookPeriod.objects.filter(book__in=books)
    months = sorted({period.month for period in periods})[-MONTHS_SHOWN:]
    waiting = set(
        PeriodRequest.objects.filter(state=PeriodRequest.State.ASKED).values_list("period", flat=True)
    )
    reopened = set(
        PeriodChange.objects.filter(act=PeriodChange.Act.REOPENED).values_list("period", flat=True)
    )
    cells = {(one.book_id, one.month): one for one in periods if one.month in months}
    rows = []
    for book in books:
        shown = [cells.get((book.pk, month)) for month in months]
        name = f"{name_of('insutype', book.insutype)} · {book.unit}"
        rows.append((name, [_cell(one, waiting, reopened) for one in shown]))
    agency = request.assignment.agency
    context = {
        "title": _("Accounting months"), "months": [Month.of(month) for month in months], "rows": rows,
        "asked": requests_table(request),
        "may_ask": agency.level in KEEPERS and Duty.FINANCE in request.assignment.duties,
    }  # fmt: skip
    return render(request, "funds/months/board.html", context)


def _cell(period: BookPeriod | None, waiting: set[int], reopened: set[int]) -> dict[str, Any] | None:
    if period is None:
        return None
    label, tone = period.get_state_display(), "ok" if period.state == BookPeriod.State.CLOSED else "info"
    if period.pk in waiting:
        label, tone = _("Waiting"), "warn"
    return {
        "url": reverse("funds:accounting_month", args=[period.pk]),
        "label": label,
        "tone": tone,
        "reopened": period.pk in reopened,
    }


@requires(duty=READERS, region=True)
def month_page(request: AgencyRequest, period_id: int) -> HttpResponse:
    """One month of one book: what is done, what is not, who opened, closed and reopened it."""
    period = period_of(period_id)
    is_open = period.state == BookPeriod.State.OPEN
    # What stands in the way can be said by whoever sees the whole book.
    unit_duties = request.user.duties_at(period.book.unit)
    looked = findings(period) if is_open and unit_duties else []
    asked = PeriodRequest.objects.filter(period=period).select_related("asked_by", "decided_by")
    open_request = next((one for one in asked if one.state == PeriodRequest.State.ASKED), None)
    finance = Duty.FINANCE in unit_duties and open_request is None
    settlement = None if is_open else posted_over(period.book, Month.of(period.month))
    return render(
        request,
        "funds/months/month.html",
        {
            "title": _("%(month)s of %(book)s") % {"month": Month.of(period.month), "book": period.book},
            "period": period,
            "findings": looked,
            "stopped": any(one.stops for one in looked),
            "changes": period.changes.select_related("made_by", "checked_by"),
            "requests": asked,
            "open_request": open_request,
            "settlement": settlement,
            "may": {
                "close": finance and is_open and not any(one.stops for one in looked),
                "reopen": finance and not is_open and settlement is None,
                "decide": open_request is not None and may_decide(request.user, open_request),
            },
        },
    )


def _facts(period: BookPeriod) -> list[Fact]:
    return [
        Fact(_("Book"), period.book),
        Fact(_("Month"), Month.of(period.month)),
        Fact(_("Entries"), period.last_number),
    ]


@requires(duty="finance", region=True)
@once
def ask_close(request: AgencyRequest, period_id: int) -> HttpResponseBase:
    period = period_of(period_id)
    warnings = [_("Once a second person agrees, nothing more can be booked into the month.")]
    if period.month.month == 12:
        warnings.append(_("The year ends: income and expenditure are carried to net assets."))
    looked = findings(period)
    warnings += [str(unmet.text) for one in looked if one.stops for unmet in one.unmet]
    form = CloseForm(request.POST or None, warned=[one for one in looked if one.warns])
    return act_page(
        request,
        title=_("Ask for the month to be closed"),
        facts=_facts(period),
        warnings=warnings,
        form=form,
        do=lambda: ask_to_close(
            period=period, acting_user=request.user, **form.cleaned_data
        ).get_absolute_url(),
        label=_("Ask"),
        said=_("The second person now sees it on their desk."),
        cancel_url=reverse("funds:accounting_month", args=[period.pk]),
    )


@requires(duty="finance", region=True)
@once
def ask_reopen(request: AgencyRequest, period_id: int) -> HttpResponseBase:
    period = period_of(period_id)
    form = ReopenForm(request.POST or None)
    return act_page(
        request,
        title=_("Ask for the month to be reopened"),
        facts=_facts(period),
        warnings=[_("Its statements become a new version; what was filed stays beside them.")],
        form=form,
        do=lambda: ask_to_reopen(
            period=period, reason=form.cleaned_data["reason"], acting_user=request.user
        ).get_absolute_url(),
        label=_("Ask"),
        said=_("The second person now sees it on their desk."),
        danger=True,
        cancel_url=reverse("funds:accounting_month", args=[period.pk]),
    )


def _request_facts(asked: PeriodRequest) -> list[Fact]:
    facts = [
        *_facts(asked.period),
        Fact(_("Asked"), asked.get_act_display()),
        Fact(_("Asked by"), asked.asked_by),
    ]
    facts += [Fact(_("Accepted by who asked"), " ".join(one["told"])) for one in asked.accepted]
    return [*facts, Fact(_("Reason"), asked.reason)] if asked.reason else facts


@requires(duty=DECIDERS, region=True)
@once
def agree_act(request: AgencyRequest, month_request_id: int) -> HttpResponseBase:
    asked = request_of(month_request_id)
    return act_page(
        request,
        title=_("Agree: %(act)s") % {"act": asked.get_act_display()},
        facts=_request_facts(asked),
        do=lambda: agree(request=asked, acting_user=request.user).get_absolute_url(),
        label=_("Agree"),
        said=_("It is done."),
        cancel_url=asked.get_absolute_url(),
    )


@requires(duty=DECIDERS, region=True)
@once
def refuse_act(request: AgencyRequest, month_request_id: int) -> HttpResponseBase:
    asked = request_of(month_request_id)
    form = RefuseForm(request.POST or None)
    return act_page(
        request,
        title=_("Refuse: %(act)s") % {"act": asked.get_act_display()},
        facts=_request_facts(asked),
        form=form,
        do=lambda: refuse(
            request=asked, answer=form.cleaned_data["answer"], acting_user=request.user
        ).get_absolute_url(),
        label=_("Refuse"),
        said=_("The request is refused."),
        danger=True,
        cancel_url=asked.get_absolute_url(),
    )
