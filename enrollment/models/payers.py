"""Payers (参保单位、户、村社区、学校): who declares and pays for the people that belong to them."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.display import NOTHING, masked_address
from config.history import tracked
from config.scoping import ScopedModel
from institutions.models import Agency

from .people import Person


@tracked()
class Payer(ScopedModel):
    """One payer, registered in one county and served by one counter, maybe of a township or village (JJ-14)."""

    class Kind(models.TextChoices):
        EMPLOYER = "employer", _("Employer")
        HOUSEHOLD = "household", _("Household")
        VILLAGE = "village", _("Village")
        COMMUNITY = "community", _("Community")
        SCHOOL = "school", _("School")
        FLEXIBLE = "flexible", _("Agency for flexible workers")
        UNEMPLOYED = "unemployed", _("Agency for the unemployed")

    # National `emp_no`; households and villages have one as well, so that one field finds any payer.
    emp_no = models.CharField(_("Payer number"), max_length=40, unique=True)
    kind = models.CharField(_("Kind of payer"), max_length=12, choices=Kind)
    name = models.CharField(_("Payer's name"), max_length=200)
    uscc = models.CharField(_("Credit code"), max_length=18, blank=True)
    county = models.ForeignKey(Agency, models.PROTECT, related_name="payers", verbose_name=_("County"))
    counter = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="served_payers",
        verbose_name=_("Service counter"),
        help_text=_("The county's, township's or village's counter that serves it; the county's when empty."),
    )
    conts = models.CharField(_("Contact"), max_length=50, blank=True)
    tel = models.CharField(_("Telephone"), max_length=50, blank=True)
    addr = models.CharField(_("Address"), max_length=200, blank=True)
    period = DateRangeField(_("Registered"), help_text=_("Open while it is registered."))
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Payer")
        verbose_name_plural = _("Payers")
        ordering = ("emp_no",)
        constraints = [
            models.CheckConstraint(
                name="payer_credit_code_form",
                condition=models.Q(uscc="") | models.Q(uscc__regex=r"^[0-9A-HJ-NPQRTUWXY]{18}$"),
                violation_error_message=_("A credit code has eighteen digits and capital letters."),
            ),
            models.CheckConstraint(
                name="payer_period_not_empty",
                condition=models.Q(period__isempty=False, period__startswith__isnull=False),
                violation_error_message=_("The period has at least one day."),
            ),
        ]
        indexes = [
            models.Index(fields=["county", "kind", "emp_no"], name="payer_by_county"),
            models.Index(
                fields=["name", "emp_no"], name="payer_by_name", opclasses=["varchar_pattern_ops", ""]
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_address(self) -> str:
        """Where an employer is may be read by anybody; where a household lives is its own affair."""
        return masked_address(self.addr) if self.kind == self.Kind.HOUSEHOLD else self.addr or NOTHING


@tracked()
class Membership(ScopedModel):
    """A person belongs to a payer during a half-open period: works there, lives there, studies there."""

    class Tie(models.TextChoices):
        WORK = "work", _("Works there")
        HOUSEHOLD = "household", _("Lives there")
        STUDY = "study", _("Studies there")
        THROUGH = "through", _("Pays through it")

    scope_fields = ("payer__county", "person__county")

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships", verbose_name=_("Person"))
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="memberships", verbose_name=_("Payer"))
    tie = models.CharField(_("Tie"), max_length=12, choices=Tie)
    is_head = models.BooleanField(_("Head of the household"), default=False)
    period = DateRangeField(_("Period"))
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Membership")
        verbose_name_plural = _("Memberships")
        constraints = [
            # One employer, one household, one school at a time.
            ExclusionConstraint(
                name="membership_one_tie_of_a_kind",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("tie", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The person has another tie of this kind in this period."),
            ),
            models.CheckConstraint(
                name="membership_period_not_empty",
                condition=models.Q(period__isempty=False, period__startswith__isnull=False),
                violation_error_message=_("The period has at least one day."),
            ),
        ]
        # A roll is counted from the index alone.
        indexes = [
            models.Index(fields=["payer", "tie"], include=["period", "person"], name="membership_by_payer")
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.payer}"


TIE_OF_KIND = {
    Payer.Kind.EMPLOYER: Membership.Tie.WORK,
    Payer.Kind.HOUSEHOLD: Membership.Tie.HOUSEHOLD,
    Payer.Kind.SCHOOL: Membership.Tie.STUDY,
    Payer.Kind.VILLAGE: Membership.Tie.THROUGH,
    Payer.Kind.COMMUNITY: Membership.Tie.THROUGH,
    Payer.Kind.FLEXIBLE: Membership.Tie.THROUGH,
    Payer.Kind.UNEMPLOYED: Membership.Tie.THROUGH,
}
