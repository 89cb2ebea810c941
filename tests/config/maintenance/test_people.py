"""Users in the maintenance room: nobody rises by it, nobody gets at duties elsewhere, everything leaves a trace."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from pghistory.models import Context

from config.scoping import system_scope
from institutions.models import Agency, Assignment, Delegation, Duty, User
from tests.cast import ALWAYS, PASSWORD, Cast, make_user

from .conftest import Room, address

NEW_PASSWORD = "another-horse-17"
FORMSET = {"assignments-TOTAL_FORMS": 0, "assignments-INITIAL_FORMS": 0}


def sign_in(client: Client, user: User) -> None:
    client.force_login(User.objects.get(pk=user.pk))


def row(agency: Agency, *duties: str, number: int = 0, **given: Any) -> dict[str, Any]:
    """One line of the assignments below a user, as the page sends it."""
    values = {"agency": agency.pk, "duties": duties, "period_0": "2024-01-01", "period_1": "", **given}
    return {f"assignments-{number}-{name}": value for name, value in values.items()}


def new_user(client: Client, by: User, agency: Agency | None, *duties: str, **given: Any) -> Any:
    sign_in(client, by)
    lines = {**row(agency, *duties), "assignments-TOTAL_FORMS": 1} if agency else {}
    data = {
        "username": "new.user", "name": "新人", "language": "zh-hans", "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD, **FORMSET, **lines, **given,
    }  # fmt: skip
    return client.post("/admin/institutions/user/add/", data)


def test_a_user_is_made_with_duties_at_ones_own_agency(room: Room, client: Client) -> None:
    answer = new_user(client, room.keeper_east, room.cast.east, Duty.HANDLE, Duty.REGISTER)
    assert answer.status_code == 302, answer.context["errors"]
    user = User.objects.get(username="new.user")
    assert user.duties_at(room.cast.east) == {Duty.HANDLE, Duty.REGISTER}
    assert user.check_password(NEW_PASSWORD)
    assert client.login(username="new.user", password=NEW_PASSWORD)


@pytest.mark.parametrize("where", ["west", "city", "elsewhere"])
def test_nobody_gives_duties_at_another_agency(room: Room, client: Client, where: str) -> None:
    agency = getattr(room.cast, where)
    assert new_user(client, room.keeper_east, agency, Duty.HANDLE).status_code == 200
    assert not User.objects.filter(username="new.user").exists()
    data = {
        "user": room.cast.clerk_east.pk,
        "agency": agency.pk,
        "duties": [Duty.FINANCE],
        "period_0": "2024-01-01",
    }
    refused = client.post(address(room, "assignment", "add"), data)
    assert refused.context["adminform"].form.errors["agency"]
    assert room.cast.clerk_east.assignments.count() == 1


def test_a_user_without_an_assignment_would_be_everybodys(room: Room, client: Client) -> None:
    assert new_user(client, room.keeper_east, None).status_code == 200
    loose = User.objects.create_user("loose", "x", name="游离")
    assert not User.objects.filter(username="new.user").exists()
    for keeper in (room.keeper_east, room.keeper_city, room.keeper_elsewhere):
        assert loose.pk not in room.seen_by(keeper, "user")


def test_nobody_makes_a_superuser(room: Room, client: Client) -> None:
    flags = {"is_superuser": "on", "is_staff": "on", "user_permissions": [1], "groups": [1]}
    assert new_user(client, room.keeper_city, room.cast.city, Duty.HANDLE, **flags).status_code == 302
    made = User.objects.get(username="new.user")
    change = {
        "username": "new.user",
        "name": "新人",
        "language": "zh-hans",
        "is_active": "on",
        **FORMSET,
        **flags,
    }
    assert client.post(address(room, "user", "change", made.pk), change).status_code == 302
    made.refresh_from_db()
    assert (made.is_superuser, made.is_staff, made.user_permissions.count()) == (False, False, 0)


def test_a_superuser_is_out_of_reach(room: Room, client: Client) -> None:
    root = User.objects.create_superuser("root", PASSWORD, name="总管")
    Assignment.objects.create(user=root, agency=room.cast.east, duties=[Duty.ADMINISTER], period=ALWAYS)
    for keeper in (room.keeper_east, room.keeper_city):
        assert change_password(client, keeper, root) == 403
        assert change_name(client, keeper, root) == 403


def change_password(client: Client, by: User, of: User) -> int:
    sign_in(client, by)
    route = reverse("admin:auth_user_password_change", args=[of.pk])
    status = client.post(route, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}).status_code
    changed = User.objects.get(pk=of.pk).check_password(NEW_PASSWORD)
    assert changed is (status == 302)
    return status


def change_name(client: Client, by: User, of: User) -> int:
    sign_in(client, by)
    data = {"username": of.username, "name": "改名", "language": "zh-hans", "is_active": "on", **FORMSET}
    response = client.post(address(room_of(of), "user", "change", of.pk), data)
    changed = User.objects.get(pk=of.pk).name == "改名"
    assert changed is (response.status_code == 302 and response["Location"].endswith("/user/"))
    return response.status_code


def room_of(_user: User) -> Any:
    """Addresses of users need no rows."""

    class Models:
        models = {"user": type("kept", (), {"model": User})}

    return Models


def test_passwords_of_ones_own_people_only(room: Room, client: Client) -> None:
    assert change_password(client, room.keeper_east, room.cast.clerk_east) == 302
    for foreign in (room.cast.clerk_west, room.cast.finance_city, room.cast.clerk_elsewhere):
        assert change_password(client, room.keeper_east, foreign) == 404
    assert change_password(client, room.keeper_city, room.cast.clerk_west) == 302
    assert change_password(client, room.keeper_city, room.cast.clerk_elsewhere) == 404
    assert change_password(client, room.cast.auditor_city, room.cast.finance_city) == 403


@pytest.mark.parametrize("how", ["assigned", "delegated", "to come"])
def test_whoever_also_works_elsewhere_is_kept_by_both_places_administrator(
    room: Room, client: Client, how: str
) -> None:
    """A county must not get at the city's duties by setting a password."""
    clerk, city = room.cast.clerk_east, room.cast.city
    with system_scope():
        if how == "delegated":
            lent = room.cast.finance_city.assignments.get()
            Delegation.objects.create(assignment=lent, receiver=clerk, period=ALWAYS, reason="休假")
        else:
            begins = ALWAYS.lower if how == "assigned" else dt.date(2999, 1, 1)
            Assignment.objects.create(user=clerk, agency=city, duties=[Duty.FINANCE], period=(begins, None))
    assert change_password(client, room.keeper_east, clerk) == 403
    assert change_name(client, room.keeper_east, clerk) == 403
    shown = client.get(address(room, "user", "change", clerk.pk))
    assert shown.status_code == 200
    assert city.name not in shown.content.decode()
    assert change_password(client, room.keeper_city, clerk) == 302


def test_assignments_elsewhere_are_neither_shown_nor_changed(room: Room, client: Client) -> None:
    other = Assignment.objects.create(
        user=room.cast.clerk_east,
        agency=room.cast.west,
        duties=[Duty.HANDLE],
        period=(None, dt.date(2019, 1, 1)),
    )
    sign_in(client, room.keeper_east)
    route = address(room, "user", "change", room.cast.clerk_east.pk)
    [lines] = client.get(route).context["inline_admin_formsets"]
    own = room.cast.clerk_east.assignments.get(agency=room.cast.east)
    assert [form.instance.pk for form in lines.formset.initial_forms] == [own.pk]
    data = {
        "username": "clerk.east", "name": "东山经办", "language": "zh-hans", "is_active": "on",
        "assignments-TOTAL_FORMS": 1, "assignments-INITIAL_FORMS": 1, "assignments-0-id": other.pk,
        "assignments-0-user": room.cast.clerk_east.pk,
        **row(room.cast.east, Duty.APPROVE, period_0="2015-01-01"),
    }  # fmt: skip
    client.post(route, data)
    other.refresh_from_db()
    assert (other.agency, other.duties) == (room.cast.west, [Duty.HANDLE])


def test_nobody_gives_duties_to_themselves(room: Room, client: Client) -> None:
    me = room.keeper_east
    sign_in(client, me)
    own = me.assignments.get()
    for model in ("assignment", "delegation"):
        form = client.get(address(room, model, "add")).context["adminform"].form
        person = "user" if model == "assignment" else "receiver"
        assert me not in form.fields[person].queryset
    data = {"user": me.pk, "agency": room.cast.east.pk, "duties": [Duty.APPROVE], "period_0": "2024-01-01"}
    assert client.post(address(room, "assignment", "add"), data).status_code == 200
    assert client.post(address(room, "assignment", "change", own.pk), data).status_code == 403
    page = client.get(address(room, "user", "change", me.pk))
    assert 'name="assignments-0-duties"' not in page.content.decode()
    change = {"username": me.username, "name": "改", "language": "zh-hans", "is_active": "on",
              "assignments-TOTAL_FORMS": 1, "assignments-INITIAL_FORMS": 0}  # fmt: skip
    client.post(address(room, "user", "change", me.pk), {**change, **row(room.cast.east, Duty.APPROVE)})
    assert list(me.assignments.values_list("duties", flat=True)) == [[Duty.ADMINISTER]]


# --- traces ------------------------------------------------------------------------------------------------------


def trace(event: Any) -> tuple[Any, str]:
    """(who, on which page) of an event."""
    context = Context.objects.get(pk=event.pgh_context_id).metadata
    return context["user"], context["url"]


def test_a_user_made_and_changed_here_leaves_who_when_and_what(room: Room, client: Client) -> None:
    new_user(client, room.keeper_east, room.cast.east, Duty.HANDLE)
    user = User.objects.get(username="new.user")
    change = {"username": "new.user", "name": "新名", "language": "zh-hans", "is_active": "on", **FORMSET}
    sign_in(client, room.keeper_city)
    assert client.post(address(room, "user", "change", user.pk), change).status_code == 302
    made, changed = user.events.order_by("pgh_id")
    assert [(one.pgh_label, one.name) for one in (made, changed)] == [("insert", "新人"), ("update", "新名")]
    assert trace(made) == (room.keeper_east.pk, "/admin/institutions/user/add/")
    assert trace(changed) == (room.keeper_city.pk, address(room, "user", "change", user.pk))
    assert None is not made.pgh_created_at <= changed.pgh_created_at
    [given] = user.assignments.get().events.all()
    assert (given.duties, given.agency_id, trace(given)[0]) == (
        [Duty.HANDLE], room.cast.east.pk, room.keeper_east.pk,
    )  # fmt: skip


def test_a_changed_password_is_noted_but_not_kept(room: Room, client: Client) -> None:
    change_password(client, room.keeper_east, room.cast.clerk_east)
    noted = LogEntry.objects.get(user=room.keeper_east, object_id=str(room.cast.clerk_east.pk))
    assert "Changed password" in noted.change_message or "password" in noted.change_message.lower()
    assert not any(name.startswith("password") for name in vars(room.cast.clerk_east.events.first()))


def test_a_user_who_left_cannot_come_back_in(cast: Cast, client: Client) -> None:
    with system_scope():
        keeper = make_user("keeper.east", "东山管理", cast.east, Duty.ADMINISTER)
    client.force_login(cast.clerk_east)
    with system_scope():
        User.objects.filter(pk=cast.clerk_east.pk).update(is_active=False)
    assert client.get(reverse("desk")).status_code == 302
    assert not client.login(username="clerk.east", password=PASSWORD)
    assert client.login(username=keeper.username, password=PASSWORD)
