"""Celery entry points of institutions."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.jobs import JobContext, job_kind
from config.scoping import acting_as
from institutions.models import AssessmentRound
from institutions.services.assessment.figures import COMPUTE, compute_figures


@job_kind(COMPUTE, title=gettext_lazy("Figures of the yearly assessment"), duty="handle")
def compute_assessment(ctx: JobContext) -> None:
    """Compute the figures of a round, all or nothing; run again it computes them anew."""
    with acting_as(ctx.owner):
        held = AssessmentRound.objects.select_related("area").get(pk=ctx.params["round"])
        count = compute_figures(held=held, acting_user=ctx.owner, told=ctx.progress)
    ctx.log(_("Sheets computed: %(count)s.") % {"count": count})
    ctx.link_result(f"{reverse('institutions:assessments')}?year={held.year}")
