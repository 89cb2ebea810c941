"""The sheets of payers and members: who is meant, what is refused with its cell, that nothing is half done."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from config.models import ImportRun
from config.scoping import system_scope
from config.spreadsheets import engine
from enrollment.models import Membership, Payer, Person
from tests.cast import Cast, certificate_number, make_person
from tests.config.spreadsheets.files import workbook
from tests.config.spreadsheets.sheets import faults

PAYERS = ["emp_no", "kind", "name", "uscc", "county", "counter", "begins_on", "last_day", "tel"]
MEMBERS = ["emp_no", "psn_no", "certno", "tie", "is_head", "begins_on", "last_day"]
E1 = ["E1", "employer", "东山机械厂", None, "990101", None, "2020-01-01", None, "1"]


@pytest.fixture(autouse=True)
def files_thrown_away(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def bring(cast: Cast, tmp_path: Path) -> Any:
    calls = iter(range(100))

    def run(kind: str, header: list[str], *rows: list[Any], user: Any = None) -> ImportRun:
        path = workbook(tmp_path / f"{next(calls)}.xlsx", [header, *rows], sheet=kind)
        user = user or cast.clerk_east
        return engine.import_file(
            kind=kind, path=path, acting_user=user, agency=user.assignments_in_force[0].agency
        )

    return run


@pytest.fixture
def person(cast: Cast) -> Person:
    with system_scope():
        return make_person(cast.east)


def test_payers_come_change_and_go_by_their_number(bring: Any, cast: Cast) -> None:
    first = bring("payers", PAYERS, E1)
    assert (faults(first), first.new_count) == ([], 1)
    run = bring("payers", PAYERS, [*E1[:7], "2022-12-31", None])
    assert (run.new_count, run.changed_count) == (0, 1)
    with system_scope():
        payer = Payer.objects.get()
        assert (payer.name, payer.tel, payer.county) == ("东山机械厂", "1", cast.east)
        assert str(payer.period.upper) == "2023-01-01"


def changed(place: int, value: Any) -> list[Any]:
    return [*E1[:place], value, *E1[place + 1 :]]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (changed(3, "91990101MA000001X0"), (2, "uscc", "credit_code")),
        (changed(1, "bank"), (2, "kind", "not_a_choice")),
        (changed(4, "990102"), (2, "county", "out_of_scope")),
        (changed(5, "990102"), (2, "counter", "not_its_counter")),
        (changed(7, "2019-12-31"), (2, "last_day", "end_before_begin")),
    ],
)
def test_a_wrong_cell_is_named_and_its_row_refused(
    bring: Any, row: list[Any], fault: tuple[int, str, str]
) -> None:
    run = bring("payers", PAYERS, row, ["E2", *E1[1:]])
    assert [(fault[0], fault[1])] == [(found[0], found[1]) for found in faults(run)]
    with system_scope():
        assert list(Payer.objects.values_list("emp_no", flat=True)) == ["E2"]


def test_another_countys_payer_stays_its_own(bring: Any, cast: Cast) -> None:
    bring("payers", PAYERS, E1)
    run = bring("payers", PAYERS, changed(4, "990102"), user=cast.clerk_west)
    assert faults(run) == [(2, "emp_no", "payer_elsewhere")]


def test_members_are_found_by_number_or_certificate_and_tied_as_the_payer_is(
    bring: Any, person: Person
) -> None:
    bring("payers", PAYERS, E1)
    bring("memberships", MEMBERS, ["E1", None, person.certno, None, None, "2020-01-01", None])
    run = bring("memberships", MEMBERS, ["E1", person.psn_no, None, None, None, "2020-01-01", "2021-06-30"])
    assert run.changed_count == 1
    with system_scope():
        tie = Membership.objects.get()
        assert (tie.person, tie.tie, str(tie.period.upper)) == (person, "work", "2021-07-01")


def test_who_cannot_be_tied_is_listed_and_the_rest_goes_in(bring: Any, cast: Cast, person: Person) -> None:
    with system_scope():
        other = make_person(cast.west, name="西水甲")
    bring("payers", PAYERS, E1, ["E2", *E1[1:]])
    bring("memberships", MEMBERS, ["E2", person.psn_no, None, None, None, "2019-01-01", None])
    with system_scope():
        second = make_person(cast.east, name="东山乙")
    wrong = certificate_number(district="990101", serial=77)[:-1] + "A"
    run = bring(
        "memberships",
        MEMBERS,
        ["E1", person.psn_no, None, None, None, "2020-01-01", None],
        ["E9", second.psn_no, None, None, None, "2020-01-01", None],
        ["E1", "404", None, None, None, "2020-01-01", None],
        ["E1", other.psn_no, None, None, None, "2020-01-01", None],
        ["E1", None, wrong, None, None, "2020-01-01", None],
        ["E1", None, None, None, None, "2020-01-01", None],
        ["E1", second.psn_no, None, None, None, "2020-01-01", None],
        ["E2", second.psn_no, None, None, None, "2021-01-01", None],
    )
    assert [(row, column) for row, column, _code in sorted(faults(run))] == [
        (2, "begins_on"),
        (3, "emp_no"),
        (4, "psn_no"),
        (5, "psn_no"),
        (6, "certno"),
        (7, "psn_no"),
        (9, "begins_on"),
    ]
    with system_scope():
        assert [(m.payer.emp_no, m.person) for m in second.memberships.select_related("payer")] == [
            ("E1", second)
        ]
