"""One agreement: what it is about, its papers, conditions, evaluation, notice, decisions, and what can be done now."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from config.access import requires
from config.errors import DomainError
from institutions.models import Agreement, Duty, User
from institutions.rules import agreements as rules
from institutions.services.agreements.decide import deciding_agency
from institutions.services.agreements.evaluate import FAULTS, evaluation_of
from institutions.services.agreements.states import ACTS, OTHER_STEPS, agency_at, policy_of

from .board import TONES

RELATED = (
    "institution",
    "area",
    "county",
    "agency",
    "former",
    "text",
    "opened_by",
    "prepared_by",
    "signed_by",
)

# Act of the flow → duties, the page it is done on. In the order of the buttons.
PAGES: dict[str, tuple[tuple[str, ...], str]] = {
    "withdraw": ((Duty.REGISTER, Duty.HANDLE), "withdraw_agreement"),
    "refuse": ((Duty.HANDLE,), "refuse_agreement"),
    "return": ((Duty.HANDLE,), "return_agreement"),
    "hand_in": ((Duty.REGISTER, Duty.HANDLE), "agreement_papers"),
    "accept": ((Duty.HANDLE,), "accept_agreement"),
    "score": ((Duty.HANDLE,), "agreement_sheet"),
    "pass": ((Duty.HANDLE,), "conclude_evaluation"),
    "evaluate_again": ((Duty.HANDLE,), "evaluate_again"),
    "publish": ((Duty.HANDLE,), "publish_notice"),
    "object": ((Duty.HANDLE,), "record_objection"),
    "close_notice": ((Duty.HANDLE,), "close_notice"),
    "propose": ((Duty.HANDLE,), "propose_agreement"),
    "send_back": ((Duty.APPROVE,), "send_back_agreement"),
    "sign": ((Duty.APPROVE,), "sign_agreement"),
    "change": ((Duty.REGISTER, Duty.HANDLE), "change_agreement"),
    "renew": ((Duty.REGISTER, Duty.HANDLE), "renew_agreement"),
}
MAIN = {"accept", "pass", "publish", "close_notice", "propose", "sign", "hand_in", "renew"}


class Button(NamedTuple):
    title: Any
    url: str
    main: bool


def agreement_of(agreement_id: int) -> Agreement:
    found: Agreement = get_object_or_404(Agreement.objects.select_related(*RELATED), pk=agreement_id)
    return found


@requires()
def agreement_page(request: HttpRequest, agreement_id: int) -> HttpResponse:
    agreement = agreement_of(agreement_id)
    user: Any = request.user
    return render(
        request,
        "institutions/agreements/agreement.html",
        {
            "title": _("Agreement %(number)s") % {"number": agreement.number},
            "agreement": agreement,
            "tone": TONES[agreement.state],
            "services": services_of(agreement),
            "buttons": buttons_of(agreement, user),
            "handles": Duty.HANDLE in user.duties_at(agreement.agency),
            "may_meet": _may_meet(agreement, user),
            "may_attach": Duty.HANDLE in user.duties_at(agreement.agency),
            "papers": agreement.papers.select_related("attachment"),
            "conditions": agreement.conditions.select_related("checked_by"),
            "evaluation": evaluation_shown(agreement),
            "objections": agreement.objections.select_related("entered_by", "answered_by"),
            "decisions": agreement.decisions.select_related("asked_by", "decided_by"),
            "may_decide": may_decide(agreement, user),
            "user_id": user.pk,
            "designations": agreement.designations.order_by("period"),
            "followers": agreement.followers.order_by("pk"),
            "steps": timeline(agreement),
        },
    )


def services_of(agreement: Agreement) -> list[Any]:
    labels = dict(Agreement.Service.choices)
    return [labels[one] for one in agreement.services]


def buttons_of(agreement: Agreement, user: User) -> list[Button]:
    """The acts that are open now to this person; the services check again."""
    held = user.duties_at(agreement.agency)
    found = []
    for act, (duties, page) in PAGES.items():
        if isinstance(rules.after(agreement.state, act, agreement.steps), rules.Refusal):
            continue
        if held.isdisjoint(duties) or (act == "sign" and agreement.prepared_by_id == user.pk):
            continue
        title = str(ACTS[act])
        if act == "pass":
            title = _("conclude the evaluation")
        found.append(
            Button(_capital(title), reverse(f"institutions:{page}", args=[agreement.pk]), act in MAIN)
        )
    if agreement.is_running and may_ask(agreement, user):
        url = reverse("institutions:ask_decision", args=[agreement.pk])
        found.append(Button(_("Suspend, resume or terminate"), url, False))
    return found


def may_ask(agreement: Agreement, user: User) -> bool:
    city = agency_at("city", area=agreement.area, county=agreement.county)
    return bool({Duty.HANDLE, Duty.INSPECT} & user.duties_at(agreement.agency)) or (
        Duty.INSPECT in user.duties_at(city)
    )


def may_decide(agreement: Agreement, user: User) -> bool:
    try:
        return Duty.APPROVE in user.duties_at(deciding_agency(agreement))
    except DomainError:
        return False


def _may_meet(agreement: Agreement, user: User) -> bool:
    return not isinstance(
        rules.after(agreement.state, "meet"), rules.Refusal
    ) and Duty.HANDLE in user.duties_at(agreement.agency)


def evaluation_shown(agreement: Agreement) -> dict[str, Any] | None:
    """The sheets of the present round by evaluator, the means, what is lacking; None while nobody evaluated."""
    scores = list(agreement.scores.filter(round=agreement.round))
    if not scores:
        return None
    try:
        result = evaluation_of(agreement)
        policy = policy_of(agreement)
        titles = policy.titles(agreement.institution.kind)
    except DomainError as refused:
        return {"refused": str(refused)}
    given = {(score.evaluator, score.item): score.points for score in scores}
    evaluators = sorted({score.evaluator for score in scores})
    rows = [
        {
            "title": titles[one.item.key],
            "points": [given.get((evaluator, one.item.key)) for evaluator in evaluators],
            "most": one.item.points,
            "lowest": one.item.lowest,
            "mean": one.mean,
            "enough": one.enough,
        }
        for one in result.items
    ]
    found = {"evaluators": result.evaluators, "total": result.total}
    asked = {"evaluators": policy.needed("evaluation.evaluators"), "total": policy.needed("evaluation.total")}
    return {
        "evaluators": evaluators,
        "rows": rows,
        "total": result.total,
        "asked": asked["total"],
        "faults": [
            str(FAULTS[fault]) % {"found": found.get(fault, ""), "asked": asked.get(fault, "")}
            for fault in result.faults
        ],
        "passed": result.passed,
    }


class ShownStep(NamedTuple):
    title: str
    state: str
    tone: str
    step: Any


def timeline(agreement: Agreement) -> list[ShownStep]:
    """What was done, the latest first."""
    return [
        ShownStep(
            _capital(str(ACTS.get(step.act) or OTHER_STEPS.get(step.act) or step.act)),
            step.get_state_display(),
            TONES[step.state],
            step,
        )
        for step in agreement.log.select_related("done_by").order_by("-pk")
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
