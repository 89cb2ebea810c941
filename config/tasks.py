"""The two Celery tasks: run one job, and look for jobs whose worker died. Every other task is a job kind."""

from celery import shared_task

from config.jobs import run


@shared_task(name="config.tasks.run_job")
def run_job(job_id: int) -> bool:
    return run.run_job(job_id)


@shared_task(name="config.tasks.sweep_jobs")
def sweep_jobs() -> int:
    return run.sweep_jobs()
