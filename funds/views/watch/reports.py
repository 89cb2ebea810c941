"""The monthly report of the counties' fund position: page, paper, workbook; drawn up, returned, published (JJ-18)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.forms import Fact, act_page, once
from config.listing import Column, Listing
from config.listing.export import tables_workbook
from config.periods import Month
from config.spreadsheets.web import workbook_answer
from funds.forms_watch import ReasonForm, RemarksForm
from funds.models import WatchMonth
from funds.reads.corridors import watched_by
from funds.reads.watched import content_of, lines_of
from funds.rules.watch import report_due
from funds.services.watch import report as service
from funds.views import year_guide
from institutions.access import AgencyRequest
from institutions.models import Agency

from .tables import board_tables, corridor_table, warnings_table

State = WatchMonth.State
TONES = {"counted": "plain", "drawn_up": "warn", "published": "ok"}


class ReportList(Listing):
    key = "funds.watch_reports"
    title = gettext_lazy("Monthly reports of the fund position")
    purpose = year_guide.REPORTS
    columns = (
        Column("month", gettext_lazy("Month"), "month", sort="month"),
        Column("area", gettext_lazy("Pooling area")),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("final", gettext_lazy("Books closed"), get=lambda row: _("yes") if row.final else ""),
        Column("drawn_up_by", gettext_lazy("Drawn up by")),
        Column("approved_by", gettext_lazy("Approved by")),
        Column("approved_at", gettext_lazy("Approved at"), "minute"),
    )
    order = "-month"
    empty_title = gettext_lazy("No month is watched yet.")
    empty_hint = gettext_lazy(
        "The city's finance staff count a month; its report is drawn up from the count."
    )

    def rows(self) -> QuerySet[WatchMonth]:
        known: QuerySet[WatchMonth] = WatchMonth.objects.select_related("area", "drawn_up_by", "approved_by")
        city = self.assignment is not None and self.assignment.agency.level != Agency.Level.COUNTY
        return known if city else known.filter(state=State.PUBLISHED)

    def row_url(self, row: Any) -> str:
        return str(row.get_absolute_url())


@requires()
def report_list(request: AgencyRequest) -> HttpResponseBase:
    return ReportList.respond(request)


def report_of(request: AgencyRequest, pk: int) -> WatchMonth:
    """Published for everybody of the area, before that for those who see the whole area; else 404."""
    known = WatchMonth.objects.select_related("area", "drawn_up_by", "approved_by")
    watched: WatchMonth = get_object_or_404(known, pk=pk)
    if watched.state != State.PUBLISHED and not request.user.scope().includes(area_id=watched.area_id):
        raise Http404
    return watched


def acts_of(watched: WatchMonth, request: AgencyRequest) -> dict[str, bool]:
    agency, duties = request.assignment.agency, request.assignment.duties
    city = agency.level == Agency.Level.CITY and agency.area_id == watched.area_id
    waits = city and "approve" in duties and watched.state == State.DRAWN_UP
    return {
        "draw_up": city and "finance" in duties and watched.state == State.COUNTED,
        "return": waits,
        "publish": waits and watched.drawn_up_by_id != request.user.pk,
    }


@requires()
def report_page(request: AgencyRequest, watch_month_id: int) -> HttpResponseBase:
    """As published, else as it stands; with ``print`` on paper, with ``export`` as a workbook."""
    watched = report_of(request, watch_month_id)
    content: Any = watched.content if watched.content is not None else content_of(watched)
    lines, month = lines_of(content), content["month"]
    title = _("Position of the fund in %(month)s, %(area)s") % {"month": month, "area": content["area"]}
    warnings = warnings_table(content["warnings"])
    if "export" in request.GET:
        sheets = [*board_tables(lines, month, for_sheet=True), corridor_table(lines), warnings]
        return workbook_answer(tables_workbook(sheets), title)
    policy = watched_by(watched.area, Month.of(watched.month))
    context = year_guide.of_report(watched) | {
        "title": title, "watched": watched, "content": content, "tone": TONES[watched.state],
        "tables": board_tables(lines, month), "others": [corridor_table(lines), warnings],
        "may": acts_of(watched, request), "printed_at": timezone.now(), "period": month,
        "due": report_due(Month.of(watched.month), policy.report_by if policy else None),
        "maker": watched.drawn_up_by, "checker": watched.approved_by, "back_url": watched.get_absolute_url(),
    }  # fmt: skip
    name = "report_print" if "print" in request.GET else "report"
    return render(request, f"funds/watch/{name}.html", context)


def _act(
    request: AgencyRequest,
    pk: int,
    do: Callable[..., Any],
    *,
    title: Any,
    form: forms.Form | None = None,
    warnings: tuple[Any, ...] = (),
) -> HttpResponseBase:
    watched = report_of(request, pk)
    if isinstance(form, RemarksForm):
        form.initial = {"remarks": watched.remarks}
    return act_page(
        request,
        title=title,
        facts=[
            Fact(_("Pooling area"), watched.area),
            Fact(_("Month"), f"{watched.month:%Y-%m}"),
            Fact(_("Books closed"), _("yes") if watched.final else _("no, the figures may still move")),
            *([Fact(_("Analysis"), watched.remarks)] if watched.remarks and form is None else []),
        ],
        form=form,
        warnings=warnings,
        do=lambda: do(
            watched=watched, acting_user=request.user, **(form.cleaned_data if form is not None else {})
        ),
        cancel_url=watched.get_absolute_url(),
    )


@requires(duty="finance", levels="city")
@once
def draw_up(request: AgencyRequest, watch_month_id: int) -> HttpResponseBase:
    return _act(
        request, watch_month_id, service.draw_up_report, title=_("Draw up the monthly report"),
        form=RemarksForm(request.POST or None), warnings=(_("From now on the month's figures stay."),),
    )  # fmt: skip


@requires(duty="approve", levels="city")
@once
def send_back(request: AgencyRequest, watch_month_id: int) -> HttpResponseBase:
    form = ReasonForm(request.POST or None)
    return _act(
        request, watch_month_id, service.return_report, title=_("Return the monthly report"), form=form
    )


@requires(duty="approve", levels="city")
@once
def publish(request: AgencyRequest, watch_month_id: int) -> HttpResponseBase:
    shown = (_("Every agency of the area sees all counties' figures; the report stays as it is."),)
    return _act(
        request, watch_month_id, service.publish_report, title=_("Publish the monthly report"), warnings=shown
    )
