"""Who saw a person's number whole: whose, which, why."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.scoping import ScopedModel

from .areas import Agency
from .staff import User


class Unmasking(ScopedModel):
    """One number shown whole to one person once; kept for good, seen from the agency they acted for."""

    class Purpose(models.TextChoices):
        IDENTITY = "identity", _("Checking who somebody is")
        CONTACT = "contact", _("Calling or writing to the person")
        PAYMENT = "payment", _("Checking an account before or after a payment")
        CORRECTION = "correction", _("Correcting what is stored")
        OTHER_OFFICE = "office", _("Answering another office")
        COMPLAINT = "complaint", _("A complaint or an inspection")

    append_only: ClassVar[bool] = True
    scope_fields = ("agency__county",)
    scope_area_fields = ("agency__area",)

    at = models.DateTimeField(_("At"), default=timezone.now, db_index=True)
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Shown to"))
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("Agency"))
    subject_type = models.CharField(_("Kind of record"), max_length=60)
    subject_id = models.BigIntegerField(_("Record"))
    subject = models.CharField(_("Whose"), max_length=200, help_text=_("As it was called then."))
    field = models.CharField(_("Field"), max_length=40)
    purpose = models.CharField(_("Purpose"), max_length=10, choices=Purpose)
    reason = models.CharField(_("Why, in words"), max_length=200)
    address = models.CharField(_("Network address"), max_length=50, blank=True)

    class Meta:
        verbose_name = _("Number shown whole")
        verbose_name_plural = _("Numbers shown whole")
        indexes = [
            models.Index(fields=["agency", "-at"], name="unmasking_by_agency"),
            models.Index(fields=["user", "-at"], name="unmasking_by_user"),
            models.Index(fields=["subject_type", "subject_id"], name="unmasking_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                name="unmasking_says_why",
                condition=~models.Q(reason="") & ~models.Q(purpose="") & ~models.Q(field=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.subject} {self.at:%Y-%m-%d %H:%M}"
