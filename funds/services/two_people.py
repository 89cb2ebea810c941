"""Book what one person entered and another approved: whichever of them keeps the books signs as its maker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from funds.models import Entry
from funds.services.drafts import Planned, entry_drafts
from funds.services.load_chart import load_chart
from funds.services.post_entry import EntryDraft, may_post, post_entries
from institutions.models import Duty, User


def book_by_two(
    insutype: str, planned: Sequence[Planned], *, entered_by: User, approved_by: User
) -> list[Entry]:
    """Post ``planned``. Raises what ``post_entries`` raises, of whoever approves where neither keeps the books;
    ``BookMissing``.
    """
    load_chart()
    drafts = entry_drafts(insutype, planned)
    by_entrant = may_post(entered_by, drafts) and not may_post(approved_by, drafts)
    maker, other = (entered_by, approved_by) if by_entrant else (approved_by, entered_by)
    return post_entries(
        [replace(one, checked_by=other if _checks(other, one) else None) for one in drafts], acting_user=maker
    )


def _checks(user: User, draft: EntryDraft) -> bool:
    return not {Duty.REVIEW, Duty.APPROVE}.isdisjoint(user.duties_at(draft.book.unit))
