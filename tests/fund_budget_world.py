"""One of everything of fund budgets, subsidies and insurer that has an address, for :func:`tests.world.build_world`."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from funds.models import (
    FundBudget,
    FundBudgetLine,
    FundBudgetStep,
    InsurerPremium,
    PayerRemittance,
    SubsidyCount,
    SubsidyDunning,
    SubsidyReceipt,
)
from tests.places import JANUARY, Place


def fund_budget_of(place: Place) -> dict[str, int]:
    """A county's first draft, out for its only step."""
    paper = FundBudget.unscoped.create(
        area=place.county.area, unit=place.county, insutype="390", year=2020, kind="proposal", prepared_by=place.worker
    )  # fmt: skip
    FundBudgetLine.unscoped.create(
        budget=paper, county=place.county, code="benefits", base=100, proposed=106, amount=106
    )
    now = timezone.now()
    for state in ("handed_in", "review"):
        paper.state = state
        paper.handed_in_by, paper.handed_in_at = place.worker, now
        if state == "review":
            paper.round, paper.checked_by, paper.checked_at = 1, place.checker, now
        paper.save()
    FundBudgetStep.unscoped.create(
        budget=paper, round=1, position=1, office="city", act="take", state="agreed", answered_on=JANUARY,
        noted_by=place.worker, noted_at=now,
    )  # fmt: skip
    return {"fund_budget_id": paper.pk}


def payers_of(place: Place) -> dict[str, int]:
    """A subsidy entered and one dunned, a premium worked out, money given back that waits for its check."""
    owed = {"county": place.county, "insutype": "390", "year": 2020, "quarter": 1, "payer": "county"}
    receipt = SubsidyReceipt.unscoped.create(
        **owed, amount=10, received_on=JANUARY, voucher_no="V1", entered_by=place.worker
    )
    SubsidyCount.unscoped.create(**owed, due_on=dt.date(2020, 2, 29), due=10, counted_at=timezone.now())
    letter = SubsidyDunning.unscoped.create(
        **owed,
        number=f"CB{place.county.code}",
        due_on=dt.date(2020, 2, 29),
        due=10,
        short=1,
        written_by=place.worker,
    )
    premium = InsurerPremium.unscoped.create(
        unit=place.county, insutype="390", year=2020, insurer="某保险公司", account_no="62001", people=1, each=65,
        amount=65, parts=[{"county": place.county.code, "people": 1, "fen": 6500}], prepared_by=place.worker,
    )  # fmt: skip
    money = PayerRemittance.unscoped.create(
        fund_part="hifmi_pay", insutype="390", month=JANUARY, laid_out_by=place.county, insu_county=place.county,
        amount=5, received_on=JANUARY, evidence="回单1", entered_by=place.worker,
    )  # fmt: skip
    return {
        "subsidy_receipt_id": receipt.pk,
        "subsidy_dunning_id": letter.pk,
        "insurer_premium_id": premium.pk,
        "payer_remittance_id": money.pk,
    }
