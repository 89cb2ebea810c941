"""Fiscal subsidies by quarter: due, received by two people into the books, direct funds apart, dunned (NB-15)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from config.desk import items_of
from config.models import ImportRun
from config.periods import Month
from config.scoping import acting_as, system_scope
from config.spreadsheets import engine
from enrollment.models import Coverage
from funds.desk_subsidies import subsidy_items
from funds.models import (
    FundBudget,
    FundBudgetLine,
    FundBudgetStep,
    Leg,
    SubsidyCount,
    SubsidyDunning,
    SubsidyReceipt,
)
from funds.reads.subsidies import SubsidyDue, subsidy_year
from funds.rules.subsidies import Quarter, cover
from funds.services.open_book import open_book, open_months
from funds.services.subsidies.count import count_year
from funds.services.subsidies.dun import dun_subsidy
from funds.services.subsidies.faults import SubsidyRefused
from funds.services.subsidies.receive import check_receipt, drop_receipt, enter_receipt
from institutions.models import Duty, User
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_coverage, make_person
from tests.config.spreadsheets.files import workbook
from tests.config.spreadsheets.sheets import faults
from tests.support.policies import put_policy_in_force

YEAR = 2022
TODAY = dt.date(YEAR, 5, 15)


@pytest.fixture
def city(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Four residents of East insured in 2022 under the policy that names quarters; it is 15 May."""
    with system_scope():
        put_policy_in_force(cast, "ningbo.yaml")
        book = open_book(insutype="390", unit=cast.city, first=Month(YEAR, 1), acting_user=cast.finance_city)
        open_months(book=book, through=Month(YEAR, 12), acting_user=cast.finance_city)
        year: Any = (dt.date(YEAR, 1, 1), dt.date(YEAR + 1, 1, 1))
        for _n in range(4):
            make_coverage(make_person(cast.east), period=year)
    now = dt.datetime(YEAR, 5, 15, 4, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    return cast


def dues(user: User) -> dict[tuple[str, int], SubsidyDue]:
    with acting_as(user):
        area = user.assignments_in_force[0].agency.area
        found = subsidy_year(area=area, year=YEAR, insutype="390", today=TODAY)
        return {(one.payer, one.quarter): one for one in found.dues}


def enter(cast: Cast, amount: Decimal, **given: Any) -> SubsidyReceipt:
    values: dict[str, Any] = {
        "county": cast.east, "insutype": "390", "year": YEAR, "quarter": 1, "payer": "county",
        "received_on": dt.date(YEAR, 2, 20), "voucher_no": "V1", "amount": amount,
    }  # fmt: skip
    with acting_as(cast.finance_city):
        return enter_receipt(acting_user=cast.finance_city, **(values | given))


def check(cast: Cast, receipt: SubsidyReceipt) -> None:
    with acting_as(cast.reviewer_city):
        check_receipt(receipt=receipt, acting_user=cast.reviewer_city)


def booked() -> dict[str, Decimal]:
    with system_scope():
        legs = Leg.unscoped.select_related("account__subject")
        return {leg.account.subject.role: leg.debit - leg.credit for leg in legs}


@pytest.mark.duty("NB-15")
def test_a_quarter_is_due_by_its_day_and_paid_in_by_two_people(city: Cast) -> None:
    before = dues(city.finance_city)
    first, second, third, fourth = (before["county", n] for n in (1, 2, 3, 4))
    assert [one.due_on for one in (first, second, third, fourth)] == [
        dt.date(YEAR, 2, 28), dt.date(YEAR, 4, 30), dt.date(YEAR, 7, 31), dt.date(YEAR, 9, 30)
    ]  # fmt: skip
    assert first.due > 0
    assert (first.state, second.state, third.state) == ("late", "late", "awaited")
    receipt = enter(city, first.due)
    # Entered is not received.
    assert dues(city.finance_city)["county", 1].received == 0
    with acting_as(city.finance_city), pytest.raises(DutyMissing):
        check_receipt(receipt=receipt, acting_user=city.finance_city)
    check(city, receipt)
    assert booked() == {"fiscal_special_account": first.due, "fiscal_subsidy_income": -first.due}
    after = dues(city.finance_city)
    assert (after["county", 1].state, after["county", 2].state) == ("paid", "late")
    with acting_as(city.reviewer_city), pytest.raises(SubsidyRefused):
        check_receipt(receipt=receipt, acting_user=city.reviewer_city)
    with system_scope(), pytest.raises(DatabaseError), transaction.atomic():
        SubsidyReceipt.objects.update(amount=1)
    with pytest.raises(ValidationError):
        enter(city, Decimal(1))


@pytest.mark.duty("NB-15")
def test_direct_funds_are_apart_and_cover_the_earliest_quarter(city: Cast) -> None:
    with pytest.raises(ValidationError):
        enter(city, Decimal(1), direct=True, payer="county")
    whole = dues(city.finance_city)["central", 1]
    check(city, enter(city, whole.due - 1, direct=True, payer="central", voucher_no="ZD1", quarter=4))
    found = dues(city.finance_city)["central", 1]
    assert (found.received, found.direct, found.open, found.state) == (0, whole.due - 1, 1, "short")


@given(
    amounts=st.lists(st.integers(0, 10**6), min_size=4, max_size=4),
    received=st.dictionaries(st.integers(1, 4), st.integers(0, 10**6)),
    direct=st.integers(0, 10**6),
)
def test_what_covers_the_quarters_is_all_that_came_in(
    amounts: list[int], received: dict[int, int], direct: int
) -> None:
    found, over = cover([Quarter(n, due, TODAY) for n, due in enumerate(amounts, start=1)], received, direct)
    assert sum(one.received + one.direct for one in found) + over == sum(received.values()) + direct
    assert all(one.open >= 0 for one in found)
    assert over == 0 or all(one.open == 0 for one in found)


def desk(cast: Cast) -> list[dt.date | None]:
    with acting_as(cast.finance_city):
        return [item.due for item in items_of(subsidy_items(cast.finance_city.assignments_in_force[0]))]


@pytest.mark.duty("NB-15")
def test_what_is_late_is_dunned_on_its_page(city: Cast, client: Client) -> None:
    # Nobody is counted while a desk is shown: the night's count says what is due.
    assert desk(city) == []
    count(city)
    assert desk(city) == [dt.date(YEAR, 2, 28)]
    budgeted(city)
    # The budget stands beside: it changes nothing of what is due and late.
    assert desk(city) == [dt.date(YEAR, 2, 28)]
    # All that is due by now comes in; one government's part of the first quarter is short by a fen.
    fen, whole = Decimal("0.01"), dues(city.finance_city)["city", 1].due
    for (payer, quarter), one in dues(city.finance_city).items():
        if one.state == "late":
            short = fen if (payer, quarter) == ("city", 1) else 0
            check(city, enter(city, one.due - short, payer=payer, voucher_no=f"B{payer}", quarter=quarter))
    assert desk(city) == [dt.date(YEAR, 2, 28)]
    client.force_login(city.finance_city)
    page = client.get(reverse("funds:subsidies"), {"year": YEAR, "insutype": "390"})
    assert page.status_code == 200
    first = page.context["beside"].rows[0]
    assert (first.quarter, first.budget, first.beyond) == (1, 100, first.due - 100)
    assert [one.state for one in page.context["late"]] == ["short"]
    address = reverse("funds:dun_subsidy")
    assert address in page.content.decode()
    asked = f"{address}?county={city.east.pk}&payer=city&quarter=1&year={YEAR}&insutype=390"
    assert client.get(asked).status_code == 200
    answer = client.post(asked, {"submission": uuid4()})
    assert answer.status_code == 302
    letter = client.get(answer["Location"])
    with system_scope():
        stored = SubsidyDunning.objects.get()
    assert stored.number in letter.content.decode()
    # Board, desk and letter say the same.
    assert (stored.short, stored.due) == (fen, whole)
    assert client.post(asked, {"submission": uuid4()}).status_code == 422
    check(city, enter(city, fen, payer="city", voucher_no="C2"))
    assert desk(city) == []
    with acting_as(city.finance_city), pytest.raises(SubsidyRefused):
        dun_subsidy(county=city.east, insutype="390", year=YEAR, quarter=3, payer="county",
                    acting_user=city.finance_city)  # fmt: skip
    for name in ("subsidies", "subsidy_letters", "subsidy_receipts", "enter_subsidy"):
        assert client.get(reverse(f"funds:{name}")).status_code == 200
    for asked in ("print", "export"):
        assert (
            client.get(reverse("funds:subsidies"), {"year": YEAR, "insutype": "390", asked: 1}).status_code
            == 200
        )
    # Without a quarter named it leads to where one is chosen; a wrong one is not found.
    assert client.get(address).url == reverse("funds:subsidies")
    assert client.get(address, {"year": YEAR, "quarter": 9}).status_code == 404


def count(city: Cast) -> int:
    with system_scope():
        return count_year(YEAR)


def test_the_nights_count_is_the_boards_and_counts_anew(city: Cast) -> None:
    assert count(city) == len(dues(city.finance_city))
    with system_scope():
        counted = {(one.payer, one.quarter): one.due for one in SubsidyCount.objects.all()}
    assert counted == {key: one.due for key, one in dues(city.finance_city).items()}
    with system_scope():
        Coverage.objects.filter(insutype="390").update(effective=False)
    assert count(city) == 0
    with system_scope():
        assert not SubsidyCount.objects.exists()


def budgeted(city: Cast) -> None:
    """The city's budget of the year is approved: 400.00 of subsidies for East."""
    with system_scope():
        open_day = dt.date(YEAR, 1, 1)
        paper = FundBudget.objects.create(
            area=city.area, unit=city.city, insutype="390", year=YEAR, kind="budget", prepared_by=city.finance_city
        )  # fmt: skip
        FundBudgetLine.objects.create(budget=paper, county=city.east, code="fiscal_subsidies", amount=400)
        now = timezone.now()
        for state in ("handed_in", "review", "approved"):
            paper.state, paper.handed_in_by = state, city.finance_city
            if state == "review":
                paper.round, paper.checked_by, paper.checked_at = 1, city.reviewer_city, now
            if state == "approved":
                FundBudgetStep.objects.create(
                    budget=paper, round=1, position=1, office="congress", act="approve", state="agreed",
                    answered_on=open_day, noted_by=city.finance_city, document_number="1",
                )  # fmt: skip
                paper.document_number = "1"
            paper.save()


def test_entered_checked_and_dropped_on_pages(city: Cast, client: Client) -> None:
    client.force_login(city.finance_city)
    values = {"county": city.east.pk, "insutype": "390", "year": YEAR, "quarter": 2, "payer": "city", "amount": "12.00",
              "received_on": f"{YEAR}-04-30", "voucher_no": "V9"}  # fmt: skip
    enter_page = reverse("funds:enter_subsidy")
    assert client.post(enter_page, {"submission": uuid4(), **values, "direct": "on"}).status_code == 422
    assert client.post(enter_page, {"submission": uuid4(), **values}).status_code == 302
    with system_scope():
        receipt = SubsidyReceipt.objects.get()
    client.force_login(city.reviewer_city)
    assert (
        client.post(reverse("funds:check_subsidy", args=[receipt.pk]), {"submission": uuid4()}).status_code
        == 302
    )
    second = enter(city, Decimal(5), voucher_no="V10")
    with acting_as(city.finance_city):
        dropped = drop_receipt(receipt=second, reason="错录", acting_user=city.finance_city)
    assert dropped.state == "dropped"


HEADER = ["county", "insutype", "year", "quarter", "payer", "direct", "amount", "received_on", "voucher_no"]
GOOD = {"county": "990101", "insutype": "390", "year": YEAR, "quarter": 1, "payer": "province", "direct": "0",
        "amount": "100.00", "received_on": dt.date(YEAR, 2, 20), "voucher_no": "S1"}  # fmt: skip


@pytest.mark.duty("NB-15")
def test_receipts_by_sheet(city: Cast, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    calls = iter(range(9))

    def take(*rows: dict[str, Any], by: User = city.finance_city) -> ImportRun:
        cells = [[{**GOOD, **row}.get(name) for name in HEADER] for row in rows]
        path = workbook(tmp_path / f"{next(calls)}.xlsx", [HEADER, *cells], sheet="subsidy_receipts")
        return engine.import_file(kind="subsidy_receipts", path=path, acting_user=by, agency=city.city)

    run = take(
        {"quarter": 5},
        {"amount": "0"},
        {"direct": "1"},
        {"payer": "nobody"},
        {"received_on": dt.date(2030, 1, 1)},
    )
    assert {(row, column) for row, column, *_rest in faults(run)} >= {
        (2, "quarter"), (3, "amount"), (4, "direct"), (5, "payer"), (6, "received_on"),
    }  # fmt: skip
    central = {"payer": "central", "direct": "1", "voucher_no": "S2"}
    take({}, central)
    take({})
    with system_scope():
        rows = list(SubsidyReceipt.objects.order_by("pk"))
    assert [(one.payer, one.direct, one.entered_by_id) for one in rows] == [
        ("province", False, city.finance_city.pk), ("central", True, city.finance_city.pk)
    ]  # fmt: skip
    check(city, rows[0])
    check(city, rows[1])
    assert (2, "voucher_no") in {(row, column) for row, column, *_rest in faults(take({"amount": "101.00"}))}
    assert (2, "voucher_no") in {
        (row, column) for row, column, *_rest in faults(take(central | {"direct": "0"}))
    }


def test_whoever_changes_a_waiting_voucher_by_sheet_does_not_check_it(
    city: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    with system_scope():
        both = city.reviewer_city.assignments_in_force[0]
        both.duties = [*both.duties, Duty.FINANCE]
        both.save()

    def take(by: User, **changed: Any) -> ImportRun:
        cells = list((GOOD | changed).values())
        path = workbook(tmp_path / f"{by.pk}-{len(changed)}.xlsx", [HEADER, cells], sheet="subsidy_receipts")
        return engine.import_file(kind="subsidy_receipts", path=path, acting_user=by, agency=city.city)

    take(city.finance_city)
    take(city.reviewer_city)
    with system_scope():
        assert SubsidyReceipt.objects.get().entered_by == city.finance_city
    take(city.reviewer_city, amount="900.00")
    with system_scope():
        receipt = SubsidyReceipt.objects.get()
    assert (receipt.amount, receipt.entered_by) == (900, city.reviewer_city)
    with acting_as(city.reviewer_city), pytest.raises(SamePerson):
        check_receipt(receipt=receipt, acting_user=city.reviewer_city)
