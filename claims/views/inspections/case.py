"""One case: what is known, stated, decided and done; the printed decision; what is done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.forms import ReasonForm, ScanForm
from claims.forms_inspections import CaseForm, DecisionForm, ReceiptForm, StatementForm
from claims.models import InspectionCase
from claims.rules.inspections import CASE, may_propose
from claims.services.cases import decide, follow, hear
from claims.services.cases import open as opening
from claims.services.cases.propose import propose_decision
from claims.services.cases.states import ACTS, WORKERS
from claims.views.finding import facts_of as facts_of_finding
from claims.views.finding import finding_of, title_of
from config.access import requires
from config.codes import name_of
from config.display import money_text
from config.errors import DomainError
from config.forms import Fact, act_page, done, once
from config.listing import Action, Column, Table
from enrollment.views.reach import own_person
from institutions.access import AgencyRequest
from institutions.models import Attachment, Duty, Institution
from institutions.policy.credit import PERSON, SUBJECTS, credit_policy_or_none
from institutions.services.attach import attach
from institutions.services.duties import duties_at_or_above
from institutions.views.second_person import next_is_another

from .inspection import target_of
from .lists import CASE_TONES
from .offered import buttons

LABEL = InspectionCase._meta.label_lower
_WORKERS = tuple(duty.value for duty in WORKERS)


def case_of(case_id: int) -> InspectionCase:
    related = (
        "county__parent", "area", "institution__area", "person", "opened_by", "proposed_by", "decided_by",
        "suspension__agreement", "credit", "person_credit", "target__inspection", "finding__bill", "report",
    )  # fmt: skip
    found: InspectionCase = get_object_or_404(InspectionCase.objects.select_related(*related), pk=case_id)
    return found


def _address(case: InspectionCase) -> str:
    return reverse("claims:inspection_case", args=[case.pk])


def _user(request: AgencyRequest) -> Any:
    return request.user


def _money(amount: Any) -> str:
    return "—" if amount is None else money_text(amount)


def facts_of(case: InspectionCase) -> list[Fact]:
    """Whom it is about and what is known."""
    return [
        Fact(_("Case file number"), case.number),
        Fact(_("Whom it is about"), case.subject),
        Fact(_("Source"), case.get_source_display()),
        Fact(_("Title"), case.title),
        Fact(_("Facts"), case.facts),
        Fact(_("Case opened on"), case.opened_on),
        Fact(_("Case opened by"), case.opened_by),
        Fact(_("Case to be decided by"), case.due_on),
        Fact(_("Statement by"), case.statement_due or "—"),
        Fact(_("What they stated"), case.statement or "—"),
        Fact(_("Stated on"), case.stated_on or "—"),
    ]


def decision_of(case: InspectionCase) -> list[Fact]:
    """What is proposed or decided, and what became of it."""
    if case.proposed_by is None:
        return []
    suspended = "—"
    if case.suspend_from:
        suspended = f"{case.suspend_from} – {case.suspend_until or ''}"
    if case.suspension:
        state = _("granted") if case.suspension.approved else _("waits for approval")
        suspended = f"{suspended} ({case.suspension.agreement}: {state})"
    return [
        Fact(_("Grounds of the decision"), case.reason),
        Fact(_("Fine (yuan)"), _money(case.fine)),
        Fact(_("Fine to be paid by"), case.fine_due_on or "—"),
        Fact(_("Fine paid on"), f"{case.fine_paid_on} {case.fine_receipt}" if case.fine_paid_on else "—"),
        Fact(_("Agreement suspended"), suspended),
        Fact(_("Handed over to"), case.get_handed_to_display() if case.handed_to else "—"),
        Fact(_("Receipt of the authority"), f"{case.handed_over_on or '—'} {case.handover_receipt}"),
        Fact(_("Credit points"), _points(case)),
        Fact(_("Physician"), f"{case.physician_name} {case.physician_code}".strip() or "—"),
        Fact(_("Proposed by"), case.proposed_by),
        Fact(_("Decided by"), case.decided_by or "—"),
        Fact(_("Decided on"), case.decided_on or "—"),
    ]  # fmt: skip


def _points(case: InspectionCase) -> str:
    taken = case.points
    if taken is None:
        return case.credit_event or "—"
    return f"{taken.title} −{taken.points} ({taken.get_state_display()})"


@requires()
def case_page(request: AgencyRequest, inspection_case_id: int) -> HttpResponseBase:
    """``?print`` is the decision on paper."""
    case = case_of(inspection_case_id)
    context = {
        "title": _("Decision on a case") if "print" in request.GET else case.title,
        "badge": case.get_state_display(),
        "tone": CASE_TONES[case.state],
        "facts": [*facts_of(case), *decision_of(case)],
        "tables": [_recoveries(case), _papers(case), _course(case)],
        "buttons": _buttons(request, case),
        "another": _another(request, case),
        "number": case.number,
        "agency": case.county,
        "back_url": _address(case),
    }
    template = "record_print" if "print" in request.GET else "record"
    return render(request, f"claims/inspections/{template}.html", context)


def _buttons(request: AgencyRequest, case: InspectionCase) -> list[Action]:
    user = _user(request)
    held = duties_at_or_above(user=user, agency=case.county)
    works, reviews = bool(held & set(WORKERS)), Duty.REVIEW in held and case.proposed_by_id != user.pk
    open_now = set(CASE.open_in(case.state))
    if not may_propose(state=case.state, statement_due=case.statement_due, today=timezone.localdate()):
        open_now.discard("propose")
    if not case.fine or case.fine_paid_on:
        open_now.discard("fine_paid")
    if not case.handed_to or case.handed_over_on:
        open_now.discard("hand_over")
    names = [
        ("fine_paid", _("Note the fine as paid"), "case_fine_paid", works),
        ("hand_over", _("Note the handover"), "case_handover", works),
        ("ask", _("Ask for a statement"), "case_ask", works),
        ("state", _("Enter the statement"), "case_statement", works),
        ("propose", _("Propose a decision"), "case_propose", works),
        ("return", _("Send back"), "case_return", reviews),
        ("decide", _("Decide"), "case_decide", reviews),
    ]
    shown = [
        (title, reverse(f"claims:{page}", args=[case.pk]))
        for act, title, page, may in names
        if may and act in open_now
    ]
    scan = [(_("Keep a scan"), reverse("claims:case_scan", args=[case.pk]))] if works else []
    taken = [(_("Credit event"), case.points.get_absolute_url())] if case.points else []
    suspend = []
    if works and case.state == case.State.DECIDED and case.institution_id:
        suspend = [(_("Suspend a physician"), reverse("claims:case_suspend_physician", args=[case.pk]))]
    subject = []
    if case.institution_id:
        subject = [(_("Institution"), reverse("institutions:institution", args=[case.institution_id]))]
    everything = (_("All cases"), reverse("claims:inspection_cases"))
    return buttons([everything, *subject, (_("Print"), "?print"), *taken, *scan, *suspend], shown)


def _another(request: AgencyRequest, case: InspectionCase) -> str:
    waits = {"return", "decide"} & set(CASE.open_in(case.state))
    return next_is_another(case.county, Duty.REVIEW) if waits and case.proposed_by == request.user else ""


def _recoveries(case: InspectionCase) -> Table:
    columns = (
        Column("insutype", _("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("amount", _("To be recovered"), "money"),
        Column("deduction", _("Deduction"), "code"),
        Column("overpayment", _("Overpayment"), "code"),
    )
    rows = case.recoveries.select_related("deduction", "overpayment")
    return Table(caption=_("What is recovered"), columns=columns, rows=rows, unit=_("yuan"))


def _papers(case: InspectionCase) -> Table:
    columns = (
        Column("title", _("Title"), link=lambda row: reverse("institutions:paper", args=[row.pk])),
        Column("uploaded_by", _("Uploaded by")),
        Column("uploaded_at", _("Uploaded at"), "minute"),
        Column("sha256", _("SHA-256"), "code"),
    )
    rows = Attachment.objects.filter(subject_type=LABEL, subject_id=case.pk).select_related("uploaded_by")
    return Table(caption=_("Evidence"), columns=columns, rows=rows.order_by("pk"))


def _course(case: InspectionCase) -> Table:
    columns = (
        Column("day", _("Day"), "date"),
        Column("act", _("Act"), get=lambda row: ACTS[row.act]),
        Column("state", _("State afterwards")),
        Column("text", _("Statement or reason")),
        Column("done_by", _("Done by")),
        Column("done_at", _("Done at"), "minute"),
    )
    return Table(caption=_("Course"), columns=columns, rows=case.steps.select_related("done_by"))


@requires(duty="inspect")
@once
def of_target(request: AgencyRequest, inspection_id: int, inspected_id: int) -> HttpResponseBase:
    """Open a case from what an inspection found."""
    target = target_of(request, inspection_id, inspected_id)
    form = CaseForm(
        request.POST or None, initial={"title": target.inspection.title[:120], "facts": target.findings}
    )

    def do() -> str:
        return _address(
            opening.open_from_target(target=target, acting_user=_user(request), **form.cleaned_data)
        )

    facts = [Fact(_("Institution"), target.institution), Fact(_("What was found"), target.findings)]
    return _opening(request, form, do, facts)


@requires(duty=_WORKERS)
@once
def of_finding(request: AgencyRequest, bill_finding_id: int) -> HttpResponseBase:
    """Open a case from a finding on a bill, which is closed thereby."""
    finding = finding_of(bill_finding_id)
    form = CaseForm(request.POST or None, initial={"title": title_of(finding)})

    def do() -> str:
        return _address(
            opening.open_from_finding(finding=finding, acting_user=_user(request), **form.cleaned_data)
        )

    return _opening(request, form, do, facts_of_finding(finding))


@requires(duty=_WORKERS)
@once
def of_institution(request: AgencyRequest, institution_id: int) -> HttpResponseBase:
    """Open a case from another clue, in the file of the institution."""
    institution = get_object_or_404(Institution.objects.select_related("county", "area"), pk=institution_id)
    form = CaseForm(request.POST or None)

    def do() -> str:
        made = opening.open_on_institution(
            institution=institution, acting_user=_user(request), **form.cleaned_data
        )
        return _address(made)

    return _opening(request, form, do, [Fact(_("Institution"), institution)])


@requires(duty=_WORKERS)
@once
def of_person(request: AgencyRequest, person_id: int) -> HttpResponseBase:
    """Open a case from another clue, in the file of an insured person."""
    person, form = own_person(person_id), CaseForm(request.POST or None)

    def do() -> str:
        return _address(
            opening.open_on_person(person=person, acting_user=_user(request), **form.cleaned_data)
        )

    return _opening(request, form, do, [Fact(_("Insured person"), person)])


def _opening(
    request: AgencyRequest, form: CaseForm, do: Callable[[], str], facts: list[Fact]
) -> HttpResponseBase:
    return act_page(
        request, title=_("Open a case against them"), form=form, facts=facts, do=do, said=_("The case is open."),
        label=_("Open a case against them"), cancel_url=reverse("claims:inspection_cases"),
    )  # fmt: skip


def _act(
    request: AgencyRequest,
    case: InspectionCase,
    do: Callable[[], Any],
    *,
    facts: list[Fact] | None = None,
    **shown: Any,
) -> HttpResponseBase:
    def act() -> str:
        do()
        return _address(case)

    summary = [*facts_of(case)[:5], *(facts or [])]
    return act_page(request, facts=summary, do=act, cancel_url=_address(case), **shown)


@requires(duty=_WORKERS)
@once
def ask(request: AgencyRequest, inspection_case_id: int) -> HttpResponseBase:
    case = case_of(inspection_case_id)
    return _act(
        request, case, lambda: hear.ask_statement(case=case, acting_user=_user(request)),
        title=_("Ask for a statement"), said=_("The statement is asked for."),
        warnings=[_("They have the policy's working days; nothing is proposed before they are over.")],
    )  # fmt: skip


@requires(duty=_WORKERS)
@once
def statement(request: AgencyRequest, inspection_case_id: int) -> HttpResponseBase:
    case = case_of(inspection_case_id)
    form = StatementForm(request.POST or None, initial={"stated_on": timezone.localdate()})
    return _act(
        request, case, lambda: hear.enter_statement(case=case, acting_user=_user(request), **form.cleaned_data),
        title=_("Enter the statement"), form=form, label=_("Save"), said=_("The statement is entered."),
    )  # fmt: skip


@requires(duty=_WORKERS)
@once
def propose(request: AgencyRequest, inspection_case_id: int) -> HttpResponseBase:
    case = case_of(inspection_case_id)
    form = DecisionForm(request.POST or None, events=_events(case))
    return _act(
        request, case,
        lambda: propose_decision(case=case, proposal=form.proposal(), acting_user=_user(request)),
        title=_("Propose a decision"), form=form, label=_("Propose"), said=_("The decision is proposed."),
        warnings=[_("Another person decides. With nothing but the grounds the case is closed without.")],
    )  # fmt: skip


def _events(case: InspectionCase) -> list[tuple[str, str]]:
    policy = credit_policy_or_none(case.area, case.opened_on)
    return [
        one.choice
        for kind in (SUBJECTS if case.institution_id else (PERSON,))
        for one in (policy.events(kind) if policy else ())
    ]


@requires(duty="review")
@once
def send_back(request: AgencyRequest, inspection_case_id: int) -> HttpResponseBase:
    case, form = case_of(inspection_case_id), ReasonForm(request.POST or None)
    return _act(
        request, case, lambda: decide.send_back(case=case, acting_user=_user(request), **form.cleaned_data),
        title=_("Send the proposal back"), form=form, danger=True, said=_("The proposal is sent back."),
    )  # fmt: skip


@requires(duty="review")
@once
def decide_one(request: AgencyRequest, inspection_case_id: int) -> HttpResponseBase:
    case = case_of(inspection_case_id)
    recovered = [Fact(one.insutype, money_text(one.amount)) for one in case.recoveries.all()]
    return _act(
        request, case, lambda: decide.decide_case(case=case, acting_user=_user(request)),
        facts=[*decision_of(case), *recovered], title=_("Decide the case"), label=_("Decide"),
        said=_("The case is decided."),
        warnings=[_("What is recovered is withheld from the institution in the month that collects now.")],
    )  # fmt: skip


@requires(duty=_WORKERS)
@once
def fine_paid(request: AgencyRequest, inspection_case_id: int) -> HttpResponseBase:
    case, form = (
        case_of(inspection_case_id),
        ReceiptForm(request.POST or None, initial={"day": timezone.localdate()}),
    )
    return _act(
        request, case,
        lambda: follow.note_fine_paid(case=case, acting_user=_user(request), **form.cleaned_data),
        title=_("Note the fine as paid"), form=form, facts=[Fact(_("Fine (yuan)"), _money(case.fine))],
        said=_("The fine is noted as paid."),
    )  # fmt: skip


@requires(duty=_WORKERS)
@once
def handover(request: AgencyRequest, inspection_case_id: int) -> HttpResponseBase:
    case, form = (
        case_of(inspection_case_id),
        ReceiptForm(request.POST or None, initial={"day": timezone.localdate()}),
    )
    return _act(
        request, case, lambda: follow.note_handover(case=case, acting_user=_user(request), **form.cleaned_data),
        title=_("Note the handover"), form=form, said=_("The handover is noted."),
        facts=[Fact(_("Handed over to"), case.get_handed_to_display())],
    )  # fmt: skip


@requires(duty=_WORKERS)
@once
def add_scan(request: AgencyRequest, inspection_case_id: int) -> HttpResponseBase:
    case = case_of(inspection_case_id)
    form = ScanForm(request.POST or None, request.FILES or None)
    agency = request.assignment.agency
    duty = next(one for one in WORKERS if one in _user(request).duties_at(agency))
    if request.method == "POST" and form.is_valid():
        try:
            attach(subject=case, agency=agency, acting_user=_user(request), duty=duty, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error("upload", str(refusal))
        else:
            return done(request, _("The scan is kept."), _address(case))
    context = {"title": _("Keep a scan"), "form": form, "cancel_url": _address(case)}
    return render(request, "components/form_page.html", context, status=422 if form.errors else 200)
