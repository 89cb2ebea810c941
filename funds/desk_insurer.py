"""What insurer and medical aid put on desks: premiums to approve and to pay, money given back to check."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from config.desk import DeskItem
from funds.models import InsurerPremium, PayerRemittance
from institutions.models import Duty


def insurer_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source."""
    if Duty.REVIEW in assignment.duties:
        waiting = PayerRemittance.objects.filter(state=PayerRemittance.State.ENTERED).count()
        if waiting:
            address = f"{reverse('funds:given_back')}?state=entered"
            yield DeskItem(_("Check money given back by insurer and aid"), address, count=waiting)
    for duty, state, text in (
        (Duty.APPROVE, InsurerPremium.State.DRAFT, _("Approve premiums to the insurer")),
        (Duty.FINANCE, InsurerPremium.State.APPROVED, _("Pay premiums to the insurer")),
    ):
        if duty in assignment.duties:
            count = InsurerPremium.objects.filter(unit=assignment.agency, state=state).count()
            if count:
                yield DeskItem(text, f"{reverse('funds:premiums')}?state={state}", count=count)
