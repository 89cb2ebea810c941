"""The board of a year: where each county stands; once published, the table with ranks. Screen, print, workbook."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.access import requires
from config.display import changed_query
from config.listing import Column, Table
from config.listing.export import tables_workbook
from config.spreadsheets.web import dated, workbook_answer
from funds.models import CountyResult, CountyScheme, CountySheet
from funds.rules.county_assessment import FIELDS
from funds.services.county_assessment.states import units_of
from funds.views import year_guide
from institutions.access import AgencyRequest
from institutions.models import Agency, Duty
from institutions.policy.wording import word

from .words import words_of

State = CountySheet.State
TONES = {
    "reporting": "info", "submitted": "info", "verified": "warn", "told": "warn", "final": "ok", "published": "ok",
}  # fmt: skip
SCHEME_TONES = {"draft": "plain", "approved": "info", "open": "warn", "published": "ok"}
LATE_NEVER = (State.FINAL, State.PUBLISHED)


def schemes_shown(request: AgencyRequest) -> Any:
    """Schemes within reach; whoever is assessed sees one once it is approved."""
    found = CountyScheme.objects.select_related("area", "agency", "prepared_by", "approved_by")
    return found.filter(Q(agency=request.assignment.agency) | ~Q(state=CountyScheme.State.DRAFT))


@requires()
def board(request: AgencyRequest) -> HttpResponseBase:
    """Counties assessed by their city."""
    return _board(request, of_cities=False)


@requires(levels=("region", "city"))
def city_board(request: AgencyRequest) -> HttpResponseBase:
    """Cities assessed by their region (NM-09)."""
    return _board(request, of_cities=True)


def _board(request: AgencyRequest, *, of_cities: bool) -> HttpResponseBase:
    """On screen, with ``print`` on paper, with ``export`` as a workbook."""
    words, assessor = words_of(of_cities), Agency.Level.REGION if of_cities else Agency.Level.CITY
    schemes = schemes_shown(request).filter(agency__level=assessor).order_by("-year", "area__code")
    asked = request.GET.get("scheme", "")
    if asked.isdecimal() and len(asked) < 12:
        held = schemes.filter(pk=int(asked)).first()
    else:  # A draft is nobody's year yet: the year before it is what people come for.
        held = schemes.exclude(state=CountyScheme.State.DRAFT).first() or schemes.first()
    title = words.title if held is None else words.title_of_year(held.year)
    tables = [] if held is None else _tables(held)
    if "export" in request.GET and held is not None:
        return workbook_answer(tables_workbook(tables), dated(title))
    context = year_guide.of_scheme(held) | {
        "title": title, "held": held, "schemes": schemes, "tables": tables,
        "tone": "" if held is None else SCHEME_TONES[held.state], "agency": request.assignment.agency,
        "period": held.year if held else "", "figures": [] if held is None else _figures(held),
        "actions": _actions(request, held, assessor), "words": words,
        "print_url": changed_query(request.GET, print="1"),
        "export_url": changed_query(request.GET, export="1"), "back_url": changed_query(request.GET, print=None),
        "printed_at": timezone.now(),
    }  # fmt: skip
    if "print" in request.GET and held is not None:
        return render(request, "institutions/assessment/board_print.html", context)
    return render(request, "funds/county_assessment/board.html", context)


def _tables(held: CountyScheme) -> list[Table]:
    if held.state == CountyScheme.State.PUBLISHED:
        return [results_table(held)]
    if held.state == CountyScheme.State.OPEN:
        return [sheets_table(held)]
    return []


def results_table(held: CountyScheme) -> Table:
    """The published table: rank, score, grade, what follows, points by field."""
    rows = list(CountyResult.objects.filter(scheme=held).select_related("unit"))
    fields = [name for name in FIELDS if any(name in row.field_points for row in rows)]
    own = set(CountySheet.objects.filter(scheme=held).values_list("unit", "pk"))
    sheets = dict(own)

    def link(row: CountyResult) -> str | None:
        pk = sheets.get(row.unit_id)
        return None if pk is None else reverse("funds:county_sheet", args=[pk])

    columns = [
        Column("rank", _("Rank"), "number"),
        Column("unit", words_of(held.of_cities).unit, link=link),
        Column("score", _("Score"), "quantity"),
        Column("grade", _("Grade"), get=lambda row: word(row.grade)),
        Column("follows", _("Reward or penalty"), get=lambda row: word(row.follows) if row.follows else ""),
        *(
            Column(name, word(name), "quantity", get=lambda row, name=name: _points(row, name))  # type: ignore[misc]
            for name in fields
        ),
    ]
    return Table(caption=_("Published results"), columns=columns, rows=rows)


def _points(row: CountyResult, field: str) -> Decimal | None:
    found = row.field_points.get(field)
    return None if found is None else Decimal(str(found))


def sheets_table(held: CountyScheme) -> Table:
    """A row for each agency assessed: its state, until when, its score so far."""
    today, words = timezone.localdate(), words_of(held.of_cities)
    rows = CountySheet.objects.filter(scheme=held).select_related(
        "unit", "submitted_by", "verified_by", "told_by"
    )

    def late(row: CountySheet) -> str:
        return "late" if row.due_on and row.due_on < today and row.state not in LATE_NEVER else ""

    columns = (
        Column("unit", words.unit, link=lambda row: row.get_absolute_url()),
        Column("state", _("State"), "badge", tone=TONES),
        Column("due_on", _("To be done by"), "date"),
        Column("score", _("Score"), "quantity"),
        Column("grade", _("Grade"), get=lambda row: word(row.grade) if row.grade else ""),
        Column("appeal_by", _("Appeals until"), "date"),
        Column("submitted_by", _("Handed in by")),
        Column("verified_by", _("Verified by")),
        Column("told_by", _("Reviewed by")),
    )
    return Table(caption=words.standing, columns=columns, rows=rows.order_by("unit__code"), row_css=late)


def _figures(held: CountyScheme) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"label": _("Reported by the day"), "value": held.report_by},
        {"label": _("Verified by the day"), "value": held.verify_by},
        {"label": _("Published by the day"), "value": held.publish_by},
    ]
    if held.published_on:
        found.append({"label": _("Published on"), "value": held.published_on, "note": held.place})
    return found


def _actions(request: AgencyRequest, held: CountyScheme | None, assessor: str) -> list[tuple[Any, str, bool]]:
    """(title, address, main) of what this person may do here."""
    agency, duties = request.assignment.agency, set(request.assignment.duties)
    found: list[tuple[Any, str, bool]] = []
    if held is not None:
        found.append((_("Scheme of the year"), held.get_absolute_url(), False))
    if agency.level == assessor and Duty.HANDLE in duties and units_of(agency).exists():
        found.append((_("Draft a scheme"), reverse("funds:draft_county_scheme"), held is None))
    return found
