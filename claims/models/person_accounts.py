"""The bank accounts people are paid to: entered by one person, checked by another."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.display import masked_account
from config.history import tracked
from config.scoping import ScopedModel
from enrollment.models import Person
from institutions.models import Agency, User


@tracked()
class PersonAccount(ScopedModel):
    """Where money owed to a person goes. Never changed: another account is another row.

    ``insu_county`` and ``handling_county`` say who may see it: whose the person is and whose counter took it.
    """

    class Holder(models.TextChoices):
        PERSON = "person", _("The insured person")
        AGENT = "agent", _("Guardian or agent")
        HEIR = "heir", _("Heir")
        EMPLOYER = "employer", _("Employer")

    scope_fields = ("insu_county", "handling_county")

    person = models.ForeignKey(Person, models.PROTECT, related_name="accounts", verbose_name=_("Person"))
    insu_county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Insured in"))
    handling_county = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name=_("Handled at")
    )
    holder = models.CharField(_("Account holder"), max_length=10, choices=Holder, default=Holder.PERSON)
    account_name = models.CharField(_("Account name"), max_length=120)
    account_no = models.CharField(_("Account number"), max_length=34)
    bank_name = models.CharField(_("Bank"), max_length=120)
    bank_code = models.CharField(_("Bank code"), max_length=14, blank=True)
    evidence = models.CharField(
        _("Evidence"),
        max_length=200,
        blank=True,
        help_text=_("Why somebody else is paid: power of attorney…"),
    )
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    entered_at = models.DateTimeField(_("Entered at"), auto_now_add=True)
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Checked by")
    )
    checked_at = models.DateTimeField(_("Checked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("Account of a person")
        verbose_name_plural = _("Accounts of people")
        constraints = [
            models.CheckConstraint(
                name="person_account_two_people",
                condition=models.Q(checked_by__isnull=True) | ~models.Q(checked_by=models.F("entered_by")),
                violation_error_message=_("Whoever enters cannot check."),
            ),
            models.CheckConstraint(
                name="person_account_evidence",
                condition=models.Q(holder="person") | ~models.Q(evidence=""),
                violation_error_message=_("Say on what evidence somebody else is paid."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_name} {masked_account(self.account_no)}"
