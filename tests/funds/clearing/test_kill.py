"""Killed at any instant and run again, a month ends the same to the fen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from config.scoping import system_scope
from funds.models import Clearing, ClearingStep, Entry, Leg, NetPosition, NettingLine, Payment, StatementLine
from funds.services.clearing import steps
from funds.services.clearing.start import start_clearing
from funds.services.clearing.steps import perform_step, take_back_dead_steps, waiting_steps

from .conftest import MARCH, SCHEME, Town
from .test_month import a_month


class PowerCut(BaseException):
    """Nothing catches it: what a SIGKILL leaves is what it leaves, without the cleaning up."""


def outcome(clearing: Clearing) -> dict[str, Any]:
    """Every figure of the month, free of row ids."""
    with system_scope():
        lines = StatementLine.objects.filter(statement__clearing=clearing)
        return {
            "lines": sorted(
                lines.values_list("statement__institution", "insu_county", "fund_part", "payable", "deposit")
            ),
            "matrix": sorted(
                (i, c or 0, amount)
                for i, c, amount in NettingLine.objects.filter(clearing=clearing).values_list(
                    "insu_county", "care_county", "amount"
                )
            ),
            "nets": sorted(NetPosition.objects.filter(clearing=clearing).values_list("county", "net")),
            "payments": sorted(
                Payment.objects.filter(clearing=clearing).values_list("number", "amount", "account_no")
            ),
            "entries": sorted(Entry.objects.exclude(kind="opening").values_list("key", "leg_count")),
            "legs": sorted(
                Leg.objects.exclude(entry__kind="opening").values_list(
                    "entry__key", "account", "debit", "credit"
                )
            ),
        }


def run_out_of_line(town: Town, clearing: Clearing) -> Clearing:
    """Steps done one by one, dead ones taken back, until nothing waits: a worker's life in a loop."""
    for _attempt in range(40):
        with system_scope():
            ClearingStep.objects.filter(clearing=clearing, state="running").update(
                heartbeat=timezone.now() - dt.timedelta(hours=1)
            )
        take_back_dead_steps(clearing.pk)
        steps.advance(clearing.pk)
        waiting = waiting_steps(clearing.pk)
        if not waiting:
            break
        perform_step(waiting[0])
    return town.fresh(clearing)


CUTS = [
    ("before the work", "_work", False),
    ("after the work, before it is stored", "_work", True),
    ("after storing, before moving on", "advance", False),
]


@pytest.mark.parametrize(("when", "function", "work_first"), CUTS, ids=[cut[0] for cut in CUTS])
@pytest.mark.parametrize("killed_step", ["adjudicate", "net", "post", "pay"])
def test_a_step_killed_anywhere_is_done_again_with_the_same_result(
    town: Town, monkeypatch: pytest.MonkeyPatch, killed_step: str, when: str, function: str, work_first: bool
) -> None:
    a_month(town)
    original = getattr(steps, function)
    cuts = {"left": 1}

    def cut(subject: Any) -> Any:
        step = subject.step if isinstance(subject, ClearingStep) else current_step(subject)
        if step == killed_step and cuts["left"]:
            cuts["left"] = 0
            if work_first:
                original(subject)
            raise PowerCut
        return original(subject)

    def current_step(clearing_id: int) -> str | None:
        return steps.STEP_IN.get(Clearing.State(Clearing.unscoped.get(pk=clearing_id).state))

    monkeypatch.setattr(steps, function, cut)
    clearing = whole_month(town)
    assert cuts["left"] == 0, "the step was never reached"
    assert clearing.state == "posted"
    assert_as_computed_by_hand(clearing)


def whole_month(town: Town) -> Clearing:
    """The whole road; a power cut ends the process, another takes up the job."""
    with system_scope():
        clearing = start_clearing(
            area=town.cast.area, month=MARCH, insutype=SCHEME, acting_user=town.cast.finance_city
        )
    clearing = until_done(town, clearing)
    assert clearing.state == "adjudicated"
    from funds.services.clearing.review import review_clearing

    with system_scope():
        review_clearing(clearing=clearing, acting_user=town.cast.reviewer_city)
    return until_done(town, clearing)


def until_done(town: Town, clearing: Clearing) -> Clearing:
    while True:
        try:
            run_out_of_line(town, clearing)
            return town.run(clearing)
        except PowerCut:
            continue


def assert_as_computed_by_hand(clearing: Clearing) -> None:
    found = outcome(clearing)
    assert sum(row[3] for row in found["lines"]) == 1217 + 3330 + 300
    assert sum(row[2] for row in found["matrix"]) == 1217 + 3330 + 300
    assert sorted(net for _county, net in found["nets"]) == [-893, 593]
    assert sorted(amount for _n, amount, _a in found["payments"]) == [300, 593, 893, 1217, 3330]
    assert len(found["entries"]) == 3
    steps_left = ClearingStep.unscoped.filter(clearing=clearing).exclude(state="done")
    assert not steps_left.exists()


def test_done_twice_a_step_changes_nothing(town: Town) -> None:
    a_month(town)
    clearing = town.cleared()
    before = outcome(clearing)
    with system_scope():
        for step in ClearingStep.objects.filter(clearing=clearing, step__in=["post", "pay"]).select_related(
            "unit"
        ):
            steps.WORK[step.step](clearing, step.unit)
            assert not perform_step(step.pk)
    assert outcome(clearing) == before


def test_a_step_that_kills_its_worker_again_and_again_is_given_up(town: Town) -> None:
    a_month(town)
    with system_scope():
        clearing = start_clearing(
            area=town.cast.area, month=MARCH, insutype=SCHEME, acting_user=town.cast.finance_city
        )
        ClearingStep.objects.filter(clearing=clearing, unit=town.cast.east).update(
            state="running", attempts=3, heartbeat=timezone.now() - dt.timedelta(hours=1)
        )
    clearing = town.run(clearing)
    assert (clearing.state, clearing.job.state) == ("collecting", "failed")
    with system_scope():
        assert ClearingStep.objects.get(clearing=clearing, unit=town.cast.east).fault_code == "worker_lost"
    assert town.start().state == "adjudicated"


def test_an_unexpected_error_leaves_a_reference_not_a_traceback(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_month(town)
    broken: Callable[..., None] = lambda _clearing, _unit: 1 // 0  # type: ignore[assignment,return-value] # noqa: E731
    monkeypatch.setitem(steps.WORK, "adjudicate", broken)
    clearing = town.start()
    with system_scope():
        step = ClearingStep.objects.filter(clearing=clearing).first()
        assert step.fault_code == "unexpected"
        assert step.fault_params["reference"] in clearing.job.message
    monkeypatch.undo()
    assert town.start().state == "adjudicated"


def test_a_lost_database_inside_a_test_is_not_hidden(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one's own transaction there is no other connection to go on with."""
    a_month(town)

    def lost(_clearing: Clearing, _unit: object) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setitem(steps.WORK, "adjudicate", lost)
    clearing = town.start()
    assert (clearing.state, clearing.job.state) == ("collecting", "failed")
