"""The population that targets follow from: entered county by county, or by sheet."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.forms import act_page, once
from config.listing import Action, ChoiceFilter, Column, Listing
from enrollment.models import Population
from enrollment.reads.targets import counties_of
from enrollment.services.targets.population import enter_population
from enrollment.target_forms import PopulationForm, years
from institutions.access import AgencyRequest
from institutions.views.institutions import counties_in_reach


class PopulationList(Listing):
    key = "enrollment.populations"
    title = gettext_lazy("Population")
    unit = gettext_lazy("people")
    columns = (
        Column("year", gettext_lazy("Year"), get=lambda row: str(row.year)),
        Column("county", gettext_lazy("County")),
        Column("residents", gettext_lazy("Resident population"), "number", total=True),
        Column("employed", gettext_lazy("Employed population"), "number", total=True),
        Column("source", gettext_lazy("Source")),
        Column("as_of", gettext_lazy("As of"), "date"),
        Column("entered_by", gettext_lazy("Entered by")),
        Column("entered_at", gettext_lazy("Entered at"), "minute"),
    )
    filters = (
        ChoiceFilter("year", gettext_lazy("Year"), choices=lambda _listing: years()),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
    )
    order = "-pk"
    empty_title = gettext_lazy("No population is entered yet.")
    empty_hint = gettext_lazy("Targets follow from the resident and the employed population of each county.")

    def rows(self) -> QuerySet[Population]:
        return Population.objects.select_related("county", "entered_by")

    def actions(self) -> Iterator[Action]:
        if self.assignment.agency.level == "city" and "finance" in self.assignment.duties:
            yield Action(_("Import"), reverse("import_upload") + "?kind=populations")
            yield Action(_("Enter"), reverse("enrollment:enter_population"), main=True)


@requires()
def populations(request: AgencyRequest) -> HttpResponseBase:
    return PopulationList.respond(request)


@requires(duty="finance", levels="city")
@once
def enter(request: AgencyRequest) -> HttpResponseBase:
    area = request.assignment.agency.area
    form = PopulationForm(request.POST or None, counties=counties_of(area))

    def do() -> str:
        enter_population(acting_user=request.user, **form.cleaned_data)
        return reverse("enrollment:populations")

    return act_page(
        request,
        title=_("Enter a population"),
        warnings=(_("Entered again, it replaces what was entered; targets already drafted keep theirs."),),
        form=form,
        do=do,
        label=_("Enter"),
        said=_("Entered."),
        cancel_url=reverse("enrollment:populations"),
    )
