"""What insurer and medical aid put on desks: lists to bring in and to confirm, money given back to check, premiums to
approve and to pay, accounts of insurers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.desk import DeskItem
from funds.models import InsurerAccount, InsurerPremium, PayerListMonth, PayerRemittance
from funds.reads.insurer import lists_missing
from funds.services.insurer.prepare import waiting_premiums
from funds.services.keeping import counties_kept_by
from institutions.models import Agency, Duty


def insurer_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source."""
    if Duty.REVIEW in assignment.duties:
        entered = PayerRemittance.objects.filter(state=PayerRemittance.State.ENTERED)
        counties = list(entered.order_by().values_list("insu_county", flat=True))
        kept = counties_kept_by(assignment.agency, timezone.localdate()) if counties else set()
        waiting = sum(county in kept for county in counties)
        if waiting:
            address = f"{reverse('funds:given_back')}?state=entered"
            yield DeskItem(_("Check money given back by insurer and aid"), address, count=waiting)
    yield from _lists(assignment)
    yield from _premiums(assignment)


def _lists(assignment: Any) -> Iterator[DeskItem]:
    """At the city: months the payers list, and claims without a list."""
    if assignment.agency.level != Agency.Level.CITY or {Duty.HANDLE, Duty.REVIEW}.isdisjoint(
        assignment.duties
    ):
        return
    area = assignment.agency.area
    count = PayerListMonth.objects.filter(area=area, state=PayerListMonth.State.OPEN).count()
    if count:
        url = f"{reverse('funds:payer_lists')}?state=open"
        yield DeskItem(_("Confirm bills listed by insurer and aid"), url, count=count)
    if Duty.HANDLE in assignment.duties:
        missing = lists_missing(area)
        if missing:
            yield DeskItem(
                _("Bring in the lists of insurer and aid"), reverse("funds:payer_lists"), count=missing
            )


def _premiums(assignment: Any) -> Iterator[DeskItem]:
    unit, duties, premiums = assignment.agency, assignment.duties, reverse("funds:premiums")
    if Duty.APPROVE in duties:
        count = InsurerPremium.objects.filter(unit=unit, state=InsurerPremium.State.DRAFT).count()
        if count:
            yield DeskItem(_("Approve premiums to the insurer"), f"{premiums}?state=draft", count=count)
        accounts = InsurerAccount.objects.filter(
            insurer__unit=unit, approved_by__isnull=True, withdrawn_by__isnull=True
        ).count()
        if accounts:
            yield DeskItem(
                _("Approve accounts of insurers"), reverse("funds:insurer_accounts"), count=accounts
            )
    if Duty.FINANCE in duties:
        count = waiting_premiums(unit).count()
        if count:
            yield DeskItem(_("Pay premiums to the insurer"), reverse("funds:pay_premiums"), count=count)
