"""Base tables every app stands on: jobs, forms sent and the working-day calendar."""

from .exports import ExportRecord
from .heartbeats import Heartbeat
from .imports import ImportChange, ImportRun, RowError
from .jobs import Job, JobLog
from .sessions import StaffSession
from .submissions import Submission
from .workdays import WorkdayException

__all__ = [
    "ExportRecord",
    "Heartbeat",
    "ImportChange",
    "ImportRun",
    "Job",
    "JobLog",
    "RowError",
    "StaffSession",
    "Submission",
    "WorkdayException",
]
