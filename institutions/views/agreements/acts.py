"""What is done with an agreement, each act behind its summary."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from config.access import requires
from config.errors import DomainError
from config.forms import Fact, act_page, done, once, refusals
from institutions.forms_agreements import (
    AnswerForm,
    AskForm,
    ChangeForm,
    DecideForm,
    MetForm,
    NoticeForm,
    ObjectionForm,
    PapersForm,
    ProposeForm,
    ReasonForm,
    RemarkForm,
    RenewForm,
    ScanForm,
    SheetForm,
)
from institutions.models import Agreement, AgreementPaper
from institutions.rules.agreements import longest_term
from institutions.services.agreements import accept as papers
from institutions.services.agreements import apply, decide, evaluate, publish, sign
from institutions.services.agreements.scans import attach_scan
from institutions.services.agreements.states import policy_of
from institutions.services.assessment.results import renewal_in_doubt

from .agreement import agreement_of, evaluation_shown, services_of

ONE_DAY = dt.timedelta(days=1)
REGISTERS = ("register", "handle")


def _act(
    request: HttpRequest,
    agreement: Agreement,
    do: Callable[[], object],
    *,
    facts: Sequence[Fact] = (),
    **shown: Any,
) -> HttpResponseBase:
    """The act's page with which agreement it is above everything else; back to it (or to what ``do`` gives)."""

    def act() -> object:
        made = do()
        return made if isinstance(made, Agreement) else agreement

    who = [
        Fact(_("Agreement with an institution"), agreement.number),
        Fact(_("Institution"), f"{agreement.institution} {agreement.institution.fixmedins_code}"),
        Fact(_("State"), agreement.get_state_display()),
    ]
    return act_page(request, facts=[*who, *facts], do=act, cancel_url=agreement.get_absolute_url(), **shown)


def _given(request: HttpRequest) -> Any:
    return request.POST or None


def _user(request: HttpRequest) -> Any:
    return request.user


def _today() -> dict[str, dt.date]:
    return dict.fromkeys(
        ("applied_on", "day", "met_on", "first", "received_on", "from_day"), timezone.localdate()
    )


# --- the application ---


@requires(duty=REGISTERS)
@once
def hand_in(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    agreement = agreement_of(agreement_id)
    form = PapersForm(_given(request), agreement=agreement, initial=_today())
    return _act(
        request, agreement, lambda: papers.hand_in(
            agreement=agreement, acting_user=_user(request), **form.cleaned_data
        ),
        title=_("Papers handed in"), form=form, label=_("Save"), said=_("The papers are noted."),
    )  # fmt: skip


@requires(duty="handle")
@once
def attach(request: HttpRequest, agreement_id: int, paper_id: int) -> HttpResponseBase:
    """The scan of a paper; it replaces an earlier one, which stays kept."""
    agreement = agreement_of(agreement_id)
    paper = get_object_or_404(AgreementPaper.objects, pk=paper_id, agreement=agreement)
    form = ScanForm(_given(request), request.FILES or None)
    return _act(
        request, agreement,
        lambda: attach_scan(paper=paper, upload=form.cleaned_data["scan"], acting_user=_user(request)),
        facts=[Fact(_("Paper"), paper.title)],
        title=_("Keep a scan"), form=form, label=_("Save"), said=_("The scan is kept."),
    )  # fmt: skip


def _reasoned(
    act: Callable[..., object],
    title: Any,
    said: Any,
    *,
    form_class: type[forms.Form] = ReasonForm,
    danger: bool = False,
) -> Callable[[HttpRequest, int], HttpResponseBase]:
    """A view for an act that takes a reason and nothing else."""

    def view(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
        agreement = agreement_of(agreement_id)
        form = form_class(_given(request))
        return _act(
            request, agreement,
            lambda: act(agreement=agreement, reason=form.cleaned_data["reason"], acting_user=_user(request)),
            title=title(), form=form, said=said(), danger=danger,
        )  # fmt: skip

    return view


def _plain(
    act: Callable[..., object], title: Any, said: Any, *, warnings: Callable[[], list[Any]] = list
) -> Callable[[HttpRequest, int], HttpResponseBase]:
    """A view for an act that takes nothing."""

    def view(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
        agreement = agreement_of(agreement_id)
        return _act(
            request, agreement, lambda: act(agreement=agreement, acting_user=_user(request)),
            facts=facts_of(agreement), title=title(), said=said(), warnings=warnings(),
        )  # fmt: skip

    return view


def facts_of(agreement: Agreement) -> list[Fact]:
    """What was negotiated, as far as it was."""
    found = [Fact(_("Services"), "、".join(str(one) for one in services_of(agreement)))]
    if agreement.period is not None:
        found.append(Fact(_("Term"), f"{agreement.period.lower} – {agreement.last_day}"))
    if agreement.text is not None:
        found.append(Fact(_("Agreement text"), agreement.text))
    if agreement.prepared_by is not None:
        found.append(Fact(_("Negotiated by"), agreement.prepared_by))
    if agreement.terms:
        found.append(Fact(_("Agreed beside the text"), agreement.terms))
    return found


return_application = requires(duty="handle")(once(_reasoned(
    papers.return_application, lambda: _("Return the application"),
    lambda: _("The application is returned with everything that is missing."), form_class=RemarkForm,
)))  # fmt: skip
refuse = requires(duty="handle")(once(_reasoned(
    papers.refuse, lambda: _("Refuse the application"), lambda: _("The application is refused."), danger=True,
)))  # fmt: skip
withdraw = requires(duty=REGISTERS)(once(_reasoned(
    papers.withdraw, lambda: _("Withdraw the application"), lambda: _("The application is withdrawn."), danger=True,
)))  # fmt: skip
send_back = requires(duty="approve")(once(_reasoned(
    sign.send_back, lambda: _("Send the agreement back to negotiation"), lambda: _("Sent back."),
)))  # fmt: skip
accept = requires(duty="handle")(once(_plain(
    papers.accept, lambda: _("Accept the application"), lambda: _("The application is accepted."),
)))  # fmt: skip
evaluate_again = requires(duty="handle")(once(_plain(
    evaluate.evaluate_again, lambda: _("Evaluate again"), lambda: _("The next round is open."),
)))  # fmt: skip
close_notice = requires(duty="handle")(once(_plain(
    publish.close_notice, lambda: _("Close the notice"), lambda: _("The notice is closed."),
)))  # fmt: skip
sign_agreement = requires(duty="approve")(once(_plain(
    sign.sign, lambda: _("Sign the agreement"), lambda: _("The agreement is in force."),
    warnings=lambda: [_("The institution is designated on the days of the term; a former agreement gives way.")],
)))  # fmt: skip


@requires(duty="handle")
@once
def meet(request: HttpRequest, agreement_id: int, condition_id: int) -> HttpResponseBase:
    agreement = agreement_of(agreement_id)
    condition = get_object_or_404(agreement.conditions, pk=condition_id)
    form = MetForm(_given(request), initial=_today())
    return _act(
        request, agreement,
        lambda: papers.meet_condition(condition=condition, acting_user=_user(request), **form.cleaned_data),
        facts=[Fact(_("Condition"), condition.title), Fact(_("To be met by"), condition.due_on)],
        title=_("Condition met"), form=form, label=_("Save"), said=_("The condition is noted as met."),
    )  # fmt: skip


# --- evaluation ---


@requires(duty="handle")
@once
def sheet(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """An evaluator's sheet with every item the policy has evaluated, and the sheets there are."""
    agreement = agreement_of(agreement_id)
    kind = agreement.institution.kind
    try:
        policy = policy_of(agreement)
        form = SheetForm(_given(request), items=policy.items(kind), titles=policy.titles(kind))
    except DomainError as refused:
        messages.error(request, str(refused))
        return redirect(agreement)
    if request.method == "POST" and form.is_valid():
        try:
            evaluate.enter_sheet(
                agreement=agreement,
                evaluator=form.cleaned_data["evaluator"],
                points=form.points(),
                acting_user=_user(request),
            )
        except DomainError as refusal:
            for text in refusals(refusal):
                form.add_error(None, text)
        else:
            return done(request, _("The sheet is entered."), request.path)
    context = {
        "title": _("Evaluation sheet of %(institution)s") % {"institution": agreement.institution},
        "form": form,
        "cancel_url": agreement.get_absolute_url(),
        "evaluation": evaluation_shown(agreement),
        "agreement": agreement,
    }
    return render(request, "institutions/agreements/sheet.html", context, status=422 if form.errors else 200)


@requires(duty="handle")
@once
def conclude(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    agreement = agreement_of(agreement_id)
    form = RemarkForm(_given(request))
    return _act(
        request, agreement,
        lambda: evaluate.conclude(agreement=agreement, remark=form.cleaned_data["reason"], acting_user=_user(request)),
        facts=_result(agreement), form=form,
        title=_("Conclude the evaluation"), said=_("The evaluation is concluded."),
    )  # fmt: skip


def _result(agreement: Agreement) -> list[Fact]:
    found = evaluation_shown(agreement)
    if found is None or "refused" in found:
        return [Fact(_("Result"), found["refused"] if found else _("No sheets yet."))]
    said = _("passed") if found["passed"] else _("not passed: ") + "；".join(found["faults"])
    return [
        Fact(_("Evaluators"), "、".join(found["evaluators"])),
        Fact(_("Mean total"), f"{found['total']} / {found['asked']}"),
        Fact(_("Result"), said),
    ]


# --- notice ---


@requires(duty="handle")
@once
def publish_notice(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    agreement = agreement_of(agreement_id)
    form = NoticeForm(_given(request), initial=_today())
    return _act(
        request, agreement,
        lambda: publish.publish(agreement=agreement, acting_user=_user(request), **form.cleaned_data),
        title=_("Publish the notice"), form=form, said=_("The notice is published."),
        warnings=[_("It stays up for the days the policy says; it is closed after that.")],
    )  # fmt: skip


@requires(duty="handle")
@once
def record_objection(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    agreement = agreement_of(agreement_id)
    form = ObjectionForm(_given(request), initial=_today())
    return _act(
        request, agreement,
        lambda: publish.record_objection(agreement=agreement, acting_user=_user(request), **form.cleaned_data),
        title=_("Record an objection"), form=form, label=_("Save"), said=_("The objection is recorded."),
    )  # fmt: skip


@requires(duty="handle")
@once
def answer(request: HttpRequest, agreement_id: int, objection_id: int) -> HttpResponseBase:
    agreement = agreement_of(agreement_id)
    objection = get_object_or_404(agreement.objections, pk=objection_id)
    form = AnswerForm(_given(request))
    return _act(
        request, agreement,
        lambda: publish.answer_objection(
            objection=objection, answer=form.cleaned_data["answer"], upheld=form.cleaned_data["upheld"] == "yes",
            acting_user=_user(request),
        ),
        facts=[Fact(_("Objection"), objection.text), Fact(_("Raised by"), objection.raised_by)],
        title=_("Answer the objection"), form=form, label=_("Save"), said=_("The objection is answered."),
    )  # fmt: skip


# --- negotiation, renewal, change ---


@requires(duty="handle")
@once
def propose(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    agreement = agreement_of(agreement_id)
    form = ProposeForm(_given(request), initial=_term(agreement))
    return _act(
        request, agreement,
        lambda: sign.propose(agreement=agreement, acting_user=_user(request), **form.cleaned_data),
        facts=facts_of(agreement), form=form,
        title=_("Propose the agreement for signature"),
        said=_("The agreement is proposed; a second person signs it."),
        warnings=[_("The city's text in use on the first day is taken.")],
    )  # fmt: skip


def _term(agreement: Agreement) -> dict[str, Any]:
    """The term as it offers itself: after the former agreement, or from today, as long as the policy allows."""
    first = timezone.localdate()
    former = agreement.former
    if former is not None and former.period is not None and agreement.kind == Agreement.Kind.RENEWAL:
        first = former.period.upper
    if agreement.period is not None:
        return {"first_day": agreement.period.lower, "last_day": agreement.last_day, "terms": agreement.terms}
    try:
        months = policy_of(agreement).needed("term.months")
    except DomainError:
        return {"first_day": first}
    return {"first_day": first, "last_day": longest_term(first, months) - ONE_DAY}


def _doubts(agreement: Agreement) -> list[str]:
    """What the last published assessment says against a renewal (JJ-09 三(九)); whoever decides weighs it."""
    found = renewal_in_doubt(agreement.institution)
    if found is None:
        return []
    said = _("The assessment of %(year)s (%(score)s) puts the renewal of the agreement in doubt.")
    return [said % {"year": found.year, "score": found.score}]


@requires(duty=REGISTERS)
@once
def renew(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    agreement = agreement_of(agreement_id)
    form = RenewForm(_given(request), initial=_today())
    return _act(
        request, agreement,
        lambda: apply.renew(agreement=agreement, acting_user=_user(request), **form.cleaned_data),
        facts=facts_of(agreement), form=form,
        title=_("Apply for renewal"), label=_("Apply"), said=_("The application for renewal is entered."),
        warnings=_doubts(agreement),
    )  # fmt: skip


@requires(duty=REGISTERS)
@once
def change(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    agreement = agreement_of(agreement_id)
    form = ChangeForm(_given(request), initial={**_today(), "services": agreement.services})
    return _act(
        request, agreement,
        lambda: apply.change(agreement=agreement, acting_user=_user(request), **form.cleaned_data),
        facts=facts_of(agreement), form=form,
        title=_("Apply for a change"), label=_("Apply"), said=_("The application for a change is entered."),
        warnings=[_("The agreement runs on until the changed one is signed and begins.")],
    )  # fmt: skip


# --- suspension, resumption, termination ---


@requires(duty=("handle", "inspect"))
@once
def ask_decision(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    agreement = agreement_of(agreement_id)
    form = AskForm(_given(request), agreement=agreement, initial=_today())
    return _act(
        request, agreement,
        lambda: decide.ask_decision(agreement=agreement, acting_user=_user(request), **form.cleaned_data),
        facts=facts_of(agreement), form=form,
        title=_("Suspend, resume or terminate"), label=_("Ask"), said=_("Asked; somebody who approves decides."),
    )  # fmt: skip


@requires(duty="approve")
@once
def decide_request(request: HttpRequest, agreement_id: int, decision_id: int) -> HttpResponseBase:
    agreement = agreement_of(agreement_id)
    asked = get_object_or_404(agreement.decisions.select_related("asked_by"), pk=decision_id)
    form = DecideForm(_given(request))
    return _act(
        request, agreement,
        lambda: decide.decide(
            decision=asked, approved=form.cleaned_data["decision"] == "yes", acting_user=_user(request)
        ),
        facts=[
            Fact(_("Act"), asked.get_act_display()), Fact(_("From"), asked.from_day), Fact(_("Until"), asked.until_day),
            Fact(_("Reason"), asked.reason), Fact(_("Asked by"), asked.asked_by),
        ],
        form=form, title=_("Decide on the request"), said=_("The request is decided."), danger=True,
        warnings=[
            _("Bills of care that begins while the agreement is suspended or ended wait; earlier ones stay payable.")
        ],
    )  # fmt: skip
