"""Close a clearing that is paid, once the books prove it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.periods import Month
from funds.models import Book, Clearing, Entry, Payment
from funds.reads.trial_balance import trial_balance
from institutions.models import Duty, User
from institutions.services.duties import require_city_duty

from . import states
from .faults import ClearingRefused

# What the memorandum entries of a clearing and of its payments leave on each account, in fen.
_MEMO_LEFT = """
    select coalesce(sum(abs(left_over)), 0) from (
        select sum(leg.debit - leg.credit) as left_over
        from funds_entry entry join funds_leg leg on leg.entry_id = entry.id
        where entry.memorandum and entry.book_id = any(%s) and (
            (entry.source_type = 'funds.clearing' and entry.source_id = %s)
            or (entry.source_type = 'funds.payment' and entry.source_id = any(%s))
        )
        group by leg.account_id
    ) per_account
"""


@transaction.atomic
def close_clearing(*, clearing: Clearing, acting_user: User) -> Clearing:
    """Declare the month finished. The accounting months of the books are closed apart from this.

    Raises :class:`ClearingRefused` while it is not paid, or when the books do not balance or still show some of
    its obligations; ``DutyMissing`` (finance at the city).
    """
    require_city_duty(user=acting_user, duty=Duty.FINANCE, area=clearing.area)
    states.require(clearing, Clearing.State.PAID, act=_("be closed"))
    books = list(
        Book.unscoped.filter(area=clearing.area, insutype=clearing.insutype).select_related("unit", "area")
    )
    for book in books:
        if not trial_balance(books=[book], month=_last_month(book)).balanced:
            raise ClearingRefused(_("%(book)s does not balance: have it verified before closing."), book=book)
    if obligations_left(clearing, books):
        raise ClearingRefused(_("The books still show obligations of this clearing that were not paid."))
    states.move(
        clearing,
        before=[Clearing.State.PAID],
        after=Clearing.State.CLOSED,
        act=_("be closed"),
        closed_by=acting_user,
        closed_at=timezone.now(),
    )
    return clearing


def obligations_left(clearing: Clearing, books: Iterable[Book]) -> int:
    """Fen on memorandum accounts that the clearing put there and no payment took off."""
    payments = list(Payment.unscoped.filter(clearing=clearing).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(_MEMO_LEFT, [[book.pk for book in books], clearing.pk, payments])
        return int(cursor.fetchone()[0])


def _last_month(book: Book) -> Month:
    latest = (
        Entry.unscoped.filter(book=book).order_by("-booked_on").values_list("booked_on", flat=True).first()
    )
    return Month.of(latest or book.opened_on)
