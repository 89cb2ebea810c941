"""Catalogues in force and settled stays for the tests of grouping."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from claims.models import (
    Bill,
    CaseRecord,
    GroupCatalogue,
    InstitutionFactor,
    PaymentGroup,
    Settlement,
    SignUp,
)
from enrollment.models import Person
from institutions.models import Institution
from tests.cast import Cast, make_coverage, make_person
from tests.claims.making import make_bill
from tests.claims.raw import raw_settlement

MARCH = dt.date(2024, 3, 1)
DIP = (
    {"code": "K35:47.01", "diagnoses": "K35.8", "procedures": "47.01", "weight": 1000, "mean_cost": 10_000},
    {
        "code": "K35:保守",
        "diagnoses": "K35.8",
        "treatment": "conservative",
        "weight": 400,
        "mean_cost": 4_000,
    },
    {"code": "I10", "diagnoses": "I10", "weight": 300},
)


def catalogue(
    cast: Cast,
    method: str,
    *groups: dict[str, Any],
    factors: dict[Institution, Any] | None = None,
    **given: Any,
) -> GroupCatalogue:
    """A version in force straight away; the caller opens a scope."""
    year = given.pop("year", 2024)
    of = {"area": cast.area, "method": method, "year": year}
    made = GroupCatalogue.objects.create(
        handled_by=cast.clerk_east, **{"effective_from": dt.date(year, 1, 1), **of, **given}
    )
    for group in groups:
        kind = "procedure" if group.get("procedures") else "any"
        PaymentGroup.objects.create(catalogue=made, **{"name": group["code"], "treatment": kind, **group})
    for institution, factor in (factors or {}).items():
        InstitutionFactor.objects.create(catalogue=made, institution=institution, factor=factor)
    made.state, made.reviewed_by, made.reviewed_at = "in_force", cast.reviewer_city, timezone.now()
    made.number = GroupCatalogue.objects.filter(state="in_force", **of).count() + 1
    made.save()
    return made


def stay(
    person: Person,
    institution: Institution,
    cost: int = 10_000,
    record: dict[str, Any] | None = None,
    **given: Any,
) -> Bill:
    """A stay discharged on 5 March 2024, settled: 3,000 yuan are borne by others, the rest was billed to the fund."""
    settled = {name: given.pop(name) for name in ("clr_month", "pay_loc", "insutype") if name in given}
    last = given.setdefault("enddate", dt.date(2024, 3, 5))
    given.setdefault("begndate", last - dt.timedelta(days=4))
    parts = {"fulamt_ownpay_amt": 0, "overlmt_selfpay": 0, "preselfpay_amt": 0, "inscp_scp_amt": cost}
    bill = make_bill(person, institution, medfee_sumamt=cost, **parts, **given)
    if record is not None:
        CaseRecord.unscoped.create(bill=bill, **record)
    settle(bill, **settled)
    return bill


def settle(bill: Bill, **given: Any) -> Settlement:
    pooled = max(0, bill.medfee_sumamt - 3_000)
    rest = bill.medfee_sumamt - pooled
    one = raw_settlement(
        bill, hifp_pay=pooled, fund_pay_sumamt=pooled, psn_part_amt=rest, psn_cash_pay=rest, **given
    )
    one.save()
    return one


def surgical(*procedures: str) -> dict[str, Any]:
    return {"main_diagnosis": "K35.800", "procedures": list(procedures or ("47.0100",))}


def sign(
    cast: Cast,
    hospital: Institution,
    first: str,
    end: str | None,
    *,
    scheme: str = "390",
    insured_until: str | None = None,
    **given: Any,
) -> SignUp:
    """Somebody of the east signed up with a family doctor for a period, insured from the first day of its year on."""
    person = make_person(cast.east)
    year = dt.date.fromisoformat(first).year
    until = dt.date.fromisoformat(insured_until) if insured_until else None
    make_coverage(person, insutype=scheme, period=(dt.date(year, 1, 1), until))  # type: ignore[arg-type]
    return SignUp.unscoped.create(
        **{
            "person": person, "psn_no": person.psn_no, "psn_name": person.psn_name, "county": cast.east,
            "handling_county": cast.east, "state": "in_force", "applied_on": dt.date(year, 1, 1),
            "period": (dt.date.fromisoformat(first), dt.date.fromisoformat(end) if end else None),
            "handled_by": cast.clerk_east, "institution": hospital, "must_review": False, "reviewed_at": timezone.now(),
            "reviewed_by": cast.reviewer_city, **given,
        }
    )  # fmt: skip
