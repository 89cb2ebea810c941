"""A registration that comes after the bills of its days: a draft for a second person, and nothing else moves."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from claims.models import STANDING, CareFiling, Redo, Settlement
from claims.services.decide_redo import approve_redo
from claims.services.registers import deciding
from claims.services.registers.accidents import decide_accident
from claims.services.registers.confirming import approve_import
from claims.services.registers.late import draft_after_import
from config.scoping import acting_as, system_scope
from enrollment.models import Person
from tests.cast import Cast
from tests.claims.spreadsheets.sheets import bring

from .making import MARCH, accident_of, filing_of, rule
from .test_effect import bill_of, settled


def drafts() -> list[Redo]:
    with system_scope():
        found = Redo.objects.filter(state="draft").select_related("county__parent", "prepared_by")
        return list(found.order_by("pk"))


def standing() -> Settlement:
    with system_scope():
        return Settlement.objects.select_related("insu_county__area").get(STANDING)


def test_a_filing_entered_late_drafts_what_it_changes(cast: Cast, person: Person) -> None:
    before = settled(cast, bill_of(person, cast.hospital_outside))
    filing = filing_of(cast, person)
    [draft] = drafts()
    assert (draft.cause, draft.prepared_by, draft.bills) == ("register", filing.handled_by, 1)
    assert draft.fund_difference > 0
    # Nothing is booked until a second person says so.
    assert standing().pk == before.pk
    approve_redo(redo=draft, acting_user=cast.reviewer_east)
    assert standing().fund_pay_sumamt == before.fund_pay_sumamt + draft.fund_difference


def test_what_goes_again_is_drafted_back_or_dropped(cast: Cast, person: Person) -> None:
    settled(cast, bill_of(person, cast.hospital_outside))
    filing = filing_of(cast, person)
    assert len(drafts()) == 1
    with acting_as(cast.reviewer_east):
        deciding.void(record=filing, reason="误报", acting_user=cast.reviewer_east)
    assert drafts() == []
    with system_scope():
        assert Redo.objects.get().state == "dropped"


def test_bills_of_other_days_and_people_are_left_alone(cast: Cast, person: Person) -> None:
    settled(
        cast,
        bill_of(person, cast.hospital_outside, enddate=dt.date(2020, 1, 5), begndate=dt.date(2020, 1, 2)),
    )
    filing_of(cast, person, first=dt.date(2020, 2, 1))
    assert drafts() == []


def test_the_decision_on_an_accident_counts_from_the_decision_on(cast: Cast, person: Person) -> None:
    rule(cast, "accident.counts=reported")
    before = settled(cast, bill_of(person, cast.hospital_east, begndate=MARCH, enddate=dt.date(2020, 3, 5)))
    declaration = accident_of(
        cast,
        person,
        institution=cast.hospital_east,
        admitted_on=MARCH,
        third_party="yes",
        liable_party="某人",
    )
    assert drafts() == []
    with acting_as(cast.reviewer_east):
        decide_accident(declaration=declaration, decision="third_party", acting_user=cast.reviewer_east)
    [draft] = drafts()
    assert (draft.cause, -draft.fund_difference) == ("register", before.fund_pay_sumamt)
    # Whoever confirmed the accident may decide on the redo: the counter prepared it.
    approve_redo(redo=draft, acting_user=cast.reviewer_east)
    assert standing().fund_pay_sumamt == 0


def test_a_roll_drafts_what_it_changes(cast: Cast, person: Person, tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settled(cast, bill_of(person, cast.hospital_outside))
    row = {"psn_no": person.psn_no, "kind": "residence", "place": "970000", "begndate": "2020-01-01"}
    run = bring(tmp_path, "filings", [row], cast.clerk_east, cast.east)
    with system_scope():
        waits = CareFiling.objects.get().state == "applied"
    if waits:
        assert draft_after_import(model=CareFiling, run_id=run.pk) == 0
        with acting_as(cast.reviewer_east):
            approve_import(model=CareFiling, run_id=run.pk, acting_user=cast.reviewer_east)
    assert draft_after_import(model=CareFiling, run_id=run.pk) == 1
    assert draft_after_import(model=CareFiling, run_id=run.pk) == 1
    assert len(drafts()) == 1
