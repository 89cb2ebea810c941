"""Balance sheet, income and expenditure statement and notes: on screen, on paper, as a workbook, and as filed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import Max, QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.codes import CODES, name_of
from config.forms import Fact, act_page, once
from config.listing import ChoiceFilter, Column, Listing
from config.periods import Month
from config.scoping import current_scope
from config.spreadsheets.web import workbook_answer
from funds.models import AccountBalance, Book, FinancialStatement
from funds.reads.figures_behind import months_behind
from funds.reads.financial_statements import (
    Asked,
    FinancialStatements,
    frozen,
    heading_of,
    label_of,
    units_of,
)
from funds.rules.financial_statements import differences
from funds.services.file_statements import file_statements, latest_filed
from funds.spreadsheets.financial_statements import row_label, sheet_title, statements_workbook
from funds.views.asking import chosen_from
from institutions.access import AgencyRequest
from institutions.models import Agency, PoolingArea
from institutions.models.areas import MUNICIPAL

from .ledger import READERS

MOST_DIFFERENCES = 200


def may_see(area: PoolingArea, unit: Agency | None) -> bool:
    """Consolidated figures are for those who see the whole area, an agency's for those who see the agency."""
    scope = current_scope()
    return scope.includes(area_id=area.pk, county_id=unit.pk if unit else None)


def asked_for(request: AgencyRequest) -> Asked | None:
    """What the address asks for, or the latest month of the first fund in reach; None without books.

    A scheme without books, or an agency out of reach, is not answered by another one's figures: it is not found.
    """
    asked = request.GET
    books = list(Book.objects.select_related("area", "unit").order_by("area__code", "insutype"))
    wanted = asked.get("scheme", "")
    if not books:
        return None
    chosen = [book for book in books if wanted in ("", book.insutype)]
    if not chosen:
        raise Http404
    own = request.assignment.agency.area_id
    area = next((book.area for book in chosen if book.area_id == own), chosen[0].area)
    insutype = chosen[0].insutype
    units = [unit for unit in units_of(area, insutype) if may_see(area, unit)]
    unit = next((one for one in units if str(one.pk) == asked.get("unit", "")), None)
    if unit is None and asked.get("unit", ""):
        raise Http404
    if unit is None and not may_see(area, None):
        unit = units[0] if units else None
        if unit is None:
            return None
    return Asked(area, insutype, unit, _month(asked.get("month", ""), chosen), asked.get("yearly") == "1")


def _month(text: str, books: list[Book]) -> Month:
    try:
        return Month.parse(text)
    except ValueError as exc:
        if text:
            raise Http404 from exc
    latest = AccountBalance.objects.filter(account__book__in=books).aggregate(last=Max("month"))["last"]
    return Month.of(latest or books[0].opened_on)


def _must_ask(request: AgencyRequest) -> Asked:
    asked = asked_for(request)
    if asked is None:
        raise Http404
    return asked


def shown(
    content: Mapping[str, Any], url: Callable[[str, str, str], str] | None = None
) -> list[dict[str, Any]]:
    """Frozen statements as the pages show them; ``url`` (sheet, row, column) leads to what makes up a figure."""
    sheets = []
    for sheet in content["sheets"]:
        columns = sheet["columns"]
        rows = [
            {
                "label": row_label(row),
                "number": number,
                "heading": row["heading"],
                "total": row["total"],
                "memo": row["memo"],
                "cells": [
                    (fen, url(sheet["name"], row["id"], column["key"]) if url and fen else "")
                    for fen, column in zip(row["cells"], columns, strict=False)
                ],
            }
            for number, row in enumerate(sheet["rows"], start=1)
        ]
        sheets.append(
            {
                "name": sheet["name"],
                "title": sheet_title(sheet["name"]),
                "columns": columns,
                "rows": rows,
                "width": len(columns),
            }
        )
    return sheets


def _address(name: str, asked: Asked, **more: str) -> str:
    return f"{reverse(f'funds:{name}')}?{urlencode(asked.address | more)}"


@requires(duty=READERS, region=True)
def statements_page(request: AgencyRequest) -> HttpResponse:
    """Both statements and the notes of what is asked for; ``?print`` for paper."""
    asked = asked_for(request)
    context: dict[str, Any] = {"title": _("Financial statements"), "asked": asked}
    if asked is None:
        return render(request, "funds/financial_statements/page.html", context)
    statements = FinancialStatements(asked)
    content = frozen(statements)

    def url(sheet: str, row: str, column: str) -> str:
        return _address("statement_figure", asked, sheet=sheet, row=row, column=column)

    filed = latest_filed(asked)
    context |= {
        "heading": asked.title,
        "statements": statements,
        "sheets": shown(content, url),
        "notes": content["notes"],
        "balanced": statements.balanced(),
        "filed": filed,
        "differences": _differences(filed, content),
        "choices": _choices(asked),
        "file_url": _address("file_statements", asked) if _may_file(request, statements, filed) else "",
        "print_url": _address("financial_statements", asked, print="1"),
        "workbook_url": _address("statements_workbook", asked),
        "back_url": _address("financial_statements", asked),
        "printed_at": timezone.now(),
    }
    paper = "print" in request.GET
    return render(request, f"funds/financial_statements/{'print' if paper else 'page'}.html", context)


def _choices(asked: Asked) -> dict[str, Any]:
    schemes = Book.objects.filter(area=asked.area).order_by("insutype").values_list("insutype", flat=True)
    return {
        "schemes": [(code, name_of("insutype", code)) for code in schemes.distinct()],
        "units": [unit for unit in units_of(asked.area, asked.insutype) if may_see(asked.area, unit)],
        "consolidated": may_see(asked.area, None),
    }


def _may_file(
    request: AgencyRequest, statements: FinancialStatements, filed: FinancialStatement | None
) -> bool:
    asked = statements.asked
    unit = asked.unit or Agency.objects.get(area=asked.area, level__in=MUNICIPAL)
    return (
        "finance" in request.user.duties_at(unit)
        and bool(statements.periods())
        and not statements.open_months
        and (filed is None or filed.version < statements.version)
    )


def _differences(filed: FinancialStatement | None, content: Mapping[str, Any]) -> list[dict[str, Any]]:
    if filed is None:
        return []
    return [
        {
            "sheet": sheet_title(one.sheet),
            "label": row_label(one.row),
            "column": one.column["label"],
            "filed": one.filed,
            "now": one.now,
            "change": one.change,
        }
        for one in differences(filed.content, content)[:MOST_DIFFERENCES]
    ]


@requires(duty=READERS, region=True)
@chosen_from("funds:financial_statements")
def workbook(request: AgencyRequest) -> HttpResponseBase:
    asked = _must_ask(request)
    return workbook_answer(
        statements_workbook(frozen(FinancialStatements(asked))), asked.title.replace(" · ", "-")
    )


@requires(duty=READERS, region=True)
@chosen_from("funds:financial_statements")
def figure_page(request: AgencyRequest) -> HttpResponse:
    """What makes up one figure: accounts, month by month, each leading to its entries."""
    asked = _must_ask(request)
    statements = FinancialStatements(asked)
    sheet = request.GET.get("sheet", "")
    lines = {line.id: line for line in statements.lines(sheet)} if sheet in dict(statements.sheets()) else {}
    columns = {column.key: column for column in statements.columns(sheet)} if lines else {}
    line, column = lines.get(request.GET.get("row", "")), columns.get(request.GET.get("column", ""))
    if line is None or column is None:
        raise Http404
    found = statements.behind(sheet, line, column)
    return render(
        request,
        "funds/financial_statements/figure.html",
        {
            "title": label_of(line),
            "asked": asked,
            "sheet": sheet_title(sheet),
            "column": heading_of(asked, column),
            "rows": months_behind(statements, line, column, found),
            "total": sum(fen for _one, fen in found),
            "back_url": _address("financial_statements", asked),
        },
    )


@requires(duty="finance", region=True)
@chosen_from("funds:financial_statements")
@once
def file_act(request: AgencyRequest) -> HttpResponseBase:
    """Keep the statements as they are now as filed."""
    asked = _must_ask(request)
    statements = FinancialStatements(asked)
    return act_page(
        request,
        title=_("File the financial statements"),
        facts=[
            Fact(_("Statements"), asked.title),
            Fact(_("Version"), statements.version),
        ],
        warnings=[_("A copy is kept as it is now and never changes; restated figures show beside it.")],
        do=lambda: file_statements(asked=asked, acting_user=request.user),
        label=_("File"),
        said=_("The statements are filed."),
        cancel_url=_address("financial_statements", asked),
    )


class FiledList(Listing):
    key = "filed-statements"
    title = gettext_lazy("Filed financial statements")
    columns = (
        Column("month", gettext_lazy("Month"), "month"),
        Column("yearly", gettext_lazy("Period"), get=lambda row: _("Year") if row.yearly else _("Month")),
        Column("insutype", gettext_lazy("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("unit", gettext_lazy("Agency"), get=lambda row: row.unit or _("Consolidated")),
        Column("version", gettext_lazy("Version"), "number"),
        Column("filed_by", gettext_lazy("Filed by")),
        Column("filed_at", gettext_lazy("Filed at"), "minute"),
    )
    filters = (ChoiceFilter("insutype", gettext_lazy("Scheme"), choices=list(CODES["insutype"].items())),)
    order = "-pk"
    empty_title = gettext_lazy("No statement has been filed.")
    empty_hint = gettext_lazy("Once its months are closed, a statement is filed from its page.")

    def rows(self) -> QuerySet[Any]:
        return FinancialStatement.objects.select_related("unit", "filed_by")

    def row_url(self, row: Any) -> str:
        return str(row.get_absolute_url())

    def actions(self) -> Iterable[Any]:
        return ()


@requires(duty=READERS, region=True)
def filed_list(request: AgencyRequest) -> HttpResponseBase:
    return FiledList.respond(request)


@requires(duty=READERS, region=True)
def filed_page(request: AgencyRequest, filed_id: int) -> HttpResponse:
    """A statement as it was filed, beside what the books say now."""
    filed = get_object_or_404(
        FinancialStatement.objects.select_related("area", "unit", "filed_by"), pk=filed_id
    )
    asked = Asked(filed.area, filed.insutype, filed.unit, Month.of(filed.month), filed.yearly)
    return render(
        request,
        "funds/financial_statements/filed.html",
        {
            "title": _("Filed: %(what)s") % {"what": filed},
            "filed": filed,
            "sheets": shown(filed.content),
            "notes": filed.content["notes"],
            "differences": _differences(filed, frozen(FinancialStatements(asked))),
            "hash": bytes(filed.content_hash).hex()[:16],
            "now_url": _address("financial_statements", asked),
        },
    )


@requires(duty=READERS, region=True)
def filed_workbook(request: AgencyRequest, filed_id: int) -> HttpResponseBase:
    filed = get_object_or_404(FinancialStatement, pk=filed_id)
    return workbook_answer(
        statements_workbook(filed.content), f"{filed}-v{filed.version}".replace(" · ", "-")
    )
