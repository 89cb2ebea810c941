"""Designated institutions (定点医药机构), their consortia and the accounts they are paid to."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.scoping import ScopedModel

from .areas import Agency, PoolingArea
from .staff import User


@tracked()
class Consortium(ScopedModel):
    """A county medical consortium (医共体), counted as one where the policy says so."""

    name = models.CharField(_("Name"), max_length=120)
    county = models.ForeignKey(Agency, models.PROTECT, related_name="consortia", verbose_name=_("County"))

    class Meta:
        verbose_name = _("Consortium")
        verbose_name_plural = _("Consortia")
        constraints = [models.UniqueConstraint(fields=["county", "name"], name="consortium_name_per_county")]

    def __str__(self) -> str:
        return self.name


@tracked()
class Institution(ScopedModel):
    """A hospital, clinic or pharmacy with its national code; outside the pooling area it has no county."""

    class Kind(models.TextChoices):
        MEDICAL = "1", _("Medical institution")
        PHARMACY = "2", _("Retail pharmacy")

    class Tier(models.TextChoices):
        LEVEL_1 = "1", _("Level 1")
        LEVEL_2 = "2", _("Level 2")
        LEVEL_3 = "3", _("Level 3")

    scope_area_fields = ("area",)

    fixmedins_code = models.CharField(_("Institution code"), max_length=12, unique=True)
    name = models.CharField(_("Name"), max_length=200)
    kind = models.CharField(_("Kind"), max_length=1, choices=Kind)
    hosp_lv = models.CharField(_("Hospital grade"), max_length=2, blank=True)
    dedc_hosp_lv = models.CharField(
        _("Level for benefits"),
        max_length=1,
        choices=Tier,
        blank=True,
        help_text=_("Decides deductible and ratio; empty for pharmacies."),
    )
    area = models.ForeignKey(
        PoolingArea,
        models.PROTECT,
        related_name="institutions",
        verbose_name=_("Pooling area"),
        help_text=_("The area that has it on its books."),
    )
    county = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="institutions",
        verbose_name=_("County"),
        help_text=_("The county that pays it; empty for care outside the pooling area."),
    )
    admdvs = models.CharField(_("District code"), max_length=6)
    consortium = models.ForeignKey(
        Consortium,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="members",
        verbose_name=_("Consortium"),
    )
    listed_until = models.DateField(
        _("Designated by the list until"),
        null=True,
        editable=False,
        help_text=_("From this day on only an agreement designates it; empty while the list suffices."),
    )
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Designated institution")
        verbose_name_plural = _("Designated institutions")
        ordering = ("fixmedins_code",)
        indexes = [models.Index(fields=["area", "county", "fixmedins_code"], name="institution_by_county")]
        constraints = [
            models.CheckConstraint(
                name="institution_code_form",
                condition=models.Q(fixmedins_code__regex=r"^[HP][0-9]{11}$"),
                violation_error_message=_("The code is H or P and eleven digits."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_outside(self) -> bool:
        return self.county_id is None

    @property
    def tier(self) -> str:
        """The benefit tier the policy tables are keyed by."""
        return "outside" if self.is_outside else f"level_{self.dedc_hosp_lv or '1'}"


class InForceByTwo(models.Model):
    """What holds of somebody from a date until the next one: entered by one person, put in force by another.

    Entered wrongly, it is withdrawn before anybody put it in force, and stays with why and by whom.
    """

    # The field that names whose it is.
    owner: ClassVar[str]

    period = DateRangeField(_("Period"))
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Prepared by"))
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Approved by")
    )
    withdrawn_reason = models.CharField(
        _("Why it was withdrawn"), max_length=200, blank=True, default="", db_default=""
    )
    withdrawn_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Withdrawn by")
    )

    class Meta:
        abstract = True


class AccountInForce(InForceByTwo):
    """A bank account somebody is paid to, from a date; entered by one person, approved by another."""

    account_name = models.CharField(_("Account name"), max_length=120)
    account_no = models.CharField(_("Account number"), max_length=34)
    bank_name = models.CharField(_("Bank"), max_length=120)
    bank_code = models.CharField(_("Bank code"), max_length=14, blank=True)

    class Meta(InForceByTwo.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.account_name} {self.account_no}"


def account_constraints(prefix: str, owner: str) -> list[models.BaseConstraint]:
    """One in force at a time for each ``owner``, put there by a second person, and never withdrawn then."""
    return [
        ExclusionConstraint(
            name=f"{prefix}_one_at_a_time",
            expressions=[(owner, RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
            condition=models.Q(approved_by__isnull=False),
            violation_error_message=_("Another account is already in force in this period."),
        ),
        models.CheckConstraint(
            name=f"{prefix}_two_people",
            condition=models.Q(approved_by__isnull=True) | ~models.Q(approved_by=models.F("prepared_by")),
            violation_error_message=_("Whoever prepares cannot approve."),
        ),
        models.CheckConstraint(
            name=f"{prefix}_withdrawn_unapproved",
            condition=models.Q(withdrawn_reason="", withdrawn_by__isnull=True)
            | (
                models.Q(withdrawn_by__isnull=False, approved_by__isnull=True)
                & ~models.Q(withdrawn_reason="")
            ),
            violation_error_message=_("What is in force is not withdrawn."),
        ),
    ]


@tracked()
class PayeeAccount(AccountInForce):
    """The bank account an institution is paid to."""

    owner = "institution"

    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="payee_accounts", verbose_name=_("Institution")
    )
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Payee account")
        verbose_name_plural = _("Payee accounts")
        constraints = account_constraints("payee_account", "institution")
