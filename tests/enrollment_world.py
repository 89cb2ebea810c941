"""One of everything of enrolment that has an address, for :func:`tests.world.build_world`."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from claims.models import Payable, PersonAccount
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
from tests.cast import ALWAYS, make_coverage, make_person
from tests.places import JANUARY, Place


def insured_of(place: Place, person: Any) -> dict[str, Any]:
    """Somebody covered and paid for through a village, all that may happen to them, and what is kept of their city."""
    coverage = make_coverage(person)
    hold = BenefitHold.unscoped.create(
        person=person, insutype="390", period=DateRange(JANUARY, None), reason="arrears"
    )
    payer = _ties(place, person)
    enrolment = WindowEnrolment.unscoped.create(
        person=person, year=2020, payer=payer, coverage=coverage, paid_on=dt.date(2019, 10, 8), paid=280, subsidy=550,
        handled_at=place.county,
    )  # fmt: skip
    declared = _declared(payer, person)
    merge = PersonMerge.unscoped.create(
        person=make_person(place.county), into=person, reason="同一人", made_by=place.worker
    )
    return {
        "person_id": person.pk,
        "coverage_id": coverage.pk,
        "hold_id": hold.pk,
        "payer_id": payer.pk,
        "contribution_month_id": declared.pk,
        "receipt_id": _received(declared).pk,
        "enrolment_id": enrolment.pk,
        "standing_id": Standing.unscoped.get(person=person).pk,
        "person_merge_id": merge.pk,
        **_given_back(place, enrolment),
        **_retirement(place, person),
        **_exchange(place, person),
        **_targets(place),
        **_merging(place, person, coverage),
        **_cleaning(place, person),
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
