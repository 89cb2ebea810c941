"""Income and interest moved up to the special account (NB-14, HG-07): what came in and what was swept.

Income and spending stand on two lines: an income account is emptied every period, an expenditure account gives up
the interest it earned. Each movement is entered by one person and confirmed by another.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, AgencyAccount, User

from .rounds import BookedByTwo, two_people


@tracked()
class AccountInterest(BookedByTwo, ScopedModel):
    """Interest the bank credited to an agency's account of one fund, from its slip."""

    scope_fields = ("agency",)
    scope_area_fields = ("agency__area",)

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Agency"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    account = models.CharField(_("Bank account"), max_length=12, choices=AgencyAccount.Kind)
    amount = MoneyField(_("Amount"))
    received_on = models.DateField(_("Came in on"))
    evidence = models.CharField(_("Number of the bank's slip"), max_length=80)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Interest of an account")
        verbose_name_plural = _("Interest of accounts")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(name="account_interest_positive", condition=Q(amount__gt=0)),
            two_people("account_interest_two_people"),
            models.UniqueConstraint(
                fields=["agency", "insutype", "account", "evidence"],
                condition=~Q(state="refused"),
                name="account_interest_slip_once",
                violation_error_message=_("This slip is entered already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.account} {self.amount}"


@tracked()
class Sweep(BookedByTwo, ScopedModel):
    """One account's income or interest of one period, moved up to the special account."""

    scope_fields = ("agency",)
    scope_area_fields = ("agency__area",)

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Agency"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    account = models.CharField(_("Bank account"), max_length=12, choices=AgencyAccount.Kind)
    period_first = models.DateField(_("First day"))
    period_last = models.DateField(_("Last day"))
    before = MoneyField(_("Balance before the sweep"))
    amount = MoneyField(_("Swept"))
    after = MoneyField(_("Balance after"))
    swept_on = models.DateField(_("Swept on"))
    evidence = models.CharField(_("Number of the bank's slip"), max_length=80)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Sweep of an account")
        verbose_name_plural = _("Sweeps of accounts")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="sweep_adds_up", condition=Q(amount__gt=0, after=F("before") - F("amount"))
            ),
            models.CheckConstraint(
                name="sweep_after_its_period_began",
                condition=Q(period_last__gte=F("period_first"), swept_on__gte=F("period_first")),
            ),
            two_people("sweep_two_people"),
            models.UniqueConstraint(
                fields=["agency", "insutype", "account", "evidence"],
                condition=~Q(state="refused"),
                name="sweep_slip_once",
                violation_error_message=_("This slip is entered already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.account} {self.period_last:%Y-%m} {self.amount}"
