"""Care outside the area: the province's months, one month's comparison line by line, what the province holds."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from config.access import requires
from config.codes import name_of
from config.listing import Action, ChoiceFilter, Column, FlagFilter, Listing, MonthFilter, Table, TextFilter
from funds.models import OutOfAreaLine, OutOfAreaMonth, ProvinceAccount, ProvinceDue, ProvinceReceipt
from funds.models.compared_lines import NEEDS_NO_WORD, NOT_EXPLAINED
from funds.reads.out_of_area import held_by_province
from institutions.access import AgencyRequest
from institutions.models import Agency, Duty
from institutions.views.institutions import counties_in_reach

from .capital import scheme_of
from .compared_lists import OUTCOME_TONES, outcomes_of

Outcome = OutOfAreaLine.Outcome
TONES = {"open": "warn", "confirmed": "ok"}


def at_the_city(request: AgencyRequest, *duties: Duty) -> bool:
    """Whether the reader works at the city with one of ``duties``."""
    assignment = request.assignment
    return bool(assignment.agency.level == Agency.Level.CITY and set(duties) & set(assignment.duties))


class OutOfAreaList(Listing):
    key = "out-of-area"
    title = _("Care outside the area")
    unit = _("yuan")
    columns = (
        Column("month", _("Clearing month"), "month"),
        Column("insutype", _("Scheme"), get=scheme_of),
        Column("state", _("State"), "badge", tone=TONES),
        Column("listed", _("Listed by the province"), "money", total=True),
        Column("ours", _("Found by the clearing"), "money", total=True),
        Column("apart", _("Listed less found"), "money", get=lambda row: row.listed - row.ours),
        Column("not_explained", _("Not explained yet"), "number", get=lambda row: row.not_explained),
        Column("compared_at", _("Compared at"), "minute"),
        Column("confirmed_by", _("Confirmed by")),
    )
    filters = (
        MonthFilter("month", _("Month")),
        ChoiceFilter("state", _("State"), choices=OutOfAreaMonth.State),
    )
    empty_title = _("The province has listed nothing yet.")
    empty_hint = _("Its list of a month (3260) is imported here and compared with what the clearing found.")

    def rows(self) -> QuerySet[OutOfAreaMonth]:
        lines = OutOfAreaLine.objects.filter(NOT_EXPLAINED, statement_month=OuterRef("pk")).order_by()
        counted = lines.values("statement_month").annotate(count=Count("pk")).values("count")
        return OutOfAreaMonth.objects.select_related("confirmed_by").annotate(
            not_explained=Coalesce(Subquery(counted), 0)
        )

    def row_url(self, row: OutOfAreaMonth) -> str:
        return row.get_absolute_url()

    def actions(self) -> list[Action]:
        if self.assignment is None or self.assignment.agency.level != Agency.Level.CITY:
            return []
        found = [Action(_("What the province holds"), reverse("funds:province"))]
        if Duty.HANDLE in self.assignment.duties:
            upload = f"{reverse('import_upload')}?kind=out_of_area_list"
            found.append(Action(_("Import the province's list"), upload, main=True))
        return found


@requires()
def month_list(request: AgencyRequest) -> HttpResponseBase:
    return OutOfAreaList.respond(request)


@requires()
def month_page(request: AgencyRequest, out_of_area_month_id: int) -> HttpResponse:
    """One month: what was compared, by outcome, and what can be done now."""
    found = month_of(out_of_area_month_id)
    is_open = found.state == OutOfAreaMonth.State.OPEN
    context = {
        "title": _t("Care outside the area, %(month)s, %(scheme)s")
        % {"month": f"{found.month:%Y-%m}", "scheme": name_of("insutype", found.insutype)},
        "month": found,
        "tone": TONES[found.state],
        "outcomes": outcomes_of(OutOfAreaLine.objects.filter(statement_month=found), "optins_pay_sumamt"),
        "lines_url": reverse("funds:out_of_area_lines", args=[found.pk]),
        "explain_url": reverse("funds:explain_out_of_area_outcome", args=[found.pk]),
        "due": ProvinceDue.objects.filter(statement_month=found).first(),
        "may_handle": is_open and at_the_city(request, Duty.HANDLE),
        "may_confirm": is_open and at_the_city(request, Duty.REVIEW),
    }
    return render(request, "funds/out_of_area/month.html", context)


class OutOfAreaLines(Listing):
    key = "out-of-area-lines"
    title = _("Settlements outside the area")
    unit = _("yuan")
    columns = (
        Column("seqno", _("Number in the list"), "code"),
        Column(
            "setl_sn", _("Settlement number"), "code",
            link=lambda row: reverse("claims:bill", args=[row.bill_id]) if row.bill_id else None,
        ),
        Column("outcome", _("Comparison"), "badge", tone=OUTCOME_TONES),
        Column("mdtrtarea", _("Area of care"), "code"),
        Column("medins_no", _("Institution code"), "code", default=False),
        Column("certno", _("Certificate number"), "masked"),
        Column("county", _("Insured in")),
        Column("mdtrt_setl_time", _("Settled at"), "minute", default=False),
        Column("medfee_sumamt", _("Total medical fee"), "money", total=True),
        Column("optins_pay_sumamt", _("Listed"), "money", total=True),
        Column("our_amount", _("Found by the clearing"), "money", total=True),
        Column("counts_in", _("Counts here in"), "month"),
        Column("explanation", _("Explanation")),
        Column("explained_by", _("Explained by"), default=False),
    )  # fmt: skip
    filters = (
        TextFilter("q", _("Settlement number"), lookups=("setl_sn", "mdtrt_id")),
        ChoiceFilter("outcome", _("Comparison"), choices=Outcome),
        ChoiceFilter("county", _("Insured in"), choices=counties_in_reach),
        FlagFilter("open", _("Not explained yet"), when=NOT_EXPLAINED),
    )
    order = "pk"
    empty_title = _("No settlements.")

    def heading(self) -> str:
        month = OutOfAreaMonth.objects.select_related("area").get(pk=self.given["month"])
        return f"{month.area} {month.month:%Y-%m} {name_of('insutype', month.insutype)}"

    def rows(self) -> QuerySet[OutOfAreaLine]:
        found = OutOfAreaLine.objects.filter(statement_month=self.given["month"])
        return found.select_related("county", "explained_by")

    def row_url(self, row: OutOfAreaLine) -> str | None:
        assignment = self.assignment
        at_city = assignment is not None and assignment.agency.level == Agency.Level.CITY
        if at_city and Duty.HANDLE in assignment.duties and row.outcome not in NEEDS_NO_WORD:
            return reverse("funds:explain_out_of_area", args=[row.statement_month_id, row.pk])
        return None


@requires()
def line_list(request: AgencyRequest, out_of_area_month_id: int) -> HttpResponseBase:
    return OutOfAreaLines.respond(request, month=month_of(out_of_area_month_id).pk)


@requires(duty=("finance", "approve", "review", "audit", "handle"), levels="city")
def province(request: AgencyRequest) -> HttpResponse:
    """What the province holds beside the ledger; amounts owed to it, given back by it; its account."""
    area: Any = request.assignment.agency.area
    held = held_by_province(area)
    context = {
        "title": _t("What the province holds"),
        "differs": [one for one in held if one.difference],
        "held": Table(_t("By scheme"), _HELD_COLUMNS, held, unit=_t("yuan")),
        "dues": Table(
            _t("Owed to the province"), _DUE_COLUMNS, _dues(), unit=_t("yuan"),
            row_url=_due_url(request),
        ),
        "receipts": Table(
            _t("Given back by the province"), _RECEIPT_COLUMNS,
            ProvinceReceipt.objects.select_related("entered_by", "checked_by"), unit=_t("yuan"),
            row_url=_receipt_url(request),
        ),
        "accounts": Table(
            _t("Account of the province"), _ACCOUNT_COLUMNS,
            ProvinceAccount.objects.filter(area=area).order_by("-pk").select_related("prepared_by", "approved_by"),
            row_url=_account_url(request),
        ),
        "may_pay": at_the_city(request, Duty.FINANCE),
    }  # fmt: skip
    return render(request, "funds/out_of_area/province.html", context)


_HELD_COLUMNS = (
    Column("insutype", _("Scheme"), get=scheme_of),
    Column("advanced", _("Advances paid"), "money"),
    Column("months", _("Months paid"), "money"),
    Column("spent", _("Statements paid by the province"), "money"),
    Column("returned", _("Given back by the province"), "money"),
    Column("balance", _("Held by the province"), "money"),
    Column("ledger", _("In the ledger"), "money"),
    Column("difference", _("Difference"), "money"),
)
_DUE_COLUMNS = (
    Column("number", _("Number"), "code"),
    Column("kind", _("For")),
    Column("year", _("Year"), "code"),
    Column("insutype", _("Scheme"), get=scheme_of),
    Column("amount", _("Amount"), "money"),
    Column("notice", _("Notice of the province")),
    Column("due_on", _("To be paid by"), "date"),
    Column("state", _("State"), "badge", get=lambda row: _ended(row), tone=lambda row: _tone_of(row)),
    Column("paid_on", _("Paid on"), "date", get=lambda row: row.last_payment and row.last_payment.paid_on),
    Column("entered_by", _("Entered by")),
    Column("reasoning", _("How it was reckoned")),
)  # fmt: skip
_RECEIPT_COLUMNS = (
    Column("received_on", _("Came in on"), "date"),
    Column("insutype", _("Scheme"), get=scheme_of),
    Column("amount", _("Amount"), "money"),
    Column("evidence", _("Evidence")),
    Column("entered_by", _("Entered by")),
    Column("checked_by", _("Checked by")),
    Column("withdrawn_reason", _("Why it was withdrawn")),
)
_ACCOUNT_COLUMNS = (
    Column("account_name", _("Account name")),
    Column("account_no", _("Account number"), "code"),
    Column("bank_name", _("Bank")),
    Column("from", _("Valid from"), "date", get=lambda row: row.period.lower),
    Column("to", _("Ended on"), "date", get=lambda row: row.period.upper),
    Column("prepared_by", _("Prepared by")),
    Column("approved_by", _("Approved by")),
    Column("withdrawn_reason", _("Why it was withdrawn")),
)


def _ended(due: Any) -> Any:
    if due.withdrawn_reason:
        return _t("Withdrawn: %(reason)s") % {"reason": due.withdrawn_reason}
    return due.last_payment.get_state_display() if due.last_payment else _("Not ordered yet")


def _tone_of(due: Any) -> str:
    state = due.last_payment.state if due.last_payment and not due.withdrawn_reason else ""
    return {"": "plain", "paid": "ok", "failed": "bad", "returned": "bad"}.get(state, "info")


def _due_url(request: AgencyRequest) -> Any:
    """Its batch, its month, or what can be done about an advance nobody paid yet."""
    may = at_the_city(request, Duty.FINANCE)

    def url(due: Any) -> str | None:
        if due.last_payment:
            return reverse("funds:batch", args=[due.last_payment.batch_id])
        if due.statement_month:
            return str(due.statement_month.get_absolute_url())
        withdraws = may and not due.withdrawn_reason
        return reverse("funds:withdraw_advance", args=[due.pk]) if withdraws else None

    return url


def _dues() -> list[Any]:
    """With ``last_payment``: the one that stands, or the last that failed."""
    dues: list[Any] = list(
        ProvinceDue.objects.select_related("entered_by", "statement_month").prefetch_related("payments")
    )
    for due in dues:
        due.last_payment = max(due.payments.all(), key=lambda one: one.pk, default=None)
    return dues


def _receipt_url(request: AgencyRequest) -> Any:
    """To the check for the second person, to the withdrawal for finance, while it waits."""
    name = "check_province_receipt" if at_the_city(request, Duty.REVIEW) else "withdraw_province_receipt"
    may = at_the_city(request, Duty.REVIEW) or at_the_city(request, Duty.FINANCE)
    return lambda row: (
        reverse(f"funds:{name}", args=[row.pk])
        if may and row.checked_by_id is None and row.withdrawn_by_id is None
        else None
    )


def _account_url(request: AgencyRequest) -> Any:
    """To the approval for the second person, to the withdrawal for finance, while it waits."""
    approves = at_the_city(request, Duty.APPROVE)
    name = "approve_province_account" if approves else "withdraw_province_account"
    may = approves or at_the_city(request, Duty.FINANCE)
    return lambda row: (
        reverse(f"funds:{name}", args=[row.pk])
        if may and row.approved_by_id is None and row.withdrawn_by_id is None
        else None
    )


def month_of(pk: int) -> OutOfAreaMonth:
    return get_object_or_404(OutOfAreaMonth.objects.select_related("area", "confirmed_by"), pk=pk)
