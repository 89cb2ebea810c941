"""The regular evaluation of service prices (JJ-19 三(七)): a round a year, a row per item, prices of other areas."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, PoolingArea, User


@tracked()
class NeighbourPrice(ScopedModel):
    """What an item costs elsewhere, yuan per unit, as taken from the other area's published list."""

    scope_fields = ("county",)
    scope_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Agency"))
    year = models.PositiveSmallIntegerField(_("Year"))
    med_list_codg = models.CharField(_("Catalogue code"), max_length=50)
    neighbour = models.CharField(_("Neighbouring area"), max_length=100)
    pric = models.DecimalField(_("Unit price"), max_digits=16, decimal_places=6)
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Price in a neighbouring area")
        verbose_name_plural = _("Prices in neighbouring areas")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "year", "med_list_codg", "neighbour"], name="neighbour_price_once"
            ),
            models.CheckConstraint(name="neighbour_price_positive", condition=Q(pric__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.neighbour} {self.med_list_codg}"


@tracked()
class PriceEvaluation(ScopedModel):
    """One area's round of a year: opened, computed, concluded on item by item, proposed; decided by somebody who did
    none of these, whether prices are adjusted (the database asks that of the items' conclusions too)."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        PROPOSED = "proposed", _("Proposed, to be decided")
        DECIDED = "decided", _("Decided")

    scope_fields = ("county",)
    scope_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Agency"))
    year = models.PositiveSmallIntegerField(_("Year"))
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.OPEN)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Opened by"))
    computed_at = models.DateTimeField(_("Computed at"), null=True, blank=True)
    computed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Computed by")
    )
    starts = models.BooleanField(
        _("Adjustment starts"), null=True, blank=True, help_text=_("Empty while nothing is proposed.")
    )
    grounds = models.CharField(_("Grounds"), max_length=1000, blank=True)
    proposed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Proposed by")
    )
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    decided_on = models.DateField(_("Decided on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Price evaluation")
        verbose_name_plural = _("Price evaluations")
        constraints = [
            models.UniqueConstraint(fields=["area", "year"], name="price_evaluation_once"),
            models.CheckConstraint(
                name="price_evaluation_two_people",
                condition=Q(decided_by__isnull=True)
                | ~Q(decided_by=F("proposed_by"))
                & ~Q(decided_by=F("opened_by"))
                & (Q(computed_by__isnull=True) | ~Q(decided_by=F("computed_by"))),
                violation_error_message=_("Whoever opens, computes or proposes cannot decide."),
            ),
            models.CheckConstraint(
                name="price_evaluation_whole",
                condition=Q(state="open")
                | Q(state="proposed", proposed_by__isnull=False, starts__isnull=False) & ~Q(grounds="")
                | Q(state="decided", decided_by__isnull=False, decided_on__isnull=False, starts__isnull=False)
                & ~Q(grounds=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.year}"


@tracked()
class EvaluatedPrice(ScopedModel):
    """One item of a round: what the year's settled bills say of it, its score (0 to 100), what the score suggests and
    what a person concludes. Prices are yuan per unit; growth is in parts of the year before, empty without one."""

    class Conclusion(models.TextChoices):
        RAISE = "raise", _("Raise")
        KEEP = "keep", _("Keep")
        LOWER = "lower", _("Lower")

    scope_fields = ("evaluation__county",)
    scope_area_fields = ("evaluation__area",)

    evaluation = models.ForeignKey(
        PriceEvaluation,
        models.CASCADE,
        related_name="items",
        verbose_name=_("Price evaluation"),
        db_index=False,
    )
    med_list_codg = models.CharField(_("Catalogue code"), max_length=50)
    item_name = models.CharField(_("Item"), max_length=200, blank=True)
    volume = models.DecimalField(_("Volume"), max_digits=18, decimal_places=4)
    volume_before = models.DecimalField(_("Volume the year before"), max_digits=18, decimal_places=4)
    fees = MoneyField(_("Fees"))
    fees_before = MoneyField(_("Fees the year before"))
    pric = models.DecimalField(_("Mean price here"), max_digits=16, decimal_places=6)
    neighbours = models.PositiveSmallIntegerField(_("Neighbouring areas"), default=0)
    neighbour_pric = models.DecimalField(
        _("Mean price there"), max_digits=16, decimal_places=6, null=True, blank=True
    )
    volume_growth = models.DecimalField(
        _("Growth of volume"), max_digits=12, decimal_places=4, null=True, blank=True
    )
    fee_growth = models.DecimalField(
        _("Growth of fees"), max_digits=12, decimal_places=4, null=True, blank=True
    )
    price_ratio = models.DecimalField(
        _("Price there to here"), max_digits=12, decimal_places=4, null=True, blank=True
    )
    score = models.DecimalField(_("Score"), max_digits=5, decimal_places=2, null=True, blank=True)
    suggestion = models.CharField(_("Suggested"), max_length=5, choices=Conclusion, default=Conclusion.KEEP)
    conclusion = models.CharField(_("Conclusion"), max_length=5, choices=Conclusion, blank=True)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    concluded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Concluded by")
    )

    class Meta:
        verbose_name = _("Evaluated price")
        verbose_name_plural = _("Evaluated prices")
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "med_list_codg"], name="evaluated_price_once"),
            models.CheckConstraint(
                name="evaluated_price_concluded",
                condition=Q(conclusion="") | Q(concluded_by__isnull=False),
            ),
            models.CheckConstraint(
                name="evaluated_price_reason",
                condition=Q(conclusion="") | Q(conclusion=F("suggestion")) | ~Q(reason=""),
                violation_error_message=_("A conclusion other than the suggested one says why."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evaluation_id}: {self.med_list_codg}"
