"""National formats: rows are data a city may change, unverified codes never print, figures are the ledger's."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path
from typing import Any

import pytest
import python_calamine as calamine
import yaml
from django.test import Client
from django.urls import reverse

from config.money import to_fen
from config.scoping import system_scope
from funds.checks import statement_layouts
from funds.models import Entry, FinancialStatement, Leg, Subject
from funds.reads.financial_statements import LAYOUTS, Asked, FinancialStatements, Span
from funds.services.load_chart import read_chart
from tests.cast import Cast
from tests.support.pages import post, see

from .conftest import DECEMBER, FIRST, JANUARY, Year, build_year

pytestmark = pytest.mark.duty("NB-17")
SHIPPED = yaml.safe_load(LAYOUTS.read_text(encoding="utf-8"))
UNVERIFIED = sorted(
    row["code"] for row in read_chart().values() if not (row["verified"] or row["memorandum"])
)


@pytest.fixture
def year(cast: Cast) -> Year:
    with system_scope():
        return build_year(cast, "310")


def own_layouts(tmp_path: Path, settings: Any, content: dict[str, Any]) -> None:
    path = tmp_path / f"{len(list(tmp_path.iterdir()))}.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    settings.FINANCIAL_STATEMENT_LAYOUTS = str(path)


def codes_in(text: str) -> list[str]:
    """Unverified codes that stand in ``text`` as words of their own."""
    words = set(re.findall(r"(?<![\d.,/=-])\d{4,6}(?![\d.,/=-])", text))
    return sorted(words & set(UNVERIFIED))


def words_of(page: str) -> str:
    """What a page says; a space for every tag, so that cells do not run into one another."""
    return re.sub(r"<[^>]+>", " ", page)


def text_of(workbook: bytes) -> str:
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    rows = (row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
    return "\n".join(" ".join(str(cell) for cell in row if isinstance(cell, str)) for row in rows)


# --- codes ---


def test_only_codes_that_could_be_read_count_as_verified() -> None:
    chart = read_chart()
    assert {row["code"] for row in chart.values() if row["verified"]} == {"1004", "5001", "5101"}
    assert all(row["source"] for row in chart.values())


def test_unverified_codes_print_on_no_statement_and_are_marked_on_screens(year: Year, client: Client) -> None:
    finance = year.cast.finance_city
    with system_scope():
        year.close(FIRST, DECEMBER)
    question = "?scheme=310&month=2019-12&yearly=1"
    page = reverse("funds:financial_statements") + question
    post(client, finance, reverse("funds:file_statements") + question)
    with system_scope():
        filed = FinancialStatement.objects.get()
    forms = [see(client, finance, one) for one in (page, f"{page}&print=1", filed.get_absolute_url())]
    sheets = (
        reverse("funds:statements_workbook") + question,
        reverse("funds:filed_workbook", args=[filed.pk]),
    )
    texts = [words_of(one) for one in forms] + [text_of(client.get(one).getvalue()) for one in sheets]
    assert [codes_in(one) for one in texts] == [[]] * 5
    # The reader of codes would have seen them: the trial balance has them, each with its asterisk.
    balance = words_of(see(client, finance, reverse("funds:trial_balance") + "?month=2019-12"))
    booked = {"1003", "1005", "400101", "300102"}
    assert booked <= set(codes_in(balance))
    assert all(f"{code}*" in balance for code in booked)
    assert "1004*" not in balance


def test_a_code_put_right_in_the_maintenance_room_loses_its_mark(year: Year, client: Client) -> None:
    Subject.objects.filter(role="treasury").update(code="1009", verified=True)
    page = see(client, year.cast.finance_city, reverse("funds:trial_balance") + "?month=2019-12")
    assert "1009" in page
    assert "1009*" not in page
    with system_scope():
        notes = " ".join(year.read(DECEMBER).notes())
        assert year.read(DECEMBER).balanced()
    treasury = Subject.objects.get(role="treasury")
    assert treasury.label not in notes


# --- rows ---


def test_a_citys_own_layout_changes_the_statements_and_what_is_filed_stays(
    year: Year, client: Client, tmp_path: Path, settings: Any
) -> None:
    with system_scope():
        year.close(FIRST, DECEMBER)
    finance = year.cast.finance_city
    question = "?scheme=310&month=2019-12"
    post(client, finance, reverse("funds:file_statements") + question)
    content = yaml.safe_load(LAYOUTS.read_text(encoding="utf-8"))
    del content["assumed"]
    for layout in content["layouts"].values():
        for section in layout["balance_sheet"]:
            for row in section:
                if row["id"] == "treasury":
                    row["zh"], row["en"] = "国库存款（自有表式）", "Held by the treasury (own form)"
        # One row of its own for what stood under the row of benefits, above the sum that takes it in.
        # Layouts share their sections.
        [expense] = [one for one in layout["income_expenditure"] if one[0]["id"] == "expense"]
        if any(row["id"] == "stays" for row in expense):
            continue
        benefits = next(n for n, row in enumerate(expense) if row["id"] == "benefit_expense")
        expense[benefits:benefits] = [
            {"id": "stays", "zh": "住院待遇", "en": "Stays in hospital", "roles": ["inpatient_expense"],
             "side": "debit", "measure": "moved"}
        ]  # fmt: skip
        expense[-1]["sum"].append("stays")
    own_layouts(tmp_path, settings, content)
    assert statement_layouts() == []
    with system_scope():
        own = year.read(DECEMBER)
        assert own.balanced()
        assert own.income_expenditure.cell("stays", "year-all") == 7_000
        assert own.income_expenditure.cell("benefit_expense", "year-all") == 3_000
        assert own.income_expenditure.cell("total_expense", "year-all") == 10_000
        assert not any("样张" in note for note in own.notes())
        filed = FinancialStatement.objects.get()
    page = see(client, finance, reverse("funds:financial_statements") + question)
    assert ("国库存款（自有表式）" in page) or ("Held by the treasury (own form)" in page)
    kept = see(client, finance, filed.get_absolute_url())
    assert filed.intact
    assert "样张" in kept


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"layouts": None}, "E001"),
        ({"eliminations": [{"debit": "no_such_subject", "credit": "treasury"}]}, "no_such_subject"),
    ],
)
def test_a_layout_that_cannot_be_is_told_before_the_start(
    change: dict[str, Any], said: str, tmp_path: Path, settings: Any
) -> None:
    own_layouts(tmp_path, settings, SHIPPED | change)
    [*faults] = statement_layouts()
    assert faults
    assert all(said in f"{one.id} {one.msg}" for one in faults)
    settings.FINANCIAL_STATEMENT_LAYOUTS = str(tmp_path / "nowhere.yaml")
    assert [one.id for one in statement_layouts()] == ["funds.E001"]


# --- figures ---


def legs_of(account: int, measure: str, span: Span) -> int:
    """Debit-positive fen of an account's legs. A balance carried into a new book counts as brought forward."""
    legs = Leg.unscoped.filter(account=account, booked_on__lt=span.last.next_first)
    within = legs.filter(booked_on__gte=span.first.first)
    before = legs.filter(booked_on__lt=span.first.first) | within.filter(entry__kind=Entry.Kind.OPENING)
    moved = within.exclude(entry__kind__in=[Entry.Kind.OPENING, Entry.Kind.CLOSING])
    chosen = {"opening": before, "closing": legs, "moved": moved}[measure]
    return sum(to_fen(leg.debit) - to_fen(leg.credit) for leg in chosen)


def test_every_figure_is_what_its_accounts_legs_come_to(year: Year) -> None:
    """Each cell of both statements, month and year, city, county and consolidated: out of the legs, to the fen."""
    cast, seen = year.cast, 0
    with system_scope():
        year.close(FIRST, DECEMBER)
        for month, unit, yearly in (
            (DECEMBER, None, True), (DECEMBER, cast.city, False), (DECEMBER, cast.east, False), (JANUARY, None, False),
        ):  # fmt: skip
            read = year.read(month, unit=unit, yearly=yearly)
            assert read.balanced()
            for name, sheet in read.sheets():
                for column in read.columns(name):
                    span = read.asked.spans[column.period]
                    for line in read.lines(name):
                        found = read.behind(name, line, column)
                        assert sum(fen for _figure, fen in found) == sheet.cell(line.id, column.key)
                        for figure, fen in found:
                            if figure.account is None or line.sums:
                                continue
                            measure = column.measure or line.measure
                            assert abs(fen) == abs(legs_of(figure.account, measure, span)), line.id
                            seen += 1
    assert seen > 50


def test_a_schemes_statements_hold_nothing_of_another_scheme(cast: Cast) -> None:
    """险种分建账: what is booked for residents moves no figure of the employees' statements."""
    with system_scope():
        employees, residents = build_year(cast, "310"), build_year(cast, "390")
        before = {name: sheet.cells for name, sheet in employees.read(DECEMBER).sheets()}
        residents.move("treasury", "personal_contribution", 123_45, dt.date(2019, 12, 20), county=cast.east)
        assert {name: sheet.cells for name, sheet in employees.read(DECEMBER).sheets()} == before
        own = FinancialStatements(Asked(cast.area, "390", cast.east, DECEMBER))
        assert own.income_expenditure.cell("personal_contribution", "month-all") == 123_45
        assert "personal_net" not in own.balance_sheet.cells
        assert "personal_net" in before["balance_sheet"]
