"""Working capital of institutions: the year's list, one loan, its printed agreement, what is open beside the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from config.access import requires
from config.codes import name_of
from config.listing import Action, ChoiceFilter, Column, FlagFilter, Listing, Table, TextFilter
from funds.forms_capital import year_now
from funds.models import CapitalLoan, CapitalRepayment, Entry
from funds.reads.capital import ties, with_open
from funds.services.capital.agree import before_it
from funds.services.capital.repay import free_of
from funds.services.capital.terms import lends
from institutions.access import AgencyRequest
from institutions.models import Agency
from institutions.services.designated_on import is_designated
from institutions.views.institutions import counties_in_reach

READERS = ("finance", "approve", "review", "audit", "handle")
TONES = {
    "proposed": "plain",
    "agreed": "warn",
    "approved": "warn",
    "ordered": "info",
    "failed": "bad",
    "lent": "info",
    "settled": "ok",
    "dropped": "plain",
}


def _years(listing: Listing) -> list[tuple[int, str]]:
    years = CapitalLoan.objects.order_by("-year").values_list("year", flat=True).distinct()
    return [(year, str(year)) for year in years]


def scheme_of(row: Any) -> str:
    return str(name_of("insutype", row.insutype))


def tone_of(loan: CapitalLoan) -> str:
    return "bad" if loan.sent_back else TONES[loan.state]


class CapitalList(Listing):
    key = "capital"
    title = _("Working capital of institutions")
    unit = _("yuan")
    columns = (
        Column("number", _("Number"), "code", sort="number"),
        Column("year", _("Year"), "code"),
        Column("kind", _("Kind")),
        Column("state", _("State"), "badge", get=lambda row: row.shown_state, tone=lambda row: tone_of(row)),
        Column("institution__fixmedins_code", _("Institution code"), "code", default=False),
        Column("institution", _("Institution")),
        Column("lender", _("Lent by")),
        Column("insutype", _("Scheme"), get=scheme_of),
        Column("last_year", _("Pooled payments of the year before"), "money", total=True),
        Column("months_cleared", _("Months cleared"), "number", default=False),
        Column("amount", _("Amount"), "money", total=True),
        Column("carried", _("Carried over from last year"), "money", total=True, default=False),
        Column("open", _("Still open"), "money", total=True),
        Column("agreement_no", _("Number of the loan agreement"), "code", default=False),
        Column("lent_on", _("Lent on"), "date", default=False),
        Column("settle_by", _("To be settled by"), "date"),
    )
    filters = (
        TextFilter(
            "q",
            _("Number or institution"),
            lookups=("number", "institution__fixmedins_code__begins", "institution__name__icontains"),
            hint=_("number, code or name"),
        ),
        ChoiceFilter("year", _("Year"), choices=_years),
        ChoiceFilter("kind", _("Kind"), choices=CapitalLoan.Kind),
        ChoiceFilter("state", _("State"), choices=CapitalLoan.State),
        ChoiceFilter("lender", _("Lent by"), choices=counties_in_reach),
        FlagFilter("open", _("Still open"), when=Q(open__gt=0)),
    )
    order = "-number"
    empty_title = _("No working capital is lent here.")

    @property
    def empty_hint(self) -> Any:  # type: ignore[override]
        year = year_now()
        if self.assignment is None or lends(self.assignment.agency.area, year):
            return _("Propose it for a year: from last year's cleared payments and the months of the policy.")
        return _("The policy in force lends institutions nothing in %(year)s.") % {"year": year}

    def rows(self) -> QuerySet[Any]:
        return with_open(CapitalLoan.objects.select_related("institution", "lender"))

    def row_url(self, row: Any) -> str:
        return address(row)

    def actions(self) -> Iterable[Action]:
        yield Action(_("Open beside the ledger"), reverse("funds:capital_balances"))
        if self.assignment and "finance" in self.assignment.duties:
            yield Action(_("Prepare a batch"), reverse("funds:pay_capital"))
            propose, year = reverse("funds:propose_capital"), timezone.localdate().year
            for each in (year + 1, year):
                title = _t("Propose for %(year)s") % {"year": each}
                yield Action(title, f"{propose}?year={each}", main=each == year_now())


def address(loan: Any) -> str:
    return reverse("funds:capital_loan", args=[loan.pk])


@requires(duty=READERS)
def capital_list(request: AgencyRequest) -> HttpResponseBase:
    return CapitalList.respond(request)


def loan_of(loan_id: int) -> Any:
    loans = CapitalLoan.objects.select_related(
        "institution", "lender", "prepared_by", "agreed_by", "approved_by", "carries"
    )
    return get_object_or_404(with_open(loans), pk=loan_id)


@requires(duty=READERS)
def capital_loan(request: AgencyRequest, loan_id: int) -> HttpResponse:
    """One loan: how the amount came about, its agreement, payments, what came back, its entries."""
    loan = loan_of(loan_id)
    duties = set(request.assignment.duties)
    finance, state = "finance" in duties, loan.state
    repayments = list(
        loan.repayments(manager="objects").select_related(
            "entered_by", "checked_by", "statement__clearing", "into"
        )
    )
    payments = list(loan.payments(manager="objects").select_related("batch").order_by("number"))
    return render(
        request,
        "funds/capital/loan.html",
        {
            "title": _t("Loan %(number)s") % {"number": loan.number},
            "loan": loan,
            "tone": tone_of(loan),
            "scheme": scheme_of(loan),
            "payments": payments,
            "repayments": repayments,
            "entries": _entries(loan, payments, repayments),
            "left": not is_designated(loan.institution, timezone.localdate()) and loan.open > 0,
            "user_id": request.user.pk,
            "may": {
                "agree": finance and state in ("proposed", "agreed"),
                "approve": "approve" in duties and state == "agreed",
                "drop": (state in ("proposed", "agreed") and finance)
                or (state in ("approved", "failed") and "approve" in duties),
                "repay": finance and state == "lent" and not loan.sent_back and free_of(loan) > 0,
                "check": "review" in duties,
            },
        },
    )


def _entries(loan: Any, payments: list[Any], repayments: list[Any]) -> list[Entry]:
    """Entries of the loan's payments, of money returned, and of the statements it was set against."""
    keys = [f"payment:{one.number}:lent" for one in payments]
    keys += [f"capital:{one.pk}:returned" for one in repayments]
    keys += [f"statement:{one.statement_id}:set_off" for one in repayments if one.statement_id]
    statements = [one.statement_id for one in repayments if one.statement_id]
    numbers = loan.payments.model.objects.filter(statement__in=statements).values_list("number", flat=True)
    keys += [f"payment:{number}:paid" for number in numbers]
    found = Entry.objects.filter(key__in=keys).select_related("book").order_by("booked_on", "pk")
    return list(found)


@requires(duty=READERS)
def capital_print(request: AgencyRequest, loan_id: int) -> HttpResponse:
    """The loan agreement (借款协议) for both to sign."""
    loan = loan_of(loan_id)
    return render(
        request,
        "funds/capital/print.html",
        {
            "title": _t("Loan agreement on %(kind)s") % {"kind": loan.get_kind_display()},
            "loan": loan,
            "scheme": scheme_of(loan),
            "back_url": address(loan),
            "carried": loan.carried or _to_carry(loan),
        },
    )


def _to_carry(loan: Any) -> Any:
    """Before the approval: what would be carried over as things stand."""
    before = before_it(loan).first() if loan.carries_id else None
    return min(before.open, loan.amount) if before is not None else None  # type: ignore[attr-defined]


TIE_COLUMNS = (
    Column("lender", _("Lent by")),
    Column("insutype", _("Scheme"), get=scheme_of),
    Column("loans", _("Loans open"), "number"),
    Column("open", _("Open by the loans"), "money"),
    Column("ledger", _("On the ledger's account"), "money"),
    Column("difference", _("Difference"), "money"),
)


@requires(duty=READERS)
def capital_balances(request: AgencyRequest) -> HttpResponse:
    """What each county's institutions still have, institution by institution, and the ledger's account beside it."""
    open_rows = with_open(CapitalLoan.objects.select_related("institution", "lender")).filter(open__gt=0)
    rows = ties()
    return render(
        request,
        "funds/capital/balances.html",
        {
            "title": _t("Working capital beside the ledger"),
            "ties": Table(_t("By county and scheme"), TIE_COLUMNS, rows, unit=_t("yuan")),
            "differs": [row for row in rows if row.difference],
            "loans": Table(
                _t("Open loans"),
                [CapitalList.columns[n] for n in (0, 1, 2, 5, 6, 7, 10, 12, 15)],
                open_rows.order_by("lender__code", "institution__fixmedins_code", "year"),
                row_url=address,
                unit=_t("yuan"),
            ),
        },
    )


def lenders_in_reach(agency: Agency) -> QuerySet[Agency]:
    """Counties that lend, of whoever the reader works for."""
    counties = Agency.objects.filter(area=agency.area, level=Agency.Level.COUNTY)
    return counties if agency.level == Agency.Level.CITY else counties.filter(pk=agency.pk)


def repayment_of(repayment_id: int) -> CapitalRepayment:
    found: CapitalRepayment = get_object_or_404(
        CapitalRepayment.objects.select_related("loan__institution", "loan__lender", "entered_by"),
        pk=repayment_id,
    )
    return found


def capital_of_institution(_request: AgencyRequest, institution: Any) -> dict[str, Any]:
    """Panel of the institution file: what was lent to it and what it still has."""
    loans = CapitalLoan.objects.filter(institution=institution).select_related("lender")
    return {"loans": with_open(loans).order_by("-pk")[:6]}
