"""The page of the contribution what-if: one case, a sheet of cases; nothing is stored."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from config.scoping import system_scope
from enrollment.models import Coverage, Person
from enrollment.views.contribution_forms import FIELDS
from tests.cast import Cast
from tests.support.policies import put_policy_in_force

pytestmark = pytest.mark.django_db
PAGE, SHEET = (
    reverse(f"enrollment:{name}") for name in ("contribution_what_if", "contribution_what_if_sheet")
)
CSV = "case,kind,month,wage,employer\n甲,employee,2022-06,3000,厂\n乙,employee,2022-06,0,别\n丙,employer,2022-06,,厂\n"


@pytest.fixture
def client(cast: Cast) -> Client:
    with system_scope():
        put_policy_in_force(cast, "ningbo.yaml")
    client = Client()
    client.force_login(cast.clerk_east)
    return client


def ask(client: Client, **cells: Any) -> str:
    return client.get(PAGE, {"ask": "1", **cells}).content.decode()


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_every_kind_has_its_form(client: Client, kind: str) -> None:
    answer = client.get(PAGE, {"kind": kind})
    assert answer.status_code == 200
    assert set(answer.context["form"].fields) == set(FIELDS[kind])
    assert not answer.context["told"]


def test_a_case_shows_every_amount_with_its_steps(client: Client) -> None:
    page = ask(client, kind="employee", month="2022-06", wage="3000", date="2022-08-01")
    for told in ("3,956.40", "79.13", "四（一）2（1）", "3,000.00低于平均工资的60%", "差额不清算"):
        assert told in page


def test_an_employer_is_asked_with_the_wages_of_its_people(client: Client) -> None:
    page = ask(client, kind="employer", month="2022-06", wages="3000 10000，25000")
    assert "2,867.76" in page
    assert "重大疾病医疗救助金" in page
    wrong = client.get(PAGE, {"ask": "1", "kind": "employer", "month": "2022-06", "wages": "3000 x"})
    assert list(wrong.context["form"].errors) == ["wages"]


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept(client: Client) -> None:
    answer = client.get(PAGE, {"ask": "1", "kind": "resident", "year": "22", "collective_amt": "abc"})
    assert set(answer.context["form"].errors) == {"year", "collective_amt"}
    assert 'value="abc"' in answer.content.decode()
    silent = client.get(PAGE, {"ask": "1", "kind": "employee", "month": "2010-01", "wage": "5"})
    assert silent.context["form"].non_field_errors()


def test_the_policy_and_the_area_offer_what_can_be_chosen(client: Client) -> None:
    page = client.get(PAGE, {"kind": "resident"}).content.decode()
    for offered in ('value="low_income"', 'value="990101"'):
        assert offered in page


def test_a_sheet_is_shown_with_its_bad_rows_or_given_back(client: Client) -> None:
    upload = SimpleUploadedFile("cases.csv", CSV.encode())
    answer = client.post(SHEET, {"sheet": upload})
    assert [bool(told.lines) for told in answer.context["told"]] == [True, False, True]
    assert "必须大于零" in answer.content.decode()
    upload = SimpleUploadedFile("cases.csv", CSV.encode())
    saved = client.post(SHEET, {"sheet": upload, "save": "1"})
    book = openpyxl.load_workbook(io.BytesIO(saved.getvalue()))  # type: ignore[attr-defined]
    rows = list(book.active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert [row[0] for row in rows] == ["row", 2, 3, 4, 4, 4, 4]


def test_a_file_that_cannot_be_read_says_why(client: Client) -> None:
    for upload in (
        SimpleUploadedFile("x.csv", b"colour\nred\n"),
        SimpleUploadedFile("x.xlsx", b"no workbook"),
    ):
        answer = client.post(SHEET, {"sheet": upload})
        assert answer.status_code == 422
        assert answer.context["sheet_form"].errors["sheet"]


def test_the_empty_sheet_can_be_filled_in_and_sent_back(client: Client) -> None:
    empty = client.get(SHEET)
    upload = SimpleUploadedFile("cases.xlsx", empty.getvalue())  # type: ignore[attr-defined]
    told = client.post(SHEET, {"sheet": upload}).context["told"]
    assert [one.name for one in told] == ["1"]
    assert told[0].lines


def test_nothing_is_stored(client: Client, cast: Cast) -> None:
    with system_scope():
        before = (Person.objects.count(), Coverage.objects.count())
    ask(client, kind="resident", year="2022")
    client.post(SHEET, {"sheet": SimpleUploadedFile("cases.csv", CSV.encode())})
    with system_scope():
        assert (Person.objects.count(), Coverage.objects.count()) == before


def test_without_a_policy_in_force_the_page_says_so(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.clerk_elsewhere)
    answer = client.get(PAGE, {"ask": "1", "kind": "employee", "month": "2022-06", "wage": "1"})
    assert answer.context["area"] is None
    assert not answer.context["told"]
