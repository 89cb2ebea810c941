"""One of everything of fund budgets, subsidies and insurer that has an address, for :func:`tests.world.build_world`."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from funds.models import (
    FundBudget,
    FundBudgetLine,
    FundBudgetStep,
    Insurer,
    InsurerAccount,
    InsurerPremium,
    PayerListLine,
    PayerListMonth,
    PayerRemittance,
    SubsidyCount,
    SubsidyDunning,
    SubsidyReceipt,
)
from tests.cast import ALWAYS
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
    insurer = Insurer.unscoped.create(unit=place.county, name="某保险公司")
    account = InsurerAccount.unscoped.create(
        insurer=insurer, account_name="某保险公司", account_no="62001", bank_name="示例银行", period=ALWAYS,
        prepared_by=place.worker,
    )  # fmt: skip
    InsurerAccount.unscoped.create(
        insurer=insurer, account_name="某保险公司", account_no="62009", bank_name="示例银行", period=ALWAYS,
        prepared_by=place.worker, withdrawn_by=place.worker, withdrawn_reason="录错",
    )  # fmt: skip
    premium = InsurerPremium.unscoped.create(
        unit=place.county, insutype="390", year=2020, payee=insurer, insurer="某保险公司", account_no="62001",
        people=1, each=65, amount=65, parts=[{"county": place.county.code, "people": 1, "fen": 6500}],
        prepared_by=place.worker,
    )  # fmt: skip
    money = PayerRemittance.unscoped.create(
        fund_part="hifmi_pay", insutype="390", month=JANUARY, laid_out_by=place.county, insu_county=place.county,
        amount=5, received_on=JANUARY, evidence="回单1", entered_by=place.worker,
    )  # fmt: skip
    # The list is the area's, one for both places; its line is of the place's own people.
    listed, _new = PayerListMonth.unscoped.get_or_create(
        area=place.county.area, fund_part="hifmi_pay", month=JANUARY, insutype="390"
    )
    line = PayerListLine.unscoped.create(
        statement_month=listed, seqno=place.county.code, setl_sn=f"E{place.county.code}", county=place.county,
        laid_out_by=place.county, medfee_sumamt=10, fund_payamt=5,
    )  # fmt: skip
    return {
        "payer_list_month_id": listed.pk,
        "payer_list_line_id": line.pk,
        "insurer_account_id": account.pk,
        "subsidy_receipt_id": receipt.pk,
        "subsidy_dunning_id": letter.pk,
        "insurer_premium_id": premium.pk,
        "payer_remittance_id": money.pk,
    }
