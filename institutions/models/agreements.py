"""Agreements with designated institutions (定点协议): one record from the application to the end."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.scoping import ScopedModel
from institutions.rules.agreements import RUNNING

from .areas import Agency, PoolingArea
from .attachments import Attachment
from .designated import Institution
from .staff import User


@tracked()
class AgreementText(ScopedModel):
    """A version of the model agreement (协议文本) of an area: drafted, reviewed by a second person, never edited."""

    scope_fields = ()
    scope_member_area_fields = ("area",)

    area = models.ForeignKey(
        PoolingArea, models.PROTECT, related_name="agreement_texts", verbose_name=_("Pooling area")
    )
    kind = models.CharField(_("Kind of institution"), max_length=1, choices=Institution.Kind)
    number = models.PositiveIntegerField(_("Version"))
    title = models.CharField(_("Title"), max_length=200)
    body = models.TextField(_("Text"))
    effective_from = models.DateField(_("For agreements from"))
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Prepared by"))
    prepared_at = models.DateTimeField(_("Prepared at"), auto_now_add=True)
    reviewed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Reviewed by")
    )
    reviewed_at = models.DateTimeField(_("Reviewed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Agreement text")
        verbose_name_plural = _("Agreement texts")
        ordering = ("area", "kind", "-number")
        constraints = [
            models.UniqueConstraint(fields=["area", "kind", "number"], name="agreement_text_number"),
            models.CheckConstraint(
                name="agreement_text_two_people",
                condition=models.Q(reviewed_by__isnull=True, reviewed_at__isnull=True)
                | (models.Q(reviewed_at__isnull=False) & ~models.Q(reviewed_by=models.F("prepared_by"))),
                violation_error_message=_("A second person reviews an agreement text."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("institutions:agreement_text", args=[self.pk])


@tracked()
class Agreement(ScopedModel):
    """An application and the agreement it leads to; a renewal or change is another record that follows it.

    ``period`` is the agreed term, half open. On which days the institution may treat is told by
    :class:`Designation`, which suspensions and terminations cut.
    """

    class Kind(models.TextChoices):
        NEW = "new", _("First application")
        RENEWAL = "renewal", _("Renewal")
        CHANGE = "change", _("Change of the agreement")
        LEGACY = "legacy", _("Taken in as it stood")

    class State(models.TextChoices):
        RETURNED = "returned", _("Returned, papers missing")
        APPLIED = "applied", _("Applied")
        ACCEPTED = "accepted", _("Accepted, to be evaluated")
        FAILED = "failed", _("Evaluation not passed")
        EVALUATED = "evaluated", _("Evaluated, to be published")
        NOTICED = "noticed", _("On public notice")
        NEGOTIATING = "negotiating", _("In negotiation")
        PROPOSED = "proposed", _("Waiting for signature")
        IN_FORCE = "in_force", _("In force")
        SUSPENDED = "suspended", _("Suspended")
        REFUSED = "refused", _("Application refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        TERMINATED = "terminated", _("Terminated")
        EXPIRED = "expired", _("Term over")
        REPLACED = "replaced", _("Replaced by the following")

    class Service(models.TextChoices):
        OUTPATIENT = "outpatient", _("Outpatient care")
        CHRONIC = "chronic", _("Chronic outpatient care")
        INPATIENT = "inpatient", _("Inpatient care")
        INTERNET = "internet", _("Internet medical services")
        DRUGS = "drugs", _("Sale of drugs")

    scope_fields = ("county",)
    scope_area_fields = ("area",)

    number = models.CharField(_("Number"), max_length=30, unique=True)
    kind = models.CharField(_("Kind of application"), max_length=8, choices=Kind)
    state = models.CharField(_("State"), max_length=11, choices=State, default=State.APPLIED)
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="agreements", verbose_name=_("Institution")
    )
    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    county = models.ForeignKey(Agency, models.PROTECT, related_name="agreements", verbose_name=_("County"))
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name=_("Handled at"),
        help_text=_("The agency that accepts, evaluates, negotiates and signs."),
    )  # fmt: skip
    former = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followers", verbose_name=_("Follows")
    )
    services = ArrayField(models.CharField(max_length=10, choices=Service), verbose_name=_("Services"))
    steps = ArrayField(models.CharField(max_length=11), verbose_name=_("Stages"), default=list)
    reason = models.CharField(_("What is applied for"), max_length=300, blank=True)
    applied_on = models.DateField(_("Applied on"))
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    due_on = models.DateField(
        _("To be done by"), null=True, blank=True, help_text=_("Of the step that waits.")
    )
    round = models.PositiveSmallIntegerField(_("Round of evaluation"), default=1)
    score = models.DecimalField(
        _("Evaluated at"), max_digits=6, decimal_places=2, null=True, blank=True, help_text=_("Points")
    )
    failed_on = models.DateField(_("Not passed on"), null=True, blank=True)
    notice = DateRangeField(_("Public notice"), null=True, blank=True)
    notice_place = models.CharField(_("Where it is published"), max_length=200, blank=True)
    text = models.ForeignKey(
        AgreementText, models.PROTECT, null=True, blank=True, related_name="agreements",
        verbose_name=_("Agreement text"),
    )  # fmt: skip
    terms = models.TextField(_("Agreed beside the text"), blank=True)
    period = DateRangeField(_("Term"), null=True, blank=True)
    prepared_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Negotiated by")
    )
    signed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Signed by")
    )
    signed_on = models.DateField(_("Signed on"), null=True, blank=True)
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Agreement with an institution")
        verbose_name_plural = _("Agreements")
        ordering = ("-applied_on", "-pk")
        indexes = [
            models.Index(fields=["county", "state", "due_on"], name="agreement_by_county"),
            models.Index(fields=["area", "state"], name="agreement_by_area"),
        ]
        constraints = [
            models.CheckConstraint(
                name="agreement_two_people",
                condition=models.Q(signed_by__isnull=True)
                | (models.Q(prepared_by__isnull=False) & ~models.Q(signed_by=models.F("prepared_by"))),
                violation_error_message=_("Whoever negotiates cannot sign."),
            ),
            models.CheckConstraint(
                name="agreement_signed_before_in_force",
                condition=~models.Q(state__in=["in_force", "suspended", "terminated", "expired", "replaced"])
                | models.Q(signed_by__isnull=False, signed_on__isnull=False, period__isnull=False),
            ),
            models.CheckConstraint(
                name="agreement_proposed_whole",
                condition=~models.Q(state="proposed")
                | models.Q(prepared_by__isnull=False, period__isnull=False),
            ),
            models.CheckConstraint(
                name="agreement_term_bounded",
                condition=models.Q(period__isnull=True)
                | models.Q(
                    period__isempty=False, period__startswith__isnull=False, period__endswith__isnull=False
                ),
                violation_error_message=_("The term has a first and a last day."),
            ),
            models.CheckConstraint(
                name="agreement_follows",
                condition=models.Q(kind__in=["renewal", "change"], former__isnull=False)
                | models.Q(kind__in=["new", "legacy"], former__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["institution"],
                condition=models.Q(
                    state__in=[
                        "returned", "applied", "accepted", "failed", "evaluated", "noticed", "negotiating", "proposed",
                    ]
                ),
                name="agreement_one_application",
                violation_error_message=_("This institution has an application under way."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("institutions:agreement", args=[self.pk])

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def last_day(self) -> dt.date | None:
        """The last day of the term; None before it is negotiated."""
        return None if self.period is None else self.period.upper - dt.timedelta(days=1)

    @property
    def days_left(self) -> int | None:
        """Days until the term is over, from today; None when it does not run."""
        if self.period is None or not self.is_running:
            return None
        return int((self.period.upper - timezone.localdate()).days)


class AgreementPart(ScopedModel):
    """What hangs on an agreement is seen by whoever sees it."""

    scope_fields: ClassVar[tuple[str, ...]] = ("agreement__county",)
    scope_area_fields: ClassVar[tuple[str, ...]] = ("agreement__area",)

    class Meta:
        abstract = True


@tracked()
class AgreementPaper(AgreementPart):
    """A paper the application needs; ``received_on`` is empty while it is missing."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="papers", verbose_name=_("Agreement with an institution")
    )
    key = models.CharField(_("Paper"), max_length=60)
    title = models.CharField(_("Title"), max_length=200)
    received_on = models.DateField(_("Handed in on"), null=True, blank=True)
    note = models.CharField(_("Remark"), max_length=200, blank=True)
    attachment = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Scan")
    )

    class Meta:
        verbose_name = _("Paper of an application")
        verbose_name_plural = _("Papers of applications")
        ordering = ("agreement", "pk")
        constraints = [models.UniqueConstraint(fields=["agreement", "key"], name="agreement_paper_once")]

    def __str__(self) -> str:
        return self.title


@tracked()
class EntryCondition(AgreementPart):
    """A condition of entry: met with evidence from a day, or open; an open one of a taken-in institution is due."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="conditions", verbose_name=_("Agreement with an institution")
    )
    key = models.CharField(_("Condition"), max_length=60)
    title = models.CharField(_("Title"), max_length=300)
    clause = models.CharField(_("Clause"), max_length=60, blank=True)
    assumed = models.CharField(_("Assumed"), max_length=300, blank=True)
    due_on = models.DateField(_("To be met by"), null=True, blank=True)
    met_on = models.DateField(_("Met on"), null=True, blank=True)
    evidence = models.CharField(_("Evidence"), max_length=200, blank=True)
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Checked by")
    )

    class Meta:
        verbose_name = _("Entry condition")
        verbose_name_plural = _("Entry conditions")
        ordering = ("agreement", "pk")
        indexes = [
            models.Index(
                fields=["due_on"], condition=models.Q(met_on__isnull=True), name="open_condition_due"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "key"], name="entry_condition_once"),
            models.CheckConstraint(
                name="entry_condition_evidenced",
                condition=models.Q(met_on__isnull=True)
                | (~models.Q(evidence="") & models.Q(checked_by__isnull=False)),
                violation_error_message=_("Say what proves that the condition is met."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_overdue(self) -> bool:
        return self.met_on is None and self.due_on is not None and self.due_on < timezone.localdate()


@tracked()
class EvaluationScore(AgreementPart):
    """Points one evaluator gave for one item in one round of the on-site evaluation."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="scores", verbose_name=_("Agreement with an institution")
    )
    round = models.PositiveSmallIntegerField(_("Round of evaluation"))
    evaluator = models.CharField(_("Evaluator"), max_length=50)
    item = models.CharField(_("Item"), max_length=60)
    points = models.DecimalField(_("Points"), max_digits=5, decimal_places=1)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))

    class Meta:
        verbose_name = _("Evaluation score")
        verbose_name_plural = _("Evaluation scores")
        ordering = ("agreement", "round", "evaluator", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "round", "evaluator", "item"], name="evaluation_score_once"
            ),
            models.CheckConstraint(name="evaluation_score_positive", condition=models.Q(points__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.evaluator} {self.item} {self.points}"


@tracked()
class NoticeObjection(AgreementPart):
    """An objection during the public notice, and what was answered; upheld, it ends the application."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="objections", verbose_name=_("Agreement with an institution")
    )
    received_on = models.DateField(_("Raised on"))
    raised_by = models.CharField(_("Raised by"), max_length=100)
    text = models.CharField(_("Objection"), max_length=500)
    answer = models.CharField(_("Answer"), max_length=500, blank=True)
    upheld = models.BooleanField(_("Upheld"), null=True, blank=True)
    answered_on = models.DateField(_("Answered on"), null=True, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Answered by")
    )

    class Meta:
        verbose_name = _("Objection")
        verbose_name_plural = _("Objections")
        ordering = ("agreement", "received_on", "pk")
        constraints = [
            models.CheckConstraint(
                name="notice_objection_answered",
                condition=models.Q(upheld__isnull=True, answered_on__isnull=True)
                | (
                    models.Q(upheld__isnull=False, answered_on__isnull=False, answered_by__isnull=False)
                    & ~models.Q(answer="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.text


@tracked()
class AgreementDecision(AgreementPart):
    """Suspension, resumption or termination: asked by one person, decided by another, from a day on."""

    class Act(models.TextChoices):
        SUSPEND = "suspend", _("Suspend")
        RESUME = "resume", _("Resume")
        TERMINATE = "terminate", _("Terminate")

    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="decisions", verbose_name=_("Agreement with an institution")
    )
    act = models.CharField(_("Act"), max_length=9, choices=Act)
    from_day = models.DateField(_("From"), help_text=_("The first day on which it is so."))
    until_day = models.DateField(
        _("Until"), null=True, blank=True, help_text=_("By when a suspension is looked at again.")
    )
    reason = models.CharField(_("Reason"), max_length=300)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Asked by"))
    asked_at = models.DateTimeField(_("Asked at"), auto_now_add=True)
    approved = models.BooleanField(_("Request granted"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    decided_at = models.DateTimeField(_("Decided at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Decision on an agreement")
        verbose_name_plural = _("Decisions on agreements")
        ordering = ("agreement", "pk")
        constraints = [
            models.CheckConstraint(
                name="agreement_decision_two_people",
                condition=models.Q(decided_by__isnull=True, approved__isnull=True, decided_at__isnull=True)
                | (
                    models.Q(approved__isnull=False, decided_at__isnull=False)
                    & ~models.Q(decided_by=models.F("asked_by"))
                ),
                violation_error_message=_("Whoever asks cannot decide."),
            ),
            models.CheckConstraint(name="agreement_decision_reason", condition=~models.Q(reason="")),
            models.CheckConstraint(
                name="agreement_decision_until",
                condition=models.Q(until_day__isnull=True)
                | models.Q(act="suspend", until_day__gt=models.F("from_day")),
                violation_error_message=_("A suspension ends after it begins."),
            ),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=models.Q(approved__isnull=True),
                name="agreement_decision_one_pending",
                violation_error_message=_("Another request about this agreement is not decided yet."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement} {self.get_act_display()} {self.from_day}"


class AgreementStep(AgreementPart):
    """One act in the course of an agreement: never changed, never deleted."""

    append_only = True

    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="log", verbose_name=_("Agreement with an institution")
    )
    act = models.CharField(_("Act"), max_length=16)
    state = models.CharField(_("State afterwards"), max_length=11, choices=Agreement.State)
    day = models.DateField(_("Day"), help_text=_("On which it counts."))
    note = models.CharField(_("Remark"), max_length=500, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Done by"))
    done_at = models.DateTimeField(_("Done at"), auto_now_add=True, db_default=Now())

    class Meta:
        verbose_name = _("Step of an agreement")
        verbose_name_plural = _("Steps of agreements")
        ordering = ("agreement", "pk")

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.act}"


@tracked()
class Designation(models.Model):
    """Days on which an institution is designated: what settling asks. Published, so open to every agency.

    An agreement may have several, between suspensions; no institution has two on one day.
    """

    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="designations", verbose_name=_("Institution")
    )
    agreement = models.ForeignKey(
        Agreement,
        models.PROTECT,
        related_name="designations",
        verbose_name=_("Agreement with an institution"),
    )
    period = DateRangeField(_("Period"))

    class Meta:
        verbose_name = _("Days designated")
        verbose_name_plural = _("Days designated")
        ordering = ("institution", "period")
        constraints = [
            ExclusionConstraint(
                name="designation_one_at_a_time",
                expressions=[("institution", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message=_("The institution has another agreement on these days."),
            ),
            models.CheckConstraint(
                name="designation_bounded",
                condition=models.Q(
                    period__isempty=False, period__startswith__isnull=False, period__endswith__isnull=False
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution_id} {self.period}"
