"""The two Celery tasks: run one job, and look for jobs whose worker died. Every other task is a job kind."""

import io
import time

from celery import shared_task
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.jobs import JobContext, job_kind, run
from config.verifying import verify

VERIFY = "config.verify"


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


@job_kind(VERIFY, title=_("Verification of the database"), duty="administer")
def verify_database(ctx: JobContext) -> None:
    """Derive again what the database says (``names``: only these questions); the result lists every difference."""
    lines: list[str] = []
    outcomes = verify(
        ctx.params.get("names", ()), progress=lambda done, of, one: ctx.progress(done, of, str(one.title))
    )
    for outcome in outcomes:
        lines += outcome.lines()
        ctx.log(f"{outcome.verification.title}: {outcome.count}", "warning" if outcome.count else "info")
    text = "\n".join(lines or [gettext("Nothing differs.")])
    ctx.save_result("verification.txt", io.BytesIO(text.encode()))
