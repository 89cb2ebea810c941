"""What is done with findings: compare anew, assign, decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config import display
from config.access import requires
from config.forms import DayField, Fact, LineField, act_page, once
from config.spreadsheets.web import dated, workbook_answer
from enrollment.models import CleaningDecision, CleaningFinding, CleaningRun, FindingKind
from enrollment.policy_cleaning import NAME
from enrollment.reads.cleaning import FIND
from enrollment.services.cleaning.assign import assign_findings, staff_of
from enrollment.services.cleaning.decide import decide_finding
from enrollment.spreadsheets.cleaning_decisions import decision_workbook
from enrollment.tasks.cleaning import enqueue_comparison
from institutions.access import AgencyRequest
from institutions.models import Agency, User
from institutions.policy.in_force import policy_for
from institutions.rules.policy_tables import Table

from .lists import FindingList
from .words import says

Decision = CleaningDecision.Decision
MOST_ON_A_SHEET = 5_000
MOST_AT_ONCE = 2_000


class AssignForm(forms.Form):
    assignee = forms.ModelChoiceField(label=gettext_lazy("Assigned to"), queryset=User.objects.none())
    due_on = DayField(
        label=gettext_lazy("Decide by"),
        required=False,
        help_text=gettext_lazy("Empty: the day by the policy stays."),
    )

    def __init__(self, *args: Any, county: Agency | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if county is not None:
            self.fields["assignee"].queryset = staff_of(county).order_by("name")  # type: ignore[attr-defined]


class DecideForm(forms.Form):
    decision = forms.ChoiceField(label=gettext_lazy("Decision on it"), choices=Decision)
    evidence = LineField(
        label=gettext_lazy("Reason and evidence"),
        max_length=300,
        help_text=gettext_lazy("What was looked at, what was corrected and where, or why it is no fault."),
    )

    def __init__(self, *args: Any, finding: CleaningFinding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if finding.other_county_id is None:
            kept = [one for one in Decision.choices if one[0] != Decision.HANDED_OVER]
            self.fields["decision"].choices = kept  # type: ignore[attr-defined]


class DayOfComparison(forms.Form):
    day = DayField(label=gettext_lazy("As of"))

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day lies ahead."))
        return day


@requires(duty="register", levels={"county", "city"})
@once
def compare_data(request: AgencyRequest) -> HttpResponseBase:
    """Start the comparison as a job."""
    agency = request.assignment.agency
    today = timezone.localdate()
    form = DayOfComparison(request.POST or None, initial={"day": today})
    last = CleaningRun.objects.filter(area=agency.area).order_by("-pk").first()

    def begin() -> str:
        job = enqueue_comparison(owner=request.user, agency=agency, day=form.cleaned_data["day"])
        return reverse("job", args=[job.pk])

    return act_page(
        request,
        title=_("Compare enrolment data"),
        facts=[
            Fact(_("Findings of"), agency.area if agency.is_municipal else agency),
            Fact(_("Last compared"), display.minute(last.at) if last else display.NOTHING),
            Fact(_("Compared for"), _(", ").join(str(kind.label) for kind in FIND)),
            *_policy_facts(agency, today),
        ],
        warnings=[_("Nothing of the data is changed; what is found is listed for whoever corrects it.")],
        form=form,
        do=begin,
        label=_("Compare data"),
        said=_("The data are being compared."),
        cancel_url=reverse("enrollment:findings"),
    )


def _policy_facts(agency: Agency, day: Any) -> Iterable[Fact]:
    """The policy's days, each with the mark where it is assumed."""
    policy = policy_for(agency.area, day)
    given = policy.section(NAME).given if policy.has(NAME) else {}
    for name, label in (
        ("compared_from", _("Compared from")),
        ("interruption.days", _("Days of an interruption")),
        ("decision.days", _("Days for a decision")),
    ):
        if name in given:
            one = given[name]
            yield Fact(label, _with_mark(_plain(one.value), one.assumed))


def _plain(value: Any) -> Any:
    if not isinstance(value, Table):
        return value
    labels = dict(FindingKind.choices)
    return _(", ").join(f"{labels.get(kind, _('others'))} {days}" for kind, days in value.root.items())


def _with_mark(value: Any, assumed: str) -> Any:
    return display.format_html("{} {}", value, display.assumed(assumed))


@requires(duty="register")
@once
def assign_listed(request: AgencyRequest) -> HttpResponseBase:
    """Assign everything that waits in the list as it was filtered."""
    listing = FindingList(user=request.user, assignment=request.assignment, parameters=request.GET)
    waiting = listing.filtered.filter(state__in=CleaningFinding.WAITING)
    back = reverse("enrollment:findings") + listing.query()
    ids = list(waiting.order_by(*listing.sorting.by()).values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
    counties = list(waiting.order_by("county").values_list("county", flat=True).distinct()[:2])
    return _assign(
        request,
        ids=ids[:MOST_AT_ONCE],
        county=Agency.objects.get(pk=counties[0]) if len(counties) == 1 else None,
        warnings=list(_about_listed(len(ids), len(counties))),
        facts=listing.asked_lines(),
        back=back,
    )


def _about_listed(findings: int, counties: int) -> Iterator[str]:
    if counties > 1:
        yield _("These findings belong to several counties; filter the list by one first.")
    if findings > MOST_AT_ONCE:
        yield _("More are listed; the first %(number)s are assigned at once.") % {"number": MOST_AT_ONCE}


@requires(duty="register")
def decision_sheet(request: AgencyRequest) -> HttpResponseBase:
    """What waits in the list as it was filtered, as a workbook to fill and import."""
    listing = FindingList(user=request.user, assignment=request.assignment, parameters=request.GET)
    waiting = listing.export_rows().filter(state__in=CleaningFinding.WAITING)[:MOST_ON_A_SHEET]
    return workbook_answer(decision_workbook(waiting, says), dated(_("Sheet of decisions")))


@requires(duty="register")
@once
def assign(request: AgencyRequest, finding_id: int) -> HttpResponseBase:
    finding = get_object_or_404(CleaningFinding.objects.select_related("county"), pk=finding_id)
    return _assign(
        request,
        ids=[finding.pk],
        county=finding.county,
        warnings=[],
        facts=[(_("Kind of finding"), finding.get_kind_display()), (_("What was found"), says(finding))],
        back=finding.get_absolute_url(),
    )


def _assign(
    request: AgencyRequest,
    *,
    ids: list[int],
    county: Agency | None,
    warnings: list[str],
    facts: Iterable[tuple[Any, Any]],
    back: str,
) -> HttpResponseBase:
    form = AssignForm(request.POST or None, county=county)

    def do() -> str:
        assign_findings(findings=ids, acting_user=request.user, **form.cleaned_data)
        return back

    return act_page(
        request,
        title=_("Assign findings"),
        facts=[
            *(Fact(label, value) for label, value in facts),
            Fact(_("Findings to be assigned"), display.whole(len(ids))),
            Fact(_("County"), county),
        ],
        warnings=warnings,
        form=form,
        do=do,
        label=_("Assign"),
        said=_("The findings are assigned."),
        cancel_url=back,
    )


@requires(duty="register")
@once
def decide(request: AgencyRequest, finding_id: int) -> HttpResponseBase:
    known = CleaningFinding.objects.select_related("county", "other_county")
    finding = get_object_or_404(known, pk=finding_id)
    form = DecideForm(request.POST or None, finding=finding)

    def do() -> str:
        decide_finding(finding=finding, acting_user=request.user, **form.cleaned_data)
        return finding.get_absolute_url()

    return act_page(
        request,
        title=_("Decide finding %(number)s") % {"number": finding.pk},
        facts=[
            Fact(_("Kind of finding"), finding.get_kind_display()),
            Fact(_("Full name"), finding.evidence.get("name")),
            Fact(_("What was found"), says(finding)),
            Fact(_("County"), finding.county),
            Fact(_("Other county"), finding.other_county),
        ],
        warnings=[
            _("What is decided as corrected is re-checked by the next comparison."),
            _("What is decided as no fault is listed no more until its evidence changes."),
        ],
        form=form,
        do=do,
        label=_("Decide the finding"),
        said=_("The decision is stored."),
        cancel_url=finding.get_absolute_url(),
    )
