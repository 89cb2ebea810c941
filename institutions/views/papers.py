"""A paper behind an act, opened in the browser for whoever may see it."""

from __future__ import annotations

from pathlib import PurePath

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from config.access import requires
from institutions.models import Attachment


@requires()
def paper(request: HttpRequest, attachment_id: int) -> FileResponse:
    """The scan itself: pictures and PDF are shown, never run (their type was read off their content)."""
    attachment = get_object_or_404(Attachment.objects, pk=attachment_id)
    try:
        content = attachment.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404(_("The file of this paper is missing from the store.")) from missing
    name = f"{attachment.title}{PurePath(str(attachment.file.name)).suffix}"
    response = FileResponse(content, content_type=attachment.content_type, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    return response
