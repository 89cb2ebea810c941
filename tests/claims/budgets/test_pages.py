"""The pages of payment budgets: caps in one table, a negotiation in one table, what is typed stays when refused."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from claims.budget_desk import budget_items
from claims.models import Budget, BudgetAdjustment, BudgetRound, BudgetShare, CountyBudget
from claims.services.budgets.draft import DRAFT
from claims.services.budgets.use import count_use
from claims.tasks import count_budget_uses
from config.desk import items_of
from config.jobs.run import run_job
from config.models import Job
from config.scoping import acting_as, system_scope
from institutions.models import User
from tests.cast import Cast

from .conftest import YEAR, of, pay, share_of


def post(client: Client, user: User, name: str, *args: int, **values: object) -> str:
    client.force_login(user)
    answer = client.post(reverse(f"claims:{name}", args=args), {"submission": uuid4(), **values})
    assert answer.status_code == 302, answer.context["act"].errors or answer.context["act"].form.errors
    return str(answer["Location"])


def desk(user: User) -> list[str]:
    with acting_as(user):
        return [str(item.title) for item in items_of(budget_items(user.assignments_in_force[0]))]


def save(client: Client, county: CountyBudget, **typed: Any) -> Any:
    """The negotiation's table sent: ``share<key>_<field>``."""
    values = {name.replace("_", "-", 1): value for name, value in typed.items()}
    return client.post(county.get_absolute_url(), {"submission": uuid4(), **values})


@pytest.mark.duty("ZY-17")
def test_the_city_drafts_on_a_page(city: Cast, client: Client) -> None:
    this = timezone.localdate().year
    with system_scope():
        pay(city.hospital_east, city.east, dt.date(this - 1, 3, 5), "100.00")
    where = post(client, city.finance_city, "draft_budget", year=this, insutype="390", growth="3.5", total="")
    with system_scope():
        job = Job.objects.get(kind=DRAFT)
    assert where == reverse("job", args=[job.pk])
    run_job(job.pk)
    with system_scope():
        drafted = Budget.objects.get()
        job.refresh_from_db()
        share = BudgetShare.objects.get()
    assert (job.state, job.result_url) == ("done", drafted.get_absolute_url())
    # Paid from March on: 100.00 ÷ 10 × 12 = 120.00, with growth 124.20; months before it at the mean of 10.00.
    assert (drafted.last_year, drafted.growth, drafted.total) == (Decimal("120.00"), 350, Decimal("124.20"))
    assert any("100.00 ÷ 10 × 12 = 120.00" in step["text"].replace("10个月", "10") for step in drafted.steps)
    assert share.last_year_months == [1_000, 1_000, 10_000, *[0] * 9]
    client.force_login(city.finance_city)
    again = client.post(reverse("claims:draft_budget"), {"year": this, "insutype": "390"})
    assert again.status_code == 422


def caps_page(budget: Budget, east: str, reason: str = "") -> dict[str, object]:
    with system_scope():
        rows = {
            one.county.code: one
            for one in CountyBudget.objects.filter(budget=budget).select_related("county")
        }
    return {
        "submission": uuid4(),
        "reserved": "50.00",
        f"county{rows['990101'].pk}-cap": east,
        f"county{rows['990101'].pk}-reason": reason,
        f"county{rows['990102'].pk}-cap": "285.00",
        f"county{rows['990102'].pk}-reason": "",
    }


@pytest.mark.duty("ZY-17")
def test_caps_typed_stay_when_they_are_refused(city: Cast, draft: Budget, client: Client) -> None:
    client.force_login(city.finance_city)
    where = draft.get_absolute_url()
    shown = client.get(where).content.decode()
    assert 'value="665.00"' in shown
    assert "四（六）4" in shown
    for east, reason in (("700.00", "新院区"), ("600.00", ""), ("六百", "控费")):
        refused = client.post(where, caps_page(draft, east, reason))
        assert refused.status_code == 422
        assert f'value="{east}"' in refused.content.decode()
        assert 'role="alert"' in refused.content.decode()
    assert client.post(where, caps_page(draft, "600.00", "控费")).status_code == 302
    assert of(draft, city.east).cap == Decimal("600.00")
    # Nothing for the counties yet: neither the pages nor the list.
    client.force_login(city.clerk_east)
    assert client.get(where).status_code == 404
    assert client.get(of(draft, city.east).get_absolute_url()).status_code == 404
    assert client.get(reverse("claims:budgets")).context["listing"].count == (0, False)
    assert desk(city.finance_city) == ["待提交的控制指标"]
    post(client, city.finance_city, "submit_budget", draft.pk)
    assert desk(city.approver_city) == ["待审批的控制指标"]
    post(client, city.approver_city, "return_budget", draft.pk, reason="东山偏低")
    assert desk(city.finance_city) == ["被退回的控制指标"]
    post(client, city.finance_city, "submit_budget", draft.pk)
    post(client, city.approver_city, "approve_budget", draft.pk)
    assert desk(city.clerk_east) == ["待与机构协商的预算"]


@pytest.mark.duty("ZY-17", "NB-09")
def test_a_negotiation_is_worked_through_in_one_table(city: Cast, opened: Budget, client: Client) -> None:
    county = of(opened, city.east)
    stays, rest = share_of(opened, city.east), share_of(opened, city.east, "by_item")
    client.force_login(city.clerk_east)
    first, second = f"share{stays.pk}", f"share{rest.pk}"
    refused = save(
        client, county, **{f"{first}_act": "offer", f"{first}_amount": "550.00", f"{second}_amount": "90.00"}
    )
    assert refused.status_code == 422
    text = refused.content.decode()
    assert 'value="550.00"' in text
    assert 'value="90.00"' in text
    with system_scope():
        assert not BudgetRound.objects.exists()
    both = {f"{one}_act": "offer" for one in (first, second)}
    save(client, county, **both, **{f"{first}_amount": "550.00", f"{second}_amount": "95.00"})
    save(client, county, **{
        f"{first}_act": "asks", f"{first}_amount": "600.00", f"{first}_reason": "新设科室", f"{first}_spoke": "院长",
        f"{second}_act": "accepted",
    })  # fmt: skip
    shown = client.get(county.get_absolute_url()).content.decode()
    assert "新设科室" in shown
    assert "600.00" in shown
    save(
        client, county, **{f"{first}_act": "set", f"{first}_amount": "570.00", f"{first}_reason": "协商未成"}
    )
    assert share_of(opened, city.east).state == "set"
    post(client, city.clerk_east, "hand_in_county_budget", county.pk)
    assert desk(city.reviewer_east) == ["待核定的机构预算"]
    post(client, city.reviewer_east, "return_county_budget", county.pk, reason="再谈")
    post(client, city.clerk_east, "hand_in_county_budget", county.pk)
    post(client, city.reviewer_east, "decide_county_budget", county.pk)
    paper = client.get(county.get_absolute_url() + "?print=1").content.decode()
    assert "新设科室" in paper
    sheet = load_workbook(BytesIO(_bytes(client.get(county.get_absolute_url() + "?export=1")))).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert cells.count("协商未成") == 1
    assert 570 in [float(cell) for cell in cells if isinstance(cell, int | float | Decimal)]


def _bytes(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_adjustments_on_the_pages(city: Cast, decided: Budget, client: Client) -> None:
    county, share = of(decided, city.east), share_of(decided, city.east)
    typed = {"amount": "20.00", "month": f"{YEAR}-12", "reason": "流感季"}
    post(client, city.finance_city, "adjust_county_budget", county.pk, **typed)
    assert "待决定的控制指标调整" in desk(city.approver_city)
    with system_scope():
        change = BudgetAdjustment.objects.get()
    post(client, city.approver_city, "decide_budget_adjustment", change.pk)
    where = post(client, city.clerk_east, "adjust_budget_share", share.pk, **typed)
    assert "待决定的预算调整" in desk(city.reviewer_east)
    with system_scope():
        change = BudgetAdjustment.objects.get(share=share)
    post(client, city.reviewer_east, "refuse_budget_adjustment", change.pk, reason="依据不足")
    assert "依据不足" in client.get(where).content.decode()
    post(client, city.clerk_east, "new_budget_share", county.pk, whose=f"institution:{city.hospital_east.pk}",
         method="bed_day", proposed="0", reason="康复床位")  # fmt: skip
    with system_scope():
        assert BudgetShare.objects.filter(method="bed_day", county=city.east).exists()


@pytest.mark.duty("ZY-14", "ZY-17")
def test_use_by_month_is_shown_and_warned_of(
    city: Cast, decided: Budget, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """600.00 in February of a budget of 570.00: over."""
    with system_scope():
        pay(city.hospital_east, city.east, dt.date(2024, 2, 3), "600.00")
        count_use(budget=decided)
    client.force_login(city.clerk_east)
    answer = client.get(reverse("claims:budget_use", args=[decided.pk]))
    uses = {one.share.method: (one.yuan["used"], said) for one, said, _tone in answer.context["uses"]}
    assert uses["per_case"][0] == Decimal("600.00")
    assert str(uses["per_case"][1]) == "超全年预算"
    assert answer.context["warned"] == 1
    monkeypatch.setattr(timezone, "localdate", lambda *_given: dt.date(2024, 3, 1))
    assert desk(city.clerk_east) == ["机构预算即将或已经用完"]
    assert count_budget_uses() == 9
    monkeypatch.undo()
    book = load_workbook(
        BytesIO(_bytes(client.get(reverse("claims:budget_use", args=[decided.pk]) + "?export=1")))
    )
    assert len(book.sheetnames) >= 1
    board = client.get(decided.get_absolute_url()).content.decode()
    assert "600.00" in board


def test_a_county_neither_sees_nor_does_what_is_anothers(city: Cast, opened: Budget, client: Client) -> None:
    west, share = of(opened, city.west), share_of(opened, city.west)
    client.force_login(city.clerk_east)
    for name, pk in (("county_budget", west.pk), ("budget_share", share.pk), ("new_budget_share", west.pk)):
        assert client.get(reverse(f"claims:{name}", args=[pk])).status_code == 404
    assert (
        save(client, west, **{f"share{share.pk}_act": "offer", f"share{share.pk}_amount": "1"}).status_code
        == 404
    )
    # The city sees a county's negotiation; the county does it.
    client.force_login(city.finance_city)
    answer = client.get(west.get_absolute_url())
    assert answer.status_code == 200
    assert '<form method="post" data-guard' not in answer.content.decode()
