"""Base tables every app stands on: jobs, forms sent and the working-day calendar."""

from .jobs import Job, JobLog
from .submissions import Submission
from .workdays import WorkdayException

__all__ = ["Job", "JobLog", "Submission", "WorkdayException"]
