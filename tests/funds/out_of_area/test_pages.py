"""The pages of care outside the area: the city does it, a county sees its own people, everybody sees the month."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from claims.models import Settlement
from config.scoping import acting_as, system_scope
from funds.models import (
    OutOfAreaLine,
    OutOfAreaMonth,
    PaymentBatch,
    ProvinceAccount,
    ProvinceDue,
    ProvinceReceipt,
)
from funds.services.out_of_area.advances import check_receipt, withdraw_receipt
from funds.services.out_of_area.faults import OutOfAreaRefused
from funds.views.out_of_area import OutOfAreaList
from institutions.models import User
from tests.cast import Cast
from tests.funds.clearing.conftest import Town, build_town
from tests.support.pages import post

from .conftest import DESIGNATION, Take
from .test_month import elsewhere, listed

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(cast: Cast) -> Town:
    """Unified pooling: pages are the same for both ways of keeping books."""
    return build_town(cast, sections=DESIGNATION)


@pytest.fixture
def listed_month(town: Town, take: Take) -> OutOfAreaMonth:
    """Three settlements of East, one listed as it is, one for more, one not at all; cleared and posted."""
    agrees, more, _missing = (elsewhere(town, fen) for fen in (30_000, 20_000, 7_000))
    town.cleared()
    take(listed(agrees), listed(more, 20_100))
    with system_scope():
        return OutOfAreaMonth.objects.get()


def test_from_the_list_to_the_payment(
    listed_month: OutOfAreaMonth, town: Town, handler: User, client: Client
) -> None:
    cast, month = town.cast, listed_month
    page = reverse("funds:out_of_area_month", args=[month.pk])
    client.force_login(handler)
    assert "570.00" in client.get(page).content.decode()
    for outcome in ("amount", "not_there"):
        where = reverse("funds:explain_out_of_area_outcome", args=[month.pk]) + f"?outcome={outcome}"
        wrong = client.post(where, {"submission": str(uuid4()), "explanation": "下月更正", "seen": 2})
        assert wrong.status_code == 422
        post(client, handler, where, explanation="下月更正", seen=1)
    confirm = reverse("funds:confirm_out_of_area", args=[month.pk])
    post(client, cast.reviewer_city, confirm, seen="501.00", notice="3号", due_on="2020-05-20")
    account = {
        "account_name": "省医保中心",
        "account_no": "62001",
        "bank_name": "示例银行",
        "valid_from": "2020-01-01",
    }
    post(client, cast.finance_city, reverse("funds:province_account"), **account)
    with system_scope():
        approve = reverse("funds:approve_province_account", args=[ProvinceAccount.objects.get().pk])
    post(client, cast.approver_city, approve)
    advance = {"insutype": "390", "year": 2020, "amount": "1,000", "notice": "预1", "due_on": "2020-05-20"}
    post(client, cast.finance_city, reverse("funds:province_advance"), **advance)
    assert "无法测算" in client.get(reverse("funds:province_advance")).content.decode()
    receipt = {"insutype": "390", "amount": "10", "received_on": "2020-06-10", "evidence": "回单"}
    post(client, cast.finance_city, reverse("funds:province_receipt"), **receipt)
    with system_scope():
        check = reverse("funds:check_province_receipt", args=[ProvinceReceipt.objects.get().pk])
    post(client, cast.reviewer_city, check)
    batch = {"batch": f"{cast.area.pk}-390"}
    post(client, cast.finance_city, reverse("funds:pay_province"), **batch)
    with system_scope():
        assert {one.amount for one in ProvinceDue.objects.all()} == {501, 1000}
        assert PaymentBatch.objects.get(payments__province_due__isnull=False, payments__amount=501)
    client.force_login(cast.finance_city)
    shown = client.get(reverse("funds:province")).content.decode()
    assert "1,000.00" in shown
    assert "-580.00" in shown


def test_a_county_sees_its_own_people_and_does_nothing(
    listed_month: OutOfAreaMonth, town: Town, client: Client
) -> None:
    cast, month = town.cast, listed_month
    lines = reverse("funds:out_of_area_lines", args=[month.pk])
    with system_scope():
        numbers = list(Settlement.objects.values_list("bill__setl_id", flat=True))
    for user, seen in ((cast.clerk_east, True), (cast.clerk_west, False)):
        client.force_login(user)
        with acting_as(user):
            [row] = OutOfAreaList(user=user, assignment=user.assignments_in_force[0], parameters={}).rows()
            assert row.not_explained == (2 if seen else 0)
        shown = client.get(lines).content.decode()
        assert [number in shown for number in numbers] == [seen] * len(numbers)
        assert client.get(reverse("funds:province")).status_code == 403
        assert client.get(reverse("funds:explain_out_of_area_outcome", args=[month.pk])).status_code == 403
    with system_scope():
        line = OutOfAreaLine.objects.filter(outcome="amount").get()
    where = reverse("funds:explain_out_of_area", args=[month.pk, line.pk])
    client.force_login(cast.clerk_east)
    assert client.post(where, {"submission": str(uuid4()), "explanation": "x"}).status_code == 403


def test_it_is_on_the_desk(listed_month: OutOfAreaMonth, town: Town, handler: User, client: Client) -> None:
    client.force_login(handler)
    assert f"{reverse('funds:out_of_area')}?state=open" in client.get(reverse("desk")).content.decode()


def test_comparing_anew_is_a_job(
    listed_month: OutOfAreaMonth, handler: User, client: Client, town: Town
) -> None:
    where = reverse("funds:compare_out_of_area", args=[listed_month.pk])
    answer = post(client, handler, where)
    assert "/jobs/" in answer["Location"]


def test_a_receipt_entered_wrongly_is_withdrawn_before_its_check_only(town: Town, client: Client) -> None:
    cast = town.cast
    receipt = {"insutype": "390", "amount": "10", "received_on": "2020-06-10"}
    found = []
    for evidence in ("错单", "回单"):
        post(client, cast.finance_city, reverse("funds:province_receipt"), **receipt, evidence=evidence)
        with system_scope():
            found.append(ProvinceReceipt.objects.get(evidence=evidence))
    wrong, right = found
    address = reverse("funds:withdraw_province_receipt", args=[wrong.pk])
    client.force_login(cast.finance_city)
    assert address in client.get(reverse("funds:province")).content.decode()
    post(client, cast.finance_city, address, reason="金额录错")
    shown = client.get(reverse("funds:province")).content.decode()
    assert "金额录错" in shown
    assert address not in shown
    post(client, cast.reviewer_city, reverse("funds:check_province_receipt", args=[right.pk]))
    with system_scope():
        wrong.refresh_from_db()
        assert (wrong.withdrawn_by, wrong.checked_by) == (cast.finance_city, None)
        for receipt_then in (wrong, right):
            with pytest.raises(OutOfAreaRefused):
                withdraw_receipt(receipt=receipt_then, reason="再来", acting_user=cast.finance_city)
        with pytest.raises(OutOfAreaRefused):
            check_receipt(receipt=wrong, acting_user=cast.reviewer_city)
        with pytest.raises(IntegrityError, match="withdrawn_unchecked"), transaction.atomic():
            ProvinceReceipt.objects.filter(pk=right.pk).update(
                withdrawn_by=cast.finance_city, withdrawn_reason="强改"
            )
