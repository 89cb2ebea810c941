"""Institution statements: the month's list, one statement (screen, paper, workbook), the bills behind a line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import AMOUNT_LABELS, CLEARED, FUND_PARTS, Settlement
from claims.reads.people import with_names
from config.access import requires
from config.codes import name_of
from config.listing import Action, ChoiceFilter, Column, Listing, MonthFilter, TextFilter
from config.listing.tables import follow
from config.spreadsheets.web import workbook_answer
from funds.models import CapitalRepayment, Clearing, OutOfAreaPart, Statement, SupplierSetOff
from funds.reads.paybacks import not_received
from funds.reads.payers import payers_of
from funds.reads.sendings import SENDABLE, STANDS, last_sending, stands, unsent_of, with_sendings
from funds.rules.statements import POOLED
from funds.services.clearing.adjudicate import deductions_of
from funds.services.clearing.given_back import given_back_in
from funds.spreadsheets.statement import statement_workbook
from institutions.access import AgencyRequest
from institutions.models import Institution
from institutions.views.institutions import counties_in_reach

from .sendings_offered import TONES, acts_on, may_send, who_answers

# What is not the pooled fund's own: due from the insurer, from medical aid, from other funds (ZY-14).
OTHERS = tuple(part for part in FUND_PARTS if part != POOLED)
RELATED = ("institution", "payer", "clearing__area", "clearing__started_by", "clearing__reviewed_by")
# What the list is narrowed by, where it is asked to enter that what it shows was sent.
NARROWED = ("q", "payer")
# Sheets of one print: what is drawn within a second.
SHEETS_AT_MOST = 60


def _of_sending(name: str) -> Callable[[Statement], Any]:
    """Reads ``name`` of a statement's latest sending."""
    return lambda row: follow(last_sending(row), name) if last_sending(row) else None


SENDING_COLUMNS = (
    Column(
        "stands",
        gettext_lazy("Sending"),
        "badge",
        tone=lambda row: TONES[stands(row)],
        get=lambda row: STANDS[stands(row)],
    ),
    Column("sent_on", gettext_lazy("Sent out on"), "date", get=_of_sending("sent_on")),
    Column("way", gettext_lazy("Way of sending"), get=_of_sending("way")),
    Column("receiver", gettext_lazy("Receiver"), default=False, get=_of_sending("receiver")),
    Column(
        "confirmed_on", gettext_lazy("Confirmed on"), "date", default=False, get=_of_sending("confirmed_on")
    ),
    Column("objected_on", gettext_lazy("Objected on"), "date", default=False, get=_of_sending("objected_on")),
    Column("objection", gettext_lazy("Objection"), "prose", default=False, get=_of_sending("objection")),
)


class StatementList(Listing):
    key = "statements"
    title = gettext_lazy("Institution statements")
    unit = gettext_lazy("yuan")
    columns = (
        Column("institution__fixmedins_code", gettext_lazy("Institution code"), "code"),
        Column("institution__name", gettext_lazy("Institution")),
        Column("payer", gettext_lazy("Paid by")),
        Column(
            "not_received",
            gettext_lazy("Payment"),
            "badge",
            tone=lambda _row: "bad",
            get=lambda row: _("Sent back by the bank") if row.not_received else "",
        ),
        *SENDING_COLUMNS,
        Column("bill_count", gettext_lazy("Bills"), "number", total=True),
        Column("medfee_sumamt", gettext_lazy("Total medical fee"), "money", total=True),
        Column("fund_appy_sum", gettext_lazy("Funds together"), "money", total=True),
        Column("acct_pay", gettext_lazy("Personal accounts"), "money", total=True, default=False),
        Column("by_method", gettext_lazy("By payment method"), "money", total=True, default=False),
        Column("brought_forward", gettext_lazy("Brought forward"), "money", total=True, default=False),
        Column("det_sumamt", gettext_lazy("Deductions"), "money", total=True),
        Column("det_returned", gettext_lazy("Deductions given back"), "money", total=True, default=False),
        Column("dpst_sumamt", gettext_lazy("Quality deposit"), "money", total=True),
        Column("year_end", gettext_lazy("Year-end clearing"), "money", total=True, default=False),
        Column("dpst_released", gettext_lazy("Deposit settled"), "money", total=True, default=False),
        Column("carried_forward", gettext_lazy("Carried forward"), "money", total=True, default=False),
        Column("act_dfr_amt", gettext_lazy("Payable"), "money", total=True),
    )
    filters = (
        TextFilter(
            "q",
            gettext_lazy("Institution"),
            lookups=("institution__fixmedins_code__begins", "institution__name__begins"),
            hint=gettext_lazy("code or start of the name"),
        ),
        ChoiceFilter("payer", gettext_lazy("Paid by"), choices=counties_in_reach),
        ChoiceFilter("sent", gettext_lazy("Sending"), field="stands", choices=tuple(STANDS.items())),
    )
    order = "pk"
    empty_title = gettext_lazy("No statements yet.")
    empty_hint = gettext_lazy("They are computed when the month's clearing is started.")

    def heading(self) -> str:
        clearing = Clearing.objects.get(pk=self.given["clearing"])
        return _("Institution statements of %(month)s") % {"month": f"{clearing.month:%Y-%m}"}

    def rows(self) -> QuerySet[Statement]:
        statements = Statement.objects.filter(clearing=self.given["clearing"])
        return with_sendings(
            statements.select_related("institution", "payer").annotate(not_received=not_received("statement"))
        )

    def row_url(self, row: Statement) -> str:
        return reverse("funds:statement", args=[row.pk])

    def actions(self) -> list[Action]:
        """What they are done to is what the filter shows."""
        at = [self.given["clearing"]]
        payer = self.parameters.get("payer", "")
        printed = f"?{urlencode({'payer': payer})}" if payer else ""
        acts = [Action(_("Print all statements"), reverse("funds:statement_sheets", args=at) + printed)]
        clearing = Clearing.objects.get(pk=self.given["clearing"])
        if may_send(self.assignment) and clearing.state in SENDABLE and unsent_of(clearing).exists():
            asked = {name: self.parameters[name] for name in NARROWED if self.parameters.get(name)}
            query = f"?{urlencode(asked)}" if asked else ""
            acts.append(
                Action(_("Mark as sent"), reverse("funds:send_statements", args=at) + query, main=True)
            )
        return acts


@requires()
def statement_list(request: HttpRequest, clearing_id: int) -> HttpResponseBase:
    clearing = get_object_or_404(Clearing.objects, pk=clearing_id)
    return StatementList.respond(request, clearing=clearing.pk, context={"period": f"{clearing.month:%Y-%m}"})


@requires()
def statement_sheets(request: HttpRequest, clearing_id: int) -> HttpResponse:
    """The month's statements for paper, each on sheets of its own, as institutions are handed them; part by part where
    they are many (``?part=2``). ``?payer=``: those of one payer."""
    clearing = get_object_or_404(Clearing.objects.select_related("area"), pk=clearing_id)
    found = Statement.objects.filter(clearing=clearing).select_related(*RELATED)
    if (payer := request.GET.get("payer", "")).isdigit():
        found = found.filter(payer=int(payer))
    parts = Paginator(found.order_by("payer__code", "institution__fixmedins_code"), SHEETS_AT_MOST)
    part = parts.get_page(request.GET.get("part"))
    context = {
        "title": _("Institution statements of %(month)s") % {"month": f"{clearing.month:%Y-%m}"},
        "sheets": [_context(one) for one in part],
        "part": part,
        "back_url": reverse("funds:statements", args=[clearing.pk]),
    }
    return render(request, "funds/statements_print.html", context)


@requires()
def statement_page(request: AgencyRequest, statement_id: int) -> HttpResponse:
    """One institution's month: line by line what is approved, deducted, withheld and paid; its sendings. ``?print`` for
    paper."""
    statement = _statement(statement_id)
    if "print" in request.GET:
        return render(request, "funds/statement_print.html", _context(statement))
    people = ("entered_by", "confirmed_by", "objection_by", "answered_by", "withdrawn_by")
    sendings = [
        (one, TONES.get(one.state, "plain"))
        for one in statement.sendings.select_related(*people).order_by("-pk")
    ]
    context = _context(statement) | {
        "sendings": sendings,
        "acts": acts_on(request.assignment, statement),
        "another": who_answers(request.assignment, statement),
        "may_send": may_send(request.assignment, statement.payer_id),
    }
    return render(request, "funds/statement.html", context)


def _context(statement: Statement) -> dict[str, Any]:
    """What the page and the sheet show of one statement."""
    return {
        "title": _("Statement of %(institution)s, %(month)s")
        % {"institution": statement.institution.name, "month": f"{statement.clearing.month:%Y-%m}"},
        "statement": statement,
        "scheme": name_of("insutype", statement.clearing.insutype),
        "lines": _lines(statement),
        "payers": payers_of(statement),
        "payments": statement.payments.order_by("pk"),
        "by_method": bool(statement.method_steps),
        "years": (years := list(statement.years_settled.select_related("clearing").order_by("pk"))),
        "span": 9 + bool(statement.method_steps) + bool(statement.det_returned) + 2 * bool(years),
        "returned": bool(statement.det_returned),
        "given_back": given_back_in(statement).select_related("deduction", "objection"),
        "deducted": deductions_of(statement.clearing, statement.payer)
        .filter(institution=statement.institution_id)
        .order_by("reference"),
        "set_off": _set_off(statement),
        "printed_at": timezone.now(),
        "maker": statement.clearing.started_by,
        "checker": statement.clearing.reviewed_by,
        "agency": statement.payer,
        "period": f"{statement.clearing.month:%Y-%m}",
        "back_url": reverse("funds:statement", args=[statement.pk]),
    }


def _set_off(statement: Statement) -> list[dict[str, Any]]:
    """What was laid out before and is set against this statement, with its page."""
    loans = CapitalRepayment.objects.filter(statement=statement).select_related("loan")
    supplied = SupplierSetOff.objects.filter(statement=statement).select_related("payable__supplier")
    return [
        *(
            {
                "what": f"{one.payable.supplier} {one.payable.number}",
                "url": one.payable.get_absolute_url(),
                "amount": one.amount,
            }
            for one in supplied
        ),
        *(
            {
                "what": f"{one.loan.get_kind_display()} {one.loan.number}",
                "url": reverse("funds:capital_loan", args=[one.loan_id]),
                "amount": one.taken,
            }
            for one in loans
        ),
        *(
            {"what": _("Paid by the province"), "url": reverse("funds:out_of_area"), "amount": one.amount}
            for one in OutOfAreaPart.objects.filter(statement=statement)
        ),
    ]


def _lines(statement: Statement) -> list[dict[str, Any]]:
    lines = statement.lines.select_related("insu_county").order_by("insu_county__code", "fund_part")
    return [{"line": line, "part": AMOUNT_LABELS.get(line.fund_part, line.fund_part)} for line in lines]


@requires()
def statement_xlsx(request: HttpRequest, statement_id: int) -> HttpResponseBase:
    statement = _statement(statement_id)
    name = f"{statement.institution.name}-{statement.clearing.month:%Y-%m}"
    return workbook_answer(statement_workbook(statement), name)


class StatementBills(Listing):
    key = "statement-bills"
    title = gettext_lazy("Bills of the statement")
    unit = gettext_lazy("yuan")
    columns = (
        Column(
            "setl_id",
            gettext_lazy("Settlement number"),
            "code",
            link=lambda row: reverse("claims:bill", args=[row.bill_id]),
        ),
        Column("setl_time", gettext_lazy("Settled at"), "minute"),
        Column("psn_name", gettext_lazy("Full name")),
        Column("med_type", gettext_lazy("Kind of care"), get=lambda row: name_of("med_type", row.med_type)),
        Column("insu_county", gettext_lazy("Insured in")),
        Column("medfee_sumamt", gettext_lazy("Total"), "money", total=True),
        Column("inscp_scp_amt", gettext_lazy("In scope"), "money", total=True),
        Column("hifp_pay", gettext_lazy("Pooled fund"), "money", total=True),
        *(Column(part, AMOUNT_LABELS[part], "money", total=True, default=False) for part in OTHERS),
        Column("fund_pay_sumamt", gettext_lazy("Funds together"), "money", total=True),
        Column("acct_pay", AMOUNT_LABELS["acct_pay"], "money", total=True),
    )
    filters = (
        ChoiceFilter("insu", gettext_lazy("Insured in"), field="insu_county", choices=counties_in_reach),
    )
    order = "pk"
    keys_first = True

    def heading(self) -> str:
        statement = _statement(self.given["statement"])
        return _("Bills of %(institution)s, %(month)s") % {
            "institution": statement.institution.name,
            "month": f"{statement.clearing.month:%Y-%m}",
        }

    def rows(self) -> QuerySet[Settlement]:
        statement = Statement.objects.select_related("clearing", "payer").get(pk=self.given["statement"])
        clearing = statement.clearing
        settlements = Settlement.objects.filter(
            CLEARED,
            Q(care_county=statement.payer_id)
            | Q(care_county__isnull=True)
            | ~Q(care_county__area=clearing.area_id),
            clr_month=clearing.month,
            insutype=clearing.insutype,
            institution=statement.institution_id,
            insu_county__area=clearing.area_id,
        )
        return with_names(settlements.select_related("insu_county"))

    def row_url(self, row: Settlement) -> str:
        return reverse("claims:bill", args=[row.bill_id])


@requires()
def statement_bills(request: HttpRequest, statement_id: int) -> HttpResponseBase:
    """The settlements a statement was added up from."""
    return StatementBills.respond(request, statement=_statement(statement_id).pk)


def _statement(statement_id: int) -> Statement:
    return get_object_or_404(Statement.objects.select_related(*RELATED), pk=statement_id)


def statements_of_institution(request: HttpRequest, institution: Any) -> dict[str, Any]:
    """Panel of the institution file: its latest months, and the quality deposit held back in all of them."""
    statements = Statement.objects.filter(institution=institution).select_related("clearing")
    return {
        "statements": statements.order_by("-clearing__month")[:12],
        "deposit": statements.aggregate(held=Sum("dpst_sumamt"))["held"],
    }


class InstitutionStatementList(Listing):
    key = "institution-statements"
    title = gettext_lazy("Statements of an institution")
    unit = gettext_lazy("yuan")
    columns = (
        Column("clearing__month", gettext_lazy("Month"), "month"),
        Column(
            "clearing__insutype",
            gettext_lazy("Scheme"),
            get=lambda row: name_of("insutype", row.clearing.insutype),
        ),
        Column("clearing__state", gettext_lazy("State"), get=lambda row: row.clearing.get_state_display()),
        *StatementList.columns[3:],
    )
    filters = (MonthFilter("month", gettext_lazy("Month"), field="clearing__month"),)
    order = "-pk"
    empty_title = gettext_lazy("No statements yet.")

    def heading(self) -> str:
        return str(Institution.objects.get(pk=self.given["institution"]))

    def rows(self) -> QuerySet[Statement]:
        statements = Statement.objects.filter(institution=self.given["institution"])
        found = statements.select_related("clearing").annotate(not_received=not_received("statement"))
        return with_sendings(found)

    def row_url(self, row: Statement) -> str:
        return reverse("funds:statement", args=[row.pk])


@requires()
def institution_statements(request: HttpRequest, institution_id: int) -> HttpResponseBase:
    institution = get_object_or_404(Institution.objects, pk=institution_id)
    return InstitutionStatementList.respond(request, institution=institution.pk)
