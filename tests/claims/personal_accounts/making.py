"""A scheme with personal accounts in the cast's city, accounts with money, bills that take from them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import count
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from claims.models import AccountBatch, AccountMovement, ContributionBase, PersonalAccount, Settlement
from claims.services.negate_settlement import negate_settlement
from claims.services.personal_accounts.batches import review_batch
from claims.services.personal_accounts.post import post_batch
from claims.services.personal_accounts.prepare import prepare_batch
from config.money import from_fen
from config.periods import Month
from config.scoping import system_scope
from enrollment.models import Person
from institutions.models import Duty, PolicyDocument, PolicyVersion, User
from tests.cast import Cast, make_coverage, make_person, make_user
from tests.claims.making import make_bill, moment

SCHEME = "310"
MARCH = Month(2022, 3)
ALWAYS = DateRange(dt.date(2015, 1, 1), None)
PACKAGE = """
area: "990100"
key: test-accounts
title: 个人账户办法
document: {source: test, issued: 2021-12-01, effective: 2015-01-01}
sections:
  personal_account.310:
    credit.ratio:
      unit: ratio
      by: [psn_type]
      values:
        - {from: 2015-01-01, clause: 一, value: {"11": 0.03, "*": 0}}
        - {from: 2022-01-01, clause: 一, value: {"11": 0.02, "*": 0}}
    credit.fixed:
      unit: yuan
      by: [psn_type, age]
      values: [{from: 2015-01-01, clause: 二, value: {"12": {0..70: 90, 70..: 110.50}, "*": 0}}]
    credit.covered_on: {values: [{from: 2015-01-01, clause: 三, value: COVERED}]}
    interest.rate:
      unit: ratio
      values:
        - {from: 2015-01-01, clause: 四, value: 0.0035}
        - {from: 2022-07-01, clause: 四, value: 0.0150}
    interest.method: {values: [{from: 2015-01-01, clause: 四, value: METHOD}]}
    interest.days: {unit: days, values: [{from: 2015-01-01, clause: 四, value: 365}]}
    sharing.relatives: {values: [{from: 2015-01-01, clause: 五, value: [spouse, parent, child]}]}
    sharing.keep: {unit: yuan, values: [{from: 2015-01-01, clause: 五, value: 50}]}
    sharing.most: {unit: yuan, values: [{from: 2015-01-01, clause: 五, value: 1000}]}
"""
_serial = count(1)


def put_accounts_in_force(cast: Cast, *, covered: str = "last_day", method: str = "daily") -> PolicyVersion:
    """The package above, in force in the tests' city."""
    text = PACKAGE.replace("COVERED", covered).replace("METHOD", method)
    document = PolicyDocument.objects.create(area=cast.area, key="test-accounts", title="个人账户办法")
    return PolicyVersion.objects.create(
        document=document,
        number=1,
        state=PolicyVersion.State.IN_FORCE,
        text=text,
        sha256=f"accounts-{covered}-{method}",
        effective_from=dt.date(2015, 1, 1),
        prepared_by=cast.administrator_city,
        reviewed_by=cast.reviewer_city,
        reviewed_at=timezone.now(),
        put_in_force_at=timezone.now(),
    )


def handler_at_city(cast: Cast) -> User:
    return make_user("handler.city", "市级经办", cast.city, Duty.HANDLE)


def insured(county: Any, *, psn_type: str = "1101", base: int | None = None, **given: Any) -> Person:
    """Somebody of the scheme; ``base`` in yuan for March."""
    person = make_person(county, **given)
    make_coverage(person, insutype=SCHEME, psn_type=psn_type, period=ALWAYS)
    if base is not None:
        set_base(person, base)
    return person


def set_base(person: Person, base: Decimal | int, month: Month = MARCH) -> None:
    ContributionBase.unscoped.update_or_create(
        person=person, insutype=SCHEME, month=month.first, defaults={"base": base}
    )


def account_with(
    person: Person, fen: int, user: User, *, day: dt.date = dt.date(2022, 1, 31)
) -> PersonalAccount:
    """An account that begins with so much."""
    account, _made = PersonalAccount.unscoped.get_or_create(
        person=person, insutype=SCHEME, defaults={"opened_on": day}
    )
    if fen:
        AccountMovement.unscoped.create(
            account=account, kind="113", cause="entry", amount=from_fen(fen), day=day,
            key=f"made:{next(_serial)}", made_by=user,
        )  # fmt: skip
    return fresh(account)


def spend(
    cast: Cast, person: Person, own: int, family: int = 0, *, day: dt.date = dt.date(2022, 3, 10)
) -> Settlement:
    """A settled bill that took so many fen from the account; nothing here asks whether they were there."""
    total = from_fen(own + family)
    bill = make_bill(
        person, cast.hospital_east, insutype=SCHEME, enddate=day, medfee_sumamt=total, inscp_scp_amt=total,
        fulamt_ownpay_amt=0, overlmt_selfpay=0, preselfpay_amt=0,
    )  # fmt: skip
    return Settlement.unscoped.create(
        setl_id=bill.setl_id, bill=bill, person=person, institution=bill.institution, insutype=SCHEME,
        med_type="21", benefit="inpatient", policy_date=day, setl_time=moment(day), clr_month=day.replace(day=1),
        insu_county=person.county, care_county=cast.east, policy_version=PolicyVersion.objects.latest("pk"),
        input_hash="0" * 32, medfee_sumamt=total, inscp_scp_amt=total, psn_part_amt=total, acct_pay=total,
        acct_mulaid_pay=from_fen(family),
    )  # fmt: skip


def cancel(settlement: Settlement, *, day: dt.date = dt.date(2022, 4, 1)) -> Settlement:
    return negate_settlement(
        settlement, setl_id=f"C{settlement.setl_id}", setl_time=moment(day), clr_month=day.replace(day=1)
    )


def fresh(account: PersonalAccount) -> PersonalAccount:
    with system_scope():
        return PersonalAccount.unscoped.select_related("person").get(pk=account.pk)


def quietly(_done: int, _total: int) -> None:
    """Nobody listens to the progress."""


def prepared(batch: AccountBatch) -> AccountBatch:
    """What the batch's job does first."""
    return prepare_batch(batch.pk, quietly)


def posted(batch: AccountBatch, reviewer: User) -> AccountBatch:
    """Reviewed, and its job done."""
    with system_scope():
        review_batch(batch=batch, acting_user=reviewer)
    post_batch(batch.pk, quietly)
    with system_scope():
        return AccountBatch.unscoped.get(pk=batch.pk)
