"""People who inspect, a roster, and inspections and cases in a given state."""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from claims.models import Inspection, InspectionCase, InspectionTarget, RosterMember
from claims.services.inspections.plan import approve_plan, plan_inspection
from config.scoping import acting_as, system_scope
from institutions.models import Agency, Duty, Institution, User
from tests.cast import Cast, make_user
from tests.support.policies import put_policy_in_force

_serial = count(1)
TODAY = dt.date(2024, 5, 6)
FACTS: dict[str, Any] = {
    "kind": "routine",
    "title": "年度检查",
    "content": "住院和收费",
    "bills_from": dt.date(2024, 1, 1),
    "bills_to": dt.date(2024, 3, 31),
    "starts_on": TODAY,
    "ends_on": TODAY + dt.timedelta(30),
}


class Office:
    """East's and the city's inspectors, with the shipped package in force."""

    def __init__(self, cast: Cast, *, policy: bool = True) -> None:
        self.cast = cast
        with system_scope():
            if policy:
                put_policy_in_force(cast, "jiujiang.yaml")
            self.inspector = make_user("inspector.east", "东山稽核", cast.east, Duty.INSPECT)
            self.second = make_user("second.east", "东山复核二", cast.east, Duty.REVIEW, Duty.APPROVE)
            self.city = make_user("inspector2.city", "市级稽核二", cast.city, Duty.INSPECT)

    def member(
        self, code: str, kind: str = "inspector", at: Agency | None = None, **given: Any
    ) -> RosterMember:
        county = at or self.cast.east
        with system_scope():
            return RosterMember.unscoped.create(
                area=county.area, county=county, kind=kind, code=code, name=f"检查员{code}",
                period=DateRange(dt.date(2020, 1, 1), None), entered_by=self.inspector, **given,
            )  # fmt: skip

    def planned(self, **given: Any) -> Inspection:
        with acting_as(self.inspector):
            return plan_inspection(agency=self.cast.east, acting_user=self.inspector, **FACTS | given)

    def approved(self, **given: Any) -> Inspection:
        made = self.planned(**given)
        with acting_as(self.second):
            return approve_plan(inspection=made, acting_user=self.second)

    def case(self, state: str = "opened", **given: Any) -> InspectionCase:
        """One against East's hospital, as it stands in ``state``."""
        values: dict[str, Any] = {
            "source": "other", "title": "超标准收费", "facts": "重复收取护理费", "opened_on": TODAY, "due_on": TODAY,
            "opened_by": self.inspector, "number": f"AJ{next(_serial):06d}", "state": state,
            "institution": self.cast.hospital_east, "area": self.cast.area, "county": self.cast.east,
        }  # fmt: skip
        if state != "opened":
            values["statement_due"] = TODAY
        if state not in ("opened", "asked"):
            values |= {"stated_on": TODAY, "statement": "愿意整改"}
        if state in ("proposed", "decided", "closed"):
            values |= {"proposed_by": self.inspector, "reason": "事实清楚"}
        if state in ("decided", "closed"):
            values |= {"decided_by": self.second, "decided_on": TODAY}
        with system_scope():
            return InspectionCase.unscoped.create(**values | given)


def found_at(inspection: Inspection, institution: Institution, by: User) -> InspectionTarget:
    """An institution of ``inspection`` with problems."""
    with system_scope():
        return InspectionTarget.unscoped.create(
            inspection=inspection, institution=institution, reason="线索", outcome="problems", inspected_on=TODAY,
            findings="重复收费", recorded_by=by,
        )  # fmt: skip
