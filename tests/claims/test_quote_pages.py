"""A bill tried on its page: the same answer as the counter's, every step with its clause, and nothing stored."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from claims.services.explain_settlement import explain_settlement
from claims.services.settle_bill import settle_bill
from config.money import to_fen
from config.scoping import system_scope
from institutions.models import PolicyVersion, User
from tests.cast import Cast, make_coverage, make_person
from tests.claims.making import make_bill
from tests.claims.what_if.asking import draft_of, every_table
from tests.support.policies import put_policy_in_force

ONE, SHEET = "claims:quote", "claims:quote_sheet"
BILL = {
    "insutype": "390", "psn_type": "1501", "age": "50", "cover": "full", "med_type": "21", "begndate": "2020-03-01",
    "enddate": "2020-03-05", "hosp_lv": "05", "place": "own", "filing": "none", "accident": "none",
    "certificate": "reported", "chosen": "open", "medfee_sumamt": "10,000.00", "fulamt_ownpay_amt": "500",
    "overlmt_selfpay": "200", "preselfpay_amt": "300", "inscp_scp_amt": "9000",
}  # fmt: skip


@pytest.fixture
def policy(cast: Cast) -> PolicyVersion:
    with system_scope():
        return put_policy_in_force(cast)


def post(client: Client, user: User, name: str = ONE, **changes: Any) -> HttpResponse:
    client.force_login(user)
    data = {**BILL, **changes} if name == ONE else changes
    return client.post(reverse(name), data)


def book_of(answer: HttpResponse) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]


def test_the_answer_is_that_of_the_counter(cast: Cast, client: Client, policy: PolicyVersion) -> None:
    with system_scope():
        person = make_person(cast.east)
        make_coverage(person)
        bill = make_bill(person, cast.hospital_east)
    settlement = settle_bill(bill=bill, acting_user=cast.clerk_east)
    assert settlement is not None
    answer = post(client, cast.clerk_east)
    assert answer.status_code == 200
    [shown] = answer.context["cases"]
    outcome = shown["case"].outcome
    for name in ("fund_pay_sumamt", "act_pay_dedc", "psn_part_amt", "inscp_scp_amt"):
        assert getattr(outcome, name) == to_fen(getattr(settlement, name)), name
    assert outcome.fund_pay_sumamt > 0
    with system_scope():
        assert [str(step) for step in shown["steps"]] == [
            str(step) for step in explain_settlement(settlement)
        ]
    text = answer.content.decode()
    assert "四（三）2" in text
    assert "不保存任何数据" in text


def test_assumptions_stand_beside_their_steps(cast: Cast, client: Client, policy: PolicyVersion) -> None:
    answer = post(client, cast.clerk_east)
    [shown] = answer.context["cases"]
    assumed = [step for step in shown["steps"] if step.assumed]
    assert assumed
    assert answer.content.decode().count('class="assumed"') == len(assumed)


def test_a_draft_and_an_uploaded_package_are_tried_as_at_a_day(
    cast: Cast, client: Client, policy: PolicyVersion
) -> None:
    def fund(**changes: Any) -> int:
        [shown] = post(client, cast.clerk_east, **changes).context["cases"]
        return int(shown["case"].outcome.fund_pay_sumamt)

    def raise_ratio(text: str) -> str:
        return text.replace("level_2: 0.80", "level_2: 0.90")

    in_force, draft = fund(), draft_of(cast, raise_ratio)
    tried = fund(version=draft.pk)
    assert tried == in_force + (9_000_00 - 700_00) // 10
    package = SimpleUploadedFile("draft.yaml", raise_ratio(policy.text).encode())
    assert fund(package=package) == tried
    assert fund(version=draft.pk, as_at="2019-07-01", begndate="2001-01-01", enddate="2001-01-02") == tried
    before_any = post(client, cast.clerk_east, begndate="2001-01-01", enddate="2001-01-02")
    assert before_any.status_code == 422


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"medfee_sumamt": "lots"}, "medfee_sumamt"),
        ({"medfee_sumamt": "10001"}, "medfee_sumamt"),
        ({"begndate": "2020-03-09"}, "enddate"),
        ({"begndate": ""}, "begndate"),
        ({"med_type": "abc"}, "med_type"),
        ({"class_a_amt": "1"}, "fulamt_ownpay_amt"),
        ({"as_at": "2020-01-01"}, "as_at"),
        ({"age": "old"}, "age"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    cast: Cast, client: Client, policy: PolicyVersion, changes: dict[str, str], field: str
) -> None:
    answer = post(client, cast.clerk_east, **changes)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"]["hosp_lv"].value() == "05"


def test_by_fee_classes_with_the_workbook(cast: Cast, client: Client, policy: PolicyVersion) -> None:
    splits = dict.fromkeys(("fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt"), "")
    book = book_of(
        post(client, cast.clerk_east, **splits, class_a_amt="8000", class_b_amt="2000", export="xlsx")
    )
    header, row = book.get_sheet_by_name("结果").to_python()
    assert row[header.index("医疗费总额")] == 10_000
    assert row[header.index("基金支付总额")] > 0
    steps = book.get_sheet_by_name("步骤").to_python()
    assert any("四（三）" in str(cell) for line in steps for cell in line)


def test_a_package_beside_the_one_in_force_is_refused(
    cast: Cast, client: Client, policy: PolicyVersion
) -> None:
    """Another document that gives the same parameters: nobody could say which holds."""
    text = Path("docs/examples/yunxi.yaml").read_text(encoding="utf-8").replace("990300", cast.area.code)
    package = SimpleUploadedFile("package.yaml", text.encode())
    answer = post(client, cast.clerk_east, package=package)
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()


def test_a_sheet_by_what_is_in_force(cast: Cast, client: Client, policy: PolicyVersion) -> None:
    head = "case,person,insutype,med_type,begndate,enddate,tier,insu_county,care_county,medfee_sumamt,"
    head += "fulamt_ownpay_amt,overlmt_selfpay,preselfpay_amt,inscp_scp_amt"
    rows = [f"{n},p,390,11,2020-03-0{n},,level_1,1,1,100,0,0,0,100" for n in (1, 2, 3)]
    bad = "4,p,390,11,2020-13-01,,level_1,1,1,100,0,0,0,100"
    content = "\n".join([head, *rows, bad]).encode()
    answer = post(client, cast.clerk_east, SHEET, file=SimpleUploadedFile("bills.csv", content))
    assert answer.status_code == 200
    paid = [shown["case"].outcome.fund_pay_sumamt for shown in answer.context["cases"]]
    # 70 % each within a yearly ceiling of 80.
    assert paid == [70_00, 10_00, 0]
    [fault] = answer.context["faults"]
    assert (fault.row, fault.column) == (5, "begndate")
    assert "begndate" in answer.content.decode()
    book = book_of(
        post(client, cast.clerk_east, SHEET, file=SimpleUploadedFile("bills.csv", content), export="xlsx")
    )
    assert len(book.get_sheet_by_name("结果").to_python()) == 4
    assert len(book.get_sheet_by_name("错误").to_python()) == 2


def test_a_file_that_is_no_sheet_is_refused(cast: Cast, client: Client, policy: PolicyVersion) -> None:
    for name, content in (
        ("bills.xlsx", b"no workbook"),
        ("bills.csv", b"a,b\n1,2\n"),
        ("bills.pdf", b"%PDF"),
    ):
        answer = post(client, cast.clerk_east, SHEET, file=SimpleUploadedFile(name, content))
        assert answer.status_code == 422, name
        assert "file" in answer.context["form"].errors


def test_the_empty_sheet_can_be_filled_and_read(cast: Cast, client: Client, policy: PolicyVersion) -> None:
    client.force_login(cast.clerk_east)
    book = book_of(client.get(reverse(SHEET), {"template": "1"}))
    assert book.sheet_names == ["bills", "lines"]
    assert "medfee_sumamt" in book.get_sheet_by_name("bills").to_python()[0]


def test_nothing_is_stored(cast: Cast, client: Client, policy: PolicyVersion) -> None:
    client.force_login(cast.clerk_east)
    before = every_table()
    assert client.post(reverse(ONE), BILL).status_code == 200
    content = b"case,person\n1,1\n"
    client.post(reverse(SHEET), {"file": SimpleUploadedFile("bills.csv", content)})
    assert every_table() == before


def test_another_areas_draft_cannot_be_asked(cast: Cast, client: Client, policy: PolicyVersion) -> None:
    answer = post(client, cast.clerk_elsewhere, version=policy.pk)
    assert answer.status_code == 422
    assert "version" in answer.context["form"].errors
