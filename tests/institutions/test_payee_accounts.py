"""The account an institution is paid to: two people, one account at a time."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from config.desk import items_of
from config.scoping import acting_as, system_scope
from institutions.desk_accounts import account_items
from institutions.models import Duty, Institution, PayeeAccount, User
from institutions.services.duties import DutyMissing, SamePerson
from institutions.services.payee_accounts import (
    PayeeAccountRefused,
    approve_payee_account,
    prepare_payee_account,
    withdraw_payee_account,
)
from tests.cast import ALWAYS, Cast, make_user

JANUARY, JULY = dt.date(2020, 1, 1), dt.date(2020, 7, 1)


@pytest.fixture
def approver(cast: Cast) -> User:
    return make_user("approver.east", "东山审批", cast.east, Duty.APPROVE, Duty.HANDLE)


def prepare(
    cast: Cast, day: dt.date, *, by: User | None = None, at: Institution | None = None, **given: Any
) -> PayeeAccount:
    user = by or cast.clerk_east
    values = {
        "account_name": "东山县人民医院",
        "account_no": "62000001",
        "bank_name": "示例银行",
        "bank_code": "",
    }
    with acting_as(user):
        return prepare_payee_account(
            institution=at or cast.hospital_east, valid_from=day, acting_user=user, **{**values, **given}
        )


def approve(account: PayeeAccount, by: User) -> PayeeAccount:
    with acting_as(by):
        return approve_payee_account(account=account, acting_user=by)


def periods(institution: Institution) -> list[tuple[dt.date, dt.date | None]]:
    with system_scope():
        approved = PayeeAccount.objects.filter(institution=institution, approved_by__isnull=False)
        return sorted((one.period.lower, one.period.upper) for one in approved)


def test_it_takes_effect_when_a_second_person_approved_it(cast: Cast, approver: User) -> None:
    account = prepare(cast, JANUARY)
    assert periods(cast.hospital_east) == []
    approved = approve(account, approver)
    assert (approved.prepared_by, approved.approved_by) == (cast.clerk_east, approver)
    assert periods(cast.hospital_east) == [(JANUARY, None)]


def test_the_former_account_ends_where_the_new_one_begins(cast: Cast, approver: User) -> None:
    approve(prepare(cast, JANUARY), approver)
    approve(prepare(cast, JULY, account_no="62000002"), approver)
    assert periods(cast.hospital_east) == [(JANUARY, JULY), (JULY, None)]


def test_a_new_account_never_begins_before_the_one_in_force(cast: Cast, approver: User) -> None:
    approve(prepare(cast, JULY), approver)
    for day in (JULY, JANUARY):
        account = prepare(cast, day, account_no="62000002")
        with pytest.raises(PayeeAccountRefused):
            approve(account, approver)
    assert periods(cast.hospital_east) == [(JULY, None)]


def test_nobody_approves_what_they_prepared(cast: Cast, approver: User) -> None:
    account = prepare(cast, JANUARY, by=approver)
    with pytest.raises(SamePerson):
        approve(account, approver)


def test_it_is_approved_once(cast: Cast, approver: User) -> None:
    account = approve(prepare(cast, JANUARY), approver)
    with pytest.raises(PayeeAccountRefused):
        approve(account, approver)


def test_each_step_needs_its_duty_where_the_institution_is_paid(cast: Cast, approver: User) -> None:
    for user in (cast.clerk_west, cast.reviewer_east, cast.finance_city):
        with pytest.raises(DutyMissing):
            prepare(cast, JANUARY, by=user)
    account = prepare(cast, JANUARY)
    with pytest.raises(DutyMissing):
        approve(account, cast.approver_city)
    with pytest.raises(PayeeAccount.DoesNotExist):
        approve(account, cast.clerk_west)


def test_care_outside_the_area_is_the_citys(cast: Cast) -> None:
    handler = make_user("handler.city", "市级经办", cast.city, Duty.HANDLE)
    account = prepare(cast, JANUARY, by=handler, at=cast.hospital_outside)
    with pytest.raises(DutyMissing):
        prepare(cast, JANUARY, at=cast.hospital_outside)
    assert approve(account, cast.approver_city).approved_by == cast.approver_city


def test_what_a_person_typed_is_checked(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        prepare(cast, JANUARY, account_no="")


def store(cast: Cast, **given: Any) -> PayeeAccount:
    values = {"account_name": "x", "account_no": "62000009", "bank_name": "x", "prepared_by": cast.clerk_east}
    with system_scope(), transaction.atomic():
        return PayeeAccount.objects.create(
            institution=cast.hospital_east, **{"period": ALWAYS, **values, **given}
        )


def test_the_database_refuses_what_no_service_would_do(cast: Cast) -> None:
    store(cast, approved_by=cast.reviewer_east, period=DateRange(JANUARY, JULY))
    with pytest.raises(IntegrityError, match="payee_account_one_at_a_time"):
        store(cast, approved_by=cast.reviewer_east, period=DateRange(dt.date(2020, 6, 30), None))
    with pytest.raises(IntegrityError, match="payee_account_two_people"):
        store(cast, approved_by=cast.clerk_east, period=DateRange(JULY, None))
    store(cast, approved_by=cast.reviewer_east, period=DateRange(JULY, None))  # half open: no overlap
    store(cast)  # any number may wait
    store(cast)


def withdraw(account: PayeeAccount, by: User, reason: str = "账号录错") -> PayeeAccount:
    with acting_as(by):
        return withdraw_payee_account(account=account, reason=reason, acting_user=by)


def test_what_was_entered_wrongly_is_withdrawn_and_never_approved(cast: Cast, approver: User) -> None:
    wrong = prepare(cast, JANUARY)
    with pytest.raises(PayeeAccountRefused):
        withdraw(wrong, cast.clerk_east, reason=" ")
    gone = withdraw(wrong, cast.clerk_east)
    assert (gone.withdrawn_by, gone.withdrawn_reason) == (cast.clerk_east, "账号录错")
    with pytest.raises(PayeeAccountRefused):
        approve(wrong, approver)
    with pytest.raises(PayeeAccountRefused):
        withdraw(wrong, cast.clerk_east)
    # The right one follows from the same day.
    approve(prepare(cast, JANUARY, account_no="62000002"), approver)
    assert periods(cast.hospital_east) == [(JANUARY, None)]


def test_what_is_in_force_is_not_withdrawn(cast: Cast, approver: User) -> None:
    account = approve(prepare(cast, JANUARY), approver)
    for user in (cast.clerk_east, approver):
        with pytest.raises(PayeeAccountRefused):
            withdraw(account, user)
    assert periods(cast.hospital_east) == [(JANUARY, None)]


def test_who_withdraws(cast: Cast, approver: User) -> None:
    """Whoever entered it, whatever their duty now, and colleagues who may enter one; nobody else."""
    clerk = make_user("register.east", "东山登记", cast.east, Duty.REGISTER)
    with system_scope():
        imported = store(cast, prepared_by=clerk)
    other = prepare(cast, JANUARY)
    with pytest.raises(DutyMissing):
        withdraw(other, clerk)
    for user in (cast.reviewer_east, cast.finance_city):
        with pytest.raises(DutyMissing):
            withdraw(other, user)
    with pytest.raises(PayeeAccount.DoesNotExist):
        withdraw(other, cast.clerk_west)
    assert withdraw(imported, clerk).withdrawn_by == clerk
    assert withdraw(other, approver).withdrawn_by == approver


def test_the_database_keeps_withdrawn_and_approved_apart(cast: Cast) -> None:
    said = {"withdrawn_by": cast.clerk_east, "withdrawn_reason": "录错"}
    for wrong in (
        {**said, "approved_by": cast.reviewer_east},
        {"withdrawn_by": cast.clerk_east},
        {"withdrawn_reason": "录错"},
    ):
        with pytest.raises(IntegrityError, match="payee_account_withdrawn_unapproved"):
            store(cast, **wrong)
    store(cast, **said)


def test_the_institutions_page_offers_it_and_shows_what_was_withdrawn(cast: Cast, client: Client) -> None:
    account = prepare(cast, JANUARY)
    page = reverse("institutions:institution", args=[cast.hospital_east.pk])
    act = reverse("institutions:withdraw_account", args=[cast.hospital_east.pk, account.pk])
    client.force_login(cast.reviewer_east)
    assert act not in client.get(page).content.decode()
    client.force_login(cast.clerk_east)
    assert act in client.get(page).content.decode()
    assert client.get(act).status_code == 200
    assert client.post(act, {"submission": uuid4(), "reason": ""}).status_code == 422
    assert client.post(act, {"submission": uuid4(), "reason": "账号录错"}).status_code == 302
    shown = client.get(page).content.decode()
    assert "账号录错" in shown
    assert act not in shown
    assert client.post(act, {"submission": uuid4(), "reason": "再来"}).status_code == 422


def on_desk(user: User) -> list[tuple[str, int | None]]:
    with acting_as(user):
        return [
            (item.url, item.count)
            for one in user.assignments_in_force
            for item in items_of(account_items(one))
        ]


def test_the_approver_finds_it_on_the_desk_and_in_the_list(
    cast: Cast, approver: User, client: Client
) -> None:
    assert on_desk(approver) == []
    own = reverse("institutions:institution", args=[cast.hospital_east.pk])
    listed = reverse("institutions:institutions")
    account = prepare(cast, JANUARY)
    assert on_desk(approver) == [(own, 1)]
    assert on_desk(cast.clerk_east) == on_desk(cast.clerk_west) == []
    client.force_login(approver)
    assert own in client.get(listed, {"waiting": "yes"}).content.decode()
    assert own not in client.get(listed, {"waiting": "no"}).content.decode()
    approve(account, approver)
    assert on_desk(approver) == []
    assert own not in client.get(listed, {"waiting": "yes"}).content.decode()
    prepare(cast, JULY, by=approver)
    assert on_desk(approver) == []
