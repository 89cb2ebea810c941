"""Reserves: what they hold and cover, what the policy asks for today, every movement and who decided it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from claims.forms_budgets import WhyForm
from config.access import requires
from config.codes import name_of
from config.display import changed_query, money_text
from config.forms import Fact, act_page, once
from config.listing import Column
from config.listing.export import tables_workbook
from config.listing.tables import Table
from config.money import from_fen
from config.spreadsheets.web import workbook_answer
from funds.forms_reserves import DistributionForm, PaperForm
from funds.models import Booked, ReserveMovement
from funds.reads.county_years import counties_sharing
from funds.reads.reserves import ReserveStanding, standings
from funds.services.regional_fund.terms import kept_by_region
from funds.services.reserves.decide import book_movement, enter_movement, refuse_movement
from funds.services.reserves.distribute import distribution
from funds.services.reserves.propose import Proposal, proposals, section_on
from funds.spreadsheets.quote_sharing import BEARERS
from funds.views import year_guide
from funds.views.asking import chosen_from
from institutions.access import AgencyRequest
from institutions.models import Agency, PoolingArea

READERS = ("finance", "review", "approve", "audit", "handle", "administer")
CITY = ("city",)
TONES = {"entered": "warn", "booked": "ok", "refused": "plain"}


def _every_proposal(area: PoolingArea) -> list[Proposal]:
    today = timezone.localdate()
    schemes = area.books.order_by("insutype").values_list("insutype", flat=True).distinct()  # type: ignore[attr-defined]
    return [one for insutype in schemes for one in proposals(area, insutype, today)]


@requires(duty=READERS)
def reserve_page(request: AgencyRequest) -> HttpResponseBase:
    """Balances with months covered, proposals, movements; ``export`` as a workbook."""
    area, today = request.assignment.agency.area, timezone.localdate()
    city = request.assignment.agency.level != "county"
    finance = city and "finance" in request.assignment.duties
    asked_for = _every_proposal(area) if city else []
    tables = [
        _standing_table(standings(area, today), city=city),
        *([_proposal_table(asked_for, may_enter=finance)] if city else []),
        _movement_table(area, decides=city and "approve" in request.assignment.duties),
    ]
    if "export" in request.GET:
        return workbook_answer(tables_workbook(tables), _("Reserves"))
    section = section_on(area, today)
    weighed = section is not None and any(f"{one}.weight" in section.given for one in BEARERS)
    distributes = weighed and not kept_by_region(section)
    context = {
        "title": _("Reserves"), "purpose": year_guide.RESERVES, "tables": tables,
        "export_url": changed_query(request.GET, export="1"),
        "may_distribute": finance and distributes, "asked_for": asked_for, "today": today,
    }  # fmt: skip
    return render(request, "funds/reserves/page.html", context)


def _standing_table(found: Sequence[ReserveStanding], *, city: bool) -> Table:
    columns = [
        Column("role", _("Reserve"), get=lambda row: BEARERS.get(row.role, row.role),
               link=lambda row: reverse("funds:account", args=[row.account.pk])),
        Column("scheme", _("Scheme")),
        Column("balance", _("Reserve holds"), "money"),
        Column("mean_spending", _("Mean spending of a month"), "money",
               help=_("Of all counties, over the last twelve whole months or since the books began.")),
        Column("covered", _("Months covered"), "quantity"),
    ]  # fmt: skip
    return Table(
        caption=_("What reserves hold"),
        columns=columns,
        rows=found,
        unit=_("yuan"),
        empty=_("No reserve holds anything yet.")
        if city
        else _("The city keeps the reserves: what they hold is on its page."),
    )


def proposal_url(row: Proposal) -> str:
    asked = {"insutype": row.insutype, "reserve": row.reserve, "act": row.act}
    return f"{reverse('funds:enter_reserve')}?{urlencode(asked)}"


def _proposal_table(found: Sequence[Proposal], *, may_enter: bool) -> Table:
    columns = [
        Column("title", _("What is asked for"), link=proposal_url if may_enter else None),
        Column("reserve", _("Reserve"), get=lambda row: BEARERS.get(row.reserve, row.reserve)),
        Column("insutype", _("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("held", _("Held before"), "money", get=lambda row: from_fen(row.held)),
        Column("wanted", _("Amount due to the reserve"), "money", get=lambda row: from_fen(row.wanted)),
        Column("amount", _("Can be paid"), "money", get=lambda row: from_fen(row.amount)),
        Column("due", _("Due on"), "date"),
        Column("formula", _("Formula")),
        Column("clause", _("Clause"), get=lambda row: row.said.clause),
        Column("assumed", _("Assumed"), "assumed", get=lambda row: row.said.assumed),
    ]
    return Table(
        caption=_("What the policy asks for today"),
        columns=columns,
        rows=found,
        unit=_("yuan"),
        empty=_("Nothing: the reserves hold what the policy asks, or it asks nothing."),
    )


def _movement_table(area: PoolingArea, *, decides: bool) -> Table:
    rows = list(
        ReserveMovement.objects.filter(area=area)
        .select_related("entered_by", "decided_by")
        .order_by("-pk")[:200]
    )

    def link(row: ReserveMovement) -> str:
        if decides and row.state == Booked.ENTERED:
            return reverse("funds:book_reserve", args=[row.pk])
        return reverse("funds:reserve_movement", args=[row.pk])

    columns = [
        Column("act", _("Act"), link=link),
        Column("reserve", _("Reserve"), get=lambda row: BEARERS.get(row.reserve, row.reserve)),
        Column("insutype", _("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("as_of", _("As of"), "date"),
        Column("wanted", _("Amount due to the reserve"), "money"),
        Column("amount", _("Amount"), "money"),
        Column("state", _("State"), "badge", tone=TONES),
        Column("evidence", _("Reference number of the document")),
        Column("clause", _("Clause")),
        Column("entered_by", _("Entered by")),
        Column("decided_by", _("Decided by")),
        Column("booked_on", _("Booked on"), "date"),
    ]
    return Table(
        caption=_("Movements outside the year settlements"),
        columns=columns,
        rows=rows,
        unit=_("yuan"),
        empty=_("Nothing was paid in, merged or distributed yet."),
    )


def parts_table(rows: Sequence[Any]) -> Table:
    """Lines of a movement, or parts of a proposal: both have county, basis, asked, amount."""
    columns = [
        Column("county", _("County")),
        Column("insutype", _("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("basis", _("Worked out from"), "quantity"),
        Column("asked", _("Asked of it"), "money"),
        Column("amount", _("Amount"), "money"),
        Column("open", _("Stays open"), "money", get=lambda row: row.asked - row.amount),
    ]
    return Table(caption=_("Who pays or gets what"), columns=columns, rows=rows, unit=_("yuan"))


@requires(duty="finance", levels=CITY)
@once
@chosen_from("funds:reserves")
def enter(request: AgencyRequest) -> HttpResponseBase:
    """The proposal as it stands now; confirmed, it waits for the second person."""
    asked, area = request.GET, request.assignment.agency.area
    found = proposals(area, asked.get("insutype", ""), timezone.localdate())
    named = (asked.get("reserve"), asked.get("act"))
    proposal = next((one for one in found if (one.reserve, one.act) == named), None)
    if proposal is None:
        raise Http404
    form = PaperForm(request.POST or None)

    def do() -> str:
        made = enter_movement(proposal=proposal, acting_user=request.user, **form.cleaned_data)
        return reverse("funds:reserve_movement", args=[made.pk])

    facts = [
        Fact(_("Reserve"), BEARERS.get(proposal.reserve, proposal.reserve)),
        Fact(_("Scheme"), name_of("insutype", proposal.insutype)),
        Fact(_("Held before"), money_text(from_fen(proposal.held))),
        Fact(_("Amount due to the reserve"), money_text(from_fen(proposal.wanted))),
        Fact(_("Can be paid"), money_text(from_fen(proposal.amount))),
        Fact(_("Formula"), proposal.formula),
        Fact(_("Clause"), proposal.said.clause),
    ]
    return act_page(
        request, title=proposal.title, facts=facts, affects=parts_table(proposal.parts), form=form, do=do,
        label=_("Enter"), said=_("Entered: a second person books or refuses it."),
        cancel_url=reverse("funds:reserves"),
    )  # fmt: skip


@requires(duty="finance", levels=CITY)
@once
def distribute(request: AgencyRequest) -> HttpResponseBase:
    """What was collected for a year, distributed by what the policy weighs."""
    area = request.assignment.agency.area
    form = DistributionForm(request.POST or None, counties=counties_sharing(area))

    def do() -> str:
        found = form.cleaned_data
        proposal = distribution(
            area=area,
            insutype=found["insutype"],
            year=found["year"],
            rates=form.rates,
            today=timezone.localdate(),
        )
        facts = {
            one.code: {"collection_rate": form.rates[one.pk][0], "performance": form.rates[one.pk][1]}
            for one in form.counties
        }
        made = enter_movement(
            proposal=proposal, evidence=found["evidence"], facts=facts, acting_user=request.user
        )
        return reverse("funds:reserve_movement", args=[made.pk])

    return act_page(
        request, title=_("Distribute a fund"), form=form, do=do, label=_("Enter"),
        facts=[Fact(_("Members"), _("Counted from the register; at most what the year's settlement collected"))],
        said=_("Entered: a second person books or refuses it."), cancel_url=reverse("funds:reserves"),
    )  # fmt: skip


def _movement(movement_id: int) -> ReserveMovement:
    known = ReserveMovement.objects.select_related("area", "entered_by", "decided_by")
    found: ReserveMovement = get_object_or_404(known, pk=movement_id)
    return found


def _facts(one: ReserveMovement) -> list[Fact]:
    return [
        Fact(_("Act"), one.get_act_display()),
        Fact(_("Reserve"), BEARERS.get(one.reserve, one.reserve)),
        Fact(_("Scheme"), name_of("insutype", one.insutype)),
        Fact(_("As of"), one.as_of),
        Fact(_("Held before"), money_text(one.held)),
        Fact(_("Amount due to the reserve"), money_text(one.wanted)),
        Fact(_("Amount"), money_text(one.amount)),
        Fact(_("Formula"), one.formula),
        Fact(_("Clause"), one.clause),
        Fact(_("Reference number of the document"), one.evidence),
        Fact(_("Entered by"), one.entered_by),
    ]


@requires(duty=READERS)
def movement_page(request: AgencyRequest, reserve_movement_id: int) -> HttpResponseBase:
    one = _movement(reserve_movement_id)
    at_city = request.assignment.agency.level == Agency.Level.CITY
    decides = at_city and "approve" in request.assignment.duties and one.state == Booked.ENTERED
    context = year_guide.of_booked(year_guide.MOVEMENT, one.state) | {
        "title": str(one), "movement": one, "facts": _facts(one), "tone": TONES[one.state],
        "table": parts_table(list(one.lines.select_related("county"))), "decides": decides,
    }  # fmt: skip
    return render(request, "funds/reserves/movement.html", context)


def _decided(
    request: AgencyRequest, one: ReserveMovement, do: Callable[[], Any], **more: Any
) -> HttpResponseBase:
    return act_page(
        request, facts=_facts(one), affects=parts_table(list(one.lines.select_related("county"))), do=do,
        cancel_url=reverse("funds:reserve_movement", args=[one.pk]), **more,
    )  # fmt: skip


@requires(duty="approve", levels=CITY)
@once
def book(request: AgencyRequest, reserve_movement_id: int) -> HttpResponseBase:
    one = _movement(reserve_movement_id)

    def do() -> str:
        book_movement(movement=one, acting_user=request.user)
        return reverse("funds:reserve_movement", args=[one.pk])

    return _decided(request, one, do, title=_("Book a movement of a reserve"), said=_("Booked."))


@requires(duty="approve", levels=CITY)
@once
def refuse(request: AgencyRequest, reserve_movement_id: int) -> HttpResponseBase:
    one, form = _movement(reserve_movement_id), WhyForm(request.POST or None)

    def do() -> str:
        refuse_movement(movement=one, acting_user=request.user, **form.cleaned_data)
        return reverse("funds:reserves")

    return _decided(
        request,
        one,
        do,
        form=form,
        danger=True,
        title=_("Refuse a movement of a reserve"),
        said=_("Refused."),
    )
