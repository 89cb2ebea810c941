"""Loading a package: a draft, a second person, in force from a date; never edited, never twice."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.policy import benefit_policy
from institutions.models import PolicyVersion
from institutions.policy.in_force import calendar_of, policy_for
from institutions.rules.policy_tables import PolicyGap
from institutions.services import policy_versions
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast

pytestmark = pytest.mark.django_db

SHIPPED = Path("institutions/policies/zhangye.yaml").read_text(encoding="utf-8")
PACKAGE = SHIPPED.replace('"620700"', '"990100"')
LATER = PACKAGE.replace("level_2: 700", "level_2: 600")
DAY = dt.date(2020, 5, 1)


def in_force(cast: Cast, text: str = PACKAGE, start: dt.date | None = None) -> PolicyVersion:
    version, _new = policy_versions.load_draft(text=text, acting_user=cast.administrator_city)
    policy_versions.review(version=version, acting_user=cast.reviewer_city)
    return policy_versions.put_in_force(
        version=version,
        acting_user=cast.approver_city,
        effective_from=start,
        retroactive="补录" if version.number > 1 else "",
    )


def deductible(cast: Cast, day: dt.date) -> int:
    section = policy_for(cast.area, day).section("benefits.390")
    return int(section.value("inpatient.deductible", tier="level_2"))


def test_a_draft_is_not_in_force(cast: Cast) -> None:
    version, new = policy_versions.load_draft(text=PACKAGE, acting_user=cast.administrator_city)
    assert (new, version.number, version.state) == (True, 1, "draft")
    with pytest.raises(PolicyGap):
        policy_for(cast.area, DAY).section("benefits.390")


def test_the_same_content_twice_is_a_no_op(cast: Cast) -> None:
    first = in_force(cast)
    again, new = policy_versions.load_draft(text=PACKAGE, acting_user=cast.administrator_city)
    assert (again.pk, new, again.state) == (first.pk, False, "in_force")
    assert PolicyVersion.objects.count() == 1


def test_review_and_approval_need_their_duties_and_a_second_person(cast: Cast) -> None:
    version, _new = policy_versions.load_draft(text=PACKAGE, acting_user=cast.administrator_city)
    with pytest.raises(DutyMissing):
        policy_versions.review(version=version, acting_user=cast.administrator_city)
    assignment = cast.administrator_city.assignments.get()
    assignment.duties = ["administer", "review", "approve"]
    assignment.save()
    del cast.administrator_city.assignments_in_force
    with pytest.raises(SamePerson):
        policy_versions.review(version=version, acting_user=cast.administrator_city)
    with pytest.raises(DutyMissing):
        policy_versions.load_draft(text=LATER, acting_user=cast.clerk_east)


def test_steps_in_their_order_only(cast: Cast) -> None:
    version, _new = policy_versions.load_draft(text=PACKAGE, acting_user=cast.administrator_city)
    with pytest.raises(policy_versions.PolicyRefused):
        policy_versions.put_in_force(version=version, acting_user=cast.approver_city)
    policy_versions.review(version=version, acting_user=cast.reviewer_city)
    with pytest.raises(policy_versions.PolicyRefused):
        policy_versions.review(version=version, acting_user=cast.reviewer_city)


def test_a_later_version_leaves_the_days_before_it_alone(cast: Cast) -> None:
    first = in_force(cast)
    second = in_force(cast, LATER, dt.date(2020, 7, 1))
    first.refresh_from_db()
    assert (first.state, second.state, second.number) == ("superseded", "in_force", 2)
    assert deductible(cast, dt.date(2020, 6, 30)) == 70_000
    assert deductible(cast, dt.date(2020, 7, 1)) == 60_000
    segments = list(calendar_of(cast.area).between(dt.date(2020, 1, 1), dt.date(2021, 1, 1)))
    assert [(one.start, one.versions) for one in segments] == [
        (dt.date(2020, 1, 1), (first.pk,)),
        (dt.date(2020, 7, 1), (second.pk,)),
    ]


def test_before_its_first_day_nothing_is_in_force(cast: Cast) -> None:
    in_force(cast)
    with pytest.raises(PolicyGap):
        policy_for(cast.area, dt.date(2019, 6, 30)).section("benefits.390")


def test_a_city_inherits_from_its_region_and_overrides_it(cast: Cast) -> None:
    in_force(cast)
    other = calendar_of("980100").at(DAY)
    assert not other.has("benefits.390")
    city = cast.elsewhere.area
    city.parent = cast.area
    city.save()
    policy = policy_for("980100", DAY)
    assert policy.section("benefits.390").value("inpatient.deductible", tier="level_3") == 150_000


def test_the_same_policy_is_compiled_once(cast: Cast) -> None:
    in_force(cast)
    first = benefit_policy(policy_for(cast.area, DAY), "390")
    again = benefit_policy(policy_for(cast.area, dt.date(2020, 9, 9)), "390")
    assert first is again
    with pytest.raises(PolicyGap):
        benefit_policy(policy_for(cast.area, DAY), "310")


def test_two_documents_never_give_the_same_parameter(cast: Cast) -> None:
    in_force(cast)
    with pytest.raises(policy_versions.PolicyRefused, match=r"benefits\.390|\."):
        in_force(cast, PACKAGE.replace("key: zhangye-residents", "key: another"))


def test_a_faulty_package_is_refused_with_line_and_key(cast: Cast) -> None:
    with pytest.raises(policy_versions.PackageFaulty) as refused:
        policy_versions.load_draft(
            text=PACKAGE.replace("level_2: 700", "level_9: 700"), acting_user=cast.administrator_city
        )
    fault = refused.value.faults[0]
    assert fault.key == "benefits.390.inpatient.deductible"
    assert "level_9" in str(refused.value)
    assert not PolicyVersion.objects.exists()


def test_the_command_does_all_steps_by_three_people(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "package.yaml"
    file.write_text(PACKAGE, encoding="utf-8")
    people = {
        "prepared_by": cast.administrator_city.username,
        "reviewed_by": cast.reviewer_city.username,
        "approved_by": cast.approver_city.username,
    }
    for _time in range(2):
        call_command("loadpolicy", str(file), **people)
    assert [version.state for version in PolicyVersion.objects.all()] == ["in_force"]
    call_command("loadpolicy", str(file), check=True)
    with pytest.raises(CommandError):
        call_command("loadpolicy", str(file), prepared_by="nobody")
