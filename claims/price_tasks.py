"""The figures of a price evaluation, as a job: they are read from two years' fee lines."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import PriceEvaluation
from claims.services.price_evaluation import compute_evaluation
from config.jobs import JobContext, enqueue, job_kind
from config.models import Job
from config.scoping import acting_as
from institutions.models import Agency

COMPUTE = "claims.evaluate_prices"


def enqueue_evaluation(*, owner: Any, agency: Agency, evaluation: PriceEvaluation) -> Job:
    """Queue the figures of a round."""
    return enqueue(
        COMPUTE,
        owner=owner,
        agency=agency,
        params={"evaluation": evaluation.pk},
        unique_key=f"{COMPUTE}:{evaluation.pk}",
    )


@job_kind(COMPUTE, title=gettext_lazy("Figures of a price evaluation"), duty="handle")
def evaluate_prices(context: JobContext) -> None:
    # Whoever started the job answers for it: what they may not see they do not touch.
    with acting_as(context.owner):
        held = PriceEvaluation.objects.get(pk=context.params["evaluation"])
        items = compute_evaluation(evaluation=held, acting_user=context.owner)
    context.log(_("%(items)s items evaluated.") % {"items": items})
    context.link_result(reverse("claims:price_evaluation", args=[held.pk]))
