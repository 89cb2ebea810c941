"""Cleaning of enrolment data (参保数据治理, JJ-03): runs that compare, what they found, what was decided on it."""

from __future__ import annotations

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.scoping import ScopedModel
from institutions.models import Agency, PoolingArea, User

from .people import Person


class FindingKind(models.TextChoices):
    """What the data are compared for; each has a module in ``enrollment.reads.cleaning``."""

    SAME_NUMBER = "same_number", _("One person, one number in two forms")
    SAME_NAME = "same_name", _("Same name, birth and gender under two certificates")
    COVERED_TWICE = "covered_twice", _("Covered on a merged file and on the surviving one")
    EMPLOYED_RESIDENT = "employed_resident", _("Covered as a resident while an employer declares the person")
    TWO_PAYERS = "two_payers", _("Declared by two payers for the same months")
    INTERRUPTED = "interrupted", _("Employees' cover ended and nothing follows")
    MONTHS_MISSING = "months_missing", _("Covered through a payer that did not declare the person")
    NOT_RENEWED = "not_renewed", _("Resident of an earlier year not enrolled again")
    DECEASED = "deceased", _("Covered after death")
    CERTIFICATE = "certificate_differs", _("Certificate contradicts birth or gender")
    NOT_COVERED = "not_covered", _("On another office's file and not covered")
    ELSEWHERE = "covered_elsewhere", _("Enrolled in another area while covered here")
    DEATH_LIST = "death_list", _("On a list of deaths while covered")
    AID_LIST = "aid_list", _("On a list of aided people without the standing")


class CleaningRun(models.Model):
    """One comparison of an area's data as of a day: for all its counties, or for ``county`` alone."""

    append_only = True

    area = models.ForeignKey(
        PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"), db_index=False
    )
    county = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("For the county alone"),
    )
    day = models.DateField(_("As of"))
    kinds = ArrayField(models.CharField(max_length=20, choices=FindingKind), verbose_name=_("Compared for"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Started by"))
    at = models.DateTimeField(_("Compared at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Comparison run")
        verbose_name_plural = _("Comparison runs")
        indexes = [models.Index(fields=["area", "-id"], name="cleaning_run_by_area")]

    def __str__(self) -> str:
        return f"{self.area} {self.at:%Y-%m-%d %H:%M}"


@tracked(exclude=("last_run", "last_seen"))
class CleaningFinding(ScopedModel):
    """One fault that a comparison showed, from its first sight to the run that no longer finds it.

    ``subject`` names for its kind what is faulty (people, payers) and stays the same from run to run; ``evidence`` is
    what was compared. ``county`` has to act; of a pair in two counties ``other_county`` sees it as well and may be
    handed it. ``due_on`` is the last day for a decision, empty once nothing is to be decided.
    """

    class State(models.TextChoices):
        OPEN = "open", _("To be assigned")
        ASSIGNED = "assigned", _("Assigned")
        DECIDED = "decided", _("Corrected, to be re-checked")
        EXCUSED = "excused", _("Not a fault")
        GONE = "gone", _("Found no more")
        REOPENED = "reopened", _("Found again")

    WAITING = (State.OPEN, State.ASSIGNED, State.REOPENED)

    scope_fields = ("county", "other_county")

    area = models.ForeignKey(
        PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"), db_index=False
    )
    kind = models.CharField(_("Kind of finding"), max_length=20, choices=FindingKind)
    subject = models.CharField(_("What is faulty"), max_length=80, editable=False)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="findings", verbose_name=_("Person")
    )
    other = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Other person")
    )
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    other_county = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Other county")
    )
    evidence = models.JSONField(_("Evidence"), default=dict)
    state = models.CharField(
        _("State"), max_length=8, choices=State, default=State.OPEN, db_default=State.OPEN
    )
    first_seen = models.DateField(_("First found on"))
    last_seen = models.DateField(_("Last found on"))
    first_run = models.ForeignKey(
        CleaningRun, models.PROTECT, related_name="+", verbose_name=_("First found by run"), db_index=False
    )
    last_run = models.ForeignKey(
        CleaningRun, models.PROTECT, related_name="+", verbose_name=_("Last found by run"), db_index=False
    )
    turned_run = models.ForeignKey(
        CleaningRun, models.PROTECT, null=True, blank=True, related_name="+", db_index=False,
        verbose_name=_("Re-checked by run"), help_text=_("The run that found it no more, or again."),
    )  # fmt: skip
    gone_on = models.DateField(_("Found no more since"), null=True, blank=True)
    times_reopened = models.PositiveSmallIntegerField(_("Times found again"), default=0, db_default=0)
    due_on = models.DateField(_("Decide by"), null=True, blank=True)
    assignee = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="findings", verbose_name=_("Assigned to")
    )

    class Meta:
        verbose_name = _("Cleaning finding")
        verbose_name_plural = _("Cleaning findings")
        constraints = [
            models.UniqueConstraint(fields=["area", "kind", "subject"], name="cleaning_finding_once"),
            models.CheckConstraint(
                name="cleaning_gone_is_dated",
                condition=models.Q(state="gone", gone_on__isnull=False)
                | ~models.Q(state="gone") & models.Q(gone_on__isnull=True),
            ),
            models.CheckConstraint(
                name="cleaning_assigned_to_somebody",
                condition=~models.Q(state="assigned") | models.Q(assignee__isnull=False),
            ),
            models.CheckConstraint(
                name="cleaning_two_people",
                condition=models.Q(other__isnull=True) | ~models.Q(other=models.F("person")),
            ),
        ]
        indexes = [
            models.Index(fields=["county", "state", "kind"], name="cleaning_by_county"),
            models.Index(fields=["assignee", "state"], name="cleaning_by_assignee"),
            models.Index(fields=["other_county", "state"], name="cleaning_by_other_county"),
            models.Index(fields=["due_on"], name="cleaning_by_due_day"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("enrollment:finding", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        """Somebody has to decide."""
        return self.state in self.WAITING

    @property
    def is_overdue(self) -> bool:
        today: dt.date = timezone.localdate()
        return self.is_waiting and self.due_on is not None and self.due_on < today


class CleaningDecision(ScopedModel):
    """What somebody decided on a finding, with the evidence; never changed (the database refuses it)."""

    class Decision(models.TextChoices):
        CORRECTED = "corrected", _("A fault, corrected")
        NOT_A_FAULT = "not_a_fault", _("Not a fault")
        HANDED_OVER = "handed_over", _("Handed to the other county")

    scope_fields = ("finding__county", "finding__other_county")
    append_only = True

    finding = models.ForeignKey(
        CleaningFinding, models.PROTECT, related_name="decisions", verbose_name=_("Finding")
    )
    decision = models.CharField(_("Decision on it"), max_length=12, choices=Decision)
    evidence = models.CharField(_("Reason and evidence"), max_length=300)
    on_evidence = models.JSONField(
        _("What was found then"), default=dict, help_text=_("The evidence that the decision is about.")
    )
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Decided for"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Decision made by"))
    at = models.DateTimeField(_("Decision made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Decision on a finding")
        verbose_name_plural = _("Decisions on findings")
        ordering = ("-at", "-pk")
        constraints = [
            models.CheckConstraint(name="cleaning_decision_explained", condition=~models.Q(evidence="")),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id}: {self.get_decision_display()}"


class CleaningCount(ScopedModel):
    """What a run came to in one county for one kind; how the numbers of a county move is read from these rows."""

    append_only = True
    NUMBERS = ("found", "new", "reopened", "gone", "waiting", "overdue", "excused")

    run = models.ForeignKey(
        CleaningRun, models.PROTECT, related_name="counts", verbose_name=_("Comparison run"), db_index=False
    )
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    kind = models.CharField(_("Kind of finding"), max_length=20, choices=FindingKind)
    found = models.PositiveIntegerField(_("Findings that stand"))
    new = models.PositiveIntegerField(_("Found for the first time"))
    reopened = models.PositiveIntegerField(_("Found again"))
    gone = models.PositiveIntegerField(_("Found no more"))
    waiting = models.PositiveIntegerField(_("To be looked into"))
    overdue = models.PositiveIntegerField(_("Overdue"))
    excused = models.PositiveIntegerField(_("Not a fault"))

    class Meta:
        verbose_name = _("Count of a run")
        verbose_name_plural = _("Counts of runs")
        constraints = [
            models.UniqueConstraint(fields=["run", "county", "kind"], name="cleaning_count_once"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.county_id} {self.kind}"
