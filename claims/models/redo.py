"""A redo (重算): a person's bills of a year reckoned anew, shown before anything is booked."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from enrollment.models import Person
from institutions.models import Agency, User

from .amounts import AMOUNT_LABELS
from .bills import Bill
from .settlements import Settlement


@tracked()
class Redo(ScopedModel):
    """What would change in one person, scheme and year; booked once a second person approved it.

    ``digest`` is of everything the plan said: reckoned again to another digest, the draft is out of date.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Waiting for review")
        APPLIED = "applied", _("Booked")
        REJECTED = "rejected", _("Rejected")
        DROPPED = "dropped", _("Nothing left to change")

    class Cause(models.TextChoices):
        CANCEL = "cancel", _("A bill was cancelled")
        LATE = "late", _("A bill came late")
        REGISTER = "register", _("A registration came late")
        ASKED = "asked", _("Reckoned again on request")

    scope_fields = ("county",)

    person = models.ForeignKey(Person, models.PROTECT, related_name="redos", verbose_name=_("Person"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    year = models.PositiveSmallIntegerField(_("Year"))
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Insured in"))
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.DRAFT)
    cause = models.CharField(_("Cause"), max_length=10, choices=Cause)
    digest = models.CharField(_("Digest of the plan"), max_length=64)
    bills = models.PositiveIntegerField(_("Bills changed"), default=0)
    kept = models.PositiveIntegerField(_("Bills kept as they are"), default=0)
    fund_difference = MoneyField(_("Funds, difference"), default=0)
    person_difference = MoneyField(_("Person, difference"), default=0)
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Prepared by"))
    prepared_at = models.DateTimeField(_("Prepared at"))
    reviewed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Reviewed by")
    )
    reviewed_at = models.DateTimeField(_("Reviewed at"), null=True, blank=True)
    rejected_reason = models.CharField(_("Why rejected"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Redo")
        verbose_name_plural = _("Redos")
        indexes = [
            models.Index(fields=["county", "state"], name="redo_by_county"),
            models.Index(fields=["state", "prepared_at"], name="redo_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "insutype", "year"],
                condition=models.Q(state="draft"),
                name="redo_one_draft_per_year",
            ),
            models.CheckConstraint(
                name="redo_two_people",
                condition=models.Q(reviewed_by__isnull=True) | ~models.Q(reviewed_by=models.F("prepared_by")),
                violation_error_message=_("Whoever prepares cannot review."),
            ),
            models.CheckConstraint(
                name="redo_reviewed_when_decided",
                condition=models.Q(
                    state__in=["draft", "dropped"], reviewed_by__isnull=True, reviewed_at__isnull=True
                )
                | models.Q(
                    state__in=["applied", "rejected"], reviewed_by__isnull=False, reviewed_at__isnull=False
                ),
            ),
            models.CheckConstraint(
                name="redo_rejected_with_reason",
                condition=models.Q(state="rejected") ^ models.Q(rejected_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.insutype} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("claims:redo", args=[self.pk])


class RedoLine(ScopedModel):
    """One bill that comes out otherwise, or that cannot be reckoned anew and is kept (``problem``)."""

    scope_fields = ("redo__county",)

    redo = models.ForeignKey(Redo, models.CASCADE, related_name="lines", verbose_name=_("Redo"))
    number = models.PositiveSmallIntegerField(_("Place in the year"))
    bill = models.ForeignKey(Bill, models.PROTECT, related_name="+", verbose_name=_("Bill"))
    # As on settlements: copies of ids that our own services write, without the price of a look-up.
    before = models.ForeignKey(
        Settlement, models.PROTECT, related_name="+", verbose_name=_("As it stood"), db_constraint=False
    )
    after = models.ForeignKey(
        Settlement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="redo_lines",
        verbose_name=_("As booked"),
        db_constraint=False,
    )
    reasons = models.JSONField(_("Why"), default=list)
    problem = models.CharField(_("Cannot be reckoned anew"), max_length=40, blank=True)
    problem_params = models.JSONField(_("Details"), default=dict)
    fund_before = MoneyField(_("Funds before"), default=0)
    fund_after = MoneyField(_("Funds after"), default=0)
    person_before = MoneyField(_("Person before"), default=0)
    person_after = MoneyField(_("Person after"), default=0)
    amounts = models.JSONField(
        _("Differences"), default=dict, help_text=_("Fen by national amount, those that differ.")
    )

    class Meta:
        verbose_name = _("Line of a redo")
        verbose_name_plural = _("Lines of redos")
        constraints = [models.UniqueConstraint(fields=["redo", "number"], name="redo_line_number")]

    def __str__(self) -> str:
        return f"{self.redo_id}/{self.number}"

    def differences(self) -> list[tuple[Any, int]]:
        """Label and fen of every amount that differs, in the national order."""
        return [
            (label, self.amounts[name]) for name, label in AMOUNT_LABELS.items() if self.amounts.get(name)
        ]
