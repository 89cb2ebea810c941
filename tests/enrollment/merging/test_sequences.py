"""Whatever acts follow each other: the sums hold, every row is somebody's, no day is covered twice, none is lost."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest
from django.db import transaction

from config.errors import DomainError
from config.scoping import EVERYTHING, acting_as, system_scope
from enrollment.models import BASIC_SCHEMES, Coverage, FoundPerson, LegacyPair, LegacyRow, SchemeMerging
from enrollment.reads.merging import report_of
from enrollment.services.merging.choose import choose_cover
from enrollment.services.merging.decide import decide_pair, withdraw_decision
from enrollment.services.merging.match import match_rolls
from enrollment.services.merging.rows import complete_row, put_back, set_aside
from enrollment.services.merging.take_over import take_over
from enrollment.services.merging.undo import undo_take_over
from institutions.models import User
from tests.cast import Cast, make_coverage, make_person

from .conftest import Import, Matched, certno, row, urban

ACTS = (
    "decide",
    "decide",
    "decide",
    "withdraw",
    "complete",
    "set_aside",
    "put_back",
    "choose",
    "take",
    "undo",
    "match",
)
BORN = ("1960-03-04", "1971-05-06")


def roll(make: Any, chance: random.Random, number: int) -> list[dict[str, Any]]:
    """Few names, few certificates, few villages: nearly everything is in doubt."""
    return [
        make(
            n,
            psn_name=chance.choice("甲乙"),
            certno=chance.choice([None, certno(1), certno(2), certno(3), "123"]),
            brdy=chance.choice(BORN),
            village=chance.choice([None, "东河村", "西河村"]),
            year=chance.choice([2017, 2018]),
            insuplc_admdvs="990101",
        )
        for n in range(1, number + 1)
    ]


class Acts:
    def __init__(self, merging: SchemeMerging, clerk: User, chance: random.Random) -> None:
        self.merging, self.clerk, self.chance = merging, clerk, chance

    def any_of(self, rows: Any) -> Any:
        with system_scope():
            found = list(rows.order_by("pk"))
        return self.chance.choice(found) if found else None

    def do(self, name: str) -> None:
        try:
            # A refused act changes nothing.
            with transaction.atomic(), acting_as(self.clerk):
                getattr(self, name)()
        except DomainError:
            pass

    def decide(self) -> None:
        pair = self.any_of(LegacyPair.objects.filter(decision="").select_related("county", "area"))
        if pair is not None:
            decision = self.chance.choice(["same", "different"])
            decide_pair(pair=pair, decision=decision, reason="查证", acting_user=self.clerk)

    def withdraw(self) -> None:
        pair = self.any_of(LegacyPair.objects.exclude(decision="").select_related("county", "area"))
        if pair is not None:
            withdraw_decision(pair=pair, acting_user=self.clerk)

    def _row(self, **which: Any) -> Any:
        return self.any_of(LegacyRow.objects.filter(**which).select_related("county", "merging__area"))

    def complete(self) -> None:
        found = self._row(certno="", set_aside="")
        if found is not None:
            number = certno(self.chance.randrange(1, 5))
            complete_row(row=found, certno=number, birth=None, reason="户口簿", acting_user=self.clerk)

    def set_aside(self) -> None:
        found = self._row(set_aside="")
        if found is not None:
            set_aside(row=found, reason="查无此人", acting_user=self.clerk)

    def put_back(self) -> None:
        found = self.any_of(LegacyRow.objects.exclude(set_aside="").select_related("county", "merging__area"))
        if found is not None:
            put_back(row=found, reason="查实", acting_user=self.clerk)

    def choose(self) -> None:
        found = self._row(found__isnull=False)
        if found is not None:
            person = FoundPerson.unscoped.select_related("county__area").get(pk=found.found_id)
            choose_cover(found=person, row=found, reason="本人选择", acting_user=self.clerk)

    def take(self) -> None:
        take_over(merging=self.merging, acting_user=self.clerk)

    def undo(self) -> None:
        taken = FoundPerson.objects.filter(taken_over_at__isnull=False).select_related("county__area")
        found = self.any_of(taken)
        if found is not None:
            undo_take_over(found=found, acting_user=self.clerk)

    def match(self) -> None:
        match_rolls(merging=self.merging, acting_user=self.clerk)


def covered(person: int, day: dt.date) -> int:
    found = Coverage.objects.filter(
        person=person, effective=True, insutype__in=BASIC_SCHEMES, period__contains=day
    )
    return found.count()


def check(merging: SchemeMerging, rows: int) -> None:
    with system_scope():
        report = report_of(merging, EVERYTHING)
        assert report.holds, [one for one in report.identities if not one.holds]
        assert report.total.rows == rows
        assert not LegacyRow.objects.filter(set_aside="", found__isnull=True).exists()
        assert not LegacyRow.objects.exclude(set_aside="").filter(found__isnull=False).exists()
        for found in FoundPerson.objects.filter(taken_over_at__isnull=False):
            [person] = found.people
            for one in found.rows.all():
                assert (
                    covered(person, one.period.lower)
                    == covered(person, one.period.upper - dt.timedelta(1))
                    == 1
                )


def groups() -> set[frozenset[int]]:
    with system_scope():
        return {frozenset(one.rows.values_list("pk", flat=True)) for one in FoundPerson.objects.all()}


@pytest.mark.duty("HG-01")
@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_lost_whatever_is_done(
    seed: int, take: Import, matched: Matched, hegang: Cast, city_clerk: User
) -> None:
    chance = random.Random(seed)
    with system_scope():
        for name in "甲乙":
            make_coverage(
                make_person(hegang.east, name=name, born=dt.date.fromisoformat(chance.choice(BORN)))
            )
    take(*roll(row, chance, 7))
    take(*roll(urban, chance, 6))
    acts = Acts(matched(), city_clerk, chance)
    for _step in range(22):
        acts.do(chance.choice(ACTS))
        check(acts.merging, 13)
    # What the acts left is what a matching of everything gives.
    before = groups()
    acts.match()
    assert groups() == before
    check(acts.merging, 13)
