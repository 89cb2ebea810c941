"""A paper behind an act, opened in the browser for whoever may see it."""

from __future__ import annotations

from pathlib import PurePath

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from config.access import requires
from config.exports import described
from institutions.models import Attachment


@requires(region=True)
def paper(request: HttpRequest, attachment_id: int) -> HttpResponseBase:
    """The scan itself: pictures and PDF are shown, never run (their type was read off their content)."""
    kept: Attachment = get_object_or_404(Attachment.objects, pk=attachment_id)
    if not kept.file.storage.exists(str(kept.file.name)):
        messages.error(request, _("The file of “%(title)s” is not in the storage.") % {"title": kept.title})
        return redirect("home")
    name = f"{kept.title}{PurePath(str(kept.file.name)).suffix}"
    response = FileResponse(kept.file.open("rb"), content_type=kept.content_type, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    return described(response, whole="scan", what=kept.title)
