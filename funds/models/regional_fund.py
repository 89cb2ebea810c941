"""The regional adjustment fund (调剂基金; NM-05, NM-06): what is levied of cities, distributed to them, and the money.

A levy and a distribution are the region's; each of their lines is one city's paper, seen by the region and that city.
Money is booked by each side for itself: what a city paid up and what of it came in are two movements.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.codes import name_of
from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import PoolingArea, User

from .county_sheets import CountySheet
from .region_reports import RegionReport
from .rounds import BookedByTwo, two_people


class Decided(models.TextChoices):
    """How far a levy or a distribution is."""

    PROPOSED = "proposed", pgettext_lazy("regional fund", "Waits for a decision")
    ISSUED = "issued", pgettext_lazy("regional fund", "Issued")
    WITHDRAWN = "withdrawn", pgettext_lazy("regional fund", "Withdrawn")


class OfRegion(ScopedModel):
    """Proposed by one person of the region, issued by another, withdrawn while no money moved."""

    scope_fields: ClassVar[tuple[str, ...]] = ()
    scope_area_fields: ClassVar[tuple[str, ...]] = ("region",)

    region = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Region"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    year = models.PositiveSmallIntegerField(_("Year"))
    state = models.CharField(_("State"), max_length=9, choices=Decided, default=Decided.PROPOSED)
    amount = MoneyField(_("Amount"))
    clause = models.CharField(_("Clause"), max_length=60, blank=True)
    assumed = models.CharField(_("Assumed"), max_length=300, blank=True)
    evidence = models.CharField(_("Reference number of the document"), max_length=80)
    reason = models.CharField(_("Why it was withdrawn"), max_length=300, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"), auto_now_add=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    decided_on = models.DateField(_("Decided on"), null=True, blank=True)

    class Meta:
        abstract = True


def _decided_by_another(name: str) -> models.CheckConstraint:
    """Issued by somebody else than whoever entered it; withdrawn with a reason; and it names its paper."""
    return models.CheckConstraint(
        name=name,
        condition=(
            (Q(state="proposed") & Q(decided_by__isnull=True, decided_on__isnull=True))
            | (Q(state="issued", decided_on__isnull=False) & ~Q(decided_by=F("entered_by")))
            | (Q(state="withdrawn") & ~Q(reason=""))
        )
        & (~Q(state="issued") | Q(decided_by__isnull=False))
        & Q(amount__gt=0)
        & ~Q(evidence=""),
        violation_error_message=_("Whoever prepares cannot approve."),
    )


@tracked()
class RegionalLevy(OfRegion):
    """A share of what every city collected in ``base_year`` is asked for, once a scheme and year (NM-05)."""

    base_year = models.PositiveSmallIntegerField(_("Collected in the year"))
    share = models.PositiveIntegerField(_("Share"), help_text=_("In ten-thousandths."))
    due_on = models.DateField(_("Due on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Levy of the regional fund")
        verbose_name_plural = _("Levies of the regional fund")
        ordering = ("-year", "insutype", "-pk")
        constraints = [
            _decided_by_another("regional_levy_two_people"),
            models.CheckConstraint(name="regional_levy_last_year", condition=Q(year=F("base_year") + 1)),
            models.CheckConstraint(name="regional_levy_share", condition=Q(share__gt=0, share__lte=10_000)),
            models.UniqueConstraint(
                fields=["region", "insutype", "year"],
                condition=~Q(state="withdrawn"),
                name="regional_levy_once",
                violation_error_message=_("The levy of this scheme and year is entered already."),
            ),
        ]

    def __str__(self) -> str:
        return _("%(region)s: levy of %(year)s, %(scheme)s") % {
            "region": self.region, "year": self.year, "scheme": name_of("insutype", self.insutype),
        }  # fmt: skip

    def get_absolute_url(self) -> str:
        return reverse("funds:region_levy", args=[self.pk])

    @property
    def papers(self) -> models.QuerySet[RegionalDemand]:
        return self.demands.all()


class OfCity(ScopedModel):
    """One city's line; the region and the city see it, no other city."""

    scope_fields: ClassVar[tuple[str, ...]] = ()
    scope_area_fields: ClassVar[tuple[str, ...]] = ("region", "area")

    region = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Region"))
    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))

    class Meta:
        abstract = True


class Paper(OfCity):
    """A demand or a grant; ``scheme`` and ``year`` repeat the region's row, which the city does not see."""

    number = models.CharField(_("Number"), max_length=30, unique=True)
    insutype = models.CharField(_("Scheme"), max_length=6)
    year = models.PositiveSmallIntegerField(_("Year"))
    amount = MoneyField(_("Amount"))
    state = models.CharField(_("State"), max_length=9, choices=Decided, default=Decided.PROPOSED)
    report = models.ForeignKey(
        RegionReport, models.PROTECT, related_name="+", verbose_name=_("Report to the region")
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number

    @property
    def scheme(self) -> str:
        return str(name_of("insutype", self.insutype))


@tracked()
class RegionalDemand(Paper):
    """One city is asked for its part of a levy: ``share`` of what it ``collected``."""

    levy = models.ForeignKey(
        RegionalLevy, models.PROTECT, related_name="demands", verbose_name=_("Levy of the regional fund")
    )
    collected = MoneyField(_("Contributions collected"))
    share = models.PositiveIntegerField(_("Share"))
    due_on = models.DateField(_("Due on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Demand of the regional fund")
        verbose_name_plural = _("Demands of the regional fund")
        ordering = ("-year", "insutype", "area__code")
        constraints = [
            models.UniqueConstraint(fields=["levy", "area"], name="regional_demand_once"),
            models.CheckConstraint(
                name="regional_demand_within_collected", condition=Q(amount__gt=0, collected__gte=F("amount"))
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("funds:region_demand", args=[self.pk])


@tracked()
class RegionalDistribution(OfRegion):
    """What came in for a levy, or a part of it, goes to the cities by members, collection rate, performance (NM-06)."""

    levy = models.ForeignKey(
        RegionalLevy,
        models.PROTECT,
        related_name="distributions",
        verbose_name=_("Levy of the regional fund"),
    )
    collected = MoneyField(_("Paid in until then"))
    given_before = MoneyField(_("Distributed before"))
    weights: Any = models.JSONField(_("Weights"), default=dict)

    class Meta:
        verbose_name = _("Distribution of the regional fund")
        verbose_name_plural = _("Distributions of the regional fund")
        ordering = ("-year", "insutype", "-pk")
        constraints = [
            _decided_by_another("regional_distribution_two_people"),
            models.CheckConstraint(
                name="regional_distribution_within",
                condition=Q(collected__gte=F("amount") + F("given_before"), given_before__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return _("%(region)s: distribution of %(year)s, %(scheme)s") % {
            "region": self.region, "year": self.year, "scheme": name_of("insutype", self.insutype),
        }  # fmt: skip

    def get_absolute_url(self) -> str:
        return reverse("funds:region_distribution", args=[self.pk])

    @property
    def papers(self) -> models.QuerySet[RegionalGrant]:
        return self.grants.all()


@tracked()
class RegionalGrant(Paper):
    """One city's part of a distribution, and the figures it was worked out from (rates in ten-thousandths)."""

    distribution = models.ForeignKey(
        RegionalDistribution,
        models.PROTECT,
        related_name="grants",
        verbose_name=_("Distribution of the regional fund"),
    )
    members = models.PositiveIntegerField(_("People insured at the year's end"))
    collection_rate = models.PositiveIntegerField(_("Collection rate of the year"))
    performance = models.PositiveIntegerField(_("Performance of spending"))
    assessed = models.ForeignKey(
        CountySheet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Assessment"),
        help_text=_("Its final score is the performance; without one the region entered it."),
    )  # fmt: skip

    class Meta:
        verbose_name = _("Grant of the regional fund")
        verbose_name_plural = _("Grants of the regional fund")
        ordering = ("-year", "insutype", "area__code")
        constraints = [
            models.UniqueConstraint(fields=["distribution", "area"], name="regional_grant_once"),
            models.CheckConstraint(name="regional_grant_not_negative", condition=Q(amount__gte=0)),
        ]

    def get_absolute_url(self) -> str:
        return reverse("funds:region_grant", args=[self.pk])


@tracked()
class RegionalTransfer(BookedByTwo, OfCity):
    """Money of a demand or a grant as one side's voucher has it; booked in that side's book by a second person."""

    class Side(models.TextChoices):
        PAID_UP = "paid_up", _("Paid up by the city")
        RECEIVED = "received", _("Received by the region")
        PAID_DOWN = "paid_down", _("Paid by the region")
        ARRIVED = "arrived", _("Received by the city")

    side = models.CharField(_("Movement"), max_length=9, choices=Side)
    demand = models.ForeignKey(
        RegionalDemand,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="transfers",
        verbose_name=_("Demand of the regional fund"),
    )
    grant = models.ForeignKey(
        RegionalGrant,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="transfers",
        verbose_name=_("Grant of the regional fund"),
    )
    amount = MoneyField(_("Amount"))
    moved_on = models.DateField(_("Day of the voucher"))
    evidence = models.CharField(_("Voucher"), max_length=80)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Movement of the regional fund")
        verbose_name_plural = _("Movements of the regional fund")
        ordering = ("-moved_on", "-pk")
        constraints = [
            two_people("regional_transfer_two_people"),
            models.CheckConstraint(
                name="regional_transfer_of_one_paper",
                condition=(
                    Q(side__in=["paid_up", "received"], demand__isnull=False, grant__isnull=True)
                    | Q(side__in=["paid_down", "arrived"], demand__isnull=True, grant__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="regional_transfer_positive", condition=Q(amount__gt=0) & ~Q(evidence="")
            ),
            models.UniqueConstraint(
                fields=["side", "demand", "grant", "evidence"],
                condition=~Q(state="refused"),
                nulls_distinct=False,
                name="regional_transfer_voucher_once",
                violation_error_message=_("This voucher is entered already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper} {self.evidence}"

    def get_absolute_url(self) -> str:
        return self.paper.get_absolute_url()

    @property
    def paper(self) -> RegionalDemand | RegionalGrant:
        found: RegionalDemand | RegionalGrant = self.demand or self.grant  # type: ignore[assignment]
        return found

    @property
    def of_region(self) -> bool:
        """Whether it stands in the region's book, not in the city's."""
        return self.side in (self.Side.RECEIVED, self.Side.PAID_DOWN)


@tracked()
class RegionalDunning(OfCity):
    """A letter to a city about what of a demand had not come in on its day; it stays."""

    demand = models.ForeignKey(
        RegionalDemand, models.PROTECT, related_name="letters", verbose_name=_("Demand of the regional fund")
    )
    number = models.CharField(_("Number"), max_length=30, unique=True)
    due = MoneyField(_("Due"))
    short = MoneyField(_("Still short"))
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Written by"))
    written_on = models.DateField(_("Written on"))

    class Meta:
        verbose_name = _("Dunning letter of the regional fund")
        verbose_name_plural = _("Dunning letters of the regional fund")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="regional_dunning_short", condition=Q(short__gt=0, short__lte=F("due"))
            ),
            models.UniqueConstraint(fields=["demand", "written_on"], name="regional_dunning_once_a_day"),
        ]

    def __str__(self) -> str:
        return self.number
