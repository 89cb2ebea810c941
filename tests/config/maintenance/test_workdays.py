"""A year's holiday sheet: chosen, previewed, confirmed; by the city's administrator only."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from config.models import WorkdayException
from config.workdays import is_workday
from tests.cast import Cast
from tests.config.spreadsheets.files import workbook

DAYS = [
    [dt.date(2031, 1, 1), "否", "元旦", "否"],
    ["2031/1/4", "是", "元旦调休", "否"],
    ["２０３１０１０２", 0, "元旦", None],
]


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def sheet(tmp_path: Path, rows: list[list[Any]]) -> bytes:
    heading = ["day", "is_workday", "name", "provisional"]
    return workbook(tmp_path / "days.xlsx", [heading, *rows], sheet="workdays").read_bytes()


def choose(client: Client, content: bytes, name: str = "days.xlsx") -> Any:
    upload = SimpleUploadedFile(name, content)
    return client.post(
        reverse("admin:config_workdayexception_import"),
        {"import_file": upload, "format": "0", "resource": "0"},
    )


def confirm(client: Client, preview: Any) -> Any:
    data = preview.context["confirm_form"].initial
    return client.post(reverse("admin:config_workdayexception_process_import"), data)


def test_nothing_is_stored_before_it_is_confirmed(cast: Cast, client: Client, tmp_path: Path) -> None:
    client.force_login(cast.administrator_city)
    preview = choose(client, sheet(tmp_path, DAYS))
    assert preview.status_code == 200
    assert "元旦调休" in preview.content.decode()
    assert not WorkdayException.objects.exists()
    assert confirm(client, preview).status_code == 302
    stored = {one.day: (one.is_workday, one.provisional) for one in WorkdayException.objects.all()}
    assert stored == {
        dt.date(2031, 1, 1): (False, False),
        dt.date(2031, 1, 2): (False, False),
        dt.date(2031, 1, 4): (True, False),
    }
    assert is_workday(dt.date(2031, 1, 4))  # a Saturday
    again = confirm(client, preview)  # a double click
    assert again.status_code == 302
    assert WorkdayException.objects.count() == 3


def test_the_same_sheet_again_changes_nothing_and_a_new_one_brings_up_to_date(
    cast: Cast, client: Client, tmp_path: Path
) -> None:
    client.force_login(cast.administrator_city)
    confirm(client, choose(client, sheet(tmp_path, DAYS)))
    preview = choose(client, sheet(tmp_path, DAYS))
    assert {row.import_type for row in preview.context["result"].valid_rows()} == {"skip"}
    confirm(client, choose(client, sheet(tmp_path, [["2031-01-02", 1, "更正", 0]])))
    assert WorkdayException.objects.get(day="2031-01-02").is_workday
    assert WorkdayException.objects.count() == 3


def test_a_csv_as_wps_writes_it(cast: Cast, client: Client) -> None:
    client.force_login(cast.administrator_city)
    text = "日期(day),is_workday,name,provisional\n2031-10-01,否,国庆节,是\n"
    confirm(client, choose(client, text.encode("gb18030"), "days.csv"))
    assert WorkdayException.objects.get().provisional


@pytest.mark.parametrize(
    "rows",
    [
        [["2031-02-30", 0, "x", 0]],
        [["2031-01-01", "maybe", "x", 0]],
        [["2031-01-01", 0, "", 0]],
        [["2031-01-01", 0, "x" * 61, 0]],
    ],
    ids=["no such day", "not a flag", "no name", "too long"],
)
def test_a_wrong_row_stops_the_sheet(
    cast: Cast, client: Client, tmp_path: Path, rows: list[list[Any]]
) -> None:
    client.force_login(cast.administrator_city)
    preview = choose(client, sheet(tmp_path, [*rows, ["2031-05-01", 0, "劳动节", 0]]))
    assert "confirm_form" not in preview.context
    assert not WorkdayException.objects.exists()


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 not a zip", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"a,b\n1,2\n", b"\x00\x01\x02"],
    ids=["broken", "old xls", "other columns", "binary"],
)  # fmt: skip
def test_what_is_no_such_sheet_is_told(cast: Cast, client: Client, content: bytes) -> None:
    client.force_login(cast.administrator_city)
    answer = choose(client, content)
    [said] = answer.context["form"].errors["import_file"]
    assert "encountered" not in said


def test_what_fails_at_the_confirmation_is_no_success(
    cast: Cast, client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(cast.administrator_city)
    preview = choose(client, sheet(tmp_path, DAYS))
    monkeypatch.setattr(WorkdayException, "save", lambda *args, **more: 1 / 0)
    answer = confirm(client, preview)
    monkeypatch.undo()
    assert [one.level_tag for one in get_messages(answer.wsgi_request)] == ["error"]
    assert not WorkdayException.objects.exists()


@pytest.mark.parametrize("name", ["auditor_city", "clerk_east", "finance_city"])
def test_others_import_nothing(cast: Cast, client: Client, tmp_path: Path, name: str) -> None:
    client.force_login(getattr(cast, name))
    for route in ("import", "process_import"):
        answer = client.post(reverse(f"admin:config_workdayexception_{route}"), {}, follow=True)
        assert answer.status_code == 403


def test_a_file_of_somebody_elses_making_cannot_be_reached(cast: Cast, client: Client, media: Path) -> None:
    media.mkdir()
    (media / "secret.csv").write_text("day,is_workday,name\n2031-01-01,0,x\n")
    client.force_login(cast.administrator_city)
    data = {"import_file_name": "../secret.csv", "original_file_name": "x", "format": "0", "resource": "0"}
    client.post(reverse("admin:config_workdayexception_process_import"), data)
    assert not WorkdayException.objects.exists()
    assert (media / "secret.csv").exists()
