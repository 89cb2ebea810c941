"""One stay billed as two: a second stay of the same person at the same institution begins on the day, or the day
after, the first one ends. Each bill pays a deductible of its own, or a ceiling per stay begins anew."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.utils.translation import gettext_lazy as _

from claims.rules.facts import STAYS

from .bill_checks import BillCheck, CheckRange, Found

# Stays that follow each other by transfer say so themselves.
_TOUCHING = """
    SELECT b.id, a.id, a.setl_id, a.enddate, b.begndate, institution.name
    FROM claims_bill b
    JOIN institutions_agency county ON county.id = b.insu_county_id AND county.area_id = %(area)s
    JOIN institutions_institution institution ON institution.id = b.institution_id
    JOIN claims_bill a ON a.person_id = b.person_id AND a.institution_id = b.institution_id
        AND a.insutype = b.insutype AND a.enddate BETWEEN b.begndate - 1 AND b.begndate
        AND (a.begndate, a.enddate, a.id) < (b.begndate, b.enddate, b.id)
        AND NOT (a.transfer_chain <> '' AND a.transfer_chain = b.transfer_chain)
    WHERE b.enddate >= %(first)s AND b.enddate < %(end)s
      AND left(a.med_type, 2) = ANY(%(stays)s) AND left(b.med_type, 2) = ANY(%(stays)s)
      AND {a_stands} AND {b_stands}
    ORDER BY b.id, a.id
"""
_STANDS = (
    "EXISTS (SELECT 1 FROM claims_settlement s WHERE s.bill_id = {bill}.id"
    " AND s.is_current AND NOT s.refd_setl_flag AND NOT s.negated)"
)


def find_split_stays(within: CheckRange) -> Iterator[Found]:
    """The later bill of each such pair; both are settled and stand."""
    first, end = within.days
    query = _TOUCHING.format(a_stands=_STANDS.format(bill="a"), b_stands=_STANDS.format(bill="b"))
    with connection.cursor() as cursor:
        cursor.execute(query, {"area": within.area_id, "first": first, "end": end, "stays": sorted(STAYS)})
        for bill, other, number, ended, began, institution in cursor.fetchall():
            params = {"other": number, "ended": str(ended), "began": str(began), "institution": institution}
            yield Found(bill, params, other)


SPLIT_STAYS = BillCheck(
    "split_stay",
    _("One stay billed as two"),
    _("Begins %(began)s where bill %(other)s at %(institution)s ended %(ended)s."),
    find_split_stays,
)
