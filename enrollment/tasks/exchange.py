"""Files for other offices, as jobs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.jobs import JobContext, job_kind
from config.periods import Month
from config.scoping import acting_as
from enrollment.models import ExchangeAgreement, ExchangeFile
from enrollment.services.exchange.hand_out import HAND_OUT, hand_out


@job_kind(HAND_OUT, title=_("File for another office"), duty="handle")
def make_file(context: JobContext) -> None:
    params = context.params
    with acting_as(context.owner):
        answers = params["answers"]
        file = hand_out(
            agreement=ExchangeAgreement.objects.get(pk=params["agreement"]),
            month=Month.parse(params["period"]),
            purpose=params["purpose"],
            acting_user=context.owner,
            agency=context.job.agency,
            job=context.job,
            answers=ExchangeFile.objects.select_related("agreement").get(pk=answers) if answers else None,
            progress=context.progress,
        )
    context.link_result(file.get_absolute_url())
