"""The year's clearing with institutions: computed, with the institutions, confirmed by some, objected to by one."""

from __future__ import annotations

from django.utils import timezone

from config.demo.clearing import closed_months
from config.demo.topics.stage import Stage, act, said
from config.demo.world import SCHEME
from config.scoping import system_scope
from funds.models import InstitutionYear, YearClearing
from funds.services.year_clearing.compute import compute_year, open_year
from funds.services.year_clearing.send import confirm_year, object_to_year, send_year
from institutions.models import Duty


def fill(stage: Stage) -> int:
    """How many institutions' years; the year is only opened while a month is not cleared."""
    if not stage.says("payment_methods"):
        return 0
    with system_scope():
        if YearClearing.objects.filter(area=stage.area).exists():
            return 0
    finance = stage.at(Duty.FINANCE)
    clearing = act(finance, open_year, area=stage.area, insutype=SCHEME, year=stage.year)
    if len(closed_months(stage.layout)) < 12:
        return 0
    made: int = act(finance, compute_year, clearing=clearing)
    if not stage.says("assessment"):
        # Deposits are given back by the assessment's result, which no package of this area knows how to reach.
        return made
    act(finance, send_year, clearing=clearing)
    for number, unit in enumerate(stage.units()[:3]):
        with system_scope():
            years = list(InstitutionYear.objects.filter(clearing=clearing, county=unit).order_by("pk"))
        for place, year in enumerate(years):
            _answer(stage, year, objects=number == 1 and place == 0, waits=number == 2 and place % 2 == 1)
    return made


def _answer(stage: Stage, year: InstitutionYear, *, objects: bool, waits: bool) -> None:
    clerk, words = stage.at(Duty.HANDLE, year.county), said()["year_end"]
    paper = words["paper"].format(year=stage.year, number=year.pk)
    if objects:
        act(clerk, object_to_year, year=year, text=words["objection"], paper=paper)
    elif not waits:
        act(clerk, confirm_year, year=year, paper=paper, confirmed_on=timezone.localdate())
