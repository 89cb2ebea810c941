"""Use against budget: institution by month, as last counted, with what is warned of; as a workbook with ``export``."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.forms_budgets import UseForm
from claims.models import BudgetUse, CountyBudget
from claims.reads.budget_use import ShareUse, use_of, warning_terms
from claims.rules.budgets.months import rate_of
from config.access import requires
from config.display import changed_query
from config.listing import Column, Table
from config.listing.export import tables_workbook
from config.money import to_fen
from config.spreadsheets.web import workbook_answer

from .whole import assignment_of, budget_in_reach

WARNED = {
    "over": gettext_lazy("over the year's budget"),
    "ahead": gettext_lazy("ahead of its months"),
    "near": gettext_lazy("nearly used up"),
    "": gettext_lazy("within"),
}
TONE = {"over": "bad", "ahead": "warn", "near": "warn", "": "ok"}


def use_tables(uses: list[ShareUse], year: int) -> list[Table]:
    """For the workbook: the year of each share, then its months' budgets, use and share used."""
    first = [
        Column("county", _("County"), get=lambda row: row.share.county),
        Column("whose", _("Institution"), get=lambda row: row.share.subject),
        Column("method", _("Payment method"), get=lambda row: row.share.get_method_display()),
    ]
    whole = [
        Column("year", _("Budget"), "money", get=lambda row: row.yuan["year"]),
        Column("so_far", _("Budget of the months counted"), "money", get=lambda row: row.yuan["so_far"]),
        Column("used", _("Used"), "money", get=lambda row: row.yuan["used"]),
        Column("left", _("Left of the budget"), "money", get=lambda row: row.yuan["left"]),
        Column("rate", _("Of it used"), "percent"),
        Column("warned", _("State"), get=lambda row: WARNED[row.warned]),
    ]

    def month(number: int, place: int, kind: str) -> Column:
        return Column(
            f"m{number}", f"{year}-{number:02d}", kind, get=lambda row: row.months[number - 1][place]
        )

    def by_month(place: int, kind: str) -> list[Column]:
        return [month(number, place, kind) for number in range(1, 13)]

    return [
        Table(caption=_("Use of the year"), columns=[*first, *whole], rows=uses, unit=_("yuan")),
        Table(
            caption=_("Budget by month"), columns=[*first, *by_month(0, "money")], rows=uses, unit=_("yuan")
        ),
        Table(caption=_("Use by month"), columns=[*first, *by_month(1, "money")], rows=uses, unit=_("yuan")),
        Table(caption=_("Share of the month used"), columns=[*first, *by_month(2, "percent")], rows=uses),
    ]


@requires()
def use_page(request: HttpRequest, budget_id: int) -> HttpResponseBase:
    budget = budget_in_reach(request, budget_id)
    counties = list(CountyBudget.objects.filter(budget=budget).select_related("county"))
    form = UseForm(request.GET, counties=[(one.pk, str(one.county)) for one in counties])
    chosen = form.cleaned_data["county"] if form.is_valid() else None
    shown = [one for one in counties if chosen in (None, one.pk)]
    terms = warning_terms(budget.area, timezone.localdate())
    uses = use_of(budget, terms, shown)
    if "export" in request.GET:
        return workbook_answer(tables_workbook(use_tables(uses, budget.year)), f"{budget} {_('Use')}")
    whole = sum((one.yuan["year"] for one in uses), Decimal(0))
    used = sum((one.yuan["used"] for one in uses), Decimal(0))
    counted = BudgetUse.objects.filter(share__county_budget__in=[one.pk for one in shown])
    context: dict[str, Any] = {
        "title": _("Use of the budget: %(budget)s") % {"budget": budget}, "budget": budget, "form": form,
        "uses": [(one, WARNED[one.warned], TONE[one.warned]) for one in uses],
        "heads": [str(n) for n in range(1, 13)], "whole": whole, "used": used, "left": whole - used,
        "rate": rate_of(to_fen(used), to_fen(whole)), "warned": sum(bool(one.warned) for one in uses),
        "counted_at": counted.aggregate(n=Max("counted_at"))["n"], "terms": terms,
        "may_count": bool({"handle", "review", "finance", "approve"} & set(assignment_of(request).duties)),
        "export_url": changed_query(request.GET, export="1"), "several": len(counties) > 1,
    }  # fmt: skip
    return render(request, "claims/budgets/use.html", context)
