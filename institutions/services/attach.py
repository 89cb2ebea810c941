"""Keep a paper behind an act: what it is is decided by its content, not by its name."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from institutions.models import Agency, Attachment, Duty, PoolingArea, User

from .duties import require_duty

MAX_BYTES = 20 * 1024 * 1024
# Vouchers and their papers stay thirty years (会计档案管理办法, 2015, annex 1); a shorter rule may be given.
KEEP_YEARS = 30

# First bytes → type. Office files, archives and scripts are refused: a scan is a picture or a PDF.
_SIGNATURES = {
    b"%PDF-": ("application/pdf", ".pdf"),
    b"\x89PNG\r\n\x1a\n": ("image/png", ".png"),
    b"\xff\xd8\xff": ("image/jpeg", ".jpg"),
    b"II*\x00": ("image/tiff", ".tif"),
    b"MM\x00*": ("image/tiff", ".tif"),
}


class AttachmentRefused(DomainError):
    """The file is empty, too large, or not a scan."""


def recognise(head: bytes) -> tuple[str, str]:
    """Content type and file ending of a scan by its first bytes; raises :class:`AttachmentRefused`."""
    for signature, kind in _SIGNATURES.items():
        if head.startswith(signature):
            return kind
    raise AttachmentRefused(_("Only PDF, PNG, JPEG and TIFF scans can be attached."))


@transaction.atomic
def attach(
    *,
    subject: models.Model,
    title: str,
    upload: UploadedFile[Any],
    agency: Agency,
    acting_user: User,
    keep_until: dt.date | None = None,
    duty: str = Duty.HANDLE,
    whose: Agency | None = None,
    told: PoolingArea | None = None,
) -> Attachment:
    """Store ``upload`` as a paper of ``subject``; needs the duty to handle (or ``duty``) at ``agency``.

    ``whose``: the agency that may see it too, where that is not the one that keeps it. ``told``: the region
    that reads it too.
    """
    require_duty(user=acting_user, duty=duty, agency=agency)
    if not upload.size:
        raise AttachmentRefused(_("The file is empty."))
    if upload.size > MAX_BYTES:
        raise AttachmentRefused(
            _("The file has %(size)d MB; at most %(limit)d MB can be attached."),
            size=upload.size // 1024**2 + 1,
            limit=MAX_BYTES // 1024**2,
        )
    content = upload.read()
    content_type, ending = recognise(content[:16])
    digest = hashlib.sha256(content).hexdigest()
    today = timezone.localdate()
    attachment = Attachment(
        agency=whose or agency,
        told=told,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        title=title or re.sub(r"[^\w.-]", "_", upload.name or ""),
        content_type=content_type,
        size=upload.size,
        sha256=digest,
        keep_until=keep_until or today.replace(year=today.year + KEEP_YEARS, day=min(today.day, 28)),
        uploaded_by=acting_user,
    )
    # The stored name is the content's hash: nothing of the sender's file name reaches the disk.
    attachment.file = ContentFile(content, name=f"{digest}{ending}")
    attachment.full_clean()
    attachment.save()
    return attachment


@transaction.atomic
def remove_attachment(*, attachment: Attachment, acting_user: User) -> None:
    """Delete a paper whose retention is over; refused before."""
    require_duty(user=acting_user, duty=Duty.ADMINISTER, agency=attachment.agency)
    if attachment.keep_until > timezone.localdate():
        raise AttachmentRefused(_("This paper must be kept until %(day)s."), day=attachment.keep_until)
    storage, name = attachment.file.storage, str(attachment.file.name)
    attachment.delete()
    # The file goes only when its row is gone for good.
    transaction.on_commit(lambda: storage.delete(name))
