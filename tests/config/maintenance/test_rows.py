"""Rows of the maintenance room: one's own agencies' only, to read, to pick from, to change."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import ForeignKey
from django.test import Client
from django.utils import timezone

from config.scoping import system_scope
from institutions.models import Agency, AgencyAccount, Assignment, Consortium, Duty, Institution, User
from tests.cast import ALWAYS, Cast, make_user

from .conftest import COMMON, Room, address, table_of

ABSENT = 999_999_999


def page_of(client: Client, user: User, route: str, **data: Any) -> Any:
    client.force_login(User.objects.get(pk=user.pk))
    return client.post(route, data) if data else client.get(route)


def test_lists_show_ones_own_agencies_rows_only(room: Room, client: Client) -> None:
    for model in room.scoped_models:
        city, east = room.seen_by(room.keeper_city, model), room.seen_by(room.keeper_east, model)
        elsewhere = room.seen_by(room.keeper_elsewhere, model)
        assert east <= city, model
        assert not city & elsewhere, model
        shown = page_of(client, room.keeper_east, address(room, model, "changelist"))
        assert {row.pk for row in shown.context["cl"].result_list} == east, model
    assert room.seen_by(room.keeper_east, "agency") == {room.cast.east.pk}


@pytest.mark.parametrize("role", ["keeper_city", "keeper_east", "auditor_east"])
def test_a_foreign_row_looks_like_none_at_all(room: Room, client: Client, role: str) -> None:
    user = getattr(room, role)
    client.force_login(user)
    differing = []
    for model in room.scoped_models:
        foreign = room.foreign_to(user, model)
        for page in ("change", "history", "delete"):
            for method in (client.get, client.post):
                answers = []
                for pk in (foreign, ABSENT):
                    response = method(address(room, model, page, pk), follow=True)
                    # Numbers of one digit stand all over a page: what is said of the row is in the messages.
                    said = [
                        str(message).replace(str(pk), "PK")
                        for message in (response.context or {}).get("messages", ())
                    ]
                    answers.append((response.status_code, response.redirect_chain, said))
                if answers[0] != answers[1] or f"/{foreign}/" in str(answers[0]):
                    differing.append(f"{page} {model}: {answers}")
    assert not differing, "\n".join(differing)


def test_nothing_can_be_picked_that_cannot_be_seen(room: Room, client: Client) -> None:
    """Every foreign key of every form, on adding and on changing."""
    asked = 0
    client.force_login(room.keeper_city)
    for model, kept in room.models.items():
        if kept.read_only:
            continue
        seen = room.seen_by(room.keeper_city, model)
        pages = [
            address(room, model, "add"),
            *(address(room, model, "change", pk) for pk in sorted(seen)[:1]),
        ]
        for route in pages:
            response = client.get(route)
            if response.status_code == 403:
                continue
            for form in forms_of(response):
                asked += check_choices(room, form)
    assert asked >= 12


def forms_of(response: Any) -> list[Any]:
    inlines = response.context["inline_admin_formsets"]
    return [
        response.context["adminform"].form,
        *(form for one in inlines for form in (*one.formset.forms, one.formset.empty_form)),
    ]


def check_choices(room: Room, form: Any) -> int:
    checked = 0
    for name, field in form.fields.items():
        column = {one.name: one for one in form._meta.model._meta.fields}.get(name)
        model = column.remote_field.model._meta.model_name if isinstance(column, ForeignKey) else ""
        if model in room.models and model not in COMMON and hasattr(field, "queryset"):
            offered = set(field.queryset.values_list("pk", flat=True))
            assert offered <= room.seen_by(room.keeper_city, model), (form, name)
            assert room.foreign_to(room.keeper_city, model) not in offered
            checked += 1
    return checked


def test_filters_never_list_other_peoples_rows(room: Room) -> None:
    for kept in room.models.values():
        for name in kept.list_filter:
            assert not kept.model._meta.get_field(name).is_relation, (kept, name)


def test_search_and_guessed_lookups_find_nothing_foreign(room: Room, client: Client) -> None:
    foreign = User.objects.get(pk=room.foreign_to(room.keeper_city, "user"))
    for query in (f"?q={foreign.username}", f"?username={foreign.username}", f"?id={foreign.pk}"):
        response = page_of(client, room.keeper_city, address(room, "user", "changelist") + query)
        assert list(response.context["cl"].result_list) == []
    # A hash must not be guessed letter by letter.
    for model, query in (
        ("user", "?password__startswith=md5"),
        ("assignment", "?user__password__startswith=md5"),
        ("delegation", "?receiver__password__startswith=md5"),
    ):
        response = page_of(client, room.keeper_city, address(room, model, "changelist") + query)
        assert response.status_code in (302, 400), (model, response.status_code)


def test_autocomplete_tells_nothing(room: Room, client: Client) -> None:
    base = "/admin/autocomplete/?app_label=institutions&model_name=assignment&field_name=user&term="
    response = page_of(client, room.keeper_east, base)
    if response.status_code == 200:
        offered = {int(one["id"]) for one in response.json()["results"]}
        assert offered <= room.seen_by(room.keeper_east, "user")


def test_auditors_read_and_change_nothing(room: Room, client: Client) -> None:
    client.force_login(room.cast.auditor_city)
    for model in room.models:
        assert client.get(address(room, model, "add")).status_code == 403, model
        assert client.post(address(room, model, "add"), {}).status_code == 403, model
        for pk in sorted(room.seen_by(room.cast.auditor_city, model))[:1]:
            route = address(room, model, "change", pk)
            shown = client.get(route)
            assert shown.status_code == 200, model
            assert 'name="_save"' not in shown.content.decode(), model
            assert 'type="checkbox"' not in shown.content.decode(), model
            assert client.post(route, {"name": "x"}).status_code == 403, model
    hash_of_east = room.cast.clerk_east.password.split("$")[-1]
    shown = client.get(address(room, "user", "change", room.cast.clerk_east.pk))
    assert hash_of_east not in shown.content.decode()


def test_nothing_is_deleted(room: Room, client: Client) -> None:
    client.force_login(room.keeper_city)
    for model in room.models:
        for pk in sorted(room.seen_by(room.keeper_city, model))[:1]:
            assert client.post(address(room, model, "delete", pk), {"post": "yes"}).status_code == 403, model
            gone = {"action": "delete_selected", "_selected_action": pk, "post": "yes"}
            client.post(address(room, model, "changelist"), gone)
            with system_scope():
                assert table_of(room, model)._base_manager.filter(pk=pk).exists(), model


def test_what_is_the_citys_a_county_only_reads(room: Room, client: Client) -> None:
    client.force_login(room.keeper_east)
    for model in ("agency", "agencyaccount", "subject", "workdayexception", "poolingarea"):
        assert client.get(address(room, model, "add")).status_code == 403, model
    account = AgencyAccount.objects.get(agency=room.cast.east)
    route = address(room, "agencyaccount", "change", account.pk)
    assert client.post(route, {"account_no": "1"}).status_code == 403


def test_a_county_keeps_its_own(room: Room, client: Client) -> None:
    consortium = {"name": "东山医共体二", "county": room.cast.east.pk}
    page_of(client, room.keeper_east, address(room, "consortium", "add"), **consortium)
    foreign = {"name": "侵入", "county": room.cast.west.pk}
    refused = page_of(client, room.keeper_east, address(room, "consortium", "add"), **foreign)
    assert refused.context["adminform"].form.errors["county"]
    with system_scope():
        assert Consortium.objects.filter(name="东山医共体二", county=room.cast.east).exists()
        assert not Consortium.objects.filter(name="侵入").exists()


def test_an_institution_stays_with_a_county(room: Room, client: Client) -> None:
    with system_scope():
        town = Agency.objects.create(
            code="990101101", name="镇", level="township", area=room.cast.area, county=room.cast.east,
            parent=room.cast.east,
        )  # fmt: skip
    shown = page_of(
        client, room.keeper_east, address(room, "institution", "change", room.cast.hospital_east.pk)
    )
    offered = set(shown.context["adminform"].form.fields["county"].queryset)
    assert offered == {room.cast.east}
    assert town not in offered
    data = {
        "fixmedins_code": "H99010100001", "name": "改", "kind": "1", "hosp_lv": "05", "dedc_hosp_lv": "2",
        "area": room.cast.area.pk, "county": room.cast.west.pk, "admdvs": "990101",
    }  # fmt: skip
    route = address(room, "institution", "change", room.cast.hospital_east.pk)
    assert page_of(client, room.keeper_east, route, **data).status_code == 200
    with system_scope():
        assert Institution.objects.get(pk=room.cast.hospital_east.pk).county == room.cast.east


def test_duties_elsewhere_open_nothing_here(room: Room, client: Client) -> None:
    """Administrator of East who also handles bills in West, and inspects the neighbour city."""
    with system_scope():
        for agency, duty in ((room.cast.west, Duty.HANDLE), (room.foreign.city, Duty.INSPECT)):
            Assignment.objects.create(user=room.keeper_east, agency=agency, duties=[duty], period=ALWAYS)
    assert not room.seen_by(room.keeper_east, "institution") & room.seen_by(
        room.cast.auditor_city, "institution"
    ) - {room.cast.hospital_east.pk}
    client.force_login(User.objects.get(pk=room.keeper_east.pk))
    inspected = address(room, "institution", "change", room.foreign.hospital.pk)
    assert 'name="_save"' not in client.get(inspected).content.decode()
    client.post(inspected, {"name": "改"})
    with system_scope():
        assert Institution.objects.get(pk=room.foreign.hospital.pk).name != "改"
    # An agency one inspects is not one that one keeps.
    consortium = {"name": "侵入", "county": room.foreign.county.pk}
    refused = client.post(address(room, "consortium", "add"), consortium)
    assert refused.context["adminform"].form.errors["county"]


def test_an_agency_made_here_names_its_accounting_unit(room: Room, client: Client) -> None:
    common = {"area": room.cast.area.pk, "place": "", "county": "", "parent": room.cast.east.pk}
    for code, level in (("990101102", "township"), ("990103", "county")):
        data = {**common, "code": code, "name": "新机构", "level": level}
        answer = page_of(client, room.keeper_city, address(room, "agency", "add"), **data)
        assert answer.status_code == 302, answer.context["adminform"].form.errors
    units = {one.code: one.county for one in Agency.objects.filter(name="新机构")}
    assert units["990101102"] == room.cast.east
    assert units["990103"] == Agency.objects.get(code="990103")


def test_whoever_installs_lays_the_first_stones(cast: Cast, client: Client) -> None:
    """After ``createsuperuser`` the room opens: an area, its agencies, its people."""
    client.force_login(User.objects.create_superuser("root", "x", name="总管"))
    assert (
        client.post("/admin/institutions/poolingarea/add/", {"code": "970100", "name": "新市"}).status_code
        == 302
    )
    client.force_login(cast.administrator_city)
    assert client.get("/admin/institutions/poolingarea/add/").status_code == 403
    assert timezone.localdate() in ALWAYS
    assert (
        make_user("x", "x", cast.east, Duty.AUDIT).scope(duties=frozenset({Duty.ADMINISTER})).counties
        == frozenset()
    )
