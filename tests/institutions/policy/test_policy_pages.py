"""Policy on its pages: read by everybody of the area, changed by three people of the city, step by step."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from config.scoping import system_scope
from institutions.models import Duty, PolicyVersion, User
from institutions.services import policy_versions
from institutions.services.duties import DutyMissing
from tests.cast import EVERY_DUTY, Cast, make_user
from tests.institutions.policy.test_policy_versions import LATER, PACKAGE, in_force


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


def test_reviewer_and_approver_see_what_changes_and_the_document(cast: Cast, client: Client) -> None:
    with system_scope():
        in_force(cast)
        version = policy_versions.load_draft(text=LATER, acting_user=cast.administrator_city)[0]
    client.force_login(cast.reviewer_city)
    asked = client.get(page(version, "review_policy")).content.decode()
    assert "700.00元" in asked
    assert "600.00元" in asked
    refused = SimpleUploadedFile("scan.pdf", b"MZ no scan")
    assert act(client, cast.reviewer_city, page(version, "review_policy"), scan=refused).status_code == 422
    assert state_of(version) == "draft"
    scan = SimpleUploadedFile("scan.pdf", b"%PDF-1.4 paper")
    assert act(client, cast.reviewer_city, page(version, "review_policy"), scan=scan).status_code == 302
    with system_scope():
        [kept] = policy_versions.scans_of(version)
    paper = reverse("institutions:paper", args=[kept.pk])
    client.force_login(cast.approver_city)
    assert "600.00元" in client.get(page(version, "enforce_policy")).content.decode()
    assert paper in client.get(page(version)).content.decode()
    assert client.get(paper).status_code == 200
    client.force_login(cast.clerk_elsewhere)
    assert client.get(paper).status_code == 404


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
    assert "700.00元" in text
    assert "四（三）2" in text
    assert 0 < everything.context["assumed_count"] < everything.context["count"]
    assumed = client.get(page(version), {"assumed": "on"})
    shown = assumed.context["entries"]
    assert len(shown) == everything.context["assumed_count"]
    assert all(entry.is_assumed for entry in shown)
    # Every assumed value, and every assumed cell of a table, says so beside it, with the reason at hand.
    reasons = [entry.dated.assumed for entry in shown] + [c.assumed for e in shown for c in e.layout.cells]
    assert assumed.content.decode().count('class="assumed"') == len([reason for reason in reasons if reason])


def test_the_page_finds_by_parameter_clause_and_value(cast: Cast, client: Client) -> None:
    with system_scope():
        version = in_force(cast)
    client.force_login(cast.clerk_east)
    for words in ("inpatient.deductible", "四（三）2（1）", "1,500.00", "住院 起付标准"):
        found = client.get(page(version), {"q": words}).context["entries"]
        assert 0 < len(found) < 40, words
    assert client.get(page(version), {"q": "no such thing"}).context["entries"] == []


def test_the_page_as_at_a_day_and_by_section(cast: Cast, client: Client) -> None:
    with system_scope():
        version = in_force(cast)
    client.force_login(cast.clerk_east)
    one = client.get(page(version), {"section": "contributions.390", "q": "person", "day": "2021-06-30"})
    [entry] = [entry for entry in one.context["entries"] if entry.parameter == "person"]
    assert entry.layout.text == "320.00元"
    assert {section.heading for section in one.context["sections"]} == {entry.heading}
    wrong = client.get(page(version), {"day": "2021-13-01"})
    assert wrong.context["entries"] == []
    assert wrong.context["form"].errors["day"]


def test_what_a_step_used_is_marked_and_first(cast: Cast, client: Client) -> None:
    with system_scope():
        in_force(cast)
    client.force_login(cast.clerk_east)
    address = reverse("institutions:policy_in_force")
    query = {"day": "2020-05-01", "area": cast.area.code, "q": "四"}
    usual = client.get(address, query).context["sections"]
    assert not any(section.used for section in usual)
    answer = client.get(address, {**query, "uses": "benefits.390:inpatient.ratio"})
    first, *others = answer.context["sections"]
    [[entry]] = [periods for topic in first.topics for periods in topic.parameters]
    assert (first.used, entry.parameter) == (True, "inpatient.ratio")
    assert answer.content.decode().index('<tbody class="used">') < answer.content.decode().index('id="s1"')
    assert sum(one.count for one in others) + 1 == sum(one.count for one in usual) > 2
    # A parameter that is not there marks nothing and hides nothing.
    unknown = client.get(address, {**query, "uses": "benefits.390:no.such"}).context["sections"]
    assert sum(one.count for one in unknown) == sum(one.count for one in usual)


def test_contents_lead_to_every_section_and_topic(cast: Cast, client: Client) -> None:
    with system_scope():
        version = in_force(cast)
    client.force_login(cast.clerk_east)
    answer = client.get(page(version))
    text = answer.content.decode()
    for section in answer.context["sections"]:
        assert f'href="#{section.anchor}"' in text
        assert f'id="{section.anchor}"' in text
        assert section.count == sum(len(periods) for topic in section.topics for periods in topic.parameters)
    assert sum(section.count for section in answer.context["sections"]) == answer.context["count"]


def test_exactly_what_is_filtered_is_exported_and_printed(cast: Cast, client: Client) -> None:
    with system_scope():
        version = in_force(cast)
    client.force_login(cast.clerk_east)
    query = {"section": "benefits.390", "q": "inpatient.deductible"}
    [header, *rows] = sheet_rows(client.get(page(version), {**query, "export": "xlsx"}))
    number, cell, start = (header.index(name) for name in ("数值", "适用条件", "开始日期"))
    amounts = {row[cell]: row[number] for row in rows if row[number] not in (None, "")}
    assert amounts["二级"] == 700
    assert rows[0][start] == dt.date(2019, 7, 1)
    printed = client.get(page(version), {**query, "print": "1"})
    assert "700.00元" in printed.content.decode()
    assert "general_outpatient" not in printed.content.decode()


def sheet_rows(answer: HttpResponse) -> list[list[object]]:
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


def test_what_was_in_force_on_a_day(cast: Cast, client: Client) -> None:
    with system_scope():
        in_force(cast)
        in_force(cast, LATER, dt.date(2021, 1, 1))
    client.force_login(cast.clerk_east)
    address = reverse("institutions:policy_in_force")

    def deductible(day: str) -> str:
        entries = client.get(address, {"day": day, "area": cast.area.code}).context["entries"]
        return "".join(e.layout.text for e in entries if e.parameter == "inpatient.deductible")

    assert "二级 700.00元" in deductible("2020-12-31")
    assert "二级 600.00元" in deductible("2021-01-01")
    assert deductible("2019-01-01") == ""
    usual = client.get(address).context
    assert (usual["area"], usual["day"]) == (cast.area, timezone.localdate())
    assert any("600.00元" in entry.layout.text for entry in usual["entries"])


def test_what_is_in_force_is_public_a_draft_is_not(cast: Cast, client: Client, draft: PolicyVersion) -> None:
    """A neighbour city reads what is in force here, on its page and compared with its own; never a draft."""
    address = reverse("institutions:policy_in_force")
    client.force_login(cast.clerk_elsewhere)
    compared = client.get(reverse("institutions:compare_policies")).content.decode()
    assert draft.document.title not in compared
    day = {"day": "2020-05-01", "area": cast.area.code}
    assert client.get(address, day).context["entries"] == []
    with system_scope():
        policy_versions.review(version=draft, acting_user=cast.reviewer_city)
        policy_versions.put_in_force(version=draft, acting_user=cast.approver_city, effective_from=None)
    assert client.get(address, day).context["count"] > 0


@pytest.mark.duty("NB-28")
def test_counties_read_policy_and_change_nothing(cast: Cast, client: Client, draft: PolicyVersion) -> None:
    """Every page that only reads opens for a county with every duty; whatever changes policy is refused."""
    with system_scope():
        in_force(cast, LATER, dt.date(2020, 1, 1))
        keeper = make_user("keeper.west", "西水管理", cast.west, *EVERY_DUTY)
    client.force_login(keeper)
    before = list(PolicyVersion.objects.order_by("pk").values())
    reading = ("policies", "policy_in_force", "compare_policies")
    for address in [*(reverse(f"institutions:{name}") for name in reading), page(draft)]:
        shown = client.get(address)
        assert shown.status_code == 200
        for act_name in ("review_policy", "enforce_policy"):
            assert page(draft, act_name) not in shown.content.decode()
        assert reverse("institutions:load_policy") not in shown.content.decode()
        client.post(address, {"state": "in_force"})
    assert upload(client, keeper, PACKAGE.replace("level_2: 700", "level_2: 1").encode()).status_code == 403
    for name in ("review_policy", "enforce_policy"):
        assert act(client, keeper, page(draft, name)).status_code == 403
    for step in (policy_versions.review, policy_versions.put_in_force):
        with pytest.raises(DutyMissing):
            step(version=draft, acting_user=keeper)
    with pytest.raises(DutyMissing):
        policy_versions.load_draft(text=LATER.replace("level_1: 200", "level_1: 1"), acting_user=keeper)
    assert list(PolicyVersion.objects.order_by("pk").values()) == before


def test_the_same_page_for_two_sides(cast: Cast, client: Client) -> None:
    with system_scope():
        first = in_force(cast)
        second = in_force(cast, LATER, dt.date(2021, 1, 1))
    client.force_login(cast.clerk_west)
    address = reverse("institutions:compare_policies")
    usual = client.get(address)
    [pair] = usual.context["shown"]
    assert (pair.left.text, pair.right.text, pair.gap) == ("700.00元", "600.00元", "-100.00元")
    assert "is-changed" in usual.content.decode()
    sides = {"left": f"version-{second.pk}", "right": f"area-{cast.area.code}", "day": "2020-05-01"}
    [turned] = client.get(address, sides).context["shown"]
    assert (turned.left.text, turned.right.text) == ("600.00元", "700.00元")
    everything = client.get(address, {**sides, "same": "on"}).context["shown"]
    assert len(everything) > 50
    assert {one.state for one in everything} == {"same", "changed"}
    header, *rows = sheet_rows(client.get(address, {**sides, "export": "xlsx"}))
    assert len(rows) == 1
    assert {600.0, 700.0, 100.0} <= {value for value in rows[0] if isinstance(value, float)}
    assert "差额" in header
    assert "600.00元" in client.get(address, {**sides, "print": "1"}).content.decode()
    assert client.get(address, {"left": "version-0", "right": f"version-{first.pk}"}).context["shown"] == []
    assert client.get(address, {"left": sides["left"], "right": sides["left"], "day": "x"}).status_code == 200
