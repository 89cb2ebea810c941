"""Statements sent, confirmed, objected to and answered: what follows what, by whom, on which day; all or none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.errors import DomainError
from config.scoping import acting_as, system_scope
from funds.models import Clearing, Statement, StatementSending
from funds.reads.sendings import counts_of, last_sending, unsent_of, with_sendings
from funds.services.statement_sendings import SendingRefused, send_statements
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast

from .conftest import Post, day, make_month, make_statement

ROADS = [
    ("", "unsent"),
    ("send", "sent"),
    ("send confirm", "confirmed"),
    ("send object", "objected"),
    ("send object answer", "answered"),
    ("send object answer confirm", "confirmed"),
    ("send again", "sent"),
    ("send again confirm", "confirmed"),
    ("send object answer again", "sent"),
    ("send withdraw", "unsent"),
    ("send confirm withdraw", "unsent"),
    ("send again withdraw", "sent"),
    ("send again withdraw withdraw", "unsent"),
    ("send withdraw send", "sent"),
]
# The last act is refused.
REFUSED = [
    "confirm",
    "object",
    "answer",
    "again",
    "send send",
    "send answer",
    "send confirm send",
    "send confirm again",
    "send confirm confirm",
    "send confirm object",
    "send object object",
    "send object confirm",
    "send object again",
    "send object withdraw",
    "send object answer object",
    "send object answer withdraw",
    "send object answer confirm withdraw",
    "send withdraw confirm",
]


def walk(post: Post, road: str) -> None:
    for act in road.split():
        getattr(post, act)()


@pytest.mark.parametrize(("road", "stands"), ROADS)
def test_what_follows_what(post: Post, road: str, stands: str) -> None:
    walk(post, road)
    assert post.stands() == stands
    with system_scope():
        listed = {one.pk: last_sending(one) for one in with_sendings(Statement.objects.all())}
        latest = listed[post.east.pk]
        assert (latest.state if latest else "unsent") == stands
        unsent = {one.pk for one in unsent_of(post.clearing)}
        assert unsent == {post.west.pk} | ({post.east.pk} if stands == "unsent" else set())
        assert counts_of([post.clearing])[post.clearing.pk].unsent == len(unsent)


@pytest.mark.parametrize("road", REFUSED)
def test_what_does_not_follow_is_refused_and_changes_nothing(post: Post, road: str) -> None:
    before, _space, act = road.rpartition(" ")
    walk(post, before)
    stood = post.stands()
    with pytest.raises(SendingRefused):
        getattr(post, act)()
    assert post.stands() == stood


@pytest.mark.parametrize(
    ("before", "act", "on"),
    [
        ("", lambda post, on: post.send(sent_on=on), -1),  # before the statement was reviewed
        ("", lambda post, on: post.send(sent_on=on), 8),  # in the future
        ("send", lambda post, on: post.again(sent_on=on), 0),
        ("send", lambda post, on: post.again(sent_on=on), 8),
    ],
)
def test_a_statement_is_not_sent_on_any_day(
    post: Post, before: str, act: Callable[..., Any], on: int
) -> None:
    walk(post, before)
    with pytest.raises(SendingRefused):
        act(post, day(on))


@pytest.mark.parametrize(
    ("before", "act", "on"),
    [
        ("send", "confirm", 0),
        ("send", "confirm", 8),
        ("send", "object", 0),
        ("send", "object", 8),
        ("send object", "answer", 1),
        ("send object", "answer", 8),
        ("send object answer", "confirm", 2),
    ],
)
def test_an_answer_comes_after_what_it_answers_and_not_in_the_future(
    post: Post, before: str, act: str, on: int
) -> None:
    walk(post, before)
    with pytest.raises(SendingRefused):
        getattr(post, act)(on)


@pytest.mark.parametrize(
    ("before", "act", "said"),
    [
        ("send", "object", {"said": " "}),
        ("send object", "answer", {"said": ""}),
        ("send", "withdraw", {"reason": " "}),
        ("", "send", {"way": "pigeon"}),
    ],
)
def test_words_and_way_are_asked_for(post: Post, before: str, act: str, said: dict[str, str]) -> None:
    walk(post, before)
    with pytest.raises(DomainError):
        getattr(post, act)(**said)


@pytest.mark.parametrize(
    "user", ["clerk_east", "reviewer_east", "reviewer_city", "approver_city", "clerk_west"]
)
def test_finance_alone_enters_what_was_sent(post: Post, user: str) -> None:
    holder = getattr(post.cast, user)
    with pytest.raises(DutyMissing):
        post.send(user=holder)
    post.send()
    for act in (post.again, post.confirm, post.object, post.withdraw):
        with pytest.raises(DutyMissing):
            act(user=holder)


def test_a_county_enters_its_own_and_sees_no_other(post: Post) -> None:
    post.send(user=post.finance_east)
    with pytest.raises(DutyMissing):
        post.send(post.west, user=post.finance_east)
    post.send(post.west)
    with acting_as(post.finance_east):
        assert {one.statement_id for one in StatementSending.objects.all()} == {post.east.pk}
        with pytest.raises(SendingRefused):
            send_statements(
                statements=[post.west.pk], sent_on=day(1), way="post", acting_user=post.finance_east
            )
    with acting_as(post.cast.clerk_elsewhere):
        assert not StatementSending.objects.exists()


def test_the_city_answers_by_another_person(post: Post) -> None:
    post.send()
    post.object(user=post.cast.finance_city)
    for user, refusal in (
        (post.cast.finance_city, SamePerson),
        (post.finance_east, DutyMissing),
        (post.cast.approver_city, DutyMissing),
    ):
        with pytest.raises(refusal):
            post.answer(user=user)
    assert post.answer(user=post.cast.reviewer_city).answered_by == post.cast.reviewer_city


def test_of_many_all_are_sent_or_none(post: Post) -> None:
    post.send(post.east)
    with pytest.raises(SendingRefused) as refused:
        post.send(post.west, post.east)
    assert post.cast.hospital_east.name in str(refused.value)
    assert post.stands(post.west) == "unsent"
    with pytest.raises(SendingRefused), system_scope():
        send_statements(statements=[], sent_on=day(1), way="post", acting_user=post.cast.finance_city)
    post.withdraw()
    sent = post.send(post.west, post.east, receiver="张三", note="随对账单")
    assert {one.statement_id for one in sent} == {post.east.pk, post.west.pk}
    assert {(one.receiver, one.note, one.way) for one in sent} == {("张三", "随对账单", "post")}


@pytest.mark.parametrize("state", [state.value for state in Clearing.State])
def test_a_month_that_may_be_sent_back_sends_nothing(cast: Cast, state: str) -> None:
    with system_scope():
        statement = make_statement(make_month(cast, state=state), cast.hospital_east, cast.east)

        def send() -> None:
            send_statements(
                statements=[statement.pk], sent_on=day(7), way="in_person", acting_user=cast.finance_city
            )

        if state in ("posted", "paid", "closed"):
            send()
        else:
            with pytest.raises(SendingRefused):
                send()


def test_what_was_withdrawn_is_kept_with_its_history(post: Post) -> None:
    post.send()
    post.confirm()
    withdrawn = post.withdraw()
    with system_scope():
        event = StatementSending.pgh_event_model  # type: ignore[attr-defined]
        states = (
            event.objects.filter(pgh_obj_id=withdrawn.pk).order_by("pgh_id").values_list("state", flat=True)
        )
        assert list(states) == ["sent", "confirmed", "withdrawn"]
        assert (withdrawn.withdrawn_reason, withdrawn.withdrawn_by) == ("录错机构", post.finance_east)


def test_a_list_asks_once_for_all_its_sendings(post: Post) -> None:
    post.send(post.east, post.west)
    with (
        system_scope(),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        assert [last_sending(one) for one in with_sendings(Statement.objects.all())]
    assert len(asked) == 2
