"""What a person is during a period: entered and ended at a counter, and by sheet as offices hand their lists in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from config.models import ImportRun
from config.scoping import system_scope
from config.spreadsheets import engine
from enrollment.models import Person, Standing
from tests.cast import Cast, make_person
from tests.config.spreadsheets.files import workbook
from tests.config.spreadsheets.sheets import faults
from tests.support.policies import put_policy_in_force

HEADER = ["psn_no", "certno", "kind", "code", "begins_on", "last_day", "source"]


@pytest.fixture
def person(cast: Cast) -> Person:
    with system_scope():
        put_policy_in_force(cast)
        return make_person(cast.east)


@pytest.fixture
def take(cast: Cast, tmp_path: Path, settings: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path / "media"
    calls = iter(range(100))

    def run(*rows: list[Any]) -> ImportRun:
        path = workbook(tmp_path / f"{next(calls)}.xlsx", [HEADER, *rows], sheet="standings")
        return engine.import_file(kind="standings", path=path, acting_user=cast.clerk_east, agency=cast.east)

    return run


def stored() -> list[tuple[str, str, dt.date, dt.date | None]]:
    with system_scope():
        return [
            (one.kind, one.code, one.period.lower, one.period.upper)
            for one in Standing.objects.order_by("period", "kind")
        ]


def test_a_counter_enters_and_ends_a_standing(cast: Cast, person: Person, client: Client) -> None:
    client.force_login(cast.clerk_east)
    file = reverse("enrollment:person", args=[person.pk])
    address = reverse("enrollment:enter_standing", args=[person.pk])
    assert address in client.get(file).content.decode()
    sent = {"kind": "aid", "start": "2020-01-01", "end": "", "source": "民政局名单", "category": ""}
    assert client.post(address, sent).status_code == 422
    assert client.post(address, {**sent, "category": "low_income"}).status_code == 302
    assert stored() == [("aid", "low_income", dt.date(2020, 1, 1), None)]
    page = client.get(reverse("enrollment:person", args=[person.pk])).content.decode()
    assert "低保对象 2020-01-01" in page
    # One category counts on any day.
    assert client.post(address, {**sent, "category": "destitute", "start": "2020-06-01"}).status_code == 422
    with system_scope():
        standing = Standing.objects.get()
    end = reverse("enrollment:end_standing", args=[standing.pk])
    assert end in client.get(file).content.decode()
    assert client.post(end, {"day": "2020-01-01"}).status_code == 422
    assert client.post(end, {"day": "2021-01-01"}).status_code == 302
    assert client.post(end, {"day": "2021-02-01"}).status_code == 422
    assert stored() == [("aid", "low_income", dt.date(2020, 1, 1), dt.date(2021, 1, 1))]
    client.force_login(cast.clerk_west)
    assert client.get(address).status_code == 404
    assert client.get(end).status_code == 404
    client.force_login(cast.reviewer_east)
    assert client.post(end, {"day": "2020-07-01"}).status_code == 403


def test_a_list_is_taken_in_changed_and_taken_back(cast: Cast, person: Person, take: Any) -> None:
    row = [person.psn_no, "", "aid", "low_income", "2020-01-01", "", "民政局名单"]
    run = take(row, ["", person.certno, "student", "", "2020-09-01", "2023-06-30", "学籍"])
    assert (faults(run), run.new_count) == ([], 2)
    assert (again := take(row)).same_count == 1
    assert again.changed_count == 0
    changed = take([*row[:3], "destitute", row[4], "2020-12-31", row[6]])
    assert changed.changed_count == 1
    assert stored()[0] == ("aid", "destitute", dt.date(2020, 1, 1), dt.date(2021, 1, 1))
    engine.withdraw_run(run=changed, acting_user=cast.clerk_east)
    assert stored()[0] == ("aid", "low_income", dt.date(2020, 1, 1), None)


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"psn_no": "99"}, ("psn_no", "member_unknown")),
        ({"code": ""}, ("code", "standing_category")),
        ({"last_day": "2019-01-01"}, ("last_day", "end_before_begin")),
        ({"begins_on": "2020-03-01"}, ("begins_on", "standing_overlap")),
        ({"begins_on": "某日"}, ("begins_on", "not_a_date")),
        ({"kind": "rich"}, ("kind", "not_a_choice")),
    ],
)
def test_a_bad_row_is_told(
    cast: Cast, person: Person, take: Any, given: dict[str, Any], fault: tuple[str, str]
) -> None:
    with system_scope():
        Standing.objects.create(
            person=person, kind="aid", code="destitute", period=("2020-02-01", "2020-06-01"), source="旧名单"
        )
    usual = {
        "psn_no": person.psn_no, "kind": "aid", "code": "low_income", "begins_on": "2021-01-01", "source": "名单",
    }  # fmt: skip
    run = take([{**usual, **given}.get(name, "") for name in HEADER])
    assert [found[1] for found in faults(run)] == [fault[0]]
    assert run.bad_count == 1


def test_two_rows_of_one_period_are_told(person: Person, take: Any) -> None:
    row = [person.psn_no, "", "permit", "J1", "2020-01-01", "", "公安"]
    run = take(row, [*row[:4], "2020-05-01", "", "公安"])
    assert faults(run) == [(3, "begins_on", "standing_in_file")]
