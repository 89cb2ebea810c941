"""An import from upload to withdrawal, with the real enrolment sheet."""

from __future__ import annotations

from copy import copy
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import translation

from config.errors import DomainError
from config.models import ImportChange, ImportRun
from config.scoping import acting_as, system_scope
from config.spreadsheets import engine
from config.spreadsheets.failed_rows import failed_rows_workbook
from config.spreadsheets.reader import REASON_COLUMN
from config.spreadsheets.staging import Staging
from enrollment.models import Coverage, Person
from tests.cast import Cast, make_person

from .files import csv_file, workbook
from .sheets import HEADER, faults, import_people, people_sheet, person_row, read_again, row_errors

State = ImportRun.State


@pytest.fixture(autouse=True)
def files_thrown_away(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def received(cast: Cast, path: Path, filename: str = "people.xlsx") -> ImportRun:
    with path.open("rb") as file:
        return engine.receive_file(
            kind="people", file=file, filename=filename, acting_user=cast.clerk_east, agency=cast.east
        )


def people() -> int:
    with system_scope():
        return Person.objects.count()


def store_somebody_with(cast: Cast, certno: str) -> None:
    with system_scope():
        Person.objects.create(
            psn_no="other", certno=certno, psn_name="别人", brdy="1980-01-01", county=cast.east
        )


def staging_tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'staging'::regnamespace AND relkind = 'r'"
        )
        return [name for (name,) in cursor.fetchall()]


def test_nothing_is_stored_before_confirmation(cast: Cast, tmp_path: Path) -> None:
    run = received(cast, people_sheet(tmp_path / "a.xlsx", [person_row(1), person_row(2)]))
    assert run.state == State.RECEIVED
    engine.check_run(run=run)
    assert (run.state, run.total_count, run.good_count, run.new_count) == (State.CHECKED, 2, 2, 2)
    assert people() == 0
    engine.confirm_run(run=run, acting_user=cast.clerk_east)
    engine.apply_run(run=run)
    assert run.state == State.DONE
    assert people() == 2
    assert staging_tables() == []


def test_good_rows_go_in_and_bad_rows_come_back_to_be_uploaded_again(cast: Cast, tmp_path: Path) -> None:
    rows = [person_row(1), person_row(2, psn_name=None), person_row(3, certno="620702198001010010")]
    run = import_people(tmp_path / "a.xlsx", rows, cast.clerk_east, cast.east)
    assert (run.state, run.good_count, run.bad_count, run.bad_rows) == (State.DONE, 1, 2, [3, 4])
    assert faults(run) == [(3, "psn_name", "required"), (4, "certno", "certno_check")]
    again = tmp_path / "failed.xlsx"
    again.write_bytes(failed_rows_workbook(run).read())
    heading, *failed = _cells(again)
    assert heading == [*HEADER, REASON_COLUMN]
    assert [row[2] for row in failed] == [rows[1][2], rows[2][2]]
    assert all(row[-1] for row in failed)
    failed[0][3] = "李改正"
    failed[1][2] = person_row(3)[2]
    mended = import_people_as_is(cast, workbook(again, [heading, *failed]))
    assert (mended.state, mended.new_count, mended.bad_count) == (State.DONE, 2, 0)
    assert people() == 3


def _cells(path: Path) -> list[list[Any]]:
    import openpyxl

    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path).active.iter_rows()]


def import_people_as_is(cast: Cast, path: Path) -> ImportRun:
    return engine.import_file(kind="people", path=path, acting_user=cast.clerk_east, agency=cast.east)


def test_messages_are_in_the_readers_language(cast: Cast, tmp_path: Path) -> None:
    run = import_people(tmp_path / "a.xlsx", [person_row(1, psn_name=None)], cast.clerk_east, cast.east)
    [error] = row_errors(run)
    with translation.override("en"):
        assert error.message == "must not be empty"
    assert (run.state, run.good_count) == (State.CHECKED, 0)


def test_the_same_file_twice_changes_nothing_and_says_so(cast: Cast, tmp_path: Path) -> None:
    first = import_people(tmp_path / "a.xlsx", [person_row(1)], cast.clerk_east, cast.east)
    second = import_people_as_is(cast, tmp_path / "a.xlsx")
    assert (second.state, second.fault_code, second.repeats) == (State.REJECTED, "same_file", first)
    with translation.override("en"):
        assert "was imported on" in second.fault
    assert people() == 1


def test_the_same_rows_in_another_file_change_nothing(cast: Cast, tmp_path: Path) -> None:
    rows = [person_row(1), person_row(2)]
    import_people(tmp_path / "january.xlsx", rows, cast.clerk_east, cast.east)
    path = csv_file(tmp_path / "february.csv", [HEADER, *rows], "gb18030")
    run = import_people_as_is(cast, path)
    assert (run.state, run.new_count, run.changed_count, run.same_count) == (State.DONE, 0, 0, 2)
    with system_scope():
        assert ImportChange.objects.count() == 0


def test_a_file_fault_rejects_the_file(cast: Cast, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["人员编号", "体重"], ["1", "80"]])
    run = import_people_as_is(cast, path)
    assert (run.state, run.fault_code) == (State.REJECTED, "wrong_header")
    with translation.override("zh-hans"):
        assert "体重" in run.fault
    assert staging_tables() == []


def test_a_sheet_without_rows(cast: Cast, tmp_path: Path) -> None:
    run = import_people(tmp_path / "a.xlsx", [], cast.clerk_east, cast.east)
    assert (run.state, run.fault_code) == (State.REJECTED, "no_rows")


def test_all_or_nothing(cast: Cast, tmp_path: Path) -> None:
    path = people_sheet(tmp_path / "a.xlsx", [person_row(1), person_row(2, psn_name=None)])
    run = received(cast, path)
    engine.check_run(run=run)
    with pytest.raises(engine.ImportRefused):
        engine.confirm_run(run=run, acting_user=cast.clerk_east, mode=ImportRun.Mode.ALL_OR_NOTHING)
    assert run.state == State.CHECKED


def test_only_who_has_the_duty_there_may_import(cast: Cast, tmp_path: Path) -> None:
    path = people_sheet(tmp_path / "a.xlsx", [person_row(1)])
    for user, agency in ((cast.auditor_city, cast.city), (cast.clerk_west, cast.east)):
        with path.open("rb") as file, pytest.raises(engine.ImportRefused):
            engine.receive_file(kind="people", file=file, filename="a", acting_user=user, agency=agency)
    run = import_people_as_is(cast, path)
    with pytest.raises(engine.ImportRefused):
        engine.withdraw_run(run=run, acting_user=cast.clerk_west)


def test_a_run_is_seen_by_its_county_and_its_city_only(cast: Cast, tmp_path: Path) -> None:
    run = import_people(tmp_path / "a.xlsx", [person_row(1)], cast.clerk_east, cast.east)
    sees = {}
    for name in ("clerk_east", "clerk_west", "auditor_city", "clerk_elsewhere"):
        with acting_as(getattr(cast, name)):
            sees[name] = ImportRun.objects.filter(pk=run.pk).exists()
    assert sees == {"clerk_east": True, "clerk_west": False, "auditor_city": True, "clerk_elsewhere": False}


def test_a_killed_check_is_run_again(cast: Cast, tmp_path: Path) -> None:
    run = received(cast, people_sheet(tmp_path / "a.xlsx", [person_row(1), person_row(2, psn_name=None)]))

    def killed(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.check_run(run=run, progress=killed)
    engine.check_run(run=run)
    engine.check_run(run=run)
    assert (run.state, run.good_count, run.bad_count) == (State.CHECKED, 1, 1)
    assert len(row_errors(run)) == 1


def test_rows_lost_with_the_unlogged_table_are_read_again(cast: Cast, tmp_path: Path) -> None:
    run = received(cast, people_sheet(tmp_path / "a.xlsx", [person_row(1), person_row(2, psn_name=None)]))
    engine.check_run(run=run)
    engine.confirm_run(run=run, acting_user=cast.clerk_east)
    Staging(run, run.resource).execute("TRUNCATE {staging}")
    engine.apply_run(run=run)
    assert (run.state, run.good_count, run.bad_count) == (State.DONE, 1, 1)
    assert people() == 1
    assert len(row_errors(run)) == 1


def test_what_was_stored_since_the_preview_is_seen(cast: Cast, tmp_path: Path) -> None:
    run = received(cast, people_sheet(tmp_path / "a.xlsx", [person_row(1), person_row(2)]))
    engine.check_run(run=run)
    engine.confirm_run(run=run, acting_user=cast.clerk_east)
    store_somebody_with(cast, person_row(1)[2])
    engine.apply_run(run=run)
    assert (run.state, run.good_count, run.bad_rows) == (State.DONE, 1, [2])
    assert faults(run) == [(2, "certno", "certno_taken")]
    assert people() == 2


def test_all_or_nothing_goes_back_to_checked_when_a_row_went_wrong_since(cast: Cast, tmp_path: Path) -> None:
    run = received(cast, people_sheet(tmp_path / "a.xlsx", [person_row(1), person_row(2)]))
    engine.check_run(run=run)
    engine.confirm_run(run=run, acting_user=cast.clerk_east, mode=ImportRun.Mode.ALL_OR_NOTHING)
    store_somebody_with(cast, person_row(1)[2])
    with pytest.raises(engine.ImportRefused):
        engine.apply_run(run=run)
    read_again(run)
    assert (run.state, run.bad_count) == (State.CHECKED, 1)
    assert people() == 1


def test_a_run_is_confirmed_once(cast: Cast, tmp_path: Path) -> None:
    run = received(cast, people_sheet(tmp_path / "a.xlsx", [person_row(1)]))
    engine.check_run(run=run)
    stale = copy(run)
    engine.confirm_run(run=run, acting_user=cast.clerk_east)
    with pytest.raises(engine.ImportRefused):
        engine.confirm_run(run=stale, acting_user=cast.clerk_east)
    engine.apply_run(run=run)
    with pytest.raises(engine.ImportRefused):
        engine.apply_run(run=run)


def test_a_cancelled_run_leaves_nothing(cast: Cast, tmp_path: Path) -> None:
    run = received(cast, people_sheet(tmp_path / "a.xlsx", [person_row(1)]))
    engine.check_run(run=run)
    engine.cancel_run(run=run, acting_user=cast.clerk_east)
    assert run.state == State.CANCELLED
    with pytest.raises(engine.ImportRefused):
        engine.confirm_run(run=run, acting_user=cast.clerk_east)
    other = received(cast, people_sheet(tmp_path / "b.xlsx", [person_row(2)]))
    engine.check_run(run=other)
    assert staging_tables() == [f"people_{other.pk}"]


def test_withdrawal_removes_what_was_new_and_restores_what_was_changed(cast: Cast, tmp_path: Path) -> None:
    import_people(tmp_path / "a.xlsx", [person_row(1, tel="111")], cast.clerk_east, cast.east)
    rows = [person_row(1, tel="222", paus_insu_date="2020-06-30"), person_row(2)]
    run = import_people(tmp_path / "b.xlsx", rows, cast.clerk_east, cast.east)
    assert (run.new_count, run.changed_count) == (1, 1)
    engine.withdraw_run(run=run, acting_user=cast.clerk_east)
    assert run.state == State.WITHDRAWN
    with system_scope():
        [person] = Person.objects.all()
        [coverage] = Coverage.objects.all()
    assert person.tel == "111"
    assert str(coverage.period.upper) == "2021-01-01"
    assert import_people_as_is(cast, tmp_path / "b.xlsx").state == State.DONE


def test_withdrawal_is_refused_while_something_depends_on_it(cast: Cast, tmp_path: Path) -> None:
    run = import_people(tmp_path / "a.xlsx", [person_row(1)], cast.clerk_east, cast.east)
    later = import_people(tmp_path / "b.xlsx", [person_row(1, tel="5")], cast.clerk_east, cast.east)
    with system_scope():
        alias = make_person(cast.east)
        alias.canonical = Person.objects.get(psn_no=person_row(1)[0])
        alias.save()
    with pytest.raises(DomainError, match="1"):
        engine.withdraw_run(run=run, acting_user=cast.clerk_east)
    with system_scope():
        Person.objects.filter(tel="5").update(tel="6")
    with pytest.raises(DomainError):
        engine.withdraw_run(run=later, acting_user=cast.clerk_east)
    for each in (run, later):
        assert read_again(each).state == State.DONE


def test_changes_leave_who_and_which_import(cast: Cast, tmp_path: Path) -> None:
    run = import_people(tmp_path / "a.xlsx", [person_row(1)], cast.clerk_east, cast.east)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT metadata FROM pghistory_context WHERE metadata->>'import_run' = %s", [str(run.pk)]
        )
        [(metadata,)] = cursor.fetchall()
    assert str(cast.clerk_east.pk) in str(metadata)


def test_the_preview_speaks_the_fields_names(cast: Cast, tmp_path: Path) -> None:
    import_people(tmp_path / "a.xlsx", [person_row(1, tel="111")], cast.clerk_east, cast.east)
    rows = [person_row(1, tel="222", paus_insu_date=None)]
    run = received(cast, people_sheet(tmp_path / "b.xlsx", rows))
    engine.check_run(run=run)
    [change] = run.first_changes
    assert (change["row"], change["action"]) == (2, "changed")
    before_after = {before: after for _name, before, after in change["changes"]}
    assert before_after == {"**1": "**2", "2020-01-01 – 2020-12-31": "2020-01-01 – …"}
