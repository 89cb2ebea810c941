"""A lost phone: one administrator asks, another takes the second factor off; nobody does it for themself or alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from config.scoping import system_scope
from institutions.models import Assignment, Duty, SecondFactor, SecondFactorReset, SignInEvent, User
from institutions.services.second_factor.resets import ResetRefused, ask, confirm, refuse
from tests.cast import ALWAYS, Cast, make_user
from tests.second_factor_world import code_of, give_phone, password

LIST = "/institutions/sign-ins/second-factors/"
Outcome = SecondFactorReset.Outcome


@pytest.fixture
def second(cast: Cast) -> User:
    with system_scope():
        return make_user("second.city", "市级管理乙", cast.city, Duty.ADMINISTER)


@pytest.fixture
def asked(cast: Cast, second: User) -> SecondFactorReset:
    give_phone(cast.finance_city)
    return ask(user=cast.finance_city, reason="手机丢失", acting_user=cast.administrator_city)


@pytest.mark.duty("NB-29")
def test_two_administrators_and_then_a_new_phone(
    cast: Cast, second: User, client: Client, settings: Any
) -> None:
    secret, codes = give_phone(cast.finance_city)
    working = Client()
    password(working, cast.finance_city)
    working.post("/sign-in/code/", {"code": codes[0]})
    client.force_login(cast.administrator_city)
    address = f"{LIST}{cast.finance_city.pk}/reset/"
    assert address in client.get(LIST).content.decode()
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "手机丢失，本人到场"})["Location"] == LIST
    reset = SecondFactorReset.objects.get()
    act = f"{LIST}resets/{reset.pk}/confirm/"
    assert client.post(act).status_code == 422, "not alone"
    assert SecondFactor.objects.exists()
    client.force_login(second)
    assert "确认双重验证重置" in client.get("/desk/").content.decode()
    assert act in client.get(LIST).content.decode()
    assert client.post(act)["Location"] == LIST
    assert working.get("/preferences/").status_code == 302, "signed out everywhere"
    event = SignInEvent.objects.latest("pk")
    assert (event.kind, event.user, event.by, event.reason) == (
        "reset", cast.finance_city, second, "手机丢失，本人到场",
    )  # fmt: skip
    assert "双重验证已解除" in client.get("/institutions/sign-ins/").content.decode()
    with system_scope():
        assert reset.events.count() == 2  # type: ignore[attr-defined]
    settings.SECOND_FACTOR = "required"
    password(working, cast.finance_city)
    assert working.post("/sign-in/code/", {"code": code_of(secret)})["Location"] == "/sign-in/phone/"
    new = working.get("/sign-in/phone/").context["key"].replace(" ", "")
    assert new != secret
    assert working.post("/sign-in/phone/", {"code": code_of(new)}).status_code == 302
    assert working.get("/preferences/").status_code == 200


def test_who_may_not(cast: Cast, second: User, asked: SecondFactorReset) -> None:
    for by in (cast.administrator_city, cast.finance_city, cast.auditor_city, cast.clerk_elsewhere):
        with pytest.raises(ResetRefused):
            confirm(reset=asked, acting_user=by)
    for by in (cast.administrator_city, second, cast.auditor_city, cast.reviewer_city):
        with pytest.raises(ResetRefused):
            ask(user=cast.finance_city, reason="x", acting_user=by)
    give_phone(cast.administrator_city)
    for user, by in (
        (cast.administrator_city, cast.administrator_city),
        (cast.clerk_elsewhere, cast.administrator_city),
        (cast.clerk_east, cast.administrator_city),
    ):
        with pytest.raises(ResetRefused):
            ask(user=user, reason="x", acting_user=by)
    assert SecondFactorReset.objects.get() == asked
    assert SecondFactor.objects.filter(user=cast.finance_city).exists()


def test_a_county_does_not_get_at_the_citys_duties(cast: Cast) -> None:
    with system_scope():
        Assignment.objects.create(user=cast.clerk_east, agency=cast.city, duties=["approve"], period=ALWAYS)
        county = make_user("administrator.east", "东山管理", cast.east, Duty.ADMINISTER)
    give_phone(cast.clerk_east)
    with pytest.raises(ResetRefused):
        ask(user=cast.clerk_east, reason="x", acting_user=county)
    reset = ask(user=cast.clerk_east, reason="x", acting_user=cast.administrator_city)
    with pytest.raises(ResetRefused):
        confirm(reset=reset, acting_user=county)


def test_refused_or_taken_back_it_stays_on_and_may_be_asked_again(
    cast: Cast, second: User, asked: SecondFactorReset
) -> None:
    refuse(reset=asked, acting_user=cast.administrator_city)
    with pytest.raises(ResetRefused):
        confirm(reset=asked, acting_user=second)
    again = ask(user=cast.finance_city, reason="又丢了", acting_user=cast.administrator_city)
    refuse(reset=again, acting_user=second)
    assert SecondFactor.objects.filter(user=cast.finance_city).exists()
    assert not SignInEvent.objects.filter(kind="reset").exists()


def test_who_reads_the_list(cast: Cast, asked: SecondFactorReset, client: Client) -> None:
    give_phone(cast.clerk_elsewhere)
    client.force_login(cast.auditor_city)
    page = client.get(LIST).content.decode()
    assert cast.finance_city.username in page
    assert cast.clerk_elsewhere.username not in page
    assert f"resets/{asked.pk}/confirm" not in page
    assert client.get(f"{LIST}resets/{asked.pk}/confirm/").status_code == 403
    client.force_login(cast.clerk_east)
    assert client.get(LIST).status_code == 403
    # Whoever it is about does not see it, though they administer.
    with system_scope():
        cast.finance_city.assignments.update(duties=[Duty.FINANCE, Duty.ADMINISTER])
    client.force_login(User.objects.get(pk=cast.finance_city.pk))
    assert client.get(f"{LIST}resets/{asked.pk}/confirm/").status_code == 404


# --- Attacks on the database ---


def reset_of(cast: Cast, **fields: Any) -> SecondFactorReset:
    given = {"user": cast.finance_city, "asked_by": cast.administrator_city, "reason": "x", **fields}
    return SecondFactorReset.objects.create(**given)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        (lambda c: {"asked_by": c.finance_city}, "second_factor_reset_by_others"),
        (lambda c: {"reason": ""}, "second_factor_reset_by_others"),
        (lambda c: {"outcome": "done", "decided_by": c.finance_city}, "second_factor_reset_by_others"),
        (lambda c: {"outcome": "done", "decided_by": c.administrator_city}, "second_factor_reset_by_two"),
        (lambda c: {"outcome": "done"}, "second_factor_reset_decided"),
        (lambda c: {"decided_by": c.reviewer_city}, "second_factor_reset_decided"),
    ],
)
def test_the_database_refuses(cast: Cast, changes: Any, constraint: str) -> None:
    fields = changes(cast)
    if "decided_by" in fields:
        fields["decided_at"] = timezone.now()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        reset_of(cast, **fields)


def test_one_open_request_a_person(cast: Cast) -> None:
    reset_of(cast)
    with pytest.raises(IntegrityError, match="second_factor_reset_open_once"), transaction.atomic():
        reset_of(cast)


@pytest.mark.parametrize(
    "attack",
    [
        "update institutions_secondfactorreset set asked_by_id = asked_by_id",
        "update institutions_secondfactorreset set reason = 'y'",
        "delete from institutions_secondfactorreset",
    ],
)
def test_what_was_asked_stays(cast: Cast, attack: str) -> None:
    reset_of(cast)
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(attack)


def test_the_log_names_nobody_as_their_own_resetter(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="sign_in_unlocked_by_another"), transaction.atomic():
        SignInEvent.objects.create(
            kind="reset", name_key="x", user=cast.finance_city, by=cast.finance_city, reason="x"
        )
