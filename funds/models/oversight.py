"""The supervision committee's sessions and experts' consultation on major questions (HG-09, source 002 五(四))."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from claims.models import RosterMember
from config.history import tracked
from config.scoping import ScopedModel
from institutions.models import Agency, PoolingArea, User


class Aspect(models.TextChoices):
    """What the committee supervises: raising, running, use and management of the fund."""

    RAISING = "raising", _("Raising of the fund")
    RUNNING = "running", _("Running of the fund")
    USE = "use", _("Use of the fund")
    MANAGEMENT = "management", _("Management of the fund")


@tracked()
class CommitteeSession(ScopedModel):
    """A session of the committee: the fund's figures of a year up to a month are laid before it, frozen as they were.

    ``papers`` is a list of parts, each an aspect with rows of name, unit, value and the value a year before.
    """

    class State(models.TextChoices):
        PREPARED = "prepared", _("Session being prepared")
        LAID = "laid", _("Papers laid before it")
        HELD = "held", _("Held, opinions to answer")
        CLOSED = "closed", _("Closed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    scope_area_fields = ("area",)

    number = models.CharField(_("Number"), max_length=30, unique=True)
    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Called by"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    title = models.CharField(_("Title"), max_length=120)
    month = models.DateField(_("Figures up to"), help_text=_("First day of the last month."))
    held_on = models.DateField(_("Day of the session"))
    place = models.CharField(pgettext_lazy("of a session", "Place"), max_length=120, blank=True)
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.PREPARED)
    papers = models.JSONField(_("Papers"), default=list, encoder=DjangoJSONEncoder)
    laid_at = models.DateTimeField(_("Laid before it at"), null=True, blank=True)
    minutes = models.CharField(_("Minutes"), max_length=4000, blank=True)
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Prepared by"))
    laid_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Laid before it by")
    )
    reason = models.CharField(_("Reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Session of the supervision committee")
        verbose_name_plural = _("Sessions of the supervision committee")
        ordering = ("-held_on", "-pk")
        constraints = [
            models.CheckConstraint(
                name="session_two_people",
                condition=Q(laid_by__isnull=True) | ~Q(laid_by=F("prepared_by")),
                violation_error_message=_(
                    "Whoever prepares the papers does not lay them before the committee."
                ),
            ),
            models.CheckConstraint(
                name="session_laid",
                condition=Q(state="prepared", laid_by__isnull=True, laid_at__isnull=True, papers=[])
                | Q(state="withdrawn") & ~Q(reason="")
                | Q(state__in=["laid", "held", "closed"], laid_by__isnull=False, laid_at__isnull=False)
                & ~Q(papers=[]),
            ),
            models.CheckConstraint(
                name="session_minuted",
                condition=~Q(state__in=["held", "closed"]) | ~Q(minutes=""),
                violation_error_message=_("A session has minutes."),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class SessionPart(ScopedModel):
    """What belongs to a session and is seen with it."""

    scope_fields = ("session__county",)
    scope_area_fields = ("session__area",)

    class Meta:
        abstract = True


@tracked()
class SessionMember(SessionPart):
    """A member called to a session, and whether they came."""

    session = models.ForeignKey(
        CommitteeSession, models.PROTECT, related_name="members", verbose_name=_("Session")
    )
    member = models.ForeignKey(
        RosterMember, models.PROTECT, related_name="+", verbose_name=_("Member of the supervision committee")
    )
    came = models.BooleanField(_("Came"), null=True, blank=True)

    class Meta:
        verbose_name = _("Member called to a session")
        verbose_name_plural = _("Members called to sessions")
        ordering = ("member__code",)
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="session_member_once")]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.member}"


@tracked()
class SessionOpinion(SessionPart):
    """What a member said on one aspect; the agency answers by a day, the answer is approved by a second person."""

    class State(models.TextChoices):
        OPEN = "open", _("To be answered")
        ANSWERED = "answered", _("Answer to be approved")
        APPROVED = "approved", pgettext_lazy("of an opinion", "Answered")

    session = models.ForeignKey(
        CommitteeSession, models.PROTECT, related_name="opinions", verbose_name=_("Session")
    )
    member = models.ForeignKey(
        SessionMember, models.PROTECT, related_name="opinions", verbose_name=_("Said by")
    )
    aspect = models.CharField(_("Aspect"), max_length=10, choices=Aspect)
    text = models.CharField(_("Opinion"), max_length=1000)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    due_on = models.DateField(_("To be answered by"))
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.OPEN)
    answer = models.CharField(_("Answer"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Answered by")
    )
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Approved by")
    )
    approved_on = models.DateField(_("Approved on"), null=True, blank=True)
    returned = models.CharField(_("Why the answer went back"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Opinion of the committee")
        verbose_name_plural = _("Opinions of the committee")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="opinion_two_people",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("answered_by")),
                violation_error_message=_("Whoever writes the answer cannot approve it."),
            ),
            models.CheckConstraint(
                name="opinion_answered",
                condition=Q(state="open", approved_by__isnull=True)
                | Q(state="answered", answered_by__isnull=False, approved_by__isnull=True) & ~Q(answer="")
                | Q(
                    state="approved",
                    answered_by__isnull=False,
                    approved_by__isnull=False,
                    approved_on__isnull=False,
                )
                & ~Q(answer=""),
            ),
            models.CheckConstraint(name="opinion_said", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text[:40]

    @property
    def answered_late(self) -> bool:
        return self.approved_on is not None and self.approved_on > self.due_on


@tracked()
class Consultation(ScopedModel):
    """A major question put to experts drawn by lot from the pool; what was decided on it, and later what came of it."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Question proposed")
        APPROVED = "approved", _("Experts to be drawn")
        ASKED = "asked", _("With the experts")
        CONCLUDED = "concluded", _("Conclusion to be decided on")
        DECIDED = "decided", pgettext_lazy("of a consultation", "Decided")
        ASSESSED = "assessed", _("Effect looked at")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    scope_area_fields = ("area",)

    number = models.CharField(_("Number"), max_length=30, unique=True)
    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Put by"))
    title = models.CharField(_("Title"), max_length=120)
    question = models.CharField(_("Question"), max_length=2000)
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Proposed by"))
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Approved by")
    )
    answer_by = models.DateField(_("Opinions wanted by"))
    seed = models.CharField(_("Seed"), max_length=64, blank=True)
    candidates = models.JSONField(_("List drawn from"), default=list, help_text=_("Code and name of each."))
    excluded = models.JSONField(_("Left out beforehand"), default=list)
    drawn = ArrayField(models.CharField(max_length=30), default=list, verbose_name=_("Drawn in this order"))
    drawn_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Drawn by")
    )
    redrawn = models.CharField(_("Why it was drawn again"), max_length=200, blank=True)
    conclusion = models.CharField(_("Conclusion"), max_length=2000, blank=True)
    concluded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Conclusion drawn by")
    )
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    decided_on = models.DateField(_("Decided on"), null=True, blank=True)
    assess_by = models.DateField(_("Effect to be looked at by"), null=True, blank=True)
    effect = models.CharField(_("Effect of the decision"), max_length=2000, blank=True)
    assessed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Looked at by")
    )
    reason = models.CharField(_("Reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Consultation of experts")
        verbose_name_plural = _("Consultations of experts")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                name="consultation_two_people",
                condition=(Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")))
                & (Q(decided_by__isnull=True) | ~Q(decided_by=F("concluded_by"))),
            ),
            models.CheckConstraint(
                name="consultation_drawn",
                condition=Q(state__in=["proposed", "approved", "withdrawn"])
                | Q(approved_by__isnull=False, drawn_by__isnull=False) & ~Q(seed="") & ~Q(drawn=[]),
            ),
            models.CheckConstraint(
                name="consultation_decided",
                condition=~Q(state__in=["concluded", "decided", "assessed"])
                | ~Q(conclusion="") & Q(concluded_by__isnull=False),
            ),
            models.CheckConstraint(
                name="consultation_assessed",
                condition=~Q(state__in=["decided", "assessed"])
                | Q(decided_by__isnull=False, decided_on__isnull=False, assess_by__isnull=False),
            ),
            models.CheckConstraint(
                name="consultation_effect",
                condition=~Q(state="assessed") | ~Q(effect="") & Q(assessed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="consultation_withdrawn", condition=~Q(state="withdrawn") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.number


@tracked()
class ConsultationOpinion(ScopedModel):
    """What one of the experts drawn says on the question."""

    class Stance(models.TextChoices):
        FOR = "for", _("In favour of it")
        CONDITIONAL = "conditional", _("In favour under conditions")
        AGAINST = "against", _("Against it")
        ABSTAINS = "abstains", _("No opinion")

    scope_fields = ("consultation__county",)
    scope_area_fields = ("consultation__area",)

    consultation = models.ForeignKey(
        Consultation, models.PROTECT, related_name="opinions", verbose_name=_("Consultation")
    )
    member = models.ForeignKey(RosterMember, models.PROTECT, related_name="+", verbose_name=_("Expert"))
    stance = models.CharField(_("Stance"), max_length=11, choices=Stance)
    grounds = models.CharField(_("Grounds"), max_length=2000)
    given_on = models.DateField(_("Given on"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))

    class Meta:
        verbose_name = _("Opinion of an expert")
        verbose_name_plural = _("Opinions of experts")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["consultation", "member"], name="expert_opinion_once"),
            models.CheckConstraint(name="expert_grounds", condition=~Q(grounds="")),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id}: {self.member}"
