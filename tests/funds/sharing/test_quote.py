"""``quotesharing`` and its page: hypothetical years by a package or an area; faults told, nothing stored."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from config.scoping import system_scope
from funds.spreadsheets.quote_sharing import BEARERS, COLUMNS, HEADING, STEPS
from tests.cast import Cast
from tests.support.policies import put_policy_in_force

NINGBO = Path("institutions/policies/ningbo.yaml")
PAGE, SHEET = reverse("funds:sharing_what_if"), reverse("funds:sharing_what_if_sheet")
ROWS = (
    "case,county,income,spending,managerial,balance\n"
    "甲年,东县,1000,1300,50,100\n甲年,西县,1000,900,,\n甲年,,,,,20\n"
    "乙年,东县,1000,x,,\n乙年,东县,1,2,,\n丙年,,,,,5\n丁年,东县,1,2,,\n"
)


def run(tmp_path: Path, text: str, **options: Any) -> list[dict[str, str]]:
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(text, "utf-8")
    try:
        call_command("quotesharing", str(source), out=out, **({"policy": NINGBO, "year": 2022} | options))
    except CommandError as error:
        if not out.exists():
            raise error
    with out.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_documentation_names_every_column_step_and_payer() -> None:
    text = Path("docs/quotesharing.md").read_text("utf-8")
    for name in (*(column.name for column in COLUMNS), *HEADING, *STEPS, *BEARERS):
        assert f"`{name}`" in text, name


def test_every_amount_comes_with_its_clause(tmp_path: Path) -> None:
    rows = [row for row in run(tmp_path, ROWS) if row["case"] == "甲年"]
    told = [(row["row"], row["county"], row["step"], row["payer"], row["amount"]) for row in rows]
    assert told == [
        ("3", "西县", "surplus", "reserve", "50.00"),
        ("3", "西县", "surplus", "balance", "50.00"),
        ("2", "东县", "managerial", "county", "50.00"),
        ("2", "东县", "accumulated_balance", "accumulated_balance", "100.00"),
        ("2", "东县", "reserve_and_county", "reserve", "70.00"),
        ("2", "东县", "reserve_and_county", "county", "70.00"),
        ("2", "东县", "city_and_county", "county", "8.00"),
        ("2", "东县", "city_and_county", "city", "2.00"),
        ("2", "东县", "after", "balance", "0.00"),
        ("3", "西县", "after", "balance", "50.00"),
        ("4", "", "after", "reserve", "0.00"),
    ]
    assert all(row["clause"] for row in rows if row["step"] != "after")


def test_a_fault_puts_its_case_aside_with_row_and_column(tmp_path: Path) -> None:
    rows = [row for row in run(tmp_path, ROWS) if row["fault"]]
    assert [(row["row"], row["case"], row["fault_column"]) for row in rows] == [
        ("5", "乙年", "spending"),
        ("6", "乙年", "county"),
        ("7", "丙年", "county"),
        ("8", "丁年", "county"),
    ]
    assert "第5行" in rows[1]["fault"]


def test_a_year_without_a_policy_says_so(tmp_path: Path) -> None:
    [row] = run(tmp_path, "case,county,income,spending,balance\n甲,东县,1,2,0\n", year=2019)
    assert "政策没有规定" in row["fault"]


def test_a_year_must_be_given(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="--year"):
        run(tmp_path, ROWS, year=None)


SHARED = (
    "case,county,city,income,spending,balance\n"
    "甲年,东县,一市,0,300,\n甲年,西县,一市,0,100,\n甲年,南县,二市,0,400,\n甲年,,,,,400\n"
)


@pytest.mark.duty("NM-05")
def test_several_cities_ask_the_fund_of_their_region(tmp_path: Path) -> None:
    region = {"policy": Path("institutions/policies/neimenggu.yaml"), "year": 2024}
    rows = run(tmp_path, SHARED, **region)
    granted = [row for row in rows if row["payer"] == "regional_fund" and row["step"] != "after"]
    told = [(row["city"], row["county"], row["asked"], row["amount"]) for row in granted]
    assert told == [
        ("一市", "东县", "300.00", "150.00"),
        ("一市", "西县", "100.00", "50.00"),
        ("二市", "南县", "400.00", "200.00"),
    ]
    assert all(row["clause"] for row in granted)


def test_cities_that_share_no_fund_are_no_case(tmp_path: Path) -> None:
    [row] = run(tmp_path, SHARED, year=2022)
    assert row["fault_column"] == "city"
    assert "一个市" in row["fault"]


@pytest.fixture
def client(cast: Cast) -> Client:
    with system_scope():
        put_policy_in_force(cast, "ningbo.yaml")
    client = Client()
    client.force_login(cast.clerk_east)
    return client


@pytest.mark.django_db
def test_the_page_settles_what_is_typed(client: Client) -> None:
    names = [cell["name"] for row in client.get(PAGE).context["rows"] for cell in row["cells"] if cell]
    assert {"income_1", "spending_1", "balance_0", "financing_0"} <= set(names)
    asked = {"ask": "1", "year": "2022", "insutype": "390", "income_1": "1000", "spending_1": "1300.01"}
    answer = client.get(PAGE, asked | {"balance_0": "100"})
    [told] = answer.context["told"]
    assert told["whole"] == sum(told["totals"]) == told["sums"][0][2]
    page = answer.content.decode()
    assert "300.01" in page
    assert "附件二（四）5" in page


@pytest.mark.django_db
def test_the_page_says_what_is_wrong_beside_the_cell_and_keeps_what_was_typed(client: Client) -> None:
    asked = {"ask": "1", "year": "2022", "insutype": "390", "income_1": "很多", "spending_1": "5"}
    answer = client.get(PAGE, asked)
    cells = {cell["name"]: cell for row in answer.context["rows"] for cell in row["cells"] if cell}
    assert cells["income_1"]["fault"]
    assert (cells["income_1"]["value"], cells["spending_1"]["value"]) == ("很多", "5")
    assert not answer.context["told"]


@pytest.mark.django_db
def test_a_sheet_is_shown_and_given_back(client: Client) -> None:
    def upload() -> SimpleUploadedFile:
        return SimpleUploadedFile("年.csv", ROWS.encode())

    asked = {"year": "2022", "insutype": "390"}
    shown = client.post(SHEET, asked | {"sheet": upload()})
    assert (shown.context["count"], shown.context["sound"]) == (4, 1)
    saved = client.post(SHEET, asked | {"sheet": upload(), "save": "1"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(saved.streaming_content)))
    assert [cell.value for cell in book.worksheets[0][1]] == HEADING
    refused = client.post(SHEET, asked | {"sheet": SimpleUploadedFile("年.csv", b"x\n1\n")})
    assert refused.status_code == 422
    empty = client.get(SHEET)
    assert empty.headers["Content-Type"].endswith("sheet")


def test_the_sliders_ask_for_the_page_as_a_fragment(client: Client) -> None:
    """The page's own purpose stood where the skeleton's is not drawn: an error page (500), and nothing moved."""
    answer = client.get(PAGE, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert 'id="told"' in answer.content.decode()
