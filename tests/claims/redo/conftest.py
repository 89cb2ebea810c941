"""A person whose year has stays that share the yearly ceiling, and months that can be closed to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from claims.models import STANDING, Accumulator, Bill, Redo, Settlement
from claims.services import clearing_months
from claims.services.cancel_settlement import cancel_settlement
from claims.services.decide_redo import approve_redo
from claims.services.settle_bill import settle_bill
from config.money import from_fen, to_fen
from config.periods import Month
from config.scoping import system_scope
from enrollment.models import Person
from tests.cast import Cast, make_coverage, make_person
from tests.claims.making import make_bill, moment
from tests.support.policies import put_policy_in_force

OWED = (
    "benefit", "medfee_sumamt", "inscp_scp_amt", "act_pay_dedc", "hifp_pay", "fund_pay_sumamt", "psn_part_amt",
    "pool_prop_selfpay", "insu_county_id",
)  # fmt: skip


@dataclass
class Year:
    """One person's 2020: bills, what is done to them, and what stands afterwards."""

    cast: Cast
    person: Person
    serial: int = field(default=0)

    def bill(self, day: dt.date, fen: int = 4_000_000, **given: Any) -> Bill:
        """A stay that ends on ``day``, all of it in scope; not settled."""
        amounts = {
            "medfee_sumamt": from_fen(fen), "inscp_scp_amt": from_fen(fen),
            "fulamt_ownpay_amt": 0, "overlmt_selfpay": 0, "preselfpay_amt": 0,
        }  # fmt: skip
        with system_scope():
            bill = make_bill(self.person, self.cast.hospital_east, enddate=day, **{**amounts, **given})
            bill.refresh_from_db()
            return bill

    def settle(self, *bills: Bill) -> list[Settlement]:
        found = [settle_bill(bill=bill, acting_user=self.cast.clerk_east) for bill in bills]
        assert all(found)
        return [one for one in found if one is not None]

    def settled(self, day: dt.date, fen: int = 4_000_000, **given: Any) -> Settlement:
        return self.settle(self.bill(day, fen, **given))[0]

    def cancel(self, settlement: Settlement, day: dt.date = dt.date(2020, 12, 30)) -> Settlement:
        self.serial += 1
        return cancel_settlement(
            settlement=settlement, acting_user=self.cast.clerk_east, setl_id=f"CANCEL{self.person.pk}-{self.serial}",
            setl_time=moment(day),
        )  # fmt: skip

    def draft(self) -> Redo | None:
        with system_scope():
            return Redo.objects.select_related("county__parent").filter(
                person=self.person, state=Redo.State.DRAFT
            ).first()  # fmt: skip

    def approve(self) -> Redo:
        draft = self.draft()
        assert draft is not None
        return approve_redo(redo=draft, acting_user=self.cast.reviewer_east)

    def approve_all(self) -> None:
        while self.draft() is not None:
            self.approve()

    def stands(self) -> list[tuple[Any, ...]]:
        """What each bill is owed, in order; who looks cannot see how it came about."""
        with system_scope():
            rows = Settlement.objects.filter(STANDING, person=self.person)
            return list(rows.order_by("bill__setl_time", "bill__setl_id").values_list("bill__setl_id", *OWED))

    def used(self) -> dict[tuple[int, str], int]:
        with system_scope():
            rows = Accumulator.objects.filter(person=self.person).values_list("year", "counter", "amount")
            return {(year, counter): to_fen(amount) for year, counter, amount in rows if amount}

    def counted(self) -> dict[tuple[int, str], int]:
        """The counters as a rebuild adds them up: every row that counts."""
        total: dict[tuple[int, str], int] = {}
        with system_scope():
            for one in Settlement.objects.filter(person=self.person, is_current=True):
                for counter, fen in one.counters_used.items():
                    key = (one.policy_date.year, counter)
                    total[key] = total.get(key, 0) + fen
        return {key: fen for key, fen in total.items() if fen}

    def by_month(self) -> dict[str, int]:
        """What the funds pay in each clearing month: the sum over the rows that count."""
        total: dict[str, int] = {}
        with system_scope():
            for one in Settlement.objects.filter(person=self.person, is_current=True):
                month = f"{one.clr_month:%Y-%m}"
                total[month] = total.get(month, 0) + to_fen(one.fund_pay_sumamt)
        return total

    def chain(self, bill: Bill) -> list[tuple[str, bool, bool, bool]]:
        with system_scope():
            rows = Settlement.objects.filter(bill=bill).order_by("pk")
            return list(rows.values_list("setl_id", "is_current", "refd_setl_flag", "negated"))


@pytest.fixture
def year(cast: Cast) -> Year:
    with system_scope():
        put_policy_in_force(cast)
        person = make_person(cast.east)
        make_coverage(person)
    return Year(cast, person)


@pytest.fixture
def closed(monkeypatch: Any) -> Callable[[str], None]:
    """``closed("2020-04")``: months up to this one no longer collect."""

    def close(last: str) -> None:
        following = Month.parse(last).following
        monkeypatch.setattr(clearing_months, "_open_month", lambda _a, _s, month: max(month, following))

    return close
