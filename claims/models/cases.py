"""Cases (案卷) against institutions or insured persons: from what was found to what was decided (JJ-12 四(十二))."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from enrollment.models import Person
from institutions.models import (
    Agency,
    AgreementDecision,
    CreditEvent,
    CreditPoints,
    Institution,
    PoolingArea,
    User,
)

from .deductions import Deduction
from .findings import BillFinding
from .inspections import InspectionTarget
from .overpayments import Overpayment
from .person_credit import PersonCreditEvent
from .reports import PublicReport


@tracked()
class InspectionCase(ScopedModel):
    """One case: facts, statement of who is concerned, decision by two people, and what followed from it.

    Amounts in yuan. Fines go to the treasury and stand in no book of the funds; what is recovered is a deduction
    from the institution (``CaseRecovery``) or an overpayment of the person.
    """

    class Source(models.TextChoices):
        INSPECTION = "inspection", _("Inspection")
        FINDING = "finding", _("Finding on a bill")
        REPORT = "report", _("Report by the public")
        OTHER = "other", _("Other clue")

    class State(models.TextChoices):
        OPENED = "opened", _("Opened")
        ASKED = "asked", _("Statement asked for")
        STATED = "stated", _("Statement made")
        PROPOSED = "proposed", _("Decision proposed")
        DECIDED = "decided", _("Decided")
        CLOSED = "closed", _("Closed without")

    class Authority(models.TextChoices):
        NONE = "", _("Nobody")
        POLICE = "police", _("Police")
        HEALTH = "health", _("Health office")
        MARKET = "market", _("Market supervision")
        DISCIPLINE = "discipline", _("Discipline and supervision")
        OTHER = "other", _("Another authority")

    scope_area_fields = ("area",)

    number = models.CharField(_("Case number"), max_length=30, unique=True)
    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    institution = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("Institution"),
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("Insured person")
    )
    source = models.CharField(_("Source"), max_length=10, choices=Source)
    target = models.OneToOneField(
        InspectionTarget,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="case",
        verbose_name=_("Inspected institution"),
    )
    finding = models.OneToOneField(
        BillFinding, models.PROTECT, null=True, blank=True, related_name="case", verbose_name=_("Finding")
    )
    report = models.OneToOneField(
        PublicReport,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="case",
        verbose_name=_("Report by the public"),
    )
    title = models.CharField(_("Title"), max_length=120)
    facts = models.CharField(_("Facts"), max_length=2000)
    opened_on = models.DateField(_("Opened on"))
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Opened by"))
    due_on = models.DateField(_("To be decided by"))
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.OPENED)
    statement_due = models.DateField(_("Statement by"), null=True, blank=True)
    statement = models.CharField(_("Statement"), max_length=2000, blank=True)
    stated_on = models.DateField(_("Stated on"), null=True, blank=True)

    reason = models.CharField(_("Grounds of the decision"), max_length=1000, blank=True)
    fine = MoneyField(_("Fine"), null=True, blank=True)
    suspend_from = models.DateField(_("Agreement suspended from"), null=True, blank=True)
    suspend_until = models.DateField(_("Agreement suspended until"), null=True, blank=True)
    handed_to = models.CharField(_("Handed over to"), max_length=10, choices=Authority, blank=True)
    credit_event = models.CharField(_("Credit event"), max_length=60, blank=True)
    physician_code = models.CharField(_("Code of the physician"), max_length=30, blank=True)
    physician_name = models.CharField(_("Physician"), max_length=50, blank=True)
    proposed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Proposed by")
    )
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    decided_on = models.DateField(_("Decided on"), null=True, blank=True)

    suspension = models.ForeignKey(
        AgreementDecision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Suspension of the agreement"),
    )
    credit = models.ForeignKey(
        CreditEvent, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Credit points")
    )
    person_credit = models.ForeignKey(
        PersonCreditEvent,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Credit points of the person"),
    )
    fine_due_on = models.DateField(_("Fine to be paid by"), null=True, blank=True)
    fine_paid_on = models.DateField(_("Fine paid on"), null=True, blank=True)
    fine_receipt = models.CharField(_("Receipt of the fine"), max_length=60, blank=True)
    handed_over_on = models.DateField(_("Handed over on"), null=True, blank=True)
    handover_receipt = models.CharField(_("Receipt of the authority"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("Case")
        verbose_name_plural = _("Cases")
        indexes = [models.Index(fields=["county", "state"], name="case_by_county")]
        constraints = [
            models.CheckConstraint(
                name="case_subject",
                condition=Q(institution__isnull=False, person__isnull=True)
                | Q(institution__isnull=True, person__isnull=False),
                violation_error_message=_("A case is about one institution or one person."),
            ),
            models.CheckConstraint(
                name="case_two_people",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                violation_error_message=_("Whoever proposes cannot decide."),
            ),
            models.CheckConstraint(
                name="case_decided",
                condition=~Q(state__in=["decided", "closed"])
                | Q(decided_by__isnull=False, proposed_by__isnull=False, decided_on__isnull=False)
                & ~Q(reason=""),
            ),
            # Nothing is decided before whoever is concerned was asked.
            models.CheckConstraint(
                name="case_heard",
                condition=Q(state="opened") | Q(statement_due__isnull=False),
            ),
            models.CheckConstraint(
                name="case_stated",
                condition=Q(stated_on__isnull=True, statement="")
                | Q(stated_on__isnull=False) & ~Q(statement=""),
            ),
            models.CheckConstraint(name="case_fine_positive", condition=Q(fine__isnull=True) | Q(fine__gt=0)),
            models.CheckConstraint(
                name="case_suspends_institutions",
                condition=Q(suspend_from__isnull=True, suspend_until__isnull=True)
                | Q(suspend_from__isnull=False, institution__isnull=False),
                violation_error_message=_("Only an institution has an agreement."),
            ),
            models.CheckConstraint(
                name="case_credit_of_its_subject",
                condition=Q(institution__isnull=False, person_credit__isnull=True)
                | Q(person__isnull=False, credit__isnull=True),
            ),
            models.CheckConstraint(
                name="case_fine_paid",
                condition=Q(fine_paid_on__isnull=True, fine_receipt="")
                | Q(fine__isnull=False, fine_paid_on__isnull=False, state="decided") & ~Q(fine_receipt=""),
            ),
            models.CheckConstraint(
                name="case_handed_over",
                condition=Q(handed_over_on__isnull=True, handover_receipt="")
                | Q(handed_over_on__isnull=False, state="decided")
                & ~Q(handed_to="")
                & ~Q(handover_receipt=""),
            ),
            models.CheckConstraint(
                name="case_physician_whole",
                condition=Q(physician_code="", physician_name="")
                | ~Q(physician_code="") & ~Q(physician_name="") & Q(institution__isnull=False),
                violation_error_message=_("A physician has a code and a name."),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """Whom it is about."""
        return str(self.institution if self.institution is not None else self.person)

    @property
    def points(self) -> CreditPoints | None:
        """The credit event it led to, of the institution or of the person."""
        found: CreditPoints | None = self.credit if self.credit is not None else self.person_credit
        return found


class CasePart(ScopedModel):
    """What belongs to a case and is seen with it."""

    scope_fields = ("case__county",)
    scope_area_fields = ("case__area",)

    class Meta:
        abstract = True


@tracked()
class CaseRecovery(CasePart):
    """What is recovered under one scheme; decided, it is a deduction in the next clearing or owed by the person."""

    case = models.ForeignKey(
        InspectionCase, models.PROTECT, related_name="recoveries", verbose_name=_("Case")
    )
    insutype = models.CharField(_("Scheme"), max_length=6)
    amount = MoneyField(_("Recovered"))
    deduction = models.OneToOneField(
        Deduction,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="recovery",
        verbose_name=_("Deduction"),
    )
    overpayment = models.OneToOneField(
        Overpayment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="case_recovery",
        verbose_name=_("Overpayment"),
    )

    class Meta:
        verbose_name = _("Recovery of a case")
        verbose_name_plural = _("Recoveries of cases")
        ordering = ("insutype",)
        constraints = [
            models.UniqueConstraint(fields=["case", "insutype"], name="case_recovery_once_a_scheme"),
            models.CheckConstraint(name="case_recovery_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="case_recovery_one_way",
                condition=Q(deduction__isnull=True) | Q(overpayment__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.insutype}"


class CaseStep(CasePart):
    """One act on a case, kept as it was written."""

    append_only = True

    case = models.ForeignKey(InspectionCase, models.PROTECT, related_name="steps", verbose_name=_("Case"))
    act = models.CharField(_("Act"), max_length=10)
    state = models.CharField(_("State afterwards"), max_length=8, choices=InspectionCase.State)
    day = models.DateField(_("Day"))
    text = models.CharField(_("Statement or reason"), max_length=2000, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Done by"))
    done_at = models.DateTimeField(_("Done at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Step of a case")
        verbose_name_plural = _("Steps of cases")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.case_id}: {self.act}"
