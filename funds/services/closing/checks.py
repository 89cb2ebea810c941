"""The funds' own conditions for closing a month: totals, receipts, clearing, payments under way, suspense."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import CLEARED, Settlement
from config.display import money_text
from config.periods import Month
from enrollment.models import Receipt
from enrollment.services.receipts.to_book import ready
from funds.models import AccountBalance, Book, BookPeriod, Clearing, Entry, Payback, Payment, YearClearing
from funds.reads.balances import verify_balances
from funds.reads.paybacks import to_issue_again
from funds.reads.trial_balance import trial_balance
from funds.services.account_movements import unbooked as unbooked_accounts
from funds.services.persons.recoveries import unbooked as unbooked_recoveries
from institutions.models import Agency

from .conditions import Unmet, register_closing_condition

POSTED = (Clearing.State.POSTED, Clearing.State.PAID, Clearing.State.CLOSED)


def _of_county(book: Book) -> bool:
    return book.unit.level == Agency.Level.COUNTY


def counties_of(book: Book, field: str = "county") -> Q:
    """Whose money stands in the book, as a condition on ``field``: its unit's, or all that keep no book of theirs."""
    if _of_county(book):
        return Q(**{field: book.unit})
    own = Book.objects.filter(area=book.area, insutype=book.insutype, unit__level=Agency.Level.COUNTY)
    return Q(**{f"{field}__area": book.area}) & ~Q(**{f"{field}__in": own.values("unit")})


def units_of(book: Book) -> set[int]:
    """Agencies whose money stands in the book: its unit, or the city and all counties that keep no book of theirs."""
    if _of_county(book):
        return {book.unit_id}
    own = Book.objects.filter(area=book.area, insutype=book.insutype, unit__level=Agency.Level.COUNTY)
    within = Agency.objects.filter(area=book.area).exclude(pk__in=own.values("unit"))
    return set(within.values_list("pk", flat=True))


def totals_agree(period: BookPeriod) -> Iterator[Unmet]:
    month = Month.of(period.month)
    if differences := verify_balances(book=period.book, month=month):
        yield Unmet(
            _("%(count)s running totals of %(month)s differ from the entries: run rebuildbalances first.")
            % {"count": len(differences), "month": month}
        )
    if Entry.unscoped.filter(period=period).count() != period.last_number:
        yield Unmet(_("The entry numbers of %(month)s have gaps.") % {"month": month})


def books_balance(period: BookPeriod) -> Iterator[Unmet]:
    balance = trial_balance(books=[period.book], month=Month.of(period.month))
    if not balance.balanced:
        which = _("Accounts") if not balance.real_totals.balanced else _("Memorandum accounts")
        yield Unmet(_("%(which)s: debits and credits differ.") % {"which": which}, _trial_balance(period))


def receipts_booked(period: BookPeriod) -> Iterator[Unmet]:
    until = Month.of(period.month).next_first
    waiting = ready().filter(counties_of(period.book), insutype=period.book.insutype, received_on__lt=until)
    if count := waiting.count():
        yield Unmet(
            _("%(count)s contributions received are not booked.") % {"count": count},
            reverse("funds:book_receipts"),
        )


def receipts_matched(period: BookPeriod) -> Iterator[Unmet]:
    until = Month.of(period.month).next_first
    unknown = Receipt.objects.filter(
        counties_of(period.book),
        insutype=period.book.insutype,
        received_on__lt=until,
        state=Receipt.State.OPEN,
        booked_on__isnull=True,
    )
    if count := unknown.count():
        yield Unmet(_("%(count)s receipts are not matched to what they pay.") % {"count": count})


def clearing_posted(period: BookPeriod) -> Iterator[Unmet]:
    book, month = period.book, Month.of(period.month)
    clearing = Clearing.objects.filter(area=book.area, insutype=book.insutype, month=period.month).first()
    if clearing is not None:
        if clearing.state not in POSTED:
            yield Unmet(
                _("The clearing of %(month)s is not posted: %(state)s.")
                % {"month": month, "state": clearing.get_state_display()},
                reverse("funds:clearing", args=[clearing.pk]),
            )
    elif Settlement.objects.filter(
        CLEARED, insu_county__area=book.area, insutype=book.insutype, clr_month=period.month
    ).exists():
        yield Unmet(
            _("The clearing of %(month)s is not started.") % {"month": month},
            f"{reverse('funds:start_clearing')}?month={month}",
        )


def accounts_booked(period: BookPeriod) -> Iterator[Unmet]:
    book, until = period.book, Month.of(period.month).next_first
    count = sum(
        one.day < until and any(draft.unit == book.unit_id for draft in one.drafts.get(book.insutype, ()))
        for one in unbooked_accounts(book.area)
    )
    if count:
        yield Unmet(
            _("%(count)s movements of personal accounts are not booked.") % {"count": count},
            reverse("funds:book_accounts"),
        )


def recoveries_booked(period: BookPeriod) -> Iterator[Unmet]:
    book, until = period.book, Month.of(period.month).next_first
    own = (
        Agency.objects.filter(pk=book.unit_id) if _of_county(book) else Agency.objects.filter(area=book.area)
    )
    places = set(own.values_list("pk", flat=True))
    count = sum(
        one.day < until
        and one.insutype == book.insutype
        and (one.county.county_id or one.county.pk) in places
        for one in unbooked_recoveries()
    )
    if count:
        yield Unmet(
            _("%(count)s recoveries of overpayments are not booked.") % {"count": count},
            reverse("funds:book_recoveries"),
        )


def payments_answered(period: BookPeriod) -> Iterator[Unmet]:
    book = period.book
    sent = Payment.objects.filter(
        state=Payment.State.SENT,
        batch__insutype=book.insutype,
        payer__area=book.area,
        batch__exported_at__date__lt=Month.of(period.month).next_first,
    )
    if _of_county(book):
        sent = sent.filter(payer=book.unit)
    if count := sent.count():
        yield Unmet(
            _("The bank has not answered %(count)s payments.") % {"count": count}, reverse("funds:batches")
        )


def paybacks_checked(period: BookPeriod) -> Iterator[Unmet]:
    """What a slip says came back in the month stands in the bank's statement, and not yet in the books."""
    entered = Payback.objects.filter(
        checked_by__isnull=True, withdrawn_by__isnull=True, returned_on__lt=Month.of(period.month).next_first,
        payment__batch__insutype=period.book.insutype, payment__payer__area=period.book.area,
    )  # fmt: skip
    if _of_county(period.book):
        entered = entered.filter(payment__payer=period.book.unit)
    if count := entered.count():
        yield Unmet(
            _("%(count)s payments the bank sent back wait for the check.") % {"count": count},
            f"{reverse('funds:sent_back')}?stands=entered",
        )


def paid_again(period: BookPeriod) -> Iterator[Unmet]:
    book = period.book
    held = to_issue_again().filter(
        returned_on__lt=Month.of(period.month).next_first,
        batch__insutype=book.insutype,
        payer__area=book.area,
    )
    if _of_county(book):
        held = held.filter(payer=book.unit)
    if count := held.count():
        yield Unmet(
            _("%(count)s payments the bank sent back are not issued again.") % {"count": count},
            f"{reverse('funds:sent_back')}?stands=held",
        )


def suspense_empty(period: BookPeriod) -> Iterator[Unmet]:
    held = (
        AccountBalance.objects.filter(
            account__book=period.book, account__subject__role="clearing_suspense", month__lte=period.month
        )
        .order_by("account_id", "-month")
        .distinct("account_id")
    )
    if amount := sum((one.closing for one in held), Decimal(0)):
        yield Unmet(
            _("Clearing suspense still holds %(amount)s.") % {"amount": money_text(-amount)},
            _trial_balance(period),
        )


def year_cleared(period: BookPeriod) -> Iterator[Unmet]:
    if period.month.month != 12:
        return
    book = period.book
    for year in YearClearing.objects.filter(
        area=book.area, insutype=book.insutype, year=period.month.year
    ).exclude(state=YearClearing.State.REVIEWED):
        yield Unmet(
            _("%(year)s: the clearing with institutions is not reviewed; what it pays is next year's.")
            % {"year": year},
            year.get_absolute_url(),
        )


def _trial_balance(period: BookPeriod) -> str:
    return f"{reverse('funds:trial_balance')}?month={Month.of(period.month)}&book={period.book_id}"


def register() -> None:
    """The order in which a person goes through them."""
    register_closing_condition(gettext_lazy("Running totals and entry numbers agree"), totals_agree)
    register_closing_condition(gettext_lazy("Accounts and memorandum accounts balance"), books_balance)
    register_closing_condition(gettext_lazy("Contributions received are booked"), receipts_booked)
    register_closing_condition(
        gettext_lazy("Receipts are matched to what they pay"), receipts_matched, blocking=False
    )
    register_closing_condition(gettext_lazy("The month's clearing is posted"), clearing_posted)
    register_closing_condition(gettext_lazy("Movements of personal accounts are booked"), accounts_booked)
    register_closing_condition(gettext_lazy("Recoveries of overpayments are booked"), recoveries_booked)
    register_closing_condition(
        gettext_lazy("The bank has answered every payment"), payments_answered, blocking=False
    )
    register_closing_condition(gettext_lazy("Payments sent back are checked"), paybacks_checked)
    register_closing_condition(
        gettext_lazy("Payments sent back are issued again"), paid_again, blocking=False
    )
    register_closing_condition(gettext_lazy("Clearing suspense is empty"), suspense_empty, blocking=False)
    register_closing_condition(
        gettext_lazy("The year's clearing with institutions is reviewed"), year_cleared, blocking=False
    )
