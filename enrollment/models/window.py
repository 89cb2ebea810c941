"""The annual enrolment of residents (集中参保): who enrolled for which year, through whom, and who pays what."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency

from .coverage import Coverage
from .payers import Payer
from .people import Person

# Who does not come to the same as most.
AIDED_OR_PERMIT = ~models.Q(aid_category="") | models.Q(permit_holder=True)


@tracked()
class WindowEnrolment(ScopedModel):
    """A resident enrolled for a year of cover through a village, community or school (ZY-01, ZY-02).

    ``paid`` is what the person paid, ``collective`` what the village or a firm added, ``aided`` what is paid for
    an aided person, ``subsidy`` the governments' share: yuan, as the policy of the year of cover says.
    """

    scope_fields = ("person__county",)

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="window_enrolments", verbose_name=_("Person")
    )
    year = models.PositiveSmallIntegerField(_("Year of cover"))
    payer = models.ForeignKey(
        Payer, models.PROTECT, related_name="window_enrolments", verbose_name=_("Enrolled through"),
        db_index=False,
    )  # fmt: skip
    coverage = models.OneToOneField(
        Coverage, models.PROTECT, related_name="window_enrolment", verbose_name=_("Coverage")
    )
    household = models.CharField(_("Household number"), max_length=40, blank=True)
    aid_category = models.CharField(_("Aid category"), max_length=20, blank=True)
    permit_holder = models.BooleanField(_("Holds a residence permit"), default=False)
    paid_on = models.DateField(_("Paid on"))
    paid = MoneyField(_("Paid by the person"))
    collective = MoneyField(_("Collective aid"), default=0)
    aided = MoneyField(_("Paid for the aided"), default=0)
    subsidy = MoneyField(_("Government subsidy"))
    handled_at = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name=_("Handled at"), db_index=False
    )
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Annual enrolment")
        verbose_name_plural = _("Annual enrolments")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "year"],
                name="window_once_a_year",
                violation_error_message=_("The person is enrolled for this year already."),
            ),
            models.CheckConstraint(
                name="window_amounts_not_negative",
                condition=models.Q(paid__gte=0, collective__gte=0, aided__gte=0, subsidy__gte=0),
            ),
        ]
        indexes = [
            models.Index(fields=["payer", "year"], name="window_by_payer"),
            # The few of a year's million who come to something else.
            models.Index(
                fields=["year"],
                include=["coverage"],
                condition=AIDED_OR_PERMIT,
                name="window_aided_or_permit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.year}"

    @property
    def paid_for(self) -> Decimal:
        """What others paid of the contribution, in yuan."""
        return Decimal(self.collective) + Decimal(self.aided)
