"""Every change to people, institutions, accounts, staff and policy leaves who, when, from what to what."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from pghistory.models import Context, Event

from claims.models import (
    AccidentDeclaration,
    AccountBatch,
    AccountRequest,
    AgreedVolume,
    Budget,
    BudgetAdjustment,
    BudgetRound,
    BudgetShare,
    CareFiling,
    CaseOpinion,
    CaseRecovery,
    CaseReview,
    CatalogueItem,
    CatalogueMerge,
    CatalogueVersion,
    Certificate,
    ChosenInstitution,
    ClearingApplication,
    ConflictOfInterest,
    CountyBudget,
    Deduction,
    DeductionReversal,
    Delivery,
    DrugStock,
    EvaluatedPrice,
    Expert,
    ExpertOpinion,
    FamilyAuthorisation,
    GroupCatalogue,
    Inspection,
    InspectionCase,
    InspectionMember,
    InspectionTarget,
    Instalment,
    InstitutionCode,
    InstitutionFactor,
    InstitutionObjection,
    MaternityAllowance,
    MaternityRegistration,
    NeighbourPrice,
    Overpayment,
    Payable,
    PaymentGroup,
    PersonAccount,
    PersonCreditEvent,
    PhysicianSuspension,
    PlatformPurchase,
    PriceApplication,
    PriceEvaluation,
    PriceInquiry,
    PriceOpinion,
    ProcurementBatch,
    ProcurementItem,
    ProcurementPayable,
    PublicReport,
    Reconciliation,
    ReconciliationDifference,
    ReconciliationTotal,
    Recovery,
    Redo,
    Reimbursement,
    ReimbursementPaper,
    RosterMember,
    SignUp,
    Supplier,
    SupplierAccount,
    SupplierCreditEvent,
    SurplusReward,
)
from config.scoping import acting_as, system_scope
from enrollment.models import (
    CleaningFinding,
    ContinuedMonth,
    ContributionMonth,
    ContributionRefund,
    ContributionYears,
    CounterEnrolment,
    CountyTarget,
    Coverage,
    ExchangeAgreement,
    FoundPerson,
    LegacyPair,
    LegacyRoll,
    LegacyRow,
    Person,
    PersonMerge,
    Population,
    Receipt,
    RetirementCase,
    SchemeMerging,
    TargetPlan,
    Transfer,
    WindowEnrolment,
)
from funds.models import (
    AccountInterest,
    AgreedRate,
    Appropriation,
    ArrearPayment,
    BankAccount,
    Book,
    BookMerging,
    CapitalLoan,
    CapitalRepayment,
    Clearing,
    CollectionDifference,
    CollectionRun,
    CollectionSignOff,
    CollectionSignOffLine,
    CommitteeSession,
    Consultation,
    ConsultationOpinion,
    CountyAppeal,
    CountyIndicator,
    CountyScheme,
    CountySheet,
    CountyValue,
    FundAccount,
    FundBudget,
    FundBudgetLine,
    FundBudgetStep,
    FundWarning,
    GapDemand,
    GapDunning,
    GapReceipt,
    HandMatch,
    Handover,
    HandoverItem,
    HandoverSignature,
    Incentive,
    IncentivePart,
    InstitutionYear,
    Insurer,
    InsurerAccount,
    InsurerPremium,
    InterestExplanation,
    LegacyArrear,
    LegacyBenefit,
    ManagerialFinding,
    MergedBook,
    MonthlyRound,
    Opening,
    OpeningLine,
    OpeningUse,
    OutOfAreaMonth,
    OutOfAreaPart,
    PayerListMonth,
    PayerRemittance,
    Payment,
    PaymentBatch,
    PeriodRequest,
    ProvinceAccount,
    ProvinceDue,
    ProvinceReceipt,
    ReserveLine,
    ReserveMovement,
    RoundLine,
    RoundStep,
    RoundTransfer,
    SessionMember,
    SessionOpinion,
    SettlementAgreement,
    SettlementCounty,
    SettlementLine,
    StatementSending,
    Subject,
    SubsidyDunning,
    SubsidyReceipt,
    SupplierSetOff,
    Sweep,
    TreasuryTransfer,
    WatchMonth,
    YearClearing,
    YearObjection,
    YearSettlement,
)
from institutions.models import (
    Agency,
    AgencyAccount,
    Agreement,
    AgreementDecision,
    AgreementPaper,
    AgreementText,
    Assessment,
    AssessmentObjection,
    AssessmentRound,
    AssessmentValue,
    Assignment,
    Consortium,
    CreditEvent,
    Delegation,
    Designation,
    Duty,
    EntryCondition,
    EvaluationScore,
    Institution,
    NoticeObjection,
    PayeeAccount,
    PolicyVersion,
    SecondFactor,
    SecondFactorReset,
    User,
)
from institutions.services import policy_versions
from tests.cast import Cast, make_coverage, make_person, make_user
from tests.institutions.policy.test_policy_versions import PACKAGE

TRACKED = [
    Person, Coverage, WindowEnrolment, Institution, Consortium, PayeeAccount, Agency, AgencyAccount, User, Assignment,
    Delegation, PolicyVersion, Deduction, Redo, Clearing, Payment, PaymentBatch, Book, Subject, Payable,
    PersonAccount, AccidentDeclaration, CareFiling, Certificate, ChosenInstitution, Expert, ExpertOpinion,
    MaternityRegistration, SignUp, Reimbursement, ReimbursementPaper, CatalogueVersion, CatalogueItem,
    CatalogueMerge, InstitutionCode, DrugStock, MaternityAllowance, Overpayment, Instalment, Recovery,
    AccountBatch, AccountRequest, FamilyAuthorisation, ContributionMonth, Receipt,
    ContributionYears, RetirementCase, ContinuedMonth, Transfer, ContributionRefund, CounterEnrolment,
    ExchangeAgreement, Population, TargetPlan, CountyTarget, Agreement, AgreementDecision, AgreementPaper,
    AgreementText, Designation, EntryCondition, EvaluationScore, NoticeObjection,
    SchemeMerging, LegacyRoll, LegacyRow, FoundPerson, LegacyPair, PersonMerge,
    CleaningFinding, CapitalLoan, CapitalRepayment,
    InstitutionYear, YearClearing, YearObjection, PeriodRequest,
    BankAccount, FundAccount, TreasuryTransfer,
    CollectionDifference, CollectionRun, CollectionSignOff, CollectionSignOffLine,
    AccountInterest, Appropriation, MonthlyRound, RoundLine, RoundStep, RoundTransfer, Sweep,
    PriceApplication, PriceInquiry, PriceOpinion,
    GroupCatalogue, PaymentGroup, InstitutionFactor, CaseReview, CaseOpinion,
    Budget, CountyBudget, BudgetShare, BudgetRound, BudgetAdjustment,
    RosterMember, ConflictOfInterest, Inspection, InspectionTarget, InspectionMember, InspectionCase, CaseRecovery,
    PhysicianSuspension, PublicReport,
    AgreedVolume, Delivery, PlatformPurchase, ProcurementBatch, ProcurementItem, ProcurementPayable, Supplier,
    SupplierAccount, SupplierCreditEvent, SurplusReward, SupplierSetOff,
    OutOfAreaMonth, OutOfAreaPart, ProvinceAccount, ProvinceDue, ProvinceReceipt,
    Assessment, AssessmentObjection, AssessmentRound, AssessmentValue, CreditEvent,
    ClearingApplication, InstitutionObjection, Reconciliation, ReconciliationDifference, ReconciliationTotal,
    EvaluatedPrice, NeighbourPrice, PriceEvaluation, PersonCreditEvent, DeductionReversal,
    ArrearPayment, BookMerging, Handover, HandoverItem, HandoverSignature, LegacyArrear,
    LegacyBenefit, MergedBook, Opening, OpeningLine, OpeningUse,
    FundBudget, FundBudgetLine, FundBudgetStep, SubsidyReceipt, SubsidyDunning, InsurerPremium, PayerRemittance,
    CommitteeSession, SessionMember, SessionOpinion, Consultation, ConsultationOpinion,
    Insurer, InsurerAccount, PayerListMonth, AgreedRate, InterestExplanation, HandMatch, StatementSending,
    YearSettlement, SettlementCounty, SettlementLine, SettlementAgreement,
    GapDemand, GapReceipt, GapDunning, ReserveMovement, ReserveLine,
    FundWarning, WatchMonth, SecondFactor, SecondFactorReset,
    CountyScheme, CountyIndicator, CountySheet, CountyValue, CountyAppeal, ManagerialFinding, Incentive, IncentivePart,
]  # fmt: skip


def events(record: Model) -> list[Any]:
    with system_scope():
        return list(record.events.order_by("pgh_id"))  # type: ignore[attr-defined]


def who(event: Any) -> tuple[int, str]:
    context = Context.objects.get(pk=event.pgh_context_id)
    return context.metadata["user"], context.metadata["url"]


def post(client: Client, user: User, address: str, **values: Any) -> None:
    client.force_login(user)
    response = client.post(address, {"submission": uuid4(), **values})
    assert response.status_code == 302, response.context["act"].errors


@pytest.mark.parametrize("model", TRACKED, ids=lambda model: model.__name__)
def test_every_change_of_it_is_tracked(model: type[Model]) -> None:
    label = model._meta.label_lower
    names = {trigger.name for trigger in model._meta.triggers}  # type: ignore[attr-defined]
    assert {"insert_insert", "update_update", "delete_delete"} <= names, label


def test_an_account_prepared_and_approved_on_its_pages(cast: Cast, client: Client) -> None:
    with system_scope():
        approver = make_user("approver.east", "东山审批", cast.east, Duty.APPROVE)
    hospital = cast.hospital_east
    new = reverse("institutions:prepare_account", args=[hospital.pk])
    data = {"account_name": "东山县人民医院", "bank_name": "示例银行", "bank_code": ""}
    approvals = []
    for number, day in (("62000001", "2020-01-01"), ("62000002", "2020-07-01")):
        post(client, cast.clerk_east, new, account_no=number, valid_from=day, **data)
        with system_scope():
            account = PayeeAccount.objects.get(account_no=number)
        approvals.append(reverse("institutions:approve_account", args=[hospital.pk, account.pk]))
        post(client, approver, approvals[-1])
    with system_scope():
        former = PayeeAccount.objects.get(account_no="62000001")
    prepared, approved, ended = events(former)
    assert (prepared.pgh_label, who(prepared)) == ("insert", (cast.clerk_east.pk, new))
    assert (prepared.approved_by_id, approved.approved_by_id) == (None, approver.pk)
    assert who(approved) == (approver.pk, approvals[0])
    # The second approval ended the first account: from what to what stands side by side.
    assert (approved.period.upper, str(ended.period.upper)) == (None, "2020-07-01")
    assert who(ended) == (approver.pk, approvals[1])


def test_a_policy_step_by_step(cast: Cast, client: Client) -> None:
    with system_scope():
        version, _new = policy_versions.load_draft(text=PACKAGE, acting_user=cast.administrator_city)
    steps = [
        (cast.reviewer_city, reverse("institutions:review_policy", args=[version.pk]), {}),
        (cast.approver_city, reverse("institutions:enforce_policy", args=[version.pk]),
         {"effective_from": "2020-01-01"}),
    ]  # fmt: skip
    for user, address, values in steps:
        post(client, user, address, **values)
    _loaded, *changes = events(version)
    assert [(one.state, who(one)) for one in changes] == [
        ("reviewed", (cast.reviewer_city.pk, steps[0][1])),
        ("in_force", (cast.approver_city.pk, steps[1][1])),
    ]


@pytest.mark.duty("NB-29")
def test_people_and_institutions_changed_past_every_service(cast: Cast) -> None:
    """The database itself keeps the trace: a bare UPDATE leaves old and new."""
    with system_scope():
        person = make_person(cast.east, name="旧名")
        coverage = make_coverage(person)
        Person.unscoped.filter(pk=person.pk).update(psn_name="新名")
        with connection.cursor() as cursor:
            cursor.execute(
                "update institutions_institution set name = '新院' where id = %s", [cast.hospital_east.pk]
            )
            cursor.execute("delete from enrollment_coverage where id = %s", [coverage.pk])
    assert [one.psn_name for one in events(person)] == ["旧名", "新名"]
    assert [one.name for one in events(cast.hospital_east)][-2:] == ["东山县人民医院", "新院"]
    with system_scope():
        labels = Coverage.pgh_event_model.objects.filter(pgh_obj_id=coverage.pk)  # type: ignore[attr-defined]
        assert sorted(labels.values_list("pgh_label", flat=True)) == ["delete", "insert"]


def test_a_change_that_changes_nothing_leaves_nothing(cast: Cast) -> None:
    with system_scope():
        person = make_person(cast.east)
        Person.unscoped.filter(pk=person.pk).update(psn_name=person.psn_name)
    assert len(events(person)) == 1


@pytest.mark.parametrize("statement", ["update {} set pgh_label = 'x'", "delete from {}", "truncate {}"])
def test_history_is_kept_from_the_application(cast: Cast, statement: str) -> None:
    tables = [model._meta.db_table for model in Event.__subclasses__() if model._meta.managed]
    assert len(tables) >= len(TRACKED)
    for table in tables:
        with (
            acting_as(cast.administrator_city),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format(table))
