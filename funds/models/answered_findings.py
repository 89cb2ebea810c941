"""A finding somebody answers for by a day: what unusual outlays and audits have in common (NB-30, ZY-23)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.scoping import ScopedModel
from funds.rules.answers import CLOSED, OPEN
from institutions.models import Agency, Attachment, PoolingArea, User


class AnsweredFinding(ScopedModel):
    """``unit`` answers with evidence by ``due_on``; who found it accepts or returns; a second person closes it."""

    class State(models.TextChoices):
        OPEN = OPEN, pgettext_lazy("of a finding", "To be answered")
        RETURNED = "returned", _("Answer returned")
        ANSWERED = "answered", _("Answer to be decided on")
        ACCEPTED = "accepted", _("Closing waits for the second person")
        CLOSED = CLOSED, pgettext_lazy("of a finding", "Closed")

    scope_fields = ("unit",)
    scope_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    unit = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name=pgettext_lazy("of a finding", "To answer")
    )
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.OPEN)
    due_on = models.DateField(_("Deadline"), null=True, blank=True)
    answer = models.TextField(
        pgettext_lazy("of a finding", "Answer"), blank=True, default="", max_length=2000
    )
    reply = models.CharField(pgettext_lazy("of a finding", "Reply"), max_length=300, blank=True, default="")
    verdict = models.CharField(
        pgettext_lazy("of a finding", "Verdict"), max_length=10, blank=True, default=""
    )
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Answered by")
    )
    accepted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Closed by")
    )
    closed_at = models.DateTimeField(_("Closed at"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[Any] = [
            models.CheckConstraint(
                name="%(class)s_two_people",
                condition=(Q(accepted_by__isnull=True) | ~Q(accepted_by=F("answered_by")))
                & (Q(closed_by__isnull=True) | ~Q(closed_by=F("accepted_by")) & ~Q(closed_by=F("answered_by"))),
                violation_error_message=_("A second person is needed."),
            ),
            models.CheckConstraint(
                name="%(class)s_stands",
                condition=Q(state__in=["open", "returned"], accepted_by__isnull=True, closed_by__isnull=True)
                | Q(state="answered", answered_by__isnull=False, accepted_by__isnull=True, closed_by__isnull=True)
                & ~Q(answer="")
                | Q(
                    state="accepted", answered_by__isnull=False, accepted_by__isnull=False, closed_by__isnull=True
                )
                & ~Q(answer="")
                & ~Q(verdict="")
                | Q(
                    state="closed",
                    answered_by__isnull=False,
                    accepted_by__isnull=False,
                    closed_by__isnull=False,
                    closed_at__isnull=False,
                )
                & ~Q(answer="")
                & ~Q(verdict=""),
            ),
        ]  # fmt: skip

    @property
    def late(self) -> bool:
        return self.due_on is not None and self.state != CLOSED and self.due_on < timezone.localdate()


class AnswerStep(ScopedModel):
    """What was done about a finding, when and by whom; nobody: the calendar. Nothing of it changes."""

    class Act(models.TextChoices):
        FOUND = "found", pgettext_lazy("of an answered finding", "Found")
        ANSWERED = "answer", pgettext_lazy("of a finding", "Answered")
        RETURNED = "send_back", _("Answer returned")
        ACCEPTED = "accept", pgettext_lazy("of a finding", "Answer accepted")
        KEPT_OPEN = "keep_open", _("Closing refused")
        CLOSED = "close", pgettext_lazy("of a finding", "Closed")

    append_only = True
    scope_fields = ("finding__unit",)
    scope_area_fields = ("finding__area",)

    act = models.CharField(_("What was done"), max_length=9, choices=Act)
    at = models.DateTimeField(_("At"), default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("By"))
    text = models.TextField(
        pgettext_lazy("of a finding", "In words"), blank=True, default="", max_length=2000
    )
    evidence = models.ForeignKey(
        Attachment, models.PROTECT, null=True, related_name="+", verbose_name=_("Evidence")
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.get_act_display())  # type: ignore[attr-defined]
