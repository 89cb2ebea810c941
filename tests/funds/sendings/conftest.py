"""A posted month of the cast's city: one statement paid by East, one by West."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from config.scoping import system_scope
from funds.models import Clearing, Statement, StatementSending
from funds.reads.sendings import stands
from funds.services.statement_sendings import (
    answer_statement_objection,
    confirm_statement,
    object_to_statement,
    send_again,
    send_statements,
    withdraw_sending,
)
from institutions.models import Agency, Duty, Institution, User
from tests.cast import Cast, make_user

# Reviewed a week ago: sent, confirmed, objected to and answered on the days since.
DAYS = timezone.localdate() - dt.timedelta(days=7)


def day(number: int) -> dt.date:
    return DAYS + dt.timedelta(days=number)


def make_month(cast: Cast, month: dt.date = dt.date(2020, 3, 1), state: str = "posted") -> Clearing:
    reviewed = state not in ("collecting", "adjudicated")
    return Clearing.unscoped.create(
        area=cast.area, month=month, insutype="390", state=state, started_by=cast.finance_city,
        reviewed_by=cast.reviewer_city if reviewed else None,
        reviewed_at=timezone.now() - dt.timedelta(days=7) if reviewed else None,
    )  # fmt: skip


def make_statement(clearing: Clearing, institution: Institution, payer: Agency) -> Statement:
    return Statement.unscoped.create(
        clearing=clearing, institution=institution, payer=payer, bill_count=2, medfee_sumamt=1000, fund_appy_sum=800,
        det_sumamt=0, dpst_sumamt=40, act_dfr_amt=760,
    )  # fmt: skip


@dataclass
class Post:
    """The month's statements and who deals with them; every act opens the scope it needs."""

    cast: Cast
    clearing: Clearing
    east: Statement
    west: Statement
    finance_east: User

    def send(self, *statements: Statement, user: User | None = None, **how: Any) -> list[StatementSending]:
        with system_scope():
            return send_statements(
                statements=[one.pk for one in statements or (self.east,)],
                acting_user=user or self.cast.finance_city,
                **{"sent_on": day(1), "way": "post", **how},
            )

    def again(self, user: User | None = None, **how: Any) -> StatementSending:
        with system_scope():
            return send_again(
                statement=self.east, acting_user=user or self.cast.finance_city,
                **{"sent_on": day(4), "way": "electronic", **how},
            )  # fmt: skip

    def confirm(self, on: int = 5, user: User | None = None) -> StatementSending:
        with system_scope():
            return confirm_statement(
                statement=self.east, confirmed_on=day(on), acting_user=user or self.finance_east
            )

    def object(self, on: int = 2, user: User | None = None, said: str = "押金多扣") -> StatementSending:
        with system_scope():
            return object_to_statement(
                statement=self.east,
                objected_on=day(on),
                objection=said,
                acting_user=user or self.finance_east,
            )

    def answer(self, on: int = 3, user: User | None = None, said: str = "按协议扣留") -> StatementSending:
        with system_scope():
            return answer_statement_objection(
                statement=self.east,
                answered_on=day(on),
                answer=said,
                acting_user=user or self.cast.finance_city,
            )

    def withdraw(self, user: User | None = None, reason: str = "录错机构") -> StatementSending:
        with system_scope():
            latest = StatementSending.objects.filter(statement=self.east).exclude(state="withdrawn").first()
            assert latest is not None
            return withdraw_sending(sending=latest, reason=reason, acting_user=user or self.finance_east)

    def stands(self, statement: Statement | None = None) -> str:
        with system_scope():
            return stands(Statement.objects.get(pk=(statement or self.east).pk))


@pytest.fixture
def post(cast: Cast) -> Post:
    with system_scope():
        clearing = make_month(cast)
        return Post(
            cast, clearing, make_statement(clearing, cast.hospital_east, cast.east),
            make_statement(clearing, cast.hospital_west, cast.west),
            make_user("finance.east", "县财务", cast.east, Duty.FINANCE),
        )  # fmt: skip
