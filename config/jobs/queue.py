"""Putting jobs in the queue and taking them out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from config.models import Job
from config.operation.marks import request_mark

from .registry import kind_of

RUN_TASK = "config.tasks.run_job"


def enqueue(
    kind: str,
    *,
    owner: Any,
    params: Mapping[str, Any] | None = None,
    unique_key: str = "",
    agency: Any = None,
) -> Job:
    """Queue a job of ``kind`` for ``owner``; a worker gets it once the open transaction commits.

    While an unfinished job holds ``unique_key``, that job is returned and nothing is queued, even if another
    person asked for it. Whoever calls has checked the person's duty. Raises ``LookupError`` for an unknown kind.
    """
    kind_of(kind)
    job = Job(
        kind=kind, owner=owner, params=dict(params or {}), unique_key=unique_key, agency=agency,
        request_mark=request_mark(),
    )  # fmt: skip
    while True:
        try:
            with transaction.atomic():
                job.save(force_insert=True)
        except IntegrityError:
            holder = Job.objects.unfinished().filter(unique_key=unique_key).first() if unique_key else None
            if holder is not None:
                return holder
            # The holder ended between our insert and our look; anything else violated is a real error.
            if not unique_key or Job.objects.filter(pk=job.pk).exists():
                raise
            job.pk = None
            continue
        dispatch_on_commit(job.pk)
        return job


def dispatch_on_commit(job_id: int) -> None:
    """Send the job's message after the commit: a worker must find the row."""
    transaction.on_commit(partial(dispatch, job_id), robust=True)


def dispatch(job_id: int) -> None:
    """Send the message now. Two messages for one job are harmless: one worker claims the row."""
    current_app.send_task(RUN_TASK, args=[job_id], queue=settings.CELERY_TASK_DEFAULT_QUEUE)


def request_cancel(job: Job) -> bool:
    """Cancel a waiting job at once, ask a running one to stop; ``False`` when it had already ended."""
    now = timezone.now()
    waiting = Job.objects.filter(pk=job.pk, state=Job.State.QUEUED)
    if waiting.update(state=Job.State.CANCELLED, finished_at=now):
        return True
    return bool(Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(cancel_requested=True))


def retry(job: Job) -> Job:
    """Queue the same work again as a new job of the same owner."""
    return enqueue(job.kind, owner=job.owner, params=job.params, unique_key=job.unique_key, agency=job.agency)
