"""The insurer of serious illness and medical aid: a premium paid, claims of the months given back, one in part."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from config.demo.topics.stage import Stage, act, said
from config.demo.world import SCHEME
from config.demo.year.clock import standing_on
from config.demo.year.town import town_of
from config.scoping import acting_as, system_scope
from funds.models import InsurerPremium, PayerRemittance, Payment
from funds.reads.insurer import PayerClaim, claims_on_payers
from funds.services.insurer.accounts import approve_insurer_account, prepare_insurer_account
from funds.services.insurer.give_back import check_given_back, enter_given_back
from funds.services.insurer.premium import approve_premium, work_out_premium
from funds.services.insurer.prepare import prepare_premium_payments
from funds.services.keeping import keeping_of
from funds.services.payments.approve import approve_batch
from funds.services.payments.export import export_batch
from funds.services.payments.take_return import BankAnswer, take_bank_answers
from institutions.models import Agency, Duty
from institutions.policy.in_force import policy_for

# Claims of so many are settled, one is met in part, one waits for the second person.
SETTLED = 6


def fill(stage: Stage) -> int:
    """How many premiums and receipts."""
    with system_scope():
        papers = (
            InsurerPremium.objects.filter(unit__area=stage.area),
            PayerRemittance.objects.filter(insu_county__area=stage.area),
        )
        if any(one.exists() for one in papers):
            return 0
    own = _claims(stage)[: SETTLED + 2]
    for number, (keeper, claim) in enumerate(own):
        _give_back(stage, keeper, claim, number)
    return _premium(stage) + len(own)


def _claims(stage: Stage) -> list[tuple[Agency, PayerClaim]]:
    """What is open, with who keeps the book the money comes into, as far as the keeper sees it; the oldest first."""
    found = []
    for keeper in town_of(stage, (SCHEME,)).keepers:
        with acting_as(stage.at(Duty.FINANCE, keeper)):
            for one in claims_on_payers(today=stage.day(12, 31), year=stage.year, only_open=True):
                if one.insu_county.area_id == stage.area.pk and _keeper(stage, one) == keeper:
                    found.append((keeper, one))
    return sorted(
        found, key=lambda one: (one[1].month, one[0].code, one[1].insu_county.code, one[1].fund_part)
    )


def _premium(stage: Stage) -> int:
    """Where the policy names a premium."""
    words, paid_on = said()["insurer"], stage.day(12, 15)
    with system_scope():
        policy = policy_for(stage.area, paid_on)
        if not policy.has("budget") or policy.section("budget").get("serious_illness.premium") is None:
            return 0
    with standing_on(paid_on):
        account = act(
            stage.at(Duty.FINANCE), prepare_insurer_account, unit=stage.city, name=words["name"],
            account_name=words["name"], account_no=words["account"], bank_name=words["bank"],
            bank_code=words["bank_code"], valid_from=stage.day(1, 1),
        )  # fmt: skip
        act(stage.at(Duty.APPROVE), approve_insurer_account, account=account)
        premium = act(
            stage.at(Duty.FINANCE), work_out_premium, unit=stage.city, insutype=SCHEME, year=stage.year,
            payee=account.insurer,
        )  # fmt: skip
        act(stage.at(Duty.APPROVE), approve_premium, premium=premium)
        _pay(stage, paid_on)
    return 1


def _pay(stage: Stage, paid_on: dt.date) -> None:
    """Through the bank's files, as everything is paid."""
    finance = stage.at(Duty.FINANCE)
    batch = act(finance, prepare_premium_payments, unit=stage.city, insutype=SCHEME)
    act(stage.at(Duty.APPROVE), approve_batch, batch=batch)
    act(finance, export_batch, batch=batch)
    with acting_as(finance):
        numbers = list(Payment.objects.filter(batch=batch).values_list("number", flat=True))
    act(finance, take_bank_answers, answers=[BankAnswer(one, paid=True, paid_on=paid_on) for one in numbers])


def _give_back(stage: Stage, keeper: Agency, claim: PayerClaim, number: int) -> None:
    amount = claim.open
    if number == SETTLED:
        amount = (amount / 2).quantize(Decimal("0.01"))
    slip = said()["insurer"]["slip"].format(number=f"{claim.month:%Y%m}{number + 1:02d}")
    # What waits for the second person came after the year that is closed: it would stop its closing.
    received = min(claim.month + dt.timedelta(days=75), stage.day(12, 20))
    if number > SETTLED:
        received = stage.day(1, 8, years_on=1)
    with standing_on(received):
        money = act(
            stage.at(Duty.FINANCE, keeper), enter_given_back, fund_part=claim.fund_part, insutype=claim.insutype,
            month=claim.month, laid_out_by=claim.laid_out_by, insu_county=claim.insu_county, amount=amount,
            received_on=received, evidence=slip,
        )  # fmt: skip
        if number <= SETTLED:
            act(stage.at(Duty.REVIEW, keeper), check_given_back, money=money)


def _keeper(stage: Stage, claim: PayerClaim) -> Agency:
    """Who keeps the book the money comes into."""
    with system_scope():
        keeping = keeping_of(stage.area, stage.day(12, 31))
        holder = claim.laid_out_by.pk
        if not keeping.shares_book(holder, claim.insu_county.pk):
            holder = claim.insu_county.pk
        return Agency.objects.select_related("area", "parent").get(pk=keeping.unit_of(holder))
