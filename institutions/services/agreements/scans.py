"""The scan of a paper of an application."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from institutions.models import AgreementPaper, User
from institutions.services.attach import attach

from .states import locked


@transaction.atomic
def attach_scan(*, paper: AgreementPaper, upload: UploadedFile[Any], acting_user: User) -> AgreementPaper:
    """Keep ``upload`` as the scan of ``paper``, which is received thereby; an earlier scan stays kept.

    Needs the duty to handle at the agency that handles the agreement; refuses what is no scan.
    """
    agreement = locked(paper.agreement)
    paper = AgreementPaper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    paper.attachment = attach(
        subject=agreement, title=paper.title, upload=upload, agency=agreement.agency, acting_user=acting_user
    )
    paper.received_on = paper.received_on or timezone.localdate()
    paper.save(update_fields=["attachment", "received_on"])
    return paper
