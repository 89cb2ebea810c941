"""What all registers of a person's rights have in common: whose it is, how it stands, who did what."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.rules.registrations import COUNTS, Act, State, why_not
from config.scoping import ScopedModel
from enrollment.models import Person
from institutions.models import Agency, User

ONE_DAY = dt.timedelta(days=1)


class RegistrationState(models.TextChoices):
    """How a registration stands; the steps between are ``claims.rules.registrations``."""

    APPLIED = State.APPLIED.value, _("Application received")
    EXPERTS = State.EXPERTS.value, _("With the experts")
    IN_FORCE = State.IN_FORCE.value, _("In force")
    ENDED = State.ENDED.value, _("Ended early")
    REFUSED = State.REFUSED.value, _("Refused")
    WITHDRAWN = State.WITHDRAWN.value, _("Withdrawn")


# The states in which a registration counts for bills, within its period.
COUNTING = tuple(state.value for state in COUNTS)
COUNTS_FOR_BILLS = models.Q(state__in=COUNTING)
OPEN = models.Q(state__in=(State.APPLIED.value, State.EXPERTS.value))
TONES = {
    "applied": "info",
    "experts": "info",
    "in_force": "ok",
    "ended": "plain",
    "refused": "bad",
    "withdrawn": "plain",
}


class Registration(ScopedModel):
    """A right or fact on register for a person during a half-open period.

    Whoever's counter handled it may see it as well as the county of the person (NB-27); it keeps the person's
    number and name, because the handling county does not see the person's row. ``period`` is what was asked
    until somebody decides, and what holds afterwards. ``must_review`` is what the policy wanted of it.
    """

    scope_fields = ("county", "handling_county")
    prefix: ClassVar[str] = ""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="%(class)ss", verbose_name=_("Person"), db_index=False
    )
    psn_no = models.CharField(_("Person number"), max_length=30)
    psn_name = models.CharField(_("Full name"), max_length=50)
    county = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name=_("Insured in"), db_index=False
    )
    handling_county = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name=_("Handled by counter"), db_index=False
    )
    state = models.CharField(
        _("State"), max_length=10, choices=RegistrationState, default=RegistrationState.APPLIED
    )
    applied_on = models.DateField(_("Applied on"))
    period = DateRangeField(_("Period"), help_text=_("From the first day up to, not including, the end."))
    must_review = models.BooleanField(_("A second person decides"), default=True)
    due = models.DateField(_("To be decided by"), null=True, blank=True)
    reference = models.CharField(_("Former number"), max_length=40, blank=True)
    remark = models.CharField(_("Remark"), max_length=300, blank=True)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    handled_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Handled by"))
    handled_at = models.DateTimeField(_("Handled at"), auto_now_add=True)
    reviewed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Reviewed by")
    )
    reviewed_at = models.DateTimeField(_("Reviewed at"), null=True, blank=True)
    ended_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Ended by")
    )
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """What people call it: a letter pair and eight digits."""
        return f"{self.prefix}{self.pk:08d}" if self.pk else self.prefix

    @property
    def first_day(self) -> dt.date:
        first: dt.date = self.period.lower
        return first

    @property
    def last_day(self) -> dt.date | None:
        """The last day that counts; None while it goes on."""
        return None if self.period.upper is None else self.period.upper - ONE_DAY

    @property
    def counts(self) -> bool:
        return self.state in COUNTING

    @property
    def tone(self) -> str:
        return TONES[self.state]

    def allows(self, act: Act) -> bool:
        return not self.refusal(act)

    def refusal(self, act: Act) -> str:
        """Why ``act`` is not possible now, as a code; empty when it is."""
        return why_not(act, State(self.state), needs_experts=self.needs_experts, must_review=self.must_review)

    @property
    def needs_experts(self) -> bool:
        return False


def constraints_of(name: str) -> list[models.BaseConstraint]:
    """What the database refuses of every register."""
    return [
        models.CheckConstraint(
            name=f"{name}_period",
            condition=models.Q(period__isempty=False, period__startswith__isnull=False),
            violation_error_message=_("The period has at least one day; it ends after it begins."),
        ),
        models.CheckConstraint(
            name=f"{name}_two_people",
            condition=models.Q(reviewed_by__isnull=True) | ~models.Q(reviewed_by=models.F("handled_by")),
            violation_error_message=_("Whoever handles cannot review."),
        ),
        models.CheckConstraint(
            name=f"{name}_reviewed",
            condition=~models.Q(must_review=True, state__in=(*COUNTING, State.REFUSED.value))
            | models.Q(reviewed_by__isnull=False),
            violation_error_message=_("A second person decides first."),
        ),
        models.CheckConstraint(
            name=f"{name}_reason",
            condition=~models.Q(
                state__in=(State.REFUSED.value, State.WITHDRAWN.value, State.ENDED.value), reason=""
            ),
            violation_error_message=_("Give the reason."),
        ),
        models.CheckConstraint(
            name=f"{name}_end_known",
            condition=~models.Q(state=State.ENDED.value) | models.Q(period__endswith__isnull=False),
            violation_error_message=_("What has ended has a last day."),
        ),
    ]


def indexes_of(name: str) -> list[models.Index]:
    """Lists and the settling of bills find their rows through these."""
    return [
        models.Index(fields=["person", "state"], name=f"{name}_by_person"),
        models.Index(fields=["county", "state"], name=f"{name}_by_county"),
        models.Index(fields=["handling_county"], name=f"{name}_by_counter"),
        models.Index(fields=["psn_no"], name=f"{name}_by_psn_no"),
        models.Index(
            fields=["import_run_id"],
            name=f"{name}_by_import",
            condition=models.Q(import_run_id__isnull=False),
        ),
    ]
