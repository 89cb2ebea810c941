"""The pages of data cleaning, as a clerk of a county and the city's registrar use them."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from openpyxl import load_workbook

from config.desk import items_of
from config.jobs.run import run_job
from config.models import Job
from config.scoping import acting_as, system_scope
from enrollment.cleaning_desk import cleaning_items
from enrollment.models import CleaningDecision, CleaningFinding, Coverage, FindingKind
from enrollment.views.cleaning.words import SAYS, says
from institutions.models import User
from tests.cast import Cast

from .conftest import YEAR, Room, cover, employer, person
from .test_duplicates import declare

SAME = {"psn_name": "王同名", "brdy": dt.date(1970, 5, 1), "gend": "2"}
DIED = dt.date(2024, 3, 10)


@pytest.fixture
def findings(room: Room, cast: Cast) -> Room:
    """In East a dead person who is covered and one of a pair with West; in West another dead one; compared in June."""
    with system_scope():
        for county in (cast.east, cast.west):
            cover(person(county, deceased_on=DIED, psn_name=f"亡者{county.code}"), "390", YEAR)
            cover(person(county, **SAME), "390", YEAR)
    room.compare()
    return room


def of(kind: str, **given: Any) -> CleaningFinding:
    with system_scope():
        return CleaningFinding.objects.get(kind=kind, **given)


def listed(client: Client, **asked: str) -> list[str]:
    answer = client.get(reverse("enrollment:findings"), asked)
    assert answer.status_code == 200
    return sorted(f"{row.kind} {row.evidence['name']}" for row in answer.context["listing"].page.rows
                  if row.kind in ("deceased", "same_name"))  # fmt: skip


def items(user: User) -> dict[str, tuple[int | None, str]]:
    with acting_as(user), override("en"):
        found = items_of(cleaning_items(User.objects.get(pk=user.pk).assignments_in_force[0]))
        return {
            str(one.title): (one.count, str(one.standing))
            for one in found
            if "finding" in str(one.title).lower()
        }


def test_each_county_sees_what_concerns_it(findings: Room, cast: Cast, client: Client) -> None:
    for user, seen in (
        (cast.clerk_east, ["deceased 亡者990101", "same_name 王同名"]),
        (cast.clerk_west, ["deceased 亡者990102", "same_name 王同名"]),
        (findings.registrar, ["deceased 亡者990101", "deceased 亡者990102", "same_name 王同名"]),
        (cast.clerk_elsewhere, []),
    ):
        client.force_login(user)
        assert listed(client) == seen


def test_the_filters(findings: Room, cast: Cast, client: Client) -> None:
    client.force_login(findings.registrar)
    assert listed(client, kind="same_name") == ["same_name 王同名"]
    assert listed(client, county=str(cast.west.pk), kind="deceased") == ["deceased 亡者990102"]
    assert listed(client, state="gone") == []
    assert len(listed(client, state="waiting", assignee="nobody")) == 3
    assert listed(client, assignee=str(findings.registrar.pk)) == []
    # The policy's days from June 2024 have passed long ago.
    assert len(listed(client, state="overdue")) == 3


def test_the_list_is_exported_as_filtered(findings: Room, cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk_east)
    answer = client.post(reverse("enrollment:findings") + "?kind=deceased", {"export": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active  # type: ignore[attr-defined]
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 2
    assert "死亡" in str(rows[1]) or "Died on 2024-03-10" in str(rows[1])
    assert client.get(reverse("enrollment:findings"), {"print": "1"}).status_code == 200


def test_both_files_stand_side_by_side_for_both_counties(findings: Room, cast: Cast, client: Client) -> None:
    found = of("same_name")
    for user, own in ((cast.clerk_east, found.person_id), (cast.clerk_west, found.other_id)):
        client.force_login(user)
        page = client.get(reverse("enrollment:finding", args=[found.pk]))
        text = page.content.decode()
        assert [file.person.pk for file in page.context["files"]] == [found.person_id, found.other_id]
        # One's own file opens; of the other one reads what decides.
        assert reverse("enrollment:person", args=[own]) in text
        other = next(one for one in (found.person_id, found.other_id) if one != own)
        assert reverse("enrollment:person", args=[other]) not in text
        assert found.evidence["number"] not in text
        with system_scope():
            coverages = Coverage.objects.filter(person__in=[found.person_id, found.other_id])
            links = [reverse("enrollment:end_coverage", args=[one.pk]) in text for one in coverages]
        assert sorted(links) == [False, True]


@pytest.mark.duty("JJ-03")
def test_assigned_decided_and_rechecked_on_the_pages(findings: Room, cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk_east)
    found = of("deceased", county=cast.east)
    page = reverse("enrollment:finding", args=[found.pk])
    answer = client.post(
        reverse("enrollment:assign_finding", args=[found.pk]), {"assignee": cast.clerk_east.pk}
    )
    assert answer["Location"] == page
    assert of("deceased", county=cast.east).state == "assigned"
    with system_scope():
        coverage = Coverage.objects.get(person=found.person_id)
    client.post(reverse("enrollment:end_coverage", args=[coverage.pk]), {"day": "2024-03-11"})
    answer = client.post(
        reverse("enrollment:decide_finding", args=[found.pk]),
        {"decision": "corrected", "evidence": "死亡证明已归档"},
    )
    assert answer["Location"] == page
    assert "死亡证明已归档" in client.get(page).content.decode()
    # The county compares its own as a job and the finding is closed.
    answer = client.post(reverse("enrollment:compare_data"), {"day": "2024-07-01"})
    with system_scope():
        job = Job.objects.get()
    assert answer["Location"] == reverse("job", args=[job.pk])
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result_url) == ("done", reverse("enrollment:cleaning_counts"))
    assert of("deceased", county=cast.east).state == "gone"
    assert of("deceased", county=cast.west).state == "open"
    counts = client.get(reverse("enrollment:cleaning_counts"), {"kind": "deceased"})
    rows = [(row.found, row.new, row.gone, row.waiting) for row in counts.context["listing"].page.rows]
    assert rows == [(0, 0, 1, 0), (1, 1, 0, 1)]
    chart = counts.context["chart"]
    assert [(one["name"], one["data"]) for one in chart["series"]] == [(str(cast.east), [1, 0])]


def test_what_is_listed_is_assigned_at_once(findings: Room, cast: Cast, client: Client) -> None:
    client.force_login(findings.registrar)
    address = reverse("enrollment:assign_findings")
    refused = client.post(address + "?state=waiting", {"assignee": cast.clerk_east.pk})
    assert refused.status_code == 422
    asked = f"?state=waiting&county={cast.east.pk}"
    other = client.post(address + asked, {"assignee": cast.clerk_west.pk})
    assert other.status_code == 422
    due = timezone.localdate() + dt.timedelta(7)
    answer = client.post(address + asked, {"assignee": cast.clerk_east.pk, "due_on": due.isoformat()})
    assert answer.status_code == 302
    with system_scope():
        mine = CleaningFinding.objects.filter(assignee=cast.clerk_east)
        assert set(mine.values_list("county", "state", "due_on")) == {(cast.east.pk, "assigned", due)}
        assert mine.filter(kind__in=["deceased", "same_name"]).count() == 2


def test_what_waits_stands_on_the_desk(findings: Room, cast: Cast, client: Client) -> None:
    with system_scope():
        CleaningFinding.objects.exclude(kind__in=["deceased", "same_name"]).delete()
    assert items(cast.clerk_east) == {"Findings to assign": (2, "late")}
    assert items(findings.registrar) == {"Findings overdue in the counties": (3, "late")}
    client.force_login(cast.clerk_east)
    client.post(
        reverse("enrollment:assign_findings") + "?kind=same_name",
        {"assignee": cast.clerk_east.pk, "due_on": "2099-01-01"},
    )
    assert items(cast.clerk_east) == {"Findings to assign": (1, "late"), "Findings to decide": (1, "due")}
    assert items(cast.reviewer_east) == {}


def test_refusals_keep_what_was_typed_and_change_nothing(findings: Room, cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk_east)
    found = of("same_name")
    address = reverse("enrollment:decide_finding", args=[found.pk])
    for given in ({"decision": "corrected", "evidence": ""}, {"decision": "nonsense", "evidence": "甲"}):
        assert client.post(address, given).status_code == 422
    assert client.post(reverse("enrollment:compare_data"), {"day": "2999-01-01"}).status_code == 422
    # West sees the pair, and East has to act.
    client.force_login(cast.clerk_west)
    answer = client.post(address, {"decision": "not_a_fault", "evidence": "两人"})
    assert answer.status_code == 422
    with system_scope():
        assert not CleaningDecision.objects.exists()
    client.force_login(cast.reviewer_east)
    assert client.get(address).status_code == 403


def test_only_a_pair_of_counties_can_be_handed_over(findings: Room, cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk_east)
    for found, offered in ((of("same_name"), True), (of("deceased", county=cast.east), False)):
        page = client.get(reverse("enrollment:decide_finding", args=[found.pk])).content.decode()
        assert ("handed_over" in page) is offered


def test_the_person_file_tells_and_the_payer_is_linked(room: Room, cast: Cast, client: Client) -> None:
    with system_scope():
        payer, resident = employer(cast.east, "E1"), person(cast.east)
        cover(resident, "390", YEAR)
        declare(resident, payer, 2, 3)
    room.compare()
    found = of("employed_resident")
    client.force_login(cast.clerk_east)
    file = client.get(reverse("enrollment:person", args=[resident.pk])).content.decode()
    assert reverse("enrollment:finding", args=[found.pk]) in file
    page = client.get(reverse("enrollment:finding", args=[found.pk])).content.decode()
    assert reverse("enrollment:payer", args=[payer.pk]) in page


def test_every_kind_says_itself_in_both_languages(cast: Cast) -> None:
    for language in ("zh-hans", "en"):
        with override(language):
            for kind in FindingKind:
                evidence = {"by": "short_form"} if kind == FindingKind.SAME_NUMBER else {}
                text = says(CleaningFinding(kind=kind, evidence={"name": "王", **evidence}))
                assert "%" not in text
    assert set(SAYS) >= set(FindingKind.values) - {"same_number"}
