"""Reports by the public (举报, JJ-11 四(十一), JJ-12 四(十二)): what was reported, what came of it, the reward."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from institutions.models import Agency, Institution, PoolingArea, User

from .inspections import RosterMember


@tracked()
class PublicReport(ScopedModel):
    """One report. Who made it stands in :class:`ReporterIdentity`, which only its handler opens.

    The reward is paid out of the budget of the bureau, not out of the funds: the documents ask for rewards
    (落实举报奖励) and name no fund money for them. It stands in none of the funds' books. One person notes the payment
    with its voucher, another confirms it.
    """

    class Channel(models.TextChoices):
        PHONE = "phone", _("By telephone")
        LETTER = "letter", _("By letter")
        VISIT = "visit", _("In person")
        ONLINE = "online", _("Online")
        SUPERVISOR = "supervisor", _("Grid or social supervisor")

    class State(models.TextChoices):
        RECEIVED = "received", _("To be verified")
        CHECKED = "checked", _("Result proposed")
        VERIFIED = "verified", _("Verified")
        UNFOUNDED = "unfounded", _("Unfounded")

    scope_area_fields = ("area",)

    number = models.CharField(_("Number"), max_length=30, unique=True)
    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    county = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("County"))
    channel = models.CharField(_("How it came"), max_length=10, choices=Channel)
    supervisor = models.ForeignKey(
        RosterMember,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("Supervisor"),
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Institution")
    )
    content = models.CharField(_("What is reported"), max_length=2000)
    anonymous = models.BooleanField(_("Anonymous"), default=True)
    received_on = models.DateField(_("Received on"))
    due_on = models.DateField(_("To be verified by"), null=True, blank=True)
    handler = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Handled by"))
    state = models.CharField(_("State"), max_length=9, choices=State, default=State.RECEIVED)
    founded = models.BooleanField(_("It is so"), null=True, blank=True)
    result = models.CharField(_("Result"), max_length=1000, blank=True)
    amount = MoneyField(_("Amount verified"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Confirmed by")
    )
    reward = MoneyField(_("Reward"), null=True, blank=True)
    reward_paid_on = models.DateField(_("Reward paid on"), null=True, blank=True)
    reward_receipt = models.CharField(_("Voucher of the reward"), max_length=60, blank=True)
    reward_paid_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Reward paid by")
    )
    reward_checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Payment confirmed by")
    )

    class Meta:
        verbose_name = _("Report by the public")
        verbose_name_plural = _("Reports by the public")
        indexes = [models.Index(fields=["county", "state"], name="report_by_county")]
        constraints = [
            models.CheckConstraint(
                name="report_two_people",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("handler")),
                violation_error_message=_("Whoever handles a report cannot confirm its result."),
            ),
            models.CheckConstraint(
                name="report_result_whole",
                condition=Q(state="received", founded__isnull=True, amount__isnull=True)
                | ~Q(state="received") & Q(founded__isnull=False) & ~Q(result=""),
            ),
            models.CheckConstraint(
                name="report_confirmed",
                condition=Q(state__in=["received", "checked"], confirmed_by__isnull=True)
                | Q(state="verified", founded=True, confirmed_by__isnull=False)
                | Q(state="unfounded", founded=False, confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="report_reward",
                condition=Q(reward__isnull=True, reward_paid_on__isnull=True, reward_receipt="")
                | Q(reward__gt=0, state="verified", anonymous=False)
                & (
                    Q(reward_paid_on__isnull=True, reward_receipt="", reward_paid_by__isnull=True)
                    | Q(reward_paid_on__isnull=False, reward_paid_by__isnull=False) & ~Q(reward_receipt="")
                ),
            ),
            models.CheckConstraint(
                name="report_reward_two_people",
                condition=Q(reward_checked_by__isnull=True)
                | Q(reward_paid_by__isnull=False) & ~Q(reward_checked_by=F("reward_paid_by")),
                violation_error_message=_("Whoever paid a reward cannot confirm the payment."),
            ),
            models.CheckConstraint(
                name="report_of_supervisor",
                condition=Q(channel="supervisor", supervisor__isnull=False)
                | ~Q(channel="supervisor") & Q(supervisor__isnull=True),
                violation_error_message=_("A supervisor's report names the supervisor."),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ReportPart(ScopedModel):
    """What belongs to a report."""

    scope_fields = ("report__county",)
    scope_area_fields = ("report__area",)

    class Meta:
        abstract = True


class ReporterIdentity(ReportPart):
    """Who made a report. On no list, in no export; every look at it is a step of the report."""

    append_only = True

    report = models.OneToOneField(
        PublicReport, models.PROTECT, related_name="reporter", verbose_name=_("Report by the public")
    )
    name = models.CharField(_("Reporter"), max_length=50)
    contact = models.CharField(_("How to reach them"), max_length=120)

    class Meta:
        verbose_name = _("Reporter")
        verbose_name_plural = _("Reporters")

    def __str__(self) -> str:
        return f"{self.report_id}"


class ReportStep(ReportPart):
    """One act on a report, looks at the reporter among them."""

    append_only = True

    report = models.ForeignKey(
        PublicReport, models.PROTECT, related_name="steps", verbose_name=_("Report by the public")
    )
    act = models.CharField(_("Act"), max_length=10)
    state = models.CharField(_("State afterwards"), max_length=9, choices=PublicReport.State)
    text = models.CharField(_("Statement or reason"), max_length=1000, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Done by"))
    done_at = models.DateTimeField(_("Done at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Step of a report")
        verbose_name_plural = _("Steps of reports")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.report_id}: {self.act}"
