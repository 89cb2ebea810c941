"""Close the old books into the one book, with the proof that nothing was lost (HG-02).

Every account of an old book goes over with what it holds: an entry that empties the old book, its mirror in the one
book; money that really moves and memoranda apart. Each balances by itself, because the book it empties did.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from config.money import from_fen
from config.periods import Month
from funds.models import (
    Account,
    Book,
    BookMerging,
    Entry,
    LegacyArrear,
    LegacyBenefit,
    MergedBook,
    MergingProof,
)
from funds.services.accounts import AccountKey, accounts_for
from funds.services.closing.year_end import left_open
from funds.services.open_day import open_day
from funds.services.post_entry import EntryDraft, LegDraft, post_entries
from institutions.models import Duty, User
from institutions.services.duties import require_another, require_duty

from .begin import held_open
from .benefits import list_benefits, mark_paid
from .faults import MergingNotFit

State = BookMerging.State

# Until the day before ``cut``, and altogether; debit-positive fen by account.
_BALANCES = """
    SELECT a.id, coalesce(sum(l.debit - l.credit) FILTER (WHERE l.booked_on < %(cut)s), 0)::bigint,
        coalesce(sum(l.debit - l.credit), 0)::bigint
    FROM funds_account a LEFT JOIN funds_leg l ON l.account_id = a.id
    WHERE a.book_id = ANY(%(books)s) GROUP BY a.id
"""


@dataclass
class Line:
    """One account of the proof: fen, debit-positive."""

    account: Account
    parts: dict[str, int] = field(default_factory=dict)
    now: int = 0
    own: int = 0

    @property
    def before(self) -> int:
        return sum(self.parts.values())

    @property
    def settled(self) -> int:
        """What moved since the cut, on the old books."""
        return self.before - self.now


def proof_of(merging: BookMerging) -> list[Line]:
    """Every account of the old books with what it held at the cut and holds now, beside the one book's own."""
    sources = [one.book for one in MergedBook.objects.filter(merging=merging).select_related("book")]
    rows = _balances([*(book.pk for book in sources), merging.into_id], merging.merged_on)
    accounts = Account.objects.select_related("book", "subject", "agency", "county").in_bulk(rows)
    lines: dict[tuple[int, int, int | None], Line] = {}
    own: dict[tuple[int, int, int | None], int] = {}
    for pk, (at_cut, now) in rows.items():
        account = accounts[pk]
        place = (account.subject_id, account.agency_id, account.county_id)
        if account.book_id == merging.into_id:
            own[place] = now
        elif at_cut or now:
            line = lines.setdefault(place, Line(account))
            line.parts[account.book.insutype] = at_cut
            line.now += now
    for place, line in lines.items():
        line.own = own.get(place, 0)
    return sorted(lines.values(), key=_order)


def _order(line: Line) -> tuple[bool, str, str, str]:
    one = line.account
    return one.memorandum, one.subject.code, one.agency.code, one.county.code if one.county else ""


def _balances(books: list[int], cut: dt.date) -> dict[int, tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(_BALANCES, {"books": books, "cut": cut})
        return {pk: (at_cut, now) for pk, at_cut, now in cursor}


def hindrances(merging: BookMerging) -> list[str]:
    """What stands in the way of closing, each in a sentence."""
    found = []
    if timezone.localdate() < merging.merged_on:
        found.append(_t("The one fund begins on %(day)s.") % {"day": merging.merged_on})
    last = Month.of(merging.merged_on - dt.timedelta(days=1))
    for source in MergedBook.objects.filter(merging=merging).select_related("book__unit"):
        if left_open(source.book, last):
            found.append(_t("%(book)s: close %(month)s first.") % {"book": source.book, "month": last})
    arrears = LegacyArrear.objects.filter(
        source__merging=merging, confirmed_by__isnull=True, dropped_reason=""
    ).count()
    if arrears:
        found.append(_t("%(count)s arrears are not confirmed.") % {"count": arrears})
    waiting = LegacyArrear.objects.filter(source__merging=merging, payments__state="entered").count()
    if waiting:
        found.append(_t("%(count)s payments of arrears wait to be booked.") % {"count": waiting})
    owed = LegacyBenefit.objects.filter(source__merging=merging, outcome=LegacyBenefit.Outcome.OPEN).count()
    if owed:
        found.append(_t("%(count)s benefits are neither settled nor carried over.") % {"count": owed})
    return found


@transaction.atomic
def propose_closing(*, merging: BookMerging, acting_user: User) -> BookMerging:
    """Finance of the unit finds everything cleared up; benefits are listed once more."""
    list_benefits(merging=merging, acting_user=acting_user)
    held = held_open(merging)
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=held.unit)
    for text in hindrances(held):
        raise MergingNotFit("%(text)s", text=text)
    held.state, held.proposed_by = State.PROPOSED, acting_user
    held.save()
    return held


@transaction.atomic
def close_merging(*, merging: BookMerging, acting_user: User) -> BookMerging:
    """A second person, who approves at the unit, closes: all accounts go over, the proof stays, the old books are shut.

    Raises :class:`MergingNotFit` where something hinders, ``SamePerson``, ``DutyMissing``.
    """
    held = held_open(merging)
    if held.state != State.PROPOSED or held.proposed_by is None:
        raise MergingNotFit(_("The closing is not proposed yet."))
    require_duty(user=acting_user, duty=Duty.APPROVE, agency=held.unit)
    require_another(user=acting_user, previous=held.proposed_by, act=_("Closing the old books"))
    sources = list(
        MergedBook.objects.select_for_update(of=("self",)).filter(merging=held).select_related("book__unit")
    )
    books = [one.book_id for one in sources]
    # Nobody posts to any of them meanwhile.
    list(
        Book.unscoped.filter(pk__in=[*books, held.into_id])
        .order_by("pk")
        .select_for_update(no_key=True, of=("self",))
    )
    mark_paid(held)
    for text in hindrances(held):
        raise MergingNotFit("%(text)s", text=text)
    proof = proof_of(held)
    day = open_day(held.into.insutype, held.unit_id, timezone.localdate())
    drafts = [draft for one in sources for draft in _drafts(held, one.book, day, acting_user)]
    post_entries(drafts, acting_user=held.proposed_by)
    _keep(held, proof)
    MergedBook.objects.filter(merging=held).update(closed=True)
    held.state, held.closed_by, held.closed_on = State.CLOSED, acting_user, day
    held.save()
    return held


def _drafts(merging: BookMerging, book: Book, day: dt.date, checker: User) -> Iterable[EntryDraft]:
    """Entries that empty ``book``, and their mirrors in the one book."""
    held = {pk: now for pk, (_cut, now) in _balances([book.pk], day).items() if now}
    accounts = list(
        Account.objects.filter(pk__in=held)
        .select_related("subject", "agency__area", "county__area")
        .order_by("pk")
    )
    there = accounts_for(merging.into, [_key(one) for one in accounts])
    for memorandum in (False, True):
        rows = [(one, held[one.pk]) for one in accounts if one.memorandum is memorandum]
        if not rows:
            continue
        key = f"merging:{merging.pk}:{book.insutype}:{'memo' if memorandum else 'real'}"
        names = {"old": book, "new": merging.into}
        yield EntryDraft(
            book=book, booked_on=open_day(book.insutype, book.unit_id, day), kind=Entry.Kind.MANUAL, key=key,
            legs=[_leg(account, -fen) for account, fen in rows], source=merging, checked_by=checker,
            summary=(_t("Closed into %(new)s") % names)[:200],
        )  # fmt: skip
        yield EntryDraft(
            book=merging.into, booked_on=day, kind=Entry.Kind.MANUAL, key=key,
            legs=[_leg(there[_key(account)], fen) for account, fen in rows], source=merging, checked_by=checker,
            summary=(_t("Taken over from %(old)s") % names)[:200],
        )  # fmt: skip


def _key(account: Account) -> AccountKey:
    return AccountKey(account.subject.role, account.agency, account.county)


def _leg(account: Account, fen: int) -> LegDraft:
    return LegDraft(account, debit=max(fen, 0), credit=max(-fen, 0))


def _keep(merging: BookMerging, proof: list[Line]) -> None:
    """Store the proof; ``after`` is read from the one book anew, so that the database checks what was really posted."""
    after: Mapping[tuple[int, int, int | None], int] = _after(merging)
    MergingProof.objects.bulk_create(
        MergingProof(
            merging=merging,
            subject_code=one.account.subject.printed_code,
            subject_name=one.account.subject.name,
            memorandum=one.account.memorandum,
            agency=one.account.agency,
            county=one.account.county,
            parts=one.parts,
            before=from_fen(one.before),
            settled=from_fen(one.settled),
            carried=from_fen(one.now),
            own=from_fen(one.own),
            after=from_fen(
                after.get((one.account.subject_id, one.account.agency_id, one.account.county_id), 0)
            ),
        )
        for one in proof
    )


def _after(merging: BookMerging) -> dict[tuple[int, int, int | None], int]:
    rows = _balances([merging.into_id], merging.merged_on)
    accounts = Account.objects.in_bulk(rows)
    found: dict[tuple[int, int, int | None], int] = defaultdict(int)
    for pk, (_cut, now) in rows.items():
        one = accounts[pk]
        found[one.subject_id, one.agency_id, one.county_id] = now
    return found
