"""The serious-illness insurer and medical aid (ZY-14): the insurer's account, premiums to it, money both give back."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.codes import name_of
from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import AccountInForce, Agency, User, account_constraints


@tracked()
class Insurer(ScopedModel):
    """A serious-illness insurer (大病保险承办机构) that ``unit`` pays."""

    scope_fields = ("unit",)

    unit = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Paid by"))
    name = models.CharField(_("Insurer"), max_length=100)

    class Meta:
        verbose_name = _("Serious-illness insurer")
        verbose_name_plural = _("Serious-illness insurers")
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="insurer_name_once")]

    def __str__(self) -> str:
        return self.name


@tracked()
class InsurerAccount(AccountInForce, ScopedModel):
    """The account an insurer is paid to, from a day: entered by one person, put in force by another."""

    owner = "insurer"
    scope_fields = ("insurer__unit",)

    insurer = models.ForeignKey(Insurer, models.PROTECT, related_name="accounts", verbose_name=_("Insurer"))

    class Meta:
        verbose_name = _("Account of an insurer")
        verbose_name_plural = _("Accounts of insurers")
        constraints = account_constraints("insurer_account", "insurer")


@tracked()
class InsurerPremium(ScopedModel):
    """A year's premium to the serious-illness insurer, paid by ``unit``: heads × premium by county, as ``parts`` say.

    ``parts`` are {county code, people, before, fen}: heads insured now, fen of earlier instalments, fen of this one,
    below zero where heads fell away since. Worked out by one person, approved by a second, paid through a batch for the
    bank like every payment; ``evidence`` is the payment's number.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Worked out")
        APPROVED = "approved", _("Approved, to be paid")
        PAID = "paid", _("Paid")
        DROPPED = "dropped", _("Dropped")

    scope_fields = ("unit",)

    unit = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Paid by"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    year = models.PositiveSmallIntegerField(_("Year"))
    instalment = models.PositiveSmallIntegerField(_("Instalment"), default=1)
    payee = models.ForeignKey(
        Insurer, models.PROTECT, null=True, related_name="premiums", verbose_name=_("Serious-illness insurer")
    )
    insurer = models.CharField(_("Insurer"), max_length=100)
    account_no = models.CharField(_("Account of the insurer"), max_length=40)
    people = models.PositiveIntegerField(_("People"))
    each = MoneyField(_("Premium of a head"))
    amount = MoneyField(_("Amount"))
    clause = models.CharField(_("Clause"), max_length=60, blank=True, default="")
    assumed = models.CharField(_("Assumed"), max_length=200, blank=True, default="")
    parts = models.JSONField(_("By county"), default=list)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.DRAFT)
    reason = models.CharField(_("Why it was dropped"), max_length=200, blank=True, default="")
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Prepared by"))
    prepared_at = models.DateTimeField(_("Prepared at"), auto_now_add=True)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Approved by")
    )
    approved_at = models.DateTimeField(_("Approved at"), null=True, blank=True)
    paid_on = models.DateField(_("Paid on"), null=True, blank=True)
    evidence = models.CharField(_("Evidence"), max_length=60, blank=True, default="")

    class Meta:
        verbose_name = _("Premium to the serious-illness insurer")
        verbose_name_plural = _("Premiums to the serious-illness insurer")
        ordering = ("-year", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "insutype", "year", "instalment"],
                condition=~Q(state="dropped"),
                name="insurer_premium_once",
                violation_error_message=_("This instalment is there already."),
            ),
            models.CheckConstraint(
                name="insurer_premium_amount", condition=Q(amount__gt=0, each__gt=0, people__gt=0)
            ),
            models.CheckConstraint(
                name="insurer_premium_two_people",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("prepared_by")),
                violation_error_message=_("A second person approves."),
            ),
            models.CheckConstraint(
                name="insurer_premium_state_whole",
                condition=Q(state="draft", approved_by__isnull=True, paid_on__isnull=True)
                | Q(state="approved", approved_by__isnull=False, paid_on__isnull=True)
                | (Q(state="paid", approved_by__isnull=False, paid_on__isnull=False) & ~Q(evidence=""))
                | (Q(state="dropped", paid_on__isnull=True) & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return _("Premium %(year)s-%(instalment)s, %(scheme)s, %(insurer)s") % {
            "year": self.year,
            "instalment": self.instalment,
            "scheme": name_of("insutype", self.insutype),
            "insurer": self.insurer,
        }

    def get_absolute_url(self) -> str:
        return reverse("funds:premium", args=[self.pk])


@tracked()
class PayerRemittance(ScopedModel):
    """Money the insurer or medical aid gave back for what was laid out on one-stop bills of a month.

    ``laid_out_by`` paid the institutions, for people of ``insu_county``. Entered by one person, checked into the books
    by a second; then it stays.
    """

    class Payer(models.TextChoices):
        INSURER = "hifmi_pay", _("Serious-illness insurer")
        AID = "maf_pay", _("Medical aid")

    class State(models.TextChoices):
        ENTERED = "entered", _("Waits for the second person")
        BOOKED = "booked", _("Booked in the ledger")
        DROPPED = "dropped", _("Dropped")

    # Where every county keeps its own book, the money comes into the insured county's.
    scope_fields = ("laid_out_by", "insu_county")

    fund_part = models.CharField(_("Payer"), max_length=12, choices=Payer)
    insutype = models.CharField(_("Scheme"), max_length=6)
    month = models.DateField(_("Month of the bills"))
    laid_out_by = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Laid out by"))
    insu_county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Insured in"))
    amount = MoneyField(_("Amount"))
    received_on = models.DateField(_("Received on"))
    evidence = models.CharField(_("Evidence"), max_length=60)
    state = models.CharField(_("State"), max_length=7, choices=State, default=State.ENTERED)
    reason = models.CharField(_("Why it was dropped"), max_length=200, blank=True, default="")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"), auto_now_add=True)
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Checked by")
    )
    booked_on = models.DateField(_("Booked on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Money given back by insurer or aid")
        verbose_name_plural = _("Money given back by insurer and aid")
        ordering = ("-pk",)
        indexes = [models.Index(fields=["month", "fund_part"], name="payer_remittance_month")]
        constraints = [
            models.UniqueConstraint(
                fields=["fund_part", "insutype", "month", "laid_out_by", "insu_county", "evidence"],
                condition=~Q(state="dropped"),
                name="payer_remittance_once",
                violation_error_message=_("This receipt is entered already."),
            ),
            models.CheckConstraint(
                name="payer_remittance_amount",
                condition=Q(amount__gt=0, month__day=1) & ~Q(evidence=""),
                violation_error_message=_("Give an amount above zero."),
            ),
            models.CheckConstraint(
                name="payer_remittance_two_people",
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("entered_by")),
                violation_error_message=_("A second person checks."),
            ),
            models.CheckConstraint(
                name="payer_remittance_state_whole",
                condition=Q(state="booked", checked_by__isnull=False, booked_on__isnull=False)
                | Q(state="entered", checked_by__isnull=True, booked_on__isnull=True)
                | (Q(state="dropped", booked_on__isnull=True) & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_fund_part_display()} {self.month:%Y-%m} {self.evidence}"
