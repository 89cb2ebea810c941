"""Taking a roll back: matching alone does not hinder it, decisions and covers do."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.utils.translation import gettext_lazy as _

from config.models import ImportRun
from config.spreadsheets.withdrawing import DependedOn

_CLOSED = """
    SELECT count(*) FROM enrollment_legacyroll r JOIN enrollment_schememerging g ON g.id = r.merging_id
    WHERE r.import_run_id = %(run)s AND g.closed_at IS NOT NULL
"""
_DECIDED = """
    SELECT count(*) FROM enrollment_legacypair d
    WHERE d.decision <> '' AND EXISTS (SELECT 1 FROM enrollment_legacyrow r
                                       WHERE r.import_run_id = %(run)s AND r.id IN (d.left_id, d.right_id))
"""
_TAKEN = """
    SELECT count(*) FROM enrollment_legacyrow r LEFT JOIN enrollment_foundperson f ON f.id = r.found_id
    WHERE r.import_run_id = %(run)s
      AND (f.taken_over_at IS NOT NULL OR f.chosen_id IS NOT NULL
           OR EXISTS (SELECT 1 FROM enrollment_takencover t WHERE t.row_id = r.id)
           OR EXISTS (SELECT 1 FROM enrollment_personmerge m WHERE m.because_of_id = r.id))
"""

# What the matching made of the rows goes; rows of other rolls that shared a person wait to be matched again.
_UNMATCH = (
    """
    DELETE FROM enrollment_legacypair d USING enrollment_legacyrow r
    WHERE r.import_run_id = %(run)s AND r.id IN (d.left_id, d.right_id)
    """,
    """
    UPDATE enrollment_legacyrow o SET found_id = NULL
    FROM enrollment_legacyrow r WHERE r.import_run_id = %(run)s AND o.found_id = r.found_id
    """,
    """
    DELETE FROM enrollment_foundperson f
    WHERE f.merging_id IN (SELECT merging_id FROM enrollment_legacyroll WHERE import_run_id = %(run)s)
      AND NOT EXISTS (SELECT 1 FROM enrollment_legacyrow r WHERE r.found_id = f.id)
    """,
)


def blockers(run: ImportRun) -> Iterator[DependedOn]:
    """Why the roll cannot be taken back; run with everything visible."""
    if _count(_CLOSED, run):
        yield DependedOn(_("This merging is closed; its rolls stay as they are."))
    for statement, message in (
        (_DECIDED, _("%(count)s pairs with rows of this roll are decided; take the decisions back first.")),
        (_TAKEN, _("Of %(count)s rows of this roll a cover was chosen or taken over; set rows aside one by one.")),
    ):  # fmt: skip
        found = _count(statement, run)
        if found:
            yield DependedOn(message, count=found)


def unmatch(run: ImportRun) -> None:
    """Take back what the matching made of the rows, so that they can go; with everything visible."""
    with connection.cursor() as cursor:
        for statement in _UNMATCH:
            cursor.execute(statement, {"run": run.pk})


def _count(statement: str, run: ImportRun) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"run": run.pk})
        return int(cursor.fetchone()[0])
