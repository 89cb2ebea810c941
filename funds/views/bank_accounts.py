"""The fund's accounts at the bank: the list, one account with its statement, opening and changing by two people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.codes import name_of
from config.display import money_text
from config.forms import Fact, act_page, done, once
from config.listing import Action, ChoiceFilter, Column, FlagFilter, Listing, TextFilter
from config.listing.tables import Table
from config.periods import Month
from config.spreadsheets.web import workbook_answer
from funds.forms_capital import WhyForm
from funds.forms_collection import BankAccountForm
from funds.models import BankAccount, BankLine, Book, FundAccount
from funds.reads.bank_reconciliation import BankReconciliation, bank_reconciliation
from funds.services.bank_accounts import approve_bank_account, prepare_bank_account, withdraw_bank_account
from funds.services.bank_matching import ledger_account, match_bank
from funds.spreadsheets.bank_reconciliation import LISTS, reconciliation_workbook
from funds.views.ledger import month_asked
from institutions.access import AgencyRequest
from institutions.views.institutions import counties_in_reach

READERS = ("finance", "review", "approve", "audit")
LINE_COLUMNS = (
    Column("day", gettext_lazy("Day"), "date"),
    Column("serial", gettext_lazy("Bank serial number"), "code"),
    Column("received", gettext_lazy("In"), "money", get=lambda row: row.received or None),
    Column("paid", gettext_lazy("Out"), "money", get=lambda row: row.paid or None),
    Column("balance", gettext_lazy("Balance"), "money"),
    Column("counterparty", gettext_lazy("Counterparty")),
    Column("purpose", gettext_lazy("Purpose")),
    Column(
        "how",
        gettext_lazy("In the books"),
        "badge",
        get=lambda row: row.match.get_how_display() if hasattr(row, "match") else _("not in the books"),
        tone=lambda row: "ok" if hasattr(row, "match") else "warn",
        link=lambda row: None if hasattr(row, "match") else reverse("funds:match_by_hand", args=[row.pk]),
    ),
)


def _state(account: BankAccount) -> str:
    if account.withdrawn_by_id:
        return _("Withdrawn: %(reason)s") % {"reason": account.withdrawn_reason}
    return _("Account in force") if account.approved_by_id else _("Waits for approval")


class BankAccountList(Listing):
    key = "fund-bank-accounts"
    title = gettext_lazy("Bank accounts of the fund")
    columns = (
        Column("fund_account__agency", gettext_lazy("Agency")),
        Column(
            "fund_account__insutype",
            gettext_lazy("Scheme"),
            get=lambda row: name_of("insutype", row.fund_account.insutype),
        ),
        Column("fund_account__kind", gettext_lazy("Kind")),
        Column("account_name", gettext_lazy("Account name")),
        Column("account_no", gettext_lazy("Account number"), "code"),
        Column("bank_name", gettext_lazy("Bank")),
        Column("from", gettext_lazy("In force from"), "date", get=lambda row: row.period.lower),
        Column("until", gettext_lazy("Used until"), "date", get=lambda row: row.period.upper),
        Column(
            "state",
            gettext_lazy("State"),
            "badge",
            get=lambda row: _state(row),
            tone=lambda row: "ok" if row.approved_by_id else "plain" if row.withdrawn_by_id else "warn",
        ),
    )
    filters = (
        TextFilter("q", gettext_lazy("Account number"), lookups=("account_no", "account_name__begins")),
        ChoiceFilter("kind", gettext_lazy("Kind"), field="fund_account__kind", choices=FundAccount.Kind),
        ChoiceFilter(
            "agency", gettext_lazy("County"), field="fund_account__agency", choices=counties_in_reach
        ),
        FlagFilter(
            "waiting",
            gettext_lazy("Waits for approval"),
            when=Q(approved_by__isnull=True, withdrawn_by__isnull=True),
        ),
    )
    order = "pk"
    empty_title = gettext_lazy("No account is open yet.")
    empty_hint = gettext_lazy("Finance enters an account, another person approves it.")

    def rows(self) -> QuerySet[BankAccount]:
        return BankAccount.objects.select_related("fund_account__agency")

    def row_url(self, row: Any) -> str:
        return reverse("funds:fund_account", args=[row.fund_account_id])

    def actions(self) -> Iterable[Action]:
        if self.assignment and "finance" in self.assignment.duties:
            yield Action(
                gettext_lazy("Import a statement"), f"{reverse('import_upload')}?kind=bank_statement"
            )
            yield Action(gettext_lazy("Enter an account"), reverse("funds:prepare_bank_account"), main=True)


@requires(duty=READERS)
def account_list(request: AgencyRequest) -> HttpResponseBase:
    return BankAccountList.respond(request)


def _fund_account(pk: int) -> FundAccount:
    found: FundAccount = get_object_or_404(FundAccount.objects.select_related("agency__parent"), pk=pk)
    return found


def _month(request: AgencyRequest, account: FundAccount) -> Month:
    last = BankLine.objects.filter(bank__fund_account=account).aggregate(last=Max("day"))["last"]
    return month_asked(request, None) or Month.of(last or timezone.localdate())


def _line_columns(request: AgencyRequest) -> list[Column]:
    """What is not in the books leads finance to matching it by hand."""
    if "finance" in request.assignment.duties:
        return list(LINE_COLUMNS)
    return [*LINE_COLUMNS[:-1], replace(LINE_COLUMNS[-1], link=None)]


@requires(duty=READERS)
def account_page(request: AgencyRequest, fund_account_id: int) -> HttpResponse:
    """The account's bank accounts, and the bank's lines of a month beside the books."""
    account = _fund_account(fund_account_id)
    month = _month(request, account)
    lines = BankLine.objects.filter(
        bank__fund_account=account, day__gte=month.first, day__lt=month.next_first
    ).select_related("match")
    banks = account.bank_accounts(manager="objects").select_related("prepared_by", "approved_by")
    ledger = ledger_account(account)
    return render(
        request,
        "funds/bank/account.html",
        {
            "title": str(account),
            "account": account,
            "ledger": ledger,
            "month": month,
            "banks": banks.order_by("period"),
            "lines": Table(
                _("Bank statement"), _line_columns(request), lines.order_by("bank", "n"), unit=_("yuan")
            ),
            "statement": bank_reconciliation(account, month, ledger),
            "may_approve": "approve" in request.assignment.duties,
            "may_match": "finance" in request.assignment.duties,
            "user_id": request.user.pk,
        },
    )


@requires(duty="finance", levels={"city", "county"})
@once
def prepare(request: AgencyRequest) -> HttpResponseBase:
    agency = request.assignment.agency
    books = Book.objects.filter(area=agency.area).values_list("insutype", flat=True)
    form = BankAccountForm(
        request.POST or None, schemes=books, initial={"valid_from": timezone.localdate(), "opening": "0.00"}
    )

    def act() -> str:
        account = prepare_bank_account(agency=agency, acting_user=request.user, **form.cleaned_data)
        return reverse("funds:fund_account", args=[account.fund_account_id])

    return act_page(
        request,
        title=_("Enter a bank account of the fund"),
        facts=[Fact(_("Agency"), agency)],
        warnings=[_("It waits for another person's approval; the one before ends when it begins.")],
        form=form,
        do=act,
        label=_("Enter"),
        said=_("The account waits for approval."),
        cancel_url=reverse("funds:bank_accounts"),
    )


@requires(duty="approve")
@once
def approve(request: AgencyRequest, bank_account_id: int) -> HttpResponseBase:
    account = get_object_or_404(
        BankAccount.objects.select_related("fund_account__agency", "prepared_by"), pk=bank_account_id
    )
    where = reverse("funds:fund_account", args=[account.fund_account_id])

    def act() -> str:
        approve_bank_account(account=account, acting_user=request.user)
        return where

    return act_page(
        request,
        title=_("Approve a bank account of the fund"),
        facts=_account_facts(account),
        do=act,
        label=_("Approve"),
        said=_("The account is in force."),
        cancel_url=where,
    )


@requires(duty="finance")
@once
def withdraw(request: AgencyRequest, bank_account_id: int) -> HttpResponseBase:
    """Take back an account that was prepared wrongly, before it is approved."""
    account = get_object_or_404(
        BankAccount.objects.select_related("fund_account__agency", "prepared_by"), pk=bank_account_id
    )
    where = reverse("funds:fund_account", args=[account.fund_account_id])
    form = WhyForm(request.POST or None)

    def act() -> str:
        withdraw_bank_account(account=account, acting_user=request.user, **form.cleaned_data)
        return where

    return act_page(
        request,
        title=_("Withdraw a bank account of the fund"),
        facts=_account_facts(account),
        form=form,
        do=act,
        danger=True,
        label=_("Withdraw"),
        said=_("The account is withdrawn."),
        cancel_url=where,
    )


def _account_facts(account: BankAccount) -> list[Fact]:
    return [
        Fact(_("Account of the fund"), account.fund_account),
        Fact(_("Account name"), account.account_name),
        Fact(_("Account number"), account.account_no),
        Fact(_("Bank"), account.bank_name),
        Fact(_("Balance before the first line"), money_text(account.opening)),
        Fact(_("In force from"), account.period.lower),
        Fact(_("Prepared by"), account.prepared_by),
    ]


@requires(duty="finance")
@once
def match(request: AgencyRequest, fund_account_id: int) -> HttpResponseBase:
    """Match what is left of the bank's lines and the books."""
    account = _fund_account(fund_account_id)
    where = reverse("funds:bank_reconciliation", args=[account.pk])
    if request.method == "POST":
        count = match_bank(fund_account=account, acting_user=request.user)
        return done(request, _("%(count)s lines were found in the books.") % {"count": count}, where)
    return act_page(
        request,
        title=_("Match the statement with the books"),
        facts=[Fact(_("Account of the fund"), account)],
        do=lambda: where,
        label=_("Match"),
        cancel_url=where,
    )


def _reconciled(request: AgencyRequest, pk: int) -> BankReconciliation:
    account = _fund_account(pk)
    return bank_reconciliation(account, _month(request, account), ledger_account(account))


def _context(statement: BankReconciliation) -> dict[str, Any]:
    lists = [(title, getattr(statement, name)) for name, title in LISTS]
    return {
        "title": _("Bank reconciliation statement"),
        "statement": statement,
        "account": statement.fund_account,
        "month": statement.month,
        "lists": lists,
        "bank_side": lists[:2],
        "books_side": lists[2:],
        "scheme": name_of("insutype", statement.fund_account.insutype),
    }


@requires(duty=READERS)
def reconciliation_page(request: AgencyRequest, fund_account_id: int) -> HttpResponse:
    context = _context(_reconciled(request, fund_account_id))
    context["may_match"] = "finance" in request.assignment.duties
    return render(request, "funds/bank/reconciliation.html", context)


@requires(duty=READERS)
def reconciliation_print(request: AgencyRequest, fund_account_id: int) -> HttpResponse:
    statement = _reconciled(request, fund_account_id)
    where = reverse("funds:bank_reconciliation", args=[fund_account_id])
    context = _context(statement) | {
        "back_url": f"{where}?month={statement.month}",
        "agency": statement.fund_account.agency,
        "period": statement.month,
        "printed_at": timezone.localdate(),
    }
    return render(request, "funds/bank/reconciliation_print.html", context)


@requires(duty=READERS)
def reconciliation_xlsx(request: AgencyRequest, fund_account_id: int) -> HttpResponseBase:
    statement = _reconciled(request, fund_account_id)
    name = f"{_('Bank reconciliation statement')}-{statement.fund_account.pk}-{statement.month}"
    return workbook_answer(reconciliation_workbook(statement), name)
