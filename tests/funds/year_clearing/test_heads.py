"""Per capita by those signed up, in a month and in the year: quota of 120.00 a year, 10.00 a month and head."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from claims.models import BudgetMonth
from config.money import from_fen, to_fen
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import InstitutionYearMethod
from institutions.models import Duty
from tests.cast import make_user
from tests.claims.payment.grouping_world import catalogue, sign

from . import conftest
from .conftest import YearTown

APRIL, MAY = Month(2020, 4), Month(2020, 5)
SIGNED = """
    per_capita.heads: {values: [{from: 2019-07-01, value: signed_up, clause: 四}]}
  payment_budget:
    negotiated_by: {values: [{from: 2019-07-01, value: county, clause: 四}]}
    method.stays: {values: [{from: 2019-07-01, value: per_capita, assumed: 测试}]}
"""


@pytest.fixture
def by_heads(make_year_town: Callable[..., YearTown], monkeypatch: pytest.MonkeyPatch) -> YearTown:
    """From April on three heads at the clinic (factor 1.1, a budget of 1,200.00 paid in March), one at the hospital."""
    monkeypatch.setattr(conftest, "POLICY", conftest.POLICY.rstrip() + SIGNED)
    town = make_year_town()
    cast = town.cast
    with system_scope():
        group: dict[str, Any] = {"code": "人头", "quota": 500, "quota_lv1": 120, "quota_lv2": 120}
        catalogue(cast, "per_capita", group, factors={town.clinic: "1.1"}, year=2020)
        for _person in range(3):
            sign(cast, town.clinic, "2020-04-01", None)
        sign(cast, town.clinic, "2020-04-01", None, scheme="310")
        sign(cast, cast.hospital_east, "2020-04-01", None)
        # All care of its consortium is paid by one sum.
        sign(cast, town.members[0], "2020-04-01", None)
    return town


def budget_in(town: YearTown, month: Month, fen: int) -> None:
    with system_scope():
        for number, amount in ((month.number, fen), (12 - month.number, -fen)):
            BudgetMonth.unscoped.create(
                share=town.shares["heads"], month=Month(2020, number).first, amount=from_fen(amount)
            )


def told(steps: list[dict[str, Any]]) -> str:
    return " | ".join(one["text"] for one in steps)


@pytest.mark.duty("NB-09", "HG-08")
def test_a_month_pays_heads_times_quota_under_the_budget(by_heads: YearTown, client: Any) -> None:
    town, cast = by_heads.town, by_heads.cast
    budget_in(by_heads, APRIL, 5_000)
    budget_in(by_heads, MAY, 2_000)
    town.settle(by_heads.clinic, cast.east, 5_000, month=APRIL)
    town.pay_everything(town.cleared(APRIL))
    # 3 × 120.00 × 1.1 ÷ 12 = 33.00 instead of 50.00 billed; one head of the hospital, no bill: 10.00.
    clinic, hospital = (by_heads.statement(one, APRIL) for one in (by_heads.clinic, cast.hospital_east))
    assert (to_fen(clinic.by_method), to_fen(hospital.by_method)) == (-1_700, 1_000)
    assert (to_fen(clinic.act_dfr_amt), to_fen(hospital.act_dfr_amt)) == (3_300 - 165, 1_000 - 50)
    formula = "3 × 120元 × 系数1.1 × 1 ÷ 12个月 = 33.00"
    assert formula in told(clinic.method_steps)
    reader = make_user("heads.reader", "按人头查阅", cast.city, Duty.FINANCE)
    client.force_login(reader)
    page = client.get(f"/funds/statements/{clinic.pk}/", HTTP_ACCEPT_LANGUAGE="zh-hans").content.decode()
    assert formula in page
    # In May 33.00 exceed the 20.00 that the budget has for the month.
    town.settle(by_heads.clinic, cast.east, 2_500, month=MAY)
    town.start(MAY)
    may = by_heads.statement(by_heads.clinic, MAY)
    assert to_fen(may.act_dfr_amt) == 2_000 - 100
    assert "20.00" in told(may.method_steps)


@pytest.mark.duty("NB-09", "HG-08")
def test_the_year_owes_the_heads_of_every_month(by_heads: YearTown) -> None:
    """March paid 1,200.00 by budget before anybody signed up; the year owes 27 head-months, the rest goes back."""
    clearing = by_heads.compute(by_heads.opened())
    assert clearing.state == "computed", clearing.job and clearing.job.message
    year = by_heads.of(by_heads.clinic)
    with acting_as(by_heads.cast.finance_city):
        heads = InstitutionYearMethod.objects.get(year=year, method="per_capita")
    # 27 × 120.00 × 1.1 ÷ 12 = 297.00, below the year's budget of 1,200.00; billed were 1,000.00.
    assert to_fen(heads.owed) == 29_700
    assert "0、0、0、3、3、3、3、3、3、3、3、3" in told(heads.steps)
    assert "27 × 120元 × 系数1.1 × 1 ÷ 12个月 = 297.00" in told(heads.steps)
    # An overrun of 703.00 over 297.00: of the first tenth, 29.70, the fund bears half.
    assert to_fen(heads.amount) == 29_700 + 1_485


def test_a_sum_is_paid_where_no_quota_holds_or_the_policy_says_so(year_town: YearTown) -> None:
    """The policy of the usual town counts nobody: its clinic is paid the decided budget, signed up or not."""
    with system_scope():
        catalogue(year_town.cast, "per_capita", {"code": "人头", "quota": 120}, year=2020)
        sign(year_town.cast, year_town.clinic, "2020-01-01", None)
    year_town.compute(year_town.opened())
    with acting_as(year_town.cast.finance_city):
        [heads] = InstitutionYearMethod.objects.filter(
            year=year_town.of(year_town.clinic), method="per_capita"
        )
    assert to_fen(heads.owed) == 120_000
