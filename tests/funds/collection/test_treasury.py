"""What tax collects stands in the treasury first where the policy says so, and is moved every ten days (NB-12)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from config.periods import Month
from config.scoping import acting_as, system_scope
from enrollment.models import Receipt
from funds.models import Entry, Leg, TreasuryTransfer
from funds.rules.stretches import Stretch, stretch_before, stretch_of
from funds.services.open_book import open_book, open_months
from funds.services.receipts.book import book_receipts
from funds.services.treasury_transfers import TransferRefused, record_transfer, waiting
from institutions.models import PolicyDocument, PolicyVersion, User
from institutions.services.duties import DutyMissing
from tests.cast import Cast
from tests.funds.clearing.conftest import build_town, open_with_cash
from tests.funds.test_receipts import receipts

ROUND = """
area: "990100"
key: test-round
title: 征收
document: {number: 测试, source: test, issued: 2019-01-01, effective: 2019-07-01}
sections:
  monthly_round:
    collection.paid_into: {values: [{from: 2019-07-01, value: treasury, clause: 四}]}
    collection.moved_every: {values: [{from: 2019-07-01, value: ten_days, clause: 四}]}
"""


def collect_into_treasury(cast: Cast) -> None:
    """One more document of the city, in force at once. The caller opens a scope."""
    document = PolicyDocument.objects.create(area=cast.area, key="test-round", title="征收")
    PolicyVersion.objects.create(
        document=document,
        number=1,
        text=ROUND,
        sha256="round",
        state=PolicyVersion.State.IN_FORCE,
        effective_from=dt.date(2019, 7, 1),
        prepared_by=cast.administrator_city,
        reviewed_by=cast.reviewer_city,
        reviewed_at=timezone.now(),
        put_in_force_at=timezone.now(),
    )


def held() -> dict[tuple[str, str], Decimal]:
    """Debit less credit of cash accounts, by role and agency."""
    sums: dict[tuple[str, str], Decimal] = {}
    with system_scope():
        for leg in Leg.unscoped.select_related("account__subject", "account__agency"):
            if leg.account.subject.klass == "asset":
                place = (leg.account.subject.role, leg.account.agency.code)
                sums[place] = sums.get(place, Decimal(0)) + leg.debit - leg.credit
    return {place: fen for place, fen in sums.items() if fen}


@pytest.mark.parametrize(
    ("day", "every", "stretch"),
    [
        ("2020-02-10", "ten_days", ("2020-02-01", "2020-02-10")),
        ("2020-02-11", "ten_days", ("2020-02-11", "2020-02-20")),
        ("2020-03-31", "ten_days", ("2020-03-21", "2020-03-31")),
        ("2020-02-29", "ten_days", ("2020-02-21", "2020-02-29")),
        ("2020-02-29", "month", ("2020-02-01", "2020-02-29")),
        ("2020-12-31", "quarter", ("2020-10-01", "2020-12-31")),
    ],
)
def test_stretches(day: str, every: str, stretch: tuple[str, str]) -> None:
    parse = dt.date.fromisoformat
    assert stretch_of(parse(day), every) == Stretch(parse(stretch[0]), parse(stretch[1]))


def test_the_stretch_before_the_first_is_last_months() -> None:
    assert stretch_before(dt.date(2020, 3, 1), "ten_days") == (dt.date(2020, 2, 21), dt.date(2020, 2, 29))
    with pytest.raises(ValueError, match="fortnight"):
        stretch_of(dt.date(2020, 3, 1), "fortnight")


@pytest.mark.duty("NB-12")
@pytest.mark.parametrize("mode", ["unified", "graded"])
def test_into_the_treasury_and_every_ten_days_to_the_special_account(cast: Cast, mode: str) -> None:
    build_town(cast, mode=mode, cash=0)
    with system_scope():
        collect_into_treasury(cast)
        if mode == "unified":
            unit, user = cast.city, cast.finance_city
            open_with_cash(cast, cast.city, [cast.city, cast.east], 0, "310")
        else:
            unit, user = cast.east, User.objects.get(username=f"finance.{cast.east.code}")
            book = open_book(insutype="310", unit=unit, first=Month(2020, 1), acting_user=user)
            open_months(book=book, through=Month(2020, 8), acting_user=user)
        receipts(cast)
    with acting_as(user):
        book_receipts(acting_user=user)
        assert held() == {("treasury", unit.code): 1060}
        # The receipts are of 28 March: their ten days end with the month.
        assert waiting(unit=unit, insutype="310", today=dt.date(2020, 3, 31)) is None
        due = waiting(unit=unit, insutype="310", today=dt.date(2020, 4, 1))
        assert due is not None
        assert (due.held, due.stretch, due.late) == (
            1060, Stretch(dt.date(2020, 3, 21), dt.date(2020, 3, 31)), False,
        )  # fmt: skip
        late = waiting(unit=unit, insutype="310", today=dt.date(2020, 4, 11))
        assert late is not None
        assert late.late
        slip: dict[str, Any] = {
            "unit": unit, "insutype": "310", "day_of_receipts": dt.date(2020, 3, 31),
            "moved_on": dt.date(2020, 4, 2), "number": "财划1号", "acting_user": user,
        }  # fmt: skip
        with pytest.raises(TransferRefused, match=r"1,060\.00"):
            record_transfer(**slip, amount=Decimal("1060.01"))
        tomorrow = timezone.localdate() + dt.timedelta(days=1)
        with pytest.raises(TransferRefused):
            record_transfer(**{**slip, "moved_on": tomorrow}, amount=Decimal(1))
        first = record_transfer(**slip, amount=Decimal(1000))
        assert record_transfer(**slip, amount=Decimal(1000)) == first
        with pytest.raises(TransferRefused, match="财划1号"):
            record_transfer(**slip, amount=Decimal(60))
        assert not first.is_late
        assert held() == {("treasury", unit.code): 60, ("fiscal_special_account", unit.code): 1000}
        record_transfer(**{**slip, "number": "财划2号"}, amount=Decimal(60))
        assert held() == {("fiscal_special_account", unit.code): 1060}
        # A slip of an earlier day that comes late finds what later ones have moved gone.
        with pytest.raises(TransferRefused, match=r"0\.00"):
            record_transfer(
                **{**slip, "number": "财划3号", "moved_on": dt.date(2020, 4, 1)}, amount=Decimal("0.01")
            )
        assert waiting(unit=unit, insutype="310", today=dt.date(2020, 4, 11)) is None
        # What was moved in time does not make the receipts after it late.
        with system_scope():
            Receipt.objects.filter(number="T3").update(
                received_on=dt.date(2020, 4, 5), state="matched", advance=7
            )
        book_receipts(acting_user=user)
        next_due = waiting(unit=unit, insutype="310", today=dt.date(2020, 4, 11))
        assert next_due is not None
        assert (next_due.held, next_due.late) == (7, False)
        entries = Entry.objects.filter(source_type="funds.treasurytransfer")
        assert {one.source_id for one in entries} == set(
            TreasuryTransfer.objects.values_list("pk", flat=True)
        )


def test_who_may_and_where_receipts_go_elsewhere(cast: Cast) -> None:
    build_town(cast, mode="unified", cash=0)
    with system_scope():
        open_with_cash(cast, cast.city, [cast.city, cast.east], 0, "310")
        receipts(cast)
    slip: dict[str, Any] = {
        "insutype": "310", "day_of_receipts": dt.date(2020, 3, 31), "moved_on": dt.date(2020, 4, 2),
        "number": "1", "amount": Decimal(1),
    }  # fmt: skip
    with acting_as(cast.finance_city):
        book_receipts(acting_user=cast.finance_city)
        assert held() == {("income_account", "990101"): 1060}
        assert waiting(unit=cast.city, insutype="310", today=dt.date(2020, 4, 11)) is None
        with pytest.raises(TransferRefused):
            record_transfer(**slip, unit=cast.city, acting_user=cast.finance_city)
    with acting_as(cast.clerk_east), pytest.raises(DutyMissing):
        record_transfer(**slip, unit=cast.east, acting_user=cast.clerk_east)
