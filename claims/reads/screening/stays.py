"""Stays: too long, too short, split, overlapping, again and again, and what was billed beside them."""

from django.utils.translation import gettext_lazy as _

from .rule import BREACH, HINT, SUSPECT, BillRule, SetRule

RULES = (
    BillRule(
        "long_stay",
        _("Very long stay"),
        _("Days of the stay against the longest usual"),
        HINT,
        ("stay.most_days",),
        when="b.stay AND b.days > %(stay_most_days)s",
        told={"days": "b.days", "limit": "%(stay_most_days)s"},
    ),
    BillRule(
        "short_stay",
        _("Very short stay"),
        _("Days of the stay against what is short; transfers and deliveries apart"),
        HINT,
        ("stay.short_days",),
        when="b.stay AND b.days <= %(stay_short_days)s AND b.transfer_chain = '' AND b.matn_type = ''",
        told={"days": "b.days", "limit": "%(stay_short_days)s"},
    ),
    SetRule(
        "split_stay",
        _("One stay billed as two"),
        _("First day of the stay against the last day of one before at the same institution"),
        SUSPECT,
        query="""
        SELECT b.id, a.id, least(a.fund, b.fund),
               jsonb_build_object('other', a.setl_id, 'ended', a.enddate, 'began', b.begndate, 'institution', i.name)
        FROM screened b
        JOIN screened a ON a.person_id = b.person_id AND a.institution_id = b.institution_id AND a.stay
            AND a.insutype = b.insutype AND a.enddate BETWEEN b.begndate - 1 AND b.begndate
            AND (a.begndate, a.enddate, a.id) < (b.begndate, b.enddate, b.id)
            AND NOT (a.transfer_chain <> '' AND a.transfer_chain = b.transfer_chain)
        JOIN institutions_institution i ON i.id = b.institution_id
        WHERE b.counts AND b.stay
        """,
    ),
    SetRule(
        "overlapping_stays",
        _("Overlapping stays"),
        _("Days of the stay against the person's other stays"),
        BREACH,
        query="""
        SELECT b.id, a.id, least(a.fund, b.fund),
               jsonb_build_object('other', a.setl_id, 'began', a.begndate, 'ended', a.enddate)
        FROM screened b
        JOIN screened a ON a.person_id = b.person_id AND a.stay
            AND a.begndate < b.enddate AND b.begndate < a.enddate
            AND (a.begndate, a.enddate, a.id) < (b.begndate, b.enddate, b.id)
        WHERE b.counts AND b.stay
        """,
    ),
    SetRule(
        "readmission",
        _("Back in hospital within days"),
        _("First day of the stay against discharge from the same institution or with the same diagnosis"),
        HINT,
        ("stay.again_days",),
        query="""
        SELECT b.id, a.id, b.fund, jsonb_build_object('other', a.setl_id, 'ended', a.enddate, 'began', b.begndate,
               'limit', %(stay_again_days)s)
        FROM screened b
        JOIN screened a ON a.person_id = b.person_id AND a.stay
            AND a.enddate BETWEEN b.begndate - %(stay_again_days)s AND b.begndate - 2
            AND (a.institution_id = b.institution_id OR a.dise_code <> '' AND a.dise_code = b.dise_code)
            AND NOT (a.transfer_chain <> '' AND a.transfer_chain = b.transfer_chain)
        WHERE b.counts AND b.stay
        """,
    ),
    SetRule(
        "many_stays",
        _("Very many stays"),
        _("Stays of the person within 92 days against the most usual"),
        SUSPECT,
        ("stay.most_in_92_days",),
        query="""
        SELECT s.id, NULL::bigint, s.fund, jsonb_build_object('count', s.n, 'limit', %(stay_most_in_92_days)s)
        FROM (SELECT b.id, b.fund, b.counts, count(*) OVER (PARTITION BY b.person_id ORDER BY b.begndate
                  RANGE BETWEEN interval '91 days' PRECEDING AND CURRENT ROW) AS n
              FROM screened b WHERE b.stay) s
        WHERE s.counts AND s.n > %(stay_most_in_92_days)s
        """,
    ),
    SetRule(
        "visit_in_stay",
        _("Outpatient bill during a stay"),
        _("Day of the outpatient bill against the days between admission and discharge"),
        SUSPECT,
        query="""
        SELECT b.id, a.id, b.fund, jsonb_build_object('other', a.setl_id, 'began', a.begndate, 'ended', a.enddate)
        FROM screened b
        JOIN screened a ON a.person_id = b.person_id AND a.stay
            AND a.begndate < b.begndate AND b.enddate < a.enddate
        WHERE (b.counts OR a.counts) AND NOT b.stay
        """,
        # The stay may end months after the visit.
        either=True,
    ),
    SetRule(
        "delivery_again",
        _("Two deliveries within months"),
        _("First day of a delivery's stay against the delivery before"),
        BREACH,
        ("delivery.apart",),
        query="""
        SELECT b.id, a.id, b.fund, jsonb_build_object('other', a.setl_id, 'ended', a.enddate, 'began', b.begndate)
        FROM screened b
        JOIN claims_bill a ON a.person_id = b.person_id AND a.matn_type <> '' AND left(a.med_type, 2) = ANY(%(stays)s)
            AND a.begndate < b.begndate AND a.enddate < b.begndate AND a.enddate > b.begndate - %(delivery_apart)s
        WHERE b.counts AND b.stay AND b.matn_type <> ''
          AND EXISTS (SELECT 1 FROM claims_settlement s WHERE s.bill_id = a.id
              AND s.is_current AND NOT s.refd_setl_flag AND NOT s.negated)
        """,
    ),
)
