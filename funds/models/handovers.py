"""What one office hands over to another: fund, assets, records, item by item, signed by three (HG-12)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, Attachment, User

from .openings import Opening


@tracked()
class Handover(ScopedModel):
    """A list of what is handed over. Once it is closed to changes, giver, receiver and supervisor sign it."""

    class Kind(models.TextChoices):
        FUND = "fund", _("Money of the fund")
        ASSETS = "assets", _("Assets")
        RECORDS = "records", _("Records and systems")

    class State(models.TextChoices):
        DRAFT = "draft", _("Being listed")
        SEALED = "sealed", _("Waits for signatures")
        SIGNED = "signed", _("Handed over, signed by three")

    scope_fields = ("county",)
    scope_area_fields = ("county__area",)

    county = models.ForeignKey(Agency, models.PROTECT, related_name="handovers", verbose_name=_("County"))
    kind = models.CharField(_("Kind"), max_length=8, choices=Kind)
    title = models.CharField(_("Title"), max_length=120)
    opening = models.ForeignKey(
        Opening, models.PROTECT, null=True, blank=True, related_name="handovers",
        verbose_name=_("Balance from before pooling"), help_text=_("Which a list of money must equal to the fen."),
    )  # fmt: skip
    giver = models.CharField(_("Handed over by"), max_length=120, help_text=_("The office."))
    receiver = models.CharField(_("Office taking over"), max_length=120)
    supervisor = models.CharField(_("Supervised by"), max_length=120)
    due_on = models.DateField(_("To be handed over by"), null=True, blank=True)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.DRAFT, db_default="draft")
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Prepared by"))
    prepared_at = models.DateTimeField(_("Prepared at"), auto_now_add=True)
    digest = models.CharField(
        _("Fingerprint"), max_length=64, blank=True, default="", help_text=_("Of the list as it was signed.")
    )

    class Meta:
        verbose_name = _("Handover list")
        verbose_name_plural = _("Handover lists")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="handover_of_money_has_a_balance",
                condition=Q(kind="fund", opening__isnull=False) | (~Q(kind="fund") & Q(opening__isnull=True)),
            ),
            models.UniqueConstraint(
                fields=["opening"], name="handover_of_money_once",
                violation_error_message=_("This balance has its list already."),
            ),
            models.CheckConstraint(
                name="handover_sealed_whole",
                condition=Q(state="draft", digest="") | (~Q(state="draft") & ~Q(digest="")),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.county} · {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("funds:handover", args=[self.pk])


@tracked()
class HandoverItem(ScopedModel):
    """One thing on the list: what the giver names, and where the receiver found otherwise, what and why."""

    scope_fields = ("handover__county",)
    scope_area_fields = ("handover__county__area",)

    handover = models.ForeignKey(
        Handover, models.CASCADE, related_name="items", verbose_name=_("Handover list")
    )
    number = models.PositiveIntegerField(_("Number"))
    name = models.CharField(_("Item"), max_length=160)
    held = models.CharField(_("Part of the balance"), max_length=40, blank=True, default="")
    quantity = models.DecimalField(_("Quantity"), max_digits=14, decimal_places=2, default=1, db_default=1)
    unit = models.CharField(_("Unit of quantity"), max_length=20, blank=True, default="")
    amount = MoneyField(_("Amount"), default=0, db_default=0)
    found_quantity = models.DecimalField(
        _("Quantity found"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    found_amount = MoneyField(_("Amount found"), null=True, blank=True)
    difference = models.CharField(_("Difference found"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("Item of a handover list")
        verbose_name_plural = _("Items of handover lists")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["handover", "number"], name="handover_item_once"),
            models.CheckConstraint(
                name="handover_difference_explained",
                condition=(
                    (Q(found_quantity__isnull=True) | Q(found_quantity=F("quantity")))
                    & (Q(found_amount__isnull=True) | Q(found_amount=F("amount")))
                )
                | ~Q(difference=""),
                violation_error_message=_("Say what the difference is."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handover_id}/{self.number} {self.name}"


@tracked()
class HandoverSignature(ScopedModel):
    """One of three signatures: of somebody signed in, or on paper, with the scan. Kept for good."""

    class Part(models.TextChoices):
        GIVER = "giver", _("Giver")
        RECEIVER = "receiver", _("Receiver")
        SUPERVISOR = "supervisor", _("Supervisor of the handover")

    scope_fields = ("handover__county",)
    scope_area_fields = ("handover__county__area",)

    handover = models.ForeignKey(
        Handover, models.PROTECT, related_name="signatures", verbose_name=_("Handover list")
    )
    part = models.CharField(_("Signs as"), max_length=10, choices=Part)
    signed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Signed by")
    )
    name = models.CharField(_("Name of the signer"), max_length=60)
    signed_on = models.DateField(_("Day of signature"))
    scan = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Scan")
    )
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Signature under a handover list")
        verbose_name_plural = _("Signatures under handover lists")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "part"], name="handover_signed_once",
                violation_error_message=_("This signature is there already."),
            ),
            models.UniqueConstraint(
                fields=["handover", "name"], name="handover_three_people",
                violation_error_message=_("Giver, receiver and supervisor are three people."),
            ),
            models.UniqueConstraint(
                fields=["handover", "signed_by"], name="handover_three_users",
                violation_error_message=_("Giver, receiver and supervisor are three people."),
            ),
            models.CheckConstraint(
                name="handover_signature_proved",
                condition=Q(signed_by__isnull=False, signed_by=F("entered_by"))
                | Q(signed_by__isnull=True, scan__isnull=False),
                violation_error_message=_("A signature on paper needs its scan."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.handover_id} {self.part}"
