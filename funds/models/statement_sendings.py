"""That a statement was given to its institution, and what the institution said to it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.scoping import ScopedModel
from institutions.models import User

from .clearing import Statement


@tracked()
class StatementSending(ScopedModel):
    """One sending of a statement: ``sent → confirmed``, or ``sent → objected → answered (→ confirmed)``.

    The latest that was not withdrawn says how the statement stands. A statement is sent once its month is posted and
    cannot be sent back any more, so it is never made anew under a sending; the database refuses both, and that what
    was said is said differently (migration ``statement_sendings``).
    """

    class Way(models.TextChoices):
        IN_PERSON = "in_person", _("Handed over in person")
        POST = "post", _("By post")
        ELECTRONIC = "electronic", _("Electronically")

    class State(models.TextChoices):
        SENT = "sent", _("Sent, no answer yet")
        CONFIRMED = "confirmed", _("Confirmed")
        OBJECTED = "objected", _("Objected")
        ANSWERED = "answered", _("Objection answered")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    scope_fields = ("statement__payer",)
    scope_area_fields = ("statement__clearing__area",)

    statement = models.ForeignKey(
        Statement, models.PROTECT, related_name="sendings", verbose_name=_("Statement")
    )
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.SENT)
    sent_on = models.DateField(_("Sent out on"))
    way = models.CharField(_("Way of sending"), max_length=12, choices=Way)
    receiver = models.CharField(_("Receiver"), max_length=60, blank=True, default="")
    note = models.CharField(_("Note"), max_length=200, blank=True, default="")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"), auto_now_add=True)
    confirmed_on = models.DateField(_("Confirmed on"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Confirmation entered by")
    )  # fmt: skip
    objected_on = models.DateField(_("Objected on"), null=True, blank=True)
    objection = models.CharField(_("Objection"), max_length=500, blank=True, default="")
    objection_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Objection entered by")
    )
    answered_on = models.DateField(_("Answered on"), null=True, blank=True)
    answer = models.CharField(_("Answer"), max_length=500, blank=True, default="")
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Answered by")
    )
    withdrawn_reason = models.CharField(_("Why it was withdrawn"), max_length=200, blank=True, default="")
    withdrawn_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Withdrawn by")
    )

    class Meta:
        verbose_name = _("Sending of a statement")
        verbose_name_plural = _("Sendings of statements")
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=["statement"], condition=Q(state="objected"), name="sending_objected_open")
        ]
        constraints = [
            models.CheckConstraint(
                name="sending_way_known", condition=Q(way__in=["in_person", "post", "electronic"])
            ),
            models.CheckConstraint(
                name="sending_confirmed",
                condition=Q(confirmed_on__isnull=True, confirmed_by__isnull=True) & ~Q(state="confirmed")
                | Q(confirmed_on__isnull=False, confirmed_on__gte=F("sent_on"), confirmed_by__isnull=False)
                & Q(state__in=["confirmed", "withdrawn"]),
                violation_error_message=_("A confirmation needs its day, not before the statement was sent."),
            ),
            models.CheckConstraint(
                name="sending_objected",
                condition=Q(objected_on__isnull=True, objection="", objection_by__isnull=True)
                & ~Q(state__in=["objected", "answered"])
                | Q(objected_on__isnull=False, objected_on__gte=F("sent_on"), objection_by__isnull=False)
                & ~Q(objection="") & ~Q(state="sent"),
                violation_error_message=_(
                    "An objection needs its words and its day, not before the statement was sent."
                ),
            ),
            models.CheckConstraint(
                name="sending_answered",
                condition=Q(answered_on__isnull=True, answer="", answered_by__isnull=True)
                & (Q(state="objected") | Q(objected_on__isnull=True))
                | Q(answered_on__isnull=False, objected_on__isnull=False, answered_on__gte=F("objected_on"))
                & Q(answered_by__isnull=False) & ~Q(answered_by=F("objection_by")) & ~Q(answer="")
                & ~Q(state__in=["sent", "objected"]),
                violation_error_message=_("Somebody else answers an objection, in words, not before it came."),
            ),
            models.CheckConstraint(
                name="sending_withdrawn",
                condition=Q(withdrawn_reason="", withdrawn_by__isnull=True) & ~Q(state="withdrawn")
                | Q(withdrawn_by__isnull=False, state="withdrawn") & ~Q(withdrawn_reason=""),
                violation_error_message=_("What is withdrawn says why."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.statement_id} {self.sent_on:%Y-%m-%d}"
