"""What checks and screening of settled bills found, and what became of it: put to the institution, answered, reviewed
twice, deducted or closed. A finding never changes the bill."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import User

from .bills import Bill
from .deductions import Deduction


class BillFinding(ScopedModel):
    """One rule that a settled bill did not pass, perhaps together with another bill.

    ``gone_at`` says that a later run no longer finds it; ``state`` is how far people came with it.
    """

    class Severity(models.TextChoices):
        HINT = "hint", _("Hint")
        SUSPECT = "suspect", _("Suspicion")
        BREACH = "breach", _("Breach")

    class State(models.TextChoices):
        FOUND = "found", _("Found")
        ASKED = "asked", _("Put to the institution")
        REPLIED = "replied", _("Answered")
        PROPOSED = "proposed", _("Reviewed once")
        DEDUCTED = "deducted", _("Deducted")
        CLOSED = "closed", _("Closed")

    scope_fields = ("bill__insu_county", "bill__care_county", "bill__handling_county")

    bill = models.ForeignKey(
        Bill, models.CASCADE, related_name="findings", verbose_name=_("Bill"), db_index=False
    )
    other = models.ForeignKey(
        Bill, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("Other bill")
    )
    check_key = models.CharField(_("Check"), max_length=40)
    params = models.JSONField(_("Details"), default=dict)
    found_at = models.DateTimeField(_("Found at"))
    gone_at = models.DateTimeField(_("Found no more since"), null=True, blank=True)
    severity = models.CharField(
        _("Severity"), max_length=8, choices=Severity, default=Severity.SUSPECT, db_default=Severity.SUSPECT
    )
    amount = MoneyField(
        _("Amount in question"), null=True, blank=True, help_text=_("What the rule points at, if it can say.")
    )
    state = models.CharField(
        _("State"), max_length=8, choices=State, default=State.FOUND, db_default=State.FOUND
    )
    due_on = models.DateField(_("Reply due on"), null=True, blank=True)
    proposed_amount = MoneyField(
        _("To be deducted"), null=True, blank=True, help_text=_("Nothing when it is to be closed.")
    )
    proposed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Reviewed first by")
    )
    reviewed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Reviewed again by")
    )
    deduction = models.OneToOneField(
        Deduction,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="finding",
        verbose_name=_("Deduction"),
    )

    class Meta:
        verbose_name = _("Finding")
        verbose_name_plural = _("Findings")
        constraints = [
            models.UniqueConstraint(
                fields=["bill", "check_key", "other"], name="finding_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="finding_two_people",
                condition=models.Q(reviewed_by__isnull=True) | ~models.Q(reviewed_by=models.F("proposed_by")),
                violation_error_message=_("Whoever reviews first cannot review again."),
            ),
            models.CheckConstraint(
                name="finding_deducted_whole",
                condition=~models.Q(state="deducted")
                | models.Q(
                    deduction__isnull=False,
                    proposed_by__isnull=False,
                    reviewed_by__isnull=False,
                    proposed_amount__gt=0,
                ),
            ),
            models.CheckConstraint(
                name="finding_deduction_only_when_deducted",
                condition=models.Q(state="deducted") | models.Q(deduction__isnull=True),
            ),
            models.CheckConstraint(
                name="finding_asked_with_day",
                condition=~models.Q(state__in=["asked", "replied"]) | models.Q(due_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["check_key", "found_at"], name="finding_by_check"),
            models.Index(fields=["state", "due_on"], name="finding_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.bill_id}: {self.check_key}"

    @property
    def number(self) -> str:
        """What institutions and deductions call it."""
        return f"SC{self.pk:010d}"


class FindingStep(ScopedModel):
    """One act on a finding, kept as it was written."""

    class Act(models.TextChoices):
        ASK = "ask", _("Put to the institution")
        REPLY = "reply", _("Reply of the institution")
        PROPOSE = "propose", _("First review: deduct")
        ACQUIT = "acquit", _("First review: close")
        RETURN = "return", _("Second review: back to the first")
        CONFIRM = "confirm", _("Second review: confirmed")
        DISMISS = "dismiss", _("Dismissed")
        CASE = "case", _("Case opened")

    scope_fields = (
        "finding__bill__insu_county",
        "finding__bill__care_county",
        "finding__bill__handling_county",
    )
    append_only = True

    finding = models.ForeignKey(BillFinding, models.PROTECT, related_name="steps", verbose_name=_("Finding"))
    act = models.CharField(_("Act"), max_length=8, choices=Act)
    state = models.CharField(_("State afterwards"), max_length=8, choices=BillFinding.State)
    day = models.DateField(_("Day"))
    amount = MoneyField(_("Amount"), null=True, blank=True)
    text = models.CharField(_("Statement or reason"), max_length=500, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Done by"))
    done_at = models.DateTimeField(_("Done at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Step of a finding")
        verbose_name_plural = _("Steps of findings")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.finding_id}: {self.act}"
