"""Special single-case reviews: the list, one of them, and every step of its course."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.forms import ReasonForm
from claims.forms_reviews import CaseOpinionForm, ReviewDecisionForm, ReviewForm, ReviewProposalForm
from claims.models import CaseReview, Expert, GroupedCase
from claims.rules.case_reviews import FLOW
from claims.services import case_reviews as services
from config.access import requires
from config.errors import DomainError
from config.forms import Fact, act_page, changed_meanwhile, done, once, refusals
from config.listing import Action, ChoiceFilter, Column, DaysFilter, Listing, TextFilter
from institutions.access import AgencyRequest
from institutions.models import MUNICIPAL, Duty
from institutions.services.policy_versions import municipal_agency
from institutions.views.institutions import counties_in_reach

from .catalogues import number_text

TONES = {"applied": "warn", "proposed": "info", "granted": "ok", "refused": "bad", "withdrawn": "plain"}


def address(review: CaseReview) -> str:
    return reverse("claims:case_review", args=[review.pk])


class CaseReviewList(Listing):
    key = "case-reviews"
    title = gettext_lazy("Single-case reviews")
    columns = (
        Column("number", gettext_lazy("Number"), "code", sort="number"),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("bill__setl_id", gettext_lazy("Settlement number"), "code"),
        Column("institution__name", gettext_lazy("Institution")),
        Column("county", gettext_lazy("County")),
        Column("year", gettext_lazy("Year"), "code"),
        Column("cause", gettext_lazy("Cause")),
        Column("applied_on", gettext_lazy("Applied on"), "date"),
        Column(
            "proposed_points",
            gettext_lazy("Points proposed"),
            "code",
            get=lambda row: number_text(row.proposed_points),
        ),
        Column(
            "decided_points",
            gettext_lazy("Points decided"),
            "code",
            get=lambda row: number_text(row.decided_points),
        ),
        Column("decided_on", gettext_lazy("Decided on"), "date"),
        Column("entered_by", gettext_lazy("Entered by"), default=False),
        Column("decided_by", gettext_lazy("Decided by"), default=False),
    )
    filters = (
        TextFilter(
            "q",
            gettext_lazy("Bill"),
            lookups=("number", "bill__setl_id", "institution__fixmedins_code", "institution__name__contains"),
            hint=gettext_lazy("number, bill or institution"),
        ),
        ChoiceFilter("state", gettext_lazy("State"), choices=CaseReview.State),
        ChoiceFilter("cause", gettext_lazy("Cause"), choices=CaseReview.Cause),
        TextFilter("year", gettext_lazy("Year"), lookups=("year",)),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
        DaysFilter("applied_on", gettext_lazy("Applied on")),
    )
    order = "-number"
    empty_title = gettext_lazy("No single-case reviews.")
    empty_hint = gettext_lazy(
        "Institutions apply for cases whose points do not fit; experts judge them, two people decide."
    )

    def rows(self) -> QuerySet[CaseReview]:
        related = ("bill", "institution", "county", "entered_by", "decided_by")
        found: QuerySet[CaseReview] = CaseReview.objects.select_related(*related)
        return found

    def row_url(self, row: CaseReview) -> str:
        return address(row)

    def actions(self) -> list[Action]:
        if not (self.assignment and Duty.HANDLE in self.assignment.duties):
            return []
        return [
            Action(_("Import applications"), reverse("import_upload") + "?kind=case_reviews"),
            Action(_("Enter an application"), reverse("claims:apply_case_review"), main=True),
        ]


@requires()
def review_list(request: AgencyRequest) -> HttpResponseBase:
    return CaseReviewList.respond(request)


@requires(duty="handle")
@once
def apply_one(request: AgencyRequest) -> HttpResponseBase:
    """What the institution hands in, typed at the counter."""
    initial = {"bill_number": request.GET.get("bill", ""), "applied_on": timezone.localdate()}
    form = ReviewForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and not changed_meanwhile(form):
        try:
            review = services.apply_review(acting_user=request.user, **form.cleaned_data)
        except (DomainError, ValidationError) as refusal:
            for text in refusals(refusal):
                form.add_error(None, text)
        else:
            return done(request, _("The application is entered."), address(review))
    context = {
        "title": _("Enter an application"), "form": form, "cancel_url": reverse("claims:case_reviews"),
    }  # fmt: skip
    return render(request, "components/form_page.html", context, status=422 if form.errors else 200)


def _review(review_id: int) -> CaseReview:
    related = ("area", "county", "institution", "bill", "entered_by", "proposed_by", "decided_by")
    found: CaseReview = get_object_or_404(CaseReview.objects.select_related(*related), pk=review_id)
    return found


@requires()
def review_page(request: AgencyRequest, case_review_id: int) -> HttpResponse:
    """The application, the experts' opinions, what was proposed and decided."""
    review = _review(case_review_id)
    at_city = request.user.duties_at(municipal_agency(review.area))
    open_acts = set(FLOW.open_in(review.state))
    own = request.assignment.duties
    may = {
        "opine": "opine" in open_acts and Duty.HANDLE in at_city,
        "propose": "propose" in open_acts and Duty.HANDLE in at_city,
        "decide": "grant" in open_acts and Duty.REVIEW in at_city,
        "withdraw": "withdraw" in open_acts and Duty.HANDLE in own,
    }
    context = {
        "title": _("Single-case review"),
        "review": review,
        "tone": TONES[review.state],
        "opinions": [
            (one, number_text(one.points)) for one in review.opinions.select_related("expert", "entered_by")
        ],
        "case": GroupedCase.objects.filter(bill=review.bill_id).select_related("group").first(),
        "proposed": number_text(review.proposed_points),
        "decided": number_text(review.decided_points),
        "may": may,
    }
    return render(request, "claims/grouping/review.html", context)


def _facts(review: CaseReview) -> list[Fact]:
    return [
        Fact(_("Settlement number"), review.bill.setl_id),
        Fact(_("Institution"), review.institution),
        Fact(_("Cause"), review.get_cause_display()),
        Fact(_("Grounds of the institution"), review.grounds),
        Fact(_("Points proposed"), number_text(review.proposed_points) or None),
        Fact(_("Conclusion"), review.conclusion or None),
    ]


def _act(
    request: AgencyRequest, review: CaseReview, title: Any, form: Any, do: Any, said: Any
) -> HttpResponseBase:
    def run() -> str:
        do(review=review, acting_user=request.user, **form.cleaned_data)
        return address(review)

    return act_page(
        request,
        title=title,
        facts=_facts(review),
        form=form,
        do=run,
        label=_("Save"),
        said=said,
        cancel_url=address(review),
    )


@requires(duty="handle", levels=MUNICIPAL)
@once
def opinion(request: AgencyRequest, case_review_id: int) -> HttpResponseBase:
    review = _review(case_review_id)
    experts = Expert.objects.filter(area=review.area, active=True).order_by("code")
    form = CaseOpinionForm(request.POST or None, experts=experts, initial={"given_on": timezone.localdate()})
    return _act(request, review, _("Expert's opinion"), form, services.enter_opinion, _("Saved."))


@requires(duty="handle", levels=MUNICIPAL)
@once
def propose(request: AgencyRequest, case_review_id: int) -> HttpResponseBase:
    form = ReviewProposalForm(request.POST or None)
    title, said = _("Propose points"), _("A second person decides.")
    return _act(request, _review(case_review_id), title, form, services.propose, said)


@requires(duty="review", levels=MUNICIPAL)
@once
def decide(request: AgencyRequest, case_review_id: int) -> HttpResponseBase:
    form = ReviewDecisionForm(request.POST or None, initial={"day": timezone.localdate()})
    return _act(
        request, _review(case_review_id), _("Decide on the review"), form, services.decide, _("Saved.")
    )


@requires(duty="handle")
@once
def withdraw(request: AgencyRequest, case_review_id: int) -> HttpResponseBase:
    form = ReasonForm(request.POST or None)
    title, said = _("Withdraw the application"), _("The application is withdrawn.")
    return _act(request, _review(case_review_id), title, form, services.withdraw, said)
