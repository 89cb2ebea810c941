"""Legacy institutions: taken in first by the sheet, signed by a second person, then brought to standard (HG-06)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from config.models import ImportRun
from config.scoping import acting_as, system_scope
from config.spreadsheets import engine
from institutions.models import Agreement, Designation, Institution
from institutions.services.agreements import accept, apply, take_in
from institutions.services.agreements.states import AgreementRefused
from institutions.services.designated_on import is_designated
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import make_institution
from tests.config.spreadsheets.files import workbook
from tests.config.spreadsheets.sheets import faults
from tests.institutions.agreements import making
from tests.institutions.agreements.making import Stage

HEADER = ["fixmedins_code", "services", "first_day", "last_day", "evidence", "condition", "due_on"]
PUBLIC, PRIVATE, SHOP = "H99010100001", "H99010100077", "P99010100001"
TERM = ("2020-01-01", "2020-12-31", "原协议2019-1号")


@pytest.fixture
def bring(stage: Stage, tmp_path: Path, settings: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path / "media"
    with system_scope():
        for code, name, level in ((PRIVATE, "东山民营医院", "1"), (SHOP, "东山药房", "")):
            make_institution(
                code, name, area=stage.cast.area, county=stage.cast.east, level=level, admdvs="990101"
            )
    calls = iter(range(100))

    def run(*rows: list[Any], user: Any = None, agency: Any = None) -> ImportRun:
        path = workbook(tmp_path / f"{next(calls)}.xlsx", [HEADER, *rows], sheet="legacy_agreements")
        return engine.import_file(
            kind="legacy_agreements", path=path, acting_user=user or stage.handler,
            agency=agency or stage.cast.east,
        )  # fmt: skip

    return run


ROWS = (
    [PUBLIC, "outpatient、inpatient", *TERM, "information_system_ready", "2020-06-30"],
    [PUBLIC, "outpatient、inpatient", *TERM, "insurance_manager", ""],
    [PRIVATE, "outpatient", *TERM, "", ""],
    [SHOP, "drugs", *TERM, "pharmacist_registered", "2020-04-01"],
)


@pytest.mark.duty("HG-06")
def test_all_are_taken_in_first_and_brought_to_standard_after(bring: Any, stage: Stage) -> None:
    """Public and private alike: open conditions stand in nobody's way, each with a day by which it must be met."""
    run = bring(*ROWS)
    assert (run.state, run.new_count, run.bad_count) == ("done", 4, 0)
    hospital = stage.cast.hospital_east
    with acting_as(stage.approver):
        waiting = list(take_in.waiting_at(stage.cast.east))
        assert [one.institution.fixmedins_code for one in waiting] == [PUBLIC, PRIVATE, SHOP]
        # Until somebody signs, the list goes on designating them.
        assert not Designation.objects.exists()
        assert is_designated(hospital, dt.date(2020, 5, 1))
        done = take_in.sign_taken_in(agreements=waiting, agency=stage.cast.east, acting_user=stage.approver)
        assert (done, Agreement.objects.filter(state="in_force").count()) == (3, 3)
        for code in (PUBLIC, PRIVATE, SHOP):
            institution = Institution.objects.get(fixmedins_code=code)
            # Nobody loses days before the agreement that was taken in.
            assert is_designated(institution, dt.date(2019, 6, 1))
            assert is_designated(institution, dt.date(2020, 12, 31))
            assert not is_designated(institution, dt.date(2021, 1, 1))
        agreement = waiting[0]
        still_open = agreement.conditions.filter(met_on=None)
        assert dict(still_open.values_list("key", "due_on")) == {
            "information_system_ready": dt.date(2020, 6, 30),
            # As the policy says: twelve months.
            "insurance_manager": dt.date(2021, 1, 1),
        }
        assert waiting[1].conditions.filter(met_on=None).count() == 0
        stage.on(dt.date(2020, 7, 1))
        late = still_open.get(key="information_system_ready")
        assert late.is_overdue
    with acting_as(stage.handler):
        accept.meet_condition(
            condition=late, met_on=dt.date(2020, 7, 1), evidence="接口验收", acting_user=stage.handler
        )
        late.refresh_from_db()
        assert not late.is_overdue


def test_the_same_rows_twice_changes_nothing(bring: Any) -> None:
    bring(*ROWS)
    run = bring(*reversed(ROWS))
    assert (run.state, run.new_count, run.same_count) == ("done", 0, 4)
    with system_scope():
        assert Agreement.objects.count() == 3


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (["H99010199999", "outpatient", *TERM, "", ""], "fixmedins_code", "unknown_reference"),
        (["H97010000001", "outpatient", *TERM, "", ""], "fixmedins_code", "agreement_outside"),
        (["H99010200001", "outpatient", *TERM, "", ""], "fixmedins_code", "out_of_scope"),
        ([PUBLIC, "surgery", *TERM, "", ""], "services", "agreement_services"),
        ([PUBLIC, "outpatient", *TERM, "pharmacist_registered", ""], "condition", "agreement_condition"),
        ([PUBLIC, "outpatient", *TERM, "", "2020-06-30"], "due_on", "agreement_condition_due"),
        ([PUBLIC, "outpatient", "2020-01-01", "2019-12-31", "x", "", ""], "last_day", "agreement_days"),
        ([PUBLIC, "outpatient", "2018-01-01", "2020-12-31", "x", "", ""], "first_day", "agreement_no_policy"),
    ],
)
def test_what_is_wrong_is_told_at_its_cell(bring: Any, row: list[Any], column: str, code: str) -> None:
    run = bring(row)
    assert (column, code) in [(found[1], found[2]) for found in faults(run)]
    with system_scope():
        assert not Agreement.objects.exists()


def test_rows_of_one_institution_agree(bring: Any) -> None:
    first, second = ROWS[:2]
    run = bring(first, [*second[:3], "2020-11-30", *second[4:]])
    assert "agreement_rows_differ" in [found[2] for found in faults(run)]


def test_the_county_that_signs_brings_the_sheet(bring: Any, stage: Stage) -> None:
    run = bring(ROWS[2], user=stage.city_handler, agency=stage.cast.city)
    assert "agreement_signed_by" in [found[2] for found in faults(run)]


def test_a_second_person_signs_all_or_none(bring: Any, stage: Stage) -> None:
    bring(*ROWS, user=stage.other)
    with acting_as(stage.other):
        waiting = list(take_in.waiting_at(stage.cast.east))
        with pytest.raises(SamePerson):
            take_in.sign_taken_in(agreements=waiting, agency=stage.cast.east, acting_user=stage.other)
        with pytest.raises(DutyMissing):
            take_in.sign_taken_in(agreements=waiting, agency=stage.cast.east, acting_user=stage.handler)
        assert Agreement.objects.filter(state="proposed").count() == 3


def test_an_import_nobody_signed_is_withdrawn(bring: Any, stage: Stage) -> None:
    run = bring(*ROWS)
    engine.withdraw_run(run=run, acting_user=stage.handler)
    with system_scope():
        assert set(Agreement.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert bring(*ROWS).new_count == 4


def test_a_condition_needs_a_day_where_the_policy_names_none(bring: Any, stage: Stage) -> None:
    with acting_as(stage.handler), pytest.raises(AgreementRefused, match="made_up"):
        take_in.take_in(
            institution=stage.cast.hospital_east, services=["outpatient"], first_day=dt.date(2020, 1, 1),
            last_day=dt.date(2020, 12, 31), open_conditions={"made_up": None}, evidence="x",
            acting_user=stage.handler,
        )  # fmt: skip


def test_what_is_open_stays_open_in_the_renewal_until_its_day(stage: Stage) -> None:
    with acting_as(stage.handler):
        agreement = take_in.take_in(
            institution=stage.cast.hospital_east, services=["outpatient"], first_day=dt.date(2020, 1, 1),
            last_day=dt.date(2020, 12, 31), evidence="原协议", acting_user=stage.handler,
            open_conditions={"insurance_manager": dt.date(2021, 6, 30), "licensed": dt.date(2020, 12, 1)},
        )  # fmt: skip
    with acting_as(stage.approver):
        take_in.sign_taken_in(agreements=[agreement], agency=stage.cast.east, acting_user=stage.approver)
    stage.on(dt.date(2020, 12, 10))
    with acting_as(stage.handler):
        renewal = apply.renew(agreement=agreement, applied_on=stage.today, acting_user=stage.handler)
        making.accepted(stage, renewal)
        with pytest.raises(AgreementRefused):
            making.signed(stage, renewal, dt.date(2021, 1, 1), dt.date(2021, 12, 31))
        accept.meet_condition(
            condition=renewal.conditions.get(key="licensed"),
            met_on=stage.today,
            evidence="新证",
            acting_user=stage.handler,
        )
        making.signed(stage, renewal, dt.date(2021, 1, 1), dt.date(2021, 12, 31))
        still_open = renewal.conditions.filter(met_on=None)
        assert dict(still_open.values_list("key", "due_on")) == {"insurance_manager": dt.date(2021, 6, 30)}
