"""The books: trial balance, an account's legs with running balance, one entry with its legs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from config.access import requires
from config.codes import name_of
from config.listing import MonthField
from config.periods import Month
from config.search import Hit
from funds.models import Account, AccountBalance, Book, Entry
from funds.reads.account_statement import Position, account_statement
from funds.reads.trial_balance import trial_balance
from funds.sources import address_of_source

READERS = ("finance", "review", "approve", "audit", "handle", "administer")


def month_asked(request: HttpRequest, latest: Month | None) -> Month | None:
    """The month in the address, else the latest with any booking."""
    text = request.GET.get("month", "")
    if text:
        try:
            return MonthField().clean(text)
        except Exception as exc:
            raise Http404 from exc
    return latest


class BooksAsked(NamedTuple):
    """The books in reach, which of them a page's filter asks for, and the month: the latest booked if none."""

    books: list[Book]
    wanted: str
    chosen: list[Book]
    month: Month | None

    @property
    def context(self) -> dict[str, Any]:
        """What the filter bar shows (``funds/book_filter.html``)."""
        named = [(book, f"{name_of('insutype', book.insutype)} · {book.unit}") for book in self.books]
        return {"books": named, "wanted": self.wanted, "month": self.month}


def books_asked(request: HttpRequest) -> BooksAsked:
    books = list(Book.objects.select_related("unit"))
    wanted = request.GET.get("book", "")
    chosen = [book for book in books if str(book.pk) == wanted] or books
    return BooksAsked(books, wanted, chosen, month_asked(request, _latest_month(chosen)))


def _latest_month(books: list[Book]) -> Month | None:
    day = AccountBalance.objects.filter(account__book__in=books).aggregate(last=Max("month"))["last"]
    return Month.of(day) if day else None


@requires(duty=READERS, region=True)
def trial_balance_page(request: HttpRequest) -> HttpResponse:
    """Opening, movement and closing of every account of the books in reach; debits equal credits."""
    asked = books_asked(request)
    by_account = request.GET.get("by") == "account"
    balance = (
        trial_balance(books=asked.chosen, month=asked.month, by_account=by_account)
        if asked.books and asked.month
        else None
    )
    return render(
        request,
        "funds/trial_balance.html",
        {
            "title": _("Trial balance"),
            **asked.context,
            "by_account": by_account,
            "balance": balance,
            "parts": _parts(balance) if balance else [],
        },
    )


def _parts(balance: Any) -> list[dict[str, Any]]:
    parts = [
        {"title": _("Accounts"), "lines": balance.real, "totals": balance.real_totals},
        {"title": _("Memorandum accounts"), "lines": balance.memo, "totals": balance.memo_totals},
    ]
    return [part for part in parts if part["lines"]]


@requires(duty=READERS, region=True)
def account_list(request: HttpRequest) -> HttpResponse:
    """Every account in reach with its balance now."""
    accounts = Account.objects.select_related("book", "subject", "agency", "county")
    latest = {
        row.account_id: row
        for row in AccountBalance.objects.order_by("account_id", "-month").distinct("account_id")
    }
    rows = [(account, latest.get(account.pk)) for account in accounts]
    return render(request, "funds/accounts.html", {"title": _("Accounts"), "rows": rows})


@requires(duty=READERS, region=True)
def account_page(request: HttpRequest, account_id: int) -> HttpResponse:
    """The legs of one account in a month, with the balance after each."""
    account = get_object_or_404(
        Account.objects.select_related("book__unit", "subject", "agency", "county"), pk=account_id
    )
    latest = account.balances.aggregate(last=Max("month"))["last"]
    month = month_asked(request, Month.of(latest) if latest else Month.of(account.book.opened_on))
    try:
        after = Position.parse(request.GET["after"]) if "after" in request.GET else None
    except ValueError as exc:
        raise Http404 from exc
    statement = account_statement(account=account, period=month.period, after=after) if month else None
    return render(
        request,
        "funds/account.html",
        {"title": str(account), "account": account, "month": month, "statement": statement},
    )


@requires(duty=READERS, region=True)
def entry_page(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One entry: its legs, who made and checked it, where it comes from, what reversed it."""
    entry = get_object_or_404(
        Entry.objects.select_related("book__unit", "made_by", "checked_by", "reverses", "corrects"),
        pk=entry_id,
    )
    legs = entry.legs.select_related("account__subject", "account__agency", "account__county").order_by("n")
    return render(
        request,
        "funds/entry.html",
        {
            "title": _("Entry %(voucher)s") % {"voucher": entry.voucher},
            "entry": entry,
            "legs": legs,
            "shown_debit": sum(leg.debit for leg in legs),
            "shown_credit": sum(leg.credit for leg in legs),
            "hidden_legs": entry.leg_count - len(legs),
            "source_url": address_of_source(entry),
            "reversed_by": Entry.objects.filter(reverses=entry).first(),
        },
    )


def find_entries(text: str, user: Any) -> Iterator[Hit]:
    """Search provider: by voucher number such as 2020-12-00001."""
    month, _dash, number = text.rpartition("-")
    try:
        first = Month.parse(month)
    except ValueError:
        return
    if not number.isdigit():
        return
    found = Entry.objects.filter(
        booked_on__gte=first.first, booked_on__lt=first.next_first, number=int(number)
    ).select_related("book__unit")
    for entry in found:
        yield Hit(entry.voucher, reverse("funds:entry", args=[entry.pk]), entry.summary)
