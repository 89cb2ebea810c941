"""Guessing passwords: counted by name and by address, and no visitor learns which users there are."""

from __future__ import annotations

import datetime as dt
import re
import threading
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from config.client_address import client_address
from institutions.models import Duty, SignInEvent, User, name_key
from institutions.services.sign_ins import UnlockRefused, locked_among, shut_until, unlock
from tests.cast import PASSWORD, Cast

Kind = SignInEvent.Kind
WRONG = "wrong"
NAMES, ADDRESSES = settings.SIGN_IN_FAILURES_BY_NAME, settings.SIGN_IN_FAILURES_BY_ADDRESS
WINDOW = dt.timedelta(minutes=settings.SIGN_IN_WINDOW_MINUTES)


def knock(client: Client, name: str, password: str = WRONG, address: str = "10.1.1.1") -> Any:
    return client.post("/sign-in/", {"username": name, "password": password}, REMOTE_ADDR=address)


def fail(client: Client, name: str, times: int = NAMES) -> None:
    for _ in range(times):
        assert knock(client, name).status_code == 422


def kinds() -> list[str]:
    return list(SignInEvent.objects.order_by("pk").values_list("kind", flat=True))


def told(answer: Any) -> tuple[int, str]:
    """Status and page, without the form's token and the name that was typed."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())
    return answer.status_code, re.sub(r'(id="id_username"[^>]*value=")[^"]*', r"\1", page)


@pytest.mark.duty("NB-29")
def test_a_name_is_locked_after_so_many_failures_from_wherever(cast: Cast, client: Client) -> None:
    name = cast.clerk_east.username
    for place in range(NAMES):
        assert knock(client, name, address=f"10.1.1.{place}").status_code == 422
    answer = knock(client, name, PASSWORD, address="10.9.9.9")
    assert answer.status_code == 422
    assert f"{settings.SIGN_IN_WINDOW_MINUTES} 分钟后再试" in answer.content.decode()
    assert "_auth_user_id" not in client.session
    assert kinds() == [Kind.FAILED] * NAMES + [Kind.SHUT]


def test_it_opens_again_when_the_failures_are_older(cast: Cast, client: Client) -> None:
    fail(client, cast.clerk_east.username)
    with time_machine.travel(timezone.now() + WINDOW + dt.timedelta(seconds=1)):
        assert knock(client, cast.clerk_east.username, PASSWORD).status_code == 302


def test_knocking_on_while_it_is_shut_neither_prolongs_it_nor_fills_the_table(
    cast: Cast, client: Client
) -> None:
    fail(client, cast.clerk_east.username)
    before = shut_until(username=cast.clerk_east.username)
    for _ in range(10):
        knock(client, cast.clerk_east.username)
    assert shut_until(username=cast.clerk_east.username) == before
    assert SignInEvent.objects.count() == NAMES + 1


def test_one_failure_less_and_a_success_begins_anew(cast: Cast, client: Client) -> None:
    fail(client, cast.clerk_east.username, NAMES - 1)
    assert knock(client, cast.clerk_east.username, PASSWORD).status_code == 302
    client.post("/sign-out/")
    fail(client, cast.clerk_east.username, NAMES - 1)
    assert knock(client, cast.clerk_east.username, PASSWORD).status_code == 302


def test_other_names_are_not_locked(cast: Cast, client: Client) -> None:
    fail(client, cast.clerk_east.username)
    assert knock(client, cast.clerk_west.username, PASSWORD).status_code == 302


@pytest.mark.parametrize("writing", [str.upper, lambda name: f" {name} "])
def test_another_writing_of_a_name_is_the_same_name(cast: Cast, client: Client, writing: Any) -> None:
    for _ in range(NAMES):
        knock(client, writing(cast.clerk_east.username))
    assert knock(client, cast.clerk_east.username, PASSWORD).status_code == 422


@pytest.mark.duty("NB-29")
def test_nobody_learns_which_users_there_are(cast: Cast, client: Client) -> None:
    """Unknown, switched off and known names: the same page at every try, before and after the lock."""
    User.objects.filter(pk=cast.clerk_west.pk).update(is_active=False)
    pages = [
        [told(knock(Client(), name, address=f"10.2.{place}.1")) for _ in range(NAMES + 2)]
        for place, name in enumerate((cast.clerk_east.username, "nobody.at.all", cast.clerk_west.username))
    ]
    assert pages[0] == pages[1] == pages[2]
    assert pages[0][0] != pages[0][-1]


def test_what_was_typed_for_a_name_is_not_kept(cast: Cast, client: Client) -> None:
    knock(client, "my-secret-password")
    kept = SignInEvent.objects.get()
    assert (kept.user, kept.address) == (None, "10.1.1.1")
    assert "secret" not in "".join(map(str, vars(kept).values()))
    assert kept.name_key == name_key("My-Secret-Password")


def test_an_address_is_shut_for_every_name(cast: Cast, client: Client) -> None:
    SignInEvent.objects.bulk_create(
        SignInEvent(kind=Kind.FAILED, name_key=str(number), address="10.1.1.1")
        for number in range(ADDRESSES - 1)
    )
    assert knock(client, cast.clerk_east.username, PASSWORD).status_code == 302
    client.post("/sign-out/")
    knock(client, "one.more")
    assert knock(client, cast.clerk_east.username, PASSWORD).status_code == 422
    assert knock(client, cast.clerk_east.username, PASSWORD, address="10.1.1.2").status_code == 302


def test_guesses_sent_together_are_counted_one_by_one(fresh_database: Any, cast: Cast) -> None:
    def guess() -> None:
        try:
            knock(Client(), cast.clerk_east.username)
        finally:
            connection.close()

    threads = [threading.Thread(target=guess) for _ in range(NAMES * 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert SignInEvent.objects.filter(kind=Kind.FAILED).count() == NAMES


def test_a_password_change_and_a_client_without_a_request_are_not_counted(cast: Cast, client: Client) -> None:
    assert client.login(username=cast.clerk_east.username, password=PASSWORD)
    assert not SignInEvent.objects.exists()


# --- Unlocking ---


@pytest.mark.duty("NB-29")
def test_an_administrator_sees_who_is_locked_and_unlocks_with_a_reason(cast: Cast, client: Client) -> None:
    name = cast.clerk_east.username
    fail(Client(), name)
    client.force_login(cast.administrator_city)
    page = client.get("/institutions/sign-ins/").content.decode()
    address = f"/institutions/sign-ins/{cast.clerk_east.pk}/unlock/"
    assert address in page
    assert "10.1.1.1" in page
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "本人到场"}).status_code == 302
    assert SignInEvent.objects.latest("pk").by == cast.administrator_city
    assert address not in client.get("/institutions/sign-ins/").content.decode()
    assert knock(Client(), name, PASSWORD).status_code == 302


def test_who_may_not_unlock(cast: Cast, client: Client) -> None:
    fail(client, cast.clerk_east.username)
    fail(client, cast.administrator_city.username)
    fail(client, cast.clerk_elsewhere.username)
    for user, by in (
        (cast.administrator_city, cast.administrator_city),
        (cast.clerk_elsewhere, cast.administrator_city),
        (cast.clerk_east, cast.reviewer_east),
        (cast.clerk_east, cast.auditor_city),
        (cast.clerk_west, cast.administrator_city),
    ):
        with pytest.raises(UnlockRefused):
            unlock(user=user, reason="x", acting_user=by)
    assert not SignInEvent.objects.filter(kind=Kind.UNLOCKED).exists()


def test_the_list_shows_the_own_people_and_the_city_also_names_of_nobody(cast: Cast, client: Client) -> None:
    knock(client, cast.clerk_east.username, address="10.3.0.1")
    knock(client, cast.clerk_elsewhere.username, address="10.3.0.2")
    knock(client, "nobody", address="10.3.0.3")
    for reader in (cast.administrator_city, cast.auditor_city):
        client.force_login(reader)
        page = client.get("/institutions/sign-ins/").content.decode()
        assert [f"10.3.0.{n}" in page for n in (1, 2, 3)] == [True, False, True]
    cast.clerk_east.assignments.update(duties=[Duty.ADMINISTER])
    client.force_login(cast.clerk_east)
    page = client.get("/institutions/sign-ins/").content.decode()
    assert [f"10.3.0.{n}" in page for n in (1, 2, 3)] == [True, False, False]


def test_from_a_shell(cast: Cast, client: Client) -> None:
    fail(client, cast.clerk_east.username)
    say = {"acting": cast.administrator_city.username, "reason": "电话核实"}
    with pytest.raises(CommandError):
        call_command("unlocksignin", "nobody", **say)
    call_command("unlocksignin", cast.clerk_east.username, **say)
    assert locked_among(User.objects.all()) == []


@pytest.mark.parametrize(
    "attack", ["update institutions_signinevent set kind='signed_in'", "delete from institutions_signinevent"]
)
def test_the_log_cannot_be_tidied_up(cast: Cast, client: Client, attack: str) -> None:
    knock(client, "nobody")
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(attack)


def test_the_database_refuses_to_unlock_oneself(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="sign_in_unlocked_by_another"), transaction.atomic():
        SignInEvent.objects.create(
            kind=Kind.UNLOCKED, name_key="x", user=cast.clerk_east, by=cast.clerk_east, reason="x"
        )


@pytest.mark.parametrize(
    ("hops", "told", "address"),
    [
        (0, None, "10.0.0.9"),
        (0, "1.1.1.1", "10.0.0.9"),
        (1, None, ""),
        (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        (2, "6.6.6.6, 1.1.1.1, 2.2.2.2", "1.1.1.1"),
        (2, "1.1.1.1", ""),
        (1, "<script>", ""),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (1, "::ffff:1.1.1.1", "1.1.1.1"),
    ],
)
def test_the_address_is_what_the_own_proxy_says(
    settings: Any, hops: int, told: str | None, address: str
) -> None:
    settings.PROXY_HOPS = hops
    meta = {"REMOTE_ADDR": "10.0.0.9"} | ({"HTTP_X_FORWARDED_FOR": told} if told else {})
    assert client_address(meta) == address
