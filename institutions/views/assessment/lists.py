"""The work list of sheets, and the published list."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from config.access import requires
from config.listing import ChoiceFilter, Column, FlagFilter, Listing, TextFilter
from institutions.models import Assessment, AssessmentRound, Institution, PublishedAssessment
from institutions.policy.wording import word
from institutions.views.institutions import counties_in_reach

from .board import TONES

UNDER_WAY = ("collecting", "provisional", "reviewed")


def _rounds(_listing: Listing) -> list[tuple[int, str]]:
    return [(one.pk, str(one)) for one in AssessmentRound.objects.order_by("-year")]


def _grade(row: Any) -> str:
    return word(row.grade) if row.grade else ""


def _institution_filter() -> TextFilter:
    return TextFilter(
        "q",
        gettext_lazy("Institution"),
        lookups=("institution__fixmedins_code__begins", "institution__name__begins"),
        hint=gettext_lazy("code or start of the name"),
    )


class SheetList(Listing):
    key = "assessments"
    title = gettext_lazy("Assessment sheets")
    columns = (
        Column("round__year", gettext_lazy("Year")),
        Column("institution__fixmedins_code", gettext_lazy("Institution code"), "code"),
        Column("institution__name", gettext_lazy("Institution")),
        Column("county", gettext_lazy("County")),
        Column("agency", gettext_lazy("Assessed by"), default=False),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("due_on", gettext_lazy("To be done by"), "date"),
        Column("score", gettext_lazy("Score")),
        Column("grade", gettext_lazy("Grade"), get=_grade),
        Column("object_by", gettext_lazy("Objections until"), "date"),
        Column("computed_at", gettext_lazy("Figures of"), "minute", default=False),
        Column("concluded_by", gettext_lazy("Concluded by"), default=False),
        Column("reviewed_by", gettext_lazy("Reviewed by"), default=False),
        Column("approved_by", gettext_lazy("Approved by"), default=False),
    )
    filters = (
        _institution_filter(),
        ChoiceFilter("round", gettext_lazy("Year"), choices=_rounds),
        ChoiceFilter("state", gettext_lazy("State"), choices=Assessment.State),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
        ChoiceFilter("kind", gettext_lazy("Kind"), field="institution__kind", choices=Institution.Kind),
        FlagFilter("late", gettext_lazy("Late"), when=Q(due_on__lt=Now(), state__in=UNDER_WAY)),
    )
    empty_title = gettext_lazy("No assessment sheets yet.")
    empty_hint = gettext_lazy("The city opens the assessment of a year on the board.")

    def rows(self) -> QuerySet[Any]:
        return Assessment.objects.select_related(
            "round", "institution", "county", "agency", "concluded_by", "reviewed_by", "approved_by"
        )

    def row_url(self, row: Assessment) -> str:
        return row.get_absolute_url()

    def row_css(self, row: Assessment) -> str:
        late = row.due_on is not None and row.due_on < timezone.localdate()
        return "late" if late and row.state in UNDER_WAY else ""


@requires()
def sheet_list(request: HttpRequest) -> HttpResponseBase:
    return SheetList.respond(request)


class PublishedList(Listing):
    key = "published_assessments"
    title = gettext_lazy("Published assessments")
    columns = (
        Column("round__year", gettext_lazy("Year")),
        Column("institution__fixmedins_code", gettext_lazy("Institution code"), "code"),
        Column("institution__name", gettext_lazy("Institution")),
        Column("institution__kind", gettext_lazy("Kind"), get=lambda row: row.institution.get_kind_display()),
        Column("county", gettext_lazy("County")),
        Column("score", gettext_lazy("Score")),
        Column("grade", gettext_lazy("Grade"), get=_grade),
        Column("deposit_released", gettext_lazy("Share of the quality deposit released"), "percent"),
        Column(
            "deposit_assumed", gettext_lazy("Assumed"), "assumed",
            get=lambda row: row.origins.get("deposit", {}).get("assumed", ""),
        ),
        Column(
            "renewal_in_doubt", gettext_lazy("Renewal in doubt"), "badge",
            get=lambda row: gettext_lazy("in doubt") if row.renewal_in_doubt else "", tone=lambda _row: "bad",
        ),
        Column("round__published_on", gettext_lazy("Published on"), "date", default=False),
    )  # fmt: skip
    filters = (
        _institution_filter(),
        ChoiceFilter("round", gettext_lazy("Year"), choices=_rounds),
        ChoiceFilter("kind", gettext_lazy("Kind"), field="institution__kind", choices=Institution.Kind),
        FlagFilter("renewal_in_doubt", gettext_lazy("Renewal in doubt")),
    )
    empty_title = gettext_lazy("Nothing published yet.")
    empty_hint = gettext_lazy("Results appear here once the city has published a year.")

    def rows(self) -> QuerySet[Any]:
        return PublishedAssessment.objects.select_related("round", "institution", "county")

    def row_url(self, row: PublishedAssessment) -> str:
        return reverse("institutions:institution", args=[row.institution_id])


@requires()
def published_list(request: HttpRequest) -> HttpResponseBase:
    return PublishedList.respond(request)
