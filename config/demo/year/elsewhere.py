"""Care outside the area, where the policy goes through the province: its account and advance, the list of a month
(message 3260) compared with the clearing, confirmed and paid."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum

from claims.models import CLEARED, Settlement
from config.demo.topics import paying
from config.demo.topics.stage import Stage, act, bring, said
from config.demo.year.town import Town
from config.periods import Month
from config.scoping import system_scope
from funds.models import OutOfAreaMonth, ProvinceAccount
from funds.services.out_of_area.accounts import approve_province_account, prepare_province_account
from funds.services.out_of_area.advances import enter_advance
from funds.services.out_of_area.decide import confirm_month
from funds.services.out_of_area.prepare import prepare_province_payments, waiting_dues
from funds.services.out_of_area.terms import OutOfAreaTerms, out_of_area_terms
from institutions.models import Duty

# Without a policy that says how many months the province holds.
ADVANCE_MONTHS = 2
DUE_DAYS = 15
Row = dict[str, Any]


def terms_of(stage: Stage) -> OutOfAreaTerms:
    with system_scope():
        return out_of_area_terms(stage.area, stage.day(12, 31))


def open_account(stage: Stage) -> None:
    """The account of the province's clearing centre, by two people; once."""
    with system_scope():
        if ProvinceAccount.objects.filter(area=stage.area).exists():
            return
    words = said()["province"]
    account = act(
        stage.at(Duty.FINANCE), prepare_province_account, area=stage.area, account_name=words["name"],
        account_no=words["account"], bank_name=words["bank"], bank_code=words["bank_code"],
        valid_from=stage.day(1, 1),
    )  # fmt: skip
    act(stage.at(Duty.APPROVE), approve_province_account, account=account)


def enter_years_advance(stage: Stage, insutype: str, day: dt.date) -> Decimal:
    """The province asks by the year's heaviest month, so that it carries each; yuan, none without care elsewhere."""
    with system_scope():
        found = _elsewhere(stage, insutype, None).order_by()
        months = found.values_list("clr_month").annotate(Sum("fund_pay_sumamt"), Sum("acct_pay"))
        heaviest = max((fund + account for _month, fund, account in months), default=Decimal(0))
    amount = heaviest * (terms_of(stage).advance_months or ADVANCE_MONTHS)
    if amount > 0:
        act(
            stage.at(Duty.FINANCE), enter_advance, area=stage.area, insutype=insutype, year=stage.year,
            amount=amount, notice=_notice(f"{stage.year}-{insutype}"), due_on=day + dt.timedelta(days=DUE_DAYS),
        )  # fmt: skip
    return amount


def listed(stage: Stage, insutype: str, month: Month) -> list[Row]:
    """What the province lists of a month: what its institutions settled for people of the area."""
    with system_scope():
        found = _elsewhere(stage, insutype, month).select_related("bill", "institution").order_by("pk")
        return [
            {
                "insutype": insutype, "trt_year": month.year, "trt_month": month.number, "seqno": number,
                "mdtrtarea": one.institution.admdvs, "medins_no": one.institution.fixmedins_code,
                "mdtrt_id": one.bill.mdtrt_id, "mdtrt_setl_time": one.setl_time, "setl_sn": one.bill.setl_id,
                "medfee_sumamt": one.bill.medfee_sumamt, "optins_pay_sumamt": one.fund_pay_sumamt + one.acct_pay,
            }
            for number, one in enumerate(found, start=1)
        ]  # fmt: skip


def bring_list(stage: Stage, insutype: str, month: Month, rows: list[Row]) -> OutOfAreaMonth:
    """The city takes the list in; it is compared with the clearing at once."""
    bring(stage, "out_of_area_list", f"province-{stage.area.code}-{insutype}-{month}.xlsx", rows)
    with system_scope():
        found: OutOfAreaMonth = OutOfAreaMonth.objects.get(
            area=stage.area, insutype=insutype, month=month.first
        )
    return found


def confirm(stage: Stage, month: OutOfAreaMonth, day: dt.date) -> None:
    """A second person at the city says that the list is right: it is owed from then on."""
    act(
        stage.at(Duty.REVIEW), confirm_month, month=month, seen=month.owed,
        notice=_notice(f"{month.month:%Y-%m}-{month.insutype}"), due_on=day + dt.timedelta(days=DUE_DAYS),
    )  # fmt: skip


def pay(stage: Stage, insutype: str, day: dt.date) -> int:
    """Everything that is owed to the province goes to the bank and is paid; how many payments."""
    with system_scope():
        if not waiting_dues(stage.area).filter(insutype=insutype).exists():
            return 0
    batch = act(stage.at(Duty.FINANCE), prepare_province_payments, area=stage.area, insutype=insutype)
    return paying.pay(stage, batch, day)


def _elsewhere(stage: Stage, insutype: str, month: Month | None) -> Any:
    """Settlements of care outside the area that the clearing of ``month``, or of any month of the year, pays."""
    when = {"clr_month": month.first} if month else {"clr_month__year": stage.year}
    outside = Q(care_county__isnull=True) | ~Q(care_county__area=stage.area)
    return Settlement.objects.filter(
        CLEARED, outside, insu_county__area=stage.area, insutype=insutype, **when
    )


def _notice(number: str) -> str:
    text: str = said()["province"]["notice"]
    return text.format(number=number)


# --- a year played through ---


def begin(town: Town, day: dt.date) -> None:
    """The advance of the year, of every scheme, paid."""
    open_account(town)
    for insutype in town.schemes:
        enter_years_advance(town, insutype, day)
        pay(town, insutype, day)


def take_list(town: Town, month: Month, day: dt.date) -> None:
    """The province lists what the clearing found, and is owed it."""
    for insutype in town.schemes:
        if rows := listed(town, insutype, month):
            confirm(town, bring_list(town, insutype, month, rows), day)


def pay_all(town: Town, day: dt.date) -> None:
    for insutype in town.schemes:
        pay(town, insutype, day)
