"""Collection reconciled among tax, treasury, finance and insurance (四方对账, NB-13): records, differences, sign-offs.

Not the reconciliation with institutions (messages 3201–3203), which is the claims floor's.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, PoolingArea, User


class CollectionSource(models.TextChoices):
    TAX = "tax", _("Tax")
    TREASURY = "treasury", _("Treasury (bank)")
    FINANCE = "finance", _("Finance office")
    INSURANCE = "insurance", _("Medical insurance")


class PayerGroup(models.TextChoices):
    """Whose contributions: what decides who reconciles and signs."""

    EMPLOYER = "employer", _("Employers")
    FLEXIBLE = "flexible", _("Flexible workers")
    RESIDENT = "resident", _("Residents")


class CollectionRecord(ScopedModel):
    """One receipt as one of the four tells of it. ``n`` counts records with the same number of one source.

    The rows are many: who brought and changed them is kept by the import.
    """

    scope_fields = ("county",)
    scope_area_fields = ("area",)

    area = models.ForeignKey(
        PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"), db_index=False
    )
    county = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name=_("County"), db_index=False
    )
    source = models.CharField(_("Told by"), max_length=9, choices=CollectionSource)
    payer_group = models.CharField(_("Group of payers"), max_length=8, choices=PayerGroup)
    insutype = models.CharField(_("Scheme"), max_length=6)
    key = models.CharField(_("Voucher number"), max_length=60)
    n = models.PositiveSmallIntegerField(_("Which of this number"), default=1)
    bundle = models.CharField(_("Number of the summary voucher"), max_length=60, blank=True)
    day = models.DateField(_("Day"))
    month = models.DateField(_("Month"))
    payer_no = models.CharField(_("Payer number"), max_length=40, blank=True)
    payer_name = models.CharField(_("Payer"), max_length=200, blank=True)
    amount = MoneyField(_("Amount"))
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Record of collection")
        verbose_name_plural = _("Records of collection")
        constraints = [
            models.UniqueConstraint(fields=["area", "key", "source", "n"], name="collection_record_once"),
            models.CheckConstraint(
                name="collection_record_says", condition=Q(amount__gt=0) & ~Q(key="") & Q(month__day=1)
            ),
        ]
        indexes = [models.Index(fields=["area", "month", "source"], name="collection_record_by_month")]

    def __str__(self) -> str:
        return f"{self.source}:{self.key}"


@tracked()
class CollectionRun(ScopedModel):
    """The last comparison of an area's month: when, and how many receipts each pass matched."""

    scope_fields = ()
    scope_member_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    month = models.DateField(_("Month"))
    compared_at = models.DateTimeField(_("Compared at"))
    compared_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Compared by"))
    matched = models.JSONField(_("Matched by pass"), default=dict)

    class Meta:
        verbose_name = _("Comparison of collection")
        verbose_name_plural = _("Comparisons of collection")
        constraints = [
            models.UniqueConstraint(fields=["area", "month"], name="collection_run_once"),
            models.CheckConstraint(name="collection_run_month", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.month:%Y-%m}"


def _told(source: CollectionSource) -> MoneyField:
    return MoneyField(source.label, null=True, blank=True)


@tracked()
class CollectionDifference(ScopedModel):
    """What does not match, on somebody's work list. Yuan; nothing where a source has no record.

    What a later comparison finds again unchanged keeps its owner, explanation and closing; what it does not find any
    more is settled by itself.
    """

    class Kind(models.TextChoices):
        MISSING = "missing", _("Missing")
        AMOUNT = "amount", _("Amounts differ")
        TIMING = "timing", _("Another month, or too many days apart")
        DOUBLED = "doubled", _("Doubled")
        PLACE = "place", _("Another county, group or scheme")

    class State(models.TextChoices):
        OPEN = "open", _("Difference open")
        EXPLAINED = "explained", _("Difference explained")
        CLOSED = "closed", _("Difference closed")
        SETTLED = "settled", _("Not found any more")

    class Closing(models.TextChoices):
        THERE = "there", _("Put right there")
        HERE = "here", _("Put right here")
        CARRIED = "carried", _("Comes in a later month")
        ACCEPTED = "accepted", _("Stands as it is")

    scope_fields = ("county",)
    scope_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    month = models.DateField(_("Month"))
    payer_group = models.CharField(_("Group of payers"), max_length=8, choices=PayerGroup)
    insutype = models.CharField(_("Scheme"), max_length=6)
    kind = models.CharField(_("Kind of difference"), max_length=8, choices=Kind)
    source = models.CharField(
        _("At whom"),
        max_length=9,
        choices=CollectionSource,
        blank=True,
        help_text=_("Where it is missing or doubled, or who tells otherwise than the others."),
    )
    record_id = models.BigIntegerField(_("Record"), editable=False)
    key = models.CharField(_("Voucher number"), max_length=60)
    payer_no = models.CharField(_("Payer number"), max_length=40, blank=True)
    payer_name = models.CharField(_("Payer"), max_length=200, blank=True)
    records = models.PositiveIntegerField(_("Records"), default=1)
    tax = _told(CollectionSource.TAX)
    treasury = _told(CollectionSource.TREASURY)
    finance = _told(CollectionSource.FINANCE)
    insurance = _told(CollectionSource.INSURANCE)
    first_day = models.DateField(_("First day"))
    last_day = models.DateField(_("Last day"))
    found_at = models.DateTimeField(_("Found at"), default=timezone.now)
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.OPEN)
    owner = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("In charge")
    )
    explanation = models.CharField(_("Explanation"), max_length=300, blank=True)
    explained_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Explained by")
    )
    closing = models.CharField(_("How it was closed"), max_length=8, choices=Closing, blank=True)
    closing_note = models.CharField(_("Evidence"), max_length=300, blank=True)
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Closed by")
    )
    closed_at = models.DateTimeField(_("Closed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Difference of collection")
        verbose_name_plural = _("Differences of collection")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "month", "record_id", "kind", "source"],
                condition=~Q(state="settled"),
                name="collection_difference_once",
            ),
            models.CheckConstraint(
                name="collection_difference_explained",
                condition=~Q(state__in=["explained", "closed"])
                | (Q(explained_by__isnull=False) & ~Q(explanation="")),
            ),
            models.CheckConstraint(
                name="collection_difference_closed",
                condition=~Q(state="closed")
                | (
                    Q(closed_by__isnull=False, closed_at__isnull=False) & ~Q(closing="") & ~Q(closing_note="")
                ),
            ),
            models.CheckConstraint(
                name="collection_difference_two_people",
                condition=Q(closed_by__isnull=True) | ~Q(closed_by=F("explained_by")),
                violation_error_message=_("Whoever explains a difference cannot close it."),
            ),
        ]
        indexes = [
            models.Index(fields=["area", "month", "state"], name="collection_difference_open"),
            models.Index(fields=["owner"], name="collection_difference_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.get_kind_display()}"

    @property
    def age(self) -> int:
        """Days since it was found, until it was closed."""
        until: dt.datetime = self.closed_at or timezone.now()
        return (timezone.localtime(until).date() - timezone.localtime(self.found_at).date()).days


@tracked()
class CollectionSignOff(ScopedModel):
    """A month's collection signed as reconciled for a group of payers: by a county, or by the city for all of them.

    ``county`` is empty where the city signs. ``stale_at``: the records were changed since. ``fingerprint`` tells
    whether they were.
    """

    scope_fields = ("county",)
    scope_member_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    county = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("County")
    )
    month = models.DateField(_("Month"))
    payer_group = models.CharField(_("Group of payers"), max_length=8, choices=PayerGroup)
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Signed by"))
    signed_at = models.DateTimeField(_("Signed at"), default=timezone.now)
    explained = models.PositiveIntegerField(_("Differences explained"), default=0)
    fingerprint = models.CharField(_("Fingerprint"), max_length=32)
    stale_at = models.DateTimeField(_("Out of date since"), null=True, blank=True)

    class Meta:
        verbose_name = _("Sign-off of collection")
        verbose_name_plural = _("Sign-offs of collection")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "month", "payer_group", "county"],
                condition=Q(stale_at__isnull=True),
                nulls_distinct=False,
                name="collection_signed_once",
            ),
            models.CheckConstraint(name="collection_signed_month", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.county or self.area} {self.month:%Y-%m} {self.get_payer_group_display()}"


def _summed(source: CollectionSource) -> Any:
    return MoneyField(source.label, default=0)


@tracked()
class CollectionSignOffLine(ScopedModel):
    """What was signed, county by county: where the city signs, each confirms its own (市级分解数据给各区县核对入账)."""

    scope_fields = ("county",)
    scope_area_fields = ("sign_off__area",)

    sign_off = models.ForeignKey(
        CollectionSignOff, models.CASCADE, related_name="lines", verbose_name=_("Sign-off"), db_index=False
    )
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    receipts = models.PositiveIntegerField(_("Receipts"), default=0)
    tax = _summed(CollectionSource.TAX)
    treasury = _summed(CollectionSource.TREASURY)
    finance = _summed(CollectionSource.FINANCE)
    insurance = _summed(CollectionSource.INSURANCE)
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Confirmed by")
    )
    confirmed_at = models.DateTimeField(_("Confirmed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("County's part of a sign-off")
        verbose_name_plural = _("Counties' parts of sign-offs")
        constraints = [
            models.UniqueConstraint(fields=["sign_off", "county"], name="collection_signed_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sign_off_id} {self.county}"
