"""Contributions paid ahead and given back when cover ends before the year it was paid for (ZY-04)."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, User

from .window import WindowEnrolment


@tracked()
class ContributionRefund(ScopedModel):
    """The own contribution of an annual enrolment, owed back for a reason of the policy's list.

    One person prepares it with the account it goes to, another approves: then the cover ends and the amount (yuan)
    waits to be paid, which the upper floors do. ``insutype`` and both counties are those of the act.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for the second person")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Turned down")

    scope_fields = ("insu_county", "handling_county")

    enrolment = models.ForeignKey(
        WindowEnrolment, models.PROTECT, related_name="refunds", verbose_name=_("Annual enrolment")
    )
    insutype = models.CharField(_("Scheme"), max_length=6)
    insu_county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Insured in"))
    handling_county = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name=_("Handled at")
    )
    reason = models.CharField(_("Reason"), max_length=40)
    happened_on = models.DateField(_("Since"), help_text=_("Day of employment, of joining up, of death."))
    evidence = models.CharField(_("Evidence"), max_length=200)
    amount = MoneyField(_("Amount"))
    steps = models.JSONField(_("Steps of the amount"), default=list, blank=True)
    payee_name = models.CharField(_("Payee"), max_length=120)
    payee_account = models.CharField(_("Payee's account number"), max_length=34)
    payee_bank = models.CharField(_("Payee's bank"), max_length=120)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.WAITING)
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Prepared by"))
    prepared_at = models.DateTimeField(_("Prepared at"), auto_now_add=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    decided_at = models.DateTimeField(_("Decided at"), null=True, blank=True)
    refused_reason = models.CharField(_("Why it was turned down"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Refund of a contribution")
        verbose_name_plural = _("Refunds of contributions")
        indexes = [models.Index(fields=["insu_county", "state"], name="refund_by_county")]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=~models.Q(state="refused"),
                name="refund_once",
                violation_error_message=_("A refund of this contribution is under way or done already."),
            ),
            models.CheckConstraint(name="refund_positive", condition=models.Q(amount__gt=0)),
            models.CheckConstraint(
                name="refund_two_people",
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("prepared_by")),
                violation_error_message=_("Whoever prepares cannot decide."),
            ),
            models.CheckConstraint(
                name="refund_decided_by_somebody",
                condition=models.Q(state="waiting", decided_by__isnull=True)
                | (~models.Q(state="waiting") & models.Q(decided_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="refund_refused_with_reason",
                condition=~models.Q(state="refused") | ~models.Q(refused_reason=""),
                violation_error_message=_("Say why."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} {self.amount}"

    def get_absolute_url(self) -> str:
        return reverse("enrollment:refund", args=[self.pk])
