"""Celery entry points of the funds: the clearing's job, and one task per unit's step."""

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from config.jobs import JobContext, job_kind
from funds.services.clearing.run import run_clearing
from funds.services.clearing.start import JOB_KIND
from funds.services.clearing.steps import STEP_TASK, perform_step


@job_kind(JOB_KIND, title=_("Monthly clearing"), duty="finance")
def clearing_job(ctx: JobContext) -> None:
    run_clearing(ctx)


@shared_task(name=STEP_TASK)
def run_clearing_step(step_id: int) -> bool:
    return perform_step(step_id)
