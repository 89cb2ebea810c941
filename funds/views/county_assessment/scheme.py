"""The scheme of a year: its indicators with curve and clause, and the acts on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.access import requires
from config.display import changed_query
from config.forms import Fact, act_page, once
from config.listing import Column, Table
from config.listing.export import tables_workbook
from config.spreadsheets.web import workbook_answer
from enrollment.target_forms import YearForm
from funds.forms_county_assessment import DaysForm, IndicatorForm
from funds.models import CountyIndicator, CountyScheme, CountySheet
from funds.rules.county_assessment import SCHEME
from funds.services.county_assessment.figures import start_computing
from funds.services.county_assessment.publish import publish_results
from funds.services.county_assessment.report import measure_of
from funds.services.county_assessment.scheme import (
    Changed,
    approve_scheme,
    change_days,
    change_indicator,
    draft_scheme,
    open_scheme,
    send_back_scheme,
)
from funds.views import year_guide
from institutions.access import AgencyRequest
from institutions.forms_assessment import PlaceForm, WhyForm
from institutions.models import Duty
from institutions.policy.scoring import curve_in_words
from institutions.policy.wording import word

from .board import SCHEME_TONES, schemes_shown
from .words import words_of

ASSESSORS = ("region", "city")
# Act → (duty, page, main).
PAGES = {
    "change": (Duty.HANDLE, "change_county_days", False),
    "send_back": (Duty.APPROVE, "send_back_county_scheme", False),
    "approve": (Duty.APPROVE, "approve_county_scheme", True),
    "open": (Duty.HANDLE, "open_county_scheme", True),
    "publish": (Duty.HANDLE, "publish_county_scheme", True),
}


def _titles() -> dict[str, str]:
    return {
        "change": _("Set the days"), "send_back": _("Send back"), "approve": _("Approve the scheme"),
        "open": _("Open for self-reports"), "publish": _("Publish"),
    }  # fmt: skip


def scheme_in_reach(request: AgencyRequest, pk: int) -> CountyScheme:
    found: CountyScheme = get_object_or_404(schemes_shown(request), pk=pk)
    request.navigated_as = found.board_url
    return found


@requires(region=True)
def scheme_page(request: AgencyRequest, county_scheme_id: int) -> HttpResponseBase:
    """On screen, with ``print`` on paper, with ``export`` as a workbook."""
    scheme = scheme_in_reach(request, county_scheme_id)
    duties = request.user.duties_at(scheme.agency)
    table = indicators_table(
        scheme, may_change=scheme.state == CountyScheme.State.DRAFT and Duty.HANDLE in duties
    )
    title = words_of(scheme.of_cities).title_of_scheme(scheme.year)
    if "export" in request.GET:
        return workbook_answer(tables_workbook([table]), title)
    context = year_guide.of_scheme(scheme) | {
        "title": title, "scheme": scheme, "tone": SCHEME_TONES[scheme.state], "tables": [table],
        "buttons": _buttons(request, scheme), "agency": scheme.agency, "period": scheme.year,
        "print_url": changed_query(request.GET, print="1"), "export_url": changed_query(request.GET, export="1"),
        "back_url": scheme.get_absolute_url(), "printed_at": timezone.now(),
    }  # fmt: skip
    name = (
        "institutions/assessment/board_print.html"
        if "print" in request.GET
        else "funds/county_assessment/scheme.html"
    )
    return render(request, name, context)


def indicators_table(scheme: CountyScheme, *, may_change: bool) -> Table:
    """Every indicator with its field, points, curve and where it is from."""
    rows = list(scheme.indicators(manager="objects").all())

    def address(row: CountyIndicator) -> str | None:
        return reverse("funds:change_county_indicator", args=[scheme.pk, row.pk]) if may_change else None

    columns = (
        Column("position", _("Number"), "number"),
        Column("title", _("Indicator"), link=address),
        Column("field", _("Area of work"), get=lambda row: word(row.field)),
        Column("points", _("Points to be had"), "number"),
        Column("source", _("Source")),
        Column(
            "curve", _("How the points follow"), get=lambda row: curve_in_words(measure_of(row)) or _("given")
        ),
        Column("clause", _("Clause")),
        Column("assumed", _("Assumed"), "assumed"),
        Column("changed", _("Why it differs from the policy")),
    )
    return Table(
        caption=_("Indicators"),
        columns=columns,
        rows=rows,
        totals={"points": sum(row.points for row in rows)},
    )


def _buttons(request: AgencyRequest, scheme: CountyScheme) -> list[tuple[Any, str, bool]]:
    duties, titles = request.user.duties_at(scheme.agency), _titles()
    found = [
        (titles[act], reverse(f"funds:{page}", args=[scheme.pk]), main)
        for act, (duty, page, main) in PAGES.items()
        if duty in duties
        and SCHEME.allows(scheme.state, act)
        and not (act == "approve" and scheme.prepared_by_id == request.user.pk)
        and not (act == "publish" and _waits_for_scores(scheme))
    ]
    if scheme.state == CountyScheme.State.OPEN and Duty.HANDLE in duties:
        found.insert(
            0, (_("Compute the figures"), reverse("funds:compute_county_scheme", args=[scheme.pk]), False)
        )
    return found


def _waits_for_scores(scheme: CountyScheme) -> bool:
    """Whether a score is not final: nothing can be published yet."""
    return bool(scheme.sheets(manager="objects").exclude(state=CountySheet.State.FINAL).exists())


@requires(duty="handle", levels=ASSESSORS)
@once
def draft(request: AgencyRequest) -> HttpResponseBase:
    agency = request.assignment.agency
    form = YearForm(request.POST or None, initial={"year": timezone.localdate().year})
    return act_page(
        request,
        title=_("Draft a scheme"),
        facts=[Fact(_("Assessed by"), agency)],
        warnings=[
            _("It begins with the indicators of the policy; points and targets can be set for the year before another "
              "person approves.")
        ],
        form=form,
        do=lambda: draft_scheme(agency=agency, acting_user=request.user, **form.cleaned_data),
        label=_("Draft a scheme"),
        said=_("Drafted from the policy."),
        cancel_url=reverse(f"funds:{'city' if agency.level == 'region' else 'county'}_assessments"),
    )  # fmt: skip


def _act(
    request: AgencyRequest,
    pk: int,
    title: str,
    said: str,
    do: Callable[..., Any],
    form: forms.Form | None = None,
    warnings: tuple[str, ...] = (),
) -> HttpResponseBase:
    scheme = scheme_in_reach(request, pk)
    facts = [
        Fact(_("Year"), scheme.year),
        Fact(_("State"), scheme.get_state_display()),
        Fact(_("Prepared by"), scheme.prepared_by),
    ]

    def act() -> Any:
        given = {} if form is None else form.cleaned_data
        found = do(scheme=scheme, acting_user=request.user, **given)
        return found if isinstance(found, str) else scheme

    return act_page(
        request, title=title, facts=facts, form=form, do=act, said=said, warnings=warnings,
        cancel_url=scheme.get_absolute_url(),
    )  # fmt: skip


@requires(duty="handle", levels=ASSESSORS)
@once
def change_days_page(request: AgencyRequest, county_scheme_id: int) -> HttpResponseBase:
    scheme = scheme_in_reach(request, county_scheme_id)
    form = DaysForm.of(scheme, request.POST or None)
    return _act(request, scheme.pk, _("Set the days"), _("The days are set."), change_days, form)


@requires(duty="handle", levels=ASSESSORS)
@once
def change_indicator_page(
    request: AgencyRequest, county_scheme_id: int, county_indicator_id: int
) -> HttpResponseBase:
    scheme = scheme_in_reach(request, county_scheme_id)
    row = get_object_or_404(CountyIndicator.objects, pk=county_indicator_id, scheme=scheme)
    form = IndicatorForm(request.POST or None, indicator=row)

    def do() -> Any:
        change_indicator(
            indicator=row, changed=Changed(**form.changed_to()), reason=form.cleaned_data["reason"],
            acting_user=request.user,
        )  # fmt: skip
        return scheme

    return act_page(
        request,
        title=_("Set an indicator for the year"),
        facts=[
            Fact(_("Indicator"), row),
            Fact(_("How the points follow"), curve_in_words(measure_of(row)) or "—"),
        ],
        form=form,
        do=do,
        label=_("Save"),
        said=_("The indicator is set."),
        cancel_url=scheme.get_absolute_url(),
    )


@requires(duty="approve", levels=ASSESSORS)
@once
def approve(request: AgencyRequest, county_scheme_id: int) -> HttpResponseBase:
    frozen = _("Indicators, points and days are frozen then.")
    return _act(
        request, county_scheme_id, _("Approve the scheme"), _("The scheme is approved."), approve_scheme,
        warnings=(frozen,),
    )  # fmt: skip


@requires(duty="approve", levels=ASSESSORS)
@once
def send_back(request: AgencyRequest, county_scheme_id: int) -> HttpResponseBase:
    form = WhyForm(request.POST or None)
    return _act(request, county_scheme_id, _("Send back"), _("Sent back."), send_back_scheme, form)


@requires(duty="handle", levels=ASSESSORS)
@once
def open_page(request: AgencyRequest, county_scheme_id: int) -> HttpResponseBase:
    each = _("Whoever is assessed gets a sheet and reports on itself.")
    said = _("Open for self-reports: compute the figures next.")
    return _act(request, county_scheme_id, _("Open for self-reports"), said, open_scheme, warnings=(each,))


@requires(duty="handle", levels=ASSESSORS)
@once
def compute(request: AgencyRequest, county_scheme_id: int) -> HttpResponseBase:
    def do(**given: Any) -> str:
        return reverse("job", args=[start_computing(**given).pk])

    kept = _("Sheets whose verification is concluded keep their figures.")
    return _act(
        request, county_scheme_id, _("Compute the figures"), _("The figures are being computed."), do,
        warnings=(kept,),
    )  # fmt: skip


@requires(duty="handle", levels=ASSESSORS)
@once
def publish(request: AgencyRequest, county_scheme_id: int) -> HttpResponseBase:
    def do(**given: Any) -> str:
        publish_results(**given)
        return CountyScheme.objects.select_related("agency").get(pk=county_scheme_id).board_url

    return _act(
        request, county_scheme_id, _("Publish the results"), _("The results are published."), do,
        PlaceForm(request.POST or None), (_("Ranks and scores are kept for good."),),
    )  # fmt: skip
