"""Take over the covers of everybody no longer in doubt: registered once, covered once, with the row it came from."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import pghistory
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.money import to_fen
from config.planning import planned_for_many
from config.scoping import scope_of, system_scope
from enrollment.models import (
    BASIC_SCHEMES,
    Coverage,
    FoundPerson,
    LegacyPair,
    LegacyRow,
    Person,
    SchemeMerging,
    TakenCover,
)
from enrollment.reads.merging_rule import rule_in_area
from enrollment.rules.merging.surviving import Cover, Days, Piece, Rule, pieces
from enrollment.services.arrears.stop import lock_people_of
from institutions.models import Agency, User
from institutions.rules.policy_tables import PolicyGap

from . import in_bulk
from .lock import MergingRefused, lock_open, require_working
from .people import PeopleRefused, merge_people
from .register import register_people

AT_ONCE = 2_000
FOREVER = dt.date(9999, 12, 31)
Report = Callable[[int, int], None]


def _nobody_watches(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


class Facts(NamedTuple):
    """What is known of the people of one portion."""

    rows: dict[int, list[LegacyRow]]
    people: dict[int, Person]
    taken: dict[int, list[Days]]
    own: set[int]
    """Found people with a cover that stands from an earlier taking over."""


def waiting(merging: SchemeMerging) -> QuerySet[FoundPerson]:
    """Not taken over, and with no pair to be decided on any row."""
    undecided = LegacyPair.unscoped.filter(merging=merging, decision="")
    in_doubt = LegacyRow.unscoped.filter(pk__in=undecided.values("left")) | LegacyRow.unscoped.filter(
        pk__in=undecided.exclude(right=None).values("right")
    )
    return (
        FoundPerson.unscoped.filter(merging=merging, taken_over_at__isnull=True)
        .exclude(problem=FoundPerson.Problem.CONTRADICTION)
        .exclude(pk__in=in_doubt.exclude(found=None).values("found"))
    )


def take_over(*, merging: SchemeMerging, acting_user: User, report: Report = _nobody_watches) -> Counter[str]:
    """Take over everybody of the user's counties who waits; how many by outcome or problem.

    Works in portions of its own: killed and begun again it goes on where it stopped, and nobody is taken over
    twice. Duty register in the area. Raises ``MergingRefused`` once it is closed or where the policy is silent,
    ``DutyMissing``.
    """
    handled_at = require_working(area=merging.area, acting_user=acting_user)
    try:
        rule = rule_in_area(merging.area, merging.insutype, merging.begins).rule
    except PolicyGap as gap:
        raise MergingRefused(_("The policy does not say: %(problem)s"), problem=gap) from gap
    counties = scope_of(acting_user).counties
    done: Counter[str] = Counter()
    with system_scope():
        total = waiting(merging).filter(county__in=counties).count()
    last = 0
    while True:
        with transaction.atomic(), pghistory.context(user=acting_user.pk), system_scope():
            locked = lock_open(merging.pk)
            portion = list(waiting(locked).filter(county__in=counties, pk__gt=last).order_by("pk")[:AT_ONCE])
            if portion:
                last = portion[-1].pk
                done += _Portion(locked, rule, handled_at, acting_user).take(portion)
        if not portion:
            return done
        report(sum(done.values()), total)


def plan(found: FoundPerson) -> tuple[Piece, ...]:
    """What taking over would give this one person now; for a page that shows it before the act."""
    merging = found.merging
    rule = rule_in_area(merging.area, merging.insutype, merging.begins).rule
    with system_scope():
        facts = facts_of([found])
    person = facts.people.get(found.people[0]) if found.people else None
    return _pieces_of(found, facts, rule, person)


class _Portion:
    """Some thousand people in one transaction, everything visible, the merging locked."""

    def __init__(self, merging: SchemeMerging, rule: Rule, handled_at: Agency, acting_user: User) -> None:
        self.merging = merging
        self.rule = rule
        self.handled_at = handled_at
        self.acting_user = acting_user

    def take(self, portion: Sequence[FoundPerson]) -> Counter[str]:
        lock_people_of({person for found in portion for person in found.people})
        self._make_one(portion)
        facts = facts_of(portion)
        register_people(
            [one for one in portion if not one.people and not one.problem], facts.rows, facts.people
        )
        covers: list[tuple[int, Piece, LegacyRow]] = []
        for found in portion:
            if not found.problem:
                covers += self._cover(found, facts)
        with planned_for_many():
            self._store(portion, covers)
        return Counter(str(found.problem or found.outcome) for found in portion)

    def _store(self, portion: Sequence[FoundPerson], covers: Sequence[tuple[int, Piece, LegacyRow]]) -> None:
        columns = (
            "person_id",
            "insutype",
            "psn_type",
            "county_id",
            "period",
            "origin",
            "handled_at_id",
            "effective",
        )
        ids = in_bulk.insert(
            Coverage,
            columns,
            [
                (person, piece.scheme, row.psn_type, row.county_id, DateRange(piece.start, piece.end),
                 Coverage.Origin.MERGED.value, self.handled_at.pk, True)
                for person, piece, row in covers
            ],
        )  # fmt: skip
        origins = [(one, row.pk) for one, (_person, _piece, row) in zip(ids, covers, strict=True)]
        in_bulk.insert(TakenCover, ("coverage_id", "row_id"), origins)
        # Arrays of arrays must be rectangles: whom each is, where nobody is in doubt, is one person or nobody.
        in_bulk.update(
            FoundPerson,
            [found.pk for found in portion],
            ("outcome", "problem", "taken_over_at", "taken_over_by_id"),
            [
                (str(found.outcome), str(found.problem), found.taken_over_at,
                 found.taken_over_by_id)
                for found in portion
            ],
        )  # fmt: skip
        self._store_people(portion)

    def _store_people(self, portion: Sequence[FoundPerson]) -> None:
        """One person each; whoever has a problem keeps the people there were."""
        known = [found for found in portion if len(found.people) == 1]
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE enrollment_foundperson f SET people = ARRAY[w.person]"
                " FROM unnest(%s::bigint[], %s::bigint[]) AS w(id, person)"
                " WHERE w.id = f.id AND f.people <> ARRAY[w.person]",
                [[found.pk for found in known], [found.people[0] for found in known]],
            )

    def _make_one(self, portion: Iterable[FoundPerson]) -> None:
        """Several stored people who are one: the one with a cover, else the oldest, takes the others."""
        for found in portion:
            found.problem = ""
            if len(found.people) < 2:
                continue
            people = list(Person.unscoped.filter(pk__in=found.people).order_by("pk"))
            covered = set(
                Coverage.unscoped.filter(
                    person__in=people, effective=True, insutype__in=BASIC_SCHEMES
                ).values_list("person", flat=True)
            )
            kept = min(people, key=lambda one: (one.pk not in covered, one.pk))
            try:
                with transaction.atomic():
                    for other in people:
                        if other != kept:
                            merge_people(
                                person=other, into=kept, reason=str(found.first_row), acting_user=self.acting_user,
                                because_of=found.first_row,
                            )  # fmt: skip
            except PeopleRefused:
                found.problem = FoundPerson.Problem.TWO_STORED
            else:
                found.people = [kept.pk]

    def _cover(self, found: FoundPerson, facts: Facts) -> list[tuple[int, Piece, LegacyRow]]:
        person = facts.people[found.people[0]]
        going_on = _pieces_of(found, facts, self.rule, person)
        found.outcome = _outcome(found, facts, person, going_on, self.merging.area_id)
        found.taken_over_at, found.taken_over_by = timezone.now(), self.acting_user
        if found.outcome == FoundPerson.Outcome.ELSEWHERE:
            return []
        rows = {row.pk: row for row in facts.rows[found.pk]}
        return [(person.pk, piece, rows[piece.row]) for piece in going_on]


def _pieces_of(found: FoundPerson, facts: Facts, rule: Rule, person: Person | None) -> tuple[Piece, ...]:
    covers = [
        Cover(row.pk, row.insutype, row.period.lower, row.period.upper, to_fen(row.paid))
        for row in facts.rows[found.pk]
    ]
    died = person.deceased_on if person else None
    return pieces(
        covers,
        rule,
        chosen=found.chosen_id,
        taken=facts.taken.get(person.pk, ()) if person else (),
        until=None if died is None else died + dt.timedelta(days=1),
    )


def _outcome(
    found: FoundPerson, facts: Facts, person: Person, going_on: Sequence[Piece], area_id: int
) -> str:
    if person.county.area_id != area_id:
        return FoundPerson.Outcome.ELSEWHERE
    if going_on or found.pk in facts.own:
        return FoundPerson.Outcome.COVERED
    first = min(row.period.lower for row in facts.rows[found.pk])
    if person.deceased_on is not None and person.deceased_on < first:
        return FoundPerson.Outcome.DIED
    return FoundPerson.Outcome.COVERED_OTHERWISE


def facts_of(portion: Sequence[FoundPerson]) -> Facts:
    """Rows, people and the days they are covered already; with everything visible."""
    rows: dict[int, list[LegacyRow]] = defaultdict(list)
    for row in LegacyRow.unscoped.filter(found__in=portion).select_related("county").order_by("pk"):
        if row.found_id is not None:
            rows[row.found_id].append(row)
    ids = {person for found in portion for person in found.people}
    people = Person.unscoped.select_related("county").in_bulk(ids)
    taken: dict[int, list[Days]] = defaultdict(list)
    covered = Coverage.unscoped.filter(person__in=ids, effective=True, insutype__in=BASIC_SCHEMES)
    for person, period in covered.values_list("person", "period"):
        taken[person].append((period.lower, period.upper or FOREVER))
    own = TakenCover.unscoped.filter(row__found__in=portion, coverage__effective=True)
    return Facts(rows, people, taken, set(own.values_list("row__found", flat=True)))
