"""What the counters have on their desks: a small catalogue, papers of reimbursements, registrations.

A few of each, so that no page is empty. Each group is made once, whole or not at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from claims.models import (
    STANDING,
    CareFiling,
    CatalogueItem,
    CatalogueVersion,
    Reimbursement,
    Settlement,
    SignUp,
)
from claims.policy_registers import NotForeseen
from claims.services.catalogue_versions import propose, put_in_force
from claims.services.registers.filings import file_care
from claims.services.registers.sign_ups import sign_up
from claims.services.reimbursements.enter import enter_bill
from claims.services.reimbursements.register import register_case
from config.demo import everybody
from config.demo.exchange import exchange
from config.demo.staff import Cast
from config.demo.words import words
from config.scoping import acting_as, system_scope
from institutions.models import Agency, Duty
from institutions.services.lay_out_area import AreaLayout

PEOPLE_OF_A_COUNTY = 2
WHOLE, WANTING = {"invoice": 1, "fee_list": 1, "identity": 1}, {"invoice": 1, "fee_list": 0}
PARTS = {
    "medfee_sumamt": 3_200, "fulamt_ownpay_amt": 200, "overlmt_selfpay": 0, "preselfpay_amt": 100,
    "inscp_scp_amt": 2_900,
}  # fmt: skip
ELSEWHERE = "310000"


def fill(layout: AreaLayout, cast: Cast) -> int:
    """Make what is missing; how many records."""
    made = _catalogue(layout, cast) + _papers(layout, cast) + _registrations(layout, cast)
    return made + exchange(layout, cast) + everybody.fill(layout, cast)


@transaction.atomic
def _catalogue(layout: AreaLayout, cast: Cast) -> int:
    with system_scope():
        if CatalogueVersion.objects.filter(area=layout.area).exists():
            return 0
        first = _first_day(layout)
    items = words()["catalogue"]
    clerk = cast.at(layout.city, Duty.HANDLE)
    with acting_as(clerk):
        for terms in items:
            row = CatalogueItem(period=DateRange(first, None), change="entry", **terms)
            version = propose(item=row, area=layout.area, insutype="", acting_user=clerk).version
    reviewer = cast.at(layout.city, Duty.REVIEW)
    with acting_as(reviewer):
        put_in_force(version=version, acting_user=reviewer)
    return len(items)


def _first_day(layout: AreaLayout) -> dt.date:
    earliest = Settlement.objects.filter(insu_county__area=layout.area).order_by("policy_date").first()
    return dt.date(earliest.policy_date.year, 1, 1) if earliest else dt.date(2020, 1, 1)


@transaction.atomic
def _papers(layout: AreaLayout, cast: Cast) -> int:
    """One case with its bill entered and one with papers missing at every counter; nothing is settled."""
    with system_scope():
        if Reimbursement.objects.filter(insu_county__area=layout.area).exists():
            return 0
    made = 0
    for county in layout.units:
        clerk = cast.at(county, Duty.HANDLE)
        for settled, papers in zip(_people_of(county), (WHOLE, WANTING), strict=False):
            day = settled.policy_date + dt.timedelta(days=1)
            with acting_as(clerk):
                case = register_case(
                    number=settled.person.certno,
                    name=settled.person.psn_name,
                    insutype=settled.insutype,
                    manl_reim_rea=Reimbursement.Reason.NO_CARD,
                    received_on=day + dt.timedelta(days=20),
                    papers=papers,
                    agency=county,
                    acting_user=clerk,
                )
                if papers is WHOLE:
                    facts = {
                        "med_type": "21",
                        "begndate": day,
                        "enddate": day + dt.timedelta(days=3),
                        **PARTS,
                    }
                    code = settled.institution.fixmedins_code
                    enter_bill(case=case, fixmedins_code=code, facts=facts, acting_user=clerk)
            made += 1
    return made


@transaction.atomic
def _registrations(layout: AreaLayout, cast: Cast) -> int:
    """A filing and a family doctor at every counter, from the day after the person's bill."""
    with system_scope():
        counties = [county.pk for county in layout.units]
        if any(model.objects.filter(county__in=counties).exists() for model in (CareFiling, SignUp)):
            return 0
    made = 0
    for county in layout.units:
        clerk = cast.at(county, Duty.HANDLE)
        for settled in _people_of(county):
            first = settled.policy_date + dt.timedelta(days=1)
            with acting_as(clerk):
                try:
                    if made % 2:
                        sign_up(
                            person=settled.person, institution=settled.institution, first=first,
                            applied_on=first, acting_user=clerk,
                        )  # fmt: skip
                    else:
                        file_care(
                            person=settled.person, kind=CareFiling.Kind.RESIDENCE, place=ELSEWHERE,
                            applied_on=first, first=first, acting_user=clerk,
                        )  # fmt: skip
                except NotForeseen:
                    continue
            made += 1
    return made


def _people_of(county: Agency) -> Iterator[Settlement]:
    """Settled bills of a few people of the county, treated in its area."""
    with system_scope():
        found = Settlement.objects.filter(
            STANDING, insu_county=county, person__county=county, care_county__isnull=False
        ).select_related("person__county__area", "institution")
        seen: list[Settlement] = []
        for one in found.order_by("person_id", "pk")[:50]:
            if one.person_id not in {former.person_id for former in seen}:
                seen.append(one)
            if len(seen) == PEOPLE_OF_A_COUNTY:
                break
    yield from seen
