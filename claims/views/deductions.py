"""Deductions: the list, and a second person's review."""

from __future__ import annotations

from django.db.models import Q, QuerySet, Sum
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Deduction, DeductionReversal
from claims.services.review_deduction import review_deduction
from config.access import requires
from config.forms import Fact, act_page, once
from config.listing import Column, FlagFilter, Listing, MonthFilter, TextFilter
from institutions.access import AgencyRequest


class DeductionList(Listing):
    key = "deductions"
    title = gettext_lazy("Deductions")
    unit = gettext_lazy("yuan")
    columns = (
        Column("reference", gettext_lazy("Reference"), "code"),
        Column("clr_month", gettext_lazy("Clearing month"), "month"),
        Column("institution__name", gettext_lazy("Institution")),
        Column("det_type", gettext_lazy("Kind")),
        Column("amount", gettext_lazy("Amount"), "money", total=True),
        Column("given_back", gettext_lazy("Given back"), "money"),
        Column("reason", gettext_lazy("Reason")),
        Column("handled_by", gettext_lazy("Handled by")),
        Column("reviewed_by", gettext_lazy("Reviewed by")),
    )
    filters = (
        TextFilter("q", gettext_lazy("Reference"), lookups=("reference",)),
        MonthFilter("month", gettext_lazy("Month"), field="clr_month"),
        FlagFilter("open", gettext_lazy("Waiting for review"), field="reviewed_by__isnull"),
    )
    empty_title = gettext_lazy("No deductions.")
    empty_hint = gettext_lazy(
        "Deductions from review and inspection are imported, reviewed, and withheld in their month."
    )

    def rows(self) -> QuerySet[Deduction]:
        found: QuerySet[Deduction] = Deduction.objects.select_related(
            "institution", "handled_by", "reviewed_by"
        )
        return found.annotate(
            given_back=Sum("reversals__amount", filter=Q(reversals__state=DeductionReversal.State.CONFIRMED))
        )

    def row_url(self, row: Deduction) -> str | None:
        if row.reviewed_by_id is None and self.assignment and "review" in self.assignment.duties:
            return reverse("claims:review_deduction", args=[row.pk])
        return None


@requires()
def deduction_list(request: AgencyRequest) -> HttpResponseBase:
    return DeductionList.respond(request)


@requires(duty="review")
@once
def review(request: AgencyRequest, deduction_id: int) -> HttpResponseBase:
    deduction = get_object_or_404(
        Deduction.objects.select_related("institution", "handled_by"), pk=deduction_id
    )

    def confirm() -> str:
        review_deduction(deduction=deduction, acting_user=request.user)
        return reverse("claims:deductions")

    return act_page(
        request,
        title=_("Review the deduction"),
        facts=[
            Fact(_("Reference"), deduction.reference),
            Fact(_("Institution"), deduction.institution),
            Fact(_("Clearing month"), f"{deduction.clr_month:%Y-%m}"),
            Fact(_("Amount, yuan"), f"{deduction.amount:,.2f}"),
            Fact(_("Reason"), deduction.reason),
            Fact(_("Handled by"), deduction.handled_by),
        ],
        warnings=[_("It is withheld from the institution's statement of that month.")],
        do=confirm,
        label=_("Confirm"),
        said=_("The deduction is reviewed."),
        cancel_url=reverse("claims:deductions"),
    )
