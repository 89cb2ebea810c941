"""Papers kept behind acts, to look up."""

from __future__ import annotations

from django.contrib import admin

from config.maintenance import MaintenanceAdmin
from institutions.models import Attachment


@admin.register(Attachment)
class AttachmentAdmin(MaintenanceAdmin):
    read_only = True
    list_display = (
        "title",
        "agency",
        "subject_type",
        "content_type",
        "size",
        "uploaded_by",
        "uploaded_at",
        "keep_until",
    )
    exclude = ("file",)
    list_select_related = ("agency", "uploaded_by")
