"""Write a book's running totals anew from its legs: the repair when ``verify_balances`` finds differences."""

from __future__ import annotations

from django.db import connection, transaction

from funds.models import Book
from funds.reads.balances import DERIVED, BalanceDifference, parameters, verify_balances
from institutions.models import Duty, User
from institutions.services.duties import require_duty

_FORGET = """
    delete from funds_accountbalance balance using funds_account account
    where account.id = balance.account_id and account.book_id = %(book)s
"""
_REMEMBER = f"""
    insert into funds_accountbalance (account_id, month, opening, debit, credit, carried)
    {DERIVED}
    select account_id, month,
        opening + coalesce(sum(opening + debit - credit) over (
            partition by account_id order by month rows between unbounded preceding and 1 preceding
        ), 0),
        debit, credit, carried
    from moved
"""  # noqa: S608


@transaction.atomic
def rebuild_balances(*, book: Book, acting_user: User) -> list[BalanceDifference]:
    """Rebuild all totals of ``book``; the differences there were. The caller's scope must cover the book."""
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=book.unit)
    Book.unscoped.select_for_update(no_key=True).get(pk=book.pk)
    differences = verify_balances(book=book)
    if differences:
        with connection.cursor() as cursor:
            cursor.execute(_FORGET, parameters(book))
            cursor.execute(_REMEMBER, parameters(book))
    return differences
