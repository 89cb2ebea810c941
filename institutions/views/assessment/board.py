"""The round of a year, county by state; opening it, computing its figures, deciding many sheets, publishing."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from config.access import requires
from config.display import changed_query
from config.forms import Fact, act_page, once
from config.listing import Column, Table
from config.listing.export import tables_workbook
from config.spreadsheets.web import dated, workbook_answer
from institutions.access import AgencyRequest
from institutions.forms_assessment import OpenForm, PlaceForm, past_years
from institutions.models import Agency, Assessment, AssessmentRound, Duty, PoolingArea
from institutions.services.assessment.decide import AT_ONCE, BULK, in_bulk, ready_sheets
from institutions.services.assessment.figures import start_computing
from institutions.services.assessment.open_round import open_round
from institutions.services.assessment.publish import publish
from institutions.services.assessment.states import ACTS

TONES = {
    "collecting": "info", "provisional": "warn", "reviewed": "info", "approved": "ok", "published": "ok",
    "dropped": "plain",
}  # fmt: skip


def _user(request: AgencyRequest) -> Any:
    return request.user


def _area(request: AgencyRequest) -> PoolingArea:
    area: PoolingArea = request.assignment.agency.area
    return area


@requires()
def assessment_board(request: AgencyRequest) -> HttpResponseBase:
    """On screen, with ``print`` on paper, with ``export`` as a workbook."""
    area = _area(request)
    rounds = AssessmentRound.objects.filter(area=area).select_related("published_by")
    asked = request.GET.get("year", "")
    held = rounds.filter(year=int(asked)).first() if asked.isdecimal() and len(asked) == 4 else rounds.first()
    table = None if held is None else _by_county(held)
    title = _("Yearly assessment") if held is None else _("Yearly assessment %(year)s") % {"year": held.year}
    if "export" in request.GET and table is not None:
        return workbook_answer(tables_workbook([table]), dated(title))
    context = {
        "title": title,
        "held": held,
        "rounds": rounds,
        "asked": asked,
        "table": table,
        "tables": [table] if table else [],
        "agency": request.assignment.agency,
        "period": held.year if held else "",
        "figures": [] if held is None else _figures(held),
        "actions": _actions(request, area, held),
        "print_url": changed_query(request.GET, print="1"),
        "export_url": changed_query(request.GET, export="1"),
        "back_url": changed_query(request.GET, print=None),
        "printed_at": timezone.now(),
    }
    name = "board_print" if "print" in request.GET and table is not None else "board"
    return render(request, f"institutions/assessment/{name}.html", context)


def _by_county(held: AssessmentRound) -> Table:
    """A row a county: how many sheets in each state, the mean score, how many are late."""
    today = timezone.localdate()
    states = {state: Count("pk", filter=Q(state=state)) for state in Assessment.State.values}
    rows = list(
        Assessment.objects.filter(round=held)
        .order_by("county__code")
        .values("county", "county__name")
        .annotate(
            whole=Count("pk"),
            mean=Avg("score"),
            late=Count("pk", filter=Q(due_on__lt=today) & ~Q(state__in=("approved", "published", "dropped"))),
            **states,
        )
    )

    def link(state: str | None = None) -> Callable[[Any], str]:
        def url(row: Any) -> str:
            asked = {"round": held.pk, "county": row["county"]} | ({"state": state} if state else {})
            return f"{reverse('institutions:assessment_sheets')}?{urlencode(asked)}"

        return url

    labels = dict(Assessment.State.choices)
    columns = [
        Column("county__name", _("County"), link=link()),
        Column("whole", _("Institutions"), "number"),
        *(Column(state, labels[state], "number", link=link(state)) for state in states),
        Column("late", _("Late"), "number"),
        Column(
            "mean", _("Mean score"),
            get=lambda row: None if row["mean"] is None else Decimal(row["mean"]).quantize(Decimal("0.01")),
        ),
    ]  # fmt: skip
    totals = {name: sum(row[name] for row in rows) for name in ("whole", *states, "late")}
    return Table(
        caption=_("Sheets by county"), columns=columns, rows=rows, totals=totals, total_title=_("Together")
    )


def _figures(held: AssessmentRound) -> list[dict[str, Any]]:
    return [
        {"label": _("State"), "value": held.get_state_display()},
        {"label": _("Values entered by"), "value": held.entries_by},
        {"label": _("Published by the day"), "value": held.publish_by},
    ] + (
        [{"label": _("Published on"), "value": held.published_on, "note": held.place}]
        if held.published_on
        else []
    )


def _actions(
    request: AgencyRequest, area: PoolingArea, held: AssessmentRound | None
) -> list[tuple[Any, str, bool]]:
    """(title, address, main) of what this person may do with the round."""
    user = _user(request)
    city = Agency.objects.filter(area=area, level=Agency.Level.CITY).first()
    duties = set() if city is None else user.duties_at(city)
    found: list[tuple[Any, str, bool]] = []
    if Duty.HANDLE in duties:
        found.append((_("Open a year"), reverse("institutions:open_assessment"), held is None))
    if held is None or city is None:
        return found
    if held.state == AssessmentRound.State.OPEN:
        if Duty.HANDLE in duties:
            found.append((_("Compute the figures"), _of("compute_assessment", held), False))
        titles = {
            "conclude": _("Tell provisional scores"),
            "review": _("Review scores"),
            "approve": _("Approve scores"),
        }
        for act in BULK:
            if count := ready_sheets(held=held, act=act, user=user).count():
                found.append((f"{titles[act]} ({count})", _of(f"{act}_assessments", held), True))
        if Duty.HANDLE in duties:
            found.append((_("Publish"), _of("publish_assessment", held), False))
    else:
        url = f"{reverse('institutions:published_assessments')}?round={held.pk}"
        found.append((_("Published list"), url, False))
    return found


def _of(name: str, held: AssessmentRound) -> str:
    return reverse(f"institutions:{name}", args=[held.pk])


def _board(held: AssessmentRound) -> str:
    return f"{reverse('institutions:assessments')}?year={held.year}"


@requires(duty="handle", levels="city")
@once
def open_year(request: AgencyRequest) -> HttpResponseBase:
    area = _area(request)
    form = OpenForm(request.POST or None, initial={"year": past_years()[0][0]})
    return act_page(
        request,
        title=_("Open the assessment of a year"),
        facts=[Fact(_("Pooling area"), area)],
        warnings=[
            _(
                "Every institution that was designated on a day of the year gets a sheet. Asked again for the same "
                "year, only institutions without one do."
            )
        ],
        form=form,
        do=lambda: _board(open_round(area=area, acting_user=_user(request), **form.cleaned_data)),
        label=_("Open"),
        said=_("The assessment is open."),
        cancel_url=reverse("institutions:assessments"),
    )


@requires(duty="handle", levels="city")
@once
def compute(request: AgencyRequest, assessment_round_id: int) -> HttpResponseBase:
    held = _round(assessment_round_id)
    sheets = held.sheets.filter(state=Assessment.State.COLLECTING).count()
    return act_page(
        request,
        title=_("Compute the figures"),
        facts=[Fact(_("Year"), held.year), Fact(_("Sheets"), sheets)],
        warnings=[_("Figures computed before are replaced; sheets whose score was told keep theirs.")],
        do=lambda: reverse("job", args=[start_computing(held=held, acting_user=_user(request)).pk]),
        label=_("Compute"),
        said=_("The figures are being computed."),
        cancel_url=_board(held),
    )


@requires(duty="handle", levels="city")
@once
def publish_list(request: AgencyRequest, assessment_round_id: int) -> HttpResponseBase:
    held = _round(assessment_round_id)
    counted = dict(held.sheets.order_by().values_list("state").annotate(Count("pk")))
    labels = dict(Assessment.State.choices)
    form = PlaceForm(request.POST or None)
    return act_page(
        request,
        title=_("Publish the results"),
        facts=[Fact(_("Year"), held.year)]
        + [Fact(labels[state], counted[state]) for state in labels if state in counted],
        warnings=[_("The list and what follows from each score are kept for good.")],
        form=form,
        do=lambda: _board(publish(held=held, acting_user=_user(request), **form.cleaned_data)),
        label=_("Publish"),
        said=_("The results are published."),
        cancel_url=_board(held),
    )


def _bulk(act: str, title: Any, said: Any) -> Callable[[HttpRequest, int], HttpResponseBase]:
    """A view that does ``act`` on every sheet that is ready for it."""

    def view(request: AgencyRequest, assessment_round_id: int) -> HttpResponseBase:
        held = _round(assessment_round_id)
        user = _user(request)
        ready = ready_sheets(held=held, act=act, user=user)
        columns = (
            Column("institution__fixmedins_code", _("Institution code"), "code"),
            Column("institution__name", _("Institution")),
            Column("county", _("County")),
            Column("score", _("Score")),
            Column("concluded_by", _("Concluded by")),
        )

        def do() -> str:
            in_bulk(held=held, act=act, acting_user=user)
            return _board(held)

        return act_page(
            request,
            title=title(),
            facts=[Fact(_("Year"), held.year), Fact(_("Sheets"), ready.count()), Fact(_("Act"), ACTS[act])],
            affects=Table(caption=_("Sheets"), columns=columns, rows=ready[:AT_ONCE]),
            do=do,
            said=said(),
            cancel_url=_board(held),
        )

    return view


conclude_all = requires(duty="handle")(
    once(_bulk("conclude", lambda: _("Tell provisional scores"), lambda: _("The scores are told.")))
)
review_all = requires(duty="review")(
    once(_bulk("review", lambda: _("Review scores"), lambda: _("The scores are reviewed.")))
)
approve_all = requires(duty="approve", levels="city")(
    once(_bulk("approve", lambda: _("Approve scores"), lambda: _("The scores are approved.")))
)


def _round(pk: int) -> AssessmentRound:
    found: AssessmentRound = get_object_or_404(AssessmentRound.objects.select_related("area"), pk=pk)
    return found
