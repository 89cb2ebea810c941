"""Comparing anew, and large result sheets, as jobs."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy

from claims.models import Reconciliation
from claims.services.reconciliation.compare import compare
from claims.spreadsheets.reconciliation_result import result_name, write_result
from config.jobs import JobContext, enqueue, job_kind
from config.models import Job
from config.scoping import acting_as
from institutions.models import Agency

COMPARE = "claims.reconcile"
RESULT = "claims.reconciliation_result"


def enqueue_comparing(*, owner: Any, agency: Agency, reconciliation: Reconciliation) -> Job:
    """Queue the comparison of one institution's month."""
    return enqueue(
        COMPARE,
        owner=owner,
        agency=agency,
        params={"reconciliation": reconciliation.pk},
        unique_key=f"{COMPARE}:{reconciliation.pk}",
    )


def enqueue_result(*, owner: Any, agency: Agency, reconciliation: Reconciliation) -> Job:
    """Queue the result sheet of one institution's month."""
    params = {"reconciliation": reconciliation.pk, "language": translation.get_language()}
    return enqueue(RESULT, owner=owner, agency=agency, params=params)


@job_kind(COMPARE, title=gettext_lazy("Reconciliation compared anew"), duty="handle")
def compare_anew(context: JobContext) -> None:
    # Whoever started the job answers for it: what they may not see they do not touch.
    with acting_as(context.owner):
        found = Reconciliation.objects.get(pk=context.params["reconciliation"])
        compare(reconciliations=[found.pk])
    context.link_result(reverse("claims:reconciliation", args=[found.pk]))


@job_kind(RESULT, title=gettext_lazy("Result of a reconciliation"))
def make_result(context: JobContext) -> None:
    with (
        translation.override(context.params["language"]),
        acting_as(context.owner),
        tempfile.TemporaryDirectory() as folder,
    ):
        related = Reconciliation.objects.select_related("institution", "county")
        found = related.get(pk=context.params["reconciliation"])
        path = Path(folder) / "result.xlsx"
        write_result(found, path)
        context.save_result(f"{result_name(found)}.xlsx", path)
