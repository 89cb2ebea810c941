"""Long work done by Celery workers, one row per job.

A handler is registered under its kind (in the app's ``tasks.py``, which ``config.apps`` imports everywhere)::

    @job_kind("import.check", title=_("Check of a workbook"), duty="register")
    def check_workbook(ctx: JobContext) -> None:
        with acting_as(ctx.owner):
            ...
            ctx.progress(done, total)
            ctx.check_cancelled()

and started with ``enqueue("import.check", owner=user, params={...})`` inside or outside a transaction.

What a handler may rely on, and must see to:

- **It opens its own transactions and scope** (``acting_as(ctx.owner)``): without one, scoped tables refuse.
- **It may run more than once.** A worker can be killed at any instant; the sweeper starts the job again,
  ``settings.JOB_MAX_ATTEMPTS`` times in all; one whose database connection broke counts as killed. Handlers are
  idempotent, or do everything in one transaction.
- **Progress, log and cancellation cross its open transaction** through a connection of their own.
- **Refusals are told apart from bugs**: ``JobRefused`` and every ``DomainError`` become the job's message; anything
  else is logged with a traceback under a reference number, and only the number is shown.

Locking: job rows change by conditional UPDATE alone, never together with other rows, so they stand in no order.
"""

from .context import JobCancelled, JobContext, JobLost, JobRefused
from .queue import enqueue, request_cancel, retry
from .registry import JobKind, is_repeatable, job_kind, kind_of, title_of

__all__ = [
    "JobCancelled",
    "JobContext",
    "JobKind",
    "JobLost",
    "JobRefused",
    "enqueue",
    "is_repeatable",
    "job_kind",
    "kind_of",
    "request_cancel",
    "retry",
    "title_of",
]
