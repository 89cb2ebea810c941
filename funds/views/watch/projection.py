"""Three to five years ahead by a stated simple method; assumptions stand in the address, nothing is stored (JJ-10)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from config.access import requires
from config.codes import name_of
from config.display import changed_query
from config.keeping import Lately, at_once
from config.listing import Column, Table
from config.listing.export import tables_workbook
from config.money import TEN_THOUSAND, from_fen, half_up
from config.periods import Month
from config.scoping import current_scope
from config.spreadsheets.web import dated, workbook_answer
from funds.forms_watch import ProjectionForm
from funds.models import MergedBook, WatchMonth
from funds.reads.corridors import corridors
from funds.reads.indicators import Facts
from funds.rules.projection import (
    MOST_YEARS,
    Assumptions,
    Base,
    Year,
    falls_below,
    project,
    used_up,
)
from funds.services.watch.count import schemes_of, units_of
from funds.views import year_guide
from institutions.access import AgencyRequest
from institutions.models import Agency, PoolingArea

HUNDREDTHS = 100


@requires()
def projection(request: AgencyRequest) -> HttpResponseBase:
    """From the last ended twelve months; with ``export`` as a workbook."""
    area = request.assignment.agency.area
    scope = current_scope()
    units = [one for one in units_of(area) if scope.includes(county_id=one.pk, area_id=area.pk)]
    schemes = [(one, name_of("insutype", one)) for one in schemes_of(area)]
    context: dict[str, Any] = {"title": _("Projection of the fund"), "purpose": year_guide.PROJECTION}
    if not (units and schemes):
        return render(request, "funds/watch/projection.html", context)
    unit = next((one for one in units if one.code == request.GET.get("unit")), units[0])
    scheme = next((one for one, _name in schemes if one == request.GET.get("scheme")), _first_scheme(area))
    month = _month(area)
    lately = Lately(request)
    asking = at_once if "export" in request.GET else lately
    facts = Facts(area, scheme, None if unit.level == Agency.Level.CITY else unit, month, asking=asking)
    usual = {"scheme": scheme, "unit": unit.code, "years": MOST_YEARS, **_usual(facts)}
    form = ProjectionForm(
        request.GET, schemes=schemes, units=[(one.code, str(one)) for one in units], usual=usual
    )
    context |= {"form": form, "month": month, "unit": unit, "scheme": name_of("insutype", scheme)}
    if not form.is_valid():
        return render(request, "funds/watch/projection.html", context, status=422)
    if facts.balance is None or not facts.rolling_months:
        return render(request, "funds/watch/projection.html", context)
    years = project(_base(facts), _assumed(form.cleaned_data))
    table = _table(years)
    if "export" in request.GET:
        title = f"{context['title']}-{unit}-{context['scheme']}"
        return workbook_answer(tables_workbook([table, _assumptions(form)]), dated(title))
    lowest = corridors(area, scheme, month).get("months_covered")
    line = lowest.lowest.value if lowest and lowest.lowest else None
    context |= {
        "table": table, "charts": _charts(years), "used_up": used_up(years), "below": falls_below(years, line),
        "line": None if line is None else float(line), "months_known": facts.rolling_months,
        "counted_at": lately.at,
        "export_url": changed_query(request.GET, export="1"),
    }  # fmt: skip
    return render(request, "funds/watch/projection.html", context)


def _month(area: Any) -> Month:
    """The month counted last, else the one that ended last."""
    counted = WatchMonth.objects.filter(area=area).order_by("-month").first()
    return Month.of(counted.month) if counted else Month.of(timezone.localdate()).previous


def _base(facts: Facts) -> Base:
    flow = facts.rolling
    return Base(facts.month.year, flow.income, flow.expense, facts.balance or 0)


def _first_scheme(area: PoolingArea) -> str:
    """One that goes on: old funds on their way into another come last."""
    old = set(MergedBook.objects.filter(book__area=area).values_list("book__insutype", flat=True))
    return min(schemes_of(area), key=lambda one: (one in old, one))


def _usual(facts: Facts) -> dict[str, Decimal]:
    """How it grew over the twelve months before; without those nothing grows."""
    before, now = facts.rolling_before, facts.rolling
    heads, heads_before = facts.insured, facts.insured_year_ago
    if before is None or not heads or not heads_before:
        return dict.fromkeys(("people", "income", "spending"), Decimal("0.00"))
    return {
        "people": _growth(Fraction(heads), Fraction(heads_before)),
        "income": _growth(Fraction(now.income, heads), Fraction(before.income, heads_before)),
        "spending": _growth(Fraction(now.expense, heads), Fraction(before.expense, heads_before)),
    }


def _growth(now: Fraction, before: Fraction) -> Decimal:
    """Per cent, two decimals, within what the form takes."""
    if before <= 0:
        return Decimal("0.00")
    grown = (now / before - 1) * TEN_THOUSAND
    return max(min(from_fen(half_up(grown.numerator, grown.denominator)), Decimal(50)), Decimal(-50))


def _assumed(asked: dict[str, Any]) -> Assumptions:
    people, income, spending = (int(asked[name] * HUNDREDTHS) for name in ("people", "income", "spending"))
    return Assumptions(people, income, spending, asked["years"])


def _table(years: list[Year]) -> Table:
    def months(row: Year) -> Decimal | None:
        value = row.months
        return None if value is None else from_fen(half_up(value.numerator * HUNDREDTHS, value.denominator))

    def rate(row: Year) -> int | None:
        value = row.rate
        return None if value is None else half_up(value.numerator * TEN_THOUSAND, value.denominator)

    return Table(
        _("Year by year"),
        [
            Column("year", _("Year"), get=lambda row: str(row.year)),
            Column("income", _("Income"), "money", get=lambda row: from_fen(row.income)),
            Column("spending", _("Spending"), "money", get=lambda row: from_fen(row.spending)),
            Column("surplus", _("Income less spending"), "money", get=lambda row: from_fen(row.surplus)),
            Column("rate", _("Current balance rate"), "percent", get=rate),
            Column("balance", _("Accumulated balance"), "money", get=lambda row: from_fen(row.balance)),
            Column("months", _("Months the balance covers"), "quantity", get=months),
        ],
        years,
        unit=_("yuan"),
    )


def _assumptions(form: ProjectionForm) -> Table:
    rows = [
        {"name": form.fields[name].label, "value": str(form.cleaned_data[name])}
        for name in ("people", "income", "spending", "years")
    ]
    return Table(_("Assumptions"), [Column("name", _("Assumption")), Column("value", _("Value"))], rows)


def _charts(years: list[Year]) -> list[tuple[str, Any, dict[str, Any]]]:
    names = [str(one.year) for one in years]
    flows = [
        {"name": _("Income"), "data": [from_fen(one.income) for one in years]},
        {"name": _("Spending"), "data": [from_fen(one.spending) for one in years]},
    ]
    balance = [{"name": _("Accumulated balance"), "data": [from_fen(one.balance) for one in years]}]
    return [
        ("flows", _("Income and spending"), {"kind": "bar", "categories": names, "series": flows, "unit": _("yuan")}),
        ("balance", _("Accumulated balance"),
         {"kind": "line", "categories": names, "series": balance, "unit": _("yuan")}),
    ]  # fmt: skip
