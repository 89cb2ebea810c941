"""Names of people on lists of bills: a county that treated somebody sees the bill, not the person's file.

Joining the person would drop such bills altogether, because row-level security hides the person's row.
"""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from claims.models import Bill
from enrollment.models import Person


def with_names(rows: QuerySet[Any], person: str = "person") -> QuerySet[Any]:
    """``rows`` with ``psn_name``: empty where the reader may not see who it is."""
    # Whom the reader may see is the database's answer here, row by row.
    visible = Person.unscoped.filter(pk=OuterRef(person))
    return rows.annotate(psn_name=Subquery(visible.values("psn_name")[:1]))


def person_of(bill: Bill) -> Person | None:
    """The bill's person, None where the reader may not see who it is."""
    found: Person | None = Person.unscoped.filter(pk=bill.person_id).first()
    return found
