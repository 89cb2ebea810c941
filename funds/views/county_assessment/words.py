"""What the pages call whoever is assessed: counties by their city, cities by their region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy


@dataclass(frozen=True)
class Words:
    """Lazy texts of one kind of assessment."""

    title: Any
    of_year: Any
    scheme_of_year: Any
    unit: Any
    standing: Any
    nothing: Any
    who_drafts: Any
    not_open: Any

    def title_of_year(self, year: int) -> str:
        return str(self.of_year) % {"year": year}

    def title_of_scheme(self, year: int) -> str:
        return str(self.scheme_of_year) % {"year": year}


OF_COUNTIES = Words(
    title=gettext_lazy("Assessment of counties"),
    of_year=gettext_lazy("Assessment of counties %(year)s"),
    scheme_of_year=gettext_lazy("Assessment scheme %(year)s"),
    unit=gettext_lazy("County"),
    standing=gettext_lazy("Where the counties stand"),
    nothing=gettext_lazy("No assessment of counties yet."),
    who_drafts=gettext_lazy("The city drafts the scheme of a year from the policy in force."),
    not_open=gettext_lazy(
        "Counties report once the scheme is approved, the year is over and the city opens the assessment."
    ),
)
OF_CITIES = Words(
    title=gettext_lazy("Assessment of cities"),
    of_year=gettext_lazy("Assessment of cities %(year)s"),
    scheme_of_year=gettext_lazy("Scheme of the assessment of cities %(year)s"),
    unit=pgettext_lazy("of a region", "City"),
    standing=gettext_lazy("Where the cities stand"),
    nothing=gettext_lazy("No assessment of cities yet."),
    who_drafts=gettext_lazy("The region drafts the scheme of a year from the policy in force."),
    not_open=gettext_lazy(
        "Cities report once the scheme is approved, the year is over and the region opens the assessment."
    ),
)


def words_of(of_cities: bool) -> Words:
    return OF_CITIES if of_cities else OF_COUNTIES
