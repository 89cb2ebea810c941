"""Who is insured of all who live there: annual lists of villages, a year's targets, a comparison of the data.

Each made once, whole or not at all, and only what the area's documents speak of.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from django.db import transaction
from django.db.models import Count

from config.demo import sheets
from config.demo.bills import Row
from config.demo.certificates import certificate_number
from config.demo.importing import require_whole
from config.demo.policy import year_of
from config.demo.staff import Cast, place_name
from config.demo.words import words
from config.money import from_fen
from config.scoping import acting_as, system_scope
from config.spreadsheets.engine import import_file
from enrollment.models import RESIDENTS, CleaningRun, CountyTarget, Coverage, Payer, TargetPlan
from enrollment.rules.contributions.residents import Resident
from enrollment.rules.contributions.terms import terms_on
from enrollment.rules.contributions.window_amounts import WindowAmounts, amounts_of
from enrollment.services.cleaning.compare import CannotCompare, compare
from enrollment.services.payers.keep import register_payer
from enrollment.services.targets.decide import adjust_target, approve_targets, submit_targets
from enrollment.services.targets.draft import draft_targets
from enrollment.services.targets.faults import TargetsRefused
from enrollment.services.targets.months import take_months
from enrollment.services.targets.population import enter_population
from institutions.models import Agency, Duty
from institutions.policy.what_if import policy_in_area
from institutions.rules.policy_tables import PolicyGap
from institutions.services.lay_out_area import AreaLayout

VILLAGES, OF_A_VILLAGE = 3, 12
# No other invented person of the area is born in this month.
BORN = dt.date(1968, 11, 1)
GROWN_UP = "1501"
# Of a hundred who live in the counties so many are insured, in the order of the counties.
INSURED = (97, 96, 94, 98, 95, 93)


def fill(layout: AreaLayout, cast: Cast) -> int:
    """Make what is missing; how many lists, plans and comparisons."""
    return _lists(layout, cast) + _targets(layout, cast) + _comparison(layout, cast)


# --- annual lists of villages ---


def _lists(layout: AreaLayout, cast: Cast) -> int:
    """A list of every county's villages for the year, paid in the first days of its window."""
    return sum(_list_of(layout, unit, cast) for unit in layout.units)


@transaction.atomic
def _list_of(layout: AreaLayout, unit: Agency, cast: Cast) -> int:
    year, clerk = year_of(layout.area.code), cast.people.get((unit.pk, Duty.REGISTER))
    with system_scope():
        known = Payer.objects.filter(county=unit, kind=Payer.Kind.VILLAGE).exists()
        amounts = amounts_of_grown_up(unit, year)
    if known or amounts is None or clerk is None:
        return 0
    rows: list[Row] = []
    for village in range(1, VILLAGES + 1):
        number = f"V{unit.code}{village:03d}"
        with acting_as(clerk):
            register_payer(
                emp_no=number, kind=Payer.Kind.VILLAGE, name=_village(unit, village), county=unit,
                start=dt.date(year - 1, 1, 1), acting_user=clerk,
            )  # fmt: skip
        rows += [_resident(unit, number, village, n, year, amounts) for n in range(OF_A_VILLAGE)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"window-{unit.code}.xlsx"
        sheets.write("resident_window", path, rows)
        run = import_file(kind="resident_window", path=path, acting_user=clerk, agency=unit)
    require_whole(path.name, run)
    return 1


def amounts_of_grown_up(unit: Agency, year: int) -> WindowAmounts | None:
    """What a grown-up of the county pays for the year; None where the documents are silent."""
    terms = terms_on(policy_in_area(unit.area), dt.date(year, 1, 1), RESIDENTS)
    try:
        return amounts_of(person=Resident(psn_type=GROWN_UP, county=unit.code), year=year, terms=terms)
    except PolicyGap:
        return None


def _village(unit: Agency, number: int) -> str:
    told: str = words()["village"]
    return told.format(county=place_name(unit), number=words()["numbers"][number - 1])


def _resident(unit: Agency, emp_no: str, village: int, number: int, year: int, amounts: WindowAmounts) -> Row:
    order = village * 100 + number
    born = BORN + dt.timedelta(days=number)
    # Of two counties nobody has both name and birthday in common: that would be a finding.
    shift = int(unit.code) % 50
    name = words()["surnames"][(order + shift) % 60] + words()["given"][(number + shift) % 60]
    return {
        "emp_no": emp_no, "year": year, "certno": certificate_number(unit.code, born, order), "psn_name": name,
        "insuplc_admdvs": unit.code, "psn_type": GROWN_UP, "paid": from_fen(amounts.own),
        "paid_on": amounts.opens + dt.timedelta(days=number),
    }  # fmt: skip


# --- the year's targets ---


@transaction.atomic
def _targets(layout: AreaLayout, cast: Cast) -> int:
    """The year's plan, one county adjusted, approved and counted month by month."""
    area, year = layout.area, year_of(layout.area.code)
    finance, approver = cast.at(layout.city, Duty.FINANCE), cast.at(layout.city, Duty.APPROVE)
    with system_scope():
        if TargetPlan.objects.filter(area=area, year=year).exists():
            return 0
    with acting_as(finance):
        _populate(layout, cast, year)
        try:
            plan = draft_targets(area=area, year=year, acting_user=finance)
        except TargetsRefused:
            return 0
        target = CountyTarget.objects.filter(plan=plan).order_by("-people", "pk")[0]
        adjust_target(
            target=target, people=target.people + 10, amount=target.amount, reason=words()["target_reason"],
            acting_user=finance,
        )  # fmt: skip
        submit_targets(plan=plan, acting_user=finance)
    with acting_as(approver):
        approve_targets(plan=plan, acting_user=approver)
    with acting_as(finance):
        take_months(area=area, year=year, today=dt.date(year + 1, 1, 15))
    return 1


def _populate(layout: AreaLayout, cast: Cast, year: int) -> None:
    covered = Coverage.objects.filter(period__contains=dt.date(year, 6, 30), effective=True).order_by()
    heads = dict(covered.values_list("county").annotate(Count("person", distinct=True)))
    for number, unit in enumerate(layout.units):
        residents = heads.get(unit.pk, 0) * 100 // INSURED[number % len(INSURED)]
        if residents or unit.is_city_own:
            enter_population(
                county=unit, year=year, residents=residents, employed=0, source=words()["statistics"],
                as_of=dt.date(year - 1, 12, 31), acting_user=cast.at(layout.city, Duty.FINANCE),
            )  # fmt: skip


# --- the data compared ---


def _comparison(layout: AreaLayout, cast: Cast) -> int:
    """One comparison of the whole city at the end of the year."""
    clerk = cast.at(layout.city, Duty.REGISTER)
    with system_scope():
        if CleaningRun.objects.filter(area=layout.area).exists():
            return 0
    try:
        with acting_as(clerk):
            compare(area=layout.area, day=dt.date(year_of(layout.area.code), 12, 20), acting_user=clerk)
    except CannotCompare:
        return 0
    return 1
