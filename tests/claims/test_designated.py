"""Bills of institutions whose agreement was suspended or ended: days inside stay payable, later ones wait."""

from __future__ import annotations

import datetime as dt

import pytest

from claims.models import BillProblem, Settlement
from claims.services.settle_bill import settle_bill
from claims.services.settle_in_bulk import Selection, settle_waiting_bills
from claims.waiting import describe
from config.scoping import acting_as, system_scope
from tests.cast import Cast, make_coverage, make_person
from tests.claims.making import make_bill
from tests.institutions.agreements import making
from tests.institutions.agreements.making import Stage, make_stage

DAY = dt.timedelta(days=1)


@pytest.fixture
def stage(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Stage:
    return make_stage(cast, monkeypatch)


def bill_on(stage: Stage, begins: dt.date, ends: dt.date | None = None, hospital: object = None) -> object:
    with system_scope():
        person = make_person(stage.cast.east)
        make_coverage(person)
        return make_bill(
            person, hospital or stage.cast.hospital_east, begndate=begins, enddate=ends or begins
        )


def waits(stage: Stage, bill: object) -> str:
    """Why the bill waits; empty when it is settled."""
    settled = settle_bill(bill=bill, acting_user=stage.handler)
    with system_scope():
        found = BillProblem.objects.filter(bill=bill).first()
    assert (settled is None) == (found is not None)
    return "" if found is None else found.code


def test_a_suspension_stops_bills_of_later_days_only(stage: Stage) -> None:
    """Of NB-26 and JJ-09: exit and dynamic adjustment, which settling obeys; the assessment is another part."""
    with acting_as(stage.handler):
        agreement = making.in_force(stage)
        first, off = stage.today, stage.today + 10 * DAY
        making.decided(stage, agreement, "suspend", off)
        on = off + 5 * DAY
        stage.on(on)
        making.decided(stage, agreement, "resume", on)
    end = agreement.period.upper
    assert waits(stage, bill_on(stage, off - DAY)) == ""
    assert waits(stage, bill_on(stage, off)) == "not_designated"
    assert waits(stage, bill_on(stage, on - DAY)) == "not_designated"
    assert waits(stage, bill_on(stage, on)) == ""
    # Whoever was admitted before is treated to the end on the terms of that day.
    assert waits(stage, bill_on(stage, off - DAY, on - DAY)) == ""
    with acting_as(stage.handler):
        making.decided(stage, agreement, "terminate", on + DAY)
    assert waits(stage, bill_on(stage, on + DAY)) == "not_designated"
    # The institution applied on that day for the first time: before, it stood on the list.
    assert waits(stage, bill_on(stage, agreement.applied_on - DAY)) == ""
    assert waits(stage, bill_on(stage, agreement.applied_on)) == "not_designated"
    assert first < off < end
    assert "2020-03-20" in describe("not_designated", {"day": "2020-03-20"})


def test_an_institution_on_the_list_goes_on_as_before(stage: Stage) -> None:
    with acting_as(stage.handler):
        making.in_force(stage)
    day = stage.today
    assert waits(stage, bill_on(stage, day, hospital=stage.cast.hospital_west)) == ""
    assert waits(stage, bill_on(stage, day, hospital=stage.cast.hospital_outside)) == ""


def test_the_policy_may_require_an_agreement_of_everybody(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.support import policies

    package = policies.POLICIES / "zhangye.yaml"
    text = package.read_text(encoding="utf-8").replace(
        "  agreements:\n",
        "  agreements:\n    required_from:\n      values:\n"
        "        - {from: 2019-07-01, value: 2020-03-10, clause: 四（五）1}\n",
    )
    monkeypatch.setattr(type(package), "read_text", lambda *_args, **_options: text)
    stage = make_stage(cast, monkeypatch)
    hospital = cast.hospital_west
    assert waits(stage, bill_on(stage, dt.date(2020, 3, 9), hospital=hospital)) == ""
    assert waits(stage, bill_on(stage, dt.date(2020, 3, 10), hospital=hospital)) == "not_designated"
    assert waits(stage, bill_on(stage, dt.date(2020, 3, 10), hospital=cast.hospital_outside)) == ""


def test_the_bulk_run_refuses_the_same(stage: Stage) -> None:
    with acting_as(stage.handler):
        agreement = making.in_force(stage)
        making.decided(stage, agreement, "suspend", stage.today + DAY)
    inside, later = bill_on(stage, stage.today), bill_on(stage, stage.today + DAY)
    tally = settle_waiting_bills(
        selection=Selection(stage.cast.area.pk), acting_user=stage.handler, processes=1
    )
    assert dict(tally.reasons) == {"not_designated": 1}
    with system_scope():
        assert list(Settlement.objects.values_list("bill", flat=True)) == [inside.pk]
        assert BillProblem.objects.get().bill_id == later.pk
