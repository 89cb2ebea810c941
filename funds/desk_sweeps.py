"""What sweeping and interest put on desks: accounts that are not at zero after their period, movements to confirm,
agreed rates to approve, interest that is not what was agreed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.desk import DeskItem, Heap, Standing
from funds.models import AccountInterest, AgreedRate, Booked, Sweep
from funds.reads.interest import interest_checks
from funds.reads.sweeps import ended_spans, proofs
from funds.rules.sweeps import ended_before
from funds.services.sweeps.decide import DECIDERS
from institutions.models import Agency, Duty


def sweep_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source: of the assignment's own agency; what is to be confirmed at the city, and how many are behind."""
    agency = assignment.agency
    city = agency.level == Agency.Level.CITY
    if Duty.FINANCE in assignment.duties and agency.level in (Agency.Level.CITY, Agency.Level.COUNTY):
        units = Agency.objects.filter(area=agency.area, level__in=("city", "county")) if city else [agency]
        behind = [
            one
            for one in proofs(agency.area, units, ended_spans(agency.area, timezone.localdate()))
            if one.after - one.waiting != 0
        ]
        own = [one for one in behind if one.agency.pk == agency.pk]
        if own:
            yield _item(_("Sweep up: accounts that are not at zero"), own, Standing.DUE)
        if len(behind) > len(own):
            others = [one for one in behind if one.agency.pk != agency.pk]
            yield _item(_("Counties' accounts that are not at zero"), others, Standing.WAITING)
    if city and not set(DECIDERS).isdisjoint(assignment.duties):
        waiting = sum(
            model.objects.filter(state=Booked.ENTERED).exclude(entered_by=assignment.user_id).count()
            for model in (Sweep, AccountInterest)
        )
        if waiting:
            yield DeskItem(_("Confirm sweeps and interest"), reverse("funds:sweeps"), count=waiting)


def interest_items(assignment: Any) -> Iterator[DeskItem | Heap]:
    """Desk source: of the assignment's own accounts."""
    agency, duties = assignment.agency, assignment.duties
    if agency.level not in (Agency.Level.CITY, Agency.Level.COUNTY):
        return
    if Duty.APPROVE in duties:
        rates = AgreedRate.objects.filter(
            fund_account__agency=agency, approved_by__isnull=True, withdrawn_by__isnull=True
        )
        yield Heap(_("Approve agreed rates of accounts"), rates, reverse("funds:agreed_rates"))
    if Duty.FINANCE in duties:
        today = timezone.localdate()
        last = ended_before("quarter", today).first
        open_ = [
            one for one in interest_checks([agency], last) if one.state == "open" and one.span.last < today
        ]
        if open_:
            text = _("Explain interest that is not as agreed")
            yield DeskItem(text, f"{reverse('funds:interest')}?month={last:%Y-%m}", count=len(open_))


def _item(title: str, behind: list[Any], standing: Standing) -> DeskItem:
    named = "、".join(f"{one.agency} {one.account_name} {one.after:,.2f}" for one in behind[:3])
    return DeskItem(title, reverse("funds:sweeps"), standing, count=len(behind), detail=named)
