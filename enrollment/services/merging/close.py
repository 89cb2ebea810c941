"""A merging is closed once nothing is open; from then on its rolls, decisions and covers stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.scoping import EVERYTHING, system_scope
from enrollment.models import LegacyPair, LegacyRow, SchemeMerging
from enrollment.reads.merging import MergingReport, report_of
from institutions.models import Duty, User
from institutions.services.duties import require_city_duty

from .lock import MergingRefused, lock_open

NAMED = 3


@transaction.atomic
def close_merging(*, merging: SchemeMerging, acting_user: User) -> SchemeMerging:
    """The merging, closed. Duty review at the city: whoever decides pairs registers.

    Raises ``MergingRefused`` naming what is still open or which sum does not hold, ``DutyMissing``.
    """
    require_city_duty(user=acting_user, duty=Duty.REVIEW, area=merging.area)
    with system_scope():
        locked = lock_open(merging.pk)
        report = report_of(locked, EVERYTHING)
        for message, params in still_open(report):
            raise MergingRefused(message, **params)
        locked.closed_at, locked.closed_by = timezone.now(), acting_user
        locked.save(update_fields=["closed_at", "closed_by"])
    return locked


def still_open(report: MergingReport) -> Iterator[tuple[Any, dict[str, Any]]]:
    """What hinders the closing, each in a sentence with its params. With everything visible."""
    total, merging = report.total, report.merging
    if not total.rows:
        yield _("No roll was imported yet."), {}
    for identity in report.identities:
        if not identity.holds:
            yield (
                _("A sum does not hold: %(text)s (%(left)s, %(right)s)."),
                {"text": identity.text, "left": identity.left, "right": identity.right},
            )
    if report.pairs.waiting:
        waiting = LegacyPair.unscoped.filter(merging=merging, decision="").select_related("left__county")
        yield (
            _("%(count)s pairs are to be decided, the first: %(named)s."),
            {"count": report.pairs.waiting, "named": _named(pair.left for pair in waiting.order_by("pk")[:NAMED])},
        )  # fmt: skip
    rows = LegacyRow.unscoped.filter(merging=merging, set_aside="").select_related("county").order_by("pk")
    if total.unmatched:
        named = _named(rows.filter(found__isnull=True)[:NAMED])
        yield (
            _("%(count)s rows are not matched yet, the first: %(named)s."),
            {"count": total.unmatched, "named": named},
        )
    if total.hindered:
        named = _named(rows.filter(found__taken_over_at__isnull=True).exclude(found__problem="")[:NAMED])
        yield (
            _("%(count)s rows cannot be taken over as they stand, the first: %(named)s."),
            {"count": total.hindered, "named": named},
        )
    if total.ready:
        named = _named(rows.filter(found__taken_over_at__isnull=True, found__problem="")[:NAMED])
        yield (
            _("%(count)s rows wait to be taken over, the first: %(named)s."),
            {"count": total.ready, "named": named},
        )


def _named(rows: Any) -> str:
    return "；".join(f"{row.county} {row}" for row in rows)
