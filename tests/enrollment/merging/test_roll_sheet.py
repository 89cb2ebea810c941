"""The roll's file: what is doubtful is stored and marked, what says nobody is returned; no row is lost."""

from __future__ import annotations

import datetime as dt

import pytest

from config.models import ImportRun
from config.scoping import acting_as, system_scope
from config.spreadsheets import engine
from config.spreadsheets.withdrawing import DependedOn
from enrollment.models import (
    Coverage,
    FoundPerson,
    LegacyPair,
    LegacyRoll,
    LegacyRow,
    Person,
    SchemeMerging,
)
from enrollment.services.merging.decide import decide_pair, withdraw_decision
from enrollment.services.merging.take_over import take_over
from institutions.models import User
from tests.cast import Cast
from tests.config.spreadsheets.sheets import faults, row_errors

from .conftest import BORN, Import, Matched, certno, fifteen, one_row, row, urban


@pytest.mark.duty("HG-01")
def test_doubtful_rows_are_stored_and_marked(take: Import, hegang: Cast) -> None:
    whole = certno(1)
    wrong = whole[:17] + ("0" if whole[17] != "0" else "1")
    run = take(
        row(1),
        row(2, certno=fifteen(certno(2))),
        row(3, certno=None, brdy="1960-03-04", gend="女"),
        row(4, certno=wrong, brdy="1960.13.45"),
        row(5, psn_cert_type="09", certno="残5"),
    )
    assert (run.state, run.total_count, run.bad_count, run.warning_count) == (ImportRun.State.DONE, 5, 0, 3)
    with system_scope():
        rows = LegacyRow.objects.order_by("row_no")
        assert [(one.certificate, one.certno, one.birth, one.gend) for one in rows] == [
            ("sound", certno(1), BORN, "1"),
            ("extended", certno(2), BORN, "2"),
            ("missing", "", BORN, "2"),
            ("faulty", "", None, "0"),
            ("other", "残5", None, "0"),
        ]
        assert [one.certno_given for one in rows] == [certno(1), fifteen(certno(2)), "", wrong, "残5"]
        assert rows[3].raw["brdy"] == "1960.13.45"
        merging = SchemeMerging.objects.get()
        assert (merging.insutype, merging.begins, merging.area) == ("390", dt.date(2018, 1, 1), hegang.area)
        # Until it is decided, nobody is registered or insured by a roll.
        assert (Person.objects.count(), Coverage.objects.count()) == (0, 0)


@pytest.mark.duty("HG-01")
@pytest.mark.parametrize(
    ("wrong", "column", "code"),
    [
        ({"year": None}, "year", "roll_no_cover"),
        ({"ends_on": "2017-01-01"}, "ends_on", "roll_cover_empty"),
        ({"insutype": "310"}, "insutype", "roll_scheme"),
        ({"insuplc_admdvs": "990102"}, "insutype", "roll_several"),
        ({"insuplc_admdvs": "999999"}, "insuplc_admdvs", "unknown_reference"),
        ({"legacy_no": "N0001"}, "legacy_no", "duplicate_in_file"),
        ({"psn_name": None}, "psn_name", "required"),
        ({"paid": "一百五"}, "paid", "not_an_amount"),
    ],
)  # fmt: skip
def test_what_cannot_be_stored_is_returned_and_counted(
    take: Import, wrong: dict[str, object], column: str, code: str
) -> None:
    run = take(row(1), row(2, **wrong), row(3))
    assert (3, column, code) in faults(run)
    with system_scope():
        roll = LegacyRoll.objects.get()
        assert (roll.file_rows, roll.stored_rows, roll.returned_rows) == (3, 2, 1)
        assert roll.rows.count() == 2


def test_a_number_on_the_roll_already_and_the_same_file_again(take: Import) -> None:
    assert take(row(1), row(2)).state == ImportRun.State.DONE
    again = take(row(1, village="西河村"), row(2))
    assert again.bad_count == 2
    assert [one.code for one in row_errors(again)] == ["roll_number_taken"] * 2
    assert row_errors(again)[0].params["row"] == 2
    # The same number in the other scheme is another number.
    assert take(urban(1)).bad_count == 0


def test_a_county_brings_its_own_roll_only(take: Import, hegang: Cast) -> None:
    own = take(row(1), user=hegang.clerk_east, agency=hegang.east)
    foreign = take(row(1, insuplc_admdvs="990102"), user=hegang.clerk_east, agency=hegang.east)
    assert (own.state, own.bad_count) == (ImportRun.State.DONE, 0)
    assert [one[2] for one in faults(foreign)] == ["out_of_scope"]


def test_withdrawn_though_matched_and_not_once_decided_or_taken_over(
    take: Import, matched: Matched, hegang: Cast, city_clerk: User
) -> None:
    first = take(row(1), row(2))
    second = take(urban(1), urban(4, psn_name="测丙", certno=None, brdy=str(BORN)))
    merging = matched()
    engine.withdraw_run(run=first, acting_user=city_clerk)
    with system_scope():
        assert (LegacyRoll.objects.count(), LegacyRow.objects.count()) == (1, 2)
        assert (FoundPerson.objects.count(), LegacyPair.objects.count()) == (1, 0)
    # The row that shared a person waits to be matched again.
    assert one_row("N0001", "391").found is None
    third = take(row(2))
    matched()
    with system_scope():
        pair = LegacyPair.objects.select_related("county", "area").get()
    with acting_as(hegang.clerk_east):
        decide_pair(pair=pair, decision="different", reason="两人", acting_user=hegang.clerk_east)
    with pytest.raises(DependedOn):
        engine.withdraw_run(run=third, acting_user=city_clerk)
    with acting_as(hegang.clerk_east):
        withdraw_decision(pair=pair, acting_user=hegang.clerk_east)
    engine.withdraw_run(run=third, acting_user=city_clerk)
    matched()
    take_over(merging=merging, acting_user=city_clerk)
    with pytest.raises(DependedOn):
        engine.withdraw_run(run=second, acting_user=city_clerk)
    with system_scope():
        assert LegacyRow.objects.count() == 2
