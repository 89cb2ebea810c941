"""Outpatient care and purchases: the same bill twice, too often, in too many places."""

from django.utils.translation import gettext_lazy as _

from .rule import BREACH, HINT, SUSPECT, SetRule, yuan

# One finding for all that is counted together, on the latest bill.
_COUNTED = """
    SELECT (array_agg(b.id ORDER BY b.setl_time DESC, b.id DESC))[1], NULL::bigint, sum(b.fund)::bigint,
           jsonb_build_object('count', {count}, 'limit', {limit}, 'from', min(b.begndate), 'to', max(b.enddate))
    FROM screened_near b WHERE b.counts AND NOT b.stay
    GROUP BY b.person_id, {by} HAVING {count} > {limit}
"""

# What is the same on two bills.
_SAME = "b.person_id, b.institution_id, b.kind, b.begndate, b.enddate, b.total, b.dise_code"

RULES = (
    SetRule(
        "duplicate_bill",
        _("The same bill twice"),
        _("Person, institution, kind, days and total of one bill against another"),
        BREACH,
        query=f"""
        SELECT d.id, d.before, d.fund, jsonb_build_object('other', d.number, 'total', {yuan("d.total")})
        FROM (SELECT b.id, b.counts, b.fund, b.total, lag(b.id) OVER same AS before, lag(b.setl_id) OVER same AS number
              FROM screened_near b WHERE b.total > 0
              WINDOW same AS (PARTITION BY {_SAME} ORDER BY b.id)) d
        WHERE d.counts AND d.before IS NOT NULL
        """,
    ),
    SetRule(
        "visits_a_day",
        _("Too many visits on a day"),
        _("Visits of the person on one day against the most usual"),
        SUSPECT,
        ("visit.most_a_day",),
        query=_COUNTED.format(count="count(*)", limit="%(visit_most_a_day)s", by="b.begndate"),
    ),
    SetRule(
        "visits_a_month",
        _("Too many visits in a month"),
        _("Visits of the person in the month against the most usual"),
        SUSPECT,
        ("visit.most_a_month",),
        query=_COUNTED.format(count="count(*)", limit="%(visit_most_a_month)s", by="b.month"),
    ),
    SetRule(
        "institutions_a_month",
        _("Too many institutions in a month"),
        _("Institutions the person visited in the month against the most usual"),
        HINT,
        ("visit.most_institutions",),
        query=_COUNTED.format(
            count="count(DISTINCT b.institution_id)",
            limit="%(visit_most_institutions)s",
            by="b.month",
        ),
    ),
    SetRule(
        "pharmacy_a_day",
        _("Too much bought on a day"),
        _("What the person bought at pharmacies on one day against the most usual"),
        SUSPECT,
        ("pharmacy.most_a_day",),
        query=f"""
        SELECT (array_agg(b.id ORDER BY b.setl_time DESC, b.id DESC))[1], NULL::bigint, sum(b.fund)::bigint,
               jsonb_build_object('began', b.begndate, 'total', {yuan("sum(b.total)")},
               'most', {yuan("%(pharmacy_most_a_day)s")})
        FROM screened b WHERE b.counts AND b.pharmacy
        GROUP BY b.person_id, b.begndate HAVING sum(b.total) > %(pharmacy_most_a_day)s
        """,
    ),
)
