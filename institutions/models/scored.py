"""Columns that every assessment has: what an indicator reached, what is objected, which acts were taken."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .staff import User


class Scored(models.Model):
    """What one indicator reached: the figure, what it was worked out from, its points.

    ``value`` is in ten-thousandths, empty where points are given or nothing was to be measured. ``figures`` are pairs
    of words and numbers. An upheld objection sets ``adjusted`` beside ``points``, which stay as they were found.
    """

    most = models.PositiveSmallIntegerField(_("Points to be had"))
    value = models.BigIntegerField(_("Reached"), null=True, blank=True)
    figures = models.JSONField(_("Figures"), default=list, blank=True)
    points = models.DecimalField(_("Points"), max_digits=5, decimal_places=2, null=True, blank=True)
    adjusted = models.DecimalField(_("Points set"), max_digits=5, decimal_places=2, null=True, blank=True)
    evidence = models.CharField(_("Evidence"), max_length=300, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Entered by")
    )

    class Meta:
        abstract = True

    @property
    def counts(self) -> object:
        """The points that count: those an objection set, else those found."""
        return self.points if self.adjusted is None else self.adjusted


class Objected(models.Model):
    """What is objected to a score, and the answer."""

    received_on = models.DateField(_("Raised on"))
    text = models.CharField(_("Objection"), max_length=500)
    answer = models.CharField(_("Answer"), max_length=500, blank=True)
    upheld = models.BooleanField(_("Upheld"), null=True, blank=True)
    answered_on = models.DateField(_("Answered on"), null=True, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Answered by")
    )

    class Meta:
        abstract = True


class ActTaken(models.Model):
    """One act in a course: never changed, never deleted."""

    append_only = True

    act = models.CharField(_("Act"), max_length=16)
    note = models.CharField(_("Remark"), max_length=500, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Done by"))
    done_at = models.DateTimeField(_("Done at"), auto_now_add=True, db_default=Now())

    class Meta:
        abstract = True


def within_most(name: str) -> models.CheckConstraint:
    """Nobody has more points than there are to be had."""
    found, given = models.Q(points__isnull=True), models.Q(adjusted__isnull=True)
    most = models.F("most")
    return models.CheckConstraint(
        name=name,
        condition=(found | models.Q(points__gte=0, points__lte=most))
        & (given | models.Q(adjusted__gte=0, adjusted__lte=most)),
        violation_error_message=_("There are not so many points to be had."),
    )


def answered_whole(name: str) -> models.CheckConstraint:
    """An answer says what, when and by whom."""
    return models.CheckConstraint(
        name=name,
        condition=models.Q(upheld__isnull=True, answered_on__isnull=True)
        | (
            models.Q(upheld__isnull=False, answered_on__isnull=False, answered_by__isnull=False)
            & ~models.Q(answer="")
        ),
    )
