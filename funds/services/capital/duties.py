"""Who may do what: a duty is held at the county that lends, or at its city."""

from __future__ import annotations

from institutions.models import Agency, User
from institutions.services.duties import require_city_duty


def require_at_lender(*, user: User, duty: str, lender: Agency) -> None:
    """Raises ``DutyMissing``."""
    if duty not in user.duties_at(lender):
        require_city_duty(user=user, duty=duty, area=lender.area)
