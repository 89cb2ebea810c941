"""Settlements written past every service: what the database itself lets in."""

from __future__ import annotations

from typing import Any

from claims.models import Bill, Settlement
from institutions.models import PolicyVersion


def raw_settlement(bill: Bill, **given: Any) -> Settlement:
    """A settlement of ``bill`` whose whole amount is in scope and pooled, unless told otherwise; not saved."""
    total = bill.medfee_sumamt
    values: dict[str, Any] = {
        "setl_id": bill.setl_id,
        "person_id": bill.person_id,
        "institution_id": bill.institution_id,
        "insutype": bill.insutype,
        "med_type": bill.med_type,
        "benefit": "inpatient",
        "policy_date": bill.policy_date,
        "setl_time": bill.setl_time,
        "clr_month": bill.enddate.replace(day=1),
        "insu_county_id": bill.insu_county_id,
        "care_county_id": bill.care_county_id,
        "policy_version_id": PolicyVersion.objects.order_by("pk").values_list("pk", flat=True).first() or 0,
        "input_hash": "0" * 32,
        "medfee_sumamt": total,
        "inscp_scp_amt": total,
        "hifp_pay": total,
        "fund_pay_sumamt": total,
    }
    return Settlement(bill=bill, **{**values, **given})
