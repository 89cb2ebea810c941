"""The first page of the day: what waits for this person's agency, and where the month stands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from config.access import requires
from config.desk import desk_of
from config.panels import panels_of


@requires(region=True)
def desk_page(request: HttpRequest) -> HttpResponse:
    """Items of the desk registry, then the panels that apps add for this level of agency."""
    assignment = request.assignment  # type: ignore[attr-defined]
    items, counted_at = desk_of(request)
    return render(
        request,
        "desk.html",
        {
            "title": _("Desk of %(agency)s") % {"agency": assignment.agency},
            "items": items,
            "details": any(item.detail for item in items),
            "counted_at": counted_at,
            "panels": panels_of("desk", request, assignment),
            "today": timezone.localdate(),
        },
    )
