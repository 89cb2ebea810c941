"""What the area exchanges with other offices: agreements, a population register and a list of deaths taken in.

The register names people covered here and a few whom nobody knows; one of each county's insured is on the list of
deaths. Made once, whole or not at all.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from config.demo.certificates import certificate_number
from config.demo.policy import year_of
from config.demo.staff import Cast, place_name
from config.demo.words import words
from config.periods import Month
from config.scoping import acting_as, system_scope
from config.spreadsheets.engine import apply_run, check_run, confirm_run
from config.spreadsheets.writer import OutColumn, write_sheet
from enrollment.models import ExchangeAgreement, ExchangeFile, Person
from enrollment.services.exchange.agreements import make_agreement
from enrollment.services.exchange.take_in import take_in
from enrollment.spreadsheets.exchange.layouts import layout_of
from institutions.models import Agency, Duty
from institutions.services.lay_out_area import AreaLayout

KNOWN, UNKNOWN = 20, 2
# No invented person of the area is born on this day with these orders.
BORN = dt.date(1979, 2, 28)
ORDER = 901


def exchange(layout: AreaLayout, cast: Cast) -> int:
    """Agree and take in what is missing; how many agreements and files."""
    made = _agree(layout, cast)
    with system_scope():
        people = {
            unit: list(Person.objects.filter(county=unit).order_by("pk")[:KNOWN]) for unit in layout.units
        }
    register = [line for unit, known in people.items() for line in _registered(unit, known)]
    dead = [_dead(known[-1], layout.area.code) for known in people.values() if known]
    return made + _bring(layout, cast, "population", register) + _bring(layout, cast, "deaths", dead)


def _agree(layout: AreaLayout, cast: Cast) -> int:
    with system_scope():
        if ExchangeAgreement.objects.filter(area=layout.area).exists():
            return 0
    told, user = words()["exchange"], cast.at(layout.city, Duty.APPROVE)
    names = {"city": place_name(layout.city), "year": year_of(layout.area.code)}
    with acting_as(user):
        for one in told["agreements"]:
            make_agreement(
                area=layout.area,
                counterpart=one["counterpart"],
                counterpart_name=one["office"].format(**names),
                layout=one["layout"],
                purpose=one["purpose"],
                agreed_by=told["paper"].format(**names),
                begins=dt.date(names["year"], 1, 1),
                acting_user=user,
            )
    return len(told["agreements"])


def _registered(unit: Agency, known: Iterable[Person]) -> list[list[Any]]:
    lines = [[*_who(one), one.gend, one.brdy, unit.code, "registered"] for one in known]
    for number in range(UNKNOWN):
        certno = certificate_number(unit.code, BORN, ORDER + number)
        name = words()["surnames"][number] + words()["given"][number]
        lines.append(["01", certno, name, None, BORN, unit.code, "permit"])
    return lines


def _dead(person: Person, area_code: str) -> list[Any]:
    return [*_who(person), person.county.code, dt.date(year_of(area_code), 3, 5)]


def _who(person: Person) -> list[Any]:
    return [person.psn_cert_type, person.certno, person.psn_name]


def _bring(layout: AreaLayout, cast: Cast, code: str, lines: Sequence[Sequence[Any]]) -> int:
    with system_scope():
        agreement = ExchangeAgreement.objects.get(area=layout.area, layout=code)
        if not lines or ExchangeFile.objects.filter(agreement=agreement).exists():
            return 0
    user, columns = cast.at(layout.city, Duty.HANDLE), layout_of(code).columns
    heads = [OutColumn(column.heading, "date" if column.type == "date" else "code") for column in columns]
    name = f"{words()['exchange']['month']}{agreement.get_layout_display()}.xlsx"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.xlsx"
        write_sheet(path, heads, lines, sheet=code)
        with acting_as(user), path.open("rb") as file:
            run = take_in(
                agreement=agreement, month=Month(year_of(layout.area.code), 3), purpose=agreement.purpose, file=file,
                filename=name, acting_user=user, agency=layout.city,
            )  # fmt: skip
    check_run(run=run)
    confirm_run(run=run, acting_user=user)
    apply_run(run=run)
    return 1
