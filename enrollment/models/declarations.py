"""What payers declare month by month (JJ-04), and what they owe by it."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel

from .payers import Payer
from .people import Person


class Declaration(ScopedModel):
    """The wage a payer declares for a person and month, with the base and the own contribution worked out of it."""

    scope_fields = ("payer__county",)

    payer = models.ForeignKey(
        Payer, models.PROTECT, related_name="declarations", verbose_name=_("Payer"), db_index=False
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="declarations", verbose_name=_("Person"), db_index=False
    )
    insutype = models.CharField(_("Scheme"), max_length=6)
    month = models.DateField(_("Month"))
    wage = MoneyField(_("Declared wage"))
    base = MoneyField(_("Contribution base"), null=True, editable=False)
    personal = MoneyField(_("Person's contribution"), null=True, editable=False)
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Declaration")
        verbose_name_plural = _("Declarations")
        constraints = [
            models.UniqueConstraint(
                fields=["payer", "insutype", "month", "person"], name="declaration_once_a_month"
            ),
            models.CheckConstraint(name="declaration_wage_above_zero", condition=models.Q(wage__gt=0)),
            models.CheckConstraint(name="declaration_month", condition=models.Q(month__day=1)),
            models.CheckConstraint(
                name="declaration_worked_out_whole",
                condition=models.Q(base__isnull=True, personal__isnull=True)
                | models.Q(base__gte=0, personal__gte=0),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "month"], name="declaration_by_person"),
            models.Index(
                fields=["import_run_id"],
                name="declaration_by_import",
                condition=models.Q(import_run_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payer_id} {self.month:%Y-%m} {self.person_id}"


@tracked()
class ContributionMonth(ScopedModel):
    """A payer's statement of a month: what its declarations come to by the policy of that month.

    ``employer`` is the payer's own contribution, on the sum of its people's bases or as the policy says; ``personal``
    the sum of what they owe themselves. Rates are ten-thousandths; a rate is empty where nobody pays by it.

    A village, community or school has one of a ``whole_year`` of residents' cover, under its January: what its
    annual enrolment comes to, ``employer`` the collective aid (ZY-02).
    """

    scope_fields = ("payer__county",)

    payer = models.ForeignKey(
        Payer, models.PROTECT, related_name="months", verbose_name=_("Payer"), db_index=False
    )
    insutype = models.CharField(_("Scheme"), max_length=6)
    month = models.DateField(_("Month"))
    whole_year = models.BooleanField(_("Whole year"), default=False, db_default=False)
    heads = models.PositiveIntegerField(_("People"))
    wages = MoneyField(_("Declared wages"))
    base = MoneyField(_("Contribution base"))
    employer = MoneyField(_("Employer's contribution"))
    personal = MoneyField(_("Persons' contributions"))
    employer_rate = models.PositiveIntegerField(_("Employer's rate"), null=True)
    personal_rate = models.PositiveIntegerField(_("Persons' rate"), null=True)
    clause = models.CharField(_("Clause"), max_length=300, blank=True)
    worked_out_at = models.DateTimeField(_("Worked out at"), auto_now=True)

    class Meta:
        verbose_name = _("Contribution statement")
        verbose_name_plural = _("Contribution statements")
        ordering = ("-month", "insutype")
        constraints = [
            models.UniqueConstraint(fields=["payer", "insutype", "month"], name="contribution_month_once"),
            models.CheckConstraint(name="contribution_month_first", condition=models.Q(month__day=1)),
            models.CheckConstraint(
                name="contribution_month_year_from_january",
                condition=models.Q(whole_year=False) | models.Q(month__month=1),
            ),
            models.CheckConstraint(
                name="contribution_month_not_negative",
                condition=models.Q(wages__gte=0, base__gte=0, employer__gte=0, personal__gte=0),
            ),
        ]
        indexes = [models.Index(fields=["month", "insutype"], name="contribution_month_by_month")]

    def __str__(self) -> str:
        return f"{self.payer} {self.label}"

    @property
    def label(self) -> str:
        """2020-03, or the year alone."""
        return f"{self.month:%Y}" if self.whole_year else f"{self.month:%Y-%m}"

    @property
    def total(self) -> Decimal:
        """What payer and people owe together, in yuan."""
        return Decimal(self.employer) + Decimal(self.personal)

    @property
    def paid(self) -> Decimal:
        """What receipts have paid of it; of rows read ``reads.payer_file.with_paid``."""
        parts = (getattr(self, "employer_paid", None), getattr(self, "personal_paid", None))
        return sum((Decimal(part) for part in parts if part is not None), Decimal(0))

    @property
    def left(self) -> Decimal:
        """What is still owed; negative where a later declaration lowered what was paid."""
        return self.total - self.paid
