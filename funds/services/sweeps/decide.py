"""Confirm or refuse what was entered: another person's act at the city, and the moment it is booked."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.money import to_fen
from funds.models import AccountInterest, Booked, Entry, Sweep
from funds.reads.sweeps import entry_key
from funds.rules.clearing_postings import Draft
from funds.rules.round_postings import interest, swept
from funds.services.drafts import Planned
from funds.services.keeping import keeping_of
from funds.services.open_day import open_day
from funds.services.two_people import book_by_two
from institutions.models import Agency, Duty, PoolingArea, User
from institutions.services.duties import require_another, require_at_or_above

from .faults import SweepRefused

DECIDERS = (Duty.FINANCE, Duty.REVIEW, Duty.APPROVE)
Movement = AccountInterest | Sweep


@transaction.atomic
def confirm(*, movement: Movement, acting_user: User) -> None:
    """A second person, finance, reviewer or approver of the city, saw it on the bank's statement: it is booked.

    Raises :class:`SweepRefused`, ``SamePerson``, ``DutyMissing``, ``PeriodNotOpen``.
    """
    held = _held(movement, acting_user)
    held.state, held.decided_by, held.decided_at = Booked.BOOKED, acting_user, timezone.now()
    held.save()
    day, kind, draft, key, summary = _entry_of(held)
    planned = Planned(draft, open_day(held.insutype, draft.unit, day), kind, key, summary[:200], held)
    book_by_two(held.insutype, [planned], entered_by=held.entered_by, approved_by=acting_user)


@transaction.atomic
def refuse(*, movement: Movement, reason: str, acting_user: User) -> None:
    """It was entered wrongly: nothing is booked."""
    held = _held(movement, acting_user)
    if not reason.strip():
        raise SweepRefused(_("Say why it is refused."))
    held.state, held.decided_by, held.decided_at = Booked.REFUSED, acting_user, timezone.now()
    held.refused_reason = reason.strip()[:300]
    held.save()


def _held(movement: Movement, user: User) -> Any:
    held: Any = (
        type(movement)
        ._default_manager.select_for_update(of=("self",))
        .select_related("agency__area", "entered_by")
        .get(pk=movement.pk)
    )
    require_at_or_above(user=user, duties=DECIDERS, agency=city_of(held.agency.area))
    if held.state != Booked.ENTERED:
        raise SweepRefused(_("It is “%(state)s” already."), state=held.get_state_display())
    require_another(user=user, previous=held.entered_by, act=_("Confirming a movement of money"))
    return held


def city_of(area: PoolingArea) -> Agency:
    found: Agency = Agency.objects.select_related("area", "parent").get(area=area, level=Agency.Level.CITY)
    return found


def _entry_of(held: Any) -> tuple[dt.date, str, Draft, str, str]:
    names = {"agency": held.agency, "account": held.get_account_display(), "evidence": held.evidence}
    if isinstance(held, AccountInterest):
        keeping = keeping_of(held.agency.area, held.received_on)
        draft = interest(keeping, held.agency_id, held.account, to_fen(held.amount))
        summary = gettext("Interest of %(agency)s, %(account)s, slip %(evidence)s") % names
        return held.received_on, Entry.Kind.INTEREST, draft, f"interest:{held.pk}", summary
    keeping = keeping_of(held.agency.area, held.swept_on)
    draft = swept(keeping, held.agency_id, held.account, to_fen(held.amount))
    summary = gettext("Swept up from %(agency)s, %(account)s, slip %(evidence)s") % names
    return held.swept_on, Entry.Kind.TRANSFER, draft, entry_key(held.pk), summary
