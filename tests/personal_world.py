"""A number shown whole and a file taken, at the county of :func:`tests.world.build_world`."""

from __future__ import annotations

from config.models import ExportRecord
from enrollment.models import Person
from institutions.models import Unmasking
from tests.places import Place


def taken_and_shown(place: Place, person: Person) -> None:
    Unmasking.unscoped.create(
        user=place.worker, agency=place.county, subject_type="enrollment.person", subject_id=person.pk,
        subject=person.psn_name, field="tel", purpose="contact", reason="通知领取凭证",
    )  # fmt: skip
    ExportRecord.unscoped.create(
        user=place.worker, agency=place.county, kind="file", what="参保人员", page="/", format="csv", rows=1
    )
