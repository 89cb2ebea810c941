"""Acts on single accounts: who may share with whom, and what goes in or out by a person's request."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from enrollment.models import Person
from institutions.models import User

from .personal_accounts import Cause, PersonalAccount


class Relation(models.TextChoices):
    """What the relative is to the person who shares."""

    SPOUSE = "spouse", _("Spouse")
    PARENT = "parent", _("Parent")
    CHILD = "child", _("Child")
    SIBLING = "sibling", _("Sibling")
    GRANDPARENT = "grandparent", _("Grandparent")
    GRANDCHILD = "grandchild", _("Grandchild")
    PARENT_IN_LAW = "parent_in_law", _("Parent of the spouse")
    CHILD_IN_LAW = "child_in_law", _("Spouse of the child")


@tracked()
class FamilyAuthorisation(ScopedModel):
    """A person lets a relative be given of their account (家庭共济授权), for a period."""

    scope_fields = ("donor__county",)

    donor = models.ForeignKey(
        Person, models.PROTECT, related_name="shares_with", verbose_name=_("Shares the account")
    )
    relative = models.ForeignKey(Person, models.PROTECT, related_name="shared_by", verbose_name=_("Relative"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    relation = models.CharField(_("Relation"), max_length=15, choices=Relation)
    period = DateRangeField(_("Period"))
    handled_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Handled by"))

    class Meta:
        verbose_name = _("Family authorisation")
        verbose_name_plural = _("Family authorisations")
        constraints = [
            models.CheckConstraint(
                name="family_authorisation_of_another",
                condition=~models.Q(donor=models.F("relative")),
                violation_error_message=_("Nobody shares with themselves."),
            ),
            models.CheckConstraint(
                name="family_authorisation_begins", condition=models.Q(period__startswith__isnull=False)
            ),
            ExclusionConstraint(
                name="family_authorisation_once",
                expressions=[
                    ("donor", RangeOperators.EQUAL),
                    ("relative", RangeOperators.EQUAL),
                    ("insutype", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This relative is authorised already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.donor} → {self.relative}"


@tracked()
class AccountRequest(ScopedModel):
    """Money in from another area, out to another area, to heirs, or in cash: moves once a second person reviewed it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for review")
        POSTED = "posted", _("Posted")
        REFUSED = "refused", _("Turned down")

    class Act(models.TextChoices):
        TRANSFER_IN = "transfer_in", _("Transfer in with the insurance")
        TRANSFER_OUT = "transfer_out", _("Transfer out with the insurance")
        PAYOUT = "payout", _("Pay out in cash")
        TO_HEIR = "to_heir", _("Pass to an heir's account")

    scope_fields = ("account__person__county",)

    account = models.ForeignKey(
        PersonalAccount, models.PROTECT, related_name="requests", verbose_name=_("Personal account")
    )
    act = models.CharField(_("Act"), max_length=12, choices=Act)
    amount = MoneyField(_("Amount"))
    day = models.DateField(_("Day"))
    reason = models.CharField(_("Reason"), max_length=200)
    heir = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Heir")
    )
    payee_name = models.CharField(_("Payee"), max_length=120, blank=True)
    payee_account = models.CharField(_("Payee's account number"), max_length=50, blank=True)
    payee_bank = models.CharField(_("Payee's bank"), max_length=120, blank=True)
    closes = models.BooleanField(_("Closes the account"), default=False)
    state = models.CharField(_("State"), max_length=8, choices=State, default=State.WAITING)
    handled_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Handled by"))
    handled_at = models.DateTimeField(_("Handled at"), auto_now_add=True)
    reviewed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Reviewed by")
    )
    reviewed_at = models.DateTimeField(_("Reviewed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Request on a personal account")
        verbose_name_plural = _("Requests on personal accounts")
        constraints = [
            models.CheckConstraint(name="account_request_positive", condition=models.Q(amount__gt=0)),
            models.CheckConstraint(
                name="account_request_two_people",
                condition=models.Q(reviewed_by__isnull=True) | ~models.Q(reviewed_by=models.F("handled_by")),
                violation_error_message=_("Whoever handles cannot review."),
            ),
            models.CheckConstraint(
                name="account_request_reviewed",
                condition=models.Q(state="waiting", reviewed_by__isnull=True)
                | (~models.Q(state="waiting") & models.Q(reviewed_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="account_request_heir",
                condition=models.Q(act="to_heir", heir__isnull=False)
                | (~models.Q(act="to_heir") & models.Q(heir__isnull=True)),
                violation_error_message=_("An inheritance names the heir; nothing else does."),
            ),
        ]
        indexes = [models.Index(fields=["state", "account"], name="account_request_by_state")]

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.account}"

    @property
    def cause(self) -> Cause:
        if self.act == self.Act.TO_HEIR:
            return Cause.INHERITANCE
        return Cause.PAYOUT if self.act == self.Act.PAYOUT else Cause.TRANSFER
