"""The province's list of a month against what the month's clearing found (``bill_lists``).

Ours are the settlements that the city's statements of the month pay (``CLEARED``, care outside the area).
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.jobs import enqueue
from config.models import Job
from funds.models import OutOfAreaMonth
from funds.services.bill_lists.compare import ListTerms, compare_list
from institutions.models import Duty, User
from institutions.services.duties import require_city_duty

from .faults import OutOfAreaRefused

JOB_KIND = "funds.out_of_area_compare"

_OURS = """
    SELECT b.id AS bill_id, b.setl_id, b.mdtrt_id, b.medfee_sumamt AS medfee,
        max(s.insu_county_id) AS county_id,
        sum(s.fund_pay_sumamt + s.acct_pay)::bigint AS amount
    FROM claims_settlement s
    JOIN institutions_agency home ON home.id = s.insu_county_id AND home.area_id = %(area)s
    LEFT JOIN institutions_agency care ON care.id = s.care_county_id
    JOIN claims_bill b ON b.id = s.bill_id
    WHERE s.clr_month = %(month)s AND s.insutype = %(insutype)s AND s.is_current AND NOT s.pay_loc = '1'
        AND care.area_id IS DISTINCT FROM %(area)s
    GROUP BY b.id
"""
PROVINCE_LIST = ListTerms(
    lines="funds_outofarealine",
    months="funds_outofareamonth",
    amount="optins_pay_sumamt",
    ours=_OURS,
    counts="NOT fulamt_advpay_flag",
    counter="l.fulamt_advpay_flag",
    owes="e.outcome NOT IN ('twice', 'counter')",
    owed="sum(optins_pay_sumamt) FILTER (WHERE outcome <> 'twice')",
    more={"mdtrtarea": "''", "fulamt_advpay_flag": "false"},
)


def compare_month(month: OutOfAreaMonth) -> OutOfAreaMonth:
    """Compare an open month anew; done again it changes nothing. The caller has checked who asks."""
    return compare_list(month, PROVINCE_LIST)


def enqueue_comparing(*, month: OutOfAreaMonth, acting_user: User) -> Job:
    """Queue a comparison with what is settled by now. Duty to handle at the city."""
    city = require_city_duty(user=acting_user, duty=Duty.HANDLE, area=month.area)
    if month.state != OutOfAreaMonth.State.OPEN:
        raise OutOfAreaRefused(_("The month is confirmed: nothing of it changes any more."))
    return enqueue(
        JOB_KIND,
        owner=acting_user,
        agency=city,
        params={"month": month.pk},
        unique_key=f"{JOB_KIND}:{month.pk}",
    )


def compare_in_job(*, month_id: int) -> OutOfAreaMonth:
    month: OutOfAreaMonth = OutOfAreaMonth.objects.get(pk=month_id)
    return compare_month(month)
