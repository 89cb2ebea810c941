"""The right of reply (陈述申辩): whoever a case is about is asked, and what they state is kept."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import InspectionCase
from claims.policy_inspections import inspection_policy
from config.workdays import add_workdays
from institutions.models import User

from .states import CaseRefused, day_past, note, opened


@transaction.atomic
def ask_statement(*, case: InspectionCase, acting_user: User) -> InspectionCase:
    """Tell the facts to whoever the case is about; they have the policy's working days. Duty to inspect or handle."""
    held = opened(case, "ask", acting_user)
    today = timezone.localdate()
    days = inspection_policy(held.area, today).needed("statement.workdays")
    held.statement_due = add_workdays(today, days)
    held.save(update_fields=["state", "statement_due"])
    note(held, "ask", acting_user)
    return held


@transaction.atomic
def enter_statement(
    *, case: InspectionCase, statement: str, stated_on: dt.date, acting_user: User
) -> InspectionCase:
    """What they stated and when; a further one replaces it, and the course keeps both. Duty as above."""
    held = opened(case, "state", acting_user)
    text = statement.strip()
    if not text:
        raise CaseRefused(_("Write what was stated."))
    held.statement, held.stated_on = text, day_past(stated_on, after=held.opened_on)
    held.save(update_fields=["state", "statement", "stated_on"])
    note(held, "state", acting_user, text, held.stated_on)
    return held
