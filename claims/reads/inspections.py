"""Which inspections somebody may know of: a surprise inspection (飞行检查), before it begins, only those who plan,
approve or conduct it; whoever is drawn is told by them. Withdrawn, it never began: it may be planned anew."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from claims.models import Inspection
from institutions.models import Duty, User

NEED_TO_KNOW = frozenset({Duty.INSPECT, Duty.APPROVE, Duty.REVIEW})
HIDDEN = Q(kind=Inspection.Kind.SURPRISE, state__in=["planned", "approved", "withdrawn"])


def inspections_seen_by(user: User) -> QuerySet[Inspection]:
    """What the scope shows, without surprise inspections of agencies at which ``user`` has no part in them."""
    found: QuerySet[Inspection] = Inspection.objects.all()
    if user.is_superuser:
        return found
    held = [one.agency_id for one in user.assignments_in_force if NEED_TO_KNOW & set(one.duties)]
    return found.filter(~HIDDEN | Q(county__in=held))
