"""Accounts of the insurer and of the province that were entered wrongly are withdrawn before anybody approved them."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from config.errors import DomainError
from config.scoping import system_scope
from funds.models import InsurerAccount, ProvinceAccount
from funds.services.insurer.accounts import (
    approve_insurer_account,
    prepare_insurer_account,
    withdraw_insurer_account,
)
from funds.services.out_of_area.accounts import (
    approve_province_account,
    prepare_province_account,
    withdraw_province_account,
)
from tests.cast import Cast

pytestmark = pytest.mark.django_db
ACCOUNT: dict[str, Any] = {
    "account_name": "户名", "account_no": "6200555", "bank_name": "示例银行", "bank_code": "",
    "valid_from": dt.date(2020, 1, 1),
}  # fmt: skip


@pytest.mark.parametrize("whose", ["insurer", "province"])
def test_what_was_entered_wrongly_is_withdrawn_and_never_what_is_in_force(
    cast: Cast, client: Client, whose: str
) -> None:
    finance, approver = cast.finance_city, cast.approver_city
    model: Any = InsurerAccount if whose == "insurer" else ProvinceAccount
    approve: Any = approve_insurer_account if whose == "insurer" else approve_province_account
    withdraw: Any = withdraw_insurer_account if whose == "insurer" else withdraw_province_account

    def enter() -> Any:
        if whose == "insurer":
            return prepare_insurer_account(unit=cast.city, name="某保险公司", acting_user=finance, **ACCOUNT)
        return prepare_province_account(area=cast.area, acting_user=finance, **ACCOUNT)

    with system_scope():
        wrong = enter()
    listed = reverse("funds:insurer_accounts" if whose == "insurer" else "funds:province")
    address = reverse(f"funds:withdraw_{whose}_account", args=[wrong.pk])
    client.force_login(finance)
    assert address in client.get(listed).content.decode()
    assert client.get(address).status_code == 200
    assert client.post(address, {"submission": uuid4(), "reason": "账号录错"}).status_code == 302
    said = client.get(listed).content.decode()
    assert "账号录错" in said
    assert address not in said
    with system_scope():
        wrong.refresh_from_db()
        assert (wrong.withdrawn_by, wrong.withdrawn_reason) == (finance, "账号录错")
        right = approve(account=enter(), acting_user=approver)
        for account in (wrong, right):
            with pytest.raises(DomainError):
                withdraw(account=account, reason="再来", acting_user=finance)
        with pytest.raises(DomainError):
            approve(account=wrong, acting_user=approver)
        for one, values in (
            (right, {"withdrawn_by": finance, "withdrawn_reason": "强改"}),
            (wrong, {"approved_by": approver}),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                model.objects.filter(pk=one.pk).update(**values)
