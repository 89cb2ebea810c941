"""What the registers take in, decide and refuse, each refusal with its own words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from claims.models import CareFiling, Certificate, SignUp
from claims.rules.registrations import Verdict
from claims.services.registers import certificates, deciding, filings, maternity
from claims.services.registers.accidents import decide_accident
from claims.services.registers.opening import RegistrationRefused, find_insured
from config.scoping import acting_as, system_scope
from enrollment.models import Person
from institutions.models import User
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_person, make_user

from .making import MARCH, accident_of, certificate_of, filing_of, make_experts, rule, sign_up_of


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


# --- certificates -------------------------------------------------------------------------------------------------


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


# --- the steps every register shares ----------------------------------------------------------------------------------


def test_who_handles_does_not_decide(cast: Cast, person: Person) -> None:
    with system_scope():
        both = make_user("both.east", "两岗", cast.east, "handle", "review")
    with acting_as(both):
        declared = accident_of(cast, person)
        declared.handled_by = both
        declared.save()
    with pytest.raises(SamePerson):
        act(both, decide_accident, declaration=declared, decision="no_third_party")
    with pytest.raises(DutyMissing):
        act(cast.clerk_east, decide_accident, declaration=declared, decision="no_third_party")
    with system_scope(), pytest.raises(IntegrityError, match="accident_two_people"), transaction.atomic():
        type(declared).objects.filter(pk=declared.pk).update(reviewed_by=both)
    with system_scope(), pytest.raises(IntegrityError, match="accident_reviewed"), transaction.atomic():
        type(declared).objects.filter(pk=declared.pk).update(state="in_force", decision="no_third_party")


def test_a_withdrawn_application_is_over(cast: Cast, person: Person) -> None:
    declared = accident_of(cast, person)
    act(cast.clerk_east, deciding.withdraw, record=declared, reason="本人撤回")
    with pytest.raises(RegistrationRefused, match="was withdrawn; apply anew"):
        act(cast.reviewer_east, decide_accident, declaration=declared, decision="no_third_party")
    with pytest.raises(RegistrationRefused, match="was withdrawn"):
        act(cast.clerk_east, deciding.withdraw, record=declared, reason="再撤")
    accident_of(cast, person)


def test_what_holds_ends_on_a_day_within_it(cast: Cast, person: Person) -> None:
    filing = filing_of(cast, person, last=day("2020-08-31"))
    for last_day in ("2020-02-29", "2020-09-01"):
        with pytest.raises(RegistrationRefused, match="between 2020-03-01 and 2020-08-31"):
            act(cast.clerk_east, deciding.end, record=filing, last_day=day(last_day), reason="回乡")
    ended = act(cast.clerk_east, deciding.end, record=filing, last_day=day("2020-06-30"), reason="回乡")
    assert (ended.state, ended.last_day, ended.ended_by) == ("ended", day("2020-06-30"), cast.clerk_east)
    with pytest.raises(RegistrationRefused, match="has ended"):
        act(cast.clerk_east, deciding.end, record=filing, last_day=day("2020-05-31"), reason="回乡")
    # The days after it are free again.
    filing_of(cast, person, first=day("2020-07-01"), applied_on=day("2020-07-01"))


def test_only_a_second_person_declares_void(cast: Cast, person: Person) -> None:
    filing = filing_of(cast, person)
    with pytest.raises(DutyMissing):
        act(cast.clerk_east, deciding.void, record=filing, reason="登记错误")
    void = act(cast.reviewer_east, deciding.void, record=filing, reason="登记错误")
    assert (void.state, void.counts) == ("withdrawn", False)


def test_nothing_begins_for_the_dead_or_the_unborn(cast: Cast, person: Person) -> None:
    with system_scope():
        Person.objects.filter(pk=person.pk).update(deceased_on=day("2020-02-20"))
        person.refresh_from_db()
    for make in (filing_of, certificate_of, accident_of, sign_up_of):
        with pytest.raises(RegistrationRefused, match="died on 2020-02-20; nothing can begin on 2020-03-01"):
            make(cast, person)
    with system_scope():
        child = make_person(cast.east, born=day("2020-04-01"))
    with pytest.raises(RegistrationRefused, match="was born on"):
        filing_of(cast, child)


def test_any_counter_of_the_area_serves_and_sees_what_it_handled(cast: Cast, person: Person) -> None:
    with system_scope():
        western = make_person(cast.west)
    found = find_insured(text=western.certno.lower(), acting_user=cast.clerk_east)
    assert found == western
    filing = filing_of(cast, found)
    assert (filing.county, filing.handling_county, filing.psn_name) == (
        cast.west,
        cast.east,
        western.psn_name,
    )
    for user in (cast.clerk_east, cast.clerk_west, cast.reviewer_city):
        with acting_as(user):
            assert CareFiling.objects.get() == filing
    with pytest.raises(RegistrationRefused, match="Nobody in this area"):
        find_insured(text=western.psn_no, acting_user=cast.clerk_elsewhere)
    with pytest.raises(DutyMissing), acting_as(cast.clerk_elsewhere):
        filings.file_care(
            person=western, kind="residence", place="310000", applied_on=MARCH, first=MARCH,
            acting_user=cast.clerk_elsewhere,
        )  # fmt: skip


# --- filings ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "error", "words"),
    [
        ({"last": day("2020-02-01")}, RegistrationRefused, "before it begins"),
        (
            {"kind": "transfer", "last": day("2020-12-31")},
            RegistrationRefused,
            "until 2020-08-31 at the latest",
        ),
        ({"missing_papers": "居住证明"}, RegistrationRefused, "takes no promise"),
        (
            {"kind": "emergency", "applied_on": day("2020-10-01")},
            RegistrationRefused,
            "began on 2020-03-01 had to be filed by 2020-08-28",
        ),
        ({"place": "31"}, ValidationError, "six digits"),
    ],
)
def test_filings_that_cannot_be(
    cast: Cast, person: Person, given: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        filing_of(cast, person, **given)
    with system_scope():
        assert not CareFiling.objects.exists()


def test_a_target_institution_lies_in_the_place(cast: Cast, person: Person) -> None:
    with pytest.raises(RegistrationRefused, match="lies in district 970100, not in 310000"):
        filing_of(cast, person, place="310000", institution=cast.hospital_outside)
    assert filing_of(cast, person, institution=cast.hospital_outside).counts


def test_overlapping_filings(cast: Cast, person: Person) -> None:
    filing_of(cast, person, last=day("2020-12-31"))
    with pytest.raises(ValidationError, match="already filed as living elsewhere"):
        filing_of(cast, person, kind="migrant", place="440000", first=day("2020-06-01"))
    filing_of(cast, person, kind="emergency", place="440000")
    with pytest.raises(ValidationError, match="same filing exists"):
        filing_of(cast, person, kind="emergency", place="440000", first=day("2020-03-05"))


@pytest.mark.duty("ZY-11")
@pytest.mark.parametrize("kept", [True, False])
def test_a_promise_stands_for_papers_until_it_is_checked(cast: Cast, person: Person, kept: bool) -> None:
    filing = filing_of(cast, person, kind="migrant", missing_papers="务工证明")
    assert (filing.counts, filing.promise_due, filing.is_promised) == (True, day("2020-05-30"), True)
    assert filing.promise.startswith("本人承诺")
    checked = act(cast.clerk_east, filings.check_promise, filing=filing, kept=kept, day=day("2020-05-20"))
    if kept:
        assert (checked.state, checked.last_day, checked.is_promised) == ("in_force", None, False)
        with pytest.raises(RegistrationRefused, match="checked already"):
            act(cast.clerk_east, filings.check_promise, filing=filing, kept=False, day=day("2020-05-21"))
    else:
        assert (checked.state, checked.last_day) == ("ended", day("2020-05-19"))
        assert checked.reason
    plain = filing_of(cast, person, kind="emergency", place="440000")
    with pytest.raises(RegistrationRefused, match="promised nothing"):
        act(cast.clerk_east, filings.check_promise, filing=plain, kept=True, day=day("2020-05-20"))


def test_transfers_that_follow_each_other_carry_one_chain(cast: Cast, person: Person) -> None:
    east, west, outside = cast.hospital_east, cast.hospital_west, cast.hospital_outside
    first = filing_of(cast, person, kind="transfer", place="990102", institution=west, from_institution=east)
    onward = filing_of(
        cast, person, kind="transfer", institution=outside, from_institution=west, first=day("2020-03-10"),
        applied_on=day("2020-03-10"),
    )  # fmt: skip
    other = filing_of(
        cast, person, kind="transfer", institution=outside, from_institution=east, first=day("2020-10-01"),
        applied_on=day("2020-10-01"),
    )  # fmt: skip
    assert first.chain == onward.chain == first.number
    assert other.chain == other.number
    with pytest.raises(ValidationError, match="another institution"):
        filing_of(cast, person, kind="transfer", place="990101", institution=east, from_institution=east)


def test_where_the_policy_wants_review_a_filing_waits(cast: Cast, person: Person) -> None:
    rule(cast, "filing.residence.review=yes", "filing.residence.workdays=5")
    filing = filing_of(cast, person)
    assert (filing.state, filing.due) == ("applied", day("2020-03-06"))
    approved = act(cast.reviewer_east, filings.approve_filing, filing=filing, end=day("2020-10-01"))
    assert (approved.state, approved.last_day) == ("in_force", day("2020-09-30"))


# --- accidents, births, sign-ups --------------------------------------------------------------------------------------


def test_an_accident_is_decided_with_its_liable_party(cast: Cast, person: Person) -> None:
    declared = accident_of(cast, person, third_party="unknown")
    with pytest.raises(ValidationError, match="Name the liable party"):
        act(cast.reviewer_east, decide_accident, declaration=declared, decision="third_party")
    decided = act(
        cast.reviewer_east,
        decide_accident,
        declaration=declared,
        decision="third_party",
        liable_party="某某运输公司",
        liable_paid=3_000,
        evidence="事故认定书",
    )
    assert (decided.state, decided.decision, decided.liable_paid) == ("in_force", "third_party", 3_000)
    with pytest.raises(ValidationError, match="declared already"):
        accident_of(cast, person)


def test_accidents_with_dates_reversed(cast: Cast, person: Person) -> None:
    with pytest.raises(RegistrationRefused, match="before it happened"):
        accident_of(cast, person, happened_on=day("2020-03-02"))
    with pytest.raises(RegistrationRefused, match="before the accident"):
        accident_of(cast, person, admitted_on=day("2020-02-28"))


def test_without_review_the_declaration_itself_decides(cast: Cast, person: Person) -> None:
    rule(cast, "accident.review=no")
    with pytest.raises(RegistrationRefused, match="Find out first"):
        accident_of(cast, person, third_party="unknown")
    assert accident_of(cast, person, third_party="yes", liable_party="肇事方").decision == "third_party"


def test_a_birth_is_registered_then_recorded(cast: Cast, person: Person) -> None:
    def register(**given: Any) -> Any:
        values = {"matn_type": "1", "planned_on": day("2020-08-01"), "applied_on": MARCH, **given}
        return act(cast.clerk_east, maternity.register_maternity, person=person, **values)

    for planned in ("2020-02-01", "2021-04-01"):
        with pytest.raises(RegistrationRefused, match="outside the days"):
            register(planned_on=day(planned))
    registered = register()
    with pytest.raises(ValidationError, match="covers these days already"):
        register(applied_on=day("2020-04-01"))
    born = {"result_type": "3", "children": 2}
    with pytest.raises(RegistrationRefused, match="before the registration"):
        act(
            cast.clerk_east,
            maternity.record_birth,
            registration=registered,
            result_on=day("2020-02-01"),
            **born,
        )
    recorded = act(
        cast.clerk_east, maternity.record_birth, registration=registered, result_on=day("2020-07-28"), **born
    )
    assert (recorded.result_on, recorded.children) == (day("2020-07-28"), 2)


@pytest.mark.duty("NB-09")
def test_a_family_doctor_one_at_a_time_and_moved_from_a_day(cast: Cast, person: Person) -> None:
    first = sign_up_of(cast, person)
    with pytest.raises(ValidationError, match="in these days already"):
        sign_up_of(cast, person, institution=cast.hospital_west, first=day("2020-06-01"))
    with pytest.raises(RegistrationRefused, match="begins on the same day"):
        sign_up_of(cast, person, institution=cast.hospital_west, ends_former=True)
    moved = sign_up_of(
        cast, person, institution=cast.hospital_west, first=day("2020-06-01"), ends_former=True
    )
    with system_scope():
        first.refresh_from_db()
    assert (first.state, first.last_day) == ("ended", day("2020-05-31"))
    assert moved.first_day == day("2020-06-01")
    moved.pk = None
    with system_scope(), pytest.raises(IntegrityError, match="sign_up_one_at_a_time"), transaction.atomic():
        moved.save(force_insert=True)
    with system_scope():
        assert SignUp.objects.count() == 2
