"""The cast's city with a policy of monthly rounds, books with money on the special account, and a clock to move."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.utils import timezone

from config.money import from_fen, to_fen
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import AccountBalance, Appropriation, Entry, MonthlyRound, RoundStep
from funds.rules import rounds as rules
from funds.rules.clearing_postings import BANK, Keeping, Owed, payments
from funds.services.drafts import Planned, entry_drafts
from funds.services.opening_balances import OpeningBalance, enter_opening_balances
from funds.services.post_entry import post_entries
from funds.services.rounds import money, open_round, papers, transfers
from institutions.models import Agency, Duty, PolicyDocument, PolicyVersion, User
from tests.cast import Cast, make_user
from tests.funds.clearing.conftest import Town, build_town

MAY = Month(2020, 5)
SCHEME = "390"
WHOLE = """
    income.swept_every: {values: [{from: 2019-07-01, value: month, clause: 附件二（二）2}]}
    interest.moved_every: {values: [{from: 2019-07-01, value: quarter, clause: 附件二（二）2}]}
    plan.county_by: {values: [{from: 2019-07-01, value: 25, clause: 附件二（二）4}]}
    plan.city_by: {values: [{from: 2019-07-01, value: 31, clause: 附件二（二）4}]}
    appropriation.by: {values: [{from: 2019-07-01, value: 10, clause: 附件二（二）4}]}
    transfer.within: {unit: days, values: [{from: 2019-07-01, value: 2, clause: 附件二（二）4}]}
    report.county_by: {values: [{from: 2019-07-01, value: 15, clause: 附件二（二）4}]}
    report.city_by: {values: [{from: 2019-07-01, value: 31, clause: 附件二（二）4}]}
"""
PLANS_ONLY = "    plan.county_by: {values: [{from: 2019-07-01, value: 20, clause: 一}]}\n"
PACKAGE = """
area: "990100"
key: test-round
title: 用款测试
document: {number: 测试, source: test, issued: 2019-01-01, effective: 2019-07-01}
sections:
  monthly_round:
"""
THE_SPECIAL_ACCOUNT = 50_000_000_00


@dataclass
class Rounds:
    """The round of May 2020; every method acts as the right person of the cast unless told otherwise."""

    town: Town
    clock: Callable[[dt.date], None]
    finance_east: User
    finance_west: User
    finance_two: User

    @property
    def cast(self) -> Cast:
        return self.town.cast

    def finance_of(self, unit: Agency) -> User:
        if unit == self.cast.east:
            return self.finance_east
        return self.finance_west if unit == self.cast.west else self.finance_two

    def spend(
        self, payer: Agency, insured: Agency, day: dt.date, fen: int, deposit: int = 0, **set_off: int
    ) -> None:
        """``payer`` paid ``fen`` out for ``insured``'s people, less what went against advances (fen by role)."""
        keeping = Keeping(self.town.mode, self.cast.city.pk)
        drafts = payments(keeping, payer.pk, [Owed(insured.pk, "hifp_pay", fen, deposit)], set_off=set_off)
        with system_scope():
            planned = [
                Planned(one, day, Entry.Kind.PAYMENT, f"spent:{payer.pk}:{insured.pk}:{day}", "支付", payer)
                for one in drafts
            ]
            post_entries(entry_drafts(SCHEME, planned), acting_user=self.cast.finance_city)

    def open(self, month: Month = MAY, user: User | None = None) -> MonthlyRound:
        user = user or self.cast.finance_city
        with acting_as(user):
            return open_round.open_round(area=self.cast.area, month=month, acting_user=user)

    def step(self, kind: str, unit: Agency, month: Month = MAY) -> RoundStep:
        return RoundStep.unscoped.select_related("round__area", "unit__area", "unit__parent").get(
            round__month=month.first, step=kind, unit=unit
        )

    def hand_in(
        self, step: RoundStep, fen: int | None = None, note: str = "", reference: str = ""
    ) -> RoundStep:
        """With ``fen`` for the pooled part, else as filled in from the books."""
        user = self.finance_of(step.unit)
        lines = {} if fen is None else {(SCHEME, "benefit_expense"): papers.Written(from_fen(fen), note)}
        with acting_as(user):
            if step.step in papers.WITH_LINES:
                papers.save_lines(step=step, lines=lines, acting_user=user)
            return papers.submit(step=step, reference=reference, acting_user=user)

    def accept(self, step: RoundStep) -> RoundStep:
        city = step.unit == self.cast.city
        user = self.cast.approver_city if city else self.cast.reviewer_city
        with acting_as(user):
            return papers.accept(step=step, acting_user=user)

    def send_back(self, step: RoundStep, reason: str = "偏高") -> RoundStep:
        city = step.unit == self.cast.city
        user = self.cast.approver_city if city else self.cast.reviewer_city
        with acting_as(user):
            return papers.send_back(step=step, reason=reason, acting_user=user)

    def planned(self, east: int = 300_00, west: int = 200_00, city: int = 0) -> None:
        """Every unit's plan accepted, the application approved."""
        for unit, fen in ((self.cast.east, east), (self.cast.west, west), (self.cast.city, city)):
            self.accept(self.hand_in(self.step(rules.COUNTY_PLAN, unit), fen))
        self.accept(self.hand_in(self.step(rules.CITY_PLAN, self.cast.city), reference="甬医保〔2020〕5号"))

    def arrive(self, fen: int, day: dt.date, slip: str = "A1", *, book: bool = True) -> Appropriation:
        cast = self.cast
        step = self.step(rules.APPROPRIATION, cast.city)
        with acting_as(cast.finance_city):
            found = money.enter_appropriation(
                step=step, insutype=SCHEME, amount=from_fen(fen), arrived_on=day, evidence=slip,
                acting_user=cast.finance_city,
            )  # fmt: skip
        if book:
            with acting_as(cast.approver_city):
                found = money.book_appropriation(appropriation=found, acting_user=cast.approver_city)
        return found

    def shares(self, appropriation: Appropriation) -> dict[int, Decimal]:
        with acting_as(self.cast.finance_city):
            shares = transfers.shares_of(appropriation)
        return {unit: from_fen(fen) for unit, fen in shares.items() if unit != self.cast.city.pk and fen}

    def pass_on(self, appropriation: Appropriation, day: dt.date, *, book: bool = True) -> None:
        cast = self.cast
        shares = self.shares(appropriation)
        with acting_as(cast.finance_city):
            transfers.prepare_transfers(
                appropriation=appropriation, amounts=shares, transferred_on=day, evidence=f"T{appropriation.pk}",
                acting_user=cast.finance_city,
            )  # fmt: skip
        if book:
            with acting_as(cast.approver_city):
                transfers.book_transfers(appropriation=appropriation, acting_user=cast.approver_city)

    def balance(self, role: str, agency: Agency) -> int:
        """Fen on the account, debit-positive."""
        with system_scope():
            latest = (
                AccountBalance.unscoped.filter(
                    account__subject__role=role, account__agency=agency, account__county=None
                )
                .order_by("-month")
                .first()
            )
        return to_fen(latest.closing) if latest else 0

    def cash(self, agency: Agency) -> int:
        return self.balance(BANK, agency)


def build_rounds(
    cast: Cast, clock: Callable[[dt.date], None], section: str = WHOLE, mode: str = "unified"
) -> Rounds:
    town = build_town(cast, mode=mode, cash=0)
    _policy(cast, section)
    special = [OpeningBalance("fiscal_special_account", cast.city, THE_SPECIAL_ACCOUNT)]
    with system_scope():
        if mode == "unified":
            enter_opening_balances(
                book=town.books[0], balances=special, evidence="审计报告", acting_user=cast.finance_city,
                checked_by=cast.reviewer_city,
            )  # fmt: skip
        return Rounds(
            town,
            clock,
            make_user("money.east", "东山财务", cast.east, Duty.FINANCE),
            make_user("money.west", "西水财务", cast.west, Duty.FINANCE),
            make_user("money.city", "市级财务乙", cast.city, Duty.FINANCE),
        )


def _policy(cast: Cast, section: str) -> None:
    document = PolicyDocument.objects.create(area=cast.area, key="test-round", title="用款测试")
    PolicyVersion.objects.create(
        document=document,
        number=1,
        state=PolicyVersion.State.IN_FORCE,
        text=PACKAGE + section,
        sha256=hashlib.sha256(section.encode()).hexdigest(),
        effective_from=dt.date(2019, 7, 1),
        prepared_by=cast.administrator_city,
        reviewed_by=cast.reviewer_city,
        reviewed_at=timezone.now(),
        put_in_force_at=timezone.now(),
    )


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.date], None]:
    """Sets today."""

    def set_today(day: dt.date) -> None:
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args: day)

    set_today(dt.date(2020, 4, 20))
    return set_today


@pytest.fixture
def rounds(cast: Cast, clock: Callable[[dt.date], None]) -> Rounds:
    """One book for the city, the whole round."""
    return build_rounds(cast, clock)


@pytest.fixture
def make_rounds(cast: Cast, clock: Callable[[dt.date], None]) -> Callable[..., Rounds]:
    return lambda **terms: build_rounds(cast, clock, **terms)
