"""Inquiry letters and talks about prices: course by table, deadline, outcome, two people, who sees them (JJ-19)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from claims.models import PriceInquiry
from claims.rules.price_inquiries import FLOW, outcome_fault
from claims.services import price_inquiries as services
from claims.services.price_items.states import PriceRefused
from config.scoping import acting_as, system_scope
from institutions.models import Duty, User
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_user
from tests.claims.catalogue.making import day
from tests.support.policies import put_policy_in_force

FACTS: dict[str, Any] = {
    "kind": "letter",
    "fixmedins_code": "",
    "supplier": "示例药业",
    "med_list_codg": "YP01",
    "item_name": "注射液",
    "price": Decimal(30),
    "question": "高于周边价格",
    "opened_on": day("2024-01-02"),
}


@pytest.fixture
def handler(cast: Cast) -> User:
    with system_scope():
        put_policy_in_force(cast, "jiujiang.yaml")
        return make_user("handler.city", "市级经办", cast.city, Duty.HANDLE, Duty.REVIEW)


def opened(cast: Cast, handler: User, **given: Any) -> PriceInquiry:
    with acting_as(handler):
        return services.open_inquiry(area=cast.area, acting_user=handler, **FACTS | given)


def replied(cast: Cast, handler: User, **given: Any) -> PriceInquiry:
    one = opened(cast, handler, **given)
    with acting_as(handler):
        return services.record_reply(
            inquiry=one, reply="原料涨价", day=day("2024-01-10"), acting_user=handler
        )


def close(cast: Cast, one: PriceInquiry, outcome: str, on: str = "2024-01-12", **given: Any) -> PriceInquiry:
    with acting_as(cast.reviewer_city):
        return services.close_inquiry(
            inquiry=one,
            outcome=outcome,
            conclusion="结论",
            day=day(on),
            acting_user=cast.reviewer_city,
            **given,
        )


def test_outcomes_by_reply_and_day() -> None:
    due = day("2024-01-16")
    asked = [
        (outcome, got, outcome_fault(outcome, replied=got, due=due, day=day(on)))
        for outcome, got, on in [
            ("lowered", True, "2024-01-12"),
            ("lowered", False, "2024-02-01"),
            ("explained", False, "2024-02-01"),
            ("handed_over", False, "2024-01-16"),
            ("handed_over", False, "2024-01-17"),
        ]
    ]
    assert [fault for _outcome, _got, fault in asked] == ["", "no_reply", "no_reply", "not_due", ""]


@pytest.mark.duty("JJ-19")
def test_a_lowered_price_is_lower(cast: Cast, handler: User) -> None:
    one = replied(cast, handler)
    assert one.due_on >= day("2024-01-16")
    for wrong in (None, Decimal(30), Decimal(31)):
        with pytest.raises(ValidationError, match="lowered price"):
            close(cast, one, "lowered", new_price=wrong)
    with pytest.raises(ValidationError, match="lowered price"):
        close(cast, one, "explained", new_price=Decimal(20))
    closed = close(cast, one, "lowered", new_price=Decimal("25.50"))
    assert (closed.state, closed.outcome, closed.new_price) == ("closed", "lowered", Decimal("25.50"))


@pytest.mark.duty("JJ-19")
def test_without_a_reply_it_is_handed_over_after_the_deadline(cast: Cast, handler: User) -> None:
    one = opened(cast, handler)
    with pytest.raises(PriceRefused, match="no reply"):
        close(cast, one, "explained", on="2024-02-20")
    with pytest.raises(PriceRefused, match="waits for its reply"):
        close(cast, one, "handed_over", on=one.due_on.isoformat())
    assert close(cast, one, "handed_over", on="2024-02-20").state == "closed"


def test_every_forbidden_step_is_refused(cast: Cast, handler: User) -> None:
    for state in ("closed", "withdrawn"):
        one = replied(cast, handler, med_list_codg=f"YP{state}")
        if state == "closed":
            close(cast, one, "explained")
        else:
            with acting_as(handler):
                services.withdraw_inquiry(inquiry=one, reason="误发", acting_user=handler)
        assert not list(FLOW.open_in(state))
        calls: list[Callable[[], Any]] = [
            lambda one=one: close(cast, one, "explained"),  # type: ignore[misc]
            lambda one=one: services.record_reply(inquiry=one, reply="x", acting_user=handler),  # type: ignore[misc]
            lambda one=one: services.withdraw_inquiry(inquiry=one, reason="x", acting_user=handler),  # type: ignore[misc]
        ]
        for call in calls:
            with acting_as(handler), pytest.raises(PriceRefused, match="one cannot"):
                call()


def test_two_people_and_one_who_is_asked(cast: Cast, handler: User) -> None:
    one = replied(cast, handler)
    with acting_as(handler), pytest.raises(SamePerson):
        services.close_inquiry(inquiry=one, outcome="explained", conclusion="x", acting_user=handler)
    with system_scope(), pytest.raises(IntegrityError, match="two_people"), transaction.atomic():
        PriceInquiry.objects.filter(pk=one.pk).update(closed_by=handler)
    code = cast.hospital_east.fixmedins_code
    for given in ({"supplier": ""}, {"fixmedins_code": code}):
        with pytest.raises(ValidationError, match="One is asked"):
            opened(cast, handler, **given)
    with pytest.raises(PriceRefused, match="No institution"):
        opened(cast, handler, fixmedins_code="H0", supplier="")
    with acting_as(cast.clerk_east), pytest.raises(DutyMissing):
        services.open_inquiry(area=cast.area, acting_user=cast.clerk_east, **FACTS)


def post(client: Client, user: User, name: str, *args: Any, **values: Any) -> int:
    client.force_login(user)
    address = reverse(f"claims:{name}", args=args)
    return client.post(address, {"submission": uuid4(), **values}).status_code


def test_on_its_pages(cast: Cast, handler: User, client: Client) -> None:
    typed = FACTS | {
        "supplier": "",
        "fixmedins_code": cast.hospital_east.fixmedins_code,
        "opened_on": "2024-01-02",
        "kind": "talk",
    }
    assert post(client, handler, "open_inquiry", **typed | {"price": "0"}) == 422
    assert post(client, handler, "open_inquiry", **typed) == 302
    with system_scope():
        one = PriceInquiry.objects.get()
    client.force_login(handler)
    assert reverse("claims:price_inquiries") in client.get(reverse("desk")).content.decode()
    assert post(client, handler, "reply_inquiry", one.pk, reply="已说明", day="2024-01-05") == 302
    closing = {"outcome": "explained", "conclusion": "理由成立", "day": "2024-01-06"}
    assert post(client, handler, "close_inquiry", one.pk, **closing) == 422
    assert post(client, cast.reviewer_city, "close_inquiry", one.pk, **closing) == 302
    printed = client.get(reverse("claims:print_inquiry", args=[one.pk])).content.decode()
    for text in ("YP01", "已说明", "理由成立", "2024-01-06"):
        assert text in printed
    seen = {}
    for name, user in (("east", cast.clerk_east), ("west", cast.clerk_west), ("else", cast.clerk_elsewhere)):
        client.force_login(user)
        page = client.get(reverse("claims:price_inquiry", args=[one.pk])).status_code
        listed = one.number in client.get(reverse("claims:price_inquiries")).content.decode()
        seen[name] = (page, listed)
    assert seen == {"east": (200, True), "west": (404, False), "else": (404, False)}


@pytest.mark.duty("JJ-19")
def test_a_talk_goes_on_from_the_letter(cast: Cast, handler: User, client: Client) -> None:
    letter = replied(cast, handler)
    client.force_login(handler)
    asked = client.get(reverse("claims:open_inquiry"), {"follows": letter.number}).content.decode()
    assert letter.number in asked
    typed = FACTS | {"kind": "talk", "follows_number": letter.number, "opened_on": "2024-01-11"}
    assert post(client, handler, "open_inquiry", **typed | {"med_list_codg": "YP02"}) == 422
    assert post(client, handler, "open_inquiry", **typed | {"follows_number": "JH0"}) == 422
    assert post(client, handler, "open_inquiry", **typed | {"opened_on": "2024-01-01"}) == 422
    assert post(client, handler, "open_inquiry", **typed) == 302
    with system_scope():
        talk = PriceInquiry.objects.get(follows=letter)
    assert talk.kind == "talk"
    for one, other in ((letter, talk), (talk, letter)):
        assert other.number in client.get(reverse("claims:price_inquiry", args=[one.pk])).content.decode()
