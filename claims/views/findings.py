"""What checks of settled bills found, and the act that runs them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import BillFinding
from claims.reads.people import with_names
from claims.services.bill_checks import known_checks, says
from claims.tasks import enqueue_checking
from config.access import requires
from config.forms import Fact, MonthField, act_page, once
from config.listing import Action, ChoiceFilter, Column, FlagFilter, Listing, MonthFilter, TextFilter
from institutions.views.institutions import counties_in_reach

CHECKERS = ("handle", "inspect")


def _titles(listing: Any = None) -> list[tuple[str, Any]]:
    return [(check.key, check.title) for check in known_checks()]


class FindingList(Listing):
    key = "findings"
    title = gettext_lazy("Findings on bills")
    unit = gettext_lazy("yuan")
    columns = (
        Column("bill__setl_id", gettext_lazy("Settlement number"), "code"),
        Column(
            "check_key",
            gettext_lazy("Check"),
            get=lambda row: dict(_titles()).get(row.check_key, row.check_key),
        ),
        Column("says", gettext_lazy("What was found"), get=says),
        Column(
            "other__setl_id",
            gettext_lazy("Other bill"),
            "code",
            link=lambda row: row.other_id and reverse("claims:bill", args=[row.other_id]),
        ),
        Column("psn_name", gettext_lazy("Full name")),
        Column("bill__institution__name", gettext_lazy("Institution"), default=False),
        Column("bill__enddate", gettext_lazy("To"), "date"),
        Column("bill__medfee_sumamt", gettext_lazy("Total"), "money", total=True),
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
        ChoiceFilter("check", gettext_lazy("Check"), field="check_key", choices=_titles),
        MonthFilter("month", gettext_lazy("Month"), field="bill__enddate", stored="days"),
        ChoiceFilter("care", gettext_lazy("Care in"), field="bill__care_county", choices=counties_in_reach),
        FlagFilter("open", gettext_lazy("Still found"), field="gone_at__isnull"),
    )
    empty_title = gettext_lazy("No findings.")
    empty_hint = gettext_lazy("Checks run over settled bills of some months; what they find appears here.")

    def rows(self) -> QuerySet[BillFinding]:
        found = BillFinding.objects.select_related("bill__institution", "other")
        return with_names(found, "bill__person")

    def row_url(self, row: BillFinding) -> str:
        return reverse("claims:bill", args=[row.bill_id])

    def actions(self) -> list[Action]:
        if self.assignment is None or not set(CHECKERS) & set(self.assignment.duties):
            return []
        return [Action(gettext_lazy("Check bills"), reverse("claims:check_bills"), main=True)]


@requires()
def finding_list(request: HttpRequest) -> HttpResponseBase:
    return FindingList.respond(request)


class RangeForm(forms.Form):
    first = MonthField(label=gettext_lazy("First month"))
    last = MonthField(label=gettext_lazy("Last month"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last month lies before the first."))
        return cleaned


@requires(duty=CHECKERS)
@once
def check_bills(request: HttpRequest) -> HttpResponseBase:
    """Run every check over the settled bills of some months, as a job."""
    agency = request.assignment.agency  # type: ignore[attr-defined]
    form = RangeForm(request.POST or None)

    def begin() -> str:
        job = enqueue_checking(owner=request.user, agency=agency, **form.cleaned_data)
        return reverse("job", args=[job.pk])

    return act_page(
        request,
        title=_("Check bills"),
        facts=[
            Fact(_("Pooling area"), agency.area),
            Fact(_("Checks"), ", ".join(str(title) for _key, title in _titles())),
        ],
        warnings=[_("Nothing of the bills is changed; findings are listed for whoever looks into them.")],
        form=form,
        do=begin,
        label=_("Check bills"),
        said=_("The bills are being checked."),
        cancel_url=reverse("claims:findings"),
    )
