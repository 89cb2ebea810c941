"""What payers declare and owe by it: row checks, bases within limits, the statement in three forms (JJ-04)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.models import ImportRun
from config.scoping import system_scope
from config.spreadsheets import engine
from enrollment.models import ContributionMonth, Declaration, Membership, Payer, Person
from institutions.models import PolicyDocument, PolicyVersion
from tests.cast import ALWAYS, Cast, certificate_number, make_person
from tests.config.spreadsheets.files import workbook
from tests.config.spreadsheets.sheets import faults, row_errors

HEADER = ["emp_no", "month", "psn_no", "certno", "wage"]
# Invented: a mean of 6,000, then 7,000 from July 2022; bases 60 % to 300 %.
POLICY = """
area: "990100"
key: test-contributions
title: 职工缴费
document: {source: "000", effective: 2020-01-01}
sections:
  wages:
    provincial_mean:
      unit: yuan
      values:
        - {from: 2020-01-01, value: 6000.00, clause: 第一条}
        - {from: 2022-07-01, value: 7000.00, clause: 第二条}
  contributions.310:
    base.lowest: {unit: ratio, values: [{from: 2020-01-01, value: 0.6, clause: 第三条}]}
    base.highest: {unit: ratio, values: [{from: 2020-01-01, value: 3, clause: 第三条}]}
    employer.base: {values: [{from: 2020-01-01, value: sum_of_employees, clause: 第四条}]}
    employer.rate: {unit: ratio, values: [{from: 2020-01-01, value: 0.085, clause: 第四条}]}
    employee.rate: {unit: ratio, values: [{from: 2020-01-01, value: 0.02, clause: 第五条}]}
"""


def put_in_force(cast: Cast) -> None:
    document = PolicyDocument.objects.create(area=cast.area, key="test-contributions", title="职工缴费")
    PolicyVersion.objects.create(
        document=document,
        number=1,
        state=PolicyVersion.State.IN_FORCE,
        text=POLICY,
        sha256="test-contributions",
        effective_from=dt.date(2020, 1, 1),
        prepared_by=cast.administrator_city,
        reviewed_by=cast.reviewer_city,
        reviewed_at=timezone.now(),
        put_in_force_at=timezone.now(),
    )


@pytest.fixture(autouse=True)
def files_thrown_away(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def payer(cast: Cast) -> Payer:
    with system_scope():
        put_in_force(cast)
        return Payer.objects.create(
            emp_no="E1", kind="employer", name="东山机械厂", county=cast.east, period=ALWAYS
        )


@pytest.fixture
def people(cast: Cast, payer: Payer) -> list[Person]:
    with system_scope():
        made = [make_person(cast.east, name=name) for name in ("甲", "乙", "丙")]
        for person in made:
            Membership.objects.create(person=person, payer=payer, tie="work", period=ALWAYS)
        return made


@pytest.fixture
def declare(cast: Cast, tmp_path: Path, payer: Payer) -> Any:
    calls = iter(range(100))

    def run(*rows: list[Any]) -> ImportRun:
        path = workbook(tmp_path / f"{next(calls)}.xlsx", [HEADER, *rows], sheet="declarations")
        return engine.import_file(
            kind="declarations", path=path, acting_user=cast.clerk_east, agency=cast.east
        )

    return run


def of_month(month: dt.date) -> ContributionMonth:
    with system_scope():
        return ContributionMonth.objects.select_related("payer").get(month=month)


MARCH, JULY = dt.date(2022, 3, 1), dt.date(2022, 7, 1)


@pytest.mark.duty("JJ-04", "NB-04")
def test_what_is_declared_is_worked_out_by_the_policy_of_its_month(
    declare: Any, people: list[Person]
) -> None:
    low, own, high = (person.psn_no for person in people)
    for month in ("2022-03", "2022-07"):
        run = declare(
            ["E1", month, low, None, "1000"],
            ["E1", month, own, None, "5000.00"],
            ["E1", month, high, None, "90000"],
        )
        assert (faults(run), run.new_count) == ([], 3)
    march, july = of_month(MARCH), of_month(JULY)
    # 60 % and 300 % of 6,000: 3,600 + 5,000 + 18,000, of which 8.5 %; 2 % of each.
    assert (march.base, march.employer, march.personal) == (26600, Decimal("2261.00"), Decimal("532.00"))
    assert (march.heads, march.wages, march.employer_rate, march.personal_rate) == (3, 96000, 850, 200)
    # By 7,000 from July on: 4,200 + 5,000 + 21,000; March stays as it was.
    assert (july.base, july.employer, july.personal) == (30200, Decimal("2567.00"), Decimal("604.00"))
    with system_scope():
        assert [one.base for one in Declaration.objects.filter(month=MARCH).order_by("wage")] == [
            3600,
            5000,
            18000,
        ]


@pytest.mark.duty("JJ-04")
def test_a_later_word_counts_and_a_withdrawn_sheet_leaves_what_was(
    declare: Any, people: list[Person], cast: Cast
) -> None:
    declare(["E1", "2022-03", people[0].psn_no, None, "5000"])
    again = declare(
        ["E1", "2022-03", people[0].psn_no, None, "6000"], ["E1", "2022-03", people[1].psn_no, None, "5000"]
    )
    assert (again.changed_count, again.new_count) == (1, 1)
    assert (of_month(MARCH).base, of_month(MARCH).heads) == (11000, 2)
    engine.withdraw_run(run=again, acting_user=cast.clerk_east)
    assert (of_month(MARCH).base, of_month(MARCH).heads) == (5000, 1)


@pytest.mark.duty("JJ-04")
def test_bad_rows_are_named_and_the_good_ones_counted(declare: Any, people: list[Person], cast: Cast) -> None:
    with system_scope():
        Payer.objects.create(emp_no="V1", kind="village", name="新村", county=cast.east, period=ALWAYS)
        stranger = make_person(cast.east, name="丁")
    one = people[0].psn_no
    wrong = certificate_number(district="990101", serial=77)[:-1] + "A"
    run = declare(
        ["E1", "2022-03", one, None, "0"],
        ["E1", "2022-03", one, None, "五千"],
        ["E9", "2022-03", one, None, "5000"],
        ["E1", "2022-03", "404", None, "5000"],
        ["E1", "2022-03", None, wrong, "5000"],
        ["V1", "2022-03", one, None, "5000"],
        ["E1", "2099-01", one, None, "5000"],
        ["E1", "2022-03", stranger.psn_no, None, "5000"],
        ["E1", "2022-03", one, None, "5000"],
    )
    assert [(row, column) for row, column, _code in sorted(faults(run))] == [
        (2, "wage"), (3, "wage"), (4, "emp_no"), (5, "psn_no"), (6, "certno"), (7, "emp_no"), (8, "month"),
    ]  # fmt: skip
    # Who is not registered with the payer is declared all the same, and said.
    assert (9, "not_its_member") in {(one.row, one.code) for one in row_errors(run) if one.level == "warning"}
    assert of_month(MARCH).heads == 2


def test_without_a_policy_nothing_is_stored(declare: Any, people: list[Person]) -> None:
    run = declare(["E1", "2019-03", people[0].psn_no, None, "5000"])
    with system_scope():
        assert (faults(run), Declaration.objects.count()) == ([(2, "month", "policy_silent")], 0)


@pytest.mark.duty("JJ-04")
def test_the_statement_on_screen_in_print_and_as_a_workbook(
    declare: Any, people: list[Person], cast: Cast, client: Client
) -> None:
    declare(["E1", "2022-03", people[0].psn_no, None, "5000"])
    statement = of_month(MARCH)
    client.force_login(cast.clerk_east)
    page = client.get(reverse("enrollment:contribution_month", args=[statement.pk])).content.decode()
    for told in ("425.00", "100.00", "525.00", "8.5", people[0].psn_no, "第四条"):
        assert told in page
    address = reverse("enrollment:contribution_month", args=[statement.pk])
    assert "425.00" in client.get(address, {"print": ""}).content.decode()
    assert client.post(address, {"export": "xlsx"}).status_code == 200
    assert "525.00" in client.get(reverse("enrollment:payer", args=[statement.payer_id])).content.decode()
    assert (
        "E1" in client.get(reverse("enrollment:contribution_months"), {"month": "2022-03"}).content.decode()
    )
    client.force_login(cast.clerk_west)
    assert client.get(address).status_code == 404
