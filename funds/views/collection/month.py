"""A month's collection among the four: what each tells, comparing, signing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Max, Sum
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from config.access import requires
from config.display import money_text
from config.forms import Fact, act_page, once
from config.periods import Month
from funds.forms_collection import CompareForm
from funds.fund_reconciliation_tasks import enqueue_comparing
from funds.models import CollectionRecord, CollectionRun, CollectionSignOffLine, PayerGroup
from funds.reads.collection import differences_in, signatures, told_in
from funds.services.collecting import collecting_of
from funds.services.fund_reconciliation.passes import PASSES
from funds.services.fund_reconciliation.sign import confirm_part, sign_off
from funds.views.asking import chosen_from
from funds.views.ledger import month_asked
from institutions.access import AgencyRequest
from institutions.models import Agency, PoolingArea

READERS = ("finance", "handle", "review", "approve", "audit")
TONES = {"open": "warn", "waiting": "plain", "ready": "info", "signed": "ok", "stale": "bad"}
SHEETS = ("collection_tax", "collection_treasury", "collection_finance", "collection_insurance")


def address(month: dt.date) -> str:
    return f"{reverse('funds:collection_month')}?month={month:%Y-%m}"


@requires(duty=READERS, levels={"city", "county"})
def month_page(request: AgencyRequest) -> HttpResponse:
    """One month of the reader's area, as far as they may see it."""
    area = request.assignment.agency.area
    last = CollectionRecord.objects.filter(area=area).aggregate(last=Max("month"))["last"]
    month = month_asked(request, Month.of(last) if last else None)
    context: dict[str, Any] = {
        "title": _("Collection among the four"),
        "month": month,
        "may_sign": "finance" in request.assignment.duties,
        "may_compare": "finance" in request.assignment.duties and request.assignment.agency.level == "city",
        "sheets": SHEETS,
    }
    if month is not None:
        context |= _month(area, month, request.assignment.agency)
    return render(request, "funds/collection/month.html", context)


def _month(area: PoolingArea, month: Month, agency: Agency) -> dict[str, Any]:
    policy = collecting_of(area, month.last)
    run = CollectionRun.objects.filter(area=area, month=month.first).select_related("compared_by").first()
    units = Agency.objects.filter(area=area, level=Agency.Level.COUNTY).order_by("code")
    own = units if agency.level == Agency.Level.CITY else units.filter(pk=agency.county_id or agency.pk)
    city = Agency.objects.get(area=area, level=Agency.Level.CITY)
    lines = signatures(area, month.first, policy, own, city)
    given = policy.given.get("reconciliation.days_apart")
    return {
        "first": month.first,
        "told": told_in(area, month.first),
        "run": run,
        "passes": _passes(run),
        "differences": differences_in(area, month.first),
        "signatures": [(one, TONES[one.state], one.agency.pk == agency.pk) for one in lines],
        "apart": policy.days_apart,
        "apart_assumed": given.assumed if given else "",
        "agency_id": agency.pk,
    }


def _passes(run: CollectionRun | None) -> list[tuple[Any, int]]:
    if run is None:
        return []
    counted = [(title, run.matched.get(name, 0)) for name, title, _find in PASSES]
    return [(_("told the same by all"), run.matched.get("plainly", 0)), *counted]


@requires(duty="finance", levels={"city"})
@once
def compare(request: AgencyRequest) -> HttpResponseBase:
    """Compare a month, as a job."""
    area = request.assignment.agency.area
    asked = CompareForm(request.GET)
    month = asked.cleaned_data["month"] if asked.is_valid() else None
    form = CompareForm(request.POST or None, initial={"month": month or ""})

    def begin() -> str:
        job = enqueue_comparing(
            owner=request.user,
            area=area,
            month=form.cleaned_data["month"].first,
            agency=request.assignment.agency,
        )
        return reverse("job", args=[job.pk])

    facts = []
    if month is not None:
        facts = [
            Fact(one.source.label, _("%(count)s records, %(amount)s yuan") % {
                "count": f"{one.records:,}", "amount": money_text(one.amount or 0),
            })
            for one in told_in(area, month.first)
        ]  # fmt: skip
    return act_page(
        request,
        title=_("Compare a month of collection"),
        facts=facts,
        warnings=[
            _("Our own receipts of the month are taken over first."),
            _("What is found again unchanged keeps its owner and explanation."),
        ],
        form=form,
        do=begin,
        label=_("Compare"),
        said=_("The month is being compared."),
        cancel_url=reverse("funds:collection_month"),
    )


@requires(duty="finance", levels={"city", "county"})
@once
@chosen_from("funds:collection_month")
def sign(request: AgencyRequest) -> HttpResponseBase:
    """Sign a group's month (``?month=&group=``) for the agency at which the reader works."""
    agency = request.assignment.agency
    month = month_asked(request, None)
    group = request.GET.get("group", "")
    if month is None or group not in PayerGroup.values:
        raise Http404

    def act() -> str:
        sign_off(agency=agency, month=month.first, payer_group=group, acting_user=request.user)
        return address(month.first)

    records = CollectionRecord.objects.filter(area=agency.area, month=month.first, payer_group=group)
    if agency.level == Agency.Level.COUNTY:
        records = records.filter(county=agency)
    told = dict(records.order_by().values_list("source").annotate(Sum("amount")))
    sums = [Fact(one.source.label, money_text(told.get(one.source.value) or 0)) for one in told_in(
        agency.area, month.first
    )]  # fmt: skip
    return act_page(
        request,
        title=_("Sign the month as reconciled"),
        facts=[
            Fact(_("Agency"), agency),
            Fact(_("Month"), str(month)),
            Fact(_("Group of payers"), PayerGroup(group).label),
            *sums,
        ],
        warnings=[_("Later changes of its records make the signature out of date.")],
        do=act,
        label=_("Sign as reconciled"),
        said=_("The month is signed."),
        cancel_url=address(month.first),
    )


@requires(duty="finance", levels={"county"})
@once
def confirm(request: AgencyRequest, sign_off_line_id: int) -> HttpResponseBase:
    """A county confirms its part of what the city signed."""
    line = get_object_or_404(
        CollectionSignOffLine.objects.select_related("sign_off", "county"), pk=sign_off_line_id
    )
    month = line.sign_off.month

    def act() -> str:
        confirm_part(line=line, acting_user=request.user)
        return address(month)

    return act_page(
        request,
        title=_("Confirm the county's part"),
        facts=[
            Fact(_("Month"), f"{month:%Y-%m}"),
            Fact(_("Group of payers"), line.sign_off.get_payer_group_display()),
            Fact(_("Receipts"), f"{line.receipts:,}"),
            *(
                Fact(line._meta.get_field(name).verbose_name, money_text(getattr(line, name)))
                for name in ("tax", "treasury", "finance", "insurance")
            ),
        ],
        do=act,
        label=_("Confirm"),
        said=_("The county's part is confirmed."),
        cancel_url=address(month),
    )
