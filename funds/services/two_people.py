"""Book what one person entered and another approved: whichever of them keeps the books signs as its maker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from funds.models import Entry
from funds.services.drafts import Planned, entry_drafts
from funds.services.load_chart import load_chart
from funds.services.post_entry import EntryDraft, post_entries
from institutions.models import Duty, User


def book_by_two(
    insutype: str, planned: Sequence[Planned], *, entered_by: User, approved_by: User
) -> list[Entry]:
    """Post ``planned``. Raises what ``post_entries`` raises; ``BookMissing``."""
    load_chart()
    drafts = entry_drafts(insutype, planned)
    maker = approved_by if _keeps(approved_by, drafts) else entered_by
    other = entered_by if maker is approved_by else approved_by
    return post_entries(
        [replace(one, checked_by=other if _checks(other, one) else None) for one in drafts], acting_user=maker
    )


def _keeps(user: User, drafts: Sequence[EntryDraft]) -> bool:
    units = {one.book.unit for one in drafts}
    return all(
        Duty.FINANCE in user.duties_at(unit)
        or (unit.parent is not None and Duty.FINANCE in user.duties_at(unit.parent))
        for unit in units
    )


def _checks(user: User, draft: EntryDraft) -> bool:
    return not {Duty.REVIEW, Duty.APPROVE}.isdisjoint(user.duties_at(draft.book.unit))
