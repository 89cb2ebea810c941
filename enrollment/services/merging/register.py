"""Register whoever stands only on a former roll."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from config.spreadsheets.certificates import RESIDENT_CARD
from enrollment.models import FoundPerson, LegacyRow, Person
from enrollment.rules.identity import person_number, pinyin_of
from enrollment.rules.merging.numbers import read_number

from . import in_bulk
from .entries import OTHER
from .lock import origin_number

Certificate = tuple[str, str]
_COLUMNS = (
    "psn_no", "psn_cert_type", "certno", "psn_name", "pinyin", "gend", "naty", "brdy", "county_id", "tel", "addr",
)  # fmt: skip


def register_people(
    portion: Sequence[FoundPerson], rows: Mapping[int, Sequence[LegacyRow]], people: dict[int, Person]
) -> None:
    """A person for each of ``portion``, by the first row with a sound certificate, else by the first with a birth date
    under its number on the roll; ``people`` takes them in. Where no birth date is known, that is the problem.

    A certificate that somebody else has (one number, two people) is not given twice: the number on the roll stands in.
    """
    wanted: dict[int, tuple[LegacyRow, list[Certificate]]] = {}
    for found in portion:
        row = _speaking(rows[found.pk])
        if row is None:
            found.problem = FoundPerson.Problem.NO_BIRTH
        else:
            wanted[found.pk] = row, _certificates(row)
    stored = _stored(certificate for _row, possible in wanted.values() for certificate in possible)
    new: dict[int, Person] = {}
    for found in portion:
        if found.pk not in wanted:
            continue
        row, possible = wanted[found.pk]
        known = stored.get(possible[-1]) if possible[-1][0] == OTHER else None
        if known is not None:
            # Registered when it was taken over before.
            found.people = [known.pk]
            people[known.pk] = known
            continue
        certificate = next((one for one in possible if one not in stored), possible[-1])
        new[found.pk] = stored[certificate] = _person(row, certificate)
    ids = in_bulk.insert(
        Person, _COLUMNS, [[getattr(one, column) for column in _COLUMNS] for one in new.values()]
    )
    for pk, person in zip(ids, new.values(), strict=True):
        person.pk = pk
        people[pk] = person
    for found in portion:
        if found.pk in new:
            found.people = [new[found.pk].pk]


def _speaking(rows: Sequence[LegacyRow]) -> LegacyRow | None:
    told = [row for row in rows if row.birth is not None]
    return min(told, key=lambda row: (not row.certno, row.pk), default=None)


def _certificates(row: LegacyRow) -> list[Certificate]:
    own = [(row.psn_cert_type, row.certno)] if row.certno else []
    return [*own, (OTHER, origin_number(row))]


def _stored(certificates: Iterable[Certificate]) -> dict[Certificate, Person]:
    wanted = set(certificates)
    found = Person.unscoped.select_related("county").filter(certno__in={number for _kind, number in wanted})
    return {
        (one.psn_cert_type, one.certno): one for one in found if (one.psn_cert_type, one.certno) in wanted
    }


def _person(row: LegacyRow, certificate: Certificate) -> Person:
    kind, number = certificate
    assert row.birth is not None  # noqa: S101 - only such rows speak
    gender = read_number(kind, number).gender if kind == RESIDENT_CARD else row.gend
    return Person(
        psn_no=person_number(row.county.code, kind, number), psn_cert_type=kind, certno=number, psn_name=row.name,
        pinyin=pinyin_of(row.name), gend=gender if gender != "0" else row.gend, brdy=row.birth, county=row.county,
    )  # fmt: skip
