"""A city under total control (ZY-17): what its two hospitals were paid last year, and budgets at every stage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from claims.models import Budget, BudgetShare, CountyBudget
from claims.services.budgets.caps import approve_caps, submit_caps
from claims.services.budgets.decide import decide, hand_in
from claims.services.budgets.draft import draft_budget
from claims.services.budgets.negotiate import make_offer, note_answer
from config.scoping import acting_as, system_scope
from institutions.models import Agency, Duty, Institution, User
from tests.cast import Cast, make_person, make_user
from tests.claims.making import make_bill
from tests.claims.raw import raw_settlement
from tests.support.policies import put_policy_in_force

YEAR = 2024


def pay(institution: Institution, county: Agency, day: dt.date, yuan: str, **given: Any) -> None:
    """A settled bill whose whole amount the pooled fund bears."""
    bill = make_bill(
        make_person(county), institution, begndate=day, enddate=day, insutype="390",
        medfee_sumamt=Decimal(yuan), inscp_scp_amt=Decimal(yuan), fulamt_ownpay_amt=0, overlmt_selfpay=0,
        preselfpay_amt=0, **{"med_type": "21", **given},
    )  # fmt: skip
    raw_settlement(bill).save()


def act(user: User, do: Callable[..., Any], **given: Any) -> Any:
    with acting_as(user):
        return do(acting_user=user, **given)


@pytest.fixture
def city(cast: Cast) -> Cast:
    """East's hospital was paid 600.00 for stays in March and 100.00 for outpatients in January; West's 300.00."""
    with system_scope():
        put_policy_in_force(cast, "zhangye.yaml")
        pay(cast.hospital_east, cast.east, dt.date(2023, 3, 5), "400.00")
        pay(cast.hospital_east, cast.west, dt.date(2023, 6, 5), "200.00")
        pay(cast.hospital_east, cast.east, dt.date(2023, 1, 9), "100.00", med_type="11")
        pay(cast.hospital_west, cast.west, dt.date(2023, 12, 31), "300.00")
    return cast


@pytest.fixture
def draft(city: Cast) -> Budget:
    """1,000.00 as last year, 50.00 reserved; East 665.00, West 285.00."""
    return act(city.finance_city, draft_budget, area=city.area, insutype="390", year=YEAR)  # type: ignore[no-any-return]


@pytest.fixture
def opened(city: Cast, draft: Budget) -> Budget:
    """Approved: East and West negotiate."""
    act(city.finance_city, submit_caps, budget=draft)
    return act(city.approver_city, approve_caps, budget=draft)  # type: ignore[no-any-return]


def of(budget: Budget, county: Agency) -> CountyBudget:
    with system_scope():
        found: CountyBudget = CountyBudget.objects.select_related("budget", "county").get(
            budget=budget, county=county
        )
        return found


def share_of(budget: Budget, county: Agency, method: str = "per_case") -> BudgetShare:
    with system_scope():
        found: BudgetShare = BudgetShare.objects.select_related(
            "county_budget__budget", "county_budget__county"
        ).get(county_budget__budget=budget, county=county, method=method)
        return found


def agree(user: User, share: BudgetShare, amount: Decimal | None = None) -> None:
    offered = Decimal(share.proposed) if amount is None else amount
    act(user, make_offer, share=share, amount=offered)
    act(user, note_answer, share=share, answer="accepted", spoke="院长")


@pytest.fixture
def decided(city: Cast, opened: Budget) -> Budget:
    """East agreed to its two shares as proposed and decided; West still negotiates."""
    for method in ("per_case", "by_item"):
        agree(city.clerk_east, share_of(opened, city.east, method))
    act(city.clerk_east, hand_in, county=of(opened, city.east))
    act(city.reviewer_east, decide, county=of(opened, city.east))
    with system_scope():
        return Budget.objects.get(pk=opened.pk)  # type: ignore[no-any-return]


@pytest.fixture
def reviewer_west(city: Cast) -> User:
    with system_scope():
        return make_user("reviewer.west", "西水复核", city.west, Duty.REVIEW)
