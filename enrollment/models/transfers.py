"""Transfers of the insurance with another pooling area (转移接续, ZY-25), each with its certificate."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, User

from .coverage import Coverage
from .people import Person
from .retirement import ContributionYears


@tracked()
class Transfer(ScopedModel):
    """A person leaves for another area or arrives from one; ``day`` is the first not covered by the area left.

    ``periods`` is what the certificate says: source, first and last month, months. It stays as it was issued.
    """

    class Direction(models.TextChoices):
        OUT = "out", _("To another area")
        IN = "in", _("From another area")

    person = models.ForeignKey(Person, models.PROTECT, related_name="transfers", verbose_name=_("Person"))
    direction = models.CharField(_("Direction"), max_length=3, choices=Direction)
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Insured in"))
    handled_at = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Handled at"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    number = models.CharField(_("Certificate of the insurance"), max_length=40)
    place_code = models.CharField(_("District code of the other area"), max_length=6)
    place = models.CharField(_("Other area"), max_length=100)
    day = models.DateField(_("First day not covered by the area left"))
    periods = models.JSONField(_("Periods"), default=list, blank=True)
    months = models.PositiveSmallIntegerField(_("Months counted"))
    account = MoneyField(_("Personal account money to come"), null=True, blank=True)
    coverage = models.ForeignKey(
        Coverage, models.PROTECT, related_name="transfers", verbose_name=_("Coverage")
    )
    years = models.OneToOneField(
        ContributionYears,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="transfer",
        verbose_name=_("Counted as"),
    )
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    made_at = models.DateTimeField(_("Entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Transfer of the insurance")
        verbose_name_plural = _("Transfers of the insurance")
        constraints = [
            models.UniqueConstraint(
                fields=["coverage", "direction"],
                name="transfer_once_per_coverage",
                violation_error_message=_("This coverage was transferred already."),
            ),
            models.UniqueConstraint(
                fields=["direction", "place_code", "number"],
                name="transfer_certificate_once",
                violation_error_message=_("This certificate was entered already."),
            ),
            models.CheckConstraint(
                name="transfer_certified", condition=~models.Q(number="") & ~models.Q(place="")
            ),
            models.CheckConstraint(
                name="transfer_account_not_negative",
                condition=models.Q(account__isnull=True) | models.Q(account__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("enrollment:transfer", args=[self.pk])
