"""Staff: users, their dated assignments to agencies with duties, and delegation for a period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.models import (
    AbstractBaseUser,
    BaseUserManager,
    PermissionsMixin,
)
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.scoping import EVERYTHING, Scope

from .areas import Agency

AUDIT_ALONE = _("Whoever audits holds no other duty at the same time.")


class Duty(models.TextChoices):
    """What a person may do for an agency; nobody holds two of handle, review, approve on one act."""

    REGISTER = "register", _("Register")
    HANDLE = "handle", _("Handle")
    REVIEW = "review", _("Review")
    APPROVE = "approve", _("Approve")
    FINANCE = "finance", _("Finance")
    INSPECT = "inspect", _("Inspect")
    AUDIT = "audit", _("Audit")
    ADMINISTER = "administer", _("Administer")
    UNMASK = "unmask", _("See full numbers")

    @property
    def needs_second_factor(self) -> bool:
        """Whoever holds it says yes to money going out, or gives others the right to: they sign in with two factors.

        Reviewing releases bills and refunds, approving payments and plans, finance the files for the bank;
        administering hands these duties out. Registering, handling, inspecting and auditing alone pay nothing.
        """
        return self in {Duty.REVIEW, Duty.APPROVE, Duty.FINANCE, Duty.ADMINISTER}


class UserManager(BaseUserManager["User"]):
    """Creates users; ``createsuperuser`` asks for the user name and the name."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(username, password, is_staff=True, is_superuser=True, **fields)


@tracked(exclude=("password", "password_own_since", "last_login", "preferences"))
class User(AbstractBaseUser, PermissionsMixin):
    """A person who works in the back office. What they see and do comes from their assignments."""

    class Language(models.TextChoices):
        CHINESE = "zh-hans", "简体中文"
        ENGLISH = "en", "English"

    username = models.CharField(
        _("User name"), max_length=60, unique=True, validators=[UnicodeUsernameValidator()]
    )
    name = models.CharField(_("Name"), max_length=60)
    language = models.CharField(_("Language"), max_length=10, choices=Language, default=Language.CHINESE)
    is_active = models.BooleanField(_("Active"), default=True)
    is_staff = models.BooleanField(_("May open the maintenance room"), default=False)
    date_joined = models.DateTimeField(_("Joined"), default=timezone.now, editable=False)
    preferences = models.JSONField(_("Preferences"), default=dict, blank=True, editable=False)
    password_own_since = models.DateTimeField(
        _("Chose the password at"), null=True, blank=True, editable=False
    )
    """When the person chose the present password; None while it is one that somebody else gave them."""

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("User")
        verbose_name_plural = _("Users")
        ordering = ("username",)

    def __str__(self) -> str:
        return self.name or self.username

    def set_password(self, raw_password: str | None) -> None:
        """A password given to somebody: known to whoever gave it."""
        super().set_password(raw_password)
        self.password_own_since = None

    def choose_password(self, raw_password: str) -> None:
        """A password one chose oneself; to be saved."""
        self.set_password(raw_password)
        self.password_own_since = timezone.now()

    def owns_password(self, days: int) -> bool:
        """Whether the person chose the present password, not more than ``days`` ago (0: ever)."""
        since = self.password_own_since
        return since is not None and (not days or timezone.now() - since < dt.timedelta(days=days))

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @cached_property
    def assignments_in_force(self) -> list[Assignment]:
        """Own assignments and those delegated to this person, as of today; cached on the object."""
        today = timezone.localdate()
        own = Assignment.objects.in_force(today).filter(user=self)
        lent = Assignment.objects.in_force(today).filter(
            delegations__receiver=self, delegations__period__contains=today
        )
        found = list((own | lent).select_related("agency__area", "agency__county").distinct().order_by("pk"))
        for one in found:
            if one.user_id == self.pk:
                # What asks for the holder's scope finds it here instead of reading it once more.
                one.user = self
        return found

    @property
    def assignments_to_come(self) -> models.QuerySet[Assignment]:
        """Own assignments whose first day is still ahead, the next first."""
        later = self.assignments.filter(period__startswith__gt=timezone.localdate())
        return later.select_related("agency").order_by("period", "pk")

    def scope(self, *, duties: frozenset[str] | None = None) -> Scope:
        """Counties and areas this person may see today; with ``duties`` only those where they hold one of them."""
        if self.is_superuser:
            return EVERYTHING
        held = self.assignments_in_force
        return scope_of_agencies(
            [one.agency for one in held if duties is None or not duties.isdisjoint(one.duties)]
        )

    def duties_at(self, agency: Agency) -> set[str]:
        """Duties held today at ``agency`` itself."""
        return {
            duty
            for assignment in self.assignments_in_force
            if assignment.agency_id == agency.pk
            for duty in assignment.duties
        }


def scope_of_agencies(agencies: list[Agency]) -> Scope:
    """A county (or below) sees its county; a city itself and its whole area; a region what is its own.

    Of the areas below it a region sees what they report (docs/decisions/015), which names the region itself.
    """
    counties = {agency.county_id or agency.pk for agency in agencies}
    areas = {agency.area_id for agency in agencies if agency.is_municipal}
    cities = {agency.area_id for agency in agencies if agency.level == Agency.Level.CITY}
    if cities:
        counties |= set(
            Agency.objects.filter(area_id__in=cities, level=Agency.Level.COUNTY).values_list("pk", flat=True)
        )
    return Scope(
        counties=frozenset(counties),
        areas=frozenset(areas),
        member_areas=frozenset(areas | {agency.area_id for agency in agencies}),
        areas_above=frozenset(
            agency.area.parent_id
            for agency in agencies
            if agency.level == Agency.Level.CITY and agency.area.parent_id is not None
        ),
    )


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def in_force(self, day: dt.date) -> AssignmentQuerySet:
        return self.filter(period__contains=day)

    def against(self, user: User, duties: Iterable[str], period: Any) -> AssignmentQuerySet:
        """Assignments of ``user``, own and lent, that may not stand beside ``duties`` in ``period``: whoever audits
        holds no other duty on the same day (ZY-23; a trigger keeps it)."""
        lent = models.Q(delegations__receiver=user, delegations__period__overlap=period)
        found = self.filter(models.Q(user=user) | lent, period__overlap=period)
        audits = models.Q(duties__contains=[Duty.AUDIT])
        return found.filter(~audits if Duty.AUDIT in duties else audits).distinct()


@tracked()
class Assignment(models.Model):
    """A person works for an agency with certain duties during a half-open period."""

    user = models.ForeignKey(User, models.PROTECT, related_name="assignments", verbose_name=_("User"))
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="assignments", verbose_name=_("Agency"))
    duties = ArrayField(models.CharField(max_length=12, choices=Duty), verbose_name=_("Duties"))
    period = DateRangeField(_("Period"), help_text=_("From the first day up to, not including, the last."))

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Assignment")
        verbose_name_plural = _("Assignments")
        constraints = [
            models.CheckConstraint(
                name="assignment_has_duties",
                condition=models.Q(duties__len__gt=0),
                violation_error_message=_("An assignment names at least one duty."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} @ {self.agency}"

    @property
    def duty_names(self) -> list[str]:
        """The duties in the reader's language, in their usual order."""
        return [str(duty.label) for duty in Duty if duty in self.duties]

    def clean(self) -> None:
        """Raises ``ValidationError`` in words for what the trigger refuses."""
        if self.duties and Duty.AUDIT in self.duties and len(self.duties) > 1:
            raise ValidationError({"duties": AUDIT_ALONE})
        if self.user_id and self.duties and self.period:
            held = Assignment.objects.exclude(pk=self.pk)
            if other := held.against(self.user, self.duties, self.period).first():
                raise ValidationError(
                    _("%(rule)s Held already: %(other)s."), params={"rule": AUDIT_ALONE, "other": other}
                )


@tracked()
class Delegation(models.Model):
    """For a period another person acts with an assignment's duties (leave, secondment)."""

    assignment = models.ForeignKey(
        Assignment, models.PROTECT, related_name="delegations", verbose_name=_("Assignment")
    )
    receiver = models.ForeignKey(
        User, models.PROTECT, related_name="delegations_received", verbose_name=_("Acts for")
    )
    period = DateRangeField(_("Period"))
    reason = models.CharField(_("Reason"), max_length=200)

    class Meta:
        verbose_name = _("Delegation")
        verbose_name_plural = _("Delegations")

    def __str__(self) -> str:
        return f"{self.assignment} → {self.receiver}"

    def clean(self) -> None:
        """Raises ``ValidationError`` in words for what the trigger refuses."""
        if not (self.assignment_id and self.receiver_id and self.period):
            return
        held = Assignment.objects.exclude(pk=self.assignment_id)
        if other := held.against(self.receiver, self.assignment.duties, self.period).first():
            raise ValidationError(
                _("%(rule)s Held already: %(other)s."), params={"rule": AUDIT_ALONE, "other": other}
            )
