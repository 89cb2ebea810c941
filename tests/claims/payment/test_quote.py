"""``quotepayment`` and its page: sheets of cases by a package or an area; faults told, nothing stored."""

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
from django.utils import translation

from claims.payment_words import DEVIATIONS, TEXTS, TITLES
from claims.rules.payment.cases import DEVIATIONS as KNOWN_DEVIATIONS
from claims.rules.payment.cases import NEEDS
from claims.rules.payment.section import METHODS
from claims.spreadsheets import quote_payment
from claims.spreadsheets.quote_payment import COLUMNS, HEADING, PARTS
from claims.views.payment_what_if import FIELDS
from config.scoping import system_scope
from tests.cast import Cast
from tests.support.policies import put_policy_in_force

from .terms import JIUJIANG, POLICIES

PAGE, SHEET = reverse("claims:payment_what_if"), reverse("claims:payment_what_if_sheet")
HEAD = (
    "case,day,method,institution,consortium,cost,fund,deducted,weight,standard,mean,budget,score,last_year\n"
)
ROWS = HEAD + (
    "1,2024-03-05,dip,甲院,,10000,7000,500,1000,9.5,10000,,95,1200000\n"
    "2,2024-03-06,dip,甲院,,4999.99,1999.99,,1000,9.5,10000,,,\n"
    "3,2024-04-06,dip,乙院,,20000.01,17000.01,,1000,9.5,10000,,,\n"
    "预算,2024-12-31,dip,,,,,,,,,20000,,\n"
)


def run(tmp_path: Path, text: str, policy: Path = JIUJIANG) -> list[dict[str, str]]:
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(text, "utf-8")
    try:
        call_command("quotepayment", str(source), policy=policy, out=out)
    except CommandError:
        pass
    with out.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def amount(rows: list[dict[str, str]], item: str, institution: str = "") -> str:
    return next(row["amount"] for row in rows if (row["item"], row["institution"]) == (item, institution))


def test_the_documentation_names_every_column_method_and_amount() -> None:
    text = Path("docs/quotepayment.md").read_text("utf-8")
    for name in (*(column.name for column in COLUMNS), *HEADING, *METHODS, *PARTS, *TITLES, *DEVIATIONS):
        assert f"`{name}`" in text, name


def test_every_method_is_offered_and_every_amount_has_its_words() -> None:
    assert set(quote_payment.METHODS) == set(METHODS) == set(FIELDS) == set(NEEDS)
    assert set(DEVIATIONS) == set(KNOWN_DEVIATIONS)
    assert TITLES.keys() <= TEXTS.keys()
    assert all({*NEEDS[method]} <= {*FIELDS[method]} for method in METHODS)


def test_a_case_comes_with_formula_clause_and_its_part_of_the_month(tmp_path: Path) -> None:
    cases = [row for row in run(tmp_path, ROWS) if row["item"] == "case"]
    told = [
        (row["deviation"], row["points"], row["standard"], row["fund"], row["deposit"], row["prepaid"])
        for row in cases
    ]
    # 甲院's month: 6,500.00 − 500.00 and 1,749.99; 5 % of 7,749.99 are 387.50 (387.4995), 300.00 and 87.50 of them.
    assert told == [
        ("normal", "1000", "9500.00", "6500.00", "300.00", "5700.00"),
        ("low", "499.999", "4749.99", "1749.99", "87.50", "1662.49"),
        ("high", "1000.001", "9500.01", "6500.01", "325.00", "6175.01"),
    ]  # fmt: skip
    assert all("9.5" in row["formula"] and row["assumed"] and row["document"] for row in cases)
    assert cases[0]["clause"] == "三（八）"


def test_the_common_budget_is_told_to_the_fen_and_every_year_settled(tmp_path: Path) -> None:
    rows = run(tmp_path, ROWS)
    # 19,000.00 over 2,500 points: 甲院 1499.999, 乙院 1000.001.
    assert (amount(rows, "due_points", "甲院"), amount(rows, "due_points", "乙院")) == ("11399.99", "7600.01")
    paid, left = amount(rows, "pool_paid"), amount(rows, "pool_left")
    assert round(float(paid) * 100) + round(float(left) * 100) == 2_000_000
    # 甲院 used 8,999.99 of 11,399.99, keeps 1,140.00 and half of the next 1,140.00, less 500.00.
    assert amount(rows, "cleared", "甲院") == "10209.99"
    # Prepaid were 5,700.00 and 1,662.49; a score of 95 releases the whole deposit.
    assert amount(rows, "year_paid", "甲院") == "2847.50"
    assert amount(rows, "prepayment", "甲院") == "100000.00"
    # 乙院: 7,600.01 and half of 760.00; its 325.00 stay held, no score being given.
    assert amount(rows, "cleared", "乙院") == "7980.01"
    assert amount(rows, "year_paid", "乙院") == "1480.00"


def test_a_consortium_is_one_institution_at_year_end(tmp_path: Path) -> None:
    text = HEAD + (
        "1,2024-05-31,consortium_lump_sum,总院,医共体,,900,,,1000,,,,\n"
        "2,2024-05-31,consortium_lump_sum,分院,医共体,,150,,,100,,,,\n"
    )
    rows = run(tmp_path, text)
    # 1,100.00 together against bills of 1,050.00: the surplus of 50.00 is kept, though the branch alone overran.
    assert amount(rows, "cleared", "医共体") == "1100.00"
    assert {row["institution"] for row in rows if row["part"] == "institution"} == {"医共体"}


def test_every_method_and_package_is_paid_by_the_sheet(tmp_path: Path) -> None:
    head = HEAD.replace("\n", ",days,people,signed,months\n")
    cells = "1000,600,,1,1000,,,,,10,100,90,1"
    by_city = {"ningbo": "drg", "zhangye": "per_case", "hegang": "bed_day", "neimenggu": "prepaid_total"}
    for city, method in by_city.items():
        text = head + "".join(f"{name},2024-06-30,{name},院,,{cells}\n" for name in (method, "by_item"))
        rows = run(tmp_path, text, POLICIES / f"{city}.yaml")
        assert not [row for row in rows if row["fault"]], city
        assert len([row for row in rows if row["item"] == "case"]) == 2


BAD: dict[str, tuple[dict[str, str], str, str]] = {
    "no day": ({"day": ""}, "day", "不能为空"),
    "no such method": ({"method": "drgs"}, "method", "不在允许的代码中"),
    "a method the policy does not use": ({"method": "drg"}, "method", "政策没有采用"),
    "no points": ({"weight": ""}, "weight", "不能为空"),
    "a text for money": ({"cost": "一万"}, "cost", "不是"),
    "more billed than the bill": ({"fund": "10000.01"}, "fund", "大于医疗费总额"),
    "more deducted than billed": ({"deducted": "7000.01"}, "deducted", "大于统筹基金申报额"),
    "nothing as a mean": ({"mean": "0"}, "mean", "大于"),
    "seven decimals": ({"standard": "9.1234567"}, "standard", "小数"),
    "a negative amount": ({"cost": "-1"}, "cost", "负"),
    "no policy yet": ({"day": "2020-01-01"}, "method", "政策没有规定"),
    "the number of another case": ({"case": "3"}, "case", "第4行"),
    "no institution": ({"institution": ""}, "budget", "不能为空"),
    "an own budget beside the common one": ({"budget": "5"}, "budget", "第5行"),
    "the score twice": ({"institution": "甲院", "score": "90"}, "score", "第2行"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_row_is_told_in_chinese_and_its_sums_are_set_aside(tmp_path: Path, name: str) -> None:
    change, column, words = BAD[name]
    good = {"case": "9", "day": "2024-05-01", "method": "dip", "institution": "丙院", "cost": "10000", "fund": "7000",
            "weight": "1000", "standard": "9.5", "mean": "10000"}  # fmt: skip
    row = good | change
    text = ROWS + ",".join(row.get(column, "") for column in HEAD.strip().split(",")) + "\n"
    with translation.override("zh-hans"):
        rows = run(tmp_path, text)
    faults = [row for row in rows if row["fault"]]
    own = [fault for fault in faults if (fault["row"], fault["fault_column"]) == ("6", column)]
    assert own, faults
    assert words in own[0]["fault"]
    # The sound rows are worked out all the same; sums the row may belong to name it.
    assert {row["row"] for row in rows if row["item"] == "case"} >= {"2", "3", "4"}
    told = {(fault["part"], fault["institution"]): fault["fault"] for fault in faults if fault not in own}
    if name not in ("a method the policy does not use", "no policy yet"):
        assert "第6行" in told["pool", ""]
        assert not [row for row in rows if row["item"] == "cleared"]


def test_a_fault_elsewhere_leaves_other_years_alone(tmp_path: Path) -> None:
    text = HEAD + "1,2024-05-01,by_item,甲院,,9,5,,,,,,,\n2,2024-05-01,by_item,乙院,,9,x,,,,,,,\n"
    rows = run(tmp_path, text)
    assert amount(rows, "cleared", "甲院") == "5.00"
    assert [row["institution"] for row in rows if row["part"] == "institution" and row["fault"]] == ["乙院"]


def test_two_common_budgets_and_one_of_another_method(tmp_path: Path) -> None:
    text = ROWS + "再,2024-12-30,dip,,,,,,,,,5,,\n床,2024-12-30,bed_day,,,,,,,,,5,,\n"
    faults = {
        row["row"]: row["fault_column"]
        for row in run(tmp_path, text)
        if row["fault"] and row["part"] == "case"
    }
    assert faults == {"6": "institution", "7": "institution"}


def test_a_file_that_is_no_sheet_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("x\n1\n", "utf-8")
    with pytest.raises(CommandError):
        call_command("quotepayment", str(source), policy=JIUJIANG, out=tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_the_columns_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("quotepayment", columns=True)
    listed = capsys.readouterr().out
    assert all(name in listed for name in (*(column.name for column in COLUMNS), *HEADING))


# --- the page -------------------------------------------------------------------------------------------------------


@pytest.fixture
def client(cast: Cast) -> Client:
    with system_scope():
        put_policy_in_force(cast, "jiujiang.yaml")
    client = Client()
    client.force_login(cast.clerk_east)
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("method", FIELDS)
def test_every_method_has_its_form(client: Client, method: str) -> None:
    answer = client.get(PAGE, {"method": method})
    assert [*answer.context["form"].fields][1 : len(FIELDS[method]) + 1] == [*FIELDS[method]]
    blamed = client.get(PAGE, {"method": method, "ask": "1", "day": "2024-03-05"})
    assert set(NEEDS[method]) <= set(blamed.context["form"].errors)


@pytest.mark.django_db
def test_the_page_works_out_what_is_typed(client: Client) -> None:
    typed: dict[str, Any] = {"method": "dip", "ask": "1", "day": "2024-03-05", "weight": "1000"}
    typed |= {"standard": "9.5", "cost": "20000.01", "fund": "17000.01", "mean": "10000"}
    typed |= {"score": "85", "budget": "7000"}
    answer = client.get(PAGE, typed)
    [case], [year] = answer.context["cases"], answer.context["years"]
    assert (str(case["standard"]), str(case["deposit"])) == ("9500.01", "325.00")
    amounts = {line["item"]: str(line["amount"]) for _group, lines in year["groups"] for line in lines}
    # Own budget 7,000.00 against 6,500.01 owed: the surplus of 499.99 is kept; 85 points release 260.00 of 325.00.
    assert (amounts["cleared"], amounts["deposit_released"]) == ("7000.00", "260.00")
    page = answer.content.decode()
    assert "高费用偏差病例" in page
    assert "三（八）" in page


@pytest.mark.django_db
def test_the_page_says_what_is_wrong_beside_the_field_and_keeps_what_was_typed(client: Client) -> None:
    typed = {
        "method": "dip",
        "ask": "1",
        "day": "2024-03-05",
        "weight": "很多",
        "standard": "9.5",
        "cost": "5",
        "fund": "6",
    }
    answer = client.get(PAGE, typed)
    assert {"weight", "fund"} <= set(answer.context["form"].errors)
    assert 'value="很多"' in answer.content.decode()
    assert "cases" not in answer.context


@pytest.mark.django_db
def test_a_method_the_policy_does_not_use_is_said_on_the_page(client: Client) -> None:
    typed = {
        "method": "bed_day",
        "ask": "1",
        "day": "2024-03-05",
        "days": "1",
        "standard": "9",
        "cost": "5",
        "fund": "4",
    }
    assert "政策没有采用这种支付方式" in client.get(PAGE, typed).content.decode()


@pytest.mark.django_db
def test_a_sheet_is_shown_and_given_back(client: Client) -> None:
    def upload() -> SimpleUploadedFile:
        return SimpleUploadedFile("支付.csv", ROWS.encode())

    shown = client.post(SHEET, {"sheet": upload()})
    assert (shown.context["count"], shown.context["sound"], len(shown.context["years"])) == (4, 4, 2)
    saved = client.post(SHEET, {"sheet": upload(), "save": "1"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(saved.streaming_content)))
    assert [cell.value for cell in book.worksheets[0][1]] == HEADING
    refused = client.post(SHEET, {"sheet": SimpleUploadedFile("支付.csv", b"x\n1\n")})
    assert refused.status_code == 422
    empty = client.get(SHEET)
    assert empty.headers["Content-Type"].endswith("sheet")


@pytest.mark.django_db
def test_faults_of_a_sheet_are_shown_with_row_and_column(client: Client) -> None:
    bad = ROWS.replace("20000.01,17000.01", "20000.01,x")
    page = client.post(SHEET, {"sheet": SimpleUploadedFile("支付.csv", bad.encode())})
    assert (4, "统筹基金申报额") in [(row, str(column)) for row, column, _reason in page.context["faults"]]
    assert "第4行有误" in page.content.decode()
