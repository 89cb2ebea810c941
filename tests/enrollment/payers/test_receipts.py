"""Receipts from tax: matched exactly or by rule, else decided by a person, nothing dropped (JJ-04)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Sum
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from config.money import from_fen
from config.scoping import acting_as, system_scope
from config.spreadsheets import engine
from enrollment.models import ContributionMonth, Payer, Receipt, ReceiptShare
from enrollment.rules.receipts import Owing, fits, spread
from enrollment.services.receipts.decide import ReceiptRefused, accept_receipt
from enrollment.services.receipts.late_fees import late_fee_of
from enrollment.services.receipts.match import owing_of
from institutions.services.duties import DutyMissing
from tests.cast import Cast
from tests.config.spreadsheets.sheets import faults
from tests.support.policies import put_policy_in_force

MONTHS = st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), min_size=1, max_size=6)


def states() -> dict[str, tuple[str, str]]:
    with system_scope():
        return {one.number: (one.state, one.difference) for one in Receipt.objects.all()}


def paid(month: int) -> tuple[Any, Any]:
    with system_scope():
        sums = ReceiptShare.objects.filter(statement__month__month=month).aggregate(
            employer=Sum("employer"), personal=Sum("personal")
        )
        return sums["employer"], sums["personal"]


@given(MONTHS, st.integers(0, 10**10))
def test_not_a_fen_is_lost_or_made(owed: list[tuple[int, int]], amount: int) -> None:
    months = [Owing(number, *parts) for number, parts in enumerate(owed)]
    shares, left = spread(amount, months)
    assert sum(one.employer + one.personal for one in shares) + left == amount
    total = sum(month.total for month in months)
    assert left == max(0, amount - total)
    if fits(amount, months, len(months)) == "":
        assert all((one.employer, one.personal) == owed[one.statement] for one in shares)


@given(st.integers(1, 10**9), st.integers(0, 10**9), st.integers(1, 10**9))
def test_paid_in_two_parts_both_sides_are_whole(employer: int, personal: int, first: int) -> None:
    month = Owing(1, employer, personal)
    first = min(first, month.total)
    (share,), _left = spread(first, [month])
    again = Owing(1, employer, personal, share.employer, share.personal)
    rest, _left = spread(month.total - first, [again])
    assert share.employer + sum(one.employer for one in rest) == employer
    assert share.personal + sum(one.personal for one in rest) == personal


@pytest.mark.duty("JJ-04")
def test_what_fits_is_matched_and_the_rest_waits_with_its_difference(receive: Any, owing: Payer) -> None:
    run = receive(
        ("T1", "E1", "2020-01", None, "1050.00"),
        ("T2", "E1", "2020-02", "2020-03", "2100.00"),
        ("T3", "E1", "2020-03", None, "10.00"),
        ("T4", "E9", "2020-03", None, "10.00"),
        ("T5", "E1", "2020-04", None, "10.00"),
    )
    assert (faults(run), run.new_count) == ([], 5)
    assert states() == {
        "T1": ("matched", ""),
        "T2": ("matched", ""),
        "T3": ("open", "over"),
        "T4": ("open", "unknown_payer"),
        "T5": ("open", "no_declaration"),
    }
    assert paid(1) == paid(2) == paid(3) == (850, 200)


def test_the_statements_tell_what_is_paid_and_still_owed(
    receive: Any, owing: Payer, cast: Cast, client: Client
) -> None:
    receive(("T1", "E1", "2020-01", None, "1050.00"))
    client.force_login(cast.clerk_east)
    for month, left in ((1, 0), (2, 1050)):
        with system_scope():
            one = ContributionMonth.objects.get(month__month=month)
        page = client.get(reverse("enrollment:contribution_month", args=[one.pk]))
        assert page.context["statement"].left == left
    listed = client.get(reverse("enrollment:contribution_months"), {"month": "2020-02"}).content.decode()
    assert "1,050.00" in listed
    assert client.get(reverse("enrollment:payer", args=[owing.pk])).status_code == 200


def test_a_receipt_comes_once_and_never_changes(receive: Any, owing: Payer) -> None:
    receive(("T1", "E1", "2020-01", None, "1050.00"))
    run = receive(("T1", "E1", "2020-01", None, "1050.00"), ("T2", "E1", "2020-02", None, "0.01"))
    assert (run.same_count, run.new_count) == (1, 1)
    run = receive(("T1", "E1", "2020-01", None, "1051.00"), ("T3", "E1", "2020-01", None, "0"))
    assert sorted(faults(run)) == [(2, "number", "receipt_differs"), (3, "amount", "receipt_zero")]
    assert paid(1) == (850, 200)
    assert states()["T2"] == ("open", "under")


@pytest.mark.duty("JJ-04")
def test_a_person_says_whose_it_is_and_takes_less_and_more_with_a_reason(
    receive: Any, owing: Payer, cast: Cast, client: Client
) -> None:
    receive(
        ("T1", "E9", "2020-01", None, "1050.00"),
        ("T2", "E1", "2020-02", None, "1000.00"),
        ("T3", "E1", "2020-03", None, "1060.00"),
    )
    client.force_login(cast.clerk_east)
    page = client.get(reverse("enrollment:receipts"), {"state": "open"}).content.decode()
    assert all(number in page for number in ("T1", "T2", "T3"))
    with system_scope():
        known = {
            one.number: reverse("enrollment:decide_receipt", args=[one.pk]) for one in Receipt.objects.all()
        }
    assert client.post(known["T1"], {"payer": "E8"}).status_code == 422
    assert client.post(known["T1"], {"payer": "E1"}).status_code == 302
    assert client.post(known["T2"], {"reason": ""}).status_code == 422
    assert client.post(known["T2"], {"reason": "余款下月补缴"}).status_code == 302
    assert client.post(known["T3"], {"reason": "多缴转预收"}).status_code == 302
    assert states() == {"T1": ("matched", ""), "T2": ("accepted", "under"), "T3": ("accepted", "over")}
    assert paid(1) == paid(3) == (850, 200)
    with system_scope():
        assert Receipt.objects.get(number="T3").advance == 10
    # Decided is decided.
    assert client.post(known["T3"], {"reason": "再来"}).status_code == 422
    client.force_login(cast.clerk_west)
    assert client.get(known["T3"]).status_code == 404


def test_what_came_before_its_declaration_is_matched_again(
    receive: Any, owing: Payer, cast: Cast, client: Client
) -> None:
    receive(("T5", "E1", "2020-04", None, "1050.00"))
    with system_scope():
        ContributionMonth.objects.create(
            payer=owing,
            insutype="310",
            month="2020-04-01",
            heads=2,
            wages=10000,
            base=10000,
            employer=850,
            personal=200,
        )
    client.force_login(cast.clerk_east)
    assert client.post(reverse("enrollment:match_receipts")).status_code == 302
    assert states() == {"T5": ("matched", "")}


def test_a_sheet_is_withdrawn_with_its_matches_until_a_person_decided(
    receive: Any, owing: Payer, cast: Cast
) -> None:
    run = receive(("T1", "E1", "2020-01", None, "1050.00"))
    engine.withdraw_run(run=run, acting_user=cast.clerk_east)
    assert (states(), paid(1)) == ({}, (None, None))
    run = receive(("T2", "E1", "2020-01", None, "1000.00"))
    with acting_as(cast.clerk_east):
        accept_receipt(receipt=Receipt.objects.get(), reason="部分缴费", acting_user=cast.clerk_east)
        with pytest.raises(ReceiptRefused):
            accept_receipt(receipt=Receipt.objects.get(), reason="部分缴费", acting_user=cast.clerk_east)
        with pytest.raises(DutyMissing):
            accept_receipt(receipt=Receipt.objects.get(), reason="部分缴费", acting_user=cast.auditor_city)
    with pytest.raises(Exception, match="1"):
        engine.withdraw_run(run=run, acting_user=cast.clerk_east)
    assert states() == {"T2": ("accepted", "under")}


@pytest.fixture
def by_policy(owing: Payer, cast: Cast) -> Payer:
    """Months of 2024 by a policy with a due day and a late fee."""
    with system_scope():
        put_policy_in_force(cast, "neimenggu.yaml")
        for number in (4, 5):
            ContributionMonth.objects.create(
                payer=owing, insutype="310", month=f"2024-0{number}-01", heads=2, wages=10000, base=10000,
                employer=850, personal=200,
            )  # fmt: skip
    return owing


def fee(by_policy: Payer, month: str, day: str) -> Decimal:
    """What the rule asks on that day, yuan."""
    with system_scope():
        of = ContributionMonth.objects.get(month=f"{month}-01")
        receipt = Receipt(county=by_policy.county, received_on=dt.date.fromisoformat(day))
        return from_fen(late_fee_of(receipt, owing_of([of])))


def test_what_is_owed_with_the_late_fee_of_the_day_fits(by_policy: Payer, cast: Cast, take_on: Any) -> None:
    late = fee(by_policy, "2024-04", "2024-07-01")
    assert late > 0
    assert fee(by_policy, "2024-04", "2024-04-02") == 0
    take_on("2024-07-01", ("T1", "2024-04", str(1050 + late)), ("T2", "2024-05", "1050.00"))
    assert states() == {"T1": ("matched", ""), "T2": ("matched", "")}
    with system_scope():
        assert [one.late_fee for one in Receipt.objects.order_by("number")] == [late, 0]


def test_taken_as_it_is_the_fee_comes_before_the_advance(by_policy: Payer, cast: Cast, take_on: Any) -> None:
    late = fee(by_policy, "2024-04", "2024-07-01")
    take_on("2024-07-01", ("T1", "2024-04", str(1055 + late)))
    assert states() == {"T1": ("open", "over")}
    with acting_as(cast.clerk_east):
        done = accept_receipt(receipt=Receipt.objects.get(), reason="多缴", acting_user=cast.clerk_east)
    assert (done.late_fee, done.advance) == (late, 5)
