"""A number is shown whole only with the duty and a purpose, and every showing stays on record."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from config import display
from config.models import ExportRecord
from config.scoping import acting_as, system_scope
from enrollment.models import Person
from institutions.models import Duty, Unmasking, User
from institutions.services.duties import DutyMissing
from institutions.services.unmask import UnmaskRefused, unmask
from tests.cast import Cast, make_person, make_user

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
TEL, ADDRESS = "13812345678", "青石镇平安里甲七幢乙单元"
WHY = {"purpose": "contact", "reason": "通知领取医保凭证"}


@pytest.fixture
def person(cast: Cast) -> Person:
    with system_scope():
        made = make_person(cast.east)
        made.tel, made.addr = TEL, ADDRESS
        made.save()
        return made


@pytest.fixture
def holder(cast: Cast) -> User:
    with system_scope():
        return make_user("holder.east", "东山查看", cast.east, Duty.UNMASK)


def whole(person: Person) -> str:
    return reverse("enrollment:whole_person", args=[person.pk])


def text(answer: Any) -> str:
    return str(answer.content.decode())


# --- masks -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "given_text", "shown"),
    [
        ("masked", "110101199001011234", "110101**********34"),
        ("masked", "110101900101123", "110101*******23"),
        ("masked", "G12345678", "*******78"),
        ("telephone", "13812345678", "138****5678"),
        ("telephone", "0571-88001122", "057******1122"),
        ("telephone", "8800112", "*****12"),
        ("account", "6222021234567890123", "***************0123"),
        ("account", "12345", "***45"),
        ("address", "青石镇平安里甲七幢乙单元", "青石镇平安里****"),
        ("address", "甲七幢", "甲****"),
        *((kind, nothing, "—") for kind in display.MASKS for nothing in ("", None)),
    ],
)
def test_masks(kind: str, given_text: str | None, shown: str) -> None:
    assert display.MASKS[kind](given_text) == shown


@given(st.sampled_from(sorted(display.MASKS)), st.text("0123456789X", min_size=1, max_size=40))
def test_no_mask_shows_more_than_half_and_a_bit(kind: str, number: str) -> None:
    shown = display.MASKS[kind](number)
    assert number not in shown or number == ""
    assert sum(character != "*" for character in shown) <= max(len(number) // 2, 1) + 3


# --- the act -----------------------------------------------------------------------------------------------------


@pytest.mark.duty("NB-29")
def test_the_file_is_masked_and_the_number_shown_once_with_a_purpose(
    cast: Cast, person: Person, holder: User, client: Client
) -> None:
    client.force_login(holder)
    page = text(client.get(reverse("enrollment:person", args=[person.pk])))
    assert whole(person) in page
    assert not any(secret in page for secret in (person.certno, TEL, ADDRESS))
    assert "138****5678" in page
    asked = text(client.get(whole(person)))
    assert not any(secret in asked for secret in (person.certno, TEL, ADDRESS))
    for wrong in ({}, {"reason": ""}, {"purpose": "curiosity"}, {"reason": "无"}):
        answer = client.post(whole(person), {"fields_wanted": "tel", **(WHY if wrong else {}), **wrong})
        assert answer.status_code == 422
        assert TEL not in text(answer)
    with system_scope():
        assert not Unmasking.unscoped.exists()
    shown = client.post(whole(person), {"fields_wanted": "tel", **WHY}, REMOTE_ADDR="10.2.3.4")
    assert shown.status_code == 200
    assert "no-store" in shown["Cache-Control"]
    assert TEL in text(shown)
    assert person.certno not in text(shown)
    with system_scope():
        kept = Unmasking.unscoped.get()
    assert (kept.user, kept.agency, kept.subject_type, kept.subject_id) == (
        holder, cast.east, "enrollment.person", person.pk,
    )  # fmt: skip
    assert (kept.field, kept.purpose, kept.reason, kept.address) == ("tel", *WHY.values(), "10.2.3.4")
    assert person.psn_no in kept.subject
    assert person.certno not in kept.subject
    assert TEL not in text(client.get(reverse("enrollment:person", args=[person.pk])))


def test_two_numbers_are_two_lines(person: Person, holder: User, client: Client) -> None:
    client.force_login(holder)
    shown = text(client.post(whole(person), {"fields_wanted": ["certno", "addr"], **WHY}))
    assert person.certno in shown
    assert ADDRESS in shown
    with system_scope():
        assert list(Unmasking.unscoped.values_list("field", flat=True)) == ["certno", "addr"]


@pytest.mark.duty("NB-29")
def test_without_the_duty_or_out_of_reach_nothing_is_shown(
    cast: Cast, person: Person, holder: User, client: Client
) -> None:
    for other in (cast.clerk_east, cast.auditor_city, cast.administrator_city):
        client.force_login(other)
        assert client.post(whole(person), {"fields_wanted": "tel", **WHY}).status_code == 403
        assert whole(person) not in text(client.get(reverse("enrollment:person", args=[person.pk])))
    with system_scope():
        western = make_person(cast.west)
    client.force_login(holder)
    assert client.post(whole(western), {"fields_wanted": "certno", **WHY}).status_code == 404
    with system_scope():
        assert not Unmasking.unscoped.exists()


def test_the_service_asks_again(cast: Cast, person: Person, holder: User) -> None:
    asked = {"record": person, "subject": "x", "agency": cast.east, "address": "", "purpose": "contact"}
    with acting_as(cast.clerk_east), pytest.raises(DutyMissing):
        unmask(fields=["tel"], reason="通知本人", acting_user=cast.clerk_east, **asked)
    with acting_as(holder):
        for fields, reason in (([], "通知本人"), (["tel"], "无"), (["tel"], "      ")):
            with pytest.raises(UnmaskRefused):
                unmask(fields=fields, reason=reason, acting_user=holder, **asked)


# --- what is kept stays, and who reads it ------------------------------------------------------------------------


def kept(cast: Cast, person: Person, holder: User) -> None:
    with acting_as(holder):
        unmask(
            record=person, subject=person.psn_name, fields=["tel"], agency=cast.east, address="",
            acting_user=holder, **WHY,
        )  # fmt: skip
    with system_scope():
        ExportRecord.unscoped.create(
            user=holder, agency=cast.east, kind="file", what="名单", page="/", format="csv"
        )


TABLES = ("institutions_unmasking", "config_exportrecord")
ATTACKS = ("update {} set at = now()", "delete from {}", "truncate {}")


@pytest.mark.duty("NB-29")
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("attack", ATTACKS)
def test_the_application_only_adds(cast: Cast, person: Person, holder: User, table: str, attack: str) -> None:
    kept(cast, person, holder)
    with (
        system_scope(),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(attack.format(table))


def test_not_even_the_owner_changes_a_row(
    fresh_database: str, cast: Cast, person: Person, holder: User, as_owner: Owner
) -> None:
    kept(cast, person, holder)
    with as_owner() as owner:
        for table in TABLES:
            for attack in ATTACKS:
                with pytest.raises(psycopg.errors.RestrictViolation), owner.transaction():
                    owner.execute(attack.format(table))


@pytest.mark.parametrize("page", ["unmaskings", "exports"])
def test_who_reads_the_lists(cast: Cast, person: Person, holder: User, client: Client, page: str) -> None:
    kept(cast, person, holder)
    with system_scope():
        supervisors = {
            county: make_user(f"approver.{county}", "审批", getattr(cast, county), Duty.APPROVE)
            for county in ("east", "west")
        }
    address = reverse(f"institutions:{page}")
    sees = {
        cast.auditor_city: True,
        cast.administrator_city: True,
        cast.approver_city: True,
        supervisors["east"]: True,
        supervisors["west"]: False,
    }
    for reader, finds in sees.items():
        client.force_login(reader)
        answer = client.get(address)
        assert answer.status_code == 200
        assert (holder.name in text(answer)) is finds, reader
    for other in (cast.clerk_east, holder):
        client.force_login(other)
        assert client.get(address).status_code == 403


def test_whoever_looks_often_stands_out(
    cast: Cast, person: Person, holder: User, client: Client, settings: Any
) -> None:
    settings.UNMASKINGS_ASKED_ABOUT = 3
    client.force_login(cast.auditor_city)
    for _time in range(3):
        kept(cast, person, holder)
        page = text(client.get(reverse("institutions:unmaskings")))
        assert holder.username in page
    assert "请了解原因" in page


# --- forms that change such a field ------------------------------------------------------------------------------


def test_a_number_is_changed_without_seeing_the_old_one(cast: Cast, person: Person, client: Client) -> None:
    client.force_login(cast.clerk_east)
    address = reverse("enrollment:correct_person", args=[person.pk])
    page = client.get(address)
    assert not any(secret in text(page) for secret in (person.certno, TEL, ADDRESS))
    form = page.context["act"].form
    sent = {name: form[name].value() or "" for name in form.fields}
    assert sent["tel"] == "138****5678"
    assert client.post(address, {**sent, "psn_name": "改名"}).status_code == 302
    with system_scope():
        person.refresh_from_db(from_queryset=Person.unscoped.all())
    assert (person.psn_name, person.tel, person.addr) == ("改名", TEL, ADDRESS)
    half = client.post(address, {**sent, "psn_name": "改名", "tel": "139****5678"})
    assert half.status_code == 422
    assert (
        client.post(address, {**sent, "psn_name": "改名", "tel": "13900001111", "addr": ""}).status_code
        == 302
    )
    with system_scope():
        person.refresh_from_db(from_queryset=Person.unscoped.all())
    assert (person.tel, person.addr) == ("13900001111", "")


def test_a_card_is_compared_without_the_number_being_shown(
    cast: Cast, person: Person, client: Client
) -> None:
    """Typing or reading in the card finds the person and says that it agrees; nothing is shown, nothing to be kept."""
    client.force_login(cast.clerk_east)
    search = reverse("search")
    found = client.get(search, {"q": person.certno}, follow=True)
    assert found.redirect_chain[-1][0] == reverse("enrollment:person", args=[person.pk])
    assert "证件号码一致" in text(found)
    assert person.certno not in text(found)
    assert "证件号码一致" not in text(client.get(search, {"q": person.psn_no}, follow=True))
    given = {"certno": person.certno, "psn_name": person.psn_name, "psn_cert_type": "01"}
    page = text(client.post(reverse("enrollment:walk_in"), given, follow=True))
    assert "姓名、证件号码与系统登记的一致" in page
    assert person.certno not in page
    with system_scope():
        assert not Unmasking.unscoped.exists()
