"""A person's basic coverages read for an act, under the person's lock."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from enrollment.models import BASIC_SCHEMES, Coverage, Person
from enrollment.rules.coverage import History, Impossible, Span, ordered

_WORDS = {
    "empty": _("The coverage would end before it begins."),
    "covered": _("%(person)s is covered under scheme %(scheme)s from %(start)s to %(end)s already."),
    "before_start": _("The coverage begins on %(start)s; it cannot end before. Void it instead."),
    "ended": _("The coverage ends before %(end)s already."),
    "nothing_changes": _("Scheme and county stay as they are: nothing would change."),
    "not_covered": _("%(person)s is not covered on that day under the coverage from %(start)s to %(end)s."),
}


class CoverageRefused(DomainError):
    """The act does not fit the person's coverages."""


def lock_person(person_id: int) -> Person:
    """The person, locked; a person merged into another is refused."""
    person = Person.unscoped.select_for_update().get(pk=person_id)
    if person.canonical_id is not None:
        raise CoverageRefused(_("%(person)s was merged into another person; use that file."), person=person)
    return person


def history_of(person: Person) -> History:
    rows = Coverage.unscoped.filter(person=person, effective=True, insutype__in=BASIC_SCHEMES)
    return ordered(span_of(row) for row in rows)


def span_of(coverage: Coverage) -> Span:
    period = coverage.period
    return Span(period.lower, period.upper, coverage.insutype, coverage.county_id, coverage.pk)


def refused(person: Person, why: Impossible) -> CoverageRefused:
    other = why.other
    facts = {
        "scheme": "" if other is None else other.scheme,
        "start": "" if other is None else other.start,
        "end": _("open") if other is None or other.end is None else other.end,
    }
    return CoverageRefused(_WORDS[why.code], person=person, **facts)
