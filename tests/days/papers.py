"""Papers over a counter: a case with its bills, settled, by whoever handles there and is signed in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from claims.models import Reimbursement
from config.scoping import system_scope
from enrollment.models import Person
from institutions.models import Institution
from tests.days.road import Road

DAYS = 6


def bring_papers(
    road: Road, person: Person, hospital: Institution, stays: Mapping[dt.date, Mapping[str, Decimal]]
) -> Reimbursement:
    """One bill for each stay, by the day it ended: what it cost, by fee class."""
    road.go("/claims/reimbursements/new/")
    road.page.select_option("main [name=insutype]", "390")
    road.page.fill("main [name=number]", person.certno)
    road.page.fill("main [name=name]", person.psn_name)
    road.send()
    case = road.page.url
    for ended, fees in stays.items():
        road.go(case)
        road.click("录入单据")
        facts = {
            "fixmedins_code": hospital.fixmedins_code,
            "begndate": ended - dt.timedelta(days=DAYS),
            "enddate": ended,
            "medfee_sumamt": sum(fees.values()),
            **fees,
        }
        for name, value in facts.items():
            road.page.fill(f"main [name={name}]", str(value))
        road.send()
    road.go(case)
    road.click("结算")
    road.send()
    with system_scope():
        found: Reimbursement = Reimbursement.objects.filter(person=person).latest("pk")
    return found
