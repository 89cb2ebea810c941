"""Checking and applying as jobs, for files uploaded on a page."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.jobs import JobCancelled, JobContext, JobLost, enqueue, job_kind
from config.jobs.away import database_went_away
from config.models import ImportRun, Job
from config.scoping import system_scope

from . import engine
from .resources import resource_of

State = ImportRun.State


def start_check(*, run: ImportRun) -> Job:
    """Queue the check of a received run (once: a second call returns the same job)."""
    job = enqueue(
        "import.check",
        owner=run.uploaded_by,
        agency=run.agency,
        params={"run": run.pk},
        unique_key=f"import.check:{run.pk}",
    )
    with system_scope():
        ImportRun.unscoped.filter(pk=run.pk).update(check_job=job)
    return job


def start_apply(*, run: ImportRun) -> Job:
    """Queue the writing of a confirmed run."""
    job = enqueue(
        "import.apply",
        owner=run.confirmed_by,
        agency=run.agency,
        params={"run": run.pk},
        unique_key=f"import.apply:{run.pk}",
    )
    with system_scope():
        ImportRun.unscoped.filter(pk=run.pk).update(apply_job=job)
    return job


@job_kind("import.check", title=_("Check of an uploaded file"))
def check(context: JobContext) -> None:
    run = _run(context)
    if run.state not in (State.RECEIVED, State.CHECKING):
        return  # checked by the worker that was taken for dead, or cancelled
    _guarded(run, context, engine.check_run)
    if run.fault:
        context.log(run.fault, "warning")


@job_kind("import.apply", title=_("Import of a checked file"))
def apply(context: JobContext) -> None:
    run = _run(context)
    if run.state == State.APPLYING:
        _guarded(run, context, engine.apply_run)
    if run.state == State.DONE:  # just now, or by the worker that was taken for dead
        resource_of(run.kind).after_apply(run)


def _run(context: JobContext) -> ImportRun:
    # The job was queued for this run by somebody whose duty was checked.
    runs = ImportRun.unscoped.select_related("agency", "uploaded_by", "confirmed_by")
    with system_scope():
        return runs.get(pk=context.params["run"])


def _guarded(run: ImportRun, context: JobContext, act: Callable[..., ImportRun]) -> None:
    """Run ``act``; a run whose job ended otherwise does not stay busy for ever."""
    context.link_result(reverse("import", args=[run.pk]))
    busy = run.state
    try:
        act(run=run, progress=context.progress)
    except JobLost:
        raise  # another worker has the run now
    except JobCancelled:
        _leave(run, State.CHECKED if busy == State.APPLYING else State.CANCELLED)
        raise
    except Exception as error:
        # Nothing was stored: what was confirmed may be confirmed again. A job whose connection broke is taken up again
        # by itself and finds the run as it left it.
        if not database_went_away(error):
            _leave(run, State.CHECKED if busy == State.APPLYING else State.FAILED)
        raise


def _leave(run: ImportRun, state: str) -> None:
    busy = (State.CHECKING, State.APPLYING)
    with system_scope():
        ImportRun.unscoped.filter(pk=run.pk, state__in=busy).update(state=state)
