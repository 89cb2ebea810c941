"""Findings are given to somebody, with the day until which they are decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from enrollment.models import CleaningFinding
from enrollment.services.payers.keep import require_register
from institutions.models import Agency, Assignment, Duty, User


class FindingRefused(DomainError):
    """The act does not fit the finding as it stands."""


def staff_of(county: Agency) -> QuerySet[User]:
    """Who may be assigned findings of ``county``: those who register there today."""
    today = timezone.localdate()
    held = Assignment.objects.in_force(today).filter(agency=county, duties__contains=[Duty.REGISTER])
    return User.objects.filter(is_active=True).filter(
        Q(assignments__in=held)
        | Q(
            delegations_received__assignment__in=held,
            delegations_received__period__contains=today,
        )
    ).distinct()  # fmt: skip


@transaction.atomic
def assign_findings(
    *,
    findings: Iterable[int],
    assignee: User,
    acting_user: User,
    due_on: dt.date | None = None,
) -> int:
    """Give these findings, of one county, to ``assignee``; returns how many. ``due_on`` replaces the day by the policy.

    Findings that wait for nobody's decision any more are passed over: a list may have been looked at before. Duty to
    register at the county or the city. Locks the findings in the order of their ids. Raises ``FindingRefused``,
    ``DutyMissing``.
    """
    rows = CleaningFinding.objects.select_for_update(of=("self",)).filter(
        pk__in=set(findings), state__in=CleaningFinding.WAITING
    )
    # The pages' scope holds: what the reader does not see is not found.
    chosen: list[CleaningFinding] = list(rows.select_related("county__parent").order_by("pk"))
    if not chosen:
        raise FindingRefused(_("None of these findings waits for a decision."))
    if len({one.county_id for one in chosen}) > 1:
        raise FindingRefused(_("These findings belong to several counties; assign those of one at a time."))
    county = chosen[0].county
    require_register(acting_user, county)
    if due_on is not None and due_on < timezone.localdate():
        raise FindingRefused(_("The day until which they are decided has passed."))
    if not staff_of(county).filter(pk=assignee.pk).exists():
        raise FindingRefused(
            _("%(user)s does not register at %(county)s today."), user=assignee, county=county
        )
    State = CleaningFinding.State
    changes: dict[str, Any] = {} if due_on is None else {"due_on": due_on}
    # Found again stays marked, whoever has it.
    state = Case(When(state=State.OPEN, then=Value(State.ASSIGNED)), default=F("state"))
    return int(
        CleaningFinding.objects.filter(pk__in=[one.pk for one in chosen]).update(
            assignee=assignee, state=state, **changes
        )
    )
