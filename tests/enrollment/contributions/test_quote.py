"""``quotecontribution``: hypothetical cases by a package or an area; bad rows told, nothing stored."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from config.spreadsheets.faults import FileFault
from enrollment.rules.contributions.kinds import KINDS as ACTS
from enrollment.rules.contributions.quoting import NEEDS
from enrollment.services.quote_contribution import quote_file
from enrollment.spreadsheets.quote_contribution import COLUMNS, HEADING, KINDS
from institutions.policy.what_if import policy_in_package
from institutions.services import policy_versions
from tests.cast import Cast

from . import golden

NINGBO = golden.POLICIES / "ningbo.yaml"
EMPLOYEE = {"case": "1", "kind": "employee", "month": "2022-06", "wage": "10000", "employer": "甲"}


def sheet(path: Path, rows: list[dict[str, Any]]) -> Path:
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)
    return path


def run(tmp_path: Path, rows: list[dict[str, Any]], policy: Path = NINGBO) -> list[dict[str, str]]:
    out = tmp_path / "out.csv"
    try:
        call_command("quotecontribution", str(sheet(tmp_path / "in.csv", rows)), policy=policy, out=out)
    except CommandError:
        pass
    with out.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_documentation_names_every_column_and_kind() -> None:
    text = Path("docs/quotecontribution.md").read_text("utf-8")
    for name in (*(column.name for column in COLUMNS), *HEADING, *KINDS):
        assert f"`{name}`" in text, name


def test_every_kind_is_offered_and_says_what_it_needs() -> None:
    names = {column.name for column in COLUMNS}
    assert set(KINDS) == set(NEEDS) > set(ACTS)
    assert all(set(needs) <= names for needs in NEEDS.values())


def test_every_amount_comes_with_base_rate_clause_and_explanation(tmp_path: Path) -> None:
    found = run(tmp_path, [EMPLOYEE, {"case": "2", "kind": "employer", "month": "2022-06", "employer": "甲"}])
    assert [row["item"] for row in found] == [
        "employee", "employer", "employer.major_illness_aid", "employer.maternity", "employer.basic",
    ]  # fmt: skip
    for row in found:
        assert all(
            row[name] for name in ("title", "payer", "base", "rate", "amount", "clause", "explanation")
        )
        assert row["document"] == "ningbo-pooling"
    assert [row["part_of"] for row in found] == ["", "", "employer", "employer", "employer"]


@pytest.mark.parametrize(
    ("change", "column", "reason"),
    [
        ({"wage": "0"}, "wage", "more than zero"),
        ({"wage": "many"}, "wage", "amount"),
        ({"wage": ""}, "wage", "empty"),
        ({"wage": "-5"}, "wage", "negative"),
        ({"month": "2022-13"}, "month", "month"),
        ({"month": ""}, "month", "empty"),
        ({"month": "2021-12"}, "kind", "contributions.310"),
        ({"kind": "bribe"}, "kind", "employee"),
        ({"insutype": "999"}, "kind", "contributions.999"),
        ({"case": ""}, "case", "empty"),
        ({"case": "1"}, "case", "row 2 already"),
        ({"kind": "employer", "employer": "乙"}, "employer", "no employee"),
        ({"kind": "employer", "employer": ""}, "employer", "empty"),
        ({"kind": "subsidy_bill", "year": "2022"}, "year", "no residents"),
        ({"kind": "resident"}, "year", "empty"),
        ({"kind": "resident", "year": "22"}, "year", "1850"),
        ({"kind": "resident", "year": "2022", "collective_amt": "350.01"}, "collective_amt", "350.00"),
        ({"kind": "resident", "year": "2022", "people": "0"}, "people", "more than zero"),
        ({"kind": "topup_once"}, "date", "empty"),
        ({"kind": "topup_once", "date": "2030-01-01"}, "months", "empty"),
        ({"kind": "topup_once", "date": "2030-01-01", "actual_months": "9"}, "joined", "empty"),
        ({"kind": "topup_monthly", "months": "601"}, "months", "600"),
        ({"kind": "late_fee", "month": "", "amount": "5", "date": "2022-01-01"}, "due", "empty"),
        ({"kind": "late_enrolment", "date": "2022-05-01", "reason": "x"}, "kind", "late.reasons"),
    ],
)
def test_a_bad_row_keeps_its_place_with_column_and_reason(
    tmp_path: Path, change: dict[str, str], column: str, reason: str
) -> None:
    every = dict.fromkeys(change, "")
    rows = [every | EMPLOYEE, EMPLOYEE | {"case": "2"} | change, EMPLOYEE | {"case": "3"}]
    with translation.override("en"):
        found = run(tmp_path, rows)
    bad = [row for row in found if row["row"] == "3"]
    assert [row["row"] for row in found] == ["2", "3", "4"]
    assert (bad[0]["fault_column"], bad[0]["amount"]) == (column, "")
    assert reason in bad[0]["fault"]
    assert [row["amount"] for row in found if row["row"] != "3"] == ["200.00", "200.00"]


def test_a_sum_over_a_faulty_row_is_refused(tmp_path: Path) -> None:
    rows = [
        EMPLOYEE,
        EMPLOYEE | {"case": "2", "wage": "0"},
        {"case": "3", "kind": "employer", "month": "2022-06", "employer": "甲"},
    ]
    found = run(tmp_path, rows)
    assert [(row["row"], row["fault_column"]) for row in found] == [
        ("2", ""),
        ("3", "wage"),
        ("4", "employer"),
    ]


def test_bad_rows_end_the_command_with_an_error_after_writing(tmp_path: Path) -> None:
    path, out = sheet(tmp_path / "in.csv", [EMPLOYEE, EMPLOYEE]), tmp_path / "out.csv"
    with pytest.raises(CommandError):
        call_command("quotecontribution", str(path), policy=NINGBO, out=out)
    assert out.exists()


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileFault):
        quote_file(
            path=sheet(tmp_path / "in.csv", [{"colour": "red"}]), policy_on=golden.policy("ningbo.yaml")
        )
    (tmp_path / "x.xlsx").write_bytes(b"not a workbook")
    with pytest.raises(CommandError):
        call_command("quotecontribution", str(tmp_path / "x.xlsx"), policy=NINGBO, out=tmp_path / "out.csv")
    with pytest.raises(CommandError):
        call_command("quotecontribution", str(tmp_path / "x.xlsx"), out=tmp_path / "out.csv")


def test_a_workbook_with_chinese_headings_comes_back_as_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.create_sheet("缴费试算")
    page.append(["案例(case)", "试算事项", "month", "wage"])
    page.append(["甲", "职工个人（月）", "2022-06", 3000])
    book.save(tmp_path / "in.xlsx")
    out = tmp_path / "out.xlsx"
    call_command("quotecontribution", str(tmp_path / "in.xlsx"), policy=NINGBO, out=out)
    result = openpyxl.load_workbook(out).active
    assert result is not None
    heading, row = list(result.iter_rows(values_only=True))
    told = dict(zip(heading, row, strict=True))
    assert (told["base"], told["rate"], told["amount"]) == (3956.40, 0.02, 79.13)


def test_no_text_of_the_input_becomes_a_formula(tmp_path: Path) -> None:
    assert {row["case"] for row in run(tmp_path, [EMPLOYEE | {"case": "=1+1"}])} == {"'=1+1"}


@pytest.mark.django_db
def test_a_loaded_area_is_quoted(cast: Cast, tmp_path: Path) -> None:
    text = NINGBO.read_text("utf-8").replace('"330200"', '"990100"')
    version, _new = policy_versions.load_draft(text=text, acting_user=cast.administrator_city)
    policy_versions.review(version=version, acting_user=cast.reviewer_city)
    policy_versions.put_in_force(version=version, acting_user=cast.approver_city)
    out = tmp_path / "out.csv"
    call_command("quotecontribution", str(sheet(tmp_path / "in.csv", [EMPLOYEE])), area="990100", out=out)
    assert ",200.00," in out.read_text("utf-8-sig")
    with pytest.raises(CommandError):
        call_command("quotecontribution", str(tmp_path / "in.csv"), area="123456", out=out)


def test_the_columns_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("quotecontribution", columns=True)
    assert "collective_amt" in capsys.readouterr().out


def test_a_package_is_resolved_once_for_each_segment() -> None:
    policy_on = policy_in_package(golden.read_package(NINGBO.read_text("utf-8")))
    months = (f"2022-{month:02}-01" for month in range(1, 7))
    assert len({id(policy_on(dt.date.fromisoformat(day))) for day in months}) == 1
