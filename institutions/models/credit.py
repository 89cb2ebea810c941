"""Credit points (JJ-11, HG-09): events that cost an institution or one of its physicians points, and their repair."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.scoping import ScopedModel

from .areas import Agency, PoolingArea
from .designated import Institution
from .staff import User


class CreditPoints(ScopedModel):
    """An event that costs its subject points, with its evidence: entered by one person, confirmed by another,
    repaired likewise by two. Whose it is stands in the models made of it."""

    class State(models.TextChoices):
        ENTERED = "entered", _("Waits for confirmation")
        CONFIRMED = "confirmed", _("Points taken")
        REFUSED = "refused", _("Not confirmed")
        REPAIR_ASKED = "repair_asked", _("Repair asked")
        REPAIRED = "repaired", _("Repaired, points back")

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    event = models.CharField(_("Event"), max_length=60)
    title = models.CharField(_("Title"), max_length=300)
    points = models.PositiveSmallIntegerField(_("Points"))
    day = models.DateField(_("Happened on"))
    evidence = models.CharField(_("Evidence"), max_length=300)
    state = models.CharField(_("State"), max_length=12, choices=State, default=State.ENTERED)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    measures = models.CharField(_("Measures taken"), max_length=300, blank=True)
    repair_asked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Repair asked by")
    )
    repaired_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Repair granted by")
    )
    repaired_on = models.DateField(_("Repaired on"), null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def rated_at(self) -> Agency:
        """The agency whose people enter, confirm and repair."""
        raise NotImplementedError

    @property
    def of(self) -> models.Model:
        """Whom it costs points."""
        raise NotImplementedError

    @property
    def subject(self) -> str:
        """Whose events, points and ratings of the policy hold."""
        raise NotImplementedError


def credit_constraints(prefix: str) -> list[models.BaseConstraint]:
    """What must never be false of an event, whoever it is about."""
    return [
        models.CheckConstraint(
            name=f"{prefix}_two_people",
            condition=models.Q(state="entered", decided_by__isnull=True)
            | (
                ~models.Q(state="entered")
                & models.Q(decided_by__isnull=False)
                & ~models.Q(decided_by=models.F("entered_by"))
            ),
            violation_error_message=_("A second person confirms what costs points."),
        ),
        models.CheckConstraint(
            name=f"{prefix}_repaired_by_another",
            condition=~models.Q(state__in=["repair_asked", "repaired"], repair_asked_by__isnull=True)
            & (
                ~models.Q(state="repaired")
                | (
                    models.Q(repaired_by__isnull=False, repaired_on__isnull=False)
                    & ~models.Q(repaired_by=models.F("repair_asked_by"))
                    & ~models.Q(measures="")
                )
            ),
            violation_error_message=_("A second person grants a repair."),
        ),
        models.CheckConstraint(
            name=f"{prefix}_evidenced", condition=~models.Q(evidence="") & models.Q(points__gt=0)
        ),
    ]


@tracked()
class CreditEvent(CreditPoints):
    """An event of an institution, or of one of its physicians."""

    scope_fields = ("county",)
    scope_area_fields = ("area",)

    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="credit_events", verbose_name=_("Institution")
    )
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    physician_code = models.CharField(_("Code of the physician"), max_length=30, blank=True)
    physician_name = models.CharField(_("Physician"), max_length=50, blank=True)

    class Meta:
        verbose_name = _("Credit event")
        verbose_name_plural = _("Credit events")
        ordering = ("-day", "-pk")
        indexes = [models.Index(fields=["institution", "day"], name="credit_event_of")]
        constraints = [
            *credit_constraints("credit_event"),
            models.CheckConstraint(
                name="credit_event_physician_whole",
                condition=models.Q(physician_code="", physician_name="")
                | (~models.Q(physician_code="") & ~models.Q(physician_name="")),
                violation_error_message=_("A physician has a code and a name."),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("institutions:credit_event", args=[self.pk])

    @property
    def rated_at(self) -> Agency:
        county: Agency = self.county
        return county

    @property
    def of(self) -> models.Model:
        institution: Institution = self.institution
        return institution

    @property
    def subject(self) -> str:
        return "physician" if self.physician_code else "institution"
