"""Base tables every app stands on: jobs and the working-day calendar."""

from .jobs import Job, JobLog
from .workdays import WorkdayException

__all__ = ["Job", "JobLog", "WorkdayException"]
