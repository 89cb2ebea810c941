"""The pages of statements and months as finance, reviewer and county walk through them."""

from __future__ import annotations

import io
from typing import Any

import pytest
import python_calamine as calamine
from django.test import Client
from django.urls import reverse

from config.scoping import system_scope
from funds.models import BookPeriod, FinancialStatement, PeriodRequest
from institutions.models import Agency
from tests.cast import Cast
from tests.support.pages import post, see

from .conftest import Year, build_year

pytestmark = pytest.mark.duty("NB-17")


def at(name: str, *args: Any, **query: Any) -> str:
    address = reverse(f"funds:{name}", args=args)
    return address + ("?" + "&".join(f"{key}={value}" for key, value in query.items()) if query else "")


@pytest.fixture
def year(cast: Cast) -> Year:
    with system_scope():
        return build_year(cast, "310")


def period(month: str) -> int:
    return BookPeriod.objects.get(month=f"{month}-01").pk


def test_from_the_open_month_to_the_filed_year(year: Year, client: Client) -> None:
    cast = year.cast
    finance = cast.finance_city
    assert "2019-11" in see(client, finance, at("accounting_months"))
    for month in ("2019-11", "2019-12"):
        page = see(client, finance, at("accounting_month", period(month)))
        assert at("ask_close", period(month)) in page
        see(client, finance, at("ask_close", period(month)))
        post(client, finance, at("ask_close", period(month)))
        asked = PeriodRequest.objects.get(period=period(month))
        assert at("agree_month", asked.pk) in see(client, cast.reviewer_city, asked.get_absolute_url())
        post(client, cast.reviewer_city, at("agree_month", asked.pk))
    question = {"scheme": "310", "month": "2019-12", "yearly": "1"}
    page = see(client, finance, at("financial_statements", **question))
    for amount in ("1,210.00", "310.00", "-50.00", "1,180.00"):
        assert amount in page
    paper = see(client, finance, at("financial_statements", **question, print="1"))
    assert "1,210.00" in paper
    # The printed national form was not at hand: every way out says so.
    assert all("未见财政部正式报表样张" in one for one in (page, paper))
    post(client, finance, at("file_statements", **question))
    with system_scope():
        filed = FinancialStatement.objects.get()
    assert (filed.version, filed.yearly, filed.filed_by) == (1, True, finance)
    assert "1,180.00" in see(client, cast.auditor_city, at("filed_statement", filed.pk))
    assert at("filed_statement", filed.pk) in see(client, finance, at("filed_statements"))
    for address in (at("statements_workbook", **question), at("filed_workbook", filed.pk)):
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(client.get(address).getvalue()))
        assert len(book.sheet_names) == 3
        assert any(1210.0 in row for row in book.get_sheet_by_index(1).to_python())
        assert "未见财政部正式报表样张" in str(book.get_sheet_by_index(2).to_python())


def test_a_figure_leads_to_its_accounts_and_their_entries(year: Year, client: Client) -> None:
    finance = year.cast.finance_city
    question = {"scheme": "310", "month": "2019-12"}
    figure = {"sheet": "income_expenditure", "row": "contribution_income", "column": "year-all"}
    page = see(client, finance, at("statement_figure", **question, **figure))
    assert page.count("?month=2019-11") == 2
    assert all(amount in page for amount in ("200.00", "100.00", "300.00"))
    for name, row, column, amount in (
        ("balance_sheet", "total_net", "closing", "1,210.00"),
        ("income_expenditure", "closing", "year-personal", "30.00"),
        ("income_expenditure", "result", "year-all", "210.00"),
    ):
        more = {"sheet": name, "row": row, "column": column}
        assert amount in see(client, finance, at("statement_figure", **question, **more))
    client.force_login(finance)
    for wrong in ({"row": "x"}, {"column": "x"}, {"sheet": "x"}):
        assert client.get(at("statement_figure", **question, **(figure | wrong))).status_code == 404
    assert client.get(at("financial_statements", month="2019-13")).status_code == 404


def test_a_county_sees_its_own_part_and_no_consolidated_figures(year: Year, client: Client) -> None:
    cast = year.cast
    clerk = cast.clerk_east
    page = see(client, clerk, at("financial_statements", scheme="310", month="2019-12"))
    assert all(amount in page for amount in ("200.00", "70.00", "130.00"))
    assert "1,210.00" not in page
    west: Agency = cast.west
    # Another's part, or a scheme without books, is not found: nothing else is shown in its place.
    for asked in ({"scheme": "310", "unit": west.pk}, {"scheme": "999"}):
        for name in ("financial_statements", "statements_workbook"):
            assert client.get(at(name, month="2019-12", **asked)).status_code == 404
    assert "1,210.00" in see(
        client, cast.auditor_city, at("financial_statements", scheme="310", month="2019-12")
    )


def test_reopening_is_asked_refused_and_agreed_on_its_pages(year: Year, client: Client) -> None:
    cast = year.cast
    first = period("2019-11")
    post(client, cast.finance_city, at("ask_close", first))
    post(client, cast.reviewer_city, at("refuse_month", PeriodRequest.objects.get().pk), answer="未对账")
    assert "未对账" in see(client, cast.finance_city, at("accounting_month", first))
    post(client, cast.finance_city, at("ask_close", first))
    post(client, cast.reviewer_city, at("agree_month", PeriodRequest.objects.first().pk))  # type: ignore[union-attr]
    assert at("ask_reopen", first) in see(client, cast.finance_city, at("accounting_month", first))
    post(client, cast.finance_city, at("ask_reopen", first), reason="漏记利息")
    post(client, cast.approver_city, at("agree_month", PeriodRequest.objects.first().pk))  # type: ignore[union-attr]
    page = see(client, cast.finance_city, at("accounting_month", first))
    assert "漏记利息" in page
    assert 'class="badge' in see(client, cast.finance_city, at("financial_statements", month="2019-11"))
