"""The demonstration on a small scale: every sheet taken whole, months closed, and nothing changes the second time."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model

from claims.models import (
    AgreedVolume,
    BillProblem,
    Budget,
    BudgetRound,
    CaseRecovery,
    ClearingApplication,
    CountyBudget,
    Delivery,
    GroupCatalogue,
    GroupedCase,
    Inspection,
    InspectionCase,
    InspectionDraw,
    InstitutionObjection,
    NeighbourPrice,
    PersonCreditEvent,
    PhysicianSuspension,
    PlatformPurchase,
    PriceApplication,
    PriceEvaluation,
    PriceInquiry,
    ProcurementBatch,
    ProcurementPayable,
    PublicReport,
    Reconciliation,
    ReconciliationDifference,
    Settlement,
    SignUp,
    SupplierCreditEvent,
)
from config.demo import bank, clearing, everybody, importing, play, policy, report, sheets
from config.demo.bills import bills
from config.demo.books import first_month
from config.demo.reported import settled
from config.demo.sheets import write
from config.demo.terminal import Progress
from config.demo.topics import (
    county_assessments,
    credit,
    fund_mergings,
    fund_openings,
    fund_reserves,
    fund_watch,
    prices,
    procurement,
    year_settlements,
)
from config.demo.topics import play as topics
from config.demo.world import Place, Scale, make_world
from config.models import ImportRun
from config.periods import Month
from config.scoping import system_scope
from enrollment.models import CleaningFinding, Payer, TargetPlan, WindowEnrolment
from funds.models import (
    BankLine,
    BankMatch,
    Book,
    BookMerging,
    BookPeriod,
    CapitalLoan,
    Clearing,
    CountyAppeal,
    CountyResult,
    Entry,
    FinancialStatement,
    FundBudget,
    FundWarning,
    Handover,
    HandoverSignature,
    IndicatorValue,
    InsurerPremium,
    MergingProof,
    Opening,
    OpeningUse,
    Payment,
    PeriodRequest,
    ReserveMovement,
    WatchMonth,
    YearClearing,
    YearSettlement,
)
from funds.reads.financial_statements import Asked, FinancialStatements, units_of
from institutions.models import AssessmentRound, CreditEvent, PublishedAssessment
from institutions.policy.in_force import policy_for
from tests.support.workers import CeleryWorker

AREA = "620700"
SMALL = Scale().smaller(300, 900)
# The other areas whose packages ship: cities, one under graded management, and one that inherits its region's.
OTHERS = ("330200", "360400", "230400", "150100")
FIGURES = {
    "claims_settlement": "sum(fund_pay_sumamt), max(id)",
    "claims_accumulator": "sum(amount)",
    "funds_leg": "sum(debit), max(id)",
    "funds_statement": "sum(act_dfr_amt), max(id)",
    "funds_payment": "sum(amount), max(id)",
    "config_importrun": "sum(total_count), max(id)",
    "institutions_policyversion": "count(*), max(id)",
    "institutions_user": "count(*), max(id)",
    "enrollment_windowenrolment": "sum(paid), max(id)",
    "enrollment_targetmonth": "sum(covered), max(id)",
    "enrollment_cleaningfinding": "count(*), max(id)",
    "institutions_publishedassessment": "sum(score), max(id)",
    "claims_groupedcase": "sum(units), max(id)",
    "claims_budgetround": "sum(offer), max(id)",
    "claims_reconciliationdifference": "count(*), max(id)",
    "funds_capitalloan": "sum(amount), max(id)",
}
# What the topics leave behind in an area whose documents speak of them.
TOPICS: tuple[type[Model], ...] = (
    AssessmentRound, PublishedAssessment, GroupCatalogue, GroupedCase, Inspection, InspectionDraw, InspectionCase,
    CaseRecovery, PublicReport, PhysicianSuspension, SignUp, Reconciliation, ReconciliationDifference,
    ClearingApplication, InstitutionObjection, Budget, BudgetRound, CapitalLoan, YearClearing, FundBudget, BankLine,
    BankMatch, PeriodRequest, FinancialStatement, InsurerPremium, Opening, OpeningUse, HandoverSignature, WatchMonth,
    IndicatorValue, FundWarning, CountyAppeal, CountyResult, YearSettlement,
)  # fmt: skip
# What the fund's year leaves behind without a single bill, by area.
YEAR: dict[str, tuple[type[Model], ...]] = {
    "330200": (Opening, Handover, ReserveMovement, WatchMonth, CountyResult, YearSettlement),
    "360400": (WatchMonth, CountyResult),
    "230400": (Handover, WatchMonth, BookMerging, MergingProof),
    "150100": (WatchMonth, CountyResult, YearSettlement),
}
# The same of credit, prices and procurement, of which only some areas' documents speak.
RARER: tuple[type[Model], ...] = (
    CreditEvent, PersonCreditEvent, SupplierCreditEvent, PriceEvaluation, NeighbourPrice, PriceApplication,
    PriceInquiry, ProcurementBatch, AgreedVolume, Delivery, ProcurementPayable, PlatformPurchase,
)  # fmt: skip


@pytest.fixture
def two_months(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """January and February are enough to see it; the bank knows an account badly in the second."""
    monkeypatch.setattr(sheets, "FOLDER", tmp_path / "sheets")
    monkeypatch.setattr(report, "LOGINS", tmp_path / "logins.txt")
    monkeypatch.setattr(bank, "MONTH_OF_THE_FAILURE", 2)
    monkeypatch.setattr(clearing, "MONTHS", range(1, 3))


def perform(area: str = AREA, scale: Scale = SMALL) -> list[str]:
    """Play it; the printed blocks, without the lines that tell the time."""
    printed: list[str] = []
    play.Demonstration(area, scale, Progress(printed.append)).play()
    return [text for text in printed if not text.startswith("[")]


def figures() -> dict[str, tuple[object, ...]]:
    with system_scope(), connection.cursor() as cursor:
        found = {}
        for table, what in FIGURES.items():
            cursor.execute(f"select count(*), {what} from {table}")
            found[table] = cursor.fetchone()
    return found


def on_the_wrong_side() -> list[str]:
    """Assets below zero and liabilities owed to the fund, by whose part of which month's balance sheet."""
    found = []
    for book in Book.objects.select_related("area"):
        months = BookPeriod.objects.filter(book=book).values_list("month", flat=True)
        for unit in (None, *units_of(book.area, book.insutype)):
            for month in months:
                shown = FinancialStatements(Asked(book.area, book.insutype, unit, Month.of(month)))
                sums: Counter[tuple[str, str]] = Counter()
                for one in shown.figures["year"]:
                    if one.account:
                        sums[one.klass, one.role] += one.closing
                found += [
                    f"{unit} {month:%Y-%m} {role} {fen}" for (klass, role), fen in sums.items()
                    if (klass == "asset" and fen < 0) or (klass == "liability" and fen > 0)
                ]  # fmt: skip
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
        villages = Payer.objects.filter(kind=Payer.Kind.VILLAGE).count()
        assert villages
        assert WindowEnrolment.objects.count() == villages * everybody.OF_A_VILLAGE
        assert TargetPlan.objects.get().state == TargetPlan.State.APPROVED
        kinds = set(CleaningFinding.objects.values_list("kind", flat=True))
        assert {"death_list", "not_covered"} <= kinds
        assert "same_name" not in kinds
        assert [model.__name__ for model in TOPICS if not model._default_manager.exists()] == []
        assert CapitalLoan.objects.filter(state="lent").exists()
        assert CountyBudget.objects.filter(state="decided").exists()
        assert {one.decision for one in ReconciliationDifference.objects.all()} >= {"", "ours"}
        assert on_the_wrong_side() == []
    before = figures()
    assert perform() == first
    assert figures() == before


@pytest.mark.django_db
@pytest.mark.parametrize("area", OTHERS)
def test_every_area_whose_package_ships_can_be_played(area: str) -> None:
    """Agencies, staff, policy and books of it; and every kind of bill that would be invented is settled by it."""
    show = play.Demonstration(area, SMALL, Progress(lambda _text: None))
    with system_scope():
        show._found_the_agencies()
        graded = policy_for(show.layout.area, first_month(show.layout).first).section("pooling").value("mode")
        assert Book.objects.count() == (1 if graded == "unified" else 1 + len(show.layout.units))
    world = make_world(area, [Place(unit.code, unit.place) for unit in show.layout.units], SMALL)
    outcomes = [(visit.med_type, one) for visit, one in settled(world, bills(world))]
    assert len(outcomes) == SMALL.bills
    paid = {kind for kind, outcome in outcomes if outcome.fund_pay_sumamt > 0}
    assert paid >= {"11", "14", "21", "22", "23", "52"}


def test_other_areas_than_those_played_here_have_no_package() -> None:
    shipped = {area for _path, area in policy._shipped()}
    assert shipped == {AREA, *OTHERS[:3], "150000"}


@pytest.mark.parametrize("area", ["150000", "620702"])
def test_what_is_no_city_with_a_package_is_refused(area: str) -> None:
    with pytest.raises(policy.NoPackage):
        play.Demonstration(area, SMALL, Progress(lambda _text: None))


def test_the_year_played_is_the_first_whole_year_of_the_policy() -> None:
    assert [policy.year_of(area) for area in (AREA, *OTHERS)] == [2020, 2022, 2024, 2020, 2024]


@pytest.mark.django_db
def test_topics_of_which_few_areas_speak(tmp_path: Path) -> None:
    """Credit points, prices and procurement need institutions and people, no cleared year; done again nothing comes."""
    show = play.Demonstration("360400", Scale().smaller(600, 1), Progress(lambda _text: None))
    with system_scope():
        show._found_the_agencies()
    for sheet in show._sheets:
        if sheet.kind == "institutions":
            write(sheet.kind, tmp_path / sheet.name, sheets._Contents(show.world).of(sheet))
            importing.bring_in(sheet, tmp_path, show.layout, show.cast)
    wanted = (procurement.suppliers, credit.fill, prices.fill, procurement.fill)
    assert topics.play(wanted, show.layout, show.cast)
    with system_scope():
        missing = [model.__name__ for model in RARER if not model._default_manager.exists()]
        # Nobody was treated: no insured person has an event.
        assert missing == ["PersonCreditEvent"]
        assert ProcurementPayable.objects.filter(state="paid").exists()
        assert {one.state for one in PriceApplication.objects.all()} >= {"received", "noticed", "granted"}
    assert topics.play(wanted, show.layout, show.cast) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("area", OTHERS)
def test_the_year_of_the_fund_where_nothing_was_paid(area: str, settings: Any, tmp_path: Path) -> None:
    """Each area shows as much of the fund's year as its documents speak of; done again nothing comes."""
    settings.MEDIA_ROOT = tmp_path
    show = play.Demonstration(area, Scale().smaller(300, 1), Progress(lambda _text: None))
    with system_scope():
        show._found_the_agencies()
    wanted = (
        fund_openings.fill, fund_reserves.fill, fund_watch.fill, county_assessments.fill, year_settlements.fill,
        fund_mergings.fill,
    )  # fmt: skip
    assert topics.play(wanted, show.layout, show.cast)
    with system_scope():
        assert [model.__name__ for model in YEAR[area] if not model._default_manager.exists()] == []
    assert topics.play(wanted, show.layout, show.cast) == 0
