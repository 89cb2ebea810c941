"""The backstop: with scoping forgotten in code, PostgreSQL still shows no foreign person, bill or payment.

Every table of ours either has a policy or stands in ``OPEN`` with the reason; a new table fails until it does.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from claims.models import (
    Accumulator,
    Bill,
    BillFinding,
    Cancellation,
    EvaluatedPrice,
    FeeLine,
    LegacyOutpatientBalance,
    NeighbourPrice,
    PriceEvaluation,
    Redo,
    RedoLine,
    ReportedSettlement,
    WhatIfReport,
)
from config.models import ImportChange, RowError
from config.scoping import NOTHING, Scope, acting_as, scoped, system_scope
from enrollment.models import Person
from funds.models import (
    CountyAppeal,
    CountyIndicator,
    CountyResult,
    CountyScheme,
    CountySheet,
    CountyStep,
    CountyValue,
    ProvinceAccount,
    ProvinceDue,
    ProvinceReceipt,
    RegionalDemand,
    RegionalDistribution,
    RegionalDunning,
    RegionalGrant,
    RegionalLevy,
    RegionalTransfer,
    RegionReport,
    ReportedYear,
)
from institutions.models import Attachment, Institution, PayeeAccount
from tests.cast import Cast
from tests.claims.raw import raw_settlement
from tests.places import Place, places
from tests.region_world import build_region_world
from tests.world import build_world

OURS = ("config", "institutions", "enrollment", "claims", "funds")

OPEN = {
    # Who acts is asked before anybody's scope is known.
    "institutions_user": "staff: read at sign-in, before there is a scope",
    "institutions_assignment": "staff: scopes are made of it",
    "institutions_delegation": "staff: scopes are made of it",
    "institutions_userevent": "history of staff; read through the maintenance room only",
    "institutions_assignmentevent": "history of staff; read through the maintenance room only",
    "institutions_delegationevent": "history of staff; read through the maintenance room only",
    # Public facts about public bodies.
    "institutions_poolingarea": "names and codes of areas",
    "institutions_agency": "names and codes of agencies",
    "institutions_agencyevent": "names and codes of agencies",
    "institutions_agencyaccount": "accounts of public bodies, which every county pays to",
    "institutions_agencyaccountevent": "accounts of public bodies",
    "institutions_institution": "names and codes, shown on every county's bills",
    "institutions_institutionevent": "names and codes",
    "institutions_consortium": "names",
    "institutions_consortiumevent": "names",
    "institutions_designation": "which institutions are designated on which days is published",
    "institutions_designationevent": "which institutions were designated",
    "institutions_policydocument": "policy is public",
    "institutions_policyversion": "policy is public",
    "institutions_policyversionevent": "policy is public",
    "claims_catalogueversion": "the catalogue is public",
    "claims_catalogueversionevent": "the catalogue is public",
    "claims_catalogueitem": "the catalogue is public",
    "claims_catalogueitemevent": "the catalogue is public",
    "claims_cataloguemerge": "how a public catalogue came about",
    "claims_cataloguemergeevent": "how a public catalogue came about",
    "claims_groupcatalogue": "group catalogues are published",
    "claims_groupcatalogueevent": "group catalogues are published",
    "claims_paymentgroup": "group catalogues are published",
    "claims_paymentgroupevent": "group catalogues are published",
    "claims_institutionfactor": "institutions' factors are published with the catalogue",
    "claims_institutionfactorevent": "institutions' factors are published with the catalogue",
    "claims_drugstock": "where negotiated drugs are to be had is published",
    "enrollment_cleaningrun": "when which area's data were compared; no person, numbers stand in the counts",
    "claims_drugstockevent": "where negotiated drugs are to be had is published",
    # Work and its state: ids and counts, taken up by workers before they know the area.
    "config_job": "a queue of ids; pages show a person their own",
    "config_joblog": "what a job says of itself: counts and names of steps",
    "config_heartbeat": "when a worker was last heard",
    "config_submission": "tokens of forms",
    "config_staffsession": "read before there is a scope; pages show a person their own",
    "institutions_secondfactor": "asked at sign-in, before there is a scope; the secret is sealed",
    "institutions_secondfactorevent": "when somebody's second factor was switched on and off; no secret",
    "institutions_recoverycode": "asked at sign-in, before there is a scope; hashes",
    "institutions_secondfactorreset": "staff: a person belongs to several agencies; pages show an administrator's own",
    "institutions_secondfactorresetevent": "history of staff",
    "institutions_signinevent": "counted at sign-in, before there is a scope; no names",
    "config_workdayexception": "the calendar",
    "funds_clearing": "where the month stands; no person, no amount",
    "funds_clearingevent": "where the month stood",
    "funds_clearingstep": "which unit has done its step; no person, no amount",
    "funds_monthlyround": "which months' money is planned",
    "funds_monthlyroundevent": "which months' money was planned",
    "funds_roundstep": "whose turn it is and until when; no person, no amount",
    "funds_roundstepevent": "whose turn it was",
    # Names of books; amounts stand in legs and balances, which have policies.
    "funds_subject": "the national chart",
    "funds_subjectevent": "the national chart",
    "funds_book": "which fund, which unit",
    "funds_bookevent": "which fund, which unit",
    "funds_bookperiod": "which months are open",
    "funds_periodchange": "who opened and closed months",
    "funds_periodrequest": "who asked to close and reopen months",
    "funds_periodrequestevent": "who asked to close and reopen months",
}  # fmt: skip


def our_models() -> list[type[models.Model]]:
    found = [m for m in apps.get_models() if m._meta.app_label in OURS and m._meta.managed]
    return sorted(found, key=lambda model: model._meta.db_table)


# What only the city asks: sums over all its counties, its evaluation of prices, what it owes the province.
CITYS = [
    *(
        one
        for model in (EvaluatedPrice, NeighbourPrice, PriceEvaluation)
        for one in (model, model.pgh_event_model)
    ),
    WhatIfReport,
    *(
        one
        for model in (ProvinceAccount, ProvinceDue, ProvinceReceipt)
        for one in (model, model.pgh_event_model)
    ),
]
# What lies between the region and a city, and what is the region's alone: no county of the city sees either.
REGIONS = [one for model in (RegionalDistribution, RegionalLevy) for one in (model, model.pgh_event_model)]
WITH_REGION = [
    *(
        one
        for model in (RegionalDemand, RegionalDunning, RegionalGrant, RegionalTransfer, RegionReport)
        for one in (model, model.pgh_event_model)
    ),
    ReportedYear,
]

# By which the region assesses its cities, and a city its counties: each sees its own.
ASSESSED = [
    *(
        one
        for model in (CountyAppeal, CountyIndicator, CountyScheme, CountySheet, CountyValue)
        for one in (model, model.pgh_event_model)
    ),
    CountyResult,
    CountyStep,
]

GUARDED = [model for model in our_models() if model._meta.db_table not in OPEN]


def rows_seen(model: type[models.Model]) -> int:
    return model._base_manager.count()  # plain: no scope in code


@pytest.mark.django_db
def test_every_table_has_a_policy_or_a_reason() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname, relrowsecurity and exists (select from pg_policy where polrelid = c.oid)"
            " from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace"
        )
        guarded = {name for name, has_policy in cursor.fetchall() if has_policy}
    tables = {model._meta.db_table for model in our_models()}
    assert tables - guarded == set(OPEN)
    assert set(OPEN) <= tables


@pytest.mark.django_db
def test_the_application_is_not_above_the_policies() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
        assert cursor.fetchone() == (False,)
        cursor.execute(
            "select count(*) from pg_class where relname like 'claims%%' and relowner = current_user::regrole"
        )
        assert cursor.fetchone() == (0,)


@pytest.fixture
def east(cast: Cast) -> Place:
    """One of everything in East, also of what no page shows by itself."""
    with system_scope():
        own, _foreign = places(cast)
        values = build_world(own)
        fill_what_hangs_on(own, values["bill_id"], values["person_id"], values["run_id"])
    return own


def fill_what_hangs_on(place: Place, bill_id: int, person_id: int, run_id: int) -> None:
    settlement = raw_settlement(Bill.unscoped.get(pk=bill_id))
    settlement.save()
    Cancellation.unscoped.create(settlement=settlement, reason="退费", handled_by=place.worker)
    RedoLine.unscoped.create(
        redo=Redo.unscoped.get(county=place.county), number=1, bill_id=bill_id, before=settlement
    )
    FeeLine.objects.create(
        bill_id=bill_id,
        feedetl_sn="1",
        med_list_codg="X",
        chrgitm_lv="01",
        cnt=1,
        pric=1,
        det_item_fee_sumamt=1,
    )
    ReportedSettlement.unscoped.create(setl_id="R1", bill_id=bill_id, setl_time=timezone.now())
    BillFinding.unscoped.create(bill_id=bill_id, check_key="split_stay", found_at=timezone.now())
    Accumulator.objects.create(person_id=person_id, insutype="390", year=2020, counter="pool", amount=1)
    LegacyOutpatientBalance.unscoped.create(person_id=person_id, amount=1)
    RowError.objects.create(run_id=run_id, row=2, value="990101197001010011", code="certno_taken")
    ImportChange.objects.create(
        run_id=run_id, table="enrollment_person", row_pk=person_id, before={}, after={}
    )
    Attachment.unscoped.create(
        agency=place.county, subject_type="claims.bill", subject_id=bill_id, title="发票", file="a.pdf",
        content_type="application/pdf", size=1, sha256="0" * 64, keep_until="2050-01-01",
        uploaded_by=place.worker,
    )  # fmt: skip


def test_the_world_fills_every_guarded_table(east: Place) -> None:
    with system_scope():
        assert [model.__name__ for model in GUARDED if not rows_seen(model)] == []


def test_a_neighbour_citys_clerk_sees_no_row_of_it(cast: Cast, east: Place) -> None:
    with acting_as(cast.clerk_elsewhere):
        assert {model.__name__: rows_seen(model) for model in GUARDED if rows_seen(model)} == {}


def test_without_a_scope_there_is_nothing(east: Place) -> None:
    with scoped(NOTHING):
        assert [model.__name__ for model in GUARDED if rows_seen(model)] == []
    assert [model.__name__ for model in GUARDED if rows_seen(model)] == []


def test_east_sees_it_all(cast: Cast, east: Place) -> None:
    """What is East's own must not be hidden from East: services work under the same policies."""
    with acting_as(cast.clerk_east):
        unseen = {model for model in GUARDED if not rows_seen(model)}
    assert unseen == {*CITYS, *REGIONS, *WITH_REGION}


@pytest.mark.duty("NB-29")
def test_the_city_sees_its_own(cast: Cast, east: Place) -> None:
    with acting_as(cast.auditor_city):
        assert {model for model in GUARDED if not rows_seen(model)} == set(REGIONS)


def test_the_region_sees_what_came_up_and_nothing_else(cast: Cast, east: Place) -> None:
    """No person, bill, entry, balance or payment of a city below it; not even what a whole area shares (NM-09)."""
    with system_scope():
        region = build_region_world(cast.city)
    with acting_as(region.auditor):
        assert {model for model in GUARDED if rows_seen(model)} == {*REGIONS, *WITH_REGION, *ASSESSED}
        # Of its cities' own assessments nothing.
        assert [one.agency for one in CountyScheme.unscoped.all()] == [region.agency]
        assert [one.unit for one in CountySheet.unscoped.all()] == [cast.city]
        assert {one.unit for one in CountyResult.unscoped.all()} == {cast.city}


def test_a_city_sees_how_its_region_assesses_it_and_its_counties_do_not(cast: Cast, east: Place) -> None:
    with system_scope():
        region = build_region_world(cast.city)
    for user, assessors, assessed in (
        (cast.auditor_city, {cast.city, region.agency}, {cast.east, cast.city}),
        (cast.clerk_east, {cast.city}, {cast.east}),
        (cast.clerk_elsewhere, set(), set()),
    ):
        with acting_as(user):
            assert {one.agency for one in CountyScheme.unscoped.all()} == assessors
            assert {one.unit for one in CountySheet.unscoped.all()} == assessed
            assert {one.sheet.unit for one in CountyValue.unscoped.all()} == assessed


# What every agency of an area may see: the books of the fund they run together, the experts they ask, where a
# month's credits of personal accounts stand (not whose they are), what is exchanged with whom (not about whom),
# which version of a year's targets holds (no figure), the city's agreement texts, how
# a yearly assessment stands and its published list, what the whole area may pay institutions in a year, how the
# clearing of a year stands and its common budgets, what finance paid for a month, what is procured from whom at
# which price, when collection was compared and who signed it, which month the province or a
# payer listed (no bill), how a year's fund budget stands (no figure).
# which price, when collection was compared and who signed it, which month the province listed (no amount),
# how a year's fund budget stands (no figure), how a year's settlement stands, who agreed to it, and what moves in the
# common reserves (no county's part).
# how a year's fund budget stands (no figure), the published monthly report of the fund position (before it is
# published, no figure).
# how a year's fund budget stands (no figure), by what counties are assessed, their published results, what of the
# reserve is drawn for them (each sees its own part).
SHARED = [
    "AccountBatch", "AccountBatchEvent", "AgreementText", "AgreementTextEvent", "Appropriation",
    "AppropriationEvent", "AssessmentRound", "AssessmentRoundEvent", "Budget", "BudgetEvent", "CollectionRun",
    "CollectionRunEvent", "CollectionSignOff", "CollectionSignOffEvent", "CountyIndicator",
    "CountyIndicatorEvent", "CountyResult", "CountyScheme", "CountySchemeEvent", "Entry", "ExchangeAgreement",
    "ExchangeAgreementEvent", "ExchangeFile", "Expert", "ExpertEvent", "FundBudget", "FundBudgetEvent",
    "FundBudgetStep", "FundBudgetStepEvent", "Incentive", "IncentiveEvent", "OutOfAreaMonth",
    "OutOfAreaMonthEvent", "PayerListMonth", "PayerListMonthEvent", "ProcurementBatch", "ProcurementBatchEvent",
    "ProcurementItem", "ProcurementItemEvent", "PublishedAssessment", "ReserveMovement", "ReserveMovementEvent",
    "RushMonth", "RushMonthEvent",
    "SchemeMerging", "SchemeMergingEvent", "SettlementAgreement", "SettlementAgreementEvent", "Supplier",
    "SupplierAccount", "SupplierAccountEvent", "SupplierCreditEvent", "SupplierCreditEventEvent", "SupplierEvent",
    "TargetPlan", "TargetPlanEvent", "WatchMonth", "WatchMonthEvent", "YearClearing", "YearClearingEvent",
    "YearPool", "YearSettlement", "YearSettlementEvent",
]  # fmt: skip


def test_west_sees_of_east_only_what_the_area_shares(cast: Cast, east: Place) -> None:
    with acting_as(cast.clerk_west):
        assert sorted(model.__name__ for model in GUARDED if rows_seen(model)) == SHARED


def test_the_city_sees_what_it_pays_outside_the_area(cast: Cast, east: Place) -> None:
    with system_scope():
        PayeeAccount.objects.create(
            institution=cast.hospital_outside, account_name="外", account_no="99999999", bank_name="示例银行",
            period=("2020-01-01", None), prepared_by=cast.clerk_east,
        )  # fmt: skip
    for user, sees in ((cast.finance_city, True), (cast.clerk_east, False)):
        with acting_as(user):
            assert PayeeAccount.objects.filter(institution=cast.hospital_outside).exists() is sees


def writings(cast: Cast, place: Place) -> Iterator[tuple[str, models.Model]]:
    """Rows that somebody elsewhere might try to plant in East."""
    person = Person(psn_no="P", certno="C", psn_name="x", brdy="1970-01-01", county=place.county)
    yield "person", person
    yield "account", PayeeAccount(
        institution=Institution(pk=place.hospital.pk), account_name="x", account_no="12345678", bank_name="x",
        period=("2031-01-01", None), prepared_by=cast.clerk_elsewhere,
    )  # fmt: skip


def test_nobody_plants_rows_elsewhere(cast: Cast, east: Place) -> None:
    for _name, row in writings(cast, east):
        with (
            acting_as(cast.clerk_elsewhere),
            pytest.raises(DatabaseError, match="row-level security"),
            transaction.atomic(),
        ):
            row.save()


def test_a_payee_account_cannot_be_bent_from_elsewhere(cast: Cast, east: Place) -> None:
    with acting_as(cast.clerk_elsewhere):
        assert PayeeAccount.objects.update(account_no="0") == 0
    with system_scope():
        assert not PayeeAccount.objects.filter(account_no="0").exists()


def test_a_scope_of_an_area_names_its_members(cast: Cast) -> None:
    settings = Scope(counties=frozenset({2}), member_areas=frozenset({3, 1})).database_settings()
    assert settings["tongchou.member_areas"] == "1,3"
