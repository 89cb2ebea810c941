"""What members of the committee said: entered, answered, the answer approved or returned by a second person."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.forms import ReasonForm
from config.access import requires
from config.forms import Fact, once
from funds.forms_oversight import AnswerForm, OpinionForm
from funds.models import SessionOpinion
from funds.rules.oversight import SESSION
from funds.services.oversight import opinions
from institutions.access import AgencyRequest

from .acting import OPINION_TONES, address_of, may, one_act, record_page
from .sessions import session_of


@requires(duty="inspect")
@once
def enter_opinion(request: AgencyRequest, committee_session_id: int) -> HttpResponseBase:
    session = session_of(committee_session_id)
    form = OpinionForm(request.POST or None, session=session)
    return one_act(
        request, session, lambda: opinions.enter_opinion(acting_user=request.user, **form.cleaned_data),
        title=_("Enter an opinion"), form=form, label=_("Save"), said=_("The opinion is entered."),
    )  # fmt: skip


def _opinion(committee_session_id: int, session_opinion_id: int) -> SessionOpinion:
    related = (
        "session__county",
        "session__area",
        "member__member",
        "entered_by",
        "answered_by",
        "approved_by",
    )
    found: SessionOpinion = get_object_or_404(
        SessionOpinion.objects.select_related(*related), pk=session_opinion_id, session=committee_session_id
    )
    return found


def _opinion_facts(opinion: SessionOpinion) -> list[Fact]:
    return [
        Fact(_("Said by"), opinion.member.member),
        Fact(_("Aspect"), opinion.get_aspect_display()),
        Fact(_("Opinion"), opinion.text),
        Fact(_("To be answered by"), opinion.due_on),
    ]


@requires()
def opinion_page(
    request: AgencyRequest, committee_session_id: int, session_opinion_id: int
) -> HttpResponseBase:
    opinion = _opinion(committee_session_id, session_opinion_id)
    session = opinion.session
    acts = may(request, session, SESSION)
    names = {
        "open": [("answer", _("Answer"), "answer_opinion")],
        "answered": [
            ("answer", _("Write the answer anew"), "answer_opinion"),
            ("return_answer", _("Return the answer"), "return_answer"),
            ("approve_answer", _("Approve the answer"), "approve_answer"),
        ],
        "approved": [],
    }[opinion.state]
    if opinion.answered_by == request.user:
        acts.discard("approve_answer")
    shown = [
        (title, reverse(f"funds:{page}", args=[session.pk, opinion.pk]))
        for act, title, page in names
        if act in acts
    ]
    return record_page(
        request, session, title=_("Opinion of the committee"), badge=opinion.get_state_display(),
        tone=OPINION_TONES[opinion.state], tables=[], back_url=request.path,
        buttons=[(_("Session"), address_of(session)), (_("Print"), "?print"), *shown],
        facts=[
            Fact(_("Session"), session.title),
            *_opinion_facts(opinion),
            Fact(_("Entered by"), opinion.entered_by),
            Fact(_("Answer"), opinion.answer or "—"),
            Fact(_("Answered by"), opinion.answered_by or "—"),
            Fact(_("Approved by"), opinion.approved_by or "—"),
            Fact(_("Answered on"), opinion.approved_on or "—"),
            *([Fact(_("Why the answer went back"), opinion.returned)] if opinion.returned else []),
        ],
    )  # fmt: skip


@requires(duty="inspect")
@once
def answer(request: AgencyRequest, committee_session_id: int, session_opinion_id: int) -> HttpResponseBase:
    opinion = _opinion(committee_session_id, session_opinion_id)
    form = AnswerForm(request.POST or None, initial={"answer": opinion.answer})
    return one_act(
        request, opinion.session,
        lambda: opinions.answer_opinion(opinion=opinion, acting_user=request.user, **form.cleaned_data),
        facts=_opinion_facts(opinion), title=_("Answer an opinion"), form=form, label=_("Save"),
        said=_("The answer waits for approval."),
    )  # fmt: skip


@requires(duty=("review", "approve"))
@once
def approve_answer(
    request: AgencyRequest, committee_session_id: int, session_opinion_id: int
) -> HttpResponseBase:
    opinion = _opinion(committee_session_id, session_opinion_id)
    return one_act(
        request, opinion.session,
        lambda: opinions.approve_answer(opinion=opinion, acting_user=request.user),
        facts=[*_opinion_facts(opinion), Fact(_("Answer"), opinion.answer)], title=_("Approve the answer"),
        said=_("The answer is approved."),
    )  # fmt: skip


@requires(duty=("review", "approve"))
@once
def return_answer(
    request: AgencyRequest, committee_session_id: int, session_opinion_id: int
) -> HttpResponseBase:
    opinion, form = _opinion(committee_session_id, session_opinion_id), ReasonForm(request.POST or None)
    return one_act(
        request, opinion.session,
        lambda: opinions.return_answer(opinion=opinion, acting_user=request.user, **form.cleaned_data),
        facts=[*_opinion_facts(opinion), Fact(_("Answer"), opinion.answer)], title=_("Return the answer"),
        form=form, said=_("The answer is returned."),
    )  # fmt: skip
