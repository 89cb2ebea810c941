"""What checks and screening of settled bills found, the rules, and the act that runs them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import BillFinding
from claims.reads.people import with_names
from claims.reads.screening.words import RULES
from claims.rules.screening import limit_key
from claims.services.bill_checks import finding_titles, known_checks, says
from claims.services.screening import screening_policy_for
from claims.tasks import enqueue_checking
from config.access import requires
from config.forms import Fact, MonthField, act_page, once
from config.listing import (
    Action,
    ChoiceFilter,
    Column,
    DaysFilter,
    FlagFilter,
    Listing,
    MonthFilter,
    TextFilter,
)
from institutions.access import AgencyRequest
from institutions.models import Agency
from institutions.policy.wording import value_of
from institutions.views.institutions import counties_in_reach

CHECKERS = ("handle", "inspect")


TONES = {
    "found": "warn",
    "asked": "info",
    "replied": "warn",
    "proposed": "info",
    "deducted": "bad",
    "closed": "plain",
}
SEVERITY_TONES = {"hint": "plain", "suspect": "warn", "breach": "bad"}


def _titles(listing: Any = None) -> list[tuple[str, Any]]:
    return list(finding_titles().items())


class FindingList(Listing):
    key = "findings"
    title = gettext_lazy("Findings on bills")
    unit = gettext_lazy("yuan")
    columns = (
        Column("number", gettext_lazy("Finding number"), "code"),
        Column("bill__setl_id", gettext_lazy("Settlement number"), "code", default=False),
        Column(
            "check_key",
            gettext_lazy("Check"),
            get=lambda row: finding_titles().get(row.check_key, row.check_key),
        ),
        Column("severity", gettext_lazy("Severity"), "badge", tone=SEVERITY_TONES),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("says", gettext_lazy("What was found"), "prose", get=says),
        Column(
            "other__setl_id",
            gettext_lazy("Other bill"),
            "code",
            link=lambda row: row.other_id and reverse("claims:bill", args=[row.other_id]),
            default=False,
        ),
        Column("psn_name", gettext_lazy("Full name")),
        Column("bill__institution__name", gettext_lazy("Institution"), "prose"),
        Column("bill__diag_dr_name", gettext_lazy("Physician"), default=False),
        Column("bill__diag_dr_codg", gettext_lazy("Code of the physician"), "code", default=False),
        Column("bill__enddate", gettext_lazy("To"), "date"),
        Column("bill__medfee_sumamt", gettext_lazy("Total"), "money", total=True, default=False),
        Column("amount", gettext_lazy("Amount in question"), "money", total=True),
        Column("proposed_amount", gettext_lazy("To be deducted"), "money", total=True, default=False),
        Column("due_on", gettext_lazy("Reply due on"), "date", sort="due_on"),
        Column("proposed_by", gettext_lazy("Reviewed first by"), default=False),
        Column("reviewed_by", gettext_lazy("Reviewed again by"), default=False),
        Column("found_at", gettext_lazy("Found at"), "minute", default=False),
        Column("gone_at", gettext_lazy("Found no more since"), "minute", default=False),
    )
    filters = (
        TextFilter(
            "q",
            gettext_lazy("Bill"),
            lookups=("bill__setl_id", "bill__institution__fixmedins_code"),
            hint=gettext_lazy("bill or institution"),
        ),
        TextFilter("physician", gettext_lazy("Code of the physician"), lookups=("bill__diag_dr_codg",)),
        ChoiceFilter("check", gettext_lazy("Check"), field="check_key", choices=_titles),
        ChoiceFilter("state", gettext_lazy("State"), choices=BillFinding.State),
        ChoiceFilter("severity", gettext_lazy("Severity"), choices=BillFinding.Severity),
        MonthFilter("month", gettext_lazy("Month"), field="bill__enddate", stored="days"),
        ChoiceFilter("care", gettext_lazy("Care in"), field="bill__care_county", choices=counties_in_reach),
        FlagFilter("open", gettext_lazy("Still found"), field="gone_at__isnull"),
        DaysFilter("due", gettext_lazy("Reply due"), field="due_on"),
    )
    empty_title = gettext_lazy("No findings.")
    empty_hint = gettext_lazy("Checks run over settled bills of some months; what they find appears here.")

    def rows(self) -> QuerySet[BillFinding]:
        found = BillFinding.objects.select_related("bill__institution", "other", "proposed_by", "reviewed_by")
        return with_names(found, "bill__person")

    def row_url(self, row: BillFinding) -> str:
        return reverse("claims:bill_finding", args=[row.pk])

    def actions(self) -> list[Action]:
        found = [Action(gettext_lazy("Rules"), reverse("claims:screening_rules"))]
        if self.assignment is None or not set(CHECKERS) & set(self.assignment.duties):
            return found
        these = self.parameters.urlencode()
        if "handle" in self.assignment.duties:
            address = f"{reverse('import_upload')}?kind=finding_replies"
            found.append(Action(gettext_lazy("Import replies"), address))
        return [
            *found,
            Action(gettext_lazy("Dismiss these"), f"{reverse('claims:dismiss_findings')}?{these}"),
            Action(
                gettext_lazy("Put these to the institutions"), f"{reverse('claims:ask_findings')}?{these}"
            ),
            Action(gettext_lazy("Check bills"), reverse("claims:check_bills"), main=True),
        ]


@requires()
def finding_list(request: AgencyRequest) -> HttpResponseBase:
    return FindingList.respond(request)


@requires()
def rule_list(request: AgencyRequest) -> HttpResponse:
    """Every screening rule: what it compares, how grave a hit is, and the limits in force with their assumptions."""
    area = request.assignment.agency.area
    policy = screening_policy_for(area, timezone.localdate())
    standing = dict(
        BillFinding.objects.filter(gone_at__isnull=True)
        .order_by("check_key")
        .values_list("check_key")
        .annotate(Count("pk"))
    )
    rules = [
        {
            "rule": rule,
            "severity": BillFinding.Severity(rule.severity).label,
            "tone": SEVERITY_TONES[rule.severity],
            "limits": [
                (value_of(given.value, given.unit), given.clause, given.assumed)
                for name in rule.limits
                if (given := policy.given.get(name)) is not None
            ],
            "ready": all(limit_key(name) in policy.limits for name in rule.limits),
            "found": standing.get(rule.code, 0),
        }
        for rule in RULES
    ]
    context = {"title": _("Screening rules"), "rules": rules, "area": area}
    return render(request, "claims/screening_rules.html", context)


class RangeForm(forms.Form):
    first = MonthField(label=gettext_lazy("First month"))
    last = MonthField(label=gettext_lazy("Last month"))
    county = forms.TypedChoiceField(
        label=gettext_lazy("Institutions of"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy("Screening keeps to bills of institutions of this county."),
    )

    def __init__(self, *args: Any, counties: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["county"].choices = [("", gettext_lazy("all")), *counties]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last month lies before the first."))
        return cleaned


@requires(duty=CHECKERS)
@once
def check_bills(request: AgencyRequest) -> HttpResponseBase:
    """Run every check over the settled bills of some months, as a job."""
    agency = request.assignment.agency
    counties = Agency.objects.filter(area=agency.area, level=Agency.Level.COUNTY).order_by("code")
    form = RangeForm(request.POST or None, counties=counties.values_list("pk", "name"))

    def begin() -> str:
        job = enqueue_checking(owner=request.user, agency=agency, **form.cleaned_data)
        return reverse("job", args=[job.pk])

    return act_page(
        request,
        title=_("Check bills"),
        facts=[
            Fact(_("Pooling area"), agency.area),
            Fact(
                _("Checks"), len({*(check.key for check in known_checks()), *(rule.code for rule in RULES)})
            ),
        ],
        warnings=[_("Nothing of the bills is changed; findings are listed for whoever looks into them.")],
        form=form,
        do=begin,
        label=_("Check bills"),
        said=_("The bills are being checked."),
        cancel_url=reverse("claims:findings"),
    )
