"""Suppliers, the accounts they are paid to, and their credit: each change by two people of the city."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from claims.models import Supplier, SupplierAccount, SupplierCreditEvent
from institutions.models import Duty, PoolingArea, User
from institutions.policy.credit import SUPPLIER, CreditPolicy, credit_policy_or_none
from institutions.rules import credit as rules
from institutions.services.credit import points_left, record
from institutions.services.payee_accounts import put_in_force, take_back
from institutions.services.policy_versions import municipal_agency

from .states import require_city


@transaction.atomic
def enter_supplier(*, area: PoolingArea, code: str, name: str, acting_user: User) -> Supplier:
    """A supplier by its code. Duty to handle at the city. Raises ``ValidationError`` for one that is known."""
    require_city(area, acting_user, Duty.HANDLE)
    supplier = Supplier(area=area, code=code.strip().upper(), name=name.strip(), entered_by=acting_user)
    supplier.full_clean(exclude=["area", "entered_by"])
    supplier.save()
    return supplier


@transaction.atomic
def prepare_account(
    *,
    supplier: Supplier,
    account_name: str,
    account_no: str,
    bank_name: str,
    bank_code: str,
    valid_from: dt.date,
    acting_user: User,
) -> SupplierAccount:
    """An account that waits for a second person's approval. Duty to handle at the city."""
    require_city(supplier.area, acting_user, Duty.HANDLE)
    account = SupplierAccount(
        supplier=supplier,
        account_name=account_name,
        account_no=account_no,
        bank_name=bank_name,
        bank_code=bank_code,
        period=DateRange(valid_from, None),
        prepared_by=acting_user,
    )
    account.full_clean()
    account.save()
    return account


@transaction.atomic
def approve_account(*, account: SupplierAccount, acting_user: User) -> None:
    """Put it in force from its first day; the one before ends there. Duty to approve at the city."""
    put_in_force(account=account, agency=municipal_agency(account.supplier.area), acting_user=acting_user)


@transaction.atomic
def withdraw_account(*, account: SupplierAccount, reason: str, acting_user: User) -> SupplierAccount:
    """Entered wrongly: taken back by whoever handles at the city, as ``take_back`` says."""
    return take_back(
        account=account, agency=municipal_agency(account.supplier.area), duty=Duty.HANDLE, reason=reason,
        acting_user=acting_user,
    )  # fmt: skip


def accounts_today(supplier_ids: Iterable[int]) -> dict[int, SupplierAccount]:
    """The approved account in force today, by supplier."""
    found = SupplierAccount.objects.filter(
        supplier__in=list(supplier_ids), approved_by__isnull=False, period__contains=timezone.localdate()
    )
    return {account.supplier_id: account for account in found}


@transaction.atomic
def enter_credit_event(
    *, supplier: Supplier, event: str, day: dt.date, evidence: str, acting_user: User
) -> SupplierCreditEvent:
    """An event with its evidence; its points are taken once a second person confirms it (``decide_event``)."""
    made = SupplierCreditEvent(
        supplier=supplier, area=supplier.area, event=event, day=day, evidence=evidence.strip()
    )
    return record(made=made, agency=municipal_agency(supplier.area), acting_user=acting_user)


class SupplierStanding(NamedTuple):
    """What a supplier has left in a year, its rating, and whether that bars it from batches."""

    start: int
    left: int
    rating: str
    barred: bool


def standings(area: PoolingArea, day: dt.date, suppliers: Iterable[Supplier]) -> dict[int, SupplierStanding]:
    """The standing of each on ``day``, after the events of that year until then; empty where nobody is rated."""
    policy = credit_policy_or_none(area, day)
    if policy is None or not policy.rates(SUPPLIER):
        return {}
    events: dict[int, list[SupplierCreditEvent]] = defaultdict(list)
    counted = SupplierCreditEvent.objects.filter(
        area=area, day__year=day.year, day__lte=day, state__in=rules.COUNTS
    )
    for event in counted:
        events[event.supplier_id].append(event)
    return {one.pk: _standing(policy, events[one.pk]) for one in suppliers}


def excluded(area: PoolingArea, day: dt.date) -> set[int]:
    """Suppliers rated worst on ``day``: the rating that no points at all would give."""
    rated = standings(area, day, Supplier.objects.filter(area=area))
    return {pk for pk, standing in rated.items() if standing.barred}


def _standing(policy: CreditPolicy, events: list[SupplierCreditEvent]) -> SupplierStanding:
    start, left, rating = points_left(policy, SUPPLIER, events)
    worst = str(policy.rating(SUPPLIER, 0).value)
    return SupplierStanding(start, left, rating, rating == worst)
