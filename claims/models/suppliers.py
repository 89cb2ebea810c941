"""Suppliers of drugs and consumables: whom the fund pays directly, and their credit (JJ-07, JJ-19)."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.scoping import ScopedModel
from institutions.models import (
    AccountInForce,
    Agency,
    CreditPoints,
    PoolingArea,
    User,
    account_constraints,
    credit_constraints,
)
from institutions.services.policy_versions import municipal_agency


@tracked()
class Supplier(ScopedModel):
    """A maker or distributor by its unified social credit code; known to every agency of the area."""

    scope_fields = ()
    scope_member_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    code = models.CharField(_("Unified social credit code"), max_length=18)
    name = models.CharField(_("Supplier"), max_length=200)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))

    class Meta:
        verbose_name = _("Supplier")
        verbose_name_plural = _("Suppliers")
        ordering = ("code",)
        constraints = [
            models.UniqueConstraint(fields=["area", "code"], name="supplier_code_per_area"),
            models.CheckConstraint(
                name="supplier_code_form",
                condition=models.Q(code__regex=r"^[0-9A-Z]{18}$"),
                violation_error_message=_("The code is eighteen digits and capital letters."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("claims:supplier", args=[self.pk])


@tracked()
class SupplierAccount(AccountInForce):
    """The bank account a supplier is paid to."""

    owner = "supplier"

    supplier = models.ForeignKey(
        Supplier, models.PROTECT, related_name="accounts", verbose_name=_("Supplier")
    )

    class Meta:
        verbose_name = _("Account of a supplier")
        verbose_name_plural = _("Accounts of suppliers")
        constraints = account_constraints("supplier_account", "supplier")


@tracked()
class SupplierCreditEvent(CreditPoints):
    """An event that costs a supplier points of its credit in pricing and procurement (招采信用评价)."""

    scope_fields = ()
    scope_member_area_fields = ("area",)

    supplier = models.ForeignKey(
        Supplier, models.PROTECT, related_name="credit_events", verbose_name=_("Supplier")
    )

    class Meta:
        verbose_name = _("Credit event of a supplier")
        verbose_name_plural = _("Credit events of suppliers")
        ordering = ("-day", "-pk")
        constraints = credit_constraints("supplier_credit")

    def get_absolute_url(self) -> str:
        return reverse("claims:supplier_event", args=[self.pk])

    @property
    def rated_at(self) -> Agency:
        return municipal_agency(self.area)

    @property
    def of(self) -> models.Model:
        supplier: Supplier = self.supplier
        return supplier

    @property
    def subject(self) -> str:
        return "supplier"
