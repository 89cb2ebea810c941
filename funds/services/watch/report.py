"""The monthly report of the counties' fund position: drawn up, approved by a second person, published (JJ-18)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from funds.models import WatchMonth
from funds.models.statements_filed import content_hash
from funds.reads.watched import content_of
from institutions.models import Duty, User
from institutions.services.duties import require_another, require_city_duty

from .faults import WatchRefused

State = WatchMonth.State


@transaction.atomic
def draw_up_report(*, watched: WatchMonth, remarks: str, acting_user: User) -> WatchMonth:
    """Handed to whoever approves; from now on the month's figures stay. Duty finance at the city.

    Raises :class:`WatchRefused` where nothing was counted or the analysis is missing, ``DutyMissing``.
    """
    held = _held(watched, Duty.FINANCE, State.COUNTED, acting_user)
    if not held.values(manager="objects").exists():
        raise WatchRefused(_("Nothing was counted in this month."))
    if not remarks.strip():
        raise WatchRefused(_("Write what the figures say: the analysis is part of the report."))
    held.state, held.remarks, held.reason = State.DRAWN_UP, remarks.strip(), ""
    held.drawn_up_by, held.drawn_up_at = acting_user, timezone.now()
    held.save(update_fields=["state", "remarks", "reason", "drawn_up_by", "drawn_up_at"])
    return held


@transaction.atomic
def return_report(*, watched: WatchMonth, reason: str, acting_user: User) -> WatchMonth:
    """Sent back; the month can be counted again. Duty to approve at the city."""
    held = _held(watched, Duty.APPROVE, State.DRAWN_UP, acting_user)
    if not reason.strip():
        raise WatchRefused(_("Say why."))
    held.state, held.reason = State.COUNTED, reason.strip()[:200]
    held.save(update_fields=["state", "reason"])
    return held


@transaction.atomic
def publish_report(*, watched: WatchMonth, acting_user: User) -> WatchMonth:
    """Approved by a second person and shown to every agency of the area as it is now, for good. Duty to approve."""
    held = _held(watched, Duty.APPROVE, State.DRAWN_UP, acting_user)
    require_another(user=acting_user, previous=held.drawn_up_by, act=_("Approval of the monthly report"))
    held.content = content_of(held)
    held.content_hash = content_hash(held.content)
    held.state, held.approved_by, held.approved_at = State.PUBLISHED, acting_user, timezone.now()
    held.save()
    return held


def _held(watched: WatchMonth, duty: str, state: str, user: User) -> WatchMonth:
    held: WatchMonth = (
        WatchMonth.objects.select_for_update(of=("self",))
        .select_related("area", "drawn_up_by")
        .get(pk=watched.pk)
    )
    require_city_duty(user=user, duty=duty, area=held.area)
    if held.state != state:
        raise WatchRefused(_("“%(state)s”: that cannot be done now."), state=held.get_state_display())
    return held
