"""What a person's payers declared month by month, on the person's file."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.access import requires
from config.codes import name_of
from config.listing import Column, Listing, MonthFilter
from enrollment.models import ContributionMonth, Declaration, Person
from enrollment.reads.payer_file import with_paid
from enrollment.views.reach import own_person

SHOWN = 12


def contributions_of_person(_request: HttpRequest, person: Person) -> dict[str, Any]:
    """The latest months, with whether the payer's statement of the month is paid."""
    return {
        "months": told(Declaration.objects.filter(person=person).order_by("-month", "payer")[:SHOWN]),
        "all_url": reverse("enrollment:person_contributions", args=[person.pk]),
    }


def told(rows: QuerySet[Declaration]) -> list[tuple[Declaration, ContributionMonth | None]]:
    """Each declaration with its payer's statement of the month."""
    found = list(rows.select_related("payer"))
    statements = with_paid(ContributionMonth.objects.filter(payer__in={one.payer_id for one in found}))
    known = {(one.payer_id, one.insutype, one.month): one for one in statements}
    return [(one, known.get((one.payer_id, one.insutype, one.month))) for one in found]


class PersonContributions(Listing):
    key = "enrollment.person_contributions"
    title = _("Monthly contributions")
    unit = _("yuan")
    columns = (
        Column("month", _("Month"), "month", sort="month"),
        Column("insutype", _("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("payer__emp_no", _("Payer number"), "code"),
        Column("payer__name", _("Payer's name")),
        Column("wage", _("Declared wage"), "money"),
        Column("base", _("Contribution base"), "money"),
        Column("personal", _("Person's contribution"), "money", total=True),
    )
    filters = (MonthFilter("month", _("Month")),)
    order = "-month"
    empty_title = _("No payer has declared this person yet.")

    def rows(self) -> QuerySet[Declaration]:
        of_month = ContributionMonth.objects.filter(
            payer=OuterRef("payer"), insutype=OuterRef("insutype"), month=OuterRef("month")
        )
        declared = Declaration.objects.filter(person_id=self.given["person"]).select_related("payer")
        return declared.annotate(statement=Subquery(of_month.values("pk")))

    def heading(self) -> str:
        return f"{Person.objects.get(pk=self.given['person'])}: {self.title}"

    def row_url(self, row: Declaration) -> str | None:
        statement: int | None = row.statement  # type: ignore[attr-defined]
        return statement and reverse("enrollment:contribution_month", args=[statement])


@requires()
def person_contributions(request: HttpRequest, person_id: int) -> HttpResponseBase:
    return PersonContributions.respond(request, person=own_person(person_id).pk)
