"""What year settlements put on the city's desks: lists to draw up and agree, approvals, postings, payments, letters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.codes import name_of
from config.desk import DeskItem, Heap, Standing
from config.display import money_text
from funds.models import Book, Booked, GapDemand, GapReceipt, ReserveMovement, YearSettlement
from funds.reads.settlements import demands_of, standings
from funds.services.reserves.propose import proposals
from funds.services.year_settlement.faults import SettlementRefused
from funds.services.year_settlement.terms import terms_of
from institutions.models import Agency, Duty

State = YearSettlement.State


def settlement_items(assignment: Any) -> Iterator[DeskItem | Heap]:
    """Desk source: the city settles; a county is told what its finance has to pay."""
    agency = assignment.agency
    if agency.level == Agency.Level.COUNTY and Duty.FINANCE in assignment.duties:
        yield from _to_pay(agency)
    if agency.level != Agency.Level.CITY:
        return
    if Duty.FINANCE in assignment.duties:
        yield from _to_draw(agency)
        yield from _under_way(State.DRAWN, _("Have the departments agree to a year settlement"))
        yield from _under_way(State.APPROVED, _("Post a year settlement"))
        yield from _late()
        yield from _reserves(agency)
    if Duty.APPROVE in assignment.duties:
        waiting = ReserveMovement.objects.filter(area=agency.area, state=Booked.ENTERED)
        yield Heap(_("Decide on movements of reserves"), waiting, reverse("funds:reserves"))
        yield from _under_way(State.AGREED, _("Approve a year settlement"))
    if Duty.REVIEW in assignment.duties:
        paid = GapReceipt.objects.filter(state=Booked.ENTERED)
        yield Heap(_("Check payments for gaps"), paid, f"{reverse('funds:gap_payments')}?state=entered")


def _to_pay(county: Agency) -> Iterator[DeskItem]:
    """Demands on the county's own finance that are not paid in whole."""
    asked = GapDemand.objects.filter(county=county, payer="county", settlement__state=State.POSTED)
    for one in standings(asked.select_related("county", "settlement__area")):
        if one.open:
            yield DeskItem(
                _("Have county finance pay for the gap of %(year)s") % {"year": one.demand.settlement.year},
                reverse("funds:gap_demand", args=[one.demand.pk]),
                Standing.LATE if one.late else Standing.DUE,
                due=one.demand.due_on,
                detail=_("%(open)s yuan open") % {"open": money_text(one.open)},
            )


def _in_force() -> QuerySet[YearSettlement]:
    found: QuerySet[YearSettlement] = YearSettlement.objects.exclude(state=State.SUPERSEDED)
    return found.select_related("area")


def _to_draw(agency: Agency) -> Iterator[DeskItem]:
    """Last year's of every scheme the area kept books of and the policy shares."""
    today = timezone.localdate()
    year = today.year - 1
    kept = Book.objects.filter(area=agency.area, opened_on__year__lte=year)
    settled = _in_force().filter(area=agency.area, year=year).values("insutype")
    schemes = kept.exclude(insutype__in=settled).order_by("insutype").values_list("insutype", flat=True)
    for insutype in schemes.distinct():
        try:
            due = terms_of(agency.area, insutype, year).lists_by
        except SettlementRefused:
            continue
        late = due is not None and due < today
        yield DeskItem(
            _("Draw up the year settlement %(year)s, %(scheme)s")
            % {"year": year, "scheme": name_of("insutype", insutype)},
            reverse("funds:draw_up_settlement"),
            Standing.LATE if late else Standing.DUE,
            due=due,
        )


def _under_way(state: str, title: str) -> Iterator[DeskItem]:
    today = timezone.localdate()
    for one in _in_force().filter(state=state):
        due = one.lists_by if state == State.DRAWN else one.settled_by
        late = due is not None and due < today
        yield DeskItem(
            title,
            one.get_absolute_url(),
            Standing.LATE if late else Standing.DUE,
            due=due,
            detail=str(one),
        )


def _late() -> Iterator[DeskItem]:
    """Payments of governments past their day."""
    past = Q(state=State.POSTED, settled_by__lt=timezone.localdate())
    for one in _in_force().filter(past):
        late = sum(standing.late for standing in demands_of(one))
        if late:
            yield DeskItem(
                _("Dun payments for gaps"),
                one.get_absolute_url(),
                Standing.LATE,
                due=one.settled_by,
                count=late,
                detail=str(one),
            )


def _reserves(agency: Agency) -> Iterator[DeskItem]:
    """What the policy asks to be paid in or merged today."""
    today = timezone.localdate()
    schemes = Book.objects.filter(area=agency.area).order_by("insutype").values_list("insutype", flat=True)
    for insutype in schemes.distinct():
        for one in proposals(agency.area, insutype, today):
            late = one.due is not None and one.due < today
            yield DeskItem(
                _("%(act)s: reserve of %(scheme)s")
                % {"act": one.title, "scheme": name_of("insutype", insutype)},
                reverse("funds:reserves"),
                Standing.LATE if late else Standing.DUE,
                due=one.due,
            )
