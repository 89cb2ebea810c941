"""Institutions' applications to be cleared for a month (清算申请, message 3203), entered by sheet."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, Institution, PoolingArea, User

from .amounts import AMOUNT_LABELS


@tracked()
class ClearingApplication(ScopedModel):
    """One institution, month, scheme, kind of clearing; entered by one person, accepted or returned by another.

    The states are the national clr_stas as far as an application goes. Beside the amounts applied for stand ours as
    they were when it was decided.
    """

    class State(models.TextChoices):
        APPLIED = "10", _("Applied")
        ACCEPTED = "20", _("Application accepted")
        RETURNED = "70", _("Application returned")

    scope_fields = ("county",)
    scope_area_fields = ("area",)

    number = models.CharField(
        _("Application number"), max_length=30, unique=True, help_text=_("clr_appy_evt_id")
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="clearing_applications", verbose_name=_("Institution")
    )
    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    month = models.DateField(_("Clearing month"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    clr_type = models.CharField(_("Kind of clearing"), max_length=6)
    clr_way = models.CharField(_("Way of clearing"), max_length=6, blank=True)
    psntime = models.PositiveIntegerField(_("Settlements"))
    medfee_sumamt = MoneyField(AMOUNT_LABELS["medfee_sumamt"])
    med_sumfee = MoneyField(_("Recognised fees"))
    fund_appy_sum = MoneyField(_("Applied for from the funds"))
    cash_payamt = MoneyField(AMOUNT_LABELS["psn_cash_pay"])
    acct_pay = MoneyField(AMOUNT_LABELS["acct_pay"])
    state = models.CharField(
        _("State"), max_length=2, choices=State, default=State.APPLIED, db_default=State.APPLIED
    )
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"))
    reason = models.CharField(_("Reason"), max_length=300, blank=True, db_default="")
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    decided_at = models.DateTimeField(_("Decided at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Clearing application")
        verbose_name_plural = _("Clearing applications")
        indexes = [models.Index(fields=["month", "insutype", "state"], name="clearing_application_by_month")]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "month", "insutype", "clr_type"],
                condition=~Q(state="70"),
                name="clearing_application_once",
                violation_error_message=_("There is an application already that was not returned."),
            ),
            models.CheckConstraint(name="clearing_application_month", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="clearing_application_decided",
                condition=Q(state="10", decided_by__isnull=True)
                | Q(state="20", decided_by__isnull=False, decided_at__isnull=False)
                | Q(state="70", decided_by__isnull=False, decided_at__isnull=False) & ~Q(reason=""),
                violation_error_message=_("A returned application says why."),
            ),
            models.CheckConstraint(
                name="clearing_application_two_people",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("entered_by")),
                violation_error_message=_("Whoever entered an application cannot decide on it."),
            ),
        ]

    def __str__(self) -> str:
        return self.number
