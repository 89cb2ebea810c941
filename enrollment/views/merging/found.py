"""The people found on the rolls: who they are, what goes on, a choice of one's own, and taking back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.codes import name_of
from config.display import day
from config.forms import Fact, LineField, act_page, once
from config.listing import Action, ChoiceFilter, Column, FlagFilter, Listing, TextFilter
from config.listing.tables import Table
from enrollment.models import Coverage, FoundPerson, LegacyRow, Person
from enrollment.services.merging.choose import choose_cover
from enrollment.services.merging.take_over import plan
from enrollment.services.merging.undo import undo_take_over
from enrollment.views.merging.mergings import merging_in_reach
from enrollment.views.merging.rolls import last_day
from institutions.access import AgencyRequest
from institutions.models import Duty
from institutions.rules.policy_tables import PolicyGap
from institutions.views.institutions import counties_in_reach


def _schemes() -> Subquery:
    rows = LegacyRow.objects.filter(found=OuterRef("pk")).order_by().values("found")
    return Subquery(rows.annotate(n=Count("insutype", distinct=True)).values("n"))


class FoundList(Listing):
    key = "enrollment.found_people"
    title = gettext_lazy("People on the former rolls")
    columns = (
        Column("first_row__name", gettext_lazy("Full name")),
        Column("first_row__certno", gettext_lazy("Certificate number"), "masked"),
        Column("first_row__birth", gettext_lazy("Born on"), "date"),
        Column("first_row__village", gettext_lazy("Village or community")),
        Column("county", gettext_lazy("County")),
        Column("both", gettext_lazy("In both"), get=lambda row: _("yes") if (row.schemes or 0) > 1 else ""),
        Column("outcome", gettext_lazy("What came of it"), "badge", tone={"covered": "ok"}),
        Column("problem", gettext_lazy("What hinders"), "badge", tone=lambda _row: "bad"),
        Column("chosen", gettext_lazy("Chosen cover"), default=False),
        Column("taken_over_at", gettext_lazy("Taken over at"), "minute"),
    )
    filters = (
        TextFilter("q", gettext_lazy("Person"),
                   lookups=("first_row__certno", "first_row__legacy_no", "first_row__name__begins"),
                   hint=gettext_lazy("number, certificate or start of the name")),
        FlagFilter("both", gettext_lazy("In both"), when=Q(schemes__gt=1)),
        ChoiceFilter("problem", gettext_lazy("What hinders"), choices=FoundPerson.Problem),
        ChoiceFilter("outcome", gettext_lazy("What came of it"), choices=FoundPerson.Outcome),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
    )  # fmt: skip
    order = "pk"
    empty_title = gettext_lazy("The rolls are not matched yet.")

    @cached_property
    def merging(self) -> Any:
        return merging_in_reach(self.given["merging"])

    def rows(self) -> QuerySet[FoundPerson]:
        found = FoundPerson.objects.filter(merging=self.merging).select_related(
            "first_row", "county", "chosen"
        )
        return found.annotate(schemes=_schemes())

    def row_url(self, row: FoundPerson) -> str:
        return row.get_absolute_url()

    def actions(self) -> Iterator[Action]:
        yield Action(_("Report"), self.merging.get_absolute_url())


@requires()
def found_people(request: AgencyRequest, merging_id: int) -> HttpResponseBase:
    return FoundList.respond(request, merging=merging_in_reach(merging_id).pk)


def found_in_reach(found_id: int) -> FoundPerson:
    known = FoundPerson.objects.select_related(
        "merging__area", "county__area", "first_row", "chosen", "chosen_by", "taken_over_by"
    )
    return get_object_or_404(known, pk=found_id)


@requires()
def found_person(request: AgencyRequest, found_id: int) -> HttpResponseBase:
    """The rows that mean this person, who it is in the register, and which cover goes on."""
    found = found_in_reach(found_id)
    rows = list(LegacyRow.objects.filter(found=found).select_related("county").order_by("pk"))
    duties = request.assignment.duties
    may = Duty.REGISTER in duties and found.merging.closed_at is None
    context = {
        "title": found.first_row.name,
        "found": found,
        "people": Person.objects.filter(pk__in=found.people),
        "rows": _rows(rows, found),
        "covers": _covers(found),
        "going_on": _going_on(found, rows),
        "may_choose": may and found.taken_over_at is None and len(rows) > 1,
        "may_undo": may and found.taken_over_at is not None,
    }
    return render(request, "enrollment/merging/found.html", context)


def _rows(rows: list[LegacyRow], found: FoundPerson) -> Table:
    return Table(
        caption=_("Rows that mean this person"),
        columns=[
            Column("insutype", _("Former scheme"), get=lambda row: name_of("insutype", row.insutype)),
            Column("county", _("County")),
            Column("legacy_no", _("Number on the former roll"), "code"),
            Column("name", _("Full name")),
            Column("certno_given", _("Certificate number as given"), "masked"),
            Column("first", _("First day of cover"), "date", get=lambda row: row.period.lower),
            Column("last", _("Last day of cover"), "date", get=last_day),
            Column("paid", _("Paid by the person"), "money"),
            Column(
                "chosen", _("Chosen cover"), get=lambda row: _("yes") if row.pk == found.chosen_id else ""
            ),
        ],
        rows=rows,
        row_url=lambda row: str(row.get_absolute_url()),
        unit=_("yuan"),
    )


def _covers(found: FoundPerson) -> Table:
    """What was taken over, void ones too: nothing is deleted."""
    covers = Coverage.objects.filter(taken_from__row__found=found).select_related("person", "taken_from__row")
    return Table(
        caption=_("Covers taken over"),
        columns=[
            Column("person__psn_no", _("Person number"), "code"),
            Column("insutype", _("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
            Column("first", _("First day of cover"), "date", get=lambda row: row.period.lower),
            Column("last", _("Last day of cover"), "date", get=last_day),
            Column("row", _("From the row"), get=lambda row: row.taken_from.row),
            Column("effective", _("Effective"), get=lambda row: _("yes") if row.effective else _("void")),
        ],
        rows=covers.order_by("period", "pk"),
        empty=_("No cover was taken over."),
    )


def _going_on(found: FoundPerson, rows: list[LegacyRow]) -> Table | None:
    """What taking over would give; None once it was done, or where the policy does not say."""
    if found.taken_over_at is not None:
        return None
    by_id = {row.pk: row for row in rows}
    try:
        pieces = [one for one in plan(found) if one.row in by_id]
    except PolicyGap:
        return None
    return Table(
        caption=_("What would go on"),
        columns=[
            Column("scheme", _("Scheme"), get=lambda one: name_of("insutype", one.scheme)),
            Column("start", _("First day of cover"), "date"),
            Column("end", _("Not covered from"), "date"),
            Column("row", _("From the row"), get=lambda one: by_id[one.row]),
        ],
        rows=pieces,
        empty=_("Nothing: these days are covered otherwise, or the person died before."),
    )


class ChooseForm(forms.Form):
    row = forms.ChoiceField(
        label=gettext_lazy("Cover that goes on"), widget=forms.RadioSelect(attrs={"autofocus": True})
    )
    reason = LineField(label=gettext_lazy("Reason"), max_length=200)

    def __init__(self, *args: Any, rows: list[LegacyRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in rows}
        self.fields["row"].choices = [  # type: ignore[attr-defined]
            *(
                (key, f"{row} {day(row.period.lower)} – {day(last_day(row))}")
                for key, row in self.rows.items()
            ),
            ("none", _("As the policy says")),
        ]

    def clean_row(self) -> LegacyRow | None:
        return self.rows.get(self.cleaned_data["row"])


@requires(duty="register")
@once
def choose(request: AgencyRequest, found_id: int) -> HttpResponseBase:
    """Somebody insured twice chooses which cover goes on."""
    found = found_in_reach(found_id)
    rows = list(LegacyRow.objects.filter(found=found).order_by("pk"))
    form = ChooseForm(request.POST or None, rows=rows)

    def do() -> str:
        return choose_cover(found=found, acting_user=request.user, **form.cleaned_data).get_absolute_url()

    return act_page(
        request,
        title=_("Choose the cover that goes on"),
        facts=[Fact(_("Full name"), found.first_row.name), Fact(_("County"), found.county)],
        form=form,
        label=_("Choose"),
        do=do,
        said=_("The choice is stored."),
        cancel_url=found.get_absolute_url(),
    )


@requires(duty="register")
@once
def undo(request: AgencyRequest, found_id: int) -> HttpResponseBase:
    """Take back what was taken over for one person."""
    found = found_in_reach(found_id)
    covers = Coverage.objects.filter(taken_from__row__found=found, effective=True).count()

    def do() -> str:
        return undo_take_over(found=found, acting_user=request.user).get_absolute_url()

    return act_page(
        request,
        title=_("Take back what was taken over"),
        facts=[Fact(_("Full name"), found.first_row.name), Fact(_("Covers that become void"), covers)],
        warnings=[
            _(
                "People merged because of it are two again. Bills settled by these covers have to be looked into."
            )
        ],
        label=_("Take back"),
        danger=True,
        do=do,
        said=_("Taken back; the person waits to be taken over again."),
        cancel_url=reverse("enrollment:found_person", args=[found.pk]),
    )
