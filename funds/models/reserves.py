"""What moves into, out of and between reserves outside the year's settlement: one record for every policy's kinds.

Worked out by the system with formula and clause, entered by one person, booked by another (NB-19, NB-20, NB-21, NM-06).
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.codes import name_of
from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, PoolingArea, User

from .rounds import BookedByTwo, two_people


@tracked()
class ReserveMovement(BookedByTwo, ScopedModel):
    """One movement of one reserve, as its lines say. ``turn`` is what it may happen once for (a day, a year)."""

    class Act(models.TextChoices):
        FIRST = "first", _("First payment")
        TOP_UP = "top_up", _("Topped up")
        MERGE = "merge", _("Closed and merged")
        DISTRIBUTION = "distribution", _("Distributed")

    scope_fields = ()
    scope_member_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    reserve = models.CharField(_("Reserve"), max_length=20)
    act = models.CharField(_("Act"), max_length=12, choices=Act)
    turn = models.CharField(_("For"), max_length=20)
    as_of = models.DateField(_("As of"))
    held = MoneyField(_("Held before"))
    wanted = MoneyField(_("Asked for"))
    amount = MoneyField(_("Amount"))
    formula = models.CharField(_("Formula"), max_length=300)
    clause = models.CharField(_("Clause"), max_length=60, blank=True)
    assumed = models.CharField(_("Assumed"), max_length=300, blank=True)
    evidence = models.CharField(_("Number of the paper"), max_length=80)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"), auto_now_add=True)
    booked_on = models.DateField(_("Booked on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Movement of a reserve")
        verbose_name_plural = _("Movements of reserves")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="reserve_movement_amounts",
                condition=Q(amount__gt=0, wanted__gte=F("amount"), held__gte=0) & ~Q(evidence=""),
            ),
            two_people("reserve_movement_two_people"),
            models.UniqueConstraint(
                fields=["area", "insutype", "reserve", "act", "turn"],
                condition=~Q(state="refused"),
                name="reserve_movement_once",
                violation_error_message=_("This movement is entered already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {name_of('insutype', self.insutype)} {self.get_act_display()} {self.as_of}"


@tracked()
class ReserveLine(ScopedModel):
    """One county's part (or, where a fund is merged, one scheme's): asked and given, and the figures behind it."""

    scope_fields = ("county",)

    movement = models.ForeignKey(
        ReserveMovement, models.PROTECT, related_name="lines", verbose_name=_("Movement of a reserve")
    )
    county = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name=_("County"), help_text=_("Or the city itself.")
    )
    insutype = models.CharField(_("Scheme"), max_length=6)
    basis = MoneyField(_("Worked out from"), default=0)
    asked = MoneyField(_("Asked of it"))
    amount = MoneyField(_("Amount"))
    facts: Any = models.JSONField(_("Figures"), default=dict)

    class Meta:
        verbose_name = _("Line of a reserve's movement")
        verbose_name_plural = _("Lines of reserves' movements")
        ordering = ("movement", "county__code", "insutype")
        constraints = [
            models.UniqueConstraint(fields=["movement", "county", "insutype"], name="reserve_line_once"),
            models.CheckConstraint(
                name="reserve_line_within_asked", condition=Q(amount__gte=0, asked__gte=F("amount"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.movement_id} {self.county} {self.insutype}"
