"""One of everything that has an address, in two cities: what belongs to the cast's east county, and the same elsewhere.

A page about a new kind of record names it in its address (``<int:record_id>``); the walk over all addresses
fails until that name stands in :func:`build_world`, so that no page can be forgotten.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from claims.models import (
    AccidentDeclaration,
    AccountBatch,
    AccountBatchLine,
    AccountMovement,
    AccountRequest,
    Bill,
    BillFinding,
    Budget,
    BudgetAdjustment,
    BudgetMonth,
    BudgetRound,
    BudgetShare,
    BudgetUse,
    CareFiling,
    Certificate,
    ChosenInstitution,
    ContributionBase,
    CountyBudget,
    Deduction,
    Expert,
    ExpertOpinion,
    FamilyAuthorisation,
    FeeLine,
    FindingStep,
    Instalment,
    MaternityAllowance,
    MaternityRegistration,
    Overpayment,
    Payable,
    PayableLine,
    PersonAccount,
    PersonalAccount,
    Recovery,
    Redo,
    Reimbursement,
    ReimbursementBill,
    ReimbursementPaper,
    SignUp,
    WhatIfReport,
)
from config.models import ImportRun, Job
from config.periods import Month
from enrollment.models import (
    BenefitHold,
    CleaningCount,
    CleaningDecision,
    CleaningFinding,
    CleaningRun,
    ComparisonRow,
    ContinuedMonth,
    ContributionMonth,
    ContributionRefund,
    ContributionYears,
    CounterEnrolment,
    CountyTarget,
    Declaration,
    ExchangeAgreement,
    ExchangeFile,
    FoundPerson,
    LegacyPair,
    LegacyRoll,
    LegacyRow,
    Membership,
    Payer,
    PersonMerge,
    Population,
    Receipt,
    ReceiptShare,
    RetirementCase,
    SchemeMerging,
    Standing,
    TakenCover,
    TargetMonth,
    TargetPlan,
    Transfer,
    WindowEnrolment,
)
from funds.models import (
    Account,
    CapitalLoan,
    CapitalRepayment,
    Clearing,
    Entry,
    InstitutionYear,
    InstitutionYearMethod,
    NetPosition,
    NettingLine,
    Payment,
    PaymentBatch,
    Statement,
    StatementLine,
    YearClearing,
    YearObjection,
    YearPool,
)
from funds.services.accounts import account_for
from funds.services.load_chart import load_chart
from funds.services.open_book import open_book
from funds.services.opening_balances import OpeningBalance, enter_opening_balances
from institutions.models import (
    Agency,
    Agreement,
    AgreementDecision,
    AgreementPaper,
    AgreementStep,
    AgreementText,
    Assessment,
    AssessmentObjection,
    AssessmentRound,
    AssessmentStep,
    AssessmentValue,
    Attachment,
    CreditEvent,
    EntryCondition,
    EvaluationScore,
    Institution,
    NoticeObjection,
    PolicyDocument,
    PolicyVersion,
    PublishedAssessment,
    User,
)
from tests.cast import (
    ALWAYS,
    Cast,
    make_coverage,
    make_institution,
    make_payee_account,
    make_person,
    make_user,
)
from tests.catalogue_world import catalogue_of
from tests.inspection_world import inspections_of
from tests.payment_world import groups_of
from tests.procurement_world import procurement_of
from tests.reconciliation_world import reconciliation_of

JANUARY = dt.date(2020, 1, 1)


@dataclass(frozen=True)
class Place:
    """A county, its city, and people with every duty there."""

    county: Agency
    city: Agency
    worker: User
    checker: User
    hospital: Institution


def places(cast: Cast) -> tuple[Place, Place]:
    """East of the cast, and the county of the neighbour city."""
    elsewhere_city = cast.elsewhere.parent
    assert elsewhere_city is not None
    hospital = make_institution(
        "H98010100001",
        "北岭县医院",
        area=cast.elsewhere.area,
        county=cast.elsewhere,
        level="2",
        admdvs="980101",
    )
    every = ("finance", "review", "approve", "handle", "register", "administer")
    made = [
        (make_user(f"{name}.{at.code}", name, at, *every))
        for at in (cast.city, elsewhere_city)
        for name in ("worker", "checker")
    ]
    return (
        Place(cast.east, cast.city, made[0], made[1], cast.hospital_east),
        Place(cast.elsewhere, elsewhere_city, made[2], made[3], hospital),
    )


def build_world(place: Place) -> dict[str, Any]:
    """The value of every argument an address may have, for records of ``place``."""
    person = make_person(place.county)
    coverage = make_coverage(person)
    hold = BenefitHold.unscoped.create(
        person=person, insutype="390", period=DateRange(JANUARY, None), reason="arrears"
    )
    payer = _ties(place, person)
    enrolment = WindowEnrolment.unscoped.create(
        person=person, year=2020, payer=payer, coverage=coverage, paid_on=dt.date(2019, 10, 8), paid=280, subsidy=550,
        handled_at=place.county,
    )  # fmt: skip
    account = make_payee_account(place.hospital, prepared_by=place.worker, approved_by=place.checker)
    version = _policy(place)
    bill = _bill(place, person, version)
    clearing = _clearing(place)
    statement, net = _statement(place, clearing)
    batch = _batch(place, clearing, statement, net)
    ledger_account, entry = _books(place)
    case, case_bill, line = _reimbursement(place, person)
    registers = _registers(place, person)
    accounts = _personal_account(place, person)
    return {
        "reimbursement_id": case.pk,
        "case_bill_id": case_bill.pk,
        "line_id": line.pk,
        "attachment_id": {"claims": _scan(place, case).pk, "institutions": registers.pop("attachment_id")},
        **catalogue_of(place, bill),
        **groups_of(place, bill),
        **inspections_of(place, person),
        "allowance_id": _allowance(place, person).pk,
        "overpayment_id": (debt := _overpayment(place, person)).pk,
        "recovery_id": Recovery.unscoped.get(overpayment=debt).pk,
        "person_id": person.pk,
        "institution_id": place.hospital.pk,
        "account_id": {
            "institutions": account.pk,
            "funds": ledger_account.pk,
            "claims": accounts["account"],
        },
        "authorisation_id": accounts["authorisation"],
        "request_id": accounts["request"],
        "version_id": version.pk,
        "bill_id": bill.pk,
        "coverage_id": coverage.pk,
        "hold_id": hold.pk,
        "payer_id": payer.pk,
        "contribution_month_id": (declared := _declared(payer, person)).pk,
        "receipt_id": _received(declared).pk,
        "enrolment_id": enrolment.pk,
        "standing_id": Standing.unscoped.get(person=person).pk,
        "person_merge_id": PersonMerge.unscoped.create(
            person=make_person(place.county), into=person, reason="同一人", made_by=place.worker
        ).pk,
        **_given_back(place, enrolment),
        "deduction_id": (deduction := _deduction(place)).pk,
        **reconciliation_of(place, deduction),
        "bill_finding_id": _bill_finding(place, bill).pk,
        "redo_id": _redo(place, person).pk,
        "report_id": _what_if(place, version).pk,
        **_retirement(place, person),
        **_exchange(place, person),
        **_targets(place),
        **_budget(place),
        **_agreement(place),
        **_merging(place, person, coverage),
        **_cleaning(place, person),
        **_assessment(place),
        "credit_event_id": CreditEvent.unscoped.create(
            institution=place.hospital,
            area=place.county.area,
            county=place.county,
            event="repeated_charges",
            title="重复收费",
            points=10,
            day=JANUARY,
            evidence="核查记录",
            entered_by=place.worker,
        ).pk,
        **registers,
        **_capital(place),
        **_year_cleared(place),
        **procurement_of(place, statement),
        "clearing_id": clearing.pk,
        "statement_id": statement.pk,
        "batch_id": {"funds": batch.pk, "claims": accounts["batch"]},
        "entry_id": entry.pk,
        "run_id": _import(place).pk,
        "pk": Job.objects.create(owner=place.worker, agency=place.city, kind="listing.export").pk,
    }


def _ties(place: Place, person: Any) -> Payer:
    village = Payer.unscoped.create(
        emp_no=f"V{place.county.code}", kind="village", name="新村", county=place.county, period=ALWAYS
    )
    Membership.unscoped.create(person=person, payer=village, tie="through", period=ALWAYS)
    Standing.unscoped.create(
        person=person,
        kind="aid",
        code="low_income",
        period=ALWAYS,
        source="民政局名单",
        entered_by=place.worker,
    )
    return village


def _merging(place: Place, person: Any, coverage: Any) -> dict[str, int]:
    """A roll of a former scheme: a row taken over, one that waits for a decision; somebody merged."""
    merging = SchemeMerging.unscoped.create(area=place.county.area, insutype="390", begins=JANUARY)
    of: dict[str, Any] = {"merging": merging, "county": place.county, "insutype": "380"}
    roll = LegacyRoll.unscoped.create(source="新农合办", as_of=JANUARY, file_rows=2, stored_rows=2, **of)
    rows = [
        LegacyRow.unscoped.create(
            roll=roll, row_no=n, legacy_no=f"N{n}", name=person.psn_name, psn_cert_type="01", certificate="missing",
            birth=person.brdy, gend="1", psn_type="1501", period=DateRange(JANUARY, dt.date(2021, 1, 1)), **of,
        )
        for n in (2, 3)
    ]  # fmt: skip
    found = FoundPerson.unscoped.create(
        merging=merging, county=place.county, first_row=rows[0], people=[person.pk], outcome="covered",
        taken_over_at=timezone.now(), taken_over_by=place.worker,
    )  # fmt: skip
    LegacyRow.unscoped.filter(pk=rows[0].pk).update(found=found)
    TakenCover.unscoped.create(coverage=coverage, row=rows[0])
    pair = LegacyPair.unscoped.create(
        merging=merging,
        area=place.county.area,
        county=place.county,
        left=rows[0],
        right=rows[1],
        kind="name_birth",
    )
    PersonMerge.unscoped.create(
        person=make_person(place.county), into=person, reason="同一人", made_by=place.worker
    )
    return {
        "merging_id": merging.pk, "roll_id": roll.pk, "legacy_row_id": rows[0].pk, "found_id": found.pk,
        "pair_id": pair.pk,
    }  # fmt: skip


def _declared(payer: Payer, person: Any) -> ContributionMonth:
    of = {"payer": payer, "insutype": "310", "month": JANUARY}
    Declaration.unscoped.create(person=person, wage=5000, base=5000, personal=100, **of)
    return ContributionMonth.unscoped.create(
        heads=1, wages=5000, base=5000, employer=425, personal=100, employer_rate=850, personal_rate=200, **of
    )


def _received(declared: ContributionMonth) -> Receipt:
    """One that paid a part of the month, and one that waits for a person."""
    payer = declared.payer
    of = {
        "payer": payer, "emp_no": payer.emp_no, "county": payer.county, "insutype": "310", "month": JANUARY,
        "last_month": JANUARY, "received_on": JANUARY,
    }  # fmt: skip
    paid = Receipt.unscoped.create(number=f"T{payer.emp_no}1", amount=25, state="matched", **of)
    ReceiptShare.unscoped.create(receipt=paid, statement=declared, employer=20, personal=5)
    return Receipt.unscoped.create(number=f"T{payer.emp_no}2", amount=5, difference="under", **of)


def _given_back(place: Place, enrolment: WindowEnrolment) -> dict[str, int]:
    """A refund that was approved and that the bank could not pay; somebody enrolled late beside it."""
    person = enrolment.person
    refund = ContributionRefund.unscoped.create(
        enrolment=enrolment, insutype="390", insu_county=place.county, handling_county=place.county, reason="death",
        happened_on=JANUARY, evidence="死亡证明", amount=280, payee_name="张三", payee_account="62000000000011",
        payee_bank="示例银行", state="approved", prepared_by=place.worker, decided_by=place.checker,
    )  # fmt: skip
    account = PersonAccount.unscoped.create(
        person=person, insu_county=place.county, handling_county=place.county, holder="heir", evidence="死亡证明",
        account_name="张三", account_no="62000000000011", bank_name="示例银行", entered_by=place.worker,
    )  # fmt: skip
    payable = Payable.unscoped.create(
        number=f"ZF{person.psn_no}", dfr_souc="903", refund=refund, person=person, psn_no=person.psn_no,
        psn_name=person.psn_name, insutype="390", insu_county=place.county, handling_county=place.county,
        account=account, amount=280, state="failed", failure_reason="户名不符", approved_by=place.checker,
    )  # fmt: skip
    late = make_person(place.county)
    receipt = Receipt.unscoped.create(
        number=f"T{late.psn_no}", emp_no=late.psn_no, county=place.county, insutype="390", month=JANUARY,
        last_month=dt.date(2020, 12, 1), amount=830, received_on=JANUARY, state="accepted", reason="中途参保",
        decided_by=place.worker, decided_at=timezone.now(),
    )  # fmt: skip
    CounterEnrolment.unscoped.create(
        person=late, year=2020, kind="late", reason="employment_ended", evidence="解除合同", paid_on=JANUARY,
        own=280, government=550, coverage=make_coverage(late), receipt=receipt, handled_at=place.county,
        handled_by=place.worker,
    )  # fmt: skip
    return {"refund_id": refund.pk, "payable_id": payable.pk}


def _retirement(place: Place, person: Any) -> dict[str, int]:
    """Years counted, a case that waits for its second person, a month paid on."""
    common: dict[str, Any] = {
        "person": person, "source": "actual", "evidence": "台账", "handled_at": place.county,
        "entered_by": place.worker,
    }  # fmt: skip
    years = ContributionYears.unscoped.create(period=(dt.date(2000, 1, 1), JANUARY), months=240, **common)
    month = ContributionYears.unscoped.create(period=(JANUARY, dt.date(2020, 2, 1)), months=1, **common)
    case = RetirementCase.unscoped.create(
        person=person, county=place.county, handled_at=place.county, retired_on=JANUARY, needed=240, counted=240,
        missing=0, former=False, prepared_by=place.worker,
    )  # fmt: skip
    ContinuedMonth.unscoped.create(
        case=case,
        month=JANUARY,
        base=5000,
        rate=1000,
        amount=500,
        paid_on=JANUARY,
        counted_as=month,
        receipt=Receipt.unscoped.create(
            number=f"T{person.psn_no}",
            amount=500,
            emp_no=person.psn_no,
            county=place.county,
            insutype="310",
            month=JANUARY,
            last_month=JANUARY,
            received_on=JANUARY,
            state="accepted",
            reason="补缴",
            decided_by=place.worker,
            decided_at=timezone.now(),
        ),
    )
    transfer = Transfer.unscoped.create(
        person=person, direction="in", county=place.county, handled_at=place.county, insutype="310",
        number=f"Z{person.psn_no}", place_code="999900", place="外市", day=JANUARY, months=0,
        coverage=person.coverages.first(), made_by=place.worker,
    )  # fmt: skip
    return {"years_id": years.pk, "retirement_id": case.pk, "transfer_id": transfer.pk}


def _exchange(place: Place, person: Any) -> dict[str, int]:
    """An agreement of the area, a file under it, the row that tells of the county's person."""
    agreement = ExchangeAgreement.unscoped.create(
        area=place.county.area, counterpart="public_security", counterpart_name="公安局", layout="population",
        direction="in", purpose="核对参保", agreed_by="协议1号", begins=JANUARY, made_by=place.worker,
    )  # fmt: skip
    file = ExchangeFile.unscoped.create(
        agreement=agreement, period=JANUARY, agency=place.city, purpose="核对参保", filename="人口.xlsx",
        sha256=f"{place.county.code:0<64}", row_count=1, made_by=place.worker,
    )  # fmt: skip
    ComparisonRow.unscoped.create(
        file=file, area=agreement.area, row_no=2, kind="population", psn_cert_type="01", certno=person.certno,
        psn_name=person.psn_name, brdy=person.brdy, gend="1", county=place.county, person=person,
    )  # fmt: skip
    return {"exchange_agreement_id": agreement.pk, "exchange_file_id": file.pk}


def _targets(place: Place) -> dict[str, int]:
    """A year's population and targets, published, and what a month came to."""
    Population.unscoped.create(
        county=place.county, year=2020, residents=100, employed=40, source="统计公报", as_of=JANUARY,
        entered_by=place.worker,
    )  # fmt: skip
    plan = TargetPlan.unscoped.create(area=place.county.area, year=2020, number=1, prepared_by=place.worker)
    target = CountyTarget.unscoped.create(
        plan=plan, county=place.county, insutype="390", people_computed=80, people=80, amount_computed=22_400,
        amount=22_400,
    )  # fmt: skip
    now = timezone.now()
    TargetPlan.unscoped.filter(pk=plan.pk).update(
        state="approved",
        submitted_by=place.worker,
        submitted_at=now,
        approved_by=place.checker,
        approved_at=now,
    )
    TargetMonth.unscoped.create(
        county=place.county, insutype="390", month=JANUARY, population=100, covered=70, collected=19_600,
        covered_now=70, collected_now=19_600, counted_at=now,
    )  # fmt: skip
    return {"target_plan_id": plan.pk, "target_id": target.pk}


def _budget(place: Place) -> dict[str, int]:
    """A county's cap, a share under negotiation with a round, a month of it, a change that waits."""
    budget = Budget.unscoped.create(
        area=place.county.area, insutype="390", year=2020, state="negotiating", negotiated_by="county",
        month_split="equal", last_year=1000, growth=0, total=1000, reserved=0, prepared_by=place.worker,
        submitted_by=place.worker, submitted_at=timezone.now(), approved_by=place.checker,
        approved_at=timezone.now(),
    )  # fmt: skip
    county = CountyBudget.unscoped.create(
        budget=budget, county=place.county, last_year=1000, proposed=1000, cap=1000
    )
    share = BudgetShare.unscoped.create(
        county_budget=county, county=place.county, institution=place.hospital, method="drg", proposed=1000
    )
    BudgetRound.unscoped.create(
        share=share, number=1, offer=900, offered_by=place.worker, offered_at=timezone.now()
    )
    BudgetMonth.unscoped.create(share=share, month=JANUARY, amount=100)
    BudgetUse.unscoped.create(share=share, month=JANUARY, used=90, counted_at=timezone.now())
    change = BudgetAdjustment.unscoped.create(
        county_budget=county, county=place.county, share=share, amount=1, effective_from=JANUARY, reason="新增病区",
        prepared_by=place.worker,
    )  # fmt: skip
    return {
        "budget_id": budget.pk,
        "county_budget_id": county.pk,
        "budget_share_id": share.pk,
        "budget_adjustment_id": change.pk,
    }


def _agreement(place: Place) -> dict[str, int]:
    """One on public notice, with everything that hangs on it."""
    text = AgreementText.unscoped.create(
        area=place.county.area, kind="1", number=1, title="服务协议", body="{institution}", effective_from=JANUARY,
        prepared_by=place.worker,
    )  # fmt: skip
    agreement = Agreement.unscoped.create(
        number=f"XY{place.county.code}2020000001", kind="new", state="noticed", institution=place.hospital,
        area=place.county.area, county=place.county, agency=place.county, services=["inpatient"],
        steps=["evaluation", "notice", "negotiation"], applied_on=JANUARY, opened_by=place.worker, text=text,
        notice=DateRange(JANUARY, dt.date(2020, 1, 8)),
    )  # fmt: skip
    of: dict[str, Any] = {"agreement": agreement}
    paper = AgreementPaper.unscoped.create(key="licence", title="许可证", **of)
    condition = EntryCondition.unscoped.create(key="licensed", title="取得许可", due_on=JANUARY, **of)
    EvaluationScore.unscoped.create(
        round=1, evaluator="评估员", item="services", points=5, entered_by=place.worker, **of
    )
    objection = NoticeObjection.unscoped.create(
        received_on=JANUARY, raised_by="群众", text="异议", entered_by=place.worker, **of
    )
    decision = AgreementDecision.unscoped.create(
        act="suspend", from_day=JANUARY, reason="核查", asked_by=place.worker, **of
    )
    AgreementStep.unscoped.create(act="apply", state="applied", day=JANUARY, done_by=place.worker, **of)
    return {
        "agreement_id": agreement.pk,
        "agreement_text_id": text.pk,
        "paper_id": paper.pk,
        "condition_id": condition.pk,
        "objection_id": objection.pk,
        "decision_id": decision.pk,
    }


def _cleaning(place: Place, person: Any) -> dict[str, int]:
    """A comparison that found something, which somebody decided."""
    run = CleaningRun.objects.create(
        area=place.county.area, day=JANUARY, kinds=["certificate_differs"], by=place.worker
    )
    finding = CleaningFinding.unscoped.create(
        area=place.county.area, kind="certificate_differs", subject=str(person.pk), person=person,
        county=place.county, evidence={"name": person.psn_name, "number": person.certno, "gender": "1"},
        state="assigned", first_seen=JANUARY, last_seen=JANUARY, first_run=run, last_run=run, due_on=JANUARY,
        assignee=place.worker,
    )  # fmt: skip
    CleaningDecision.unscoped.create(
        finding=finding, decision="corrected", evidence="户口簿", county=place.county, by=place.worker
    )
    CleaningCount.unscoped.create(
        run=run, county=place.county, kind="certificate_differs", found=1, new=1, reopened=0, gone=0, waiting=1,
        overdue=0, excused=0,
    )  # fmt: skip
    return {"finding_id": finding.pk}


def _assessment(place: Place) -> dict[str, int]:
    """A told score with an objection to it, and last year's published line."""
    held = AssessmentRound.unscoped.create(
        area=place.county.area, year=2019, entries_by=JANUARY, publish_by=JANUARY, opened_by=place.worker
    )
    sheet = Assessment.unscoped.create(
        round=held, institution=place.hospital, area=place.county.area, county=place.county, agency=place.city,
        state="provisional", score=80, grade="qualified", told_on=JANUARY, object_by=JANUARY, due_on=JANUARY,
        concluded_by=place.worker,
    )  # fmt: skip
    value = AssessmentValue.unscoped.create(
        assessment=sheet, indicator="agreement_conduct", title="协议履行", most=10, source="entered"
    )
    objection = AssessmentObjection.unscoped.create(
        assessment=sheet, received_on=JANUARY, text="异议", entered_by=place.worker
    )
    AssessmentStep.unscoped.create(
        assessment=sheet, act="conclude", state="provisional", done_by=place.worker
    )
    PublishedAssessment.unscoped.create(
        round=held, area=place.county.area, county=place.county, institution=place.hospital, score=80,
        grade="qualified",
    )  # fmt: skip
    return {
        "assessment_round_id": held.pk,
        "assessment_id": sheet.pk,
        "assessment_value_id": value.pk,
        "assessment_objection_id": objection.pk,
    }


def _policy(place: Place) -> PolicyVersion:
    document = PolicyDocument.objects.create(
        area=place.county.area, key=f"policy-{place.county.area.code}", title="居民医保办法"
    )
    code = place.county.area.code
    head = f'area: "{code}"\nkey: {document.key}\ntitle: 办法\ndocument: {{source: "000", effective: 2019-07-01}}\n'
    text = head + "sections: {}\n"
    return PolicyVersion.objects.create(
        document=document,
        number=1,
        text=text,
        sha256=document.key,
        effective_from=JANUARY,
        prepared_by=place.worker,
    )


def _bill(place: Place, person: Any, version: PolicyVersion) -> Bill:
    bill = Bill.unscoped.create(
        setl_id=f"S{place.county.code}1", person=person, institution=place.hospital, insutype="390", psn_type="1501",
        med_type="21", begndate=JANUARY, enddate=JANUARY, setl_time=timezone.now(), insu_county=place.county,
        care_county=place.county, medfee_sumamt=100, fulamt_ownpay_amt=0, overlmt_selfpay=0, preselfpay_amt=0,
        inscp_scp_amt=100,
    )  # fmt: skip
    return bill


def _personal_account(place: Place, person: Any) -> dict[str, int]:
    account = PersonalAccount.unscoped.create(person=person, insutype="310", opened_on=JANUARY)
    batch = AccountBatch.unscoped.create(
        area=place.county.area, insutype="310", kind="credit", period="2020-01", state="prepared", lines=1, total=90,
        prepared_by=place.worker,
    )  # fmt: skip
    AccountBatchLine.unscoped.create(
        batch=batch, person=person, kind="101", amount=90, day=JANUARY, key="credit:2020-01"
    )
    AccountMovement.unscoped.create(
        account=account,
        kind="113",
        cause="entry",
        amount=100,
        day=JANUARY,
        key="opening",
        made_by=place.worker,
    )
    ContributionBase.unscoped.create(person=person, insutype="310", month=JANUARY, base=5000)
    authorisation = FamilyAuthorisation.unscoped.create(
        donor=person, relative=make_person(place.county), insutype="310", relation="child", period=(JANUARY, None),
        handled_by=place.worker,
    )  # fmt: skip
    request = AccountRequest.unscoped.create(
        account=account, act="transfer_in", amount=50, day=JANUARY, reason="转入", handled_by=place.worker
    )
    made = {"account": account, "batch": batch, "authorisation": authorisation, "request": request}
    return {name: row.pk for name, row in made.items()}


def _bill_finding(place: Place, bill: Bill) -> BillFinding:
    finding = BillFinding.unscoped.create(
        bill=bill,
        check_key="long_stay",
        params={"days": 99},
        found_at=timezone.now(),
        state="asked",
        due_on=JANUARY,
    )
    FindingStep.unscoped.create(finding=finding, act="ask", state="asked", day=JANUARY, done_by=place.worker)
    return finding


def _deduction(place: Place) -> Deduction:
    return Deduction.unscoped.create(
        institution=place.hospital, insutype="390", clr_month=JANUARY, reference=f"K{place.county.code}", amount=10,
        reason="重复收费", handled_by=place.worker,
    )  # fmt: skip


def _redo(place: Place, person: Any) -> Redo:
    return Redo.unscoped.create(
        person=person, insutype="390", year=2020, county=place.county, cause="asked", digest="0" * 64,
        prepared_by=place.worker, prepared_at=timezone.now(),
    )  # fmt: skip


def _what_if(place: Place, version: PolicyVersion) -> WhatIfReport:
    return WhatIfReport.unscoped.create(
        area=place.county.area, year=2020, draft_version=version, draft_title="办法", prepared_by=place.worker,
        bills=0, people=0, result={"cells": {}, "burden": {}, "changes": {}, "gaps": [], "met": 0},
    )  # fmt: skip


def _reimbursement(place: Place, person: Any) -> tuple[Reimbursement, ReimbursementBill, FeeLine]:
    """A case with a bill that waits to be settled, and one whose amount is owed."""
    people = {"insu_county": place.county, "handling_county": place.county}
    who = {"psn_no": person.psn_no, "psn_name": person.psn_name, "insutype": "390"}
    account = PersonAccount.unscoped.create(
        person=person, **people, account_name=person.psn_name, account_no="62220001", bank_name="示例银行",
        entered_by=place.worker,
    )  # fmt: skip
    case = Reimbursement.unscoped.create(
        number=f"BX{place.county.code}1", person=person, **who, **people, certno=person.certno, received_on=JANUARY,
        registered_by=place.worker, account=account, reim_stas="11",
    )  # fmt: skip
    ReimbursementPaper.unscoped.create(reimbursement=case, kind="invoice", is_missing=True)
    bill = Bill.unscoped.create(
        setl_id=f"{case.number}-1", person=person, institution=place.hospital, insutype="390", psn_type="1501",
        med_type="21", begndate=JANUARY, enddate=JANUARY, setl_time=timezone.now(), insu_county=place.county,
        care_county=place.county, handling_county=place.county, medfee_sumamt=100, class_a_amt=100, pay_loc="1",
    )  # fmt: skip
    line = FeeLine.objects.create(
        bill=bill,
        feedetl_sn="1",
        med_list_codg="X",
        chrgitm_lv="01",
        cnt=1,
        pric=100,
        det_item_fee_sumamt=100,
    )
    payable = Payable.unscoped.create(
        number=f"ZF{place.county.code}1", dfr_souc="101", reimbursement=case, person=person, **who, **people,
        account=account, amount=80, approved_by=place.checker,
    )  # fmt: skip
    PayableLine.unscoped.create(payable=payable, fund_part="hifp_pay", amount=80)
    return case, ReimbursementBill.unscoped.create(reimbursement=case, bill=bill, n=1), line


def _allowance(place: Place, person: Any) -> MaternityAllowance:
    return MaternityAllowance.unscoped.create(
        number=f"JT{place.county.code}1", person=person, psn_no=person.psn_no, psn_name=person.psn_name,
        certno=person.certno, insu_county=place.county, handling_county=place.county, employer_name="示例公司",
        matn_type="1", born_on=JANUARY, monthly_base=6000, base_evidence="核定表", received_on=JANUARY,
        registered_by=place.worker,
    )  # fmt: skip


def _overpayment(place: Place, person: Any) -> Overpayment:
    """A confirmed debt by agreement, a receipt of it waiting for its check."""
    debt: Overpayment = Overpayment.unscoped.create(
        number=f"DF{place.county.code}1", person=person, psn_no=person.psn_no, psn_name=person.psn_name,
        insutype="390", insu_county=place.county, handling_county=place.county, amount=100, reason="重复报销",
        found_on=JANUARY, found_by=place.worker, confirmed_by=place.checker, confirmed_on=JANUARY,
        agreed_on=JANUARY, state="agreed",
    )  # fmt: skip
    Instalment.unscoped.create(overpayment=debt, n=1, due_on=JANUARY, amount=100)
    Recovery.unscoped.create(
        overpayment=debt, amount=10, received_on=JANUARY, evidence="回单", entered_by=place.worker
    )
    return debt


def _scan(place: Place, case: Reimbursement) -> Attachment:
    scan: Attachment = Attachment.unscoped.create(
        agency=place.county, subject_type="claims.reimbursement", subject_id=case.pk, title="发票", file="a.pdf",
        content_type="application/pdf", size=1, sha256="0" * 64, keep_until="2050-01-01", uploaded_by=place.worker,
    )  # fmt: skip
    return scan


def _registers(place: Place, person: Any) -> dict[str, int]:
    """One of each register, and a paper."""
    common: dict[str, Any] = {
        "person": person, "psn_no": person.psn_no, "psn_name": person.psn_name, "county": place.county,
        "handling_county": place.county, "applied_on": JANUARY, "period": (JANUARY, dt.date(2021, 1, 1)),
        "handled_by": place.worker,
    }  # fmt: skip
    certificate = Certificate.unscoped.create(
        kind="chronic", dise_code="M01600", experts=2, state="experts", **common
    )
    expert = Expert.unscoped.create(area=place.county.area, code="ZJ1", name="专家甲")
    opinion = ExpertOpinion.unscoped.create(certificate=certificate, expert=expert, ordinal=1)
    ChosenInstitution.unscoped.create(
        certificate=certificate, institution=place.hospital, period=(JANUARY, None), chosen_by=place.worker
    )
    paper = Attachment.unscoped.create(
        agency=place.county, subject_type="claims.certificate", subject_id=certificate.pk, title="病历", file="a.pdf",
        content_type="application/pdf", size=1, sha256="1" * 64, keep_until="2050-01-01", uploaded_by=place.worker,
    )  # fmt: skip
    accident = AccidentDeclaration.unscoped.create(
        happened_on=JANUARY, happened_at="路口", account="摔倒", third_party="no", **common
    )
    in_force = {**common, "state": "in_force", "must_review": False}
    return {
        "certificate_id": certificate.pk,
        "opinion_id": opinion.pk,
        "attachment_id": paper.pk,
        "accident_id": accident.pk,
        "maternity_id": MaternityRegistration.unscoped.create(
            matn_type="1", planned_on=dt.date(2020, 6, 1), **in_force
        ).pk,
        "sign_up_id": SignUp.unscoped.create(institution=place.hospital, **in_force).pk,
        "filing_id": CareFiling.unscoped.create(
            kind="migrant", place="310000", missing_papers="务工证明", promise="补交", promise_due=dt.date(2020, 4, 1),
            **in_force,
        ).pk,
    }  # fmt: skip


def _clearing(place: Place) -> Clearing:
    return Clearing.unscoped.create(
        area=place.county.area, month=JANUARY, insutype="390", state="posted", started_by=place.worker,
        reviewed_by=place.checker,
    )  # fmt: skip


def _statement(place: Place, clearing: Clearing) -> tuple[Statement, NetPosition]:
    statement = Statement.unscoped.create(
        clearing=clearing, institution=place.hospital, payer=place.county, bill_count=1, medfee_sumamt=100,
        fund_appy_sum=80, det_sumamt=0, dpst_sumamt=4, act_dfr_amt=76,
    )  # fmt: skip
    StatementLine.unscoped.create(
        statement=statement,
        insu_county=place.county,
        fund_part="hifp_pay",
        bill_count=1,
        approved=80,
        deposit=4,
        payable=76,
    )
    NettingLine.unscoped.create(
        clearing=clearing, insu_county=place.county, care_county=place.county, bill_count=1, amount=76
    )
    net = NetPosition.unscoped.create(clearing=clearing, county=place.county, owes=5, is_owed=0, net=-5)
    return statement, net


def _batch(place: Place, clearing: Clearing, statement: Statement, net: NetPosition) -> PaymentBatch:
    batch = PaymentBatch.unscoped.create(
        clearing=clearing,
        insutype="390",
        payer=place.county,
        number=f"B{place.county.code}",
        prepared_by=place.worker,
    )
    Payment.unscoped.create(
        clearing=clearing, number=f"{batch.number}-0001", kind="institution", batch=batch, payer=place.county,
        statement=statement, account_name="医院", account_no="73001234", bank_name="示例银行", amount=76,
    )  # fmt: skip
    return batch


def _capital(place: Place) -> dict[str, int]:
    loan = CapitalLoan.unscoped.create(
        number=f"ZZ{place.county.code}", kind="working_capital", year=2020, insutype="390", institution=place.hospital,
        lender=place.county, state="lent", last_year=600, months_cleared=12, amount=100,
        settle_by=dt.date(2020, 12, 31), prepared_by=place.worker, agreement_no="借1", agreed_on=JANUARY,
        agreed_by=place.worker, approved_by=place.checker, approved_at=timezone.now(), lent_on=JANUARY,
    )  # fmt: skip
    repayment = CapitalRepayment.unscoped.create(
        loan=loan, kind="money", amount=10, received_on=JANUARY, evidence="回单", entered_by=place.worker
    )
    return {"loan_id": loan.pk, "repayment_id": repayment.pk}


def _year_cleared(place: Place) -> dict[str, int]:
    """Of the place's own hospital; the year of the area is one for both places."""
    clearing, _new = YearClearing.unscoped.get_or_create(
        area=place.county.area, insutype="390", year=2019, defaults={"opened_by": place.worker}
    )
    YearPool.unscoped.get_or_create(
        clearing=clearing, method="dip",
        defaults={"budget": 10, "reserved": 1, "points": 5, "paid": 9, "left": 1},
    )  # fmt: skip
    year = InstitutionYear.unscoped.create(
        clearing=clearing, institution=place.hospital, county=place.county, billed=100, due=100, kept=0, shared=0,
        deducted=0, prepaid=95, deposit_held=5, deposit_released=5, deposit_withheld=0, capital_settled=0, balance=5,
    )  # fmt: skip
    InstitutionYearMethod.unscoped.create(
        year=year, method="by_item", cost=120, billed=100, owed=100, deducted=0, amount=100
    )
    objection = YearObjection.unscoped.create(
        clearing=clearing, institution=place.hospital, county=place.county, text="有异议", paper="函1",
        entered_by=place.worker,
    )  # fmt: skip
    return {
        "year_clearing_id": clearing.pk, "institution_year_id": year.pk, "year_objection_id": objection.pk,
    }  # fmt: skip


def _books(place: Place) -> tuple[Account, Entry]:
    load_chart()
    book = open_book(insutype="390", unit=place.city, first=Month(2020, 1), acting_user=place.worker)
    enter_opening_balances(
        book=book, balances=[OpeningBalance("expenditure_account", place.county, 100_000)], evidence="审计报告",
        acting_user=place.worker, checked_by=place.checker,
    )  # fmt: skip
    entry = Entry.unscoped.get(book=book)
    return account_for(book, "expenditure_account", place.county), entry


def _import(place: Place) -> ImportRun:
    return ImportRun.unscoped.create(
        kind="people", agency=place.county, uploaded_by=place.worker, filename="名单.xlsx", sha256="0" * 64, size=1,
        state="done", file="imports/none.xlsx",
    )  # fmt: skip
