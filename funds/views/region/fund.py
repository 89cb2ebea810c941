"""The regional fund as a whole: what it holds, levies, distributions, papers and statements (NM-05, NM-06)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from config.access import requires
from config.codes import name_of
from config.display import changed_query, money_text
from config.forms import Fact
from funds.models import (
    RegionalDemand,
    RegionalDistribution,
    RegionalDunning,
    RegionalGrant,
    RegionalLevy,
)
from funds.reads.region_reports import areas_below
from funds.reads.regional_fund import Side, given_of, levy_url, received_of, standings
from funds.services.regional_fund.levies import to_levy
from funds.services.regional_fund.transfers import side_of
from institutions.access import AgencyRequest
from institutions.models import Agency

from .reports import BOTH, REGION, answered
from .tables import (
    STATES,
    demands_table,
    distributions_table,
    grants_table,
    levies_table,
    transfers_table,
)

READERS = ("finance", "review", "approve", "audit", "handle", "administer")


@requires(duty=READERS, levels=BOTH)
def fund_page(request: AgencyRequest) -> HttpResponseBase:
    """The region's whole fund; for a city its own demands and grants."""
    agency = request.assignment.agency
    demands = RegionalDemand.objects.select_related("area")
    grants = RegionalGrant.objects.select_related("area")
    if agency.level == Agency.Level.CITY:
        ours = [
            demands_table(standings(demands.filter(area=agency.area, state="issued")), by_city=False),
            grants_table(standings(grants.filter(area=agency.area, state="issued")), by_city=False),
        ]
        return answered(request, "funds/region/fund.html", ours, {"title": _("Regional adjustment fund")})
    region, finance = agency.area, "finance" in request.assignment.duties
    levies = list(RegionalLevy.objects.filter(region=region).select_related("entered_by", "decided_by"))
    given = list(
        RegionalDistribution.objects.filter(region=region).select_related("entered_by", "decided_by")
    )
    tables = [
        levies_table(levies),
        demands_table(standings(demands.filter(region=region, state="issued"))),
        distributions_table(given),
        grants_table(standings(grants.filter(region=region, state="issued"))),
    ]
    asked = to_levy(region) if finance else []
    context = {
        "title": _("Regional adjustment fund"),
        "asked": [
            (one, levy_url(one.insutype, one.year), name_of("insutype", one.insutype)) for one in asked
        ],
        "areas": areas_below(region),
    }
    return answered(request, "funds/region/fund.html", tables, context)


def levy_facts(levy: RegionalLevy) -> list[Fact]:
    return [
        Fact(_("Region"), levy.region),
        Fact(_("Scheme"), name_of("insutype", levy.insutype)),
        Fact(_("Year"), levy.year),
        Fact(_("Levied share"), f"{levy.share / 100:g}%"),
        Fact(_("Amount due"), money_text(levy.amount)),
        Fact(_("Due on"), levy.due_on),
        Fact(_("Received by the region"), money_text(received_of(levy))),
        Fact(_("Distributed"), money_text(given_of(levy))),
        Fact(_("Clause"), levy.clause),
        Fact(_("Reference number of the document"), levy.evidence),
        Fact(_("Entered by"), levy.entered_by),
        Fact(_("Decided by"), levy.decided_by),
    ]


def distribution_facts(one: RegionalDistribution) -> list[Fact]:
    weights = {name: f"{part / 100:g}" for name, part in one.weights.items()}
    formula = _(
        "%(members)s %% by members, %(collection_rate)s %% by members × collection rate,"
        " %(performance)s %% by members × performance"
    )
    return [
        Fact(_("Region"), one.region),
        Fact(_("Scheme"), name_of("insutype", one.insutype)),
        Fact(_("Year"), one.year),
        Fact(_("Paid in until then"), money_text(one.collected)),
        Fact(_("Distributed before"), money_text(one.given_before)),
        Fact(_("Distributed"), money_text(one.amount)),
        Fact(_("Formula"), formula % weights),
        Fact(_("Clause"), one.clause),
        Fact(_("Reference number of the document"), one.evidence),
        Fact(_("Entered by"), one.entered_by),
        Fact(_("Decided by"), one.decided_by),
    ]


def levy_of(levy_id: int) -> RegionalLevy:
    known = RegionalLevy.objects.select_related("region", "entered_by", "decided_by")
    found: RegionalLevy = get_object_or_404(known, pk=levy_id)
    return found


def distribution_of(distribution_id: int) -> RegionalDistribution:
    known = RegionalDistribution.objects.select_related("region", "levy", "entered_by", "decided_by")
    found: RegionalDistribution = get_object_or_404(known, pk=distribution_id)
    return found


@requires(duty=READERS, levels=REGION)
def levy_page(request: AgencyRequest, region_levy_id: int) -> HttpResponseBase:
    levy = levy_of(region_levy_id)
    rows = standings(levy.demands.select_related("area"))
    context = _whole(request, levy, levy_facts(levy)) | {
        "may_distribute": levy.state == "issued" and "finance" in request.assignment.duties,
    }
    return answered(request, "funds/region/whole.html", [demands_table(rows)], context)


@requires(duty=READERS, levels=REGION)
def distribution_page(request: AgencyRequest, region_distribution_id: int) -> HttpResponseBase:
    one = distribution_of(region_distribution_id)
    rows = standings(one.grants.select_related("area"))
    return answered(
        request, "funds/region/whole.html", [grants_table(rows)], _whole(request, one, distribution_facts(one))
    )  # fmt: skip


def _whole(
    request: AgencyRequest, one: RegionalLevy | RegionalDistribution, facts: list[Fact]
) -> dict[str, Any]:
    duties = request.assignment.duties
    decides = "approve" in duties
    return {
        "title": str(one), "one": one, "facts": facts, "tone": STATES[one.state],
        "kind": "levy" if isinstance(one, RegionalLevy) else "distribution",
        "may_issue": one.state == "proposed" and decides,
        "may_withdraw": (decides and one.state != "withdrawn") or (one.state == "proposed" and "finance" in duties),
    }  # fmt: skip


def paper_of(model: type[Any], pk: int) -> Any:
    return get_object_or_404(model.objects.select_related("region", "area", "report"), pk=pk)


def paper_facts(paper: RegionalDemand | RegionalGrant) -> list[Fact]:
    standing = standings([paper])[0]
    facts = [
        Fact(_("Number"), paper.number),
        Fact(_("Region"), paper.region),
        Fact(pgettext("of a region", "City"), paper.area),
        Fact(_("Scheme"), paper.scheme),
        Fact(_("Year"), paper.year),
    ]
    if isinstance(paper, RegionalDemand):
        facts += [
            Fact(_("Collected last year"), money_text(paper.collected)),
            Fact(_("Levied share"), f"{paper.share / 100:g}%"),
            Fact(_("Amount due"), money_text(paper.amount)),
            Fact(_("Due on"), paper.due_on),
            Fact(_("Paid up by the city"), money_text(standing.city)),
            Fact(_("Received by the region"), money_text(standing.region)),
        ]
    else:
        facts += [
            Fact(_("Amount granted"), money_text(paper.amount)),
            Fact(_("Paid by the region"), money_text(standing.region)),
            Fact(_("Received by the city"), money_text(standing.city)),
        ]
    return [*facts, Fact(_("Waits for its check"), money_text(standing.waiting))]


def _paper_page(
    request: AgencyRequest, paper: RegionalDemand | RegionalGrant, table: Any
) -> HttpResponseBase:
    standing, duties = standings([paper])[0], request.assignment.duties
    demand = isinstance(paper, RegionalDemand)
    of_region = request.assignment.agency.level == Agency.Level.REGION
    if not of_region and paper.state == "proposed":
        raise Http404  # nothing a city is told of yet
    rows = list(paper.transfers.select_related("entered_by", "decided_by", "demand", "grant"))
    waiting = [one for one in rows if one.state == "entered" and one.of_region == of_region]
    context = {
        "title": f"{paper.number} {paper.area}", "paper": paper, "facts": paper_facts(paper),
        "standing": standing, "kind": "demand" if demand else "grant",
        "state": _("Late") if standing.late else paper.get_state_display(),
        "tone": "bad" if standing.late else STATES[paper.state],
        "may_enter": paper.state == "issued" and "finance" in duties,
        "enter_label": _("Enter: %(movement)s")
        % {"movement": Side(side_of(paper, request.assignment.agency)).label},
        "may_dun": demand and of_region and standing.late and "finance" in duties,
        "waiting": waiting if "review" in duties else [],
        "letters": list(paper.letters.all()) if isinstance(paper, RegionalDemand) else [],
    }  # fmt: skip
    return answered(request, "funds/region/paper.html", [table([standing]), transfers_table(rows)], context)


@requires(duty=READERS, levels=BOTH)
def demand_page(request: AgencyRequest, region_demand_id: int) -> HttpResponseBase:
    return _paper_page(request, paper_of(RegionalDemand, region_demand_id), demands_table)


@requires(duty=READERS, levels=BOTH)
def grant_page(request: AgencyRequest, region_grant_id: int) -> HttpResponseBase:
    return _paper_page(request, paper_of(RegionalGrant, region_grant_id), grants_table)


@requires(duty=READERS, levels=BOTH)
def letter_paper(request: AgencyRequest, region_dunning_id: int) -> HttpResponseBase:
    """A dunning letter on paper."""
    known = RegionalDunning.objects.select_related("written_by", "demand", "region", "area")
    letter: RegionalDunning = get_object_or_404(known, pk=region_dunning_id)
    context = {
        "title": _("Letter about a payment to the regional fund that is late"), "letter": letter,
        "demand": letter.demand, "agency": letter.region, "period": str(letter.demand.year),
        "printed_at": timezone.now(), "maker": letter.written_by, "back_url": letter.demand.get_absolute_url(),
    }  # fmt: skip
    return render(request, "funds/region/letter.html", context)


@requires(duty=READERS, levels=BOTH)
def statement(request: AgencyRequest) -> HttpResponseBase:
    """One city and the fund in a year: what it owed, paid, was granted and got; for signature."""
    agency = request.assignment.agency
    areas = areas_below(agency.area) if agency.level == Agency.Level.REGION else [agency.area]
    wanted = request.GET.get("area", "")
    area = next((one for one in areas if wanted in ("", one.code)), None)
    if area is None:
        raise Http404
    years = sorted(set(RegionalDemand.objects.filter(area=area).values_list("year", flat=True)), reverse=True)
    text = request.GET.get("year", "") or str(years[0] if years else timezone.localdate().year)
    if text not in {str(one) for one in years} | {str(timezone.localdate().year)}:
        raise Http404
    of_year = {"area": area, "year": int(text), "state": "issued"}
    tables = [
        demands_table(
            standings(RegionalDemand.objects.filter(**of_year).select_related("area")), by_city=False
        ),
        grants_table(
            standings(RegionalGrant.objects.filter(**of_year).select_related("area")), by_city=False
        ),
    ]
    context = {
        "title": _("Statement of %(area)s and the regional fund, %(year)s") % {"area": area, "year": text},
        "years": [(one, changed_query(request.GET, year=str(one))) for one in years],
    }
    return answered(request, "funds/region/statement.html", tables, context)
