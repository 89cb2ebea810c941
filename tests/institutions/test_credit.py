"""Credit points: events by two people, repair by two people, ratings at the edges of their bands, pages, scoping."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.desk import items_of
from config.scoping import acting_as, system_scope
from institutions.assessment_desk import credit_items
from institutions.models import CreditEvent, Duty, User
from institutions.policy.credit import SECTION
from institutions.rules import credit as rules
from institutions.services.credit import (
    CreditRefused,
    ask_repair,
    decide_event,
    decide_repair,
    enter_event,
    policy_in,
    standings,
)
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_user
from tests.support.policies import POLICIES, put_policy_in_force

DAY = dt.date(2024, 3, 4)


class Today:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.day = DAY
        monkeypatch.setattr(timezone, "localdate", lambda *_args, **_options: self.day)


@pytest.fixture
def today(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Today:
    with system_scope():
        put_policy_in_force(cast, "jiujiang.yaml")
        for user, agency in (("one.east", cast.east), ("two.east", cast.east)):
            make_user(user, "东山稽核", agency, Duty.HANDLE, Duty.REVIEW)
    return Today(monkeypatch)


def one() -> User:
    return User.objects.get(username="one.east")


def two() -> User:
    return User.objects.get(username="two.east")


def entered(cast: Cast, event: str = "repeated_charges", **given: Any) -> CreditEvent:
    with acting_as(one()):
        return enter_event(
            institution=cast.hospital_east,
            event=event,
            day=DAY,
            evidence="核查记录",
            acting_user=one(),
            **given,
        )


def confirmed(cast: Cast, event: str = "repeated_charges", **given: Any) -> CreditEvent:
    made = entered(cast, event, **given)
    with acting_as(two()):
        return decide_event(event=made, confirmed=True, acting_user=two())


def points_left(cast: Cast) -> list[tuple[str, int, str]]:
    with acting_as(one()):
        found = standings(cast.area, 2024, [cast.hospital_east])
    return [(row.physician_code, row.left, row.rating) for row in found]


@pytest.mark.duty("JJ-11")
def test_points_are_taken_when_confirmed_and_come_back_when_repaired(cast: Cast, today: Today) -> None:
    made = entered(cast)
    assert (made.points, made.title) == (10, "重复收费、超标准收费")
    assert points_left(cast) == [("", 100, "credit_a")]
    with acting_as(one()), pytest.raises(SamePerson):
        decide_event(event=made, confirmed=True, acting_user=one())
    with acting_as(two()):
        decide_event(event=made, confirmed=True, acting_user=two())
    assert points_left(cast) == [("", 90, "credit_a")]
    with acting_as(one()):
        today.day = dt.date(2024, 9, 3)
        with pytest.raises(CreditRefused, match="2024-09-04"):
            ask_repair(event=made, measures="已整改", acting_user=one())
        today.day = dt.date(2024, 9, 4)
        ask_repair(event=made, measures="已整改", acting_user=one())
        with pytest.raises(SamePerson):
            decide_repair(event=made, granted=True, acting_user=one())
    assert points_left(cast) == [("", 90, "credit_a")]
    with acting_as(two()):
        made = decide_repair(event=made, granted=True, acting_user=two())
    assert (made.state, made.repaired_on) == ("repaired", today.day)
    assert points_left(cast) == [("", 100, "credit_a")]


def test_what_cannot_be_repaired_stays(cast: Cast, today: Today) -> None:
    made = confirmed(cast, "false_billing")
    today.day = dt.date(2030, 1, 1)
    with acting_as(one()), pytest.raises(CreditRefused):
        ask_repair(event=made, measures="已整改", acting_user=one())


@pytest.mark.duty("HG-09")
def test_a_physician_has_points_of_their_own(cast: Cast, today: Today) -> None:
    confirmed(cast, "physician_excess", physician_code="D990101000001", physician_name="某医师")
    confirmed(cast, "physician_excess", physician_code="D990101000001", physician_name="某医师")
    assert points_left(cast) == [("D990101000001", 6, "physician_warned"), ("", 100, "credit_a")]
    with pytest.raises(CreditRefused):
        entered(cast, "repeated_charges", physician_code="D990101000001", physician_name="某医师")
    with pytest.raises(CreditRefused):
        entered(cast, "physician_excess")
    with pytest.raises(ValidationError):
        entered(cast, "physician_excess", physician_code="D990101000001")


@pytest.mark.duty("JJ-11")
@pytest.mark.parametrize(
    ("subject", "left", "rating"),
    [
        ("institution", 100, "credit_a"), ("institution", 90, "credit_a"), ("institution", 89, "credit_b"),
        ("institution", 75, "credit_b"), ("institution", 74, "credit_c"), ("institution", 60, "credit_c"),
        ("institution", 59, "credit_d"), ("institution", 0, "credit_d"), ("physician", 12, "physician_normal"),
        ("physician", 7, "physician_normal"), ("physician", 6, "physician_warned"),
        ("physician", 1, "physician_warned"), ("physician", 0, "physician_suspended"),
    ],
)  # fmt: skip
def test_ratings_at_their_edges(cast: Cast, today: Today, subject: str, left: int, rating: str) -> None:
    with system_scope():
        assert policy_in(cast.area, DAY).rating(subject, left).value == rating


def test_points_never_fall_below_zero() -> None:
    assert rules.left(100, [40, 40, 40]) == 0
    assert rules.left(100, []) == 100
    assert rules.left(12, [12]) == 0


OPEN = {
    "entered": {"confirm", "refuse"}, "confirmed": {"ask_repair"}, "refused": set(),
    "repair_asked": {"repair", "refuse_repair"}, "repaired": set(),
}  # fmt: skip


@pytest.mark.parametrize("state", rules.STATES)
@pytest.mark.parametrize("act", rules.ACTS)
def test_every_act_in_every_state(state: str, act: str) -> None:
    assert (rules.after(state, act) is not None) == (act in OPEN[state])


def test_who_lacks_the_duty_or_the_county_is_refused(cast: Cast, today: Today) -> None:
    made = entered(cast)
    with acting_as(cast.clerk_east), pytest.raises(DutyMissing):
        decide_event(event=made, confirmed=True, acting_user=cast.clerk_east)
    with acting_as(cast.clerk_west):
        with pytest.raises(CreditEvent.DoesNotExist):
            decide_event(event=made, confirmed=True, acting_user=cast.clerk_west)
        with pytest.raises(DutyMissing):
            enter_event(
                institution=cast.hospital_east, event="repeated_charges", day=DAY, evidence="x",
                acting_user=cast.clerk_west,
            )  # fmt: skip
    with acting_as(one()):
        for wrong in ({"event": "no_such"}, {"day": DAY + dt.timedelta(1)}):
            with pytest.raises(CreditRefused):
                enter_event(**{
                    "institution": cast.hospital_east, "event": "repeated_charges", "day": DAY, "evidence": "x",
                    "acting_user": one(), **wrong,
                })  # fmt: skip


def test_the_database_keeps_two_people(cast: Cast, today: Today) -> None:
    made = confirmed(cast)
    for changes in (
        {"decided_by": one()}, {"decided_by": None}, {"evidence": ""}, {"physician_code": "D1"},
        {"state": "repair_asked"}, {"state": "repaired", "repair_asked_by": one(), "repaired_by": one()},
    ):  # fmt: skip
        with system_scope(), pytest.raises(IntegrityError), transaction.atomic():
            CreditEvent.objects.filter(pk=made.pk).update(**changes)


def test_by_its_pages(cast: Cast, today: Today, client: Client) -> None:
    def post(user: User, name: str, *args: int, **values: Any) -> Any:
        client.force_login(user)
        return client.post(reverse(f"institutions:{name}", args=args), {"submission": uuid4(), **values})

    hospital = cast.hospital_east
    answer = post(
        one(),
        "new_credit_event",
        hospital.pk,
        event="lending_of_cards",
        day="2024-03-04",
        evidence="核查记录",
    )
    assert answer.status_code == 302
    with system_scope():
        made = CreditEvent.objects.get()
    with acting_as(two()):
        assert [item.count for item in items_of(credit_items(two().assignments_in_force[0]))] == [1]
    with acting_as(one()):
        assert not items_of(credit_items(one().assignments_in_force[0]))
    assert post(one(), "confirm_credit_event", made.pk).status_code == 422
    assert post(two(), "confirm_credit_event", made.pk).status_code == 302
    client.force_login(two())
    panel = client.get(reverse("institutions:institution", args=[hospital.pk])).content.decode()
    assert "B级" in panel
    assert "2024年剩余积分" in panel
    listed = client.get(reverse("institutions:credit_standings")).content.decode()
    assert "东山县人民医院" in listed
    assert "西水县中医院" not in listed
    assert client.get(reverse("institutions:credit_standings"), {"print": "1"}).status_code == 200
    workbook = client.get(reverse("institutions:credit_standings"), {"export": "1"})
    assert b"".join(workbook.streaming_content)[:2] == b"PK"
    today.day = dt.date(2025, 3, 4)
    assert post(two(), "ask_credit_repair", made.pk, measures="已整改").status_code == 302
    assert post(two(), "grant_credit_repair", made.pk).status_code == 422
    assert post(one(), "grant_credit_repair", made.pk).status_code == 302
    client.force_login(cast.clerk_west)
    assert client.get(made.get_absolute_url()).status_code == 404


def test_every_parameter_is_told_to_clerks() -> None:
    docs = (POLICIES.parents[1] / "docs" / "policy-packages.md").read_text(encoding="utf-8")
    told = docs.split("### `credit`\n", 1)[1].split("\n## ", 1)[0]
    for spec in SECTION.parameters:
        assert f"| `{spec.name}` | {spec.unit} |" in told, spec.name
