"""Book what moved personal accounts: fetched from claims, each batch, request and sharing once.

Opening balances (kind 113) are none of it: the books' own opening balances hold them. What is paid out or
transferred away is booked when the bank has paid it, with the other payments to people.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.db import models, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import AccountBatch, AccountMovement, AccountRequest, Cause, MovementKind
from config.money import to_fen
from config.scoping import system_scope
from funds.models import Entry
from funds.rules.account_postings import Place, allocated, came_in, passed_on
from funds.rules.clearing_postings import Draft
from funds.services.drafts import Planned, entry_drafts
from funds.services.keeping import keeping_of
from funds.services.load_chart import load_chart
from funds.services.open_day import open_day
from funds.services.post_entry import post_entries
from institutions.models import Duty, PoolingArea, User
from institutions.services.duties import require_city_duty


class Event(NamedTuple):
    """Something to be booked; ``fen`` is what all of it together moved."""

    key: str
    day: dt.date
    insutype: str
    fen: int
    summary: str
    drafts: Mapping[str, list[Draft]]
    source: models.Model


def unbooked(area: PoolingArea) -> list[Event]:
    """All of the area that no entry tells of yet, in the order of days."""
    # The area's sums, for its finance: nobody's account is shown.
    with system_scope():
        events = [*_batches(area), *_transfers_in(area), *_passed_on(area)]
        known = set(Entry.objects.filter(key__in=[one.key for one in events]).values_list("key", flat=True))
    return sorted((one for one in events if one.key not in known), key=lambda one: (one.day, one.key))


@transaction.atomic
def book_account_movements(*, area: PoolingArea, acting_user: User) -> list[Entry]:
    """Book all of :func:`unbooked`; the entries. Done again it books nothing more.

    Finance of the city. Raises ``DutyMissing``, ``BookMissing``, ``PeriodNotOpen``, ``PolicyGap``.
    """
    require_city_duty(user=acting_user, duty=Duty.FINANCE, area=area)
    load_chart()
    by_scheme: dict[str, list[Planned]] = {}
    for event in unbooked(area):
        for insutype, drafts in event.drafts.items():
            planned = by_scheme.setdefault(insutype, [])
            planned += [_planned(event, insutype, draft) for draft in drafts]
    return [
        entry
        for insutype, planned in sorted(by_scheme.items())
        for entry in post_entries(entry_drafts(insutype, planned), acting_user=acting_user)
    ]


def _planned(event: Event, insutype: str, draft: Draft) -> Planned:
    day = open_day(insutype, draft.unit, event.day)
    return Planned(draft, day, Entry.Kind.ACCOUNTS, event.key, event.summary[:200], event.source)


def _batches(area: PoolingArea) -> Iterator[Event]:
    """Credits, interest, entries from papers: a batch is whole once it is posted, and never changes afterwards."""
    posted = AccountBatch.objects.filter(area=area, state=AccountBatch.State.POSTED).order_by("pk")
    booked = set(
        Entry.objects.filter(source_type="claims.accountbatch", book__area=area).values_list(
            "source_id", flat=True
        )
    )
    for batch in posted:
        if batch.pk in booked:
            continue
        moved = AccountMovement.objects.filter(batch=batch).exclude(kind=MovementKind.CARRIED).order_by()
        sums = moved.values_list("account__person__county").annotate(sum=Sum("amount"))
        by_county = {county: to_fen(amount) for county, amount in sums if amount}
        if not by_county:
            continue
        day = day_of(batch)
        yield Event(
            f"account-batch:{batch.pk}",
            day,
            batch.insutype,
            sum(by_county.values()),
            _("Personal accounts: %(what)s %(period)s")
            % {"what": batch.get_kind_display(), "period": batch.period},
            {batch.insutype: allocated(keeping_of(area, day), by_county)},
            batch,
        )


def day_of(batch: AccountBatch) -> dt.date:
    """The day a second person let it be posted."""
    reviewed: dt.datetime = batch.reviewed_at  # type: ignore[assignment]
    return timezone.localtime(reviewed).date()


def _transfers_in(area: PoolingArea) -> Iterator[Event]:
    requests = AccountRequest.objects.filter(
        act=AccountRequest.Act.TRANSFER_IN,
        state=AccountRequest.State.POSTED,
        account__person__county__area=area,
    ).select_related("account__person")
    for request in requests:
        scheme, fen = request.account.insutype, to_fen(request.amount)
        drafts = came_in(keeping_of(area, request.day), request.account.person.county_id, fen)
        summary = _("Personal account transferred here with the insurance, request %(number)s")
        yield Event(
            f"account-request:{request.pk}", request.day, scheme, fen,
            summary % {"number": request.pk}, {scheme: drafts}, request,
        )  # fmt: skip


def _passed_on(area: PoolingArea) -> Iterator[Event]:
    """Sharing and inheritance between people of different counties or schemes; within one nothing is to be booked."""
    moved = AccountMovement.objects.filter(
        cause__in=[Cause.SHARING, Cause.INHERITANCE], account__person__county__area=area
    ).select_related("account__person")
    into = {one.key: one for one in moved.filter(amount__gt=0)}
    gave: dict[str, list[AccountMovement]] = {}
    for one in moved.filter(amount__lt=0).order_by("pk"):
        gave.setdefault(one.key, []).append(one)
    for key, parts in gave.items():
        if key not in into:
            continue
        fen = -sum(to_fen(part.amount) for part in parts)
        drafts = passed_on(keeping_of(area, parts[0].day), _place(parts[0]), _place(into[key]), fen)
        if drafts:
            giver = parts[0]
            summary = _("Personal accounts: %(what)s") % {"what": giver.get_cause_display()}
            yield Event(
                f"account-{key}", giver.day, giver.account.insutype, fen, summary,
                drafts, giver,
            )  # fmt: skip


def _place(movement: Any) -> Place:
    return Place(movement.account.person.county_id, movement.account.insutype)
