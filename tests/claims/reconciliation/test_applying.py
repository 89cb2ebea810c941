"""Clearing applications by sheet (3203): checked against settlements and reconciliation, decided by a second person;
the month's clearing waits for them only where the policy says so."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import ClearingApplication, Reconciliation
from claims.reads.reconciliations import not_ready, standing_of_month
from claims.services.clearing_applications import (
    ApplicationRefused,
    accept_application,
    doubts,
    return_application,
)
from config.models import ImportRun
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import Clearing
from funds.services.clearing.faults import ClearingRefused
from funds.services.clearing.start import start_clearing
from institutions.models import Duty
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_user
from tests.claims.spreadsheets.sheets import found
from tests.support.policies import put_policy_in_force

from .test_comparing import MARCH, Take, detail, settled, take, total

__all__ = ["take"]

ROW = {
    "fixmedins_code": "H99010100001", "insutype": "390", "clr_type": "21", "setlym": "2020-03", "psntime": 2,
    "medfee_sumamt": 1500, "med_sumfee": 1500, "fund_appy_sum": 1500, "cash_payamt": 0, "acct_pay": 0,
    "begndate": "2020-03-01", "enddate": "2020-03-31",
}  # fmt: skip
Apply = Callable[..., ImportRun]


@pytest.fixture
def apply(take: Take) -> Apply:
    def run(**given: Any) -> ImportRun:
        return take("clearing_applications", {**ROW, **given})

    return run


def only() -> ClearingApplication:
    with system_scope():
        one: ClearingApplication = ClearingApplication.objects.select_related("institution").get()
    return one


def accept(cast: Cast, reason: str = "") -> ClearingApplication:
    with acting_as(cast.reviewer_east):
        return accept_application(application=only(), reason=reason, acting_user=cast.reviewer_east)


def test_what_agrees_and_is_reconciled_is_accepted_without_a_word(
    cast: Cast, take: Take, apply: Apply
) -> None:
    settled(cast, "A", 1000)
    settled(cast, "B", 500)
    assert apply().bad_count == 0
    assert [str(one) for one in doubts(only())] == ["The institution sent no statement for the month."]
    take("totals", total(2, 1500))
    assert doubts(only()) == []
    with acting_as(cast.clerk_east), pytest.raises(DutyMissing):
        accept_application(application=only(), reason="", acting_user=cast.clerk_east)
    assert accept(cast).state == "20"
    with pytest.raises(ApplicationRefused, match="already"):
        accept(cast)
    # Accepted figures stay; the same again is no fault.
    assert [code for _row, _column, code in found(apply(psntime=3))] == ["application_decided"]


def test_what_differs_is_accepted_only_for_a_reason_or_returned(cast: Cast, take: Take, apply: Apply) -> None:
    settled(cast, "A", 1000)
    take("details", detail("X"))
    apply()
    said = " ".join(str(one) for one in doubts(only()))
    assert "applied 1,500.00, settled 1,000.00" in said
    assert "not reconciled" in said
    with pytest.raises(ApplicationRefused, match="say why"):
        accept(cast)
    with acting_as(cast.reviewer_east):
        with pytest.raises(ApplicationRefused, match="Say why"):
            return_application(application=only(), reason=" ", acting_user=cast.reviewer_east)
        back = return_application(application=only(), reason="金额不符", acting_user=cast.reviewer_east)
    assert (back.state, back.reason) == ("70", "金额不符")
    # A returned one may be applied for again; it is another application.
    apply(medfee_sumamt=1000, med_sumfee=1000, fund_appy_sum=1000, psntime=1)
    with system_scope():
        assert sorted(ClearingApplication.objects.values_list("state", flat=True)) == ["10", "70"]


def test_nobody_decides_on_what_they_entered(cast: Cast, take: Take) -> None:
    with system_scope():
        both = make_user("both.east", "东山两职", cast.east, Duty.HANDLE, Duty.REVIEW)
    take("clearing_applications", ROW, user=both)
    with acting_as(both), pytest.raises(SamePerson):
        accept_application(application=only(), reason="x", acting_user=both)
    # Whoever changes it has entered it.
    take("clearing_applications", {**ROW, "psntime": 5})
    assert (only().entered_by, only().psntime) == (cast.clerk_east, 5)


def test_sheets_that_are_wrong_say_so(cast: Cast, apply: Apply) -> None:
    wrong = {
        "application_other_month": {"setlym": "2020-04"},
        "application_more_than_fees": {"fund_appy_sum": 1501},
        "statement_not_a_month": {"enddate": "2020-03-30"},
    }
    for code, given in wrong.items():
        assert code in {one for _row, _column, one in found(apply(**given))}


@pytest.mark.parametrize("waits_for", ["nothing", "reconciled", "applied"])
def test_the_months_clearing_waits_only_where_the_policy_says_so(
    cast: Cast, take: Take, apply: Apply, waits_for: str
) -> None:
    settled(cast, "A", 1000)
    with system_scope():
        put_policy_in_force(cast, counties={"value: nothing,": f"value: {waits_for},"})

    def start() -> Clearing:
        with acting_as(cast.finance_city):
            return start_clearing(
                area=cast.area, month=Month.of(MARCH), insutype="390", acting_user=cast.finance_city
            )

    with acting_as(cast.clerk_east):
        before = standing_of_month(cast.area, MARCH, "390")
    assert (before.reconciled, before.open, before.not_sent) == (0, 0, 1)
    if waits_for == "nothing":
        assert start().month == MARCH
        return
    with pytest.raises(ClearingRefused, match="1 have not"):
        start()
    take("details", detail("A"))
    with acting_as(cast.clerk_east):
        after = standing_of_month(cast.area, MARCH, "390")
    assert (after.reconciled, after.behind) == (1, [])
    if waits_for == "reconciled":
        _settled_after_the_comparison(cast, start, take)
    if waits_for == "applied":
        with pytest.raises(ClearingRefused, match="1 have not"):
            start()
        apply(psntime=1, medfee_sumamt=1000, med_sumfee=1000, fund_appy_sum=1000)
        accept(cast)
    assert start().month == MARCH


def _settled_after_the_comparison(cast: Cast, start: Callable[[], Clearing], take: Take) -> None:
    """What was compared before the last settlement holds the month up, and is said where it is decided on."""
    settled(cast, "B", 500)
    with pytest.raises(ClearingRefused, match="1 have not"):
        start()
    with acting_as(cast.clerk_east):
        behind = standing_of_month(cast.area, MARCH, "390")
    assert (behind.reconciled, behind.open) == (0, 1)
    take("details", detail("A"), detail("B", 500))


def test_an_application_beside_an_old_comparison_needs_a_reason(cast: Cast, take: Take, apply: Apply) -> None:
    settled(cast, "A", 1500)
    take("totals", total(1, 1500))
    apply(psntime=1)
    assert doubts(only()) == []
    settled(cast, "B", 500)
    assert [str(one) for one in doubts(only())] == [
        "Bills were settled since the month was compared: compare it anew."
    ]


def test_the_months_page_tells_who_is_behind(cast: Cast, take: Take, client: Client) -> None:
    settled(cast, "A", 1000)
    with system_scope():
        month = Clearing.unscoped.create(area=cast.area, month=MARCH, insutype="390")
    client.force_login(cast.reviewer_city)
    address = reverse("funds:clearing", args=[month.pk])
    assert "H99010100001" in client.get(address).content.decode()
    take("details", detail("A"))
    page = client.get(address).content.decode()
    assert "H99010100001" not in page
    assert "已对平" in page
    # What is settled afterwards makes the comparison an old one: the page does not say that the totals match.
    settled(cast, "B", 500)
    page = client.get(address).content.decode()
    assert "其后又有结算" in page
    assert str(Reconciliation.State.MATCHED.label) not in page


def test_an_adjudicated_month_tells_an_old_comparison_by_its_statements(cast: Cast, take: Take) -> None:
    settled(cast, "A", 1000)
    take("details", detail("A"))
    fits = {cast.hospital_east.pk: (Decimal(1000), Decimal(1000), Decimal(0))}
    with acting_as(cast.clerk_east):
        assert standing_of_month(cast.area, MARCH, "390", fits).stale == set()
        moved = {cast.hospital_east.pk: (Decimal(1500), Decimal(1500), Decimal(0))}
        old = standing_of_month(cast.area, MARCH, "390", moved)
    assert (old.reconciled, len(old.stale)) == (0, 1)


def test_whoever_applies_does_so_for_each_kind_of_clearing(cast: Cast, apply: Apply) -> None:
    """Outpatients were settled too: an application for the stays alone does not make the institution ready."""
    settled(cast, "A", 1000)
    settled(cast, "C", 300, med_type="11")
    for kind, amount, behind in (("21", 1000, [cast.hospital_east]), ("11", 300, [])):
        fees = {"medfee_sumamt": amount, "med_sumfee": amount, "fund_appy_sum": amount}
        apply(clr_type=kind, psntime=1, **fees)
        with acting_as(cast.reviewer_east):
            one = ClearingApplication.objects.get(clr_type=kind)
            accept_application(application=one, reason="分类申请", acting_user=cast.reviewer_east)
        with system_scope():
            assert not_ready(cast.area, MARCH, "390", "applied") == behind


def test_applications_on_their_pages(cast: Cast, apply: Apply, client: Client) -> None:
    settled(cast, "A", 1000)
    apply(clr_way="3")
    one = only()
    client.force_login(cast.reviewer_east)
    assert "待审清算申请" in client.get(reverse("desk")).content.decode()
    assert one.number in client.get(reverse("claims:clearing_applications")).content.decode()
    page = client.get(reverse("claims:clearing_application", args=[one.pk])).content.decode()
    assert "1,500.00" in page
    assert "1,000.00" in page
    assert 'DIP <span class="soft code">3</span>' in page
    accepting = reverse("claims:accept_clearing_application", args=[one.pk])
    assert client.post(accepting, {"submission": uuid4(), "reason": ""}).status_code == 422
    returning = reverse("claims:return_clearing_application", args=[one.pk])
    assert client.post(returning, {"submission": uuid4(), "reason": "不符"}).status_code == 302
    assert only().state == "70"
