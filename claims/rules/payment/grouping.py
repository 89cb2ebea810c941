"""Which payment group a case belongs to: by main diagnosis and procedures from the catalogue, or by a code it brings.

A catalogue group names beginnings of diagnosis codes (any of them matches) and, for treatment by procedures,
alternatives of procedure codes, each of one or several codes that the case must all have. Letters count in either
case, dots do not count. Of several groups that match, the most specific wins, in this order:

1. a core group before a comprehensive one;
2. with procedures before conservative treatment before any treatment;
3. more procedures asked for; then the longer beginning of the diagnosis; then the longer procedure codes;
4. the smaller group code: a tie that the catalogue leaves open, and ``Match.ties`` names the others.

Conservative treatment is that no group with procedures took the case: procedures the catalogue knows nothing of for
the diagnosis do not keep a case out. Neither the order of procedures nor that of catalogue rows changes the group.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .section import BED_DAY, BY_ITEM, DIP, DRG, PER_CASE

PROCEDURE, CONSERVATIVE, ANY = "procedure", "conservative", "any"
_TREATMENTS = {PROCEDURE: 0, CONSERVATIVE: 1, ANY: 2}
ALTERNATIVES, TOGETHER = "/", "+"
NO_DIAGNOSIS, NO_GROUP = "no_diagnosis", "no_group"
NO_CODE, UNKNOWN_CODE = "no_drg_code", "unknown_drg_code"
NO_CATALOGUE, PAID_BY_ITEM = "no_catalogue", "paid_by_item"
NO_QUOTA, POLICY_SILENT = "no_quota_for_level", "policy_silent"
REASONS = (
    NO_DIAGNOSIS,
    NO_GROUP,
    NO_CODE,
    UNKNOWN_CODE,
    NO_CATALOGUE,
    NO_QUOTA,
    POLICY_SILENT,
    PAID_BY_ITEM,
)
WHOLE = (DRG, DIP)
"""Methods meant for every stay: a stay they cannot group is at fault, not paid another way."""
ORDER = (PER_CASE, BED_DAY, DRG, DIP)
"""The narrower method is asked first: named diseases, long care, then the method of all stays."""


class GroupRow(NamedTuple):
    """A group of a catalogue, as the grouper asks for it."""

    code: str
    diagnoses: tuple[str, ...]
    procedures: tuple[frozenset[str], ...]
    treatment: str = ANY
    core: bool = True


class Match(NamedTuple):
    """The group of a case and what of it matched; ``ties`` are groups as specific, set aside by their codes."""

    code: str
    diagnosis: str = ""
    procedures: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()


class CaseFacts(NamedTuple):
    """What a bill and its record say; an empty text is what nobody says."""

    diagnosis: str = ""
    procedures: frozenset[str] = frozenset()
    disease: str = ""
    drg_code: str = ""


class Found(NamedTuple):
    """How a case is paid: its method, and its group or the reason why it has none."""

    method: str
    match: Match | None
    reason: str = ""


def bare(code: str) -> str:
    """A code as it is compared: capitals without dots and blanks."""
    return code.upper().replace(".", "").strip()


def beginnings(text: str) -> tuple[str, ...]:
    """Diagnoses of a catalogue cell, ``K35.8/K35.9``."""
    return tuple(sorted({bare(part) for part in text.split(ALTERNATIVES)} - {""}))


def alternatives(text: str) -> tuple[frozenset[str], ...]:
    """Procedures of a catalogue cell, ``47.01/47.09+54.11``: alternatives, each one or several codes together."""
    every = {frozenset(map(bare, part.split(TOGETHER))) - {""} for part in text.split(ALTERNATIVES)}
    return tuple(sorted((one for one in every if one), key=sorted))


class Grouper:
    """A catalogue made ready for asking: groups by the beginnings of their diagnoses."""

    def __init__(self, groups: Iterable[GroupRow]) -> None:
        self._by_diagnosis: dict[str, list[GroupRow]] = defaultdict(list)
        self._codes: dict[str, str] = {}
        self._longest = 0
        self._known: dict[tuple[str, frozenset[str]], Match | None] = {}
        for group in groups:
            self._codes[bare(group.code)] = group.code
            for begin in group.diagnoses:
                self._by_diagnosis[begin].append(group)
                self._longest = max(self._longest, len(begin))

    def by_code(self, code: str) -> Match | None:
        """The group that the case names itself."""
        found = self._codes.get(bare(code))
        return None if found is None else Match(found)

    def by_record(self, diagnosis: str, procedures: Iterable[str]) -> Match | None:
        """The most specific group of a main diagnosis and procedures."""
        asked = bare(diagnosis), frozenset(map(bare, procedures)) - {""}
        if asked not in self._known:
            self._known[asked] = self._most_specific(*asked)
        return self._known[asked]

    def _most_specific(self, diagnosis: str, procedures: frozenset[str]) -> Match | None:
        ranked = []
        for length in range(1, min(len(diagnosis), self._longest) + 1):
            begin = diagnosis[:length]
            for group in self._by_diagnosis.get(begin, ()):
                taken = _taken(group, procedures)
                if taken is not None:
                    ranked.append((*_rank(group, begin, taken), group.code, begin, taken))
        if not ranked:
            return None
        ranked.sort(key=lambda one: one[:-2])
        best = ranked[0]
        same = {one[-3] for one in ranked if one[:-3] == best[:-3]} - {best[-3]}
        return Match(best[-3], best[-2], tuple(sorted(best[-1])), tuple(sorted(same)))


def _taken(group: GroupRow, procedures: frozenset[str]) -> frozenset[str] | None:
    """The procedures of the group that the case has; None where it lacks them."""
    if group.treatment != PROCEDURE:
        return frozenset()
    met = [
        together
        for together in group.procedures
        if all(any(done.startswith(asked) for done in procedures) for asked in together)
    ]
    return min(met, key=lambda one: (-len(one), -sum(map(len, one)), sorted(one)), default=None)


def _rank(group: GroupRow, begin: str, taken: frozenset[str]) -> tuple[bool, int, int, int, int]:
    return not group.core, _TREATMENTS[group.treatment], -len(taken), -len(begin), -sum(map(len, taken))


def find_group(
    facts: CaseFacts, groupers: Mapping[str, Grouper], uses: Sequence[str], order: Sequence[str] = ORDER
) -> Found:
    """The method and group of a stay in an area that ``uses`` methods; ``groupers`` has their catalogues of the day."""
    lacking = ""
    for method in order:
        if method not in uses:
            continue
        grouper = groupers.get(method)
        if grouper is None:
            lacking = lacking or method
            if method in WHOLE:
                return Found(method, None, NO_CATALOGUE)
            continue
        match, reason = _asked(method, facts, grouper)
        if match is not None or method in WHOLE:
            return Found(method, match, reason)
    return Found(lacking or BY_ITEM, None, NO_CATALOGUE if lacking else PAID_BY_ITEM)


def _asked(method: str, facts: CaseFacts, grouper: Grouper) -> tuple[Match | None, str]:
    if method == DRG:
        match = grouper.by_code(facts.drg_code) if facts.drg_code else None
        return match, "" if match else UNKNOWN_CODE if facts.drg_code else NO_CODE
    if method == PER_CASE:
        match = grouper.by_code(facts.disease) if facts.disease else None
        return match or grouper.by_record(facts.disease, facts.procedures), ""
    diagnosis = facts.diagnosis or facts.disease
    match = grouper.by_record(diagnosis, facts.procedures)
    return match, "" if match else NO_GROUP if diagnosis else NO_DIAGNOSIS
