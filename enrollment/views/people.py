"""The list of insured people and a person's file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.access import requires
from config.listing import Action, ChoiceFilter, Column, Listing, TextFilter
from config.panels import panels_of
from config.search import Hit
from enrollment.models import Membership, Payer, Person
from enrollment.reads.person_file import file_of
from institutions.access import AgencyRequest
from institutions.views.institutions import counties_in_reach


@dataclass(frozen=True)
class PayerFilter(TextFilter):
    """People who are or were tied to a payer: by its number or the start of its name."""

    def condition(self, values: dict[str, Any]) -> Q:
        asked = values.get(self.name)
        if not asked:
            return Q()
        payers = Payer.objects.filter(Q(emp_no=asked) | Q(name__begins=asked))
        # The payers and the list's people are scoped; to scope what ties them once more only costs.
        return Q(pk__in=Membership.unscoped.filter(payer__in=payers).values("person"))


def person_filter(path: str = "person") -> TextFilter:
    """Of rows that belong to a person, by ``path``: by who that is."""
    return TextFilter(
        "q",
        _("Person"),
        lookups=(f"{path}__psn_no", f"{path}__certno", f"{path}__psn_name__begins"),
        hint=_("number, certificate or start of the name"),
    )


class PersonList(Listing):
    key = "people"
    title = _("Insured people")
    columns = (
        Column("psn_no", _("Person number"), "code", sort="psn_no"),
        Column("psn_name", _("Full name"), sort="psn_name"),
        Column("certno", _("Certificate number"), "masked"),
        Column("gend", _("Gender")),
        Column("brdy", _("Born on"), "date"),
        Column("county", _("County of registration")),
        Column("tel", _("Telephone"), "telephone", default=False),
        Column("addr", _("Address"), "address", default=False),
    )
    filters = (
        TextFilter(
            "q",
            _("Person"),
            lookups=("psn_no", "certno", "psn_name__begins"),
            hint=_("number, certificate or start of the name"),
        ),
        PayerFilter("payer", _("Payer"), hint=_("number or start of the name")),
        ChoiceFilter("county", _("County"), choices=counties_in_reach),
    )
    order = "psn_no"
    empty_title = _("Nobody is registered yet.")
    empty_hint = _("Import a list of people to begin.")

    def rows(self) -> QuerySet[Person]:
        return Person.objects.filter(canonical__isnull=True).select_related("county")

    def row_url(self, row: Person) -> str:
        return reverse("enrollment:person", args=[row.pk])

    def actions(self) -> Iterator[Action]:
        if "register" in self.assignment.duties:
            yield Action(gettext("Register a person"), reverse("enrollment:new_person"), main=True)


@requires()
def person_list(request: AgencyRequest) -> HttpResponseBase:
    return PersonList.respond(request)


@requires()
def person_file(request: AgencyRequest, person_id: int) -> HttpResponse:
    """One person: who they are, how they are insured, and what other floors know of them."""
    person = get_object_or_404(Person.objects.select_related("county"), pk=person_id)
    return render(
        request,
        "enrollment/person.html",
        {
            "title": person.psn_name,
            "person": person,
            **file_of(person),
            "may_register": "register" in request.assignment.duties,
            "panels": panels_of("person", request, person),
        },
    )


def find_people(text: str, user: Any) -> Iterator[Hit]:
    """Search provider: by person number, certificate number, or start of the name."""
    upper = text.upper()
    exact = Person.objects.filter(psn_no=upper) | Person.objects.filter(certno=upper)
    found = (
        exact
        if any(character.isdigit() for character in text)
        else Person.objects.filter(psn_name__begins=text)
    )
    for person in found.select_related("county").order_by("psn_no"):
        yield Hit(
            person.psn_name,
            reverse("enrollment:person", args=[person.pk]),
            f"{person.psn_no} · {person.county}",
            # A card read in is compared by this, so that nobody need see the number.
            note=gettext("The certificate number agrees.") if person.certno == upper else "",
        )
