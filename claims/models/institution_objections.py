"""Objections of institutions (异议) to a statement, a deduction, a finding, an assessment: entered and answered."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.scoping import ScopedModel
from institutions.models import Agency, Assessment, Institution, PoolingArea, User

from .deductions import Deduction
from .findings import BillFinding


@tracked()
class InstitutionObjection(ScopedModel):
    """One objection on paper. Answered by another person than whoever entered it; an upheld one waits until somebody
    says which act followed. It changes nothing by itself."""

    class About(models.TextChoices):
        STATEMENT = "statement", _("Month's statement")
        DEDUCTION = "deduction", _("Deduction")
        FINDING = "finding", _("Finding")
        ASSESSMENT = "assessment", _("Assessment")

    class State(models.TextChoices):
        ENTERED = "entered", _("Entered, to be assigned")
        ASSIGNED = "assigned", _("Assigned, to be answered")
        UPHELD = "upheld", _("Upheld, to be followed")
        FOLLOWED = "followed", _("Upheld and followed")
        REJECTED = "rejected", _("Rejected")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    scope_fields = ("county",)
    scope_area_fields = ("area",)

    number = models.CharField(_("Number"), max_length=30, unique=True)
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="objections", verbose_name=_("Institution")
    )
    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    about = models.CharField(_("Against"), max_length=10, choices=About)
    # The statement lives on an upper floor: month and scheme name it.
    month = models.DateField(_("Clearing month"), null=True, blank=True)
    insutype = models.CharField(_("Scheme"), max_length=6, blank=True)
    deduction = models.ForeignKey(
        Deduction,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="objections",
        verbose_name=_("Deduction"),
    )
    finding = models.ForeignKey(
        BillFinding,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="objections",
        verbose_name=_("Finding"),
    )
    assessment = models.ForeignKey(
        Assessment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Assessment")
    )
    text = models.CharField(_("What the institution objects"), max_length=1000)
    papers = models.CharField(_("Papers handed in"), max_length=500)
    received_on = models.DateField(_("Received on"))
    due_on = models.DateField(_("Answer due on"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.ENTERED)
    assigned_to = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Assigned to")
    )
    answer = models.CharField(_("Answer"), max_length=1000, blank=True)
    answered_on = models.DateField(_("Answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Answered by")
    )
    followed = models.CharField(_("What followed"), max_length=300, blank=True)
    followed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Follow-up entered by")
    )

    class Meta:
        verbose_name = _("Objection of an institution")
        verbose_name_plural = _("Objections of institutions")
        indexes = [models.Index(fields=["state", "due_on"], name="institution_objection_due")]
        constraints = [
            models.CheckConstraint(
                name="institution_objection_one_subject",
                condition=Q(
                    about="statement",
                    month__day=1,
                    deduction__isnull=True,
                    finding__isnull=True,
                    assessment__isnull=True,
                )
                & ~Q(insutype="")
                | Q(
                    about="deduction",
                    deduction__isnull=False,
                    finding__isnull=True,
                    assessment__isnull=True,
                )
                | Q(
                    about="finding",
                    finding__isnull=False,
                    deduction__isnull=True,
                    assessment__isnull=True,
                )
                | Q(
                    about="assessment",
                    assessment__isnull=False,
                    deduction__isnull=True,
                    finding__isnull=True,
                ),
                violation_error_message=_("An objection is against one thing."),
            ),
            models.CheckConstraint(
                name="institution_objection_answered",
                condition=~Q(state__in=["upheld", "followed", "rejected"])
                | Q(answered_by__isnull=False, answered_on__isnull=False) & ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="institution_objection_two_people",
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("entered_by")),
                violation_error_message=_("Whoever entered an objection cannot answer it."),
            ),
            models.CheckConstraint(
                name="institution_objection_followed",
                condition=~Q(state="followed") | Q(followed_by__isnull=False) & ~Q(followed=""),
            ),
            models.CheckConstraint(
                name="institution_objection_days",
                condition=Q(due_on__gte=F("received_on"), answered_on__gte=F("received_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.number
