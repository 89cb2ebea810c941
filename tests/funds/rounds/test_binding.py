"""The month's money beside the approved budget, and what closing a month warns of."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.scoping import acting_as, system_scope
from funds.models import BookPeriod, FundBudget, FundBudgetLine, FundBudgetStep
from funds.services.closing.conditions import findings
from funds.services.fund_budgets.faults import BeyondBudget
from funds.services.rounds.closing import accounts_swept, round_filed
from tests.support.pages import see

from .conftest import MAY, SCHEME, Rounds
from .test_sweeps import APRIL, receive, sweep


def approve_budget(rounds: Rounds, east: int, west: int) -> None:
    """Benefits of 2020, yuan by county, approved."""
    cast = rounds.cast
    with system_scope():
        paper = FundBudget.unscoped.create(
            area=cast.area, unit=cast.city, insutype=SCHEME, year=2020, kind="budget", prepared_by=cast.finance_city
        )  # fmt: skip
        for county, amount in ((cast.east, east), (cast.west, west)):
            FundBudgetLine.unscoped.create(budget=paper, county=county, code="benefits", amount=amount)
        FundBudgetStep.unscoped.create(
            budget=paper, round=1, position=1, office="congress", act="approve", state="agreed",
            document_number="财社〔2020〕1号", answered_on=dt.date(2020, 1, 2), noted_by=cast.finance_city,
        )  # fmt: skip
        handed_in = {"handed_in_by": cast.finance_city, "handed_in_at": timezone.now(), "round": 1}
        checked = {"checked_by": cast.reviewer_city, "checked_at": timezone.now()}
        for state, given in (
            ("handed_in", handed_in), ("review", checked), ("approved", {"document_number": "财社〔2020〕1号"}),
        ):  # fmt: skip
            FundBudget.unscoped.filter(pk=paper.pk).update(state=state, **given)


@pytest.mark.duty("NB-11")
@pytest.mark.duty("ZY-24")
def test_an_application_beyond_the_budget_is_refused_and_a_plan_told(rounds: Rounds, client: Client) -> None:
    cast = rounds.cast
    approve_budget(rounds, east=400, west=200)
    rounds.spend(cast.east, cast.east, dt.date(2020, 3, 10), 150_00)
    rounds.open()
    plans = {unit: rounds.step("county_plan", unit) for unit in (cast.east, cast.west, cast.city)}
    for unit, fen in ((cast.east, 300_00), (cast.west, 150_01), (cast.city, 0)):
        rounds.hand_in(plans[unit], fen)
    # East has 250.00 of 400.00 left and plans 300.00; West keeps within its 200.00.
    page = see(client, cast.reviewer_city, reverse("funds:accept_round_step", args=[plans[cast.east].pk]))
    assert "超出50.00" in page
    west = see(client, cast.reviewer_city, reverse("funds:accept_round_step", args=[plans[cast.west].pk]))
    assert "超出" not in west
    for unit in plans:
        rounds.accept(rounds.step("county_plan", unit))
    application = rounds.step("city_plan", cast.city)
    with pytest.raises(BeyondBudget, match=r"0\.01"):
        rounds.hand_in(application, reference="5号")
    assert rounds.step("city_plan", cast.city).state == "open"
    rounds.send_back(rounds.step("county_plan", cast.west))
    rounds.accept(rounds.hand_in(rounds.step("county_plan", cast.west), 150_00))
    assert rounds.hand_in(application, reference="5号").state == "submitted"


def test_a_month_whose_round_is_not_filed_warns(rounds: Rounds) -> None:
    cast = rounds.cast
    period = BookPeriod.objects.get(book=rounds.town.books[0], month=MAY.first)

    def told() -> list[str]:
        with acting_as(cast.finance_city):
            return [str(one.text) for one in round_filed(period)]

    [text] = told()
    assert "2020-05" in text
    rounds.open()
    rounds.planned(east=300_00, west=0)
    # Appropriation, three reports and the filing; no money came, so nothing is due to counties.
    [text] = told()
    assert "5个环节" in text
    rounds.clock(dt.date(2020, 6, 12))
    rounds.pass_on(rounds.arrive(300_00, dt.date(2020, 5, 8)), dt.date(2020, 5, 11))
    for unit in (cast.east, cast.west, cast.city):
        rounds.accept(rounds.hand_in(rounds.step("county_report", unit)))
    assert len(told()) == 1
    rounds.accept(rounds.hand_in(rounds.step("city_report", cast.city), reference="6号"))
    assert told() == []
    with acting_as(cast.finance_city):
        asked = [
            one.condition for one in findings(period) if one.condition.check in (round_filed, accounts_swept)
        ]
    assert [one.blocking for one in asked] == [False, False]


@pytest.mark.duty("NB-14")
def test_a_month_with_an_account_not_swept_warns(rounds: Rounds) -> None:
    cast = rounds.cast
    rounds.clock(dt.date(2020, 5, 5))
    receive(rounds, cast.east, dt.date(2020, 4, 10), 700_00)
    period = BookPeriod.objects.get(book=rounds.town.books[0], month=APRIL.first)

    def told() -> list[str]:
        with acting_as(cast.finance_city):
            return [str(one.text) for one in accounts_swept(period)]

    [text] = told()
    assert "东山县医保中心收入户截至2020-04尚有" in text
    assert "700.00" in text
    sweep(rounds, cast.east, "income", APRIL, "700", dt.date(2020, 5, 4))
    assert told() == []
