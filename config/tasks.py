"""The two Celery tasks: run one job, and look for jobs whose worker died. Every other task is a job kind."""

import time

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from config.jobs import JobContext, job_kind, run


@shared_task(name="config.tasks.run_job")
def run_job(job_id: int) -> bool:
    return run.run_job(job_id)


@shared_task(name="config.tasks.sweep_jobs")
def sweep_jobs() -> int:
    return run.sweep_jobs()


@job_kind("config.rehearsal", title=_("Rehearsal of the workers"), duty="administer")
def rehearse(ctx: JobContext) -> None:
    """Count ``steps``, one every ``seconds``: shows after an installation that jobs run, report and stop."""
    steps = int(ctx.params.get("steps", 10))
    for step in range(1, steps + 1):
        time.sleep(float(ctx.params.get("seconds", 1)))
        ctx.progress(step, steps)
    ctx.log(steps)
