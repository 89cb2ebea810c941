"""What treasury, governments, insurer, aid, the province and the bank have to do with a month's closing.

The books are on a cash basis: money that came in and waits for the second person stops the month, because it belongs
into it and can be booked or dropped at once. What others still owe, or have not told, changes no figure of the month
and lies with them: it is told, and whoever closes accepts it by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.display import money_text
from config.periods import Month
from enrollment.reads.subsidy_bill import RESIDENT_SCHEMES
from funds.models import (
    BankLine,
    BookPeriod,
    FundAccount,
    OutOfAreaMonth,
    OutOfAreaPart,
    PayerRemittance,
    ProvinceReceipt,
    SubsidyReceipt,
)
from funds.reads.bank_reconciliation import bank_reconciliation
from funds.reads.insurer import claims_on_payers
from funds.reads.subsidies import subsidy_year
from funds.rules.subsidies import LATE, SHORT
from funds.services.bank_matching import ledger_account
from funds.services.out_of_area.terms import out_of_area_terms
from funds.services.treasury_transfers import left_in_treasury
from institutions.models import Agency
from institutions.rules.policy_tables import PolicyGap

from .checks import counties_of, units_of
from .conditions import Unmet, register_closing_condition


def treasury_moved(period: BookPeriod) -> Iterator[Unmet]:
    """Receipts of the month that still stand in the treasury (NB-12)."""
    book, month = period.book, Month.of(period.month)
    today = max(timezone.localdate(), month.next_first)
    try:
        left = left_in_treasury(unit=book.unit, insutype=book.insutype, day=month.last, today=today)
    except (PolicyGap, LookupError):
        return  # no policy in force says where receipts go
    if left > 0:
        yield Unmet(
            _("%(amount)s of receipts up to %(month)s still stand in the treasury.")
            % {"amount": money_text(left), "month": month},
            reverse("funds:treasury_transfers"),
        )


def subsidies_booked(period: BookPeriod) -> Iterator[Unmet]:
    waiting = SubsidyReceipt.objects.filter(
        counties_of(period.book),
        insutype=period.book.insutype,
        state=SubsidyReceipt.State.ENTERED,
        received_on__lt=Month.of(period.month).next_first,
    )
    if count := waiting.count():
        yield Unmet(
            _("%(count)s subsidies received wait for the second person.") % {"count": count},
            f"{reverse('funds:subsidy_receipts')}?state=entered",
        )


def subsidies_paid_in(period: BookPeriod) -> Iterator[Unmet]:
    """Quarters of the year that were due by the month's end and are not paid in whole (NB-15)."""
    book, month = period.book, Month.of(period.month)
    if book.insutype not in RESIDENT_SCHEMES:
        return
    county = book.unit_id if book.unit.level == Agency.Level.COUNTY else None
    try:
        found = subsidy_year(
            area=book.area, year=month.year, insutype=book.insutype, today=month.next_first, county=county
        )
    except (PolicyGap, LookupError):
        return  # no policy in force says what governments owe
    late = [one for one in found.dues if one.state in (LATE, SHORT)]
    if late:
        yield Unmet(
            _("%(amount)s of subsidies due by %(month)s are not paid in.")
            % {"amount": money_text(sum((one.open for one in late), Decimal(0))), "month": month},
            f"{reverse('funds:subsidies')}?year={month.year}&insutype={book.insutype}",
        )


def given_back_booked(period: BookPeriod) -> Iterator[Unmet]:
    waiting = PayerRemittance.objects.filter(
        counties_of(period.book, "insu_county"),
        insutype=period.book.insutype,
        state=PayerRemittance.State.ENTERED,
        received_on__lt=Month.of(period.month).next_first,
    )
    if count := waiting.count():
        yield Unmet(
            _("%(count)s receipts from insurer and aid wait for the second person.") % {"count": count},
            f"{reverse('funds:given_back')}?state=entered",
        )


def claims_settled(period: BookPeriod) -> Iterator[Unmet]:
    """What insurer and aid owe for bills up to the month (ZY-14)."""
    book, month = period.book, Month.of(period.month)
    within = units_of(book)
    owed = [
        one
        for one in claims_on_payers(today=month.last, only_open=True)
        if one.insutype == book.insutype and one.month <= period.month and one.insu_county.pk in within
    ]
    if owed:
        yield Unmet(
            _("Insurer and aid still owe %(amount)s for bills up to %(month)s.")
            % {"amount": money_text(sum((one.open for one in owed), Decimal(0))), "month": month},
            f"{reverse('funds:payer_claims')}?year={month.year}",
        )


def province_listed(period: BookPeriod) -> Iterator[Unmet]:
    """Care outside the area paid through the province: its list of the month confirmed (ZY-13, NB-18)."""
    book, month = period.book, Month.of(period.month)
    if book.unit.level != Agency.Level.CITY or not out_of_area_terms(book.area, month.last).through_province:
        return
    listed = OutOfAreaMonth.objects.filter(area=book.area, insutype=book.insutype, month=period.month).first()
    if listed is not None:
        if listed.state == OutOfAreaMonth.State.OPEN:
            yield Unmet(
                _("The province's list of %(month)s is not confirmed.") % {"month": month},
                listed.get_absolute_url(),
            )
    elif OutOfAreaPart.objects.filter(
        statement__clearing__area=book.area,
        statement__clearing__insutype=book.insutype,
        statement__clearing__month=period.month,
    ).exists():
        yield Unmet(
            _("The province's list of %(month)s was not imported.") % {"month": month},
            reverse("funds:out_of_area"),
        )


def province_receipts_booked(period: BookPeriod) -> Iterator[Unmet]:
    book = period.book
    waiting = ProvinceReceipt.objects.filter(
        area=book.area,
        insutype=book.insutype,
        checked_by__isnull=True,
        withdrawn_by__isnull=True,
        received_on__lt=Month.of(period.month).next_first,
    )
    if book.unit.level == Agency.Level.CITY and (count := waiting.count()):
        yield Unmet(
            _("%(count)s receipts from the province wait for the second person.") % {"count": count},
            reverse("funds:province"),
        )


def bank_matched(period: BookPeriod) -> Iterator[Unmet]:
    """Lines of bank statements that are not in the books, and accounts whose two sides do not reconcile (NB-13)."""
    book, month = period.book, Month.of(period.month)
    held = FundAccount.objects.filter(
        counties_of(book, "agency"), insutype=book.insutype, bank_accounts__approved_by__isnull=False,
        bank_accounts__period__startswith__lt=month.next_first,
    )  # fmt: skip
    for account in held.select_related("agency").order_by("agency__code", "kind").distinct():
        url = f"{reverse('funds:bank_reconciliation', args=[account.pk])}?month={month}"
        lines = BankLine.objects.filter(
            bank__fund_account=account, day__lt=month.next_first, match__isnull=True
        )
        if count := lines.count():
            yield Unmet(
                _("%(account)s: %(count)s lines of the bank are not in the books.")
                % {"account": account, "count": count},
                url,
            )
        if off := bank_reconciliation(account, month, ledger_account(account)).difference:
            yield Unmet(
                _("%(account)s: bank and books differ by %(amount)s.")
                % {"account": account, "amount": money_text(off)},
                url,
            )


def register() -> None:
    """After the books' own conditions."""
    register_closing_condition(gettext_lazy("Subsidies received are booked"), subsidies_booked)
    register_closing_condition(gettext_lazy("What insurer and aid gave back is booked"), given_back_booked)
    for title, check in (
        (gettext_lazy("What the province gave back is booked"), province_receipts_booked),
        (gettext_lazy("Receipts are moved out of the treasury"), treasury_moved),
        (gettext_lazy("Subsidies due are paid in"), subsidies_paid_in),
        (gettext_lazy("Insurer and aid owe nothing"), claims_settled),
        (gettext_lazy("The province's list of the month is confirmed"), province_listed),
        (gettext_lazy("Bank statements agree with the books"), bank_matched),
    ):
        register_closing_condition(title, check, blocking=False)
