"""What is on register for the people whose bills are settled: one query a topic for all of them.

The rules about it are pure (:mod:`claims.rules.registrations`); here rows become their facts, and a bill's
circumstances are filled in. What was found is pinned on the settlement with them.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from django.db import connection

from claims.policy_registers import RegisterPolicy
from claims.rules.facts import STAYS, is_stay
from claims.rules.registrations import (
    Certified,
    Declared,
    Filed,
    Holds,
    StayBefore,
    accident_as_registered,
    chain_of,
    chosen_there,
    filing_as_registered,
    standing_on,
    which_counts,
)

from .bill_facts import BillRow, Circumstances
from .person_facts import as_array

MATERNITY_CARE = ("51", "52", "53")
_COUNT = "r.person_id = ANY(%s) AND r.state IN ('in_force', 'ended')"
_DAYS = "lower(r.period), upper(r.period)"
_STAYS = ", ".join(f"'{code}'" for code in sorted(STAYS))

CERTIFICATES = f"""
    SELECT r.person_id, r.id, r.dise_code, {_DAYS}, h.institution_id, lower(h.period), upper(h.period)
    FROM claims_certificate r LEFT JOIN claims_choseninstitution h ON h.certificate_id = r.id
    WHERE {_COUNT} ORDER BY r.person_id, lower(r.period), r.id, h.id
"""  # noqa: S608 - our own text
FILINGS = f"""
    SELECT r.person_id, r.kind, r.place, r.institution_id, r.from_institution_id, {_DAYS}, r.chain,
           r.missing_papers <> '' AND r.promise_kept IS NOT TRUE
    FROM claims_carefiling r WHERE {_COUNT} ORDER BY r.person_id, lower(r.period), r.id
"""  # noqa: S608 - our own text
ACCIDENTS = f"""
    SELECT r.person_id, r.decision, r.happened_on, {_DAYS}, r.institution_id, r.admitted_on
    FROM claims_accidentdeclaration r WHERE {_COUNT} ORDER BY r.person_id, r.happened_on, r.id
"""  # noqa: S608 - our own text
MATERNITY = f"SELECT r.person_id, {_DAYS} FROM claims_maternityregistration r WHERE {_COUNT}"  # noqa: S608
SIGN_UPS = f"SELECT r.person_id, r.institution_id, {_DAYS} FROM claims_signup r WHERE {_COUNT}"  # noqa: S608
STAYS_OF = f"""
    SELECT b.person_id, b.institution_id, b.enddate FROM claims_bill b
    WHERE b.person_id = ANY(%s) AND left(b.med_type, 2) IN ({_STAYS})
"""  # noqa: S608 - our own text
PLACES = "SELECT i.id, i.admdvs FROM institutions_institution i WHERE i.id = ANY(%s)"

# What enrolment knows of the person: stops of benefits that hold, and the aid a bill need not say itself.
HOLDS = """
    SELECT r.person_id, r.insutype, r.reason, lower(r.period), upper(r.period) FROM enrollment_benefithold r
    WHERE r.person_id = ANY(%s) AND NOT r.lifted
"""
AID = """
    SELECT r.person_id, r.code, lower(r.period), upper(r.period) FROM enrollment_standing r
    WHERE r.person_id = ANY(%s) AND r.kind = 'aid'
"""

_FINER = {
    "transfer": "filed_transfer",
    "residence": "filed_residence",
    "migrant": "filed",
    "emergency": "emergency",
}


class Differs(NamedTuple):
    """Why the register keeps a bill waiting: a code of ``claims.waiting`` with its parameters."""

    code: str
    params: dict[str, str]


class OnRegister:
    """The registers of the people of some bills; empty dictionaries cost nothing."""

    def __init__(self, rows: Iterable[BillRow]) -> None:
        rows = list(rows)
        self.read = {(row.person_id, row.institution_id) for row in rows}
        people = sorted({row.person_id for row in rows})
        self.certificates = _certificates(people)
        self.filings = _filings(people)
        self.accidents = _by_person(ACCIDENTS, people, _declared)
        self.maternity = _by_person(MATERNITY, people, Holds)
        self.sign_ups = _by_person(SIGN_UPS, people, lambda at, first, end: (at, Holds(first, end)))
        self.stops = _by_person(
            HOLDS, people, lambda scheme, why, first, end: (scheme, why, Holds(first, end))
        )
        self.aid = _by_person(AID, people, lambda code, first, end: (code, Holds(first, end)))
        filed = sorted(self.filings)
        transferred = [p for p in filed if any(one.chain for one in self.filings[p])]
        self.stays = _by_person(STAYS_OF, transferred, StayBefore)
        self.known = {
            person
            for register in (
                self.certificates,
                self.filings,
                self.accidents,
                self.maternity,
                self.sign_ups,
                self.stops,
                self.aid,
            )
            for person in register
        }
        self.places = _places({row.institution_id for row in rows if row.person_id in self.filings})

    def covers(self, rows: Iterable[BillRow]) -> bool:
        """Whether it was read for these bills, among others."""
        return all((row.person_id, row.institution_id) in self.read for row in rows)

    def beside(
        self, row: BillRow, insu_county: int, policy: RegisterPolicy, asks_chosen: bool, given: Circumstances
    ) -> Circumstances | Differs:
        """``given`` with what the registers say of the bill, but for the standing of its disease."""
        if row.person_id not in self.known and policy.trusts_bills:
            return given  # the way of nearly every bill of a city
        said: dict[str, Any] = {}
        for fill in (self._stop, self._aid, self._filing, self._accident):
            found = fill(row, insu_county, policy)
            if isinstance(found, Differs):
                return found
            said |= found
        missing = self._maternity(row, policy)
        if missing is not None:
            return missing
        if row.person_id in self.sign_ups:
            signed = self.sign_ups[row.person_id]
            said["signed_up"] = any(at == row.institution_id and held.on(row.day) for at, held in signed)
        if asks_chosen and row.dise_code:
            said["chosen"] = chosen_there(self._held(row), institution=row.institution_id, day=row.day)
        said["chain"] = self._chain(row, policy)
        return given._replace(**said)

    def standing(self, row: BillRow) -> str:
        """What the register knows of the bill's disease on its policy day: valid, expired or none."""
        return standing_on((one.holds for one in self._held(row)), row.day)

    def lacking(self, row: BillRow, standing: str) -> Differs:
        """What to say of a bill whose disease the register must know and does not, or no longer."""
        if standing == "none":
            return Differs("certificate_missing", {"disease": row.dise_code or "—", "day": str(row.day)})
        ends = [one.holds.end for one in self._held(row) if one.holds.end is not None]
        last = max(end for end in ends if end <= row.day) - dt.timedelta(days=1)
        code = "certificate_expired_midstay" if last >= row.begndate else "certificate_expired"
        return Differs(code, {"disease": row.dise_code, "last": str(last), "day": str(row.day)})

    def _held(self, row: BillRow) -> list[Certified]:
        """The person's certificates for the bill's disease."""
        return [one for one in self.certificates.get(row.person_id, ()) if one.disease == row.dise_code]

    def _stop(self, row: BillRow, _county: int, _policy: RegisterPolicy) -> dict[str, Any] | Differs:
        for scheme, reason, held in self.stops.get(row.person_id, ()):
            if scheme == row.insutype and held.on(row.day):
                return Differs(
                    "benefits_held", {"reason": reason, "first": str(held.first), "day": str(row.day)}
                )
        return {}

    def _aid(self, row: BillRow, _county: int, _policy: RegisterPolicy) -> dict[str, Any]:
        """The category in force on the day where the bill names none itself."""
        if row.aid_category:
            return {}
        aid = self.aid.get(row.person_id, ())
        return next(({"aid_category": code} for code, held in aid if held.on(row.day)), {})

    def _filing(self, row: BillRow, insu_county: int, policy: RegisterPolicy) -> dict[str, Any] | Differs:
        if row.care_county == insu_county:
            return {}
        mode, filings = policy.counts("filing"), self.filings.get(row.person_id, ())
        if mode == "reported" and not filings:
            return {}
        day = row.enddate if policy.filing_day == "end" else row.begndate
        registered = filing_as_registered(
            filings, institution=row.institution_id, admdvs=self.places.get(row.institution_id, ""), day=day
        )
        counts = which_counts(row.filing, registered, mode)
        if counts is None:
            return Differs(
                "filing_differs", {"reported": row.filing, "registered": registered, "day": str(day)}
            )
        return {} if counts == row.filing else {"filing": counts}

    def _accident(self, row: BillRow, _county: int, policy: RegisterPolicy) -> dict[str, Any] | Differs:
        mode, declared = policy.counts("accident"), self.accidents.get(row.person_id, ())
        if (mode == "reported" or row.accident == "none") and not declared:
            return {}
        registered = accident_as_registered(
            declared, institution=row.institution_id, begins=row.begndate, reported=row.accident
        )
        if mode != "reported" and row.accident != "none" and registered == "none":
            return Differs("accident_undecided", {"day": str(row.begndate)})
        if registered == "none":
            return {}
        counts = which_counts(row.accident, registered, mode)
        if counts is None:
            return Differs("accident_differs", {"reported": row.accident, "registered": registered})
        return {} if counts == row.accident else {"accident": counts}

    def _maternity(self, row: BillRow, policy: RegisterPolicy) -> Differs | None:
        if not row.med_type.startswith(MATERNITY_CARE) or policy.counts("maternity") == "reported":
            return None
        if any(held.on(row.begndate) for held in self.maternity.get(row.person_id, ())):
            return None
        return Differs("maternity_unregistered", {"day": str(row.begndate)})

    def _chain(self, row: BillRow, policy: RegisterPolicy) -> str:
        if row.transfer_chain or row.person_id not in self.stays or not is_stay(row.med_type):
            return ""
        return chain_of(
            self.filings[row.person_id],
            self.stays[row.person_id],
            institution=row.institution_id,
            admdvs=self.places.get(row.institution_id, ""),
            begins=row.begndate,
            ends=row.enddate,
            between=policy.chain_days,
        )


def _by_person(query: str, people: Collection[int], make: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    if people:
        with connection.cursor() as cursor:
            cursor.execute(query, [as_array(people)])
            for person, *values in cursor:
                found[person].append(make(*values))
    return dict(found)


def _certificates(people: Collection[int]) -> dict[int, list[Certified]]:
    """A certificate comes once for each institution chosen on it."""
    rows = _by_person(CERTIFICATES, people, lambda *values: values)
    found: dict[int, list[Certified]] = {}
    for person, lines in rows.items():
        held: dict[int, Certified] = {}
        for pk, disease, first, end, at, since, until in lines:
            one = held.get(pk) or Certified(disease, Holds(first, end), ())
            if at is not None:
                one = one._replace(chosen=(*one.chosen, (at, Holds(since, until))))
            held[pk] = one
        found[person] = list(held.values())
    return found


def _filings(people: Collection[int]) -> dict[int, list[Filed]]:
    return _by_person(FILINGS, people, _filed)


def _filed(
    kind: str,
    place: str,
    at: int | None,
    source: int | None,
    first: dt.date,
    end: dt.date | None,
    chain: str,
    promised: bool,
) -> Filed:
    return Filed("promise" if promised else _FINER[kind], place, at, source, Holds(first, end), chain)


def _declared(
    decision: str,
    happened: dt.date,
    first: dt.date,
    end: dt.date | None,
    at: int | None,
    admitted: dt.date | None,
) -> Declared:
    return Declared(decision, happened, Holds(first, end), at, admitted)


def _places(institutions: Collection[int]) -> dict[int, str]:
    if not institutions:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(PLACES, [sorted(institutions)])
        return dict(cursor.fetchall())
