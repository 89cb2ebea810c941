"""Hand a report over to another handler: with a reason, and a trace in its course.

Its handler does it, or whoever reviews there: a handler who left, or whose assignment is over, hands nothing over.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.models import PublicReport
from institutions.models import Duty, User
from institutions.services.duties import duties_at_or_above, require_at_or_above

from .report_states import WORKERS, ReportRefused, identity_of, keep_secret, note, opened


@transaction.atomic
def hand_over_report(*, report: PublicReport, receiver: User, reason: str, acting_user: User) -> PublicReport:
    """From now on ``receiver`` handles it and alone sees who made it.

    By its handler (duty to inspect or handle), or with the duty to review, at the county or its city. Raises
    :class:`ReportRefused` where nothing of it is left to do, for a receiver who cannot work on it, and for whoever
    would take it themselves: nobody alone comes to know a reporter.
    """
    held = opened(report, "hand_over", acting_user, *WORKERS, Duty.REVIEW)
    former = held.handler
    if former.pk != acting_user.pk:
        require_at_or_above(user=acting_user, duties=(Duty.REVIEW,), agency=held.county)
    if held.state == "verified" and (held.reward is None or held.reward_checked_by_id is not None):
        raise ReportRefused(_("Nothing of report %(report)s is left to do."), report=held)
    if not reason.strip():
        raise ReportRefused(_("Say why."))
    keep_secret(identity_of(held), reason)
    if receiver not in receivers_of(held, acting_user):
        raise ReportRefused(_("%(user)s cannot take report %(report)s over."), user=receiver, report=held)
    held.handler = receiver
    held.save(update_fields=["handler"])
    note(held, "hand_over", acting_user, f"{former} → {receiver}: {reason.strip()}")
    return held


def receivers_of(report: PublicReport, giver: User) -> list[User]:
    """Who works on reports today at the county or its city; neither its handler, nor who confirmed its result, nor
    ``giver``."""
    agencies = [one for one in (report.county_id, report.county.parent_id) if one]
    people = User.objects.filter(assignments__agency__in=agencies, is_active=True)
    others = people.exclude(pk__in=[report.handler_id, report.confirmed_by_id or 0, giver.pk]).order_by(
        "name", "pk"
    )
    return [
        one for one in others.distinct() if set(WORKERS) & duties_at_or_above(user=one, agency=report.county)
    ]
