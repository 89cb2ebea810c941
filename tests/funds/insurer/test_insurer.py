"""Insurer and medical aid (ZY-14): what bills say they owe against what came back; the premium by two people."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Sum
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.desk_insurer import insurer_items
from funds.models import InsurerPremium, Leg, PayerRemittance
from funds.reads.insurer import PayerClaim, claims_on_payers
from funds.services.insurer.faults import PayerRefused
from funds.services.insurer.give_back import check_given_back, enter_given_back
from funds.services.insurer.premium import approve_premium, work_out_premium
from funds.services.open_book import open_book, open_months
from institutions.models import Duty, User
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_coverage, make_person
from tests.funds.clearing.conftest import Town, build_town
from tests.support.policies import put_policy_in_force

TODAY = dt.date(2020, 6, 15)


@pytest.fixture(autouse=True)
def in_june(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 15 June 2020."""
    now = dt.datetime(2020, 6, 15, 4, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)


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
    assert {part: (one.claimed, one.received, one.open, one.state) for part, one in found.items()} == {
        "hifmi_pay": (30, 0, 30, "open"), "maf_pay": (20, 0, 20, "open")
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
        assert len(list(insurer_items(cast.reviewer_city.assignments_in_force[0]))) == 1
    client.force_login(cast.reviewer_city)
    address = reverse("funds:check_given_back", args=[money.pk])
    assert client.post(address, {"submission": uuid4()}).status_code == 302
    assert claims(cast.finance_city)["maf_pay"].state == "settled"
    assert of_role("aid_receivable") == 0


@pytest.mark.duty("ZY-14")
@pytest.mark.duty("ZY-21")
def test_the_premium_is_heads_by_the_policy_and_paid_by_two_people(cast: Cast, client: Client) -> None:
    with system_scope():
        put_policy_in_force(cast, "zhangye.yaml")
        book = open_book(insutype="390", unit=cast.city, first=Month(2020, 1), acting_user=cast.finance_city)
        open_months(book=book, through=Month(2020, 12), acting_user=cast.finance_city)
        for county in (cast.east, cast.east, cast.west):
            make_coverage(make_person(county))
    client.force_login(cast.finance_city)
    values = {
        "insutype": "390",
        "year": 2020,
        "instalment": 1,
        "insurer": "某保险公司",
        "account_no": "6200123",
    }
    answer = client.post(reverse("funds:work_out_premium"), {"submission": uuid4(), **values})
    assert answer.status_code == 302
    with system_scope():
        premium = InsurerPremium.objects.get()
    assert (premium.people, premium.each, premium.amount, premium.clause) == (3, 65, 195, "四（三）")
    # Nobody is paid for twice.
    with acting_as(cast.finance_city), pytest.raises(PayerRefused):
        work_out_premium(unit=cast.city, acting_user=cast.finance_city, **(values | {"instalment": 2}))  # type: ignore[arg-type]
    with system_scope():
        both = cast.finance_city.assignments_in_force[0]
        both.duties = [*both.duties, Duty.APPROVE]
        both.save()
    with acting_as(cast.finance_city), pytest.raises(SamePerson):
        approve_premium(premium=premium, acting_user=cast.finance_city)
    client.force_login(cast.approver_city)
    client.post(reverse("funds:approve_premium", args=[premium.pk]), {"submission": uuid4()})
    with system_scope(), pytest.raises(DatabaseError), transaction.atomic():
        InsurerPremium.objects.update(amount=1)
    client.force_login(cast.finance_city)
    paid = {"submission": uuid4(), "paid_on": "2020-06-10", "evidence": "回单9"}
    assert client.post(reverse("funds:pay_premium", args=[premium.pk]), paid).status_code == 302
    assert client.get(premium.get_absolute_url()).status_code == 200
    assert client.get(reverse("funds:premiums")).status_code == 200
    assert (of_role("serious_illness_expense"), of_role("expenditure_account")) == (195, -195)
    with system_scope():
        legs = Leg.unscoped.filter(account__subject__role="serious_illness_expense")
        assert {leg.account.county_id: leg.debit for leg in legs.select_related("account")} == {
            cast.east.pk: 130, cast.west.pk: 65
        }  # fmt: skip


def test_a_county_whose_money_the_city_keeps_pays_no_premium_itself(cast: Cast) -> None:
    with system_scope():
        put_policy_in_force(cast, "zhangye.yaml")
        make_coverage(make_person(cast.east))
        county = cast.finance_city.assignments.create(
            agency=cast.east, duties=[Duty.FINANCE], period=cast.finance_city.assignments_in_force[0].period
        )
        assert county.pk
        common: dict[str, Any] = {
            "insutype": "390",
            "year": 2020,
            "insurer": "某保险公司",
            "account_no": "6200123",
        }
        with pytest.raises(PayerRefused):
            work_out_premium(unit=cast.east, acting_user=User.objects.get(pk=cast.finance_city.pk), **common)
        assert work_out_premium(unit=cast.city, acting_user=cast.finance_city, **common).amount == 65


def test_premiums_of_a_unit_are_worked_out_one_after_another(cast: Cast) -> None:
    with system_scope():
        put_policy_in_force(cast, "zhangye.yaml")
        make_coverage(make_person(cast.east))
        with CaptureQueriesContext(connection) as asked:
            work_out_premium(unit=cast.city, insutype="390", year=2020, insurer="某保险公司", account_no="6200123",
                             acting_user=cast.finance_city)  # fmt: skip
    statements = [one["sql"] for one in asked.captured_queries]
    held = next(n for n, sql in enumerate(statements) if "FOR NO KEY UPDATE" in sql)
    assert held < next(n for n, sql in enumerate(statements) if "funds_insurerpremium" in sql)
