"""The pages of fund budgets: drafted, filled in, sent through its steps, executed; sheets in and out; the desk."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from config.desk import items_of
from config.models import ImportRun
from config.scoping import acting_as, system_scope
from config.spreadsheets import engine
from funds.desk_fund_budgets import fund_budget_items
from funds.models import FundBudget
from funds.services.fund_budgets.lines import Entered, set_lines
from institutions.models import User
from tests.config.spreadsheets.files import workbook
from tests.config.spreadsheets.sheets import faults

from .conftest import WHY, YEAR, Town, act


@pytest.fixture(autouse=True)
def in_april(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is April of the budget's year."""
    monkeypatch.setattr(timezone, "localdate", lambda *_given: dt.date(YEAR, 4, 15))


def post(client: Client, user: User, name: str, *args: int, **values: object) -> str:
    client.force_login(user)
    answer = client.post(reverse(f"funds:{name}", args=args), {"submission": uuid4(), **values})
    assert answer.status_code == 302, answer.context["act"].errors or answer.context["act"].form.errors
    return str(answer["Location"])


def desk(user: User) -> list[str]:
    with acting_as(user):
        return [str(item.title) for item in items_of(fund_budget_items(user.assignments_in_force[0]))]


@pytest.mark.duty("NB-11")
def test_a_budget_from_first_draft_to_congress_on_its_pages(town: Town, client: Client) -> None:
    cast = town.cast
    url = post(client, town.finance_east, "draft_fund_budget", year=YEAR, insutype="390")
    with system_scope():
        proposal = FundBudget.objects.get()
    page = client.get(url)
    assert page.status_code == 200
    benefits = town.line(proposal, cast.east, "benefits")
    values = {}
    with system_scope():
        for line in proposal.lines.all():
            values |= {f"line{line.pk}-amount": line.amount, f"line{line.pk}-reason": ""}
    # What is typed stays when it is refused: the change has no reason.
    wrong = client.post(url, {"submission": uuid4(), **values, f"line{benefits.pk}-amount": "1,500"})
    assert wrong.status_code == 422
    assert "1,500" in wrong.content.decode()
    values |= {f"line{benefits.pk}-amount": "1500", f"line{benefits.pk}-reason": "控费"}
    assert client.post(url, {"submission": uuid4(), **values}).status_code == 302
    assert town.line(proposal, cast.east, "benefits").amount == 1500
    post(client, town.finance_east, "hand_in_fund_budget", proposal.pk, explanation="")
    assert len(desk(cast.reviewer_east)) == 1
    post(client, cast.reviewer_east, "check_fund_budget", proposal.pk)
    assert len(desk(cast.finance_city)) == 1
    url = post(client, cast.finance_city, "draft_fund_budget", year=YEAR, insutype="390")
    with system_scope():
        paper = FundBudget.objects.get(kind="budget")
    # West sees nothing of the draft, nor of East's proposal.
    client.force_login(town.finance_west)
    assert client.get(url).status_code == 404
    assert client.get(proposal.get_absolute_url()).status_code == 404
    post(client, cast.finance_city, "hand_in_fund_budget", paper.pk, explanation=WHY)
    post(client, cast.reviewer_city, "check_fund_budget", paper.pk)
    answer = {
        "agrees": "yes",
        "answered_on": f"{YEAR}-04-01",
        "document_number": "人大〔2021〕3号",
        "reason": "",
    }
    while town.waits_for(paper):
        assert "note-info" in client.get(url).content.decode()
        post(client, cast.finance_city, "answer_fund_budget", paper.pk, **answer)
    assert town.again(paper).document_number == "人大〔2021〕3号"
    for asked in ("", "?print=1", f"?county={cast.west.pk}"):
        assert client.get(url + asked).status_code == 200
    sheets = load_workbook(BytesIO(client.get(url + "?export=1").getvalue()))
    assert len(sheets.sheetnames) == 3
    # West sees its own part of what was approved.
    client.force_login(town.finance_west)
    mine = client.get(url).content.decode()
    assert "190.80" in mine
    assert "1,500.00" not in mine


@pytest.mark.duty("NM-04")
@pytest.mark.duty("ZY-24")
def test_execution_month_by_month_warns_on_page_and_desk(town: Town, client: Client) -> None:
    cast = town.cast
    paper = town.approved()
    town.post("benefit_expense", cast.east, "900", dt.date(YEAR, 2, 1))
    town.post("benefit_expense", cast.west, "191", dt.date(YEAR, 3, 1))
    url = reverse("funds:fund_budget_execution", args=[paper.pk])
    client.force_login(cast.finance_city)
    page = client.get(url)
    lines, by_month = page.context["tables"]
    found = {row.code: row for row in lines.rows if not row.is_sum}
    benefits = found["benefits"]
    assert (benefits.budget, benefits.actual) == (2098_80, 1091_00)
    assert list(benefits.months[:4]) == [0, 900_00, 191_00, 0]
    # Every part of the budget ends with its sum, which is what its lines come to.
    spent = next(row for row in lines.rows if row.is_sum and row.section == "expense")
    assert spent.actual == sum(row.actual for row in found.values() if row.section == "expense") == 1091_00
    assert "benefits" in {row.code for row in by_month.rows}
    assert benefits.warned == "ahead"
    assert found["fiscal_subsidies"].warned == "ahead"
    assert page.context["charts"][1][2]["series"][1]["data"][2] == 1091
    west = client.get(f"{url}?county={cast.west.pk}").context["tables"][0].rows
    assert next(row for row in west if row.code == "benefits").warned == "over"
    for asked in ("?print=1", "?export=1"):
        assert client.get(url + asked).status_code == 200
    assert any("2021" in title for title in desk(cast.finance_city))
    assert any("2021" in title for title in desk(town.finance_west))
    assert not desk(cast.clerk_east)


@pytest.mark.duty("ZY-24")
def test_a_change_shows_the_budget_it_leads_to_and_why(town: Town, client: Client) -> None:
    cast = town.cast
    budget = town.approved()
    url = post(client, cast.finance_city, "change_fund_budget", budget.pk, explanation="住院人次增加")
    with system_scope():
        change = FundBudget.objects.get(kind="adjustment")
    line = town.line(change, cast.east, "benefits")
    act(cast.finance_city, set_lines, budget=change, entered={line.pk: Entered(Decimal(92), "增")})
    paper = client.get(f"{url}?county={cast.east.pk}&print=1").content.decode()
    assert all(one in paper for one in ("1,908.00", "92.00", "2,000.00", "调整后预算", "住院人次增加"))


HEADER = ["year", "insutype", "kind", "county", "line", "amount", "reason"]
GOOD = {"year": YEAR, "insutype": "390", "kind": "proposal", "county": "990101", "line": "benefits",
        "amount": "1500.00", "reason": "控费"}  # fmt: skip


@pytest.fixture
def take(town: Town, settings: Any, tmp_path: Path) -> Any:
    settings.MEDIA_ROOT = tmp_path / "media"
    calls = iter(range(100))

    def run(*rows: dict[str, Any]) -> ImportRun:
        cells = [[{**GOOD, **row}.get(name) for name in HEADER] for row in rows]
        path = workbook(tmp_path / f"{next(calls)}.xlsx", [HEADER, *cells], sheet="fund_budget_lines")
        return engine.import_file(
            kind="fund_budget_lines", path=path, acting_user=town.finance_east, agency=town.cast.east
        )

    return run


@pytest.mark.duty("NB-11")
def test_lines_by_sheet_and_the_sheet_to_fill_taken_back(
    town: Town, take: Any, client: Client, tmp_path: Path
) -> None:
    paper = town.draft(town.cast.east, town.finance_east)
    run = take(
        {"amount": "1501.00", "reason": None},
        {"line": "nonsense"},
        {"line": "interest", "amount": "-1"},
        {"county": "990102"},
        {"kind": "budget"},
    )
    assert {(row, column) for row, column, *_rest in faults(run)} >= {
        (2, "reason"), (3, "line"), (4, "amount"), (5, "county"), (6, "line"),
    }  # fmt: skip
    assert town.line(paper, town.cast.east, "benefits").amount != 1501
    take({})
    assert town.line(paper, town.cast.east, "benefits").amount == 1500
    # The risk fund is a share of the income, by whatever way that was changed.
    take({"line": "fiscal_subsidies", "amount": "2155.00", "reason": "提标"})
    assert str(town.line(paper, town.cast.east, "risk_fund").amount) == "137.15"
    client.force_login(town.finance_east)
    answer: Any = client.get(paper.get_absolute_url() + "?fill=1")
    path = tmp_path / "filled.xlsx"
    path.write_bytes(b"".join(answer.streaming_content))
    again = engine.import_file(
        kind="fund_budget_lines", path=path, acting_user=town.finance_east, agency=town.cast.east
    )
    assert not faults(again)
    assert town.line(paper, town.cast.east, "benefits").amount == 1500
