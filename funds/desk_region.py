"""What the regional fund and cities' reports put on desks: levies to enter and issue, money to move, check and dun."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.codes import name_of
from config.desk import DeskItem, Standing
from funds.models import (
    Booked,
    Decided,
    RegionalDemand,
    RegionalDistribution,
    RegionalGrant,
    RegionalLevy,
    RegionalTransfer,
)
from funds.reads.region_reports import latest_reports
from funds.reads.regional_fund import PaperStanding, given_of, levy_url, received_of, standings
from funds.services.regional_fund.levies import to_levy
from institutions.models import Agency, Duty

Side = RegionalTransfer.Side


def region_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source of regions and of the cities below them."""
    agency = assignment.agency
    if agency.level == Agency.Level.REGION:
        yield from _of_region(agency, assignment.duties)
    elif agency.level == Agency.Level.CITY and agency.area.parent_id is not None:
        yield from _of_city(agency, assignment.duties)


def _of_region(agency: Agency, duties: list[str]) -> Iterator[DeskItem]:
    region = agency.area
    if Duty.FINANCE in duties:
        yield from _to_enter(agency)
        demands = RegionalDemand.objects.filter(region=region, state=Decided.ISSUED).select_related("area")
        late = [one for one in standings(demands) if one.late]
        if late:
            yield DeskItem(
                _("Payments to the regional fund are late"), reverse("funds:region_fund"), Standing.LATE,
                count=len(late), due=min(one.due_on for one in late if one.due_on),
            )  # fmt: skip
        grants = RegionalGrant.objects.filter(region=region, state=Decided.ISSUED, amount__gt=0)
        unpaid = [one for one in standings(grants) if one.region < one.paper.amount]
        if unpaid:
            yield DeskItem(_("Pay grants to cities"), reverse("funds:region_fund"), count=len(unpaid))
    if Duty.APPROVE in duties:
        for model in (RegionalLevy, RegionalDistribution):
            for one in model.objects.filter(region=region, state=Decided.PROPOSED).select_related("region"):
                yield DeskItem(_("Decide: %(what)s") % {"what": one}, one.get_absolute_url())
    if Duty.REVIEW in duties:
        yield from _to_check((Side.RECEIVED, Side.PAID_DOWN))
    silent = [one for one in latest_reports(region) if (one.age(timezone.localdate()) or 0) > 1]
    if silent:
        yield DeskItem(_("Cities whose figures are old"), reverse("funds:region_board"), count=len(silent))


def _to_enter(agency: Agency) -> Iterator[DeskItem]:
    for plan in to_levy(agency.area):
        names = {"scheme": name_of("insutype", plan.insutype), "year": plan.year}
        address = levy_url(plan.insutype, plan.year)
        yield DeskItem(
            _("Enter the levy of %(year)s, %(scheme)s") % names,
            address,
            due=plan.terms.due_on,
        )
    levies = RegionalLevy.objects.filter(region=agency.area, state=Decided.ISSUED).select_related("region")
    for levy in levies:
        if received_of(levy) > given_of(levy):
            yield DeskItem(_("Distribute what came in: %(levy)s") % {"levy": levy}, levy.get_absolute_url())


def _of_city(agency: Agency, duties: list[str]) -> Iterator[DeskItem]:
    today = timezone.localdate()
    if Duty.FINANCE in duties:
        own = {"area": agency.area, "state": Decided.ISSUED}
        for one in standings(RegionalDemand.objects.filter(**own).select_related("area")):
            if one.city < one.paper.amount:
                yield _item(_("Pay up to the regional fund: %(number)s"), one, one.due_on, today)
        for one in standings(RegionalGrant.objects.filter(**own).select_related("area")):
            if one.city < one.region:
                yield _item(_("Confirm a grant of the region: %(number)s"), one, None, today)
    if Duty.REVIEW in duties:
        yield from _to_check((Side.PAID_UP, Side.ARRIVED))


def _item(text: str, one: PaperStanding, due: Any, today: Any) -> DeskItem:
    standing = Standing.LATE if due is not None and due < today else Standing.DUE
    return DeskItem(text % {"number": one.paper.number}, one.paper.get_absolute_url(), standing, due=due)


def _to_check(sides: tuple[str, ...]) -> Iterator[DeskItem]:
    waiting = RegionalTransfer.objects.filter(state=Booked.ENTERED, side__in=sides)
    for one in waiting.select_related("demand", "grant"):
        yield DeskItem(
            _("Check a voucher of the regional fund: %(voucher)s") % {"voucher": one.evidence},
            one.get_absolute_url(),
        )
