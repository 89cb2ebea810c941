"""Book what people owe back, what came back and what was given up: fetched from claims, each once.

On a cash basis a debt is a memorandum; money that comes back lowers the expense on the day it came. What is kept
back from a payment was never paid out: only the memorandum goes.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from claims.models import Overpayment, Recovery
from config.money import to_fen
from funds.models import Entry
from funds.rules.clearing_postings import Draft, Keeping
from funds.rules.person_postings import came_back, owed_back
from funds.services.drafts import Planned, entry_drafts
from funds.services.keeping import keeping_of
from funds.services.load_chart import load_chart
from funds.services.open_day import open_day
from funds.services.post_entry import post_entries
from institutions.models import Agency, User

from .payers import payer_of

_OWED = (
    Overpayment.State.CONFIRMED, Overpayment.State.AGREED, Overpayment.State.ASKED, Overpayment.State.CLOSED,
    Overpayment.State.WRITTEN_OFF,
)  # fmt: skip


class Event(NamedTuple):
    """Something to be booked: ``what`` with its day, for whose people, in fen."""

    key: str
    what: str
    day: dt.date
    insutype: str
    county: Agency
    fen: int
    source: Overpayment | Recovery


def unbooked() -> list[Event]:
    """Everything within the reader's scope that no entry tells of yet, in the order of days."""
    events = sorted([*_debts(), *_recoveries()], key=lambda one: (one.day, one.key))
    known = set(Entry.unscoped.filter(key__in=[one.key for one in events]).values_list("key", flat=True))
    return [one for one in events if one.key not in known]


@transaction.atomic
def book_recoveries(*, acting_user: User) -> list[Entry]:
    """Book all of :func:`unbooked`; the entries. Done again it books nothing more.

    Finance of the books. Raises ``DutyMissing``, ``BookMissing``, ``PeriodNotOpen``.
    """
    load_chart()
    by_scheme: dict[str, list[Planned]] = defaultdict(list)
    for event in unbooked():
        by_scheme[event.insutype].extend(_planned(event))
    return [
        entry
        for insutype, planned in sorted(by_scheme.items())
        for entry in post_entries(entry_drafts(insutype, planned), acting_user=acting_user)
    ]


def _debts() -> Iterator[Event]:
    debts = Overpayment.objects.filter(state__in=_OWED).select_related(
        "insu_county__area", "insu_county__county"
    )
    for debt in debts:
        if debt.confirmed_on is not None:
            yield _of_debt(debt, "owed", debt.confirmed_on, to_fen(debt.amount))
        if debt.state == Overpayment.State.WRITTEN_OFF and debt.ended_on is not None:
            rest = to_fen(debt.amount) - to_fen(debt.recovered)
            yield _of_debt(debt, "written_off", debt.ended_on, rest)


def _of_debt(debt: Overpayment, what: str, day: dt.date, fen: int) -> Event:
    return Event(f"overpayment:{debt.number}:{what}", what, day, debt.insutype, debt.insu_county, fen, debt)


def _recoveries() -> Iterator[Event]:
    checked = Recovery.objects.filter(checked_by__isnull=False)
    for one in checked.select_related("overpayment__insu_county__area"):
        debt = one.overpayment
        whats = ["discharged"] if one.kind == Recovery.Kind.OFFSET else ["paid", "discharged"]
        for what in whats:
            key = f"recovery:{one.pk}:{what}"
            yield Event(key, what, one.received_on, debt.insutype, debt.insu_county, to_fen(one.amount), one)


def _planned(event: Event) -> list[Planned]:
    keeping = keeping_of(event.county.area, event.day)
    summaries = {
        "owed": _("Overpayment %(number)s to be recovered from %(person)s"),
        "paid": _("Overpayment %(number)s paid back by %(person)s"),
        "discharged": _("Debt of %(person)s lowered, overpayment %(number)s"),
        "written_off": _("Overpayment %(number)s of %(person)s written off"),
    }
    debt = event.source.overpayment if isinstance(event.source, Recovery) else event.source
    summary = summaries[event.what] % {"number": debt.number, "person": debt.psn_name}
    return [
        Planned(
            draft,
            open_day(event.insutype, draft.unit, event.day),
            Entry.Kind.RECOVERY,
            event.key,
            summary[:200],
            event.source,
        )
        for draft in _drafts(event, keeping)
    ]


def _drafts(event: Event, keeping: Keeping) -> Iterable[Draft]:
    county = event.county.pk
    if event.what == "paid":
        debt = event.source.overpayment if isinstance(event.source, Recovery) else event.source
        return came_back(keeping, payer_of(event.county).pk, county, event.fen, debt.fund_part)
    sign = 1 if event.what == "owed" else -1
    return owed_back(keeping, county, sign * event.fen)
