"""How reserves and balances went, month by month and year by year: charts with their tables, as the ledger has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from config.access import requires
from config.codes import name_of
from config.display import changed_query
from config.listing import Column, Table
from config.listing.export import tables_workbook
from config.money import TEN_THOUSAND, from_fen, half_up, share
from config.scoping import current_scope
from config.spreadsheets.web import dated, workbook_answer
from funds.models import IndicatorCode
from funds.reads.corridors import corridors
from funds.reads.county_years import counties_sharing
from funds.reads.fund_curves import A_YEAR, Standing, standings_by_month, year_ends
from funds.rules.movements import RESERVES
from funds.services.reserves.propose import section_on
from funds.services.watch.count import schemes_of
from funds.spreadsheets.quote_sharing import BEARERS
from institutions.access import AgencyRequest
from institutions.models import Agency, PoolingArea
from institutions.rules.policy_package import Given
from institutions.rules.policy_tables import PolicyGap

# Months drawn at most: ten years.
MOST_MONTHS = 120
HUNDREDTH = Decimal("0.01")
Chart = tuple[str, Any, dict[str, Any]]


@requires()
def curves(request: AgencyRequest) -> HttpResponseBase:
    """The city sees all, a county its own share; with ``export`` as a workbook."""
    area = request.assignment.agency.area
    schemes = schemes_of(area)
    insutype = request.GET.get("scheme", "")
    insutype = insutype if insutype in schemes else next(iter(schemes), "")
    context: dict[str, Any] = {
        "title": _("Reserves and balances by month"),
        "schemes": [(one, name_of("insutype", one)) for one in schemes],
        "scheme": name_of("insutype", insutype) if insutype else "",
    }
    found = Curves(area, insutype, standings_by_month(area, insutype)[-MOST_MONTHS:] if insutype else [])
    if not found.months:
        return render(request, "funds/reserves/curves.html", context)
    tables = [found.by_year(), *found.by_county()]
    if "export" in request.GET:
        title = dated(f"{context['title']}-{context['scheme']}")
        return workbook_answer(tables_workbook([*tables, found.by_month()]), title)
    context |= {
        "tables": tables, "charts": found.charts(), "first": found.months[0].month, "last": found.months[-1].month,
        "whole": request.assignment.agency.level != Agency.Level.COUNTY, "asked": list(found.asked()),
        "export_url": changed_query(request.GET, export="1"),
    }  # fmt: skip
    return render(request, "funds/reserves/curves.html", context)


@dataclass(frozen=True)
class Curves:
    """One scheme's months as charts and tables."""

    area: PoolingArea
    insutype: str
    months: Sequence[Standing]

    @cached_property
    def roles(self) -> list[str]:
        """Reserves that ever held anything."""
        return [role for role in RESERVES if any(one.reserves.get(role) for one in self.months)]

    @cached_property
    def counties(self) -> list[Agency]:
        """Those that ever held a balance, within the reader's scope."""
        scope = current_scope()
        return [
            one
            for one in counties_sharing(self.area)
            if scope.includes(county_id=one.pk, area_id=self.area.pk)
            and any(month.balances.get(one.pk) for month in self.months)
        ]

    # --- what the policy asks ---

    def _said(self, name: str) -> Given | None:
        section = section_on(self.area, self.months[-1].month.last)
        given = section.get(name) if section else None
        try:
            return None if given is None else given.cell({"insutype": self.insutype}.get)
        except PolicyGap:
            return None

    def _bounds(self) -> list[tuple[Any, Any]]:
        """(name, bound) of the months that the fund should cover."""
        found = corridors(self.area, self.insutype, self.months[-1].month).get(
            IndicatorCode.MONTHS_COVERED.value
        )
        if found is None:
            return []
        named = ((_("At least"), found.lowest), (_("At most"), found.highest), (_("Talk below"), found.talk))
        return [(name, bound) for name, bound in named if bound is not None]

    def asked(self) -> Iterator[tuple[Any, str, str]]:
        """(what the policy asks, its clause, what of it is assumed) of every line drawn."""
        for role in self.roles:
            if months := self._said(f"{role}.months"):
                text = _("%(reserve)s: %(months)s months of spending")
                names = {"reserve": BEARERS[role], "months": months.value}
                yield text % names, months.clause, months.assumed
            if full := self._said(f"{role}.full_at"):
                text = _("%(reserve)s: full at %(share)s %% of the income of twelve months")
                names = {"reserve": BEARERS[role], "share": f"{full.value / 100:g}"}
                yield text % names, full.clause, full.assumed
        for name, bound in self._bounds():
            text = _("Months the fund covers, without reserves: %(bound)s %(value)s")
            yield text % {"bound": name, "value": f"{float(bound.value):g}"}, bound.clause, bound.assumed

    # --- charts ---

    def charts(self) -> list[Chart]:
        months = [str(one.month) for one in self.months]

        def chart(key: str, title: Any, unit: Any, series: list[dict[str, Any]]) -> Chart:
            return key, title, {"kind": "line", "categories": months, "series": series, "unit": unit}

        wan, of_months = _("ten thousand yuan"), _("months")
        found = []
        if self.roles:
            found.append(chart("reserves", _("Balances of reserves"), wan, list(self._reserves())))
            found.append(
                chart("reserve-months", _("Months the reserve covers"), of_months, list(self._covered()))
            )
        fund = [_wan(one.fund) for one in self.months]
        found.append(
            chart("fund", _("Fund without reserves"), wan, [_line(_("Fund without reserves"), fund)])
        )
        found.append(chart("fund-months", _("Months the fund covers"), of_months, list(self._fund_months())))
        if self.counties:
            balances = [
                _line(str(one), [_wan(month.balances.get(one.pk, 0)) for month in self.months])
                for one in self.counties
            ]
            found.append(chart("balances", _("Counties' accumulated balances"), wan, balances))
        return found

    def _reserves(self) -> Iterator[dict[str, Any]]:
        for role in self.roles:
            yield _line(BEARERS[role], [_wan(one.reserves.get(role, 0)) for one in self.months])
            if full := self._said(f"{role}.full_at"):
                incomes = [one.income for one in self.months]
                last = [incomes[max(0, n + 1 - A_YEAR) : n + 1] for n in range(len(incomes))]
                # The first months stand for a year of their kind.
                years = [half_up(sum(months) * A_YEAR, len(months)) for months in last]
                yield _line(_("Full at"), [_wan(share(fen, full.value)) for fen in years], limit=True)

    def _covered(self) -> Iterator[dict[str, Any]]:
        for role in self.roles:
            yield _line(BEARERS[role], [_months(one.reserve_months(role)) for one in self.months])
            if asked := self._said(f"{role}.months"):
                yield _line(_("Asked by the policy"), [Decimal(asked.value)] * len(self.months), limit=True)

    def _fund_months(self) -> Iterator[dict[str, Any]]:
        yield _line(_("Months the fund covers"), [_months(one.fund_months) for one in self.months])
        for name, bound in self._bounds():
            value = (Decimal(bound.value.numerator) / bound.value.denominator).quantize(HUNDREDTH)
            yield _line(name, [value] * len(self.months), limit=True)

    # --- tables ---

    def by_year(self) -> Table:
        return Table(
            _("By year, as the ledger has them"),
            self._columns(_("Year, at the end of")),
            year_ends(self.months),
            unit=_("yuan"),
        )

    def by_month(self) -> Table:
        counties = [
            Column(f"county-{one.pk}", str(one), "money", get=partial(_balance_of, one))
            for one in self.counties
        ]
        columns = [*self._columns(_("Month")), *counties]
        return Table(_("Month by month"), columns, self.months, unit=_("yuan"))

    def by_county(self) -> list[Table]:
        """One column a year; nothing where no county holds a balance of its own."""
        if not self.counties:
            return []
        years = [
            Column(f"at-{one.month}", str(one.month), "money", get=partial(_balance_at, one))
            for one in year_ends(self.months)
        ]
        totals = {f"at-{one.month}": from_fen(sum(one.balances.values())) for one in year_ends(self.months)}
        columns = [Column("county", _("County"), get=str), *years]
        return [
            Table(
                _("Counties' balances at the end of"), columns, self.counties, totals=totals, unit=_("yuan")
            )
        ]

    def _columns(self, when: Any) -> list[Column]:
        columns = [
            Column("month", when, get=lambda row: str(row.month)),
            Column("income", _("Income"), "money", get=lambda row: from_fen(row.income),
                   help=_("Without what governments paid for gaps of earlier years.")),
            Column("spending", _("Spending"), "money", get=lambda row: from_fen(row.spending)),
        ]  # fmt: skip
        for role in self.roles:
            columns += [
                Column(role, BEARERS[role], "money", get=partial(_reserve, role)),
                Column(f"{role}-months", _("Months covered"), "quantity", get=partial(_reserve_months, role)),
            ]
        if self.counties:
            columns.append(
                Column(
                    "balances",
                    _("Counties' balances"),
                    "money",
                    get=lambda row: from_fen(sum(row.balances.values())),
                )
            )
        return [
            *columns,
            Column("fund", _("Fund without reserves"), "money", get=lambda row: from_fen(row.fund)),
            Column("fund-months", _("Months covered"), "quantity", get=lambda row: _quantity(row.fund_months)),
        ]  # fmt: skip


def _balance_of(county: Agency, row: Standing) -> Decimal:
    return from_fen(row.balances.get(county.pk, 0))


def _balance_at(when: Standing, row: Agency) -> Decimal:
    return _balance_of(row, when)


def _reserve(role: str, row: Standing) -> Decimal:
    return from_fen(row.reserves.get(role, 0))


def _reserve_months(role: str, row: Standing) -> Decimal | None:
    return _quantity(row.reserve_months(role))


def _line(name: Any, data: Sequence[Decimal], *, limit: bool = False) -> dict[str, Any]:
    return {"name": str(name), "data": list(data), "limit": limit}


def _wan(fen: int) -> Decimal:
    """Ten thousand yuan, to the hundredth."""
    return from_fen(half_up(fen, TEN_THOUSAND))


def _quantity(hundredths: int | None) -> Decimal | None:
    return None if hundredths is None else Decimal(hundredths).scaleb(-2)


def _months(hundredths: int | None) -> Decimal:
    """A line has no holes: nothing spent is drawn as nothing covered."""
    return _quantity(hundredths) or Decimal(0)
