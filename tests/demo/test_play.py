"""The demonstration on a small scale: every sheet taken whole, months closed, and nothing changes the second time."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from claims.models import BillProblem, Settlement
from config.demo import bank, play, report, sheets
from config.demo.clearing import MONTHS
from config.demo.terminal import Progress
from config.demo.world import Scale
from config.models import ImportRun
from config.scoping import system_scope
from funds.models import Clearing, Entry, Payment
from tests.support.workers import CeleryWorker

AREA = "620700"
SMALL = Scale().smaller(300, 900)
FIGURES = {
    "claims_settlement": "sum(fund_pay_sumamt), max(id)",
    "claims_accumulator": "sum(amount), max(id)",
    "funds_leg": "sum(debit), max(id)",
    "funds_statement": "sum(act_dfr_amt), max(id)",
    "funds_payment": "sum(amount), max(id)",
    "config_importrun": "sum(total_count), max(id)",
    "institutions_policyversion": "count(*), max(id)",
    "institutions_user": "count(*), max(id)",
}


@pytest.fixture
def two_months(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """January and February are enough to see it; the bank knows an account badly in the second."""
    monkeypatch.setattr(sheets, "FOLDER", tmp_path / "sheets")
    monkeypatch.setattr(report, "LOGINS", tmp_path / "logins.txt")
    monkeypatch.setattr(bank, "MONTH_OF_THE_FAILURE", 2)
    for module in (play, report):
        monkeypatch.setattr(module, "MONTHS", MONTHS[:2])


def perform() -> list[str]:
    """Play it; the printed blocks, without the lines that tell the time."""
    printed: list[str] = []
    play.Demonstration(AREA, SMALL, Progress(printed.append)).play()
    return [text for text in printed if not text.startswith("[")]


def figures() -> dict[str, tuple[object, ...]]:
    with system_scope(), connection.cursor() as cursor:
        found = {}
        for table, what in FIGURES.items():
            cursor.execute(f"select count(*), {what} from {table}")
            found[table] = cursor.fetchone()
    return found


@pytest.mark.slow
@pytest.mark.duty("JJ-17")
def test_a_small_year_from_nothing_and_once_more(
    two_months: None, celery_worker_process: CeleryWorker
) -> None:
    first = perform()
    with system_scope():
        runs = ImportRun.objects.exclude(kind="bank_return")
        assert {run.state for run in runs} == {ImportRun.State.DONE}
        assert sum(run.bad_count for run in ImportRun.objects.all()) == 0
        assert Settlement.objects.count() == 900
        assert not BillProblem.objects.exists()
        assert {one.state for one in Clearing.objects.all()} == {Clearing.State.CLOSED}
        assert Clearing.objects.count() == 2
        failed = Payment.objects.get(state=Payment.State.FAILED)
        assert failed.reissued_as.state == Payment.State.PAID
        assert Entry.objects.filter(kind=Entry.Kind.PAYMENT).exists()
    before = figures()
    assert perform() == first
    assert figures() == before


def test_an_area_without_a_package_is_refused() -> None:
    from config.demo.policy import NoPackage

    with pytest.raises(NoPackage):
        play.Demonstration("150100", SMALL, Progress(lambda _text: None))
