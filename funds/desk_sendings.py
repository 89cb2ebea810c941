"""What the sending of statements puts on desks: months whose statements wait to be sent, objections to be answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.codes import name_of
from config.desk import DeskItem, Standing
from config.periods import months_later
from funds.models import Clearing, StatementSending
from funds.reads.sendings import NOT_SENT, SENDABLE, Counted, counts_of
from funds.views.sendings_offered import may_answer, may_send

State = StatementSending.State
# A month closed longer ago is not asked for any more.
ASKED_MONTHS = 12


def sending_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source: finance of the city and of the counties that pay sees what to send, the city what to answer."""
    area = assignment.agency.area
    if may_send(assignment) and area is not None:
        for clearing, counted in _to_send(area):
            yield DeskItem(
                _("Statements of %(month)s, %(scheme)s not sent yet") % _name(clearing),
                _url(clearing, NOT_SENT),
                count=counted.unsent,
            )
    if may_answer(assignment):
        yield from _to_answer(assignment)


def _to_send(area: Any) -> Iterator[tuple[Clearing, Counted]]:
    """Posted months with statements that were not sent. A closed one is asked for only since sendings are entered at
    all: nobody enters afterwards what went out before."""
    since = months_later(timezone.localdate(), -ASKED_MONTHS)
    months = Clearing.objects.filter(
        ~Q(state=Clearing.State.CLOSED) | Q(month__gte=since), area=area, state__in=SENDABLE
    )
    found = list(months.order_by("month", "insutype"))
    counted = counts_of(found)
    kept = [one.month for one in found if one.pk in counted and counted[one.pk].sent]
    for clearing in found:
        asked = clearing.state != Clearing.State.CLOSED or (kept and clearing.month >= min(kept))
        if asked and clearing.pk in counted and counted[clearing.pk].unsent:
            yield clearing, counted[clearing.pk]


def _to_answer(assignment: Any) -> Iterator[DeskItem]:
    """By month; it waits for somebody else where the holder entered every objection."""
    open_ones = StatementSending.objects.filter(state=State.OBJECTED)
    months = open_ones.values(clearing=F("statement__clearing")).order_by("statement__clearing")
    counted = months.annotate(
        number=Count("pk"), others=Count("pk", filter=~Q(objection_by=assignment.user_id))
    )
    clearings = Clearing.objects.in_bulk([row["clearing"] for row in counted])
    for row in counted:
        clearing = clearings[row["clearing"]]
        yield DeskItem(
            _("Answer what institutions object to in statements of %(month)s, %(scheme)s") % _name(clearing),
            _url(clearing, State.OBJECTED),
            Standing.DUE if row["others"] else Standing.WAITING,
            count=row["number"],
        )


def _name(clearing: Clearing) -> dict[str, str]:
    return {"month": f"{clearing.month:%Y-%m}", "scheme": name_of("insutype", clearing.insutype)}


def _url(clearing: Clearing, stands: str) -> str:
    return f"{reverse('funds:statements', args=[clearing.pk])}?sent={stands}"
