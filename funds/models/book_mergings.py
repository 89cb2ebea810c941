"""Several funds into one (HG-02, HG-07, HG-10): arrears of old accounts, benefits left to pay, the closing's proof."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.codes import name_of
from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, Institution, User

from .books import Book
from .clearing import Statement
from .rounds import BookedByTwo, two_people


@tracked()
class BookMerging(ScopedModel):
    """One accounting unit's old books on their way into the one book: run apart until they are closed into it."""

    class State(models.TextChoices):
        OPEN = "open", _("Run apart")
        PROPOSED = "proposed", _("Closing proposed")
        CLOSED = "closed", _("Closed into one")

    scope_fields = ("unit",)
    scope_area_fields = ("unit__area",)

    unit = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Accounting unit"))
    into = models.OneToOneField(Book, models.PROTECT, related_name="merging", verbose_name=_("The one book"))
    merged_on = models.DateField(_("First day of the one fund"))
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.OPEN, db_default="open")
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Opened by"))
    opened_at = models.DateTimeField(_("Opened at"), auto_now_add=True)
    proposed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Proposed by")
    )
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Books closed by")
    )
    closed_on = models.DateField(_("Books closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Merging of funds")
        verbose_name_plural = _("Mergings of funds")
        ordering = ("unit__code",)
        constraints = [
            models.CheckConstraint(
                name="book_merging_two_people",
                condition=Q(closed_by__isnull=True) | ~Q(closed_by=F("proposed_by")),
                violation_error_message=_("Whoever proposes cannot close."),
            ),
            models.CheckConstraint(
                name="book_merging_state_whole",
                condition=Q(state="open", closed_by__isnull=True, closed_on__isnull=True)
                | Q(state="proposed", proposed_by__isnull=False, closed_by__isnull=True, closed_on__isnull=True)
                | Q(state="closed", proposed_by__isnull=False, closed_by__isnull=False, closed_on__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.unit}"

    def get_absolute_url(self) -> str:
        return reverse("funds:book_merging", args=[self.pk])


@tracked()
class MergedBook(ScopedModel):
    """An old book of a merging. Once ``closed``, the database takes nothing into it any more."""

    scope_fields = ("merging__unit",)
    scope_area_fields = ("merging__unit__area",)

    merging = models.ForeignKey(
        BookMerging, models.PROTECT, related_name="sources", verbose_name=_("Merging")
    )
    book = models.OneToOneField(Book, models.PROTECT, related_name="merged", verbose_name=_("Old book"))
    closed = models.BooleanField(_("Closed into the one book"), default=False, db_default=False)

    class Meta:
        verbose_name = _("Old book of a merging")
        verbose_name_plural = _("Old books of mergings")
        ordering = ("book__insutype",)

    def __str__(self) -> str:
        return str(self.book)


@tracked()
class LegacyArrear(ScopedModel):
    """What somebody owes an old fund: found when its accounts were cleared up, confirmed by a second person."""

    class Kind(models.TextChoices):
        SUBSIDY = "fiscal_subsidy_income", _("Fiscal subsidies not paid in")
        PERSONAL = "personal_contribution", _("Contributions of persons not handed over")
        COLLECTIVE = "collective_subsidy_income", _("Collective subsidies not paid in")
        OTHER = "other_income", _("Other money owed to the fund")

    scope_fields = ("source__merging__unit",)
    scope_area_fields = ("source__merging__unit__area",)

    source = models.ForeignKey(MergedBook, models.PROTECT, related_name="arrears", verbose_name=_("Old book"))
    kind = models.CharField(_("Kind"), max_length=30, choices=Kind)
    debtor = models.CharField(_("Owed by"), max_length=120)
    of_year = models.PositiveSmallIntegerField(_("Year"))
    amount = MoneyField(_("Amount"))
    evidence = models.CharField(_("Evidence"), max_length=120)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"), auto_now_add=True)
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Confirmed by")
    )
    dropped_reason = models.CharField(
        _("Why it was dropped"), max_length=200, blank=True, default="", db_default=""
    )

    class Meta:
        verbose_name = _("Arrear of an old account")
        verbose_name_plural = _("Arrears of old accounts")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(name="legacy_arrear_positive", condition=Q(amount__gt=0)),
            models.UniqueConstraint(
                fields=["source", "kind", "debtor", "of_year"], condition=Q(dropped_reason=""),
                name="legacy_arrear_once", violation_error_message=_("This arrear is entered already."),
            ),
            models.CheckConstraint(
                name="legacy_arrear_two_people",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("entered_by")),
                violation_error_message=_("Whoever prepares cannot confirm."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.debtor} {self.of_year}"


@tracked()
class ArrearPayment(BookedByTwo, ScopedModel):
    """Money that came in on a confirmed arrear; booked once a second person approved it."""

    scope_fields = ("arrear__source__merging__unit",)
    scope_area_fields = ("arrear__source__merging__unit__area",)

    arrear = models.ForeignKey(
        LegacyArrear, models.PROTECT, related_name="payments", verbose_name=_("Arrear")
    )
    amount = MoneyField(_("Amount"))
    received_on = models.DateField(_("Came in on"))
    evidence = models.CharField(_("Number of the bank's slip"), max_length=80)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Payment of an arrear")
        verbose_name_plural = _("Payments of arrears")
        ordering = ("received_on", "pk")
        constraints = [
            models.CheckConstraint(name="arrear_payment_positive", condition=Q(amount__gt=0)),
            two_people("arrear_payment_two_people"),
            models.UniqueConstraint(
                fields=["arrear", "evidence"], condition=~Q(state="refused"), name="arrear_payment_once",
                violation_error_message=_("This slip is entered already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.arrear_id} {self.amount}"


@tracked()
class LegacyBenefit(ScopedModel):
    """What an old fund still owed an institution for one month when it was listed: paid once, or carried over."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("Still owed")
        PAID = "paid", _("Settled")
        CARRIED = "carried", _("Carried into the one fund")

    scope_fields = ("source__merging__unit",)
    scope_area_fields = ("source__merging__unit__area",)

    source = models.ForeignKey(
        MergedBook, models.PROTECT, related_name="benefits", verbose_name=_("Old book")
    )
    month = models.DateField(_("Clearing month"))
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="+", verbose_name=_("Institution")
    )
    statement = models.ForeignKey(
        Statement, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Institution statement"),
        help_text=_("None where the month was not cleared yet."),
    )  # fmt: skip
    bill_count = models.PositiveIntegerField(_("Bills"))
    amount = MoneyField(_("Amount"))
    outcome = models.CharField(
        _("What became of it"), max_length=8, choices=Outcome, default=Outcome.OPEN, db_default="open"
    )
    reason = models.CharField(_("Why it is carried"), max_length=200, blank=True, default="", db_default="")

    class Meta:
        verbose_name = _("Benefit an old fund still owed")
        verbose_name_plural = _("Benefits old funds still owed")
        ordering = ("month", "institution__fixmedins_code")
        constraints = [
            models.UniqueConstraint(fields=["source", "month", "institution"], name="legacy_benefit_once"),
            models.CheckConstraint(
                name="legacy_benefit_carried_why", condition=~Q(outcome="carried") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.month:%Y-%m} {self.institution_id}"


class MergingProof(ScopedModel):
    """One account of the proof that nothing was lost; debit-positive, frozen with the closing.

    ``before`` of all old books at the cut = ``settled`` since + ``carried`` over; ``own`` of the one book before +
    ``carried`` = ``after``. The database refuses a row that does not hold.
    """

    scope_fields = ("merging__unit",)
    scope_area_fields = ("merging__unit__area",)
    append_only = True

    merging = models.ForeignKey(BookMerging, models.PROTECT, related_name="proof", verbose_name=_("Merging"))
    subject_code = models.CharField(_("Code of the subject"), max_length=20)
    subject_name = models.CharField(_("Subject"), max_length=80)
    memorandum = models.BooleanField(_("Memorandum"))
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Agency"))
    county = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("County")
    )
    parts = models.JSONField(_("By old book"), help_text=_("Fen by scheme, at the cut."))
    before = MoneyField(_("Old books together"))
    settled = MoneyField(_("Settled since"))
    carried = MoneyField(_("Carried into the one book"))
    own = MoneyField(_("The one book before"))
    after = MoneyField(_("The one book after"))

    class Meta:
        verbose_name = _("Line of a merging's proof")
        verbose_name_plural = _("Lines of mergings' proofs")
        ordering = ("memorandum", "subject_code", "agency__code", "county__code")
        constraints = [
            models.UniqueConstraint(
                fields=["merging", "subject_code", "agency", "county"], name="merging_proof_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="merging_proof_nothing_lost", condition=Q(before=F("settled") + F("carried"))
            ),
            models.CheckConstraint(
                name="merging_proof_all_arrived", condition=Q(after=F("own") + F("carried"))
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.merging_id} {self.subject_code}"

    @property
    def scheme_parts(self) -> dict[str, int]:
        return {name_of("insutype", scheme): fen for scheme, fen in self.parts.items()}
