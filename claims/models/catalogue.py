"""The catalogue (医保目录): what the fund pays for, by national code, as dated rows that are never edited.

A change is a new row in a new version. Of one layer (an area, perhaps for one scheme) the row of the highest
version whose period holds the day applies; a city's layer goes before its region's, a scheme's before that of
all schemes. So a settlement that names its version number can always be derived again.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.rules.catalogue import CHANGE, ENTRY, EXIT, OVERLAY
from config.history import tracked
from config.scoping import Scope
from institutions.models import PoolingArea, User


class ItemClass(models.TextChoices):
    A = "01", _("Class A")
    B = "02", _("Class B")
    C = "03", _("Class C")


class ListType(models.TextChoices):
    """National kinds of items (list_type); local extensions append digits."""

    DRUG = "101", _("Western or patent Chinese drug")
    HERBAL = "102", _("Herbal piece")
    HOSPITAL = "103", _("Hospital preparation")
    ETHNIC = "104", _("Ethnic drug")
    OTHER = "105", _("Other item")
    GRANULE = "106", _("Herbal granule")
    SERVICE = "201", _("Medical service")
    MATERIAL = "301", _("Medical material")


class Change(models.TextChoices):
    """What a row does on its first day."""

    ENTRY = ENTRY, _("Entry into the catalogue")
    CHANGE = CHANGE, _("Change of terms")
    EXIT = EXIT, _("Exit from the catalogue")
    OVERLAY = OVERLAY, _("Local override")


class CatalogueVersionQuerySet(models.QuerySet["CatalogueVersion"]):
    def in_reach(self, scope: Scope) -> CatalogueVersionQuerySet:
        """Versions of the areas somebody works in, and of the regions above them."""
        if scope.everything:
            return self.all()
        areas = scope.member_areas
        above = PoolingArea.objects.filter(children__in=areas).values("pk")
        return self.filter(Q(area__in=areas) | Q(area__in=above))


@tracked()
class CatalogueVersion(models.Model):
    """A batch of entries, changes and exits: drafted by one person, put in force by a second, then never touched.

    ``number`` counts all versions of the house in the order in which they came into force; a settlement keeps
    the highest one that concerned its area. ``complete_from`` says from which day the catalogue names
    everything: from then on a bill with a code it does not know waits.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_FORCE = "in_force", _("In force")

    area = models.ForeignKey(
        PoolingArea, models.PROTECT, related_name="catalogue_versions", verbose_name=_("Pooling area")
    )
    insutype = models.CharField(
        _("Scheme"), max_length=6, blank=True, help_text=_("Empty when it holds for all schemes.")
    )
    number = models.PositiveIntegerField(_("Version"), null=True, blank=True, unique=True, editable=False)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.DRAFT)
    title = models.CharField(_("Title"), max_length=200)
    basis = models.CharField(
        _("Basis document"),
        max_length=200,
        blank=True,
        help_text=_("The document it follows, with its number."),
    )
    complete_from = models.DateField(
        _("Complete from"),
        null=True,
        blank=True,
        help_text=_("From this day a bill with a code the catalogue does not know waits."),
    )
    handled_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Handled by"))
    handled_at = models.DateTimeField(_("Handled at"), auto_now_add=True)
    reviewed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Reviewed by")
    )
    reviewed_at = models.DateTimeField(_("Reviewed at"), null=True, blank=True)

    objects = CatalogueVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Catalogue version")
        verbose_name_plural = _("Catalogue versions")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "insutype"], condition=Q(state="draft"), name="catalogue_version_one_draft"
            ),
            models.CheckConstraint(
                name="catalogue_version_two_people",
                condition=Q(state="draft", number__isnull=True, reviewed_by__isnull=True)
                | Q(
                    state="in_force",
                    number__isnull=False,
                    reviewed_by__isnull=False,
                    reviewed_at__isnull=False,
                )
                & ~Q(reviewed_by=F("handled_by")),
                violation_error_message=_("A second person puts a catalogue version in force."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT


def _price(label: Any, help_text: Any = "") -> models.DecimalField[Any, Any]:
    return models.DecimalField(
        label, max_digits=16, decimal_places=6, null=True, blank=True, help_text=help_text
    )


@tracked()
class CatalogueItem(models.Model):
    """One dated row: an item enters, changes its terms, leaves, or an area overrides some of its terms.

    Prices are yuan per ``unit``. A local override leaves empty what stays as the row beneath it says.
    """

    version = models.ForeignKey(
        CatalogueVersion, models.CASCADE, related_name="items", verbose_name=_("Catalogue version")
    )
    med_list_codg = models.CharField(_("Catalogue code"), max_length=50)
    change = models.CharField(_("Kind of change"), max_length=8, choices=Change, default=Change.ENTRY)
    period = DateRangeField(
        _("Period"), help_text=_("From the first day up to, not including, the day after the last.")
    )
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    item_name = models.CharField(_("Item"), max_length=200, blank=True)
    list_type = models.CharField(_("Kind of item"), max_length=6, blank=True)
    chrgitm_lv = models.CharField(_("Class"), max_length=2, choices=ItemClass, blank=True)
    selfpay_prop = models.DecimalField(
        _("Own first share"),
        max_digits=5,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("0.05 for 5 %; empty when the policy's share of the class holds."),
    )
    pric_uplmt_amt = _price(_("Ceiling price"), _("Per unit; empty for none."))
    pric_uplmt_lv1 = _price(_("Ceiling price at level 1"))
    pric_uplmt_lv2 = _price(_("Ceiling price at level 2"))
    pric_uplmt_lv3 = _price(_("Ceiling price at level 3"))
    pay_standard = _price(
        _("Payment standard"), _("What the insurance recognises per unit, whatever the price is.")
    )
    procurement_price = _price(
        _("Procurement price"), _("Of the central procurement; the payment standard where none is given.")
    )
    domestic_standard = _price(
        _("Domestic standard"), _("Of imported material: standard of the ordinary domestic equal.")
    )
    essential = models.BooleanField(_("Essential drug"), default=False)
    procured = models.BooleanField(_("Centrally procured"), default=False)
    negotiated = models.BooleanField(_("Negotiated drug"), default=False)
    is_imported = models.BooleanField(_("Imported material"), default=False)
    spec = models.CharField(_("Dose form and size"), max_length=100, blank=True)
    unit = models.CharField(_("Unit"), max_length=20, blank=True)
    restriction = models.CharField(_("Restriction"), max_length=500, blank=True)
    handled_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("Handled by"), db_index=False
    )
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Catalogue item")
        verbose_name_plural = _("Catalogue items")
        indexes = [
            models.Index(fields=["med_list_codg", "version"], name="catalogue_item_by_code"),
            models.Index(
                fields=["import_run_id"],
                name="catalogue_item_by_import",
                condition=Q(import_run_id__isnull=False),
            ),
        ]
        constraints = [
            ExclusionConstraint(
                name="catalogue_item_one_row_a_day",
                expressions=[
                    ("version", RangeOperators.EQUAL),
                    ("med_list_codg", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This version already has a row for the code in this period."),
            ),
            models.CheckConstraint(
                name="catalogue_item_has_terms",
                condition=Q(change__in=[EXIT, OVERLAY])
                | (~Q(item_name="") & ~Q(chrgitm_lv="") & ~Q(list_type="")),
                violation_error_message=_("An entry gives name, kind and class."),
            ),
            models.CheckConstraint(
                name="catalogue_item_period",
                condition=Q(period__isempty=False, period__startswith__isnull=False),
                violation_error_message=_("The period ends before it begins."),
            ),
            models.CheckConstraint(
                name="catalogue_item_share",
                condition=Q(selfpay_prop__isnull=True) | Q(selfpay_prop__gte=0, selfpay_prop__lte=1),
                violation_error_message=_("A share is at most 1."),
            ),
            models.CheckConstraint(
                name="catalogue_item_reasoned",
                condition=~Q(change=EXIT) | ~Q(reason=""),
                violation_error_message=_("An exit gives its reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.med_list_codg} {self.item_name}".strip()
