"""Agreements for tests: people of East and the city with the duties, and an application walked through its course."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

import pytest
from django.utils import timezone

from config.scoping import system_scope
from institutions.models import Agreement, AgreementStep, AgreementText, Duty, Institution, User
from institutions.services.agreements import accept, apply, decide, evaluate, publish, sign, texts
from institutions.services.agreements.states import policy_of
from tests.cast import Cast, make_user
from tests.support.policies import put_policy_in_force

MONDAY = dt.date(2020, 3, 2)
BODY = (
    "甲方：{agency}\n乙方：{institution}（{code}）\n第一条 本协议自{first_day}至{last_day}。\n补充：{terms}"
)


@dataclass
class Stage:
    """Who acts in the tests, and what day it is."""

    cast: Cast
    monkeypatch: pytest.MonkeyPatch
    handler: User
    other: User
    approver: User
    city_handler: User
    city_approver: User
    city_inspector: User
    today: dt.date = MONDAY
    texts: list[AgreementText] = field(default_factory=list)

    def on(self, day: dt.date) -> Stage:
        """From now on it is ``day``."""
        self.today = day
        self.monkeypatch.setattr(timezone, "localdate", lambda *_args, **_options: self.today)
        return self

    def later(self, days: int) -> Stage:
        return self.on(self.today + dt.timedelta(days))


def make_stage(cast: Cast, monkeypatch: pytest.MonkeyPatch, package: str = "zhangye.yaml") -> Stage:
    """The shipped package in force in the tests' city, and its reviewed texts."""
    with system_scope():
        put_policy_in_force(cast, package)
        stage = Stage(
            cast, monkeypatch,
            handler=cast.clerk_east,
            other=make_user("handler2.east", "东山经办二", cast.east, Duty.HANDLE, Duty.APPROVE),
            approver=make_user("approver.east", "东山审批", cast.east, Duty.APPROVE),
            city_handler=make_user("handler.city", "市级经办", cast.city, Duty.HANDLE),
            city_approver=cast.approver_city,
            city_inspector=make_user("inspector.city", "市级稽核", cast.city, Duty.INSPECT),
        )  # fmt: skip
        stage.on(MONDAY)
        for kind in Institution.Kind:
            text = texts.draft_text(
                agency=cast.city, kind=kind, title="服务协议", body=BODY,
                effective_from=dt.date(2019, 1, 1), acting_user=stage.city_handler,
            )  # fmt: skip
            stage.texts.append(texts.review_text(text=text, acting_user=cast.reviewer_city))
    return stage


def applied(stage: Stage, institution: Institution | None = None) -> Agreement:
    return apply.apply(
        institution=institution or stage.cast.hospital_east, services=["outpatient", "inpatient"],
        applied_on=stage.today, acting_user=stage.handler,
    )  # fmt: skip


def papers_in(stage: Stage, agreement: Agreement, *, but: Iterable[str] = ()) -> Agreement:
    keys = set(agreement.papers.values_list("key", flat=True)) - set(but)
    return accept.hand_in(agreement=agreement, papers=keys, day=stage.today, acting_user=stage.handler)


def accepted(stage: Stage, agreement: Agreement) -> Agreement:
    papers_in(stage, agreement)
    return accept.accept(agreement=agreement, acting_user=stage.handler)


def sheets_in(stage: Stage, agreement: Agreement, *, share: str = "0.9", evaluators: int = 3) -> None:
    for number in range(evaluators):
        points = {
            item.key: (item.points * Decimal(share)).quantize(Decimal("0.1"))
            for item in policy_of(agreement).items(agreement.institution.kind)
        }
        evaluate.enter_sheet(
            agreement=agreement, evaluator=f"评估员{number}", points=points, acting_user=stage.handler
        )


def noticed(stage: Stage, agreement: Agreement) -> Agreement:
    sheets_in(stage, agreement)
    evaluate.conclude(agreement=agreement, acting_user=stage.handler)
    return publish.publish(
        agreement=agreement, first=stage.today, place="中心网站", acting_user=stage.handler
    )


def conditions_met(stage: Stage, agreement: Agreement) -> None:
    for condition in agreement.conditions.filter(met_on=None):
        accept.meet_condition(
            condition=condition, met_on=stage.today, evidence="现场查验", acting_user=stage.handler
        )


def negotiating(stage: Stage) -> Agreement:
    """An application whose notice is over, its conditions met."""
    agreement = accepted(stage, applied(stage))
    noticed(stage, agreement)
    conditions_met(stage, agreement)
    stage.later(7)
    return publish.close_notice(agreement=agreement, acting_user=stage.handler)


def in_force(stage: Stage, *, months: int = 12) -> Agreement:
    """Signed, from the day it is signed for a year."""
    agreement = negotiating(stage)
    return signed(stage, agreement, stage.today)


def signed(
    stage: Stage, agreement: Agreement, first_day: dt.date, last_day: dt.date | None = None
) -> Agreement:
    sign.propose(
        agreement=agreement, first_day=first_day, last_day=last_day or first_day + dt.timedelta(364),
        acting_user=stage.handler,
    )  # fmt: skip
    return sign.sign(agreement=agreement, acting_user=stage.approver)


def decided(stage: Stage, agreement: Agreement, act: str, day: dt.date | None = None) -> Agreement:
    """Asked and approved, from ``day``."""
    decision = decide.ask_decision(
        agreement=agreement, act=act, from_day=day or stage.today, reason="核查", acting_user=stage.handler
    )
    decide.decide(decision=decision, approved=True, acting_user=stage.approver)
    agreement.refresh_from_db()
    return agreement


def log_of(agreement: Agreement) -> list[str]:
    return list(
        AgreementStep.unscoped.filter(agreement=agreement).order_by("pk").values_list("act", flat=True)
    )
