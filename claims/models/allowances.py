"""Maternity allowance (生育津贴): the case of a birth or a loss, what it gives, and who is paid."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from enrollment.models import Person
from institutions.models import Agency, User

from .person_accounts import PersonAccount


@tracked()
class MaternityAllowance(ScopedModel):
    """One birth (or loss) of an insured woman: facts with their evidence, days and amount once reckoned.

    ``policy_versions`` pins what it was reckoned by; the steps are derived again from it and the facts.
    """

    class State(models.TextChoices):
        REGISTERED = "registered", _("Case registered")
        CALCULATED = "calculated", _("Reckoned")
        REVIEWED = "reviewed", _("Reviewed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Delivery(models.TextChoices):
        """matn_type, as far as an allowance is paid for it."""

        NORMAL = "1", _("Normal delivery")
        ASSISTED = "2", _("Assisted delivery")
        CAESAREAN = "3", _("Caesarean")
        DIFFICULT = "4", _("Difficult delivery")
        MISCARRIAGE = "5", _("Miscarriage")
        INDUCED = "6", _("Induced labour")

    scope_fields = ("insu_county", "handling_county")

    number = models.CharField(_("Case number"), max_length=30, unique=True)
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="maternity_allowances", verbose_name=_("Person")
    )
    psn_no = models.CharField(_("Person number"), max_length=30)
    psn_name = models.CharField(_("Full name"), max_length=50)
    certno = models.CharField(_("Certificate number"), max_length=50)
    insutype = models.CharField(_("Scheme"), max_length=6, default="310")
    insu_county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Insured in"))
    handling_county = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name=_("Handled at")
    )
    employer_name = models.CharField(_("Employer"), max_length=120)
    matn_type = models.CharField(_("Delivery"), max_length=3, choices=Delivery)
    born_on = models.DateField(_("Day of the birth or loss"))
    fetus_cnt = models.PositiveSmallIntegerField(_("Children born"), default=1)
    pregnancy_weeks = models.PositiveSmallIntegerField(
        _("Weeks of pregnancy"), null=True, blank=True, help_text=_("Asked where no child was born.")
    )
    monthly_base = MoneyField(
        _("Employer's mean monthly base"),
        help_text=_("Mean of the monthly contribution bases of the employer's staff in the year before."),
    )
    base_evidence = models.CharField(_("Evidence of the base"), max_length=200)
    received_on = models.DateField(_("Received on"))
    due_on = models.DateField(_("To be finished by"), null=True, blank=True)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.REGISTERED)
    days = models.PositiveSmallIntegerField(_("Days"), null=True, blank=True)
    amount = MoneyField(_("Amount"), null=True, blank=True)
    policy_versions = models.JSONField(_("Policy versions"), default=list, blank=True)
    account = models.ForeignKey(
        PersonAccount,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Account paid to"),
    )
    registered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Registered by"))
    handled_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Reckoned by")
    )
    reviewed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Reviewed by")
    )
    reviewed_at = models.DateTimeField(_("Reviewed at"), null=True, blank=True)
    returned_reason = models.CharField(_("Why it was sent back"), max_length=300, blank=True)
    withdrawn_reason = models.CharField(_("Why it was withdrawn"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Maternity allowance")
        verbose_name_plural = _("Maternity allowances")
        indexes = [
            models.Index(fields=["handling_county", "state"], name="allowance_by_counter"),
            models.Index(fields=["insu_county", "state"], name="allowance_by_county"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "born_on"],
                condition=~models.Q(state="withdrawn"),
                name="allowance_once_per_birth",
                violation_error_message=_("There is already a case for this birth."),
            ),
            models.CheckConstraint(
                name="allowance_reckoned",
                condition=~models.Q(state__in=["calculated", "reviewed"])
                | models.Q(days__isnull=False, amount__isnull=False, handled_by__isnull=False),
            ),
            models.CheckConstraint(
                name="allowance_two_people",
                condition=models.Q(reviewed_by__isnull=True) | ~models.Q(reviewed_by=models.F("handled_by")),
                violation_error_message=_("Whoever reckons cannot review."),
            ),
            models.CheckConstraint(
                name="allowance_reviewed_by",
                condition=~models.Q(state="reviewed") | models.Q(reviewed_by__isnull=False),
            ),
            models.CheckConstraint(name="allowance_base_positive", condition=models.Q(monthly_base__gt=0)),
            models.CheckConstraint(
                name="allowance_children_or_weeks",
                condition=models.Q(matn_type__in=["5", "6"], fetus_cnt=0, pregnancy_weeks__isnull=False)
                | models.Q(matn_type__in=["1", "2", "3", "4"], fetus_cnt__gte=1),
                violation_error_message=_(
                    "A birth has children; a loss has its weeks of pregnancy and none."
                ),
            ),
            models.CheckConstraint(
                name="allowance_withdrawn_why",
                condition=~models.Q(state="withdrawn") | ~models.Q(withdrawn_reason=""),
                violation_error_message=_("Say why the case is withdrawn."),
            ),
        ]

    def __str__(self) -> str:
        return self.number
