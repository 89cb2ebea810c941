"""A long job is a row: who asked, how far it is, what it said, what came out."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.core.files.storage import Storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.storage import private_storage


def job_storage() -> Storage:
    return private_storage()


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: Any) -> Self:
        """A person's own jobs; a superuser's view of all."""
        if not user.is_authenticated:
            return self.none()
        return self.all() if user.is_superuser else self.filter(owner=user)

    def unfinished(self) -> Self:
        return self.filter(state__in=Job.UNFINISHED)


class Job(models.Model):
    """One piece of work done by a Celery worker. Rows change by conditional UPDATE only (see ``config.jobs``)."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    UNFINISHED = (State.QUEUED, State.RUNNING)

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="jobs", verbose_name=_("Owner")
    )
    agency = models.ForeignKey(
        "institutions.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Agency"),
    )
    kind = models.CharField(_("Kind"), max_length=60)
    params = models.JSONField(_("Parameters"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    unique_key = models.CharField(
        _("Key"), max_length=200, blank=True, help_text=_("Only one unfinished job may hold a key.")
    )
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.QUEUED)
    done = models.PositiveBigIntegerField(_("Done so far"), default=0)
    total = models.PositiveBigIntegerField(_("Of"), default=0, help_text=_("0: not known."))
    note = models.CharField(_("Doing"), max_length=200, blank=True)
    cancel_requested = models.BooleanField(_("Cancellation asked for"), default=False)
    error_code = models.CharField(
        _("Reference"), max_length=20, blank=True, help_text=_("Finds an unexpected error in the log.")
    )
    message = models.TextField(_("Message"), blank=True)
    result_file = models.FileField(
        _("Result file"), storage=job_storage, upload_to="jobs/%Y/%m", max_length=200, blank=True
    )
    result_name = models.CharField(_("Result's name"), max_length=120, blank=True)
    result_rows = models.PositiveIntegerField(
        _("Rows of the result"), null=True, editable=False, help_text=_("None where it is no table.")
    )
    result_url = models.CharField(_("Result's page"), max_length=300, blank=True)
    request_mark = models.CharField(
        _("Request"), max_length=40, blank=True, default="", editable=False,
        help_text=_("In which request it was asked for; finds both in the log."),
    )  # fmt: skip
    attempts = models.PositiveSmallIntegerField(
        _("Attempts"), default=0, help_text=_("Which start this is; a worker of an earlier one is shut out.")
    )
    heartbeat = models.DateTimeField(_("Last sign of life"), default=timezone.now)
    created_at = models.DateTimeField(_("Asked for"), default=timezone.now)
    started_at = models.DateTimeField(_("Started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("Finished"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("Job")
        verbose_name_plural = _("Jobs")
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                name="job_one_unfinished_per_key",
                fields=["unique_key"],
                condition=models.Q(state__in=["queued", "running"]) & ~models.Q(unique_key=""),
            ),
        ]
        indexes = [
            models.Index(
                name="job_unfinished_heartbeat",
                fields=["heartbeat"],
                condition=models.Q(state__in=["queued", "running"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} #{self.pk}"

    @property
    def title(self) -> str:
        """The kind's title in the reader's language."""
        from config.jobs.registry import title_of

        return title_of(self.kind)

    @property
    def is_finished(self) -> bool:
        return self.state not in self.UNFINISHED

    @property
    def percent(self) -> int | None:
        """Whole per cent done; ``None`` while the total is not known."""
        return min(100, self.done * 100 // self.total) if self.total else None


class JobLog(models.Model):
    """One line a job said about itself."""

    class Level(models.TextChoices):
        INFO = "info", _("Information")
        WARNING = "warning", _("Warning")
        ERROR = "error", _("Error")

    job = models.ForeignKey(Job, models.CASCADE, related_name="lines", verbose_name=_("Job"))
    at = models.DateTimeField(_("At"), default=timezone.now)
    level = models.CharField(_("Level"), max_length=10, choices=Level, default=Level.INFO)
    text = models.TextField(_("Text"))

    class Meta:
        verbose_name = _("Job log line")
        verbose_name_plural = _("Job log lines")
        ordering = ("id",)

    def __str__(self) -> str:
        return self.text
