"""The monthly clearing: the list of months, one month with its live progress, the months on the desk."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Sum
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.reads.reconciliations import MonthStanding, standing_of_month
from config.access import requires
from config.codes import name_of
from config.listing import Action, ChoiceFilter, Column, Listing, MonthFilter
from config.listing.tables import Table
from config.money import from_fen
from config.session_limits import whole_page_anew
from config.views.jobs import progress_context
from funds.models import Clearing, ClearingStep, Statement
from funds.reads.clearing import (
    matrix_of,
    months_at_a_glance,
    payments_summary,
    step_board,
    totals_of,
    transfers_of,
)
from funds.reads.sendings import SENDABLE, counts_of
from funds.services.clearing.cash import cover_of, draws_on_appropriations, taken_already
from funds.services.clearing.units import units_of
from institutions.access import AgencyRequest

from .clearing_faults import mends_of

CITY = ("city",)
TONES = {
    "collecting": "plain",
    "adjudicated": "warn",
    "reviewed": "info",
    "netted": "info",
    "posted": "warn",
    "paid": "ok",
    "closed": "ok",
}
STATES = [state.value for state in Clearing.State]


def page_of(clearing: Clearing) -> str:
    return reverse("funds:clearing", args=[clearing.pk])


class ClearingList(Listing):
    key = "clearings"
    title = gettext_lazy("Monthly clearing")
    columns = (
        Column("month", gettext_lazy("Month"), "month", sort="month"),
        Column("insutype", gettext_lazy("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("area", gettext_lazy("Pooling area")),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("started_by", gettext_lazy("Started by")),
        Column("reviewed_by", gettext_lazy("Reviewed by")),
        Column("payment_approved_by", gettext_lazy("Payment approved by")),
        Column("closed_at", gettext_lazy("Closed at"), "minute"),
    )
    filters = (
        MonthFilter("month", gettext_lazy("Month")),
        ChoiceFilter("state", gettext_lazy("State"), choices=Clearing.State),
    )
    order = "-month"
    empty_title = gettext_lazy("No month was cleared yet.")
    empty_hint = gettext_lazy(
        "Once the month's bills are settled, the city's finance starts its clearing here."
    )

    def rows(self) -> QuerySet[Clearing]:
        return Clearing.objects.select_related("area", "started_by", "reviewed_by", "payment_approved_by")

    def row_url(self, row: Clearing) -> str:
        return page_of(row)

    def actions(self) -> list[Action]:
        may = self.assignment and self.assignment.agency.level in CITY and "finance" in self.assignment.duties
        return [Action(_("Start a month"), reverse("funds:start_clearing"), main=True)] if may else []


@requires()
def clearing_list(request: AgencyRequest) -> HttpResponseBase:
    return ClearingList.respond(request)


@requires()
def clearing_page(request: AgencyRequest, clearing_id: int) -> HttpResponse:
    """One month: where it stands, county by step, the matrix, each county's net, and what to do next."""
    clearing = clearing_in_reach(clearing_id)
    job = clearing.job
    context: dict[str, Any] = {
        **_live(clearing),
        "title": _("Clearing of %(month)s") % {"month": f"{clearing.month:%Y-%m}"},
        "scheme": name_of("insutype", clearing.insutype),
        "running": _runs(clearing),
        "matrix": matrix_of(clearing),
        "payments": payments_summary(clearing),
        "reconciled": _reconciled(clearing),
        "acts": _acts(request, clearing),
        "cover": _cover(request, clearing),
        "job": None,
    }
    if job is not None and job.owner_id == request.user.pk:
        context |= progress_context(job)
    return render(request, "funds/clearing.html", context)


@requires()
def clearing_progress(request: AgencyRequest, clearing_id: int) -> HttpResponse:
    """What moves on the month's page while its run goes on; once that has ended, the whole page anew."""
    clearing = clearing_in_reach(clearing_id)
    if not _runs(clearing):
        return whole_page_anew()
    context = {**_live(clearing), "running": True, "moved": True}
    return render(request, "funds/clearing_live.html", context)


def _runs(clearing: Clearing) -> bool:
    return clearing.job is not None and not clearing.job.is_finished


def _live(clearing: Clearing) -> dict[str, Any]:
    """State, figures and county by step: what ``funds/clearing_live.html`` needs."""
    mends = mends_of(clearing)
    return {
        "clearing": clearing,
        "state_tone": TONES[clearing.state],
        "stages": _stages(clearing),
        "totals": totals_of(clearing),
        "sent": counts_of([clearing]).get(clearing.pk) if clearing.state in SENDABLE else None,
        "transfers": transfers_of(clearing),
        "board": [(unit, cells, mends.get(unit.pk)) for unit, cells in step_board(clearing)],
        "steps": ClearingStep.Step.choices,
    }


COVER_COLUMNS = (
    Column("unit", gettext_lazy("Unit")),
    Column(
        "needed",
        gettext_lazy("Needed after the net transfers"),
        "money",
        get=lambda row: from_fen(row.needed),
    ),
    Column(
        "free", gettext_lazy("Free on the expenditure account"), "money", get=lambda row: from_fen(row.free)
    ),
    Column("short", gettext_lazy("Short by"), "money", get=lambda row: from_fen(row.short)),
)
WAITS_FOR_MONEY = ("netted", "posted")


def _cover(request: AgencyRequest, clearing: Clearing) -> Table | None:
    """What the payments need and what is there, unit by unit, while nothing is paid yet."""
    if clearing.state not in WAITS_FOR_MONEY or not draws_on_appropriations(clearing):
        return None
    units = units_of(clearing.area)
    if request.assignment.agency.level not in CITY:
        units = [unit for unit in units if unit.pk == request.assignment.agency.county_id]
    rows = [cover_of(clearing, unit, set_off=taken_already(clearing, unit)) for unit in units]
    return Table(
        _("Payments beside the cash"),
        COVER_COLUMNS,
        rows,
        row_css=lambda row: "strong" if row.short else "",
        unit=_("yuan"),
    )


def _reconciled(clearing: Clearing) -> MonthStanding:
    """Who has reconciled the month; once adjudicated, its statements say which institutions it has."""
    sums = Statement.objects.filter(clearing=clearing).order_by().values_list("institution")
    rows = sums.annotate(Sum("medfee_sumamt"), Sum("fund_appy_sum"), Sum("acct_pay"))
    known = {institution: (fee, fund, account) for institution, fee, fund, account in rows}
    return standing_of_month(clearing.area, clearing.month, clearing.insutype, known or None)


def _stages(clearing: Clearing) -> list[dict[str, Any]]:
    """The states in order, each past, present or to come."""
    here = STATES.index(clearing.state)
    return [
        {"label": state.label, "css": "done" if n < here else "now" if n == here else "ahead"}
        for n, state in enumerate(Clearing.State)
    ]


def _acts(request: AgencyRequest, clearing: Clearing) -> list[Action]:
    """What this person may do with the month as it stands; each act checks again."""
    assignment = request.assignment
    if assignment.agency.level not in CITY or _runs(clearing):
        return []
    duties, state, acts = assignment.duties, clearing.state, []
    at = [clearing.pk]
    if state == "collecting" and "finance" in duties:
        acts.append(Action(_("Start"), reverse("funds:restart_clearing", args=at), main=True))
    if state == "adjudicated" and "review" in duties:
        acts.append(Action(_("Send back"), reverse("funds:send_back_clearing", args=at)))
        acts.append(Action(_("Review"), reverse("funds:review_clearing", args=at), main=True))
    unfinished = ClearingStep.objects.filter(clearing=clearing).exclude(state="done").exists()
    if state in ("reviewed", "netted", "posted") and unfinished and {"review", "finance"} & set(duties):
        acts.append(Action(_("Go on"), reverse("funds:continue_clearing", args=at), main=True))
    if state == "paid" and "finance" in duties:
        acts.append(Action(_("Close the month"), reverse("funds:close_clearing", args=at), main=True))
    return acts


def clearing_in_reach(clearing_id: int) -> Clearing:
    related = ("area", "job__owner", "started_by", "reviewed_by", "payment_approved_by", "closed_by")
    return get_object_or_404(Clearing.objects.select_related(*related), pk=clearing_id)


def month_panel(request: AgencyRequest, assignment: Any) -> dict[str, Any]:
    """Panel of the desk: the latest months, and for the one under way county by step."""
    months = list(months_at_a_glance(assignment.agency.area_id))
    under_way = next((month for month, _sum in months if month.state not in ("closed", "collecting")), None)
    return {
        "months": [
            (month, payable, name_of("insutype", month.insutype), TONES[month.state])
            for month, payable in months
        ],
        "chart": {
            "kind": "bar",
            "categories": [f"{month.month:%Y-%m}" for month, _sum in reversed(months)],
            "series": [{"name": _("Payable"), "data": [payable for _month, payable in reversed(months)]}],
            "unit": _("yuan"),
        },
        "under_way": under_way,
        "board": step_board(under_way) if under_way else [],
        "steps": ClearingStep.Step.choices,
    }
