"""Files of other offices: only as agreed, every one logged, every row kept as evidence and nothing changed by it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from config.models import ImportRun
from config.periods import Month
from config.scoping import acting_as, system_scope
from config.spreadsheets import engine
from enrollment.models import ComparisonRow, ExchangeFile, LayoutCode, Person
from enrollment.services.exchange.agreed import ExchangeRefused
from enrollment.services.exchange.agreements import end_agreement
from enrollment.spreadsheets.exchange.layouts import LAYOUTS, layout_of
from institutions.services.duties import DutyMissing
from tests.cast import Cast, make_person
from tests.config.spreadsheets.files import workbook
from tests.config.spreadsheets.sheets import faults

from .conftest import MARCH, certno, row, today

INCOMING = [layout.code.value for layout in LAYOUTS if layout.direction == "in"]


def stored() -> tuple[int, int]:
    with system_scope():
        return ExchangeFile.objects.count(), ComparisonRow.objects.count()


@pytest.mark.duty("NM-11")
@pytest.mark.parametrize("layout", INCOMING)
def test_a_file_of_each_layout_is_kept_with_its_log(layout: str, agree: Any, take: Any, cast: Cast) -> None:
    with system_scope():
        known = make_person(cast.west, name="测试甲")
        before = list(Person.objects.values())
    agreement = agree(layout)
    run = take(agreement, row(layout, 1), row(layout, 2, certno=known.certno, psn_name="测试甲"))
    assert (run.fault, faults(run)) == ("", [])
    assert (run.state, run.new_count, run.bad_count) == (ImportRun.State.DONE, 2, 0)
    with system_scope():
        file = ExchangeFile.objects.get()
        assert (file.agreement, file.period, file.agency) == (agreement, MARCH.first, cast.city)
        assert (file.row_count, file.sha256, file.import_run) == (2, run.sha256, run)
        assert (file.purpose, file.made_by.username) == ("核对三月参保", "handler.city")
        unknown, found = ComparisonRow.objects.select_related("person")
        assert (unknown.row_no, unknown.kind, unknown.person) == (2, layout, None)
        assert (unknown.certno, unknown.brdy, unknown.gend) == (certno(1), dt.date(1980, 1, 1), "1")
        assert found.person == known
        assert set(unknown.detail) <= set(layout_of(layout).detail)
        required = {c.name for c in layout_of(layout).columns if c.required}
        assert required & set(layout_of(layout).detail) <= set(unknown.detail)
        # The row is evidence: nothing of it changes anybody.
        assert list(Person.objects.values()) == before


def test_what_the_row_says_is_kept_as_it_was_said(agree: Any, take: Any) -> None:
    take(agree("aided"), row("aided", 1, aid_to="2020-12-31"))
    take(agree("enrolled_elsewhere"), row("enrolled_elsewhere", 1))
    with system_scope():
        aided, elsewhere = ComparisonRow.objects.order_by("pk")
    assert aided.detail == {"aid_category": "low_income", "aid_from": "2020-01-01", "aid_to": "2020-12-31"}
    assert elsewhere.detail == {
        "insutype": "310", "insuplc_admdvs": "980101", "psn_insu_date": "2020-01-01",
    }  # fmt: skip


def test_the_rows_county_is_the_files_else_the_persons_else_none(agree: Any, take: Any, cast: Cast) -> None:
    with system_scope():
        known = make_person(cast.west)
        away = make_person(cast.elsewhere)
        merged = make_person(cast.east)
        Person.unscoped.filter(pk=merged.pk).update(canonical=known)
    take(
        agree("deaths"),
        row("deaths", 1, certno=known.certno, admdvs=None),
        row("deaths", 2, certno=known.certno, admdvs=None, psn_cert_type="99"),
        row("deaths", 3, certno=merged.certno),
        row("deaths", 4, certno=away.certno, admdvs=None),
    )
    with system_scope():
        told = [(one.county, one.person) for one in ComparisonRow.objects.select_related("county", "person")]
    assert told == [(cast.west, known), (None, None), (cast.east, known), (None, None)]
    for user, sees in (
        (cast.clerk_west, 1),
        (cast.clerk_east, 1),
        (cast.auditor_city, 4),
        (cast.clerk_elsewhere, 0),
    ):
        with acting_as(user):
            assert ComparisonRow.objects.count() == sees


def test_a_countys_file_is_about_the_county(agree: Any, take: Any, cast: Cast) -> None:
    run = take(
        agree("deaths"),
        row("deaths", 1, admdvs=None),
        row("deaths", 2, admdvs="990102"),
        user=cast.clerk_east,
        agency=cast.east,
    )
    assert faults(run) == [(3, "admdvs", "out_of_scope")]
    with system_scope():
        assert ComparisonRow.objects.get().county == cast.east


@pytest.mark.duty("NM-11")
@pytest.mark.parametrize(
    ("layout", "given", "fault"),
    [
        ("population", {"certno": "62070219800101002" + "0"}, ("certno", "certno_check")),
        ("population", {"certno": None}, ("certno", "required")),
        ("population", {"admdvs": None}, ("admdvs", "required")),
        ("population", {"admdvs": "990199"}, ("admdvs", "unknown_reference")),
        ("population", {"admdvs": "980101"}, ("admdvs", "out_of_scope")),
        ("population", {"residence": "elsewhere"}, ("residence", "not_a_code")),
        ("population", {"brdy": "1981-01-01"}, ("brdy", "brdy_differs")),
        ("deaths", {"died_on": "2199-01-01"}, ("died_on", "exchange_day_ahead")),
        ("deaths", {"died_on": "1979-12-31"}, ("died_on", "exchange_born_later")),
        ("deaths", {"died_on": "昨天"}, ("died_on", "not_a_date")),
        ("aided", {"aid_to": "2019-12-31"}, ("aid_to", "exchange_ends_first")),
        ("aided", {"aid_category": "低保"}, ("aid_category", "bad_pattern")),
        ("taxpayers", {"insutype": "999"}, ("insutype", "not_a_code")),
        ("school_roll", {"certno": certno(1)}, ("certno", "duplicate_in_file")),
    ],
)
def test_a_bad_row_is_told_and_the_good_ones_kept(
    layout: str, given: dict[str, Any], fault: tuple[str, str], agree: Any, take: Any
) -> None:
    run = take(agree(layout), row(layout, 1), row(layout, 2, **given))
    assert faults(run) == [(3, *fault)]
    assert (run.state, run.bad_count) == (ImportRun.State.DONE, 1)
    assert stored() == (1, 1)


@pytest.mark.duty("NM-11")
def test_the_same_file_twice_is_taken_in_once(agree: Any, take: Any, tmp_path: Path) -> None:
    agreement = agree("deaths")
    path = workbook(tmp_path / "a.xlsx", [list(layout_of("deaths").names), row("deaths", 1)], sheet="deaths")
    first = take(agreement, path=path)
    again = take(agreement, path=path)
    assert again.repeats == first
    assert "城办" in again.fault
    assert stored() == (1, 1)


def test_an_empty_file_and_another_layouts_are_refused(agree: Any, take: Any) -> None:
    agreement = agree("deaths")
    assert take(agreement).fault_code == "no_rows"
    missing = take(agreement, row("population", 1), header=layout_of("population").names)
    assert missing.fault_code == "wrong_header"
    assert "died_on" in missing.fault
    assert stored() == (0, 0)


@pytest.mark.duty("NM-11")
def test_no_agreement_no_file(cast: Cast, handler_city: Any, tmp_path: Path, agree: Any) -> None:
    """Past its page, by the command say: the check itself asks for the agreement."""
    path = workbook(tmp_path / "a.xlsx", [list(layout_of("deaths").names), row("deaths", 1)], sheet="deaths")
    run = engine.import_file(kind="exchange_deaths", path=path, acting_user=handler_city, agency=cast.city)
    assert run.fault_code == "exchange_without_agreement"
    agreement = agree("population")
    with path.open("rb") as file:
        about = {"agreement": agreement.pk, "period": "2020-03", "purpose": "x"}
        run = engine.receive_file(
            kind="exchange_deaths", file=file, filename="a.xlsx", acting_user=handler_city, agency=cast.city,
            about=about,
        )  # fmt: skip
    assert engine.check_run(run=run).fault_code == "exchange_other_layout"
    assert stored() == (0, 0)


@pytest.mark.duty("NM-11")
@pytest.mark.parametrize(
    ("given", "month", "message"),
    [
        ({}, Month(2019, 12), "不在协议"),
        ({}, Month(2999, 1), "尚未开始"),
        ({"ends": dt.date(2020, 6, 1)}, MARCH, "今天不在"),
        ({"begins": dt.date(2998, 1, 1)}, MARCH, "今天不在"),
    ],
)
def test_outside_its_time_nothing_is_taken_in(
    given: dict[str, Any], month: Month, message: str, agree: Any, take: Any
) -> None:
    agreement = agree("deaths", **given)
    with pytest.raises(ExchangeRefused, match=message):
        take(agreement, row("deaths", 1), month=month)
    with system_scope():
        assert not ImportRun.objects.exists()


def test_another_citys_agreement_and_an_outgoing_one_are_refused(cast: Cast, agree: Any, take: Any) -> None:
    with pytest.raises(ExchangeRefused, match="不是这类"):
        take(agree("deaths"), row("deaths", 1), user=cast.clerk_elsewhere, agency=cast.elsewhere)
    agreement = agree("covered")
    with pytest.raises(ExchangeRefused, match="不是这类"):
        take(agreement, header=layout_of("deaths").names)


def test_an_agreement_that_ends_between_check_and_confirmation(cast: Cast, agree: Any, take: Any) -> None:
    agreement = agree("deaths")
    run = take(agreement, row("deaths", 1), confirm=False)
    with acting_as(cast.approver_city):
        end_agreement(agreement=agreement, day=today(), reason="改用平台", acting_user=cast.approver_city)
    engine.confirm_run(run=run, acting_user=run.uploaded_by)
    with pytest.raises(ExchangeRefused, match="今天不在"):
        engine.apply_run(run=run)
    assert stored() == (0, 0)


def test_who_has_not_the_duty_takes_nothing_in(cast: Cast, agree: Any, take: Any) -> None:
    with pytest.raises(engine.ImportRefused, match="岗位"):
        take(agree("deaths"), row("deaths", 1), user=cast.finance_city)


@pytest.mark.duty("NM-11")
def test_withdrawn_rows_go_and_the_log_stays(
    agree: Any, take: Any, tmp_path: Path, handler_city: Any
) -> None:
    agreement = agree("deaths")
    path = workbook(tmp_path / "a.xlsx", [list(layout_of("deaths").names), row("deaths", 1)], sheet="deaths")
    run = take(agreement, path=path)
    engine.withdraw_run(run=run, acting_user=handler_city)
    with system_scope():
        file = ExchangeFile.objects.get()
        assert file.withdrawn_by == handler_city
        assert not file.rows.exists()
    # With the month mended the same file may come again.
    again = take(agreement, path=path, month=Month(2020, 4))
    assert again.state == ImportRun.State.DONE
    assert stored() == (2, 1)


@pytest.mark.duty("NM-11")
@pytest.mark.parametrize(
    "statement",
    [
        "update enrollment_exchangefile set purpose = 'x'",
        "update enrollment_exchangefile set withdrawn_at = null, withdrawn_by_id = null",
        "delete from enrollment_exchangefile",
    ],
)
def test_the_log_is_kept_for_good(agree: Any, take: Any, handler_city: Any, statement: str) -> None:
    from django.db import connection

    run = take(agree("deaths"), row("deaths", 1))
    engine.withdraw_run(run=run, acting_user=handler_city)
    with (
        system_scope(),
        pytest.raises(DatabaseError, match=r"kept for good|permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize("layout", [layout.code for layout in LAYOUTS])
def test_every_code_has_its_layout_and_no_column_twice(layout: LayoutCode) -> None:
    declared = layout_of(layout.value)
    assert len(set(declared.names)) == len(declared.names)
    assert declared.counterparts


def test_a_county_does_not_agree(cast: Cast, agree: Any) -> None:
    with pytest.raises(DutyMissing):
        agree("deaths", acting_user=cast.reviewer_east)
