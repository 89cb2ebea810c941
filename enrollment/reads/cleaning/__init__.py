"""What a comparison finds, kind by kind: one SQL statement each, over the people of one pooling area.

A statement selects ``subject`` (unique in its kind and the same in every run), ``person_id``, ``other_id``,
``county_id`` (who has to act), ``other_county_id`` and ``evidence`` (jsonb: what was compared; nothing in it but
``source``, where a row of a file stands, may move by itself with the day or the next file, for a decision "not a
fault" holds as long as the rest stays the same). It is given

- ``area``: the pooling area; nobody of another one is looked at,
- ``day``: as of which the data are compared,
- ``since``: the policy's day before which nothing is compared, ``gap``: its days of an interruption.

It changes nothing. :data:`FIND` has them all, in the order in which they run.
"""

from __future__ import annotations

from enrollment.models import FindingKind

from . import (
    aid_list,
    certificate,
    covered_twice,
    death_list,
    deceased,
    elsewhere,
    employed_resident,
    interrupted,
    months_missing,
    not_covered,
    same_name,
    same_number,
    two_payers,
)

FIND: dict[FindingKind, str] = {
    FindingKind.SAME_NUMBER: same_number.FIND,
    FindingKind.SAME_NAME: same_name.FIND,
    FindingKind.COVERED_TWICE: covered_twice.FIND,
    FindingKind.EMPLOYED_RESIDENT: employed_resident.FIND,
    FindingKind.TWO_PAYERS: two_payers.FIND,
    FindingKind.INTERRUPTED: interrupted.OF_EMPLOYEES,
    FindingKind.MONTHS_MISSING: months_missing.FIND,
    FindingKind.NOT_RENEWED: interrupted.OF_RESIDENTS,
    FindingKind.DECEASED: deceased.FIND,
    FindingKind.CERTIFICATE: certificate.FIND,
    FindingKind.NOT_COVERED: not_covered.FIND,
    FindingKind.ELSEWHERE: elsewhere.FIND,
    FindingKind.DEATH_LIST: death_list.FIND,
    FindingKind.AID_LIST: aid_list.FIND,
}
