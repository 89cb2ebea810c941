"""The year's clearing with institutions: the years, one year, one institution's statement, what would be otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.payment_words import TITLES, explained, method_name
from config.access import requires
from config.codes import name_of
from config.errors import DomainError
from config.listing import Action, ChoiceFilter, Column, Listing, Table, TextFilter
from config.money import from_fen
from config.spreadsheets.web import workbook_answer
from config.views.jobs import progress_context
from funds.forms_years import WhatIfYearForm
from funds.models import InstitutionYear, YearClearing, YearObjection
from funds.services.year_clearing.what_if import what_if
from funds.spreadsheets.institution_year import institution_year_workbook

READERS = ("finance", "approve", "review", "audit", "handle")
CITY = ("city",)
TONES = {"open": "plain", "computed": "info", "sent": "warn", "reviewed": "ok"}
YEAR_TONES = {"computed": "plain", "sent": "warn", "confirmed": "ok", "objected": "bad", "answered": "info"}


class YearList(Listing):
    key = "year-clearings"
    title = _("Year-end clearings with institutions")
    columns = (
        Column("year", _("Year"), "code", sort="year"),
        Column("insutype", _("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("state", _("State"), "badge", tone=TONES),
        Column("computed_by", _("Computed by")),
        Column("computed_at", _("Computed at"), "minute"),
        Column("sent_at", _("Sent at"), "minute"),
        Column("reviewed_by", _("Reviewed by")),
        Column("reviewed_at", _("Reviewed at"), "minute"),
        Column("settled_from", _("Settled from"), "month"),
    )
    filters = (ChoiceFilter("state", _("State"), choices=YearClearing.State),)
    order = "-year"
    empty_title = _("No year has been opened.")
    empty_hint = _("Open a year once it is over and its months are cleared.")

    def rows(self) -> QuerySet[Any]:
        return YearClearing.objects.select_related("computed_by", "reviewed_by")

    def row_url(self, row: Any) -> str:
        return str(row.get_absolute_url())

    def actions(self) -> Iterable[Action]:
        at_city = self.assignment is not None and self.assignment.agency.level == "city"
        if at_city and self.assignment and "finance" in self.assignment.duties:
            yield Action(_("Open a year"), reverse("funds:open_year"), main=True)


@requires(duty=READERS)
def year_list(request: HttpRequest) -> HttpResponseBase:
    return YearList.respond(request)


class InstitutionYears(Listing):
    key = "institution-years"
    title = _("Institutions of the year")
    unit = _("yuan")
    columns = (
        Column("institution__fixmedins_code", _("Institution code"), "code"),
        Column("institution", _("Institution")),
        Column("county", _("Paid by")),
        Column("consortium", _("Consortium"), default=False),
        Column("state", _("State"), "badge", tone=YEAR_TONES),
        Column("billed", _("Drawn on the fund by bills"), "money", total=True),
        Column("due", _("Due for the year"), "money", total=True),
        Column("kept", _("Surplus kept"), "money", total=True),
        Column("shared", _("Overrun borne by the fund"), "money", total=True),
        Column("deducted", _("Deducted"), "money", total=True, default=False),
        Column("prepaid", _("Prepaid in the months"), "money", total=True),
        Column("deposit_held", _("Quality deposit held"), "money", total=True, default=False),
        Column("score", _("Score of the assessment"), "quantity"),
        Column("deposit_released", _("Quality deposit released"), "money", total=True, default=False),
        Column("deposit_withheld", _("Quality deposit not released"), "money", total=True, default=False),
        Column("deducted_beyond", _("Deductions beyond what is due"), "money", total=True, default=False),
        Column("capital_settled", _("Working capital settled"), "money", total=True, default=False),
        Column("balance", _("Paid at year end (below zero: taken back)"), "money", total=True),
    )
    filters = (
        TextFilter(
            "q",
            _("Institution"),
            lookups=("institution__fixmedins_code__begins", "institution__name__icontains"),
            hint=_("code or name"),
        ),
        ChoiceFilter("state", _("State"), choices=InstitutionYear.State),
    )
    order = "pk"
    empty_title = _("Nothing is computed yet.")

    def heading(self) -> str:
        return gettext("Institutions of %(year)s") % {"year": clearing_of(self.given["clearing"])}

    def rows(self) -> QuerySet[Any]:
        years = InstitutionYear.objects.filter(clearing=self.given["clearing"])
        return years.select_related("institution", "county", "consortium")

    def row_url(self, row: Any) -> str:
        return str(row.get_absolute_url())


@requires(duty=READERS)
def institution_years(request: HttpRequest, year_clearing_id: int) -> HttpResponseBase:
    return InstitutionYears.respond(request, clearing=clearing_of(year_clearing_id).pk)


def clearing_of(year_clearing_id: int) -> YearClearing:
    found: YearClearing = get_object_or_404(
        YearClearing.objects.select_related("area", "opened_by", "computed_by", "reviewed_by", "job"),
        pk=year_clearing_id,
    )
    return found


def year_of(institution_year_id: int) -> InstitutionYear:
    found: InstitutionYear = get_object_or_404(
        InstitutionYear.objects.select_related(
            "clearing__area", "clearing__computed_by", "clearing__reviewed_by", "institution", "county",
            "consortium", "confirmed_by", "statement__clearing",
        ),
        pk=institution_year_id,
    )  # fmt: skip
    return found


def duties_of(request: HttpRequest) -> tuple[set[str], bool]:
    """Duties of the assignment at work, and whether it is at the city."""
    assignment: Any = getattr(request, "assignment", None)
    return set(assignment.duties), assignment.agency.level == "city"


@requires(duty=READERS)
def year_page(request: HttpRequest, year_clearing_id: int) -> HttpResponse:
    """Where the year stands: common budgets and what is left of them, institutions by state, objections."""
    clearing = clearing_of(year_clearing_id)
    duties, city = duties_of(request)
    years = InstitutionYear.objects.filter(clearing=clearing)
    states = [
        (label, years.filter(state=state).count(), state) for state, label in InstitutionYear.State.choices
    ]
    state = clearing.state
    objections = YearObjection.objects.filter(clearing=clearing).select_related("institution", "entered_by")
    own_year = dict(years.values_list("institution", "pk"))
    return render(
        request,
        "funds/years/year.html",
        {
            "title": gettext("Year-end clearing of %(year)s") % {"year": clearing},
            "clearing": clearing,
            "tone": TONES[state],
            "pools": [
                {"pool": pool, "method": method_name(pool.method), "steps": titled(pool.steps)}
                for pool in clearing.pools.order_by("method")
            ],
            "states": [one for one in states if one[1]],
            "sums": _sums(years),
            "objections": [(one, own_year.get(one.institution_id)) for one in objections.order_by("-pk")],
            **_job(request, clearing),
            "may": {
                "compute": city and "finance" in duties and state in ("open", "computed"),
                "send": city and "finance" in duties and state == "computed",
                "review": city and "review" in duties and state == "sent",
                "send_back": city and "review" in duties and state in ("computed", "sent"),
                "ask": city and state != "open",
            },
        },
    )


def _sums(years: QuerySet[Any]) -> dict[str, Any]:
    """Of the institutions the reader sees, together; yuan. Empty before anything is computed."""
    names = ("billed", "due", "prepaid", "capital_settled", "balance")
    found: dict[str, Any] = years.aggregate(**{name: Sum(name) for name in names})
    return found if found["due"] is not None else {}


def _job(request: HttpRequest, clearing: YearClearing) -> dict[str, Any]:
    """The computing job while it runs, or why it failed; shown to whoever started it."""
    job = clearing.job
    if job is None or job.owner_id != request.user.pk or clearing.state not in ("open", "computed"):
        return {"job": None}
    context = progress_context(job)
    tone = context.pop("tone")
    return {"job": None} if job.state == "done" else {**context, "job_tone": tone}


def titled(steps: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Kept steps with what their amount is called."""
    return [
        {
            **one,
            "title": TITLES.get(one["code"], ""),
            "yuan": None if one["amount"] is None else from_fen(one["amount"]),
        }
        for one in steps
    ]


@requires(duty=READERS)
def institution_year(request: HttpRequest, institution_year_id: int) -> HttpResponse:
    """The institution's statement of the year, every step with its clause. ``?print`` for paper to sign."""
    year = year_of(institution_year_id)
    duties, city = duties_of(request)
    sent = year.clearing.state == YearClearing.State.SENT
    objections = YearObjection.objects.filter(clearing=year.clearing, institution=year.institution)
    context = {
        "title": gettext("Year-end clearing of %(year)s: %(institution)s")
        % {"year": year.clearing, "institution": year.institution},
        "year": year,
        "tone": YEAR_TONES[year.state],
        "methods": [
            {"row": one, "name": method_name(one.method), "steps": titled(one.steps)}
            for one in year.methods.order_by("pk")
        ],
        "steps": titled(year.steps),
        "objections": objections.select_related("entered_by", "answered_by"),
        "printed_at": timezone.now(),
        "back_url": year.get_absolute_url(),
        "may": {
            "confirm": "handle" in duties and sent and year.state in ("sent", "answered"),
            "object": "handle" in duties and sent and year.state == "sent",
            "answer": city and "review" in duties and sent and year.state == "objected",
        },
    }
    template = "funds/years/print.html" if "print" in request.GET else "funds/years/institution.html"
    return render(request, template, context)


@requires(duty=READERS)
def institution_year_xlsx(request: HttpRequest, institution_year_id: int) -> HttpResponseBase:
    year = year_of(institution_year_id)
    return workbook_answer(institution_year_workbook(year), f"{year.institution.name}-{year.clearing.year}")


WHAT_IF_COLUMNS = (
    Column("institution", _("Institution")),
    Column("due", _("Due for the year"), "money"),
    Column("due_then", _("Due then"), "money"),
    Column("difference", _("Difference"), "money"),
    Column("balance", _("Paid at year end (below zero: taken back)"), "money"),
    Column("balance_then", _("Paid then"), "money"),
)
POOL_COLUMNS = (
    Column("method", _("Payment method")),
    Column("title", _("Amount of the year")),
    Column("text", _("How it comes about")),
)


@requires(duty=READERS, levels=CITY)
def year_what_if(request: HttpRequest, year_clearing_id: int) -> HttpResponse:
    """The year under another point value or other bands, beside what was computed. Nothing is stored."""
    clearing = clearing_of(year_clearing_id)
    pools = list(clearing.pools.order_by("method"))
    form = WhatIfYearForm(request.GET if request.GET else None, pools=pools)
    answer, refused = None, ""
    if form.is_bound and form.is_valid():
        try:
            answer = what_if(clearing=clearing, question=form.question())
        except DomainError as refusal:
            refused = str(refusal)
    return render(
        request,
        "funds/years/what_if.html",
        {
            "title": gettext("What if: year-end clearing of %(year)s") % {"year": clearing},
            "clearing": clearing,
            "pools": pools,
            "form": form,
            "refused": refused,
            "answer": answer,
            "table": answer
            and Table(gettext("By institution"), WHAT_IF_COLUMNS, answer.rows, unit=gettext("yuan")),
            "pool_table": answer and Table(gettext("Common budgets"), POOL_COLUMNS, _pool_rows(answer)),
        },
    )


def _pool_rows(answer: Any) -> list[dict[str, Any]]:
    return [
        {
            "method": method_name(method),
            "title": TITLES.get(one.code, ""),
            "text": explained(one).text,
        }
        for method, pool in answer.end.pools.items()
        for one in pool.steps
    ]


def years_of_institution(request: HttpRequest, institution: Any) -> dict[str, Any]:
    """Panel of the institution file: its latest years."""
    years = InstitutionYear.objects.filter(institution=institution).select_related("clearing")
    return {"years": years.order_by("-clearing__year", "clearing__insutype")[:10]}
