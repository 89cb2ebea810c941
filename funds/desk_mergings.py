"""What the merging of old funds puts on desks: which step it waits for, and by when the policy wants it done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.desk import DeskItem, Standing
from enrollment.reads.merging_rule import FORMER
from funds.desk_openings import policy_of
from funds.models import ArrearPayment, Book, Booked, BookMerging, LegacyArrear, LegacyBenefit
from funds.policy import OpeningPolicy
from funds.services.book_mergings.close import hindrances
from institutions.models import Agency, Duty

State = BookMerging.State


def merging_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source: the unit's old funds, from the first act to the closing by a second person."""
    duties, unit = set(assignment.duties), assignment.agency
    policy = policy_of(unit.area)
    if Duty.FINANCE in duties:
        yield from _to_begin(unit, policy)
    for merging in BookMerging.objects.filter(unit=unit).exclude(state=State.CLOSED):
        if {Duty.REVIEW, Duty.APPROVE} & duties:
            yield from _to_decide(merging)
        if Duty.FINANCE in duties:
            yield from _to_clear_up(merging, policy)
        if Duty.APPROVE in duties and merging.state == State.PROPOSED:
            yield _item(_("Close old books into one"), merging, due=merging.merged_on)


def _item(
    title: str, merging: BookMerging, *, count: int | None = None, due: dt.date | None = None
) -> DeskItem:
    return DeskItem(title, merging.get_absolute_url(), _standing(due), due=due, count=count)


def _standing(due: dt.date | None) -> Standing:
    return Standing.LATE if due is not None and due < timezone.localdate() else Standing.DUE


def _to_begin(unit: Agency, policy: OpeningPolicy) -> Iterator[DeskItem]:
    """The transition year runs, old books are kept, and nobody began yet."""
    begins = policy.transition_from or policy.merged_on
    if begins is None or begins > timezone.localdate():
        return
    schemes = [FORMER[name] for name in policy.merged_schemes]
    if Book.objects.filter(unit=unit, insutype__in=schemes, merged__isnull=True).exists():
        due = policy.merged_on
        yield DeskItem(
            _("Begin to merge old funds"), reverse("funds:begin_book_merging"), _standing(due), due=due
        )


def _to_decide(merging: BookMerging) -> Iterator[DeskItem]:
    arrears = LegacyArrear.objects.filter(
        source__merging=merging, confirmed_by__isnull=True, dropped_reason=""
    ).count()
    if arrears:
        yield _item(_("Confirm arrears of old accounts"), merging, count=arrears)
    payments = ArrearPayment.objects.filter(arrear__source__merging=merging, state=Booked.ENTERED).count()
    if payments:
        yield _item(_("Book payments of old arrears"), merging, count=payments)


def _to_clear_up(merging: BookMerging, policy: OpeningPolicy) -> Iterator[DeskItem]:
    owed = LegacyBenefit.objects.filter(source__merging=merging, outcome=LegacyBenefit.Outcome.OPEN).count()
    if owed:
        yield _item(_("Settle what old funds owe"), merging, count=owed, due=policy.benefits_settled_by)
    if merging.state == State.OPEN and not hindrances(merging):
        yield _item(_("Propose to close the old books"), merging, due=merging.merged_on)
