"""Year settlements: the list, one settlement (screen, paper, workbook), and the what-if with its figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.forms_budgets import schemes
from config.access import requires
from config.codes import name_of
from config.display import changed_query
from config.listing import Action, ChoiceFilter, Column, Listing
from config.listing.export import tables_workbook
from config.spreadsheets.web import workbook_answer
from funds.forms_settlements import past_years
from funds.models import SettlementCounty, SettlementLine, YearSettlement
from funds.reads.county_years import LedgerYear, counties_sharing, latest, ledger_year, open_december
from funds.reads.settlements import demands_of
from funds.views import year_guide
from institutions.access import AgencyRequest
from institutions.models import Agency

from .tables import (
    agreements_table,
    demands_table,
    fund_name,
    lines_table,
    steps_table,
    years_table,
)

READERS = ("finance", "review", "approve", "audit", "handle", "administer")
TONES = {
    "drawn": "info", "agreed": "warn", "approved": "warn", "posted": "info", "settled": "ok", "superseded": "plain"
}  # fmt: skip


class SettlementList(Listing):
    key = "funds.year_settlements"
    title = gettext_lazy("Year settlements")
    purpose = year_guide.SETTLEMENT
    columns = (
        Column("year", gettext_lazy("Year"), get=lambda row: str(row.year)),
        Column("insutype", gettext_lazy("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("version", gettext_lazy("Version"), "number"),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("lists_by", gettext_lazy("Lists due by"), "date"),
        Column("settled_by", gettext_lazy("To be settled by"), "date"),
        Column("drawn_by", gettext_lazy("Drawn up by")),
        Column("drawn_at", gettext_lazy("Drawn up at"), "minute"),
        Column("approved_by", gettext_lazy("Approved by")),
        Column("posted_on", gettext_lazy("Booked on"), "date"),
        Column("settled_on", gettext_lazy("Settled on"), "date"),
        Column("reason", gettext_lazy("Why it was drawn up again"), default=False),
    )
    filters = (
        ChoiceFilter("year", gettext_lazy("Year"), choices=lambda _listing: past_years()),
        ChoiceFilter("insutype", gettext_lazy("Scheme"), choices=lambda _listing: schemes()),
        ChoiceFilter("state", gettext_lazy("State"), choices=YearSettlement.State),
    )
    order = "-pk"
    empty_title = gettext_lazy("No year has been settled yet.")
    empty_hint = gettext_lazy(
        "The city's finance draws up last year's from the books; the departments agree, a second person approves."
    )

    def rows(self) -> QuerySet[YearSettlement]:
        found: QuerySet[YearSettlement] = YearSettlement.objects.all()
        return found.select_related("drawn_by", "approved_by")

    def row_url(self, row: YearSettlement) -> str:
        return row.get_absolute_url()

    def actions(self) -> Iterator[Action]:
        if "finance" in self.assignment.duties and self.assignment.agency.level == Agency.Level.CITY:
            yield Action(_("Managerial parts"), reverse("funds:managerial_parts"))
            yield Action(_("Draw up a settlement"), reverse("funds:draw_up_settlement"), main=True)


@requires(duty=READERS)
def settlement_list(request: AgencyRequest) -> HttpResponseBase:
    return SettlementList.respond(request)


def settlement_of(settlement_id: int) -> YearSettlement:
    known = YearSettlement.objects.select_related("area", "drawn_by", "approved_by")
    found: YearSettlement = get_object_or_404(known, pk=settlement_id)
    return found


@requires(duty=READERS)
def settlement_page(request: AgencyRequest, year_settlement_id: int) -> HttpResponseBase:
    """County × step, every line, agreements and payments; ``export`` as a workbook, ``print`` on paper."""
    settlement = settlement_of(year_settlement_id)
    counties = list(settlement.counties.select_related("county__area"))
    lines = list(settlement.lines.select_related("county"))
    standing = demands_of(settlement)
    city = request.assignment.agency.level == Agency.Level.CITY
    finance = city and "finance" in request.assignment.duties
    paper = bool({"export", "print"} & set(request.GET))
    tables = [
        years_table(settlement, counties, linked=not paper),
        steps_table(counties, lines),
        lines_table(lines),
        agreements_table(settlement),
        demands_table(standing, may_enter=finance and not paper, may_dun=finance and not paper),
    ]
    title = _("Year settlement %(year)s, %(scheme)s") % {
        "year": settlement.year, "scheme": name_of("insutype", settlement.insutype),
    }  # fmt: skip
    if "export" in request.GET:
        return workbook_answer(tables_workbook(tables), title)
    context: dict[str, Any] = year_guide.of_settlement(settlement) | {
        "title": title, "settlement": settlement, "tables": tables, "tone": TONES[settlement.state],
        "fund": fund_name(settlement), "fund_url": _fund_url(settlement), "figures": _figures(counties, lines),
        "undecided": [line for line in lines if line.payer == "undecided" and line.amount],
        "late": [one for one in standing if one.late], "what_if_url": what_if_url(settlement, counties),
        "acts": list(_acts(settlement, request)), "not_closed": _not_closed(settlement),
        "apart": _apart(settlement) if city else None, "today": timezone.localdate(),
        "print_url": changed_query(request.GET, print="1"), "export_url": changed_query(request.GET, export="1"),
        "agency": request.assignment.agency, "period": str(settlement.year), "printed_at": timezone.now(),
        "maker": settlement.drawn_by, "checker": settlement.approved_by, "back_url": request.path,
    }  # fmt: skip
    page = "page_print" if "print" in request.GET else "page"
    return render(request, f"funds/settlements/{page}.html", context)


def _figures(counties: list[SettlementCounty], lines: list[SettlementLine]) -> list[tuple[str, Decimal]]:
    """What a reader looks for first."""

    def borne(*payers: str) -> Decimal:
        steps = ("accrual", "surplus")
        return sum((x.amount for x in lines if x.payer in payers and x.step not in steps), Decimal(0))

    results = [one.result for one in counties]
    return [
        (_("Surpluses together"), sum((one for one in results if one > 0), Decimal(0))),
        (_("Gaps together"), -sum((one for one in results if one < 0), Decimal(0))),
        (_("Borne by governments"), borne("county", "city", "region")),
        (_("Borne by nobody"), borne("undecided")),
    ]


def _acts(settlement: YearSettlement, request: AgencyRequest) -> Iterator[tuple[str, str, bool]]:
    """(title, address, whether it is the next thing to do) of what the reader may do now."""
    if request.assignment.agency.level != Agency.Level.CITY:
        return
    duties, state, states = request.assignment.duties, settlement.state, YearSettlement.State

    def to(name: str) -> str:
        return reverse(f"funds:{name}", args=[settlement.pk])

    if "finance" in duties:
        if state == states.DRAWN:
            yield _("Note an agreement"), to("agree_settlement"), True
        if state in (states.DRAWN, states.AGREED, states.APPROVED):
            yield _("Draw up again"), to("redraw_settlement"), False
        if state == states.APPROVED:
            yield _("Post the settlement"), to("post_settlement"), True
    if "approve" in duties and state == states.AGREED:
        yield _("Approve the settlement"), to("approve_settlement"), True


def _not_closed(settlement: YearSettlement) -> list[Any]:
    if settlement.state in (YearSettlement.State.POSTED, YearSettlement.State.SETTLED):
        return []
    return open_december(settlement.area, settlement.insutype, settlement.year)


def _apart(settlement: YearSettlement) -> LedgerYear | None:
    """The city's own income and spending of the year: no county's, and not shared."""
    city = Agency.objects.get(area=settlement.area, level=Agency.Level.CITY)
    found = ledger_year(settlement.area, settlement.insutype, settlement.year, city)
    return found if found.income or found.spending else None


def _fund_url(settlement: YearSettlement) -> str:
    held = latest(settlement.area, settlement.insutype, settlement.fund) if settlement.fund else []
    return reverse("funds:account", args=[held[0].account_id]) if held else ""


def what_if_url(settlement: YearSettlement, counties: list[SettlementCounty]) -> str:
    """The what-if page with the same figures typed in."""
    places = {one.pk: n for n, one in enumerate(counties_sharing(settlement.area), 1)}
    asked: dict[str, Any] = {
        "ask": 1, "area": settlement.area.code, "year": settlement.year, "insutype": settlement.insutype,
        "balance_0": settlement.fund_before, "financing_0": settlement.financing,
    }  # fmt: skip
    drawn = any(
        one.taken_out for one in counties
    )  # a fund the region keeps draws nothing here (decision 015)
    for one in counties:
        n = places.get(one.county_id)
        asked |= {
            f"income_{n}": one.income - one.taken_out, f"spending_{n}": one.spending,
            f"managerial_{n}": one.managerial, f"balance_{n}": one.balance,
            f"collected_{n}": one.collected if drawn else "", f"gross_{n}": one.income,
        }  # fmt: skip
    return f"{reverse('funds:sharing_what_if')}?{urlencode(asked)}"
