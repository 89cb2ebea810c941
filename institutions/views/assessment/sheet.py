"""One institution's sheet: values with their figures, objections, steps, what follows; its acts; the panel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.access import requires
from config.display import percent
from config.errors import DomainError
from config.forms import Fact, act_page, once
from institutions.forms_assessment import (
    AgreedForm,
    AnswerAssessmentForm,
    AssessmentObjectionForm,
    HearingForm,
    ValueForm,
    WhyForm,
)
from institutions.models import (
    Assessment,
    AssessmentObjection,
    AssessmentValue,
    Duty,
    Institution,
    PublishedAssessment,
    User,
)
from institutions.policy.wording import word
from institutions.rules import assessments as rules
from institutions.rules.course import Refusal
from institutions.rules.scoring import ENTERED, POINTS
from institutions.services.assessment import conclude, decide
from institutions.services.assessment.enter import enter_value, measure_of
from institutions.services.assessment.results import Consequences, consequences_in
from institutions.services.assessment.states import ACTS, OTHER_STEPS, RELATED, city_of, may_enter, policy_in

from .board import TONES

# Act → (duty, at the city rather than the agency that assesses, page). In the order of the buttons.
PAGES: dict[str, tuple[str, bool, str]] = {
    "drop": (Duty.APPROVE, True, "drop_assessment"),
    "conclude": (Duty.HANDLE, False, "conclude_assessment"),
    "object": (Duty.HANDLE, False, "object_to_assessment"),
    "agree": (Duty.HANDLE, False, "agree_to_assessment"),
    "review": (Duty.REVIEW, False, "review_assessment"),
    "approve": (Duty.APPROVE, True, "approve_assessment"),
}
MAIN = {"conclude", "review", "approve"}


class Button(NamedTuple):
    title: Any
    url: str
    main: bool


def sheet_of(assessment_id: int) -> Assessment:
    related = (*RELATED, "concluded_by", "reviewed_by", "approved_by")
    found: Assessment = get_object_or_404(Assessment.objects.select_related(*related), pk=assessment_id)
    return found


@requires()
def assessment_page(request: HttpRequest, assessment_id: int) -> HttpResponseBase:
    """On screen, or with ``print`` on paper."""
    sheet = sheet_of(assessment_id)
    user: Any = request.user
    handles = Duty.HANDLE in user.duties_at(sheet.agency)
    context = {
        "title": _("Assessment %(year)s: %(institution)s")
        % {"year": sheet.round.year, "institution": sheet.institution},
        "sheet": sheet,
        "tone": TONES[sheet.state],
        "grade": word(sheet.grade) if sheet.grade else "",
        "buttons": buttons_of(sheet, user),
        "values": values_shown(sheet),
        "may_enter": sheet.state == Assessment.State.COLLECTING and may_enter(sheet, user),
        "may_answer": sheet.state == Assessment.State.PROVISIONAL and handles,
        "objections": sheet.objections.select_related("entered_by", "answered_by"),
        "follows": follows_shown(sheet),
        "steps": timeline(sheet),
        "printed_at": timezone.now(),
        "back_url": sheet.get_absolute_url(),
    }
    name = "sheet_print" if "print" in request.GET else "sheet"
    return render(request, f"institutions/assessment/{name}.html", context)


def buttons_of(sheet: Assessment, user: User) -> list[Button]:
    """The acts that are open now to this person; the services check again."""
    city, own = user.duties_at(city_of(sheet.area)), user.duties_at(sheet.agency)
    found = []
    for act, (duty, at_city, page) in PAGES.items():
        if isinstance(rules.after(sheet.state, act), Refusal) or duty not in (city if at_city else own):
            continue
        if act in ("review", "approve") and user.pk in (sheet.concluded_by_id, sheet.reviewed_by_id):
            continue
        found.append(Button(_capital(str(ACTS[act])), _url(page, sheet), act in MAIN))
    sends = Duty.REVIEW in own or Duty.APPROVE in city
    if sends and not isinstance(rules.after(sheet.state, "send_back"), Refusal):
        found.insert(0, Button(_("Send back"), _url("send_back_assessment", sheet), False))
    return found


def values_shown(sheet: Assessment) -> list[dict[str, Any]]:
    """Every value with how it is scored; without the policy's words where the policy is gone."""
    try:
        known = {
            one.measure.key: one
            for one in policy_in(sheet.area, sheet.round.year).indicators(sheet.institution.kind)
        }
    except DomainError:
        known = {}
    shown = []
    for value in sheet.values.select_related("entered_by", "objection"):
        indicator = known.get(value.indicator)
        shown.append(
            {
                "value": value,
                "reached": percent(value.value),
                "figures": [(_(label), _grouped(number)) for label, number in value.figures],
                "curve": "" if indicator is None else indicator.curve,
                "clause": "" if indicator is None else indicator.clause,
                "assumed": "" if indicator is None else indicator.assumed,
                "entered": value.source == ENTERED,
            }
        )
    return shown


def follows_shown(sheet: Assessment) -> Consequences | None:
    """What follows from the score as it stands; only the published one counts."""
    if sheet.score is None or sheet.state == Assessment.State.DROPPED:
        return None
    return consequences_in(sheet.area, sheet.round.year, sheet.score)


def timeline(sheet: Assessment) -> list[dict[str, Any]]:
    """What was done, the latest first."""
    return [
        {
            "title": _capital(str(ACTS.get(step.act) or OTHER_STEPS.get(step.act) or step.act)),
            "state": step.get_state_display(),
            "tone": TONES[step.state],
            "step": step,
            "note": _in_words(step.note, sheet),
        }
        for step in sheet.log.select_related("done_by").order_by("-pk")
    ]


def _in_words(note: str, sheet: Assessment) -> str:
    """The remark of an approval ends with the code of the grade."""
    score, _space, grade = note.rpartition(" ")
    return f"{score} {word(grade)}" if grade and grade == sheet.grade else note


def _grouped(number: str) -> str:
    """A kept figure with its thousands apart; what is no number as it is."""
    try:
        return f"{Decimal(number):,}"
    except InvalidOperation:
        return number


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _url(page: str, sheet: Assessment) -> str:
    return reverse(f"institutions:{page}", args=[sheet.pk])


# --- acts ----------------------------------------------------------------------------------------------------------


def _act(
    request: HttpRequest,
    sheet: Assessment,
    do: Callable[[], object],
    *,
    facts: Sequence[Fact] = (),
    **shown: Any,
) -> HttpResponseBase:
    """The act's page with which sheet it is above everything else; back to it."""

    def act() -> object:
        do()
        return sheet

    who = [
        Fact(_("Institution"), f"{sheet.institution} {sheet.institution.fixmedins_code}"),
        Fact(_("Year"), sheet.round.year),
        Fact(_("State"), sheet.get_state_display()),
    ]
    if sheet.score is not None:
        who.append(Fact(_("Score"), f"{sheet.score} {word(sheet.grade)}"))
    return act_page(request, facts=[*who, *facts], do=act, cancel_url=sheet.get_absolute_url(), **shown)


def _given(request: HttpRequest) -> Any:
    return request.POST or None


def _user(request: HttpRequest) -> Any:
    return request.user


def _plain(
    act: Callable[..., object], title: Any, said: Any, warnings: Callable[[], list[Any]] = list
) -> Callable[[HttpRequest, int], HttpResponseBase]:
    """A view for an act that takes nothing."""

    def view(request: HttpRequest, assessment_id: int) -> HttpResponseBase:
        sheet = sheet_of(assessment_id)
        return _act(
            request, sheet, lambda: act(assessment=sheet, acting_user=_user(request)),
            title=title(), said=said(), warnings=warnings(),
        )  # fmt: skip

    return view


def _with_form(
    act: Callable[..., object], form_class: type[forms.Form], title: Any, said: Any, *, danger: bool = False
) -> Callable[[HttpRequest, int], HttpResponseBase]:
    """A view for an act that takes what its form asks."""

    def view(request: HttpRequest, assessment_id: int) -> HttpResponseBase:
        sheet = sheet_of(assessment_id)
        form = form_class(_given(request), initial=_today())
        return _act(
            request, sheet, lambda: act(assessment=sheet, acting_user=_user(request), **form.cleaned_data),
            title=title(), form=form, said=said(), danger=danger,
        )  # fmt: skip

    return view


def _today() -> dict[str, Any]:
    return dict.fromkeys(("day", "received_on", "heard_on"), timezone.localdate())


conclude_sheet = requires(duty="handle")(once(_plain(
    conclude.conclude, lambda: _("Tell the provisional score"), lambda: _("The score is told."),
    lambda: [_("The score is worked out from the values as they stand; the institution may object from today.")],
)))  # fmt: skip
review_sheet = requires(duty="review")(once(_plain(
    decide.review, lambda: _("Review the score"), lambda: _("The score is reviewed."),
)))  # fmt: skip
approve_sheet = requires(duty="approve", levels="city")(once(_plain(
    decide.approve, lambda: _("Approve the score"), lambda: _("The score is approved."),
    lambda: [_("The score is final then.")],
)))  # fmt: skip
send_back_sheet = requires(duty=("review", "approve"))(once(_with_form(
    decide.send_back, WhyForm, lambda: _("Send the sheet back"), lambda: _("The sheet is sent back."),
)))  # fmt: skip
drop_sheet = requires(duty="approve", levels="city")(once(_with_form(
    decide.drop, WhyForm, lambda: _("Take the institution out of the assessment"),
    lambda: _("The institution is taken out."), danger=True,
)))  # fmt: skip
object_to_sheet = requires(duty="handle")(once(_with_form(
    conclude.record_objection, AssessmentObjectionForm, lambda: _("Record an objection"),
    lambda: _("The objection is recorded."),
)))  # fmt: skip
agree_to_sheet = requires(duty="handle")(once(_with_form(
    conclude.note_agreed, AgreedForm, lambda: _("Note that the institution agrees"), lambda: _("It is noted."),
)))  # fmt: skip


@requires(duty="handle")
@once
def enter(request: HttpRequest, assessment_id: int, assessment_value_id: int) -> HttpResponseBase:
    sheet = sheet_of(assessment_id)
    value = get_object_or_404(
        AssessmentValue.objects, pk=assessment_value_id, assessment=sheet, source=ENTERED
    )
    in_points = value.value is None and _in_points(sheet, value)
    known = value.points if in_points else None if value.value is None else value.value / 100
    form = ValueForm(
        _given(request), in_points=in_points, most=value.most,
        initial={"value": known, "evidence": value.evidence},
    )  # fmt: skip
    return _act(
        request, sheet,
        lambda: enter_value(
            assessment=sheet, indicator=value.indicator, acting_user=_user(request), **form.cleaned_data
        ),
        facts=[Fact(_("Indicator"), value.title), Fact(_("Points to be had"), value.most)],
        title=_("Enter a value"), form=form, label=_("Save"), said=_("The value is entered."),
    )  # fmt: skip


def _in_points(sheet: Assessment, value: AssessmentValue) -> bool:
    try:
        return measure_of(sheet, value.indicator).scored == POINTS
    except DomainError:
        return False


@requires(duty="handle")
@once
def hear(request: HttpRequest, assessment_id: int, assessment_objection_id: int) -> HttpResponseBase:
    sheet, objection = _objection(assessment_id, assessment_objection_id)
    form = HearingForm(_given(request), initial=_today())
    return _act(
        request, sheet,
        lambda: conclude.record_hearing(objection=objection, acting_user=_user(request), **form.cleaned_data),
        facts=[Fact(_("Objection"), objection.text)],
        title=_("Record a hearing"), form=form, label=_("Save"), said=_("The hearing is recorded."),
    )  # fmt: skip


@requires(duty="handle")
@once
def answer(request: HttpRequest, assessment_id: int, assessment_objection_id: int) -> HttpResponseBase:
    sheet, objection = _objection(assessment_id, assessment_objection_id)
    form = AnswerAssessmentForm(_given(request), values=sheet.values.all())

    def do() -> object:
        upheld = form.cleaned_data["upheld"] == "yes"
        return conclude.answer_objection(
            objection=objection, answer=form.cleaned_data["answer"], upheld=upheld, points=form.points(),
            acting_user=_user(request),
        )  # fmt: skip

    return _act(
        request, sheet, do, facts=[Fact(_("Objection"), objection.text)],
        title=_("Answer an objection"), form=form, label=_("Save"), said=_("The objection is answered."),
    )  # fmt: skip


def _objection(assessment_id: int, pk: int) -> tuple[Assessment, AssessmentObjection]:
    sheet = sheet_of(assessment_id)
    return sheet, get_object_or_404(AssessmentObjection.objects, pk=pk, assessment=sheet)


# --- the panel -----------------------------------------------------------------------------------------------------


def assessment_panel(_request: HttpRequest, institution: Institution) -> dict[str, Any]:
    """The institution's published results and the sheet under way."""
    published = list(
        PublishedAssessment.objects.filter(institution=institution)
        .select_related("round")
        .order_by("-round__year")
    )
    under_way = Assessment.objects.filter(institution=institution).exclude(
        state__in=(Assessment.State.PUBLISHED, Assessment.State.DROPPED)
    )
    return {
        "published": [(one, word(one.grade), percent(one.deposit_released)) for one in published],
        "under_way": [(one, TONES[one.state]) for one in under_way.select_related("round").order_by("-pk")],
        "doubt": published[0] if published and published[0].renewal_in_doubt else None,
    }
