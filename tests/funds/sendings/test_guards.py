"""Sendings written past every service: the database refuses what the acts refuse."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import ProtectedError

from config.scoping import system_scope
from funds.models import StatementSending

from .conftest import Post, day, make_month, make_statement

OBJECTED = {"state": "objected", "objected_on": day(2), "objection": "多扣"}
BY = {"objection_by": "finance"}
ANSWERED = (
    OBJECTED | BY | {"state": "answered", "answer": "好", "answered_on": day(3), "answered_by": "review"}
)
WITHDRAWN = {"state": "withdrawn", "withdrawn_reason": "错", "withdrawn_by": "finance"}
WRONG = [
    ("sending_way_known", {"way": "pigeon"}),
    ("sending_confirmed", {"state": "confirmed"}),
    ("sending_confirmed", {"state": "confirmed", "confirmed_on": day(2)}),
    ("sending_confirmed", {"state": "confirmed", "confirmed_by": "finance"}),
    ("sending_confirmed", {"confirmed_on": day(2), "confirmed_by": "finance"}),
    ("sending_confirmed", {"state": "confirmed", "confirmed_on": day(0), "confirmed_by": "finance"}),
    ("sending_objected", OBJECTED),
    ("sending_objected", OBJECTED | BY | {"objection": ""}),
    ("sending_objected", OBJECTED | BY | {"objected_on": None}),
    ("sending_objected", OBJECTED | BY | {"objected_on": day(0)}),
    ("sending_answered", OBJECTED | BY | {"state": "sent"}),
    ("sending_answered", OBJECTED | BY | {"state": "answered"}),
    ("sending_answered", OBJECTED | BY | WITHDRAWN),
    ("sending_answered", ANSWERED | {"answered_by": "finance"}),
    ("sending_answered", ANSWERED | {"answered_on": day(1)}),
    ("sending_answered", ANSWERED | {"answer": ""}),
    ("sending_answered", ANSWERED | {"answered_on": None}),
    ("sending_answered", {"answer": "好", "answered_on": day(3), "answered_by": "review"}),
    ("sending_withdrawn", {"state": "withdrawn"}),
    ("sending_withdrawn", {"state": "withdrawn", "withdrawn_by": "finance"}),
    ("sending_withdrawn", WITHDRAWN | {"state": "sent"}),
]


def store(post: Post, **said: Any) -> StatementSending:
    people = {"finance": post.cast.finance_city, "review": post.cast.reviewer_city}
    named = {
        name: people.get(value, value) if name.endswith("_by") else value for name, value in said.items()
    }
    with system_scope(), transaction.atomic():
        return StatementSending.unscoped.create(
            **{
                "statement": post.east, "sent_on": day(1), "way": "post", "entered_by": post.cast.finance_city,
                **named,
            }
        )  # fmt: skip


@pytest.mark.parametrize(("constraint", "said"), WRONG)
def test_what_does_not_hold_together_is_refused(post: Post, constraint: str, said: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        store(post, **said)


@pytest.mark.parametrize("state", ["collecting", "adjudicated", "reviewed", "netted"])
def test_nothing_is_sent_of_a_month_that_is_not_posted(post: Post, state: str) -> None:
    with system_scope():
        clearing = make_month(post.cast, month=post.clearing.month.replace(month=4), state=state)
        statement = make_statement(clearing, post.cast.hospital_east, post.cast.east)
    with pytest.raises(IntegrityError, match="sending_posted"):
        store(post, statement=statement)


def test_a_statement_that_was_sent_is_not_taken_out(post: Post) -> None:
    """So no statement made anew stands under the sending of an old one."""
    store(post)
    with system_scope():
        with pytest.raises(ProtectedError):
            post.east.delete()
        post.west.delete()


@pytest.mark.parametrize(
    ("road", "change"),
    [
        ("", {"sent_on": day(2)}),
        ("", {"way": "electronic"}),
        ("", {"receiver": "李四"}),
        ("confirm", {"confirmed_on": day(6)}),
        ("confirm", {"state": "sent", "confirmed_on": None, "confirmed_by": None}),
        ("object", {"objection": "另一回事"}),
        ("object answer", {"answer": "另一回事"}),
        ("withdraw", {"withdrawn_reason": "另一回事"}),
        ("withdraw", {"state": "sent", "withdrawn_reason": "", "withdrawn_by": None}),
    ],
)
def test_what_was_said_stays(post: Post, road: str, change: dict[str, Any]) -> None:
    (sending,) = post.send()
    for act in road.split():
        getattr(post, act)()
    with system_scope(), pytest.raises(DatabaseError, match="sending_stays"), transaction.atomic():
        StatementSending.unscoped.filter(pk=sending.pk).update(**change)


def test_a_sending_is_not_deleted(post: Post) -> None:
    (sending,) = post.send()
    with system_scope(), pytest.raises(DatabaseError, match="sending_stays"), transaction.atomic():
        StatementSending.unscoped.filter(pk=sending.pk).delete()
