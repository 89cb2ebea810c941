"""Acts of the regional fund: levy, distribute, decide, withdraw, move money, dun."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from claims.forms_budgets import WhyForm
from config.access import requires
from config.codes import name_of
from config.display import money_text
from config.forms import Fact, act_page, once
from config.listing.tables import Column, Table
from funds.forms_region import RatesForm, VoucherForm
from funds.forms_reserves import PaperForm
from funds.models import (
    CountySheet,
    RegionalDemand,
    RegionalDistribution,
    RegionalGrant,
    RegionalLevy,
    RegionalTransfer,
)
from funds.reads.region_assessment import final_sheets, performance_of
from funds.reads.region_reports import areas_below, reported_years
from funds.reads.regional_fund import given_of, received_of, standings, unentered
from funds.services.regional_fund.decide import issue, withdraw
from funds.services.regional_fund.distributions import plan_distribution, propose_distribution
from funds.services.regional_fund.dun import dun_city
from funds.services.regional_fund.levies import LevyPlan, plan_levy, propose_levy
from funds.services.regional_fund.transfers import book_transfer, enter_transfer, refuse_transfer, side_of
from funds.views.asking import chosen_from
from institutions.access import AgencyRequest

from .fund import distribution_facts, distribution_of, levy_facts, levy_of, paper_facts, paper_of
from .reports import BOTH, REGION
from .tables import demands_table, grants_table

FUND = "funds:region_fund"


@requires(duty="finance", levels=REGION)
@once
@chosen_from(FUND)
def enter_levy(request: AgencyRequest) -> HttpResponseBase:
    """The levy as the policy and the reports have it; confirmed, it waits for the second person."""
    scheme, year = request.GET.get("scheme", ""), request.GET.get("year", "")
    if not year.isascii() or not year.isdigit() or not 2000 <= int(year) <= 2100 or len(scheme) != 3:
        raise Http404
    plan = plan_levy(region=request.assignment.agency.area, insutype=scheme, year=int(year))
    form = PaperForm(request.POST or None)

    def do() -> str:
        return propose_levy(plan=plan, acting_user=request.user, **form.cleaned_data).get_absolute_url()

    facts = [
        Fact(_("Scheme"), name_of("insutype", scheme)),
        Fact(_("Year"), plan.year),
        Fact(_("Levied share"), f"{plan.terms.share / 100:g}%"),
        Fact(_("Due on"), plan.terms.due_on),
        Fact(_("Amount due"), money_text(plan.amount)),
        Fact(_("Clause"), plan.terms.share_given.clause),
        Fact(_("Assumed"), plan.terms.share_given.assumed),
    ]
    return act_page(
        request, title=_("Levy for the regional fund"), facts=facts, affects=_levy_table(plan), form=form, do=do,
        warnings=[_("%(area)s has not reported the year with closed books.") % {"area": one} for one in plan.missing],
        label=_("Enter"), said=_("Entered: a second person issues it."), cancel_url=reverse(FUND),
    )  # fmt: skip


def _levy_table(plan: LevyPlan) -> Table:
    return Table(
        _("Cities"),
        [
            Column("area", pgettext("of a region", "City")),
            Column("collected", _("Collected last year"), "money", get=lambda row: row.reported.collected),
            Column("amount", _("Amount due"), "money"),
            Column("as_at", _("As at"), "date", get=lambda row: row.reported.report.confirmed_on),
        ],
        plan.parts,
        unit=_("yuan"),
        totals={"amount": plan.amount},
    )


@requires(duty="finance", levels=REGION)
@once
def distribute(request: AgencyRequest, region_levy_id: int) -> HttpResponseBase:
    """What came in for a levy and is not given yet, over the cities."""
    levy = levy_of(region_levy_id)
    areas = areas_below(levy.region)
    known = reported_years(levy.region, levy.insutype, levy.base_year)
    sheets = final_sheets(levy.region, levy.base_year)
    form = RatesForm(
        request.POST or None,
        areas=areas,
        reported={pk: one.collection_rate for pk, one in known.items()},
        assessed={pk: performance_of(one) for pk, one in sheets.items()},
    )

    def do() -> str:
        plan = plan_distribution(levy=levy, rates=form.rates)
        made = propose_distribution(
            plan=plan, evidence=form.cleaned_data["evidence"], acting_user=request.user
        )
        return made.get_absolute_url()

    facts = [
        Fact(_("Scheme"), name_of("insutype", levy.insutype)),
        Fact(_("Year"), levy.year),
        Fact(_("Received by the region"), money_text(received_of(levy))),
        Fact(_("Distributed before"), money_text(given_of(levy))),
    ]
    return act_page(
        request, title=_("Distribute the regional fund"), facts=facts, form=form, do=do, label=_("Enter"),
        affects=_members_table(list(known.values()), sheets),
        warnings=[
            _("%(areas)s: the assessment of %(year)s is not final, so performance is entered here.")
            % {"areas": "、".join(str(one) for one in typed), "year": levy.base_year}
        ] if (typed := [one for one in areas if one.pk not in sheets]) else [],
        said=_("Entered: a second person issues it."), cancel_url=levy.get_absolute_url(),
    )  # fmt: skip


def _members_table(rows: list[Any], sheets: Mapping[int, CountySheet]) -> Table:
    def score(row: Any) -> int | None:
        sheet = sheets.get(row.report.area_id)
        return None if sheet is None else performance_of(sheet)

    def origin(row: Any) -> str:
        sheet = sheets.get(row.report.area_id)
        return (
            _("entered here")
            if sheet is None
            else _("score of the assessment of %(year)s") % {"year": sheet.scheme.year}
        )

    def sheet_url(row: Any) -> str | None:
        sheet = sheets.get(row.report.area_id)
        return None if sheet is None else sheet.get_absolute_url()

    return Table(
        _("Cities"),
        [
            Column("area", pgettext("of a region", "City"), get=lambda row: row.report.area),
            Column("insured", _("People insured at the year's end"), "number"),
            Column("collection_rate", _("Collection rate as reported"), "percent"),
            Column("performance", _("Performance of spending"), "percent", get=score),
            Column("origin", _("Performance from"), get=origin, link=sheet_url),
            Column("as_at", _("As at"), "date", get=lambda row: row.report.confirmed_on),
        ],
        rows,
        empty=_("No city has reported yet."),
    )


def _shown(one: RegionalLevy | RegionalDistribution) -> tuple[list[Fact], Table]:
    rows = standings(one.papers.select_related("area"))
    if isinstance(one, RegionalLevy):
        return levy_facts(one), demands_table(rows)
    return distribution_facts(one), grants_table(rows)


def _issue(request: AgencyRequest, one: RegionalLevy | RegionalDistribution, title: str) -> HttpResponseBase:
    facts, table = _shown(one)
    return act_page(
        request, title=title, facts=facts, affects=table, label=_("Issue"), said=_("Issued: the cities see it."),
        do=lambda: issue(whole=one, acting_user=request.user).get_absolute_url(),
        cancel_url=one.get_absolute_url(),
    )  # fmt: skip


def _withdraw(
    request: AgencyRequest, one: RegionalLevy | RegionalDistribution, title: str
) -> HttpResponseBase:
    (facts, table), form = _shown(one), WhyForm(request.POST or None)
    return act_page(
        request, title=title, facts=facts, affects=table, form=form, danger=True, label=_("Withdraw"),
        said=_("Withdrawn."),
        do=lambda: withdraw(whole=one, acting_user=request.user, **form.cleaned_data).get_absolute_url(),
        cancel_url=one.get_absolute_url(),
    )  # fmt: skip


@requires(duty="approve", levels=REGION)
@once
def issue_levy(request: AgencyRequest, region_levy_id: int) -> HttpResponseBase:
    return _issue(request, levy_of(region_levy_id), _("Issue a levy"))


@requires(duty=("finance", "approve"), levels=REGION)
@once
def withdraw_levy(request: AgencyRequest, region_levy_id: int) -> HttpResponseBase:
    return _withdraw(request, levy_of(region_levy_id), _("Withdraw a levy"))


@requires(duty="approve", levels=REGION)
@once
def issue_distribution(request: AgencyRequest, region_distribution_id: int) -> HttpResponseBase:
    return _issue(request, distribution_of(region_distribution_id), _("Issue a distribution"))


@requires(duty=("finance", "approve"), levels=REGION)
@once
def withdraw_distribution(request: AgencyRequest, region_distribution_id: int) -> HttpResponseBase:
    return _withdraw(request, distribution_of(region_distribution_id), _("Withdraw a distribution"))


def _enter(request: AgencyRequest, paper: RegionalDemand | RegionalGrant) -> HttpResponseBase:
    side = side_of(paper, request.assignment.agency)
    form = VoucherForm(request.POST or None, initial={"amount": unentered(paper, side)})

    def do() -> str:
        enter_transfer(paper=paper, side=side, acting_user=request.user, **form.cleaned_data)
        return str(paper.get_absolute_url())

    return act_page(
        request, title=str(RegionalTransfer.Side(side).label), facts=paper_facts(paper), form=form, do=do,
        label=_("Enter"), said=_("Entered: a second person checks it into the books."),
        cancel_url=paper.get_absolute_url(),
    )  # fmt: skip


@requires(duty="finance", levels=BOTH)
@once
def move_demand(request: AgencyRequest, region_demand_id: int) -> HttpResponseBase:
    """A city paid up; the region received."""
    return _enter(request, paper_of(RegionalDemand, region_demand_id))


@requires(duty="finance", levels=BOTH)
@once
def move_grant(request: AgencyRequest, region_grant_id: int) -> HttpResponseBase:
    """The region paid; a city received."""
    return _enter(request, paper_of(RegionalGrant, region_grant_id))


@requires(duty="finance", levels=REGION)
@once
def dun(request: AgencyRequest, region_demand_id: int) -> HttpResponseBase:
    demand = paper_of(RegionalDemand, region_demand_id)

    def do() -> str:
        letter = dun_city(demand=demand, acting_user=request.user)
        return reverse("funds:region_letter", args=[letter.pk])

    return act_page(
        request, title=_("Write a dunning letter"), facts=paper_facts(demand), do=do, label=_("Write"),
        said=_("Written: print it and send it."), cancel_url=demand.get_absolute_url(),
    )  # fmt: skip


def _transfer(request: AgencyRequest, transfer_id: int) -> RegionalTransfer:
    """One of the reader's own side; the other side's is not there."""
    known = RegionalTransfer.objects.select_related(
        "demand__region", "demand__area", "grant__region", "grant__area", "entered_by"
    )
    found: RegionalTransfer = get_object_or_404(known, pk=transfer_id)
    if found.of_region != (request.assignment.agency.level == "region"):
        raise Http404
    return found


def _of_transfer(
    request: AgencyRequest, one: RegionalTransfer, do: Callable[[], str], **more: Any
) -> HttpResponseBase:
    facts = [
        *paper_facts(one.paper),
        Fact(_("Movement"), one.get_side_display()),
        Fact(_("Day of the voucher"), one.moved_on),
        Fact(_("Voucher"), one.evidence),
        Fact(_("Amount of the voucher"), money_text(one.amount)),
        Fact(_("Entered by"), one.entered_by),
    ]
    return act_page(request, facts=facts, do=do, cancel_url=one.get_absolute_url(), **more)


@requires(duty="review", levels=BOTH)
@once
def book(request: AgencyRequest, region_transfer_id: int) -> HttpResponseBase:
    one = _transfer(request, region_transfer_id)

    def do() -> str:
        return reverse("funds:entry", args=[book_transfer(transfer=one, acting_user=request.user).pk])

    return _of_transfer(request, one, do, title=_("Check a voucher of the regional fund"), said=_("Booked."))


@requires(duty="review", levels=BOTH)
@once
def refuse(request: AgencyRequest, region_transfer_id: int) -> HttpResponseBase:
    one, form = _transfer(request, region_transfer_id), WhyForm(request.POST or None)

    def do() -> str:
        refuse_transfer(transfer=one, acting_user=request.user, **form.cleaned_data)
        return one.get_absolute_url()

    return _of_transfer(
        request, one, do, form=form, danger=True, title=_("Refuse a voucher of the regional fund"),
        said=_("Refused."),
    )  # fmt: skip
