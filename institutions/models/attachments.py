"""Scans and papers behind an act."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.scoping import ScopedModel
from config.storage import private_storage

from .areas import Agency, PoolingArea
from .staff import User


class Attachment(ScopedModel):
    """A file that proves an act: kept privately, checked for type and size, with a date until which it must stay."""

    scope_fields = ("agency__county",)
    scope_area_fields = ("agency__area", "told")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="attachments", verbose_name=_("Agency"))
    told = models.ForeignKey(
        PoolingArea, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Sent to"),
        help_text=_("The region it was sent to, which reads it too."),
    )  # fmt: skip
    subject_type = models.CharField(_("Belongs to"), max_length=60)
    subject_id = models.BigIntegerField(_("Record"))
    title = models.CharField(_("Title"), max_length=200)
    file = models.FileField(_("File"), upload_to="attachments/%Y/%m", storage=private_storage)
    content_type = models.CharField(_("Type"), max_length=80)
    size = models.PositiveIntegerField(_("Size"), help_text=_("Bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    keep_until = models.DateField(_("Keep until"))
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Uploaded by"))
    uploaded_at = models.DateTimeField(_("Uploaded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("Attachment")
        verbose_name_plural = _("Attachments")
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="attachment_subject")]

    def __str__(self) -> str:
        return self.title
