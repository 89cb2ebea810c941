"""Registrations for tests, made by the services as a counter makes them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from typing import Any

from claims.models import AccidentDeclaration, CareFiling, Certificate, Expert, SignUp
from claims.services.registers import certificates
from claims.services.registers.accidents import declare_accident
from claims.services.registers.certificates import apply_for_certificate
from claims.services.registers.filings import file_care
from claims.services.registers.sign_ups import sign_up
from config.scoping import acting_as, system_scope
from enrollment.models import Person
from institutions.models import PolicyVersion, User
from tests.cast import Cast

MARCH = dt.date(2020, 3, 1)


def amend(cast: Cast, change: Callable[[str], str]) -> None:
    """A new version of the package in force, with its text changed."""
    versions = PolicyVersion.objects.filter(document__area=cast.area)
    version = versions.latest("number")
    versions.update(state=PolicyVersion.State.SUPERSEDED)
    version.pk, version.number, version.text = None, version.number + 1, change(version.text)
    version.sha256 = hashlib.sha256(version.text.encode()).hexdigest()
    version.save(force_insert=True)


def rule(cast: Cast, *parameters: str, benefits: str = "") -> None:
    """A new version with parameters written into ``registers`` (name=value), and lines into ``benefits.390``."""

    def written(text: str) -> str:
        for parameter in parameters:
            name, value = parameter.split("=")
            head = f"    {name}:\n"
            unit = "      unit: days\n" if name.endswith("days") else ""
            line = f"{head}{unit}      values: [{{from: 2019-07-01, value: {value}, clause: 测试}}]\n"
            before, found, after = text.partition(head)
            rest = after.splitlines(keepends=True)
            while rest and rest[0].startswith("      "):
                rest.pop(0)
            text = (
                before + line + "".join(rest)
                if found
                else text.replace("  registers:\n", f"  registers:\n{line}", 1)
            )
        return text.replace("  benefits.390:\n", f"  benefits.390:\n{benefits}", 1)

    amend(cast, written)


def make_experts(cast: Cast, number: int = 4, **given: Any) -> list[Expert]:
    with system_scope():
        return [
            Expert.objects.create(area=cast.area, code=f"ZJ{n}", name=f"专家{n}", **given)
            for n in range(number)
        ]


def certificate_of(cast: Cast, person: Person, **given: Any) -> Certificate:
    """An application of March 2020 for diabetes, chronic unless told otherwise."""
    values = {"kind": "chronic", "dise_code": "M01600", "applied_on": MARCH, "first": MARCH, **given}
    with acting_as(cast.clerk_east):
        return apply_for_certificate(person=person, acting_user=cast.clerk_east, **values)


def filing_of(cast: Cast, person: Person, **given: Any) -> CareFiling:
    """Living in the other city's district from March 2020 unless told otherwise."""
    values = {"kind": "residence", "place": "970000", "applied_on": MARCH, "first": MARCH, **given}
    with acting_as(cast.clerk_east):
        return file_care(person=person, acting_user=cast.clerk_east, **values)


def accident_of(cast: Cast, person: Person, **given: Any) -> AccidentDeclaration:
    values = {
        "happened_on": MARCH, "happened_at": "村口", "account": "滑倒", "third_party": "no", "applied_on": MARCH,
        **given,
    }  # fmt: skip
    with acting_as(cast.clerk_east):
        return declare_accident(person=person, acting_user=cast.clerk_east, **values)


def sign_up_of(cast: Cast, person: Person, **given: Any) -> SignUp:
    values = {"institution": cast.hospital_east, "first": MARCH, "applied_on": MARCH, **given}
    with acting_as(cast.clerk_east):
        return sign_up(person=person, acting_user=cast.clerk_east, **values)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def act(user: User, service: Any, **given: Any) -> Any:
    with acting_as(user):
        return service(acting_user=user, **given)


def with_opinions(cast: Cast, certificate: Certificate, *scores: int) -> Certificate:
    act(cast.clerk_east, certificates.ask_experts, certificate=certificate)
    for score in scores:
        with acting_as(cast.clerk_east):
            opinion = certificate.opinions.filter(score__isnull=True).first()
        act(
            cast.clerk_east,
            certificates.give_opinion,
            opinion=opinion,
            score=score,
            given_on=day("2020-03-09"),
        )
    with acting_as(cast.clerk_east):
        certificate.refresh_from_db()
    return certificate
