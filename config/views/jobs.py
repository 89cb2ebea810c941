"""Jobs: the list, one job with live progress, cancelling, repeating, the result."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from config.access import signed_in
from config.exports import described
from config.jobs import is_repeatable, request_cancel, retry
from config.listing import ChoiceFilter, Column, DaysFilter, Listing
from config.models import Job

STOP_POLLING = 286
LINES_SHOWN = 200
TONES = {"queued": "plain", "running": "info", "done": "ok", "failed": "bad", "cancelled": "warn"}


class JobList(Listing):
    key = "config.jobs"
    title = gettext_lazy("Jobs")
    columns = [
        Column("pk", gettext_lazy("Number"), sort="pk", link=lambda job: reverse("job", args=[job.pk])),
        Column("title", gettext_lazy("Work")),
        Column("state", gettext_lazy("State"), kind="badge", tone=TONES),
        Column("owner", gettext_lazy("Asked by"), default=False),
        Column("created_at", gettext_lazy("Asked for"), kind="minute"),
        Column("started_at", gettext_lazy("Started"), kind="minute", default=False),
        Column("finished_at", gettext_lazy("Finished"), kind="minute"),
        Column("message", gettext_lazy("Message")),
    ]
    filters = [
        ChoiceFilter("state", gettext_lazy("State"), choices=Job.State),
        DaysFilter("created", gettext_lazy("Asked for"), field="created_at", stored="moments"),
    ]
    empty_title = gettext_lazy("No jobs yet.")
    empty_hint = gettext_lazy(
        "Imports, clearings and large exports that you start are listed here with their results."
    )

    def rows(self) -> QuerySet[Any]:
        return Job.objects.visible_to(self.user).select_related("owner")

    def row_url(self, row: Job) -> str:
        return reverse("job", args=[row.pk])


@signed_in
def job_list(request: HttpRequest) -> HttpResponseBase:
    return JobList.respond(request)


def _job(request: HttpRequest, pk: int) -> Job:
    return get_object_or_404(Job.objects.visible_to(request.user), pk=pk)


def progress_context(job: Job) -> dict[str, Any]:
    """What ``components/job_progress.html`` needs; the newest log lines first."""
    lines = list(job.lines.order_by("-pk")[:LINES_SHOWN])
    return {"job": job, "tone": TONES[job.state], "lines": lines, "may_repeat": _may_repeat(job)}


def _may_repeat(job: Job) -> bool:
    return job.state in (Job.State.FAILED, Job.State.CANCELLED) and is_repeatable(job.kind)


@signed_in
def job_page(request: HttpRequest, pk: int) -> HttpResponseBase:
    job = _job(request, pk)
    return render(request, "jobs/job.html", {"title": job.title, **progress_context(job)})


@signed_in
def job_progress(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The live part of any page that shows a job; status 286 tells htmx to ask no more."""
    job = _job(request, pk)
    status = STOP_POLLING if job.is_finished else 200
    return render(request, "components/job_progress.html", progress_context(job), status=status)


@signed_in
def job_badge(request: HttpRequest) -> HttpResponseBase:
    """The number in the top bar."""
    number = Job.objects.unfinished().filter(owner_id=request.user.pk).count()
    status = 200 if number else STOP_POLLING
    return render(request, "components/job_badge.html", {"jobs_unfinished": number}, status=status)


@signed_in
@require_POST
def job_cancel(request: HttpRequest, pk: int) -> HttpResponseBase:
    job = _job(request, pk)
    if request_cancel(job):
        messages.info(request, _("The job was asked to stop; nothing it has not finished will be kept."))
    else:
        messages.warning(request, _("The job had already ended."))
    return redirect("job", pk)


@signed_in
@require_POST
def job_retry(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The same work again; only its owner may ask, and only when it did not end well."""
    job = _job(request, pk)
    if job.owner_id != request.user.pk or not _may_repeat(job):
        raise Http404
    return redirect("job", retry(job).pk)


@signed_in
def job_result(request: HttpRequest, pk: int) -> HttpResponseBase:
    job = _job(request, pk)
    if not job.result_file:
        raise Http404
    response = FileResponse(job.result_file.open("rb"), as_attachment=True, filename=job.result_name)
    return described(  # type: ignore[no-any-return]
        response,
        rows=job.result_rows,
        what=job.params.get("title") or job.title,
        filters=job.params.get("filters", ""),
        job=job,
        whole=job.params.get("whole", ""),
    )


@signed_in
def job_log(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The whole log as text."""
    lines = _job(request, pk).lines.order_by("pk")
    text = "".join(f"{line.at:%Y-%m-%d %H:%M:%S} {line.level} {line.text}\n" for line in lines.iterator())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
