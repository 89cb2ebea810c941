"""The sheet of one county or city: report beside data beside what was verified; every act on it, and its course."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.access import requires
from config.display import percent
from config.forms import Fact, act_page, once
from config.spreadsheets.web import workbook_answer
from funds.forms_county_assessment import AppealForm, EvidenceForm, ReportForm, VerifyForm
from funds.models import CountyAppeal, CountySheet, CountyValue
from funds.reads.indicators import INDICATORS
from funds.reads.watched import Cell
from funds.rules.county_assessment import SHEET
from funds.services.county_assessment import report, review, verify
from funds.services.county_assessment.states import ACTS, OTHER_STEPS
from funds.spreadsheets.county_report import report_to_fill
from funds.views import year_guide
from funds.views.watch.tables import part_in_words
from institutions.access import AgencyRequest
from institutions.forms_assessment import AnswerAssessmentForm, WhyForm
from institutions.models import Attachment, Duty
from institutions.policy.scoring import curve_in_words
from institutions.policy.wording import word
from institutions.rules.scoring import POINTS

from .board import TONES
from .words import words_of

# Act → (duties, at the county, page, main).
PAGES: dict[str, tuple[tuple[str, ...], bool, str, bool]] = {
    "submit": ((Duty.REVIEW,), True, "submit_county_sheet", True),
    "return_report": ((Duty.HANDLE,), False, "return_county_sheet", False),
    "verify": ((Duty.HANDLE,), False, "verify_rest_of_county_sheet", False),
    "conclude": ((Duty.HANDLE,), False, "conclude_county_sheet", True),
    "send_back": ((Duty.REVIEW,), False, "send_back_county_sheet", False),
    "tell": ((Duty.REVIEW,), False, "tell_county_sheet", True),
    "appeal": ((Duty.HANDLE, Duty.REVIEW), True, "appeal_county_sheet", False),
    "accept": ((Duty.REVIEW,), True, "accept_county_sheet", True),
    "settle": ((Duty.APPROVE,), False, "settle_county_sheet", True),
}


class Button(NamedTuple):
    """An act that is open to the reader now."""

    title: str
    url: str
    main: bool


def sheet_of(request: AgencyRequest, pk: int) -> CountySheet:
    found: CountySheet = get_object_or_404(
        CountySheet.objects.select_related(
            "scheme__agency",
            "report",
            "unit",
            "reported_by",
            "submitted_by",
            "verified_by",
            "told_by",
            "settled_by",
        ),
        pk=pk,
    )
    request.navigated_as = found.scheme.board_url
    return found


@requires(region=True)
def sheet_page(request: AgencyRequest, county_sheet_id: int) -> HttpResponseBase:
    """On screen, with ``print`` on paper, with ``fill`` as the self-report's sheet."""
    sheet = sheet_of(request, county_sheet_id)
    if "fill" in request.GET:
        name = f"{sheet.unit} {sheet.scheme.year} {_('Sheet of the self-report')}"
        return workbook_answer(report_to_fill(sheet), name)
    user = request.user
    own, above = user.duties_at(sheet.unit), user.duties_at(sheet.scheme.agency)
    appeals = list(sheet.appeals(manager="objects").select_related("entered_by", "answered_by"))
    guide = year_guide.of_sheet(sheet, appealed=any(one.upheld is None for one in appeals))
    context = guide | {
        "title": _("Assessment %(year)s: %(unit)s") % {"year": sheet.scheme.year, "unit": sheet.unit},
        "sheet": sheet,
        "words": words_of(sheet.scheme.of_cities),
        "tone": TONES[sheet.state],
        "grade": word(sheet.grade) if sheet.grade else "",
        "buttons": buttons_of(sheet, user, own, above),
        "values": values_shown(sheet),
        "may_report": sheet.state == CountySheet.State.REPORTING and Duty.HANDLE in own,
        "may_verify": sheet.state == CountySheet.State.SUBMITTED and Duty.HANDLE in above,
        "may_decide": sheet.state == CountySheet.State.TOLD and Duty.APPROVE in above,
        "appeals": appeals,
        "steps": timeline(sheet),
        "printed_at": timezone.now(),
        "back_url": sheet.get_absolute_url(),
    }
    name = "sheet_print" if "print" in request.GET else "sheet"
    return render(request, f"funds/county_assessment/{name}.html", context)


def buttons_of(sheet: CountySheet, user: Any, own: set[str], above: set[str]) -> list[Button]:
    """The acts that are open now to this person; the services check again."""
    before = (sheet.verified_by_id, sheet.told_by_id)
    waiting = sheet.appeals(manager="objects").filter(upheld=None).exists()
    found = []
    for act, (duties, at_county, page, main) in PAGES.items():
        if set(duties).isdisjoint(own if at_county else above) or not SHEET.allows(sheet.state, act):
            continue
        if act in ("tell", "settle") and user.pk in before:
            continue
        if act in ("accept", "settle") and waiting:
            continue
        found.append(Button(_capital(str(_title(act))), reverse(f"funds:{page}", args=[sheet.pk]), main))
    return found


def _title(act: str) -> str:
    return _("verify what agrees") if act == "verify" else str(ACTS[act])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def values_shown(sheet: CountySheet) -> list[dict[str, Any]]:
    """Every indicator: the county's figure, the data's, what counts, its papers."""
    values = list(
        sheet.values(manager="objects")
        .select_related("indicator", "entered_by", "verified_by")
        .order_by("indicator__position")
    )
    papers: dict[int, list[Attachment]] = {}
    label = CountyValue._meta.label_lower
    for kept in Attachment.objects.filter(subject_type=label, subject_id__in=[one.pk for one in values]):
        papers.setdefault(kept.subject_id, []).append(kept)
    return [
        {
            "value": one,
            "indicator": one.indicator,
            "curve": curve_in_words(report.measure_of(one.indicator)),
            "own": _shown(one.own_value, one.own_points),
            "data": percent(one.from_data),
            "counts": _shown(one.value, one.points),
            "figures": [(_(name), _in_its_unit(one, name, number)) for name, number in one.figures],
            "papers": papers.get(one.pk, []),
        }
        for one in values
    ]


def _in_its_unit(value: CountyValue, name: str, number: str) -> str:
    """A numerator or denominator behind a computed figure: yuan, people, or as it is where nothing is known of it."""
    code, part = value.indicator.measured_by, name.lower()
    if code not in INDICATORS:
        return f"{Decimal(number):,}"
    return part_in_words(part, Cell(code, None, "", {}, **{part: Decimal(number)}))


def _shown(value: int | None, points: Decimal | None) -> str:
    if points is None:
        return "—"
    return str(points) if value is None else f"{percent(value)} ({points})"


def timeline(sheet: CountySheet) -> list[dict[str, Any]]:
    """What was done, the latest first."""
    return [
        {
            "title": _capital(str(ACTS.get(step.act) or OTHER_STEPS.get(step.act) or step.act)),
            "state": step.get_state_display(),
            "tone": TONES[step.state],
            "step": step,
            "note": _agreeing(step.note) if step.act == "verify" else _in_words(step.note, sheet),
        }
        for step in sheet.log(manager="objects").select_related("done_by").order_by("-pk")
    ]


def _agreeing(text: str) -> str:
    """What agreed was verified at once, and the log has only how many values it was."""
    return _("%(count)s values that agree") % {"count": text} if text.isdigit() else text


def _in_words(text: str, sheet: CountySheet) -> str:
    """The remark of a settled score ends with the code of the grade."""
    score, _space, grade = text.rpartition(" ")
    return f"{score} {word(grade)}" if grade and grade == sheet.grade else text


# --- acts ----------------------------------------------------------------------------------------------------------


def _act(
    request: AgencyRequest,
    sheet: CountySheet,
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
        Fact(words_of(sheet.scheme.of_cities).unit, sheet.unit),
        Fact(_("Year"), sheet.scheme.year),
        Fact(_("State"), sheet.get_state_display()),
    ]
    if sheet.score is not None:
        who.append(Fact(_("Score"), f"{sheet.score} {word(sheet.grade)}"))
    return act_page(request, facts=[*who, *facts], do=act, cancel_url=sheet.get_absolute_url(), **shown)


def _view(
    act: Callable[..., object],
    title: Callable[[], Any],
    said: Callable[[], Any],
    form_class: type[forms.Form] | None = None,
) -> Callable[[AgencyRequest, int], HttpResponseBase]:
    """A view for an act that takes what its form asks, or nothing."""

    def view(request: AgencyRequest, county_sheet_id: int) -> HttpResponseBase:
        sheet = sheet_of(request, county_sheet_id)
        form = None if form_class is None else form_class(request.POST or None)

        def do() -> object:
            return act(sheet=sheet, acting_user=request.user, **({} if form is None else form.cleaned_data))

        return _act(request, sheet, do, title=title(), said=said(), form=form)

    return view


submit = requires(duty="review", region=True)(once(_view(
    report.submit_report, lambda: _("Hand the report in"), lambda: _("The report is handed in."),
)))  # fmt: skip
return_report = requires(duty="handle", region=True)(once(_view(
    verify.return_report, lambda: _("Return the report"), lambda: _("The report is returned."), WhyForm,
)))  # fmt: skip
verify_rest = requires(duty="handle", region=True)(once(_view(
    verify.verify_rest, lambda: _("Verify what agrees"), lambda: _("Verified where report and data agree."),
)))  # fmt: skip
conclude = requires(duty="handle", region=True)(once(_view(
    verify.conclude_verification, lambda: _("Conclude the verification"), lambda: _("The score is worked out."),
)))  # fmt: skip
send_back = requires(duty="review", region=True)(once(_view(
    review.send_back_verification, lambda: _("Send the verification back"), lambda: _("Sent back."), WhyForm,
)))  # fmt: skip
tell = requires(duty="review", region=True)(once(_view(
    review.tell_result, lambda: _("Review and tell the result"), lambda: _("The result is told."),
)))  # fmt: skip
appeal = requires(duty=("handle", "review"), region=True)(once(_view(
    review.appeal, lambda: _("Appeal"), lambda: _("The appeal is recorded."), AppealForm,
)))  # fmt: skip
accept = requires(duty="review", region=True)(once(_view(
    review.accept_result, lambda: _("Accept the result"), lambda: _("The result is accepted."),
)))  # fmt: skip
settle = requires(duty="approve", region=True)(once(_view(
    review.settle_score, lambda: _("Settle the score"), lambda: _("The score is final."),
)))  # fmt: skip


def _value(sheet: CountySheet, pk: int) -> CountyValue:
    found: CountyValue = get_object_or_404(
        CountyValue.objects.select_related("indicator", "sheet"), pk=pk, sheet=sheet
    )
    return found


def _in_points(value: CountyValue) -> bool:
    return bool(value.indicator.curve["scored"] == POINTS)


def _known(value: CountyValue, figure: int | None, points: Decimal | None) -> Decimal | None:
    if _in_points(value):
        return points
    return None if figure is None else Decimal(figure) / 100


@requires(duty="handle", region=True)
@once
def report_page(request: AgencyRequest, county_sheet_id: int, county_value_id: int) -> HttpResponseBase:
    sheet = sheet_of(request, county_sheet_id)
    value = _value(sheet, county_value_id)
    form = ReportForm(
        request.POST or None, in_points=_in_points(value), most=value.most,
        initial={"value": _known(value, value.own_value, value.own_points), "evidence": value.evidence},
    )  # fmt: skip

    def do() -> object:
        return report.report_value(
            sheet=sheet, indicator=value.indicator.key, acting_user=request.user, **form.cleaned_data
        )

    return _act(
        request, sheet, do, facts=_about(value), title=_("Report a value"), form=form, label=_("Save"),
        said=_("The value is entered."),
    )  # fmt: skip


def _about(value: CountyValue) -> list[Fact]:
    return [
        Fact(_("Indicator"), value.indicator),
        Fact(_("Points to be had"), value.most),
        Fact(_("How the points follow"), curve_in_words(report.measure_of(value.indicator)) or "—"),
        Fact(_("From the data"), percent(value.from_data)),
    ]


@requires(duty="handle", region=True)
@once
def attach_page(request: AgencyRequest, county_sheet_id: int, county_value_id: int) -> HttpResponseBase:
    sheet = sheet_of(request, county_sheet_id)
    value = _value(sheet, county_value_id)
    form = EvidenceForm(request.POST or None, request.FILES or None)

    def do() -> object:
        return report.attach_evidence(value=value, acting_user=request.user, **form.cleaned_data)

    return _act(
        request, sheet, do, facts=_about(value)[:1], title=_("Attach evidence"), form=form, label=_("Save"),
        said=_("The paper is attached."),
    )  # fmt: skip


@requires(duty="handle", region=True)
@once
def verify_page(request: AgencyRequest, county_sheet_id: int, county_value_id: int) -> HttpResponseBase:
    sheet = sheet_of(request, county_sheet_id)
    value = _value(sheet, county_value_id)
    form = VerifyForm(
        request.POST or None, in_points=_in_points(value), most=value.most,
        initial={"value": _known(value, value.value, value.points), "difference": value.difference},
    )  # fmt: skip

    def do() -> object:
        return verify.verify_value(
            sheet=sheet, indicator=value.indicator.key, acting_user=request.user, **form.cleaned_data
        )

    facts = [*_about(value), Fact(_("Reported"), _shown(value.own_value, value.own_points))]
    facts.append(Fact(_("Evidence"), value.evidence or "—"))
    return _act(
        request, sheet, do, facts=facts, title=_("Verify a value"), form=form, label=_("Save"),
        said=_("The value is verified."),
    )  # fmt: skip


class Answerable(NamedTuple):
    """A value as the form of an answer asks about it."""

    indicator: str
    title: str
    most: int
    counts: object


@requires(duty="approve", region=True)
@once
def decide_page(request: AgencyRequest, county_sheet_id: int, county_appeal_id: int) -> HttpResponseBase:
    sheet = sheet_of(request, county_sheet_id)
    found = get_object_or_404(CountyAppeal.objects, pk=county_appeal_id, sheet=sheet)
    values = sheet.values(manager="objects").select_related("indicator").order_by("indicator__position")
    form = AnswerAssessmentForm(
        request.POST or None,
        values=[Answerable(one.indicator.key, one.indicator.title, one.most, one.counts) for one in values],
    )

    def do() -> object:
        upheld = form.cleaned_data["upheld"] == "yes"
        return review.decide_appeal(
            appeal=found, answer=form.cleaned_data["answer"], upheld=upheld, points=form.points(),
            acting_user=request.user,
        )  # fmt: skip

    return _act(
        request, sheet, do, facts=[Fact(_("Appeal"), found.text)], title=_("Decide an appeal"), form=form,
        label=_("Save"), said=_("The appeal is decided."),
    )  # fmt: skip
