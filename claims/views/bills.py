"""Bills: the list, and one bill with its explanation and the chain of its settlements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.explaining import counter_name
from claims.identities import answered
from claims.models import (
    AMOUNT_LABELS,
    FUND_PARTS,
    SPLITS,
    STANDING,
    Bill,
    BillProblem,
    Cancellation,
    Redo,
    Settlement,
)
from claims.reads.people import person_of, with_names
from claims.registered import said_by_registers
from claims.services.explain_redo import chain_of
from claims.services.explain_settlement import explain_settlement
from claims.views.bill_lines import lines_context
from claims.waiting import advice, describe
from config.access import requires
from config.codes import CODES, name_of
from config.listing import ChoiceFilter, Column, Listing, MonthFilter, TextFilter
from config.money import from_fen
from config.search import Hit
from enrollment.models import Person
from institutions.access import AgencyRequest
from institutions.views.institutions import counties_in_reach


def _settled(column: str) -> Subquery:
    """A column of the bill's settlement that stands; nothing for a bill that waits or was cancelled."""
    current = Settlement.objects.filter(STANDING, bill=OuterRef("pk"))
    return Subquery(current.values(column)[:1])


def _open(row: Any) -> str:
    return reverse("claims:bill", args=[row.pk])


def _state(row: Any) -> Any:
    """Settled, redone, cancelled, or waiting."""
    if row.fund is not None:
        return _("Redone") if row.redone else _("Settled")
    return _("Cancelled") if row.was_settled else _("Waiting")


def _tone(row: Any) -> str:
    if row.fund is not None:
        return "info" if row.redone else "ok"
    return "bad" if row.was_settled else "warn"


class BillList(Listing):
    key = "bills"
    title = _("Bills")
    unit = _("yuan")
    columns = (
        Column("setl_id", _("Settlement number"), "code", sort="setl_id"),
        Column("setl_time", _("Settled at"), "minute", sort="setl_time"),
        Column("psn_name", _("Full name")),
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
        Column("state", _("State"), "badge", get=_state, tone=_tone),
    )
    filters = (
        TextFilter(
            "q",
            _("Bill"),
            lookups=("setl_id", "person__psn_no", "person__certno"),
            hint=_("bill, person or certificate"),
        ),
        TextFilter(
            "institution",
            _("Institution"),
            lookups=("institution__fixmedins_code",),
            hint=_("institution code"),
        ),
        MonthFilter("month", _("Month"), field="setl_time", stored="moments"),
        ChoiceFilter("insu", _("Insured in"), field="insu_county", choices=counties_in_reach),
        ChoiceFilter("care", _("Care in"), field="care_county", choices=counties_in_reach),
        ChoiceFilter("kind", _("Kind of care"), field="med_type", choices=list(CODES["med_type"].items())),
    )
    order = "-setl_time"
    empty_title = _("No bills.")
    empty_hint = _("Bills arrive by import; those that cannot be settled wait on their own list.")

    def rows(self) -> QuerySet[Bill]:
        bills = Bill.objects.select_related("institution", "insu_county", "care_county")
        return with_names(bills).annotate(
            inscp=_settled("inscp_scp_amt"),
            fund=_settled("fund_pay_sumamt"),
            psn_part=_settled("psn_part_amt"),
            redone=_settled("replaces"),
            # No EXISTS: of all bills PostgreSQL would rather hash every settlement than look fifty up.
            was_settled=Subquery(
                Settlement.objects.filter(bill=OuterRef("pk"), is_current=True).values("pk")[:1]
            ),
        )

    def row_url(self, row: Bill) -> str:
        return _open(row)


@requires()
def bill_list(request: AgencyRequest) -> HttpResponseBase:
    return BillList.respond(request)


@requires()
def bill_page(request: AgencyRequest, bill_id: int) -> HttpResponse:
    """One bill: the facts as received, the outcome, and every step with its clause."""
    bill = get_object_or_404(
        Bill.objects.select_related("institution", "insu_county__area", "care_county", "handling_county"),
        pk=bill_id,
    )
    chain = chain_of(bill)
    # Of a cancelled bill the last outcome is shown, as what was taken back.
    outcomes = [one["row"] for one in chain if one["role"] in ("stands", "negated")]
    current = outcomes[-1] if outcomes else None
    stands = current is not None and not current.negated
    problem = BillProblem.objects.filter(bill=bill).first()
    handles = "handle" in request.assignment.duties
    reported = bill.reported.first()
    return render(
        request,
        "claims/bill.html",
        {
            "title": _("Bill %(number)s") % {"number": bill.setl_id},
            "bill": bill,
            "person": person_of(bill),
            "current": current,
            "cancelled": current is not None and not stands,
            "chain": chain if len(chain) > 1 else [],
            "cancellation": Cancellation.objects.filter(settlement__bill=bill).order_by("-pk").first(),
            "problem": problem and describe(problem.code, problem.params),
            "advice": problem and advice(problem.code),
            "may_settle": handles and problem is not None,
            "may_cancel": handles and stands,
            "may_ask": handles and current is not None and Person.objects.filter(pk=bill.person_id).exists(),
            "drafts": _drafts(bill),
            "splits": _amounts(current, SPLITS),
            "parts": _amounts(current, FUND_PARTS, skip_zero=True),
            "explanation": explain_settlement(current) if current else [],
            "counters": _counters(current),
            "registered": list(said_by_registers(current.circumstances)) if current else [],
            "reported": reported,
            "identities": list(answered(reported.identities)) if reported else [],
            **lines_context(bill, current, problem),
        },
    )


def _drafts(bill: Bill) -> Any:
    """The redo that waits for this bill's year, where the reader may see it."""
    return Redo.objects.filter(
        person=bill.person_id, insutype=bill.insutype, year=bill.policy_date.year, state=Redo.State.DRAFT
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
    for bill in with_names(Bill.objects.filter(setl_id=text.upper()).select_related("institution")):
        yield Hit(bill.setl_id, _open(bill), " · ".join(filter(None, [bill.psn_name, str(bill.institution)])))


def bills_of_person(request: AgencyRequest, person: Any) -> dict[str, Any]:
    """Panel of the person file: the latest bills."""
    bills = Bill.objects.filter(person=person).select_related("institution").order_by("-setl_time")
    return {"bills": bills.annotate(fund=_settled("fund_pay_sumamt"))[:20]}


def bills_of_institution(request: AgencyRequest, institution: Any) -> dict[str, Any]:
    """Panel of the institution file: the latest bills."""
    bills = with_names(Bill.objects.filter(institution=institution)).order_by("-setl_time")
    return {"bills": bills.annotate(fund=_settled("fund_pay_sumamt"))[:20]}
