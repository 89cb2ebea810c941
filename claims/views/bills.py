"""Bills: the list, one bill with its explanation, the waiting ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.explaining import counter_name
from claims.identities import answered
from claims.models import AMOUNT_LABELS, FUND_PARTS, SPLITS, Bill, BillProblem, Settlement
from claims.services.explain_settlement import explain_settlement
from claims.waiting import describe
from config.access import requires
from config.codes import CODES, name_of
from config.listing import ChoiceFilter, Column, Listing, MonthFilter, TextFilter
from config.money import from_fen
from config.search import Hit
from institutions.views.institutions import counties_in_reach


def _settled(column: str) -> Subquery:
    """A column of the bill's settlement that counts (its cancel, if any, is another row)."""
    current = Settlement.objects.filter(bill=OuterRef("pk"), is_current=True, refd_setl_flag=False)
    return Subquery(current.values(column)[:1])


def _open(row: Any) -> str:
    return reverse("claims:bill", args=[row.pk])


class BillList(Listing):
    key = "bills"
    title = _("Bills")
    unit = _("yuan")
    columns = (
        Column("setl_id", _("Settlement number"), "code", sort="setl_id"),
        Column("setl_time", _("Settled at"), "minute", sort="setl_time"),
        Column("person__psn_name", _("Full name")),
        Column("institution__name", _("Institution")),
        Column("med_type", _("Kind of care"), get=lambda row: name_of("med_type", row.med_type)),
        Column("insu_county", _("Insured in")),
        Column("care_county", _("Care in"), get=lambda row: row.care_county or _("Outside the area")),
        Column("begndate", _("From"), "date", default=False),
        Column("enddate", _("To"), "date", default=False),
        Column("medfee_sumamt", AMOUNT_LABELS["medfee_sumamt"], "money", total=True),
        Column("inscp", _("In scope"), "money", default=False),
        Column("fund", _("Funds together"), "money"),
        Column("psn_part", _("Borne by the person"), "money"),
        Column("insutype", _("Scheme"), get=lambda row: name_of("insutype", row.insutype), default=False),
    )
    filters = (
        TextFilter(
            "q",
            _("Bill"),
            lookups=("setl_id", "person__psn_no", "person__certno"),
            hint=_("bill, person or certificate"),
        ),
        MonthFilter("month", _("Month"), field="setl_time", stored="days"),
        ChoiceFilter("insu", _("Insured in"), field="insu_county", choices=counties_in_reach),
        ChoiceFilter("care", _("Care in"), field="care_county", choices=counties_in_reach),
        ChoiceFilter("kind", _("Kind of care"), field="med_type", choices=list(CODES["med_type"].items())),
    )
    order = "-setl_time"
    empty_title = _("No bills.")
    empty_hint = _("Bills arrive by import; those that cannot be settled wait on their own list.")

    def rows(self) -> QuerySet[Bill]:
        bills = Bill.objects.select_related("person", "institution", "insu_county", "care_county")
        return bills.annotate(
            inscp=_settled("inscp_scp_amt"),
            fund=_settled("fund_pay_sumamt"),
            psn_part=_settled("psn_part_amt"),
        )

    def row_url(self, row: Bill) -> str:
        return _open(row)


class WaitingBillList(Listing):
    key = "waiting-bills"
    title = _("Waiting bills")
    unit = _("yuan")
    columns = (
        Column("bill__setl_id", _("Settlement number"), "code", link=lambda row: _open(row.bill)),
        Column("reason", _("Why it waits"), get=lambda row: describe(row.code, row.params)),
        Column("bill__person__psn_name", _("Full name")),
        Column("bill__institution__name", _("Institution")),
        Column("bill__insu_county", _("Insured in")),
        Column("bill__enddate", _("To"), "date"),
        Column("bill__medfee_sumamt", _("Total"), "money", total=True),
        Column("noted_at", _("Noted at"), "minute"),
    )
    filters = (
        ChoiceFilter("insu", _("Insured in"), field="bill__insu_county", choices=counties_in_reach),
        MonthFilter("month", _("Month"), field="bill__setl_time", stored="days"),
    )
    order = "pk"
    empty_title = _("No bill waits.")
    empty_hint = _("A bill that cannot be settled appears here with its reason instead of being lost.")

    def rows(self) -> QuerySet[BillProblem]:
        return BillProblem.objects.select_related("bill__person", "bill__institution", "bill__insu_county")

    def row_url(self, row: BillProblem) -> str:
        return _open(row.bill)


@requires()
def bill_list(request: HttpRequest) -> HttpResponseBase:
    return BillList.respond(request)


@requires()
def waiting_list(request: HttpRequest) -> HttpResponseBase:
    return WaitingBillList.respond(request)


@requires()
def bill_page(request: HttpRequest, bill_id: int) -> HttpResponse:
    """One bill: the facts as received, the outcome, and every step with its clause."""
    bill = get_object_or_404(
        Bill.objects.select_related("person", "institution", "insu_county", "care_county", "handling_county"),
        pk=bill_id,
    )
    settlements = list(bill.settlements.select_related("policy_version__document").order_by("pk"))
    current = next((s for s in reversed(settlements) if s.is_current and not s.refd_setl_flag), None)
    cancelled = any(s.is_current and s.refd_setl_flag for s in settlements)
    problem = BillProblem.objects.filter(bill=bill).first()
    reported = bill.reported.first()
    return render(
        request,
        "claims/bill.html",
        {
            "title": _("Bill %(number)s") % {"number": bill.setl_id},
            "bill": bill,
            "current": current,
            "cancelled": cancelled,
            "history": settlements if len(settlements) > 1 else [],
            "problem": problem and describe(problem.code, problem.params),
            "splits": _amounts(current, SPLITS),
            "parts": _amounts(current, FUND_PARTS, skip_zero=True),
            "explanation": explain_settlement(current) if current else [],
            "counters": _counters(current),
            "reported": reported,
            "identities": list(answered(reported.identities)) if reported else [],
        },
    )


def _amounts(
    settlement: Settlement | None, names: tuple[str, ...], *, skip_zero: bool = False
) -> list[tuple[Any, Any]]:
    if settlement is None:
        return []
    amounts = [(AMOUNT_LABELS[name], getattr(settlement, name)) for name in names]
    return [(label, amount) for label, amount in amounts if amount or not skip_zero]


def _counters(settlement: Settlement | None) -> list[tuple[str, Any, Any]]:
    """Accumulators before this bill and what it used of them, in yuan."""
    if settlement is None:
        return []
    names = sorted({*settlement.counters_before, *settlement.counters_used})
    return [
        (
            counter_name(name),
            from_fen(settlement.counters_before.get(name, 0)),
            from_fen(settlement.counters_used.get(name, 0)),
        )
        for name in names
    ]


def find_bills(text: str, user: Any) -> Iterator[Hit]:
    """Search provider: by settlement number."""
    for bill in Bill.objects.filter(setl_id=text.upper()).select_related("person", "institution"):
        yield Hit(bill.setl_id, _open(bill), f"{bill.person} · {bill.institution}")


def bills_of_person(request: HttpRequest, person: Any) -> dict[str, Any]:
    """Panel of the person file: the latest bills."""
    bills = Bill.objects.filter(person=person).select_related("institution").order_by("-setl_time")
    return {"bills": bills.annotate(fund=_settled("fund_pay_sumamt"))[:20]}


def bills_of_institution(request: HttpRequest, institution: Any) -> dict[str, Any]:
    """Panel of the institution file: the latest bills."""
    bills = Bill.objects.filter(institution=institution).select_related("person").order_by("-setl_time")
    return {"bills": bills.annotate(fund=_settled("fund_pay_sumamt"))[:20]}
