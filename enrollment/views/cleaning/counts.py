"""What each comparison came to, county by county: read from what it left, never counted anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config import display
from config.access import requires
from config.listing import Action, ChoiceFilter, Column, Listing, MonthFilter
from enrollment.models import CleaningCount, CleaningFinding, FindingKind
from institutions.models import Agency
from institutions.views.institutions import counties_in_reach

RUNS_SHOWN = 12


class CountList(Listing):
    key = "enrollment.cleaning_counts"
    title = gettext_lazy("Data cleaning by county over time")
    template = "enrollment/cleaning/counts.html"
    columns = (
        Column("run__at", gettext_lazy("Compared at"), "minute"),
        Column("run__day", gettext_lazy("As of"), "date"),
        Column("county", gettext_lazy("County")),
        Column("kind", gettext_lazy("Kind of finding")),
        Column("found", gettext_lazy("Findings that stand"), "number"),
        Column("new", gettext_lazy("Found for the first time"), "number", total=True),
        Column("reopened", gettext_lazy("Found again"), "number", total=True),
        Column("gone", gettext_lazy("Found no more"), "number", total=True),
        Column("waiting", gettext_lazy("To be looked into"), "number"),
        Column("overdue", gettext_lazy("Overdue"), "number"),
        Column("excused", gettext_lazy("Not a fault"), "number"),
        Column("run__by", gettext_lazy("Started by"), default=False),
    )
    filters = (
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
        ChoiceFilter("kind", gettext_lazy("Kind of finding"), choices=FindingKind),
        MonthFilter("month", gettext_lazy("Month"), field="run__day", stored="days"),
    )
    order = "-pk"
    empty_title = gettext_lazy("No comparison has run yet.")
    empty_hint = gettext_lazy("Compare the data to begin.")

    def rows(self) -> QuerySet[CleaningCount]:
        """Where there is anything to tell: a run leaves a row for every county and kind."""
        nothing = Q(**dict.fromkeys(CleaningCount.NUMBERS, 0))
        return CleaningCount.objects.exclude(nothing).select_related("run__by", "county")

    def row_url(self, row: CleaningCount) -> str:
        return f"{reverse('enrollment:findings')}?kind={row.kind}&county={row.county_id}"

    def actions(self) -> Iterator[Action]:
        yield Action(gettext_lazy("Findings"), reverse("enrollment:findings"))

    def page_context(self) -> dict[str, Any]:
        return {**super().page_context(), **told(self)}


def told(listing: CountList) -> dict[str, Any]:
    """Key figures as they stand, and how many findings waited in each county run by run, as the list is filtered."""
    if listing.asked is None:
        return {}
    condition = Q()
    for each in listing.filters:
        condition &= each.condition(listing.asked)
    counts = CleaningCount.objects.filter(condition)
    runs = list(counts.order_by("-run").values_list("run", "run__at", "run__day").distinct()[:RUNS_SHOWN])[
        ::-1
    ]
    return {"figures": _figures(listing), "chart": _chart(counts, runs)} if runs else {}


def _figures(listing: CountList) -> list[dict[str, Any]]:
    asked = listing.asked or {}
    findings = CleaningFinding.objects.all()
    for name in ("county", "kind"):
        if asked.get(name):
            findings = findings.filter(**{name: asked[name]})
    State = CleaningFinding.State
    states = {
        _("To be looked into"): CleaningFinding.WAITING,
        _("Corrected, to be re-checked"): (State.DECIDED,),
        _("Found no more"): (State.GONE,),
        _("Not a fault"): (State.EXCUSED,),
    }
    return [
        {"label": label, "value": display.whole(findings.filter(state__in=among).count())}
        for label, among in states.items()
    ]


def _chart(counts: QuerySet[CleaningCount], runs: list[tuple[int, Any, Any]]) -> dict[str, Any]:
    """Waiting findings; where a run was another county's, a county's number of before holds on."""
    waiting: dict[int, dict[int, int]] = defaultdict(dict)
    summed = counts.filter(run__in=[run for run, _at, _day in runs]).order_by().values("county", "run")
    for row in summed.annotate(sum=Sum("waiting")):
        waiting[row["county"]][row["run"]] = row["sum"]
    names = {agency.pk: str(agency) for agency in Agency.objects.filter(pk__in=waiting)}
    series = []
    for county, known in sorted(waiting.items(), key=lambda one: names[one[0]]):
        data, held = [], 0
        for run, _at, _day in runs:
            held = known.get(run, held)
            data.append(held)
        if any(data):
            series.append({"name": names[county], "data": data})
    return {
        "kind": "line" if len(runs) > 1 else "bar",
        "categories": [display.day(day) for _run, _at, day in runs],
        "series": series,
        "unit": _("findings"),
        "counts": True,
    }


@requires()
def cleaning_counts(request: HttpRequest) -> HttpResponseBase:
    return CountList.respond(request)
