"""A year's budget and final accounts on their pages, through all the policy names, with what comes back (NB-11)."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.desk import items_of
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.desk_fund_budgets import fund_budget_items
from funds.models import FundBudget, FundBudgetStep
from funds.services.fund_budgets.binding import left_of_budget
from funds.services.open_book import open_book, open_months
from institutions.models import Duty, User
from tests.cast import Cast, make_coverage, make_person, make_user
from tests.support.policies import put_policy_in_force

from .conftest import Town

YEAR = 2023
REVIEWED = [
    ("tax", "draft_with"), ("bureau", "review"), ("tax", "review"), ("finance", "review"), ("government", "review"),
    ("congress", "approve"),
]  # fmt: skip
ACCOUNTS = [
    ("bureau", "review"), ("finance", "review"), ("government", "review"), ("standing_committee", "approve"),
]  # fmt: skip


@pytest.fixture
def town(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Town:
    """The city whose policy writes the whole course; last year's ledger of East and West; it is December 2022."""
    with system_scope():
        put_policy_in_force(cast, "ningbo.yaml")
        book = open_book(insutype="390", unit=cast.city, first=Month(2022, 1), acting_user=cast.finance_city)
        open_months(book=book, through=Month(YEAR, 12), acting_user=cast.finance_city)
        make_coverage(make_person(cast.east), period=(dt.date(2022, 1, 1), dt.date(2023, 1, 1)))
        found = Town(
            cast, book, make_user("finance.east", "东山财务", cast.east, Duty.FINANCE),
            make_user("reviewer.west", "西水复核", cast.west, Duty.REVIEW),
            make_user("finance.west", "西水财务", cast.west, Duty.FINANCE),
        )  # fmt: skip
    for county in (cast.east, cast.west):
        found.post("personal_contribution", county, "1000", dt.date(2022, 1, 5), income=True)
        found.post("fiscal_subsidy_income", county, "2000", dt.date(2022, 3, 5), income=True)
        found.post("benefit_expense", county, "1800", dt.date(2022, 6, 5))
    clock(monkeypatch, dt.date(2022, 12, 20))
    return found


def clock(monkeypatch: pytest.MonkeyPatch, day: dt.date) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_given: day)


def press(client: Client, user: User, name: str, *args: int, wanted: int = 302, **values: object) -> None:
    client.force_login(user)
    answer = client.post(reverse(f"funds:{name}", args=args), {"submission": uuid4(), **values})
    told = answer.context["act"].errors if answer.status_code == 422 else ""
    assert answer.status_code == wanted, told


def answered(client: Client, user: User, paper: FundBudget, day: str, *, no: str = "", **more: Any) -> None:
    given = {
        "agrees": "no" if no else "yes",
        "answered_on": day,
        "document_number": "甬医保〔2023〕1号",
        "reason": no,
    }
    press(client, user, "answer_fund_budget", paper.pk, **given, **more)


def steps(paper: FundBudget) -> list[tuple[str, str]]:
    with system_scope():
        last = FundBudgetStep.objects.filter(budget=paper, round=FundBudget.objects.get(pk=paper.pk).round)
        return [(one.office, one.act) for one in last.order_by("position")]


def desk(user: User) -> list[str]:
    with acting_as(user):
        return [item.standing for item in items_of(fund_budget_items(user.assignments_in_force[0]))]


def the(kind: str) -> FundBudget:
    with system_scope():
        return FundBudget.objects.select_related("area", "unit").get(kind=kind)  # type: ignore[no-any-return]


@pytest.mark.duty("NB-11")
def test_the_budget_goes_through_everybody_and_binds(
    town: Town, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = town.cast
    # The county's first draft: the second person sends it back, then the city does.
    press(client, town.finance_east, "draft_fund_budget", year=YEAR, insutype="390")
    proposal = the("proposal")
    press(client, town.finance_east, "hand_in_fund_budget", proposal.pk, explanation="动用结余")
    press(client, cast.reviewer_east, "send_back_fund_budget", proposal.pk, reason="数字再核")
    assert desk(town.finance_east) == ["returned"]
    press(client, town.finance_east, "hand_in_fund_budget", proposal.pk, explanation="动用结余")
    press(client, cast.reviewer_east, "check_fund_budget", proposal.pk)
    # A county answers nothing itself, and does not see what another proposes.
    press(
        client,
        town.finance_east,
        "answer_fund_budget",
        proposal.pk,
        agrees="yes",
        answered_on="2022-12-20",
        wanted=422,
    )
    press(
        client,
        town.finance_west,
        "answer_fund_budget",
        proposal.pk,
        agrees="yes",
        answered_on="2022-12-20",
        wanted=404,
    )
    answered(client, cast.finance_city, proposal, "2022-12-20", no="支出偏高")
    again = town.again(proposal)
    assert (again.state, "支出偏高" in again.reason) == ("draft", True)
    press(client, town.finance_east, "hand_in_fund_budget", proposal.pk, explanation="动用结余")
    press(client, cast.reviewer_east, "check_fund_budget", proposal.pk)
    # The city's draft takes it; income and spending are drafted by the municipal agency, the income with tax.
    press(client, cast.finance_city, "draft_fund_budget", year=YEAR, insutype="390")
    paper = the("budget")
    assert town.again(proposal).state == "approved"
    press(client, cast.finance_city, "hand_in_fund_budget", paper.pk, explanation="动用结余")
    press(client, cast.finance_city, "check_fund_budget", paper.pk, wanted=403)
    press(client, cast.reviewer_city, "check_fund_budget", paper.pk)
    assert steps(paper) == REVIEWED
    with system_scope():
        assert left_of_budget(agency=cast.city, insutype="390", year=YEAR) is None
    # Finance returns it: the second round begins with the first office again, and binds at its very end only.
    for _office in REVIEWED[:3]:
        answered(client, cast.finance_city, paper, "2022-12-20")
    assert town.waits_for(paper) == "finance"
    answered(client, cast.finance_city, paper, "2022-12-20", no="收入测算依据不足")
    assert desk(cast.finance_city) == ["returned"]
    press(client, cast.finance_city, "hand_in_fund_budget", paper.pk, explanation="动用结余，已补测算依据")
    press(client, cast.reviewer_city, "check_fund_budget", paper.pk)
    assert steps(paper) == REVIEWED
    clock(monkeypatch, dt.date(YEAR, 2, 1))
    for office, _act in REVIEWED:
        assert town.waits_for(paper) == office
        with system_scope():
            assert left_of_budget(agency=cast.city, insutype="390", year=YEAR) is None
        answered(client, cast.finance_city, paper, f"{YEAR}-01-31")
    done = town.again(paper)
    assert (done.state, done.round, done.document_number) == ("approved", 2, "甬医保〔2023〕1号")
    with system_scope():
        bound = left_of_budget(agency=cast.city, insutype="390", year=YEAR)
    assert bound is not None
    assert bound.budget == 1908 * 2
    # It binds: no second one, no line of it changed, nothing answered, handed in or dropped any more.
    press(client, cast.finance_city, "draft_fund_budget", year=YEAR, insutype="390", wanted=422)
    for name, given in (
        ("hand_in_fund_budget", {"explanation": "x"}), ("drop_fund_budget", {"reason": "x"}),
        ("answer_fund_budget", {"agrees": "no", "answered_on": f"{YEAR}-01-31", "reason": "x"}),
    ):  # fmt: skip
        press(client, cast.finance_city, name, paper.pk, wanted=422, **given)
    line = town.line(paper, cast.east, "benefits")
    client.force_login(cast.finance_city)
    url = f"{paper.get_absolute_url()}?county={cast.east.pk}"
    client.post(url, {"submission": uuid4(), f"line{line.pk}-amount": "9", f"line{line.pk}-reason": "改"})
    assert town.line(paper, cast.east, "benefits").amount == line.amount


@pytest.mark.duty("NB-11")
def test_the_final_accounts_go_to_the_standing_committee(
    town: Town, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = town.cast
    press(client, cast.finance_city, "draft_fund_budget", year=YEAR, insutype="390")
    paper = the("budget")
    press(client, cast.finance_city, "hand_in_fund_budget", paper.pk, explanation="动用结余")
    press(client, cast.reviewer_city, "check_fund_budget", paper.pk)
    clock(monkeypatch, dt.date(YEAR, 12, 31))
    while town.waits_for(paper):
        answered(client, cast.finance_city, paper, f"{YEAR}-01-31")
    town.post("benefit_expense", cast.east, "1900", dt.date(YEAR, 5, 1))
    press(client, cast.finance_city, "accounts_fund_budget", paper.pk, wanted=422)
    clock(monkeypatch, dt.date(YEAR + 1, 2, 1))
    press(client, cast.finance_city, "accounts_fund_budget", paper.pk, wanted=422)
    town.close_december(YEAR)
    press(client, cast.finance_city, "accounts_fund_budget", paper.pk)
    accounts = the("accounts")
    assert town.line(accounts, cast.east, "benefits").amount == 1900
    # Lines rated poor need a word each, on the page of their county.
    press(client, cast.finance_city, "hand_in_fund_budget", accounts.pk, explanation="", wanted=422)
    for county in (cast.east, cast.west):
        with system_scope():
            lines = list(accounts.lines.filter(county=county))
        words = {f"line{one.pk}-amount": one.amount for one in lines} | {
            f"line{one.pk}-reason": "说明" for one in lines
        }
        client.force_login(cast.finance_city)
        page = client.post(
            f"{accounts.get_absolute_url()}?county={county.pk}", {"submission": uuid4(), **words}
        )
        assert page.status_code == 302
    press(client, cast.finance_city, "hand_in_fund_budget", accounts.pk, explanation="动用结余")
    press(client, cast.reviewer_city, "check_fund_budget", accounts.pk)
    assert steps(accounts) == ACCOUNTS
    answered(client, cast.finance_city, accounts, f"{YEAR + 1}-01-31")
    answered(client, cast.finance_city, accounts, f"{YEAR + 1}-01-31", no="附注不全")
    press(client, cast.finance_city, "hand_in_fund_budget", accounts.pk, explanation="附注已补")
    press(client, cast.reviewer_city, "check_fund_budget", accounts.pk)
    # An answer is not older than the one before it.
    answered(client, cast.finance_city, accounts, f"{YEAR + 1}-02-01")
    press(
        client, cast.finance_city, "answer_fund_budget", accounts.pk, agrees="yes", answered_on=f"{YEAR}-12-01",
        document_number="1", reason="", wanted=422,
    )  # fmt: skip
    for office, _act in ACCOUNTS[1:]:
        assert town.waits_for(accounts) == office
        answered(client, cast.finance_city, accounts, f"{YEAR + 1}-02-01")
    assert town.again(accounts).state == "approved"
