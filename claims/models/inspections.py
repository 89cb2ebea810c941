"""Inspections of institutions (JJ-11 四(十一)): who may inspect, plans, what was drawn by lot, what was looked at."""

from __future__ import annotations

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.scoping import ScopedModel
from institutions.models import Agency, Institution, PoolingArea, User


@tracked()
class RosterMember(ScopedModel):
    """Somebody on a roster: an inspector or expert who may be drawn, a grid or social supervisor, a committee member.

    Experts' pool and supervision committee: HG-09 五(四); township grid and social supervisors: JJ-11 四(十一).
    """

    class Kind(models.TextChoices):
        INSPECTOR = "inspector", _("Inspector")
        EXPERT = "expert", _("Expert")
        GRID = "grid", _("Township grid")
        SOCIAL = "social", _("Social supervisor")
        COMMITTEE = "committee", _("Member of the supervision committee")

    class StandsFor(models.TextChoices):
        """Who sends somebody to the committee (HG-09 五(四))."""

        GOVERNMENT = "government", _("Government offices")
        DEPUTIES = "deputies", _("Deputies of the people's congress")
        CONSULTATIVE = "consultative", _("Members of the political consultative conference")
        INSTITUTIONS = "institutions", _("Medical institutions")
        INSURED = "insured", _("Insured residents")
        EXPERTS = "experts", _("Experts and scholars")

    scope_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    kind = models.CharField(_("Roster"), max_length=9, choices=Kind)
    code = models.CharField(_("Roster number"), max_length=30)
    name = models.CharField(_("Name"), max_length=50)
    organisation = models.CharField(
        _("Sent by"), max_length=120, blank=True, help_text=_("Office, township or group.")
    )
    stands_for = models.CharField(
        _("Stands for"),
        max_length=12,
        choices=StandsFor,
        blank=True,
        help_text=_("Of a member of the supervision committee: whose voice it is."),
    )
    specialty = models.CharField(_("Specialty"), max_length=60, blank=True)
    tel = models.CharField(_("Phone"), max_length=30, blank=True)
    works_at = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Works at"),
        help_text=_("Never drawn to inspect it."),
    )
    period = DateRangeField(_("Period"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Roster member")
        verbose_name_plural = _("Rosters")
        ordering = ("kind", "code")
        constraints = [
            models.UniqueConstraint(fields=["area", "code"], name="roster_code_per_area"),
            models.CheckConstraint(
                name="roster_stands_for",
                condition=Q(stands_for="") | Q(kind="committee"),
                violation_error_message=_("Only a member of the supervision committee stands for somebody."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class ConflictOfInterest(ScopedModel):
    """An institution that a member must not inspect (回避), and why."""

    scope_fields = ("member__county",)
    scope_area_fields = ("member__area",)

    member = models.ForeignKey(
        RosterMember, models.CASCADE, related_name="conflicts", verbose_name=_("Roster member")
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="+", verbose_name=_("Institution")
    )
    reason = models.CharField(_("Reason"), max_length=200)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))

    class Meta:
        verbose_name = _("Conflict of interest")
        verbose_name_plural = _("Conflicts of interest")
        constraints = [
            models.UniqueConstraint(fields=["member", "institution"], name="conflict_once"),
            models.CheckConstraint(name="conflict_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.member} / {self.institution}"


@tracked()
class Inspection(ScopedModel):
    """A planned inspection and its course. A surprise inspection is shown to few before it begins
    (``claims.reads.inspections``)."""

    class Kind(models.TextChoices):
        ROUTINE = "routine", _("Routine inspection")
        SPECIAL = "special", _("Special inspection")
        SURPRISE = "surprise", _("Surprise inspection")
        JOINT = "joint", _("Joint inspection")

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        APPROVED = "approved", _("Plan approved")
        UNDER_WAY = "under_way", _("Under way")
        CLOSED = "closed", _("Closed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    scope_area_fields = ("area",)

    number = models.CharField(_("Number"), max_length=30, unique=True)
    kind = models.CharField(_("Kind"), max_length=8, choices=Kind)
    title = models.CharField(_("Title"), max_length=120)
    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Conducted by"))
    content = models.CharField(_("What is inspected"), max_length=500)
    partners = models.CharField(
        _("Together with"),
        max_length=200,
        blank=True,
        help_text=_("The other offices of a joint inspection."),
    )
    bills_from = models.DateField(_("Bills from"))
    bills_to = models.DateField(_("Bills to"))
    starts_on = models.DateField(_("Begins on"))
    ends_on = models.DateField(_("Ends on"))
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.PLANNED)
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Planned by"))
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Approved by")
    )
    conclusion = models.CharField(_("Conclusion"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("Inspection")
        verbose_name_plural = _("Inspections")
        indexes = [models.Index(fields=["county", "state"], name="inspection_by_county")]
        constraints = [
            models.CheckConstraint(
                name="inspection_partners",
                condition=Q(kind="joint") & ~Q(partners="") | ~Q(kind="joint"),
                violation_error_message=_("A joint inspection names the other offices."),
            ),
            models.CheckConstraint(
                name="inspection_days",
                condition=Q(bills_to__gte=F("bills_from"), ends_on__gte=F("starts_on")),
                violation_error_message=_("It ends before it begins."),
            ),
            models.CheckConstraint(
                name="inspection_two_people",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("prepared_by")),
                violation_error_message=_("Whoever plans an inspection cannot approve it."),
            ),
            models.CheckConstraint(
                name="inspection_approved",
                condition=Q(state__in=["planned", "withdrawn"]) | Q(approved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="inspection_concluded",
                condition=~Q(state__in=["closed", "withdrawn"]) | ~Q(conclusion=""),
                violation_error_message=_("Say how it ended."),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class InspectionPart(ScopedModel):
    """What belongs to an inspection and is seen with it."""

    scope_fields = ("inspection__county",)
    scope_area_fields = ("inspection__area",)

    class Meta:
        abstract = True


class InspectionDraw(InspectionPart):
    """One lot (双随机): the lists as they were, the seed, who was drawn. Anyone draws the same again from it."""

    class What(models.TextChoices):
        INSTITUTIONS = "institutions", _("Institutions to inspect")
        INSPECTORS = "inspectors", _("Inspectors")

    append_only = True

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="draws", verbose_name=_("Inspection")
    )
    what = models.CharField(_("Drawn"), max_length=12, choices=What)
    seed = models.CharField(_("Seed"), max_length=64)
    size = models.PositiveSmallIntegerField(_("Number drawn"))
    candidates = models.JSONField(_("List drawn from"), help_text=_("Code and name of each."))
    excluded = models.JSONField(_("Left out beforehand"), help_text=_("Code, name and reason of each."))
    drawn = models.JSONField(_("Drawn in this order"), help_text=_("Codes."))
    reason = models.CharField(_("Why it was drawn again"), max_length=200, blank=True)
    drawn_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Drawn by"))
    drawn_at = models.DateTimeField(_("Drawn at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Draw by lot")
        verbose_name_plural = _("Draws by lot")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(name="draw_seeded", condition=~Q(seed="") & Q(size__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}: {self.what}"


@tracked()
class InspectionTarget(InspectionPart):
    """One institution inspected: drawn by lot, or named with a reason; what was found there."""

    class Outcome(models.TextChoices):
        OPEN = "", _("Not inspected yet")
        CLEAN = "clean", _("Nothing found")
        PROBLEMS = "problems", _("Problems found")

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="targets", verbose_name=_("Inspection")
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="inspections", verbose_name=_("Institution")
    )
    draw = models.ForeignKey(
        InspectionDraw, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Draw by lot")
    )
    reason = models.CharField(_("Why it was named"), max_length=200, blank=True)
    outcome = models.CharField(_("Outcome"), max_length=8, choices=Outcome, blank=True)
    inspected_on = models.DateField(_("Inspected on"), null=True, blank=True)
    findings = models.CharField(_("What was found"), max_length=1000, blank=True)
    recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Recorded by")
    )

    class Meta:
        verbose_name = _("Inspected institution")
        verbose_name_plural = _("Inspected institutions")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["inspection", "institution"], name="inspected_once"),
            models.CheckConstraint(
                name="inspected_drawn_or_named",
                condition=Q(draw__isnull=False, reason="") | Q(draw__isnull=True) & ~Q(reason=""),
                violation_error_message=_("An institution that was not drawn is named with a reason."),
            ),
            models.CheckConstraint(
                name="inspected_recorded",
                condition=Q(outcome="", inspected_on__isnull=True, recorded_by__isnull=True)
                | Q(outcome__in=["clean", "problems"], inspected_on__isnull=False, recorded_by__isnull=False)
                & ~Q(findings=""),
                violation_error_message=_("A result has its day and what was found."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.institution)


@tracked()
class InspectionMember(InspectionPart):
    """One of those who inspect."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="team", verbose_name=_("Inspection")
    )
    member = models.ForeignKey(
        RosterMember, models.PROTECT, related_name="inspections", verbose_name=_("Inspector")
    )
    draw = models.ForeignKey(InspectionDraw, models.PROTECT, related_name="+", verbose_name=_("Draw by lot"))

    class Meta:
        verbose_name = _("Member of an inspection")
        verbose_name_plural = _("Members of an inspection")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["inspection", "member"], name="inspects_once"),
        ]

    def __str__(self) -> str:
        return str(self.member)


class InspectionStep(InspectionPart):
    """One act in the course of an inspection, kept as it was written."""

    append_only = True

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="steps", verbose_name=_("Inspection")
    )
    act = models.CharField(_("Act"), max_length=10)
    state = models.CharField(_("State afterwards"), max_length=9, choices=Inspection.State)
    text = models.CharField(_("Statement or reason"), max_length=500, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Done by"))
    done_at = models.DateTimeField(_("Done at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Step of an inspection")
        verbose_name_plural = _("Steps of inspections")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.inspection_id}: {self.act}"
