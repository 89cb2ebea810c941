"""Reports by the public: the list, one report (never its reporter), what is done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.forms import ReasonForm
from claims.forms_inspections import CaseForm, HandOverForm, ReceiptForm, ReportForm, ReportResultForm
from claims.models import PublicReport
from claims.reads.reports import with_handlers_gone
from claims.rules.reports import FLOW
from claims.services import reports as services
from claims.services.report_handovers import hand_over_report, receivers_of
from claims.services.report_rewards import (
    LEAST,
    MOST,
    SHARE,
    confirm_reward_paid,
    note_reward_paid,
    return_reward_paid,
    reward_rule,
)
from claims.services.report_states import ACTS, WORKERS
from config.access import requires
from config.display import money_text
from config.errors import DomainError
from config.forms import Fact, act_page, once
from config.listing import Action, ChoiceFilter, Column, DaysFilter, FlagFilter, Listing, Table, TextFilter
from institutions.access import AgencyRequest
from institutions.models import Duty
from institutions.policy.wording import value_of
from institutions.services.duties import duties_at_or_above
from institutions.views.institutions import counties_in_reach
from institutions.views.second_person import next_is_another

from .offered import buttons

TONES = {"received": "warn", "checked": "info", "verified": "bad", "unfounded": "plain"}
_WORKERS = tuple(duty.value for duty in WORKERS)


class ReportList(Listing):
    key = "public-reports"
    title = gettext_lazy("Reports by the public")
    unit = gettext_lazy("yuan")
    columns = (
        Column("number", gettext_lazy("Number"), "code", sort="number"),
        Column("channel", gettext_lazy("How it came")),
        Column("supervisor", gettext_lazy("Supervisor"), default=False),
        Column("institution", gettext_lazy("Institution")),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("received_on", gettext_lazy("Received on"), "date"),
        Column("due_on", gettext_lazy("To be verified by"), "date"),
        Column("handler", gettext_lazy("Handled by")),
        Column("amount", gettext_lazy("Amount verified"), "money"),
        Column("reward", gettext_lazy("Reward"), "money"),
        Column("reward_paid_on", gettext_lazy("Reward paid on"), "date"),
        Column("county", gettext_lazy("County"), default=False),
    )
    filters = (
        FlagFilter("gone", gettext_lazy("Handler no longer in office"), field="handler_gone"),
        TextFilter("q", gettext_lazy("Number"), lookups=("number", "institution__fixmedins_code")),
        ChoiceFilter("state", gettext_lazy("State"), choices=PublicReport.State),
        ChoiceFilter("channel", gettext_lazy("How it came"), choices=PublicReport.Channel),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
        DaysFilter("received_on", gettext_lazy("Received on")),
    )
    order = "-number"
    empty_title = gettext_lazy("No reports.")
    empty_hint = gettext_lazy("Reports of the public and of grid and social supervisors come in here.")

    def rows(self) -> QuerySet[PublicReport]:
        related = ("institution", "handler", "county", "supervisor")
        return with_handlers_gone(PublicReport.objects.select_related(*related))

    def row_url(self, row: PublicReport) -> str:
        return _address(row)

    def row_css(self, row: PublicReport) -> str:
        late = row.state == "received" and row.due_on is not None and row.due_on < timezone.localdate()
        return "late" if late else ""

    def actions(self) -> list[Action]:
        if self.assignment and set(WORKERS) & set(self.assignment.duties):
            return [Action(_("Receive a report"), reverse("claims:receive_report"), main=True)]
        return []


def _address(report: PublicReport) -> str:
    return reverse("claims:public_report", args=[report.pk])


def _user(request: AgencyRequest) -> Any:
    return request.user


def _report(pk: int) -> PublicReport:
    related = ("institution", "county__parent", "handler", "confirmed_by", "supervisor")
    found: PublicReport = get_object_or_404(PublicReport.objects.select_related(*related), pk=pk)
    return found


@requires()
def report_list(request: AgencyRequest) -> HttpResponseBase:
    return ReportList.respond(request)


def facts_of(report: PublicReport) -> list[Fact]:
    """Everything but who made it."""
    paid = f"{report.reward_paid_on} {report.reward_receipt}" if report.reward_paid_on else "—"
    payment = report.reward_checked_by or (_("Waits for confirmation") if report.reward_paid_on else "—")
    return [
        Fact(_("Number"), report.number),
        Fact(_("How it came"), report.get_channel_display()),
        Fact(_("Supervisor"), report.supervisor or "—"),
        Fact(_("Institution"), report.institution or "—"),
        Fact(_("What is reported"), report.content),
        Fact(_("Reporter"), _("Anonymous") if report.anonymous else _("Kept secret")),
        Fact(_("Received on"), report.received_on),
        Fact(_("To be verified by"), report.due_on or "—"),
        Fact(_("Handled by"), report.handler),
        Fact(_("Result"), report.result or "—"),
        Fact(_("Amount verified (yuan)"), "—" if report.amount is None else money_text(report.amount)),
        Fact(_("Confirmed by"), report.confirmed_by or "—"),
        Fact(_("Reward (yuan)"), "—" if report.reward is None else money_text(report.reward)),
        Fact(_("How a reward is reckoned"), _rule_in_words(report)),
        Fact(
            _("Paid out of"),
            _("The bureau's budget. It is no fund money and stands in none of the funds' books."),
        ),
        Fact(_("Reward paid on"), paid),
        Fact(_("Payment confirmed by"), payment),
    ]


def _rule_in_words(report: PublicReport) -> str:
    """Every figure with its clause, and whether it is assumed."""
    rule = reward_rule(report)
    if not rule:
        return _("The policy gives no reward.")
    names = {SHARE: _("Share of the amount verified"), LEAST: _("at least"), MOST: _("at most")}
    told = [
        f"{names[name]} {value_of(one.value, one.unit)} 〔{one.clause}〕 {one.assumed}".strip()
        for name, one in rule.items()
    ]
    return "；".join(told)


@requires()
def report_page(request: AgencyRequest, public_report_id: int) -> HttpResponseBase:
    report = _report(public_report_id)
    context = {
        "title": _("Report %(number)s") % {"number": report.number}, "badge": report.get_state_display(),
        "tone": TONES[report.state], "facts": facts_of(report), "tables": [_course(report)],
        "buttons": _buttons(request, report), "another": _another(request, report),
    }  # fmt: skip
    return render(request, "claims/inspections/record.html", context)


def _course(report: PublicReport) -> Table:
    columns = (
        Column("act", _("Act"), get=lambda row: ACTS[row.act]),
        Column("state", _("State afterwards")),
        Column("text", _("Statement or reason")),
        Column("done_by", _("Done by")),
        Column("done_at", _("Done at"), "minute"),
    )
    return Table(caption=_("Course"), columns=columns, rows=report.steps.select_related("done_by"))


def _buttons(request: AgencyRequest, report: PublicReport) -> list[Action]:
    user, case = _user(request), getattr(report, "case", None)
    held = duties_at_or_above(user=user, agency=report.county)
    mine = report.handler_id == user.pk
    works = bool(held & set(WORKERS))
    reviews = Duty.REVIEW in held and not mine and report.state == "checked"
    rewarded = mine and report.reward is not None and report.reward_paid_on is None
    paid = report.reward_paid_on is not None and report.reward_checked_by_id is None
    checks = Duty.REVIEW in held and paid and report.reward_paid_by_id != user.pk
    undone = report.state == "received" or (report.reward is not None and report.reward_checked_by_id is None)
    hands = undone and FLOW.allows(report.state, "hand_over") and (mine or Duty.REVIEW in held)
    names = [
        (mine and not report.anonymous, _("Look at the reporter"), "reporter"),
        (
            works and case is None and report.institution_id is not None,
            _("Open a case against them"),
            "case_of_report",
        ),
        (mine and FLOW.allows(report.state, "check"), _("Enter the result"), "report_result"),
        (hands, _("Hand over"), "hand_report_over"),
        (checks, _("Payment not shown"), "return_report_reward"),
        (checks, _("Confirm the payment"), "confirm_report_reward"),
        (rewarded, _("Note the reward as paid"), "report_reward_paid"),
        (reviews, _("Send back"), "report_return"),
        (reviews, _("Confirm the result"), "confirm_report"),
    ]
    links = [(_("All reports"), reverse("claims:public_reports"))]
    if case is not None:
        links.insert(0, (_("Inspection case"), reverse("claims:inspection_case", args=[case.pk])))
    acts = [(title, reverse(f"claims:{page}", args=[report.pk])) for may, title, page in names if may]
    # To look at who made it or to hand it over is never what the page asks for.
    side = [reverse(f"claims:{page}", args=[report.pk]) for page in ("reporter", "hand_report_over")]
    return buttons(links, acts, undoing=side)


def _another(request: AgencyRequest, report: PublicReport) -> str:
    """Who confirms what the reader found or paid."""
    checked = report.state == "checked" and report.handler_id == request.user.pk
    paid = report.reward_paid_on is not None and report.reward_checked_by_id is None
    paid_here = paid and report.reward_paid_by_id == request.user.pk
    return next_is_another(report.county, Duty.REVIEW) if checked or paid_here else ""


@requires(duty=_WORKERS)
@once
def receive(request: AgencyRequest) -> HttpResponseBase:
    form = ReportForm(request.POST or None, initial={"received_on": timezone.localdate()})
    agency = request.assignment.agency
    return act_page(
        request, title=_("Receive a report"), form=form, facts=[Fact(_("County"), agency)], label=_("Save"),
        do=lambda: _address(services.receive_report(agency=agency, acting_user=_user(request), **form.cleaned_data)),
        warnings=[_("You handle it: nobody but you will see who made it.")], said=_("The report is received."),
        cancel_url=reverse("claims:public_reports"),
    )  # fmt: skip


@requires(duty=_WORKERS)
def reporter(request: AgencyRequest, public_report_id: int) -> HttpResponseBase:
    """Asked by GET, shown once by POST, so that no address opens it; the look is noted."""
    report = _report(public_report_id)
    shown = {"title": _("Reporter"), "warnings": [_("The look is noted in the course of the report.")]}
    if request.method != "POST":
        return act_page(request, do=lambda: None, label=_("Look"), cancel_url=_address(report), **shown)
    try:
        found = services.look_at_reporter(report=report, acting_user=_user(request))
    except DomainError as refusal:
        return _refused(request, report, refusal)
    context = {
        "title": _("Reporter"), "tables": [], "buttons": buttons([(_("Report"), _address(report))]),
        "facts": [Fact(_("Reporter"), found.name), Fact(_("How to reach them"), found.contact)],
    }  # fmt: skip
    return render(request, "claims/inspections/record.html", context)


def _refused(request: AgencyRequest, report: PublicReport, refusal: DomainError) -> HttpResponseBase:
    def do() -> None:
        raise refusal

    return act_page(request, title=_("Reporter"), do=do, label=_("Look"), cancel_url=_address(report))


def _act(
    request: AgencyRequest, report: PublicReport, do: Callable[[], Any], **shown: Any
) -> HttpResponseBase:
    def act() -> str:
        do()
        return _address(report)

    return act_page(request, facts=facts_of(report), do=act, cancel_url=_address(report), **shown)


@requires(duty=_WORKERS)
@once
def result(request: AgencyRequest, public_report_id: int) -> HttpResponseBase:
    report, form = _report(public_report_id), ReportResultForm(request.POST or None)
    return _act(
        request, report, lambda: services.enter_result(report=report, acting_user=_user(request), **form.cleaned_data),
        title=_("Enter the result"), form=form, label=_("Save"), said=_("The result waits for confirmation."),
    )  # fmt: skip


@requires(duty="review")
@once
def send_back(request: AgencyRequest, public_report_id: int) -> HttpResponseBase:
    report, form = _report(public_report_id), ReasonForm(request.POST or None)
    return _act(
        request, report,
        lambda: services.send_result_back(report=report, acting_user=_user(request), **form.cleaned_data),
        title=_("Send back"), form=form, danger=True, said=_("The report is checked again."),
    )  # fmt: skip


@requires(duty="review")
@once
def confirm(request: AgencyRequest, public_report_id: int) -> HttpResponseBase:
    report = _report(public_report_id)
    return _act(
        request, report, lambda: services.confirm_result(report=report, acting_user=_user(request)),
        title=_("Confirm the result"), said=_("The result is confirmed."),
        warnings=[_("A verified report that is not anonymous is rewarded as the policy says.")],
    )  # fmt: skip


@requires(duty=_WORKERS)
@once
def reward_paid(request: AgencyRequest, public_report_id: int) -> HttpResponseBase:
    report, form = (
        _report(public_report_id),
        ReceiptForm(request.POST or None, initial={"day": timezone.localdate()}),
    )
    return _act(
        request, report,
        lambda: note_reward_paid(report=report, acting_user=_user(request), **form.cleaned_data),
        title=_("Note the reward as paid"), form=form, said=_("The reward is noted as paid."),
    )  # fmt: skip


@requires(duty=_WORKERS)
@once
def case_of_report(request: AgencyRequest, public_report_id: int) -> HttpResponseBase:
    report = _report(public_report_id)
    form = CaseForm(request.POST or None, initial={"facts": report.content})

    def do() -> str:
        made = services.open_from_report(report=report, acting_user=_user(request), **form.cleaned_data)
        return reverse("claims:inspection_case", args=[made.pk])

    return act_page(
        request, title=_("Open a case against them"), form=form, facts=facts_of(report), do=do,
        said=_("The case is open."), label=_("Open a case against them"), cancel_url=_address(report),
    )  # fmt: skip


@requires(duty="review")
@once
def confirm_reward(request: AgencyRequest, public_report_id: int) -> HttpResponseBase:
    report = _report(public_report_id)
    return _act(
        request, report, lambda: confirm_reward_paid(report=report, acting_user=_user(request)),
        title=_("Confirm the payment"), said=_("The payment of the reward is confirmed."),
    )  # fmt: skip


@requires(duty="review")
@once
def return_reward(request: AgencyRequest, public_report_id: int) -> HttpResponseBase:
    report, form = _report(public_report_id), ReasonForm(request.POST or None)
    return _act(
        request, report,
        lambda: return_reward_paid(report=report, acting_user=_user(request), **form.cleaned_data),
        title=_("Payment not shown"), form=form, danger=True, said=_("The reward is open again."),
    )  # fmt: skip


@requires(duty=(*_WORKERS, "review"))
@once
def hand_over(request: AgencyRequest, public_report_id: int) -> HttpResponseBase:
    report = _report(public_report_id)
    form = HandOverForm(request.POST or None, people=receivers_of(report, _user(request)))
    return _act(
        request, report,
        lambda: hand_over_report(report=report, acting_user=_user(request), **form.cleaned_data),
        title=_("Hand over"), form=form, label=_("Hand over"), said=_("The report is handed over."),
        warnings=[_("From now on only the receiver sees who made it.")],
    )  # fmt: skip
