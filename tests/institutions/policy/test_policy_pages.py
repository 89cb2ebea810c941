"""Policy on its pages: read by everybody of the area, changed by three people of the city, step by step."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from config.scoping import system_scope
from institutions.models import Duty, PolicyVersion, User
from institutions.services import policy_versions
from tests.cast import Cast, make_user
from tests.institutions.policy.test_policy_versions import PACKAGE, in_force


@pytest.fixture
def draft(cast: Cast) -> PolicyVersion:
    with system_scope():
        return policy_versions.load_draft(text=PACKAGE, acting_user=cast.administrator_city)[0]


def page(version: PolicyVersion, name: str = "policy") -> str:
    return reverse(f"institutions:{name}", args=[version.pk])


def act(client: Client, user: User, address: str, **values: object) -> HttpResponse:
    client.force_login(user)
    return client.post(address, {"submission": uuid4(), **values})


def state_of(version: PolicyVersion) -> str:
    return str(PolicyVersion.objects.values_list("state", flat=True).get(pk=version.pk))


def upload(client: Client, user: User, content: bytes) -> HttpResponse:
    package = SimpleUploadedFile("policy.yaml", content)
    return act(client, user, reverse("institutions:load_policy"), package=package)


def test_a_package_comes_into_force_by_three_people(cast: Cast, client: Client) -> None:
    assert upload(client, cast.administrator_city, PACKAGE.encode()).status_code == 302
    version = PolicyVersion.objects.get()
    assert (version.state, version.prepared_by) == ("draft", cast.administrator_city)
    client.force_login(cast.reviewer_city)
    assert page(version, "review_policy") in client.get(page(version)).content.decode()
    assert act(client, cast.reviewer_city, page(version, "review_policy")).status_code == 302
    assert state_of(version) == "reviewed"
    answer = act(client, cast.approver_city, page(version, "enforce_policy"), effective_from="2020-02-01")
    assert answer.status_code == 302
    version.refresh_from_db()
    assert (version.state, version.effective_from) == ("in_force", dt.date(2020, 2, 1))
    assert version.reviewed_by == cast.reviewer_city


def test_a_faulty_package_is_refused_with_its_faults(cast: Cast, client: Client) -> None:
    answer = upload(client, cast.administrator_city, PACKAGE.replace("level_2: 700", "level_9: 700").encode())
    assert answer.status_code == 422
    assert "level_9" in answer.content.decode()
    assert upload(client, cast.administrator_city, PACKAGE.encode("gb18030")).status_code == 422
    assert not PolicyVersion.objects.exists()


def test_whoever_loaded_it_does_not_review_it(cast: Cast, client: Client, draft: PolicyVersion) -> None:
    assignment = cast.administrator_city.assignments.get()
    assignment.duties = [Duty.ADMINISTER, Duty.REVIEW, Duty.APPROVE]
    assignment.save()
    answer = act(client, User.objects.get(pk=cast.administrator_city.pk), page(draft, "review_policy"))
    assert answer.status_code == 422
    assert state_of(draft) == "draft"


def test_steps_in_their_order_only(cast: Cast, client: Client, draft: PolicyVersion) -> None:
    assert act(client, cast.approver_city, page(draft, "enforce_policy")).status_code == 422
    assert state_of(draft) == "draft"


def test_a_county_reads_but_does_not_act(cast: Cast, client: Client, draft: PolicyVersion) -> None:
    with system_scope():
        keeper = make_user("keeper.east", "东山管理", cast.east, Duty.ADMINISTER, Duty.REVIEW, Duty.APPROVE)
    client.force_login(keeper)
    shown = client.get(page(draft)).content.decode()
    assert page(draft, "review_policy") not in shown
    load = reverse("institutions:load_policy")
    assert load not in client.get(reverse("institutions:policies")).content.decode()
    for address in (load, page(draft, "review_policy"), page(draft, "enforce_policy")):
        assert act(client, keeper, address).status_code == 403
    assert state_of(draft) == "draft"


def test_another_area_neither_reads_nor_acts(cast: Cast, client: Client, draft: PolicyVersion) -> None:
    other_city = cast.elsewhere.parent
    assert other_city is not None
    with system_scope():
        stranger = make_user("stranger", "邻市", other_city, Duty.ADMINISTER, Duty.REVIEW, Duty.APPROVE)
    client.force_login(stranger)
    assert draft.document.title not in client.get(reverse("institutions:policies")).content.decode()
    assert client.get(page(draft)).status_code == 404
    for name in ("review_policy", "enforce_policy"):
        assert act(client, stranger, page(draft, name)).status_code == 404
    assert (
        upload(client, stranger, PACKAGE.replace("level_2: 700", "level_2: 600").encode()).status_code == 422
    )


def test_the_page_shows_values_with_clause_and_what_is_assumed(cast: Cast, client: Client) -> None:
    with system_scope():
        version = in_force(cast)
    client.force_login(cast.clerk_east)
    everything = client.get(page(version))
    text = everything.content.decode()
    assert "700.00" in text
    assert "四（三）2" in text
    assert 0 < everything.context["assumed_count"] < everything.context["count"]
    assumed = client.get(page(version), {"assumed": "yes"})
    assert len(assumed.context["rows"]) == everything.context["assumed_count"]
    assert all(row.assumed for row in assumed.context["rows"])
    # Every assumed value says so beside it, with the reason at hand.
    assert assumed.content.decode().count('class="assumed"') == everything.context["assumed_count"]


def test_the_page_finds_by_parameter_clause_and_value(cast: Cast, client: Client) -> None:
    with system_scope():
        version = in_force(cast)
    client.force_login(cast.clerk_east)
    for words in ("inpatient.deductible", "四（三）2（1）", "1,500.00"):
        found = client.get(page(version), {"q": words}).context["rows"]
        assert 0 < len(found) < 60
    assert client.get(page(version), {"q": "no such thing"}).context["rows"] == []
