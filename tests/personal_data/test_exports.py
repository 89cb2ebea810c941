"""Every file that is handed out and every sheet for printing leaves a line with its rows."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from config.exports import WHOLE_NUMBERS, described
from config.jobs import enqueue
from config.jobs.run import run_job
from config.listing import export
from config.models import ExportRecord, ImportRun, Job, RowError
from config.scoping import system_scope
from tests.cast import Cast, certificate_number, make_person

PEOPLE = 3


@pytest.fixture
def people(cast: Cast) -> str:
    with system_scope():
        made = [make_person(cast.east) for _number in range(PEOPLE)]
    return made[0].certno


def records() -> list[ExportRecord]:
    with system_scope():
        return list(ExportRecord.unscoped.select_related("user", "agency", "job").order_by("pk"))


@pytest.mark.duty("NB-29")
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_list_with_its_filters_and_rows(cast: Cast, people: str, client: Client, form: str) -> None:
    client.force_login(cast.clerk_east)
    address = reverse("enrollment:people")
    assert client.post(address, {"export": form}, REMOTE_ADDR="10.2.3.4").status_code == 200
    assert client.post(f"{address}?q={people}", {"export": form}).status_code == 200
    whole, one = records()
    assert (whole.user, whole.agency, whole.address) == (cast.clerk_east, cast.east, "10.2.3.4")
    assert (whole.what, whole.rows, whole.format, whole.kind) == ("参保人员", PEOPLE, form, "file")
    assert (whole.whole, whole.filters, whole.job) == ("", "", None)
    assert one.rows == 1
    assert one.filters
    assert people not in one.filters + one.page


@pytest.mark.duty("NB-29")
def test_a_list_printed(cast: Cast, people: str, client: Client) -> None:
    client.force_login(cast.clerk_east)
    client.get(reverse("enrollment:people"))
    assert not records()
    client.get(reverse("enrollment:people"), {"print": "1"})
    [printed] = records()
    assert (printed.kind, printed.rows, printed.format) == ("print", PEOPLE, "html")


def test_a_large_list_counts_when_it_is_taken(
    cast: Cast, people: str, client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(export, "AT_ONCE", PEOPLE - 1)
    client.force_login(cast.clerk_east)
    client.post(reverse("enrollment:people"), {"export": "csv"})
    job = Job.objects.get()
    assert not records(), "nothing has left yet"
    run_job(job.pk)
    assert client.get(reverse("job_result", args=[job.pk])).status_code == 200
    [taken] = records()
    assert (taken.job, taken.rows, taken.what, taken.format) == (job, PEOPLE, "参保人员", "csv")


def test_ones_own_failed_rows_are_whole_and_nobody_elses(
    cast: Cast, client: Client, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    number = certificate_number(serial=7)
    with system_scope():
        run = ImportRun.unscoped.create(
            kind="people", agency=cast.east, uploaded_by=cast.clerk_east, filename="名单.csv", sha256="0" * 64,
            size=1, state="checked", total_count=1, bad_count=1, bad_rows=[2],
        )  # fmt: skip
        run.file.save("名单.csv", ContentFile(b""))
        RowError.objects.create(run=run, row=2, column="certno", value=number, code="certno_length")
    page, rows = reverse("import", args=[run.pk]), reverse("import_failed_rows", args=[run.pk])
    client.force_login(cast.clerk_east)
    assert number in client.get(page).content.decode()
    client.force_login(cast.auditor_city)
    other = client.get(page).content.decode()
    assert number not in other
    assert rows not in other
    assert client.get(rows).status_code == 404


def test_a_file_that_fails_is_not_in_the_log(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk_east)
    assert client.post(reverse("enrollment:people"), {"export": "exe"}).status_code == 400
    assert not records()


def test_who_has_no_assignment_any_more_is_in_the_log_too(
    cast: Cast, client: Client, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    with system_scope():
        job = enqueue(export.EXPORT_KIND, owner=cast.clerk_east, agency=cast.east)
        job.result_file.save("x.csv", ContentFile(b"x"))
        Job.objects.filter(pk=job.pk).update(state="done", result_name="x.csv", result_rows=4)
        cast.clerk_east.assignments.all().delete()
    client.force_login(cast.clerk_east)
    assert client.get(reverse("job_result", args=[job.pk])).status_code == 200
    [taken] = records()
    assert (taken.agency, taken.rows) == (cast.east, 4)


def test_whole_numbers_need_a_stated_reason() -> None:
    assert all(str(reason) for reason in WHOLE_NUMBERS.values())
    with pytest.raises(ValueError, match="state why"):
        described(HttpResponse(), whole="because")
