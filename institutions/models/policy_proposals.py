"""What a county proposes to change in policy, what the city decides of it, and which county has read what came into
force (NB-28)."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel

from .areas import Agency, PoolingArea
from .policy import PolicyDocument, PolicyVersion
from .staff import User


@tracked()
class PolicyProposal(ScopedModel):
    """A county asks its city to change parameters of a document in force. What it asked for stays as it was sent."""

    class State(models.TextChoices):
        ENTERED = "entered", _("Being written")
        SENT = "sent", _("With the city")
        TAKEN_UP = "taken_up", _("Taken up by the city")
        DECLINED = "declined", _("Not adopted")
        ADOPTED = "adopted", _("Adopted into a draft")

    scope_fields = ("county",)
    scope_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    document = models.ForeignKey(
        PolicyDocument, models.PROTECT, related_name="proposals", verbose_name=_("Policy document")
    )
    title = models.CharField(_("What is proposed"), max_length=120)
    wanted_from = models.DateField(_("To hold from"))
    grounds = models.TextField(_("Grounds"), max_length=2000)
    effect = models.TextField(_("Estimated effect"), max_length=1000, blank=True)
    effect_amount = MoneyField(_("Estimated effect on a year's spending, yuan"), null=True, blank=True)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.ENTERED)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Entered by"))
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Checked by")
    )
    sent_on = models.DateField(_("Sent on"), null=True, blank=True)
    answer_by = models.DateField(_("To be answered by"), null=True, blank=True)
    returned_reason = models.CharField(_("Sent back because"), max_length=300, blank=True)
    taken_up_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Taken up by")
    )
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )
    decided_on = models.DateField(_("Decided on"), null=True, blank=True)
    answer = models.TextField(_("Decision"), max_length=2000, blank=True)
    answer_number = models.CharField(_("Number of the reply"), max_length=80, blank=True)
    adopted_in = models.ForeignKey(
        PolicyVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("Adopted in"),
    )
    received_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Decision received by")
    )
    received_on = models.DateField(_("Received on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Policy proposal")
        verbose_name_plural = _("Policy proposals")
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=["area", "state"], name="policy_proposal_waiting"),
            models.Index(fields=["county", "state"], name="policy_proposal_of"),
        ]
        constraints = [
            models.CheckConstraint(
                name="policy_proposal_two_people",
                condition=models.Q(state="entered", checked_by__isnull=True, sent_on__isnull=True)
                | (
                    ~models.Q(state="entered")
                    & models.Q(checked_by__isnull=False, sent_on__isnull=False)
                    & ~models.Q(checked_by=models.F("entered_by"))
                ),
                violation_error_message=_("A second person of the county checks a proposal."),
            ),
            models.CheckConstraint(
                name="policy_proposal_decided_whole",
                condition=(
                    ~models.Q(state__in=["declined", "adopted"])
                    & models.Q(
                        decided_by__isnull=True, decided_on__isnull=True, answer="", answer_number="",
                        received_by__isnull=True, received_on__isnull=True,
                    )
                )
                | (
                    models.Q(state__in=["declined", "adopted"], decided_by__isnull=False, decided_on__isnull=False)
                    & ~models.Q(answer="")
                    & ~models.Q(answer_number="")
                    & ~models.Q(decided_by=models.F("entered_by"))
                    & ~models.Q(decided_by=models.F("checked_by"))
                ),
                violation_error_message=_("A decision has its text and the number of the reply."),
            ),
            models.CheckConstraint(
                name="policy_proposal_adopted_in",
                condition=models.Q(state="adopted", adopted_in__isnull=False)
                | (~models.Q(state="adopted") & models.Q(adopted_in__isnull=True)),
            ),
            models.CheckConstraint(name="policy_proposal_grounded", condition=~models.Q(grounds="")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("institutions:policy_proposal", args=[self.pk])


@tracked()
class PolicyProposalLine(ScopedModel):
    """One parameter of a proposal: how it stood when it was entered, and how it should read."""

    scope_fields = ("proposal__county",)
    scope_area_fields = ("proposal__area",)

    proposal = models.ForeignKey(PolicyProposal, models.CASCADE, related_name="lines")
    section = models.CharField(_("Section"), max_length=80)
    parameter = models.CharField(_("Parameter"), max_length=120)
    meaning = models.CharField(_("What it says"), max_length=300)
    value_now = models.TextField(_("In force"))
    clause_now = models.CharField(_("Clause"), max_length=200, blank=True)
    value_wanted = models.TextField(_("Proposed"), max_length=1000)

    class Meta:
        verbose_name = _("Proposed parameter")
        verbose_name_plural = _("Proposed parameters")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "section", "parameter"], name="policy_proposal_parameter_once"
            ),
            models.CheckConstraint(name="policy_proposal_line_said", condition=~models.Q(value_wanted="")),
        ]

    def __str__(self) -> str:
        return self.meaning


@tracked()
class PolicyReceipt(ScopedModel):
    """A county has read a version that came into force, and a second person says that it is carried out."""

    scope_fields = ("county",)
    scope_area_fields = ("area",)

    version = models.ForeignKey(
        PolicyVersion, models.PROTECT, related_name="receipts", verbose_name=_("Policy version")
    )
    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    read_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Read by"))
    read_on = models.DateField(_("Read on"))
    executed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Carried out, says")
    )
    executed_on = models.DateField(_("Carried out on"), null=True, blank=True)
    how = models.CharField(_("How it is carried out"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Receipt of a policy notice")
        verbose_name_plural = _("Receipts of policy notices")
        ordering = ("version", "county")
        constraints = [
            models.UniqueConstraint(fields=["version", "county"], name="policy_receipt_once"),
            models.CheckConstraint(
                name="policy_receipt_two_people",
                condition=models.Q(executed_by__isnull=True, executed_on__isnull=True, how="")
                | (
                    models.Q(executed_by__isnull=False, executed_on__isnull=False)
                    & ~models.Q(how="")
                    & ~models.Q(executed_by=models.F("read_by"))
                ),
                violation_error_message=_("A second person says that a policy is carried out, and how."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} · {self.county}"
