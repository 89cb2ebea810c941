"""A committee of six and a pool of five experts at the city, with the package that knows them in force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from claims.models import RosterMember
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import CommitteeSession, Consultation
from funds.services.oversight import consultations, sessions
from institutions.models import Duty, User
from tests.cast import Cast, make_user
from tests.funds.statements.conftest import Year, build_year
from tests.support.policies import put_policy_in_force

TODAY = dt.date(2020, 2, 20)


@dataclass
class Hall:
    """The city's supervision: ``clerk`` prepares, ``second`` reviews; today is :data:`TODAY`."""

    cast: Cast
    clerk: User
    second: User
    year: Year

    def member(self, group: str) -> RosterMember:
        return RosterMember.unscoped.get(stands_for=group)

    def prepared(self, **given: Any) -> CommitteeSession:
        facts = {"insutype": "390", "title": "第一次会议", "month": Month(2020, 1), "held_on": TODAY} | given
        with acting_as(self.clerk):
            return sessions.prepare_session(agency=self.cast.city, acting_user=self.clerk, **facts)

    def laid(self) -> CommitteeSession:
        session = self.prepared()
        with acting_as(self.second):
            return sessions.lay_papers(session=session, acting_user=self.second)

    def held(self, *groups: str) -> CommitteeSession:
        """Those who stand for ``groups`` came; everybody where none is named."""
        session = self.laid()
        with acting_as(self.clerk):
            came = [one.pk for one in session.members.all() if not groups or one.member.stands_for in groups]
            return sessions.record_session(
                session=session, minutes="审议上年基金运行", came=came, acting_user=self.clerk
            )

    def asked(self, size: int = 3, **given: Any) -> Consultation:
        """Put to ``size`` experts drawn by lot."""
        with acting_as(self.clerk):
            made = consultations.propose_question(
                agency=self.cast.city, title="门诊统筹限额", question="年度限额是否提高", acting_user=self.clerk,
                answer_by=TODAY + dt.timedelta(10),
            )  # fmt: skip
        with acting_as(self.second):
            consultations.approve_question(consultation=made, acting_user=self.second)
        with acting_as(self.clerk):
            return consultations.draw_experts(consultation=made, size=size, acting_user=self.clerk, **given)


@pytest.fixture
def hall(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hall]:
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_options: TODAY)
    with system_scope():
        put_policy_in_force(cast, "hegang.yaml")
        clerk = make_user("inspector.city", "市级监督", cast.city, Duty.INSPECT)
        second = make_user("second.city", "市级监督复核", cast.city, Duty.REVIEW)
        since = DateRange(dt.date(2018, 1, 1), None)
        for group in RosterMember.StandsFor.values:
            RosterMember.unscoped.create(
                area=cast.area, county=cast.city, kind="committee", code=f"W-{group}", name=f"委员{group}",
                stands_for=group, period=since, entered_by=clerk,
            )  # fmt: skip
        for number in range(1, 6):
            RosterMember.unscoped.create(
                area=cast.area, county=cast.city, kind="expert", code=f"Z-{number}", name=f"专家{number}",
                period=since, entered_by=clerk,
            )  # fmt: skip
        yield Hall(cast, clerk, second, build_year(cast, "390"))
