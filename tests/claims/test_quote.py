"""``quote``: hypothetical bills by a package, in order, from zero; bad rows told, nothing stored."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from claims.models import Bill, Settlement
from claims.services.quote import policies_in, policies_of, quote, result_rows
from claims.spreadsheets.quote import COLUMNS, LINE_COLUMNS
from claims.spreadsheets.quote_results import HEADING
from config.scoping import system_scope
from config.spreadsheets.faults import FileFault
from institutions.policy.registry import read_package
from institutions.services import policy_versions
from tests.cast import Cast

DOCS = Path("docs")
EXAMPLE = DOCS / "examples" / "yunxi.yaml"
BILLS = DOCS / "examples" / "yunxi-bills.csv"
LINES = DOCS / "examples" / "yunxi-lines.csv"
ZHANGYE = Path("institutions/policies/zhangye.yaml")

BASE = {
    "case": "1", "person": "a", "insutype": "390", "med_type": "21", "begndate": "2020-03-01", "tier": "level_1",
    "insu_county": "1", "care_county": "1", "medfee_sumamt": "1200", "inscp_scp_amt": "1200",
    "fulamt_ownpay_amt": "0", "overlmt_selfpay": "0", "preselfpay_amt": "0",
}  # fmt: skip
NO_SPLITS = {"inscp_scp_amt": "", "fulamt_ownpay_amt": "", "overlmt_selfpay": "", "preselfpay_amt": ""}


def sheet(path: Path, rows: list[dict[str, Any]]) -> Path:
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)
    return path


def results(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["case"]: row for row in csv.DictReader(file)}


def run(tmp_path: Path, rows: list[dict[str, Any]], policy: Path = ZHANGYE) -> dict[str, dict[str, str]]:
    out = tmp_path / "out.csv"
    arguments = [str(sheet(tmp_path / "in.csv", rows)), "--policy", str(policy), "--out", str(out)]
    try:
        call_command("quote", *arguments)
    except CommandError:
        pass
    return results(out)


def test_the_worked_city_pays_what_its_document_says(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    call_command("quote", str(BILLS), policy=EXAMPLE, lines=LINES, out=out)
    told = dict(
        re.findall(r"^\| (\d+) \|.*\| ([\d,.]+) \|$", (DOCS / "policy-packages.md").read_text("utf-8"), re.M)
    )
    paid = {case: row["fund_pay_sumamt"] for case, row in results(out).items()}
    assert paid == {case: amount.replace(",", "") for case, amount in told.items()}
    assert len(paid) == 34


def test_the_documentation_names_every_column() -> None:
    text = (DOCS / "quote.md").read_text("utf-8")
    for name in (*(column.name for column in (*COLUMNS, *LINE_COLUMNS)), *HEADING):
        assert f"`{name}`" in text, name


def test_bills_of_a_person_and_year_count_in_the_order_of_settlement(tmp_path: Path) -> None:
    visit = BASE | {"med_type": "11", "medfee_sumamt": "100", "inscp_scp_amt": "100"}
    found = run(
        tmp_path,
        [
            visit | {"case": "10", "setl_time": "2020-05-01 09:00:00"},
            visit | {"case": "9", "setl_time": "2020-05-01 09:00:00"},
            visit
            | {"case": "2", "setl_time": "2020-04-01 09:00:00", "inscp_scp_amt": "50", "medfee_sumamt": "50"},
            visit | {"case": "3", "person": "b"},
            visit | {"case": "4", "begndate": "2021-03-01"},
        ],
    )
    paid = {case: Decimal(row["hifp_pay"]) for case, row in found.items()}
    assert paid == {"2": 35, "9": 45, "10": 0, "3": 70, "4": 70}


@pytest.mark.parametrize(
    ("change", "column", "reason"),
    [
        ({"medfee_sumamt": "12O0"}, "medfee_sumamt", "amount"),
        ({"medfee_sumamt": ""}, "medfee_sumamt", "empty"),
        ({"begndate": "2020-13-01"}, "begndate", "date"),
        ({"enddate": "2020-02-01"}, "enddate", "before"),
        ({"medfee_sumamt": "1300"}, "medfee_sumamt", "do not add up"),
        ({"inscp_scp_amt": ""}, "inscp_scp_amt", "Neither"),
        ({"class_a_amt": "1200"}, "fulamt_ownpay_amt", "not both"),
        (NO_SPLITS | {"class_a_amt": "1100"}, "medfee_sumamt", "fees add up to 1100.00, the bill to 1200.00"),
        ({"filing": "maybe"}, "filing", "none, filed"),
        ({"insutype": "310"}, "med_type", "benefits.310"),
        ({"begndate": "2019-06-30"}, "med_type", "benefits.390"),
        ({"inscp_scp_amt": "-5"}, "inscp_scp_amt", "negative"),
    ],
)
def test_a_bad_row_keeps_its_place_with_column_and_reason(
    tmp_path: Path, change: dict[str, str], column: str, reason: str
) -> None:
    from django.utils import translation

    rows = [BASE, BASE | {"case": "2"} | change, BASE | {"case": "3"}]
    if "class_a_amt" in change:
        rows = [{"class_a_amt": ""} | row for row in rows]
    with translation.override("en"):
        found = run(tmp_path, rows)
    assert [row["row"] for row in found.values()] == ["2", "3", "4"]
    assert found["2"]["fault_column"] == column
    assert reason in found["2"]["fault"]
    assert found["2"]["hifp_pay"] == ""
    assert (found["1"]["hifp_pay"], found["3"]["hifp_pay"]) == ("850.00", "850.00")


def test_bad_rows_end_the_command_with_an_error_after_writing(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    path = sheet(tmp_path / "in.csv", [BASE, BASE])
    with pytest.raises(CommandError):
        call_command("quote", str(path), policy=ZHANGYE, out=out)
    assert out.exists()


def test_a_wrong_header_or_no_workbook_refuses_the_file(tmp_path: Path) -> None:
    policy_of = policies_in(read_package(ZHANGYE.read_text("utf-8")))
    with pytest.raises(FileFault):
        quote(path=sheet(tmp_path / "in.csv", [{"case": "1", "colour": "red"}]), policy_of=policy_of)
    (tmp_path / "x.xlsx").write_bytes(b"not a workbook")
    with pytest.raises(CommandError):
        call_command("quote", str(tmp_path / "x.xlsx"), policy=ZHANGYE, out=tmp_path / "out.csv")
    with pytest.raises(CommandError):
        call_command("quote", str(BILLS), out=tmp_path / "out.csv")


def test_fee_lines_stand_in_the_workbook_or_in_a_file_of_their_own(tmp_path: Path) -> None:
    bill = {name: value for name, value in BASE.items() if name not in NO_SPLITS} | {"medfee_sumamt": 3000}
    lines = [
        {"case": "1", "chrgitm_lv": "01", "det_item_fee_sumamt": 1000},
        {"case": "1", "chrgitm_lv": "02", "det_item_fee_sumamt": 1500.00},
        {"case": "1", "chrgitm_lv": "03", "det_item_fee_sumamt": 500},
    ]
    book = openpyxl.Workbook()
    for title, rows in (("bills", [bill]), ("lines", lines)):
        page = book.create_sheet(title)
        page.append(list(rows[0]))
        for row in rows:
            page.append(list(row.values()))
    book.save(tmp_path / "in.xlsx")
    call_command("quote", str(tmp_path / "in.xlsx"), policy=ZHANGYE, out=tmp_path / "out.xlsx")
    result = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert result is not None
    heading, row = list(result.iter_rows(values_only=True))
    assert dict(zip(heading, row, strict=True))["hifp_pay"] == 1700

    rows = [*lines, {"case": "nobody", "chrgitm_lv": "01", "det_item_fee_sumamt": 5}]
    policy_of = policies_in(read_package(ZHANGYE.read_text("utf-8")))
    found = quote(
        path=sheet(tmp_path / "in.csv", [bill]),
        policy_of=policy_of,
        lines_path=sheet(tmp_path / "lines.csv", rows),
    )
    assert found.cases[0].outcome is not None
    assert found.cases[0].outcome.hifp_pay == 170_000
    assert [(fault.row, fault.code) for fault in found.orphans] == [(5, "case_unknown")]
    assert len(list(result_rows(found))) == 2


def test_a_bad_fee_line_keeps_its_bill_from_being_settled(tmp_path: Path) -> None:
    bill = {name: value for name, value in BASE.items() if name not in NO_SPLITS}
    lines = [{"case": "1", "fee_kind": "", "chrgitm_lv": "", "det_item_fee_sumamt": "1200"}]
    found = quote(
        path=sheet(tmp_path / "in.csv", [bill]),
        policy_of=policies_in(read_package(ZHANGYE.read_text("utf-8"))),
        lines_path=sheet(tmp_path / "lines.csv", lines),
    )
    assert found.cases[0].outcome is None
    assert [fault.column for fault in found.cases[0].faults] == ["lines!2.fee_kind"]


def test_no_text_of_the_input_becomes_a_formula(tmp_path: Path) -> None:
    found = run(tmp_path, [BASE | {"case": "=1+1"}])
    assert set(found) == {"'=1+1"}


@pytest.mark.django_db
def test_a_loaded_area_is_quoted_and_nothing_is_stored(cast: Cast, tmp_path: Path) -> None:
    text = ZHANGYE.read_text("utf-8").replace('"620700"', '"990100"')
    version, _new = policy_versions.load_draft(text=text, acting_user=cast.administrator_city)
    policy_versions.review(version=version, acting_user=cast.reviewer_city)
    policy_versions.put_in_force(version=version, acting_user=cast.approver_city)
    out = tmp_path / "out.csv"
    call_command("quote", str(sheet(tmp_path / "in.csv", [BASE])), area="990100", out=out)
    assert results(out)["1"]["hifp_pay"] == "850.00"
    with system_scope():
        assert not Bill.objects.exists()
        assert not Settlement.objects.exists()
    with pytest.raises(CommandError):
        call_command("quote", str(BILLS), area="123456", out=out)
    assert policies_of(cast.area)


def test_the_columns_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("quote", columns=True)
    assert "medfee_sumamt" in capsys.readouterr().out
