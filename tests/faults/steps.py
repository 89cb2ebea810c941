"""What the clerks do in each step, and when each act is done. Pages do it; the database is only looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.urls import reverse
from django.utils import timezone

from config.demo.world import SCHEME
from config.models import ImportRun
from config.scoping import system_scope
from funds.models import Clearing, ClearingStep, YearSettlement

from .states import YEAR_SETTLED, Start, States, first_month


@dataclass(frozen=True)
class Act:
    """``role`` sends the form at ``path()`` with ``fields`` until ``done()``; both look at the database as it is."""

    role: str
    path: Callable[[], str]
    done: Callable[[], bool]
    fields: Mapping[str, str] = field(default_factory=dict)
    file: tuple[str, Path] | None = None


@dataclass(frozen=True)
class Step:
    name: str
    start: Callable[[States], Start]
    acts: Callable[[Start], list[Act]]
    has_jobs: bool = True


def _run(start: Start) -> ImportRun | None:
    assert start.sheet is not None
    with system_scope():
        given_up = (ImportRun.State.CANCELLED, ImportRun.State.FAILED)
        return ImportRun.unscoped.filter(filename=start.sheet.name).exclude(state__in=given_up).first()


def _confirming(start: Start) -> Act:
    def path() -> str:
        run = _run(start)
        assert run is not None
        return reverse("import_confirm", args=[run.pk])

    def done() -> bool:
        run = _run(start)
        return run is not None and run.state == ImportRun.State.DONE

    return Act("clerk", path, done, {"mode": ImportRun.Mode.GOOD_ROWS})


def _import(start: Start) -> list[Act]:
    assert start.sheet is not None
    upload = Act(
        "clerk", lambda: reverse("import_upload"), lambda: _run(start) is not None, {"kind": "people"},
        ("file", start.sheet),
    )  # fmt: skip
    return [upload, _confirming(start)]


def _month() -> Clearing | None:
    return Clearing.unscoped.filter(month=first_month().first).first()


def _clearing(_start: Start) -> list[Act]:
    def path() -> str:
        month = _month()
        return (
            reverse("funds:restart_clearing", args=[month.pk]) if month else reverse("funds:start_clearing")
        )

    def done() -> bool:
        month = _month()
        return month is not None and month.state != Clearing.State.COLLECTING

    return [Act("finance", path, done, {"month": str(first_month()), "insutype": SCHEME})]


def _posting(_start: Start) -> list[Act]:
    def page(name: str) -> Callable[[], str]:
        def path() -> str:
            month = _month()
            assert month is not None
            return reverse(f"funds:{name}", args=[month.pk])

        return path

    def state() -> str:
        month = _month()
        assert month is not None
        return month.state

    def prepared() -> bool:
        pay = ClearingStep.unscoped.filter(clearing=_month(), step=ClearingStep.Step.PAY)
        return pay.exists() and not pay.exclude(state=ClearingStep.State.DONE).exists()

    return [
        Act("review", page("review_clearing"), lambda: state() != Clearing.State.ADJUDICATED),
        Act("finance", page("continue_clearing"), prepared),
    ]


def _year_settlement(_start: Start) -> list[Act]:
    states = YearSettlement.State

    def settlement() -> YearSettlement | None:
        with system_scope():
            return YearSettlement.objects.filter(year=YEAR_SETTLED).first()

    def is_in(*wanted: str) -> Callable[[], bool]:
        def asked() -> bool:
            found = settlement()
            return found is not None and found.state in wanted

        return asked

    def page(name: str) -> Callable[[], str]:
        def path() -> str:
            found = settlement()
            assert found is not None
            return reverse(f"funds:{name}", args=[found.pk])

        return path

    def has_agreed(office: str) -> Callable[[], bool]:
        def asked() -> bool:
            found = settlement()
            with system_scope():
                return found is not None and found.agreements.filter(office=office).exists()

        return asked

    def agreeing() -> Iterator[Act]:
        for office in ("bureau", "finance", "tax"):
            fields = {"office": office, "agreed_on": str(timezone.localdate()), "paper": "商定1号"}
            yield Act("finance", page("agree_settlement"), has_agreed(office), fields)

    drawing = {"year": str(YEAR_SETTLED), "insutype": "390"}
    return [
        Act(
            "finance", lambda: reverse("funds:draw_up_settlement"), lambda: settlement() is not None, drawing
        ),
        *agreeing(),
        Act("approver", page("approve_settlement"), is_in(states.APPROVED, states.POSTED)),
        Act("finance", page("post_settlement"), is_in(states.POSTED)),
    ]


STEPS = {
    step.name: step
    for step in (
        Step("import", lambda states: states.importing, _import),
        Step("settling", lambda states: states.settling, lambda start: [_confirming(start)]),
        Step("clearing", lambda states: states.clearing, _clearing),
        Step("posting", lambda states: states.posting, _posting),
        # Done in requests: no worker has a part in it.
        Step("year-settlement", lambda states: states.year_settlement, _year_settlement, has_jobs=False),
    )
}
