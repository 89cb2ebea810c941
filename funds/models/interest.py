"""Interest at agreed rates (协议利率, Jiujiang 二(四)): what bank and agency agreed, what was said of differences."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import InForceByTwo, User, account_constraints

from .bank_accounts import FundAccount


@tracked()
class AgreedRate(InForceByTwo, ScopedModel):
    """The yearly rate an account earns from a day on, in per cent; entered by one person, put in force by another.

    ``day_count`` are the days of a year the bank divides by. Interest is reckoned quarter by quarter up to and with
    ``settles_on``, a day of the quarter's last month; without it up to the quarter's end.
    """

    class DayCount(models.IntegerChoices):
        D360 = 360, _("Actual days, 360 a year")
        D365 = 365, _("Actual days, 365 a year")

    owner = "fund_account"
    scope_fields = ("fund_account__agency",)
    scope_area_fields = ("fund_account__agency__area",)

    fund_account = models.ForeignKey(
        FundAccount, models.PROTECT, related_name="rates", verbose_name=_("Account of the fund")
    )
    rate = models.DecimalField(_("Agreed rate, % a year"), max_digits=7, decimal_places=4)
    day_count = models.PositiveSmallIntegerField(_("Day count"), choices=DayCount, default=DayCount.D360)
    settles_on = models.PositiveSmallIntegerField(
        _("Interest is settled on day"),
        null=True,
        blank=True,
        default=20,
        help_text=_("Of the last month of the quarter; empty: its last day."),
    )
    agreement = models.CharField(_("Agreement with the bank"), max_length=100)

    class Meta:
        verbose_name = _("Agreed rate of an account")
        verbose_name_plural = _("Agreed rates of accounts")
        constraints = [
            *account_constraints("agreed_rate", "fund_account"),
            models.CheckConstraint(
                name="agreed_rate_sound",
                condition=Q(rate__gt=0, rate__lt=100)
                & (Q(settles_on__isnull=True) | Q(settles_on__gte=1, settles_on__lte=28)),
                violation_error_message=_("A rate is above zero, a day is 1 to 28."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund_account}: {self.rate.normalize():f} %"


@tracked()
class InterestExplanation(ScopedModel):
    """What was said of a quarter whose interest is not what the agreed rate gives; holds for these two amounts."""

    scope_fields = ("fund_account__agency",)
    scope_area_fields = ("fund_account__agency__area",)

    fund_account = models.ForeignKey(
        FundAccount, models.PROTECT, related_name="+", verbose_name=_("Account of the fund")
    )
    first = models.DateField(_("First day"))
    last = models.DateField(_("Last day"))
    reckoned = MoneyField(_("By the agreed rate"))
    received = MoneyField(_("Interest received"))
    explanation = models.CharField(_("Explanation"), max_length=300)
    explained_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Explained by"))
    explained_at = models.DateTimeField(_("Explained at"), auto_now=True)

    class Meta:
        verbose_name = _("Explained difference of interest")
        verbose_name_plural = _("Explained differences of interest")
        constraints = [
            models.UniqueConstraint(fields=["fund_account", "first"], name="interest_explained_once"),
            models.CheckConstraint(
                name="interest_explained_differs",
                condition=Q(last__gte=F("first")) & ~Q(explanation="") & ~Q(reckoned=F("received")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund_account_id} {self.first:%Y-%m-%d}"
