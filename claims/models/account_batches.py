"""Many accounts moved in one act: prepared by one person, reviewed by another, posted by a job."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.history import tracked
from config.money import MoneyField
from config.scoping import ScopedModel
from enrollment.models import Person
from institutions.models import PoolingArea, User

from .personal_accounts import Cause, MovementKind, Pot


class ContributionBase(ScopedModel):
    """A person's contribution base of a month, from which the month's credit is reckoned.

    The port for whoever knows it: an import, or the enrolment floor through ``services.account_bases``.
    """

    scope_fields = ("person__county",)

    person = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="contribution_bases",
        verbose_name=_("Person"),
        db_index=False,
    )
    insutype = models.CharField(_("Scheme"), max_length=6)
    month = models.DateField(_("Month"))
    base = MoneyField(_("Contribution base"))
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Contribution base")
        verbose_name_plural = _("Contribution bases")
        constraints = [
            models.UniqueConstraint(fields=["person", "insutype", "month"], name="contribution_base_once"),
            models.CheckConstraint(name="contribution_base_not_negative", condition=models.Q(base__gte=0)),
            models.CheckConstraint(name="contribution_base_month", condition=models.Q(month__day=1)),
        ]
        indexes = [
            models.Index(fields=["month", "insutype"], name="contribution_base_by_month"),
            models.Index(
                fields=["import_run_id"],
                name="contribution_base_by_import",
                condition=models.Q(import_run_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.month:%Y-%m}"


@tracked()
class AccountBatch(ScopedModel):
    """The credits of a month, the interest of a year, or entries from a sheet, for an area.

    ``left_out`` counts whom it passes over, by reason: without a base, already credited.
    """

    class State(models.TextChoices):
        PREPARING = "preparing", _("Being prepared")
        PREPARED = "prepared", _("Waiting for review")
        POSTING = "posting", _("Being posted")
        POSTED = "posted", _("Posted")
        DISCARDED = "discarded", _("Discarded")

    class Kind(models.TextChoices):
        CREDIT = Cause.CREDIT.value, Cause.CREDIT.label
        ENTRY = Cause.ENTRY.value, Cause.ENTRY.label
        INTEREST = Cause.INTEREST.value, Cause.INTEREST.label

    # Where the month stands, not whose money it is: lines and movements belong to their person's county.
    scope_fields = ()
    scope_member_area_fields = ("area",)

    area = models.ForeignKey(PoolingArea, models.PROTECT, related_name="+", verbose_name=_("Pooling area"))
    insutype = models.CharField(_("Scheme"), max_length=6)
    kind = models.CharField(_("What for"), max_length=12, choices=Kind)
    period = models.CharField(_("Period"), max_length=7, help_text=_("A month, 2022-03, or a year, 2022."))
    state = models.CharField(_("State"), max_length=12, choices=State, default=State.PREPARING)
    lines = models.PositiveIntegerField(_("Accounts"), default=0)
    total = MoneyField(_("Amount"), default=0)
    left_out = models.JSONField(_("Left out"), default=dict)
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Prepared by"))
    prepared_at = models.DateTimeField(_("Prepared at"), auto_now_add=True)
    reviewed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Reviewed by")
    )
    reviewed_at = models.DateTimeField(_("Reviewed at"), null=True, blank=True)
    job_id = models.BigIntegerField(_("Job"), null=True, blank=True)
    import_run_id = models.BigIntegerField(_("Import"), null=True, editable=False)

    class Meta:
        verbose_name = _("Batch of account movements")
        verbose_name_plural = _("Batches of account movements")
        constraints = [
            models.CheckConstraint(
                name="account_batch_two_people",
                condition=models.Q(reviewed_by__isnull=True) | ~models.Q(reviewed_by=models.F("prepared_by")),
                violation_error_message=_("Whoever prepares cannot review."),
            ),
            models.CheckConstraint(
                name="account_batch_reviewed_before_posting",
                condition=~models.Q(state__in=["posting", "posted"])
                | models.Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
            ),
            # Two batches of one month under way would both find nobody credited.
            models.UniqueConstraint(
                fields=["area", "insutype", "kind", "period"],
                condition=models.Q(state__in=["preparing", "prepared", "posting"])
                & ~models.Q(kind=Cause.ENTRY.value),
                name="account_batch_one_under_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.period}"


class AccountBatchLine(ScopedModel):
    """What a batch will move for one person: seen by the reviewer, gone once it is posted as a movement."""

    scope_fields = ("person__county",)

    batch = models.ForeignKey(
        AccountBatch,
        models.CASCADE,
        related_name="prepared",
        verbose_name=_("Batch"),
        db_index=False,
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("Person"), db_index=False
    )
    pot = models.CharField(_("Part of the account"), max_length=6, choices=Pot, default=Pot.OWN)
    kind = models.CharField(_("Kind"), max_length=3, choices=MovementKind)
    amount = MoneyField(_("Amount"))
    day = models.DateField(_("Day"))
    key = models.CharField(_("What for"), max_length=60)
    psn_type = models.CharField(_("Person category"), max_length=6, blank=True)
    age = models.PositiveSmallIntegerField(_("Age"), null=True, blank=True)
    base = MoneyField(_("Contribution base"), null=True, blank=True)
    note = models.CharField(_("Note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Prepared account movement")
        verbose_name_plural = _("Prepared account movements")
        constraints = [
            models.UniqueConstraint(fields=["batch", "person", "key", "pot"], name="account_batch_line_once")
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.person_id}"
