"""Running a queued job, and finding those whose worker died."""

from __future__ import annotations

import datetime as dt
import logging
import secrets
import time
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from config.errors import refusal_of
from config.models import Heartbeat, Job, JobLog
from config.operation.marks import marked
from config.spreadsheets.tally import rows_written

from .away import database_went_away
from .context import JobCancelled, JobContext, JobLost
from .queue import dispatch
from .registry import kind_of

logger = logging.getLogger(__name__)


def run_job(job_id: int) -> bool:
    """Run the job if it is still waiting; ``False`` when another worker has it or it has ended."""
    claimed = Job.objects.filter(pk=job_id, state=Job.State.QUEUED).update(
        state=Job.State.RUNNING,
        attempts=F("attempts") + 1,
        heartbeat=timezone.now(),
        started_at=timezone.now(),
        done=0,
        note="",
    )
    if claimed != 1:
        return False
    job = Job.objects.select_related("owner", "agency").get(pk=job_id)
    language = getattr(job.owner, "language", "") or settings.LANGUAGE_CODE
    with marked(request=job.request_mark, job=str(job.pk)), translation.override(language):
        began = time.perf_counter()
        logger.info("job %s (%s) begins", job.pk, job.kind, extra={"kind": job.kind, "attempt": job.attempts})
        state = _handle(job)
        told = {"kind": job.kind, "state": state, "seconds": round(time.perf_counter() - began, 3)}
        logger.info("job %s (%s) ended: %s", job.pk, job.kind, state, extra=told)
    return True


def _handle(job: Job) -> str:
    """Call the handler, store how it ended and return that: a state, or ``lost`` (to another worker, or with the
    database's connection)."""
    try:
        with JobContext(job) as context, rows_written():
            kind_of(job.kind).run(context)
    except JobCancelled:
        _finish(job, Job.State.CANCELLED)
        return Job.State.CANCELLED
    except JobLost:
        logger.warning("job %s was taken over by another worker", job.pk)
        return "lost"
    except Exception as error:
        refusal = refusal_of(error)
        if refusal is not None:
            _finish(
                job,
                Job.State.FAILED,
                error_code="refused",
                message=str(refusal),
                result_url=job.result_url,
            )
            return Job.State.FAILED
        if database_went_away(error):
            # As if the worker had been killed: the row stays as it is, and the sweeper starts the job again.
            logger.warning("job %s (%s) lost its database connection", job.pk, job.kind, exc_info=True)
            connection.close()
            return "lost"
        reference = f"E{timezone.localdate():%y%m%d}-{secrets.token_hex(3).upper()}"
        logger.exception("job %s (%s) failed: %s", job.pk, job.kind, reference)
        if not connection.in_atomic_block:
            # The connection itself may be what failed; the row is written through a fresh one.
            connection.close()
        _finish(
            job,
            Job.State.FAILED,
            error_code=reference,
            message=_("An unexpected error stopped the job. Give the reference %(reference)s to support.")
            % {"reference": reference},
        )
        return Job.State.FAILED
    _finish(
        job,
        Job.State.DONE,
        result_file=job.result_file.name,
        result_name=job.result_name,
        result_rows=job.result_rows,
        result_url=job.result_url,
    )
    return Job.State.DONE


def _finish(job: Job, state: Job.State, **values: Any) -> None:
    """Store the end, unless another worker has the job by now."""
    ours = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts)
    if ours.update(state=state, finished_at=timezone.now(), **values) and values.get("message"):
        JobLog.objects.create(job=job, level=JobLog.Level.ERROR, text=values["message"])


def sweep_jobs() -> int:
    """Start jobs again whose worker fell silent or whose message was lost; returns how many.

    A job that was started ``JOB_MAX_ATTEMPTS`` times is given up: it may be what kills the workers.
    """
    Heartbeat.beat()
    silent_since = timezone.now() - dt.timedelta(seconds=settings.JOB_STALE_SECONDS)
    swept = 0
    for job in Job.objects.unfinished().filter(heartbeat__lt=silent_since).order_by("id"):
        as_seen = Job.objects.filter(
            pk=job.pk, state=job.state, attempts=job.attempts, heartbeat=job.heartbeat
        )
        if job.state == Job.State.RUNNING and job.cancel_requested:
            as_seen.update(state=Job.State.CANCELLED, finished_at=timezone.now())
        elif job.attempts >= settings.JOB_MAX_ATTEMPTS:
            _give_up(job, as_seen)
        elif as_seen.update(state=Job.State.QUEUED, heartbeat=timezone.now()):
            dispatch(job.pk)
            swept += 1
    return swept


def _give_up(job: Job, as_seen: Any) -> None:
    with translation.override(getattr(job.owner, "language", "") or settings.LANGUAGE_CODE):
        message = _(
            "The worker died %(count)s times while doing this job. Start it again; "
            "if it fails again, tell support the job's number %(number)s."
        ) % {"count": job.attempts, "number": job.pk}
    gone = as_seen.update(
        state=Job.State.FAILED, finished_at=timezone.now(), error_code="worker-lost", message=message
    )
    if gone:
        JobLog.objects.create(job=job, level=JobLog.Level.ERROR, text=message)
