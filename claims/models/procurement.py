"""Central procurement (集采): batches, their items, agreed volumes, deliveries, purchases, surplus rewards."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Institution, PoolingArea, User

from .procurement_payables import ProcurementPayable
from .suppliers import Supplier


def _price(label: Any, **given: Any) -> models.DecimalField[Any, Any]:
    return models.DecimalField(label, max_digits=16, decimal_places=6, help_text=_("Yuan per unit."), **given)


def _quantity(label: Any) -> models.DecimalField[Any, Any]:
    return models.DecimalField(label, max_digits=16, decimal_places=4)


@tracked()
class ProcurementBatch(ScopedModel):
    """A procurement result that holds for a period: drafted by one person of the city, put in force by another.

    ``insutype`` is the scheme out of whose fund suppliers and rewards are paid.
    """

    class State(models.TextChoices):
        DRAFTED = "drafted", _("Being drafted")
        IN_FORCE = "in_force", _("In force")
        CLOSED = "closed", _("Batch closed")

    class Tier(models.TextChoices):
        NATION = "nation", _("National procurement")
        PROVINCE = "province", _("Provincial procurement")
        ALLIANCE = "alliance", _("Procurement of an alliance of cities")

    scope_fields = ()
    scope_member_area_fields = ("area",)

    number = models.CharField(_("Number"), max_length=30, unique=True)
    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    name = models.CharField(_("Name"), max_length=200)
    tier = models.CharField(_("Kind"), max_length=8, choices=Tier)
    basis = models.CharField(_("Basis document"), max_length=200)
    period = DateRangeField(_("Period"))
    insutype = models.CharField(_("Paid from the fund of"), max_length=6)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.DRAFTED)
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Drafted by"))
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Put in force by")
    )

    class Meta:
        verbose_name = _("Procurement batch")
        verbose_name_plural = _("Procurement batches")
        ordering = ("-number",)
        constraints = [
            models.CheckConstraint(
                name="procurement_batch_two_people",
                condition=Q(state="drafted", approved_by__isnull=True)
                | (~Q(state="drafted") & Q(approved_by__isnull=False) & ~Q(approved_by=F("drafted_by"))),
                violation_error_message=_("A second person puts a batch in force."),
            ),
            models.CheckConstraint(
                name="procurement_batch_period",
                condition=Q(
                    period__isempty=False, period__startswith__isnull=False, period__endswith__isnull=False
                ),
                violation_error_message=_("The period ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("claims:procurement_batch", args=[self.pk])


@tracked()
class ProcurementItem(ScopedModel):
    """One drug or consumable of a batch: the price agreed, the price before, who makes and who delivers it."""

    scope_fields = ()
    scope_member_area_fields = ("batch__area",)

    batch = models.ForeignKey(
        ProcurementBatch, models.PROTECT, related_name="items", verbose_name=_("Procurement batch")
    )
    med_list_codg = models.CharField(_("Catalogue code"), max_length=50)
    item_name = models.CharField(_("Item"), max_length=200)
    unit = models.CharField(_("Unit"), max_length=20)
    price = _price(_("Agreed price"))
    former_price = _price(_("Price before"))
    maker = models.CharField(_("Maker"), max_length=200)
    supplier = models.ForeignKey(
        Supplier, models.PROTECT, related_name="+", verbose_name=_("Supplier"), help_text=_("Who is paid.")
    )
    handled_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Handled by"))
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Item of a batch")
        verbose_name_plural = _("Items of batches")
        ordering = ("med_list_codg",)
        constraints = [
            models.UniqueConstraint(fields=["batch", "med_list_codg"], name="procurement_item_once"),
            models.CheckConstraint(
                name="procurement_item_prices", condition=Q(price__gt=0, former_price__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.med_list_codg} {self.item_name}"


@tracked()
class AgreedVolume(ScopedModel):
    """How much of an item an institution agreed to take over the period of the batch (约定采购量)."""

    scope_fields = ("institution__county",)
    scope_area_fields = ("institution__area",)

    item = models.ForeignKey(
        ProcurementItem, models.PROTECT, related_name="volumes", verbose_name=_("Item of a batch")
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="+", verbose_name=_("Institution")
    )
    quantity = _quantity(_("Agreed volume"))
    used = models.DecimalField(
        _("Used by bills"), max_digits=16, decimal_places=4, null=True, blank=True, editable=False,
        help_text=_("Of settled bills; empty until it is counted."),
    )  # fmt: skip
    counted_at = models.DateTimeField(_("Counted at"), null=True, blank=True, editable=False)
    handled_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Handled by"))
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Agreed volume")
        verbose_name_plural = _("Agreed volumes")
        constraints = [
            models.UniqueConstraint(fields=["item", "institution"], name="agreed_volume_once"),
            models.CheckConstraint(name="agreed_volume_positive", condition=Q(quantity__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} @ {self.institution_id}"


@tracked()
class Delivery(ScopedModel):
    """One line of a delivery with its invoice, as an institution or supplier reported it.

    It counts once the agency accepted it; it is paid at most once, with the payable that names it.
    """

    class State(models.TextChoices):
        REPORTED = "reported", _("Reported, to be accepted")
        ACCEPTED = "accepted", _("Delivery accepted")
        REFUSED = "refused", _("Delivery refused")

    class Reporter(models.TextChoices):
        INSTITUTION = "institution", _("The institution")
        SUPPLIER = "supplier", _("The supplier")

    scope_fields = ("institution__county",)
    scope_area_fields = ("institution__area",)

    item = models.ForeignKey(
        ProcurementItem, models.PROTECT, related_name="deliveries", verbose_name=_("Item of a batch")
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="+", verbose_name=_("Institution")
    )
    delivery_no = models.CharField(_("Delivery note"), max_length=40)
    invoice_no = models.CharField(_("Invoice"), max_length=40)
    delivered_on = models.DateField(_("Delivered on"))
    quantity = _quantity(_("Quantity"))
    amount = MoneyField(_("Amount"))
    reporter = models.CharField(_("Reported by"), max_length=11, choices=Reporter)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.REPORTED)
    handled_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Handled by"))
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    accepted_on = models.DateField(_("Accepted on"), null=True, blank=True)
    refused_reason = models.CharField(_("Why it was refused"), max_length=200, blank=True)
    payable = models.ForeignKey(
        ProcurementPayable,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deliveries",
        verbose_name=_("Paid with"),
    )
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Delivered goods")
        verbose_name_plural = _("Deliveries")
        indexes = [models.Index(fields=["institution", "state", "delivered_on"], name="delivery_of")]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "item", "delivery_no", "invoice_no"], name="delivery_once"
            ),
            models.CheckConstraint(name="delivery_amounts", condition=Q(quantity__gt=0, amount__gt=0)),
            models.CheckConstraint(
                name="delivery_decided",
                condition=Q(state="reported", decided_by__isnull=True, accepted_on__isnull=True)
                | (Q(state="accepted", accepted_on__isnull=False) & ~Q(decided_by=F("handled_by")))
                | (Q(state="refused", accepted_on__isnull=True) & ~Q(refused_reason="")),
                violation_error_message=_("Another person than who took it in accepts a delivery."),
            ),
            models.CheckConstraint(
                name="delivery_paid_accepted", condition=Q(payable__isnull=True) | Q(state="accepted")
            ),
            models.CheckConstraint(
                name="delivery_decided_by", condition=Q(state="reported") | Q(decided_by__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delivery_no}/{self.invoice_no}"


@tracked()
class PlatformPurchase(ScopedModel):
    """What an institution bought in a month, and how much of it on the provincial platform (应采尽采)."""

    class Kind(models.TextChoices):
        DRUG = "drug", _("Drugs")
        MATERIAL = "material", _("Consumables")

    scope_fields = ("institution__county",)
    scope_area_fields = ("institution__area",)

    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="+", verbose_name=_("Institution")
    )
    month = models.DateField(_("Month"))
    kind = models.CharField(_("Kind"), max_length=8, choices=Kind)
    bought = MoneyField(_("Bought in all"))
    on_platform = MoneyField(_("Bought on the platform"))
    handled_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Handled by"))
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Purchases of a month")
        verbose_name_plural = _("Purchases by month")
        constraints = [
            models.UniqueConstraint(fields=["institution", "month", "kind"], name="platform_purchase_once"),
            models.CheckConstraint(
                name="platform_purchase_amounts",
                condition=Q(month__day=1, bought__gt=0, on_platform__gte=0, on_platform__lte=F("bought")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution_id} {self.month:%Y-%m} {self.kind}"


@tracked()
class SurplusReward(ScopedModel):
    """What an institution keeps of what a batch saved the fund (结余留用): computed by one, decided by another."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed, to be reviewed")
        GRANTED = "granted", _("Granted, to be paid")
        NOTHING = "nothing", _("Reviewed, nothing to pay")
        REFUSED = "refused", _("Sent back to be computed anew")

    scope_fields = ("institution__county",)
    scope_area_fields = ("institution__area",)

    batch = models.ForeignKey(
        ProcurementBatch, models.PROTECT, related_name="rewards", verbose_name=_("Procurement batch")
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="+", verbose_name=_("Institution")
    )
    score = models.DecimalField(_("Score of the yearly assessment"), max_digits=5, decimal_places=2)
    budget = MoneyField(_("Budget of the items before"))
    surplus = MoneyField(_("Surplus measured"))
    amount = MoneyField(_("Reward"))
    steps = models.JSONField(_("Steps"), default=list)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Proposed by"))
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    refused_reason = models.CharField(_("Why it was sent back"), max_length=200, blank=True)
    payable = models.OneToOneField(
        ProcurementPayable,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reward",
        verbose_name=_("Paid with"),
    )

    class Meta:
        verbose_name = _("Surplus reward")
        verbose_name_plural = _("Surplus rewards")
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "institution"], condition=~Q(state="refused"), name="surplus_reward_once"
            ),
            models.CheckConstraint(
                name="surplus_reward_amounts",
                condition=Q(budget__gte=0, surplus__gte=0, amount__gte=0, amount__lte=F("surplus")),
            ),
            models.CheckConstraint(
                name="surplus_reward_two_people",
                condition=Q(state="proposed", decided_by__isnull=True)
                | (~Q(state="proposed") & Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                violation_error_message=_("A second person decides on a reward."),
            ),
            models.CheckConstraint(
                name="surplus_reward_paid_granted",
                condition=Q(state="granted", payable__isnull=False, amount__gt=0)
                | (~Q(state="granted") & Q(payable__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch} {self.institution}"
