"""Celery entry points of the funds: the clearing's job, and one task per unit's step."""

from celery import shared_task
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.jobs import JobContext, job_kind
from config.scoping import acting_as, system_scope
from funds.control_tasks import audit_sample, rush_month, rush_months
from funds.fund_reconciliation_tasks import compare_collection
from funds.models import CountyScheme, PayerListMonth
from funds.region_report_tasks import report_to_region, report_to_regions
from funds.services.clearing.run import run_clearing
from funds.services.clearing.start import JOB_KIND
from funds.services.clearing.steps import STEP_TASK, perform_step
from funds.services.county_assessment.figures import COMPUTE, compute_figures
from funds.services.insurer.lists import JOB_KIND as COMPARE_PAYER_LIST
from funds.services.insurer.lists import compare_payer_list
from funds.services.out_of_area.compare import JOB_KIND as COMPARE_OUT_OF_AREA
from funds.services.out_of_area.compare import compare_in_job
from funds.services.subsidies.count import count_year
from funds.services.year_clearing.compute import JOB_KIND as YEAR_KIND
from funds.services.year_clearing.compute import compute_in_job
from funds.watch_tasks import watch_month, watch_months

# Jobs that live in a module of their own become known with these.
__all__ = [
    "audit_sample",
    "compare_collection",
    "report_to_region",
    "report_to_regions",
    "rush_month",
    "rush_months",
    "watch_month",
    "watch_months",
]


# A stopped month goes on from its own page, which has the failed steps wait again.
@job_kind(JOB_KIND, title=_("Monthly clearing"), duty="finance", repeatable=False)
def clearing_job(ctx: JobContext) -> None:
    ctx.link_result(reverse("funds:clearing", args=[int(ctx.params["clearing"])]))
    run_clearing(ctx)


@job_kind(YEAR_KIND, title=_("Year-end clearing with institutions"), duty="finance")
def year_clearing_job(ctx: JobContext) -> None:
    done = compute_in_job(clearing_id=int(ctx.params["clearing"]), acting_user=ctx.owner)
    ctx.progress(done, done)


@job_kind(COMPARE_OUT_OF_AREA, title=_("Care outside the area compared anew"), duty="handle")
def out_of_area_job(ctx: JobContext) -> None:
    with acting_as(ctx.owner):
        month = compare_in_job(month_id=int(ctx.params["month"]))
    ctx.link_result(month.get_absolute_url())


@shared_task(name="funds.tasks.count_subsidies")
def count_subsidies() -> int:
    """Every night: what governments owe for residents of this year and last. How many dues there are."""
    # Nobody asked: the calendar did, for all areas.
    this_year = timezone.localdate().year
    with system_scope():
        return sum(count_year(year) for year in (this_year - 1, this_year))


@job_kind(COMPARE_PAYER_LIST, title=_("Bills of insurer or aid compared anew"), duty="handle")
def payer_list_job(ctx: JobContext) -> None:
    with acting_as(ctx.owner):
        month = compare_payer_list(PayerListMonth.objects.get(pk=int(ctx.params["month"])))
    ctx.link_result(month.get_absolute_url())


@job_kind(COMPUTE, title=_("Figures of the yearly assessment"), duty="handle")
def county_figures_job(ctx: JobContext) -> None:
    """All sheets or none; run again it computes them anew."""
    with acting_as(ctx.owner):
        scheme = CountyScheme.objects.get(pk=int(ctx.params["scheme"]))
        compute_figures(scheme=scheme, acting_user=ctx.owner, told=ctx.progress)
    ctx.link_result(scheme.get_absolute_url())


@shared_task(name=STEP_TASK)
def run_clearing_step(step_id: int) -> bool:
    return perform_step(step_id)
