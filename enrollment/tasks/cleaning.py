"""Comparing an area's data, as a job."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.jobs import JobContext, enqueue, job_kind
from config.models import Job
from config.scoping import acting_as
from enrollment.services.cleaning.compare import compare
from institutions.models import Agency, PoolingArea

COMPARE = "enrollment.compare"


def enqueue_comparison(*, owner: Any, agency: Agency, day: dt.date) -> Job:
    """Queue the comparison of the agency's area, of a county's own findings where it is a county."""
    params = {
        "area": agency.area_id,
        "county": None if agency.is_municipal else agency.pk,
        "day": day.isoformat(),
    }
    key = f"{COMPARE}:{agency.area_id}:{params['county'] or ''}"
    return enqueue(COMPARE, owner=owner, agency=agency, params=params, unique_key=key)


@job_kind(COMPARE, title=gettext_lazy("Comparison of enrolment data"), duty="register")
def compare_data(context: JobContext) -> None:
    params = context.params
    with acting_as(context.owner):
        run = compare(
            area=PoolingArea.objects.get(pk=params["area"]),
            county=Agency.objects.get(pk=params["county"]) if params["county"] else None,
            day=dt.date.fromisoformat(params["day"]),
            acting_user=context.owner,
            report=lambda done, total: context.progress(done, total),
        )
        counts = list(run.counts.all())
    found, new, gone = (sum(getattr(one, name) for one in counts) for name in ("found", "new", "gone"))
    context.log(
        _("%(found)s findings stand, %(new)s of them new; %(gone)s are found no more.")
        % {"found": found, "new": new, "gone": gone}
    )
    context.link_result(reverse("enrollment:cleaning_counts"))
