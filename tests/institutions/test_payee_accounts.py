"""The account an institution is paid to: two people, one account at a time."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from config.scoping import acting_as, system_scope
from institutions.models import Duty, Institution, PayeeAccount, User
from institutions.services.duties import DutyMissing, SamePerson
from institutions.services.payee_accounts import (
    PayeeAccountRefused,
    approve_payee_account,
    prepare_payee_account,
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
