"""Make a handover list: of money from the audited balance, of assets and records item by item (HG-12)."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.money import to_fen
from funds.models import Handover, HandoverItem, Held, Opening
from funds.policy import opening_policy
from funds.services.openings.agree import lines_of
from institutions.models import Agency, Duty, User
from institutions.policy.in_force import policy_for
from institutions.services.duties import require_at_or_above

from .faults import HandoverRefused

MAKERS = (Duty.FINANCE, Duty.HANDLE)


@transaction.atomic
def make_handover(
    *,
    county: Agency,
    kind: str,
    title: str,
    giver: str,
    receiver: str,
    supervisor: str,
    acting_user: User,
    opening: Opening | None = None,
) -> Handover:
    """A list to be filled; one of money has the items of ``opening`` already.

    Finance or handling, there or at the city. Raises :class:`HandoverRefused` where the balance is not the county's
    or not checked; ``ValidationError``.
    """
    require_at_or_above(user=acting_user, duties=MAKERS, agency=county)
    if (kind == Handover.Kind.FUND) != (opening is not None):
        raise HandoverRefused(_("A list of money names the audited balance it hands over; others name none."))
    if opening is not None:
        opening = Opening.objects.select_for_update(of=("self",)).get(pk=opening.pk)
    if opening is not None and opening.county_id != county.pk:
        raise HandoverRefused(_("The balance is another county's."))
    if opening is not None and opening.state == Opening.State.ENTERED:
        raise HandoverRefused(_("The balance is not checked yet."))
    made = Handover(
        county=county, kind=kind, title=title, giver=giver, receiver=receiver, supervisor=supervisor,
        opening=opening, due_on=opening_policy(policy_for(county.area, timezone.localdate())).handed_over_by,
        prepared_by=acting_user,
    )  # fmt: skip
    made.full_clean(exclude=["prepared_by"])
    made.save()
    if opening is not None:
        HandoverItem.objects.bulk_create(
            HandoverItem(handover=made, number=n, name=str(Held(held).label), held=held, amount=Decimal(fen) / 100)
            for n, (held, fen) in enumerate(lines_of(opening).items(), start=1)
            if fen
        )  # fmt: skip
    return made


@transaction.atomic
def put_item(
    *,
    handover: Handover,
    name: str,
    acting_user: User,
    quantity: Decimal = Decimal(1),
    unit: str = "",
    amount: Decimal = Decimal(0),
) -> HandoverItem:
    """One more item of a list of assets or records."""
    held = draft_of(handover, acting_user)
    if held.kind == Handover.Kind.FUND:
        raise HandoverRefused(_("The items of a list of money are those of the audited balance."))
    last = HandoverItem.objects.filter(handover=held).aggregate(n=Max("number"))["n"] or 0
    item = HandoverItem(
        handover=held, number=last + 1, name=name.strip(), quantity=quantity, unit=unit.strip(), amount=amount
    )
    item.full_clean()
    item.save()
    return item


@transaction.atomic
def remove_item(*, item: HandoverItem, acting_user: User) -> None:
    """An item entered wrongly leaves a list that is not closed yet; the others keep their numbers."""
    held = draft_of(item.handover, acting_user)
    if held.kind == Handover.Kind.FUND:
        raise HandoverRefused(_("The items of a list of money are those of the audited balance."))
    HandoverItem.objects.select_for_update(of=("self",)).get(pk=item.pk).delete()


@transaction.atomic
def note_found(
    *,
    item: HandoverItem,
    difference: str,
    acting_user: User,
    found_quantity: Decimal | None = None,
    found_amount: Decimal | None = None,
) -> HandoverItem:
    """What the receiver found, and why it is another figure. ``ValidationError`` without a word about it."""
    draft_of(item.handover, acting_user)
    held: HandoverItem = HandoverItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    held.found_quantity, held.difference = found_quantity, difference.strip()
    noted: Any = held  # nullable money: the field takes None
    noted.found_amount = found_amount
    held.full_clean()
    held.save()
    return held


@transaction.atomic
def seal_handover(*, handover: Handover, acting_user: User) -> Handover:
    """Nothing of the list changes any more; it waits for three signatures.

    Raises :class:`HandoverRefused` for an empty list, and for one of money that is not the audited balance to the fen.
    """
    held = draft_of(handover, acting_user)
    items = list(HandoverItem.objects.filter(handover=held))
    if not items:
        raise HandoverRefused(_("The list is empty."))
    if held.opening is not None:
        if held.opening.state == Opening.State.ENTERED:
            raise HandoverRefused(_("The balance is not checked yet."))
        _require_ties(held.opening, items)
    held.state, held.digest = Handover.State.SEALED, digest_of(items)
    held.save()
    return held


def _require_ties(opening: Opening, items: list[HandoverItem]) -> None:
    listed = {one.held: to_fen(one.amount) for one in items}
    audited = {held: fen for held, fen in lines_of(opening).items() if fen}
    for held in sorted(audited.keys() | listed.keys()):
        if listed.get(held, 0) != audited.get(held, 0):
            raise HandoverRefused(
                _("%(item)s: the list has %(listed)s yuan, the audited balance %(audited)s."),
                item=Held(held).label if held in Held.values else held,
                listed=f"{Decimal(listed.get(held, 0)) / 100:,.2f}",
                audited=f"{Decimal(audited.get(held, 0)) / 100:,.2f}",
            )


def digest_of(items: list[HandoverItem]) -> str:
    """SHA-256 over the items in their order: what was signed can be told from anything else."""
    rows = [
        [one.number, one.name, one.held, f"{one.quantity:.2f}", one.unit, to_fen(one.amount),
         _text(one.found_quantity), _text(one.found_amount), one.difference]
        for one in sorted(items, key=lambda item: item.number)
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:.2f}"


def draft_of(handover: Handover, user: User) -> Handover:
    """The list, held and still open to changes by ``user``."""
    held: Handover = (
        Handover.objects.select_for_update(of=("self",))
        .select_related("county__area", "county__parent", "opening")
        .get(pk=handover.pk)
    )
    require_at_or_above(user=user, duties=MAKERS, agency=held.county)
    if held.state != Handover.State.DRAFT:
        raise HandoverRefused(_("The list is closed: nothing of it changes any more."))
    return held
