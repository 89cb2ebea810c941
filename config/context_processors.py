"""What the page skeleton needs: what the page is for, navigation, agencies to choose from, running jobs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from config.access import duty_label
from config.keeping import kept_until_acted
from config.models import Job
from config.navigation import navigation_for
from config.purposes import purpose_of
from config.search import providers_for


def _unfinished(request: HttpRequest) -> int:
    own = Job.objects.visible_to(request.user).unfinished().filter(owner=request.user)
    number: int = own.count()
    return number


def skeleton(request: HttpRequest) -> dict[str, Any]:
    """Empty for visitors and for fragments, which draw no skeleton."""
    if not request.user.is_authenticated or getattr(request, "htmx", False):
        return {"languages": settings.LANGUAGES}
    assignment = getattr(request, "assignment", None)
    assignments = request.user.assignments_in_force  # type: ignore[union-attr]
    found = request.resolver_match
    return {
        "page_purpose": purpose_of(found.view_name) if found else "",
        "languages": settings.LANGUAGES,
        "navigation": navigation_for(request),
        "assignment": assignment,
        "searchable": bool(providers_for(assignment)),
        "duties_held": [duty_label(duty) for duty in assignment.duties] if assignment else [],
        "other_assignments": [a for a in assignments if a != assignment],
        # A number that is not zero asks for the next by itself.
        "jobs_unfinished": kept_until_acted(request, "jobs", lambda: _unfinished(request)),
    }
