"""Certificates: experts, two people, what the policy foresees, chosen institutions."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from claims.rules.registrations import Verdict
from claims.services.registers import certificates
from claims.services.registers.opening import RegistrationRefused
from config.scoping import acting_as, system_scope
from enrollment.models import Person
from tests.cast import Cast

from .making import MARCH, act, certificate_of, day, make_experts, with_opinions


def test_two_experts_agree_and_a_second_person_certifies(cast: Cast, person: Person) -> None:
    make_experts(cast)
    applied = certificate_of(cast, person, institutions=[cast.hospital_east])
    assert (applied.state, applied.experts, applied.due) == ("applied", 2, day("2020-03-27"))
    assert applied.disease == "糖尿病"
    with pytest.raises(RegistrationRefused, match="experts are asked first"), system_scope():
        act(cast.reviewer_east, certificates.certify, certificate=applied)
    asked = with_opinions(cast, applied, 80, 60)
    with acting_as(cast.clerk_east):
        assert asked.opinions.count() == 2
    certified = act(cast.reviewer_east, certificates.certify, certificate=asked)
    assert (certified.state, certified.reviewed_by) == ("in_force", cast.reviewer_east)
    assert (certified.first_day, certified.last_day) == (MARCH, day("2022-02-28"))


def test_a_third_expert_is_drawn_when_two_are_divided(cast: Cast, person: Person) -> None:
    make_experts(cast)
    asked = with_opinions(cast, certificate_of(cast, person), 90, 30)
    with acting_as(cast.clerk_east):
        assert asked.opinions.count() == 3
    with pytest.raises(RegistrationRefused, match="not all experts"):
        act(cast.reviewer_east, certificates.certify, certificate=asked)
    with pytest.raises(RegistrationRefused, match="not all experts"):
        act(cast.reviewer_east, certificates.refuse_certificate, certificate=asked, reason="不符")
    with acting_as(cast.clerk_east):
        third = asked.opinions.get(score__isnull=True)
    act(cast.clerk_east, certificates.give_opinion, opinion=third, score=59, given_on=day("2020-03-10"))
    with acting_as(cast.clerk_east):
        assert certificates.verdict_of(asked) is Verdict.REFUSE
    with pytest.raises(RegistrationRefused, match="against"):
        act(cast.reviewer_east, certificates.certify, certificate=asked)
    refused = act(cast.reviewer_east, certificates.refuse_certificate, certificate=asked, reason="未达标准")
    assert (refused.state, refused.reason) == ("refused", "未达标准")


def test_experts_are_drawn_from_the_pool_by_knowledge_and_place(cast: Cast, person: Person) -> None:
    make_experts(cast, 2, diseases="M03900")
    with system_scope():
        for number, (active, at) in enumerate([(True, None), (False, None), (True, cast.hospital_east)]):
            certificates.Expert.objects.create(
                area=cast.area,
                code=f"T{number}",
                name=f"糖{number}",
                diseases="M016",
                active=active,
                institution=at,
            )
    applied = certificate_of(cast, person, applied_at=cast.hospital_east)
    with pytest.raises(RegistrationRefused, match="2 experts are needed for “糖尿病”; the pool has 1"):
        act(cast.clerk_east, certificates.ask_experts, certificate=applied)
    with system_scope():
        certificates.Expert.objects.create(area=cast.area, code="T9", name="糖九")
    act(cast.clerk_east, certificates.ask_experts, certificate=applied)
    with acting_as(cast.clerk_east):
        assert set(applied.opinions.values_list("expert__code", flat=True)) == {"T0", "T9"}


def test_an_opinion_is_given_once_and_not_before_the_application(cast: Cast, person: Person) -> None:
    make_experts(cast)
    applied = certificate_of(cast, person)
    act(cast.clerk_east, certificates.ask_experts, certificate=applied)
    with acting_as(cast.clerk_east):
        opinion = applied.opinions.first()
    for score, given_on, words in ((101, MARCH, "between 0 and 100"), (50, day("2020-02-01"), "older than")):
        with pytest.raises(RegistrationRefused, match=words):
            act(cast.clerk_east, certificates.give_opinion, opinion=opinion, score=score, given_on=given_on)
    act(cast.clerk_east, certificates.give_opinion, opinion=opinion, score=50, given_on=MARCH)
    with pytest.raises(RegistrationRefused, match="already"):
        act(cast.clerk_east, certificates.give_opinion, opinion=opinion, score=90, given_on=MARCH)


def test_two_disease_drugs_need_no_experts_and_no_second_person(cast: Cast, person: Person) -> None:
    held = certificate_of(cast, person, kind="two_disease", dise_code="M03900")
    assert (held.state, held.reviewed_by, held.last_day) == ("in_force", None, None)
    with pytest.raises(RegistrationRefused, match="decided and in force"):
        act(cast.reviewer_east, certificates.certify, certificate=held)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"kind": "two_disease", "dise_code": "M00500"}, "not on the list"),
        ({"kind": "rare"}, "does not say how “certificate.rare”"),
    ],
)
def test_what_the_policy_does_not_foresee(
    cast: Cast, person: Person, given: dict[str, Any], words: str
) -> None:
    from config.errors import DomainError

    with pytest.raises(DomainError, match=words):
        certificate_of(cast, person, **given)


def test_two_certificates_for_one_disease(cast: Cast, person: Person) -> None:
    certificate_of(cast, person, kind="two_disease")
    with pytest.raises(ValidationError, match="already holds a certificate"):
        certificate_of(cast, person, kind="two_disease", first=day("2020-05-01"))
    certificate_of(cast, person, dise_code="M03900")
    with pytest.raises(ValidationError, match="already under way"):
        certificate_of(cast, person, dise_code="M03900")


def test_the_database_itself_holds_one_certificate_per_disease(cast: Cast, person: Person) -> None:
    held = certificate_of(cast, person, kind="two_disease")
    held.pk, held.period = None, (day("2020-06-01"), None)
    with (
        system_scope(),
        pytest.raises(IntegrityError, match="certificate_one_per_disease"),
        transaction.atomic(),
    ):
        held.save(force_insert=True)


def test_institutions_are_chosen_within_the_policys_number_and_changed_from_a_day(
    cast: Cast, person: Person
) -> None:
    with pytest.raises(RegistrationRefused, match="At most 1"):
        certificate_of(
            cast, person, kind="two_disease", institutions=[cast.hospital_east, cast.hospital_west]
        )
    held = certificate_of(cast, person, kind="two_disease", institutions=[cast.hospital_east])
    choose = certificates.choose_institutions
    with pytest.raises(RegistrationRefused, match="does not hold on 2020-02-01"):
        act(
            cast.clerk_east,
            choose,
            certificate=held,
            institutions=[cast.hospital_west],
            from_day=day("2020-02-01"),
        )
    with pytest.raises(RegistrationRefused, match="at least one"):
        act(cast.clerk_east, choose, certificate=held, institutions=[], from_day=day("2020-06-01"))
    act(
        cast.clerk_east,
        choose,
        certificate=held,
        institutions=[cast.hospital_west],
        from_day=day("2020-06-01"),
    )
    with acting_as(cast.clerk_east):
        chosen = held.chosen.order_by("period").values_list("institution_id", "period")
        assert [(at, period.lower, period.upper) for at, period in chosen] == [
            (cast.hospital_east.pk, MARCH, day("2020-06-01")),
            (cast.hospital_west.pk, day("2020-06-01"), None),
        ]
