"""Insurer and medical aid (ZY-14): what bills say they owe against what came back; the premium by two people."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.db.models import Sum
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from claims.models import Payable, PayableLine
from config.desk import items_of
from config.scoping import acting_as, system_scope
from funds.desk_insurer import insurer_items
from funds.models import Leg, PayerRemittance
from funds.reads.insurer import PayerClaim, claims_on_payers
from funds.services.insurer.faults import PayerRefused
from funds.services.insurer.give_back import check_given_back, enter_given_back
from institutions.models import User
from institutions.services.duties import DutyMissing
from tests.cast import Cast
from tests.claims.reimbursements.making import Counter
from tests.funds.clearing.conftest import Town, build_town
from tests.funds.persons.conftest import Bank
from tests.support.policies import put_policy_in_force

TODAY = dt.date(2020, 6, 15)


def claims(user: User) -> dict[str, PayerClaim]:
    with acting_as(user):
        return {one.fund_part: one for one in claims_on_payers(today=TODAY, year=2020)}


def of_role(role: str) -> Decimal:
    """Debit less credit on all accounts of ``role``."""
    with system_scope():
        sums = Leg.unscoped.filter(account__subject__role=role).aggregate(d=Sum("debit"), c=Sum("credit"))
    return (sums["d"] or Decimal(0)) - (sums["c"] or Decimal(0))


def cleared(cast: Cast, mode: str) -> Town:
    """A bill in West of East's people: pooled 100.00, insurer 30.00, aid 20.00; cleared and paid."""
    town = build_town(cast, mode=mode)
    town.settle(cast.hospital_west, cast.east, 100_00, hifmi_pay=30_00, maf_pay=20_00)
    town.pay_everything(town.cleared())
    return town


@pytest.mark.duty("ZY-14")
@pytest.mark.parametrize("mode", ["unified", "graded"])
def test_what_came_back_settles_the_claim_of_the_month(cast: Cast, mode: str) -> None:
    cleared(cast, mode)
    found = claims(cast.finance_city)
    assert {part: (one.laid_out, one.received, one.open, one.state) for part, one in found.items()} == {
        "hifmi_pay": (30, 0, 30, "unclaimed"), "maf_pay": (20, 0, 20, "unclaimed")
    }  # fmt: skip
    assert found["hifmi_pay"].age == (TODAY - dt.date(2020, 3, 31)).days
    assert (of_role("insurer_receivable"), of_role("aid_receivable")) == (30, 20)
    finance, reviewer = cast.finance_city, cast.reviewer_city
    if mode == "graded":
        with system_scope():
            finance = User.objects.get(username="finance.990101")
            reviewer = User.objects.get(username="review.990101")
    claim = found["hifmi_pay"]
    given: dict[str, Any] = {
        "fund_part": "hifmi_pay", "insutype": "390", "month": claim.month, "laid_out_by": claim.laid_out_by,
        "insu_county": claim.insu_county, "received_on": dt.date(2020, 6, 1),
    }  # fmt: skip
    with system_scope():
        for amount, evidence in (("10.00", "A1"), ("21.00", "A2")):
            money = enter_given_back(amount=Decimal(amount), evidence=evidence, acting_user=finance, **given)
            with pytest.raises(DutyMissing):
                check_given_back(money=money, acting_user=finance)
            check_given_back(money=money, acting_user=reviewer)
        with pytest.raises(PayerRefused):
            enter_given_back(
                amount=Decimal(1),
                evidence="A3",
                acting_user=finance,
                **(given | {"month": dt.date(2020, 4, 1)}),
            )
        with pytest.raises(DatabaseError), transaction.atomic():
            PayerRemittance.objects.update(amount=1)
    after = claims(cast.finance_city)["hifmi_pay"]
    # One yuan more came back than the bills say: the list tells it.
    assert (after.received, after.open, after.state) == (31, -1, "over")
    assert of_role("insurer_receivable") == -1


@pytest.mark.duty("ZY-14")
@pytest.mark.parametrize("mode", ["unified", "graded"])
@pytest.mark.parametrize("offset", ["0.00", "60.00"])
def test_claims_are_the_ledgers_with_bills_of_institutions_and_of_people(
    cast: Cast, mode: str, offset: str
) -> None:
    cleared(cast, mode)
    with system_scope():
        put_policy_in_force(cast)
    bank = Bank(cast, Counter(cast))
    payable = bank.owed()
    with system_scope():
        # The counter's amount by payer; what is kept back comes off the pooled part first.
        whole = payable.amount
        PayableLine.objects.filter(payable=payable).delete()
        parts = {"hifp_pay": Decimal(40), "hifmi_pay": Decimal("30.03"), "maf_pay": whole - Decimal("70.03")}
        for part, amount in parts.items():
            PayableLine.objects.create(payable=payable, fund_part=part, amount=amount)
        Payable.objects.filter(pk=payable.pk).update(offset=Decimal(offset))
    bank.answer(*bank.send(bank.prepare()))
    found = claims_by_part()
    assert found == {"hifmi_pay": of_role("insurer_receivable"), "maf_pay": of_role("aid_receivable")}
    kept_back = max(Decimal(offset) - 40, Decimal(0))
    assert found["hifmi_pay"] == 30 + Decimal("30.03") - kept_back
    with acting_as(cast.finance_city):
        only = claims_on_payers(today=TODAY, year=2020, part="maf_pay")
        assert sum(one.open for one in only) == found["maf_pay"]
        assert claims_on_payers(today=TODAY, year=2019) == []


def claims_by_part() -> dict[str, Decimal]:
    with system_scope():
        found = claims_on_payers(today=TODAY)
    return {
        part: sum((one.open for one in found if one.fund_part == part), Decimal(0))
        for part in ("hifmi_pay", "maf_pay")
    }


def test_the_claims_page_leads_to_entering_and_checking(cast: Cast, client: Client) -> None:
    cleared(cast, "unified")
    client.force_login(cast.finance_city)
    page = reverse("funds:payer_claims")
    for asked in ({}, {"print": 1}, {"export": 1}, {"only_open": "on", "part": "maf_pay"}):
        assert client.get(page, {"year": 2020, **asked}).status_code == 200
    claim = claims(cast.finance_city)["maf_pay"]
    address = f"{reverse('funds:enter_given_back')}?{urlencode(claim.query)}"
    assert address.replace("&", "&amp;") in client.get(page, {"year": 2020}).content.decode()
    values = {"submission": uuid4(), "amount": "20.00", "received_on": "2020-06-10", "evidence": "财政拨款1"}
    assert client.get(address).status_code == 200
    assert client.post(address, values).status_code == 302
    # Without a claim named it leads to where one is chosen.
    assert client.get(reverse("funds:enter_given_back")).url == reverse("funds:payer_claims")
    assert client.get(reverse("funds:given_back")).status_code == 200
    with system_scope():
        money = PayerRemittance.objects.get()
    with acting_as(cast.reviewer_city):
        assert len(items_of(insurer_items(cast.reviewer_city.assignments_in_force[0]))) == 1
    client.force_login(cast.reviewer_city)
    address = reverse("funds:check_given_back", args=[money.pk])
    assert client.post(address, {"submission": uuid4()}).status_code == 302
    assert claims(cast.finance_city)["maf_pay"].state == "settled"
    assert of_role("aid_receivable") == 0


@pytest.mark.duty("ZY-14")
def test_a_county_with_a_book_of_its_own_takes_in_what_another_laid_out(cast: Cast, client: Client) -> None:
    """Pooling by counties: West laid out for East's people, the claim and its money stand in East's book."""
    cleared(cast, "graded")
    with system_scope():
        finance = User.objects.get(username="finance.990101")
        reviewer = User.objects.get(username="review.990101")
        west = User.objects.get(username="finance.990102")
    claim = claims(finance)["hifmi_pay"]
    assert (claim.laid_out_by, claim.insu_county, claim.laid_out) == (cast.west, cast.east, 30)
    page = reverse("funds:payer_claims")
    address = f"{reverse('funds:enter_given_back')}?{urlencode(claim.query)}"
    linked = address.replace("&", "&amp;")
    values = {"submission": uuid4(), "amount": "30.00", "received_on": "2020-06-10", "evidence": "回单7"}
    # West sees the claim too, and is not offered to take in what comes into East's account.
    client.force_login(west)
    shown = client.get(page, {"year": 2020}).content.decode()
    assert "30.00" in shown
    assert linked not in shown
    assert client.post(address, values).status_code == 422
    client.force_login(finance)
    assert linked in client.get(page, {"year": 2020}).content.decode()
    assert client.post(address, values).status_code == 302
    with acting_as(reviewer):
        money = PayerRemittance.objects.get()
        assert [item.count for item in items_of(insurer_items(reviewer.assignments_in_force[0]))] == [1]
    check = reverse("funds:check_given_back", args=[money.pk])
    listed = reverse("funds:given_back")
    client.force_login(west)
    assert check not in client.get(listed).content.decode()
    client.force_login(reviewer)
    assert check in client.get(listed).content.decode()
    assert client.post(check, {"submission": uuid4()}).status_code == 302
    assert of_role("insurer_receivable") == 0
    assert claims(finance)["hifmi_pay"].state == claims(west)["hifmi_pay"].state == "settled"
    # Nobody else of the region sees either.
    assert claims(cast.clerk_elsewhere) == {}
