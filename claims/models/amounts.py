"""The national amounts of a settlement, shared by what a sender reports and what we decide."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.money import MoneyField

# The parts of `fund_pay_sumamt` (identity I2), in the order in which the payers come in.
FUND_PARTS = (
    "hifp_pay",
    "hifmi_pay",
    "hifob_pay",
    "cvlserv_pay",
    "hifes_pay",
    "hifdm_pay",
    "maf_pay",
    "oth_pay",
)
# What a personal account pays. No fund's part, but laid out by the person where they paid the whole bill themselves.
ACCOUNT_PART = "acct_pay"
# What leaves the fund with an account that moves to another area.
ACCOUNT_TRANSFER_PART = "acct_transfer"
# A contribution given back: income of the fund taken back, no benefit.
CONTRIBUTION_PART = "contribution"
SPLITS = ("fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt")
# Every amount a settlement carries; a cancel negates each of them. `acct_mulaid_pay` is reported inside
# `acct_pay`: no published reply shows otherwise, and identity I3 holds without it.
AMOUNTS = (
    "medfee_sumamt",
    *SPLITS,
    "act_pay_dedc",
    *FUND_PARTS,
    "fund_pay_sumamt",
    "hosp_part_amt",
    "psn_part_amt",
    "acct_pay",
    "acct_mulaid_pay",
    "psn_cash_pay",
)

AMOUNT_LABELS: dict[str, Any] = {
    "medfee_sumamt": _("Total medical fee"),
    "fulamt_ownpay_amt": _("Own expense"),
    "overlmt_selfpay": _("Over ceiling price"),
    "preselfpay_amt": _("First share"),
    "inscp_scp_amt": _("In scope"),
    "act_pay_dedc": _("Deductible paid"),
    "hifp_pay": _("Pooled fund"),
    "hifmi_pay": _("Serious-illness insurance"),
    "hifob_pay": _("Large-amount aid"),
    "cvlserv_pay": _("Civil-servant aid"),
    "hifes_pay": _("Enterprise supplement"),
    "hifdm_pay": _("Disabled veterans' aid"),
    "maf_pay": _("Medical aid"),
    "oth_pay": _("Other payers"),
    "fund_pay_sumamt": _("Funds together"),
    "hosp_part_amt": _("Borne by the hospital"),
    "psn_part_amt": _("Borne by the person"),
    "acct_pay": _("Personal account"),
    "acct_mulaid_pay": _("Family's personal account"),
    "psn_cash_pay": _("Cash"),
}


class DecidedAmounts(models.Model):
    """Every amount of a settlement we decided: none is ever missing."""

    medfee_sumamt = MoneyField(AMOUNT_LABELS["medfee_sumamt"], default=0)
    fulamt_ownpay_amt = MoneyField(AMOUNT_LABELS["fulamt_ownpay_amt"], default=0)
    overlmt_selfpay = MoneyField(AMOUNT_LABELS["overlmt_selfpay"], default=0)
    preselfpay_amt = MoneyField(AMOUNT_LABELS["preselfpay_amt"], default=0)
    inscp_scp_amt = MoneyField(AMOUNT_LABELS["inscp_scp_amt"], default=0)
    act_pay_dedc = MoneyField(AMOUNT_LABELS["act_pay_dedc"], default=0)
    hifp_pay = MoneyField(AMOUNT_LABELS["hifp_pay"], default=0)
    hifmi_pay = MoneyField(AMOUNT_LABELS["hifmi_pay"], default=0)
    hifob_pay = MoneyField(AMOUNT_LABELS["hifob_pay"], default=0)
    cvlserv_pay = MoneyField(AMOUNT_LABELS["cvlserv_pay"], default=0)
    hifes_pay = MoneyField(AMOUNT_LABELS["hifes_pay"], default=0)
    hifdm_pay = MoneyField(AMOUNT_LABELS["hifdm_pay"], default=0)
    maf_pay = MoneyField(AMOUNT_LABELS["maf_pay"], default=0)
    oth_pay = MoneyField(AMOUNT_LABELS["oth_pay"], default=0)
    fund_pay_sumamt = MoneyField(AMOUNT_LABELS["fund_pay_sumamt"], default=0)
    hosp_part_amt = MoneyField(AMOUNT_LABELS["hosp_part_amt"], default=0)
    psn_part_amt = MoneyField(AMOUNT_LABELS["psn_part_amt"], default=0)
    acct_pay = MoneyField(AMOUNT_LABELS["acct_pay"], default=0)
    acct_mulaid_pay = MoneyField(AMOUNT_LABELS["acct_mulaid_pay"], default=0)
    psn_cash_pay = MoneyField(AMOUNT_LABELS["psn_cash_pay"], default=0)

    class Meta:
        abstract = True


class ReportedAmounts(models.Model):
    """Every amount as a sender reported it: what was not sent stays missing."""

    medfee_sumamt = MoneyField(AMOUNT_LABELS["medfee_sumamt"], null=True, blank=True)
    fulamt_ownpay_amt = MoneyField(AMOUNT_LABELS["fulamt_ownpay_amt"], null=True, blank=True)
    overlmt_selfpay = MoneyField(AMOUNT_LABELS["overlmt_selfpay"], null=True, blank=True)
    preselfpay_amt = MoneyField(AMOUNT_LABELS["preselfpay_amt"], null=True, blank=True)
    inscp_scp_amt = MoneyField(AMOUNT_LABELS["inscp_scp_amt"], null=True, blank=True)
    act_pay_dedc = MoneyField(AMOUNT_LABELS["act_pay_dedc"], null=True, blank=True)
    hifp_pay = MoneyField(AMOUNT_LABELS["hifp_pay"], null=True, blank=True)
    hifmi_pay = MoneyField(AMOUNT_LABELS["hifmi_pay"], null=True, blank=True)
    hifob_pay = MoneyField(AMOUNT_LABELS["hifob_pay"], null=True, blank=True)
    cvlserv_pay = MoneyField(AMOUNT_LABELS["cvlserv_pay"], null=True, blank=True)
    hifes_pay = MoneyField(AMOUNT_LABELS["hifes_pay"], null=True, blank=True)
    hifdm_pay = MoneyField(AMOUNT_LABELS["hifdm_pay"], null=True, blank=True)
    maf_pay = MoneyField(AMOUNT_LABELS["maf_pay"], null=True, blank=True)
    oth_pay = MoneyField(AMOUNT_LABELS["oth_pay"], null=True, blank=True)
    fund_pay_sumamt = MoneyField(AMOUNT_LABELS["fund_pay_sumamt"], null=True, blank=True)
    hosp_part_amt = MoneyField(AMOUNT_LABELS["hosp_part_amt"], null=True, blank=True)
    psn_part_amt = MoneyField(AMOUNT_LABELS["psn_part_amt"], null=True, blank=True)
    acct_pay = MoneyField(AMOUNT_LABELS["acct_pay"], null=True, blank=True)
    acct_mulaid_pay = MoneyField(AMOUNT_LABELS["acct_mulaid_pay"], null=True, blank=True)
    psn_cash_pay = MoneyField(AMOUNT_LABELS["psn_cash_pay"], null=True, blank=True)

    class Meta:
        abstract = True


def total_of(*names: str) -> models.expressions.Combinable:
    """Sum of columns as an expression for constraints."""
    total: models.expressions.Combinable = models.F(names[0])
    for name in names[1:]:
        total = total + models.F(name)
    return total
