"""Grouped cases: by institution, month and group; those without a group; one with its formula; grouping a month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.grouping_words import METHODS, REASONS, TONES, method_text, reason_text
from claims.models import CaseRecord, CaseReview, Deviation, GroupedCase, PaymentMethod, Settlement
from claims.reads.grouped_cases import CaseSum, stays_not_grouped, sums
from claims.rules.payment.grouping import PAID_BY_ITEM
from claims.services.explain_group import explain_group
from claims.tasks_groups import enqueue_grouping
from config.access import requires
from config.codes import name_of
from config.forms import Fact, MonthField, act_page, once
from config.listing import Action, ChoiceFilter, Column, FlagFilter, Listing, Table, TextFilter
from config.listing.export import tables_workbook
from config.listing.filters import Filter
from config.periods import Month
from config.spreadsheets.web import dated, workbook_answer
from institutions.access import AgencyRequest
from institutions.models import Duty
from institutions.views.institutions import counties_in_reach

from .catalogues import number_text

# Paid by item because no method in use has a group for it: nobody's fault.
AT_FAULT = Q(group__isnull=True) & ~Q(reason=PAID_BY_ITEM)
SHORT: dict[str, object] = dict(PaymentMethod.choices)
MONTHS = [(number, str(number)) for number in range(1, 13)]


def _deviation(row: GroupedCase) -> str:
    """Only a case in a group deviates from anything."""
    return row.get_deviation_display() if row.group_id else ""


def _group(row: GroupedCase) -> str:
    return row.group.name if row.group else reason_text(row.reason)


BILL = Column("bill__setl_id", gettext_lazy("Settlement number"), "code")
INSTITUTION = Column("institution__name", gettext_lazy("Institution"))
MONTH = Column("clearing_month", gettext_lazy("Month"), "code", get=lambda row: f"{row.year}-{row.month:02d}")
DAY = Column("day", gettext_lazy("Discharged on"), "date")
METHOD = Column(
    "method", gettext_lazy("Payment method"), get=lambda row: str(SHORT.get(row.method, row.method))
)
REASON = Column("reason", gettext_lazy("Why it has no group"), get=lambda row: reason_text(row.reason))
COST = Column("cost", gettext_lazy("Total cost"), "money", total=True)
POOLED = Column("pooled", gettext_lazy("Billed to the pooled fund"), "money", total=True)


class GroupedCaseList(Listing):
    key = "grouped-cases"
    title = gettext_lazy("Grouped cases")
    unit = gettext_lazy("yuan")
    # What is shown at first fits a screen of 1440 points.
    columns: ClassVar[Sequence[Column]] = (
        BILL,
        INSTITUTION,
        Column("insutype", gettext_lazy("Scheme"), "code", default=False),
        MONTH,
        replace(DAY, default=False),
        METHOD,
        Column("group__code", gettext_lazy("Group code"), "code", default=False),
        Column("group", gettext_lazy("Group, or why it has none"), get=_group),
        Column("deviation", gettext_lazy("Deviation"), "badge", get=_deviation, tone=TONES),
        Column("weight", gettext_lazy("Weight or points"), "quantity", default=False),
        Column("units", gettext_lazy("Units"), "quantity"),
        COST,
        Column("mean", gettext_lazy("Last year's mean cost"), "money", default=False),
        POOLED,
        Column("owed", gettext_lazy("Owed by the pooled fund"), "money", total=True),
    )
    filters: ClassVar[Sequence[Filter]] = (
        TextFilter(
            "q",
            gettext_lazy("Bill"),
            lookups=("bill__setl_id", "institution__fixmedins_code", "group__code", "institution__name"),
            hint=gettext_lazy("bill, institution or group"),
        ),
        TextFilter("year", gettext_lazy("Year"), lookups=("year",), size=4),
        ChoiceFilter("month", gettext_lazy("Month"), choices=MONTHS),
        ChoiceFilter("method", gettext_lazy("Payment method"), choices=list(METHODS.items())),
        ChoiceFilter("deviation", gettext_lazy("Deviation"), choices=Deviation),
        ChoiceFilter("care", gettext_lazy("Care in"), field="care_county", choices=counties_in_reach),
    )
    empty_title = gettext_lazy("No case is grouped.")
    empty_hint = gettext_lazy("Group a clearing month: its settled stays appear here with group and points.")

    def rows(self) -> QuerySet[GroupedCase]:
        found: QuerySet[GroupedCase] = GroupedCase.objects.select_related("bill", "institution", "group")
        return found

    def row_url(self, row: GroupedCase) -> str:
        return reverse("claims:grouped_case", args=[row.bill_id])

    def actions(self) -> list[Action]:
        found = [
            Action(_("Cases without a group"), reverse("claims:ungrouped_cases")),
            Action(
                _("By institution and group"),
                f"{reverse('claims:grouped_case_sums')}?{self.parameters.urlencode()}",
            ),
        ]
        if self.assignment and Duty.HANDLE in self.assignment.duties:
            found.append(Action(_("Import case records"), reverse("import_upload") + "?kind=case_records"))
            found.append(Action(_("Group a month"), reverse("claims:group_month"), main=True))
        return found


class UngroupedList(GroupedCaseList):
    """The work list: what has to be put right before the case can be paid by its method."""

    key = "ungrouped-cases"
    title = gettext_lazy("Cases without a group")
    columns = (
        BILL, INSTITUTION, MONTH, DAY, METHOD, REASON,
        Column("diagnosis", gettext_lazy("Main diagnosis"), "code", get=lambda row: _record(row).main_diagnosis),
        Column("procedures", gettext_lazy("Procedures"), "code", get=lambda row: " ".join(_record(row).procedures)),
        Column("drg_code", gettext_lazy("DRG code"), "code", get=lambda row: _record(row).drg_code),
        Column("bill__dise_code", gettext_lazy("Disease"), "code"),
        COST, POOLED,
    )  # fmt: skip
    filters = (
        *(f for f in GroupedCaseList.filters if f.name in ("q", "year", "month", "care")),
        ChoiceFilter("reason", gettext_lazy("Why it has no group"), choices=list(REASONS.items())),
        FlagFilter("at_fault", gettext_lazy("To be put right"), when=AT_FAULT),
    )
    empty_title = gettext_lazy("Every case has a group.")
    empty_hint = gettext_lazy(
        "Cases that a month's grouping could not place stand here with the reason: import their records or a "
        "catalogue, then group the month again."
    )

    def rows(self) -> QuerySet[GroupedCase]:
        return super().rows().filter(group__isnull=True).select_related("bill__case_record")

    def actions(self) -> list[Action]:
        waiting = Action(_("Stays not grouped yet"), reverse("claims:not_grouped"))
        return [Action(_("Grouped cases"), reverse("claims:grouped_cases")), waiting, *super().actions()[2:]]


class NotGroupedList(Listing):
    """Stays that came after their month was grouped, or whose month never was: a month pays them as billed.

    Of this year and the last: what is older was cleared with its year.
    """

    key = "stays-not-grouped"
    title = gettext_lazy("Stays not grouped yet")
    unit = gettext_lazy("yuan")
    columns = (
        Column("bill__setl_id", gettext_lazy("Settlement number"), "code"),
        Column("institution__fixmedins_code", gettext_lazy("Institution code"), "code", default=False),
        Column("institution__name", gettext_lazy("Institution")),
        Column("insutype", gettext_lazy("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("clr_month", gettext_lazy("Month"), "month"),
        Column("policy_date", gettext_lazy("Discharged on"), "date"),
        Column("reason", gettext_lazy("Why it has no group"), get=lambda row: _why_not_grouped(row)),
        Column("medfee_sumamt", gettext_lazy("Total cost"), "money", total=True),
        Column("hifp_pay", gettext_lazy("Billed to the pooled fund"), "money", total=True),
    )
    filters = (
        TextFilter("q", gettext_lazy("Bill"),
                   lookups=("bill__setl_id", "institution__fixmedins_code", "institution__name"),
                   hint=gettext_lazy("bill or institution")),
        TextFilter("year", gettext_lazy("Year"), lookups=("clr_month__year",), size=4),
        ChoiceFilter("month", gettext_lazy("Month"), field="clr_month__month", choices=MONTHS),
        FlagFilter("late", gettext_lazy("Settled after the month was grouped"), when=Q(month_grouped=True)),
    )  # fmt: skip
    empty_title = gettext_lazy("Every stay was looked at.")
    empty_hint = gettext_lazy(
        "Stays settled after their month was grouped stand here: group the month again."
    )

    def rows(self) -> QuerySet[Settlement]:
        since = dt.date(timezone.localdate().year - 1, 1, 1)
        return stays_not_grouped().filter(clr_month__gte=since).select_related("bill", "institution")

    def row_url(self, row: Settlement) -> str:
        return reverse("claims:bill", args=[row.bill_id])

    def actions(self) -> list[Action]:
        found = [Action(_("Cases without a group"), reverse("claims:ungrouped_cases"))]
        if self.assignment and Duty.HANDLE in self.assignment.duties:
            found.append(Action(_("Group a month"), reverse("claims:group_month"), main=True))
        return found


def _why_not_grouped(row: Settlement) -> str:
    if row.month_grouped:
        return _("settled after the month was grouped")
    return _("the month was not grouped")


def _record(row: GroupedCase) -> CaseRecord:
    found: CaseRecord | None = getattr(row.bill, "case_record", None)
    return found or CaseRecord()


@requires()
def case_list(request: AgencyRequest) -> HttpResponseBase:
    return GroupedCaseList.respond(request)


@requires()
def ungrouped_list(request: AgencyRequest) -> HttpResponseBase:
    return UngroupedList.respond(request)


@requires()
def not_grouped_list(request: AgencyRequest) -> HttpResponseBase:
    return NotGroupedList.respond(request)


@requires()
def case_page(request: AgencyRequest, bill_id: int) -> HttpResponse:
    """One case: what its record says, which group took it and why, its points and money by formula."""
    related = ("area", "institution", "group", "catalogue", "bill")
    case = get_object_or_404(GroupedCase.objects.select_related(*related), bill=bill_id)
    context = {
        "title": _("Grouped case"),
        "case": case,
        "record": CaseRecord.objects.filter(bill=bill_id).first(),
        "reviews": CaseReview.objects.filter(bill=bill_id).order_by("number"),
        "method": method_text(case.method),
        "reason": reason_text(case.reason),
        "tone": TONES[case.deviation],
        "units": number_text(case.units),
        "steps": explain_group(case),
        "may_handle": Duty.HANDLE in request.assignment.duties,
    }
    return render(request, "claims/grouping/case.html", context)


SUM_COLUMNS = (
    Column("code", gettext_lazy("Institution code"), "code"),
    Column("name", gettext_lazy("Institution")),
    Column("month", gettext_lazy("Month"), "code"),
    Column("method", gettext_lazy("Payment method"), get=lambda one: method_text(one.method)),
    Column("group", gettext_lazy("Group code"), "code"),
    Column("group_name", gettext_lazy("Group name")),
    Column("cases", gettext_lazy("Cases"), "number"),
    Column("low", gettext_lazy("Low cost"), "number"),
    Column("high", gettext_lazy("High cost"), "number"),
    Column("units", gettext_lazy("Units"), "quantity"),
    Column("cost", gettext_lazy("Total cost"), "money"),
    Column("pooled", gettext_lazy("Billed to the pooled fund"), "money"),
    Column("owed", gettext_lazy("Owed by the pooled fund"), "money"),
)
_SUMMED = ("cases", "low", "high", "cost", "pooled")
SUMS_SHOWN = 1_000


@requires()
def case_sums(request: AgencyRequest) -> HttpResponseBase:
    """The same filter as the list, added up by institution, month and group. ``?xlsx`` downloads all of it."""
    listing = GroupedCaseList(
        user=request.user,
        assignment=request.assignment,
        parameters=request.GET,
    )
    found = list(sums(listing.filtered))
    title = _("Grouped cases by institution and group")
    totals = {name: sum(getattr(one, name) for one in found) for name in _SUMMED}
    if "xlsx" in request.GET:
        whole = Table(title, SUM_COLUMNS, found, totals=totals)
        return workbook_answer(tables_workbook([whole]), dated(title))
    context = {
        "title": title,
        "listing": listing,
        "table": Table(
            title, SUM_COLUMNS, found[:SUMS_SHOWN], totals=totals, row_url=_cases_of, unit=_("yuan")
        ),
        "is_empty": not found,
        "more": max(0, len(found) - SUMS_SHOWN),
        "query": request.GET.urlencode(),
    }
    return render(request, "claims/grouping/sums.html", context)


def _cases_of(one: CaseSum) -> str:
    year, month = one.month.split("-")
    asked = {"q": one.code, "year": year, "month": int(month), "method": one.method}
    return f"{reverse('claims:grouped_cases')}?{urlencode(asked)}"


class GroupMonthForm(forms.Form):
    month = MonthField(label=gettext_lazy("Clearing month"))


@requires(duty="handle")
@once
def group_month(request: AgencyRequest) -> HttpResponseBase:
    """Group the stays of a clearing month, as a job."""
    agency = request.assignment.agency
    form = GroupMonthForm(request.POST or None, initial={"month": str(Month.of(timezone.localdate()))})

    def begin() -> str:
        job = enqueue_grouping(owner=request.user, agency=agency, **form.cleaned_data)
        return reverse("job", args=[job.pk])

    return act_page(
        request,
        title=_("Group a month"),
        facts=[Fact(_("Pooling area"), agency.area)],
        warnings=[
            _("What was grouped of the month before is replaced; bills and settlements stay as they are.")
        ],
        form=form,
        do=begin,
        label=_("Group"),
        said=_("The month is being grouped."),
        cancel_url=reverse("claims:grouped_cases"),
    )


def unmatched(_seat: Any) -> int | None:
    """How many cases wait for their group; counted no further than a badge can say."""
    return GroupedCase.objects.filter(AT_FAULT)[:100].count() or None
