"""The institution: bills far above others of their kind, bills it may not make, bills settled too early or late."""

from django.utils.translation import gettext_lazy as _

from .rule import BREACH, HINT, BillRule, SetRule, yuan

RULES = (
    BillRule(
        "stay_at_a_pharmacy",
        _("Stay billed by a pharmacy"),
        _("Kind of care against the kind of institution"),
        BREACH,
        when="b.stay AND b.pharmacy",
    ),
    BillRule(
        "settled_before_end",
        _("Settled before the care ended"),
        _("Day of settlement against the last day of the bill"),
        HINT,
        when="b.setl_day < b.enddate",
        told={"settled": "b.setl_day", "ended": "b.enddate"},
    ),
    BillRule(
        "settled_late",
        _("Settled long after the care"),
        _("Day of settlement against the last day of the bill"),
        HINT,
        ("settle.most_days",),
        when="b.setl_day - b.enddate > %(settle_most_days)s",
        told={"settled": "b.setl_day", "ended": "b.enddate", "limit": "%(settle_most_days)s"},
    ),
    SetRule(
        # HG-09: the physician's own suspension, not the institution's agreement.
        "suspended_physician",
        _("Bill of a suspended physician"),
        _("Days of the bill against the days on which its physician is suspended"),
        BREACH,
        query="""
        SELECT b.id, NULL::bigint, b.fund, jsonb_build_object('physician', b.diag_dr_name, 'began', b.begndate,
               'from', min(p.first_day), 'to', max(p.last_day))
        FROM screened b
        JOIN claims_physiciansuspension p ON p.physician_code = b.diag_dr_codg AND p.institution_id = b.institution_id
            AND p.granted AND p.first_day <= b.enddate AND p.last_day >= b.begndate
        WHERE b.counts AND b.diag_dr_codg <> '' GROUP BY b.id, b.fund, b.diag_dr_name, b.begndate
        """,
    ),
    SetRule(
        "high_bill",
        _("Bill far above its kind"),
        _("Total against the mean of the kind of care at institutions of the same level"),
        HINT,
        ("bill.times_mean", "bill.fewest"),
        query=f"""
        SELECT b.id, NULL::bigint, b.fund, jsonb_build_object('total', {yuan("b.total")},
               'mean', {yuan("m.mean")}, 'times', %(bill_times_mean)s)
        FROM screened b
        JOIN (SELECT kind, tier, mean, floor(mean * %(bill_times_mean)s)::bigint AS most
              FROM screened_mean WHERE bills >= %(bill_fewest)s) m ON m.kind = b.kind AND m.tier = b.tier
        WHERE b.counts AND b.total > m.most
        """,
    ),
)
