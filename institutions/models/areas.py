"""Pooling areas and the tree of agencies that run them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.history import tracked


class PoolingArea(models.Model):
    """One risk pool (统筹区): a city, or a region over cities. Policies are inherited from the parent."""

    code = models.CharField(_("District code"), max_length=6, unique=True)
    name = models.CharField(_("Name"), max_length=60)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("Region")
    )

    class Meta:
        verbose_name = _("Pooling area")
        verbose_name_plural = _("Pooling areas")
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name

    def lineage(self) -> list[PoolingArea]:
        """This area, then the regions above it, nearest first."""
        line, area = [], self
        while area is not None and area not in line:
            line.append(area)
            area = area.parent
        return line


# Levels that act for a whole area: what is the city's, a region over cities does as well.
MUNICIPAL = ("city", "region")


@tracked()
class Agency(models.Model):
    """An agency (经办机构) of a region, city, county, township or village; the code is the national district code."""

    class Level(models.TextChoices):
        REGION = "region", _("Region")
        CITY = "city", _("City")
        COUNTY = "county", _("County")
        TOWNSHIP = "township", _("Township")
        VILLAGE = "village", _("Village")

    code = models.CharField(_("Agency code"), max_length=12, unique=True)
    name = models.CharField(_("Name"), max_length=80)
    place = models.CharField(
        _("Place"), max_length=60, blank=True, help_text=_("What tables call it, such as the county's name.")
    )
    level = models.CharField(_("Level"), max_length=10, choices=Level)
    area = models.ForeignKey(
        PoolingArea, models.PROTECT, related_name="agencies", verbose_name=_("Pooling area")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("Upper agency")
    )
    county = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="below",
        verbose_name=_("County"),
        help_text=_("The accounting unit this agency belongs to; a county's own row names itself."),
    )
    is_city_own = models.BooleanField(
        _("City's own unit"),
        default=False,
        help_text=_("The city's own insured, an accounting unit beside the counties."),
    )

    class Meta:
        verbose_name = _("Agency")
        verbose_name_plural = _("Agencies")
        ordering = ("code",)
        constraints = [
            models.CheckConstraint(
                name="agency_county_by_level",
                condition=models.Q(level__in=["region", "city"], county__isnull=True)
                | models.Q(level__in=["county", "township", "village"]),
                violation_error_message=_("Regions and cities belong to no county."),
            ),
            models.UniqueConstraint(
                fields=["area"], condition=models.Q(level="city"), name="agency_one_city_per_area"
            ),
        ]

    def __str__(self) -> str:
        return self.place or self.name

    @property
    def is_municipal(self) -> bool:
        return self.level in MUNICIPAL


@tracked()
class AgencyAccount(models.Model):
    """A bank account of an agency: income, expenditure, or the fiscal special account kept for it."""

    class Kind(models.TextChoices):
        INCOME = "income", _("Income account")
        EXPENDITURE = "expenditure", _("Expenditure account")
        FISCAL = "fiscal", _("Fiscal special account")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="accounts", verbose_name=_("Agency"))
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind)
    account_name = models.CharField(_("Account name"), max_length=120)
    account_no = models.CharField(_("Account number"), max_length=34)
    bank_name = models.CharField(_("Bank"), max_length=120)
    bank_code = models.CharField(_("Bank code"), max_length=14, blank=True)

    class Meta:
        verbose_name = _("Agency bank account")
        verbose_name_plural = _("Agency bank accounts")
        constraints = [models.UniqueConstraint(fields=["agency", "kind"], name="agency_account_one_per_kind")]

    def __str__(self) -> str:
        return f"{self.agency} {self.get_kind_display()}"
