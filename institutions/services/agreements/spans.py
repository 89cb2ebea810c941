"""The days on which an institution is designated: opened by a signature, cut by suspension and termination."""

from __future__ import annotations

import datetime as dt

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from config.periods import Period
from institutions.models import Agreement, Designation, Institution
from institutions.rules.agreements import cut

from .states import AgreementRefused


def open_span(agreement: Agreement, first: dt.date, end: dt.date) -> None:
    """Designated from ``first`` up to, not including, ``end``; refuses days of another agreement."""
    other = (
        Designation.objects.filter(institution=agreement.institution, period__overlap=DateRange(first, end))
        .select_related("agreement")
        .first()
    )
    if other is not None:
        raise AgreementRefused(
            _("Agreement %(other)s has days from %(first)s already."), other=other.agreement, first=other.period.lower
        )  # fmt: skip
    Designation.objects.create(
        institution=agreement.institution, agreement=agreement, period=DateRange(first, end)
    )


def end_spans(agreement: Agreement, day: dt.date) -> None:
    """From ``day`` on the agreement designates no more; the days before stay as they were."""
    stored = list(Designation.objects.select_for_update().filter(agreement=agreement))
    for row in stored:
        left = cut([Period(row.period.lower, row.period.upper)], day)
        if not left:
            row.delete()
        elif left[0].end != row.period.upper:
            row.period = DateRange(left[0].start, left[0].end)
            row.save(update_fields=["period"])


def leave_list(institution: Institution, day: dt.date) -> None:
    """From ``day`` on only an agreement designates the institution; an earlier such day stands."""
    if institution.listed_until is None or day < institution.listed_until:
        institution.listed_until = day
        institution.save(update_fields=["listed_until"])


def rejoin_list(institution: Institution, day: dt.date) -> None:
    """Undo what an application of ``day`` did that was taken back: the institution is where it was before it.

    Nothing else may have come of the institution since: one that was refused or had an agreement stays off the list.
    """
    if institution.listed_until == day and not institution.agreements.exclude(state="withdrawn").exists():
        institution.listed_until = None
        institution.save(update_fields=["listed_until"])
