"""Audits of the agency's own work: plan, samples, working papers, findings, report (ZY-23, source 003 五(三))."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, Attachment, PoolingArea, User

from .answered_findings import AnsweredFinding, AnswerStep
from .statements_filed import content_hash


@tracked()
class AuditPlan(ScopedModel):
    """What is audited in a year, by whom, about whom; its papers are the auditing agency's and its city's."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Waits for the second auditor")
        UNDER_WAY = "under_way", pgettext_lazy("of an audit", "Under way")
        REPORTED = "reported", _("Report waits for the second auditor")
        ISSUED = "issued", _("Report issued")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    scope_fields = ("county",)
    scope_area_fields = ("area",)

    number = models.CharField(_("Number"), max_length=30, unique=True)
    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Audited by"))
    about = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Audited unit"),
        help_text=_("Empty: the whole area."),
    )  # fmt: skip
    year = models.PositiveSmallIntegerField(_("Year"))
    title = models.CharField(_("Title"), max_length=120)
    programme = models.TextField(_("Programme"), max_length=2000)
    first = models.DateField(_("Audited from"))
    last = models.DateField(_("Audited to"))
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.PLANNED)
    planned_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Planned by"))
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Approved by")
    )
    conclusion = models.TextField(_("Conclusion"), blank=True, default="", max_length=4000)
    reported_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Report drawn up by")
    )
    issued_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Report issued by")
    )
    issued_at = models.DateTimeField(_("Issued at"), null=True, blank=True)
    content = models.JSONField(_("Content"), null=True, blank=True, encoder=DjangoJSONEncoder)
    content_hash = models.BinaryField(_("Content hash"), max_length=32, null=True, blank=True)
    reason = models.CharField(_("Reason"), max_length=300, blank=True, default="")

    class Meta:
        verbose_name = _("Audit")
        verbose_name_plural = _("Audits")
        ordering = ("-year", "-pk")
        constraints = [
            models.CheckConstraint(
                name="audit_plan_two_people",
                condition=(Q(approved_by__isnull=True) | ~Q(approved_by=F("planned_by")))
                & (Q(issued_by__isnull=True) | ~Q(issued_by=F("reported_by"))),
                violation_error_message=_("A second auditor is needed."),
            ),
            models.CheckConstraint(
                name="audit_plan_stands",
                condition=Q(state__in=["planned", "withdrawn"], content__isnull=True)
                | Q(state="under_way", approved_by__isnull=False, content__isnull=True)
                | Q(
                    state="reported",
                    approved_by__isnull=False,
                    reported_by__isnull=False,
                    content__isnull=True,
                )
                | Q(
                    state="issued",
                    approved_by__isnull=False,
                    reported_by__isnull=False,
                    issued_by__isnull=False,
                    issued_at__isnull=False,
                    content__isnull=False,
                    content_hash__isnull=False,
                ),
            ),
            models.CheckConstraint(name="audit_plan_days", condition=Q(last__gte=F("first"))),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("funds:audit", args=[self.pk])

    @property
    def intact(self) -> bool:
        """Whether the issued report is what was approved."""
        return self.content is not None and content_hash(self.content) == bytes(self.content_hash or b"")


class AuditPart(ScopedModel):
    """What belongs to an audit and is seen with it."""

    scope_fields = ("plan__county",)
    scope_area_fields = ("plan__area",)

    class Meta:
        abstract = True


class AuditSample(AuditPart):
    """A sample and the population it was drawn from, frozen: numbers and amounts, their sum and hash. Never changed."""

    class Population(models.TextChoices):
        PAYMENTS = "payments", pgettext_lazy("audited", "Payments made")
        SETTLEMENTS = "settlements", pgettext_lazy("audited", "Settled bills")
        ENTRIES = "entries", pgettext_lazy("audited", "Entries of the books")
        COVERAGES = "coverages", pgettext_lazy("audited", "Changes of enrolment")
        AGREEMENTS = "agreements", pgettext_lazy("audited", "Agreements with institutions")
        REIMBURSEMENTS = "reimbursements", pgettext_lazy("audited", "Reimbursements at the counter")

    class Method(models.TextChoices):
        RANDOM = "random", _("By lot")
        AMOUNT = "amount", _("By amount")
        STRATA = "strata", _("In strata of amount")

    append_only = True

    plan = models.ForeignKey(AuditPlan, models.PROTECT, related_name="samples", verbose_name=_("Audit"))
    population = models.CharField(pgettext_lazy("audit", "Population"), max_length=14, choices=Population)
    first = models.DateField(_("From"))
    last = models.DateField(_("To"))
    method = models.CharField(pgettext_lazy("audit", "Method"), max_length=6, choices=Method)
    seed = models.CharField(_("Seed"), max_length=64)
    size = models.PositiveIntegerField(_("Objects asked for"))
    objects_count = models.PositiveIntegerField(_("Objects of the population"))
    total = MoneyField(_("Sum of the population"))
    digest = models.BinaryField(_("Hash of the population"), max_length=32)
    packed = models.BinaryField(pgettext_lazy("audit", "Population"), editable=False)
    drawn_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Drawn by"))
    drawn_at = models.DateTimeField(_("Drawn at"), default=timezone.now)

    class Meta:
        verbose_name = _("Audit sample")
        verbose_name_plural = _("Audit samples")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="audit_sample_drawn", condition=Q(size__gt=0, objects_count__gt=0) & ~Q(seed="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_population_display()} · {self.get_method_display()}"

    def get_absolute_url(self) -> str:
        return reverse("funds:audit_sample", args=[self.pk])


@tracked()
class AuditFinding(AnsweredFinding):
    """What an audit found: the unit answers and puts it right by a day; another auditor closes it."""

    class Verdict(models.TextChoices):
        RECTIFIED = "rectified", _("Put right")
        REFUTED = "refuted", _("No fault after all")

    plan = models.ForeignKey(AuditPlan, models.PROTECT, related_name="findings", verbose_name=_("Audit"))
    # Beside the plan, whose row the unit does not see.
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Audited by"))
    audited_to = models.DateField(_("Audited to"))
    number = models.PositiveSmallIntegerField(_("Number"))
    title = models.CharField(_("Title"), max_length=120)
    text = models.TextField(pgettext_lazy("audit", "What was found"), max_length=2000)
    amount = MoneyField(_("Amount concerned"), default=0)
    found_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Found by"))
    found_at = models.DateTimeField(_("Found at"), default=timezone.now)

    class Meta(AnsweredFinding.Meta):
        abstract = False
        verbose_name = _("Audit finding")
        verbose_name_plural = _("Audit findings")
        ordering = ("-pk",)
        constraints = [
            *AnsweredFinding.Meta.constraints,
            models.UniqueConstraint(fields=["plan", "number"], name="audit_finding_once"),
            models.CheckConstraint(
                name="audit_finding_whole",
                condition=Q(amount__gte=0, verdict__in=["", "rectified", "refuted"]) & ~Q(text=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("funds:audit_finding", args=[self.pk])

    @property
    def verdict_text(self) -> str:
        return str(self.Verdict(self.verdict).label) if self.verdict else ""


class AuditStep(AnswerStep):
    finding = models.ForeignKey(
        AuditFinding, models.PROTECT, related_name="steps", verbose_name=_("Audit finding")
    )

    class Meta(AnswerStep.Meta):
        abstract = False
        verbose_name = _("Step of an audit finding")
        verbose_name_plural = _("Steps of audit findings")


@tracked()
class AuditPaper(ScopedModel):
    """The working paper of one sampled object: what it was when drawn, what the auditor found."""

    class Result(models.TextChoices):
        OPEN = "open", _("To be looked at")
        RIGHT = "right", _("No fault")
        FAULT = "fault", pgettext_lazy("audit", "Fault")

    class Fault(models.TextChoices):
        AMOUNT = "amount", _("Wrong amount")
        BASIS = "basis", _("Without basis")
        PAPERS = "papers", pgettext_lazy("audit", "Papers missing")
        PROCEDURE = "procedure", _("Procedure not kept")
        LATE = "late", pgettext_lazy("audit", "Too late")
        OTHER = "other", pgettext_lazy("audit", "Other fault")

    scope_fields = ("sample__plan__county",)
    scope_area_fields = ("sample__plan__area",)

    sample = models.ForeignKey(
        AuditSample, models.PROTECT, related_name="papers", verbose_name=_("Audit sample")
    )
    position = models.PositiveIntegerField(pgettext_lazy("audit", "Place"))
    object_id = models.BigIntegerField(_("Object"))
    amount = MoneyField(_("Amount"))
    hits = models.PositiveIntegerField(_("Hits"), default=1)
    stratum = models.PositiveSmallIntegerField(_("Stratum"), default=0)
    result = models.CharField(_("Result"), max_length=5, choices=Result, default=Result.OPEN)
    fault = models.CharField(_("Kind of fault"), max_length=9, choices=Fault, blank=True, default="")
    fault_amount = MoneyField(_("Fault amount"), default=0)
    note = models.CharField(_("Note"), max_length=500, blank=True, default="")
    checked_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("audit", "Looked at by"),
    )
    checked_at = models.DateTimeField(_("Looked at on"), null=True, blank=True)
    evidence = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Evidence")
    )
    finding = models.ForeignKey(
        AuditFinding, models.PROTECT, null=True, blank=True, related_name="papers",
        verbose_name=_("Audit finding"),
    )  # fmt: skip

    class Meta:
        verbose_name = _("Working paper")
        verbose_name_plural = _("Working papers")
        ordering = ("sample", "position")
        constraints = [
            models.UniqueConstraint(fields=["sample", "object_id"], name="audit_paper_once"),
            models.UniqueConstraint(fields=["sample", "position"], name="audit_paper_place_once"),
            models.CheckConstraint(
                name="audit_paper_result",
                condition=Q(result="open", fault="", fault_amount=0, checked_by__isnull=True)
                | Q(result="right", fault="", fault_amount=0, checked_by__isnull=False, finding__isnull=True)
                | Q(result="fault", fault_amount__gte=0, checked_by__isnull=False) & ~Q(fault="") & ~Q(note=""),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.sample_id}/{self.position}"
