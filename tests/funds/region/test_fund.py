"""A year of the regional fund: levied, paid up, distributed, paid out, in the region's book and in each city's."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from config.errors import DomainError
from config.scoping import acting_as, system_scope
from funds.models import (
    RegionalDemand,
    RegionalDistribution,
    RegionalDunning,
    RegionalGrant,
    RegionalLevy,
    RegionalTransfer,
    RegionReport,
    ReportedYear,
)
from funds.reads.balances import verify_balances
from funds.services.region_reports.report import report_upwards
from funds.services.regional_fund.decide import issue, withdraw
from funds.services.regional_fund.distributions import plan_distribution, propose_distribution
from funds.services.regional_fund.dun import dun_city
from funds.services.regional_fund.faults import RegionalFundRefused
from funds.services.regional_fund.levies import plan_levy, propose_levy
from funds.services.regional_fund.transfers import book_transfer, enter_transfer, refuse_transfer
from institutions.services.duties import DutyMissing, SamePerson

from .conftest import TODAY, Between, Side, transfers

NOW = {"moved_on": TODAY, "evidence": "V1"}


def proposed(between: Between, levy: RegionalLevy, **rates: tuple[int, int]) -> RegionalDistribution:
    """``rates`` of the first and the second city in ten-thousandths."""
    found = {
        between.first.agency.area_id: rates.get("first", (9_000, 8_000)),
        between.second.agency.area_id: rates.get("second", (6_000, 9_000)),
    }
    with acting_as(between.above.finance):
        plan = plan_distribution(levy=levy, rates=found)
        return propose_distribution(plan=plan, evidence="内医保2号", acting_user=between.above.finance)


def issued(between: Between, whole: Any) -> Any:
    with acting_as(between.above.approver):
        return issue(whole=whole, acting_user=between.above.approver)


def grant_of(side: Side) -> RegionalGrant:
    with system_scope():
        return RegionalGrant.objects.get(area=side.agency.area, state="issued")


def checked(*acts: Any) -> None:
    """The acts, and what else is asked at the end of a transaction."""
    for act in acts:
        act()
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")


@pytest.mark.duty("NM-05")
def test_a_share_of_last_years_contributions_is_levied_and_paid_up(between: Between) -> None:
    levy = between.levied()
    first, second = between.demand(between.first), between.demand(between.second)
    # 5 % of 1,200.01 and of 300.00.
    assert (first.amount, second.amount, levy.amount) == (Decimal("60.00"), Decimal(15), Decimal(75))
    assert levy.due_on == dt.date(2026, 6, 30)
    between.moved(between.first, first, "paid_up", "60.00")
    between.moved(between.above, first, "received", "60.00")
    # Each side in its own book; the city's by its counties' contributions, largest remainder.
    assert between.held(between.first, "upper_remittance_expense") == 60
    assert between.held(between.first, "upper_remittance_expense", between.cast.east) == Decimal("50.00")
    assert between.held(between.first, "upper_remittance_expense", between.cast.west) == Decimal("10.00")
    assert between.held(between.above, "lower_remittance_income") == -60
    assert between.held(between.above, "fiscal_special_account") == 60
    with system_scope():
        for side in (between.above, between.first, between.second):
            assert verify_balances(book=between.book(side)) == []


@pytest.mark.duty("NM-06")
def test_what_came_in_is_distributed_and_paid_out_to_the_fen(between: Between) -> None:
    levy = between.levied()
    for side in (between.first, between.second):
        demand = between.demand(side)
        between.moved(side, demand, "paid_up", str(demand.amount))
        between.moved(between.above, demand, "received", str(demand.amount))
    issued(between, proposed(between, levy))
    # 37.50 by 4 : 1; 18.75 by 4 × 0.9 : 0.6; 18.75 by 4 × 0.8 : 0.9.
    grants = grant_of(between.first), grant_of(between.second)
    assert [one.amount for one in grants] == [Decimal("60.70"), Decimal("14.30")]
    assert sum(one.amount for one in grants) == 75
    for side, grant in zip((between.first, between.second), grants, strict=True):
        between.moved(between.above, grant, "paid_down", str(grant.amount))
        between.moved(side, grant, "arrived", str(grant.amount))
    assert between.held(between.above, "fiscal_special_account") == 0
    assert between.held(between.above, "lower_subsidy_expense") == 75
    assert between.held(between.first, "upper_subsidy_income") == -grants[0].amount
    # By people insured: three in East, one in West.
    assert between.held(between.first, "upper_subsidy_income", between.cast.east) == Decimal("-45.53")
    with system_scope():
        assert verify_balances(book=between.book(between.above)) == []


@pytest.mark.duty("NM-06")
def test_only_what_came_in_is_distributed_and_in_parts(between: Between) -> None:
    levy = between.levied()
    with acting_as(between.above.finance), pytest.raises(RegionalFundRefused, match=r"distribute|分配"):
        plan_distribution(levy=levy, rates={})
    between.moved(between.above, between.demand(between.second), "received", "10.00")
    first = proposed(between, levy)
    assert first.amount == 10
    with pytest.raises(RegionalFundRefused):
        proposed(between, levy)
    between.moved(between.above, between.demand(between.second), "received", "5.00", "V2")
    second = proposed(between, levy)
    assert (second.amount, second.given_before, second.collected) == (5, 10, 15)
    with acting_as(between.above.finance):
        withdraw(whole=first, reason="比率有误", acting_user=between.above.finance)
    assert proposed(between, levy).amount == 10


def test_the_database_refuses_more_than_came_in(between: Between) -> None:
    levy = between.levied()
    between.moved(between.above, between.demand(between.second), "received", "10.00")
    more = {
        "region": between.region, "levy": levy, "insutype": "390", "year": 2026, "collected": 20, "given_before": 0,
        "evidence": "3号", "entered_by": between.above.finance,
    }  # fmt: skip
    with acting_as(between.above.finance):
        with pytest.raises(DatabaseError, match="more than came in"), transaction.atomic():
            RegionalDistribution.objects.create(amount=11, **more)
        with pytest.raises(DatabaseError, match="regional_distribution_within"), transaction.atomic():
            RegionalDistribution.objects.create(amount=10, **{**more, "collected": 9})
        with pytest.raises(DatabaseError, match="do not add up"), transaction.atomic():
            checked(lambda: RegionalDistribution.objects.create(amount=10, **more))
        with pytest.raises(DatabaseError, match="begins as a proposal"), transaction.atomic():
            RegionalDistribution.objects.create(
                amount=1, state="issued", decided_by=between.above.approver, decided_on=TODAY, **more
            )


def test_the_database_keeps_papers_and_vouchers(between: Between) -> None:
    levy = between.levied()
    demand = between.demand(between.first)
    between.moved(between.above, demand, "received", "10.00")
    refused = [
        (lambda: RegionalDemand.objects.filter(pk=demand.pk).update(amount=1), "figures stay"),
        (lambda: RegionalLevy.objects.filter(pk=levy.pk).update(share=1), "figures stay"),
        (lambda: RegionalLevy.objects.filter(pk=levy.pk).update(state="proposed"), "does not become"),
        (lambda: RegionalLevy.objects.filter(pk=levy.pk)._raw_delete("default"), "it is kept"),
        (lambda: RegionalTransfer.objects.update(amount=1), "what was booked stays"),
        (lambda: RegionalTransfer.objects.all().delete(), "what was booked stays"),
        (lambda: RegionReport.objects.update(reported_on=TODAY - dt.timedelta(1)), "what was reported"),
        (lambda: ReportedYear.objects.update(collected=1), "what was reported|permission denied"),
    ]  # fmt: skip
    with system_scope():
        for act, message in refused:
            with pytest.raises(DatabaseError, match=message), transaction.atomic():
                act()
    new = {
        "side": "received", "region": between.region, "area": demand.area, "moved_on": TODAY, "evidence": "V9",
        "entered_by": between.above.finance,
    }  # fmt: skip
    with acting_as(between.above.finance):
        for values, message in (
            ({"demand": demand, "amount": Decimal("50.01")}, "more than the paper"),
            ({"demand": demand, "amount": 1, "side": "arrived"}, "of_one_paper"),
            ({"demand": demand, "amount": 0}, "regional_transfer_positive"),
            (
                {"demand": demand, "amount": 1, "state": "booked", "decided_by": between.above.finance},
                "regional_transfer_two_people",
            ),
        ):
            with pytest.raises(DatabaseError, match=message), transaction.atomic():
                RegionalTransfer.objects.create(**{**new, **values})


def test_two_people_decide_and_book(between: Between) -> None:
    with acting_as(between.above.finance):
        plan = plan_levy(region=between.region, insutype="390", year=2026)
        levy = propose_levy(plan=plan, evidence="1号", acting_user=between.above.finance)
        with pytest.raises(ValidationError):
            propose_levy(plan=plan, evidence="1号", acting_user=between.above.finance)
        with pytest.raises(DutyMissing):
            issue(whole=levy, acting_user=between.above.finance)
        with pytest.raises(DatabaseError, match="two_people"), transaction.atomic():
            RegionalLevy.objects.filter(pk=levy.pk).update(
                state="issued", decided_by=between.above.finance, decided_on=TODAY
            )
    with system_scope():
        demand = RegionalDemand.objects.get(area=between.first.agency.area)
    with acting_as(between.first.finance), pytest.raises(RegionalFundRefused):
        enter_transfer(
            paper=demand, side="paid_up", amount=Decimal(1), acting_user=between.first.finance, **NOW
        )
    issued(between, levy)
    with acting_as(between.first.finance):
        made = enter_transfer(
            paper=demand, side="paid_up", amount=Decimal(1), acting_user=between.first.finance, **NOW
        )
        with pytest.raises(ValidationError):
            enter_transfer(
                paper=demand, side="paid_up", amount=Decimal(1), acting_user=between.first.finance, **NOW
            )
        for wrong in ({"amount": Decimal(60)}, {"moved_on": TODAY + dt.timedelta(1)}, {"evidence": " "}):
            with pytest.raises(RegionalFundRefused):
                enter_transfer(
                    paper=demand, side="paid_up", acting_user=between.first.finance,
                    **{"amount": Decimal(1), **NOW, **wrong},
                )  # fmt: skip
        # The region's voucher is the region's to enter.
        with pytest.raises(DutyMissing):
            enter_transfer(
                paper=demand, side="received", amount=Decimal(1), acting_user=between.first.finance, **NOW
            )
    with acting_as(between.above.reviewer), pytest.raises(DutyMissing):
        book_transfer(transfer=made, acting_user=between.above.reviewer)
    with acting_as(between.first.reviewer):
        refuse_transfer(transfer=made, reason="凭证有误", acting_user=between.first.reviewer)
        with pytest.raises(RegionalFundRefused):
            book_transfer(transfer=made, acting_user=between.first.reviewer)
    assert [one.state for one in transfers()] == ["refused"]


def test_the_same_person_with_both_duties_is_refused(between: Between) -> None:
    with system_scope():
        assignment = between.above.finance.assignments.get()
        assignment.duties = ["finance", "approve", "review"]
        assignment.save()
    both = type(between.above.finance).objects.get(pk=between.above.finance.pk)
    with acting_as(both):
        plan = plan_levy(region=between.region, insutype="390", year=2026)
        levy = propose_levy(plan=plan, evidence="1号", acting_user=both)
        with pytest.raises(SamePerson):
            issue(whole=levy, acting_user=both)


def test_a_levy_needs_every_citys_closed_year(open_between: Between) -> None:
    with system_scope():
        report_upwards(area=open_between.first.agency.area)
    with acting_as(open_between.above.finance):
        plan = plan_levy(region=open_between.region, insutype="390", year=2026)
        assert list(plan.missing) == [open_between.second.agency.area, open_between.first.agency.area]
        with pytest.raises(RegionalFundRefused):
            propose_levy(plan=plan, evidence="1号", acting_user=open_between.above.finance)


def test_a_levy_is_withdrawn_while_no_money_moved(between: Between) -> None:
    levy = between.levied()
    with acting_as(between.above.finance), pytest.raises(DutyMissing):
        withdraw(whole=levy, reason="重算", acting_user=between.above.finance)
    with acting_as(between.above.approver):
        with pytest.raises(RegionalFundRefused):
            withdraw(whole=levy, reason=" ", acting_user=between.above.approver)
        withdraw(whole=levy, reason="重算", acting_user=between.above.approver)
        with pytest.raises(RegionalFundRefused):
            withdraw(whole=levy, reason="重算", acting_user=between.above.approver)
    again = between.levied("内医保3号")
    between.moved(between.first, between.demand(between.first), "paid_up", "1.00")
    with acting_as(between.above.approver), pytest.raises(RegionalFundRefused):
        withdraw(whole=again, reason="重算", acting_user=between.above.approver)
    with system_scope(), pytest.raises(DatabaseError, match="money moved"), transaction.atomic():
        checked(
            lambda: RegionalLevy.objects.filter(pk=again.pk).update(state="withdrawn", reason="x"),
            lambda: RegionalDemand.objects.filter(levy=again).update(state="withdrawn"),
        )


@pytest.mark.duty("NM-05")
def test_whoever_is_late_gets_one_letter_a_day(between: Between, monkeypatch: pytest.MonkeyPatch) -> None:
    between.levied()
    demand = between.demand(between.first)
    between.moved(between.above, demand, "received", "20.00")
    with acting_as(between.above.finance), pytest.raises(RegionalFundRefused):
        dun_city(demand=demand, acting_user=between.above.finance)
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 7, 1, 4, tzinfo=dt.UTC))
    with acting_as(between.above.finance):
        letter = dun_city(demand=demand, acting_user=between.above.finance)
        assert (letter.due, letter.short) == (60, 40)
        with pytest.raises(RegionalFundRefused):
            dun_city(demand=demand, acting_user=between.above.finance)
    with acting_as(between.first.finance):
        assert RegionalDunning.objects.count() == 1
        with pytest.raises(DomainError):
            dun_city(demand=demand, acting_user=between.first.finance)
    with acting_as(between.second.finance):
        assert not RegionalDunning.objects.exists()
