"""One case: the papers, the bills with how each was reckoned, the account, and what can be done now."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.explaining import Explained
from claims.forms import RegisterForm, ScanForm
from claims.models import Bill, Reimbursement, ReimbursementBill, Settlement
from claims.reads.double_claims import double_claims
from claims.rules.reimbursements import FLOW
from claims.services.explain_settlement import explain_settlement
from claims.services.person_accounts import needs_account
from claims.services.reimbursements.register import register_case
from config.access import requires
from config.errors import DomainError
from config.exports import described
from config.forms import done, once
from institutions.access import AgencyRequest
from institutions.models import Attachment
from institutions.services.attach import attach

from .lists import address, payable_of, stands, tone

COUNTER = ("register", "handle")
LABEL = "claims.reimbursement"


def case_of(reimbursement_id: int) -> Reimbursement:
    related = (
        "payable", "account__entered_by", "account__checked_by", "insu_county__area", "handling_county",
        "registered_by", "handled_by", "reviewed_by",
    )  # fmt: skip
    return get_object_or_404(Reimbursement.objects.select_related(*related), pk=reimbursement_id)


@requires(duty=COUNTER)
@once
def register(request: AgencyRequest) -> HttpResponseBase:
    form = RegisterForm(request.POST or None, initial={"received_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        names = ("number", "name", "insutype", "manl_reim_rea", "received_on", "tel", "remark")
        given = {name: form.cleaned_data[name] for name in names}
        try:
            case = register_case(
                **given,
                papers=form.papers,
                agency=request.assignment.agency,
                acting_user=request.user,
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            slip = reverse("claims:reimbursement_slip", args=[case.pk])
            return done(request, _("The case is open."), address(case), link=(_("Acceptance slip"), slip))
    context = {
        "title": _("Open a reimbursement case"),
        "form": form,
        "save_label": _("Open the case"),
        "cancel_url": reverse("claims:reimbursements"),
    }
    return render(request, "claims/reimbursement_register.html", context, status=422 if form.errors else 200)


@requires()
def case_page(request: AgencyRequest, reimbursement_id: int) -> HttpResponse:
    case = case_of(reimbursement_id)
    bills = bills_of(case)
    return render(
        request,
        "claims/reimbursement.html",
        {
            "title": _("Reimbursement %(number)s") % {"number": case.number},
            "case": case,
            "payable": payable_of(case),
            "later": case.later_payables.select_related("redo").order_by("pk"),
            "stands": stands(case),
            "tone": tone(case),
            "steps": steps_of(case),
            "papers": case.papers.all(),
            "scans": Attachment.objects.filter(subject_type=LABEL, subject_id=case.pk).order_by("pk"),
            "bills": [one for one in bills if one["live"]],
            "former": [one for one in bills if not one["live"]],
            "doubles": double_claims(case),
            "may": may_do(case, set(request.assignment.duties), request.user.pk),
        },
    )


def bills_of(case: Reimbursement) -> list[dict[str, Any]]:
    """Every bill of the case with its outcome and explanation, in the order of entry."""
    case_bills = list(
        ReimbursementBill.objects.filter(reimbursement=case)
        .select_related("bill__institution", "bill__care_county")
        .order_by("n")
    )
    # Of a bill taken back what it had been settled to; of a live one what stands.
    settled = (
        Settlement.objects.filter(bill__in=[one.bill_id for one in case_bills], refd_setl_flag=False)
        .select_related("policy_version__document")
        .order_by("pk")
    )
    by_bill = {one.bill_id: one for one in settled}
    return [_shown(one, by_bill.get(one.bill_id)) for one in case_bills]


def _shown(one: ReimbursementBill, settlement: Settlement | None) -> dict[str, Any]:
    bill: Bill = one.bill
    explanation: list[Explained] = []
    if settlement is not None and one.live:
        explanation = explain_settlement(settlement)
    return {
        "case_bill": one,
        "bill": bill,
        "live": one.live,
        "settlement": settlement,
        "explanation": explanation,
        "lines": bill.fee_lines.count(),
    }


def steps_of(case: Reimbursement) -> list[tuple[Any, str]]:
    """The road of a case; each step with its class."""
    payable = payable_of(case)
    reached = {"10": 1, "11": 2, "12": 3, "13": 4, "90": 0}[case.reim_stas]
    if payable is not None:
        reached = 4 if payable.not_received else {"ready": 4, "ordered": 5, "paid": 6}[payable.state]
    elif case.reim_stas == "13":
        reached = 6
    names = [
        _("Registering"),
        _("Entering"),
        _("Settling"),
        _("Reviewing"),
        _("Paying"),
        _("Received by the person"),
    ]
    classes = ["done" if n < reached else "now" if n == reached else "" for n in range(len(names))]
    if payable is not None and payable.not_received:
        classes[4] = "failed"
    return list(zip(names, classes, strict=True))


def may_do(case: Reimbursement, duties: set[str], user_id: int) -> dict[str, bool]:
    """Which acts the page offers; the services check again."""
    handles, registers, reviews = "handle" in duties, bool(duties & set(COUNTER)), "review" in duties
    state, payable = case.reim_stas, payable_of(case)
    waiting = any(needs_account(one) for one in [*([payable] if payable else []), *case.later_payables.all()])
    unchecked = case.account is not None and case.account.checked_by_id is None
    return {
        "papers": registers and FLOW.allows(state, "papers"),
        "scan": handles and state != "90",
        "enter": handles and FLOW.allows(state, "enter"),
        "settle": handles and FLOW.allows(state, "settle") and case.complete_on is not None,
        "account": registers and (FLOW.allows(state, "account") and (state != "13" or waiting)),
        "check": reviews and unchecked and case.account.entered_by_id != user_id and state != "90",
        "review": reviews and FLOW.allows(state, "review") and case.handled_by_id != user_id,
        "return": (reviews or handles) and FLOW.allows(state, "return"),
        "withdraw": registers and FLOW.allows(state, "withdraw"),
        "notice": case.waits_for_papers,
        "receipt": state in ("12", "13"),
    }


@requires(duty="handle")
@once
def add_scan(request: AgencyRequest, reimbursement_id: int) -> HttpResponseBase:
    case = case_of(reimbursement_id)
    form = ScanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            attach(
                subject=case,
                agency=request.assignment.agency,
                acting_user=request.user,
                **form.cleaned_data,
            )
        except DomainError as refusal:
            form.add_error("upload", str(refusal))
        else:
            return done(request, _("The scan is kept."), address(case))
    context = {"title": _("Keep a scan"), "form": form, "cancel_url": address(case)}
    return render(request, "components/form_page.html", context, status=422 if form.errors else 200)


@requires()
def scan(request: AgencyRequest, reimbursement_id: int, attachment_id: int) -> HttpResponseBase:
    """The scan itself, for whoever sees the case."""
    case = case_of(reimbursement_id)
    kept = get_object_or_404(Attachment.objects, pk=attachment_id, subject_type=LABEL, subject_id=case.pk)
    if not kept.file.storage.exists(kept.file.name):
        messages.error(request, _("The file of “%(title)s” is not in the storage.") % {"title": kept.title})
        return redirect(address(case))
    response = FileResponse(kept.file.open("rb"), content_type=kept.content_type, filename=f"{kept.title}")
    return described(response, whole="scan", what=kept.title)  # type: ignore[no-any-return]
